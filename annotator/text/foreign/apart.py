"""The process that reads foreign documents, from outside: started, asked, ended when it takes too much."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import IO

import annotator
from annotator.problems import BadInputError, UnknownEncodingError
from annotator.text.foreign import ELSE, SHOWN, Parsed, limits, megabytes, too_large, too_much


class Reader:
    """A process that reads documents, one after the other, each within the limits. Close it when done."""

    def __init__(self) -> None:
        home = str(Path(annotator.__file__).parent.parent)
        paths = [home, *filter(None, [os.environ.get("PYTHONPATH")])]
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "annotator.text.foreign"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise BadInputError(
                "It could not be read: the process that reads such documents does not start"
                f" ({(error.strerror or str(error)).lower()}). Close other programs and try again."
            ) from error

    def __enter__(self) -> "Reader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """False once a document has been the end of it."""
        return self._process.poll() is None

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def read(self, kind: str, content: bytes, encoding: str | None = None) -> Parsed:
        """As the function ``read``. After a BadInputError the process may be gone."""
        if len(content) > limits.MOST_BYTES:
            raise BadInputError(too_large(kind, len(content)))
        head = json.dumps({"kind": kind, "size": len(content), "encoding": encoding}).encode()
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._process.kill()

        watch = threading.Timer(limits.SECONDS, stop)
        watch.start()
        try:
            answer = self._ask(head + b"\n" + content)
        finally:
            watch.cancel()
        return self._parsed(kind, answer, late=late.is_set())

    def _ask(self, question: bytes) -> bytes:
        """One line, or less where the process has died or says too much."""
        stdin, stdout = _pipe(self._process.stdin), _pipe(self._process.stdout)
        with contextlib.suppress(OSError):
            stdin.write(question)
            stdin.flush()
        return stdout.readline(limits.MOST_TEXT * 12 + limits.MEGABYTE)

    def _parsed(self, kind: str, answer: bytes, *, late: bool) -> Parsed:
        if not answer.endswith(b"\n"):
            self._process.kill()
            raise BadInputError(_death(kind, self._process.wait(), late=late))
        told = json.loads(answer)
        if "problem" in told:
            raise (UnknownEncodingError if told["unknown"] else BadInputError)(told["problem"])
        return Parsed(told["text"], told["encoding"], tuple(told["pages"]), tuple(told["notes"]))


def _death(kind: str, code: int, *, late: bool) -> str:
    """What is said of a document that ended the process."""
    if late or code == -getattr(signal, "SIGXCPU", 0):
        seconds = limits.SECONDS if late else limits.PROCESSOR_SECONDS
        return (
            f"It takes more than {seconds} seconds to read: it is very long, damaged, or made to keep"
            f" programs busy. {ELSE}"
        )
    if code == limits.NO_MEMORY:
        return too_much(f"takes more than {megabytes(limits.MEMORY)} MB of memory to read")
    return f"Reading it as {SHOWN[kind]} failed: it is damaged, or too large to be taken apart. {ELSE}"


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("opened without its pipes")
    return pipe
