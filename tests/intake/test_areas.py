"""The part of the zone in which a firm works follows from what was observed, through imports and undos."""

import pytest

from gaoxin.center.actor import operator
from gaoxin.center.fsck.names import names
from gaoxin.center.intake.actions import start_import
from gaoxin.center.intake.work import work_off
from gaoxin.center.models import Firm, Place
from gaoxin.center.seed import seed
from gaoxin.scenes.policy.models import Run
from tests.intake.sheets import HEADERS, book, code, origin, undo, upload

pytestmark = pytest.mark.django_db
SHEET = {**HEADERS, "zone_area": "所在片区"}


def bring(zone, rows, **given):
    batch = upload(zone, book(rows, SHEET), origin(**given))
    start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    done = work_off(batch.pk)
    assert done.state == "done", done.summary
    return done


def held():
    columns = ("firm__uscc", "kind", "code", "area__code", "valid_from", "valid_to", "source__title")
    return sorted(Place.objects.values_list(*columns), key=str)


def test_an_import_of_names_and_places_and_its_undo_leave_every_area_as_it_was():
    seed(40)
    firms = list(Firm.objects.order_by("pk"))
    before, zone = held(), firms[0].zone
    assert any(row[3] for row in before)
    rows = [{"uscc": f.uscc, "name_zh": f"{f.name_zh}改", "registered_place": "990172"} for f in firms]
    batch = bring(zone, rows, day="2026-06-01", kind="register", publisher="登记机关")
    parts = [row for row in before if row[1] == "area"]
    assert [row for row in held() if row[1] == "area"] == parts
    assert list(names()) == []
    undo(zone, batch)
    assert held() == before
    assert list(names()) == []


def test_a_sheet_moves_a_firm_to_another_part_by_name_or_code_and_the_past_stays():
    seed(3)
    firm = Firm.objects.filter(places__kind="area").first()
    areas = {a.code: a for a in firm.zone.areas.all()}
    first = firm.places.get(kind="area")
    other = areas["bio" if first.area.code != "bio" else "opto"]
    bring(firm.zone, [{"uscc": firm.uscc, "zone_area": other.name_zh}], day="2026-06-01")
    assert list(firm.places.filter(kind="area").order_by("valid_from").values_list("area", flat=True)) == [
        first.area_id,
        other.pk,
    ]
    assert firm.places.get(kind="area", valid_to=None).area == other


def test_an_import_asks_for_a_matching_and_its_undo_for_another(zone, django_capture_on_commit_callbacks):
    def waiting():
        return Run.objects.filter(zone=zone, state="waiting").count()

    with django_capture_on_commit_callbacks(execute=True):
        batch = bring(zone, [{"uscc": code(1), "name_zh": "企业一"}])
    assert waiting() == 1
    Run.objects.update(state="done")
    with django_capture_on_commit_callbacks(execute=True):
        undo(zone, batch)
    assert waiting() == 1
