"""Random trees of FEEL, in the shapes that the parser makes."""

from decimal import Decimal

from hypothesis import strategies as st

from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.temporal.durations import DaysTime, YearsMonths
from gaoxin.engines.rules.feel.temporal.moments import DateTime, Time

NAMES = (
    "a",
    "b",
    "研发费用",
    "营业 收入",
    "score",
    "score.staff",
    "a - b",
    "2024年营收",
    "占比（％）",
    "b and a",
)
MEMBERS = ("year", "time offset", "得分", "in")
KEYS = ("x", "甲 乙", 'a"b', "第(1)项", "x - y", "行")
TYPES = ("number", "string", "boolean", "date", "time", "date and time", "list", "context", "Any", "tMoney")

texts = st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), max_size=8)
numbers = st.decimals(-(10**28), 10**28, places=3) | st.sampled_from(
    [Decimal("1E+40"), Decimal("-2.5E-30"), Decimal("0.05"), Decimal(-7), Decimal(0)]
)
dates = st.dates()
nanos = st.integers(0, 86_399_999_999_999)
zones = st.none() | st.sampled_from([0, 28800, -12600, "Asia/Shanghai"])
times = st.builds(Time, nanos, zones)
durations = st.builds(YearsMonths, st.integers(-500, 500)) | st.builds(
    DaysTime, st.integers(-(10**15), 10**15)
)
temporal = dates | times | st.builds(DateTime, dates, times) | durations
literals = st.builds(ast.Literal, st.none() | st.booleans() | numbers | texts | temporal)
names = st.sampled_from(NAMES).map(ast.Name)
bound = st.sampled_from(("项", "i", "z z"))


def type_names() -> st.SearchStrategy[ast.TypeName]:
    plain = st.sampled_from(TYPES).map(ast.TypeName)
    return st.recursive(plain, _more_types, max_leaves=4)


def _more_types(inner: st.SearchStrategy[ast.TypeName]) -> st.SearchStrategy[ast.TypeName]:
    fields = st.lists(st.tuples(st.sampled_from(("a", "甲 乙")), inner), min_size=1, max_size=2).map(tuple)
    several = st.lists(inner, min_size=1, max_size=2).map(tuple)
    return (
        st.builds(lambda t: ast.TypeName("list", (t,)), inner)
        | st.builds(lambda t: ast.TypeName("range", (t,)), inner)
        | st.builds(lambda f: ast.TypeName("context", fields=f), fields)
        | st.builds(lambda p, r: ast.TypeName("function", p, result=r), several, inner)
    )


def _negated(node: ast.Node) -> ast.Node:
    return node if isinstance(node, ast.Literal) and isinstance(node.value, Decimal) else ast.Negate(node)


def _joined(kind: type[ast.And] | type[ast.Or], parts: list[ast.Node]) -> ast.Node:
    head = parts[0].parts if isinstance(parts[0], kind) else (parts[0],)
    return kind((*head, *parts[1:]))


def _tests(inner: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    ops = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    asked = st.builds(lambda op, n: ast.Condition(ast.Compare(op, ast.Name("?"), n)), ops, inner)
    return st.builds(ast.UnaryCompare, ops, inner) | inner | asked


def more(inner: st.SearchStrategy[ast.Node]) -> st.SearchStrategy[ast.Node]:
    """Trees one level taller."""
    few = st.lists(inner, min_size=2, max_size=3)
    tests = st.lists(_tests(inner), min_size=1, max_size=3).map(tuple)
    iterators = st.lists(st.tuples(bound, inner), min_size=1, max_size=2).map(tuple)
    parameters = st.lists(st.tuples(bound, st.none() | type_names()), max_size=2).map(tuple)
    named = st.lists(st.tuples(st.sampled_from(("start position", "值")), inner), min_size=1, max_size=2).map(
        tuple
    )
    functions = st.sampled_from(("not", "list contains", "max", "a")).map(ast.Name) | inner
    comparison = st.sampled_from(("=", "!=", "<", "<=", ">", ">="))
    return st.one_of(
        st.builds(ast.Arithmetic, st.sampled_from(("+", "-", "*", "/", "**")), inner, inner),
        inner.map(_negated),
        st.builds(ast.Compare, comparison, inner, inner),
        few.map(lambda parts: _joined(ast.And, parts)),
        few.map(lambda parts: _joined(ast.Or, parts)),
        st.builds(ast.Between, inner, inner, inner),
        st.builds(ast.In, inner, tests),
        st.builds(ast.InstanceOf, inner, type_names()),
        st.builds(ast.Path, inner, st.sampled_from(MEMBERS)),
        st.builds(ast.Filter, inner, inner),
        st.builds(ast.Call, functions, st.lists(inner, max_size=2).map(tuple)),
        st.builds(ast.Call, functions, st.just(()), named),
        st.builds(ast.If, inner, inner, inner),
        st.builds(ast.For, iterators, inner),
        st.builds(ast.Quantified, st.sampled_from(("some", "every")), iterators, inner),
        st.builds(ast.Function, parameters, inner, st.booleans()),
        st.builds(ast.Range, inner, inner, st.booleans(), st.booleans()),
        st.builds(ast.UnaryCompare, comparison, inner),
        st.builds(ast.ListOf, st.lists(inner, max_size=3).map(tuple)),
        st.builds(ast.Context, st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=3).map(tuple)),
    )


trees = st.recursive(literals | names, more, max_leaves=12)
cells = st.builds(
    ast.UnaryTests, st.lists(_tests(trees), min_size=1, max_size=3).map(tuple), st.booleans()
) | st.just(ast.UnaryTests(()))
