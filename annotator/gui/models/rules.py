"""The rules by family, each with how it is set in this project and how much it suggests."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from annotator.domain import Event, Flag, RuleSetting, Severity, Taxonomy
from annotator.gui.desk import Desk
from annotator.gui.models.plain import tooltip
from annotator.gui.models.ranking import fold
from annotator.gui.views.wording import severity_name

if TYPE_CHECKING:
    from annotator.detection.rule import Rule

RULE = Qt.ItemDataRole.UserRole
SEVERITY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The severity that holds here."""
OWN = Qt.ItemDataRole.UserRole + 2
"""Whether the project says something else than the rule."""
SEARCHED = Qt.ItemDataRole.UserRole + 3
FAMILY = Qt.ItemDataRole.UserRole + 4
ON = Qt.ItemDataRole.UserRole + 5
"""Whether the rule is on in this project."""
WHAT, SHOWN, SEVERITY, FOUND = range(4)
CONTEXT = "rules"
LONGEST = 1_200
"""Code points of an example that is shown whole."""
_MARKED = re.compile("⟦(.*?)⟧", re.DOTALL)
_PARTED = "\n\n"
Families = Mapping[str, Sequence["Rule"]]
Index = QModelIndex | QPersistentModelIndex


class Which(StrEnum):
    """The rules that are to be seen."""

    ALL = "all"
    SURE = "sure"
    MAYBE = "maybe"
    FINDING = "finding"
    """Those with suggestions in this project."""
    SET = "set"
    """Those that this project has set in its own way."""


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


def family_name(family: str) -> str:
    """A family as a reviewer calls it; an unknown one by its id."""
    names = {
        "encoding-and-layout": _say("Encoding and layout"),
        "drafting": _say("Drafting"),
        "language": _say("Language"),
        "references": _say("References"),
        "substance": _say("Substance"),
        "disclosure": _say("Disclosure"),
    }
    return names.get(family, family)


def languages(rule: "Rule") -> str:
    """The languages that a rule reads, by name."""
    if not rule.languages:
        return _say("any language")
    names = {QLocale.languageToString(QLocale(code).language()) for code in rule.languages}
    return ", ".join(sorted(names))


def pieces(example: str) -> list[tuple[str, bool]]:
    """An example in runs, each with whether it is what a rule finds."""
    found: list[tuple[str, bool]] = []
    for at, part in enumerate(_MARKED.split(example)):
        if part:
            found.append((part, bool(at % 2)))
    return found


def excerpt(example: str, opposites: Sequence[str]) -> str:
    """A long example cut down to what makes the difference, or to its beginning.

    ``opposites`` are the examples of the other kind: of a text without a paragraph and of the same text with
    it, that paragraph is shown.
    """
    if len(example) <= LONGEST:
        return example
    paragraphs = example.split(_PARTED)
    others = [set(each.split(_PARTED)) for each in opposites]
    nearest = max(others, key=lambda each: len(each.intersection(paragraphs)), default=set())
    own = [each for each in paragraphs if each not in nearest]
    if own and len(own) < len(paragraphs):
        return _PARTED.join(["…", *own, "…"])
    return _PARTED.join([*paragraphs[:3], "…"])


