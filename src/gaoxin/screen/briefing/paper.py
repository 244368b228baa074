"""The briefing as a PDF with embedded fonts, typeset by Typst from a template and JSON."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import typst

from gaoxin.base.result import Refused
from gaoxin.base.text import Language, Text
from gaoxin.screen.briefing.references import PARTS, UNKNOWN
from gaoxin.screen.queries.briefing import BriefingView
from gaoxin.screen.queries.wording import cited

TEMPLATE = Path(__file__).with_name("paper.typ")
BODY = (
    "FangSong_GB2312", "FangSong", "STFangsong", "FZFangSong-Z02", "Noto Serif CJK SC", "Source Han Serif SC",
    "Songti SC", "SimSun", "Noto Sans CJK SC", "AR PL UMing CN",
)  # fmt: skip
HEAD = (
    "SimHei", "STHeiti", "Heiti SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", *BODY,
)  # fmt: skip
NO_FONT = Text("服务器上没有中文字体，不能生成 PDF", "the server has no Chinese font, so no PDF can be made")
INSTALL = Text(
    "请安装字体包后重试：Debian、Ubuntu、麒麟为 fonts-noto-cjk，"
    "openEuler、Fedora 为 google-noto-serif-cjk-fonts；或先用打印页",
    "install a font package and try again: fonts-noto-cjk on Debian, Ubuntu and Kylin, google-noto-serif-cjk-fonts on "
    "openEuler and Fedora; or use the page for printing",
)
TITLES = (
    Text("指标", "Indicator"), Text("时期", "Period"), Text("数值", "Value"), Text("目标", "Target"),
    Text("完成率", "Done"), Text("来源", "Source"),
)  # fmt: skip


def pdf(view: BriefingView, zone: Text, mark: str, language: Language) -> bytes:
    """The whole briefing with a table of its figures and sources. Raises Refused where no Chinese font is found."""
    given = json.dumps(_content(view, zone, mark, language), ensure_ascii=False)
    made: bytes = typst.compile(TEMPLATE.read_bytes(), sys_inputs={"data": given}, format="pdf")
    return made


@cache
def families() -> frozenset[str]:
    """The fonts of this machine."""
    return frozenset(typst.Fonts().families())


def _fonts() -> dict[str, list[str]]:
    body, head = ([name for name in wanted if name in families()] for wanted in (BODY, HEAD))
    if not body:
        raise Refused(NO_FONT, INSTALL)
    return {"body": body[:1], "head": head[:1]}


def _content(view: BriefingView, zone: Text, mark: str, language: Language) -> dict[str, Any]:
    day = view.row.published_at or view.frozen_at or view.row.made_at
    return {
        "fonts": _fonts(),
        "lang": language,
        "region": "cn" if language == "zh" else "gb",
        "title": f"{zone.in_(language)}{'' if language == 'zh' else ': '}{view.row.title.in_(language)}",
        "issue": view.row.issue.in_(language),
        "issuer": view.issuer.in_(language),
        "date": f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day:%d %B %Y}",
        "mark": mark or (view.row.state_name.in_(language) if view.row.state != "published" else ""),
        "parts": [{"title": part.title, "paragraphs": part.paragraphs} for part in view.parts],
        "table": _table(view, language),
    }


def _table(view: BriefingView, language: Language) -> dict[str, Any]:
    note = Text(f"数字摘要（SHA-256）：{view.digest}", f"Digest of the figures (SHA-256): {view.digest}")
    return {
        "title": Text("附：所用数字与来源", "Annex: figures and sources").in_(language),
        "head": [title.in_(language) for title in TITLES],
        "rows": _rows(view, language),
        "note": note.in_(language) if view.digest else "",
    }


def _rows(view: BriefingView, language: Language) -> Sequence[Sequence[str]]:
    unknown = UNKNOWN.in_(language)
    return [
        [
            f.name.in_(language),
            f.period.in_(language),
            PARTS[""](f, language) or unknown,
            PARTS["target"](f, language) or "",
            f.done or "",
            _sources([(row.publisher, row.title) for row in f.rows if row.kind != "target"], language),
        ]
        for f in view.figures
    ]


def _sources(documents: Sequence[tuple[Text, str]], language: Language) -> str:
    """The first and the last document of a row of them."""
    found = list(dict.fromkeys(cited(publisher, title).in_(language) for publisher, title in documents))
    if len(found) <= 2:
        return Text("；", "; ").in_(language).join(found)
    more = Text(f" 等 {len(found)} 份", f" and others, {len(found)} in all").in_(language)
    return found[-1] + more
