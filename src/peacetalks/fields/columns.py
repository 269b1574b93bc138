"""Columns: all values that one field holds, however deep it lies in the records.

A column is found once a class and read in two ways: all its values at once, at the speed of C iterators, when the
question is whether anything is wrong; and one by one with their places, when something is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

import attrs

from peacetalks.fields.describe import Field, cached, fields_of

Place = tuple[str | int, ...]
"""Steps from a record's root to a value in it: field names and list indexes."""


@attrs.frozen
class Column:
    """A field of a class, or of the objects nested in it, with the fields that lead there."""

    steps: tuple[Field, ...]
    """Fields from the root down; the last one is the column's own."""

    @property
    def field(self) -> Field:
        """The field whose values the column holds."""
        return self.steps[-1]

    def values(self, instances: Iterable[object]) -> Iterable[Any]:
        """Return every value, or list item, that the column holds in ``instances``; absent values are left out."""
        for step in self.steps:
            instances = map(attrgetter(step.name), instances)
            instances = chain.from_iterable(instances) if step.many else filter(None, instances)  # type: ignore[arg-type]
        return instances

    def located(self, instance: object) -> Iterator[tuple[Place, Any]]:
        """Yield every value of one object, or of one plain dict from a file, with its place."""
        found: Iterable[tuple[Place, Any]] = [((), instance)]
        for step in self.steps:
            found = _step(found, step)
        yield from found


def _step(found: Iterable[tuple[Place, Any]], field: Field) -> Iterator[tuple[Place, Any]]:
    name = field.name
    for place, holder in found:
        value = holder.get(name) if isinstance(holder, dict) else getattr(holder, name, None)
        if not field.many:
            if value is not None:
                yield (*place, name), value
        elif isinstance(value, list | tuple):
            for index, item in enumerate(value):
                yield (*place, name, index), item


@cached
def columns(cls: type, wanted: Callable[[Field], bool]) -> tuple[Column, ...]:
    """Return the columns of a class whose field is ``wanted``, at every depth."""
    found: list[Column] = []
    for field in fields_of(cls):
        if wanted(field):
            found.append(Column((field,)))
        if field.is_nested:
            found.extend(Column((field, *deeper.steps)) for deeper in columns(field.item, wanted))
    return tuple(found)


def refers(field: Field) -> bool:
    """Tell whether a field holds ids of other records."""
    return field.refers is not None


def is_coded(field: Field) -> bool:
    """Tell whether a field holds codes, or events with a status that is one."""
    return field.codelist is not None or field.statuses is not None


def is_pointer(field: Field) -> bool:
    """Tell whether a field holds JSON Pointers to parts of its record."""
    return field.is_pointer
