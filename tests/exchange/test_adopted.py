"""Each export that can be read goes into an empty project, and into its own: all is placed, or is known."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain import Flag
from annotator.exchange import FORMATS, READERS
from annotator.review import Review
from tests.exchange.nasty import nasty
from tests.projects import assert_sound, everything_undone, opened, state, tables

FORMS = sorted(READERS.keys() & FORMATS.keys())
WHOLE = {"web-annotation"}
"""Those that hold all that a mark has."""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    review = nasty(tmp_path_factory.mktemp("nasty") / "p.annotator")
    yield review
    review.close()


@pytest.fixture(params=FORMS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def exported(review: Review, folder: Path, form: str) -> Path:
    target = folder / f"out{FORMATS[form].extension}"
    review.export(target, form)
    return target


def test_into_an_empty_project_every_mark_comes_to_its_words(full: Review, tmp_path: Path, form: str) -> None:
    foreign = READERS[form](exported(full, tmp_path, form))
    other = opened(tmp_path / "other.annotator")
    start = state(other), tables(other.path)
    adopted = other.adopt(foreign)
    marks = sum(len(text.marks) for text in foreign.texts)
    assert (adopted.unplaced, adopted.left_out) == (0, 0)
    assert adopted.added + adopted.known == marks > 10
    assert_sound(other)
    for text, policy in zip(foreign.texts, other.policies(), strict=False):
        places = {
            (each.start, each.end)
            for mark in text.marks
            for each in (*mark.places, *(mark.counterpart if mark.kind == "flag" else ()))
        }
        found = {
            (span.start, span.end)
            for each in other.annotations(policy.id)
            for span in (*each.spans, *(each.counterpart if isinstance(each, Flag) else ()))
        }
        assert found == places
    assert other.adopt(foreign).known == marks
    assert everything_undone(other) == 1
    assert (state(other), tables(other.path)) == start
    other.close()


def test_into_its_own_project_nothing_comes_twice(full: Review, tmp_path: Path, form: str) -> None:
    foreign = READERS[form](exported(full, tmp_path, form))
    would = full.would_adopt(foreign)
    assert (would.added, would.unplaced, would.policies) == (0, 0, ())


@pytest.mark.parametrize("form", sorted(WHOLE))
def test_one_that_holds_all_gives_the_same_annotations(full: Review, tmp_path: Path, form: str) -> None:
    other = opened(tmp_path / "other.annotator")
    other.adopt(READERS[form](exported(full, tmp_path, form)))
    for policy in full.policies():
        assert other.annotations(policy.id) == full.annotations(policy.id)
    assert {each.name for each in full.store.authors()} <= {each.name for each in other.reviewers()}
    other.close()
