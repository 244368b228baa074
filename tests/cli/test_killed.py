"""A run killed at any moment leaves the old result or the new one, never half of one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl

from gaoxin.base.uscc import complete

ROWS = 4_000


def test_kill_during_a_match(tmp_path: Path) -> None:
    sheet, out = tmp_path / "a.csv", tmp_path / "o.parquet"
    lines = [f"{complete(f'91990171MA{i:06d}')},{i},80,{i % 97}" for i in range(ROWS)]
    head = "统一社会信用代码,营业收入（万元）,职工总数,研发费用（万元）"
    sheet.write_text("\n".join([head, *lines]), encoding="utf-8")
    pl.DataFrame({"old": [1]}).write_parquet(out)
    command = [str(Path(sys.executable).parent / "gaoxin"), "match", str(sheet), "-o", str(out), "--all"]
    for wait in (0.3, 0.9, 1.3, 1.6, 2.0):
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
        run.wait()
        frame = pl.read_parquet(out)
        assert frame.columns == ["old"] or frame.height % ROWS == 0
    assert subprocess.run(command, capture_output=True, check=True, env=os.environ).returncode == 0
    assert pl.read_parquet(out).height % ROWS == 0
