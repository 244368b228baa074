"""`match --decisions`, `decision show` and `decision verify` as a person runs them."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gaoxin.base.uscc import complete
from gaoxin.cli import main

FIRMS = [complete(f"91990171MA{i:06d}") for i in range(3)]
HEADERS = [
    "统一社会信用代码",
    "应纳税所得额（万元）",
    "从业人数季度平均",
    "资产总额季度平均（万元）",
    "限制淘汰类产品",
]
ROWS = [[FIRMS[0], 300, 300, 5000, "否"], [FIRMS[1], 301, 300, 5000, "否"], [FIRMS[2], 1, 1, "", "否"]]
SMALL = "cn.tax.small_low_profit_cit"


def run(*args: object, code: int = 0, lang: str = "en") -> Result:
    result = CliRunner().invoke(main, ["--lang", lang, *map(str, args)])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zone")
    with (folder / "firms.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADERS, *ROWS])
    asked = ("--as-of", "2026-06-01", "--policy", SMALL, "--decisions", folder / "decisions")
    assert "Decisions: " in run("match", folder / "firms.csv", *asked).output
    return folder / "decisions"


@pytest.fixture
def single(made: Path, tmp_path: Path) -> Path:
    out = tmp_path / "decision.json"
    run("decision", "show", made, "--uscc", FIRMS[1], "--policy", SMALL, "-o", out)
    return out


def test_a_set_is_verified_whole_and_in_part(made: Path) -> None:
    assert "decisions: 3, failed: 0" in run("decision", "verify", made).output
    assert "decisions: 1, failed: 0" in run("decision", "verify", made, "--uscc", FIRMS[0]).output
    assert (
        "decisions: 3, failed: 0"
        in run("decision", "verify", made, "--policy", SMALL, "--pack", "national").output
    )


def test_an_extracted_file_stands_alone(single: Path) -> None:
    assert f"{FIRMS[1]} {SMALL} ineligible: verified" in run("decision", "verify", single).output
    assert "核验通过" in run("decision", "verify", single, lang="zh").output


def test_a_decision_is_shown_in_both_languages(made: Path, single: Path) -> None:
    told = run("decision", "show", made, "--uscc", FIRMS[1], "--policy", SMALL, lang="zh").output
    assert "结论: 不符合" in told
    assert "应纳税所得额 301万元，应不超过 300万元（差 1万元）" in told
    assert "第 3 行" in told
    english = run("decision", "show", single).output
    assert "Verdict: not eligible" in english
    assert "row 3" in english
    assert "请补充: 资产总额季度平均" in run("decision", "show", made, "--uscc", FIRMS[2], lang="zh").output


def test_a_changed_file_fails_and_says_where(single: Path) -> None:
    raw = single.read_bytes()
    single.write_bytes(raw.replace(b'"3010000.00"', b'"3000000.00"'))
    for command in ("verify", "show"):
        told = run("decision", command, single, code=1).output
        assert "facts: does not fit its digest" in told
        assert "trace[1].measured[0].actual: expected 3000000, found 3010000" in told
        assert "verdict.state: expected eligible, found ineligible" in told


def test_a_changed_set_fails(made: Path, tmp_path: Path) -> None:
    import shutil

    folder = Path(shutil.copytree(made, tmp_path / "d"))
    shard = folder / "decisions-00001.jsonl"
    shard.write_bytes(shard.read_bytes().replace(b'"row":3', b'"row":4'))
    told = run("decision", "verify", folder, code=1).output
    assert f"{FIRMS[1]} {SMALL}: source: does not fit its digest" in told
    assert "decisions: 3, failed: 1" in told
    run("decision", "verify", folder, "--uscc", FIRMS[1], code=1)
    run("decision", "verify", folder, "--uscc", FIRMS[0])


def test_other_packs_are_told_apart_from_a_forged_decision(single: Path, tmp_path: Path) -> None:
    import shutil

    from gaoxin.engines.packs.load import bundled

    pack = Path(shutil.copytree(bundled("national"), tmp_path / "national2027"))
    policy = pack / "policies" / f"{SMALL}.yaml"
    policy.write_bytes(policy.read_bytes() + b"# reviewed\n")
    told = run("decision", "verify", single, "--pack", pack, code=1).output
    assert f"national/policies/{SMALL}.yaml: not the file that was decided on" in told
    assert "come out the same" in told


UNUSABLE = [
    b"",
    b"{}",
    b"PK\x03\x04",
    b"[" * 200_000,
    b"\xff",
    b"\x1b[31m",
    b'{"\x1b[2J":1}',
    b'{"a\\u001b[2J":1}',
]


@pytest.mark.parametrize("raw", UNUSABLE, ids=range(len(UNUSABLE)))
def test_other_files_are_refused_in_one_line(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.json").write_bytes(raw)
    told = run("decision", "verify", tmp_path / "a.json", code=2).output
    assert told.count("\n") == 1
    assert "\x1b" not in told


def test_a_cut_file_is_refused(single: Path) -> None:
    single.write_bytes(single.read_bytes()[:-40])
    run("decision", "verify", single, code=2)


def test_wrong_calls_end_with_code_two(made: Path, single: Path, tmp_path: Path) -> None:
    run("decision", "verify", tmp_path / "nothing", code=2)
    run("decision", "verify", tmp_path, code=2)
    run("decision", "verify", made, "--uscc", "X", code=2)
    run("decision", "verify", single, "--uscc", FIRMS[1], code=2)
    run("decision", "show", made, code=2)
    run("decision", "verify", made, "--pack", "nowhere", code=2)


def test_a_folder_of_other_things_is_not_replaced(made: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")
    told = run("match", made.parent / "firms.csv", "--decisions", tmp_path, code=2).output
    assert "not replaced" in told
    assert (tmp_path / "mine.txt").exists()


def test_a_set_is_replaced_by_the_next_run(made: Path) -> None:
    before = (made / "manifest.json").read_bytes()
    run("match", made.parent / "firms.csv", "--as-of", "2026-06-01", "--policy", SMALL, "--decisions", made)
    assert (made / "manifest.json").read_bytes() == before
