"""What people do in a page: read in their language, agree to a question, go by the keys alone."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

MOST_TABS = 120
"""Stops of the Tab key within which everything must be reached."""


def words(page: Page) -> Callable[[str, str], str]:
    """Chooses between Chinese and English as the page is written."""
    lang = page.locator("html").get_attribute("lang") or ""
    return lambda zh, en: zh if lang.startswith("zh") else en


def agree(page: Page, button: Locator) -> None:
    """Press a button that asks back, and say yes."""
    button.click()
    page.locator("dialog[open] button[value=yes]").click()


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """Press what downloads a file; where it lies."""
    with page.expect_download() as told:
        button.click()
    return kept(told.value.suggested_filename, told.value.save_as, folder)


def kept(name: str, save: Callable[[Path], None], folder: Path) -> Path:
    """Save a download under its own name."""
    save(folder / name)
    return folder / name


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the focus is there and can be seen."""
    expect(goal).to_be_visible()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if goal.evaluate("one => one === document.activeElement"):
            assert goal.evaluate(FOCUS), "the focus cannot be seen"
            return
    raise AssertionError(f"not reached by Tab: {goal}")


FOCUS = """one => { const look = getComputedStyle(one);
  return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) > 0 || look.boxShadow !== 'none'; }"""


def press(page: Page, goal: Locator) -> None:
    """Go to a link or button by Tab and press Enter."""
    tab_to(page, goal)
    page.keyboard.press("Enter")
