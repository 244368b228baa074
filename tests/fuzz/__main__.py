"""Fuzz every target for some seconds: `python -m tests.fuzz SECONDS [TARGET…]`; what is found lies under var/fuzz."""

import subprocess
import sys
from pathlib import Path

HOME = Path("var/fuzz")
NAMES = ("feel", "unary", "dmn", "exchange", "csv", "xlsx", "pack")
LIMITS = ("-rss_limit_mb=2048", "-timeout=20", "-max_len=20000", "-print_final_stats=0", "-verbosity=0")


def one(name: str) -> None:
    """Run one target in this process; never returns."""
    import atheris

    with atheris.instrument_imports(include=["gaoxin"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup([sys.argv[0], *sys.argv[3:]], TARGETS[name])
    atheris.Fuzz()


def every(seconds: int, names: tuple[str, ...]) -> int:
    """Run the targets one after another; the number of those that failed."""
    from tests.fuzz.seeds import write

    failed = 0
    for name in names:
        corpus = HOME / name
        write(name, corpus)
        limits = (*LIMITS, f"-max_total_time={seconds}", f"-artifact_prefix={HOME}/{name}-")
        command = [sys.executable, "-m", "tests.fuzz", "--one", name, *limits, corpus]
        told = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
        code = told.returncode
        if code:
            print(told.stdout + told.stderr)
        print(f"{name}: {'found a fault' if code else 'nothing found'}, {len(list(corpus.iterdir()))} inputs")
        failed += code != 0
    return failed


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
    sys.exit(every(int(sys.argv[1]), tuple(sys.argv[2:]) or NAMES))
