"""The real programs, each with its own Python in ``.venv/tools``; ``make test-interop`` installs them."""

from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / ".venv" / "tools"


def python(name: str) -> Path:
    """The Python of a tool."""
    return TOOLS / name / "bin" / "python"


def needs(name: str) -> pytest.MarkDecorator:
    """Skips the tests of a file where the tool is not installed."""
    return pytest.mark.skipif(
        not python(name).exists(), reason=f"{name} is not installed; `make test-interop` does that"
    )
