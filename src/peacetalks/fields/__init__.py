"""The metadata vocabulary: what a field of a record or value says about itself, once, where it is declared.

A field is declared like this, with its docstring under it::

    by: Annotated[tuple[str, ...], Refers("Party"), AtLeast(1)] = attrs.field(converter=tuple[str, ...])

The annotation is the whole truth about the field. ``converter=`` only tells type checkers what callers may pass (any
iterable of text, anything that a date accepts); :func:`strict`, the ``field_transformer`` of every class, puts in its
place the strict converter that follows from the annotation. Everything else that needs to know about fields (reading,
references, schemas, tables, strategies) asks :func:`fields_of`.
"""

from peacetalks.fields.columns import Column, Place, columns, is_coded, is_pointer, refers
from peacetalks.fields.describe import Field, cached, fields_of
from peacetalks.fields.markers import AtLeast, Between, ById, Code, Id, Pointer, Refers, Statuses
from peacetalks.fields.strict import Strict, as_date, strict, take, take_item

__all__ = [
    "AtLeast",
    "Between",
    "ById",
    "Code",
    "Column",
    "Field",
    "Id",
    "Place",
    "Pointer",
    "Refers",
    "Statuses",
    "Strict",
    "as_date",
    "cached",
    "columns",
    "fields_of",
    "is_coded",
    "is_pointer",
    "refers",
    "strict",
    "take",
    "take_item",
]
