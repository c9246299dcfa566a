"""PySide6 6.12.0 on CPython 3.11 loses a reference to None at each void call and aborts: docs/adr/0001."""

import subprocess
import sys

import pytest

LOOP = """
from PySide6.QtGui import QTextCursor, QTextDocument
document = QTextDocument("ab")
cursor = QTextCursor(document)
for i in range(200_000):
    cursor.setPosition(i % 2)
print(cursor.position())
"""


@pytest.mark.slow
def test_many_void_calls_leave_the_interpreter_alive() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOP], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout) == (0, "1\n"), done.stderr
