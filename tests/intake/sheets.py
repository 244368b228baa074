"""Small sheets and imports of them."""

import datetime as dt
import io
from collections.abc import Mapping, Sequence

import openpyxl

from gaoxin.base.uscc import complete
from gaoxin.center.actor import Actor, operator
from gaoxin.center.intake.actions import start_import, undo_import, upload_batch
from gaoxin.center.intake.origin import Origin
from gaoxin.center.intake.work import work_off
from gaoxin.center.models import Batch, Firm, FirmName, Observation, Place, Zone

HEADERS = {
    "uscc": "统一社会信用代码",
    "name_zh": "企业名称",
    "sales": "销售收入（万元）",
    "staff_total": "职工总数（人）",
    "registered_place": "注册地",
    "chain_nodes": "产业链环节",
    "registered_on": "成立日期",
}


def code(number: int) -> str:
    return complete(f"91370100MA{number:06d}")


def book(rows: Sequence[Mapping[str, object]], headers: Mapping[str, str] = HEADERS) -> io.BytesIO:
    """A workbook of rows by fact."""
    made = openpyxl.Workbook()
    page = made.active
    used = [fact for fact in headers if any(fact in row for row in rows)]
    page.append([headers[fact] for fact in used])
    for row in rows:
        page.append([row.get(fact) for fact in used])
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    return file


def origin(day: str = "2026-03-01", kind: str = "officer_sheet", publisher: str = "经发局") -> Origin:
    return Origin(dt.date.fromisoformat(day), kind, publisher)


def upload(
    zone: Zone,
    file: io.BytesIO,
    given: Origin | None = None,
    actor: Actor | None = None,
    name: str = "企业.xlsx",
) -> Batch:
    batch = upload_batch(
        actor=actor or operator(), zone=zone, file=file, name=name, origin=given or origin(), queue=False
    )
    return work_off(batch.pk)


def bring(zone: Zone, rows: Sequence[Mapping[str, object]] | bytes, given: Origin | None = None) -> Batch:
    """Upload rows, or the very bytes of a workbook, and write."""
    file = io.BytesIO(rows) if isinstance(rows, bytes) else book(rows)
    batch = upload(zone, file, given)
    assert batch.state == "previewed", batch.summary
    start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    batch = work_off(batch.pk)
    assert batch.state == "done", batch.summary
    return batch


def undo(zone: Zone, batch: Batch) -> Batch:
    undo_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    return work_off(batch.pk)


def state(zone: Zone) -> dict[str, object]:
    """All that is held now, but for row ids."""
    seen = Observation.objects.current().filter(firm__zone=zone)
    return {
        "firms": sorted(Firm.objects.filter(zone=zone).values_list("uscc", "name_zh", "name_en")),
        "values": sorted(
            seen.values_list("firm__uscc", "fact", "number", "text", "valid_from", "source__publisher_zh"),
            key=str,
        ),
        "names": sorted(
            FirmName.objects.values_list("firm__uscc", "name_zh", "valid_from", "valid_to"), key=str
        ),
        "places": sorted(
            Place.objects.values_list("firm__uscc", "kind", "code", "valid_from", "valid_to"), key=str
        ),
    }