class RulesModel(QStandardItemModel):
    """Four columns: what is wrong, where it is shown, its severity here, suggestions. Families are the top
    rows. A check box asks for a change; what has become of it is read from the project.
    """

    switched = Signal(str, bool)
    """A rule is to be on or off."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(0, 4, parent)
        self._desk = desk
        self._items: dict[str, list[QStandardItem]] = {}
        self._settings: dict[str, RuleSetting] = {}
        self.setHorizontalHeaderLabels(
            [self.tr("Rule"), self.tr("Shown"), self.tr("Severity"), self.tr("Suggestions")]
        )
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.setHeaderData(FOUND, Qt.Orientation.Horizontal, right, Qt.ItemDataRole.TextAlignmentRole)
        desk.changed.connect(self._on_changed)
        desk.project_opened.connect(self.refresh)

    def fill(self, families: Families) -> None:
        """Show these rules."""
        self.removeRows(0, self.rowCount())
        self._items.clear()
        for family, rules in families.items():
            top = [QStandardItem(family_name(family)), *(QStandardItem() for _ in range(3))]
            for item in top:
                item.setFlags(Qt.ItemFlag.NoItemFlags)  # arrow keys pass it by
            for rule in rules:
                top[0].appendRow(self._row(rule, family))
            self.appendRow(top)
        self.refresh()

    def _row(self, rule: "Rule", family: str) -> list[QStandardItem]:
        items = [QStandardItem() for _ in range(4)]
        for item in items:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setData(rule, RULE)
            item.setData(family, FAMILY)
        items[WHAT].setText(rule.title)
        items[WHAT].setCheckable(True)
        items[SHOWN].setText(
            self.tr("suggested") if rule.tier.value == Which.SURE.value else self.tr("worth a look")
        )
        items[FOUND].setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._items[rule.id] = items
        return items

    def setting(self, rule: "Rule") -> RuleSetting:
        """What the project says about it."""
        return self._settings.get(rule.id, RuleSetting(rule.id))

    def severity(self, rule: "Rule") -> Severity:
        """The severity that holds in this project."""
        return self.setting(rule).severity or rule.severity

    def index_of(self, rule: str) -> QModelIndex:
        """The place of a rule; invalid where there is none of that id."""
        items = self._items.get(rule)
        return items[WHAT].index() if items is not None else QModelIndex()

    def refresh(self) -> None:
        """Read the project's settings, types and counts again."""
        if not self._items:
            return
        review, issues = self._desk.review, self._desk.issues
        self._settings = review.rule_settings()
        counts = review.suggestion_counts()
        for items in self._items.values():
            self._show(items, counts.get(items[WHAT].data(RULE).id, 0))
            rule: Rule = items[WHAT].data(RULE)
            label = issues.label(rule.issue)
            words = (
                rule.title,
                rule.id,
                label.name if label is not None else "",
                rule.issue,
                family_name(items[WHAT].data(FAMILY)),
            )
            items[WHAT].setData(fold(" ".join(words)), SEARCHED)

    def _show(self, items: Sequence[QStandardItem], count: int) -> None:
        rule: Rule = items[WHAT].data(RULE)
        setting, severity = self.setting(rule), self.severity(rule)
        state = Qt.CheckState.Checked if setting.on else Qt.CheckState.Unchecked
        items[WHAT].setCheckState(state)
        items[WHAT].setToolTip(tooltip(rule.title, rule.why))
        items[WHAT].setData(
            rule.title if setting.on else self.tr("{title}, switched off").format(title=rule.title),
            Qt.ItemDataRole.AccessibleTextRole,
        )
        name, differs = severity_name(severity), severity is not rule.severity
        items[SEVERITY].setText(name)
        items[SEVERITY].setData(severity, SEVERITY_ROLE)
        said = self.tr("{severity}, set in this project").format(severity=name) if differs else name
        items[SEVERITY].setData(said, Qt.ItemDataRole.AccessibleTextRole)
        items[SEVERITY].setToolTip(tooltip(said) if differs else "")
        items[FOUND].setText(f"{count:,}" if count else "")
        items[FOUND].setData(self.tr("{n} suggestions").format(n=count), Qt.ItemDataRole.AccessibleTextRole)
        for item in items:
            item.setData(setting.on, ON)
            item.setData(not setting.on or differs, OWN)
            font = item.font()
            font.setBold(differs and item is items[SEVERITY])
            item.setFont(font)

    def _on_changed(self, event: Event) -> None:
        if any(isinstance(change.entity, RuleSetting | Flag | Taxonomy) for change in event.changes):
            self.refresh()

    # As Qt asks

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        rule = index.data(RULE)
        if role != Qt.ItemDataRole.CheckStateRole or rule is None:
            return bool(super().setData(index, value, role))
        self.switched.emit(rule.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True


class RulesFilter(QSortFilterProxyModel):
    """The rules that hold every word that is typed and are of the wanted kind; families without one go."""

    def __init__(self, model: RulesModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._which = Which.ALL
        self.setRecursiveFilteringEnabled(True)
        self.setDynamicSortFilter(False)  # what one has just changed stays in sight
        self.setSourceModel(model)

    def want(self, typed: str, which: Which) -> None:
        self._words, self._which = fold(typed).split(), which
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        index = self.sourceModel().index(row, WHAT, parent)
        searched = index.data(SEARCHED)
        if searched is None or not all(word in searched for word in self._words):
            return False
        match self._which:
            case Which.ALL:
                return True
            case Which.FINDING:
                return bool(index.siblingAtColumn(FOUND).data())
            case Which.SET:
                return bool(index.data(OWN))
            case tier:
                return bool(index.data(RULE).tier.value == tier.value)
