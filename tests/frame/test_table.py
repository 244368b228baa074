"""Tables: what is asked, what is shown, what leaves as a file."""

import csv
import datetime as dt
import io
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from gaoxin.base.text import Text
from gaoxin.center.actor import ANONYMOUS, actor_of
from gaoxin.center.models import Event, Firm
from gaoxin.frame.table import Column, Filter, ListRows, QueryRows, Table, listing

CODE = "123456789012345678"


@dataclass(frozen=True)
class Row:
    key: str
    name: Text
    money: int | None
    share: Decimal | None
    day: dt.date | None
    state: str = "eligible"
    ok: bool | None = None


ROWS = [
    Row(CODE, Text("甲公司", "Alpha"), 123_456_789, Decimal("0.05"), dt.date(2020, 1, 2), "eligible", True),
    Row("=1+1", Text("<b>乙</b>", "Beta"), None, None, None, "needs_data"),
    Row("c", Text("丙公司", "Gamma"), 0, Decimal(0), dt.date(2019, 1, 2), "eligible", False),
]
COLUMNS = (
    Column("name", Text("名称", "Name"), sort="name", url=lambda row: f"/x/{row.key}"),
    Column("key", Text("代码", "Code"), "code"),
    Column("money", Text("收入", "Income"), "money", sort="money"),
    Column("share", Text("占比", "Share"), "percent"),
    Column("day", Text("日期", "Day"), "date", hidden=True),
    Column("state", Text("结论", "State"), "state"),
    Column("ok", Text("通过", "Passed"), "yesno"),
)
STATE = Filter("state", Text("结论", "State"), lambda: [("eligible", Text("符合", "eligible"))])


def table(rows=None, **more):
    rows = ListRows(ROWS) if rows is None else rows
    return Table("test", COLUMNS, rows, filters=(STATE,), title=Text("测试表", "Test table"), **more)


@pytest.fixture
def ask(zone, person_as, monkeypatch):
    monkeypatch.setattr("gaoxin.frame.context.scenes", tuple)

    def run(query="", table=None, role="service", cookies=None, **headers):
        request = RequestFactory().get(f"/list/?{query}", headers=headers)
        request.COOKIES.update(cookies or {})
        request.actor = actor_of(person_as(role)) if role else ANONYMOUS
        request.zone, request.zones = zone, [zone]
        request.htmx = HtmxDetails(request)
        return listing(request, table or globals()["table"](export="center.export"), "frame/_table.html")

    return run


def names(response) -> list[str]:
    body = response.content.decode()
    return [name for name in ("甲公司", "乙", "丙公司") if f"{name}</a>" in body or f"{name}&lt;" in body]


def test_values_are_shown_by_kind_and_unknown_is_said(ask):
    body = ask().content.decode()
    assert "123.46" in body and "5.00%" in body and "&lt;b&gt;乙" in body
    assert body.count("缺数据</span>") >= 3
    assert '<a href="/x/c">' in body


def test_order_words_and_filters_narrow_the_rows(ask):
    assert names(ask("state=eligible")) == ["甲公司", "丙公司"]
    assert names(ask("q=gam")) == ["丙公司"]
    assert names(ask("state=nonsense&page=abc&sort=secret")) == ["甲公司", "乙", "丙公司"]
    ascending, descending = (ask(f"sort={s}money").content.decode() for s in ("", "-"))
    assert ascending.index("丙公司") < ascending.index("甲公司") < ascending.index("乙")
    assert descending.index("甲公司") < descending.index("丙公司") < descending.index("乙")
    assert 'aria-sort="descending"' in descending


def test_nothing_found_offers_to_clear(ask):
    body = ask("q=没有").content.decode()
    assert "没有符合这些条件的记录" in body and "清除条件" in body


def test_pages_keep_the_other_parameters(ask):
    body = ask("page=9&period=2026&q=公司", table(per_page=1)).content.decode()
    assert "第 2–2 条，共 2 条" in body
    assert 'name="period" value="2026"' in body
    assert 'href="?period=2026&amp;q=%E5%85%AC%E5%8F%B8&amp;page=1"' in body


def test_chosen_columns_are_remembered(ask):
    response = ask("columns=&columns=day&columns=evil&q=甲")
    assert response.status_code == 302 and response.url == "/list/?q=%E7%94%B2"
    assert response.cookies["columns-test"].value == "day"
    body = ask(cookies={"columns-test": "day"}).content.decode()
    assert "2020-01-02" in body and "123.46" not in body and "甲公司" in body
    assert "2020-01-02" not in ask().content.decode()


