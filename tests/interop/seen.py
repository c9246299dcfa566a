"""What another tool sees of an export, in the form in which it can be held against the project."""

from annotator.exchange import FORMATS
from annotator.exchange.foreign import Mark
from annotator.project import Project
from tests.exchange import nasty
from tests.exchange.stripping import stripped

Seen = tuple[str, int, int, str]
"""Label with its set, start and end in code points, words."""


def kept(project: Project, policy: str, form: str, *besides: str) -> list[Mark]:
    """What such a file has of a policy; ``besides``: what else is not looked at."""
    loses = [
        each
        for each in FORMATS[form].loses
        if each.name not in {"overlaps", "boundaries", "wordless", "sentences"}
    ]
    others = {facet.name: facet for each in FORMATS.values() for facet in each.loses}
    return stripped(
        nasty.marks(project, policy),
        project.text(policy).text,
        [*loses, *(others[name] for name in besides)],
    )


def seen(marks: list[Mark]) -> list[Seen]:
    """All places of marks, counterparts too."""
    return sorted(
        (name_of(mark), place.start, place.end, place.quote)
        for mark in marks
        for place in (*mark.places, *mark.counterpart)
    )


def name_of(mark: Mark) -> str:
    return f"{'clause' if mark.kind == 'tag' else 'issue'}.{mark.label}"
