"""How two versions of a list become one: which items it holds, and in which order."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Set

from peacetalks.dataset.lists import Item, Key

Version = Mapping[Key, Item]
"""The items of a list in one version of its record, in their order."""


def survivors(ours: Version, theirs: Version, base: Version | None) -> set[Key]:
    """Return what the united list holds: what either holds, but for what one of them has taken out since ``base``."""
    if base is None:
        return {*ours, *theirs}
    return (ours.keys() & theirs.keys()) | ({*ours, *theirs} - base.keys())


def settled(keys: Set[Key], ours: Version, theirs: Version, base: Version | None) -> list[Key] | None:
    """Return the version of a list that can stand as it is, author's order and all; ``None`` where none can.

    It does where both sides agree, where only one of them changed it, or where only one of them has such a list.
    """
    one, other, origin = list(ours), list(theirs), list(base or ())
    for version in (one if other in (one, origin) else None, other if one == origin else None):
        if version is not None and keys == set(version):
            return version
    return None


def in_order(keys: Set[Key], *versions: Version) -> list[Key]:
    """Return the items of a list whose order says nothing: in that of their texts, the same whoever comes first."""
    return sorted(keys, key=_rank(versions).__getitem__)


def in_sequence(keys: Set[Key], ours: Version, theirs: Version, base: Version | None) -> tuple[list[Key], bool]:
    """Return the events of a history in order, and whether that order is known.

    Events are put in order of their dates. Those of one date are a sequence, and so is a whole history in which the
    date of an event is not known: where they tell of several statuses, one side must have the sequence as a whole, as
    the last status hangs on it. Where neither has, the events of ours come first and the order counts as not known.
    """
    items = {**(base or {}), **theirs, **ours}
    rank = _rank((items,))
    known, ordered = True, list[Key]()
    for group in _dates(sorted(keys, key=lambda key: (_bounds(items[key]), rank[key])), items):
        sequence = group
        if len({items[key].value.status for key in group}) > 1:
            members = set(group)
            one, other = ([key for key in version if key in members] for version in (ours, theirs))
            origin = None if base is None else [key for key in base if key in members]
            whole = _sequence(members, one, other, origin)
            known = known and whole is not None
            sequence = whole or list(dict.fromkeys([*one, *other, *group]))
        ordered += sequence
    return ordered, known


def _sequence(keys: Set[Key], ours: list[Key], theirs: list[Key], base: list[Key] | None) -> list[Key] | None:
    """Return the side that has all events and has those of the other in the same order; ``None`` where neither does."""
    if base is not None and theirs == base and keys == set(ours):
        return ours
    if base is not None and ours == base and keys == set(theirs):
        return theirs
    for one, other in ((ours, theirs), (theirs, ours)):
        shared = set(other)
        if keys == set(one) and [key for key in one if key in shared] == other:
            return one
    return None


def _dates(keys: list[Key], items: Version) -> Iterator[list[Key]]:
    """Yield events in groups of one date each; all in one where the date of any is not known."""
    groups: dict[tuple[float, float], list[Key]] = {}
    for key in keys:
        groups.setdefault(_bounds(items[key]), []).append(key)
    yield from [keys] if NO_DATE in groups else groups.values()


NO_DATE = (math.inf, math.inf)
"""Where events stand whose date is not known: after all others."""


def _bounds(event: Item) -> tuple[float, float]:
    date = event.value.date
    bounds: tuple[float, float] = NO_DATE if date is None else date.sort_key[:2]
    return NO_DATE if all(map(math.isinf, bounds)) else bounds


def _rank(versions: Iterable[Version]) -> dict[Key, tuple[str, Key]]:
    return {key: (item.text, key) for version in versions for key, item in version.items()}
