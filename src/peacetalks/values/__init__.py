"""Value objects: the parts of records that have no id of their own."""

from peacetalks.values.events import ExchangeEvent, ExchangeLeg, StatusEvent
from peacetalks.values.evidence import Annotation, Citation
from peacetalks.values.extra import Extra
from peacetalks.values.names import Identifier, Name
from peacetalks.values.quantity import Quantity
from peacetalks.values.terms import Factor, Provision, RelatedAgreement
from peacetalks.values.ties import Control, Membership, Post

__all__ = [
    "Annotation",
    "Citation",
    "Control",
    "ExchangeEvent",
    "ExchangeLeg",
    "Extra",
    "Factor",
    "Identifier",
    "Membership",
    "Name",
    "Post",
    "Provision",
    "Quantity",
    "RelatedAgreement",
    "StatusEvent",
]
