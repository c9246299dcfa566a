"""What is not an export, or not the one that was written, is refused in words, whole, and soon."""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange import FORMATS
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.text.canonical import text_sha256
from tests.projects import TEXT, assert_sound, headless, made, reading, state, tables

Document = dict[str, Any]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    """A project with a tag and a flag; whatever is refused leaves it as it is, so all tests share it."""
    review = made(
        tmp_path_factory.mktemp("shared") / "p.annotator", TEXT, "# Plain\n\nWe keep data for a year.\n"
    )
    first, second = review.policies()
    review.tag(first.id, [(0, 5), (17, 25)], "retention", attributes={"polarity": "does"})
    review.flag(first.id, [(17, 30)], "missing-word", counterpart=[(0, 5)])
    review.tag(second.id, [], "children")
    review.add_policies([reading("Zoë ñ", "west.txt", "cp1252")])
    yield review
    review.close()


@pytest.fixture(scope="module")
def exported(review: Review) -> dict[str, bytes]:
    """Its export in every format."""
    streams = {form: BytesIO() for form in ("json", "jsonl")}
    for form, stream in streams.items():
        review.export(stream, form)
    return {form: stream.getvalue() for form, stream in streams.items()}


@pytest.fixture
def document(exported: dict[str, bytes]) -> Document:
    """Its export as it is read from JSON."""
    found: Document = json.loads(exported["json"])
    return found


def refused(review: Review, path: Path, data: bytes | Document) -> str:
    """The sentence with which a file is refused; nothing of it is kept."""
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data).encode())
    before = state(review), tables(review.path), review.history()
    with pytest.raises(BadInputError) as caught:
        review.import_annotations(path)
    assert (state(review), tables(review.path), review.history()) == before
    assert not review.store._db.in_transaction
    return str(caught.value)


def first_policy(document: Document) -> Any:
    return document["policies"][0]


def tag(document: Document) -> Any:
    return document["policies"][0]["tags"][0]


def rewritten(policy: Any, text: str) -> None:
    """A policy whose text was changed by somebody who knows about fingerprints."""
    policy.update(text=text, text_sha256=text_sha256(text), length=len(text))


