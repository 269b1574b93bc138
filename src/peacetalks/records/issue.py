"""Issues: the matters at stake."""

from typing import Annotated

import attrs

from peacetalks.fields import AtLeast, Code, Refers, strict
from peacetalks.records.base import Record


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Issue(Record):
    """A matter at stake in a process, under which demands of all sides can be gathered."""

    name: str
    """The matter in a few words."""
    topics: Annotated[tuple[str, ...], Code("topic"), AtLeast(1)] = attrs.field(converter=tuple[str, ...])
    """Topics that the matter touches."""
    process: Annotated[str | None, Refers("Process")] = None
    """Process in which the matter is at stake."""
    salience: Annotated[str | None, Code("salience")] = None
    """How central the matter is to the process."""
    places: Annotated[tuple[str, ...], Refers("Place")] = attrs.field(default=(), converter=tuple[str, ...])
    """Places that the matter is about."""
