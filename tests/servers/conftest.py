"""The projects that the real programs are given."""

from collections.abc import Iterator

import pytest

from annotator.review import Review
from tests.exchange import nasty


@pytest.fixture(scope="module", params=["nasty", "shipped"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Review]:
    """The tests here only read."""
    yield from nasty.made_once(request.param, tmp_path_factory)
