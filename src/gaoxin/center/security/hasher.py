"""How passwords are kept: Argon2id."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Hasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane: the least that OWASP advises, and bearable when everybody logs in at 8:30."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
