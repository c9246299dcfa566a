"""`pytest tests/text --update-golden` writes the golden files anew. Read them before you commit."""

import pytest
from hypothesis import settings

settings.register_profile("text", deadline=None)  # a busy machine is no failure
settings.load_profile("text")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write the golden files from what comes out now"
    )
