"""``make bench-detection``: how much of what is known to be wrong the rules find, how often they are right,
and how fast.

A finding is right where a marked defect of the same issue type overlaps it, or where both are about the
policy as a whole. One that overlaps a trap, or nothing, is wrong. A defect is found where a finding is right
about it. The disclosure family is judged only on texts that are complete policies.
"""

import argparse
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import FAMILIES, RULES
from annotator.detection.scan import scan
from annotator.detection.subject import Subject
from tests.gold.reading import Gold, Mark, disclosing, own, seeds

AS_OF = date(2026, 1, 1)
"""The day on which the gold texts are judged."""

# fmt: off
MECHANICAL = (
    "truncated-sentence", "empty-section", "mojibake", "obfuscated-contact", "broken-url", "double-spaces",
    "dead-nav-text", "markup-residue", "superseded-reference", "broken-word", "missing-word",
    "mixed-language", "duplicated-text", "placeholder", "punctuation",
)
# fmt: on
"""The issue types that a program can be asked to find all of."""

FRAGMENTS = frozenset(rule.id for rule in FAMILIES["disclosure"])
"""The rules that say nothing about a part of a policy."""

SETS: dict[str, Callable[[], Iterator[Gold]]] = {"seeds": seeds, "own": own}


@dataclass(slots=True)
class Tally:
    """Counts for one issue type or one rule."""

    marked: int = 0
    found_sure: int = 0
    found: int = 0
    said: dict[Tier, int] = field(default_factory=lambda: dict.fromkeys(Tier, 0))
    right: dict[Tier, int] = field(default_factory=lambda: dict.fromkeys(Tier, 0))

    def add(self, other: "Tally") -> None:
        self.marked += other.marked
        self.found_sure += other.found_sure
        self.found += other.found
        for tier in Tier:
            self.said[tier] += other.said[tier]
            self.right[tier] += other.right[tier]


@dataclass(slots=True)
class Judged:
    """What one set of gold texts says of the rules."""

    types: dict[str, Tally] = field(default_factory=dict)
    rules: dict[str, Tally] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


def judged(texts: Iterable[Gold], *, skipped: frozenset[str]) -> Judged:
    """The rules, but for those skipped, held against marked texts."""
    told = Judged()
    rules = [rule for rule in RULES if rule.id not in skipped]
    for gold in texts:
        findings = scan(gold.text, file_name=gold.name, as_of=AS_OF, rules=rules)
        _count_findings(told, gold, findings)
        _count_marks(told, gold, findings)
    return told


def _count_findings(told: Judged, gold: Gold, findings: Sequence[Finding]) -> None:
    for finding in findings:
        mine = [mark for mark in gold.marks if meets(finding, mark)]
        right = any(not mark.trap for mark in mine)
        for tally in (
            told.types.setdefault(finding.issue, Tally()),
            told.rules.setdefault(finding.rule, Tally()),
        ):
            tally.said[finding.tier] += 1
            tally.right[finding.tier] += right
        if not right:
            line = _line(gold, finding.start, finding.end, f"[{finding.rule}]{' TRAP' if mine else ''}")
            (told.wrong if finding.tier is Tier.SURE else told.doubtful).append(line)


def _count_marks(told: Judged, gold: Gold, findings: Sequence[Finding]) -> None:
    for mark in gold.marks:
        if mark.trap:
            continue
        tiers: dict[str, Tier] = {each.rule: each.tier for each in findings if meets(each, mark)}
        sure = Tier.SURE in tiers.values()
        tally = told.types.setdefault(mark.type, Tally())
        tally.marked += 1
        tally.found += bool(tiers)
        tally.found_sure += sure
        for rule in (each for each in RULES if each.issue == mark.type):
            one = told.rules.setdefault(rule.id, Tally())
            one.marked += 1
            one.found += rule.id in tiers
        if not tiers:
            told.missed.append(_line(gold, mark.start, mark.end, mark.type))


def meets(finding: Finding, mark: Mark) -> bool:
    """Whether a finding and a mark are about the same."""
    if finding.issue != mark.type or finding.whole != mark.whole:
        return False
    if finding.whole:
        return True
    places = [(finding.start, finding.end), *([finding.other] if finding.other else [])]
    return any(
        start < place_end and place_start < end
        for start, end in places
        for place_start, place_end in ((mark.start, mark.end), *mark.also)
    )


def _line(gold: Gold, start: int, end: int, what: str) -> str:
    words = gold.text[start:end] if start < end else "(the whole policy)"
    before, after = gold.text[max(0, start - 25) : start], gold.text[end : end + 25]
    shown = words if len(words) <= 90 else f"{words[:60]} … {words[-25:]}"
    return f"{gold.name}:{start} {what} {before!r} ⟦{shown!r}⟧ {after!r}"


