"""Statements: words that matter as words."""

from typing import Annotated, ClassVar

import attrs

from peacetalks.dates import Date
from peacetalks.fields import AtLeast, Code, Refers, as_date, strict
from peacetalks.records.base import Record


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Statement(Record):
    """Something said in public whose words matter: thanks, threats, accusations, announcements.

    Raises:
        ValidationError: ``empty-statement`` when it has neither text nor quote.
    """

    form_fields: ClassVar[tuple[str, ...]] = ("text", "quote")

    by: Annotated[tuple[str, ...], Refers("Party"), AtLeast(1)] = attrs.field(converter=tuple[str, ...])
    """Who said it."""
    on_behalf_of: Annotated[str | None, Refers("Party")] = None
    """Party for which they spoke."""
    act: Annotated[str | None, Code("speech_act")] = None
    """What was done by saying it, such as praise or a threat."""
    text: str | None = None
    """What was said, in the words of the coder."""
    quote: str | None = None
    """What was said, verbatim and short."""
    language: str | None = None
    """Language of the quote as a BCP 47 tag."""
    audience: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties to whom it was said."""
    about: Annotated[tuple[str, ...], Refers()] = attrs.field(default=(), converter=tuple[str, ...])
    """Records that it was about."""
    valence: Annotated[str | None, Code("valence")] = None
    """Whether it was favourable towards what it was about."""
    channel: Annotated[str | None, Code("channel")] = None
    """How it reached the public."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When it was said."""
