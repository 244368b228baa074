"""The manifest of the data scene: firms, imports, sources."""

from gaoxin.base.text import Text
from gaoxin.frame.scene import Scene

SCENE = Scene("data", Text("数据中心", "Data centre"), order=60)
