"""Rounds: meetings and sessions of talks."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Between, Code, Refers, Statuses, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Quantity, StatusEvent


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Round(Record):
    """A meeting or session of talks, or several counted as one; days and working groups are rounds within a round."""

    name: str | None = None
    """Name of the round, where it has one."""
    number: Annotated[int | None, Between(1)] = None
    """Number of the round in its process, counted from 1, where it is known."""
    process: Annotated[str | None, Refers("Process")] = None
    """Process that the round belongs to."""
    parent: Annotated[str | None, Refers("Round")] = None
    """Round of which this one is a day or working group."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When the round took place."""
    duration: Quantity | None = None
    """How long it lasted."""
    place: Annotated[str | None, Refers("Place")] = None
    """Where it took place."""
    format: Annotated[tuple[str, ...], Code("round_format")] = attrs.field(default=(), converter=tuple[str, ...])
    """How the sides met: face to face, through a mediator, remotely."""
    track: Annotated[str | None, Code("track")] = None
    """Whether officials met officially, in private, or others met in their place."""
    history: Annotated[tuple[StatusEvent, ...], Statuses("round_status")] = attrs.field(
        default=(), converter=tuple[StatusEvent, ...]
    )
    """What became of the round: scheduled, ongoing, postponed, concluded."""
    outcomes: Annotated[tuple[str, ...], Code("round_outcome")] = attrs.field(default=(), converter=tuple[str, ...])
    """What the round led to."""
    agenda: Annotated[tuple[str, ...], Refers("Issue")] = attrs.field(default=(), converter=tuple[str, ...])
    """Issues on the agenda."""
