"""An audit as plain data, for JSON."""

from fractions import Fraction

from gaoxin.base.text import Text
from gaoxin.engines.figures.reconcile.audit import Audit, Check
from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.conflict import Conflict
from gaoxin.engines.figures.reconcile.sentence import allowed, tell
from gaoxin.engines.figures.reconcile.span import Bound, empty


def data(audit: Audit) -> dict[str, object]:
    """Verdict, conflicts, checks, and every claim with its verdict."""
    return {
        "verdict": audit.verdict,
        "conflicts": [_conflict(conflict) for conflict in audit.conflicts],
        "checks": [_check(check) for check in audit.checks],
        "claims": [_claim(claim) | {"verdict": audit.verdicts[claim.id]} for claim in audit.index.claims],
    }


def _conflict(conflict: Conflict) -> dict[str, object]:
    told = tell(conflict)
    return {
        "sentence": _both(told.sentence),
        "judged": told.judged.id,
        "claims": [_claim(claim) | _needed(conflict, claim) for claim in conflict.claims],
        "also_printed": [claim.id for claim in conflict.echoes],
        "formulas": [_both(formula) for formula in dict.fromkeys(i.formula for i in conflict.identities)],
    }


def _needed(conflict: Conflict, claim: Claim) -> dict[str, object]:
    span = conflict.needed[claim.id]
    ends = None if empty(span) else [_number(end) for end in span]
    return {"would_have_to_be": ends, "in_words": _both(allowed(claim, span))}


def _check(check: Check) -> dict[str, object]:
    found: dict[str, object] = {
        "rule": check.rule,
        "formula": _both(check.formula),
        "claims": list(check.claims),
        "verdict": check.verdict,
    }
    if check.note:
        found["note"] = _both(check.note)
    return found | ({"quote": check.quote} if check.quote else {})


def _claim(claim: Claim) -> dict[str, object]:
    return {
        "id": claim.id, "file": claim.file, "start": claim.start, "end": claim.end, "text": claim.printed,
        "subject": claim.subject, "indicator": claim.indicator, "period": claim.period, "kind": claim.kind,
        "value": _number(claim.value), "unit": claim.unit, "interval": [_number(end) for end in claim.span],
        "of": claim.of or None,
    }  # fmt: skip


def _number(bound: Bound) -> int | float | None:
    if bound is None:
        return None
    return bound.numerator if Fraction(bound).denominator == 1 else float(bound)


def _both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.in_("en")}
