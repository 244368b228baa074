"""Backups taken while writing, damaged ones refused, and every tampering found by name."""

import json
import sqlite3
import zipfile
from pathlib import Path

import polars as pl
import pytest

from tests.intake.deployment import command, copy, faults, gaoxin, make, python

WRITER = """
import time
from decimal import Decimal
from pathlib import Path
from django.db import transaction
from gaoxin.center.actor import operator
from gaoxin.center.evidence.actions import state_fact
from gaoxin.center.models import Firm
import datetime as dt
firms = list(Firm.objects.select_related("zone")[:50])
print("ready", flush=True)
end, n = time.monotonic() + 6, 0
while time.monotonic() < end:
    with transaction.atomic():  # two firms always have the same value
        for firm in firms[:2]:
            state_fact(actor=operator(), firm=firm, fact="sales", value=Decimal(n), valid_from=dt.date(2026, 2, 1))
    n += 1
print(n)
"""
EQUAL = """
from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.models import Firm, Event
values = [next(v.value for v in facts_of(f) if v.fact.id == "sales") for f in Firm.objects.select_related("zone")[:2]]
print(values[0] == values[1], Event.objects.count())
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("ready") / "data")


@pytest.fixture
def data(ready: Path, tmp_path: Path) -> Path:
    return copy(ready, tmp_path / "data")


def test_a_backup_is_of_one_moment_while_others_write(data, tmp_path):
    writer = command(WRITER, data)
    assert writer.stdout.readline() == "ready\n"
    counts = []
    for number in range(2):
        target = tmp_path / f"{number}.zip"
        gaoxin(data, "backup", str(target))
        restored = tmp_path / f"restored-{number}"
        gaoxin(data, "restore", str(target), "--data", str(restored))
        assert faults(restored) == []
        equal, events = python(EQUAL, restored).split()
        assert equal == "True"
        counts.append(int(events))
    out, err = writer.communicate(timeout=60)
    assert writer.returncode == 0, err
    assert int(out) > 10 and counts[0] < counts[1]


def test_restore_refuses_to_overwrite_and_keeps_what_was_there(data, tmp_path):
    target = tmp_path / "b.zip"
    gaoxin(data, "backup", str(target))
    other = copy(data, tmp_path / "other")
    (other / "files" / "mark").write_text("x")
    before = {p.name: p.read_bytes() for p in other.iterdir() if p.is_file()}
    assert "--force" in gaoxin(data, "restore", str(target), "--data", str(other), expected=2)
    assert {p.name: p.read_bytes() for p in other.iterdir() if p.is_file()} == before
    gaoxin(data, "restore", str(target), "--data", str(other), "--force")
    assert not (other / "files" / "mark").exists()
    assert (tmp_path / "other.before-restore" / "files" / "mark").exists()
    assert (other / "secret.key").read_bytes() == before["secret.key"]
    assert faults(other) == []


def test_a_backup_holds_the_key_only_where_asked(data, tmp_path):
    gaoxin(data, "backup", str(tmp_path / "without.zip"))
    gaoxin(data, "backup", str(tmp_path / "with.zip"), "--with-key")
    assert "secret.key" not in zipfile.ZipFile(tmp_path / "without.zip").namelist()
    assert "secret.key" in zipfile.ZipFile(tmp_path / "with.zip").namelist()


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_flipped_byte_in_a_backup_is_found_before_anything_is_touched(data, tmp_path, share):
    target = tmp_path / "b.zip"
    gaoxin(data, "backup", str(target))
    body = bytearray(target.read_bytes())
    body[int(len(body) * share)] ^= 0xFF
    target.write_bytes(body)
    other = tmp_path / "other"
    said = gaoxin(data, "restore", str(target), "--data", str(other), expected=2)
    assert said.startswith("错误: ") and not other.exists()


def test_a_part_that_leaves_its_folder_is_refused(data, tmp_path):
    target = tmp_path / "b.zip"
    body = b"x"
    import hashlib

    part = {"name": "files/../../evil", "size": 1, "sha256": hashlib.sha256(body).hexdigest()}
    manifest = {
        "format": "gaoxin-backup/1",
        "version": "0",
        "vendor": "sqlite",
        "taken_at": "",
        "parts": [part],
    }
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(part["name"], body)
        archive.writestr("manifest.json", json.dumps(manifest))
    gaoxin(data, "restore", str(target), "--data", str(tmp_path / "other"), expected=2)
    assert not (tmp_path / "other").exists() and not (tmp_path / "evil").exists()


def test_a_flipped_byte_in_a_stored_file_is_named(data):
    (stored,) = (data / "files" / "imports").iterdir()
    body = bytearray(stored.read_bytes())
    body[100] ^= 1
    stored.write_bytes(body)
    (fault,) = faults(data)
    assert (fault["check"], fault["where"]) == ("files", f"imports/{stored.name}")
    stored.unlink()
    (data / "files" / "imports" / "stray.csv").write_text("x")
    assert [f["where"] for f in faults(data)] == [f"imports/{stored.name}", "imports/stray.csv"]


def test_a_reference_to_nothing_is_named(data):
    with sqlite3.connect(data / "gaoxin.sqlite3") as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute("UPDATE center_observation SET firm_id=99999 WHERE id=5")
    database.close()
    assert {f["where"] for f in faults(data)} == {"center.observation:5"}


def test_a_damaged_database_is_told(data):
    path = data / "gaoxin.sqlite3"
    body = bytearray(path.read_bytes())
    for offset in range(len(body) // 2, len(body) // 2 + 4096 * 8, 64):
        body[offset] ^= 0xFF
    path.write_bytes(body)
    assert faults(data)


def test_everything_is_exported_and_comes_back(data, tmp_path):
    out = tmp_path / "all.zip"
    gaoxin(data, "export", "--zone", "yunchuan", "-o", str(out))
    gaoxin(data, "export", "-o", str(tmp_path / "all"))
    with zipfile.ZipFile(out) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {f["name"] for f in manifest["files"]} == set(archive.namelist()) - {"manifest.json"}
    rows = pl.read_parquet(tmp_path / "all" / "observations.parquet")
    assert (rows.height, manifest["rows"]["firms"]) == (600, 200)
    assert "没有写入新值" in gaoxin(
        data, "import", str(tmp_path / "all" / "firms.xlsx"), "--valid-from", "2026-01-01"
    )
    assert faults(data) == []
    assert gaoxin(data, "export", "-o", str(tmp_path / "all"), expected=2).startswith("错误")
