"""Which keys move the caret, as the platform has them."""

from PySide6.QtGui import QKeyEvent, QKeySequence

from annotator.gui.views.reading.caret import Move

_Key = QKeySequence.StandardKey

_MOVES: tuple[tuple[QKeySequence.StandardKey, QKeySequence.StandardKey, Move], ...] = (
    (_Key.MoveToNextChar, _Key.SelectNextChar, Move.RIGHT),
    (_Key.MoveToPreviousChar, _Key.SelectPreviousChar, Move.LEFT),
    (_Key.MoveToNextLine, _Key.SelectNextLine, Move.DOWN),
    (_Key.MoveToPreviousLine, _Key.SelectPreviousLine, Move.UP),
    (_Key.MoveToNextWord, _Key.SelectNextWord, Move.WORD_RIGHT),
    (_Key.MoveToPreviousWord, _Key.SelectPreviousWord, Move.WORD_LEFT),
    (_Key.MoveToStartOfLine, _Key.SelectStartOfLine, Move.LINE_START),
    (_Key.MoveToEndOfLine, _Key.SelectEndOfLine, Move.LINE_END),
    (_Key.MoveToStartOfBlock, _Key.SelectStartOfBlock, Move.PARAGRAPH_UP),
    (_Key.MoveToEndOfBlock, _Key.SelectEndOfBlock, Move.PARAGRAPH_DOWN),
    (_Key.MoveToStartOfDocument, _Key.SelectStartOfDocument, Move.START),
    (_Key.MoveToEndOfDocument, _Key.SelectEndOfDocument, Move.END),
)


def move_of(event: QKeyEvent) -> tuple[Move, bool] | None:
    """Where a key takes the caret, and whether it extends the selection."""
    for moving, selecting, move in _MOVES:
        if event.matches(moving):
            return move, False
        if event.matches(selecting):
            return move, True
    return None


def pages_of(event: QKeyEvent) -> tuple[int, bool] | None:
    """1 or -1 for a page down or up, and whether it extends the selection."""
    for key, pages, selects in (
        (_Key.MoveToNextPage, 1, False),
        (_Key.MoveToPreviousPage, -1, False),
        (_Key.SelectNextPage, 1, True),
        (_Key.SelectPreviousPage, -1, True),
    ):
        if event.matches(key):
            return pages, selects
    return None
