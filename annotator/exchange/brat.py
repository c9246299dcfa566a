"""brat standoff: a folder with a text and its annotations for each policy, and the configuration for them.

Offsets are code points. A span that runs over line breaks is written in fragments, since brat shows no
other; read together they are the span. What brat has no place for beside the span stands in its notes and
attributes.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.domain import CLAUSES, ISSUES, Annotation, Flag, Policy, Severity, Span, State, Tag
from annotator.exchange.content import MarkedPolicy, Source, file_stems, label_of, marked
from annotator.exchange.losses import (
    BYTES,
    FACTS,
    IDS,
    LABELS,
    ORIGIN,
    RULES,
    WHO,
    WHOLE,
    Tally,
)

LOSES = (WHOLE, WHO, ORIGIN, IDS, LABELS, FACTS, BYTES, RULES)

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
