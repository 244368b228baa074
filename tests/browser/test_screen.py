"""The cockpit on a wall and on a phone: nothing cut off, nothing beside the screen, fresh figures without a reload."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

CUT = """() => [...document.querySelectorAll('.wall .card, .wall main, .wall .wall-head, .wall td, .wall th')]
  .filter(one => one.clientHeight && (one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1))
  .map(one => `${one.tagName}.${one.className} ${one.scrollWidth}x${one.scrollHeight} in ${one.clientWidth}x${one.clientHeight}: ${one.textContent.trim().slice(0, 60)}`)"""
SMALL = """() => [...document.querySelectorAll('main a, main button, main select')].map(one => [one.textContent.trim().slice(0, 20), one.getBoundingClientRect()])
  .filter(([_, box]) => box.width && (box.height < 24 && box.width < 24)).map(([name]) => name)"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_wall_holds_everything(page_as: Callable[..., Page], lang: str) -> None:
    page = page_as("leader", lang, width=1920)
    page.goto("/wall/")
    zones = page.locator("button[name=zone]")
    for zone in range(zones.count()):
        zones.nth(zone).click()
        page.wait_for_url("**/wall/")
        expect(page.locator("[data-clock]")).to_have_text(re.compile(r"^\d\d:\d\d$"))
        panels = page.locator("[data-rotate] > *").count()
        for _ in range(panels):
            assert page.evaluate(CUT) == []
            size = page.evaluate(
                "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
            )
            assert size == [1920, 1080]
            if panels > 1:
                page.locator(".pager button").last.click()
    zones.first.click()


def test_the_wall_renews_itself_where_it_stands(page_as: Callable[..., Page]) -> None:
    page = page_as("leader", width=1920)
    page.clock.install()
    page.goto("/wall/")
    page.evaluate(
        "document.body.dataset.mine = 'kept'; document.querySelector('#wall-tiles .figure-value').textContent = 'old'"
    )
    page.clock.fast_forward(61_000)
    expect(page.locator("#wall-tiles .figure-value").first).not_to_have_text("old")
    assert page.evaluate("document.body.dataset.mine") == "kept"
    expect(page.locator("[data-stale]")).to_be_hidden()
    assert page.locator(".watermark span").count() > 10


def test_a_phone_shows_two_tiles_a_row(page_as: Callable[..., Page]) -> None:
    page = page_as("leader", width=390)
    page.goto("/")
    boxes = [tile.bounding_box() for tile in page.locator(".tiles").first.locator(".tile").all()]
    rows = {round(box["y"]) for box in boxes if box}
    assert len(boxes) == 6 and len(rows) == 3
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(SMALL) == []


def test_lights_narrow_and_a_figure_opens(page_as: Callable[..., Page]) -> None:
    page = page_as("leader")
    page.goto("/")
    page.locator("#lights .btn-list a").nth(1).click()
    expect(page.locator("#lights tbody tr")).to_have_count(3)
    page.locator("#lights tbody a").first.click()
    expect(page.locator("#rows")).to_be_visible()
    page.locator("table a[href*='/data/sources/']").first.click()
    expect(page.locator("h1")).to_be_visible()
