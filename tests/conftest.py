"""What every test relies on: no window on the developer's screen, and never the developer's own data."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.review import Review
from tests.projects import TEXT, made

os.environ["QT_QPA_PLATFORM"] = "offscreen"


@pytest.fixture(autouse=True)
def annotator_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh profile for each test."""
    home = tmp_path / "home"
    monkeypatch.setenv("ANNOTATOR_HOME", str(home))
    return home


@pytest.fixture
def project_path(tmp_path: Path) -> Path:
    """A place for a project."""
    return tmp_path / "p.annotator"


@pytest.fixture
def review(project_path: Path) -> Iterator[Review]:
    """A project with one nasty text and a plain one, open, signed in by Ada Lovelace."""
    review = made(project_path, TEXT, "# Plain\n\nWe keep data for a year. We sell nothing.\n")
    yield review
    review.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have counted, at the end, where docs/TRUST.md gets its figures from."""
    figures = [
        str(value)
        for report in terminalreporter.stats.get("passed", ())
        for name, value in report.user_properties
        if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        for figure in sorted(figures):
            terminalreporter.write_line(figure)
