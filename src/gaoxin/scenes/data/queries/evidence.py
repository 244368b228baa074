"""Evidence files, as downloads."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from gaoxin.center.models import Firm
from gaoxin.scenes.data.models import Evidence


def evidence_file(firm: Firm, key: int) -> FileResponse | None:
    """A file of a firm, never shown in the browser itself; None where the firm has none such."""
    row = Evidence.objects.filter(firm=firm, pk=key).first()
    if row is None or not default_storage.exists(row.stored):
        return None
    return FileResponse(
        default_storage.open(row.stored),
        as_attachment=True,
        filename=row.file_name,
        content_type=row.media_type,
    )
