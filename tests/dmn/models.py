"""Small models written in a line or two."""

NAMESPACES = {
    "1.1": "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "1.2": "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "1.3": "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "1.4": "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "1.5": "https://www.omg.org/spec/DMN/20230324/MODEL/",
}


def model(body: str, namespace: str = "test", version: str = "1.5") -> bytes:
    return (
        f'<definitions xmlns="{NAMESPACES[version]}" namespace="{namespace}" name="模型" id="m">{body}</definitions>'
    ).encode()


def inputs(**types: str) -> str:
    return "".join(
        f'<inputData id="i_{number}" name="{name}"><variable name="{name}" typeRef="{ref}"/></inputData>'
        for number, (name, ref) in enumerate(types.items())
    )


def decision(name: str, logic: str, requires: int = 0, ref: str = "Any", known: str = "") -> str:
    needs = "".join(
        f'<informationRequirement><requiredInput href="#i_{n}"/></informationRequirement>'
        for n in range(requires)
    )
    return f'<decision id="{name}" name="{name}"><variable name="{name}" typeRef="{ref}"/>{needs}{known}{logic}</decision>'


def literal(text: str) -> str:
    return f"<literalExpression><text><![CDATA[{text}]]></text></literalExpression>"


def table(
    columns: list[str],
    outputs: list[str],
    rules: list[tuple[str, ...]],
    policy: str = "UNIQUE",
    more: str = "",
) -> str:
    heads = "".join(
        f"<input><inputExpression><text>{each}</text></inputExpression></input>" for each in columns
    )
    tails = "".join(outputs)
    rows = "".join(_rule(rule, len(columns)) for rule in rules)
    return f'<decisionTable hitPolicy="{policy}" {more}>{heads}{tails}{rows}</decisionTable>'


def output(name: str = "", values: str = "", default: str = "") -> str:
    allowed = f"<outputValues><text>{values}</text></outputValues>" if values else ""
    fallback = f"<defaultOutputEntry><text>{default}</text></defaultOutputEntry>" if default else ""
    return f'<output name="{name}">{allowed}{fallback}</output>'


def _rule(cells: tuple[str, ...], inputs: int) -> str:
    tags = ["inputEntry"] * inputs + ["outputEntry"] * (len(cells) - inputs)
    inner = "".join(
        f"<{tag}><text><![CDATA[{cell}]]></text></{tag}>" for tag, cell in zip(tags, cells, strict=True)
    )
    return f"<rule>{inner}</rule>"
