"""The frame as Django knows it."""

from django.apps import AppConfig


class FrameConfig(AppConfig):
    """Declares what the scenes permit and follow before anybody asks."""

    name = "gaoxin.frame"

    def ready(self) -> None:
        """Find the scenes once."""
        from gaoxin.center.changed import follow  # noqa: PLC0415 - needs the tables
        from gaoxin.center.permissions import declare  # noqa: PLC0415
        from gaoxin.frame.discover import scenes  # noqa: PLC0415

        for scene in scenes():
            declare(scene.permissions)
            if scene.changed:
                follow(scene.changed)
