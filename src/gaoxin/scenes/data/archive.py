"""The archive of a zone as a download."""

import tempfile
from pathlib import Path

from django.http import FileResponse

from gaoxin.base.clock import SystemClock
from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.actor import Actor
from gaoxin.center.archive.actions import export_zone
from gaoxin.center.models import Zone

LONGEST = 200
"""Characters of a purpose."""


def archive(actor: Actor, zone: Zone, purpose: str) -> FileResponse:
    """All that the zone holds as a zip. Raises Refused without a purpose."""
    if not purpose.strip():
        raise Refused(Text("请写明用途", "say what it is for"))
    day = SystemClock().today()
    with tempfile.TemporaryDirectory(prefix="gaoxin-export-") as folder:
        path = Path(folder) / "archive.zip"
        export_zone(actor=actor, zone=zone, target=path, day=day, purpose=purpose.strip()[:LONGEST])
        file = path.open("rb")
    name = f"{zone.pk}-{day:%Y%m%d}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
