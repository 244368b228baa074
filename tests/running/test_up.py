"""`gaoxin up`: says what is in the way, starts, starts again quickly, stops in good order."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from gaoxin.cli.running import ground
from tests.running.site import free_port

UP = (sys.executable, "-m", "gaoxin.cli", "--lang", "en", "up")


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("GAOXIN_")}


def refused(*options: object) -> str:
    """What is said by a start that ends with code 2."""
    done = subprocess.run(
        [*UP, *map(str, options)], env=environment(), capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    return done.stderr


def start(folder: Path, port: int) -> subprocess.Popen[str]:
    """A start, once it answers."""
    process = subprocess.Popen(
        [*UP, "--data", str(folder), "--port", str(port), "--firms", "20", "--workers", "1"],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    end = time.monotonic() + 120
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
                return process
        except OSError:
            time.sleep(0.05)
    process.kill()
    raise AssertionError(process.communicate()[0])


def stop(process: subprocess.Popen[str]) -> str:
    """Stop in good order; what was said."""
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


def test_a_site_starts_twice_and_prints_passwords_once(tmp_path: Path) -> None:
    folder, port = tmp_path / "data", free_port()
    first = stop(start(folder, port))
    assert "service2" in first
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
    second = stop(start(folder, port))
    assert "service2" not in second
    ground.claim("127.0.0.1", port)
    words = [line.split("│")[2].strip() for line in first.splitlines() if line.startswith("│")]
    kept = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file() and "static" not in p.parts)
    assert words
    assert not [word for word in words if word and word.encode() in kept]


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "gaoxin.sqlite3") as database:
        database.execute(
            "CREATE TABLE django_migrations (id integer PRIMARY KEY, app varchar, name varchar, applied datetime)"
        )
        database.execute("INSERT INTO django_migrations VALUES (1, 'center', '9999_later', '2030-01-01')")
    database.close()
    assert "newer version" in refused("--data", tmp_path, "--port", free_port())


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    url = f"postgresql://gaoxin@127.0.0.1:{free_port()}/gaoxin"
    assert "--database-url" in refused("--data", tmp_path, "--port", free_port(), "--database-url", url)


def test_a_taken_port_and_a_wrong_folder_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(SystemExit):
            ground.claim("127.0.0.1", other.getsockname()[1])
    assert "--port" in capsys.readouterr().err
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit):
        ground.lay(tmp_path / "file" / "data")
    assert "--data" in capsys.readouterr().err


def test_names_of_the_machine_are_trusted_only_where_it_listens_to_all() -> None:
    assert ground.hosts("127.0.0.1") == "127.0.0.1,localhost"
    assert socket.gethostname() in ground.hosts("0.0.0.0").split(",")
    assert "zone.example.cn" in ground.hosts("zone.example.cn")
