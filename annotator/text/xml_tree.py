"""XML as a tree: without a document type, entities or anything that leads out of the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pyexpat import ParserCreate
from typing import Generic, Self, TypeVar


@dataclass(slots=True)
class Element:
    """An element. ``content`` holds elements and text in their order."""

    name: str
    attributes: dict[str, str]
    content: list[Self | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Self]:
        return (each for each in self.content if not isinstance(each, str))

    def first(self, name: str) -> Self | None:
        """The first child of that name."""
        return next((each for each in self if each.name == name), None)

    def all(self, name: str) -> Iterator[Self]:
        """The children of that name."""
        return (each for each in self if each.name == name)

    def within(self, name: str) -> Iterator[Self]:
        """Those of that name at whatever depth."""
        for child in self:
            if child.name == name:
                yield child
            yield from child.within(name)

    def text(self) -> str:
        """Its own words."""
        return "".join(each for each in self.content if isinstance(each, str))


class DoctypeError(Exception):
    """The file declares a document type of its own."""


class TooDeepError(Exception):
    """Elements are nested deeper than allowed."""


Made = TypeVar("Made", bound=Element)


class Tree(Generic[Made]):
    """Takes XML bit by bit. It raises what expat does, DoctypeError and TooDeepError."""

    def __init__(
        self, make: Callable[[str, dict[str, str]], Made], named: Callable[[str], str], *, deepest: int
    ) -> None:
        """``named``: what an element or attribute is called here, of namespace, space and name."""
        self._make, self._named, self._deepest = make, named, deepest
        self._root: Made | None = None
        self._open: list[Made] = []
        parser = self._parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        """Some more of the file."""
        self._parser.Parse(chunk, False)  # noqa: FBT003 - as expat declares it

    def done(self) -> Made | None:
        """The outermost element, at the end of the file."""
        self._parser.Parse(b"", True)  # noqa: FBT003
        return self._root

    @staticmethod
    def _refuse(*_: object) -> None:
        raise DoctypeError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        element = self._make(
            self._named(name), {self._named(each): value for each, value in attributes.items()}
        )
        if self._open:
            self._open[-1].content.append(element)
        else:
            self._root = element
        self._open.append(element)
        if len(self._open) > self._deepest:
            raise TooDeepError

    def _end(self, _: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        if self._open:
            self._open[-1].content.append(words)
