"""XML read with care: no document type, no entities, bounded depth and size."""

from dataclasses import dataclass, field
from xml.parsers import expat

from gaoxin.engines.rules.dmn.errors import DmnError

MAX_BYTES = 50_000_000
MAX_DEPTH = 200
MAX_ELEMENTS = 2_000_000


@dataclass(slots=True)
class Element:
    """An element with its local name; `namespace` is kept to tell extensions apart."""

    tag: str
    namespace: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly within."""
        return "".join(self.pieces)

    def get(self, name: str, default: str = "") -> str:
        """An attribute by its local name."""
        return self.attributes.get(name, default)

    def all(self, *tags: str) -> list["Element"]:
        """The children with one of these tags."""
        return [child for child in self.children if child.tag in tags]

    def first(self, *tags: str) -> "Element | None":
        """The first child with one of these tags."""
        return next((child for child in self.children if child.tag in tags), None)

    def text_of(self, tag: str) -> str:
        """The text of the first child of that tag, without the white space around it."""
        child = self.first(tag)
        return child.text.strip() if child else ""


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse
        self.parser.ExternalEntityRefHandler = self._refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= MAX_DEPTH or self.count > MAX_ELEMENTS:
            raise DmnError("the XML is nested too deeply or too large")
        namespace, _, tag = name.rpartition(" ")
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(tag, namespace, local, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, name: str) -> None:  # noqa: ARG002
        self.open.pop()

    def _text(self, data: str) -> None:
        if self.open:
            self.open[-1].pieces.append(data)

    def _refuse(self, *args: object) -> int:  # noqa: ARG002
        raise DmnError("document types and entities are refused")


def parse_xml(data: bytes) -> Element:
    """The root element; DmnError in one line for what is not well formed or not safe."""
    if len(data) > MAX_BYTES:
        raise DmnError("the file is too large")
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DmnError(f"not well-formed XML: {error}") from None
    except (ValueError, LookupError) as error:
        raise error if isinstance(error, DmnError) else DmnError(f"unreadable XML: {error}") from None
    if builder.root is None:
        raise DmnError("there is no XML element")
    return builder.root
