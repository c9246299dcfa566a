"""What scans propose, beside what a policy has already: the same finding is never proposed twice.

Suggestions are flags that nobody has decided on. A finding is known where a flag of the same rule overlaps
it, or one of the same issue type stands on the same words or on more than half of them. On the policy as a
whole it is known by its rule and its message.
"""

# ruff: noqa: PLC0415 - the rules and all that they read are imported by whoever scans, not at every start

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.domain import (
    AnnotationId,
    Change,
    Event,
    Flag,
    Origin,
    PolicyId,
    RuleSetting,
    Severity,
    State,
)
from annotator.problems import BadInputError
from annotator.text.canonical import CanonicalText

if TYPE_CHECKING:
    from annotator.detection.rule import Finding, Rule

DETECTOR = "detector"
"""The kind of origin of what a rule proposed."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """What became of a scan. ``event`` is None where it changed nothing; ``unchanged`` were known already."""

    event: Event | None
    new: int
    unchanged: int
    gone: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beside the flags of the same policy."""

    new: tuple["Finding", ...]
    again: tuple[tuple[Flag, "Finding"], ...]
    """Undecided suggestions that were found again, each as it is found now."""
    gone: tuple[Flag, ...]
    """Undecided suggestions that were not."""


def undecided(value: object) -> bool:
    """Whether this is a flag that nobody has accepted or dismissed yet."""
    return isinstance(value, Flag) and value.state is State.SUGGESTED


def _movable(flag: Flag) -> bool:
    """Whether a scan may change it or take it away."""
    return undecided(flag) and flag.origin.kind == DETECTOR


# The rules of a project


def rule(rule_id: str) -> "Rule":
    """The rule of that id."""
    from annotator.detection.rules import RULES

    found = next((each for each in RULES if each.id == rule_id), None)
    if found is None:
        raise BadInputError(f"There is no rule “{rule_id}”. `annotator rules` lists all there are.")
    return found


def active(settings: Mapping[str, RuleSetting]) -> tuple[list["Rule"], dict[str, Severity]]:
    """The rules that are on, and the severities that differ from their own."""
    from annotator.detection.rules import RULES

    off = switched_off(settings)
    return [each for each in RULES if each.id not in off], severities(settings)


def switched_off(settings: Mapping[str, RuleSetting]) -> frozenset[str]:
    """The rules that are off."""
    return frozenset(each.rule for each in settings.values() if not each.on)


def severities(settings: Mapping[str, RuleSetting]) -> dict[str, Severity]:
    """The severities that are not the rules' own, by rule."""
    return {each.rule: each.severity for each in settings.values() if each.severity is not None}


def fingerprint(settings: Mapping[str, RuleSetting]) -> str:
    """Stands for the rules as they are set."""
    from annotator.detection.scan import fingerprint

    return fingerprint(switched_off(settings), severities(settings))


# Findings as flags


def proposed(finding: "Finding", text: CanonicalText, policy: PolicyId, new_id: str, at: str) -> Flag:
    """A finding as a flag that nobody stands behind yet."""
    return Flag(
        id=new_id,
        policy=policy,
        label=finding.issue,
        spans=() if finding.whole else (text.span(finding.start, finding.end),),
        counterpart=() if finding.other is None else (text.span(*finding.other),),
        severity=finding.severity,
        state=State.SUGGESTED,
        reason="",
        note=finding.message,
        suggestion=finding.suggestion,
        reviewer="",
        created=at,
        modified=at,
        origin=_origin(finding),
    )


def found_again(flag: Flag, finding: "Finding", text: CanonicalText, at: str) -> Flag:
    """The suggestion as it is found now: the same value where nothing differs."""
    says = (finding.issue, finding.severity, finding.message, finding.suggestion, _origin(finding))
    if says == (flag.label, flag.severity, flag.note, flag.suggestion, flag.origin):
        other = () if finding.other is None else (finding.other,)
        if (_places(flag), tuple((each.start, each.end) for each in flag.counterpart)) == (
            _place(finding),
            other,
        ):
            return flag
    return replace(proposed(finding, text, flag.policy, flag.id, at), created=flag.created)


def as_finding(flag: Flag) -> "Finding":
    """What a suggestion says, as its rule said it."""
    from annotator.detection.rule import Finding, Tier

    start, end = next(iter(_places(flag)), (0, 0))
    name = flag.origin.name
    return Finding(name, flag.label, flag.severity, Tier.MAYBE, flag.note, flag.suggestion, start, end)


def _origin(finding: "Finding") -> Origin:
    return Origin(DETECTOR, finding.rule, str(finding.version), finding.tier)


def _place(finding: "Finding") -> tuple[tuple[int, int], ...]:
    return () if finding.whole else ((finding.start, finding.end),)


def _places(flag: Flag) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in flag.spans)


# What is known


