"""Time and memory."""

import contextlib
import json
import resource
import sys
import time
from pathlib import Path

STATUS, REFS = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def best(run, repeats):
    """Seconds of the quickest of some runs."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def once(run):
    """What a run gives, and its seconds."""
    start = time.perf_counter()
    found = run()
    return found, time.perf_counter() - start


def resident():
    """MB resident now, and forget the peak so far."""
    with contextlib.suppress(OSError):
        REFS.write_text("5")
    return _status("VmRSS") or _max()


def peak():
    """MB at the peak since `resident` was asked."""
    return _status("VmHWM") or _max()


def _status(key):
    if not STATUS.exists():
        return None
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(key))
    return int(line.split()[1]) / 1024


def _max():
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def tell(**found):
    """Hand the figures to the report."""
    print(json.dumps(found))
