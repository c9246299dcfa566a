"""When policies are scanned, by themselves or when asked for, and what is said of it."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.domain import PolicyId
from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.settings import Settings

if TYPE_CHECKING:
    from annotator.gui.scanning import Scanner
    from annotator.gui.views.status_bar import StatusBar

AUTOMATIC = "scan/automatic"


class Scans(QObject):
    """The process that scans is made when it is first needed, long after the first paint."""

    def __init__(self, session: Session, settings: Settings, status: "StatusBar") -> None:
        super().__init__(status)
        self._session, self._settings, self._status = session, settings, status
        self._asked = False
        """Whether the reviewer asked for the scan that is under way."""
        self._review = session.review
        self._only: PolicyId = ""
        """The policy that was asked for last."""

    @property
    def automatic(self) -> bool:
        """Whether policies that the rules have not seen are scanned without being asked for."""
        return self._settings.truth(AUTOMATIC, default=True)

    @cached_property
    def scanner(self) -> "Scanner":
        from annotator.gui.scanning import Scanner  # noqa: PLC0415 - see above
        from annotator.gui.views.scan_strip import ScanStrip  # noqa: PLC0415

        scanner = Scanner(self._session, self)
        self._status.addPermanentWidget(ScanStrip(scanner, self._status))
        scanner.started.connect(self._on_started)
        scanner.finished.connect(self._on_finished)
        return scanner

    def new(self) -> None:
        """Scan what the rules have not seen, where that is wanted and the project takes what is found."""
        if self.automatic and not self._session.read_only:
            self.scanner.scan_new()

    def set_automatic(self, on: bool) -> None:  # noqa: FBT001 - a switch
        self._settings.put(AUTOMATIC, on)
        self.new()

    def policy(self) -> None:
        """Scan the open policy."""
        if self._session.policy is not None:
            self._only = self._session.policy.id
            self._scan([self._only])
        else:
            self._session.notice.emit(self.tr("Open a policy first."))

    def everything(self) -> None:
        """Scan all policies."""
        self._scan(self._session.policies)

    def stop(self) -> None:
        """Give up what is under way; what was found is handed in."""
        if "scanner" in self.__dict__:
            self.scanner.cancel()

    def close(self) -> None:
        """Nothing is waited for."""
        if "scanner" in self.__dict__:
            self.scanner.close()

    def _scan(self, policies: Iterable[PolicyId]) -> None:
        self._asked = True
        self.scanner.scan(policies)

    def _on_started(self) -> None:
        self._review = self._session.review

    def _on_finished(self, complete: bool) -> None:  # noqa: FBT001 - as the signal says it
        """What came of a scan that was asked for is said in any case; of another project's, nothing."""
        asked, self._asked = self._asked, False
        say = self._session.notice.emit
        if self._review is not self._session.review:
            return
        if not complete:
            say(self.tr("The scan was stopped. The next one finds the rest."))
        elif asked:
            say(self._summary())
        elif self.scanner.new:
            say(self._found())

    def _found(self) -> str:
        """“117 suggestions, and 108 worth a look (Ctrl+U).” F8 comes by the first, not by the others."""
        sure, maybe = self.scanner.new - self.scanner.maybe, f"{self.scanner.maybe:,}"
        if not sure:
            return self.tr("{n} found that are worth a look: Ctrl+U shows them.").format(n=maybe)
        found = counted(sure, self.tr("1 suggestion"), self.tr("{n} suggestions"))
        if self.scanner.maybe:
            found = self.tr("{found}, and {n} worth a look (Ctrl+U)").format(found=found, n=maybe)
        return self.tr("{found}. F8 goes to the next, A accepts, X dismisses.").format(found=found)

    def _summary(self) -> str:
        """“KJM Group: 12 new, 80 unchanged, 3 gone.”"""
        scanner, policy = self.scanner, self._session.policies.get(self._only)
        name = f"“{policy.title or policy.file_name}”" if policy is not None and scanner.done == 1 else ""
        parts = [
            self.tr("{n} new").format(n=f"{scanner.new:,}"),
            self.tr("{n} unchanged").format(n=f"{scanner.unchanged:,}"),
            self.tr("{n} gone").format(n=f"{scanner.gone:,}"),
        ]
        if scanner.failed:
            parts.append(
                counted(
                    scanner.failed,
                    self.tr("1 policy could not be searched"),
                    self.tr("{n} policies could not be searched"),
                )
            )
        scanned = name or counted(scanner.done, self.tr("1 policy scanned"), self.tr("{n} policies scanned"))
        return f"{scanned}: {', '.join(parts)}."
