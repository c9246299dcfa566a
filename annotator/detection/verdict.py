"""What may be said of a policy and one thing that the law wants it to say."""

from dataclasses import dataclass
from enum import StrEnum

from annotator.detection.disclosures import Regime


class Verdict(StrEnum):
    """Whether a policy says a thing."""

    PRESENT = "present"
    ABSENT = "absent"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not applicable"


Judged = tuple[Verdict, list[tuple[int, int]], str]
"""A verdict, the sentences it rests on, ``[start, end)`` in code points, and why it is unclear."""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """What a policy does about one item."""

    item: str
    """Its id."""
    title: str
    regimes: tuple[Regime, ...]
    """The laws that ask for it here; empty where it does not apply."""
    source: str
    """Where they do, such as ``GDPR Art. 13(1)(a)``."""
    verdict: Verdict
    evidence: tuple[tuple[int, int], ...] = ()
    """The sentences that say it or come near it, ``[start, end)`` each."""
    reason: str = ""
    """Why it is unclear or does not apply."""
