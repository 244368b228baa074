"""The briefing: filled from the cockpit, frozen with sources, published by somebody else, on paper."""

import io
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.models import Event, Zone
from gaoxin.screen import actions
from gaoxin.screen.briefing import paper, references
from gaoxin.screen.briefing.frozen import capture, digest, restored, stored
from gaoxin.screen.briefing.sheet import workbook
from gaoxin.screen.models import Briefing
from gaoxin.screen.queries.briefing import briefing_view, period_of
from gaoxin.screen.tests.conftest import revise

Actors = Callable[..., Actor]


@pytest.fixture
def writer(actor_as: Actors, figured: Zone) -> Actor:
    return actor_as("statistician")


@pytest.fixture
def draft(writer: Actor, figured: Zone) -> Briefing:
    return actions.make_draft(actor=writer, zone=figured)


def read(briefing: Briefing, language: str = "zh") -> str:
    view = briefing_view(briefing.zone, briefing.pk, language)  # type: ignore[arg-type]
    assert view
    return "\n".join(line for part in view.parts for line in (part.title, *part.paragraphs))


def test_a_draft_is_written_from_the_figures(draft: Briefing) -> None:
    text = read(draft)
    assert (
        "地区生产总值1,004.9亿元（2026年前三季度），同比增长7.6%，完成年度目标1,362.3亿元的73.8%，落后时间进度 1.2 个百分点。"
        in text
    )
    assert "3项任务亮红灯，5项亮黄灯" in text
    assert "增速最高的是进出口总额，同比增长9.3%；最低的是固定资产投资，同比增长1.1%。" in text
    assert "责任部门：智能装备园服务中心" in text and "{" not in text
    english = read(draft, "en")
    assert (
        "Gross domestic product: 1,004.9 100m yuan (Q1–Q3 2026), up 7.6% on the year" in english
        and "{" not in english
    )
    assert not any("一" <= letter <= "鿿" for letter in english), "English has no Chinese left in it"


def test_frozen_figures_do_not_follow_the_data(draft: Briefing, writer: Actor, figured: Zone) -> None:
    revise(figured, "trade", "2026-10", "1")
    before = read(draft)
    actions.freeze(actor=writer, zone=figured, key=draft.pk)
    draft.refresh_from_db()
    assert read(draft) == before and draft.digest == digest(draft.figures)
    revise(figured, "trade", "2026-10", "999999")
    view = briefing_view(figured, draft.pk, "zh")
    assert view and read(draft) == before
    changes = {change.name.zh: change for change in view.changes}
    assert set(changes) == {"进出口总额"} and changes["进出口总额"].then != changes["进出口总额"].now


def test_frozen_figures_name_their_documents(draft: Briefing, writer: Actor, figured: Zone) -> None:
    frozen = actions.freeze(actor=writer, zone=figured, key=draft.pk)
    figures = {f.key: f for f in restored(frozen.figures)}
    rows = figures["industrial_output"].rows
    months = [int(r.value) for r in rows if r.kind == "level"]
    assert len(months) == 9 and f"{sum(months) / 10_000:,.1f}" == figures["industrial_output"].value
    assert all(r.title and r.publisher.zh and r.published for f in figures.values() for r in f.rows)
    assert stored(tuple(figures.values())) == frozen.figures
    assert Event.objects.latest("pk").kind == "briefing.freeze"


def test_somebody_else_publishes(draft: Briefing, writer: Actor, figured: Zone, actor_as: Actors) -> None:
    leader = actor_as("leader")
    with pytest.raises(Refused, match="状态"):
        actions.publish(actor=leader, zone=figured, key=draft.pk)
    with pytest.raises(PermissionDenied):
        actions.publish(actor=writer, zone=figured, key=draft.pk)
    actions.freeze(actor=leader, zone=figured, key=draft.pk)
    with pytest.raises(Refused, match="不能自己签发"):
        actions.publish(actor=leader, zone=figured, key=draft.pk)
    other = actor_as("leader")
    actions.publish(actor=other, zone=figured, key=draft.pk)
    draft.refresh_from_db()
    assert (draft.state, draft.published_by) == ("published", other.person)
    with pytest.raises(Refused):
        actions.edit(actor=writer, zone=figured, key=draft.pk, texts={"next": Text("改", "change")})


def test_the_table_itself_refuses_one_hand(draft: Briefing) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Briefing.objects.filter(pk=draft.pk).update(published_by=draft.made_by)


def test_tampered_figures_are_not_published(
    draft: Briefing, writer: Actor, figured: Zone, actor_as: Actors
) -> None:
    frozen = actions.freeze(actor=writer, zone=figured, key=draft.pk)
    frozen.figures[0]["value"] = "9,999.9"
    frozen.save(update_fields=["figures"])
    with pytest.raises(Refused, match="摘要不符"):
        actions.publish(actor=actor_as("leader"), zone=figured, key=draft.pk)


