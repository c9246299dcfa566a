"""spaCy makes docs of the JSON Lines, loads the DocBin, and finds nothing wrong with it as training data."""

import contextlib
import io
import re
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange.docbin import KEY
from annotator.exchange.spacy_jsonl import take
from annotator.project import Project
from tests.interop.seen import Seen, kept, name_of, seen

spacy = pytest.importorskip("spacy")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def docs(path: Path) -> dict[str, Any]:
    """The docs of a DocBin by the ids of their policies."""
    vocab = spacy.blank("xx").vocab
    return {each.user_data["policy"]: each for each in spacy.tokens.DocBin().from_disk(path).get_docs(vocab)}


def test_json_lines_are_spans_of_characters(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.jsonl"
    project.export(path, "spacy-jsonl")
    import srsly

    lines = {each["meta"]["policy"]: each for each in srsly.read_jsonl(path)}
    for policy in project.policies():
        line = lines[policy.id]
        doc = spacy.blank("xx").make_doc(line["text"])
        assert doc.text == project.text(policy.id).text == line["text"]
        assert sorted(
            (each["label"], each["start"], each["end"], doc.text[each["start"] : each["end"]])
            for each in line["spans"]
        ) == seen(kept(project, policy.id, "spacy-jsonl"))


def test_spans_are_ours_widened_to_tokens_and_no_further(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.spacy"
    said = project.export(path, "docbin")
    found, widened, wordless = docs(path), 0, 0
    for policy in project.policies():
        doc = found[policy.id]
        assert doc.text == project.text(policy.id).text
        expected: list[Seen] = []
        for mark in kept(project, policy.id, "docbin"):
            (place,) = mark.places
            if not place.quote.strip():
                wordless += 1
                continue
            touched = [each for each in doc if each.idx < place.end and each.idx + len(each) > place.start]
            start, end = touched[0].idx, touched[-1].idx + len(touched[-1])
            widened += (start, end) != (place.start, place.end)
            expected.append((name_of(mark), start, end, doc.text[start:end]))
        group = doc.spans[KEY]
        assert sorted((each.label_, each.start_char, each.end_char, each.text) for each in group) == sorted(
            expected
        )
    assert any(each.startswith(f"{widened} span") and "fitted" in each for each in said)
    assert any("without a word" in each for each in said) == bool(wordless)


def test_debug_data_finds_no_error(project: Project, tmp_path: Path) -> None:
    """But that policies are too few to train on: of the other errors that it knows there is none."""
    from spacy.cli.debug_data import debug_data
    from spacy.cli.init_config import init_config

    path = tmp_path / "it.spacy"
    project.export(path, "docbin")
    config = init_config(lang="xx", pipeline=["spancat"])
    config["paths"] |= {"train": str(path), "dev": str(path)}
    config.to_disk(tmp_path / "config.cfg")
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        debug_data(tmp_path / "config.cfg", silent=False, no_format=True)
    said = out.getvalue()
    assert "checks passed" in said
    assert re.search(r"Low number of examples to train a new pipeline \(\d+\)", said), said
    assert re.findall(r"^\s*(\d+) errors?$", said, re.MULTILINE) == ["1"], said
    assert "failed" not in said, said
    assert "invalid" not in said, said


def test_what_prodigy_and_spacy_write_comes_in(tmp_path: Path) -> None:
    """An example as Prodigy exports it, its tokens and spans made by spaCy."""
    import srsly

    text = "😀 Zoë collects\r\ne\u0301clairs, مرحبا بالعالم."
    doc = spacy.blank("xx").make_doc(text)
    spans = [
        doc.char_span(text.index(each), text.index(each) + len(each), label="PII")
        for each in ("Zoë", "مرحبا")
    ]
    example = {
        "text": text,
        "_input_hash": 1,
        "_task_hash": 2,
        "tokens": [
            {
                "text": each.text,
                "start": each.idx,
                "end": each.idx + len(each),
                "id": each.i,
                "ws": bool(each.whitespace_),
            }
            for each in doc
        ],
        "spans": [
            {
                "start": each.start_char,
                "end": each.end_char,
                "token_start": each.start,
                "token_end": each.end - 1,
                "label": each.label_,
            }
            for each in spans
        ],
        "_view_id": "ner_manual",
        "answer": "accept",
        "_timestamp": 1700000000,
    }
    path = tmp_path / "prodigy.jsonl"
    srsly.write_jsonl(path, [example, example | {"answer": "reject"}])
    foreign = take(path)
    (read,) = foreign.texts
    assert read.text == text
    assert [mark.places[0].quote for mark in read.marks] == ["Zoë", "مرحبا"]
    assert foreign.notes == ("1 examples that were rejected or ignored there stay behind.",)
