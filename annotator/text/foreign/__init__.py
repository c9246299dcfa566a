"""HTML, DOCX and PDF → text, each document in a process of its own.

That process gets the bytes and gives back words. It can open nothing, reach nobody and start nothing, and it
is ended when it takes too long or too much: whatever a stranger sends costs one sentence at most.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.text.foreign import limits

KINDS = {".html": "html", ".htm": "html", ".xhtml": "html", ".docx": "docx", ".pdf": "pdf"}
"""By the end of a file's name."""

SHOWN = {"html": "an HTML page", "docx": "a Word document (.docx)", "pdf": "a PDF"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document says. ``encoding`` tells how it was read: ``html utf-8``, ``docx``, ``pdf``."""

    text: str
    encoding: str
    pages: tuple[int, ...] = ()
    """The offset at which each page starts."""
    notes: tuple[str, ...] = ()
    """What reading it took, in sentences."""


def kind_of(name: str) -> str:
    """``html``, ``docx`` or ``pdf`` by the end of a file's name; empty for all else."""
    return KINDS.get(os.path.splitext(name)[1].lower(), "")  # noqa: PTH122 - asked of many thousand names


def is_kind(encoding: str) -> bool:
    """Whether a text was read from a foreign document, as its ``encoding`` says."""
    return encoding.partition(" ")[0] in SHOWN


def read(kind: str, content: bytes, encoding: str | None = None) -> Parsed:
    """The words of a document; a BadInputError says in a sentence why there are none to be had.

    ``encoding`` is for HTML alone, in place of what the page says of itself.
    """
    from annotator.text.foreign.apart import Reader  # noqa: PLC0415 - wanted by an import, not at every start

    with Reader() as reader:
        return reader.read(kind, content, encoding)


def megabytes(size: int) -> str:
    """A size as it is said."""
    return f"{size / limits.MEGABYTE:,.0f}"


ELSE = "Open it in the program it belongs to, save its words as .txt, and import that."


def too_large(kind: str, size: int) -> str:
    """A sentence on a file of so many bytes."""
    return (
        f"It has {megabytes(size)} MB; {SHOWN[kind]} of more than {megabytes(limits.MOST_BYTES)} MB is not"
        " read. Save its words as .txt and import that."
    )


def too_much(what: str) -> str:
    """A sentence on a document that goes beyond a limit."""
    return f"It {what}, which is more than is read. {ELSE}"


def listed(notes: Sequence[tuple[int, str, str]]) -> tuple[str, ...]:
    """Of each thing that happened at all, one sentence: for one, and for many with ``{n}`` in it."""
    return tuple(
        (one if number == 1 else many).format(n=f"{number:,}") for number, one, many in notes if number
    )
