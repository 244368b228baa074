"""From XML to the elements of a model, the same for DMN 1.1 to 1.5."""

from collections.abc import Callable

from gaoxin.engines.rules.dmn import boxes
from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.xml import Element, parse_xml
from gaoxin.engines.rules.feel.characters import normal_name

_MODEL_NAMESPACES = ("/spec/DMN/", "/dmn.xsd")


def read_definitions(data: bytes, source: str = "") -> m.Definitions:
    """The definitions in a file; DmnError in one line where it is none or not safe."""
    try:
        root = parse_xml(data)
        if root.tag != "definitions" or not any(each in root.namespace for each in _MODEL_NAMESPACES):
            raise DmnError("this is no DMN model", where=f"line {root.line}, <{root.tag}>")
        return _definitions(root, source)
    except DmnError as error:
        raise DmnError(error.message, error.source or source, error.where) from None


def _definitions(root: Element, source: str) -> m.Definitions:
    readers = _READERS
    own = [child for child in root.children if child.namespace == root.namespace]
    return m.Definitions(
        name=root.get("name"),
        namespace=root.get("namespace"),
        source=source,
        imports=tuple(_import(each) for each in own if each.tag == "import"),
        items=tuple(_item(each) for each in own if each.tag == "itemDefinition"),
        nodes=tuple(readers[each.tag](each) for each in own if each.tag in readers),
    )


def _import(element: Element) -> m.Import:
    name, namespace = normal_name(element.get("name")), element.get("namespace")
    return m.Import(name, namespace, element.get("locationURI"), element.get("importType"))


def _item(element: Element) -> m.Item:
    return m.Item(
        name=normal_name(element.get("name")),
        type_ref=_type_text(element),
        collection=element.get("isCollection") == "true",
        allowed=_text_in(element, "allowedValues"),
        constraint=_text_in(element, "typeConstraint"),
        components=tuple(_item(each) for each in element.all("itemComponent")),
        function=_function_item(element.first("functionItem")),
    )


def _type_text(element: Element) -> str:
    return normal_name(element.text_of("typeRef") or element.get("typeRef"))


def _text_in(element: Element, tag: str) -> str:
    child = element.first(tag)
    return child.text_of("text") if child else ""


def _function_item(element: Element | None) -> tuple[tuple[m.Parameter, ...], str] | None:
    if element is None:
        return None
    parameters = tuple(boxes.parameter(each) for each in element.all("parameters"))
    return parameters, normal_name(element.get("outputTypeRef"))


def _variable_type(element: Element) -> str:
    variable = element.first("variable")
    return normal_name(variable.get("typeRef")) if variable else ""


def _name(element: Element) -> str:
    name = normal_name(element.get("name"))
    if not name:
        raise DmnError("a name is expected", where=f"line {element.line}, <{element.tag}>")
    return name


def _id(element: Element) -> str:
    return element.get("id") or _name(element)


def _input_data(element: Element) -> m.InputData:
    return m.InputData(_id(element), _name(element), _variable_type(element))


def _decision(element: Element) -> m.Decision:
    return m.Decision(
        _id(element),
        _name(element),
        _variable_type(element),
        _requires(element),
        boxes.only_expression(element),
    )


def _knowledge(element: Element) -> m.Knowledge:
    logic = element.first("encapsulatedLogic")
    return m.Knowledge(
        _id(element),
        _name(element),
        _variable_type(element),
        _requires(element),
        boxes.function(logic) if logic else None,
    )


def _requires(element: Element) -> tuple[str, ...]:
    requirements = element.all("informationRequirement", "knowledgeRequirement")
    inner = [child for each in requirements for child in each.children]
    return tuple(each.get("href") for each in inner if each.get("href"))


def _service(element: Element) -> m.Service:
    def hrefs(tag: str) -> tuple[str, ...]:
        return tuple(each.get("href") for each in element.all(tag))

    return m.Service(
        _id(element),
        _name(element),
        _variable_type(element),
        hrefs("outputDecision"),
        hrefs("encapsulatedDecision"),
        hrefs("inputDecision"),
        hrefs("inputData"),
    )


_READERS: dict[str, Callable[[Element], m.Node]] = {
    "inputData": _input_data,
    "decision": _decision,
    "businessKnowledgeModel": _knowledge,
    "decisionService": _service,
}
