"""The parser's place in the text: looking ahead, stepping back, names bound on the way, and bounded depth."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from gaoxin.engines.rules.feel import names
from gaoxin.engines.rules.feel.ast import Span
from gaoxin.engines.rules.feel.characters import fold, is_part, is_space, normal_name
from gaoxin.engines.rules.feel.errors import FeelError
from gaoxin.engines.rules.feel.syntax import lexer
from gaoxin.engines.rules.feel.syntax.lexer import Token

MAX_NESTING = 50
"""How deep forms may stand in one another; enough for any rule a person can read."""

SYMBOLS = frozenset("./-'’+*")
"""What a name may hold besides letters, digits and blanks (grammar rule 28)."""


@dataclass(slots=True)
class Cursor:
    """Reads tokens of `text`; the names bound by enclosing forms are the inner `frames`."""

    text: str
    frames: list[names.Trie]
    members: names.Trie
    known: frozenset[str]
    strict: bool = False
    at: int = 0
    done: int = 0
    nesting: int = 0
    lenient: int = 0
    asked: bool = False
    endpoint: bool = False
    folded: str = field(init=False)
    _ahead: Token | None = None

    def __post_init__(self) -> None:
        self.folded = fold(self.text)

    def peek(self) -> Token:
        """The next token, not consumed."""
        if self._ahead is None:
            self._ahead = lexer.read(self.text, self.folded, self.at, self.frames)
        return self._ahead

    def next(self) -> Token:
        """The next token, consumed."""
        token = self.peek()
        self.at = self.done = token.end
        self._ahead = None
        return token

    def jump(self, at: int) -> None:
        """Go on reading at `at`."""
        self.at = at
        self._ahead = None

    def is_next(self, *values: str) -> bool:
        """Whether the next token is one of these operators or keywords."""
        token = self.peek()
        return token.value in values and token.kind in ("op", "key")

    def take(self, *values: str) -> Token | None:
        """Consume the next token where it is one of these operators or keywords."""
        return self.next() if self.is_next(*values) else None

    def expect(self, *values: str) -> Token:
        """Consume one of these operators or keywords, or say what stands there instead."""
        token = self.take(*values)
        if token is None:
            raise self.unexpected(" or ".join(values))
        return token

    def unexpected(self, expected: str) -> FeelError:
        """The error for the next token."""
        token = self.peek()
        found = self.text[token.start : token.end] or "the end of the text"
        return FeelError(f"found {found!r}", token.start, expected)

    def span(self, start: int) -> Span:
        """From `start` to the end of what was last consumed."""
        return (start, self.done)

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One more level of nesting; refuses what is nested too deeply."""
        self.nesting += 1
        try:
            if self.nesting > MAX_NESTING:
                raise FeelError("nested too deeply", self.at, f"at most {MAX_NESTING} levels")
            yield
        finally:
            self.nesting -= 1

    @contextmanager
    def inside(self, *, endpoint: bool = False) -> Iterator[None]:
        """Within brackets; where an endpoint stands, `[` may close the range instead of filtering."""
        saved, self.endpoint = self.endpoint, endpoint
        try:
            yield
        finally:
            self.endpoint = saved

    @contextmanager
    def binding(self, bound: Iterable[str] = ()) -> Iterator[names.Trie]:
        """Names known only within a form; more can be added to the frame on the way."""
        frame = names.build(bound)
        self.frames.append(frame)
        self._ahead = None
        try:
            yield frame
        finally:
            self.frames.pop()
            self._ahead = None

    @contextmanager
    def filtering(self) -> Iterator[None]:
        """Within a filter, where the entries of the items are names too and so may be any name."""
        saved, self.frames = self.frames, [*self.frames, self.members, names.build(("item",))]
        self.lenient += 1
        self._ahead = None
        try:
            yield
        finally:
            self.frames = saved
            self.lenient -= 1
            self._ahead = None

    def bind(self, name: str) -> None:
        """Make `name` known in the innermost frame, and as a member from here on."""
        names.extend(self.frames[-1], name)
        names.extend(self.members, name)
        self._ahead = None

    def member(self) -> Token:
        """The name after a dot: a known member by longest match, or the words that stand there."""
        saved, self.frames = self.frames, [self.members, *self.frames]
        try:
            self._ahead = None
            token = self.next()
        finally:
            self.frames = saved
        if token.kind not in ("name", "word", "key"):
            self.jump(token.start)
            raise self.unexpected("a name")
        return token

    def free_name(self, stops: str, word: str = "", symbols: frozenset[str] = SYMBOLS) -> str | None:
        """A new name up to one of the `stops` (or the stop `word`), consumed; None if none stands here."""
        start = at = lexer.skip(self.folded, self.at)
        while at < len(self.folded) and not (self.folded[at] in stops or self._at_word(word, at)):
            char = self.folded[at]
            if not (is_part(char) or is_space(char) or char in symbols):
                return None
            at += 1
        name = normal_name(self.text[start:at])
        if not name or at >= len(self.folded):
            return None
        self.jump(at)
        self.done = at
        return name

    def _at_word(self, word: str, at: int) -> bool:
        end = at + len(word)
        return (
            word != ""
            and self.folded.startswith(word, at)
            and is_space(self.folded[at - 1 : at] or " ")
            and not is_part(self.folded[end : end + 1] or " ")
        )
