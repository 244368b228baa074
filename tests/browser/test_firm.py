"""A firm reads its result, takes the decision with it, states what is missing and disputes what is wrong."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.doing import agree, saved, words

LOOKS = [("zh", False, 1440), ("en", True, 390)]


@pytest.mark.parametrize(("lang", "dark", "width"), LOOKS)
def test_a_firm_takes_a_decision_that_verifies(
    page_as: Callable[..., Page], tmp_path: Path, lang: str, dark: bool, width: int
) -> None:
    page = page_as("enterprise", lang, dark=dark, width=width)
    page.goto("/policy/mine/")
    say = words(page)
    expect(page.locator("[aria-labelledby=can] li")).not_to_have_count(0)
    page.locator("[aria-labelledby=can] li a").first.click()
    expect(page.locator("[aria-labelledby=lines] li")).not_to_have_count(0)
    file = saved(
        page, page.get_by_role("link", name=say("下载决定文件", "Download the decision file")), tmp_path
    )
    assert verified(file).returncode == 0, verified(file).stderr
    raw = file.read_bytes()
    changed = raw.replace(b'"eligible"', b'"ineligible"', 1)
    assert changed != raw
    file.write_bytes(changed)
    assert verified(file).returncode == 1


def verified(file: Path) -> subprocess.CompletedProcess[str]:
    """What `gaoxin decision verify` says of a file."""
    command = [
        sys.executable,
        "-m",
        "gaoxin.cli",
        "decision",
        "verify",
        str(file),
        "--pack",
        "national",
        "--pack",
        "demo",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_firm_states_what_is_missing(page_as: Callable[..., Page]) -> None:
    page = page_as("enterprise", "en", width=390)
    page.goto("/policy/mine/")
    asked = page.locator("[aria-labelledby=next-title] p").first.inner_text()
    page.get_by_role("link", name="State it now").first.click()
    page.fill("#value", "abc")
    page.fill("#valid_from", "2025-12-31")
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    page.fill("#value", "45")
    page.get_by_role("button", name="Hand in").click()
    page.goto("/policy/mine/")
    expect(page.locator("[aria-labelledby=next-title] p").first).not_to_have_text(asked)


def test_a_firm_disputes_a_value_and_the_officer_decides(
    page_as: Callable[..., Page], tmp_path: Path
) -> None:
    firm, officer = page_as("enterprise"), page_as("service", "en")
    firm.goto("/data/own/")
    firm.locator("#fact-total_assets, #fact-assets_total").first.get_by_role("link", name="提出异议").click()
    paper = tmp_path / "审计报告.pdf"
    paper.write_bytes(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    firm.fill("#value", "4321")
    firm.fill("#reason", "与审计报告不一致")
    firm.set_input_files("#papers", paper)
    firm.get_by_role("button", name="提交异议").click()
    expect(firm.get_by_text("与审计报告不一致")).to_be_visible()
    officer.goto("/data/disputes/")
    officer.locator("tbody a").first.click()
    expect(officer.get_by_text("与审计报告不一致")).to_be_visible()
    assert (
        saved(officer, officer.get_by_role("link", name="审计报告.pdf"), tmp_path)
        .read_bytes()
        .startswith(b"%PDF")
    )
    officer.fill("#answer", "已核对审计报告")
    agree(officer, officer.get_by_role("button", name="Accept", exact=True))
    expect(officer.locator(".page-subtitle .badge").first).to_contain_text("ccepted")
    firm.goto("/data/own/")
    expect(firm.locator("#fact-total_assets, #fact-assets_total").first).to_contain_text("4,321")
