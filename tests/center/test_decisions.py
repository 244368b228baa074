"""Sets of decisions: written whole, verified offline, every changed byte found and placed."""

import csv
import dataclasses
import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from gaoxin.base.uscc import complete
from gaoxin.center.decisions import write as writing
from gaoxin.center.decisions.form import INDEX, MANIFEST, SCHEMA
from gaoxin.center.decisions.grounds import Grounds, open_grounds
from gaoxin.center.decisions.sets import open_set
from gaoxin.center.decisions.shard import DisagreementError
from gaoxin.center.decisions.target import check_target
from gaoxin.center.decisions.verify import check
from gaoxin.center.decisions.verify_set import Report, verify_chosen, verify_set
from gaoxin.center.decisions.write import write
from gaoxin.center.library import Library, open_library
from gaoxin.center.matching import Matching, match, quiet
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.replay import NotADecision, read
from gaoxin.engines.sheets import SheetError

DAY = dt.date(2026, 6, 1)
SMALL, STAT = "cn.tax.small_low_profit_cit", "cn.stat.four_above"
FIRMS = [complete(f"91990171MA{i:06d}") for i in range(6)]
HEADERS = ["统一社会信用代码", "企业名称", "行业代码", "年末从业人员", "营业收入（万元）", "应纳税所得额（万元）", "从业人数季度平均", "资产总额季度平均（万元）", "限制淘汰类产品"]  # fmt: skip
ROWS = [
    [code, f"企业{i}", "3912", 80 + i, 1990 + i * 10.5, 298 + i, 300, "" if i == 2 else 5000, "否"]
    for i, code in enumerate(FIRMS)
]


@pytest.fixture(scope="module")
def national() -> Library:
    return open_library()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheet") / "firms.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *ROWS])
    return path


@pytest.fixture(scope="module")
def matching(sheet: Path, national: Library) -> Matching:
    return match(sheet, national, DAY, only=(SMALL, STAT), keep_all=True)


@pytest.fixture(scope="module")
def made(
    matching: Matching, sheet: Path, national: Library, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("set") / "decisions"
    write(matching, national, sheet, folder)
    return folder


@pytest.fixture
def copy(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "decisions"))


@pytest.fixture(scope="module")
def grounds() -> Grounds:
    return open_grounds((), ("national",))


def verified(folder: Path, grounds: Grounds) -> Report:
    return verify_set(open_set(folder), grounds, quiet)


def texts(report: Report) -> list[str]:
    return [p.message.en for p in report.problems]


def lines(folder: Path) -> list[bytes]:
    return [
        line
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_bytes().splitlines(keepends=True)
    ]


def test_every_reported_pair_has_its_decision(made: Path, matching: Matching, grounds: Grounds) -> None:
    assert verified(made, grounds) == Report(matching.pairs.height, 0, ())
    index = pl.read_parquet(made / INDEX)
    assert index.schema == SCHEMA
    told = {(d.uscc, d.policy.id): d.verdict.state for d in map(read, lines(made))}
    assert dict(zip(index.select("uscc", "policy").rows(), index["state"], strict=True)) == told
    assert set(told.values()) == {"eligible", "ineligible", "needs_data"}
    assert len(told) == matching.pairs.height == 12


def test_only_what_the_result_reports_is_kept(sheet: Path, national: Library, tmp_path: Path) -> None:
    near = match(sheet, national, DAY, only=("cn.hnte.recognition", SMALL))
    few = dataclasses.replace(near, pairs=near.pairs.filter(pl.col("state") == "ineligible"))
    write(few, national, sheet, tmp_path / "d")
    assert len(lines(tmp_path / "d")) == few.pairs.height < near.pairs.height == 12


def test_a_decision_says_where_its_figures_come_from(made: Path, sheet: Path) -> None:
    decision = next(d for d in map(read, lines(made)) if (d.uscc, d.policy.id) == (FIRMS[2], SMALL))
    assert decision.source.row == 4
    assert decision.facts["taxable_income"].column == "应纳税所得额（万元）"
    assert decision.facts["taxable_income"].value == "3000000.00"
    assert decision.absent == ("assets_quarterly_mean",)
    assert decision.policy.file == f"national/policies/{SMALL}.yaml"
    assert decision.packs == ("national",)


