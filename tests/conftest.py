import pytest

from gaoxin.center.library import Library, open_library


@pytest.fixture(scope="session")
def library() -> Library:
    """The national and demo packs together."""
    return open_library(["national", "demo"])
