"""What is exported reads back as what is held, and the log goes along only where it may be read."""

import datetime as dt
from decimal import Decimal

import polars as pl
import pytest
from django.core.exceptions import PermissionDenied

from gaoxin.center.archive.actions import export_zone
from gaoxin.center.intake.queries import batch_of
from gaoxin.center.models import Event
from tests.intake.sheets import HEADERS, bring, code, upload

DAY = dt.date(2026, 6, 1)
FACTS = {
    **HEADERS,
    "market_share": "细分市场占有率（%）",
    "resident_enterprise": "居民企业",
    "industry_code": "industry_code",
}
ROW = {
    "uscc": code(1),
    "name_zh": "+甲公司",
    "sales": "12.345678",
    "staff_total": 9,
    "registered_on": "2020-01-02",
    "chain_nodes": "无",
    "market_share": "14.25%",
    "resident_enterprise": "是",
    "industry_code": "C3562",
}


@pytest.fixture(autouse=True)
def _headers(monkeypatch):
    monkeypatch.setattr("tests.intake.sheets.book.__defaults__", (FACTS,))


def test_the_firms_read_back_unchanged(zone, actor_as, tmp_path):
    bring(zone, [ROW])
    counts = export_zone(
        actor=actor_as("service"), zone=zone, target=tmp_path / "all", day=DAY, purpose="核对"
    )
    assert counts == {"firms": 1, "observations": 8, "sources": 1, "names": 1, "places": 0, "figures": 0}
    with (tmp_path / "all" / "firms.xlsx").open("rb") as file:
        view = batch_of(zone, upload(zone, file).pk)
    assert view.preview.nothing_new and view.preview.unchanged == 8 and view.preview.unknown == ()
    firms = pl.read_parquet(tmp_path / "all" / "firms.parquet")
    assert firms["sales"].to_list() == [Decimal("123456.78")] and firms["name_zh"].to_list() == ["+甲公司"]
    assert Event.objects.get(kind="export.archive").detail["purpose"] == "核对"


def test_only_those_who_may_export(zone, actor_as, tmp_path, firm):
    for actor in (actor_as("enterprise", firm), actor_as("auditor"), actor_as("bank")):
        with pytest.raises(PermissionDenied):
            export_zone(actor=actor, zone=zone, target=tmp_path / "all", day=DAY)
    assert not (tmp_path / "all").exists()
