"""What records and values hold, apart from how they are built: as plain data, and with texts exchanged."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Field, cached, columns, fields_of
from peacetalks.values import Extra
from peacetalks.values.base import given

Built = TypeVar("Built", bound=attrs.AttrsInstance)

Swap = Callable[[Field, str], object]
"""A function that returns what to write for the text of a field that refers or points."""


def _as_it_is(_: Field, text: str) -> str:
    return text


def plain_of(value: object, swap: Swap = _as_it_is) -> Any:
    """Return a record, a value, or what one of their fields holds, as plain data without what says nothing.

    Args:
        value: A record or value, a list of them, a text, a number, a date.
        swap: What to write for ids of other records, and for pointers.
    """
    if isinstance(value, tuple):
        return [plain_of(item, swap) for item in value]
    if isinstance(value, Date | Extra):
        return value.to_plain()
    if not attrs.has(type(value)):
        return value
    fields = {field.name: field for field in fields_of(type(value))}
    return {name: _plain_field(fields[name], held, swap) for name, held in given(value)}  # type: ignore[arg-type]


def _plain_field(field: Field, held: Any, swap: Swap) -> Any:
    if not leads(field):
        return plain_of(held, swap)
    return [swap(field, text) for text in held] if field.many else swap(field, held)


def leads(field: Field) -> bool:
    """Tell whether a field leads somewhere: to other records, or to parts of its own."""
    return field.is_pointer or field.refers is not None


def text_of(plain: object) -> str:
    """Return plain data as text in which equal data are equal and different data differ."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def rewritten(instance: Built, wanted: Callable[[Field], bool], swap: Callable[[str], str]) -> Built:
    """Return a record or value with the texts of some fields exchanged, at every depth.

    Args:
        instance: The record or value.
        wanted: Tells which fields; a function of a module, as for :func:`~peacetalks.fields.columns`.
        swap: Returns what stands there instead.
    """
    changes: dict[str, Any] = {}
    for field in _ways(type(instance), wanted):
        held = getattr(instance, field.name)
        if held is None:
            continue
        change = swap if wanted(field) else lambda item: rewritten(item, wanted, swap)
        changed = tuple(map(change, held)) if field.many else change(held)
        if changed != held:
            changes[field.name] = changed
    return attrs.evolve(instance, **changes) if changes else instance  # type: ignore[misc]


@cached
def _ways(cls: type, wanted: Callable[[Field], bool]) -> tuple[Field, ...]:
    """Return the fields of a class that are wanted themselves or hold objects with such fields."""
    first = {column.steps[0].name for column in columns(cls, wanted)}
    return tuple(field for field in fields_of(cls) if field.name in first)
