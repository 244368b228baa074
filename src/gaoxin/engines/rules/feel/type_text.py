"""Type names as FEEL text (grammar rule 52)."""

from gaoxin.engines.rules.feel.ast import TypeName


def type_text(node: TypeName) -> str:
    """`number`, `list<number>`, `context<a: number>` or `function<number> -> string`."""
    inner = ", ".join(map(type_text, node.parameters))
    if node.result is not None:
        return f"{node.name}<{inner}> -> {type_text(node.result)}"
    if node.fields:
        return f"{node.name}<{', '.join(f'{key}: {type_text(each)}' for key, each in node.fields)}>"
    return f"{node.name}<{inner}>" if inner else node.name
