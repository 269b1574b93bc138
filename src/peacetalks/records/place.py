"""Places, and who controls or claims them."""

from typing import Annotated

import attrs

from peacetalks.fields import Refers, strict
from peacetalks.records.base import Record
from peacetalks.values import Control, Name


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Place(Record):
    """A place: a country, a region, a city, a stretch of front."""

    name: str
    """Name by which the place is known in the data."""
    other_names: tuple[Name, ...] = attrs.field(default=(), converter=tuple[Name, ...])
    """Further names, in other languages or by other claimants."""
    parent: Annotated[str | None, Refers("Place")] = None
    """Larger place that this one lies in."""
    control: tuple[Control, ...] = attrs.field(default=(), converter=tuple[Control, ...])
    """Who controls the place and who claims it, over time, as claimed by the sources."""
