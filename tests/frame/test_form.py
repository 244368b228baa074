"""Forms from pack files: right control, exact reading, nothing lost, not known is an answer."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation

from gaoxin.engines.packs.form_files import form_paths, lint_forms
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError
from gaoxin.frame.form import form_for

DAY = dt.date(2026, 11, 20)
FORMS = [path.stem for path in form_paths(bundled("national"))]


def sent(what, zone, **given):
    data = QueryDict(mutable=True)
    for name, value in given.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return form_for(what, zone=zone, data=data, day=DAY)


def one(zone, fact, text):
    return sent([fact], zone, **{fact: text})[fact]


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3500", 3_500_000_000),
        ("３，５００", 3_500_000_000),
        ("3,500.12", 3_500_120_000),
        ("0.000001", 1),
        ("1.2亿元", 12_000_000_000),
        ("3500万元", 3_500_000_000),
        ("35,000,000.01元", 3_500_000_001),
        ("-120", -120_000_000),
    ],
)
def test_money_is_read_in_wan_and_kept_to_the_fen(zone, text, fen):
    form = sent(["revenue"], zone, revenue=text)
    assert form.stands and form.scaled == {"revenue": fen}
    assert form.values["revenue"] == Decimal(fen) / 100


@pytest.mark.parametrize("text", ["约三千万", "3500-4000", "3500美元", "abc", "12,34"])
def test_what_is_no_amount_is_refused_and_kept(zone, text):
    field = one(zone, "revenue", text)
    assert field.fault and field.fault.en and field.value is None and field.first == text


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("market_share", "12.5", Decimal("0.125")),
        ("market_share", "１２.５％", Decimal("0.125")),
        ("staff_total", "1,286人", Decimal(1286)),
        ("registered_on", "2019年5月20日", dt.date(2019, 5, 20)),
        ("registered_on", "2019-05-20", dt.date(2019, 5, 20)),
        ("industry_code", "C39 计算机、通信和其他电子设备制造业", "C39"),
        ("industry_code", "３９１２", "C3912"),
        ("levy_method", "查账征收", "查账征收"),
        ("title_hnte", "true", True),
        ("title_hnte", "false", False),
        ("name_en", " Yunchuan ", "Yunchuan"),
    ],
)
def test_each_kind_of_fact_is_read(zone, fact, text, value):
    assert one(zone, fact, text).value == value


def test_an_industry_may_be_named(zone):
    field = form_for(["industry_code"], zone=zone)["industry_code"]
    code, name = next((c, n) for c, n in field.choices if c == "C39")
    assert one(zone, "industry_code", name.zh).value == code
    assert one(zone, "industry_code", name.en.upper()).value == code


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("staff_total", "12.5"),
        ("staff_total", "-3"),
        ("registered_on", "2027-01-01"),
        ("levy_method", "x"),
        ("industry_code", "Q99"),
        ("title_hnte", "maybe"),
        ("name_en", "x" * 501),
    ],
)
def test_what_cannot_be_is_refused(zone, fact, text):
    assert one(zone, fact, text).fault


def test_not_known_is_an_answer_and_not_a_no(zone):
    form = sent("firm_compliance", zone, accident_1y="unknown", abnormal_list="false", dishonest_list="false")
    assert form.stands
    assert form.values == {"abnormal_list": False, "dishonest_list": False}
    assert form["accident_1y"].options[2][2]


def test_what_is_required_must_be_answered(zone):
    form = sent("firm_compliance", zone, abnormal_list="false")
    assert [field.name for field in form.wrong] == ["accident_1y", "dishonest_list"]
    assert not form.stands and not form_for("firm_compliance", zone=zone).stands


def test_errors_link_to_their_fields_and_keep_what_was_typed(zone):
    form = sent("firm_basics", zone, revenue='<b>"', staff_total="12")
    body = render_to_string("frame/_form.html", {"form": form})
    assert '<a href="#revenue">' in body and 'id="revenue"' in body
    assert '<a href="#resident_enterprise-0">' in body and 'id="resident_enterprise-0"' in body
    assert 'value="&lt;b&gt;&quot;"' in body and 'value="12"' in body
    assert 'aria-describedby="revenue-help revenue-fault"' in body


def test_a_form_speaks_both_languages(zone):
    for form in FORMS:
        with translation.override("en"):
            body = render_to_string("frame/_form.html", {"form": form_for(form, zone=zone)})
        words = body.replace("查账征收", "")
        visible = "".join(part.split("<")[0] for part in words.split(">")[1:])
        allowed = set("国家级省部级市级其他无")
        assert {c for c in visible if "一" <= c <= "鿿"} - allowed == set(), form


def test_values_come_back_as_they_were_typed(zone):
    given = {"revenue": Decimal("35000000.01"), "market_share": Decimal("0.125"), "title_hnte": False}
    form = form_for(given, zone=zone, initial=given)
    again = sent(given, zone, **{field.name: list(field.typed) for field in form})
    assert again.values == given


def test_an_unknown_form_is_named(zone):
    with pytest.raises(PackError):
        form_for("nothing", zone=zone)
    with pytest.raises(KeyError):
        form_for(["no_such_fact"], zone=zone)


@pytest.mark.parametrize("pack", ["national", "demo", "jinan"])
def test_forms_that_come_with_it_are_sound(pack):
    assert list(lint_forms(bundled(pack))) == []


FIELD = {
    "{fact: no_such_fact}": "no such fact",
    "{fact: revenue, type: money}": "give fact, or",
    "{id: x, type: text}": "give fact, or",
    "{fact: six_base}": "finding of experts",
    "{id: x, type: code, title: {zh: 选, en: choose}}": "needs its choices",
    "{fact: revenue}, {fact: revenue}": "stands twice",
    "{fact: revenue, colour: red}": "colour",
}


@pytest.mark.parametrize("fields", FIELD)
def test_a_faulty_form_is_told(tmp_path: Path, fields):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "x.yaml").write_text(
        "id: x\ntitle: {zh: 表, en: form}\nintro: {zh: 表, en: form}\n"
        "source: {number: '1', title: t, confirmed: 2026-01-01, confidence: verified}\n"
        f"sections:\n- {{title: {{zh: 一, en: one}}, fields: [{fields}]}}\n",
        encoding="utf-8",
    )
    assert any(FIELD[fields] in fault.text.en for fault in lint_forms(tmp_path))
