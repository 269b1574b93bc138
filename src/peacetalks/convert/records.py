"""The strict converter between plain dicts and records or values.

Reading: cattrs builds a function per class; every hook it gets is ours, since its own would coerce (``"false"`` to
``True``, ``"abc"`` to a tuple of letters). What is refused, is refused with all problems of the object at once.
Writing is our own, since cattrs writes required fields first and the canonical order is that of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import methodcaller
from typing import Any, TypeVar, cast

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from peacetalks.fields import Field, Strict, cached, fields_of, take, take_item
from peacetalks.nearest import nearest
from peacetalks.plain import key_step, unknown_field, wrong_type
from peacetalks.problems import LISTED_PROBLEMS, Problem, ValidationError, pointer, refusal
from peacetalks.records import Record
from peacetalks.values.base import Value

Plain = dict[str, Any]
"""A JSON object: text keys, and values of JSON's own types."""

Model = TypeVar("Model", bound=Record | Value)

_converter = Converter(forbid_extra_keys=True, detailed_validation=True)


def from_dict(cls: type[Model], data: Mapping[str, Any]) -> Model:
    """Return the record or value that plain data describe.

    Args:
        cls: The class to build, such as :class:`~peacetalks.Demand`.
        data: What :func:`to_dict` gives: text keys, lists, text and numbers.

    Raises:
        ValidationError: All problems of shape at once, with JSON Pointers from the object's root.
    """
    return cast("Model", structure(cls)(dict(data) if isinstance(data, Mapping) else data))


def to_dict(record: Record | Value) -> Plain:
    """Return a record or value as plain data in canonical key order, ready for any JSON library.

    Fields that say nothing (absent, or empty lists) are left out.
    """
    return unstructure(type(record))(record)


@cached
def structure(cls: type[Strict]) -> Callable[[object], Any]:
    """Return the function that builds a class from a plain dict."""
    hooks: dict[str, Any] = {field.name: override(struct_hook=_hook(field)) for field in fields_of(cls)}
    build = cast("Callable[[object, object], Any]", make_dict_structure_fn(cls, _converter, **hooks))

    def structured(value: object) -> Any:
        if not isinstance(value, dict):
            raise wrong_type(value, f"an object with the fields of {cls.__name__}", "write its fields as keys")
        try:
            return build(value, cls)
        except BaseValidationError as group:
            raise ValidationError(_problems(group, cls, value)) from None

    return structured


def _hook(field: Field) -> Callable[[object, object], Any]:
    item = structure(field.item) if field.is_nested else take_item(field, plain=True)
    taken = take(field, item, plain=True)
    return lambda value, _: taken(value)


def _problems(group: BaseValidationError, cls: type[Strict], plain: Plain) -> Iterator[Problem]:
    """Yield our problems from the exceptions that cattrs gathered for one object."""
    known = tuple(field.name for field in fields_of(cls))
    forbidden = (error for error in group.exceptions if isinstance(error, ForbiddenExtraKeysError))
    unknown = sorted((key for error in forbidden for key in error.extra_fields), key=key_step)
    mistyped = {nearest(key_step(key), known) for key in unknown[:LISTED_PROBLEMS]}
    is_built = True
    for error in group.exceptions:
        name = next((note.name for note in getattr(error, "__notes__", ()) if hasattr(note, "name")), None)
        is_built = is_built and isinstance(error, ValidationError) and name is None
        if isinstance(error, ValidationError):
            yield from error.problems if name is None else (problem.under(name) for problem in error.problems)
        elif isinstance(error, KeyError) and name not in mistyped:
            message = f"every {cls.__name__} has the field {name!r}; add it"
            yield from refusal("missing-field", message, path=pointer(str(name))).problems
    if not is_built and cls.form_fields and mistyped.isdisjoint(cls.form_fields):
        yield from cls.form_problems({name: plain[name] for name in cls.form_fields if name in plain})
    for index, key in enumerate(unknown):
        yield unknown_field(key, known if index < LISTED_PROBLEMS else ())


@cached
def unstructure(cls: type) -> Callable[[Any], Plain]:
    """Return the function that turns an instance of a class into a plain dict without what says nothing."""
    steps = [
        (attribute.name, attribute.default, _unstructure_hook(field))
        for attribute, field in zip(attrs.fields(cls), fields_of(cls), strict=True)
    ]

    def unstructured(instance: Any) -> Plain:
        return {
            name: value if hook is None else hook(value)
            for name, default, hook in steps
            if (value := getattr(instance, name)) is not default and value != default
        }

    return unstructured


def _unstructure_hook(field: Field) -> Callable[[Any], Any] | None:
    if field.item in (str, int, float):
        return list if field.many else None
    plain = unstructure(field.item) if field.is_nested else methodcaller("to_plain")
    return (lambda values: list(map(plain, values))) if field.many else plain
