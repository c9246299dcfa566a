"""Steps from mark to mark: to the next issue, span or suggestion, round and round."""

from collections.abc import Callable

from annotator.domain import Annotation, Counts, PolicyId, reading_order
from annotator.gui.desk import Desk
from annotator.gui.open_policy import is_open, is_suggestion


class Walking(Desk):
    """The desk with feet."""

    def next_suggestion(self) -> bool:
        """To the next suggestion of this policy that is shown, round and round; False where no other is."""
        here = self._active
        return self._walk(
            lambda one: is_suggestion(one) and self.is_shown(one) and one.id != here, forward=True, wrap=True
        )

    def next_span(self) -> None:
        self._step_span(forward=True)

    def previous_span(self) -> None:
        self._step_span(forward=False)

    def next_issue(self) -> None:
        self._step_issue(forward=True)

    def previous_issue(self) -> None:
        self._step_issue(forward=False)

    def _step_span(self, *, forward: bool) -> None:
        """To the next or previous span of this policy, round and round."""
        if self._open is None or not self._walk(lambda one: bool(one.spans), forward=forward, wrap=True):
            self.notice.emit(self.tr("Nothing is marked in this policy yet. Select words and press 1 to 9."))

    def _step_issue(self, *, forward: bool) -> None:
        """To the next or previous issue that is open or suggested, on into the next policy that has one,
        round and round.
        """
        if self._walk(self._waits, forward=forward):
            return
        ids = list(self.policies)
        at = ids.index(self.policy.id) if self.policy is not None else 0
        round_trip = [*ids[at + 1 :], *ids[: at + 1]] if forward else [*ids[:at][::-1], *ids[at:][::-1]]
        elsewhere = next((one for one in round_trip if self._has_waiting(one)), None)
        if elsewhere is None or not self.open_policy(elsewhere):
            self.notice.emit(
                self.tr("No open issues and no suggestions. Select words and press F to flag an issue.")
            )
            return
        self._active = ""
        self._walk(self._waits, forward=forward, wrap=True)

    def _waits(self, annotation: Annotation) -> bool:
        """Whether this is an issue on which something is still to be done."""
        return is_open(annotation) or (is_suggestion(annotation) and self.is_shown(annotation))

    def _has_waiting(self, policy: PolicyId) -> bool:
        return bool(self.counts.get(policy, Counts()).open_flags or self.suggestions_shown(policy))

    def _walk(self, wanted: Callable[[Annotation], bool], *, forward: bool, wrap: bool = False) -> bool:
        if self._open is None:
            return False
        length = len(self.text.text)
        first, last = (-2, 0, "", ""), (length + 1, 0, "", "")
        caret = self.selection[0] or -1
        place = reading_order(self.active) if self.active is not None else (caret, -length - 1, "", "")
        found = self._open.step(place, wanted, forward=forward)
        if found is None and wrap:
            found = self._open.step(first if forward else last, wanted, forward=forward)
        if found is not None:
            self.go_to(found)
        return found is not None
