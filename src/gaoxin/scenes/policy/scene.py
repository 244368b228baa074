"""The manifest of the policy scene."""

from gaoxin.base.text import Text
from gaoxin.frame.scene import Scene

SCENE = Scene("policy", Text("政策匹配", "Policies"), order=20)
