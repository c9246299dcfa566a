"""The projects that other tools' libraries are to read, made once for each file of tests."""

from collections.abc import Iterator

import pytest

from annotator.review import Review
from tests.exchange import nasty


@pytest.fixture(scope="module", params=["nasty", "shipped"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    """The tests here only read."""
    yield from nasty.made_once(request.param, tmp_path_factory)
