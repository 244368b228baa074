"""Models drawn elsewhere become drafts: conditions in FEEL, what is not known told with near misses."""

import datetime as dt
from pathlib import Path

import pytest

from gaoxin.center.exchange import import_model
from gaoxin.center.exchange.plain_yaml import draft_id, policy_text
from gaoxin.center.facts import of_case
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.read import PackError, read_kind
from gaoxin.engines.rules.decide import FirmFacts, decide
from gaoxin.engines.rules.dmn import DmnError
from gaoxin.engines.rules.rule import RuleSet
from tests.dmn.models import decision, inputs, literal, model, output, table

DAY = dt.date(2026, 6, 1)


def drawn(folder: Path, body: str) -> Path:
    path = folder / "外来.dmn"
    path.write_bytes(model(body, version="1.3"))
    return path


def taken(library: Library, folder: Path, body: str, choice: str = ""):
    found = import_model(drawn(folder, body), library, DAY, "city.subsidy", choice)
    written = folder / "city.subsidy.yaml"
    written.write_text(policy_text(found.policy), encoding="utf-8")
    assert read_kind(written, Policy) == found.policy
    assert found.drafted
    return found


def verdict(found, library: Library, **facts) -> str:
    rule = library.__class__(library.packs, library.base).rule(found.policy, DAY)
    known = of_case(facts, library.authoring)
    return decide(rule, FirmFacts(known, RuleSet((), library.shared(DAY), library.vocabulary), DAY)).state


def conditions(found) -> list[str]:
    return [c.feel for c in found.policy.versions[0].conditions]


def test_a_literal_conjunction(library: Library, tmp_path: Path) -> None:
    body = inputs(营业收入="number", 研发费用="number") + decision(
        "符合条件", literal("营业收入 >= 1000000 and 研发费用 / 营业收入 >= 5%"), 2, "boolean"
    )
    found = taken(library, tmp_path, body)
    assert conditions(found) == ["营业收入 >= 1000000", "研发费用 / 营业收入 >= 0.05"]
    version = found.policy.versions[0]
    assert {c.confidence for c in version.conditions} == {"uncertain"}
    assert version.source.confidence == "uncertain"
    assert "文号" in (version.source.note or "") and "案例" in (version.source.note or "")
    assert "TODO" not in policy_text(found.policy)
    assert verdict(found, library, revenue="100万元", rd_expense="5万元") == "eligible"
    assert verdict(found, library, revenue="100万元", rd_expense="49999.99元") == "ineligible"
    assert verdict(found, library, revenue="100万元") == "needs_data"


def test_units_in_the_names_of_inputs_are_kept_true(library: Library, tmp_path: Path) -> None:
    names = {"营业收入（万元）": "number", "从业人员": "number"}
    body = inputs(**names) + decision("是否", literal("营业收入（万元） >= 500"), 2, "boolean")
    found = taken(library, tmp_path, body)
    assert conditions(found) == ["营业收入 / 10000 >= 500"]
    assert verdict(found, library, revenue="500万元") == "eligible"
    assert verdict(found, library, revenue="4999999.99元") == "ineligible"
    told = [note.zh for note in found.notes]
    assert any("“从业人员”不是已知事实" in each and "年末从业人员" in each for each in told)


def test_a_table_whose_one_rule_says_yes(library: Library, tmp_path: Path) -> None:
    rules = [("[500..20000]", 'not("大型")', "true", '"符合"'), ("< 500", "-", "-", '"不符合"')]
    columns = ["营业收入 / 10000", "统计上大中小微型企业", "居民企业"]
    body = inputs(营业收入="number", 统计上大中小微型企业="string", 居民企业="boolean") + decision(
        "结论", table(columns, [output()], rules), 3, "string"
    )
    found = taken(library, tmp_path, body)
    assert conditions(found) == [
        "营业收入 / 10000 in [500..20000]",
        'not(统计上大中小微型企业 = "大型")',
        "居民企业 = true",
    ]
    assert (
        verdict(found, library, revenue="500万元", size_class="小型", resident_enterprise=True) == "eligible"
    )


