"""Any sequence of imports and undoings agrees with a few lines of plain Python."""

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaoxin.base.result import Refused
from gaoxin.center.actor import operator
from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.evidence.frame import frame_of
from gaoxin.center.intake.actions import start_import, undo_import
from gaoxin.center.intake.work import work_off
from gaoxin.center.models import Firm, FirmName, Observation
from tests.intake.sheets import code, origin, state, undo, upload

DAYS = ("2026-01-01", "2026-02-01", "2026-03-01")
LANES = (("officer_sheet", "经发局", 50), ("officer_sheet", "科技局", 50), ("tax", "税务局", 20))
NAMES = ("甲", "乙", None)
PLACES = ("990171", "990172", None)

ROW = st.tuples(
    st.integers(1, 3), st.sampled_from(NAMES), st.sampled_from((1, 2, None)), st.sampled_from(PLACES)
)
ROWS = st.lists(ROW, min_size=1, max_size=3, unique_by=lambda row: row[0])
STEP = st.tuples(st.sampled_from(DAYS), st.integers(0, 2), ROWS)
EASE = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def undone() -> Iterator[None]:
    """Whatever an example writes is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring(zone, step):
    day, lane, rows = step
    lines = ["统一社会信用代码,企业名称,销售收入（元）,注册地"]
    lines += [",".join("" if cell is None else str(cell) for cell in (code(n), *rest)) for n, *rest in rows]
    kind, publisher, _ = LANES[lane]
    file = io.BytesIO("\n".join(lines).encode())
    batch = upload(zone, file, origin(day, kind, publisher), name="x.csv")
    assert batch.state == "previewed", batch.summary
    start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    batch = work_off(batch.pk)
    assert batch.state == "done", batch.summary
    return batch


class Plain:
    """What is held, worked out from the list of imports alone."""

    def __init__(self, steps):
        self.lanes: dict[tuple[int, int, str], list[tuple[str, int, object]]] = {}
        self.firms = set()
        for arrival, (day, lane, rows) in enumerate(steps):
            for number, *cells in rows:
                self.firms.add(number)
                for fact, value in zip(("name_zh", "sales", "registered_place"), cells, strict=True):
                    if value is not None:
                        self.add(lane, number, fact, day, arrival, value)

    def add(self, lane, number, fact, day, arrival, value):
        held = self.lanes.setdefault((lane, number, fact), [])
        valid = max((one for one in held if one[0] <= day), default=None)
        if valid is None or valid[2] != value:
            held[:] = [one for one in held if one[0] != day] + [(day, arrival, value)]

    def best(self, number, fact, day):
        found = [
            (-LANES[lane][2], since, arrival, value)
            for (lane, n, f), held in self.lanes.items()
            for since, arrival, value in held
            if (n, f) == (number, fact) and since <= day
        ]
        return max(found)[3] if found else None


@EASE
@given(st.lists(STEP, max_size=4))
def test_what_is_held_after_any_imports(zone, steps):
    with undone():
        for step in steps:
            bring(zone, step)
        plain = Plain(steps)
        assert set(Firm.objects.values_list("uscc", flat=True)) == {code(n) for n in plain.firms}
        for day in DAYS:
            rows = {
                row["uscc"]: row
                for row in frame_of(zone, day=dt.date.fromisoformat(day)).iter_rows(named=True)
            }
            for number in plain.firms:
                sales = plain.best(number, "sales", day)
                assert rows[code(number)].get("sales") == (sales and sales * 100)
                assert rows[code(number)].get("registered_place") == plain.best(
                    number, "registered_place", day
                )
                span = (
                    FirmName.objects.filter(firm__uscc=code(number))
                    .on(dt.date.fromisoformat(day))
                    .values_list("name_zh", flat=True)
                )
                assert list(span) == [n for n in [plain.best(number, "name_zh", day)] if n]
        for firm in Firm.objects.select_related("zone"):
            number = next(n for n in plain.firms if code(n) == firm.uscc)
            assert firm.name_zh == (plain.best(number, "name_zh", "9999") or firm.uscc)
            held = {v.fact.id: v.value for v in facts_of(firm, day=dt.date(2026, 6, 1))}
            assert held.get("sales") == plain.best(number, "sales", "9999")


@EASE
@given(st.lists(STEP, max_size=3), STEP)
def test_after_an_undo_all_is_as_before(zone, steps, last):
    with undone():
        for step in steps:
            bring(zone, step)
        before = state(zone)
        batch = bring(zone, last)
        after = state(zone)
        assert undo(zone, batch).state == "undone"
        assert state(zone) == before
        again = bring(zone, last)
        assert state(zone) == after
        undo(zone, again)
        assert state(zone) == before


@EASE
@given(st.lists(STEP, min_size=1, max_size=4))
def test_imports_are_taken_back_one_by_one_to_nothing(zone, steps):
    with undone():
        states, made = [state(zone)], []
        for step in steps:
            made.append(bring(zone, step))
            states.append(state(zone))
        for batch, before in zip(reversed(made), reversed(states[:-1]), strict=True):
            undo(zone, batch)
            assert state(zone) == before
        assert not Observation.objects.exists() and not Firm.objects.exists()


@EASE
@given(st.lists(STEP, min_size=2, max_size=4), st.data())
def test_an_undo_in_any_order_is_refused_or_changes_nothing_of_the_others(zone, steps, data):
    """What is left is what the other imports alone would have brought, or the undo is refused with a reason."""
    with undone():
        made = [bring(zone, step) for step in steps]
        chosen = data.draw(st.integers(0, len(made) - 1))
        before = state(zone)
        try:
            undo_import(actor=operator(), zone=zone, batch=made[chosen].pk, queue=False)
        except Refused as refusal:
            assert refusal.message.zh and refusal.message.en and state(zone) == before
            return
        work_off(made[chosen].pk)
        plain = Plain([step for i, step in enumerate(steps) if i != chosen])
        for day in DAYS:
            for row in frame_of(zone, day=dt.date.fromisoformat(day)).iter_rows(named=True):
                number = next(n for n in (1, 2, 3) if code(n) == row["uscc"])
                sales = plain.best(number, "sales", day)
                assert row.get("sales") == (sales and sales * 100)
