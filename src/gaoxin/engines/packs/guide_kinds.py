"""Kinds of files behind 测一测: wordings of questions, words for trades, policies that exclude one another."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gaoxin.engines.packs.kinds import Identifier, PolicyId, Titles


class Group(Struct, frozen=True, forbid_unknown_fields=True):
    """Policies of which a firm gets one: the highest by rule, or the one it chooses; with the clause that says so."""

    id: Identifier
    title: Titles
    policies: Annotated[tuple[PolicyId, ...], Meta(min_length=2)]
    rule: Literal["highest_only", "one_of"]
    number: str
    clause: str
    text: Titles


class Groups(Struct, frozen=True, forbid_unknown_fields=True):
    """The file; no policy stands in two groups."""

    groups: tuple[Group, ...]


class Wording(Struct, frozen=True, forbid_unknown_fields=True):
    """One question; `{y}` stands for the last full year, `{y1}` and `{y2}` for the two before."""

    ask: Titles
    help: Titles | None = None
    example: str | int = ""
    choices: dict[str, Titles] = {}


class Wordings(Struct, frozen=True, forbid_unknown_fields=True):
    """The file."""

    facts: dict[str, Wording]


class TradeWords(Struct, frozen=True, forbid_unknown_fields=True):
    """The file `quiz/industries.yaml`: groups by code, and words by division or group."""

    groups: dict[str, Titles]
    words: dict[str, tuple[str, ...]]
