"""Linkages: what is tied to what."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import AtLeast, Code, Refers, as_date, strict
from peacetalks.records.base import Record


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Linkage(Record):
    """A tie between demands, measures, exchanges or other records, read as a sentence: subjects *kind* objects.

    Whose tie it is stands in the citation (`asserted_by`): those who demand link, others may not.
    """

    kind: Annotated[str, Code("linkage_kind")]
    """How the subjects are tied to the objects: given in exchange, conditional, declared independent."""
    subjects: Annotated[tuple[str, ...], Refers(), AtLeast(1)] = attrs.field(converter=tuple[str, ...])
    """Records that the sentence begins with; a package holds two or more and has no objects."""
    objects: Annotated[tuple[str, ...], Refers()] = attrs.field(default=(), converter=tuple[str, ...])
    """Records that the subjects are tied to."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When, or from when, the tie was made."""
