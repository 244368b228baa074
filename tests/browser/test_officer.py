"""An officer brings a messy sheet in, finds who is one step away from 高企, and takes the list out."""

import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from gaoxin.center.demo import write
from tests.browser.doing import agree, press, saved, tab_to, words

ONE_STEP = "/policy/p/cn.hnte.recognition/firms/one_step/"
FIRMS = 60


def messy(path: Path, seed: int) -> Path:
    """A sheet as offices keep it: wrong codes, figures in words, and a heading that nobody else uses."""
    write(path, count=FIRMS, seed=seed)
    book = openpyxl.load_workbook(path)
    page = book.worksheets[1]
    places = {cell.value: cell.column for cell in page[2]}
    page.cell(2, places["科技人员数（人）"]).value = f"在岗科技人数{seed}"
    page.cell(4, places["统一社会信用代码"]).value = "91990171MAXXXXXXXX"
    page.cell(5, places["营业收入（万元）"]).value = "约三千"
    book.save(path)
    return path


@pytest.mark.parametrize(("lang", "dark", "width"), [("zh", False, 1440), ("en", True, 390)])
def test_an_officer_imports_a_messy_sheet(
    page_as: Callable[..., Page], worker: None, tmp_path: Path, lang: str, dark: bool, width: int
) -> None:
    page = page_as("service", lang, dark=dark, width=width)
    page.goto("/data/imports/")
    say = words(page)
    page.locator("main a[href='/data/imports/new/']").first.click()
    page.set_input_files("#file", messy(tmp_path / "企业.xlsx", seed=width))
    page.fill("#valid_from", "2025-12-31")
    page.get_by_role("button", name=say("上传并预览", "Upload and preview")).click()
    start = page.get_by_role("button", name=say("确认导入", "Import"), exact=True)
    expect(start).to_be_visible(timeout=30_000)
    expect(page.locator("[aria-labelledby=faults] tbody tr")).not_to_have_count(0)
    choice = page.locator(f"select[name='column:在岗科技人数{width}']")
    choice.select_option("sci_tech_staff")
    page.get_by_role("button", name=say("按新的含义重新读取", "Read again with these meanings")).click()
    expect(choice).to_have_count(0, timeout=30_000)
    expect(start).to_be_visible(timeout=30_000)
    start.click()
    expect(page.locator(".note.tone-green")).to_contain_text(say("已导入", "Imported"), timeout=30_000)
    refused = saved(
        page, page.get_by_role("link", name=say("下载未通过的行", "Download the refused rows")), tmp_path
    )
    assert openpyxl.load_workbook(refused).worksheets[0].max_row > 1
    agree(page, page.get_by_role("button", name=say("撤销这次导入", "Take this import back")))
    expect(page.locator(".note.tone-grey")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(("lang", "dark", "width"), [("zh", True, 1440), ("en", False, 390)])
def test_an_officer_takes_out_who_is_one_step_away(
    page_as: Callable[..., Page], tmp_path: Path, lang: str, dark: bool, width: int
) -> None:
    page = page_as("service", lang, dark=dark, width=width)
    page.goto("/")
    page.locator(f"a[href='{ONE_STEP}']").first.click()
    say = words(page)
    shown = page.locator("tbody tr th").all_inner_texts()
    told = page.locator(".listing-foot p").inner_text()
    assert str(len(shown)) in re.findall(r"\d+", told)[-1]
    page.locator(".listing-tools summary").last.click()
    page.fill("input[name=purpose]", say("走访辅导", "Visits"))
    book = openpyxl.load_workbook(saved(page, page.locator("button[value=xlsx]"), tmp_path))
    heads = [cell.value for cell in book.worksheets[0][1]]
    assert heads[0] == say("企业", "Firm")
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == shown
    first = page.locator("tbody tr").first.locator("td").all_inner_texts()
    assert book.worksheets[0].cell(2, 2).value == first[0].strip()
    page.keyboard.press("Escape")
    page.locator("tbody tr th a").first.click()
    expect(page.get_by_text(say("逐条结论", "Condition by condition"))).to_be_visible()


def test_an_officer_needs_no_mouse(page_as: Callable[..., Page], tmp_path: Path) -> None:
    """From the login page to the list in a file, by Tab, Enter, Space and letters."""
    page = page_as(None)
    page.goto("/access/login/")
    page.keyboard.type("service")
    page.keyboard.press("Tab")
    page.keyboard.type("service-Right-horse-7")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    press(page, page.locator(f"main a[href='{ONE_STEP}']").first)
    page.wait_for_url(f"**{ONE_STEP}")
    press(page, page.locator(".listing-tools summary").last)
    tab_to(page, page.locator("input[name=purpose]"))
    page.keyboard.type("走访")
    tab_to(page, page.locator("button[value=xlsx]"))
    with page.expect_download() as told:
        page.keyboard.press("Space")
    assert told.value.suggested_filename.endswith(".xlsx")
