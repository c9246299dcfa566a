/* A disk that fails when told to: preloaded into a process, it stands before the calls that change files.
 *
 * Calls on what lies under one folder are numbered from 1. The one numbered `at` fails, or the process dies at it.
 * All are written to a log, with their data where that is asked for, so that what a power cut leaves can be worked
 * out afterwards. Until shim_arm is called nothing is counted and nothing is changed.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* The same numbers as in shim.py. ONCE: the next call succeeds again. GONE and FULL last. */
enum { NONE, IO_ONCE, SPACE_ONCE, SHORT_ONCE, GONE, FULL, KILL_BEFORE, KILL_TORN, KILL_AFTER };

static char root[PATH_MAX];
static size_t root_length;
static long at, calls;
static int kind, log_fd = -1, with_data;

void shim_arm(const char *folder, long number, int fault, int log, int data) {
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    at = number, kind = fault, log_fd = log, with_data = data, calls = 0;
}

void shim_disarm(void) { root_length = 0; }

long shim_calls(void) { return calls; }

#define REAL(name) ((__typeof__(&name))next(#name))

static void *next(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (found == NULL)
        abort();
    return found;
}

static int ours(const char *path) {
    return root_length && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || !path[root_length]);
}

/* The absolute path of `path` as seen from `folder`, into `whole`; whether it is under the root. */
static int placed(int folder, const char *path, char *whole) {
    if (!root_length)
        return 0;
    if (path[0] == '/') {
        snprintf(whole, PATH_MAX, "%s", path);
    } else {
        char link[64], base[PATH_MAX / 2];
        if (folder == AT_FDCWD)
            snprintf(link, sizeof link, "/proc/self/cwd");
        else
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t length = readlink(link, base, sizeof base - 1);
        if (length < 0)
            return 0;
        base[length] = 0;
        snprintf(whole, PATH_MAX, "%s/%.*s", base, PATH_MAX / 2 - 2, path);
    }
    return ours(whole);
}

static int opened(int fd, char *whole) {
    if (!root_length)
        return 0;
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, whole, PATH_MAX - 1);
    if (length < 0)
        return 0;
    whole[length] = 0;
    return ours(whole);
}

static void put(const void *bytes, size_t length) {
    while (length) {
        ssize_t done = syscall(SYS_write, log_fd, bytes, length);
        if (done <= 0)
            abort();
        bytes = (const char *)bytes + done, length -= done;
    }
}

