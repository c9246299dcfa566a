"""What format a file or a folder is in is told by its ending and its contents, else asked."""

from pathlib import Path

import pytest

from annotator.exchange import FORMATS, READERS
from annotator.exchange.recognition import NAMES, recognised
from annotator.problems import BadInputError
from annotator.review import Review
from tests.projects import made


@pytest.fixture
def review(tmp_path: Path) -> Review:
    review = made(tmp_path / "p.annotator", "We keep your data for two years. 😀", "Another one.")
    for policy in review.policies():
        review.tag(policy.id, [(0, 7)], "retention")
    return review


@pytest.mark.parametrize("form", [each for each in NAMES if each != "opp115"])
def test_each_export_that_can_be_read_is_recognised(review: Review, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"out{FORMATS[form].extension}"
    review.export(target, form)
    assert recognised(target) == form
    if form in READERS:
        foreign = READERS[form](target)
        assert review.would_adopt(foreign).known == 2
    review.close()


@pytest.mark.parametrize(
    ("name", "content", "form"),
    [
        ("a.json", '[{"data": {"text": "x"}}]', "label-studio"),
        ("a.json", '[{"target": "x"}]', "web-annotation"),
        ("a.json", '{"@context": "http://www.w3.org/ns/anno.jsonld"}', "web-annotation"),
        ("a.json", '{"text": "a", "label": []}\n{"text": "b", "label": []}\n', "doccano"),
        ("a.jsonl", '{"text": "a", "entities": []}', "doccano"),
        ("a.jsonl", '\n{"text": "a", "spans": [], "answer": "accept"}', "spacy-jsonl"),
        ("a.jsonl", '{"record": "header"}', "jsonl"),
        ("a.json", "{broken", "json"),
        ("a.jsonl", "", "jsonl"),
    ],
)
def test_what_other_tools_write_is_recognised(tmp_path: Path, name: str, content: str, form: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert recognised(tmp_path / name) == form


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", '{"text": "a"}'),
        ("a.jsonl", '{"text": "a", "spans": [], "label": []}'),
        ("a.json", "[]"),
        ("a.json", "{}"),
        ("a.txt", "words"),
    ],
)
def test_what_could_be_several_or_none_is_asked(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match="Name it: --format with one of json, jsonl, web-annotation"):
        recognised(tmp_path / name)


def test_folders_are_recognised_by_their_files(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="cannot be told for certain"):
        recognised(tmp_path)
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "1.csv").touch()
    assert recognised(tmp_path) == "opp115"
