"""Conflicts that talks are about."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Code, Refers, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Name


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Conflict(Record):
    """An armed conflict that a process tries to end."""

    name: str
    """Name by which the conflict is known in the data."""
    other_names: tuple[Name, ...] = attrs.field(default=(), converter=tuple[Name, ...])
    """Further names of the conflict."""
    incompatibility: Annotated[tuple[str, ...], Code("incompatibility")] = attrs.field(
        default=(), converter=tuple[str, ...]
    )
    """What the conflict is over, in the sense of UCDP: territory, government."""
    level: Annotated[str | None, Code("conflict_level")] = None
    """Between whom it is fought: states, a state and a group, groups."""
    places: Annotated[tuple[str, ...], Refers("Place")] = attrs.field(default=(), converter=tuple[str, ...])
    """Places where it is fought."""
    parties: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties that fight it."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """Period of the conflict."""
