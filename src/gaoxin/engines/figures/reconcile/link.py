"""All identities that claims take part in: every rule over one index."""

from gaoxin.engines.figures.reconcile.identity import Identity, Reading, Remark, Rule
from gaoxin.engines.figures.reconcile.index import Index
from gaoxin.engines.figures.reconcile.rules import again, growth, listing, pace, parts, share

RULES: tuple[Rule, ...] = (
    again.repeat,
    again.narrowing,
    growth.multiple,
    growth.pull,
    growth.contribution,
    share.share,
    share.limit,
    parts.within,
    parts.total,
    parts.among,
    pace.ahead,
    pace.running,
    pace.first,
    pace.cumulative,
    pace.span_of_years,
    pace.founded,
)
READINGS: tuple[Reading, ...] = (again.alike, again.ranges, listing.listing, listing.slogan, listing.shared)


def identities(index: Index) -> tuple[Identity, ...]:
    """What arithmetic binds; growth comes last, since it binds amounts that the others bring in."""
    found = [identity for rule in RULES for identity in rule(index)]
    sizes = {each for identity in found for each in identity.quantities} | set(index.said)
    return (*found, *growth.growth(index, sizes))


def remarks(index: Index) -> tuple[Remark, ...]:
    """What the texts settle."""
    return tuple(remark for reading in READINGS for remark in reading(index))
