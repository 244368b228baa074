"""The same site on PostgreSQL: an officer finds who is one step away, and a file leaves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import enter
from tests.browser.doing import saved
from tests.browser.watch import Watch
from tests.postgres.fixture import postgres  # noqa: F401
from tests.running import Site, running

ONE_STEP = "/policy/p/cn.hnte.recognition/firms/one_step/"


@pytest.fixture
def on_postgres(postgres: str) -> Iterator[Site]:  # noqa: F811
    """A small site on a database of its own."""
    with running(30, postgres) as site:
        yield site


def test_the_way_of_an_officer_on_postgresql(on_postgres: Site, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(
        base_url=on_postgres.address, storage_state=enter(on_postgres, browser, "service")
    )
    page = context.new_page()
    watch = Watch(page)
    page.goto(ONE_STEP)
    expect(page.locator("tbody tr")).not_to_have_count(0)
    page.locator(".listing-tools summary").last.click()
    page.fill("input[name=purpose]", "走访")
    assert saved(page, page.locator("button[value=xlsx]"), tmp_path).stat().st_size > 4_000
    page.goto("/")
    expect(page.locator(".tiles .tile")).not_to_have_count(0)
    context.close()
    assert not watch.faults
