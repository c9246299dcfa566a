"""What is worth looking for, and where marks stand."""

import pytest

from annotator.detection.literals import Marks
from annotator.detection.rules.gates import Gates
from annotator.detection.subject import Subject

_GATES = Gates([("TBC|T B", "later"), ("", "always"), ("insert|Einfügen here", "field")])


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("Nothing of the kind.", ["always"]),
        ("It is TBC.", ["later", "always"]),
        ("It is tbc.", ["always"]),
        ("T. B.", ["later", "always"]),
        ("INSERT it.", ["always", "field"]),
        ("Einfügen, Here", ["always", "field"]),
        ("einfügen here", ["always"]),
    ],
)
def test_gates_open_to_words_in_small_letters_in_any_case_to_others_as_they_are_written(
    text: str, passed: list[str]
) -> None:
    assert _GATES.passed(Subject(text)) == passed


def test_marks_stand_where_they_are_written_so() -> None:
    marks = Marks(("Anytown", "à compl", "xx"))
    text = "“Anytown”, anytown, à compléter, À COMPLÉTER, xxx"
    assert marks.places(Subject(text)) == [(1, "Anytown"), (20, "à compl"), (46, "xx"), (47, "xx")]


def test_a_mark_may_have_a_sign_that_folding_takes_away() -> None:
    assert Marks(("X\u00a0", "X ")).places(Subject("X\u00a0days, X days")) == [(0, "X\u00a0"), (8, "X ")]
