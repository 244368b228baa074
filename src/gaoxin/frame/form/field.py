"""One field of a form: what it asks, how it looks, what was typed and what that says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact

Widget = Literal["text", "long", "yesno", "choice", "choices", "industry"]

UNKNOWN = "unknown"
"""What the third radio of a yes or no sends: not known."""


@dataclass(frozen=True, slots=True)
class Field:
    """A fact to be asked for; `typed` stands in the form, `value` is what it says (None: not known)."""

    fact: Fact
    title: Text
    widget: Widget
    unit: Text
    help: Text | None = None
    example: str = ""
    required: bool = False
    choices: tuple[tuple[str, Text], ...] = ()
    typed: tuple[str, ...] = ()
    value: object = None
    fault: Text | None = None

    @property
    def name(self) -> str:
        """The name of the control: the id of the fact."""
        return self.fact.id

    @property
    def first(self) -> str:
        """What stands in a control that holds one value."""
        return self.typed[0] if self.typed else ""

    @property
    def anchor(self) -> str:
        """The id of the control that an error links to."""
        return f"{self.name}-0" if self.widget in {"yesno", "choices"} else self.name

    @property
    def options(self) -> Sequence[tuple[str, Text, bool]]:
        """Value, wording and whether chosen."""
        return [(value, title, value in self.typed) for value, title in self.choices]

    @property
    def described(self) -> str:
        """The ids of the words that describe the control."""
        parts = (("help", self.help or self.example), ("fault", self.fault))
        return " ".join(f"{self.name}-{part}" for part, there in parts if there)

    @property
    def keyboard(self) -> str:
        """Which keyboard a phone shows; money may be typed with its unit, so it needs letters."""
        return "decimal" if self.fact.type in {"integer", "number"} else "text"
