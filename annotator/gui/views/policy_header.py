"""What is being read: title, site, day of capture, and how far its review has come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.domain import Status
from annotator.gui.models.plain import tooltip
from annotator.gui.session import Session
from annotator.gui.views.parts import Elided
from annotator.gui.views.wording import isolated


class PolicyHeader(QWidget):
    """Stands over the text; its button does what Ctrl+Enter does."""

    finish_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("policyHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = Elided("policyTitle")
        self.facts = Elided("muted")
        for label in (self.title, self.facts):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button = QPushButton()
        self.button.clicked.connect(self._on_clicked)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.facts)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 14, 9)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        for news in (session.changed, session.policy_opened, session.project_opened, session.access_changed):
            news.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        policy = self._session.policy
        self.setVisible(policy is not None)
        if policy is None:
            return
        self.title.setText(policy.title or policy.file_name)
        captured = self.tr("captured {day}").format(day=policy.captured) if policy.captured else ""
        length = self.tr("{count} characters").format(count=f"{policy.length:,}")
        self.facts.setText("  ·  ".join(part for part in (isolated(policy.site), captured, length) if part))
        done = policy.status is Status.REVIEWED
        self.button.setText(self.tr("✓ Reviewed") if done else self.tr("Mark reviewed"))
        self.button.setToolTip(
            self.tr("Take back “reviewed”")
            if done
            else self.tr("Mark reviewed and open the next policy (Ctrl+Enter)")
        )
        self.button.setAccessibleName(self.button.text())
        why = self._session.read_only
        self.button.setEnabled(not why)
        if why:
            self.button.setToolTip(tooltip(why))

    def _on_clicked(self) -> None:
        policy = self._session.policy
        if policy is not None and policy.status is Status.REVIEWED:
            self.reopen_asked.emit()
        else:
            self.finish_asked.emit()
