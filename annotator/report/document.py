"""The report as a Word document that is edited like any other: styles, tables, notes as comments."""

from collections.abc import Iterable, Iterator

from annotator.report import wording
from annotator.report.facts import Answer, Issue, Memo, Passage, Section
from annotator.report.office import WIDTH, Cell, Office, Piece
from annotator.report.runs import Run, notes_of
from annotator.report.words import shown

_ROOMY = 4
"""Columns beside which the names of rows have much room."""


def docx(memo: Memo) -> bytes:
    """The file."""
    office = Office(memo.title, memo.as_of)
    office.paragraph("MEMORANDUM", "Kind")
    office.paragraph(memo.title, "Title")
    _facts(office, wording.cover(memo))
    for sentence in memo.left_out:
        office.paragraph(sentence, "Caution")
    office.paragraph("Summary", "Heading1")
    office.paragraph(wording.lead(memo))
    for chart in wording.charts(memo):
        _chart(office, chart)
    if comparisons := wording.comparisons(memo):
        office.paragraph("Comparison", "Heading1")
        for each in comparisons:
            _comparison(office, each)
    _issues(office, memo)
    _disclosures(office, memo)
    if memo.choice.text:
        _texts(office, memo)
    office.paragraph("Provenance", "Heading1")
    _facts(office, memo.provenance)
    for section in memo.sections:
        office.paragraph(section.title, "Heading2")
        _facts(office, wording.source(section.policy))
    return office.saved(authors=wording.reviewers(memo))


def _facts(office: Office, pairs: wording.Pairs) -> None:
    office.table(
        ([_cell([Piece(name, "Soft")]), _cell(value)] for name, value in pairs),
        [2_200, WIDTH - 2_200],
        head=False,
        style="Plain",
    )


def _cell(words: str | list[Piece]) -> Cell:
    return Cell([("Cell", words)])


def _chart(office: Office, chart: wording.Chart) -> None:
    office.paragraph(chart.title, "Caption")
    if not chart.bars:
        office.paragraph("None.")
        return
    rows = []
    for name, count in chart.bars:
        shown_name = name.capitalize() if chart.severities else name
        look = f"Bar{shown_name}" if chart.severities else "Bar"
        bar = Cell([(look, "")], bar=count / chart.most) if count else _cell("")
        rows.append([_cell(shown_name), bar, _cell(str(count))])
    office.table(rows, [3_400, 2_600, WIDTH - 6_000], head=False, style="Plain")


def _comparison(office: Office, table: wording.Table) -> None:
    if not table.rows:
        office.paragraph(f"{table.title}: none.")
        return
    office.paragraph(table.title, "Caption")
    steep = len(table.head) > wording.FEW
    first = 2_600 if len(table.head) > _ROOMY else 3_000
    widths = [first, *[(WIDTH - first) // len(table.head)] * len(table.head)]
    head = [Cell([("Cell", [Piece(name, "Label")])], upright=steep) for name in ("", *table.head)]
    rows = ([_cell(name), *(_cell(str(count or "–")) for count in counts)] for name, counts in table.rows)
    office.table([head, *rows], widths, head=True)


def _issues(office: Office, memo: Memo) -> None:
    office.paragraph("Issues", "Heading1")
    for home, section in enumerate(memo.sections, 1):
        if len(memo.sections) > 1:
            office.paragraph(section.title, "Heading2")
        if not section.issues:
            office.paragraph("No issues.")
        for issue in section.issues:
            _issue(office, issue, home)
        for sentence in wording.missing(section):
            office.paragraph(sentence, "Caution")


def _issue(office: Office, issue: Issue, home: int) -> None:
    state = f" · {issue.state}" if issue.state != "open" else ""
    office.paragraph(
        [
            Piece(f"{issue.number}  ", "Soft"),
            Piece(issue.type),
            Piece(f"   {issue.severity}{state}", f"Severity{issue.severity.capitalize()}"),
        ],
        "Heading3",
        bookmark=_place(home, issue.number),
    )
    if not issue.passages:
        office.paragraph("The policy as a whole", "Citation")
    _passages(office, issue.passages)
    if issue.counterpart:
        office.paragraph("against")
        _passages(office, issue.counterpart)
    if issue.note:
        _lines(office, issue.note)
    if issue.why:
        office.paragraph(wording.why(issue), "Explanation")
    if issue.wording:
        office.paragraph([Piece("Suggested wording", "Label")])
        _lines(office, issue.wording, "SuggestedWording")
    if issue.reason:
        office.paragraph([Piece(f"{issue.state.capitalize()}: ", "Label"), Piece(issue.reason)])
    office.paragraph(wording.who(issue), "Signature")


def _passages(office: Office, passages: Iterable[Passage]) -> None:
    for passage in passages:
        _lines(office, shown(passage.quote), "Quote")
        office.paragraph(passage.citation, "Citation")


def _lines(office: Office, words: str, style: str = "Normal") -> None:
    """Each line runs as its own words do."""
    for line in words.splitlines():
        if line.strip():
            office.paragraph(line, style)


def _place(home: int, number: int) -> str:
    return f"i{home}_{number}"


def _disclosures(office: Office, memo: Memo) -> None:
    office.paragraph("Disclosures", "Heading1")
    office.paragraph(wording.DISCLOSURES)
    for section in memo.sections:
        if len(memo.sections) > 1:
            office.paragraph(section.title, "Heading2")
        if not section.answers:
            office.paragraph(wording.NOTHING_ASKED)
            continue
        titles = ("Disclosure", "Asked for by", "Finding", "Evidence")
        head = [_cell([Piece(title, "Label")]) for title in titles]
        widths = [2_100, 2_000, 1_300, WIDTH - 5_400]
        if section.applicable:
            office.paragraph(wording.said(section), "Caption")
            office.table([head, *map(_answer, section.applicable)], widths, head=True)
        for reason, named in wording.not_applicable(section):
            office.paragraph(f"{reason} Not applicable: {named}.")


def _answer(answer: Answer) -> list[Cell]:
    finding = f"Finding{answer.verdict.title().replace(' ', '')}"
    evidence = (
        [("Cell", shown(answer.quote)), ("CellNote", answer.citation)]
        if answer.quote
        else [("Cell", answer.reason)]
    )
    return [
        _cell(answer.title),
        _cell(answer.source),
        _cell([Piece(answer.verdict, finding)]),
        Cell(evidence),
    ]


def _texts(office: Office, memo: Memo) -> None:
    office.paragraph(wording.texts_title(memo), "Heading1", page=True)
    for home, section in enumerate(memo.sections, 1):
        if len(memo.sections) > 1:
            office.paragraph(section.title, "Heading2")
        comments: dict[int, int] = {}
        for runs in section.paragraphs:
            for note in notes_of(runs):
                comments[note.mark] = office.comment(
                    f"{note.number}  {note.words}" if note.number else note.words,
                    author=(note.number and section.issues[note.number - 1].reviewer) or "Clause",
                    initials=str(note.number or "C"),
                )
            office.paragraph(_pieces(section, runs, home, comments), "PolicyText")


def _pieces(section: Section, runs: Iterable[Run], home: int, comments: dict[int, int]) -> Iterator[Piece]:
    for run in runs:
        opened = tuple(comments[note.mark] for note in run.notes)
        for number in run.numbers:
            yield Piece(str(number), "IssueNumber", link=_place(home, number))
        look = f"Issue{section.severity(run).capitalize()}" if run.issue else "Clause" if run.clause else ""
        yield Piece(run.text, look, opens=opened, closes=tuple(comments[mark] for mark in run.ends))
