"""What is fuzzed: each target takes bytes, and lets only errors through that nobody expects."""

import datetime as dt
import tempfile
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from gaoxin.base.vocabulary import Vocabulary
from gaoxin.center.exchange import import_model
from gaoxin.center.library import open_library
from gaoxin.engines.packs.kinds import Classification, CodeList, PackInfo, Policy
from gaoxin.engines.packs.read import PackError, read_kind
from gaoxin.engines.rules.dmn import DmnError, read
from gaoxin.engines.rules.feel import FeelError, Scope, evaluate, parse, parse_unary_tests
from gaoxin.engines.rules.feel.scope import Mode
from gaoxin.engines.rules.feel.unparse import unparse
from gaoxin.engines.rules.guided import AuthoringError
from gaoxin.engines.rules.unknown import Unknown
from gaoxin.engines.sheets import SheetError, read_sheet

FACTS = {
    "a": Decimal(2),
    "b": "甲",
    "研发费用": Decimal(5),
    "营业 收入": None,
    "list": [Decimal(1), "x"],
    "c": {"k": True},
}
MODES: tuple[Mode, ...] = ("conformance", "policy")
LIBRARY = open_library(["national"])


def feel(data: bytes) -> None:
    """Parse, write, read back, evaluate in both modes."""
    text = data.decode(errors="replace")
    try:
        tree = parse(text, FACTS)
    except FeelError:
        return
    assert parse(unparse(tree, FACTS), FACTS) == tree
    for mode in MODES:
        facts = FACTS | ({"a": Unknown(missing=frozenset("a"))} if mode == "policy" else {})
        _evaluated(lambda scope: evaluate(tree, scope), Scope(facts, mode=mode))


def unary(data: bytes) -> None:
    """The same for the cell of a decision table."""
    try:
        tree = parse_unary_tests(data.decode(errors="replace"), FACTS)
    except FeelError:
        return
    assert parse_unary_tests(unparse(tree), FACTS) == tree
    for value in (Decimal(2), "甲", None, [Decimal(1)], Unknown(missing=frozenset("x"))):
        _evaluated(lambda scope: evaluate(tree, scope), Scope(FACTS | {"?": value}, mode="policy"))


def _evaluated(run: Callable[[Scope], object], scope: Scope) -> None:
    try:
        run(scope)
    except FeelError:
        return


def dmn(data: bytes) -> None:
    """Read a model, list its faults, evaluate its decisions."""
    try:
        model = read(data)
        model.check()
        for decision in model.decisions:
            model.evaluate(decision, {})
    except DmnError as error:
        assert "\n" not in str(error)


def exchange(data: bytes) -> None:
    """Take a model over as a policy."""
    path = Path(_FOLDER.name) / "model.dmn"
    path.write_bytes(data)
    try:
        import_model(path, LIBRARY, dt.date(2026, 6, 1), "draft.x")
    except (DmnError, PackError) as error:
        assert "\n" not in str(error)


def csv(data: bytes) -> None:
    """Read a sheet of text."""
    _sheet(".csv", lambda path: path.write_bytes(data))


def xlsx(data: bytes) -> None:
    """Read a workbook: odd bytes as they are, even ones as the XML of its sheet."""
    raw = bool(data[:1] and data[0] % 2)
    _sheet(".xlsx", lambda path: path.write_bytes(data[1:]) if raw else _workbook(path, data[1:]))


def _sheet(suffix: str, write: Callable[[Path], object]) -> None:
    path = Path(_FOLDER.name) / f"sheet{suffix}"
    write(path)
    try:
        read_sheet(path, _vocabulary(), industries=LIBRARY.industries)
    except SheetError:
        return


def _vocabulary() -> Vocabulary:
    return LIBRARY.sheet_vocabulary


PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def _workbook(path: Path, sheet: bytes) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)


def pack(data: bytes) -> None:
    """Read bytes as every kind of pack file, and compile what is a policy or a classification."""
    path = Path(_FOLDER.name) / "pack.yaml"
    path.write_bytes(data)
    for kind in (Policy, Classification, CodeList, PackInfo):
        try:
            found = read_kind(path, kind)
            if isinstance(found, Policy):
                for version in found.versions:
                    LIBRARY._compiled.clear()
                    LIBRARY.rule(found, version.from_)
            if isinstance(found, Classification):
                LIBRARY._compiled.clear()
                LIBRARY.classified(found, found.versions[0].from_) if found.versions else None
        except (PackError, AuthoringError) as error:
            assert "\n" not in str(error)


_FOLDER = tempfile.TemporaryDirectory(prefix="gaoxin-fuzz-")

TARGETS: dict[str, Callable[[bytes], None]] = {
    "feel": feel,
    "unary": unary,
    "dmn": dmn,
    "exchange": exchange,
    "csv": csv,
    "xlsx": xlsx,
    "pack": pack,
}
