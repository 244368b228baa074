"""Sources and figures: how many values stand, precedence in words, kept numbers."""

import pytest
from django.urls import reverse
from django.utils import timezone

from gaoxin.center.models import Figure
from gaoxin.scenes.data.queries.figures import book
from gaoxin.scenes.data.queries.kept import kept
from gaoxin.scenes.data.queries.sources import source_page, sources


def test_a_source_tells_what_stands_and_what_is_out_of_use(client_as, zone, firm, other_firm, observe, tax):
    observe(firm, "revenue", 100, tax)
    observe(other_firm, "revenue", 100, tax)
    observe(firm, "staff_total", 3, tax, retired_at=timezone.now())
    found = source_page(zone, tax.pk)
    assert (found.values, found.retired, found.firms) == (2, 1, 2)
    page = client_as("leader").get(reverse("data:source", args=[tax.pk])).content.decode()
    assert "2 个，涉及 2 家企业；已停用 1 个" in page and firm.name_zh in page
    assert "职工总数" not in page
    assert {row.title: row.values for row in sources(zone)}["汇算清缴数据"] == 2


def test_sources_of_another_zone_are_not_shown(client_as, zone, other_zone, source_of):
    theirs = source_of("tax", "别区税务局", where=other_zone)
    client = client_as("leader")
    assert client.get(reverse("data:source", args=[theirs.pk])).status_code == 404
    assert "别区" not in client.get(reverse("data:sources")).content.decode()


def test_the_order_of_sources_is_told_in_words(client_as, zone):
    page = client_as("leader").get(reverse("data:sources")).content.decode()
    assert "以谁为准" in page
    assert page.index("<strong>税务资料") < page.index("<strong>园区采集表")


@pytest.mark.parametrize(("words", "hits"), [("预算", 1), ("BUDGET", 1), ("月报", 2), ("没有这个", 0)])
def test_figures_are_searched_in_both_languages(client_as, zone, source_of, words, hits):
    paper = source_of("tax", "统计局", "十月月报")
    known = book("demo").indicators
    budget = next(
        code for code, i in known.items() if "预算" in i.title.zh and "budget" in i.title.en.lower()
    )
    for indicator in (budget, "nonsense"):
        given = {"zone": zone, "period": "2026-10", "value": "26996", "unit": "万元", "source": paper}
        Figure.objects.create(indicator=indicator, recorded_at=timezone.now(), **given)
    page = client_as("leader").get(reverse("data:figures"), {"q": words}).content.decode()
    assert page.count("26996") == hits


def test_numbers_are_kept_until_a_value_comes(settings, tmp_path, firm, observe, tax):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    told = iter(range(10))
    assert kept("x", lambda: next(told)) == kept("x", lambda: next(told)) == 0
    observe(firm, "revenue", 100, tax)
    assert kept("x", lambda: next(told)) == 1
