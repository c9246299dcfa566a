"""python-docx opens the Word report: its margin notes stand on the words of the issues and tags."""

import io
from collections import Counter

from docx import Document
from docx.oxml.ns import qn

from annotator.domain import State
from annotator.project import Project
from annotator.report.document import docx
from annotator.report.facts import memo
from annotator.report.words import legible
from tests.exchange.nasty import marks


def test_margin_notes_are_on_the_same_characters(project: Project) -> None:
    opened = Document(io.BytesIO(docx(memo(project))))
    text, starts, found = "", {}, Counter[tuple[str, str]]()
    initials = {str(each.comment_id): each.initials for each in opened.comments}
    for element in opened.element.body.iter():
        if element.tag == qn("w:t") and element.getparent().getparent().tag != qn("w:hyperlink"):
            text += element.text or ""  # links are the numbers of issues, which stand between the words
        elif element.tag == qn("w:commentRangeStart"):
            starts[element.get(qn("w:id"))] = len(text)
        elif element.tag == qn("w:commentRangeEnd"):
            number = element.get(qn("w:id"))
            words = bare(text[starts.pop(number) :])
            found["tag" if initials[number] == "C" else "flag", words] += bool(words)
    expected = Counter(
        (mark.kind, bare(legible(each.quote)))
        for policy in project.policies()
        for mark in marks(project, policy.id)
        if mark.state is not State.SUGGESTED
        for each in (*mark.places, *mark.counterpart)
        if each.quote.strip()
    )
    assert +found == expected
    assert starts == {}


def bare(words: str) -> str:
    """Without spaces and line ends: those at the ends of paragraphs are not shown."""
    return "".join(words.split())