def test_a_decision_names_the_classification_and_codes_it_rests_on(made: Path) -> None:
    decision = next(d for d in map(read, lines(made)) if d.policy.id == STAT)
    assert "national/classifications/cn.stat.four_above_kind.yaml" in decision.inputs
    assert "national/codes/gbt4754_2017_divisions.csv" in decision.inputs
    assert "national/vocabulary.csv" in decision.inputs


def test_shards_are_made_and_verified_by_several_processes(
    matching: Matching,
    sheet: Path,
    national: Library,
    made: Path,
    grounds: Grounds,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "SHARD", 5)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    seen: list[int] = []
    write(matching, national, sheet, tmp_path / "d", lambda _what, done, _total: seen.append(done))
    assert sorted(p.name for p in (tmp_path / "d").iterdir()) == [
        *(f"decisions-0000{i}.jsonl" for i in (1, 2, 3)),
        INDEX,
        MANIFEST,
    ]
    assert lines(tmp_path / "d") == lines(made)
    assert seen[-1] == 12
    assert verified(tmp_path / "d", grounds) == Report(12, 0, ())


def spots(size: int, step: int) -> Iterator[int]:
    yield from range(0, size, step)
    yield size - 1


@pytest.mark.parametrize(("name", "step"), [(MANIFEST, 1), (INDEX, 41), ("decisions-00001.jsonl", 211)])
def test_a_changed_byte_in_any_file_is_found(copy: Path, grounds: Grounds, name: str, step: int) -> None:
    raw = (copy / name).read_bytes()
    for place in spots(len(raw), step):
        (copy / name).write_bytes(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
        try:
            assert verified(copy, grounds).problems, place
        except NotADecision:
            assert name == MANIFEST


def test_a_changed_decision_is_named_with_its_line(copy: Path, grounds: Grounds) -> None:
    path = copy / "decisions-00001.jsonl"
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'"value":"3000000.00"', b'"value":"3000001.00"', 1))
    told = texts(verified(copy, grounds))
    assert told[0].startswith("decisions-00001.jsonl: does not fit its digest")
    where = f"{FIRMS[2]} {SMALL}"
    assert any(f"{where}: facts: does not fit" in t for t in told)
    assert any(f"{where}: trace[1].measured[0].actual: expected 3000001, found 3000000" in t for t in told)
    assert any("index.parquet: decisions-00001.jsonl line" in t and ".sha256" in t for t in told)
    assert texts(verify_chosen(open_set(copy), grounds, FIRMS[2], SMALL))
    assert not verify_chosen(open_set(copy), grounds, FIRMS[3], SMALL).problems


def test_missing_and_foreign_files_are_named(copy: Path, grounds: Grounds) -> None:
    (copy / "decisions-00001.jsonl").rename(copy / "decisions-00002.jsonl")
    told = texts(verified(copy, grounds))
    assert "decisions-00002.jsonl: this file is not in the manifest" in told
    assert "decisions-00001.jsonl: this file is missing" in told


def test_a_swapped_pair_of_lines_is_found(copy: Path, grounds: Grounds) -> None:
    path = copy / "decisions-00001.jsonl"
    first, second, *rest = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([second, first, *rest]))
    assert any("index.parquet" in t for t in texts(verified(copy, grounds)))


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundled("national"), tmp_path / "later"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def decision(made: Path, policy: str, uscc: str = FIRMS[2]) -> bytes:
    return next(line for line in lines(made) if (read(line).policy.id, read(line).uscc) == (policy, uscc))


@pytest.mark.parametrize(
    ("policy", "file", "old", "new"),
    [
        (SMALL, f"policies/{SMALL}.yaml", "kind: tax", "kind:  tax"),
        (STAT, "classifications/cn.stat.four_above_kind.yaml", "issuer:", "# changed\nissuer:"),
        (STAT, "codes/gbt4754_2017_divisions.csv", "Agriculture", "Farming"),
        (SMALL, "vocabulary.csv", "taxable_income,", "taxable_income,年"),
    ],
)
def test_a_changed_pack_file_is_named_with_both_digests(
    made: Path, pack: Path, policy: str, file: str, old: str, new: str
) -> None:
    edit(pack / file, old, new)
    checked = check(decision(made, policy), open_grounds([str(pack)], ()))
    assert checked.faults == ()
    assert [p.where for p in checked.packs] == [f"national/{file}"]
    assert checked.packs[0].message.en.count("SHA-256") == 1
    assert len([w for w in checked.packs[0].message.en.replace(",", " ").split() if len(w) == 64]) == 2


