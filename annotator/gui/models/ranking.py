"""How every picker decides what a reviewer means by a few typed letters.

The order, best first: the code or key itself, the beginning of the title, the beginning of a word in it,
letters inside it, the initials of its words, a word of the definition, letters scattered through the title.
Where two are equally good, what was used last stands first.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from annotator.domain import Label

CODE, START, WORD, INSIDE, INITIALS, DETAIL_WORD, DETAIL, SCATTERED = range(8)


@lru_cache(maxsize=65_536)
def _fold_character(character: str) -> str:
    return unicodedata.normalize("NFKD", character)[:1].lower()[:1] or character


def fold(text: str) -> str:
    """Without case and accents, one character for each of ``text``, so that positions stay good."""
    return text.lower() if text.isascii() else "".join(map(_fold_character, text))


@dataclass(frozen=True, slots=True)
class Choice:
    """One row of a picker."""

    id: str
    title: str
    detail: str = ""
    """A definition, a site: searched too, after the title."""
    code: str = ""
    key: str = ""
    """The key that does the same without the picker, as it is printed at the right."""
    group: str = ""
    label: Label | None = None
    """Shown as a chip."""
    folded_title: str = field(init=False, repr=False, compare=False)
    folded_detail: str = field(init=False, repr=False, compare=False)
    short: tuple[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "short", (fold(self.code), fold(self.key)))
        object.__setattr__(self, "folded_title", fold(self.title))
        object.__setattr__(self, "folded_detail", fold(f"{self.group} {self.detail}"))


@dataclass(frozen=True, slots=True)
class Match:
    """A choice that fits what was typed, and the characters of its title that were meant."""

    choice: Choice
    marks: tuple[int, ...] = ()


def rank(query: str, choices: Sequence[Choice], recent: Iterable[str] = ()) -> list[Match]:
    """The choices that fit, best first; all of them, the recent ones first, where nothing is typed."""
    newest = {choice_id: place for place, choice_id in reversed(list(enumerate(recent)))}
    last = len(newest)
    words = fold(query).split()
    if not words:
        return [Match(choice) for choice in sorted(choices, key=lambda choice: newest.get(choice.id, last))]
    found: list[tuple[int, int, int, Match]] = []
    for choice in choices:
        total = 0
        marks: list[int] = []
        for word in words:
            fit = _fit(word, choice)
            if fit is None:
                break
            total += fit[0]
            marks += fit[1]
        else:
            found.append(
                (total, newest.get(choice.id, last), len(found), Match(choice, tuple(sorted(set(marks)))))
            )
    return [entry[3] for entry in sorted(found, key=lambda entry: entry[:3])]


def _fit(word: str, choice: Choice) -> tuple[int, Sequence[int]] | None:
    """How well one word fits, and the characters of the title that it means."""
    if word in choice.short:
        return CODE, ()
    return _fit_title(word, choice.folded_title) or _fit_rest(word, choice)


def _fit_title(word: str, title: str) -> tuple[int, Sequence[int]] | None:
    if title.startswith(word):
        return START, range(len(word))
    at = title.find(word)
    if at < 0:
        return None
    begins = next((start for start in _finds(word, title) if _begins_word(title, start)), None)
    first = at if begins is None else begins
    return (INSIDE if begins is None else WORD), range(first, first + len(word))


def _fit_rest(word: str, choice: Choice) -> tuple[int, Sequence[int]] | None:
    title, detail = choice.folded_title, choice.folded_detail
    if initials := _initials(word, title):
        return INITIALS, initials
    if word in detail:
        whole = any(_begins_word(detail, start) for start in _finds(word, detail))
        return (DETAIL_WORD if whole else DETAIL), ()
    if len(word) > 2 and (scattered := _scattered(word, title)):
        return SCATTERED, scattered
    return None


def _finds(word: str, text: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def _initials(word: str, title: str) -> Sequence[int]:
    """Where each letter of ``word`` begins a word of the title, in order; empty where one does not."""
    marks: list[int] = []
    for at, character in enumerate(title):
        if len(marks) < len(word) and character == word[len(marks)] and _begins_word(title, at):
            marks.append(at)
    return marks if len(marks) == len(word) else ()


def _scattered(word: str, title: str) -> Sequence[int]:
    marks: list[int] = []
    at = -1
    for character in word:
        at = title.find(character, at + 1)
        if at < 0:
            return ()
        marks.append(at)
    return marks
