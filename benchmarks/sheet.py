"""From workbook to workbook: where the time goes for a sheet of firms and some policies.

`FIRMS` and `SHEET_POLICIES` in the environment change the size (100,000 and 50).
"""

import datetime as dt
import os
import resource
import tempfile
import time
from pathlib import Path

FIRMS = int(os.environ.get("FIRMS", "100000"))
POLICIES = int(os.environ.get("SHEET_POLICIES", "50"))
DAY = dt.date(2026, 6, 1)


class Laps:
    """Seconds of wall clock between calls, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, name: str) -> None:
        """Book the time since the last call."""
        now = time.perf_counter()
        self.seconds[name] = now - self._last
        self._last = now


def run(sheet: Path, out: Path) -> tuple[dict[str, float], int]:
    """The seconds of each step and the number of lines written."""
    laps = Laps()
    from gaoxin.center.library import open_library
    from gaoxin.center.matching import Matching
    from gaoxin.center.workbook import tables
    from gaoxin.engines.rules.columnar import Columns, compile_rules
    from gaoxin.engines.sheets import read_sheet, write_workbook

    library = open_library(["national", "demo"])
    rules = library.rules(DAY, list(library.policies)[:POLICIES])
    laps.lap("load and compile the packs")
    read = read_sheet(sheet, library.sheet_vocabulary, industries=library.industries)
    laps.lap("read the workbook")
    columns = Columns.from_frame(read.frame, rules.vocabulary)
    plan = compile_rules(rules, DAY)
    pairs = plan.matches(columns)
    laps.lap("match, with reasons and gaps")
    sheets = tables(Matching(read, rules, plan, columns, pairs, DAY), library)
    laps.lap("put the tables together")
    write_workbook(out, sheets)
    laps.lap("write the workbook")
    return laps.seconds, pairs.height


def table() -> str:
    """The steps as Markdown."""
    from gaoxin.center.demo import write

    with tempfile.TemporaryDirectory() as folder:
        sheet, out = Path(folder) / "firms.xlsx", Path(folder) / "out.xlsx"
        write(sheet, count=FIRMS, seed=7)
        seconds, lines = run(sheet, out)
        sizes = [path.stat().st_size / 1e6 for path in (sheet, out)]
    whole = sum(seconds.values())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = [f"| {name} | {value:.1f} | {value / whole:.0%} |" for name, value in seconds.items()]
    return "\n".join(
        [
            f"{FIRMS:,} firms × {POLICIES} policies, workbook of {sizes[0]:.0f} MB to workbook of {sizes[1]:.0f} MB"
            f" with {lines:,} lines; peak {peak:,.0f} MB",
            "",
            "| step | seconds | share |",
            "|---|---|---|",
            *rows,
            f"| all | {whole:.1f} | |",
        ]
    )


if __name__ == "__main__":
    print(table())
