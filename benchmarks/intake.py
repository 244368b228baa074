"""Import of 100,000 firms × 40 facts: firms a second and memory, on SQLite and, where a URL is given, PostgreSQL.

python -m benchmarks.intake [FIRMS] [DATABASE_URL]
"""

import itertools
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = 40


def sheet(path: Path, count: int) -> None:
    from gaoxin.center.demo.firms import firms
    from gaoxin.center.demo.sheet import sheet as filled
    from gaoxin.engines.sheets import write_table

    made = filled(firms(count))
    write_table(path, made.frame.select(made.headers[:COLUMNS]))


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told() -> tuple[dict[str, float], object]:
    begun: dict[str, float] = {}

    def tell(step: str, _done: int, _total: int) -> None:
        begun.setdefault(step, time.perf_counter())

    return begun, tell


def run(path: Path, count: int) -> None:
    from gaoxin.center.actor import operator
    from gaoxin.center.intake.actions import start_import, undo_import, upload_batch
    from gaoxin.center.intake.work import work_off
    from gaoxin.center.models import Observation, Zone

    zone = Zone.objects.get_or_create(
        id="bench", defaults={"name_zh": "基准区", "name_en": "Bench", "pack": "demo"}
    )[0]
    with path.open("rb") as file:
        batch = upload_batch(actor=operator(), zone=zone, file=file, name=path.name, queue=False)
    clock = time.perf_counter()
    work_off(batch.pk)
    line("read and compare", clock, count)
    clock = time.perf_counter()
    start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    begun, tell = told()
    batch = work_off(batch.pk, tell)
    line(f"write ({batch.state}, {Observation.objects.count():,} values)", clock, count)
    steps = [*begun.items(), ("end", time.perf_counter())]
    for (name, start), (_, end) in itertools.pairwise(steps):
        print(f"    {name:<10} {end - start:6.1f} s")
    clock = time.perf_counter()
    with path.open("rb") as file:
        again = upload_batch(actor=operator(), zone=zone, file=file, name=path.name, queue=False)
    again = work_off(again.pk)
    line(f"the same again: {again.summary['new'] + again.summary['changed']} values to write", clock, count)
    clock = time.perf_counter()
    undo_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
    line(f"undo ({work_off(batch.pk).state}, {Observation.objects.count()} values left)", clock, count)


def line(what: str, since: float, count: int) -> None:
    took = time.perf_counter() - since
    print(f"{what:<44} {took:6.1f} s  {count / took:>9,.0f} firms/s  peak {peak():,.0f} MB")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GAOXIN_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "gaoxin.config.settings"
        if len(sys.argv) > 2:
            os.environ["GAOXIN_DATABASE_URL"] = sys.argv[2]
        import django

        django.setup()
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0, skip_checks=True)
        path = Path(folder) / "firms.xlsx"
        maker = multiprocessing.get_context("spawn").Process(target=sheet, args=(path, count))
        maker.start()  # in a process of its own, whose memory is not counted
        maker.join()
        print(
            f"{connection.vendor}: {count:,} firms × {COLUMNS} columns, {path.stat().st_size >> 20} MB of xlsx"
        )
        run(path, count)


if __name__ == "__main__":
    main()
