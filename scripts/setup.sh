#!/usr/bin/env bash
# Makes .venv and fills it from a lock file: `scripts/setup.sh run` to use the program, `scripts/setup.sh dev` to
# work on it. Also installs the system packages that Debian keeps apart, where that needs no password; otherwise it
# prints the one line that does. Called by make, which remembers what is done; safe to call again at any time.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:?run or dev}

say() { printf '%s\n' "$*" >&2; }
stop() { say "$*"; exit 1; }

# Installs Debian packages as root, or by a sudo that does not ask; fails where neither is to be had.
apt_install() {
    command -v apt-get >/dev/null || return 1
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    say "Installing $* ..."
    local log
    log=$(mktemp)
    if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "$@"; } </dev/null >"$log" 2>&1; then
        cat "$log" >&2
        return 1
    fi
    rm "$log"
}

find_python() {
    local name
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

make_venv() {
    # A folder that was left half made, or whose Python has gone, is made anew.
    if .venv/bin/python -m pip --version >/dev/null 2>&1; then return; fi
    local python
    python=$(find_python) || stop "Python 3.11 or later is needed; on Debian, please run “sudo apt install python3 python3-venv” and start again."
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        local package=python3-venv
        case $(basename "$python") in python3.*) package=$(basename "$python")-venv ;; esac
        apt_install "$package" ||
            stop "Python's venv module is missing: please run “sudo apt install $package” and then the same command again."
    fi
    "$python" -m venv --clear .venv
}

pip_install() {
    .venv/bin/python -m pip install --quiet --no-input --disable-pip-version-check "$@"
}

# Qt aborts without these before it opens a window; the program itself knows which are missing for which platform.
qt_libraries() {
    local packages
    packages=$(.venv/bin/python -m annotator.gui.prerequisites "$@")
    # shellcheck disable=SC2086  # a list of package names
    [ -z "$packages" ] || apt_install $packages
}

make_venv
say "Installing what requirements/$purpose.txt names ..."
pip_install --require-hashes --only-binary :all: -r "requirements/$purpose.txt"
if [ "$purpose" = dev ]; then
    # The fault tests put a small library of their own before the calls that write; they say so where it cannot be.
    command -v cc >/dev/null || apt_install gcc libc6-dev || true
    pip_install --no-index --no-build-isolation --no-deps --editable .
    qt_libraries offscreen || stop "$(QT_QPA_PLATFORM=offscreen .venv/bin/python -m annotator.gui.prerequisites)"
else
    # What could not be installed is said by the program when it starts, as it is outside this folder.
    qt_libraries xcb ${WAYLAND_DISPLAY:+wayland} || true
fi
touch ".venv/$purpose.done"
