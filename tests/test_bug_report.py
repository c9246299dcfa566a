"""A report that anybody may read: where, and what kind of error, never whose words."""

import errno
import importlib.metadata
import re
import sqlite3
import tomllib
from pathlib import Path

import pytest

from annotator import __version__
from annotator.bug_report import FaultElsewhereError, describe
from annotator.problems import BadInputError
from annotator.text.readers import decode

SECRET = "We sell Zoë's data to everyone"


def _deep(depth: int) -> None:
    if depth:
        _deep(depth - 1)
    raise ValueError(SECRET)


def _caught(error: Exception) -> Exception:
    with pytest.raises(type(error)) as caught:
        raise error
    return caught.value


def test_it_says_versions_kinds_and_places() -> None:
    try:
        try:
            _deep(1)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        report = describe(error)
    lines = report.splitlines()
    assert lines[0] == f"annotator {__version__}"
    assert any(line.startswith("Python 3.") for line in lines)
    assert "PySide6-Essentials 6." in report
    assert lines.index("ValueError") < lines.index("KeyError")
    assert report.count("tests/test_bug_report.py:") == 4
    assert "_deep" in report


def test_it_names_each_library_that_the_program_needs() -> None:
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    report = describe(KeyError())
    for needed in project["dependencies"]:
        name = re.split("[<>=]", needed)[0]
        assert f"{name} {importlib.metadata.version(name)}" in report


def test_it_never_says_what_an_error_says() -> None:
    noted = ValueError(SECRET)
    noted.add_note(SECRET)
    for error in (
        noted,
        FileNotFoundError(errno.ENOENT, SECRET, f"/home/{SECRET}"),
        UnicodeDecodeError("utf-8", SECRET.encode(), 2, 3, SECRET),
        ExceptionGroup(SECRET, [ValueError(SECRET), KeyError(SECRET)]),
        SyntaxError(SECRET, (f"/home/{SECRET}", 1, 1, SECRET)),
    ):
        report = describe(_caught(error))
        assert "sell" not in report
        assert type(error).__name__ in report


def test_a_value_of_a_policy_that_a_library_quotes_is_left_out() -> None:
    with pytest.raises(BadInputError) as caught:
        decode(SECRET.encode("latin-1"))
    assert "sell" not in describe(caught.value)
    with pytest.raises(sqlite3.Error) as said:
        sqlite3.connect(":memory:").execute(f"SELECT [{SECRET}]")
    assert "sell" not in describe(said.value)
    assert "OperationalError (SQLITE_ERROR)" in describe(said.value)


def test_the_number_of_an_error_is_said() -> None:
    assert "OSError (ENOSPC)" in describe(_caught(OSError(errno.ENOSPC, SECRET)))


def test_no_folder_of_a_person_is_named() -> None:
    assert str(Path.home()) not in describe(_caught(ValueError()))
    assert str(Path(__file__).parent.parent.parent) not in describe(_caught(ValueError()))


def test_an_endless_recursion_is_told_in_few_lines() -> None:
    with pytest.raises(RecursionError) as caught:
        _endless()
    assert "frames are left out" in describe(caught.value)
    assert len(describe(caught.value).splitlines()) < 100


def _endless() -> None:
    _endless()


def test_a_chain_that_bites_its_tail_ends() -> None:
    one, other = ValueError(SECRET), KeyError(SECRET)
    one.__context__, other.__context__ = other, one
    report = describe(one)
    assert report.count("ValueError") == report.count("KeyError") == 1


def test_what_another_process_reported_is_in_the_report() -> None:
    there = describe(_caught(ZeroDivisionError(SECRET)))
    report = describe(_caught(FaultElsewhereError(there)))
    assert "  | ZeroDivisionError" in report
    assert "sell" not in report
