"""The lists of a record, whose items are known by what they hold and not by where they stand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count
from typing import Any

import attrs

from peacetalks.dataset.content import plain_of, rewritten, text_of
from peacetalks.fields import Field, columns, fields_of, is_pointer
from peacetalks.problems import pointer_index
from peacetalks.records import Record

HOPS = 3
"""Pointers in a row, each leading to an item with the next, up to which two items are told apart by where they lead."""

Key = tuple[str, int]
"""What an item holds, and how many that hold the same stand before it in its list."""

Spot = tuple[str, int]
"""A list of a record and an index in it."""


@attrs.frozen
class Item:
    """An item of a list."""

    value: Any
    """The item."""
    text: str
    """It as text, in which a pointer to an item says what that holds; items are put in order by it."""
    key: Key
    """What it is known by, in every version of the record in which its list holds it."""


@attrs.frozen
class Lists:
    """All lists of a record.

    An item is the same in two versions of a record wherever it stands: a pointer in it counts as equal to another one
    where both lead to the same part of the same item, or into the item itself.
    """

    items: Mapping[str, Mapping[Key, Item]]
    """The items by the name of the field and then by what they are known by, in their order."""
    order: Mapping[str, Sequence[Key]]
    """What the items are known by, in their order."""

    @classmethod
    def of(cls, record: Record) -> Lists:
        """Return the lists of a record."""
        values = {field.name: getattr(record, field.name) for field in fields_of(type(record)) if field.many}
        known: Mapping[str, Sequence[str | None]] = {name: [None] * len(held) for name, held in values.items()}
        rounds = [_texts(values, partial(_leading, values=values, known=known))]
        for hop in range(HOPS if _are_pointed_at(values) else 0):
            seen = rounds[-1]
            known = {name: list(map(_digest, held)) for name, held in seen.items()} if hop else seen
            rounds.append(_texts(values, partial(_leading, values=values, known=known)))
        readable, final = rounds[min(1, len(rounds) - 1)], rounds[-1]
        order = {name: _keys(held) for name, held in final.items()}
        items = {name: map(Item, values[name], readable[name], order[name]) for name in values}
        return cls({name: {item.key: item for item in held} for name, held in items.items()}, order)

    def targets(self, name: str, key: Key) -> Iterator[tuple[str, Key]]:
        """Yield the lists and items that the pointers in an item lead to."""
        for path in _pointers(self.items[name][key].value):
            followed = _followed(path, self.order)
            if followed is not None:
                (other, index), _ = followed
                yield from ((other, target) for target in self.order[other][index : index + 1])

    def moved(self, name: str, key: Key, places: Mapping[str, Mapping[Key, int]]) -> Any:
        """Return an item with its pointers leading to where items stand in other lists.

        Of several items that hold the same, a pointer leads to the first, unless it leads into its own. A pointer
        beyond the end of its list stays as far beyond the end, so that it never comes to lead to anything.

        Args:
            name: The list.
            key: The item.
            places: The new indexes of items, for each list.
        """

        def follow(path: str) -> str:
            followed = _followed(path, self.order)
            if followed is None:
                return path
            (other, index), rest = followed
            beyond = index - len(self.order[other])
            if beyond >= 0:
                return f"/{other}/{len(places[other]) + beyond}{rest}"
            target = self.order[other][index]
            if (other, target) != (name, key):
                target = next(one for one in ((target[0], nth) for nth in count()) if one in places[other])
            return f"/{other}/{places[other][target]}{rest}"

        value = self.items[name][key].value
        return rewritten(value, is_pointer, follow) if attrs.has(type(value)) else value


def _followed(path: str, lists: Mapping[str, object]) -> tuple[Spot, str] | None:
    """Return the item that a pointer leads to, or would if its list were long enough, and the rest of the way in it.

    For pointers to anything else it is ``None``.
    """
    root, *steps = path.split("/", 3)
    index = pointer_index(steps[1]) if len(steps) > 1 else None
    if root or index is None or steps[0] not in lists:
        return None
    return (steps[0], index), "".join(f"/{step}" for step in steps[2:])


Values = Mapping[str, tuple[Any, ...]]
"""Lists by the name of the field."""


def _texts(values: Values, lead: Callable[[str, Spot], object]) -> dict[str, list[str]]:
    """Return all items as texts, in which ``lead`` says what to write for a pointer in the item at a spot."""

    def text(item: object, here: Spot) -> str:
        def swap(field: Field, text: str) -> object:
            return lead(text, here) if field.is_pointer else text

        return text_of(plain_of(item, swap))

    return {name: [text(item, (name, index)) for index, item in enumerate(held)] for name, held in values.items()}


def _leading(path: str, here: Spot, values: Values, known: Mapping[str, Sequence[str | None]]) -> object:
    """Return where a pointer leads, in words that do not depend on where items stand.

    Args:
        path: The pointer.
        here: The item in which it stands.
        values: All lists of the record.
        known: What items are known by so far.
    """
    followed = _followed(path, values)
    if followed is None:
        return path
    (name, index), rest = followed
    if (name, index) == here:
        return [rest]
    beyond = index - len(values[name])
    if beyond >= 0:
        return [name, beyond, rest]
    return [name, known[name][index], rest]


def _are_pointed_at(values: Values) -> bool:
    """Tell whether any pointer leads to an item."""
    return any(_followed(path, values) for held in values.values() for item in held for path in _pointers(item))


def _pointers(item: object) -> Iterator[str]:
    if attrs.has(type(item)):
        for column in columns(type(item), is_pointer):
            yield from column.values((item,))


def _keys(names: Iterable[str]) -> list[Key]:
    """Return names with how many equal ones stand before each."""
    seen: dict[str, int] = {}
    keys: list[Key] = []
    for name in names:
        keys.append((name, seen.get(name, 0)))
        seen[name] = keys[-1][1] + 1
    return keys


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
