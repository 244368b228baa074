"""Reading models: versions, imports, services, types, and files that are refused."""

from decimal import Decimal

import pytest

from gaoxin.engines.rules.dmn import DmnError, read

from .models import NAMESPACES, decision, inputs, literal, model


@pytest.mark.parametrize("version", NAMESPACES)
def test_every_version_is_read(version):
    body = inputs(收入="number") + decision("翻倍", literal("收入 * 2"), 1, "number")
    found = read(model(body, version=version)).evaluate("翻倍", {"收入": Decimal(21)})
    assert (found.value, found.problems) == (42, ())


SHARED = (
    '<itemDefinition name="t小"><typeRef>number</typeRef>'
    "<allowedValues><text>[0..10]</text></allowedValues></itemDefinition>"
    '<businessKnowledgeModel id="k" name="加 一"><variable name="加 一"/><encapsulatedLogic>'
    '<formalParameter name="a" typeRef="t小"/><literalExpression><text>a + 1</text></literalExpression>'
    "</encapsulatedLogic></businessKnowledgeModel>"
)


@pytest.mark.parametrize(("name", "call"), [("共享", "共享.加 一"), ("", "加 一")])
@pytest.mark.parametrize("version", ["1.2", "1.5"])
def test_imports_between_versions(name, call, version):
    known = '<knowledgeRequirement><requiredKnowledge href="other#k"/></knowledgeRequirement>'
    body = (
        f'<import name="{name}" namespace="other" importType="{NAMESPACES["1.3"]}"/>'
        + decision("d", literal(f"{call}(2)"), known=known)
        + decision("e", literal(f"{call}(99)"), known=known)
    )
    found = read(model(body, version=version), lambda namespace, location: model(SHARED, namespace, "1.3"))
    assert found.evaluate("d", {}).value == 3
    result = found.evaluate("e", {})
    assert result.value is None
    assert "t小" in str(result.problems[0])


def test_what_a_decision_does_not_require_is_not_in_scope():
    body = decision("a", literal("1")) + decision("b", literal("a"))
    result = read(model(body)).evaluate("b", {})
    assert result.value is None
    assert "nothing is named 'a'" in str(result.problems[0])


def test_a_decision_that_requires_itself_ends():
    known = '<informationRequirement><requiredDecision href="#a"/></informationRequirement>'
    result = read(model(decision("a", literal("a"), known=known))).evaluate("a", {})
    assert result.value is None
    assert "requires itself" in " ".join(map(str, result.problems))


def test_inputs_are_fitted_to_their_types():
    body = inputs(n="number") + decision("d", literal("n"), 1)
    found = read(model(body))
    assert found.evaluate("d", {"n": [Decimal(3)]}).value == 3
    assert found.evaluate("d", {"n": "x"}).value is None
    assert "not given" in str(found.evaluate("d", {}).problems[0])
    assert found.evaluate("d", {}, mode="policy").value.missing == {"n"}


def test_a_recursive_knowledge_model_and_a_recursive_type():
    body = (
        '<itemDefinition name="tTree"><itemComponent name="value"><typeRef>number</typeRef></itemComponent>'
        '<itemComponent name="children" isCollection="true"><typeRef>tTree</typeRef></itemComponent></itemDefinition>'
        '<businessKnowledgeModel id="k" name="total"><variable name="total" typeRef="number"/><encapsulatedLogic>'
        '<formalParameter name="tree" typeRef="tTree"/><literalExpression><text>'
        "tree.value + (if count(tree.children) = 0 then 0 else sum(for c in tree.children return total(c)))"
        "</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>"
    )
    known = '<knowledgeRequirement><requiredKnowledge href="#k"/></knowledgeRequirement>'
    text = "total({value: 1, children: [{value: 2, children: []}, {value: 3, children: []}]})"
    assert read(model(body + decision("d", literal(text), known=known))).evaluate("d", {}).value == 6


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not well-formed"),
        (b"<a>", "not well-formed"),
        (b"<a/>", "no DMN model"),
        (b"\xff\xfe", "not well-formed"),
        (b'<?xml version="1.0" encoding="nonsense"?><a/>', "encoding"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "refused"),
        (b'<!DOCTYPE a [<!ENTITY x "1"><!ENTITY y "&x;&x;">]><a>&y;</a>', "refused"),
        (b"<a>" * 5000, "nested too deeply"),
        (model('<import name="x" namespace="nowhere"/>'), "not found"),
        (model('<decision id="a"/>'), "a name is expected"),
        (model('<itemDefinition name="t"><typeRef>tNone</typeRef></itemDefinition>'), "no type"),
        (
            model(
                '<itemDefinition name="t"><typeRef>number</typeRef>'
                "<allowedValues><text>&lt;&lt;</text></allowedValues></itemDefinition>"
            ),
            "allowed values",
        ),
        (
            model(
                decision("d", "<decisionTable><input/><output/><rule><outputEntry/></rule></decisionTable>")
            ),
            "1 input and 1 output",
        ),
        (model(decision("d", "<relation><column name='a'/><row></row></relation>")), "each row"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data, word):
    with pytest.raises(DmnError) as raised:
        read(data)
    assert word in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_file_and_a_missing_decision(tmp_path):
    with pytest.raises(DmnError, match=r"none\.dmn: cannot be read"):
        read(tmp_path / "none.dmn")
    path = tmp_path / "m.dmn"
    path.write_bytes(model(decision("d", literal("1"))))
    with pytest.raises(DmnError, match=r"m\.dmn: there is no decision 'x'"):
        read(path).evaluate("x", {})


def test_a_dangling_href_is_a_problem_and_is_found_by_check():
    known = '<informationRequirement><requiredDecision href="#none"/></informationRequirement>'
    found = read(model(decision("d", literal("1"), known=known)))
    assert found.evaluate("d", {}).value is None
    assert "'#none'" in found.check()[0]


def test_a_runaway_model_ends_with_a_reason():
    body = decision("d", literal('count(for i in 1..900000, j in 1..900000 return "x")'))
    body += decision("e", literal("{f: function(n) f(n + 1), r: f(1)}.r"))
    found = read(model(body))
    for name in ("d", "e"):
        result = found.evaluate(name, {})
        assert result.value is None
        assert "too" in str(result.problems[-1])
