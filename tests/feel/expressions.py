"""Seeded FEEL expressions, typed so that most have an answer; one in a few is not well typed on purpose."""

import random
from collections.abc import Callable

FACTS = {
    "研发费用": "number",
    "营业 收入": "number",
    "n": "number",
    "名称": "string",
    "s": "string",
    "b": "boolean",
    "空": "null",
}
VALUES = {"研发费用": 12.5, "营业 收入": 200, "n": -3, "名称": "高新", "s": "abc", "b": True, "空": None}


class Writer:
    """Writes expressions of a wanted type from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.names: list[tuple[str, str]] = list(FACTS.items())

    def expression(self) -> str:
        """An expression of any type."""
        return self.of(self.pick([*MAKERS]), self.chance.randint(1, 4))

    def pick(self, choices):
        return self.chance.choice(choices)

    def of(self, kind: str, depth: int) -> str:
        """An expression of a type; rarely of another one, or null."""
        if self.chance.random() < 0.03:
            kind = self.pick([*MAKERS])
        if self.chance.random() < 0.02:
            return "null"
        if depth <= 0 or self.chance.random() < 0.15:
            return self.leaf(kind)
        return self.pick(MAKERS[kind])(self, depth - 1)

    def leaf(self, kind: str) -> str:
        known = [name for name, type_ in self.names if type_ == kind]
        if known and self.chance.random() < 0.4:
            return self.pick(known)
        return LEAVES[kind](self)

    def bound(self, name: str, kind: str, write: Callable[[], str]) -> str:
        """What is written with a further name in scope."""
        self.names.append((name, kind))
        text = write()
        self.names.pop()
        return text


def number(w: Writer) -> str:
    return w.pick(["0", "1", "2", "3", "10", "0.5", "1.25", "100", "-1", "-2.5", "7", "0.1", "0.2", "33"])


def string(w: Writer) -> str:
    return w.pick(
        ['""', '"a"', '"abc"', '"高新"', '"a b"', '"foobar"', '"A"', '"1"', '"2.5"', '"😀x"', '"a,b,c"']
    )


def date(w: Writer) -> str:
    return w.pick(
        ['"2024-01-31"', '"2024-02-29"', '"2023-12-31"', '"2026-04-01"', '"2025-02-28"', '"1999-07-15"']
    ).join(("date(", ")"))


def ym(w: Writer) -> str:
    return w.pick(['"P1Y"', '"P2M"', '"P1Y6M"', '"-P3M"', '"P14M"']).join(("duration(", ")"))


def dt(w: Writer) -> str:
    return w.pick(['"P1D"', '"PT2H"', '"P3DT4H"', '"-PT30M"', '"PT90S"', '"P10D"']).join(("duration(", ")"))


def moment(w: Writer) -> str:
    return w.pick(
        [
            '"2024-01-31T10:00:00"',
            '"2024-02-29T23:59:59"',
            '"2026-04-01T00:00:00Z"',
            '"2026-04-01T08:00:00+08:00"',
        ]
    ).join(("date and time(", ")"))


def time(w: Writer) -> str:
    return w.pick(['"10:00:00"', '"23:59:59"', '"08:30:00Z"', '"16:30:00+08:00"', '"00:00:00"']).join(
        ("time(", ")")
    )


def items(w: Writer, kind: str, depth: int) -> str:
    return "[" + ", ".join(w.of(kind, depth) for _ in range(w.chance.randint(0, 4))) + "]"


LEAVES = {
    "number": number, "string": string, "date": date, "ym": ym, "dt": dt, "moment": moment, "time": time,
    "boolean": lambda w: w.pick(["true", "false"]),
    "numbers": lambda w: items(w, "number", 0), "strings": lambda w: items(w, "string", 0),
    "context": lambda w: "{a: " + w.leaf("number") + ", 名: " + w.leaf("string") + "}",
    "range": lambda w: w.pick("[(") + number(w) + ".." + number(w) + w.pick("])"),
}  # fmt: skip


def form(*parts: str) -> Callable[[Writer, int], str]:
    """A template: parts that name a type become expressions of it, `#` before one asks for a leaf."""

    def write(w: Writer, depth: int) -> str:
        return "".join(_part(w, depth, part) for part in parts)

    return write


def _part(w: Writer, depth: int, part: str) -> str:
    if part in LEAVES:
        text = w.of(part, depth)
        return f"({text})" if depth > 0 else text
    if part.startswith("#"):
        return w.leaf(part[1:])
    if part.startswith("|"):
        return w.pick(part[1:-1].split("|"))
    return part


def many(kind: str) -> list[Callable[[Writer, int], str]]:
    return [form("if ", "boolean", " then ", kind, " else ", kind), form("{r: ", kind, "}.r")]


def loop(w: Writer, depth: int) -> str:
    source = w.of("numbers", depth)
    return f"for i in {source} return " + w.bound("i", "number", lambda: w.of("number", depth))


def counted(w: Writer, depth: int) -> str:
    ends = w.pick(["1..3", "3..1", "-1..1", "0..0"])
    return f"for i in {ends} return " + w.bound("i", "number", lambda: w.of("number", depth))


def quantified(w: Writer, depth: int) -> str:
    source = w.of("numbers", depth)
    test = w.bound("i", "number", lambda: w.of("boolean", depth))
    return f"{w.pick(['some', 'every'])} i in {source} satisfies {test}"


def filtered(w: Writer, depth: int) -> str:
    source = w.of("numbers", depth)
    return f"({source})[" + w.bound("item", "number", lambda: w.of("boolean", depth)) + "]"


def function(w: Writer, depth: int) -> str:
    body = w.bound("x", "number", lambda: w.of("number", depth))
    return f"(function(x) {body})({w.of('number', depth)})"


NUMBERS = "numbers"
MAKERS: dict[str, list[Callable[[Writer, int], str]]] = {
    "number": [
        form("number", "| + | - | * | / |", "number"), form("number", "| + | - |", "number", "| * | / |", "number"),
        form("-", "number"), form("#number", " ** ", "|2|3|-1|0|0.5|"), form("(", NUMBERS, ")[", "|1|2|-1|0|9|", "]"),
        form("|sum|max|min|count|mean|median|product|stddev|", "(", NUMBERS, ")"), form("|max|min|sum|", "(", "number", ", ", "number", ")"),
        form("|floor|ceiling|abs|", "(", "number", ")"), form("|decimal|round half up|round half down|round up|round down|floor|ceiling|", "(", "number", ", ", "|0|1|2|", ")"),
        form("modulo(", "number", ", ", "number", ")"), form("|sqrt|exp|log|", "(", "number", ")"), form("string length(", "string", ")"),
        form("(", "date", ").", "|year|month|day|weekday|"), form("(", "moment", ").", "|hour|minute|second|year|"), form("(", "time", ").", "|hour|minute|second|"),
        form("(", "ym", ").", "|years|months|"), form("(", "dt", ").", "|days|hours|minutes|seconds|"), form("number(", "string", ")"),
        form("number(", "string", ', ",", ".")'), form("(", "context", ").a"), form("day of year(", "date", ")"), form("week of year(", "date", ")"),
        form("count(", "strings", ")"), form("index of(", NUMBERS, ", ", "number", ")[1]"), form("odd(", "number", ")"), function, *many("number"),
    ],
    "string": [
        form("string", " + ", "string"), form("substring(", "string", ", ", "|1|2|-1|-2|0|", ")"), form("substring(", "string", ", ", "|1|2|-2|", ", ", "|0|1|5|", ")"),
        form("|upper case|lower case|", "(", "string", ")"), form("substring ", "|before|after|", "(", "string", ", ", "string", ")"),
        form("string(", "|number|", "number", ")"), form("string(", "number", ")"), form("string(", "boolean", ")"), form("string(", "date", ")"), form("string(", "ym", ")"),
        form("string join(", "strings", ")"), form("string join(", "strings", ", ", "string", ")"), form("replace(", "string", ', "a", ', "string", ")"),
        form("day of week(", "date", ")"), form("month of year(", "date", ")"), form("(", "context", ").名"), form("string(", NUMBERS, ")"), *many("string"),
    ],
    "boolean": [
        form("number", "| < | <= | > | >= | = | != |", "number"), form("string", "| = | != | < | > |", "string"), form("date", "| < | = | >= |", "date"),
        form("ym", "| < | = | > |", "ym"), form("dt", "| < | = | >= |", "dt"), form("moment", "| < | = | > |", "moment"), form("time", "| < | = |", "time"),
        form("boolean", "| and | or |", "boolean"), form("boolean", " and ", "boolean", " or ", "boolean"), form("not(", "boolean", ")"), form("boolean", " = ", "boolean"),
        form("number", " in ", "range"), form("number", " in (", "number", ", > ", "#number", ", ", "range", ")"), form("number", " between ", "number", " and ", "number"),
        form("|contains|starts with|ends with|", "(", "string", ", ", "string", ")"), form("matches(", "string", ", ", '|"^a"|"b+"|"[a-c]*"|', ")"),
        form("list contains(", NUMBERS, ", ", "number", ")"), form("|all|any|", "([", "boolean", ", ", "boolean", "])"), form("number", " instance of ", "|number|string|boolean|list<number>|"),
        form(NUMBERS, " instance of ", "|list|list<number>|list<string>|"), form("|odd|even|", "(", "number", ")"), form(NUMBERS, " = ", NUMBERS), form("context", " = ", "context"),
        form("|before|after|meets|includes|overlaps|", "(", "range", ", ", "range", ")"), form("|before|after|", "(", "number", ", ", "number", ")"), form("is(", "number", ", ", "number", ")"),
        form("range", " = ", "range"), form("includes(", "range", ", ", "number", ")"), form("during(", "number", ", ", "range", ")"), quantified, *many("boolean"),
    ],
    "numbers": [
        lambda w, d: items(w, "number", d), loop, counted, filtered, form("append(", NUMBERS, ", ", "number", ")"), form("concatenate(", NUMBERS, ", ", NUMBERS, ")"),
        form("|reverse|distinct values|flatten|sort|", "(", NUMBERS, ")"), form("sublist(", NUMBERS, ", ", "|1|2|-1|", ")"), form("sublist(", NUMBERS, ", 1, ", "|1|2|", ")"),
        form("insert before(", NUMBERS, ", ", "|1|2|-1|", ", ", "number", ")"), form("remove(", NUMBERS, ", ", "|1|2|-1|", ")"), form("union(", NUMBERS, ", ", NUMBERS, ")"),
        form("sort(", NUMBERS, ", function(x, y) x > y)"), form("index of(", NUMBERS, ", ", "number", ")"), form("list replace(", NUMBERS, ", 1, ", "number", ")"), form("mode(", NUMBERS, ")"), *many("numbers"),
    ],
    "strings": [lambda w, d: items(w, "string", d), form("split(", "string", ", ", '|","|"b"|" "|', ")"), form("distinct values(", "strings", ")"), form("sort(", "strings", ", function(x, y) x < y)"), *many("strings")],
    "date": [
        form("date", "| + | - |", "ym"), form("date", "| + | - |", "#dt"), form("date(", "|2024|2023|", ", ", "|1|2|12|13|", ", ", "|1|28|29|31|", ")"), form("date(", "moment", ")"), *many("date"),
    ],
    "ym": [form("ym", "| + | - |", "ym"), form("ym", " * ", "|2|-1|0|", ""), form("-", "ym"), form("years and months duration(", "date", ", ", "date", ")"), form("abs(", "ym", ")"), *many("ym")],
    "dt": [form("dt", "| + | - |", "dt"), form("date", " - ", "date"), form("dt", "| * | / |", "|2|0.5|"), form("-", "dt"), form("abs(", "dt", ")"), form("moment", " - ", "moment"), *many("dt")],
    "moment": [form("moment", "| + | - |", "dt"), form("moment", "| + | - |", "ym"), form("date and time(", "date", ", ", "time", ")"), *many("moment")],
    "time": [form("time", "| + | - |", "#dt"), form("time(", "moment", ")"), form("time(", "|0|10|23|", ", ", "|0|30|", ", 0)"), *many("time")],
    "range": [form("[", "number", "..", "number", "]"), form("(", "|<|<=|>|>=|", " ", "#number", ")")],
    "context": [
        form("{a: ", "number", ", 名: ", "string", "}"), form("{a: ", "number", ", b: a + 1}"), form("context put(", "context", ', "a", ', "number", ")"), form("context merge([", "context", ", ", "context", "])"),
        form("get value(", "context", ', "a")'), form("{a: ", NUMBERS, "}"), form("get entries(", "context", ")"),
    ],
}  # fmt: skip
