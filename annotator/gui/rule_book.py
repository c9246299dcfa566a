"""What the table of rules says of each rule, for the card of a suggestion.

The table takes a third of a second to load, so that is done on another thread, when it is first asked for.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule in words."""

    title: str
    why: str


def title_of(rule: str) -> str:
    """What a rule is called; one that is no more by its id. Waits until the table is read."""
    from annotator.detection.rules import RULES  # noqa: PLC0415 - see above

    return next((one.title for one in RULES if one.id == rule), rule)


class RuleBook(QObject):
    """Empty until it has been read."""

    read = Signal()
    """From now on the rules are known."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: Mapping[str, Entry] | None = None
        self._voice: _Voice | None = None
        """While it is being read."""

    @property
    def is_read(self) -> bool:
        return self._entries is not None

    def entry(self, rule: str) -> Entry | None:
        """None while it is being read, and for a rule that is no more."""
        if self._entries is None and self._voice is None:
            reader = _Reader()
            self._voice = reader.voice
            self._voice.read.connect(self._on_read)
            QThreadPool.globalInstance().start(reader)
        return (self._entries or {}).get(rule)

    def _on_read(self, entries: Mapping[str, Entry]) -> None:
        self._entries, self._voice = entries, None
        self.read.emit()


class _Voice(QObject):
    read = Signal(object)


class _Reader(QRunnable):
    def __init__(self) -> None:
        super().__init__()
        self.voice = _Voice()

    def run(self) -> None:
        from annotator.detection.rules import RULES  # noqa: PLC0415 - see above

        entries = {rule.id: Entry(rule.title, rule.why) for rule in RULES}
        with suppress(RuntimeError):  # the window was closed meanwhile
            self.voice.read.emit(entries)
