"""Records and datasets, valid by construction, drawn from what their fields say about themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from peacetalks import Dataset, Date, Extra, Quantity, Record
from peacetalks.codelists import codelist
from peacetalks.dataset import GROUPS
from peacetalks.fields import Field, fields_of
from peacetalks.values.base import Value
from tests.strategies.values import Ids, draw_object, ids

TYPES: tuple[type[Record], ...] = tuple(GROUPS.values())
"""The record types, in the order in which their groups are written."""

TYPE_NAMED = {cls.__name__: cls for cls in TYPES}


@st.composite
def records(draw: st.DrawFn, cls: type[Record], known: Ids | None = None) -> Any:
    """Records of one type; references are any ids, or those of ``known`` records by the name of their type."""
    return draw_object(draw, cls, known, id=draw(ids()))


@st.composite
def datasets(draw: st.DrawFn, *, every_type: bool = False) -> Dataset:
    """Datasets that hold together: up to about ten records of any types, and those that they cannot do without.

    Every optional field is sometimes there, in the header too. References lead to records of the dataset, of the types
    that the field allows, now and then to the record itself, which integrity permits.

    Args:
        draw: Hypothesis's function to draw with.
        every_type: Whether there is at least one record of each of the sixteen types.
    """
    types = list(TYPES) if every_type else draw(st.lists(st.sampled_from(TYPES), max_size=7))
    _add_what_is_needed(draw, types)
    names = draw(st.lists(ids(), min_size=len(types), max_size=len(types), unique=True))
    known: dict[str, list[str]] = {}
    for cls, id in zip(types, names, strict=True):
        known.setdefault(cls.__name__, []).append(id)
    found: dict[str, Any] = {group: [] for group in GROUPS}
    group_of = {cls: group for group, cls in GROUPS.items()}
    for cls, id in zip(types, names, strict=True):
        found[group_of[cls]].append(draw_object(draw, cls, known, id=id))
    return draw_object(draw, Dataset, known, peacetalks=Dataset().peacetalks, **found)


def _add_what_is_needed(draw: st.DrawFn, types: list[type[Record]]) -> None:
    """Add a record type to ``types`` wherever a required reference would find nothing to lead to."""
    for cls in types:  # grows while we walk
        for allowed in needed(cls):
            if all(other.__name__ not in allowed for other in types):
                types.append(TYPE_NAMED[draw(st.sampled_from(allowed))])


def needed(cls: type) -> Iterator[tuple[str, ...]]:
    """Yield the types that each required reference of a class may lead to, where it may not lead to any."""
    for field in fields_of(cls):
        if field.required and field.refers:
            yield field.refers
        elif field.required and field.is_nested:
            yield from needed(field.item)


def complete_document() -> dict[str, Any]:
    """Return a plain document in which every field of every class says something, the same on every call.

    Each group has two records, the later id first: one in which every field is given, and one that has what it must.
    """
    document: dict[str, Any] = {field.name: _example(field) for field in fields_of(Dataset) if not field.by_id}
    document["peacetalks"] = Dataset().peacetalks
    return document | {
        group: [complete_plain(cls) | {"id": f"{cls.__name__.lower()}-2"}, minimal_plain(cls)]
        for group, cls in GROUPS.items()
    }


def minimal_plain(cls: type[Record | Value]) -> dict[str, Any]:
    """Return the plain data of a record or value that has only what it must."""
    wanted = {field.name for field in fields_of(cls) if field.required}
    wanted |= {"text"} if cls is Quantity else set(cls.form_fields[:1])
    return {name: value for name, value in complete_plain(cls).items() if name in wanted}


def complete_plain(cls: type[Record | Value], *, statuses: str | None = None) -> dict[str, Any]:
    """Return the plain data of a record or value in which every field is given, lists with two items.

    References lead to the records of :func:`complete_document`. Of the three forms of a Quantity it has the first.
    """
    plain = {field.name: _example(field) for field in fields_of(cls)}
    if "id" in plain:
        plain["id"] = f"{cls.__name__.lower()}-1"
    if cls is Quantity:
        del plain["lower"], plain["upper"]
    if statuses:
        plain["status"] = next(iter(codelist(statuses))).code
    return plain


def _example(field: Field) -> Any:
    if not field.many:
        return _example_item(field)
    items = [_example_item(field), _example_item(field)]
    if field.item is str and not field.codelist:
        items[1] = f"{items[1][:-1]}2"  # another text, or the id of the other record
    return items


def _example_item(field: Field) -> Any:
    if field.is_nested:
        return complete_plain(field.item, statuses=field.statuses)
    if field.refers is not None:
        return f"{(field.refers or ('Party',))[0].lower()}-1"
    if field.codelist:
        return next(iter(codelist(field.codelist))).code
    if field.item is float:
        return 0.5
    return {str: f"{field.name} 1", int: max(field.lowest, 1), Date: "2026-02", Extra: {"pax:Part": ""}}[field.item]
