"""The earlier states of a project: which there are, what differs, back to one of them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QProgressBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Reviewer
from annotator.gui.background import Work
from annotator.gui.keeping import local_time
from annotator.gui.models.plain import counted, tooltip
from annotator.gui.views.parts import paint_empty, second
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.question import Answer, Question, above
from annotator.gui.views.wording import isolated
from annotator.problems import ProblemError
from annotator.store import backup
from annotator.store.backup import Backup, Difference, Restored

PATIENCE_MS = 400
MEGABYTE = 1 << 20
LISTED = 12
"""So many policies are named; of the others it is said how many they are."""
ASKED = 8
"""Lines of what differs that stand in the question."""
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
RESTORE, CANCEL = "restore", "cancel"


def _say(words: str) -> str:
    return QCoreApplication.translate("backups", words)


class BackupsDialog(QDialog):
    """All that reads or writes a project here is done on another thread, with connections of its own."""

    def __init__(
        self,
        path: Path,
        parent: QWidget | None = None,
        *,
        reviewer: Reviewer | None = None,
        why_not: str = "",
    ) -> None:
        """``why_not``: why nothing can be restored here; empty where it can."""
        super().__init__(parent or above())
        self._path, self._reviewer, self._why_not = path, reviewer, why_not
        self.restored: Restored | None = None
        """What came of a restore, if there was one."""
        self.known: list[Backup] = []
        self._differences: dict[Path, Difference] = {}
        self._work: Work | None = None
        self._then: Callable[[object], None] = self._show
        self.setWindowTitle(self.tr("Backups of {name}").format(name=path.stem))
        self.list = _List(self)
        self.list.setAccessibleName(self.tr("Backups"))
        self.about = QPlainTextEdit(self)
        self.about.setReadOnly(True)
        self.about.setTabChangesFocus(True)
        self.about.setAccessibleName(self.tr("What restoring would change"))
        self.about.setFixedHeight(self.about.fontMetrics().lineSpacing() * 8 + 18)
        self.problem = ProblemLine(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.progress.show)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.make = self.buttons.addButton(self.tr("Back up now"), QDialogButtonBox.ButtonRole.ActionRole)
        self.restore = self.buttons.addButton(self.tr("Restore…"), QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.make, self.restore):
            button.setAutoDefault(False)
        self._lay_out()
        self.list.currentItemChanged.connect(self._on_current)
        self.make.clicked.connect(self._make)
        self.restore.clicked.connect(self._ask)
        self.buttons.rejected.connect(self.reject)
        self._read()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(
            second(
                self.tr(
                    "A backup is made before a project is changed for a new version, once a day when it has"
                    " changed, and whenever you ask. They are kept in {folder}."
                ).format(folder=backup.folder_of(self._path)),
                self,
            )
        )
        column.addWidget(self.list, 1)
        column.addWidget(self.about)
        for widget in (self.problem, self.progress, self.buttons):
            column.addWidget(widget)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 104, letter.lineSpacing() * 32)

    # Work

    def _start(self, do: Callable[[], object], then: Callable[[object], None]) -> None:
        """One piece of work at a time."""
        self._then = then
        self._work = Work(lambda _: do())
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._refresh()
        self._patience.start()
        self._work.start()

    def _on_done(self, found: object) -> None:
        self._stop()
        self._then(found)

    def _on_failed(self, problem: ProblemError | None) -> None:
        self._stop()
        self.problem.say(str(problem or ""))

    def _stop(self) -> None:
        self._work = None
        self._patience.stop()
        self.progress.hide()
        self._refresh()

    def _refresh(self) -> None:
        idle = self._work is None
        self.make.setEnabled(idle)
        chosen = self.current()
        compared = chosen is not None and chosen.path in self._differences
        self.restore.setEnabled(idle and compared and not self._why_not)
        self.restore.setToolTip(tooltip(self._why_not))

    # Which there are

    def _read(self) -> None:
        self._start(lambda: backup.backups_of(self._path), self._show)

    def _show(self, found: object) -> None:
        self.known = list(found) if isinstance(found, list) else []
        self.list.empty_words = self.tr("No backup yet.\n\n“Back up now” makes one.")
        self.list.clear()
        rows = [_row(known) for known in self.known]
        self.list.addTopLevelItems(rows)
        if rows:
            self.list.setCurrentItem(rows[0])
        self._refresh()

    def current(self) -> Backup | None:
        """The one that is chosen."""
        at = self.list.currentIndex().row()
        return self.known[at] if 0 <= at < len(self.known) else None

    def _on_current(self) -> None:
        chosen = self.current()
        self.about.setPlainText("")
        self.about.setPlaceholderText(self.tr("Comparing…") if chosen is not None else "")
        self._refresh()
        if chosen is None or self._work is not None:
            return
        if chosen.path in self._differences:
            self._tell()
        else:
            self._start(lambda: (chosen, backup.difference(self._path, chosen)), self._on_difference)

    def _on_difference(self, found: object) -> None:
        if isinstance(found, tuple):
            chosen, difference = found
            self._differences[chosen.path] = difference
        chosen = self.current()
        if chosen is not None and chosen.path not in self._differences:
            self._on_current()  # another was chosen meanwhile
        else:
            self._tell()

    def _tell(self) -> None:
        chosen = self.current()
        if chosen is not None and chosen.path in self._differences:
            self.about.setPlainText("\n".join(told(self._differences[chosen.path])))
            self._refresh()

    # Acts

    def _make(self) -> None:
        self.problem.say("")
        self._start(lambda: backup.make(self._path, why=backup.ASKED), lambda _: self._read())

    def _ask(self) -> None:
        chosen = self.current()
        if chosen is None or chosen.path not in self._differences:
            return
        answer = Question(
            self.tr("Restore a backup"),
            self.tr("Make the project what it was then ({time})?").format(time=moment(chosen.at)),
            "\n".join(_shortened(told(self._differences[chosen.path]))),
            self.tr("The project as it is now is kept as a backup first, so this can be taken back."),
            answers=[Answer(RESTORE, self.tr("Restore")), Answer(CANCEL, self.tr("Cancel"))],
            parent=self,
        ).ask()
        if answer == RESTORE:
            self.problem.say("")
            self._start(
                lambda: backup.restore(self._path, chosen, reviewer=self._reviewer), self._on_restored
            )

    def _on_restored(self, found: object) -> None:
        if isinstance(found, Restored):
            self.restored = found
            self.accept()

    def done(self, result: int) -> None:
        """A restore that is under way is waited for; all else may end unseen."""
        if self._work is None or self._then != self._on_restored:
            super().done(result)


class _List(QTreeWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.empty_words = ""
        names = ("When", "Why", "Size", "Acts", "Policies", "Tags", "Issues")
        self.setHeaderLabels([_say(name) for name in names])
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column in range(2, len(names)):
            self.headerItem().setTextAlignment(column, RIGHT)

    def paintEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().paintEvent(event)
        if self.empty_words and not self.topLevelItemCount():
            paint_empty(self, self.empty_words)


def _row(known: Backup) -> QTreeWidgetItem:
    size = QLocale().formattedDataSize(known.size, 0 if known.size < MEGABYTE else 1)
    counts = (known.events, known.policies, known.tags, known.flags)
    row = QTreeWidgetItem([moment(known.at), occasion(known.why), size, *(f"{count:,}" for count in counts)])
    for column in range(2, 7):
        row.setTextAlignment(column, RIGHT)
    return row


def moment(at: str) -> str:
    """A time on the reviewer's own clock."""
    when = local_time(at)
    today = when.date() == datetime.now().astimezone().date()
    return _say("today, {time}").format(time=f"{when:%H:%M}") if today else f"{when:%Y-%m-%d %H:%M}"


