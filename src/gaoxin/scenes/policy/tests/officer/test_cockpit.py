"""What the scene offers to the cockpit: counts equal to the lists that they open."""

import datetime as dt

from django.test import Client
from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.center.models import Firm, Zone
from gaoxin.scenes.policy.models import Match, Notice, Tally
from gaoxin.scenes.policy.queries.budget import budget_list
from gaoxin.scenes.policy.queries.library import policy_list
from gaoxin.scenes.policy.queries.matches import match_rows
from gaoxin.scenes.policy.queries.tiles import HNTE, flow, tiles
from gaoxin.scenes.policy.tests.officer.test_pushes import STABLE, told

DAY = dt.date(2026, 11, 21)


def test_nothing_before_the_first_matching(zone: Zone) -> None:
    assert list(tiles(zone, DAY)) == [] and flow(zone, DAY) is None


def test_counts_are_those_of_the_lists(zone: Zone, matched: list[Firm], client_as) -> None:
    found = {tile.key: tile for tile in tiles(zone, DAY)}
    assert found["policy_hnte"].value == match_rows(zone, HNTE, "one_step").count()
    assert found["policy_hnte"].url == reverse("policy:firms", args=[HNTE, "one_step"])
    assert found["policy_eligible"].value == sum(row.eligible or 0 for row in policy_list(zone)) > 0
    client: Client = client_as("leader")
    assert {client.get(tile.url).status_code for tile in found.values()} == {200}


def test_matches_flow_to_answers(zone: Zone, matched: list[Firm], actor_as) -> None:
    eligible = Match.objects.filter(policy=STABLE, state="eligible").order_by("firm__uscc")
    codes = list(eligible.values_list("firm__uscc", flat=True)[:5])
    before = bands(zone)
    assert before["eligible", "told"] == 0
    told(zone, actor_as("service"), codes)
    Notice.objects.filter(firm__uscc__in=codes[:2]).update(
        answer="interested", answered_at="2026-11-21T10:00:00Z"
    )
    after = bands(zone)
    assert (after["eligible", "told"], after["told", "answered"], after["told", "unanswered"]) == (5, 2, 3)
    assert after["eligible", "untold"] == before["eligible", "untold"] - 5
    assert after["kept", "eligible"] == after["eligible", "told"] + after["eligible", "untold"]


def bands(zone: Zone) -> dict[tuple[str, str], int]:
    found = flow(zone, DAY)
    assert found is not None
    return {(band.start, band.end): band.count for band in found.bands}


def test_loans_and_tax_reliefs_are_no_payments(zone: Zone, matched: list[Firm], client_as) -> None:
    Tally.objects.filter(zone=zone).update(paid=100_000_000_000)
    rows = {row.id: row for row in policy_list(zone)}
    others = [r for r in rows.values() if r.kind in ("loan", "tax") or r.level == "national"]
    assert others
    assert not any(r.pays or r.paid or r.over for r in others)
    assert rows["yunchuan.rd_grant"].paid == 100_000_000_000
    listed = budget_list(zone)
    assert {r.id for r in listed} == {r.id for r in rows.values() if r.pays and r.in_force}
    tile = next(t for t in tiles(zone, DAY) if t.key == "policy_payments")
    assert tile.value == 100_000 * sum(r.budget is not None for r in listed)
    assert tile.light == "red"
    assert tile.word == Text("超预算", "over budget")
    page = client_as("leader").get(reverse("policy:library")).content.decode()
    assert "不兑现资金" in page
