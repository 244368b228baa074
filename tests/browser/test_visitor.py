"""A visitor does 测一测 without a mouse, stops when they like, and sees why."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import press, tab_to, words


@pytest.mark.parametrize(("lang", "dark", "width"), [("en", False, 390), ("zh", True, 1440)])
def test_a_visitor_asks_by_keyboard(page_as: Callable[..., Page], lang: str, dark: bool, width: int) -> None:
    page = page_as(None, lang, dark=dark, width=width)
    page.goto("/policy/quiz/")
    say = words(page)
    press(page, page.locator("a[href='/policy/quiz/yunchuan/']"))
    page.wait_for_url("**/quiz/yunchuan/")
    for _ in range(6):
        answer(page)
    press(page, page.locator("main a[href$='/result/']"))
    page.wait_for_url("**/result/")
    expect(page.locator("main h1")).to_have_text(say("测一测结果", "Your result"))
    summaries = page.locator("main details:not([open]) > summary")
    if summaries.count():
        press(page, summaries.first)
    press(page, page.locator("main a[href*='/why/']:visible").first)
    page.wait_for_url("**/why/**")
    expect(page.locator("[aria-labelledby=lines] li")).not_to_have_count(0)


def answer(page: Page) -> None:
    """Answer what is asked, whatever it is; of an industry say that one does not know."""
    asked = page.locator("main h1").inner_text()
    yes, number = page.locator("button[name=value][value=true]"), page.locator("input#value")
    if yes.count():
        press(page, yes)
    elif number.count():
        tab_to(page, number)
        dated = number.get_attribute("inputmode") == "text" and not page.locator(".input-group-text").count()
        page.keyboard.type("2019-05-01" if dated else "60")
        page.keyboard.press("Enter")
    else:
        press(page, page.locator("button[name=as][value=unknown]"))
    expect(page.locator("main h1")).not_to_have_text(asked)


def test_nothing_of_the_answers_is_kept(page_as: Callable[..., Page]) -> None:
    """Clearing leaves no cookie that holds them."""
    page = page_as(None)
    page.goto("/policy/quiz/yunchuan/")
    answer(page)
    before = {cookie["name"] for cookie in page.context.cookies()}
    page.goto("/policy/quiz/")
    page.get_by_role("button", name="清除之前的回答").click()
    expect(page.locator("[role=status]")).to_be_visible()
    assert len({cookie["name"] for cookie in page.context.cookies()}) < len(before)
