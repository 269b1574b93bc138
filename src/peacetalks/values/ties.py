"""Dated ties: who belongs to whom, who held which post, who controls which place."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Code, Refers, as_date, strict
from peacetalks.values.base import Value


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Membership(Value):
    """That a party belongs to a bloc or collective, and when."""

    party: Annotated[str, Refers("Party")]
    """The member."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """Period of membership."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Post(Value):
    """An office that a person held, and when."""

    title: str
    """Title of the office."""
    organisation: Annotated[str | None, Refers("Party")] = None
    """State, organ or body in which the office lies."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """Period in which the person held it."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Control(Value):
    """Who controls a place and who claims it, and when; a claim like any other, not a judgement."""

    controller: Annotated[str | None, Refers("Party")] = None
    """Party in actual control."""
    claimants: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties that claim title to the place."""
    status: Annotated[str | None, Code("control_status")] = None
    """Kind of control."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """Period in which this was so."""
