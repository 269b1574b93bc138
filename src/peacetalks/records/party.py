"""Parties: everybody who acts, from a state to a person."""

from typing import Annotated

import attrs

from peacetalks.fields import Code, Refers, strict
from peacetalks.records.base import Record
from peacetalks.values import Membership, Name, Post


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Party(Record):
    """Any actor: a state, an organ of one, an armed group, a bloc, a loose collective, a person.

    A record of a party takes no position on its status; contested and vanished states are valid parties. There is
    deliberately no place for the names of captives.
    """

    name: str
    """Name by which the party is known in the data."""
    kind: Annotated[str, Code("party_kind")]
    """What kind of actor it is."""
    other_names: tuple[Name, ...] = attrs.field(default=(), converter=tuple[Name, ...])
    """Further names: official forms, acronyms, metonyms, names in other languages."""
    sectors: Annotated[tuple[str, ...], Code("sector")] = attrs.field(default=(), converter=tuple[str, ...])
    """Functions in which the party acts, such as military or diplomatic."""
    parent: Annotated[str | None, Refers("Party")] = None
    """Party that this one is an organ or part of."""
    members: tuple[Membership, ...] = attrs.field(default=(), converter=tuple[Membership, ...])
    """Members of a bloc or collective, with the time of their membership."""
    composition: Annotated[str | None, Code("composition")] = None
    """Whether the list of members is complete (closed) or only names some (open)."""
    posts: tuple[Post, ...] = attrs.field(default=(), converter=tuple[Post, ...])
    """Offices held; for persons only."""
