"""Peace processes: rounds and agreements that belong together."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Refers, Statuses, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Name, StatusEvent


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Process(Record):
    """A peace process, formal or not: the frame of rounds, demands and agreements."""

    name: str
    """Name by which the process is known in the data."""
    other_names: tuple[Name, ...] = attrs.field(default=(), converter=tuple[Name, ...])
    """Further names of the process."""
    conflicts: Annotated[tuple[str, ...], Refers("Conflict")] = attrs.field(default=(), converter=tuple[str, ...])
    """Conflicts that the process addresses."""
    parent: Annotated[str | None, Refers("Process")] = None
    """Larger process that this one is part of."""
    history: Annotated[tuple[StatusEvent, ...], Statuses("process_status")] = attrs.field(
        default=(), converter=tuple[StatusEvent, ...]
    )
    """What became of the process: proposed, ongoing, suspended, concluded."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """Period of the process."""
