"""The tables of the centre: zones, firms, evidence, figures, people, consents, events."""

from gaoxin.center.models.answer import Answer
from gaoxin.center.models.batch import Batch, ColumnMeaning
from gaoxin.center.models.consent import Consent
from gaoxin.center.models.event import Event, EventHead
from gaoxin.center.models.figure import Figure
from gaoxin.center.models.firm import Firm, FirmName, Place
from gaoxin.center.models.observation import Observation
from gaoxin.center.models.person import Membership, Person, Token
from gaoxin.center.models.session import Session
from gaoxin.center.models.source import Source
from gaoxin.center.models.tally import Tally
from gaoxin.center.models.zone import Area, Zone

__all__ = [
    "Answer",
    "Area",
    "Batch",
    "ColumnMeaning",
    "Consent",
    "Event",
    "EventHead",
    "Figure",
    "Firm",
    "FirmName",
    "Membership",
    "Observation",
    "Person",
    "Place",
    "Session",
    "Source",
    "Tally",
    "Token",
    "Zone",
]
