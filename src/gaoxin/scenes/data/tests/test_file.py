"""The file of a firm: what counts, what contradicts, what is missing, what is old, as of two times."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from gaoxin.base.clock import BEIJING
from gaoxin.scenes.data.queries.as_of import AsOf, as_of
from gaoxin.scenes.data.queries.firm_file import firm_file
from gaoxin.scenes.data.queries.pack import library, themes

TODAY = AsOf(dt.date(2026, 11, 21))


def line(found, fact):
    return next((each for s in found.sections for each in s.lines if each.fact.id == fact), None)


def test_the_better_source_counts_and_the_other_stands_beside(firm, observe, tax, sheet):
    observe(firm, "revenue", 120_000_000_00, sheet)
    observe(firm, "revenue", 118_000_000_00, tax)
    found = line(firm_file(firm, TODAY), "revenue")
    assert found.held.value.zh == "11,800.00 万元"
    (clash,) = found.clashes
    assert clash.said.value.zh == "12,000.00 万元" and clash.difference.zh == "200.00 万元"
    assert clash.why.zh == "来源优先级较低"


def test_the_same_value_twice_is_no_contradiction(firm, observe, tax, sheet):
    observe(firm, "revenue", 100, sheet)
    observe(firm, "revenue", 100, tax)
    assert not firm_file(firm, TODAY).clashing


def test_an_older_day_is_history_and_no_contradiction(firm, observe, tax, sheet):
    observe(firm, "revenue", 100, tax)
    observe(firm, "revenue", 90, sheet, valid_from=dt.date(2024, 12, 31))
    assert not firm_file(firm, TODAY).clashing


def test_what_is_missing_is_missing_and_never_nought(firm, observe, tax):
    observe(firm, "revenue", 0, tax)
    found = firm_file(firm, TODAY)
    income = next(s for s in found.sections if s.id == "income")
    assert line(found, "revenue").held.value.zh == "0.00 万元"
    assert "net_profit" in {f.id for f in income.missing} and "税务部门" in income.supplier.zh
    assert found.known == 1 and found.asked == sum(len(t.facts) for t in themes().themes)


@pytest.mark.parametrize(
    ("fact", "days", "old"),
    [
        ("revenue", 551, True),
        ("revenue", 550, False),
        ("levy_method", 551, False),
        ("levy_method", 731, True),
    ],
)
def test_old_values_say_so(firm, observe, tax, fact, days, old):
    value = "查账征收" if fact == "levy_method" else 100
    observe(firm, fact, value, tax, valid_from=TODAY.day - dt.timedelta(days))
    assert line(firm_file(firm, TODAY), fact).held.stale is old


def test_as_of_a_day_leaves_out_what_came_true_later(firm, observe, tax):
    observe(firm, "staff_total", 10, tax, valid_from=dt.date(2024, 12, 31))
    observe(firm, "staff_total", 20, tax, valid_from=dt.date(2025, 12, 31))
    assert line(firm_file(firm, as_of("2025-06-30", "")), "staff_total").held.value.zh == "10 人"
    assert line(firm_file(firm, as_of("", "")), "staff_total").held.value.zh == "20 人"


def test_as_of_a_moment_shows_what_was_held_then(firm, observe, tax):
    wrong = observe(firm, "staff_total", 10, tax, recorded_at=dt.datetime(2026, 3, 1, tzinfo=BEIJING))
    wrong.retired_at = dt.datetime(2026, 5, 1, tzinfo=BEIJING)
    wrong.save()
    observe(firm, "staff_total", 12, tax, recorded_at=dt.datetime(2026, 5, 1, tzinfo=BEIJING), replaces=wrong)
    assert line(firm_file(firm, as_of("", "2026-04-30")), "staff_total").held.value.zh == "10 人"
    assert line(firm_file(firm, as_of("", "2026-05-01")), "staff_total").held.value.zh == "12 人"
    assert line(firm_file(firm, as_of("", "2026-02-01")), "staff_total") is None


def test_a_mistyped_date_is_left_aside_and_told(client_as, firm):
    assert not as_of("昨天", "2026-13-40").chosen
    page = client_as("service").get(f"/data/firms/{firm.uscc}/?day=2999-01-01&known=<b>").content.decode()
    assert "「2999-01-01、&lt;b&gt;」不是" in page
    assert "不是 1949" not in client_as("service").get(f"/data/firms/{firm.uscc}/").content.decode()


def test_the_page_shows_both_values_and_the_time_looked_at(client_as, firm, observe, tax, sheet):
    observe(firm, "revenue", 120_000_000_00, sheet)
    observe(firm, "revenue", 118_000_000_00, tax)
    service = client_as("service")
    url = reverse("data:firm", args=[firm.uscc])
    page = service.get(url).content.decode()
    assert "11,800.00 万元" in page and "12,000.00 万元" in page and "相差 200.00 万元" in page
    past = service.get(url, {"day": "2020-01-01"}).content.decode()
    assert "这是 2020-01-01 的数据" in past and "11,800.00" not in past


def test_history_keeps_what_is_out_of_use(client_as, firm, observe, tax):
    row = observe(firm, "staff_total", 10, tax)
    row.retired_at = timezone.now()
    row.save()
    observe(firm, "staff_total", 12, tax, replaces=row)
    page = client_as("leader").get(reverse("data:fact", args=[firm.uscc, "staff_total"])).content.decode()
    assert "10 人" in page and "12 人" in page and page.count("现行采用") == 1


def test_reading_a_file_is_noted_and_ones_own_is_not(client_as, firm):
    from gaoxin.center.models import Event

    client_as("enterprise", firm).get(reverse("data:firm", args=[firm.uscc]))
    assert not Event.objects.filter(kind="firm.read").exists()
    client_as("service").get(reverse("data:firm", args=[firm.uscc]))
    assert Event.objects.get(kind="firm.read").firm == firm


def test_every_fact_of_the_vocabulary_has_a_place_in_the_file():
    placed = [f for t in themes().themes for f in t.facts]
    assert len(placed) == len(set(placed))
    assert {f.id for f in library("demo").sheet_vocabulary} - set(placed) == {"uscc", "name_zh", "name_en"}


def test_the_table_of_firms_is_searched_and_narrowed(client_as, firm, other_firm, observe, tax):
    from gaoxin.center.models import FirmName

    FirmName.objects.create(firm=firm, name_zh="云川旧名厂", source=tax)
    observe(firm, "industry_code", "C3912", tax)
    observe(firm, "in_statistics", 1, tax)
    service, url = client_as("service"), reverse("data:firms")

    def names(**query):
        page = service.get(url, query).content.decode()
        return firm.name_zh in page, other_firm.name_zh in page

    assert names() == (True, True)
    assert names(q="旧名") == (True, False)
    assert names(q=other_firm.uscc[-6:].lower()) == (False, True)
    assert names(industry="C") == (True, False)
    assert names(four_above="unknown") == (False, True)
    assert names(four_above="yes") == (True, False)
    assert names(kind="tax") == (True, False)