def _report(name: str, told: Judged, *, verbose: bool) -> None:
    print(f"\n## {name}\n")
    head = ("", "marked", "sure", "any", "recall", "sure said", "precision", "maybe said", "precision")
    print(f"{head[0]:<34}" + "".join(f"{cell:>11}" for cell in head[1:]))
    for kind in sorted(told.types):
        print(_row(kind, told.types[kind]))
    mechanical, every = Tally(), Tally()
    for kind, tally in told.types.items():
        every.add(tally)
        if kind in MECHANICAL:
            mechanical.add(tally)
    print(_row("= the mechanical types", mechanical))
    print(_row("= all types", every))
    print("\nby rule (recall: of all marks of its issue type)")
    for rule in sorted(told.rules):
        print(_row(rule, told.rules[rule]))
    if verbose:
        for title, lines in (
            ("missed", told.missed),
            ("sure and wrong", told.wrong),
            ("maybe and wrong", told.doubtful),
        ):
            print(f"\n### {name}: {title} ({len(lines)})")
            print(*lines, sep="\n")


def _report_disclosure(*, verbose: bool) -> None:
    """How often the coverage table says rightly that something is missing, item by item."""
    from annotator.detection.coverage import Verdict, coverage

    items: dict[str, list[int]] = {}
    lines = []
    for gold in disclosing():
        subject = Subject(gold.text, file_name=gold.name, as_of=AS_OF)
        for each in coverage(subject) if gold.scope else ():
            if each.item in gold.open or not each.regimes:
                continue
            said, true = each.verdict is Verdict.ABSENT, each.item in gold.absent
            for name in (each.item, "= all items"):
                counts = items.setdefault(name, [0, 0, 0])
                counts[0] += said and true
                counts[1] += said
                counts[2] += true
            if said != true:
                start, end = next(iter(each.evidence), (0, 0))
                words = f" {gold.text[start:end]!r}" if true else ""
                lines.append(f"{gold.name} {each.item}: said {each.verdict.value}{words}")
    print("\n## disclosure: what is said to be absent\n")
    print(f"{'':<34}" + "".join(f"{cell:>11}" for cell in ("marked", "said", "right", "recall", "precision")))
    for name in sorted(items):
        right, said, true = items[name]
        cells = (str(true), str(said), str(right), _share(right, true), _share(right, said))
        print(f"{name:<34}" + "".join(f"{cell:>11}" for cell in cells))
    if verbose:
        print(f"\n### disclosure: wrong ({len(lines)})")
        print(*lines, sep="\n")


def _row(name: str, tally: Tally) -> str:
    cells = (
        str(tally.marked),
        str(tally.found_sure),
        str(tally.found),
        _share(tally.found, tally.marked),
        str(tally.said[Tier.SURE]),
        _share(tally.right[Tier.SURE], tally.said[Tier.SURE]),
        str(tally.said[Tier.MAYBE]),
        _share(tally.right[Tier.MAYBE], tally.said[Tier.MAYBE]),
    )
    return f"{name:<34}" + "".join(f"{cell:>11}" for cell in cells)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.detection", description=__doc__)
    parser.add_argument("--verbose", action="store_true", help="list what is missed and what is wrong")
    parser.add_argument("--only", choices=[*SETS, "disclosure", "speed"], help="only this part")
    parser.add_argument("--type", help="with --verbose: only lines that hold this word, a type or a rule")
    parser.add_argument("--quick", action="store_true", help="measure speed on less")
    parser.add_argument("--policies", type=Path, metavar="FOLDER", help="measure speed on these policies")
    arguments = parser.parse_args()
    if arguments.policies and not arguments.policies.is_dir():
        parser.error(f"--policies: there is no folder {arguments.policies}.")
    for name, texts in SETS.items():
        if arguments.only in {None, name}:
            told = judged(texts(), skipped=FRAGMENTS if name == "own" else frozenset())
            if arguments.type:
                for lines in (told.missed, told.wrong, told.doubtful):
                    lines[:] = [line for line in lines if arguments.type in line]
            _report(name, told, verbose=arguments.verbose)
    if arguments.only in {None, "disclosure"}:
        _report_disclosure(verbose=arguments.verbose)
    if arguments.only in {None, "speed"}:
        from bench import detection_speed

        detection_speed.report(quick=arguments.quick, policies=arguments.policies)


if __name__ == "__main__":
    main()
