"""Words inside XML: every character as it is, or where XML has none, U+FFFD in its place and counted."""

import re
from collections.abc import Callable
from typing import BinaryIO
from xml.parsers.expat import ExpatError
from xml.sax.saxutils import escape, quoteattr

from annotator.exchange.losses import CONTROLS, Tally
from annotator.problems import BadInputError
from annotator.text.xml_tree import DoctypeError, Element, TooDeepError, Tree

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
_CHUNK = 1 << 20


def read(stream: BinaryIO, called: str) -> Element:
    """XML from elsewhere, names without their namespaces; ``called`` names it in problems."""
    tree = Tree(Element, _local, deepest=_DEEPEST)
    try:
        while chunk := stream.read(_CHUNK):
            tree.feed(chunk)
        root = tree.done()
    except DoctypeError as error:
        raise BadInputError(
            f"{called} declares a document type of its own, which no such file needs and which serves to"
            " attack programs that read it. Do not open it; ask whoever sent it."
        ) from error
    except TooDeepError as error:
        raise BadInputError(
            f"{called} is nested more than {_DEEPEST} deep, which no such file is."
        ) from error
    except ExpatError as error:
        raise BadInputError(
            f"{called} is damaged at line {error.lineno:,}, so it cannot be read. Export it once more."
        ) from error
    return root if root is not None else Element("", {})


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
