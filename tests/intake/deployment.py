"""A deployment of its own, in a folder, worked on by processes of its own."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

SETUP = """
from django.core.management import call_command
call_command("migrate", verbosity=0, skip_checks=True)
from gaoxin.center.models import Zone
Zone.objects.create(id="yunchuan", name_zh="云川高新区", name_en="Yunchuan", pack="demo", demo=True)
"""


def environment(data: Path) -> dict[str, str]:
    given = {k: v for k, v in os.environ.items() if not k.startswith("GAOXIN_")}
    return {**given, "GAOXIN_DATA": str(data), "DJANGO_SETTINGS_MODULE": "gaoxin.config.settings"}


def command(code: str, data: Path) -> subprocess.Popen[str]:
    body = "import django\ndjango.setup()\n" + textwrap.dedent(code)
    return subprocess.Popen(
        [sys.executable, "-c", body],
        env=environment(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def python(code: str, data: Path, expected: int = 0) -> str:
    """Run some lines against the deployment; what they print."""
    process = command(code, data)
    out, err = process.communicate(timeout=120)
    assert process.returncode == expected, err[-2000:]
    return out


def gaoxin(data: Path, *arguments: str, expected: int = 0) -> str:
    """Run a command; what it says."""
    done = subprocess.run(
        [sys.executable, "-c", "from gaoxin.cli import main; main()", "--lang", "zh", *arguments],
        env=environment(data),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == expected, (done.returncode, done.stdout[-2000:], done.stderr[-2000:])
    return done.stdout + done.stderr


def faults(data: Path) -> list[dict[str, str]]:
    """What fsck finds."""
    done = subprocess.run(
        [sys.executable, "-c", "from gaoxin.cli import main; main()", "fsck", "--json"],
        env=environment(data),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == (1 if found else 0), done.stderr
    return found


def make(data: Path) -> Path:
    """Set up a deployment with one zone and one import."""
    python(SETUP, data)
    sheet = data / "firms.csv"
    sheet.write_text(table(200), encoding="utf-8")
    gaoxin(data, "import", str(sheet), "--valid-from", "2026-01-01")
    return data


def copy(of: Path, to: Path) -> Path:
    shutil.copytree(of, to)
    return to


def table(count: int, sales: int = 1) -> str:
    from tests.intake.sheets import code

    rows = "".join(f"{code(n)},企业{n},{n * sales},{n}\n" for n in range(1, count + 1))
    return "统一社会信用代码,企业名称,销售收入（万元）,职工总数\n" + rows
