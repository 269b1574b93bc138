"""Positions: how a side stands to something."""

from typing import Annotated, ClassVar

import attrs

from peacetalks.dates import Date
from peacetalks.fields import AtLeast, Code, Refers, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Quantity


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Position(Record):
    """How parties stand to something, from a date until a later position of theirs on the same target.

    Raises:
        ValidationError: ``empty-position`` when it has neither stance nor concession nor shift.
    """

    form_fields: ClassVar[tuple[str, ...]] = ("stance", "concession", "shift")

    by: Annotated[tuple[str, ...], Refers("Party"), AtLeast(1)] = attrs.field(converter=tuple[str, ...])
    """Parties whose position it is."""
    about: Annotated[tuple[str, ...], Refers(), AtLeast(1)] = attrs.field(converter=tuple[str, ...])
    """What they take a position on: a demand, a linkage, an agreement, any record."""
    stance: Annotated[str | None, Code("stance")] = None
    """How they stand to it, from accepting to rejecting."""
    concession: Annotated[str | None, Code("concession")] = None
    """How far they yield on it."""
    shift: Annotated[str | None, Code("shift")] = None
    """How their position changed against an earlier one, known or not."""
    value: Quantity | None = None
    """Number they would accept, where the target can be counted or measured."""
    conditions: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    """Conditions they attach, in words."""
    in_interest_of: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties in whose interest they take it."""
    expressed_in: Annotated[str | None, Refers("Statement")] = None
    """Statement in which they took it."""
    round: Annotated[str | None, Refers("Round")] = None
    """Round at which they took it."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When, or from when, they held it."""
