"""openpyxl opens the workbook, conllu and bconv the table of words; bconv writes what brat would have."""

from dataclasses import replace
from pathlib import Path

import bconv
import conllu
import openpyxl
from bconv.doc.document import Document, Entity
from openpyxl.utils.escape import unescape

from annotator.exchange import brat
from annotator.project import Project
from tests.exchange import reading
from tests.exchange.nasty import marks
from tests.exchange.test_formats import ordered


def test_openpyxl_sees_every_word_as_text(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.xlsx"
    project.export(path, "xlsx")
    sheet = openpyxl.load_workbook(path)["Annotations"]
    heading, *rows = sheet.iter_rows()
    names = [each.value for each in heading]
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n"}, "no formula"
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", sheet.dimensions)
    told = [
        {
            name: "" if cell.value is None else unescape(str(cell.value))
            for name, cell in zip(names, row, strict=True)
        }
        for row in rows
    ]
    found = reading.from_rows(told)
    for policy in project.policies():
        expected = [replace(each, reviewer_id="") for each in marks(project, policy.id)]
        assert ordered(found.get(policy.id, [])) == ordered(expected)


def test_conllu_and_bconv_read_the_table_of_words(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.conll"
    project.export(path, "conll")
    found, words = reading.from_conll(path)
    sentences = conllu.parse(
        path.read_text(encoding="utf-8"), fields=["form", "start", "end", "label"], field_parsers={}
    )
    policy, theirs = "", dict.fromkeys(words, 0)
    for sentence in sentences:
        policy = sentence.metadata.get("doc_id", policy)
        text = project.text(policy).text
        for token in sentence:
            assert text[int(token["start"]) : int(token["end"])] == token["form"]
        theirs[policy] += len(sentence)
    assert theirs == {policy: len(each) for policy, each in words.items()}
    for document in bconv.load("conll", str(path), mode="document"):
        ours = found[document.id]
        assert sorted(
            (each.start, each.end, each.info["type"]) for each in document.iter_entities()
        ) == sorted(
            (place.start, place.end, f"{'clause' if mark.kind == 'tag' else 'issue'}.{mark.label}")
            for mark in ours
            for place in mark.places
        )


def test_what_bconv_writes_for_brat_comes_in(tmp_path: Path) -> None:
    text = "😀 Zoë collects e\u0301clairs, مرحبا بالعالم."
    document = Document("it")
    document.add_section("body", text)
    words = {"PER": "Zoë", "FOOD": "e\u0301clairs", "GREETING": "مرحبا بالعالم"}
    found = [
        Entity(number, quote, text.index(quote), text.index(quote) + len(quote), {"type": label, "cui": "C1"})
        for number, (label, quote) in enumerate(words.items())
    ]
    document.add_entities(found)
    (tmp_path / "it.txt").write_text(text, encoding="utf-8")
    with (tmp_path / "it.ann").open("w", encoding="utf-8") as stream:
        bconv.dump("brat", document, stream, extra=("cui",))
    (read,) = brat.take(tmp_path).texts
    assert {mark.label: mark.places[0].quote for mark in read.marks} == words
    assert {mark.attributes["cui"] for mark in read.marks} == {"C1"}
