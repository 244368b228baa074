"""The manifest of the access scene: people, roles, log."""

from gaoxin.base.text import Text
from gaoxin.frame.scene import Scene

SCENE = Scene("access", Text("账号与审计", "Accounts and audit"), order=90)
