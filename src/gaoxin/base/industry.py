"""Industry codes, GB/T 4754-2017: section letter and up to four digits (`C3912`, `C39`, `C`)."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gaoxin.base.result import Refused, shown
from gaoxin.base.text import Text
from gaoxin.base.width import narrow

_CODE = re.compile(r"([A-Z]?)(\d{0,4})", re.ASCII)
_WRITE = Text("请写国民经济行业代码，例如 C3912 或 3912", "write a GB/T 4754 code such as C3912 or 3912")


class IndustryError(Refused):
    """Text that is no code of GB/T 4754-2017."""


@dataclass(frozen=True, slots=True)
class Industries:
    """Names of sections (by letter) and divisions (by two digits), and the section of each division."""

    sections: Mapping[str, Text] = field(default_factory=dict)
    divisions: Mapping[str, Text] = field(default_factory=dict)
    section_of: Mapping[str, str] = field(default_factory=dict)

    def parse(self, text: str) -> str:
        """The canonical code; letter added where only digits are given.

        Sections and divisions are checked, groups and classes are not. Raises IndustryError.
        """
        match = _CODE.fullmatch(re.sub(r"[\s.\-]", "", narrow(text)).upper())
        if not match or not match[0]:
            raise IndustryError(_quoted(text, "不是行业代码", "is not an industry code"), _WRITE)
        letter, digits = match.groups()
        return self._section(text, letter) if not digits else self._digits(text, letter, digits)

    def _section(self, text: str, letter: str) -> str:
        if letter not in self.sections:
            raise IndustryError(_quoted(text, "不是门类（A至T）", "is not a section (A to T)"), _WRITE)
        return letter

    def _digits(self, text: str, letter: str, digits: str) -> str:
        if len(digits) == 1:
            raise IndustryError(
                _quoted(text, "位数不够", "is too short"),
                Text(f"大类要两位，例如 0{digits}", f"a division has two digits, such as 0{digits}"),
            )
        section = self.section_of.get(digits[:2])
        if section is None:
            raise IndustryError(
                _quoted(text, f"没有大类{digits[:2]}", f"has no division {digits[:2]}"), _WRITE
            )
        if letter not in ("", section):
            raise IndustryError(
                _quoted(
                    text,
                    f"门类字母不对，大类{digits[:2]}属于{section}",
                    f"has the wrong letter: {digits[:2]} is in {section}",
                ),
                Text(f"是否为 {section}{digits}？", f"perhaps {section}{digits}?"),
            )
        return section + digits

    def name(self, code: str) -> Text:
        """The name of the division of a canonical code, or of its section."""
        return self.divisions.get(code[1:3]) or self.sections.get(code[:1], Text(code))


def read_industries(sections: Path, divisions: Path) -> Industries:
    """Read the two tables (`section,name_zh,name_en,…` and `division,section,name_zh,name_en,…`)."""
    letters, numbers = _rows(sections), _rows(divisions)
    return Industries(
        {row["section"]: Text(row["name_zh"], row["name_en"]) for row in letters},
        {row["division"]: Text(row["name_zh"], row["name_en"]) for row in numbers},
        {row["division"]: row["section"] for row in numbers},
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _quoted(text: str, zh: str, en: str) -> Text:
    return Text(f"行业代码「{shown(text)}」{zh}", f"the industry code “{shown(text)}” {en}")
