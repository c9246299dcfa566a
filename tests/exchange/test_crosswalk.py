"""Clauses under the names of other schemes: every term once, nothing lost without a sentence."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.domain import CLAUSES, Tag
from annotator.exchange import FORMATS, read_back
from annotator.exchange.crosswalk import schemes
from annotator.problems import BadInputError
from annotator.project import Project
from tests.exchange import nasty


@pytest.fixture(scope="module", params=["nasty", "shipped"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    yield from nasty.made_once(request.param, tmp_path_factory)


@pytest.mark.parametrize("scheme", schemes())
def test_a_tag_becomes_one_for_each_term(project: Project, tmp_path: Path, scheme: str) -> None:
    path = tmp_path / "it.json"
    lost = project.export(path, "json", scheme=scheme)
    content = read_back(path)
    terms = {each.id: schemes()[scheme].terms_of(each) for each in project.taxonomy(CLAUSES).labels}
    expected, without = Counter[tuple[str, str]](), 0
    for policy in project.policies():
        for tag in (each for each in project.annotations(policy.id) if isinstance(each, Tag)):
            expected.update((term, str(tag.spans)) for term in terms[tag.label])
            without += not terms[tag.label]
    tags = [tag for each in content.policies for tag in each.annotations if isinstance(tag, Tag)]
    assert Counter((tag.label, str(tag.spans)) for tag in tags) == expected
    assert len({tag.id for tag in tags}) == len(tags)
    (clauses,) = (each for each in content.taxonomies if each.id == CLAUSES)
    assert {tag.label for tag in tags} <= {each.id for each in clauses.labels}
    said = [each for each in lost if "no counterpart" in each]
    assert [each.split()[0] for each in said] == ([str(without)] if without else [])


@pytest.mark.parametrize("form", [each for each in FORMATS if each != "json"])
def test_every_format_can_be_written_in_other_terms(project: Project, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"it{FORMATS[form].extension}"
    project.export(target, form, scheme="dpv")
    take = FORMATS[form].take
    if take is not None:
        tags = {mark.label for text in take(target).texts for mark in text.marks if mark.kind != "flag"}
        assert tags
        assert tags.isdisjoint(each.id for each in project.taxonomy(CLAUSES).labels)


def test_a_scheme_that_there_is_not(project: Project, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="There are: opp115, gdpr-art13"):
        project.export(tmp_path / "it.json", "json", scheme="none")
