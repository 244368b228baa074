"""A site on each kind of database, to be killed."""

from collections.abc import Iterator

import pytest

from tests.postgres.fixture import postgres
from tests.running import Site, running

__all__ = ["postgres"]


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def site(request: pytest.FixtureRequest) -> Iterator[Site]:
    """Two web processes over a small demo zone."""
    database = request.getfixturevalue("postgres") if request.param == "postgres" else ""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GAOXIN_API_RATE", "1000000")
        with running(30, database) as live:
            yield live
