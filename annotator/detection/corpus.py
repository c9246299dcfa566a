"""Many texts outside a project: which files a path means, what is in them, and what the rules find there.

A source is named as the command line named it. What cannot be read becomes a report with a sentence, in its
turn, and the others are scanned.
"""

import os
import stat
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from annotator.detection import crew
from annotator.detection.rule import Finding, Rule, Tier
from annotator.detection.rules import FAMILIES, RULES
from annotator.detection.scan import chosen, look
from annotator.detection.subject import Subject
from annotator.domain import Severity
from annotator.problems import BadInputError
from annotator.text.offsets import Rows
from annotator.text.readers import SUFFIXES, is_of_page, listed, parse

T = TypeVar("T")

STDIN = "-"
"""The path that means what comes in by standard input."""

WHOLE = "the whole policy"


@dataclass(frozen=True, slots=True)
class Source:
    """One text to be read: a file, or bytes that are there already, or the reason why there is neither."""

    name: str
    """As it was given; a file in a folder by the folder as given and the rest, with ``/``."""
    size: int = 0
    """Bytes, as far as is known before reading."""
    content: bytes | None = None
    problem: str = ""
    root: str = ""
    """The folder that the name starts from, where that may not be the one we are in."""

    @property
    def path(self) -> str:
        """Where the file is."""
        return os.path.join(self.root, self.name)  # noqa: PTH118 - the name stays as it was given


@dataclass(frozen=True, slots=True)
class Request:
    """What to look for, the same in every text: plain values, that can be sent to another process."""

    as_of: date
    rules: tuple[str, ...] = tuple(rule.id for rule in RULES)
    """Ids, in the order of the table."""
    encoding: str | None = None


Words: TypeAlias = tuple[int, int, str]
"""``[start, end)`` in code points, and the words that stand there."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding with all that a reader needs who does not hold the text. Offsets are code points."""

    file: str
    start: int
    end: int
    quote: str
    type: str
    rule: str
    rule_version: int
    severity: Severity
    tier: Tier
    message: str
    suggestion: str
    where: str
    """The citation."""
    language: str
    line: int
    """From 1; a line ends with LF, CR LF or CR."""
    column: int
    """From 1, in code points."""
    other: Words | None = None

    @property
    def whole(self) -> bool:
        """Whether it is about the policy as a whole."""
        return self.start == self.end

    def record(self) -> dict[str, Any]:
        """As one flat record of plain values; ``other`` only where there are two places."""
        told: dict[str, Any] = {name: getattr(self, name) for name in _TOLD}
        told |= {"severity": self.severity.value, "tier": self.tier.value}
        if self.other is not None:
            told["other"] = dict(zip(("start", "end", "quote"), self.other, strict=True))
        return told


_TOLD = [each.name for each in fields(Found) if each.name != "other"]


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be said of one source: what was found, or why it could not be read."""

    name: str
    size: int
    """Bytes of what was read."""
    found: tuple[Found, ...] = ()
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """How findings are written: an opening, a piece for each report with ``between`` between those that are
    not empty, and a closing that tells what could not be read."""

    name: str
    piece: Callable[[Report], str]
    opening: Callable[[Sequence[Rule]], str] = lambda _: ""
    between: str = ""
    closing: Callable[[Sequence[str]], str] = lambda _: ""


@dataclass(slots=True)
class Sum:
    """What came of many reports."""

    texts: int = 0
    size: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    unread: int = 0
    problems: list[str] = field(default_factory=list)

    def refuse(self, problem: str) -> None:
        """Note what could not be read."""
        self.unread += 1
        self.problems.append(problem)

    def record(self) -> dict[str, Any]:
        """As plain values, by which another is made."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def add(self, other: "Sum") -> None:
        """Note what came of others."""
        self.texts += other.texts
        self.size += other.size
        self.severities += other.severities
        self.unread += other.unread
        self.problems += other.problems


def rules_named(names: Iterable[str]) -> tuple[str, ...]:
    """The ids meant by ids and families, in the order of the table."""
    wanted: set[str] = set()
    for name in names:
        wanted.update(rule.id for rule in FAMILIES.get(name, ())) if name in FAMILIES else wanted.add(name)
    try:
        return tuple(rule.id for rule in chosen(wanted))
    except KeyError as unknown:
        raise BadInputError(
            f"There is no rule and no family “{unknown.args[0]}”. `annotator rules` lists them."
        ) from unknown


def sources(
    paths: Iterable[str], standard_input: Callable[[], bytes], suffixes: Set[str] = SUFFIXES
) -> Iterator[Source]:
    """The files that paths mean, in the order of the paths; a folder's in the order of their names."""
    for path in paths:
        if path == STDIN:
            yield _from_input(standard_input)
            continue
        try:
            state = Path(path).stat()
        except OSError as error:
            yield Source(path, problem=_unreadable(path, error))
            continue
        if stat.S_ISDIR(state.st_mode):
            yield from _in_folder(path, suffixes)
        elif _is_one_of(path, suffixes):
            yield Source(path, state.st_size)
        else:
            yield Source(
                path, problem=f"“{path}” is not a {listed(suffixes)} file. Save it as plain text first."
            )


