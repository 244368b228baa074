"""One file within a model: its types, its nodes by id and name, and its logic compiled when asked for."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from gaoxin.engines.rules.dmn import model as m
from gaoxin.engines.rules.dmn.compile import Compiler, compile_function
from gaoxin.engines.rules.dmn.errors import DmnError
from gaoxin.engines.rules.dmn.types import Types
from gaoxin.engines.rules.feel import ast
from gaoxin.engines.rules.feel.types import Type


class Unit:
    """The definitions of a file, ready to be evaluated."""

    def __init__(self, definitions: m.Definitions, others: Mapping[str, "Unit"]) -> None:
        self.definitions = definitions
        self.others = others
        self.prefixes = {each.namespace: each.name for each in definitions.imports}
        self.by_id = {node.id: node for node in definitions.nodes if node.id}
        self.types = self._types()
        self.members = self._members()
        self.faults: list[str] = []
        self._trees: dict[str, ast.Node] = {}

    @property
    def namespace(self) -> str:
        """The namespace that hrefs of other files name."""
        return self.definitions.namespace

    def _types(self) -> Types:
        imported: dict[str, Type] = {}
        for namespace, prefix in self.prefixes.items():
            if namespace in self.others:
                known = self.others[namespace].types.known
                imported |= {f"{prefix}.{name}" if prefix else name: each for name, each in known.items()}
        try:
            return Types(self.definitions.items, imported)
        except DmnError as error:
            raise DmnError(error.message, self.definitions.source, error.where) from None

    def _members(self) -> frozenset[str]:
        inner = frozenset(_entry_names(self.definitions.nodes)) | self.types.members()
        imported = [self.others[each] for each in self.prefixes if each in self.others]
        outer = (unit.members | {node.name for node in unit.definitions.nodes} for unit in imported)
        return inner.union(*outer)

    def node(self, href: str) -> tuple["Unit", m.Node]:
        """The node an href means, here or in an imported file."""
        namespace, _, id_ = href.rpartition("#")
        unit = self if namespace in ("", self.namespace) else self.others.get(namespace)
        if unit is None or id_ not in unit.by_id:
            raise DmnError(f"there is no element {href!r}", self.definitions.source)
        return unit, unit.by_id[id_]

    def prefix(self, unit: "Unit") -> str:
        """The name under which another file's nodes are seen here."""
        return "" if unit is self else self.prefixes.get(unit.namespace, "")

    def names(self, requires: tuple[str, ...]) -> frozenset[str]:
        """The names that required nodes bring into scope."""
        found = set()
        for href in requires:
            unit, node = self.node(href)
            found.add(self.prefix(unit) or node.name)
        return frozenset(found)

    def tree(self, node: m.Decision | m.Knowledge) -> ast.Node:
        """The compiled logic of a node."""
        if node.id not in self._trees:
            self._trees[node.id] = self._compile(node)
        return self._trees[node.id]

    def _compile(self, node: m.Decision | m.Knowledge) -> ast.Node:
        compiler = Compiler(self.types, self.members, _kind(node))
        names = self.names(node.requires)
        if isinstance(node, m.Decision):
            tree = compiler.typed(compiler.compile(node.logic, names), node.type_ref)
        else:
            tree = self._function(compiler, node, names | {node.name})
        self.faults += compiler.faults
        return tree

    def _function(self, compiler: Compiler, node: m.Knowledge, names: frozenset[str]) -> ast.Node:
        box = node.logic or m.FunctionBox((), None)
        return compile_function(compiler, box, names, self.types.result(node.type_ref))

    def of_name(self, name: str, kinds: tuple[type, ...]) -> m.Node:
        """The node of a name; DmnError where there is none of these kinds."""
        for node in self.definitions.nodes:
            if node.name == name and isinstance(node, kinds):
                return node
        raise DmnError(f"there is no decision {name!r}", self.definitions.source)


def _kind(node: m.Node) -> str:
    word = {m.Decision: "decision", m.Knowledge: "knowledge model"}.get(type(node), "element")
    return f"{word} {node.name}"


def _entry_names(value: object) -> list[str]:
    """The names of entries, output columns and relation columns anywhere below."""
    own: list[str] = []
    if isinstance(value, m.Entry | m.Output):
        own = [value.name]
    elif isinstance(value, m.Relation):
        own = list(value.columns)
    return [name for name in own if name] + [name for each in _parts(value) for name in _entry_names(each)]


def _parts(value: object) -> list[object]:
    if isinstance(value, tuple):
        return [each for each in value if not isinstance(each, str)]
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    return []
