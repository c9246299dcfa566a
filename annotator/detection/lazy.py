"""Patterns that are compiled when they are first used.

A rule is imported for every text and used for few: compiling all patterns at once would take half the time of
starting, and most are for a language that the text is not in.
"""

import re
from typing import Any, cast


class _Lazy:
    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    def __getattr__(self, name: str) -> Any:
        """What the compiled pattern has, kept, so that this is asked once for each method."""
        found = getattr(re.compile(self._written, self._flags), name)
        setattr(self, name, found)
        return found


def lazy(written: str, flags: int = 0) -> re.Pattern[str]:
    """As ``re.compile``; what is wrong with the pattern shows when it is used."""
    return cast("re.Pattern[str]", _Lazy(written, flags))
