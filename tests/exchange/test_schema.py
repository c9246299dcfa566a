"""The shipped schemas are those of the code, and say what the export really holds."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from annotator.domain import Status
from annotator.exchange import schema
from annotator.review import Review

DOCS = Path(__file__).parents[2] / "docs" / "EXPORT.md"


@pytest.fixture
def review(tmp_path: Path) -> Any:
    review = Review.open(tmp_path / "p.annotator", corpus=True)
    review.sign_in("Ada Lovelace")
    policy = review.policy("kjm-group.txt").id
    place = review.text(policy).locate("by obtaining a DBS check through")
    review.flag(
        policy,
        [(place.start, place.end)],
        "truncated-sentence",
        note="stops",
        suggestion="x",
        counterpart=[(0, 7)],
    )
    review.tag(policy, [(0, 7), (9, 30)], "retention", attributes={"polarity": "does"})
    review.tag(policy, [], "children")
    review.set_status(policy, Status.REVIEWED)
    yield review
    review.close()


@pytest.mark.parametrize(("form", "made"), [("json", schema.document_schema), ("jsonl", schema.lines_schema)])
def test_the_shipped_schema_is_the_one_of_the_code(form: str, made: Any) -> None:
    shipped = json.loads(schema.shipped(form).read_text("utf-8"))
    Draft202012Validator.check_schema(shipped)
    assert shipped == made(), "run python -m annotator.exchange.schema and read the difference"


def test_a_real_export_fits(review: Review, tmp_path: Path) -> None:
    review.export(tmp_path / "a.json")
    validator = Draft202012Validator(schema.document_schema())
    assert list(validator.iter_errors(json.loads((tmp_path / "a.json").read_bytes()))) == []


def test_each_line_of_a_real_export_fits(review: Review, tmp_path: Path) -> None:
    review.export(tmp_path / "a.jsonl", "jsonl")
    validator = Draft202012Validator(schema.lines_schema())
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_bytes().splitlines()]
    assert [line["record"] for line in lines].count("tag") == 2
    assert [error for line in lines for error in validator.iter_errors(line)] == []


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("start",), -1),
        (("start",), "4"),
        (("quote",), ""),
        (("utf16_end",), None),
    ],
)
def test_a_wrong_span_does_not_fit(review: Review, tmp_path: Path, where: tuple[str], value: object) -> None:
    review.export(tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_bytes())
    tagged = next(policy for policy in document["policies"] if policy["tags"])
    span = tagged["tags"][-1]["spans"][0]
    span[where[0]] = value
    assert not Draft202012Validator(schema.document_schema()).is_valid(document)
    del span[where[0]]
    assert not Draft202012Validator(schema.document_schema()).is_valid(document)


def test_the_worked_example_in_the_docs_fits_and_its_spans_hold() -> None:
    (example,) = re.findall(r"<!-- example -->\n```json\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    document = json.loads(example)
    assert list(Draft202012Validator(schema.document_schema()).iter_errors(document)) == []
    (policy,) = document["policies"]
    for mark in policy["tags"] + policy["flags"]:
        for span in mark["spans"]:
            assert policy["text"][span["start"] : span["end"]] == span["quote"]
            units = policy["text"].encode("utf-16-le")
            assert units[2 * span["utf16_start"] : 2 * span["utf16_end"]].decode("utf-16-le") == span["quote"]
