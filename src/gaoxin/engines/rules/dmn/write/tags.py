"""XML as a tree of tags, written with indentation and nothing that XML forbids."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Tag:
    """An element with attributes and either children or text; `name` carries its prefix."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple["Tag", ...] = ()
    text: str | None = None


def tag(name: str, /, *children: Tag | None, text: str | None = None, **attributes: str) -> Tag:
    """A tag; children that are None and attributes that are empty are left out."""
    kept = tuple((key.rstrip("_"), value) for key, value in attributes.items() if value)
    return Tag(name, kept, tuple(child for child in children if child is not None), text)


def given(name: str, text: str, inner: str = "text") -> Tag | None:
    """A tag around a text, as DMN writes expressions; None for no text."""
    return tag(name, tag(inner, text=text)) if text else None


def lines(root: Tag, indent: str = "") -> Iterator[str]:
    """The lines of the element; DmnError never, what XML cannot hold becomes U+FFFD."""
    attributes = "".join(f" {key}={quoteattr(_fit(value), _WHITE)}" for key, value in root.attributes)
    if root.text is not None:
        yield f"{indent}<{root.name}{attributes}>{escape(_fit(root.text), _RETURN)}</{root.name}>"
    elif root.children:
        yield f"{indent}<{root.name}{attributes}>"
        yield from _inner(root.children, indent + "  ")
        yield f"{indent}</{root.name}>"
    else:
        yield f"{indent}<{root.name}{attributes}/>"


def _inner(children: Iterable[Tag], indent: str) -> Iterator[str]:
    for child in children:
        yield from lines(child, indent)


_RETURN = {"\r": "&#13;"}
_WHITE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}


def _fit(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
