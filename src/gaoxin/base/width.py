"""Full-width characters and their half-width forms; nothing else is folded (`²` and `①` stay)."""

_TABLE: dict[int, int | None] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_TABLE |= dict.fromkeys((0x3000, 0x00A0, 0x202F, 0x2007, 0x2009), 0x20)
_TABLE |= dict.fromkeys((0x200B, 0x200E, 0x200F, 0xFEFF, 0x2060))
_TABLE |= dict.fromkeys((0x2212, 0xFE63), 0x2D)

NARROW = str.maketrans(_TABLE)


def narrow(text: str) -> str:
    """Half-width ASCII for full-width, plain for odd spaces and minus signs, ends trimmed."""
    return (text if text.isascii() else text.translate(NARROW)).strip()


def squeeze(text: str) -> str:
    """`narrow`, lower case and without any white space: the form in which headers are compared."""
    return "".join(narrow(text).lower().split())
