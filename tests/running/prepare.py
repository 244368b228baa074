"""`python -m tests.running.prepare FIRMS`: what `gaoxin up` prepares, with passwords that tests know."""

import sys

from gaoxin.cli.running import assets, database
from gaoxin.cli.site import site
from gaoxin.cli.tick import run
from tests.running.site import PASSWORDS


def main(firms: int) -> None:
    with site():
        from django.conf import settings

        from gaoxin.center.seed import seed

        database.ready()
        assets.collect(settings.DATA / "static")
        seed(firms, PASSWORDS)
        failed = run()
    if failed:
        raise SystemExit(f"jobs failed: {failed}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
