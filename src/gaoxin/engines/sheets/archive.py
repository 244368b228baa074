"""The zip around a workbook, opened without trusting what it says of itself."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.engines.sheets import limits
from gaoxin.engines.sheets.errors import SheetError

CHUNK = 4 * 2**20
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_LOCATOR_64 = b"PK\x06\x07"
_DIRECTORY_BYTES = 4 * 2**20
_ENCRYPTED = 0x1


def broken() -> SheetError:
    """The refusal of a damaged workbook."""
    return SheetError(
        Text("工作簿已损坏或不完整", "the workbook is damaged or incomplete"),
        Text(
            "请重新下载，或用 Excel 打开后另存为 xlsx",
            "download it again, or open it in Excel and save it as xlsx",
        ),
    )


def dangerous(zh: str, en: str) -> SheetError:
    """The refusal of a workbook that holds what none should."""
    return SheetError(
        Text(f"工作簿内容异常：{zh}", f"the workbook is not safe to read: {en}"),
        Text("请用 Excel 或 WPS 另存为新的 xlsx", "save it as a new xlsx in Excel or WPS"),
    )


class Archive:
    """A zip whose parts are read with a cap on the bytes that really come out."""

    def __init__(self, path: Path) -> None:
        _check_end(path)
        self._inflated = 0
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise broken() from error
        try:
            self._infos = self._index()
        except SheetError:
            self._zip.close()
            raise

    def _index(self) -> dict[str, zipfile.ZipInfo]:
        """The parts by name; names are one whatever their case and slashes (ECMA-376 part 2, 6.2.2.3)."""
        infos: dict[str, zipfile.ZipInfo] = {}
        for info in self._zip.infolist():
            name = _key(info.filename)
            if name in infos or "&" in name:
                raise dangerous("有重名或异常的部件", "two parts share a name, or one is odd")
            if info.flag_bits & _ENCRYPTED:
                raise SheetError(
                    Text("压缩包有密码", "the archive is encrypted"),
                    Text("请取消密码后另存为 xlsx", "remove the password and save it as xlsx"),
                )
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise broken()
            infos[name] = info
        return infos

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._infos

    def names(self) -> list[str]:
        """The names of all parts, in lower case."""
        return list(self._infos)

    def chunks(self, name: str, cap: int) -> Iterator[bytes]:
        """The inflated bytes of a part; past `cap` bytes or damaged, a SheetError."""
        total = 0
        cap = min(cap, limits.INFLATED_BYTES - self._inflated)
        try:
            with self._zip.open(self._infos[_key(name)]) as part:
                while chunk := part.read(CHUNK):
                    total += len(chunk)
                    self._inflated += len(chunk)
                    if total > cap:
                        raise limits.too_large(
                            f"{name} 超过 {cap >> 20} MB", f"{name} is over {cap >> 20} MB"
                        )
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            if isinstance(error, SheetError):
                raise
            raise broken() from error

    def read(self, name: str, cap: int = limits.SMALL_PART_BYTES) -> bytes:
        """A whole part, within `cap` bytes and free of DOCTYPE. Raises SheetError."""
        if name not in self:
            raise broken()
        body = b"".join(self.chunks(name, cap))
        refuse_entities(body)
        return body


def _key(name: str) -> str:
    return name.replace("\\", "/").removeprefix("/").lower()


def refuse_entities(body: bytes) -> None:
    """Raises SheetError where XML is no UTF-8 or declares a document type: no workbook does."""
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise dangerous("含有 DOCTYPE 声明", "it declares a DOCTYPE")
    if body.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise dangerous("不是 UTF-8 编码", "it is not in UTF-8")


def _check_end(path: Path) -> None:
    """The directory of the zip is small and ends with the file, and the parts begin with it.

    So that every reader sees the same parts; a zip64 record may stand between (APPNOTE 4.3.14).
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(4)
        file.seek(max(0, size - 65_557))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22 or start not in (b"PK\x03\x04", _END):
        raise broken()
    directory, offset, comment = struct.unpack_from("<IIH", tail, at + 12)
    gap = 0
    if at >= 76 and tail[at - 76 : at - 72] == _END_64 and tail[at - 20 : at - 16] == _LOCATOR_64:
        gap, (directory, offset) = 76, struct.unpack_from("<QQ", tail, at - 76 + 40)
    if directory > _DIRECTORY_BYTES:
        raise dangerous("部件太多", "too many parts")
    if at + 22 + comment != len(tail) or offset + directory + gap != size - 22 - comment:
        raise broken()
