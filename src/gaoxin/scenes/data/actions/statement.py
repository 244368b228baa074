"""A firm states a fact about itself, with a document where it has one."""

import datetime as dt
from collections.abc import Sequence

from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.evidence.actions import Document, state_fact
from gaoxin.center.models import Firm, Observation
from gaoxin.scenes.data.actions.paper import Upload, digest_of, keep


@action(permission="center.state", event="statement.make", private=("papers",))
def make_statement(
    *,
    actor: Actor,
    firm: Firm,
    fact: str,
    value: object,
    valid_from: dt.date,
    papers: Sequence[Upload] = (),
) -> Observation:
    """State a fact (money in yuan) from a day on; the first paper is what it rests on. Raises Refused."""
    document = Document(papers[0].name, digest_of(papers[0])) if papers else None
    made = state_fact(
        actor=actor, firm=firm, fact=fact, value=value, valid_from=valid_from, document=document
    )
    if actor.person is not None:
        keep(papers, actor.person, firm, observation=made)
    return made
