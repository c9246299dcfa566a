"""The open policy's facts, text and marks as its export will say them, indented for reading."""

import json
from collections.abc import Sequence
from typing import Any

from annotator import records
from annotator.domain import Annotation, AnnotationId, Policy, Tag

LONGEST = 240
"""Code points of a string that are shown; the file has all of them."""
SHOWN = 100
"""Marks that are shown at once, those around the place where the reviewer is."""


LINE_ENDS = {ord(char): f"\\u{ord(char):04x}" for char in "\u2028\u2029\ufdd0\ufdd1"}
"""What a text widget takes for the end of a line, as JSON may write it too."""


class PolicyJson:
    """Lines of JSON. The lines of a mark are made once and kept until the mark changes."""

    def __init__(self) -> None:
        self._kept: dict[AnnotationId, tuple[Annotation, tuple[str, ...]]] = {}
        self.places: dict[AnnotationId, int] = {}
        """The line on which each mark that is shown begins."""
        self.left_out = 0

    def lines(self, policy: Policy, text: str, marks: Sequence[Annotation], around: int) -> list[str]:
        """The policy's facts, its text, and the marks near ``around``, a place in ``marks``."""
        first = max(0, min(around - SHOWN // 2, len(marks) - SHOWN))
        shown = marks[first : first + SHOWN]
        self.left_out = len(marks) - len(shown)
        self._kept = {mark.id: self._kept[mark.id] for mark in shown if mark.id in self._kept}
        self.places = {}
        facts = json.loads(records.encode(policy)) | {"text": text}
        lines = _indented(facts, 0)
        lines.pop()
        for name, group in (
            ("tags", [mark for mark in shown if isinstance(mark, Tag)]),
            ("flags", [mark for mark in shown if not isinstance(mark, Tag)]),
        ):
            lines[-1] += ","
            lines.append(f'  "{name}": [')
            for mark in group:
                self.places[mark.id] = len(lines)
                lines.extend(self._mark(mark))
                if mark is not group[-1]:
                    lines[-1] += ","
            lines.append("  ]")
        return [*lines, "}"]

    def _mark(self, mark: Annotation) -> tuple[str, ...]:
        kept = self._kept.get(mark.id)
        if kept is None or kept[0] is not mark:
            facts = json.loads(records.encode(mark)) | {"reviewer": mark.reviewer or None}
            kept = mark, tuple(_indented(facts, 4))
            self._kept[mark.id] = kept
        return kept[1]


def _indented(value: object, depth: int) -> list[str]:
    text = json.dumps(_cut(value), ensure_ascii=False, indent=2).translate(LINE_ENDS)
    return [" " * depth + line for line in text.split("\n")]


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        more = len(value) - LONGEST
        return value if more <= 0 else f"{value[:LONGEST]}… ({more:,} more characters)"
    if isinstance(value, list):
        return [_cut(each) for each in value]
    if isinstance(value, dict):
        return {key: _cut(each) for key, each in value.items()}
    return value