def _from_input(standard_input: Callable[[], bytes]) -> Source:
    try:
        content = standard_input()
    except OSError as error:
        return Source(STDIN, problem=f"Standard input cannot be read: {error.strerror or error}.")
    return Source(STDIN, len(content), content)


def _in_folder(folder: str, suffixes: Set[str]) -> Iterator[Source]:
    empty = True
    for source in _walk(folder.rstrip("/" + os.sep) or "/", suffixes):
        empty = False
        yield source
    if empty:
        yield Source(folder, problem=f"The folder “{folder}” holds no {listed(suffixes)} file.")


def _walk(folder: str, suffixes: Set[str]) -> Iterator[Source]:
    """What is hidden is passed over, and so are links to folders."""
    try:
        with os.scandir(folder) as entries:
            inside = sorted((each for each in entries if each.name[0] != "."), key=lambda each: each.name)
    except OSError as error:
        yield Source(folder, problem=_unreadable(folder, error))
        return
    names = {each.name for each in inside}
    for entry in inside:
        name = f"{folder.rstrip('/')}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from () if is_of_page(entry.name, names) else _walk(name, suffixes)
            elif _is_one_of(name, suffixes) and entry.is_file():
                yield Source(name, entry.stat().st_size)
        except OSError as error:
            yield Source(name, problem=_unreadable(name, error))


def _is_one_of(name: str, suffixes: Set[str]) -> bool:
    return os.path.splitext(name)[1].lower() in suffixes  # noqa: PTH122 - a Path for each file takes longer


def _unreadable(name: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"“{name}” is not there. Check the name."
    reason = (error.strerror or str(error)).lower()
    return f"“{name}” cannot be read: {reason}. Check the name and your rights."


def reports(
    texts: Iterable[Source], request: Request, form: Callable[[Report], T], *, jobs: int = 1
) -> Generator[T]:
    """What ``form`` makes of each report, in the order of the texts, by so many processes.

    ``form`` runs where the text was scanned, so it is a function that can be sent to another process.
    """
    return crew.in_order(
        partial(_one, request, form), texts, jobs, lost=partial(_lost, form), weight=lambda text: text.size
    )


def _one(request: Request, form: Callable[[Report], T], text: Source) -> T:
    return form(report(text, request))


def _lost(form: Callable[[Report], T], text: Source) -> T:
    return form(
        Report(
            text.name,
            0,
            problem=f"“{text.name}” was not scanned: the process that read it ended twice, "
            "perhaps for want of memory. Scan it by itself.",
        )
    )


def report(text: Source, request: Request) -> Report:
    """Read one text and scan it."""
    try:
        words = read_source(text, request.encoding)
    except BadInputError as problem:
        return Report(text.name, 0, problem=str(problem))
    return Report(text.name, text.size, tuple(findings_in(words, text.name, request)))


def read_source(text: Source, encoding: str | None) -> str:
    """The words of a text; a BadInputError names it."""
    if text.problem:
        raise BadInputError(text.problem)
    try:
        content = text.content if text.content is not None else Path(text.path).read_bytes()
    except OSError as error:
        raise BadInputError(_unreadable(text.name, error)) from error
    try:
        return parse(text.name, content, encoding).text
    except BadInputError as error:
        raise BadInputError(f"“{text.name}”: {error}") from error


def findings_in(text: str, name: str, request: Request) -> Iterator[Found]:
    """What the rules find in a text of this name, in reading order."""
    subject = Subject(text, file_name=name, as_of=request.as_of)
    findings = look(subject, rules=_rules(request.rules))
    if findings:
        rows = Rows(text)
        for finding in findings:
            yield _told(finding, subject, rows)


@lru_cache(maxsize=4)
def _rules(ids: tuple[str, ...]) -> tuple[Rule, ...]:
    return tuple(chosen(ids))


def _told(finding: Finding, subject: Subject, rows: Rows) -> Found:
    line, column = rows.at(finding.start)
    whole = finding.whole
    other = finding.other
    return Found(
        file=subject.file_name,
        start=finding.start,
        end=finding.end,
        quote=subject.text[finding.start : finding.end],
        type=finding.issue,
        rule=finding.rule,
        rule_version=finding.version,
        severity=finding.severity,
        tier=finding.tier,
        message=finding.message,
        suggestion=finding.suggestion,
        where=WHOLE if whole else subject.structure.citation(finding.start, finding.end),
        language=subject.language if whole else subject.language_of(finding.start),
        line=line,
        column=column,
        other=(*other, subject.text[slice(*other)]) if other is not None else None,
    )
