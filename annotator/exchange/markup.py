"""Words inside XML: every character as it is, or where XML has none, U+FFFD in its place and counted."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate
from xml.sax.saxutils import escape, quoteattr

from annotator.exchange.losses import CONTROLS, Tally
from annotator.problems import BadInputError

_BANNED = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
"""In an attribute a reader would take them for spaces, and a lone CR for LF everywhere."""


def attributes_for(tally: Tally) -> Callable[[str], str]:
    """Makes the value of an attribute, quotes included."""
    return lambda value: quoteattr(_lawful(value, tally), _SPACES)


def contents_for(tally: Tally) -> Callable[[str], str]:
    """Makes the content of an element."""
    return lambda value: escape(_lawful(value, tally), {"\r": "&#13;"})


def _lawful(value: str, tally: Tally) -> str:
    lawful, replaced = _BANNED.subn("\ufffd", value)
    if replaced:
        tally.add(CONTROLS, replaced)
    return lawful


_DEEPEST = 200


@dataclass(slots=True)
class Element:
    """An element that was read: names without their namespaces."""

    name: str
    attributes: dict[str, str]
    children: "list[Element]" = field(default_factory=list)
    words: str = ""

    def all(self, name: str) -> "Iterator[Element]":
        """Those of that name, at whatever depth."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.all(name)

    def first(self, name: str) -> "Element | None":
        """The first child of that name."""
        return next((each for each in self.children if each.name == name), None)


def read(stream: BinaryIO, called: str) -> Element:
    """XML without a document type, entities or anything that leads out; ``called`` names it in problems."""
    root = Element("", {})
    opened = [root]

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) > _DEEPEST:
            raise BadInputError(f"{called} is nested more than {_DEEPEST} deep, which no such file is.")
        element = Element(_local(name), {_local(each): value for each, value in attributes.items()})
        opened[-1].children.append(element)
        opened.append(element)

    def words(said: str) -> None:
        opened[-1].words += said

    def refuse(*_: object) -> None:
        raise BadInputError(
            f"{called} declares a document type of its own, which no such file needs and which serves to"
            " attack programs that read it. Do not open it; ask whoever sent it."
        )

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: opened.pop()
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.ParseFile(stream)
    except ExpatError as error:
        raise BadInputError(
            f"{called} is damaged at line {error.lineno:,}, so it cannot be read. Export it once more."
        ) from error
    return root.children[0]


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
