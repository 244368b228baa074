"""The manifest of the screen."""

from gaoxin.base.text import Text
from gaoxin.center.roles import COMMITTEE, Permission, Role
from gaoxin.frame.scene import Link, Scene

SCENE = Scene(
    "screen",
    Text("一屏", "Cockpit"),
    order=0,
    menu=(
        Link(Text("驾驶舱", "Cockpit"), "screen:home", "layout-dashboard", "screen.read"),
        Link(Text("简报", "Briefings"), "screen:briefings", "file-text", "screen.read"),
    ),
    permissions=(
        Permission("screen.read", Text("查看驾驶舱", "See the cockpit"), COMMITTEE),
        Permission(
            "briefing.write",
            Text("编写半月报", "Write briefings"),
            frozenset({Role.STATISTICIAN, Role.LEADER}),
        ),
        Permission("briefing.publish", Text("签发半月报", "Publish briefings"), frozenset({Role.LEADER})),
    ),
)
