"""Which value counts, what contradicts it, and what was held when."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied

from gaoxin.base.result import Refused
from gaoxin.center.evidence.actions import Document, retire_observation, state_fact, withdraw_statement
from gaoxin.center.evidence.facts import facts_of, history, known_of
from gaoxin.center.evidence.frame import frame_of
from gaoxin.center.evidence.vocabulary import industries_of, vocabulary_of
from gaoxin.center.facts import of_row
from gaoxin.center.models import FirmName, Observation
from gaoxin.engines.rules.columnar import Columns
from gaoxin.engines.sheets import read_sheet

DAY = dt.date(2026, 6, 1)


def one(firm, **when):
    return next(iter(facts_of(firm, **{"day": DAY, **when})), None)


def moment(text):
    return dt.datetime.fromisoformat(f"{text}T00:00:00+00:00")


def test_the_better_source_counts_and_the_other_is_told(firm, observe):
    observe(firm, "sales", Decimal(100), "officer_sheet", day="2026-05-01")
    observe(firm, "sales", Decimal(90), "tax", day="2025-01-01", publisher="税务局")
    view = one(firm)
    assert (view.value, view.source.kind, view.rank) == (Decimal(90), "tax", 20)
    assert [o.value for o in view.others] == [Decimal(100)]


def test_within_a_rank_the_later_day_counts_then_the_later_arrival(firm, observe):
    observe(firm, "sales", Decimal(1), day="2026-03-01")
    observe(firm, "sales", Decimal(2), day="2026-01-01")
    assert one(firm).value == 1
    observe(firm, "sales", Decimal(3), day="2026-03-01")
    assert one(firm).value == 3


def test_an_older_value_of_the_same_source_contradicts_nothing(firm, observe):
    observe(firm, "sales", Decimal(1), day="2025-01-01")
    observe(firm, "sales", Decimal(2), day="2026-01-01")
    assert one(firm).others == ()


def test_both_times(firm, observe):
    observe(firm, "sales", Decimal(1), day="2025-01-01", at="2025-02-01T00:00:00+00:00")
    observe(
        firm,
        "sales",
        Decimal(2),
        day="2026-01-01",
        at="2026-02-01T00:00:00+00:00",
        retired="2026-03-01T00:00:00+00:00",
    )
    observe(firm, "sales", Decimal(3), day="2026-01-01", at="2026-03-01T00:00:00+00:00")
    assert one(firm).value == 3
    assert one(firm, day=dt.date(2025, 6, 1)).value == 1
    assert one(firm, moment=moment("2026-02-10")).value == 2
    assert one(firm, moment=moment("2025-12-31")).value == 1
    assert one(firm, moment=moment("2025-01-01")) is None
    assert [v.value for v in history(firm, "sales")] == [3, 2, 1]


def test_the_frame_is_the_one_that_a_sheet_gives(firm, other_firm, observe, tmp_path):
    vocabulary = vocabulary_of(firm.zone)
    given = {
        "sales": Decimal("19400000.55"),
        "staff_total": Decimal(90),
        "market_share": Decimal("0.14"),
        "registered_on": dt.date(2020, 3, 1),
        "resident_enterprise": True,
        "chain_nodes": ["无"],
        "industry_code": "C3562",
    }
    for fact, value in given.items():
        observe(firm, fact, value)
    frame = frame_of(firm.zone, day=DAY)
    path = tmp_path / "firms.csv"
    path.write_text(
        "统一社会信用代码,企业名称,sales（元）,staff_total,market_share,registered_on,resident_enterprise,chain_nodes,industry_code\n"
        f"{firm.uscc},{firm.name_zh},19400000.55,90,14%,2020-03-01,是,无,C3562\n"
        f"{other_firm.uscc},{other_firm.name_zh},,,,,,,\n",
        encoding="utf-8",
    )
    sheet = read_sheet(path, vocabulary, industries=industries_of(firm.zone))
    assert sheet.errors == []
    assert frame.select(sheet.frame.columns).sort("uscc").equals(sheet.frame.sort("uscc"), null_equal=True)
    assert dict(frame.select(sheet.frame.columns).schema) == dict(sheet.frame.schema)
    row = frame.filter(pl.col("uscc") == firm.uscc).row(0, named=True)
    assert of_row(row, vocabulary) == {"uscc": firm.uscc, "name_zh": firm.name_zh, **given}
    assert known_of(facts_of(firm, day=DAY)) == given
    assert Columns.from_frame(frame, vocabulary).rows == 2


def test_the_frame_agrees_with_the_file_of_each_firm(firm, other_firm, observe):
    days = ("2025-01-01", "2025-06-01", "2026-01-01")
    for i, kind in enumerate(("officer_sheet", "tax", "officer_sheet", "self_statement", "tax")):
        for one_firm in (firm, other_firm):
            observe(
                one_firm,
                "sales",
                Decimal(i * 10),
                kind,
                day=days[i % 3],
                at=f"2026-0{i + 1}-01T00:00:00+00:00",
            )
    for day in ("2024-01-01", "2025-03-01", "2025-07-01", "2026-07-01"):
        for at in (None, moment("2026-02-15"), moment("2026-04-15")):
            when = {"day": dt.date.fromisoformat(day), "moment": at}
            frame = frame_of(firm.zone, **when)
            for row in frame.iter_rows(named=True):
                held = firm if row["uscc"] == firm.uscc else other_firm
                known = known_of(facts_of(held, **when))
                assert {
                    k: v for k, v in of_row(row, vocabulary_of(firm.zone)).items() if k == "sales"
                } == known


def test_only_the_firms_asked_for(firm, other_firm):
    assert frame_of(firm.zone, day=DAY, firms=[firm.pk])["uscc"].to_list() == [firm.uscc]
    assert frame_of(firm.zone, day=DAY, firms=[]).height == 0


def test_a_firm_states_and_corrects_itself(firm, actor_as):
    actor = actor_as("enterprise", firm)
    first = state_fact(actor=actor, firm=firm, fact="sales", value=Decimal(10), valid_from=DAY)
    again = state_fact(actor=actor, firm=firm, fact="sales", value=Decimal(10), valid_from=DAY)
    assert again == first
    document = Document("2025 年度审计报告", "a" * 64)
    second = state_fact(
        actor=actor, firm=firm, fact="sales", value=Decimal(12), valid_from=DAY, document=document
    )
    assert second.replaces == first and second.source.title == document.title
    first.refresh_from_db()
    assert first.retired_at is not None
    assert one(firm).value == 12


def test_nobody_else_states_for_a_firm(firm, other_firm, actor_as):
    for actor in (actor_as("service"), actor_as("leader"), actor_as("enterprise", other_firm)):
        with pytest.raises(PermissionDenied):
            state_fact(actor=actor, firm=firm, fact="sales", value=Decimal(1), valid_from=DAY)
    assert not Observation.objects.exists()


@pytest.mark.parametrize(
    ("fact", "value", "day"),
    [
        ("uscc", "x", DAY),
        ("nothing", 1, DAY),
        ("sales", "viel", DAY),
        ("sales", Decimal(1), dt.date(2999, 1, 1)),
    ],
)
def test_a_statement_that_cannot_be_is_refused(firm, actor_as, fact, value, day):
    with pytest.raises(Refused):
        state_fact(actor=actor_as("enterprise", firm), firm=firm, fact=fact, value=value, valid_from=day)
    assert not Observation.objects.exists()


def test_an_officer_retires_a_wrong_value_but_not_the_firms_own(firm, actor_as, observe):
    wrong = observe(firm, "sales", Decimal(1))
    officer, owner = actor_as("service"), actor_as("enterprise", firm)
    retire_observation(actor=officer, firm=firm, observation=wrong.pk, reason="单位写错")
    assert one(firm) is None
    own = state_fact(actor=owner, firm=firm, fact="sales", value=Decimal(2), valid_from=DAY)
    with pytest.raises(Refused, match="企业"):
        retire_observation(actor=officer, firm=firm, observation=own.pk, reason="x")
    with pytest.raises(Refused):
        retire_observation(actor=officer, firm=firm, observation=wrong.pk, reason="again")
    withdraw_statement(actor=owner, firm=firm, observation=own.pk, reason="填错")
    assert one(firm) is None


def test_a_stated_name_becomes_the_present_one_and_closes_the_old(firm, actor_as, observe):
    observe(firm, "name_zh", "云川甲科技有限公司", day="2020-01-01")
    state_fact(
        actor=actor_as("enterprise", firm), firm=firm, fact="name_zh", value="云川甲集团", valid_from=DAY
    )
    firm.refresh_from_db()
    assert firm.name_zh == "云川甲集团"
    spans = (
        FirmName.objects.filter(firm=firm)
        .order_by("valid_from")
        .values_list("name_zh", "valid_from", "valid_to")
    )
    assert list(spans) == [
        ("云川甲科技有限公司", dt.date(2020, 1, 1), DAY - dt.timedelta(1)),
        ("云川甲集团", DAY, None),
    ]