def test_rows_of_other_facts_and_other_policies_may_change(made: Path, pack: Path) -> None:
    edit(pack / "vocabulary.csv", "name_en,", "name_en,外文")
    edit(pack / f"policies/{STAT}.yaml", "kind:", "kind: ")
    checked = check(decision(made, SMALL), open_grounds([str(pack)], ()))
    assert checked.problems == ()


def test_another_threshold_shows_in_the_trace(made: Path, pack: Path) -> None:
    edit(pack / f"policies/{SMALL}.yaml", "at_most: 300万元", "at_most: 299万元")
    told = [p.message.en for p in check(decision(made, SMALL), open_grounds([str(pack)], ())).problems]
    assert "trace[1].measured[0].threshold: expected 2990000, found 3000000" in told
    assert "verdict.state: expected ineligible, found needs_data" in told


def test_a_pack_without_the_policy_or_the_version(made: Path, pack: Path) -> None:
    edit(pack / f"policies/{SMALL}.yaml", "- from: 2023-01-01", "- from: 2027-01-01")
    raw = decision(made, SMALL)
    with pytest.raises(PackError):
        check(raw, open_grounds([str(pack)], ()))
    (pack / f"policies/{SMALL}.yaml").unlink()
    with pytest.raises(PackError):
        check(raw, open_grounds([str(pack)], ()))
    assert (
        check(raw.replace(b'"row":4', b'"row":5'), open_grounds([str(pack)], ())).problems[0].where
        == "source"
    )


@pytest.mark.parametrize("name", ["nowhere", "../demo", "/etc", "", "a" * 200])
def test_packs_are_not_looked_for_outside(name: str) -> None:
    with pytest.raises(PackError):
        open_grounds((), (name,))


def test_two_evaluators_that_differ_are_a_loud_fault(
    matching: Matching, sheet: Path, national: Library, tmp_path: Path
) -> None:
    wrong = matching.pairs.with_columns(
        pl.lit("needs_review").cast(matching.pairs.schema["state"]).alias("state")
    )
    broken = dataclasses.replace(matching, pairs=wrong)
    with pytest.raises(DisagreementError, match=FIRMS[0]):
        write(broken, national, sheet, tmp_path / "d")
    assert list(tmp_path.iterdir()) == []


def test_a_set_is_replaced_whole(copy: Path, matching: Matching, national: Library, sheet: Path) -> None:
    (copy / INDEX).write_bytes(b"old")
    write(matching, national, sheet, copy)
    assert (copy / INDEX).read_bytes() != b"old"
    assert [p.name for p in copy.parent.iterdir()] == ["decisions"]


def test_what_is_no_set_is_never_replaced(copy: Path, tmp_path: Path) -> None:
    (copy / "mine.txt").write_text("x")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.txt").write_text("x")
    for target in (copy, tmp_path / "other", tmp_path / "other" / "a.txt", tmp_path / "no" / "d"):
        with pytest.raises(SheetError):
            check_target(target)
    (tmp_path / "empty").mkdir()
    check_target(tmp_path / "empty")


def test_an_empty_set_holds(
    matching: Matching, national: Library, sheet: Path, grounds: Grounds, tmp_path: Path
) -> None:
    none = dataclasses.replace(matching, pairs=matching.pairs.head(0))
    write(none, national, sheet, tmp_path / "d")
    assert verified(tmp_path / "d", grounds) == Report(0, 0, ())


MANIFESTS = [b"", b"{}", b"[" * 100_000, b"\xff", b'{"format":"other"}']


@pytest.mark.parametrize("raw", MANIFESTS, ids=range(len(MANIFESTS)))
def test_a_folder_without_a_sound_manifest_is_refused(copy: Path, raw: bytes) -> None:
    (copy / MANIFEST).write_bytes(raw)
    with pytest.raises(NotADecision):
        open_set(copy)


def test_a_manifest_cannot_point_outside(copy: Path) -> None:
    raw = (copy / MANIFEST).read_bytes()
    (copy / MANIFEST).write_bytes(raw.replace(b"decisions-00001.jsonl", b"../decisions-01.jsonl"))
    with pytest.raises(NotADecision):
        open_set(copy)
