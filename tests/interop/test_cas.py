"""dkpro-cassis, which is what Python has for UIMA CAS, reads ours and writes what INCEpTION writes."""

from io import BytesIO
from pathlib import Path
from typing import Any

import cassis
import pytest

from annotator.exchange import FORMATS
from annotator.exchange.cas import CLAUSE, ISSUE, take
from annotator.project import Project
from tests.exchange.stripping import stripped_text
from tests.interop.seen import kept, name_of, seen

LAYER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
TEXT = "😀 Zoë collects\r\nמידע e\u0301 and 👩‍👩‍👧 sells it."


def loaded(folder: Path, form: str) -> dict[str, Any]:
    """Each CAS of an export, by the id of its policy."""
    if form == "cas-json":
        found = [cassis.load_cas_from_json(each.read_text("utf-8")) for each in folder.glob("*.json")]
    else:
        types = cassis.load_typesystem(BytesIO((folder / "TypeSystem.xml").read_bytes()))
        found = [
            cassis.load_cas_from_xmi(BytesIO(each.read_bytes()), typesystem=types)
            for each in folder.glob("*.xmi")
        ]
    about = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
    return {each.select(about)[0].documentId: each for each in found}


@pytest.mark.parametrize("form", ["cas-json", "cas-xmi"])
def test_cassis_sees_every_span_on_the_same_characters(project: Project, tmp_path: Path, form: str) -> None:
    project.export(tmp_path / form, form)
    found = loaded(tmp_path / form, form)
    for policy in project.policies():
        cas, marks = found.pop(policy.id), kept(project, policy.id, form)
        text = project.text(policy.id).text
        assert (cas.sofa_string or "") == stripped_text(text, FORMATS[form].loses)
        annotations = [*cas.select(CLAUSE), *cas.select(ISSUE)]
        assert sorted(
            (kind_of(each), each.begin, each.end, each.get_covered_text())
            for each in annotations
            if each.part != "whole"
        ) == seen(marks)
        by_id = {mark.id: mark for mark in marks}
        assert {each.identifier for each in annotations} == set(by_id)
        for each in annotations:
            mark = by_id[each.identifier]
            assert (kind_of(each), each.note or "") == (name_of(mark), mark.note)
            assert (each.part == "whole") == (mark.places == ())
            if mark.kind == "flag":
                told = (each.severity, each.state, each.reason or "", each.wording or "")
                assert told == (mark.severity, mark.state, mark.reason, mark.suggestion)
    assert found == {}


def kind_of(annotation: Any) -> str:
    return f"{'clause' if annotation.type.name == CLAUSE else 'issue'}.{annotation.label}"


@pytest.mark.filterwarnings("ignore:open_binary is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", ["json", "xmi"])
def test_what_cassis_writes_comes_in(tmp_path: Path, form: str) -> None:
    """A layer of INCEpTION's own, with tokens beside it, as its export has them."""
    types = cassis.load_dkpro_core_typesystem()
    cas = cassis.Cas(typesystem=types)
    cas.sofa_string, cas.sofa_mime = TEXT, "text/plain"
    entity = types.get_type(LAYER)
    words = {"PER": "Zoë", "OTHER": "e\u0301", "GROUP": "👩‍👩‍👧", "LONG": "collects\r\nמידע"}
    for label, quote in words.items():
        start = TEXT.index(quote)
        cas.add(entity(begin=start, end=start + len(quote), value=label))
    token = types.get_type("de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token")
    cas.add(token(begin=0, end=1))
    path = tmp_path / f"it.{form}"
    if form == "json":
        cas.to_json(path)
    else:
        cas.to_xmi(path)
    (text,) = take(path).texts
    assert text.text == TEXT
    assert {mark.label: mark.places[0].quote for mark in text.marks} == words
    assert all(TEXT[place.start : place.end] == place.quote for mark in text.marks for place in mark.places)