def compare(flags: Sequence[Flag], findings: Sequence["Finding"]) -> Compared:
    """Which findings are new, which suggestions were found again, and which not.

    The closest pairs come first: a finding takes its own suggestion before one that is merely near, and each
    suggestion is taken once. What is decided is known however often it is found.
    """
    pairs = sorted((*_on_words(flags, findings), *_on_the_whole(flags, findings)))
    known: set[int] = set()
    taken: dict[int, int] = {}
    for _, finding, flag in pairs:
        often = not _movable(flags[flag]) and not findings[finding].whole
        if finding not in known and (often or flag not in taken):
            taken.setdefault(flag, finding)
            known.add(finding)
    for _, finding, flag in pairs:
        if flag in taken and finding not in known and _near(findings[taken[flag]], findings[finding]):
            known.add(finding)
    return Compared(
        new=tuple(each for number, each in enumerate(findings) if number not in known),
        again=tuple(
            (flags[flag], findings[finding]) for flag, finding in taken.items() if _movable(flags[flag])
        ),
        gone=tuple(flag for number, flag in enumerate(flags) if number not in taken and _movable(flag)),
    )


def _on_words(flags: Sequence[Flag], findings: Sequence["Finding"]) -> Iterator[tuple[int, int, int]]:
    """Pairs of a finding and a flag on the same words, by their numbers; the closest have the lowest rank."""
    stands = [_places(flag) for flag in flags]
    lengths = [sum(end - start for start, end in each) for each in stands]
    for (number, other), shared in _overlaps(stands, findings).items():
        finding, flag = findings[number], flags[other]
        same_rule = _of_rule(flag, finding.rule)
        same_issue = flag.label == finding.issue
        same_place = len(stands[other]) == 1 and shared == lengths[other] == finding.end - finding.start
        longest = max(finding.end - finding.start, lengths[other])
        if same_place and same_issue and (same_rule or not _movable(flag)):
            rank = -2
        elif same_place and same_rule:
            rank = 0
        elif same_rule:
            rank = 2
        elif same_issue and (same_place or 2 * shared > longest):
            rank = 4
        else:
            continue
        yield rank + _movable(flag), number, other


def _on_the_whole(flags: Sequence[Flag], findings: Sequence["Finding"]) -> Iterator[tuple[int, int, int]]:
    """The same for the policy as a whole, where several findings of one type say different things.

    Of one rule, each decision stands for one finding, also when the reviewer has changed its words or has
    put it on some.
    """
    saying: dict[tuple[str, str], list[int]] = {}
    for number, finding in enumerate(findings):
        if finding.whole:
            for who in {finding.rule, finding.issue}:
                saying.setdefault((who, finding.message), []).append(number)
            saying.setdefault((finding.rule, ""), []).append(number)
    for other, flag in enumerate(flags):
        by_rule = flag.origin.name if flag.origin.kind == DETECTOR else ""
        if not flag.spans:
            for who in {flag.label, by_rule}:
                for number in saying.get((who, flag.note), ()):
                    yield _movable(flag), number, other
        if not flag.spans or not _movable(flag):
            for number in saying.get((by_rule, ""), ()):
                yield (6 if flag.spans else 2) + _movable(flag), number, other


def settled(displaced: Iterable[Change]) -> list[Flag]:
    """What reviewers have decided on and what ``compare`` cannot see in the flags that a policy has now.

    These are the words on which suggestions stood that were moved as or after they were decided on, and what
    was decided on and then taken out. ``displaced`` are the changes that did so, in order. On the policy as a
    whole a flag that is there speaks for itself.
    """
    places: list[Flag] = []
    on_the_whole: dict[AnnotationId, Flag] = {}
    for change in displaced:
        before, after = change.before, change.after
        if not isinstance(before, Flag) or before.origin.kind != DETECTOR or undecided(after or before):
            continue
        before = replace(before, state=State.DISMISSED)
        if after is None:
            places.append(on_the_whole.pop(before.id, before))
        elif before.spans:
            places.append(before)
        else:
            on_the_whole.setdefault(before.id, before)
    return places


def _near(one: "Finding", other: "Finding") -> bool:
    """Whether a suggestion of the one would make the other known."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return False
    longest = max(one.end - one.start, other.end - other.start)
    return one.rule == other.rule or (one.issue == other.issue and 2 * shared > longest)


def _of_rule(flag: Flag, rule_id: str) -> bool:
    return flag.origin.kind == DETECTOR and flag.origin.name == rule_id


def _overlaps(
    stands: Sequence[tuple[tuple[int, int], ...]], findings: Sequence["Finding"]
) -> dict[tuple[int, int], int]:
    """How many code points a finding and a flag share, by their numbers, for those that share any.

    One pass from the start of the text to its end, with what reaches to the place at hand.
    """
    runs = sorted(
        (
            *((start, end, 0, number) for number, each in enumerate(stands) for start, end in each),
            *((each.start, each.end, 1, number) for number, each in enumerate(findings) if not each.whole),
        )
    )
    shared: dict[tuple[int, int], int] = {}
    reaching: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for start, end, side, number in runs:
        opposite = reaching[1 - side]
        opposite[:] = [each for each in opposite if each[0] > start]
        for until, other in opposite:
            pair = (number, other) if side else (other, number)
            shared[pair] = shared.get(pair, 0) + min(end, until) - start
        reaching[side].append((end, number))
    return shared
