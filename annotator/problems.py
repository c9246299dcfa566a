"""Errors a reviewer can do something about. Anything else that is raised is a bug."""


class ProblemError(Exception):
    """A calm sentence that says what happened and what to do next; the work is kept."""


class BadInputError(ProblemError):
    """What was given cannot be used: an unreadable file, a quote that is not there, an unknown label."""


class UnknownEncodingError(BadInputError):
    """The bytes are not UTF-8 and nobody has said what they are."""


class LockedError(ProblemError):
    """Another process holds the project."""


class NewerProjectError(ProblemError):
    """The project was written by a later version."""


class DamagedError(ProblemError):
    """The project, or a text in it, is not what was written."""


class DiskError(ProblemError):
    """The disk is full, read-only or gone."""
