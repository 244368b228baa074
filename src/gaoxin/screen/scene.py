"""The manifest of the screen."""

from gaoxin.base.text import Text
from gaoxin.center.roles import COMMITTEE, Permission
from gaoxin.frame.scene import Link, Scene

SCENE = Scene(
    "screen",
    Text("一屏", "Cockpit"),
    order=0,
    menu=(Link(Text("一屏", "Cockpit"), "screen:home", "layout-dashboard", None),),
    permissions=(Permission("screen.read", Text("查看驾驶舱", "See the cockpit"), COMMITTEE),),
)
