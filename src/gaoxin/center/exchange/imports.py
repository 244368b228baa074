"""A decision model as a policy: ours as it was, anyone else's as a draft."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.center.exchange.draft import draft
from gaoxin.center.exchange.extension import ours
from gaoxin.center.exchange.restore import Restorer
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.rules.dmn import DmnError, read
from gaoxin.engines.rules.dmn.xml import parse_xml


@dataclass(frozen=True, slots=True)
class Imported:
    """A policy from a model, and what a person should know of it; none for one that came back as exported."""

    policy: Policy
    notes: tuple[Text, ...]
    drafted: bool = False


def import_model(path: Path, library: Library, day: dt.date, id_: str, decision: str = "") -> Imported:
    """The policy of a model; `id_` and `decision` (the verdict) are for drafts.

    Raises DmnError for a file that cannot be read and PackError for one that cannot be taken over.
    """
    model = read(path)
    root = parse_xml(path.read_bytes())
    if ours(root, "policy") is None:
        policy, notes = draft(model, library, day, id_, decision)
        return Imported(policy, tuple(notes), drafted=True)
    restorer = Restorer(root, model, library.vocabulary)
    try:
        policy = restorer.policy()
    except DmnError as error:
        raise DmnError(error.message, path.name, error.where) from None
    return Imported(policy, tuple(map(_edited, restorer.edited)))


def _edited(name: str) -> Text:
    zh = f"“{name}”在图中改过，已改写为 FEEL；请核对并补注依据"
    return Text(zh, f"{name!r} was changed in the drawing and is now FEEL; check it and cite its source")
