"""`python -m tests.postgres COMMAND …`: run a command with a PostgreSQL of its own in GAOXIN_DATABASE_URL.

Where PostgreSQL is not installed it says so and does nothing; with GAOXIN_POSTGRES=required it fails.
"""

import os
import subprocess
import sys

from tests.postgres.cluster import NotInstalledError, cluster


def main() -> int:
    try:
        with cluster() as address:
            return subprocess.call(sys.argv[1:], env={**os.environ, "GAOXIN_DATABASE_URL": address})
    except NotInstalledError as error:
        print(f"Skipped: {error}")
        return 1 if os.environ.get("GAOXIN_POSTGRES") == "required" else 0


if __name__ == "__main__":
    sys.exit(main())
