"""A briefing is written, frozen by one person and published by another; it leaves as PDF."""

import io
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.doing import agree, saved


def test_a_briefing_is_frozen_and_published(page_as: Callable[..., Page], tmp_path: Path) -> None:
    writer, leader = page_as("statistician"), page_as("leader", "en")
    writer.goto("/briefings/")
    writer.get_by_role("button", name="编写新一期").click()
    writer.wait_for_url("**/briefings/*/")
    text = writer.locator(".briefing p").first.inner_text()
    agree(writer, writer.get_by_role("button", name="数字定稿"))
    expect(writer.get_by_text("数字摘要")).to_be_visible()
    expect(writer.get_by_role("button", name="签发")).to_have_count(0)
    leader.goto(writer.url)
    agree(leader, leader.get_by_role("button", name="Publish"))
    expect(leader.get_by_text("Published by")).to_be_visible()
    writer.reload()
    file = saved(writer, writer.get_by_role("link", name="PDF"), tmp_path)
    printed = "".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read_bytes())).pages)
    assert "".join(text.split())[:20] in "".join(printed.split())


def test_a_leader_goes_from_a_tile_to_the_source(page_as: Callable[..., Page]) -> None:
    page = page_as("leader", "en", dark=True, width=390)
    page.goto("/")
    tile = page.locator(".tiles .tile").first
    shown = tile.locator(".figure-value").first.inner_text()
    tile.locator("a.figure-value").click()
    expect(page.locator(".step .figure-value").first).to_contain_text(shown)
    page.locator("#rows ~ *, section[aria-labelledby=rows]").locator(
        "a[href*='/data/sources/']"
    ).first.click()
    expect(page.locator("main h1")).to_be_visible()
    assert "/data/sources/" in page.url