CHANGES: dict[str, tuple[Callable[[Document], Any], str]] = {
    "another text": (lambda d: first_policy(d).update(text="x" + first_policy(d)["text"]), "fingerprint"),
    "another length": (lambda d: first_policy(d).update(length=3), "fingerprint"),
    "another text and its fingerprint": (
        lambda d: rewritten(first_policy(d), first_policy(d)["text"].replace("keep", "sell")),
        "fingerprint",
    ),
    "a text that its bytes do not give": (
        lambda d: (
            first_policy(d).update(content=base64.b64encode(first_policy(d)["text"].encode()).decode()),
            rewritten(first_policy(d), first_policy(d)["text"].replace("keep", "sell")),
        ),
        "fingerprint",
    ),
    "bytes that are no Base64": (lambda d: first_policy(d).update(content="?"), "fingerprint"),
    "an unknown encoding": (lambda d: first_policy(d).update(encoding="klingon"), "fingerprint"),
    "an encoding with a NUL": (lambda d: first_policy(d).update(encoding="utf-8\0"), "fingerprint"),
    "an encoding that does not fit": (lambda d: first_policy(d).update(encoding="cp1252"), "fingerprint"),
    "another quote": (lambda d: tag(d)["spans"][0].update(quote="1. Wh "), "quotes “1. Wh ”, but at"),
    "a moved span": (lambda d: tag(d)["spans"][0].update(start=1), "quotes"),
    "a span beyond the end": (lambda d: tag(d)["spans"][1].update(end=10**9), "is not in this text"),
    "a span before the beginning": (lambda d: tag(d)["spans"][0].update(start=-1), "is not in this text"),
    "a huge offset": (lambda d: tag(d)["spans"][0].update(end=10**40), "not what was expected|not in this"),
    "an empty span": (lambda d: tag(d)["spans"][0].update(start=5), "nothing between"),
    "spans the wrong way round": (lambda d: tag(d)["spans"].reverse(), "overlap"),
    "a span twice": (lambda d: tag(d)["spans"].append(tag(d)["spans"][1]), "overlap"),
    "an unknown label": (lambda d: tag(d).update(label="nonsense"), "label “nonsense”"),
    "an unknown reviewer": (lambda d: tag(d).update(reviewer="x" * 32), "reviewer who is not in the file"),
    "the mark of another policy": (lambda d: tag(d).update(policy=d["policies"][1]["id"]), "another policy"),
    "a mark twice": (
        lambda d: first_policy(d)["tags"].append(tag(d)),
        "Annotation .* is in the file twice",
    ),
    "a tag and a flag of one id": (
        lambda d: first_policy(d)["flags"][0].update(id=tag(d)["id"]),
        "Annotation .* is in the file twice",
    ),
    "a policy twice": (lambda d: d["policies"].append(first_policy(d)), "Policy .* is in the file twice"),
    "a text twice": (
        lambda d: d["policies"].append({**first_policy(d), "id": "new", "tags": [], "flags": []}),
        "fingerprint .* is in the file twice",
    ),
    "a reviewer without an id": (
        lambda d: d["reviewers"].append({"id": "", "name": "Nobody", "created": ""}),
        "Reviewer without an id",
    ),
    "a reviewer twice": (lambda d: d["reviewers"].append(d["reviewers"][0]), "Reviewer .* twice"),
    "a label set twice": (lambda d: d["taxonomies"].append(d["taxonomies"][0]), "Label set clause .* twice"),
    "a strange label set": (lambda d: d["taxonomies"][0].update(id="mine"), "no label set “mine”"),
    "a label twice": (
        lambda d: d["taxonomies"][0]["labels"].append(d["taxonomies"][0]["labels"][0]),
        "have the same id",
    ),
    "a version of nothing": (lambda d: d["taxonomies"][0].update(version=0), "version"),
    "a huge version": (lambda d: d["taxonomies"][0].update(version=10**30), "version|expected"),
    "a colour": (lambda d: d["taxonomies"][0]["labels"][0].update(colour="url(x)"), "colour"),
    "an unknown state": (lambda d: first_policy(d)["flags"][0].update(state="gone"), "not what was expected"),
    "an unknown status": (lambda d: first_policy(d).update(status="done"), "not what was expected"),
    "a missing field": (lambda d: tag(d).pop("note"), "missing required field `note`"),
    "a number for a text": (lambda d: tag(d).update(note=3), "Expected `str`"),
    "a newer version": (lambda d: d.update(version=3), "version 3; this program reads up to 2"),
    "no version": (lambda d: d.pop("version"), "version 0"),
    "a suggestion that somebody stands behind": (
        lambda d: first_policy(d)["flags"][0].update(state="suggested"),
        "is a suggestion, but a reviewer stands behind it",
    ),
    "an issue that nobody stands behind": (
        lambda d: first_policy(d)["flags"][0].update(reviewer=None),
        "is by a reviewer who is not in the file",
    ),
    "a rule twice": (
        lambda d: d.update(rules=[{"rule": "x"}, {"rule": "x", "on": False}]),
        "Rule x is in the file twice",
    ),
    "another format": (lambda d: d.update(format="label-studio"), "not an export of this program"),
    "no format": (lambda d: d.pop("format"), "not an export of this program"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_was_changed_is_refused(review: Review, document: Document, tmp_path: Path, what: str) -> None:
    change, words = CHANGES[what]
    change(document)
    sentence = refused(review, tmp_path / "a.json", document)
    assert any(word in sentence or _found(word, sentence) for word in words.split("|")), sentence


def _found(pattern: str, sentence: str) -> bool:
    start, _, end = pattern.partition(" .* ")
    return bool(end) and start in sentence and end in sentence


def test_a_project_that_knows_nothing_needs_all_in_the_file(document: Document, tmp_path: Path) -> None:
    with closing(made(tmp_path / "new.annotator")) as new:
        reviewer = tag(document)["reviewer"]
        tag(document)["reviewer"] = "x" * 32
        assert "reviewer who is not in the file" in refused(new, tmp_path / "a.json", document)
        tag(document)["reviewer"] = reviewer
        document["taxonomies"] = [{**each, "labels": each["labels"][:1]} for each in document["taxonomies"]]
        assert "neither in the file nor here" in refused(new, tmp_path / "a.json", document)


def test_a_mark_that_is_something_else_here_is_refused(
    review: Review, document: Document, tmp_path: Path
) -> None:
    second = document["policies"][1]["tags"]
    second[0]["id"], tag(document)["id"] = tag(document)["id"], second[0]["id"]
    assert "but as something else or on another policy" in refused(review, tmp_path / "a.json", document)
    flag = first_policy(document)["flags"][0]
    flag["id"] = second[0]["id"]
    first_policy(document)["tags"] = second[:] = []
    assert "but as something else" in refused(review, tmp_path / "a.json", document)


def test_the_same_bytes_read_otherwise_are_another_text(
    review: Review, document: Document, tmp_path: Path
) -> None:
    policy = document["policies"][-1]
    rewritten(policy, policy["text"].encode("cp1252").decode("cp1250"))
    policy.update(encoding="cp1250")
    sentence = refused(review, tmp_path / "a.json", document)
    assert "is here already, but with another text (cp1252, not cp1250)" in sentence


def test_the_same_text_under_another_encoding_is_the_same_text(document: Document, tmp_path: Path) -> None:
    """A file in ASCII is UTF-8 to one reviewer and Windows-1252 to another."""
    with (
        closing(made(tmp_path / "one.annotator")) as one,
        closing(made(tmp_path / "other.annotator")) as other,
    ):
        one.add_policies([reading("Plain words.", "a.txt", "cp1252")])
        one.tag(one.policies()[0].id, [(0, 5)], "retention")
        other.add_policies([reading("Plain words.", "b.txt")])
        one.export(tmp_path / "one.json")
        other.import_annotations(tmp_path / "one.json")
        other.export(tmp_path / "other.json")
        theirs, ours = ((tmp_path / f"{name}.json").read_bytes() for name in ("other", "one"))
        assert headless(theirs) == headless(ours)
        assert_sound(other)
        other.undo()
        assert [(each.file_name, each.encoding) for each in other.policies()] == [("b.txt", "utf-8")]


BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "nothing": (lambda _: b"", "not an export"),
    "cut in the middle": (lambda data: data[: len(data) // 2], "not an export"),
    "cut at the end": (lambda data: data[:-3], "not an export"),
    "more at the end": (lambda data: data + b"{}", "not an export"),
    "NaN": (lambda data: data.replace(b'"version":2', b'"version":NaN', 1), "not an export"),
    "no JSON": (lambda _: b"format: annotator-project", "not an export"),
    "a list": (lambda _: b"[]", "not an export"),
    "10,000 deep": (lambda _: b"[" * 10_000 + b"]" * 10_000, "not an export"),
    "10,000 deep in a field that nobody knows": (
        lambda data: data.replace(b"{", b'{"x":' + b"[" * 10_000 + b"]" * 10_000 + b",", 1),
        "not an export",
    ),
    "a name twice at the top": (
        lambda data: data.replace(b"{", b'{"format":"annotator-project",', 1),
        "“format” is there twice",
    ),
    "a name twice in a mark": (
        lambda data: data.replace(b'"note":""', b'"note":"","note":"x"', 1),
        "“note” is",
    ),
    "a name twice in attributes": (
        lambda data: data.replace(b'{"polarity":"does"', b'{"polarity":"does","polarity":"unclear"', 1),
        "“polarity” is there twice",
    ),
    "not UTF-8": (lambda data: data.replace(b'"note":""', b'"note":"\xff"', 1), "not what was expected"),
    "half a character": (lambda data: data.replace(b'"note":""', b'"note":"\\ud83d"', 1), ""),
    "UTF-16": (lambda data: data.decode().encode("utf-16"), "not an export"),
}


@pytest.mark.parametrize("what", BYTES)
def test_bytes_that_are_no_export_are_refused(
    review: Review, exported: dict[str, bytes], tmp_path: Path, what: str
) -> None:
    change, words = BYTES[what]
    data = exported["json"]
    assert change(data) != data
    assert words in refused(review, tmp_path / "a.json", change(data))


def test_a_long_number_in_a_field_that_nobody_knows_is_no_matter(
    review: Review, exported: dict[str, bytes], tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_bytes(exported["json"].replace(b"{", b'{"x":' + b"7" * 5000 + b",", 1))
    assert review.import_annotations(tmp_path / "a.json").event is None


def test_no_depth_is_too_much_for_one_part_of_the_reader_alone(exported: dict[str, bytes]) -> None:
    def refuses(depth: int) -> bool:
        deep = exported["json"].replace(b"{", b'{"x":' + b"[" * depth + b"]" * depth + b",", 1)
        try:
            FORMATS["json"].read(BytesIO(deep))
        except BadInputError:
            return True
        return False

    refused_at = [refuses(depth) for depth in range(700, 1000, 2)]
    assert refused_at == sorted(refused_at)
    assert refused_at[-1]


@pytest.mark.parametrize("encoding", ["punycode", "idna", "PunyCode"])
def test_an_encoding_that_takes_minutes_is_refused_at_once(
    review: Review, document: Document, tmp_path: Path, encoding: str
) -> None:
    rewritten(first_policy(document), "é日" * 200_000)
    first_policy(document).update(encoding=encoding, tags=[], flags=[])
    assert "fingerprint" in refused(review, tmp_path / "a.json", document)


def _counted(lines: list[bytes]) -> list[bytes]:
    return [*lines[:-1], b'{"record":"end","records":%d}' % len(lines)]


LINES: dict[str, tuple[Callable[[list[bytes]], list[bytes]], str]] = {
    "no lines": (lambda _: [], "not an export"),
    "no header": (lambda lines: lines[1:], "Line 1: This file is not an export"),
    "a newer header": (
        lambda lines: [lines[0].replace(b'"version":2', b'"version":7'), *lines[1:]],
        "Line 1: This export has version 7",
    ),
    "half a line": (
        lambda lines: [*lines[:-2], lines[-2][:40]],
        "Line 10: This is not what was expected",
    ),
    "the last line missing": (lambda lines: lines[:-1], "Some of this file is missing"),
    "a line in the middle missing": (lambda lines: [*lines[:-2], lines[-1]], "Some of this file is missing"),
    "an unknown record": (
        lambda lines: [*lines, b'{"record":"comment"}'],
        "Line 12: There is no record “comment”",
    ),
    "a name twice": (
        lambda lines: [*lines[:-2], lines[-2].replace(b'"text":', b'"text":"x","text":'), lines[-1]],
        "Line 10: “text” is there twice",
    ),
    "no policy for a mark": (
        lambda lines: _counted([line for line in lines if b'"record":"policy"' not in line]),
        "stands on a policy that is not in the file",
    ),
}


@pytest.mark.parametrize("what", LINES)
def test_lines_that_do_not_fit_are_refused_with_their_number(
    review: Review, exported: dict[str, bytes], tmp_path: Path, what: str
) -> None:
    lines = exported["jsonl"].split(b"\n")[:-1]
    change, words = LINES[what]
    sentence = refused(review, tmp_path / "a.jsonl", b"\n".join(change(lines)))
    assert any(word in sentence for word in words.split("|")), sentence


def test_empty_lines_are_passed_over(review: Review, exported: dict[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(exported["jsonl"].replace(b"\n", b"\r\n\n"))
    assert review.import_annotations(tmp_path / "a.jsonl").event is None


def test_an_import_without_a_name_is_refused(document: Document, tmp_path: Path) -> None:
    with closing(Review.open(tmp_path / "new.annotator")) as nameless:
        assert "Nobody is named" in refused(nameless, tmp_path / "a.json", document)
