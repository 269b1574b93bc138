"""From a class to the description of its fields: the one place that reads annotations."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import attrs

from peacetalks.fields.markers import AtLeast, Between, ById, Code, Id, Pointer, Refers, Statuses
from peacetalks.limits import GREATEST_INTEGER

Given = ParamSpec("Given")
Made = TypeVar("Made")


def cached(function: Callable[Given, Made]) -> Callable[Given, Made]:
    """Remember what a function returns; ``functools.cache`` with the function's own signature for type checkers."""
    return cast("Callable[Given, Made]", functools.cache(function))


@attrs.frozen
class Field:
    """What a field of a record, a value or a dataset says about itself."""

    name: str
    """Name in Python and on the wire; the two are always equal."""
    item: type
    """Type of the value, or of each item where there are many: ``str``, ``int``, ``float`` or a class of ours."""
    many: bool
    """Whether the field holds a list."""
    required: bool
    """Whether it must be given."""
    nullable: bool
    """Whether it is ``None`` in Python where it is absent; a list is empty then."""
    at_least: int
    """Fewest items of a list."""
    by_id: bool
    """Whether the items are records, kept sorted by their ids."""
    is_id: bool
    """Whether it is the record's own id."""
    is_pointer: bool
    """Whether it holds JSON Pointers to parts of the record."""
    refers: tuple[str, ...] | None
    """Names of the record types it refers to, ``()`` for any type; ``None`` for a field that does not refer."""
    codelist: str | None
    """Name of the codelist its text comes from."""
    code_pattern: str | None
    """Regular expression of codes accepted beside those of the list."""
    statuses: str | None
    """Name of the codelist of the ``status`` of the events it holds."""
    lowest: int
    """Least number accepted."""
    highest: int
    """Greatest number accepted."""

    @property
    def is_nested(self) -> bool:
        """Whether it holds objects with fields of their own (a citation), rather than text, numbers or dates."""
        return attrs.has(self.item)


def describe(attribute: attrs.Attribute[Any]) -> Field:
    """Return what an attrs attribute declares through its annotation."""
    markers: dict[type, Any] = {}
    item = attribute.type
    if typing.get_origin(item) is typing.Annotated:
        item, *notes = typing.get_args(item)
        markers = {type(note): note for note in notes}
    many = typing.get_origin(item) is tuple
    if many:
        item = typing.get_args(item)[0]
    nullable = isinstance(item, types.UnionType)
    if nullable:
        (item,) = (part for part in typing.get_args(item) if part is not types.NoneType)
    if not isinstance(item, type):
        msg = f"field {attribute.name!r} has the annotation {attribute.type!r}, which peacetalks cannot read"
        raise TypeError(msg)
    between = markers.get(Between, Between(-GREATEST_INTEGER))
    code = markers.get(Code)
    return Field(
        name=attribute.name,
        item=item,
        many=many,
        required=attribute.default is attrs.NOTHING,
        nullable=nullable,
        at_least=markers[AtLeast].count if AtLeast in markers else 0,
        by_id=ById in markers,
        is_id=Id in markers,
        is_pointer=Pointer in markers,
        refers=markers[Refers].types if Refers in markers else None,
        codelist=code and code.codelist,
        code_pattern=code and code.pattern,
        statuses=markers[Statuses].codelist if Statuses in markers else None,
        lowest=between.lowest,
        highest=GREATEST_INTEGER if between.highest is None else between.highest,
    )


@cached
def fields_of(cls: type) -> tuple[Field, ...]:
    """Return the fields of a record, value or dataset class, in the order in which they are written."""
    return tuple(describe(attribute) for attribute in attrs.fields(cls))
