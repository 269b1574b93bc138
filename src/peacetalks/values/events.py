"""Histories: dated, attributed observations of what became of something."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Code, Refers, as_date, strict
from peacetalks.values.base import Value
from peacetalks.values.evidence import Citation
from peacetalks.values.quantity import Quantity


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class StatusEvent(Value):
    """One observation in a history: that something had a status, when, and who says so."""

    status: str
    """Status that the event observes, of the codelist of the history which holds it."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When the state that the event observes held, or its act happened; for something that lasts, a lone day means from
    that day on."""
    planned: Date | None = attrs.field(default=None, converter=as_date)
    """When that was planned for which the event announces or postpones."""
    by: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties who acted, where the event is an act of theirs."""
    because: Annotated[tuple[str, ...], Refers()] = attrs.field(default=(), converter=tuple[str, ...])
    """Records that explain the event, such as the agreement that ended a measure."""
    quantity: Quantity | None = None
    """Number that the event names, with its basis."""
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=tuple[Citation, ...])
    """Where the event is known from; none means that the citations of its record cover it."""
    note: str | None = None
    """Remark on the event."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class ExchangeLeg(Value):
    """One direction of an exchange in one claim: from whom, to whom, what kind of captives and how many."""

    from_party: Annotated[str | None, Refers("Party")] = None
    """Party that gives up the captives or remains."""
    to_party: Annotated[str | None, Refers("Party")] = None
    """Party that receives them."""
    category: Annotated[str | None, Code("captive_category")] = None
    """Kind of captives, or remains."""
    quantity: Quantity | None = None
    """How many go this way."""
    text: str | None = None
    """Anything the claim says about them beside the number ("all aged 18–25")."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class ExchangeEvent(StatusEvent):
    """One dated, attributed claim about an exchange: its status, the number named and the directions."""

    legs: tuple[ExchangeLeg, ...] = attrs.field(default=(), converter=tuple[ExchangeLeg, ...])
    """Directions and numbers as this claim gives them; none where the claim gives no split."""
