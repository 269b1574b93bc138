"""Participation: who was there, in what role, and who was kept away."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Code, Refers, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Quantity


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Participation(Record):
    """That parties, or delegates of a kind, took part in something or were kept out of it; a claim like any other.

    Delegates carry `on_behalf_of`; the state they speak for then needs no row of its own for its presence. Its role
    takes one row, on the process or the round.
    """

    activity: Annotated[str, Refers("Process", "Round", "Agreement", "Exchange")]
    """What was taken part in."""
    parties: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Who took part or was kept away; none where only a kind of delegate is known."""
    role: Annotated[str | None, Code("role")] = None
    """In what role, such as primary party, mediator or host."""
    attendance: Annotated[str | None, Code("attendance")] = None
    """In what way somebody did not simply take part: invited, declined, excluded. Absent means took part."""
    on_behalf_of: Annotated[str | None, Refers("Party")] = None
    """Party that the delegates spoke for."""
    sectors: Annotated[tuple[str, ...], Code("sector")] = attrs.field(default=(), converter=tuple[str, ...])
    """Functions of the delegates, such as military or intelligence."""
    rank: Annotated[str | None, Code("delegate_rank")] = None
    """Rank of the delegates."""
    count: Quantity | None = None
    """How many unnamed delegates there were."""
    title: str | None = None
    """Title of the delegate as printed."""
    excluded_by: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties who kept them out."""
    under_demand: Annotated[str | None, Refers("Demand")] = None
    """Demand under which they were kept out."""
    mediation_style: Annotated[str | None, Code("mediation_style")] = None
    """How a mediator or facilitator worked."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When they took part, where this was not for the whole activity."""
