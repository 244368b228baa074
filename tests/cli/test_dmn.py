"""`gaoxin dmn` as a person runs it: values, problems, traces, hostile files."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gaoxin.cli import main

KIT = Path(__file__).parents[3] / "shared" / "dmn-tck"
MODEL = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="资助" namespace="urn:x">
<itemDefinition name="tLevel"><typeRef>string</typeRef><allowedValues><text>"甲","乙"</text></allowedValues></itemDefinition>
<itemDefinition name="tPerson" ><itemComponent name="生日"><typeRef>date</typeRef></itemComponent></itemDefinition>
<inputData id="i1" name="营业收入"><variable name="营业收入" typeRef="number"/></inputData>
<inputData id="i2" name="成立日期"><variable name="成立日期" typeRef="date"/></inputData>
<inputData id="i3" name="等级"><variable name="等级" typeRef="tLevel"/></inputData>
<inputData id="i4" name="法人"><variable name="法人" typeRef="tPerson"/></inputData>
<inputData id="i5" name="其他"><variable name="其他"/></inputData>
<decision id="d1" name="档次"><variable name="档次" typeRef="number"/>
<informationRequirement><requiredInput href="#i1"/></informationRequirement>
<informationRequirement><requiredInput href="#i3"/></informationRequirement>
<decisionTable hitPolicy="UNIQUE"><input label="营业收入"><inputExpression typeRef="number"><text>营业收入</text></inputExpression></input>
<input label="等级"><inputExpression><text>等级</text></inputExpression></input><output/>
<rule><inputEntry><text>&gt;= 100</text></inputEntry><inputEntry><text>"甲"</text></inputEntry><outputEntry><text>营业收入 * 0.1</text></outputEntry></rule>
<rule><inputEntry><text>&lt; 100</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
</decisionTable></decision>
<decision id="d2" name="年份"><informationRequirement><requiredInput href="#i2"/></informationRequirement>
<literalExpression><text>成立日期.year</text></literalExpression></decision>
<decision id="d3" name="生日"><informationRequirement><requiredInput href="#i4"/></informationRequirement>
<literalExpression><text>法人.生日 + duration("P1Y")</text></literalExpression></decision>
<decision id="d4" name="原样"><informationRequirement><requiredInput href="#i5"/></informationRequirement>
<literalExpression><text>其他</text></literalExpression></decision>
<decision id="d5" name="坏"><literalExpression><text>1 +</text></literalExpression></decision>
<decisionService id="s1" name="服务"><outputDecision href="#d1"/><inputData href="#i1"/><inputData href="#i3"/></decisionService>
</definitions>"""  # fmt: skip


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "资助.dmn"
    path.write_text(MODEL, encoding="utf-8")
    return path


def run(*args: object, code: int = 0, lang: str = "en", stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, ["--lang", lang, "dmn", *map(str, args)], input=stdin)
    assert result.exit_code == code, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def ask(model: Path, decision: str, given: str, *more: object, code: int = 0) -> Result:
    return run("run", model, "--decision", decision, "--input", given, *more, code=code)


def test_numbers_are_exact(model: Path) -> None:
    given = '{"营业收入": 1234567890123456789.0000000012345, "等级": "甲"}'
    assert ask(model, "档次", given).stdout == "123456789012345678.90000000012345\n"
    assert ask(model, "档次", given, "--json").stdout == "123456789012345678.90000000012345\n"


