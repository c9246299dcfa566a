"""Through each format into an empty project: the policies and marks are there, less what the format loses."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.domain import State
from annotator.exchange import FORMATS
from annotator.exchange.foreign import Mark
from annotator.exchange.losses import Facet
from annotator.project import Project
from tests.exchange import nasty
from tests.exchange.stripping import stripped, stripped_text
from tests.exchange.test_formats import TAKEN, ordered
from tests.projects import assert_sound, opened


@pytest.fixture(scope="module", params=["nasty", "shipped"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    yield from nasty.made_once(request.param, tmp_path_factory)


@pytest.mark.parametrize("form", TAKEN)
def test_an_empty_project_gets_all_that_the_format_holds(project: Project, tmp_path: Path, form: str) -> None:
    row = FORMATS[form]
    target = tmp_path / f"it{row.extension}"
    project.export(target, form)
    assert row.take is not None
    review = opened(tmp_path / "other.annotator")
    adopted = review.adopt(row.take(target))
    assert adopted.unplaced == 0
    assert review.unplaced() == []
    policies = {review.text(each.id).text: each.id for each in review.policies()}
    for policy in project.policies():
        text = project.text(policy.id).text
        left = stripped(nasty.marks(project, policy.id), text, row.loses)
        there = policies.get(stripped_text(text, row.loses))
        found = nasty.marks(review, there) if there is not None else []
        assert ordered(said(found, row.loses)) == ordered(said(left, row.loses)), policy.title
    assert_sound(review)
    again = review.adopt(row.take(target))
    assert (again.event, again.added) == (None, 0)
    review.close()


def said(marks: list[Mark], loses: Collection[Facet]) -> list[Mark]:
    """What does not depend on who imports, and when, nor is set anew because the format does not have it."""
    blank: dict[str, Any] = {"reviewer": "", "reviewer_id": "", "created": "", "modified": ""}
    blank |= {"id": "", "origin": None}
    lost = {each.name for each in loses}
    return [
        replace(
            each,
            **blank,
            severity=None if "severity" in lost else each.severity,
            state=None if "state" in lost and each.state is not State.SUGGESTED else each.state,
        )
        for each in marks
    ]
