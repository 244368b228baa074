"""Refusals that carry their reason, in Chinese and English."""

from dataclasses import dataclass

from gaoxin.base.text import Text

NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`text`), where (`where`, may be empty) and what to do about it (`advice`)."""

    text: Text
    advice: Text = NOTHING
    where: str = ""

    @property
    def message(self) -> Text:
        """One sentence: the place, what is wrong, then what to do."""
        zh = "；".join(part for part in (self.text.zh, self.advice.zh) if part)
        en = "; ".join(part for part in (self.text.en, self.advice.en) if part)
        if not self.where:
            return Text(zh, en)
        return Text(f"{self.where}：{zh}", f"{self.where}: {en}")


class Refused(ValueError):  # noqa: N818 - the readers name their own errors; this is what they share
    """A value that cannot be read without guessing; `problem` says why."""

    def __init__(self, text: Text, advice: Text = NOTHING, where: str = "") -> None:
        self.problem = Problem(text, advice, where)
        super().__init__(self.problem.message.zh)

    @property
    def message(self) -> Text:
        """The problem as one sentence in both languages."""
        return self.problem.message


def shown(value: str, limit: int = 40) -> str:
    """`value` as a message quotes it: one line, at most `limit` characters."""
    line = " ".join(value.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"