def test_numbers_by_reference_are_the_frozen_ones(draft: Briefing, writer: Actor, figured: Zone) -> None:
    actions.freeze(actor=writer, zone=figured, key=draft.pk)
    revise(figured, "trade", "2026-10", "1")
    texts = {"next": Text("进出口 {trade}，{trade.change}。", "Trade {trade}, {trade.change}.")}
    actions.edit(actor=writer, zone=figured, key=draft.pk, texts=texts)
    assert "进出口 550.9亿元，同比增长9.3%。" in read(draft)
    assert "Trade 550.9 100m yuan, up 9.3% on the year." in read(draft, "en")


@pytest.mark.parametrize("wrong", ["{gpd}", "{gdp.sum}", "{}", "{gdp.__class__}"])
def test_a_reference_to_nothing_is_refused(draft: Briefing, writer: Actor, figured: Zone, wrong: str) -> None:
    with pytest.raises(Refused, match="没有的指标"):
        actions.edit(actor=writer, zone=figured, key=draft.pk, texts={"next": Text(f"见{wrong}", "x")})


def test_what_is_not_known_is_said(figured: Zone, draft: Briefing) -> None:
    figures = {f.key: f for f in capture(figured, period_of(draft))}
    assert references.filled("{industrial_value_added_growth.target}", figures, "zh") == "缺数据"


def test_refused_text_is_shown_again(draft: Briefing, client_as: Callable[..., Client]) -> None:
    given = {"next-zh": "写了很多 {gpd}", "next-en": "much {gdp}"}
    answer = client_as("statistician").post(f"/briefings/{draft.pk}/edit/", given)
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and "写了很多 {gpd}" in page and "{gpd}" in page and 'role="alert"' in page
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", "云川高新区经济运行情况半月报"), ("en", "Fortnightly briefing on the economy")],
)
def test_the_pdf_holds_text_and_fonts(draft: Briefing, figured: Zone, language: str, told: str) -> None:
    view = briefing_view(figured, draft.pk, language)  # type: ignore[arg-type]
    assert view
    pages = PdfReader(io.BytesIO(paper.pdf(view, figured.name, "", language))).pages  # type: ignore[arg-type]
    text = "".join(page.extract_text() for page in pages).replace(" ", "").replace("\n", "")
    assert told.replace(" ", "") in text and "1,004.9" in text
    assert (round(float(pages[0].mediabox.width)), round(float(pages[0].mediabox.height))) == (595, 842)
    fonts = [f.get_object() for page in pages for f in page["/Resources"]["/Font"].values()]  # type: ignore[index,union-attr]
    below = [d.get_object()["/FontDescriptor"] for f in fonts for d in f["/DescendantFonts"]]
    assert below and all({"/FontFile", "/FontFile2", "/FontFile3"} & set(d) for d in below)


def test_without_a_chinese_font_the_page_says_what_to_install(
    draft: Briefing, client_as: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "families", frozenset)
    page = client_as("leader").get(f"/briefings/{draft.pk}/briefing.pdf", follow=True).content.decode()
    assert "fonts-noto-cjk" in page


def test_the_workbook_holds_figures_and_sources(draft: Briefing, figured: Zone) -> None:
    view = briefing_view(figured, draft.pk, "zh")
    assert view
    book = load_workbook(io.BytesIO(workbook(view, "zh")))
    cells = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert {"1,004.9", "{gdp}", "云川高新区2026年9月主要经济指标月报", "2026-10-18"} <= cells


def test_a_zone_of_printed_figures_says_why_not(
    jinan: Zone, client_as: Callable[..., Client], actor_as: Actors
) -> None:
    from gaoxin.center.models import Membership

    actor = actor_as("leader")
    Membership.objects.create(person=actor.person, role="leader", zone=jinan)
    from gaoxin.center.actor import actor_of

    with pytest.raises(Refused, match="还没有月度指标"):
        actions.make_draft(actor=actor_of(actor.person), zone=jinan)  # type: ignore[arg-type]


def test_pages_of_a_briefing(draft: Briefing, client_as: Callable[..., Client], figured: Zone) -> None:
    reader, writer = client_as("service"), client_as("statistician")
    for page in ("", "print/", "briefing.pdf", "figures.xlsx"):
        assert reader.get(f"/briefings/{draft.pk}/{page}").status_code == 200, page
    for page in ("edit/", "freeze/", "publish/"):
        assert reader.post(f"/briefings/{draft.pk}/{page}").status_code == 403, page
    assert writer.post(f"/briefings/{draft.pk}/freeze/").status_code == 302
    assert writer.post("/briefings/new/").status_code == 302
    assert [b.number for b in Briefing.objects.order_by("number")] == [1, 2]
    assert reader.get("/briefings/999/").status_code == 404
