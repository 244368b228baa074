"""What the pages of the data scene read: frozen values. `Firm` is named here for the pages' signatures alone."""

from gaoxin.center.models import Firm

__all__ = ["Firm"]
