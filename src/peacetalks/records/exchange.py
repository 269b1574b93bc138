"""Exchanges of captives and remains."""

from typing import Annotated

import attrs

from peacetalks.fields import AtLeast, Code, Refers, Statuses, strict
from peacetalks.records.base import Record
from peacetalks.values import ExchangeEvent


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Exchange(Record):
    """An exchange or release of captives, or a return of remains, as a history of claims about it.

    Numbers and directions stand in the events, because sources differ and what was announced is not what was done.
    There is deliberately no place for the names of captives.
    """

    kind: Annotated[str, Code("exchange_kind")]
    """What kind of exchange or release it is."""
    history: Annotated[tuple[ExchangeEvent, ...], Statuses("exchange_status"), AtLeast(1)] = attrs.field(
        converter=tuple[ExchangeEvent, ...]
    )
    """Claims about the exchange, each with its date, its number and its sources."""
    process: Annotated[str | None, Refers("Process")] = None
    """Process in which it was arranged."""
    round: Annotated[str | None, Refers("Round")] = None
    """Round at which it was agreed."""
    agreement: Annotated[str | None, Refers("Agreement")] = None
    """Agreement that the exchange carries out."""
    place: Annotated[str | None, Refers("Place")] = None
    """Where captives or remains changed hands."""