/* One line: number, call, inode, offset, length, path, other path; then the data of a write. */
static void note(const char *call, ino_t inode, off_t offset, size_t length, const char *path, const char *other,
                 const void *data) {
    if (log_fd < 0)
        return;
    char line[3 * PATH_MAX];
    int size = snprintf(line, sizeof line, "%ld\t%s\t%llu\t%lld\t%zu\t%s\t%s\n", calls, call, (unsigned long long)inode,
                        (long long)offset, data && with_data ? length : 0, path, other);
    put(line, size);
    if (data && with_data)
        put(data, length);
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

/* Reading is not counted: it fails only once the disk has gone. */
static int gone(void) {
    errno = EIO;
    return kind == GONE && at && calls >= at;
}

/* Counts a call; nonzero where it is to fail, with errno set. */
static int fails(void) {
    calls++;
    int hit = calls == at;
    switch (kind) {
    case KILL_BEFORE:
        if (hit)
            die();
        return 0;
    case IO_ONCE:
        errno = EIO;
        return hit;
    case SPACE_ONCE:
        errno = ENOSPC;
        return hit;
    }
    return gone();
}

static int full(void) {
    errno = ENOSPC;
    return kind == FULL && at && calls >= at;
}

static void after(void) {
    if (kind == KILL_AFTER && calls == at)
        die();
}

static ino_t inode_of(int fd) {
    struct stat facts;
    return fstat(fd, &facts) == 0 ? facts.st_ino : 0;
}

static ssize_t written(int fd, const void *data, size_t length, off_t offset, int positioned) {
    char path[PATH_MAX];
    if (!opened(fd, path))
        return positioned ? REAL(pwrite64)(fd, data, length, offset) : REAL(write)(fd, data, length);
    if (fails() || full())
        return -1;
    if (!positioned)
        offset = lseek(fd, 0, fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    int torn = calls == at && (kind == SHORT_ONCE || kind == KILL_TORN) && length > 1;
    size_t some = torn ? length / 2 : length;
    ssize_t done = positioned ? REAL(pwrite64)(fd, data, some, offset) : REAL(write)(fd, data, some);
    if (done > 0)
        note("write", inode_of(fd), offset, done, path, "", data);
    if (torn && kind == KILL_TORN)
        die();
    after();
    return done;
}

ssize_t write(int fd, const void *data, size_t length) { return written(fd, data, length, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return written(fd, data, length, offset, 1); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return written(fd, data, length, offset, 1); }

ssize_t read(int fd, void *data, size_t length) {
    char path[PATH_MAX];
    return opened(fd, path) && gone() ? -1 : REAL(read)(fd, data, length);
}

ssize_t pread64(int fd, void *data, size_t length, off64_t offset) {
    char path[PATH_MAX];
    return opened(fd, path) && gone() ? -1 : REAL(pread64)(fd, data, length, offset);
}
ssize_t pread(int fd, void *data, size_t length, off_t offset) { return pread64(fd, data, length, offset); }

/* Copies within the kernel are refused under the root, so that who copies falls back on writing. */
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) {
    char path[PATH_MAX];
    if (opened(to, path)) {
        errno = EINVAL;
        return -1;
    }
    return syscall(SYS_sendfile, to, from, offset, length);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t length) { return sendfile64(to, from, (off64_t *)offset, length); }
ssize_t copy_file_range(int from, off64_t *offset, int to, off64_t *place, size_t length, unsigned flags) {
    char path[PATH_MAX];
    if (opened(to, path)) {
        errno = EXDEV;
        return -1;
    }
    return syscall(SYS_copy_file_range, from, offset, to, place, length, flags);
}

#define ON_OPEN_FILE(call, inode, offset, path, action)                                                                \
    if (fails())                                                                                                       \
        return -1;                                                                                                     \
    int result = action;                                                                                               \
    if (result == 0)                                                                                                   \
        note(call, inode, offset, 0, path, "", NULL);                                                                  \
    after();                                                                                                           \
    return result

int fsync(int fd) {
    char path[PATH_MAX];
    if (!opened(fd, path))
        return REAL(fsync)(fd);
    ON_OPEN_FILE("sync", inode_of(fd), 0, path, REAL(fsync)(fd));
}

int fdatasync(int fd) {
    char path[PATH_MAX];
    if (!opened(fd, path))
        return REAL(fdatasync)(fd);
    ON_OPEN_FILE("sync", inode_of(fd), 0, path, REAL(fdatasync)(fd));
}

int ftruncate64(int fd, off64_t length) {
    char path[PATH_MAX];
    if (!opened(fd, path))
        return REAL(ftruncate64)(fd, length);
    ON_OPEN_FILE("truncate", inode_of(fd), length, path, REAL(ftruncate64)(fd, length));
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

#define ON_NAMES(call, one, other, space, action)                                                                      \
    if (fails() || (space && full()))                                                                                  \
        return -1;                                                                                                     \
    int result = action;                                                                                               \
    if (result == 0)                                                                                                   \
        note(call, 0, 0, 0, one, other, NULL);                                                                         \
    after();                                                                                                           \
    return result

int unlinkat(int folder, const char *path, int flags) {
    char whole[PATH_MAX];
    if (!placed(folder, path, whole))
        return REAL(unlinkat)(folder, path, flags);
    ON_NAMES("unlink", whole, "", 0, REAL(unlinkat)(folder, path, flags));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int renameat(int folder, const char *path, int into, const char *name) {
    char whole[PATH_MAX], target[PATH_MAX];
    int one = placed(folder, path, whole), other = placed(into, name, target);
    if (!one && !other)
        return REAL(renameat)(folder, path, into, name);
    ON_NAMES("rename", whole, target, 1, REAL(renameat)(folder, path, into, name));
}
int rename(const char *path, const char *name) { return renameat(AT_FDCWD, path, AT_FDCWD, name); }

int linkat(int folder, const char *path, int into, const char *name, int flags) {
    char whole[PATH_MAX], target[PATH_MAX];
    int one = placed(folder, path, whole), other = placed(into, name, target);
    if (!one && !other)
        return REAL(linkat)(folder, path, into, name, flags);
    ON_NAMES("link", whole, target, 1, REAL(linkat)(folder, path, into, name, flags));
}
int link(const char *path, const char *name) { return linkat(AT_FDCWD, path, AT_FDCWD, name, 0); }

int mkdirat(int folder, const char *path, mode_t mode) {
    char whole[PATH_MAX];
    if (!placed(folder, path, whole))
        return REAL(mkdirat)(folder, path, mode);
    ON_NAMES("mkdir", whole, "", 1, REAL(mkdirat)(folder, path, mode));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

static int made(int folder, const char *path, int flags, mode_t mode) {
    char whole[PATH_MAX];
    if (!placed(folder, path, whole))
        return syscall(SYS_openat, folder, path, flags, mode);
    if (!(flags & (O_CREAT | O_TRUNC)))
        return gone() ? -1 : syscall(SYS_openat, folder, path, flags, mode);
    int there = faccessat(folder, path, F_OK, 0) == 0;
    if (fails() || (!there && full()))
        return -1;
    int fd = syscall(SYS_openat, folder, path, flags, mode);
    if (fd >= 0 && (!there || flags & O_TRUNC))
        note(there ? "truncate" : "create", inode_of(fd), 0, 0, whole, "", NULL);
    after();
    return fd;
}

#define OPENS(name, ...)                                                                                               \
    mode_t mode = 0;                                                                                                   \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                                               \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }                                                                                                                  \
    return made(__VA_ARGS__, flags, mode)

int open(const char *path, int flags, ...) { OPENS(open, AT_FDCWD, path); }
int open64(const char *path, int flags, ...) { OPENS(open64, AT_FDCWD, path); }
int openat(int folder, const char *path, int flags, ...) { OPENS(openat, folder, path); }
int openat64(int folder, const char *path, int flags, ...) { OPENS(openat64, folder, path); }
