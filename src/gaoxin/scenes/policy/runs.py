"""One matching of a zone: facts read, rules decided, what changed kept in one transaction."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from gaoxin.base.clock import SystemClock
from gaoxin.center.evidence.frame import frame_of
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.library import Library
from gaoxin.center.models import Firm, Person, Place, Zone
from gaoxin.engines.rules.columnar import Columns, Plan
from gaoxin.scenes.policy.actions.telling import met, tell_newly_met
from gaoxin.scenes.policy.library import library_of
from gaoxin.scenes.policy.matching import KEY, TOLD, columns_of, plan_of, told
from gaoxin.scenes.policy.models import Match, Run
from gaoxin.scenes.policy.store import keep, keep_profiles, stand

ALL, FIRMS = "all", "firms"
STEPS = ("facts", "match", "store")
TRIES = 3
LOST = dt.timedelta(minutes=15)
"""After this long a matching that has not ended was killed."""

Step = Callable[[str], None]


class SupersededError(RuntimeError):
    """A policy was published, or a later matching stored, while this one was being worked out."""


@dataclass(frozen=True)
class Found:
    """What a matching found: `pairs` with `firm` as key, and the profile of each firm."""

    library: Library
    versions: dict[str, str]
    pairs: pl.DataFrame
    profiles: pl.DataFrame


def today() -> dt.date:
    """The day in Beijing."""
    return SystemClock().today()


def begin(zone: Zone, scope: str = ALL, by: Person | None = None) -> Run:
    """A matching that waits to be run."""
    return Run.objects.create(
        zone=zone,
        day=today(),
        scope=scope,
        state="waiting",
        by=by,
        started_at=timezone.now(),
        total=len(STEPS),
    )


def waiting(zone: Zone, *states: str) -> QuerySet[Run]:
    """Matchings of a whole zone that have not begun, or are in one of `states`; those given up are left out."""
    live = Run.objects.filter(zone=zone, scope=ALL, started_at__gt=timezone.now() - LOST)
    return live.filter(state__in=("waiting", *states))


def perform(run: Run, firms: Sequence[Firm] | None = None, only: Sequence[str] = ()) -> Run:
    """Run it to its end; a failure is kept in the row and raised."""
    try:
        for attempt in range(1, TRIES + 1):
            try:
                return _attempt(run, firms, only)
            except SupersededError:
                if attempt == TRIES:
                    raise
        return run
    except Exception:
        Run.objects.filter(pk=run.pk).update(state="failed", finished_at=timezone.now())
        raise


def _attempt(run: Run, firms: Sequence[Firm] | None, only: Sequence[str]) -> Run:
    run.facts_at, run.day = timezone.now(), today()
    found = find(run.zone, run.day, firms, only, lambda step: _advance(run, step))
    _advance(run, "store")
    with transaction.atomic():
        Zone.objects.select_for_update().get(pk=run.zone_id)
        if library_of(run.zone) is not found.library or _later(run):
            raise SupersededError
        before = met(run.zone)
        run.written = _store(run, found, firms, only)
        tell_newly_met(run.zone, before)
        run.firms, run.matches = found.profiles.height, found.pairs.height
        run.packs = {p.info.id: p.info.version for p in found.library.packs}
        run.state, run.done, run.step, run.finished_at = "done", run.total, "", timezone.now()
        run.save()
    return run


def _later(run: Run) -> bool:
    others = Run.objects.filter(zone=run.zone, state="done", facts_at__gt=run.facts_at)
    return others.exclude(pk=run.pk).exists()


def _advance(run: Run, step: str) -> None:
    run.state, run.step, run.done = "running", step, STEPS.index(step)
    run.save(update_fields=["state", "step", "done", "day", "facts_at"])


def find(zone: Zone, day: dt.date, firms: Iterable[Firm] | None, only: Sequence[str], advance: Step) -> Found:
    """Read the facts and decide; nothing is written."""
    library = library_of(zone)
    asked = None if firms is None else list(firms)
    advance("facts")
    frame = frame_of(zone, day=day, firms=None if asked is None else [f.pk for f in asked])
    advance("match")
    keys = dict((Firm.objects.of(zone) if asked is None else _of(asked)).values_list("uscc", "pk"))
    ids = pl.DataFrame(list(keys.items()), {"uscc": pl.String, "firm": pl.Int64}, orient="row")
    plan = plan_of(library, day, only)
    if plan is None or not frame.height:
        empty = pl.DataFrame(schema={**dict.fromkeys((*KEY, *TOLD), pl.String), "firm": pl.Int64})
        return Found(library, {}, empty, _profiles(None, None, frame, ids, day))
    columns = columns_of(frame, plan.rules)
    pairs = told(plan, frame, columns).join(ids, on="uscc", maintain_order="left")
    versions = {r.id: r.version for r in plan.rules.rules}
    return Found(library, versions, pairs, _profiles(plan, columns, frame, ids, day))


def _of(firms: Sequence[Firm]) -> QuerySet[Firm]:
    return Firm.objects.filter(pk__in=[f.pk for f in firms])


def _profiles(
    plan: Plan | None, columns: Columns | None, frame: pl.DataFrame, ids: pl.DataFrame, day: dt.date
) -> pl.DataFrame:
    """`firm`, `section`, `size`, `area` of every firm of the frame."""
    size = pl.lit("")
    if plan is not None and columns is not None:
        size = pl.lit(plan.derived(columns, ["size_class"])["size_class"].cast(pl.String).fill_null(""))
    code = pl.col(INDUSTRY).fill_null("") if INDUSTRY in frame.columns else pl.lit("")
    rows = frame.select("uscc", code.str.slice(0, 1).alias("section"), size.alias("size"))
    joined = rows.join(ids, on="uscc").join(_areas(ids["firm"], day), on="firm", how="left")
    return joined.select("firm", "section", "size", "area")


def _areas(firms: pl.Series, day: dt.date) -> pl.DataFrame:
    """The area of each firm: the part of the zone held of it, else where it operates or is registered."""
    held = Place.objects.on(day).filter(kind__in=("area", "operating", "registered"), area__isnull=False)
    rows = held.filter(firm__in=firms.to_list()) if len(firms) < 500 else held
    found = rows.order_by("-kind").values_list("firm_id", "area_id")
    return pl.DataFrame(list(dict(found).items()), {"firm": pl.Int64, "area": pl.Int64}, orient="row")


def _store(run: Run, found: Found, firms: Sequence[Firm] | None, only: Sequence[str]) -> int:
    scope = Match.objects.filter(zone=run.zone)
    if firms is not None:
        scope = scope.filter(firm__in=[f.pk for f in firms])
    if only:
        scope = scope.filter(policy__in=only)
    written = keep(run.zone, found.pairs, run.day, scope)
    stand(run.zone, found.versions, whole=not only)
    keep_profiles(found.profiles)
    return written


def match_zone(zone: Zone) -> Run:
    """Match all firms of a zone with all policies."""
    return perform(begin(zone))


def match_firms(zone: Zone, firms: Sequence[Firm]) -> Run:
    """Match some firms with all policies, after their facts changed."""
    return perform(begin(zone, FIRMS), firms)


def match_policy(zone: Zone, policy: str) -> Run:
    """Match all firms with one policy, after it was published."""
    return perform(begin(zone, policy), only=[policy])