def test_a_table_of_grades_and_a_decision_over_it(library: Library, tmp_path: Path) -> None:
    points = table(["研发费用"], [output(default="0")], [(">= 100", "20"), (">= 50", "10")], "FIRST")
    inner = decision("得分", points, 1, "number")
    outer = decision(
        "够分",
        literal("得分 >= 10"),
        0,
        "boolean",
        '<informationRequirement><requiredDecision href="#得分"/></informationRequirement>',
    )
    found = taken(library, tmp_path, inputs(研发费用="number") + inner + outer)
    assert conditions(found) == ["value_1 >= 10"]
    define = found.policy.versions[0].define
    assert define["value_1"].feel == "if 研发费用 >= 100 then 20 else if 研发费用 >= 50 then 10 else 0"
    assert verdict(found, library, rd_expense=50) == "eligible"
    assert verdict(found, library, rd_expense=49) == "ineligible"


def test_collected_sums_contexts_and_knowledge(library: Library, tmp_path: Path) -> None:
    summed = table(
        ["研发费用"], [output()], [(">= 100", "20"), (">= 50", "10")], "COLLECT", 'aggregation="SUM"'
    )
    body = (
        inputs(研发费用="number")
        + '<businessKnowledgeModel id="k" name="加倍"><encapsulatedLogic><formalParameter name="数"/>'
        + literal("数 * 2")
        + "</encapsulatedLogic></businessKnowledgeModel>"
        + decision("合计", summed, 1, "number")
        + decision(
            "判",
            literal("加倍(合计) >= 60"),
            0,
            "boolean",
            '<informationRequirement><requiredDecision href="#合计"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>',
        )
    )
    found = taken(library, tmp_path, body)
    assert conditions(found) == ["value_1 * 2 >= 60"]
    assert verdict(found, library, rd_expense=100) == "eligible"
    assert verdict(found, library, rd_expense=99) == "ineligible"


def test_several_tops_and_a_choice(library: Library, tmp_path: Path) -> None:
    body = (
        inputs(研发费用="number")
        + decision("甲", literal("1"), 0)
        + decision("乙", literal("研发费用 > 1"), 1, "boolean")
    )
    found = taken(library, tmp_path, body)
    assert conditions(found) == ["研发费用 > 1"]
    assert any("“甲”未导入" in note.zh for note in found.notes)
    assert conditions(taken(library, tmp_path, body, "甲")) == ["1"]
    with pytest.raises(PackError, match="known: 甲、乙"):
        taken(library, tmp_path, body, "丙")


@pytest.mark.parametrize(
    ("logic", "told"),
    [
        (literal("1 +"), "expected"),
        (table(["研发费用"], [output("a"), output("b")], [("1", "2", "3")]), "several outputs"),
        (table(["研发费用"], [output()], [("1", "2")], "OUTPUT ORDER"), "OUTPUT ORDER"),
        ('<functionDefinition kind="Java"/>', "Java"),
    ],
)
def test_what_cannot_be_taken_over_is_told_in_a_line(
    logic: str, told: str, library: Library, tmp_path: Path
) -> None:
    with pytest.raises(DmnError, match=told) as raised:
        taken(library, tmp_path, inputs(研发费用="number") + decision("甲", logic, 1))
    assert "\n" not in str(raised.value)
    assert "甲" in str(raised.value)


def test_decisions_that_require_one_another(library: Library, tmp_path: Path) -> None:
    def needs(id_: str) -> str:
        return f'<informationRequirement><requiredDecision href="#{id_}"/></informationRequirement>'

    body = (
        decision("甲", literal("乙 > 1"), 0, "boolean", needs("乙"))
        + decision("乙", literal("丙 + 1"), 0, "", needs("丙"))
        + decision("丙", literal("乙 + 1"), 0, "", needs("乙"))
    )
    with pytest.raises(PackError, match="requires itself"):
        taken(library, tmp_path, body)


def test_ids_from_file_names() -> None:
    assert draft_id("cn.hnte") == "cn.hnte"
    assert draft_id("我的 Policy-2026") == "draft.policy_2026"
    assert draft_id("政策") == "draft.policy"
