"""Words inside XML: every character as it is, or where XML has none, U+FFFD in its place and counted."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape, quoteattr

from annotator.exchange.losses import CONTROLS, Tally

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
