"""What an author may refer to, and how a fault in a pack is told."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, Vocabulary
from gaoxin.engines.rules.feel.ast import Name
from gaoxin.engines.rules.rule import AS_OF


class AuthoringError(ValueError):
    """A fault in a pack file: `where` is the path inside the file, `text` what to mend."""

    def __init__(self, where: str, text: Text) -> None:
        super().__init__(f"{where}: {text.en}")
        self.where, self.text = where, text


@dataclass(frozen=True, slots=True)
class Authoring:
    """The names in reach of one place in a pack: facts, defined values, industry scopes."""

    vocabulary: Vocabulary
    scope_of: Callable[[str], str]
    """Canonical form of a GB/T 4754 scope (`39` → `C39`); raises ValueError."""
    defined: frozenset[str] = field(default_factory=frozenset)
    where: str = ""

    def at(self, *steps: object) -> "Authoring":
        """The same names, one place deeper in the file."""
        return replace(self, where=".".join([self.where, *map(str, steps)]).strip("."))

    def knowing(self, names: Iterable[str]) -> "Authoring":
        """The same place with further defined values."""
        return replace(self, defined=self.defined | frozenset(names))

    def fault(self, zh: str, en: str) -> AuthoringError:
        """An error at this place."""
        return AuthoringError(self.where, Text(zh, en))

    def name(self, name: str) -> Name:
        """The node of a fact or defined value; unknown names are refused with near misses."""
        if name in self.defined or name in self.vocabulary:
            return Name(name)
        near = get_close_matches(name, [f.id for f in self.vocabulary] + sorted(self.defined), n=2)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        hint_zh = f"；是否要写 {' 或 '.join(near)}？" if near else ""
        raise self.fault(f"词汇表里没有“{name}”{hint_zh}", f"no fact or defined value named {name!r}{hint}")

    def fact(self, name: str) -> Fact | None:
        """The fact behind a name, None for a defined value."""
        self.name(name)
        return None if name in self.defined else self.vocabulary[name]

    def names(self) -> frozenset[str]:
        """Every name an expression may use here."""
        chinese = {f.name.zh for f in self.vocabulary}
        return self.defined | {f.id for f in self.vocabulary} | chinese | {AS_OF}
