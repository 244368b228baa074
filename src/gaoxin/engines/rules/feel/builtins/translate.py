"""From the pattern language of XPath 3.1 (XML Schema with anchors, groups and back references) to `regex`."""

import re

from gaoxin.engines.rules.feel.errors import Failure

_PLAIN_ESCAPES = frozenset("nrt\\|.?*+(){}-[]^$")
_CLASS_ESCAPES = {
    "s": r"[ \t\n\r]",
    "S": r"[^ \t\n\r]",
    "d": r"\p{Nd}",
    "D": r"\P{Nd}",
    "w": r"[^\p{P}\p{Z}\p{C}]",
    "W": r"[\p{P}\p{Z}\p{C}]",
    "i": r"[\p{L}\p{Nl}_:]",
    "I": r"[^\p{L}\p{Nl}_:]",
    "c": r"[\p{L}\p{Nl}\p{M}\p{Nd}_:.\-\u00b7]",
    "C": r"[^\p{L}\p{Nl}\p{M}\p{Nd}_:.\-\u00b7]",
}
_PROPERTY = re.compile(r"\{(Is[A-Za-z0-9-]+|[LMNPZSC][a-z]?)\}")
_QUANTIFIER = re.compile(r"(?:[?*+]|\{(\d{1,6})(?:,(\d{1,6})?)?\})\??")
MAX_DEPTH = 100


def strip_blanks(pattern: str) -> str:
    """The pattern without white space outside character classes (flag x)."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for char in pattern:
        if depth == 0 and char in " \t\n\r":
            continue
        depth += 0 if escaped else {"[": 1, "]": -1}.get(char, 0)
        escaped = char == "\\" and not escaped
        kept.append(char)
    return "".join(kept)


class Translator:
    """Reads a pattern once, checking it, and writes its equivalent."""

    def __init__(self, pattern: str, *, dot_all: bool, lines: bool) -> None:
        self.pattern = pattern
        self.dot = r"[\s\S]" if dot_all else r"[^\n\r]"
        self.start = r"(?:(?<![\s\S])|(?<=\n)(?=[\s\S]))" if lines else r"(?<![\s\S])"
        self.end = r"(?=\n|\Z)" if lines else r"\Z"
        self.at = 0
        self.groups = 0
        self.closed: set[int] = set()

    def translate(self) -> str:
        """The whole pattern."""
        text = self._branches(0)
        if self.at < len(self.pattern):
            raise self._wrong(")")
        return text

    def _branches(self, depth: int) -> str:
        if depth > MAX_DEPTH:
            raise Failure("the pattern is nested too deeply")
        parts: list[str] = []
        while self.at < len(self.pattern) and self.pattern[self.at] != ")":
            if self._take("|"):
                parts.append("|")
            else:
                parts.append(self._piece(depth))
        return "".join(parts)

    def _piece(self, depth: int) -> str:
        atom = self._atom(depth)
        found = _QUANTIFIER.match(self.pattern, self.at)
        if not found:
            return atom
        if found[2] and int(found[1]) > int(found[2]):
            raise self._wrong(found[0])
        self.at = found.end()
        return f"(?:{atom}){found[0]}"

    def _atom(self, depth: int) -> str:
        char = self.pattern[self.at]
        self.at += 1
        if char == "(":
            return self._group(depth)
        if char == "[":
            return self._class(depth)
        if char == "\\":
            return self._escape()
        if char in "?*+{}]":
            raise self._wrong(char)
        return {".": self.dot, "^": self.start, "$": self.end}.get(char, re.escape(char))

    def _group(self, depth: int) -> str:
        number = 0
        opening = "(?:"
        if not self._take("?:"):
            self.groups += 1
            number, opening = self.groups, "("
        inner = self._branches(depth + 1)
        if not self._take(")"):
            raise self._wrong("(")
        self.closed.add(number)
        return f"{opening}{inner})"

    def _escape(self) -> str:
        char = self.pattern[self.at : self.at + 1]
        if char.isdecimal() and char.isascii():
            return self._reference()
        self.at += 1
        return self._class_escape(char) or self._plain_escape(char)

    def _plain_escape(self, char: str) -> str:
        if char not in _PLAIN_ESCAPES or not char:
            raise self._wrong(f"\\{char}")
        return f"\\{char}"

    def _class_escape(self, char: str) -> str | None:
        if char in ("p", "P"):
            found = _PROPERTY.match(self.pattern, self.at)
            if not found:
                raise self._wrong(f"\\{char}")
            self.at = found.end()
            return f"\\{char}{{{_block(found[1])}}}"
        return _CLASS_ESCAPES.get(char)

    def _reference(self) -> str:
        end = self.at + 1
        while self.pattern[end : end + 1].isdecimal() and int(self.pattern[self.at : end + 1]) <= self.groups:
            end += 1
        number = int(self.pattern[self.at : end])
        if number == 0 or number not in self.closed:
            raise self._wrong(f"\\{number}")
        self.at = end
        return f"(?:\\{number})"

    def _class(self, depth: int) -> str:
        """A character class; what is subtracted becomes a look-ahead."""
        if depth > MAX_DEPTH:
            raise Failure("the pattern is nested too deeply")
        negated = self._take("^")
        members: list[str] = []
        while not self._take("]"):
            if self.pattern.startswith("-[", self.at) and members:
                self.at += 2
                minus = self._class(depth + 1)
                if not self._take("]"):
                    raise self._wrong("[")
                return f"(?:(?!{minus}){_bracket(members, negated)})"
            members.append(self._member(first=not members))
        if not members:
            raise self._wrong("[]")
        return _bracket(members, negated)

    def _member(self, *, first: bool) -> str:
        low = self._single(first=first)
        if self.pattern.startswith("-", self.at) and self.pattern[self.at + 1 : self.at + 2] not in (
            "]",
            "[",
        ):
            if len(low) > 2 or self.pattern[self.at + 1 :] == "":
                raise self._wrong("-")
            self.at += 1
            return f"{low}-{self._single(first=False)}"
        return low

    def _single(self, *, first: bool) -> str:
        if self.at >= len(self.pattern):
            raise self._wrong("[")
        char = self.pattern[self.at]
        self.at += 1
        if char == "\\":
            escape = self.pattern[self.at : self.at + 1]
            self.at += 1
            return self._inner_escape(escape)
        if char == "[" or (char == "-" and not first and not self.pattern.startswith("]", self.at)):
            raise self._wrong(char)
        return re.escape(char) if not char.isalnum() else char

    def _inner_escape(self, char: str) -> str:
        found = self._class_escape(char)
        return found if found is not None else self._plain_escape(char)

    def _take(self, text: str) -> bool:
        found = self.pattern.startswith(text, self.at)
        self.at += len(text) * found
        return found

    def _wrong(self, part: str) -> Failure:
        return Failure(f"the pattern is not well formed at {part!r}")


def _bracket(members: list[str], negated: bool) -> str:
    """A class; members that are classes themselves join it as alternatives."""
    nested = [each for each in members if each.startswith("[^")]
    plain = "".join([_unwrapped(each) for each in members if not each.startswith("[^")])
    choices = [*nested, f"[{plain}]"] if plain else nested
    joined = choices[0] if len(choices) == 1 else "(?:" + "|".join(choices) + ")"
    if not negated:
        return joined
    return f"[^{plain}]" if not nested else f"(?:(?!{joined})[\\s\\S])"


def _unwrapped(member: str) -> str:
    return member[1:-1] if member.startswith("[") and len(member) > 1 else member


def _block(name: str) -> str:
    return f"In{name[2:]}" if name.startswith("Is") else name
