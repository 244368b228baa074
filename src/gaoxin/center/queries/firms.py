"""Firms by their code."""

from gaoxin.center.models import Firm


def firm_of(uscc: str) -> Firm | None:
    """One firm, None where the code is not known."""
    return Firm.objects.select_related("zone").filter(uscc=uscc).first()
