"""A sheet comes in: previewed, written, compared, taken back."""

import datetime as dt
import hashlib
import io
import zipfile
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from gaoxin.base.result import Refused
from gaoxin.center.actor import operator
from gaoxin.center.evidence.actions import state_fact
from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.intake.actions import set_mapping, start_import, undo_import, upload_batch
from gaoxin.center.intake.queries import batch_of, batches, errors_file
from gaoxin.center.intake.work import work_off
from gaoxin.center.models import Batch, Event, Firm, FirmName, Observation, Place, Source
from gaoxin.engines.sheets import SheetError
from tests.intake.sheets import book, bring, code, origin, state, undo, upload

ROWS = [
    {
        "uscc": code(1),
        "name_zh": "甲公司",
        "sales": 100,
        "staff_total": 9,
        "registered_place": "990171",
        "chain_nodes": "无",
    },
    {"uscc": code(2), "name_zh": "乙公司", "sales": "2,000万元", "registered_on": "2020年3月1日"},
]


def held(number, fact, **when):
    firm = Firm.objects.select_related("zone").get(uscc=code(number))
    found = {v.fact.id: v for v in facts_of(firm, day=dt.date(2026, 6, 1), **when)}
    return found.get(fact)


def test_a_sheet_is_previewed_and_nothing_is_written(zone):
    batch = upload(zone, book(ROWS))
    view = batch_of(zone, batch.pk)
    assert view.state == "previewed" and view.startable
    assert (view.preview.new_firms, view.preview.rows, view.preview.cells) == (2, 2, 8)
    assert view.preview.effects == {"new": 8, "changed": 0, "confirmed": 0, "beside": 0}
    assert view.preview.first_rows[0][:2] == (code(1), "甲公司")
    assert {c.fact.id for c in view.preview.columns} == set(ROWS[0]) | set(ROWS[1])
    assert not Firm.objects.exists() and not Observation.objects.exists() and not Source.objects.exists()


def test_it_is_written_with_its_source(zone):
    batch = bring(zone, ROWS)
    assert held(1, "sales").value == Decimal(1_000_000) and held(2, "sales").value == Decimal(20_000_000)
    view = held(1, "sales")
    assert (view.source.kind, view.source.publisher.zh, view.valid_from) == (
        "officer_sheet",
        "经发局",
        dt.date(2026, 3, 1),
    )
    assert (
        view.source.digest
        == batch.digest
        == hashlib.sha256((Path(settings.MEDIA_ROOT) / batch.stored).read_bytes()).hexdigest()
    )
    assert FirmName.objects.get(firm__uscc=code(1)).name_zh == "甲公司"
    place = Place.objects.get()
    assert (place.kind, place.code, place.valid_from, place.valid_to) == (
        "registered",
        "990171",
        dt.date(2026, 3, 1),
        None,
    )
    assert [e.kind for e in Event.objects.order_by("pk")] == ["import.upload", "import.start", "import.done"]
    assert Event.objects.last().detail["new_firms"] == 2


def test_the_same_sheet_again_writes_nothing_and_says_so(zone):
    body = book(ROWS).getvalue()
    first = bring(zone, body)
    count = Observation.objects.count()
    again = bring(zone, body)
    view = batch_of(zone, again.pk)
    assert view.preview.nothing_new and view.preview.unchanged == 8
    assert view.seen == (first.pk,)
    assert Observation.objects.count() == count and Source.objects.count() == 1


def test_only_what_changed_is_written(zone):
    bring(zone, ROWS)
    changed = [{**ROWS[0], "sales": 120}, ROWS[1], {"uscc": code(3), "name_zh": "丙公司"}]
    batch = upload(zone, book(changed), origin("2026-04-01"))
    view = batch_of(zone, batch.pk).preview
    assert (view.new_firms, view.touched_firms, view.effects["changed"], view.effects["new"]) == (1, 1, 1, 1)
    (sample,) = view.sample
    assert (sample.uscc, sample.fact.id, sample.before, sample.after) == (
        code(1),
        "sales",
        Decimal(1_000_000),
        Decimal(1_200_000),
    )
    start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    work_off(batch.pk)
    assert held(1, "sales").value == Decimal(1_200_000)
    assert (
        Observation.objects.filter(retired_at__isnull=False).count() == 0
    )  # a later value retires no earlier one


def test_a_correction_for_the_same_day_retires_the_old_row(zone):
    bring(zone, ROWS)
    bring(zone, [{**ROWS[0], "sales": 120}])
    old, new = Observation.objects.filter(fact="sales", firm__uscc=code(1)).order_by("pk")
    assert old.retired_at is not None and new.replaces == old and new.retired_at is None


def test_a_better_source_stands_and_the_sheet_beside_it(zone):
    bring(zone, [{"uscc": code(1), "name_zh": "甲公司", "sales": 90}], origin(kind="tax", publisher="税务局"))
    batch = bring(zone, [{"uscc": code(1), "name_zh": "甲公司", "sales": 100}])
    view = held(1, "sales")
    assert view.value == Decimal(900_000) and [o.value for o in view.others] == [Decimal(1_000_000)]
    effects = batch_of(zone, batch.pk).preview.effects
    assert (effects["beside"], effects["confirmed"]) == (1, 1)


