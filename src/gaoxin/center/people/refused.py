"""Something that may not be done, with the reason and what to do instead."""

from gaoxin.base.text import Text


class RefusedError(ValueError):
    """Raised by actions before anything is written; `text` is for the person."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.text = Text(zh, en)
