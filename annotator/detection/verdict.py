"""What may be said of a policy and one thing that the law wants it to say."""

from enum import StrEnum


class Verdict(StrEnum):
    """Whether a policy says a thing."""

    PRESENT = "present"
    ABSENT = "absent"
    UNCLEAR = "unclear"
    NOT_APPLICABLE = "not applicable"


Judged = tuple[Verdict, list[tuple[int, int]], str]
"""A verdict, the sentences it rests on, ``[start, end)`` in code points, and why it is unclear."""
