"""What differs between two records of one type, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from peacetalks.dataset.content import plain_of
from peacetalks.fields import Place, fields_of
from peacetalks.problems import pointer
from peacetalks.values import Extra


@attrs.frozen
class FieldChange:
    """One place in which two records, or two headers, differ."""

    path: str
    """JSON Pointer from the root of the record to the place; of what was taken out of a list, where it stood before."""
    before: Any
    """What stands there in the first, as plain data; ``None`` where there is nothing."""
    after: Any
    """What stands there in the second, as plain data; ``None`` where there is nothing."""


def field_changes(before: object, after: object) -> tuple[FieldChange, ...]:
    """Return where two objects of one class differ, as deep as it can be told, in the order of their fields.

    In lists, what is alike at the beginning and at the end is passed over. As many items left on one side as on the
    other are compared one with one; otherwise those of the first count as taken out, those of the second as put in.
    """
    return tuple(_of_object(before, after, ()))


def _of_object(before: object, after: object, place: Place) -> Iterator[FieldChange]:
    for field in fields_of(type(before)):
        yield from _of_value(getattr(before, field.name), getattr(after, field.name), (*place, field.name))


def _of_value(before: Any, after: Any, place: Place) -> Iterator[FieldChange]:
    if before == after:
        return
    if isinstance(before, tuple):
        yield from _of_list(before, after, place)
    elif isinstance(before, Extra):
        for key in sorted({*before, *after}):
            yield from _of_value(before.get(key), after.get(key), (*place, key))
    elif attrs.has(type(before)) and type(before) is type(after):
        yield from _of_object(before, after, place)
    else:
        yield FieldChange(pointer(*place), plain_of(before), plain_of(after))


def _of_list(before: tuple[Any, ...], after: tuple[Any, ...], place: Place) -> Iterator[FieldChange]:
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    ours, theirs = before[start : len(before) - end], after[start : len(after) - end]
    if len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=True), start):
            yield from _of_value(one, other, (*place, index))
        return
    for index, one in enumerate(ours, start):
        yield FieldChange(pointer(*place, index), plain_of(one), None)
    for index, other in enumerate(theirs, start):
        yield FieldChange(pointer(*place, index), None, plain_of(other))


def _alike(before: tuple[Any, ...], after: tuple[Any, ...]) -> int:
    """Return how many items two lists have in common at the beginning."""
    shorter = min(len(before), len(after))
    return next((index for index in range(shorter) if before[index] != after[index]), shorter)
