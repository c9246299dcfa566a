"""Choosing a label, an issue type or a policy by typing a few letters of it."""

from PySide6.QtWidgets import QWidget

from annotator.domain import (
    CLAUSES,
    ISSUES,
    AnnotationId,
    Counts,
    Flag,
    Label,
    Policy,
    PolicyId,
    Status,
    Tag,
    Taxonomy,
)
from annotator.gui.models.plain import counted
from annotator.gui.models.ranking import Choice
from annotator.gui.models.recent import RecentLabels
from annotator.gui.session import Session
from annotator.gui.views.quick_list import QuickList
from annotator.gui.views.rows import key_cap
from annotator.gui.views.wording import severity_name, status_name


def label_choices(taxonomy: Taxonomy) -> list[Choice]:
    return [label_choice(label) for label in taxonomy.offered]


def label_choice(label: Label) -> Choice:
    severity = severity_name(label.severity).lower() if label.severity is not None else ""
    facts = (label.family.replace("-", " "), severity)
    return Choice(
        label.id,
        label.name,
        detail=label.definition,
        code=label.code,
        key=key_cap(label.key),
        group="  ·  ".join(part for part in facts if part),
        label=label,
    )


class _LabelList(QuickList):
    """Offers one label set, or for an annotation that is there already, another label of its own set."""

    taxonomy_id = CLAUSES
    kind: type[Tag] | type[Flag] = Tag
    whole = False
    """Whether it is for the whole policy instead of the selection."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._recent = RecentLabels(session)

    def choices(self) -> list[Choice]:
        return label_choices(self._session.taxonomy(self.taxonomy_id))

    def recent(self) -> list[str]:
        return self._recent.of(self.kind)

    def nothing_fits(self, typed: str) -> str:
        words = (
            self.tr("No label fits “{typed}”. Try fewer letters, or add one under {place}.")
            if typed
            else self.tr("No label is offered. Add one, or bring one back, under {place}.")
        )
        return words.format(typed=typed, place=self.tr("Tools ▸ Labels and issue types"))


class LabelPicker(_LabelList):
    """Tags the selection with a label found by name, code, key or definition."""

    def open(self, *, whole: bool = False) -> None:
        self.whole = whole
        self.name(
            self.tr("Tag the whole policy") if whole else self.tr("Tag the selection"),
            self.tr("Find a label by name, code or definition"),
            self.tr("↑ ↓ choose   ·   Enter tags the whole policy   ·   Esc closes")
            if whole
            else self.tr("↑ ↓ choose   ·   Enter tags the selection   ·   Esc closes"),
        )
        super().open()

    def choose(self, choice: Choice) -> None:
        self._session.tag(choice.id, whole=self.whole)


class FlagPicker(_LabelList):
    """Flags the selection at once, with the severity that the type starts with; details are edited after."""

    taxonomy_id = ISSUES
    kind = Flag

    def open(self, *, whole: bool = False) -> None:
        self.whole = whole
        self.name(
            self.tr("Flag the whole policy") if whole else self.tr("Flag an issue"),
            self.tr("What is missing or wrong? Find an issue type by name or definition"),
            self.tr("↑ ↓ choose   ·   Enter flags the whole policy   ·   Esc closes")
            if whole
            else self.tr("↑ ↓ choose   ·   Enter flags the selection   ·   Esc closes"),
        )
        super().open()

    def choose(self, choice: Choice) -> None:
        self._session.flag(choice.id, whole=self.whole)


class RelabelPicker(_LabelList):
    """Gives an annotation that is there another label of its own set; everything else on it stays."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(session, parent)
        self._annotation: AnnotationId = ""
        self.name(
            self.tr("Change the label"),
            self.tr("Find the right label by name, code or definition"),
            self.tr("↑ ↓ choose   ·   Enter changes the label   ·   Esc closes"),
        )

    def open_for(self, annotation: AnnotationId) -> None:
        self._annotation = annotation
        current = self._session.annotations[annotation]
        self.kind = type(current)
        self.taxonomy_id = ISSUES if isinstance(current, Flag) else CLAUSES
        self.open()

    def choose(self, choice: Choice) -> None:
        self._session.edit(self._annotation, label=choice.id)


class PolicyPicker(QuickList):
    """Opens a policy by a few letters of its title, file name or site; the one read before comes first."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._opened: list[PolicyId] = [session.policy.id] if session.policy is not None else []
        self.name(
            self.tr("Go to a policy"),
            self.tr("Find a policy by title, file name or site"),
            self.tr("↑ ↓ choose   ·   Enter opens   ·   Esc closes"),
        )
        session.policy_opened.connect(self._remember)

    def _remember(self, policy: PolicyId) -> None:
        self._opened = [policy, *(known for known in self._opened if known != policy)]

    def choices(self) -> list[Choice]:
        """The one that is open comes last: nobody asks to go where he is."""
        is_open = self._session.policy
        policies = sorted(
            self._session.policies.values(),
            key=lambda policy: is_open is not None and policy.id == is_open.id,
        )
        return [self._choice(policy) for policy in policies]

    def _choice(self, policy: Policy) -> Choice:
        flags = self._session.counts.get(policy.id, Counts()).open_flags
        shown = self._session.suggestions_shown(policy.id)
        facts = (
            counted(flags, self.tr("1 open issue"), self.tr("{n} open issues")) if flags else "",
            counted(shown, self.tr("1 suggestion"), self.tr("{n} suggestions")) if shown else "",
            status_name(policy.status) if policy.status is Status.REVIEWED else "",
        )
        return Choice(
            policy.id,
            policy.title or policy.file_name,
            detail="  ·  ".join(part for part in (policy.site, policy.file_name) if part),
            group="  ·  ".join(part for part in facts if part),
        )

    def recent(self) -> list[PolicyId]:
        """So Enter alone goes back to the policy before."""
        return self._opened[1:]

    def nothing_fits(self, typed: str) -> str:
        if not self._session.policies:
            return self.tr("This project has no policies yet. File ▸ Import brings some in.")
        return super().nothing_fits(typed)

    def choose(self, choice: Choice) -> None:
        self._session.open_policy(choice.id)
