"""An import whose process is killed leaves nothing, says so, and can be run again."""

from pathlib import Path

import pytest

from tests.intake.deployment import copy, faults, gaoxin, make, python, table

UPLOAD = """
from pathlib import Path
from gaoxin.center.actor import operator
from gaoxin.center.intake.actions import start_import, upload_batch
from gaoxin.center.intake.work import work_off
from gaoxin.center.models import Zone
zone = Zone.objects.get()
with Path({sheet!r}).open("rb") as file:
    batch = upload_batch(actor=operator(), zone=zone, file=file, name="x.csv", queue=False)
work_off(batch.pk)
start_import(actor=operator(), zone=zone, batch=batch.pk, queue=False)
print(batch.pk)
"""
KILL = """
import os, signal
from gaoxin.center.intake.work import work_off
def told(step, done, total):
    if step == {step!r} and done >= {done}:
        os.kill(os.getpid(), signal.SIGKILL)
work_off({batch}, told)
print("not killed")
"""
UNDO = """
from gaoxin.center.actor import operator
from gaoxin.center.intake.actions import undo_import
from gaoxin.center.models import Zone
undo_import(actor=operator(), zone=Zone.objects.get(), batch={batch}, queue=False)
"""
COUNTS = """
from gaoxin.center.models import *
print(Firm.objects.count(), Observation.objects.count(), Source.objects.count(), FirmName.objects.count(), Event.objects.filter(kind="import.done").count())
"""
RECOVER = """
from gaoxin.center.intake.queries import batch_of
from gaoxin.center.intake.work import recover
from gaoxin.center.models import Batch, Zone
seen = batch_of(Zone.objects.get(), {batch})
count = recover()
row = Batch.objects.get(pk={batch})
print(seen.state, count, row.state, row.summary["error"][1])
"""
AGAIN = """
from gaoxin.center.actor import operator
from gaoxin.center.intake.actions import start_import
from gaoxin.center.intake.work import work_off
from gaoxin.center.models import Zone
start_import(actor=operator(), zone=Zone.objects.get(), batch={batch}, queue=False)
print(work_off({batch}).state)
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("ready") / "data")


@pytest.mark.parametrize(("step", "done"), [("write", 20_000), ("names", 0)])
def test_a_killed_import_leaves_nothing(ready, tmp_path, step, done):
    data = copy(ready, tmp_path / "data")
    (data / "more.csv").write_text(table(12_000, sales=3), encoding="utf-8")
    batch = int(python(UPLOAD.format(sheet=str(data / "more.csv")), data))
    before = python(COUNTS, data)
    python(KILL.format(step=step, done=done, batch=batch), data, expected=-9)
    assert python(COUNTS, data) == before
    assert [f["check"] for f in faults(data)] == ["batches"]
    said = python(RECOVER.format(batch=batch), data)
    assert said.startswith("failed 1 failed") and "nothing was written" in said
    assert faults(data) == []
    assert python(AGAIN.format(batch=batch), data) == "done\n"
    assert faults(data) == []
    assert python(COUNTS, data).split()[0] == "12000"


def test_a_killed_undo_leaves_the_import(ready, tmp_path):
    data = copy(ready, tmp_path / "data")
    python(UNDO.format(batch=1), data)
    before = python(COUNTS, data)
    python(KILL.format(step="undo", done=0, batch=1), data, expected=-9)
    assert python(COUNTS, data) == before
    assert python(RECOVER.format(batch=1), data).startswith("done 1 done")
    assert faults(data) == []


def test_the_command_tells_what_it_did(ready, tmp_path):
    data = copy(ready, tmp_path / "data")
    sheet = data / "next.csv"
    sheet.write_text(table(201, sales=2) + "123,错,1,1\n", encoding="utf-8")
    said = gaoxin(data, "import", str(sheet), "--valid-from", "2026-02-01", "--dry-run")
    assert "新企业 1" in said and "更新 200" in said and "没有写入" in said
    assert python(COUNTS, data).split()[0] == "200"
    assert "已导入" in gaoxin(data, "import", str(sheet), "--valid-from", "2026-02-01")
    assert "没有写入新值" in gaoxin(data, "import", str(sheet), "--valid-from", "2026-02-01")
    assert (data / "next-错误行.xlsx").exists()
    assert faults(data) == []


def test_what_cannot_be_imported_ends_in_one_line(ready, tmp_path):
    data = copy(ready, tmp_path / "data")
    (data / "bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    for arguments in (
        ("import", str(data / "bad.csv")),
        ("import", str(data / "gone.csv")),
        ("import", str(data / "firms.csv"), "--source", "self_statement"),
        ("fsck", "--data", str(tmp_path / "empty")),
    ):
        said = gaoxin(data, *arguments, expected=2)
        assert said.startswith("错误: ") and said.count("\n") == 1
    assert faults(data) == []
