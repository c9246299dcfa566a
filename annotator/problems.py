"""Errors a reviewer can do something about. Anything else that is raised is a bug."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.domain import Owner


class ProblemError(Exception):
    """A calm sentence that says what happened and what to do next; the work is kept."""


class BadInputError(ProblemError):
    """What was given cannot be used: an unreadable file, a quote that is not there, an unknown label."""


class UnknownEncodingError(BadInputError):
    """The bytes are not UTF-8 and nobody has said what they are."""


class LockedError(ProblemError):
    """Another process holds the project."""


class OwnedError(LockedError):
    """Somebody else has the project open to write to it."""

    def __init__(self, sentence: str, owner: "Owner") -> None:
        super().__init__(sentence)
        self.owner = owner


class ReadOnlyError(ProblemError):
    """The project is open to be read only."""


class SlowError(ProblemError):
    """A question to the project took too long and was stopped."""


class NewerProjectError(ProblemError):
    """The project was written by a later version."""


class DamagedError(ProblemError):
    """The project, or a text in it, is not what was written."""


class DiskError(ProblemError):
    """The disk is full, read-only or gone."""


class MovedError(DiskError):
    """The project's file was moved, deleted or replaced while it was open; that one can still be read."""


class UnsyncedError(DiskError):
    """All was written, but the disk does not say that it will stay: nobody does it again unasked."""
