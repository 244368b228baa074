"""A live site, a browser, pages opened as somebody, and axe: what every browser test stands on."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from gaoxin.cli.running.children import jobs
from tests.browser.watch import Watch
from tests.running import PASSWORDS, Site, running

VENDOR = Path(__file__).parent / "vendor"
ROLES = {
    **{
        role: role
        for role in ("leader", "service", "statistician", "promotion", "project", "customs", "auditor")
    },
    **{"enterprise": "firm1", "bank": "bank1", "system_admin": "system", "security_admin": "security"},
}
"""The account that stands for a role; any other account may be named by its login."""
HEIGHTS = {390: 844, 1440: 900, 1920: 1080}


@pytest.fixture(scope="session")
def live() -> Iterator[Site]:
    """A small demo zone of 120 firms, matched, served as in earnest."""
    with running(120) as site:
        yield site


@pytest.fixture(scope="session")
def worker(live: Site) -> None:
    """The process that does long work."""
    live.spawn("jobs", *jobs().command)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that GAOXIN_CHROMIUM names."""
    path = os.environ.get("GAOXIN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        if os.environ.get("CI"):
            raise RuntimeError("Chromium is not installed (apt-get install chromium)")
        pytest.skip("Chromium is not installed (apt-get install chromium)")
    flags = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as tool:
        chromium = tool.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def entered(live: Site, browser: Browser) -> Callable[[str], dict[str, object]]:
    """The cookies of somebody logged in, by role or login; each logs in once."""
    kept: dict[str, dict[str, object]] = {}

    def once(role: str) -> dict[str, object]:
        login = ROLES.get(role, role)
        if login not in kept:
            kept[login] = enter(live, browser, login)
        return kept[login]

    return once


@pytest.fixture
def page_as(
    live: Site, browser: Browser, entered: Callable[[str], dict[str, object]]
) -> Iterator[Callable[..., Page]]:
    """Opens pages as a role (None: a visitor); at the end of the test nothing may have gone wrong in them."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_(role: str | None, lang: str = "zh", *, dark: bool = False, width: int = 1440) -> Page:
        context = browser.new_context(
            base_url=live.address,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            locale="zh-CN" if lang == "zh" else "en-GB",
            storage_state=entered(role) if role else None,  # type: ignore[arg-type]
            has_touch=width < 600,
        )
        context.set_default_timeout(10_000)
        _choose(context, live, lang, dark)
        contexts.append(context)
        page = context.new_page()
        watches.append(Watch(page))
        return page

    yield open_
    for context in contexts:
        context.close()
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """The rules of WCAG 2.2 A and AA that a page breaks, with the elements that do."""
    script = (VENDOR / "axe.min.js").read_text(encoding="utf-8")

    def check(page: Page) -> list[str]:
        page.evaluate(script)
        found = page.evaluate(
            "() => axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
            " 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r => r.violations)"
        )
        return [f"{v['id']}: {' | '.join(n['html'][:160] for n in v['nodes'][:5])}" for v in found]

    return check


def enter(live: Site, browser: Browser, login: str) -> dict[str, object]:
    """The cookies of a person of the demo zone after the login page."""
    context = browser.new_context(base_url=live.address)
    page = context.new_page()
    page.goto("/access/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORDS[login])
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    state = context.storage_state()
    context.close()
    return dict(state)


def _choose(context: BrowserContext, live: Site, lang: str, dark: bool) -> None:
    chosen = {"django_language": "zh-hans" if lang == "zh" else "en", "theme": "dark" if dark else "light"}
    context.add_cookies([{"name": k, "value": v, "url": live.address} for k, v in chosen.items()])
