"""brat standoff: a folder with a text and its annotations for each policy, and the configuration for them.

Offsets are code points. A span that runs over line breaks is written in fragments, since brat shows no
other; read together they are the span. What brat has no place for beside the span stands in its notes and
attributes.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from annotator.domain import CLAUSES, ISSUES, Annotation, Flag, Policy, Severity, Span, State, Tag
from annotator.exchange.content import MarkedPolicy, Source, file_stems, label_of, marked
from annotator.exchange.foreign import (
    Foreign,
    Mark,
    MarkedText,
    Place,
    kind_and_label,
    one_of,
    opened,
    place_in,
)
from annotator.exchange.losses import IDS, ORIGIN, PROJECT, WHO, WHOLE, Tally
from annotator.problems import BadInputError

LOSES = (WHOLE, WHO, ORIGIN, IDS, *PROJECT)

_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_UNNAMED = re.compile(r"[^A-Za-z0-9_-]")
"""What the name of a type may not hold."""
NOTE, REASON, WORDING = "AnnotatorNotes", "Reason", "Wording"


def write(source: Source, folder: Path, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """``NAME.txt`` and ``NAME.ann`` for each policy, and ``annotation.conf``."""
    chosen = source.policies() if policies is None else policies
    stems = file_stems(chosen)
    for each in marked(source, chosen, tally):
        name = stems[each.policy.id]
        text = each.document.text
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
        (folder / f"{name}.ann").write_text("".join(_lines(each)), encoding="utf-8", newline="\n")
    (folder / "annotation.conf").write_text(_configuration(source), encoding="utf-8", newline="\n")


def type_name(label: str) -> str:
    """A label as brat can spell it: ``clause_retention``."""
    return _UNNAMED.sub("_", label)


def _lines(each: MarkedPolicy) -> Iterator[str]:
    numbers = dict.fromkeys("TAR#", 0)

    def line(kind: str, rest: str) -> str:
        numbers[kind] += 1
        return f"{kind}{numbers[kind]}\t{rest}\n"

    for annotation in each.annotations:
        yield line("T", _bound(annotation, annotation.spans))
        here = f"T{numbers['T']}"
        if isinstance(annotation, Flag) and annotation.counterpart:
            yield line("T", _bound(annotation, annotation.counterpart))
            yield line("R", f"Counterpart Arg1:{here} Arg2:T{numbers['T']}")
        for name, value in _attributes(annotation):
            yield line("A", f"{type_name(name)} {here} {type_name(value)}")
        for name, words in _notes(annotation):
            yield line("#", f"{name} {here}\t{_on_one_line(words)}")


def _bound(annotation: Annotation, spans: Sequence[Span]) -> str:
    fragments = [place for span in spans for place in _fragments(span)]
    places = ";".join(f"{start} {end}" for start, end, _ in fragments)
    return f"{type_name(label_of(annotation))} {places}\t{' '.join(words for _, _, words in fragments)}"


def _fragments(span: Span) -> list[tuple[int, int, str]]:
    """A span cut at its line breaks; one of nothing else as it is, its breaks as spaces."""
    found, start = [], 0
    for match in [*_BREAK.finditer(span.quote), None]:
        end = match.start() if match is not None else len(span.quote)
        if end > start:
            found.append((span.start + start, span.start + end, span.quote[start:end]))
        start = match.end() if match is not None else end
    return found or [(span.start, span.end, " " * len(span.quote))]


def _attributes(annotation: Annotation) -> Iterator[tuple[str, str]]:
    if isinstance(annotation, Tag):
        yield from annotation.attributes.items()
    else:
        yield "severity", annotation.severity.value
        yield "state", annotation.state.value


def _notes(annotation: Annotation) -> Iterator[tuple[str, str]]:
    if annotation.note:
        yield NOTE, annotation.note
    if isinstance(annotation, Flag):
        if annotation.reason:
            yield REASON, annotation.reason
        if annotation.suggestion:
            yield WORDING, annotation.suggestion


def _on_one_line(words: str) -> str:
    return words.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _configuration(source: Source) -> str:
    """``annotation.conf``: the types that brat is to know."""
    sets = {each: source.taxonomy(each) for each in (CLAUSES, ISSUES)}
    entities = "".join(
        f"{type_name(f'{name}.{label.id}')}\n" for name, each in sets.items() for label in each.labels
    )
    values = {
        **sets[CLAUSES].attributes,
        "severity": tuple(each.value for each in Severity),
        "state": tuple(each.value for each in State),
    }
    attributes = "".join(
        f"{type_name(name)}\tArg:<ENTITY>, Value:{'|'.join(map(type_name, listed))}\n"
        for name, listed in values.items()
    )
    return (
        f"[entities]\n{entities}\n[relations]\nCounterpart\tArg1:<ENTITY>, Arg2:<ENTITY>\n"
        f"<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n\n[attributes]\n{attributes}"
    )


_BOUND = re.compile(r"T(\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")
_ATTRIBUTE = re.compile(r"[AM]\S+\t(\S+) T(\S+)(?: (.*))?")
_REMARK = re.compile(r"#\S*\t(\S+) T(\S+)\t(.*)")
_COUNTERPART = re.compile(r"R\S+\tCounterpart Arg1:T(\S+) Arg2:T(\S+)\s*")


def take(path: Path) -> Foreign:
    """A folder of texts and annotations, or one ``.ann`` file with its text beside it."""
    files = sorted(path.rglob("*.ann")) if path.is_dir() else [path]
    if not files:
        raise BadInputError(f"There is no .ann file in {path}. Choose the folder that brat keeps them in.")
    read = [_taken(file) for file in files]
    other = sum((count for _, count in read), Counter[str]())
    kinds = {"R": "relations", "E": "events", "*": "equivalences", "N": "normalisations"}
    notes = tuple(f"{count} {kinds.get(kind, 'other entries')} stay behind." for kind, count in other.items())
    return Foreign("brat", tuple(text for text, _ in read), notes)


def _taken(file: Path) -> tuple[MarkedText, Counter[str]]:
    text = _read(file.with_suffix(".txt"))
    bounds: dict[str, tuple[str, tuple[Place, ...]]] = {}
    told: dict[str, dict[str, str]] = {}
    notes: dict[str, dict[str, str]] = {}
    pairs: dict[str, str] = {}
    other = Counter[str]()
    for number, line in enumerate(_read(file).replace("\r\n", "\n").split("\n"), 1):
        if match := _BOUND.fullmatch(line):
            bounds[match[1]] = (match[2], _places(text, match[3], f"Line {number} of {file.name}"))
        elif match := _ATTRIBUTE.fullmatch(line):
            told.setdefault(match[2], {})[match[1]] = match[3] or "true"
        elif match := _REMARK.fullmatch(line):
            notes.setdefault(match[2], {})[match[1]] = _back(match[3])
        elif match := _COUNTERPART.fullmatch(line):
            pairs[match[1]] = match[2]
        elif line.strip():
            other[line[0]] += 1
    seconds = set(pairs.values())
    marks = tuple(
        _mark(
            name, places, bounds[pairs[key]][1] if key in pairs else (), told.get(key, {}), notes.get(key, {})
        )
        for key, (name, places) in bounds.items()
        if key not in seconds
    )
    return MarkedText(file.with_suffix(".txt").name, text, marks), other


def _read(file: Path) -> str:
    with opened(file) as stream:
        try:
            return stream.read().decode("utf-8")
        except UnicodeDecodeError as error:
            raise BadInputError(f"{file} is not UTF-8, in which brat writes all its files.") from error


def _places(text: str, listed: str, what: str) -> tuple[Place, ...]:
    """The spans, those joined again that only a line break parts."""
    joined: list[tuple[int, int]] = []
    for each in listed.split(";"):
        start, end = map(int, each.split())
        if joined and joined[-1][1] < start <= len(text) and _BREAK.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(place_in(text, start, end, what) for start, end in joined)


def _mark(
    name: str,
    places: tuple[Place, ...],
    counterpart: tuple[Place, ...],
    told: Mapping[str, str],
    notes: Mapping[str, str],
) -> Mark:
    space, _, rest = name.partition("_")
    kind, label = kind_and_label(f"{space}.{rest}")
    if not kind:
        label = name
    known = {"severity", "state"} if kind == "flag" else set()
    return Mark(
        label=label,
        kind=kind,
        places=places,
        counterpart=counterpart,
        attributes={each: value for each, value in told.items() if each not in known},
        severity=one_of(Severity, told.get("severity", "")) if known else None,
        state=one_of(State, told.get("state", "")) if known else None,
        reason=notes.get(REASON, ""),
        note="\n".join(words for each, words in notes.items() if each not in {REASON, WORDING}),
        suggestion=notes.get(WORDING, ""),
    )


_ESCAPED = re.compile(r"\\(.)")


def _back(words: str) -> str:
    return _ESCAPED.sub(lambda match: {"n": "\n", "r": "\r", "t": "\t"}.get(match[1], match[1]), words)
