"""`python -m tests.load.sessions N`: N sessions for each role that the load test plays, as JSON by login."""

import json
import sys

from gaoxin.cli.site import site

LOGINS = ("leader", "service", "service2", "statistician", "firm1", "firm2")


def main(count: int) -> None:
    with site():
        from django.test import Client

        from gaoxin.center.models import Person

        made: dict[str, list[str]] = {}
        for login in LOGINS:
            person = Person.objects.get(login=login)
            for _ in range(count):
                client = Client()
                client.force_login(person)
                made.setdefault(login, []).append(client.cookies["sessionid"].value)
    print(json.dumps(made))


if __name__ == "__main__":
    main(int(sys.argv[1]))
