"""The line at the bottom: where the reviewer is, that everything is saved, and passing remarks."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from annotator.domain import Counts, Event
from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.views.parts import Elided, Still
from annotator.gui.views.wording import isolated, isolated_quotes

REMARK_MS = 8_000


class StatusBar(QStatusBar):
    """Policy 2 of 5 · 34 tags · 6 open issues · 12 suggestions · Saved 14:02 · en · Ada Lovelace."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self.facts = Elided("muted")
        self.facts.setAccessibleName(self.tr("State of the work"))
        self.remark = Elided()
        self.remark.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(10, 3, 10, 3)
        row.setSpacing(18)
        row.addWidget(self.remark, 1)
        row.addWidget(self.facts)
        self.addWidget(Still(line), 1)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(REMARK_MS)
        self._forget.timeout.connect(lambda: self.remark.setText(""))
        for news in (session.changed, session.policy_opened, session.counted, session.project_opened):
            news.connect(self.refresh)
        for news in (session.signed_in, session.shown_changed):
            news.connect(self.refresh)
        session.notice.connect(self.say)
        session.changed.connect(self._tell)

    def _tell(self, event: Event) -> None:
        """What was done; and by whom, where that was somebody else."""
        name = self._session.reviewer_name(event.reviewer)
        self.say(event.title if name in ("", self._session.who) else f"{isolated(name)}: {event.title}")

    def say(self, words: str) -> None:
        """A passing remark, also to a screen reader."""
        self.remark.setText(isolated_quotes(words))
        self._forget.start()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def refresh(self) -> None:
        session, parts = self._session, []
        if session.policy is not None:
            ids = list(session.policies)
            parts.append(
                self.tr("policy {n} of {all}").format(n=ids.index(session.policy.id) + 1, all=len(ids))
            )
            there = session.counts.get(session.policy.id, Counts())
            parts.append(counted(there.tags, self.tr("1 tag"), self.tr("{n} tags")))
            parts.append(counted(there.open_flags, self.tr("1 open issue"), self.tr("{n} open issues")))
            shown = session.suggestions_shown(session.policy.id)
            if shown:
                parts.append(counted(shown, self.tr("1 suggestion"), self.tr("{n} suggestions")))
        if session.saved is not None:
            parts.append(self.tr("Saved {time}").format(time=f"{session.saved:%H:%M}"))
        if session.policy is not None and session.policy.language:
            parts.append(session.policy.language)
        if session.who:
            parts.append(isolated(session.who))
        self.facts.setText("  ·  ".join(parts))
