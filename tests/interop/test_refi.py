"""pyrefiqda, whose classes are made from the schema of REFI-QDA, opens the project, and writes one.

What it opens fits that schema itself too.
"""

from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
from lxml import etree
from pyrefiqda import RefiCodebook, RefiProject
from pyrefiqda.models import (
    CodeRefType,
    CodingType,
    PlainTextSelectionType,
    ProjectCodeBookType,
    ProjectCodesType,
    ProjectCodeType,
    SourcesType,
    TextSourceType,
    UsersType,
    UserType,
)
from pyrefiqda.models import (
    Project as RefiDocument,
)

from annotator.domain import CLAUSES, ISSUES
from annotator.exchange import FORMATS, refi
from annotator.project import Project
from tests.exchange.stripping import stripped_text
from tests.interop.seen import kept, seen
from tests.servers.tools import from_package, needs

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def test_every_coding_is_on_the_same_characters(project: Project, tmp_path: Path) -> None:
    path, folder = tmp_path / "it.qdpx", tmp_path / "unpacked"
    project.export(path, "refi-qda")
    document = RefiProject.load(path, str(folder))
    names = {
        refi.label_guid(f"{each}.{label.id}"): f"{each}.{label.id}"
        for each in (CLAUSES, ISSUES)
        for label in project.taxonomy(each).labels
    }
    people = {each.guid.replace("-", ""): each.name for each in document.users.user}
    assert people == {each.id: each.name for each in project.store.authors()}
    sources = {each.guid.replace("-", ""): each for each in document.sources.text_source}
    for policy in project.policies():
        source = sources[policy.id]
        file = RefiProject.resolve_source_path(source.plain_text_path, folder)
        text = file.read_bytes().decode("utf-8")
        assert text == stripped_text(project.text(policy.id).text, FORMATS["refi-qda"].loses)
        marks = kept(project, policy.id, "refi-qda")
        found = [
            (
                names[coding.code_ref.target_guid],
                each.start_position,
                each.end_position,
                text[each.start_position : each.end_position],
            )
            for each in source.plain_text_selection
            for coding in each.coding
        ]
        assert sorted(found) == seen(marks)
        notes = {each.guid: each.plain_text_content for each in document.notes.note} if document.notes else {}
        said = [each.description for each in source.plain_text_selection if each.description]
        said += [notes[ref.target_guid] for each in source.coding for ref in each.note_ref]
        assert sorted(said) == sorted(mark.note for mark in marks if mark.note)
        assert len(source.coding) == sum(not mark.places for mark in marks)


def test_the_codebook_has_every_label(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "it.qdc", "refi-codebook")
    groups = RefiCodebook.load(tmp_path / "it.qdc").codes.code
    taxonomies = [project.taxonomy(each) for each in (CLAUSES, ISSUES)]
    assert [(each.name, each.is_codable) for each in groups] == [(each.name, False) for each in taxonomies]
    for group, taxonomy in zip(groups, taxonomies, strict=True):
        found = [(each.guid, each.name, each.color, each.description, each.is_codable) for each in group.code]
        assert found == [
            (refi.label_guid(f"{taxonomy.id}.{each.id}"), each.name, each.colour, each.definition, True)
            for each in taxonomy.labels
        ]


@needs("schemas")
def test_both_fit_the_schemas_of_the_standard(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "it.qdpx", "refi-qda")
    project.export(tmp_path / "it.qdc", "refi-codebook")
    with ZipFile(tmp_path / "it.qdpx") as packed:
        found = {
            "Project.xsd": packed.read("project.qde"),
            "Codebook.xsd": (tmp_path / "it.qdc").read_bytes(),
        }
    for name, content in found.items():
        schema = etree.XMLSchema(etree.fromstring(from_package("pyrefiqda", name)))
        document = etree.fromstring(content)
        schema.assertValid(document)
        del next(document.iter("{*}Code")).attrib["guid"]
        assert not schema.validate(document)


@pytest.mark.parametrize(("ends", "named"), [("\n", False), ("\r\n", False), ("\r\n", True)])
def test_what_other_programs_write_comes_in(tmp_path: Path, ends: str, named: bool) -> None:
    """CR LF is two characters, as NVivo has it, or one, as QualCoder has it for MAXQDA, with names."""
    text = f"😀 Zoë{ends}collects e\u0301clairs,{ends}مرحبا بالعالم."
    source, code, who = (str(uuid4()) for _ in range(3))
    start = (text.replace("\r\n", "\n") if named else text).index("مرحبا")
    selection = PlainTextSelectionType(
        guid=str(uuid4()),
        name="مرحبا" if named else None,
        start_position=start,
        end_position=start + 5,
        creating_user=who,
        description="a note",
        coding=[CodingType(guid=str(uuid4()), code_ref=CodeRefType(target_guid=code))],
    )
    document = RefiDocument(
        name="it",
        users=UsersType(user=[UserType(guid=who, name="Bo")]),
        code_book=ProjectCodeBookType(
            codes=ProjectCodesType(code=[ProjectCodeType(guid=code, name="Greeting", is_codable=True)])
        ),
        sources=SourcesType(
            text_source=[
                TextSourceType(
                    guid=source,
                    name="it",
                    plain_text_path=f"internal://{source}.txt",
                    plain_text_selection=[selection],
                )
            ]
        ),
    )
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / f"{source}.txt").write_bytes(text.encode("utf-8-sig"))
    RefiProject.save(document, tmp_path / "it.qdpx", tmp_path / "files")
    (read,) = refi.take(tmp_path / "it.qdpx").texts
    (mark,) = read.marks
    assert (mark.label, mark.note, mark.reviewer, mark.places[0].quote) == (
        "Greeting",
        "a note",
        "Bo",
        "مرحبا",
    )
