"""Hostile words in every place that takes words: kept letter by letter or refused, and shown as words."""

import csv
import importlib.util
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.cli import run
from annotator.domain import CLAUSES, Flag
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.store.check import check
from tests.hostile.words import BROKEN, WORDS
from tests.projects import assert_sound, made, opened, reading

Act = Callable[[Review, str], object]


def _label(review: Review, **changes: str) -> object:
    labels = review.taxonomy(CLAUSES)
    return review.set_taxonomy(
        replace(labels, labels=(replace(labels.labels[0], **changes), *labels.labels[1:]))
    )


def _flag(review: Review) -> str:
    return next(flag.id for flag in review.flags())


PLACES: dict[str, Act] = {
    "reviewer": lambda review, words: (review.sign_in(words), review.tag(_policy(review), [], "children")),
    "title": lambda review, words: review.describe(_policy(review), title=words),
    "site": lambda review, words: review.describe(_policy(review), site=words),
    "note": lambda review, words: review.tag(_policy(review), [(0, 5)], "retention", note=words),
    "wording": lambda review, words: review.edit(_flag(review), suggestion=words),
    "reason": lambda review, words: review.edit(_flag(review), state="dismissed", reason=words),
    "label name": lambda review, words: _label(review, name=words),
    "definition": lambda review, words: _label(review, definition=words),
    "guidance": lambda review, words: _label(review, guidance=words),
    "family": lambda review, words: _label(review, family=words),
    "note on labels": lambda review, words: review.set_taxonomy(
        replace(review.taxonomy(CLAUSES), note=words)
    ),
    "file name": lambda review, words: review.add_policies([reading(ascii(words), words)]),
    "text": lambda review, words: review.add_policies([reading(f"# {words}\n\nWords. {words}\n")]),
    "search": lambda review, words: review.search(words),
}


def _policy(review: Review) -> str:
    return review.policies()[0].id


def _filled(path: Path) -> Review:
    review = made(path, "Plain words, and more of them.")
    review.flag(_policy(review), [(6, 11)], "vague-wording")
    return review


@pytest.mark.parametrize("place", PLACES)
def test_words_are_kept_or_refused_in_a_sentence(place: str, tmp_path: Path) -> None:
    """What was kept comes out of an export and back in letter by letter, and the project is sound."""
    path = tmp_path / "p.annotator"
    with closing(_filled(path)) as review:
        for what, words in (WORDS | (BROKEN if place != "text" else {})).items():
            before = review.history(limit=1)
            try:
                PLACES[place](review, words)
            except BadInputError as refused:
                assert str(refused).endswith("."), what  # noqa: PT017 - either is right
                assert review.history(limit=1) == before, what
            else:
                assert what not in BROKEN or place == "search", what
        assert_sound(review)
        review.export(tmp_path / "a.json")
        with closing(opened(tmp_path / "back.annotator")) as other:
            other.import_annotations(tmp_path / "a.json")
            other.export(tmp_path / "b.json")
    assert _content(tmp_path / "b.json") == _content(tmp_path / "a.json")
    assert check(path).defects == ()


def _content(path: Path) -> dict[str, object]:
    record = json.loads(path.read_bytes())
    del record["head"]
    return {name: value for name, value in record.items() if name in {"policies", "rules", "reviewers"}}


@pytest.mark.parametrize("what", WORDS)
def test_a_terminal_is_not_spoken_to(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a verb prints for people has no character that moves, colours, hides or turns round others."""
    path = tmp_path / "p.annotator"
    with closing(_filled(path)) as review:
        for act in PLACES.values():
            try:
                act(review, WORDS[what])
            except (BadInputError, StopIteration):
                continue
    for verb in (["list"], ["labels"], ["history"], ["suggestions"], ["show", _first(path)]):
        run(["--project", str(path), *verb])
        out, err = capsys.readouterr()
        assert not [each for each in out + err if _speaks(each)], verb


def _first(path: Path) -> str:
    with closing(Review.open(path)) as review:
        return review.policies()[-1].id


_TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"


def _speaks(character: str) -> bool:
    return character in _TURNING or (
        character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs"}
    )


@pytest.mark.parametrize("what", WORDS)
def test_no_cell_of_a_table_is_a_formula(what: str, tmp_path: Path) -> None:
    """In each table that is written: a spreadsheet shows words, and runs nothing."""
    with closing(_filled(tmp_path / "p.annotator")) as review:
        for act in PLACES.values():
            try:
                act(review, WORDS[what])
            except (BadInputError, StopIteration):
                continue
        assert any(isinstance(each, Flag) for each in review.annotations(_policy(review)))
        review.export(tmp_path / "a.csv", "csv")
        if importlib.util.find_spec("xlsxwriter"):  # an extra
            review.export(tmp_path / "a.xlsx", "xlsx")
            with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
                assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows
    for row in rows:
        for column, cell in row.items():
            assert not re.match(r"[=+\-@\t\r]", cell), (column, cell)
