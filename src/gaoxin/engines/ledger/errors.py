"""The one error of the ledger."""

from gaoxin.base.result import Refused


class LedgerError(Refused):
    """A blob, proof, note or leaf that is not what it must be; says which and what to do."""