def occasion(why: str) -> str:
    """Why a backup was made, in words."""
    return {
        backup.DAILY: _say("once a day"),
        backup.ASKED: _say("asked for"),
        backup.MIGRATION: _say("before the change to a new version"),
        backup.RESTORE: _say("before a restore"),
    }.get(why, why)


def told(difference: Difference) -> list[str]:
    """What a restore would change, a line each."""
    if difference.damaged:
        return [
            _say(
                "What is there now cannot be read, so nothing can be compared. It is kept beside the project."
            ),
            difference.damaged,
        ]
    lines = []
    if difference.gone:
        words = _say("This would be gone, all since {time}: {acts}.")
        lines.append(words.format(time=moment(difference.since), acts=_acts(difference.gone)))
    if difference.back:
        lines.append(_say("This would come back: {acts}.").format(acts=_acts(difference.back)))
    for words, titles in (
        (_say("Policies that would be gone: {titles}."), difference.added),
        (_say("Policies that would come back: {titles}."), difference.missing),
    ):
        if titles:
            named = [f"“{isolated(title)}”" for title in titles[:LISTED]]
            lines.append(words.format(titles=", ".join([*named, *_more(len(titles))])))
    for policy in difference.policies[:LISTED]:
        marks = [
            words.format(n=f"{count:,}")
            for words, count in (
                (_say("{n} gone"), policy.gone),
                (_say("{n} back"), policy.back),
                (_say("{n} otherwise"), policy.changed),
            )
            if count
        ]
        words = _say("Marks on “{title}”: {marks}.")
        lines.append(words.format(title=isolated(policy.title), marks=", ".join(marks)))
    lines += _more(len(difference.policies))
    return lines or [_say("Nothing: the project is now what it was then.")]


def _shortened(lines: list[str]) -> list[str]:
    return [*lines[:ASKED], "…"] if len(lines) > ASKED else lines


def _more(count: int) -> list[str]:
    return [_say("and {n} more").format(n=f"{count - LISTED:,}")] if count > LISTED else []


def _acts(by_whom: Mapping[str, int]) -> str:
    names = [
        f"{counted(count, _say('1 act'), _say('{n} acts'))} {_say('of')} {isolated(name)}"
        if name
        else counted(count, _say("1 act of the program"), _say("{n} acts of the program"))
        for name, count in by_whom.items()
    ]
    return ", ".join(names)
