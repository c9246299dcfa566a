"""The time as it is written everywhere: UTC in ISO 8601 with milliseconds, ``2026-01-31T14:02:03.456Z``."""

from datetime import UTC, datetime


def now() -> str:
    """This moment."""
    return written(datetime.now(UTC))


def written(at: datetime) -> str:
    """A moment that says its zone."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
