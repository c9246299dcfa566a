"""Suggestions as a reviewer meets them: scans bring them in, one's own word settles them, rules are set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from annotator import checks, suggestions, titles
from annotator.acting import Acting, alike, begun, one_act
from annotator.domain import (
    ISSUES,
    AnnotationId,
    Change,
    Event,
    Flag,
    LabelId,
    PolicyId,
    RuleSetting,
    Scan,
    Severity,
    State,
)
from annotator.intake import CancelledError, is_id, new_id
from annotator.problems import BadInputError
from annotator.suggestions import Scanned, undecided
from annotator.times import now

if TYPE_CHECKING:
    from annotator.detection.rule import Finding


class Deciding(Acting):
    """The acts on what rules have found."""

    def scan(
        self,
        policies: Sequence[PolicyId] | None = None,
        *,
        as_of: date | None = None,
        progress: Callable[[int], bool] | None = None,
    ) -> Scanned:
        """Look for defects in these policies, or in all, and suggest what is found.

        ``as_of`` is the day on which they are judged, by default today. ``progress(done)`` returns False to
        cancel, which raises CancelledError; then nothing is suggested.
        """
        from annotator.detection.scan import scan  # noqa: PLC0415 - loads the rules

        chosen = self.policies() if policies is None else [self.policy(each) for each in policies]
        ruleset = self.ruleset()
        rules, severities = self.active_rules()
        day = as_of if as_of is not None else date.today()  # noqa: DTZ011 - the reviewer's own day
        found: dict[PolicyId, list[Finding]] = {}
        for done, policy in enumerate(chosen, 1):
            found[policy.id] = scan(
                self.store.text(policy.id),
                file_name=policy.file_name,
                as_of=day,
                rules=rules,
                severities=severities,
            )
            if progress is not None and not progress(done):
                raise CancelledError
        return self.suggest(found, ruleset=ruleset, as_of=day)

    @one_act
    def suggest(self, found: "Mapping[PolicyId, Sequence[Finding]]", *, ruleset: str, as_of: date) -> Scanned:
        """Suggest what the rules have found, and withdraw what they find no more; undo passes it by.

        What is known already is left alone, decided or not. ``ruleset`` is what ``Project.ruleset`` said when
        the rules were run. Policies that are gone are passed over, and findings of rules that are off or of
        types that are not offered.
        """
        off = {each.rule for each in self.rule_settings().values() if not each.on}
        offered = {label.id for label in self.taxonomy(ISSUES).offered}
        policies = [each for each in map(self.store.policy, found) if each is not None]
        before, at = self.store.scans(), now()
        changes: list[Change] = []
        displaced: dict[PolicyId, list[Change]] | None = None
        new = unchanged = gone = 0
        for policy in policies:
            wanted = [each for each in found[policy.id] if each.rule not in off and each.issue in offered]
            flags = list(self.flags(policy.id))
            compared = suggestions.compare(flags, wanted)
            if compared.new:
                if displaced is None:
                    displaced = self.store.displaced(found)
                settled = suggestions.settled(displaced.get(policy.id, ()))
                compared = suggestions.compare([*flags, *settled], wanted) if settled else compared
            text = self.text(policy.id)
            for flag, finding in compared.again:
                after = suggestions.found_again(flag, finding, text, at)
                if after != flag:
                    changes.append(Change(flag, after))
            for finding in compared.new:
                flag = suggestions.proposed(finding, text, policy.id, new_id(), at)
                changes.append(Change(None, flag))
            changes += (Change(flag, None) for flag in compared.gone)
            new += len(compared.new)
            gone += len(compared.gone)
            unchanged += len(wanted) - len(compared.new)
            seen, last = Scan(policy.id, ruleset, as_of.isoformat(), at), before.get(policy.id)
            if last is None or replace(last, at=at) != seen:
                changes.append(Change(last, seen))
        event = None
        if changes:
            reviewer = self._reviewer and self._signed()
            title = titles.of_scan(policies, new, gone)
            event = self.store.record("scan", title, changes, at=at, reviewer=reviewer, lasting=True)
        return Scanned(event, new, unchanged, gone)

    @one_act
    def accept(
        self,
        annotations: Sequence[AnnotationId],
        *,
        label: LabelId | None = None,
        severity: Severity | None = None,
        spans: Sequence[tuple[int, int]] | None = None,
        note: str | None = None,
        suggestion: str | None = None,
    ) -> Event:
        """Make suggestions one's own: open issues. One alone can be accepted with changes.

        Of several, those that were decided on meanwhile are passed over.
        """
        chosen = self._undecided(annotations)
        given = {
            "label": None if label is None else checks.offered(self.taxonomy(ISSUES), label).id,
            "severity": severity,
            "spans": None if spans is None else checks.spans(self.text(chosen[0].policy), spans),
            "note": note,
            "suggestion": suggestion,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        if changed and len(chosen) > 1:
            raise BadInputError("Several suggestions can only be accepted as they are. Choose one to change.")
        if changed.keys() & {"label", "spans"}:
            self._refuse_twin(replace(chosen[0], **changed))  # type: ignore[arg-type]
        return self._decide(chosen, State.OPEN, **changed)

    @one_act
    def dismiss(self, annotations: Sequence[AnnotationId], reason: str = "") -> Event:
        """Say that suggestions are none; they are not proposed again.

        Of several, those that were decided on meanwhile are passed over.
        """
        return self._decide(self._undecided(annotations), State.DISMISSED, reason=reason)

    @one_act
    def set_rule(
        self, rule: str, *, on: bool | None = None, severity: Severity | None = None
    ) -> Event | None:
        """Switch a rule on or off in this project, or give its findings another severity.

        What it suggests goes with it, or gets that severity; what was decided on stays as it is.
        """
        known = suggestions.rule(rule)
        there = self.rule_settings().get(rule)
        before = there or RuleSetting(rule)
        after = before if on is None else replace(before, on=on)
        if severity is not None:
            after = replace(after, severity=None if severity is known.severity else severity)
        if after == before:
            return None
        matters = after.severity or known.severity
        changes = [Change(there, after)]
        for flag in self.store.suggestions_of(rule):
            if not after.on:
                changes.append(Change(flag, None))
            elif flag.severity is not matters:
                changes.append(Change(flag, replace(flag, severity=matters, modified=now())))
        said = f"Severity {matters} for" if after.on is before.on else f"Switch {'on' if on else 'off'}"
        return self._record("rule", f"{said} the rule “{known.title}”", *changes)

    def _decide(self, chosen: Sequence[Flag], became: State, **changed: Any) -> Event:
        """One's own word on suggestions, and the policies are being read."""
        at, reviewer = now(), self._signed().id
        decided = [
            replace(each, **{"state": became, "reviewer": reviewer, "modified": at, **changed})
            for each in chosen
        ]
        policies = [self.policy(each) for each in dict.fromkeys(flag.policy for flag in decided)]
        return self._record(
            "dismiss" if became is State.DISMISSED else "accept",
            titles.of_decision(decided, self.taxonomy(ISSUES)),
            *map(Change, chosen, decided),
            *(change for policy in policies for change in begun(policy)),
        )

    def _undecided(self, annotations: Sequence[AnnotationId]) -> list[Flag]:
        """Those of them that wait for a decision; refused in words where there are none."""
        ids = list(dict.fromkeys(annotations))
        if not ids:
            raise BadInputError("Choose the suggestions first.")
        if len(ids) == 1:
            only = self.annotation(ids[0])
            if not isinstance(only, Flag):
                raise BadInputError(f"{self._cited(only)} is a tag. Only suggestions are decided on.")
            if not undecided(only):
                raise BadInputError(f"{self._cited(only)} was decided on already: it is {only.state}.")
            return [only]
        there = (self.store.annotation(each) if is_id(each) else self.annotation(each) for each in ids)
        waiting = [each for each in there if isinstance(each, Flag) and undecided(each)]
        if not waiting:
            raise BadInputError("All of these were decided on already, or are not proposed any more.")
        return waiting

    def _proposed(self, flag: Flag) -> Flag | None:
        """The suggestion that says the same as a flag by hand."""
        same = (each for each in self.store.annotations_like(flag) if alike(each, flag))
        return next((each for each in same if isinstance(each, Flag) and undecided(each)), None)
