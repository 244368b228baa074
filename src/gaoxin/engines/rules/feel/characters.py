"""The characters of FEEL: names (grammar rules 27–31), white space, and full-width forms folded to ASCII.

Folding is one character to one, so that places in the source text stay true.
"""

from functools import lru_cache

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
FOLD = str.maketrans({**_WIDE, "\u3000": " ", "“": '"', "”": '"', "\ufeff": " "})
"""Full-width punctuation, digits, letters and Chinese quotation marks, as ASCII."""

_START = (
    (0x41, 0x5A), (0x5F, 0x5F), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF),
    (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F), (0x2C00, 0x2FEF),
    (0x3005, 0x3007), (0x3021, 0x3029), (0x3031, 0x3035), (0x3041, 0xD7FF), (0xF900, 0xFDCF),
    (0xFDF0, 0xFEFF), (0xFF66, 0xFFFD), (0x10000, 0xEFFFF),
)  # fmt: skip
_PART = ((0x30, 0x39), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040))
_SPACES = frozenset(
    " \t\n\r\u000b\u000c\u0085\u00a0\u1680\u180e\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
) | {chr(code) for code in range(0x2000, 0x200C)}


def fold(text: str) -> str:
    """The same text with full-width forms as ASCII, character by character."""
    return text.translate(FOLD)


@lru_cache(maxsize=4096)
def is_start(char: str) -> bool:
    """Whether a name may begin with this character (rule 29)."""
    return char not in _SPACES and _within(ord(char), _START)


@lru_cache(maxsize=4096)
def is_part(char: str) -> bool:
    """Whether a name may go on with this character (rule 30)."""
    return is_start(char) or _within(ord(char), _PART)


def is_space(char: str) -> bool:
    """White space as the grammar lists it (rules 61 and 62)."""
    return char in _SPACES


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def normal_name(text: str) -> str:
    """A name with its white space runs as single blanks (clause 10.3.1.5)."""
    return " ".join(text.split())
