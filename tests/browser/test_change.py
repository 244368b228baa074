"""A threshold is changed: weighed, proposed by one officer, approved by another, and in the library."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.doing import agree

POLICY = "yunchuan.canteen_shuttle"


def test_a_change_needs_a_second_person(page_as: Callable[..., Page]) -> None:
    first, second = page_as("service"), page_as("service2", "en", dark=True)
    first.goto(f"/policy/p/{POLICY}/")
    first.get_by_role("link", name="修改与测算").click()
    number = first.locator("input[name^='n:']").first
    old = number.input_value()
    new = old.replace(old.rstrip("万元人%年家"), str(int("".join(filter(str.isdigit, old)) or 0) + 7))
    number.fill(new)
    first.fill("#number", "云高管〔2026〕99号")
    first.fill("#title", "关于调整补贴标准的通知")
    first.get_by_role("button", name="测算影响").click()
    expect(first.get_by_role("heading", name="测算结果")).to_be_visible()
    first.fill("#reason", "食堂成本上升")
    first.get_by_role("button", name="提交审批").click()
    first.wait_for_url("**/policy/changes/")
    first.locator("tbody tr a").first.click()
    first.wait_for_url("**/changes/*/")
    expect(first.get_by_role("button", name="撤回")).to_be_visible()
    expect(first.get_by_role("button", name="批准并发布")).to_have_count(0)
    second.goto(first.url)
    expect(second.locator("ins", has_text=new.rstrip("万元人%年家")).first).to_be_visible()
    agree(second, second.get_by_role("button", name="Approve and publish"))
    expect(second.locator(".page-subtitle")).to_contain_text("decided by")
    first.goto(f"/policy/p/{POLICY}/")
    expect(first.get_by_text("云高管〔2026〕99号").first).to_be_visible()
    first.goto("/policy/changes/")
    expect(first.locator("tbody tr").first).to_contain_text("园区食堂")
