"""Type names (grammar rule 52): simple, list<>, context<>, range<>, function<> -> and names of a model."""

from gaoxin.engines.rules.feel import ast, names
from gaoxin.engines.rules.feel.syntax.cursor import Cursor

_KNOWN = names.build(
    (
        "number",
        "string",
        "boolean",
        "date",
        "time",
        "date and time",
        "years and months duration",
        "days and time duration",
        "year month duration",
        "day time duration",
        "list",
        "context",
        "range",
        "Any",
        "Null",
    )
)


def type_name(c: Cursor) -> ast.TypeName:
    """A type; names of a model may be qualified with dots."""
    with c.deeper():
        start = c.peek().start
        if c.take("function"):
            return _function(c, start)
        name = _name(c)
        if name in ("list", "range") and c.take("<"):
            item = type_name(c)
            c.expect(">")
            return ast.TypeName(name, (item,), span=c.span(start))
        if name == "context" and c.take("<"):
            return _context(c, start)
        return ast.TypeName(name, span=c.span(start))


def expect_of(c: Cursor) -> None:
    """The word `of` after `instance`."""
    c.jump(c.at)
    start = c.peek().start
    if not c.folded.startswith("of", start):
        raise c.unexpected("of")
    c.jump(start + 2)


def _name(c: Cursor) -> str:
    saved, c.frames = c.frames, [_KNOWN, c.frames[0]]
    c.jump(c.at)
    try:
        parts = [_part(c)]
        while c.take("."):
            parts.append(_part(c))
        c.peek()
    finally:
        c.frames = saved
    c.jump(c.at)
    return ".".join(parts)


def _part(c: Cursor) -> str:
    token = c.peek()
    if token.kind not in ("name", "word") and token.value != "null":
        raise c.unexpected("a type")
    return c.next().value


def _context(c: Cursor, start: int) -> ast.TypeName:
    fields: list[tuple[str, ast.TypeName]] = []
    while not c.take(">"):
        if fields:
            c.expect(",")
        name = c.free_name(":")
        if name is None:
            raise c.unexpected("a key")
        c.expect(":")
        fields.append((name, type_name(c)))
    return ast.TypeName("context", fields=tuple(fields), span=c.span(start))


def _function(c: Cursor, start: int) -> ast.TypeName:
    if not c.take("<"):
        return ast.TypeName("function", span=c.span(start))
    parameters: list[ast.TypeName] = []
    while not c.take(">"):
        if parameters:
            c.expect(",")
        parameters.append(type_name(c))
    c.expect("->")
    return ast.TypeName("function", tuple(parameters), result=type_name(c), span=c.span(start))
