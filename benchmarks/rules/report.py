"""The table: ours and the peers, each in a process of its own, against the bars that the project sets itself."""

import importlib.util
import json
import os
import platform
import subprocess
import sys

from benchmarks.rules.workload import POLICIES, ROWS

PEERS = {"openfisca-core": ("openfisca_core", "openfisca"), "zen-engine": ("zen", "zen")}


def table():
    """All measurements as Markdown."""
    ours = run("ours")
    peers = {
        name: run(script) for name, (module, script) in PEERS.items() if importlib.util.find_spec(module)
    }
    absent = [name for name in PEERS if name not in peers]
    lines = [*head(ours), *bars(ours, peers), "", *details(ours, peers)]
    if absent:
        lines += [
            "",
            f"Not installed, so not compared: {', '.join(absent)} (`pip install -r benchmarks/requirements.txt`).",
        ]
    return "\n".join(lines)


def run(script):
    """The figures one script prints."""
    command = [sys.executable, "-m", f"benchmarks.rules.{script}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    if done.returncode:
        raise SystemExit(f"{script} failed:\n{done.stderr[-2000:]}")
    return json.loads(done.stdout.strip().splitlines()[-1])


def head(ours):
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return [
        f"{POLICIES:,} policies × {ROWS:,} firms, {ours['atoms']} distinct atoms ({ours['source']}; {machine})",
        "",
        "| what | ratio | bar | measured |",
        "|---|---|---|---|",
    ]


def bars(ours, peers):
    full = ours["full"]
    if "openfisca-core" in peers:
        yield line("openfisca-core ÷ ours", peers["openfisca-core"]["seconds"] / full, "≥ 20 ×", "×")
    if "zen-engine" in peers:
        yield line("zen-engine ÷ ours", scaled(peers["zen-engine"]) / full, "≥ 3,000 ×", "×")
    yield line("ours ÷ reading the arrays once", full / ours["reading"], "≤ 15 ×", "×")
    yield line("ten times the policies ÷ ours", ours["ten_times"] / full, "≤ 8 ×", "×")
    yield line("one changed policy ÷ ours", 100 * ours["changed"] / full, "≤ 10%", "%")
    yield line("one changed firm, all policies × 10", 1000 * ours["firm"], "≤ 20 ms", " ms")
    yield line("memory above the input", ours["memory"], "≤ 150 MB", " MB")
    yield line("answers unlike the scalar's, of a sample", ours["wrong"], "0", "")


def line(what, value, bar, unit):
    limit = float(bar.strip("≥≤ ×%msMB").replace(",", ""))
    met = value >= limit if bar.startswith("≥") else value <= limit
    return f"| {what} | {value:,.1f}{unit} | {bar} | {'met' if met else '**not met**'} |"


def scaled(peer):
    """Seconds for all firms."""
    return peer["seconds"] / peer["rows"] * ROWS


def details(ours, peers):
    yield "| seconds | |"
    yield "|---|---|"
    names = {
        "full": "ours, nothing kept", "kept": "ours, atoms kept", "first": "ours, first run in the process",
        "counts": "counts, atoms kept", "ten_times": "ten times the policies", "changed": "one changed policy",
        "firm": "one firm, ten times the policies: bitmaps", "firm_told": "the same, told line by line",
        "load": "loading the columns", "compile": "compiling", "reading": "reading the arrays once, as given",
        "stored": "reading the columns once, as stored",
    }  # fmt: skip
    yield from (f"| {name} | {ours[key]:.4f} |" for key, name in names.items())
    for name, peer in peers.items():
        how = "" if peer["rows"] == ROWS else f", from {peer['rows']:,} firms"
        yield f"| {name}{how} | {scaled(peer):,.1f} |"