def test_what_a_firm_stated_is_never_overwritten(zone, actor_as):
    bring(zone, ROWS)
    firm = Firm.objects.get(uscc=code(1))
    own = state_fact(
        actor=actor_as("enterprise", firm),
        firm=firm,
        fact="sales",
        value=Decimal(7),
        valid_from=dt.date(2026, 1, 1),
    )
    bring(zone, [{**ROWS[0], "sales": 300}], origin("2026-05-01"))
    own.refresh_from_db()
    assert own.retired_at is None and held(1, "sales").value == 7


def test_a_changed_name_closes_the_old_one(zone):
    bring(zone, ROWS)
    bring(zone, [{**ROWS[0], "name_zh": "甲集团"}], origin("2026-05-01"))
    assert Firm.objects.get(uscc=code(1)).name_zh == "甲集团"
    spans = (
        FirmName.objects.filter(firm__uscc=code(1)).order_by("valid_from").values_list("name_zh", "valid_to")
    )
    assert list(spans) == [("甲公司", dt.date(2026, 4, 30)), ("甲集团", None)]


def test_a_name_without_evidence_becomes_evidence(zone, make_firm):
    firm = make_firm(code(1), "甲公司")
    before = state(zone)
    batch = bring(zone, [{"uscc": code(1), "name_zh": "甲集团"}])
    firm.refresh_from_db()
    assert firm.name_zh == "甲集团"
    undo(zone, batch)
    firm.refresh_from_db()
    assert firm.name_zh == "甲公司" and state(zone)["firms"] == before["firms"]


def test_firms_of_another_zone_are_left_alone(zone, other_zone):
    bring(other_zone, ROWS)
    batch = bring(zone, ROWS)
    view = batch_of(zone, batch.pk).preview
    assert view.elsewhere == 2 and view.elsewhere_codes == (code(1), code(2))
    assert not Firm.objects.filter(zone=zone).exists()


def test_wrong_rows_come_back_as_a_workbook(zone):
    rows = [
        *ROWS,
        {"uscc": "123", "name_zh": "错公司", "sales": 1},
        {"uscc": code(4), "name_zh": "丁", "sales": "很多"},
    ]
    batch = bring(zone, rows)
    view = batch_of(zone, batch.pk)
    assert (view.preview.refused, len(view.preview.errors)) == (2, 2)
    page = openpyxl.load_workbook(errors_file(zone, batch.pk)).active
    table = [[cell.value for cell in row] for row in page.iter_rows()]
    assert table[0][-1] == "错误原因" and [row[1] for row in table[1:]] == ["错公司", "丁"]
    assert page.cell(2, 1).fill.bgColor.rgb == "FFFFC7CE" or page.cell(2, 1).fill.fgColor.rgb == "FFFFC7CE"
    assert Firm.objects.count() == 2


def test_a_corrected_workbook_of_errors_comes_back_in(zone):
    batch = bring(
        zone,
        [{"uscc": code(1), "name_zh": "甲", "sales": 1}, {"uscc": code(2), "name_zh": "乙", "sales": "很多"}],
    )
    path = errors_file(zone, batch.pk)
    made = openpyxl.load_workbook(path)
    made.active.cell(2, 3).value = 5
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    again = batch_of(zone, upload(zone, file).pk)
    assert again.preview.unknown == () and again.preview.new_firms == 1 and again.preview.refused == 0


def test_a_header_agreed_on_is_remembered(zone):
    headers = {"uscc": "统一社会信用代码", "name_zh": "企业名称", "sales": "去年卖了多少（万元）"}
    rows = [{"uscc": code(1), "name_zh": "甲", "sales": 3}]
    batch = upload(zone, book(rows, headers))
    assert batch_of(zone, batch.pk).preview.unknown[0][0] == "去年卖了多少（万元）"
    set_mapping(
        actor=operator(), zone=zone, batch=batch.pk, columns={"去年卖了多少（万元）": "sales"}, queue=False
    )
    batch = work_off(batch.pk)
    assert [c.fact.id for c in batch_of(zone, batch.pk).preview.columns] == ["uscc", "name_zh", "sales"]
    other = upload(zone, book(rows, headers))
    assert batch_of(zone, other.pk).preview.unknown == ()
    set_mapping(
        actor=operator(), zone=zone, batch=other.pk, columns={"去年卖了多少（万元）": ""}, queue=False
    )
    assert [c.fact.id for c in batch_of(zone, work_off(other.pk).pk).preview.columns] == ["uscc", "name_zh"]
    with pytest.raises(Refused):
        set_mapping(actor=operator(), zone=zone, batch=other.pk, columns={"x": "nothing"}, queue=False)


def test_money_without_a_unit_is_told(zone):
    headers = {"uscc": "统一社会信用代码", "sales": "销售收入"}
    view = batch_of(zone, upload(zone, book([{"uscc": code(1), "sales": 3}], headers)).pk)
    assert [(c.header, c.assumed) for c in view.preview.columns] == [
        ("统一社会信用代码", ""),
        ("销售收入", "元"),
    ]


