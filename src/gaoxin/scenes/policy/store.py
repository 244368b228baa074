"""Keeping matches: only what changed is written, what is stale goes, and the tallies follow."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

import polars as pl
from django.db.models import Count, Q, QuerySet, Sum

from gaoxin.center.evidence.rows import select
from gaoxin.center.models import Firm, Zone
from gaoxin.scenes.policy import bulk
from gaoxin.scenes.policy.matching import TOLD
from gaoxin.scenes.policy.models import Match, Profile, Tally

SCHEMA: dict[str, pl.DataType] = {
    "id": pl.Int64(),
    "firm": pl.Int64(),
    "policy": pl.String(),
    "version": pl.String(),
    "state": pl.String(),
    "failed": pl.Int64(),
    "unmet": pl.String(),
    "missing": pl.String(),
    "review": pl.String(),
    "gap": pl.String(),
    "gap_en": pl.String(),
    "distance": pl.Int64(),
    "amount": pl.Int64(),
    "up_to": pl.Int64(),
    "waits": pl.Boolean(),
}
ROW = ["firm", "policy", *TOLD]


def keep(zone: Zone, found: pl.DataFrame, day: dt.date, scope: QuerySet[Match]) -> int:
    """Make the matches in `scope` those `found` (columns ROW); returns how many rows were written or removed."""
    kept = _held(scope)
    found = found.select(ROW).cast({name: SCHEMA[name] for name in ROW})
    stale = kept.join(found, on=ROW, how="anti", nulls_equal=True)
    fresh = found.join(kept, on=ROW, how="anti", nulls_equal=True)
    bulk.delete(Match, "id", stale["id"])
    columns = ["firm_id", "policy", *TOLD, "zone_id", "day"]
    bulk.insert(Match, columns, ((*row, zone.pk, day.isoformat()) for row in fresh.iter_rows()))
    retally(zone, {*stale["policy"], *fresh["policy"]})
    return stale.height + fresh.height


def _held(scope: QuerySet[Match]) -> pl.DataFrame:
    sql, given = scope.values_list("id", "firm_id", "policy", *TOLD).query.sql_with_params()
    return select(sql, list(given), SCHEMA)


def retally(zone: Zone, policies: Collection[str]) -> None:
    """Count the matches of some policies anew."""
    rows = Match.objects.filter(zone=zone, policy__in=policies).values("policy").annotate(**COUNTED)
    versions = dict(
        Match.objects.filter(zone=zone, policy__in=policies).values_list("policy", "version").distinct()
    )
    firms = Firm.objects.of(zone).count()
    Tally.objects.filter(zone=zone, policy__in=policies).delete()
    Tally.objects.bulk_create(
        Tally(zone=zone, version=versions[row["policy"]], firms=firms, **_counts(row)) for row in rows
    )


def _counts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"up_to" if name == "most" else name: value or 0 for name, value in row.items()}


def stand(zone: Zone, versions: Mapping[str, str], *, whole: bool) -> None:
    """Every policy in force has a tally, though no firm be near it, and (`whole`) no other policy has one."""
    tallies = Tally.objects.filter(zone=zone)
    if whole:
        tallies.exclude(policy__in=versions).delete()
    firms = Firm.objects.of(zone).count()
    tallies.exclude(firms=firms).update(firms=firms)
    held = dict(tallies.values_list("policy", "version"))
    absent = {policy: version for policy, version in versions.items() if policy not in held}
    Tally.objects.bulk_create(
        Tally(zone=zone, policy=policy, version=version, firms=firms) for policy, version in absent.items()
    )


def _state(state: str) -> Count:
    return Count("id", filter=Q(state=state))


COUNTED = {
    "eligible": _state("eligible"),
    "one_step": Count("id", filter=Q(state="ineligible", failed=1)),
    "needs_data": _state("needs_data"),
    "needs_review": _state("needs_review"),
    "paid": Sum("amount", filter=Q(state="eligible")),
    "most": Sum("up_to", filter=Q(waits=True)),
    "waiting": Count("id", filter=Q(waits=True)),
    "unbounded": Count("id", filter=Q(waits=True, up_to__isnull=True)),
}


def keep_profiles(found: pl.DataFrame) -> None:
    """Keep by what lists are narrowed: columns `firm`, `section`, `size`, `area`."""
    schema = {
        "firm": pl.Int64(),
        "section": pl.String(),
        "size": pl.String(),
        "area": pl.Int64(),
    }
    names = list(schema)
    held = Profile.objects.values_list("firm_id", "section", "size", "area_id")
    kept = pl.DataFrame(list(held.iterator(chunk_size=20_000)), schema, orient="row")
    changed = found.select(names).cast(pl.Schema(schema)).join(kept, on=names, how="anti", nulls_equal=True)
    bulk.delete(Profile, "firm_id", changed["firm"])
    bulk.insert(Profile, ["firm_id", "section", "size", "area_id"], changed.iter_rows())
