"""All that is told of a change, counted once."""

from dataclasses import dataclass
from typing import Literal

from gaoxin.base.industry import Industries
from gaoxin.base.text import Text
from gaoxin.center.impact.compare import Impact
from gaoxin.center.impact.cost import Cost, cost
from gaoxin.center.impact.effects import moves
from gaoxin.center.impact.groups import Group, by_age, by_industry, by_section, by_size, total

By = Literal["size", "industry", "age"]

GROUPINGS: dict[By, Text] = {
    "size": Text("按规模", "By size class"),
    "industry": Text("按行业", "By industry"),
    "age": Text("按年限", "By age of the firm"),
}


@dataclass(frozen=True)
class Summary:
    """An impact with its totals; `costs` are before and after, None where that version names no amount."""

    impact: Impact
    total: dict[str, int]
    costs: tuple[Cost | None, Cost | None]
    moves: dict[tuple[str | None, str | None], int]
    sizes: list[Group]
    ages: list[Group]
    sections: list[Group]
    industries: list[Group]

    def groups(self, by: By) -> list[Group]:
        """The groups of a table or chart; industries by section."""
        return {"size": self.sizes, "age": self.ages, "industry": self.sections}[by]

    @property
    def unchanged(self) -> bool:
        """Whether no firm's state or amount changes."""
        return self.total["firms"] == self.total["same"]


def summarise(impact: Impact, industries: Industries) -> Summary:
    """Count an impact."""
    firms = impact.firms
    return Summary(
        impact,
        total(firms),
        (cost(firms, "before", impact.before), cost(firms, "after", impact.after)),
        moves(firms),
        by_size(firms),
        by_age(firms),
        by_section(firms, industries),
        by_industry(firms, industries),
    )
