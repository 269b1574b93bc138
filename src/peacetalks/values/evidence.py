"""Who says so, and remarks on what is said."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Code, Pointer, Refers, as_date, strict
from peacetalks.values.base import Value


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Citation(Value):
    """Where a claim comes from: the source, the place in it, and who says so there."""

    source: Annotated[str, Refers("Source")]
    """Source in which the claim stands."""
    locator: str | None = None
    """Place in the source: a page, a paragraph, a sentence number."""
    quote: str | None = None
    """The source's own words, a few of them."""
    credibility: Annotated[str | None, Code("credibility")] = None
    """How credible this claim is, on the Admiralty scale from 1 (confirmed) to 6 (cannot be judged)."""
    asserted_by: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties who say so in the source, where it is not the source's own voice."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When the claimant said it in public; the claim is known from then or from the source's publication."""
    supports: Annotated[tuple[str, ...], Pointer()] = attrs.field(default=(), converter=tuple[str, ...])
    """JSON Pointers, from the root of the record, to the fields that the citation supports; none means all of it."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Annotation(Value):
    """A remark on a record or on one of its fields, such as why a field is absent."""

    motivation: Annotated[str, Code("annotation_motivation")]
    """Why the remark was made."""
    path: Annotated[str | None, Pointer()] = None
    """JSON Pointer, from the root of the record, to the field remarked upon; it may name an absent field."""
    text: str | None = None
    """The remark. With the motivation `commenting`, text that begins with a warning's code accepts that warning."""
