"""Evidence files: checked by what they hold, kept under their digest, never shown in the page."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.center.models import Firm, Observation, Person
from gaoxin.scenes.data.models import Dispute, Evidence

LARGEST = 10 * 1024 * 1024
MOST = 5

MEDIA = {
    b"%PDF-": ("pdf", "application/pdf"),
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
}
"""How the files that are taken begin."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    body: bytes


def digest_of(upload: Upload) -> str:
    """SHA-256 of the file."""
    return hashlib.sha256(upload.body).hexdigest()


def keep(
    uploads: Sequence[Upload],
    person: Person,
    firm: Firm,
    *,
    dispute: Dispute | None = None,
    observation: Observation | None = None,
) -> None:
    """Check and keep files as evidence of a dispute or a statement. Raises Refused."""
    if len(uploads) > MOST:
        raise Refused(Text(f"一次最多 {MOST} 个文件", f"at most {MOST} files at once"))
    kinds = [_kind(upload) for upload in uploads]
    for upload, (ending, media) in zip(uploads, kinds, strict=True):
        digest = digest_of(upload)
        Evidence.objects.create(
            firm=firm,
            dispute=dispute,
            observation=observation,
            file_name=upload.name[-200:],
            stored=_store(f"evidence/{firm.uscc}/{digest}.{ending}", upload.body),
            media_type=media,
            digest=digest,
            size=len(upload.body),
            by=person,
            at=timezone.now(),
        )


def _kind(upload: Upload) -> tuple[str, str]:
    if len(upload.body) > LARGEST:
        raise Refused(
            Text(f"文件「{shown(upload.name)}」超过 10 MB", f"“{shown(upload.name)}” is larger than 10 MB"),
            Text("请压缩或拆分后再传", "compress or split it first"),
        )
    for start, kind in MEDIA.items():
        if upload.body.startswith(start):
            return kind
    raise Refused(
        Text(
            f"文件「{shown(upload.name)}」不是 PDF、PNG 或 JPG",
            f"“{shown(upload.name)}” is no PDF, PNG or JPG",
        ),
        Text("请转换为 PDF 或拍照后再传", "convert it to PDF or take a picture of it"),
    )


def _store(path: str, body: bytes) -> str:
    return path if default_storage.exists(path) else default_storage.save(path, ContentFile(body))
