"""Single decisions for pages."""

from gaoxin.center.models import Firm
from gaoxin.engines.packs.read import PackError
from gaoxin.scenes.policy.deciding import Decided, decide_one, decision_file
from gaoxin.scenes.policy.runs import today

__all__ = ["Firm", "decided", "file_of"]


def decided(firm: Firm, policy: str) -> Decided | None:
    """The decision of today, None where the policy is not in force."""
    try:
        return decide_one(firm.zone, firm, policy, today())
    except PackError:
        return None


def file_of(firm: Firm, policy: str) -> bytes | None:
    """The decision of today as a file, None where the policy is not in force."""
    try:
        return decision_file(firm, policy, today())
    except PackError:
        return None