def test_htmx_gets_the_table_and_the_address(ask):
    response = ask("columns_x=1&q=甲", **{"HX-Request": "true", "HX-Target": "section#table-test"})
    assert response["HX-Push-Url"] == "/list/?columns_x=1&q=%E7%94%B2"
    assert "HX-Target" in response["Vary"]


def test_a_workbook_holds_every_row_and_says_who_took_it(ask):
    response = ask("format=xlsx&sort=-money&purpose=走访")
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    rows = list(book.worksheets[0].values)
    assert rows[0] == ("名称", "代码", "收入（万元）", "占比（%）", "结论", "通过")
    assert rows[1][:4] == ("甲公司", CODE, 123.456789, 5)
    assert rows[3][1:] == ("=1+1", None, None, "缺数据", None)
    assert book.worksheets[0]["B4"].data_type in {"s", "inlineStr"}
    about = dict(book.worksheets[1].values)
    assert book.worksheets[1].title == "说明" and about["用途"] == "走访" and about["行数"] == "3"
    assert "测试service" in about["导出人"]


def test_an_export_is_kept_in_the_log(ask):
    response = ask("format=csv&state=eligible&q=公司", table(export="center.export", per_page=1))
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[0] for row in rows] == ["名称", "甲公司", "丙公司"]
    event = Event.objects.get(kind="export")
    assert event.detail["what"] == "test" and event.detail["rows"] == 2
    assert event.detail["filters"] == {"state": "eligible", "q": "公司"}
    assert event.detail["columns"][0] == "name" and event.zone_id == "yunchuan"


def test_formulas_are_disarmed(ask):
    assert "'=1+1" in ask("format=csv").content.decode("utf-8-sig")


def test_many_private_rows_need_a_purpose(ask):
    many = ListRows([Row(str(n), Text(f"企业{n}"), n, None, None) for n in range(201)])
    refused = ask("format=xlsx", table(many, export="center.export"))
    assert refused.status_code == 422 and "请先填写用途" in refused.content.decode()
    assert not Event.objects.filter(kind="export").exists()
    assert ask("format=csv&purpose=统计", table(many, export="center.export")).status_code == 200
    assert ask("format=csv", table(many, export="center.export", private=False)).status_code == 200


@pytest.mark.parametrize("role", ["auditor", "enterprise_less"])
def test_who_may_not_export_gets_no_file_and_no_button(ask, role):
    role = None if role == "enterprise_less" else role
    assert "format" not in ask("", role=role).content.decode()
    with pytest.raises(PermissionDenied):
        ask("format=xlsx", role=role)
    with pytest.raises(PermissionDenied):
        ask("format=xlsx", table())


def test_rows_of_a_query_sort_search_and_narrow(make_firm, zone):
    from gaoxin.base.uscc import complete

    for n, name in enumerate(["乙 软件", "甲 软件", "丙 制造"], 1):
        make_firm(complete(f"91990171MA3TXPT{n}"), name)
    rows = QueryRows(
        Firm.objects.all(),
        lambda firm: firm.name_zh,
        sorts={"name": "name_zh"},
        narrow={"zone": lambda qs, value: qs.filter(zone=value)},
        search=lambda qs, word: qs.filter(name_zh__contains=word),
    )
    assert rows.narrow("zone", zone.pk).count() == 3 and rows.narrow("zone", "other").count() == 0
    assert set(rows.search("软件 甲").every()) == {"甲 软件"}
    assert list(rows.ordered("name", True).every()) == sorted(rows.every(), reverse=True)
    assert rows.slice(0, 2) == ["乙 软件", "甲 软件"]


def test_rows_of_a_query_may_be_made_together(make_firm):
    from gaoxin.base.uscc import complete

    make_firm(complete("91990171MA3TXPT1"), "甲")
    rows = QueryRows(Firm.objects.all(), many=lambda firms: [(len(firms), f.name_zh) for f in firms])
    assert list(rows.every()) == [(1, "甲")] == rows.slice(0, 50)
    with pytest.raises(TypeError):
        QueryRows(Firm.objects.all())


def test_english_headings_have_units(ask, settings):
    from django.utils import translation

    with translation.override("en"):
        body = ask().content.decode()
    assert "Income (CNY 10k)" in body and "Alpha" in body and "甲" not in body
