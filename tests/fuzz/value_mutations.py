"""Changes to plain data: any node replaced, left out, doubled, moved, renamed, wrapped, or led astray."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

from peacetalks.dataset import GROUPS
from tests.fuzz.grammar import names
from tests.fuzz.model import plain_of
from tests.fuzz.odd import copied, odd_text, odd_value
from tests.fuzz.seeds import some_seed

Holder = dict[str, Any] | list[Any]
Key = Any
"""A key of an object, or an index of a list."""

MOST_CHANGES = 4


def changed(chance: random.Random, value: Any) -> Any:
    """Return plain data with one to four changes; what is given is changed in place, the root may be another one."""
    for _ in range(chance.choice((1, 1, 2, MOST_CHANGES))):
        nodes = list(_nodes(value))
        if not nodes:
            return odd_value(chance)
        holder, key = chance.choice(nodes)
        chance.choice(_CHANGES)(chance, holder, key, nodes)
    return odd_value(chance) if chance.random() < 0.01 else value


def _nodes(value: Any) -> Iterator[tuple[Holder, Key]]:
    """Yield each place that holds something, as its holder and the key there, without recursion."""
    pending = [value]
    while pending:
        holder = pending.pop()
        for key, one in _members(holder):
            yield holder, key
            if isinstance(one, dict | list):
                pending.append(one)


def _members(holder: Any) -> list[tuple[Key, Any]]:
    if isinstance(holder, dict):
        return list(holder.items())
    return list(enumerate(holder)) if isinstance(holder, list) else []


Nodes = list[tuple[Holder, Key]]
Change = Callable[[random.Random, Any, Key, Nodes], None]


def spoil(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put something odd in its place."""
    holder[key] = odd_value(chance)


def empty(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put nothing in its place, in one of the ways to say nothing."""
    holder[key] = chance.choice((None, "", [], {}))


def leave_out(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Leave it out."""
    del holder[key]


def double(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Give it twice, or now and then twenty times."""
    if isinstance(holder, list):
        holder[key:key] = [copied(holder[key]) for _ in range(chance.choice((1, 1, 1, 20)))]
    else:
        holder[odd_text(chance)] = copied(holder[key])


def swap(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Let it change places with a copy of any other, which may hold it."""
    other, at = chance.choice(nodes)
    if key in other if isinstance(other, dict) else at < len(other) if isinstance(at, int) else False:
        holder[key] = copied(other[at])


def rename(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Give it another name: that of another field, a misspelt one, any."""
    if isinstance(holder, dict):
        value = holder.pop(key)
        at = int(chance.random() * len(key))
        holder[chance.choice((chance.choice(names()), key[:at] + key[at + 1 :], key.upper(), odd_text(chance)))] = value


def wrap(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put a list or object around it."""
    value = holder[key]
    holder[key] = chance.choice(([value], [[value]], {"text": value}, {"id": value}, {str(key): value}, [value, value]))


def unwrap(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put something that it holds in its place."""
    inner = _members(holder[key])
    if inner:
        holder[key] = chance.choice(inner)[1]


def misdirect(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put an id of the data in its place: a reference elsewhere, or an id used twice."""
    ids = [one[at] for one, at in nodes if at == "id" and isinstance(one, dict) and isinstance(one.get("id"), str)]
    holder[key] = chance.choice((*ids[:20], "nobody"))


def transplant(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put a part of another document in its place."""
    other, at = chance.choice(list(_nodes(some_seed(chance).decoded())))
    holder[key] = other[at]


def of_another_type(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put a record of any type in its place."""
    holder[key] = plain_of(chance, chance.choice(tuple(GROUPS.values())))


def deepen(chance: random.Random, holder: Any, key: Key, nodes: Nodes) -> None:
    """Put it at the bottom of many lists or objects."""
    for _ in range(chance.choice((5, 59, 62, 63, 64, 70, 300))):
        holder[key] = {"a": holder[key]} if chance.random() < 0.5 else [holder[key]]


_CHANGES: tuple[Change, ...] = (
    *[spoil] * 8, empty, *[leave_out] * 3, *[double] * 3, *[swap] * 3, *[rename] * 4, *[wrap] * 2, *[unwrap] * 2,
    *[misdirect] * 4, transplant, of_another_type, deepen,
)  # fmt: skip
