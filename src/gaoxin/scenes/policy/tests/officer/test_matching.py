"""Kept matches agree with the scalar decision, with the columnar counts, and with themselves after changes."""

from collections import Counter
from decimal import Decimal

import pytest
from django.db.models import Count

from gaoxin.center.evidence.frame import frame_of
from gaoxin.center.models import Firm, Zone
from gaoxin.engines.rules.decide import decide
from gaoxin.scenes.policy import jobs, store
from gaoxin.scenes.policy.deciding import Decider
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.matching import TOLD, columns_of, plan_of
from gaoxin.scenes.policy.models import Match, Run, Tally
from gaoxin.scenes.policy.runs import match_firms, match_policy, match_zone, today
from gaoxin.scenes.policy.tests.officer.conftest import Record

ROW = ("firm_id", "policy", *TOLD)


def kept(zone: Zone) -> set[tuple[object, ...]]:
    return set(Match.objects.filter(zone=zone).values_list(*ROW))


def test_rows_equal_scalar_decisions(zone: Zone, matched: list[Firm]) -> None:
    for firm in matched[:25]:
        decider = Decider(zone, firm, today())
        rows = {m.policy: m for m in Match.objects.filter(firm=firm)}
        for policy in decider.library.policies:
            ready = decider.grounds.ready(policy, today())
            verdict = decide(ready.rule, ready.facts(decider.known))
            row = rows.get(policy)
            if row is None:
                assert verdict.state == "ineligible"
                assert len(verdict.unmet) > 1
                continue
            assert row.state == verdict.state
            assert tuple(filter(None, row.unmet.split(";"))) == verdict.unmet
            assert set(filter(None, row.review.split(";"))) == set(verdict.review)
            assert set(filter(None, row.missing.split(";"))) == set(verdict.missing)
            if verdict.state == "eligible" and isinstance(verdict.amount, Decimal):
                assert row.amount == round(verdict.amount * 100)
                assert row.up_to == row.amount


def test_tallies_equal_rows_and_the_plan(zone: Zone, matched: list[Firm]) -> None:
    plan = plan_of(library_of(zone), today())
    assert plan is not None
    frame = frame_of(zone, day=today())
    counts = {
        plan.rules.rules[row["rule"]].id: row
        for row in plan.counts(columns_of(frame, plan.rules)).iter_rows(named=True)
    }
    assert set(Tally.objects.values_list("policy", flat=True)) == set(counts)
    for tally in Tally.objects.all():
        rows = Counter(Match.objects.of(zone, tally.policy).values_list("state", flat=True))
        for state in ("eligible", "needs_data", "needs_review"):
            assert getattr(tally, state) == rows[state] == counts[tally.policy][state]
        assert tally.one_step == rows["ineligible"] == Match.objects.of(zone, tally.policy).one_step().count()
        open_ = tally.eligible + tally.needs_data + tally.needs_review
        assert tally.firms - open_ == counts[tally.policy]["ineligible"]


def test_a_second_run_writes_nothing(zone: Zone, matched: list[Firm]) -> None:
    before = set(Match.objects.values_list("pk", flat=True))
    assert match_zone(zone).written == 0
    assert set(Match.objects.values_list("pk", flat=True)) == before


def test_one_firm_matched_alone_comes_out_as_in_a_full_run(
    zone: Zone, matched: list[Firm], record: Record
) -> None:
    firm = matched[3]
    record(firm, {"rd_expense": 900_000_000, "sales": 1_000_000_000, "staff_total": 40})
    alone = match_firms(zone, [firm])
    assert 0 < alone.written < 200
    after, tallies = kept(zone), set(Tally.objects.values_list("policy", "eligible", "paid", "up_to"))
    Match.objects.all().delete()
    Tally.objects.all().delete()
    match_zone(zone)
    assert kept(zone) == after
    assert set(Tally.objects.values_list("policy", "eligible", "paid", "up_to")) == tallies


def test_refresh_finds_the_firms_that_changed(zone: Zone, matched: list[Firm], record: Record) -> None:
    jobs.refresh()
    assert Run.objects.count() == 1
    record(matched[0], {"rd_expense": 1})
    jobs.refresh()
    last = Run.objects.latest("pk")
    assert (last.scope, last.firms, last.state) == ("firms", 1, "done")


def test_a_policy_matched_alone_touches_no_other(zone: Zone, matched: list[Firm]) -> None:
    others = set(Match.objects.exclude(policy="cn.hnte.recognition").values_list("pk", flat=True))
    Match.objects.filter(policy="cn.hnte.recognition").delete()
    match_policy(zone, "cn.hnte.recognition")
    assert Match.objects.filter(policy="cn.hnte.recognition").exists()
    assert set(Match.objects.exclude(policy="cn.hnte.recognition").values_list("pk", flat=True)) == others


def test_killed_between_leaves_what_was(
    zone: Zone, matched: list[Firm], record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, tallies = kept(zone), set(Tally.objects.values_list("policy", "eligible"))
    for firm in matched[:20]:
        record(firm, {"rd_expense": 1, "sales": 1_000_000})

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "retally", die)
    with pytest.raises(KeyboardInterrupt):
        match_zone(zone)
    assert kept(zone) == before
    assert set(Tally.objects.values_list("policy", "eligible")) == tallies
    monkeypatch.undo()
    match_zone(zone)
    assert kept(zone) != before
    assert not Match.objects.values("firm", "policy").annotate(n=Count("pk")).filter(n__gt=1).exists()
