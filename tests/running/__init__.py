"""A real site for tests: prepared in a folder of its own, served by granian on loopback, stopped at the end."""

from tests.running.site import PASSWORDS, Site, running

__all__ = ["PASSWORDS", "Site", "running"]