def test_two_different_rows_of_one_firm_are_refused(zone):
    rows = [{"uscc": code(1), "name_zh": "甲", "sales": 1}, {"uscc": code(1), "name_zh": "甲", "sales": 2}]
    view = batch_of(zone, upload(zone, book(rows)).pk)
    assert view.preview.refused == 2 and "重复" in view.preview.errors[0].reason.zh


@pytest.mark.parametrize("role", ["leader", "auditor", "promotion", "system_admin"])
def test_only_those_who_may_import(zone, actor_as, role):
    with pytest.raises(PermissionDenied):
        upload_batch(actor=actor_as(role), zone=zone, file=book(ROWS), name="x.xlsx", queue=False)
    assert not Batch.objects.exists()


def macros():
    file = book(ROWS)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    file.seek(0)
    return file


def bomb():
    file = io.BytesIO()
    with zipfile.ZipFile(book(ROWS)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            if name == "xl/worksheets/sheet1.xml":
                with out.open(name, "w", force_zip64=True) as part:
                    for _ in range(900):
                        part.write(b" " * (1 << 20))
            else:
                out.writestr(name, source.read(name))
    file.seek(0)
    return file


@pytest.mark.parametrize(
    "file",
    [
        io.BytesIO(b""),
        io.BytesIO(b"%PDF-1.7 x"),
        io.BytesIO(b"\x89PNG...."),
        io.BytesIO(b"MZ\x90\0\0abc"),
        macros(),
        io.BytesIO(b"PK\x03\x04broken"),
    ],
    ids=["empty", "pdf", "png", "exe", "macros", "broken"],
)
def test_what_is_no_table_is_refused_and_not_kept(zone, file):
    folder = Path(settings.MEDIA_ROOT) / "imports"
    before = set(folder.glob("*")) if folder.exists() else set()
    with pytest.raises(SheetError) as refusal:
        upload_batch(actor=operator(), zone=zone, file=file, name="企业.xlsx", queue=False)
    assert refusal.value.text.zh and refusal.value.text.en
    assert not Batch.objects.exists() and set(folder.glob("*")) == before


def test_a_bomb_fails_with_a_reason(zone):
    batch = upload(zone, bomb())
    assert batch.state == "failed" and "太大" in batch_of(zone, batch.pk).error.zh


def test_a_sheet_without_codes_fails_with_a_reason(zone):
    batch = upload(zone, io.BytesIO("企业名称,销售收入（万元）\n甲,1\n".encode()), name="x.xlsx")
    view = batch_of(zone, batch.pk)
    assert view.state == "failed" and "统一社会信用代码" in view.error.zh and not view.startable
    with pytest.raises(Refused):
        start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)


def test_a_fault_in_the_middle_leaves_nothing_and_it_runs_again(zone, monkeypatch):
    batch = upload(zone, book(ROWS))
    before = state(zone)

    def broken(*_):
        raise RuntimeError("disk")

    with monkeypatch.context() as patch:
        patch.setattr("gaoxin.center.intake.commit.renew", broken)
        start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
        batch = work_off(batch.pk)
    assert batch.state == "failed" and batch_of(zone, batch.pk).error and state(zone) == before
    start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    assert work_off(batch.pk).state == "done" and batch_of(zone, batch.pk).error is None


def test_undo_brings_back_what_was(zone):
    bring(zone, ROWS)
    before = state(zone)
    moment = Observation.objects.latest("recorded_at").recorded_at
    batch = bring(zone, [{**ROWS[0], "sales": 120, "name_zh": "甲集团"}, {"uscc": code(3), "name_zh": "丙"}])
    between = Observation.objects.filter(batch=batch).latest("pk").recorded_at
    assert undo(zone, batch).state == "undone"
    assert state(zone) == before
    assert held(1, "sales", moment=between).value == Decimal(1_200_000)
    assert held(1, "sales", moment=moment).value == held(1, "sales").value == Decimal(1_000_000)


def test_the_later_import_of_a_publisher_is_taken_back_first(zone):
    first = bring(zone, ROWS)
    second = bring(zone, [{**ROWS[0], "sales": 120}])
    with pytest.raises(Refused, match="之后又导入"):
        undo_import(actor=operator(), zone=zone, batch=first.pk, queue=False)
    undo(zone, second)
    assert undo(zone, first).state == "undone"
    assert state(zone) == {"firms": [], "values": [], "names": [], "places": []}


def test_an_import_whose_firms_are_known_elsewhere_stays(zone, actor_as):
    batch = bring(zone, ROWS)
    firm = Firm.objects.get(uscc=code(1))
    state_fact(
        actor=actor_as("enterprise", firm),
        firm=firm,
        fact="sales",
        value=Decimal(7),
        valid_from=dt.date(2026, 1, 1),
    )
    with pytest.raises(Refused, match="甲公司"):
        undo_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    assert Batch.objects.get().state == "done"


def test_the_list_tells_the_latest_first(zone):
    one, two = upload(zone, book(ROWS)), upload(zone, book(ROWS[:1]))
    assert [view.id for view in batches(zone)] == [two.pk, one.pk]
