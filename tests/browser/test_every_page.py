"""Every page that links lead to, as every role: it opens, passes axe, fits a phone, and is light."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ROLES
from tests.browser.walk import cookies_of, walk
from tests.running import Site

WEIGHT = 450_000
"""Bytes over the wire of a page opened cold."""
LOOKS = {
    "zh": {"lang": "zh"},
    "en-dark": {"lang": "en", "dark": True},
    "zh-390": {"lang": "zh", "width": 390},
    "en-dark-390": {"lang": "en", "dark": True, "width": 390},
}


@dataclass(frozen=True)
class Found:
    """Pages by role, None for a visitor; and links that lead nowhere, with who follows them."""

    by_role: dict[str | None, dict[str, str]]
    broken: list[str]


@pytest.fixture(scope="session")
def found(live: Site, entered: Callable[[str], dict[str, object]]) -> Found:
    """The pages of each role and of a visitor; one that several roles share stands with the first only."""
    by_role: dict[str | None, dict[str, str]] = {}
    broken: list[str] = []
    taken: set[str] = set()
    for role in dict.fromkeys((None, "enterprise", "service", *ROLES)):
        own = walk(live.address, cookies_of(entered(role)) if role else {})
        broken += [f"{role}: {link}" for link in own.broken]
        by_role[role] = {name: path for name, path in own.items() if name not in taken}
        taken |= set(own)
    return Found(by_role, broken)


@pytest.fixture
def pages(found: Found) -> dict[str | None, dict[str, str]]:
    """The pages of each role."""
    return found.by_role


def test_the_walk_finds_the_site(pages: dict[str | None, dict[str, str]]) -> None:
    assert "screen:home" in pages[None]
    assert sum(map(len, pages.values())) > 20, pages


def test_no_link_leads_nowhere(found: Found) -> None:
    assert not found.broken, "\n".join(found.broken)


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_is_sound(
    look: str,
    pages: dict[str | None, dict[str, str]],
    page_as: Callable[..., Page],
    axe: Callable[[Page], list[str]],
) -> None:
    faults = []
    for role, addresses in pages.items():
        page = page_as(role, **LOOKS[look])
        for name, address in addresses.items():
            faults += [f"{role} {name} {address}: {fault}" for fault in _faults(page, address, axe)]
    assert not faults, "\n".join(faults)


def _faults(page: Page, address: str, axe: Callable[[Page], list[str]]) -> list[str]:
    answer = page.goto(address, wait_until="load")
    found = [] if answer and answer.status == 200 else [f"status {answer and answer.status}"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found + ([f"{wide} px too wide"] if wide > 0 else []) + axe(page)


def test_every_page_is_light(pages: dict[str | None, dict[str, str]], page_as: Callable[..., Page]) -> None:
    heavy = {}
    for role, addresses in pages.items():
        for address in addresses.values():
            page = page_as(role)
            page.goto(address, wait_until="networkidle")
            weight = page.evaluate(
                "performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                ".reduce((sum, entry) => sum + entry.transferSize, 0)"
            )
            page.context.close()
            if weight > WEIGHT:
                heavy[address] = weight
    assert not heavy


def test_a_visitor_is_sent_to_log_in_or_let_in(
    live: Site, pages: dict[str | None, dict[str, str]], page_as: Callable[..., Page]
) -> None:
    """What only staff or firms may see asks a visitor to log in."""
    page = page_as(None)
    inside = [path for role in ("service", "enterprise") for path in pages[role].values()]
    for path in inside:
        page.goto(path)
        assert "/login" in page.url, path
