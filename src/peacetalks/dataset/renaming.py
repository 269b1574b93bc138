"""Renamed records: which record went and came back under another id, told by its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from peacetalks.dataset.content import plain_of, rewritten, text_of
from peacetalks.fields import Field, refers
from peacetalks.records import Record

if TYPE_CHECKING:
    from peacetalks.dataset.dataset import Dataset

ROUNDS = 50
"""Steps along references after which two records that are still alike count as alike."""

Colour = int
"""What records share that look alike so far."""


def with_renamed(record: Record, renamed: Mapping[str, str]) -> Record:
    """Return a record with ids exchanged: its own, and those that it refers to."""
    changed = rewritten(record, refers, lambda id: renamed.get(id, id))
    return attrs.evolve(changed, id=renamed[record.id]) if record.id in renamed else changed


def renamings(
    before: Dataset, after: Dataset, gone: Mapping[str, Record], come: Mapping[str, Record]
) -> dict[str, str]:
    """Return the new ids of renamed records by their old ones.

    A record is renamed where one that went and one that came are of one type and hold the same, as soon as all renamed
    ids in them are exchanged. Of several that hold the same, those are taken for one that the same records refer to in
    the same fields; where that does not tell them apart either, none is called renamed.

    Args:
        before: The dataset as it was.
        after: The dataset as it is.
        gone: The records that went.
        come: The records that came.
    """
    if not gone or not come:
        return {}
    sides = [Node.of(record, gone) for record in gone.values()], [Node.of(record, come) for record in come.values()]
    _tell_apart(sides)
    pairs = _pairs(sides)
    if _could_pair_more(sides, len(pairs)):
        _tell_apart_by_referrers(sides, (before, after), pairs)
        pairs = _pairs(sides)
    return _sound(pairs, gone, come)


@attrs.define(eq=False)
class Node:
    """A record that went or came, and what it looks like without the ids that may have changed."""

    record: Record
    targets: tuple[str, ...]
    """Ids of such records that it refers to, in order."""
    look: object
    """What it holds beside them."""
    colour: Colour = 0

    @classmethod
    def of(cls, record: Record, pool: Mapping[str, Record]) -> Node:
        """Return the node of a record among those of its dataset that went or came."""
        targets: list[str] = []

        def masked(field: Field, text: str) -> object:
            if field.refers is None or text not in pool:
                return text
            targets.append(text)
            return None

        plain = plain_of(record, masked)
        del plain["id"]
        return cls(record, tuple(targets), (type(record), text_of(plain)))


Sides = tuple[list[Node], list[Node]]
"""The records that went, and those that came."""


def _tell_apart(sides: Sides) -> None:
    """Colour records by their looks, then by the colours of those they refer to, until no more are told apart."""
    count = 0
    for _ in range(ROUNDS):
        known = [{node.record.id: node.colour for node in side} for side in sides]
        colours: dict[object, Colour] = {}
        for side, colour_of in zip(sides, known, strict=True):
            for node in side:
                seen = (node.colour, node.look, *(colour_of[target] for target in node.targets))
                node.colour = colours.setdefault(seen, len(colours))
        if len(colours) == count:
            return
        count = len(colours)


def _could_pair_more(sides: Sides, paired: int) -> bool:
    """Tell whether more colours are found on both sides than there are pairs."""
    one, other = ({node.colour for node in side} for side in sides)
    return len(one & other) > paired


def _tell_apart_by_referrers(sides: Sides, datasets: tuple[Dataset, Dataset], pairs: Mapping[str, str]) -> None:
    """Colour records without a pair by what refers to them: records that stayed, and renamed ones by their new ids."""
    renamed = set(pairs), set(pairs.values())
    for side, dataset, done, new in zip(sides, datasets, renamed, (pairs, {}), strict=True):
        alone = {node.record.id: node for node in side if node.record.id not in done}
        for id, node in alone.items():
            referrers = ((one.record.id, one.field) for one in dataset.referrers(id) if one.record.id not in alone)
            counted = Counter((new.get(referrer, referrer), field) for referrer, field in referrers)
            node.look = (node.look, frozenset(counted.items()))
    _tell_apart(sides)


def _pairs(sides: Sides) -> dict[str, str]:
    """Return the ids of what went and came where exactly two have a colour, one on each side."""
    went, came = (_by_colour(side) for side in sides)
    return {old[0]: came[colour][0] for colour, old in went.items() if len(old) == len(came.get(colour, ())) == 1}


def _by_colour(side: list[Node]) -> dict[Colour, list[str]]:
    found: dict[Colour, list[str]] = {}
    for node in side:
        found.setdefault(node.colour, []).append(node.record.id)
    return found


def _sound(pairs: dict[str, str], gone: Mapping[str, Record], come: Mapping[str, Record]) -> dict[str, str]:
    """Return those pairs that hold the same once the ids of all of them are exchanged."""
    while True:
        kept = {old: new for old, new in pairs.items() if with_renamed(gone[old], pairs) == come[new]}
        if len(kept) == len(pairs):
            return kept
        pairs = kept