def test_input_from_a_file_and_from_standard_input(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "输入.json"
    path.write_text('\ufeff{"营业收入": 1, "等级": "乙"}', encoding="utf-8")
    assert ask(model, "档次", str(path)).stdout == "0\n"
    piped = run("run", model, "--decision", "档次", "--input", "-", stdin='{"营业收入": 1, "等级": "乙"}')
    assert piped.stdout == "0\n"


@pytest.mark.parametrize("day", ["2020-02-29", "@2020-02-29", '@\\"2020-02-29\\"'])
def test_dates_by_declared_type(model: Path, day: str) -> None:
    assert ask(model, "年份", f'{{"成立日期": "{day}"}}').stdout == "2020\n"
    assert ask(model, "生日", f'{{"法人": {{"生日": "{day}"}}}}', "--json").stdout == '"2021-02-28"\n'


def test_marked_texts_where_no_type_is_declared(model: Path) -> None:
    given = '{"其他": ["@2026-04-01", "@P1Y", "@PT2H", "@09:30:00", "@张三", "2026-04-01", {"a": null, "b": true}]}'
    told = json.loads(ask(model, "原样", given, "--json").stdout)
    assert told == ["2026-04-01", "P1Y", "PT2H", "09:30:00", "@张三", "2026-04-01", {"a": None, "b": True}]
    assert "@" not in ask(model, "原样", '{"其他": "@2026-04-01"}').stdout


def test_a_service(model: Path) -> None:
    assert ask(model, "服务", '{"营业收入": 200, "等级": "甲"}').stdout == "20\n"


def test_problems_name_file_decision_rule_and_column(model: Path) -> None:
    told = ask(model, "档次", '{"等级": "甲"}', code=1)
    assert told.stdout == "null\n"
    assert "资助.dmn: decision 档次: the input '营业收入' is not given" in told.stderr
    assert (
        "资助.dmn: decision 档次, rule 1, column 营业收入: null cannot be ordered with a number"
        in told.stderr
    )
    assert "资助.dmn: decision 档次: no rule matches" in told.stderr
    assert "string given where number is expected" in ask(model, "档次", '{"营业收入": "5"}', code=1).stderr
    assert "等级" in ask(model, "档次", '{"营业收入": 5, "等级": "丙"}', code=1).stderr


def test_a_misspelt_input_is_told_with_near_misses(model: Path) -> None:
    told = ask(model, "档次", '{"营业额收入": 5, "等级": "甲"}', code=1).stderr
    assert "there is no input '营业额收入'; did you mean 营业收入?" in told


def test_an_unknown_decision_lists_the_known_ones(model: Path) -> None:
    told = ask(model, "档位", "{}", code=2).stderr
    assert told == "error: 资助.dmn: there is no decision '档位'; known: 档次, 年份, 生日, 原样, 坏, 服务\n"


def test_the_trace_tells_rules_and_columns(model: Path) -> None:
    told = ask(model, "档次", '{"营业收入": 200, "等级": "甲"}', "--trace")
    assert told.stdout == "20\n"
    assert 'rule 1 matches: 营业收入: >= 100, 等级: "甲" → 营业收入 * 0.1' in told.stderr
    assert "rule 2 fails at column 1: 200 is not < 100" in told.stderr
    assert "decision 档次 = 20" in told.stderr
    assert told.stderr.count("table (UNIQUE") == 1


def test_policy_mode_tells_what_is_missing(model: Path) -> None:
    told = ask(model, "档次", '{"营业收入": 200}', "--json", "--mode", "policy")
    assert json.loads(told.stdout)["missing"] == ["等级"]


def test_check(model: Path) -> None:
    told = run("check", model, code=1).stdout
    assert "资助.dmn: decision 坏: '1 +'" in told
    model.write_text(MODEL.replace("1 +", "1"), encoding="utf-8")
    assert run("check", model).stdout == "no fault\n"


HOSTILE = {
    "entities": '<!DOCTYPE a [<!ENTITY x "y">]><definitions>&x;</definitions>',
    "not xml": "PK\x03\x04",
    "no model": "<html/>",
    "empty": "",
    "deep": "<a>" * 300 + "</a>" * 300,
    "bad encoding": '<?xml version="1.0" encoding="klingon"?><a/>',
    "no names": '<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"><decision/></definitions>',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("how", ["check", "run"])
def test_hostile_files_give_one_line(text: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / "坏.dmn"
    path.write_text(text, encoding="utf-8")
    more = ["--decision", "x"] if how == "run" else []
    told = run(how, path, *more, code=2).stderr
    assert told.count("\n") == 1
    assert "坏.dmn" in told


@pytest.mark.parametrize(
    "given", ["{", "[1]", '{"营业收入": NaN}', '{"营业收入": 1e999999}', "[" * 99999, '{"a": 1, "a": 2}', "不在.json", '{"成立日期": "今天"}']
)  # fmt: skip
def test_wrong_input_gives_one_line(given: str, model: Path) -> None:
    assert ask(model, "档次", given, code=2).stderr.count("\n") == 1


def test_a_folder_without_tests_is_refused(tmp_path: Path) -> None:
    assert "compliance-level-2" in run("tck", tmp_path, code=2).stderr


@pytest.mark.skipif(not KIT.is_dir(), reason="the compatibility kit is not beside the project")
def test_the_kit_is_reported(tmp_path: Path) -> None:
    level = tmp_path / "compliance-level-2"
    level.mkdir()
    name = "0004-simpletable-U"
    (level / name).symlink_to(KIT / "compliance-level-2" / name)
    told = run("tck", tmp_path, "--fail-under", 100).stdout
    assert told.startswith("compliance-level-2: ")
    (level / name).unlink()
    (level / name).mkdir()
    for path in (KIT / "compliance-level-2" / name).iterdir():
        (level / name / path.name).write_text(
            path.read_text("utf-8").replace("Approved", "Granted", 1), "utf-8"
        )
    told = run("tck", tmp_path, "--fail-under", 100, code=1).stdout
    assert "expected 'Approved', found 'Granted'" in told or "expected 'Granted', found 'Approved'" in told
    run("tck", tmp_path)


def test_export_and_import(tmp_path: Path) -> None:
    drawn, back = tmp_path / "高企.dmn", tmp_path / "cn.hnte.recognition.yaml"
    done = CliRunner().invoke(
        main, ["--lang", "en", "pack", "export", "cn.hnte.recognition", "-o", str(drawn), "--dmn", "1.3"]
    )
    assert done.exit_code == 0, done.output
    assert run("import", drawn, "-o", back).stdout == f"Result: {back} (policy cn.hnte.recognition)\n"
    told = ask(drawn, "判定", '{"居民企业": false}', "--mode", "policy")
    assert told.stdout == "false\n"
    wrong = CliRunner().invoke(main, ["--lang", "en", "pack", "export", "cn.none", "-o", str(drawn)])
    assert (wrong.exit_code, wrong.stderr.count("\n")) == (2, 1)


def test_import_of_a_model_drawn_elsewhere(model: Path, tmp_path: Path) -> None:
    out = tmp_path / "草稿.yaml"
    told = run("import", model, "-o", out, "--decision", "档次")
    assert "draft draft.policy" in told.stdout
    assert "the input '等级' is no known fact" in told.stderr
    assert "fill in: document number" in told.stderr
    run("import", tmp_path / "无.dmn", "-o", out, code=2)
