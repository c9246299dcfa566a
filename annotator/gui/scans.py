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
        scanner.finished.connect(self._on_finished)
        return scanner

    def new(self) -> None:
        """Scan what the rules have not seen, where that is wanted."""
        if self.automatic:
            self.scanner.scan_new()

    def set_automatic(self, on: bool) -> None:  # noqa: FBT001 - a switch
        self._settings.put(AUTOMATIC, on)
        self.new()

    def policy(self) -> None:
        """Scan the open policy."""
        if self._session.policy is not None:
            self._scan([self._session.policy.id])

    def everything(self) -> None:
        """Scan all policies."""
        self._scan(self._session.policies)

    def close(self) -> None:
        """Nothing is waited for."""
        if "scanner" in self.__dict__:
            self.scanner.close()

    def _scan(self, policies: Iterable[PolicyId]) -> None:
        self._asked = True
        self.scanner.scan(policies)

    def _on_finished(self, complete: bool) -> None:  # noqa: FBT001 - as the signal says it
        """What came of a scan that was asked for is said in any case."""
        asked, self._asked = self._asked, False
        scanner, say = self.scanner, self._session.notice.emit
        if not complete:
            say(self.tr("The scan was stopped. What it had found is kept; the next one finds the rest."))
        elif asked:
            say(
                self.tr("Scanned: {new} new, {unchanged} unchanged, {gone} gone.").format(
                    new=scanner.new, unchanged=scanner.unchanged, gone=scanner.gone
                )
            )
        elif scanner.new:
            found = counted(scanner.new, self.tr("1 suggestion"), self.tr("{n} suggestions"))
            say(self.tr("{found}. F8 goes to the next, A accepts, X dismisses.").format(found=found))
