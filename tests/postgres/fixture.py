"""The same server as a fixture: `from tests.postgres.fixture import postgres`."""

import os
from collections.abc import Iterator

import pytest

from tests.postgres.cluster import NotInstalledError, cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL database; skips where there is none, fails where GAOXIN_POSTGRES=required."""
    try:
        with cluster() as address:
            yield address
    except NotInstalledError as error:
        if os.environ.get("GAOXIN_POSTGRES") == "required":
            raise
        pytest.skip(str(error))
