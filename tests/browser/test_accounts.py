"""Three administrators apart: one makes an account, one grants a role, one reads what all did."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.doing import saved

NEW = "Quiet-river-42-lantern"


def test_a_new_person_comes_in(page_as: Callable[..., Page], tmp_path: Path) -> None:
    system, security, person, auditor = (
        page_as(who, lang)
        for who, lang in (("system_admin", "en"), ("security_admin", "zh"), (None, "zh"), ("auditor", "en"))
    )
    system.goto("/access/people/")
    system.locator("a[href='/access/people/new/']").click()
    system.fill("#name", "丁一")
    system.fill("#login", "dingyi")
    system.get_by_role("button", name="Create").click()
    password = system.locator("#first-password").inner_text()
    system.get_by_role("link", name="Done").click()
    expect(system.get_by_role("link", name="Grant a role")).to_have_count(0)
    security.goto(system.url.removeprefix(system.url.split("/access")[0]))
    security.get_by_role("link", name="授予角色").click()
    security.select_option("#role", "service")
    security.select_option("#zone", "yunchuan")
    security.fill("#valid_from", "2026-01-01")
    for reason in security.locator("#reason").all():
        reason.fill("新到岗")
    security.get_by_role("button", name="授予").click()
    expect(security.locator("tbody").first).to_contain_text("有效")
    enter(person, "dingyi", password)
    expect(person.locator("#new")).to_be_visible()
    person.goto("/policy/")
    expect(person.locator("#new")).to_be_visible()
    person.fill("#password", password)
    person.fill("#new", NEW)
    person.fill("#again", NEW)
    person.get_by_role("button", name="保存新密码").click()
    person.wait_for_url(lambda url: "password" not in url)
    person.goto("/data/firms/")
    person.locator(".listing-tools summary").last.click()
    person.fill("input[name=purpose]", "入企走访")
    saved(person, person.locator("button[value=csv]"), tmp_path)
    auditor.goto("/access/exports/")
    row = auditor.locator("tbody tr").first
    expect(row).to_contain_text("丁一")
    expect(row).to_contain_text("入企走访")
    auditor.goto("/access/log/")
    auditor.get_by_role("button", name="Check the whole log").click()
    expect(auditor.locator("main")).not_to_contain_text("Not checked yet")


def enter(page: Page, login: str, password: str) -> None:
    """Log in by the form."""
    page.goto("/access/login/")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
