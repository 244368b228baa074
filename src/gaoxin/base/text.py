"""Text in two languages, and the choice between them."""

import os
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in Chinese and English; English may be empty."""

    zh: str
    en: str = ""

    def in_(self, language: Language) -> str:
        """The wording in `language`; Chinese where English is not given."""
        return self.zh if language == "zh" or not self.en else self.en


def language_of_locale(environ: "os._Environ[str] | dict[str, str] | None" = None) -> Language:
    """`zh` where LC_ALL, LC_MESSAGES or LANG names Chinese, otherwise `en`."""
    env = os.environ if environ is None else environ
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := env.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
