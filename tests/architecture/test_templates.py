"""Templates: two languages, nothing inline, only addresses and icons that exist."""

import re
from pathlib import Path

import pytest

from tests.architecture.scenes import SRC, TEMPLATES

CJK = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
TAG = re.compile(r"{%\s*t\s")
VALUE = r"""(?:"[^"]*"|'[^']*'|%(?!})|[^%"'\s])+"""
WORDING = r"""(?:"([^"]*)"|'([^']*)')"""
SAID = re.compile(rf"{{%\s*t\s+{WORDING}\s+{WORDING}(?:\s+(?:as\s+\w+|\w+={VALUE}))*\s*%}}")
DATA = re.compile(r'\svalue="[^"]*"')
LOGIC = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.S)
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}", re.S)
INLINE = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)"),
    "a style element": re.compile(r"<style\b"),
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a handler": re.compile(r"\son[a-z]+\s*="),
    "hx-on": re.compile(r"\shx-on"),
    "a script address": re.compile(r"javascript:"),
    "a file of another host": re.compile(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=.https?:"),
}
URL = re.compile(r"""{%\s*url\s+["']([^"']+)["']""")
ICON = re.compile(r"""{%\s*icon\s+["']([^"']+)["']""")
EXTENDS = '{% extends "frame/base.html" %}'


@pytest.fixture(params=TEMPLATES, ids=lambda p: str(p.relative_to(SRC)))
def template(request: pytest.FixtureRequest) -> Path:
    return request.param


def read(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def test_both_languages_are_given(template: Path) -> None:
    text = read(template)
    said = [(zh or zh_, en or en_) for zh, zh_, en, en_ in SAID.findall(text)]
    assert len(said) == len(TAG.findall(text)), "a t tag without two wordings in quotes"
    assert [pair for pair in said if not all(part.strip() for part in pair)] == []
    assert [en for zh, en in said if CJK.search(en) and zh != en] == []


def test_no_chinese_stands_outside_of_the_tag(template: Path) -> None:
    rest = DATA.sub("", LOGIC.sub("", SAID.sub("", read(template))))
    assert [line.strip() for line in rest.splitlines() if CJK.search(line)] == []


def test_nothing_is_inline(template: Path) -> None:
    text = LOGIC.sub("", read(template))
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


def test_icons_exist(template: Path) -> None:
    sprite = (SRC / "frame/static/vendor/icons.svg").read_text(encoding="utf-8")
    assert [name for name in ICON.findall(read(template)) if f'id="{name}"' not in sprite] == []


def test_a_page_has_one_heading(template: Path) -> None:
    text = read(template)
    if EXTENDS in text and "{% block head %}" not in text:
        assert "<h1" not in text, "the title is the heading; override the block head to set another"


def names() -> set[str]:
    from gaoxin.config.urls import urlpatterns

    found: set[str] = set()
    for pattern in urlpatterns:
        space = getattr(pattern, "namespace", None)
        inner = getattr(pattern, "url_patterns", [pattern])
        found |= {f"{space}:{p.name}" if space else str(p.name) for p in inner if getattr(p, "name", None)}
    return found


def test_addresses_exist(template: Path) -> None:
    asked = {name for name in URL.findall(read(template)) if not name.startswith("api-")}
    assert asked - names() == set()


def test_menus_lead_to_pages_and_have_icons() -> None:
    from gaoxin.frame.discover import scenes

    sprite = (SRC / "frame/static/vendor/icons.svg").read_text(encoding="utf-8")
    links = [link for scene in scenes() for link in scene.menu]
    assert {link.page for link in links} - names() == set()
    assert [link.icon for link in links if f'id="{link.icon}"' not in sprite] == []
    assert [link.page for link in links if not link.title.en] == []
