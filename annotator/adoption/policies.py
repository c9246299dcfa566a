"""The policies on which the marks of another tool stand: known here, or coming in with their texts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from annotator.domain import Annotation, Document, Policy, Span
from annotator.exchange.foreign import MarkedText, Place
from annotator.intake import incoming, is_id
from annotator.problems import BadInputError
from annotator.store.project import Store
from annotator.text import foreign
from annotator.text.canonical import CanonicalText, text_sha256
from annotator.text.readers import Reading

_SAME = 5
"""So many words in a row are compared to tell two states of one text from two texts."""
_ORDER_MARK = "\ufeff"


_Key: TypeAlias = tuple[str, Span | None]


class Here:
    """A policy, and what stands on it, as marks come to it."""

    def __init__(self, policy: Policy, text: CanonicalText, there: Iterable[Annotation]) -> None:
        self.policy = policy
        self.text = text
        there = list(there)
        self._before = {each.id for each in there}
        self._there: dict[_Key, dict[str, Annotation]] = {}
        for each in there:
            self.add(each)

    def add(self, annotation: Annotation) -> None:
        """One more stands on it."""
        for span in annotation.spans or (None,):
            self._there.setdefault((annotation.label, span), {})[annotation.id] = annotation

    def drop(self, annotation: Annotation) -> None:
        """One goes."""
        for span in annotation.spans or (None,):
            self._there[annotation.label, span].pop(annotation.id, None)

    def like(self, annotation: Annotation, *, before: bool = False) -> list[Annotation]:
        """Those with its label on its first words, or like it on the whole policy.

        ``before``: only those that were there at first.
        """
        first = annotation.spans[0] if annotation.spans else None
        found = self._there.get((annotation.label, first), {}).values()
        return [each for each in found if not before or each.id in self._before]


class Policies:
    """Finds for each text its policy. ``documents`` and ``new`` are what has to come in for that."""

    def __init__(self, store: Store, at: str) -> None:
        self._store, self._at = store, at
        self._here: dict[str, Here] = {}
        self._by_text: dict[str, Here] = {}
        self.documents: list[Document] = []
        self.new: list[Policy] = []

    def of(self, text: MarkedText) -> Here | None:
        """By its id, by its words, by its name; else as a new one, unless the file does not have the text."""
        sha256 = text.text_sha256 if text.text is None else _sha256(text.name, text.text)
        found = self._store.policy(text.policy) if text.policy else None
        if found is None and sha256:
            same = self._store.policies_of_text(sha256)
            found = next((each for each in same if each.file_name == text.name), next(iter(same), None))
        if found is None and sha256 in self._by_text:
            return self._by_text[sha256]
        found = found or self._namesake(text)
        if found is not None:
            return self._there(found)
        return None if text.text is None else self._bring(text, text.text)

    def _there(self, policy: Policy) -> Here:
        if policy.id not in self._here:
            text = CanonicalText(self._store.text(policy.id), self._store.pages(policy.id))
            self._here[policy.id] = Here(policy, text, self._store.annotations(policy.id))
        return self._here[policy.id]

    @cached_property
    def _policies(self) -> list[Policy]:
        return self._store.policies()

    def _namesake(self, text: MarkedText) -> Policy | None:
        """The one policy of that file name or title, unless its text is quite another one."""
        stem = Path(text.name).stem.casefold()
        found = [each for each in self._policies if text.name in {each.file_name, each.title}] or [
            each for each in self._policies if Path(each.file_name).stem.casefold() == stem != ""
        ]
        if len(found) != 1:
            return None
        if text.text is not None and not _akin(text.text, self._store.text(found[0].id)):
            return None
        return found[0]

    def _bring(self, text: MarkedText, words: str) -> Here:
        name = f"{text.name}.txt" if foreign.kind_of(text.name) else text.name
        document, policy = incoming(Reading(name, words.encode(), words, "utf-8"), self._at)
        if is_id(text.policy) and text.policy not in {each.id for each in self.new}:
            policy = replace(policy, id=text.policy)
        self.documents.append(document)
        self.new.append(policy)
        here = Here(policy, CanonicalText(words), [])
        self._by_text[policy.text_sha256] = here
        return here


def without_order_mark(text: MarkedText) -> MarkedText:
    """A canonical text has no byte order mark; other tools count it as a character."""
    if text.text is None or not text.text.startswith(_ORDER_MARK):
        return text

    def moved(places: Sequence[Place]) -> tuple[Place, ...]:
        return tuple(
            replace(
                each,
                start=max(each.start - 1, min(each.start, 0)),
                end=each.end - 1,
                quote=each.quote.removeprefix(_ORDER_MARK),
            )
            for each in places
        )

    marks = tuple(
        replace(mark, places=moved(mark.places), counterpart=moved(mark.counterpart)) for mark in text.marks
    )
    return replace(text, text=text.text[1:], marks=marks)


def _sha256(name: str, text: str) -> str:
    try:
        return text_sha256(text)
    except UnicodeEncodeError as error:
        raise BadInputError(
            f"The text of “{name}” holds half a character at {error.start:,}. Export it once more."
        ) from error


def _akin(one: str, other: str) -> bool:
    """Whether half of the shorter text's words stand in the other in the same order."""

    def rows(text: str) -> set[tuple[str, ...]]:
        words = text.split()
        return set(zip(*(words[at:] for at in range(_SAME)), strict=False)) or {tuple(words)}

    first, second = rows(one), rows(other)
    return 2 * len(first & second) >= min(len(first), len(second))
