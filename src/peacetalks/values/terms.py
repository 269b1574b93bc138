"""Parts of agreements and assessments: provisions, related agreements, factors."""

from typing import Annotated

import attrs

from peacetalks.fields import Between, Code, Refers, strict
from peacetalks.values.base import Value


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Provision(Value):
    """What an agreement says on one topic."""

    topic: Annotated[str, Code("topic")]
    """Matter that the provision deals with."""
    strength: Annotated[int | None, Between(0, 3)] = None
    """Weight of the provision: 0 coded as absent, 1 a mention, 2 some detail, 3 detailed with a mechanism (PA-X)."""
    modality: Annotated[tuple[str, ...], Code("modality")] = attrs.field(default=(), converter=tuple[str, ...])
    """In what way the topic is dealt with, for instance rhetorically or by a new body."""
    text: str | None = None
    """What the provision says, in the coder's words or a short quote."""
    locator: str | None = None
    """Place in the agreement's text: an article, a page."""
    parties: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties that the provision binds or concerns."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class RelatedAgreement(Value):
    """How an agreement relates to an earlier one: this agreement *kind* the other."""

    kind: Annotated[str, Code("related_kind")]
    """What this agreement does to the other, for instance implements or supersedes it."""
    agreement: Annotated[str | None, Refers("Agreement")] = None
    """The other agreement, where it has a record."""
    text: str | None = None
    """The other agreement as printed, where it has none."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Factor(Value):
    """Something that an assessment depends on."""

    label: str
    """The factor in words."""
    ref: Annotated[str | None, Refers()] = None
    """Record that stands for the factor, such as a position or a measure."""
    effect: Annotated[str | None, Code("effect")] = None
    """Whether it favours or hinders what is assessed."""
