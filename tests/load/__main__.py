"""`python -m tests.load`: a site of 20,000 firms, 50 people for 60 seconds; fails on any failure or a p95 over 400 ms."""

import argparse
import csv
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import django

from tests.running import Site

SLOWEST = 400


def main() -> int:
    asked = arguments()
    with TemporaryDirectory(prefix="gaoxin-load-") as folder:
        site = Site(asked.data or Path(folder) / "data", asked.database)
        if not site.folder.exists():
            site.folder.mkdir()
            site.prepare(asked.firms)
        site.start(workers=asked.workers)
        try:
            play(site, Path(folder), asked.users)
            return run(site, Path(folder), asked)
        finally:
            site.stop()


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--firms", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--data", type=Path, help="a folder to prepare once and use again")
    parser.add_argument("--database", default=os.environ.get("GAOXIN_DATABASE_URL", ""))
    return parser.parse_args()


def play(site: Site, folder: Path, users: int) -> None:
    """Write down who plays and what pages each may open."""
    os.environ |= {"DJANGO_SETTINGS_MODULE": "gaoxin.config.settings", "GAOXIN_DATA": str(site.folder)}
    django.setup()
    from tests.browser.walk import walk

    done = subprocess.run(
        [sys.executable, "-m", "tests.load.sessions", str(users)],
        env=site.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    sessions = json.loads(done.stdout.splitlines()[-1])
    pages = {
        "": walk(site.address, {}),
        **{who: walk(site.address, {"sessionid": k[0]}) for who, k in sessions.items()},
    }
    for who, found in pages.items():
        print(f"{who or 'visitor'}: {len(found)} pages", *found.broken)
    lists = {who: list(found.items()) for who, found in pages.items()}
    (folder / "play.json").write_text(json.dumps({"sessions": sessions, "pages": lists}))


def run(site: Site, folder: Path, asked: argparse.Namespace) -> int:
    """Let them work, and say how it went."""
    locust = shlex.split(os.environ.get("GAOXIN_LOCUST", f"{sys.executable} -m locust"))
    given = ["-f", "tests/load/locustfile.py", "--headless", "--host", site.address, "--only-summary"]
    amount = [
        "-u",
        str(asked.users),
        "-r",
        str(asked.users / 5),
        "-t",
        f"{asked.seconds}s",
        "--csv",
        str(folder / "out"),
    ]
    print("load average before:", *(round(x, 2) for x in os.getloadavg()))
    subprocess.run(
        [*locust, *given, *amount],
        env={**os.environ, "GAOXIN_LOAD": str(folder / "play.json")},
        check=False,
    )
    print("load average after:", *(round(x, 2) for x in os.getloadavg()))
    with (folder / "out_stats.csv").open() as file:
        rows = list(csv.DictReader(file))
    total = rows[-1]
    print({k: total[k] for k in ("Request Count", "Failure Count", "Requests/s", "50%", "95%", "99%")})
    return 1 if int(total["Failure Count"]) or int(total["95%"]) > SLOWEST else 0


if __name__ == "__main__":
    sys.exit(main())
