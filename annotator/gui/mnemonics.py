"""The letters by which menus are walked with Alt; in every language, since none is written down."""

import re
from collections.abc import Sequence

from PySide6.QtGui import QAction


def mark_mnemonics(actions: Sequence[QAction]) -> None:
    """Give each entry of one menu a letter of its own, as far as there are letters."""
    titles = [re.sub(r"&(.)", r"\1", action.text()) for action in actions]
    wanted = [_letters(title) for title in titles]
    owners: dict[str, int] = {}

    def give(entry: int, asked: set[str]) -> bool:
        """A free letter, else one whose owner can take another."""
        for letter in wanted[entry]:
            if letter not in owners:
                owners[letter] = entry
                return True
        for letter in wanted[entry]:
            if letter in asked:
                continue
            asked.add(letter)
            if give(owners[letter], asked):
                owners[letter] = entry
                return True
        return False

    for entry in range(len(titles)):
        give(entry, set())
    for action, title in zip(actions, titles, strict=True):
        action.setText(escaped(title))
    for letter, entry in owners.items():
        title, at = titles[entry], wanted[entry][letter]
        actions[entry].setText(f"{escaped(title[:at])}&{escaped(title[at:])}")


def _letters(title: str) -> dict[str, int]:
    """The letters of a title and where they stand, those that begin a word first."""
    places = [at for at, letter in enumerate(title) if letter.isalnum()]
    starts = [at for at in places if at == 0 or not title[at - 1].isalnum()]
    found: dict[str, int] = {}
    for at in (*starts, *places):
        found.setdefault(title[at].casefold(), at)
    return found


def escaped(words: str) -> str:
    """Words for an action's text, in which a lone & would mark a letter."""
    return words.replace("&", "&&")
