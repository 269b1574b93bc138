"""Demands: who wants what of whom."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import AtLeast, Code, Refers, Statuses, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Quantity, StatusEvent


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Demand(Record):
    """Something that parties want, ask, require, offer or rule out.

    What becomes of it is told in its `history`; how others stand to it is told by positions.
    """

    by: Annotated[tuple[str, ...], Refers("Party"), AtLeast(1)] = attrs.field(converter=tuple[str, ...])
    """Parties who make the demand."""
    to: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties who would have to concede it."""
    concerning: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Third parties that the demand is about."""
    kind: Annotated[str, Code("demand_kind")]
    """With what force it is put: an aim, a request, an ultimatum, a red line, an offer."""
    polarity: Annotated[str | None, Code("polarity")] = None
    """Whether the outcome in `text` is to happen (require), not to happen (prevent) or be allowed (permit); absent
    means that it is to happen."""
    text: str
    """The outcome spoken of, in one sentence of the coder; quotes go into citations."""
    topics: Annotated[tuple[str, ...], Code("topic")] = attrs.field(default=(), converter=tuple[str, ...])
    """Topics of the demand."""
    issue: Annotated[str | None, Refers("Issue")] = None
    """Issue that the demand falls under."""
    process: Annotated[str | None, Refers("Process")] = None
    """Process in which it is made."""
    round: Annotated[str | None, Refers("Round")] = None
    """Round at which the demand was made."""
    places: Annotated[tuple[str, ...], Refers("Place")] = attrs.field(default=(), converter=tuple[str, ...])
    """Places that it is about."""
    value: Quantity | None = None
    """Number demanded, where the demand can be counted or measured."""
    bottom_line: Quantity | None = None
    """Number that the maker would still accept; an input, seldom known."""
    deadline: Date | None = attrs.field(default=None, converter=as_date)
    """Until when it must be met."""
    consequence: str | None = None
    """What the maker threatens or announces for the case of refusal."""
    rationale: str | None = None
    """Reason that the maker gives for it."""
    part_of: Annotated[str | None, Refers("Demand", "Agreement")] = None
    """Package or paper of which the demand is a part."""
    history: Annotated[tuple[StatusEvent, ...], Statuses("demand_status")] = attrs.field(
        default=(), converter=tuple[StatusEvent, ...]
    )
    """What became of the demand: raised, modified, met, withdrawn."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When, or from when, the demand was made."""
