"""`gaoxin import`: a sheet of firms into a zone, through the same code as the page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaoxin.cli.guard import guarded
from gaoxin.cli.imported import print_preview
from gaoxin.cli.options import Day, sheet_argument
from gaoxin.cli.progress import Report, progress
from gaoxin.cli.say import refuse, say
from gaoxin.cli.site import ready_site, site_options
from gaoxin.cli.zones import zone_named, zone_option

if TYPE_CHECKING:
    from gaoxin.center.intake.origin import Origin
    from gaoxin.center.intake.queries import BatchView
    from gaoxin.center.models import Zone


@click.command(
    "import",
    help=say(
        "把企业表（xlsx、csv、parquet）导入园区：先比对，再一次写入。",
        "Import a sheet of firms (xlsx, csv, parquet) into a zone: compared first, then written as one.",
    ),
    epilog=say(
        "例：gaoxin import 企业.xlsx --zone yunchuan --valid-from 2026-03-01 --dry-run",
        "Example: gaoxin import firms.xlsx --zone yunchuan --valid-from 2026-03-01 --dry-run",
    ),
)
@sheet_argument
@zone_option
@click.option("--dry-run", is_flag=True, help=say("只比对，不写入", "compare only, write nothing"))
@click.option(
    "--valid-from",
    type=Day(),
    help=say("数据时点：从哪天起有效（默认今天）", "since when the values hold (default: today)"),
)
@click.option(
    "--source",
    "kind",
    default="officer_sheet",
    show_default=True,
    help=say(
        "来源类别，如 tax、statistics、officer_sheet",
        "the kind of source, such as tax, statistics, officer_sheet",
    ),
)
@click.option(
    "--publisher", default="", help=say("来源单位（默认本园区）", "who published it (default: the zone)")
)
@click.option(
    "--title", default="", help=say("来源名称（默认文件名）", "its title (default: the name of the file)")
)
@site_options
def command(
    sheet: Path,
    zone_id: str | None,
    dry_run: bool,
    valid_from: dt.date | None,
    kind: str,
    publisher: str,
    title: str,
    data: Path | None,
    database_url: str | None,
) -> None:
    """Import a sheet."""
    with guarded(), ready_site(data, database_url):
        from gaoxin.base.clock import SystemClock
        from gaoxin.center.intake.origin import Origin

        given = Origin(valid_from or SystemClock().today(), kind, publisher, "", title)
        zone = zone_named(zone_id)
        with progress() as report:
            view = _bring(zone, sheet, given, report, dry_run=dry_run)
        errors = _errors(zone, view, sheet)
        _drop(zone, view)
        if view.error is not None:
            refuse(view.error)
        print_preview(view, errors)


def _bring(zone: Zone, sheet: Path, origin: Origin, report: Report, *, dry_run: bool) -> BatchView:
    from gaoxin.center.actor import operator
    from gaoxin.center.intake.actions import start_import, upload_batch
    from gaoxin.center.intake.queries import batch_of
    from gaoxin.center.intake.work import work_off

    with sheet.open("rb") as file:
        batch = upload_batch(
            actor=operator(), zone=zone, file=file, name=sheet.name, origin=origin, queue=False
        )
    batch = work_off(batch.pk, report)
    if batch.state == "previewed" and not dry_run:
        start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
        work_off(batch.pk, report)
    view = batch_of(zone, batch.pk)
    if view is None:
        raise LookupError(batch.pk)
    return view


def _drop(zone: Zone, view: BatchView) -> None:
    """What was not written leaves no upload behind."""
    from gaoxin.center.actor import operator
    from gaoxin.center.intake.actions import discard_batch

    if view.state in ("previewed", "failed"):
        discard_batch(actor=operator(), zone=zone, batch=view.id)


def _errors(zone: Zone, view: BatchView, sheet: Path) -> Path | None:
    """Put the workbook of wrong rows beside the sheet."""
    from shutil import copyfile

    from gaoxin.center.intake.queries import errors_file
    from gaoxin.cli.say import language

    made = errors_file(zone, view.id, language())
    if made is None:
        return None
    target = sheet.with_name(f"{sheet.stem}-{say('错误行', 'wrong-rows')}.xlsx")
    copyfile(made, target)
    return target
