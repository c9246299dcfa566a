"""What the open policy says of all that the law wants it to say, as a table."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from annotator.detection.disclosures import ITEMS, Regime
from annotator.detection.verdict import Disclosed, Verdict
from annotator.domain import Event, Flag, Severity, State
from annotator.gui.desk import Desk
from annotator.gui.models.plain import one_line, tooltip
from annotator.gui.models.policies import Index
from annotator.gui.models.table import TableModel
from annotator.gui.views.wording import isolated
from annotator.suggestions import DETECTOR

ROW = Qt.ItemDataRole.UserRole
"""Its ``Disclosed``."""
ITEM, SOURCE, VERDICT, EVIDENCE = range(4)
ISSUE = "missing-disclosure"
"""The issue type of what is absent."""
LONGEST = 600
"""Code points of a quote."""
CONTEXT = "coverage"
GLYPHS = {
    Verdict.PRESENT: "✓",
    Verdict.ABSENT: "✗",
    Verdict.UNCLEAR: "?",
    Verdict.NOT_APPLICABLE: "–",
}
_ITEMS = {item.id: item for item in ITEMS}


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


def verdict_name(verdict: Verdict) -> str:
    return {
        Verdict.PRESENT: _say("present"),
        Verdict.ABSENT: _say("absent"),
        Verdict.UNCLEAR: _say("unclear"),
        Verdict.NOT_APPLICABLE: _say("not applicable"),
    }[verdict]


def why(row: Disclosed) -> str:
    """Why the law asks for it."""
    return _ITEMS[row.item].why


def severity(row: Disclosed) -> Severity:
    """How much it matters that it is missing, as the rule about it says."""
    return _ITEMS[row.item].severity


class CoverageModel(TableModel):
    """Item, source in law, verdict, evidence. Quotes are cut from the text on the desk."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: tuple[Disclosed, ...] = ()
        self._flags: dict[str, Flag] = {}
        """What was said already of an item that is absent."""
        desk.changed.connect(self._on_changed)

    def show(self, rows: Sequence[Disclosed]) -> None:
        self.beginResetModel()
        self._rows = tuple(rows)
        self._find_flags()
        self.endResetModel()

    @property
    def rows(self) -> tuple[Disclosed, ...]:
        return self._rows

    def flag_of(self, row: Disclosed) -> Flag | None:
        """The flag on the whole policy that says that this is missing."""
        return self._flags.get(row.item)

    def message(self, row: Disclosed) -> str:
        """That it is missing, in a sentence."""
        return _ITEMS[row.item].lack(row.source)

    def quotes(self, row: Disclosed) -> list[str]:
        """The sentences it rests on, each on one line."""
        return [f"“{isolated(quote)}”" for quote in self._quotes(row)]

    def _quotes(self, row: Disclosed) -> list[str]:
        text = self._desk.text.text
        return [one_line(text[start:end], LONGEST) for start, end in row.evidence]

    def words(self, row: Disclosed) -> str:
        """What stands beside a verdict: the first quote, what was decided, or why there is none."""
        quotes = self.quotes(row)
        if quotes:
            return quotes[0] + (f"  +{len(quotes) - 1}" if len(quotes) > 1 else "")
        if row.verdict is Verdict.ABSENT:
            flag = self.flag_of(row)
            return self._decided(flag) if flag is not None else ""
        return row.reason

    def _decided(self, flag: Flag) -> str:
        return {
            State.SUGGESTED: self.tr("Suggested as an issue"),
            State.OPEN: self.tr("Flagged as an issue"),
            State.RESOLVED: self.tr("Flagged and resolved"),
            State.DISMISSED: self.tr("Dismissed as an issue"),
        }[flag.state]

    def _find_flags(self) -> None:
        flags = [one for one in self._desk.on_whole_policy() if isinstance(one, Flag) and one.label == ISSUE]
        by_rule = {one.origin.name: one for one in flags if one.origin.kind == DETECTOR}
        by_note = {one.note: one for one in flags}
        found = {
            row.item: by_rule.get(f"no-{row.item}") or by_note.get(self.message(row)) for row in self._rows
        }
        self._flags = {item: flag for item, flag in found.items() if flag is not None}

    def _on_changed(self, event: Event) -> None:
        if self._rows and any(isinstance(change.entity, Flag) for change in event.changes):
            self._find_flags()
            self.dataChanged.emit(self.index(0, EVIDENCE), self.index(len(self._rows) - 1, EVIDENCE))

    # As Qt asks

    def headings(self) -> tuple[str, ...]:
        return self.tr("What"), self.tr("Asked for by"), self.tr("Verdict"), self.tr("Words, or why")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(row, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                verdict = index.column() == VERDICT
                return verdict_name(row.verdict) if verdict else self._shown(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                if index.column() == EVIDENCE:
                    return tooltip(*self.quotes(row), row.reason)
                return tooltip(row.title, row.source)
            case _:
                return row if role == ROW else None

    def _shown(self, row: Disclosed, column: int) -> str:
        if column == VERDICT:
            return f"{GLYPHS[row.verdict]}  {verdict_name(row.verdict)}"
        return (row.title, row.source, "", self.words(row))[column]

    def as_text(self, rows: Sequence[Disclosed]) -> str:
        """These rows for a spreadsheet: tabs between columns, one line to a row."""
        lines = [[str(self.headerData(column, Qt.Orientation.Horizontal)) for column in range(4)]]
        for row in rows:
            quotes = [f"“{quote}”" for quote in self._quotes(row)]
            said = " ".join([*quotes, row.reason]).strip() or self.words(row)
            lines.append([row.title, row.source, verdict_name(row.verdict), said])
        return "".join("\t".join(" ".join(cell.split()) for cell in line) + "\n" for line in lines)


class WantedCoverage(QSortFilterProxyModel):
    """The items that one law asks for, or those with one verdict."""

    def __init__(self, model: CoverageModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._regime: Regime | None = None
        self._verdict: Verdict | None = None
        self.setSourceModel(model)

    def want(self, regime: Regime | None, verdict: Verdict | None) -> None:
        self._regime, self._verdict = regime, verdict
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        disclosed: Disclosed = self.sourceModel().index(row, ITEM, parent).data(ROW)
        if self._verdict not in (None, disclosed.verdict):
            return False
        return self._regime is None or self._regime in asking(disclosed)


def asking(row: Disclosed) -> tuple[Regime, ...]:
    """The laws that ask for it here; where it does not apply, those that ask for it elsewhere."""
    return row.regimes or tuple(each for each in Regime if _ITEMS[row.item].asked_by((each,)))
