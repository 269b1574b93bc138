"""Sources: where claims were published."""

from typing import Annotated, ClassVar

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Code, as_date, strict
from peacetalks.records.base import Record


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Source(Record):
    """A publication that claims are taken from: an article, a data set, an agreement's text.

    Raises:
        ValidationError: ``empty-source`` when it has neither title nor publisher nor url.
    """

    form_fields: ClassVar[tuple[str, ...]] = ("title", "publisher", "url")

    title: str | None = None
    """Title of the item as printed."""
    publisher: str | None = None
    """Newspaper, agency, institute or body that published it."""
    url: str | None = None
    """Address where the item was found."""
    kind: Annotated[str | None, Code("source_type")] = None
    """Kind of source, such as a news article or an official document."""
    language: str | None = None
    """Language of the item as a BCP 47 tag."""
    authors: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    """Authors as printed."""
    published: Date | None = attrs.field(default=None, converter=as_date)
    """When it was published; what it claims is known from then."""
    retrieved: Date | None = attrs.field(default=None, converter=as_date)
    """When it was read by whoever coded it."""
    reliability: Annotated[str | None, Code("reliability")] = None
    """How reliable the source is, on the Admiralty scale from A to F; belongs to the source, not to a claim."""
    licence: str | None = None
    """Licence of the item, as an SPDX expression where there is one."""
