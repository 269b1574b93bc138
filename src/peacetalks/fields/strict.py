"""The strict converters that follow from a field's annotation.

Every value of every record passes through here, whether it was written in Python or read from a file: nothing is
coerced (``"3"`` is not 3, ``"abc"`` is not a list), and what is refused is refused with the code of the broken rule.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from operator import attrgetter
from typing import Any, ClassVar, Protocol, Self, runtime_checkable

import attrs

from peacetalks.codelists import codelist, is_namespaced
from peacetalks.dates import Date, DateLike
from peacetalks.fields.describe import Field, describe
from peacetalks.ids import is_id, slug
from peacetalks.nearest import did_you_mean
from peacetalks.plain import refuse_unwritable, text, wrong_type
from peacetalks.problems import Problem, ValidationError, problems_of, refusal

Take = Callable[[Any], Any]
"""A function that returns a value in its normal form, or raises :class:`ValidationError`."""


@runtime_checkable
class Atom(Protocol):
    """A value class that is written as one piece, such as a date: it converts itself."""

    @classmethod
    def of(cls, value: Any) -> Self: ...  # noqa: D102
    @classmethod
    def from_plain(cls, value: object) -> Self: ...  # noqa: D102
    def to_plain(self) -> object: ...  # noqa: D102


def as_date(value: DateLike | None) -> Date | None:
    """Return a date from anything that says one: a :class:`Date`, EDTF text, ``date``, aware ``datetime``."""
    return None if value is None else Date.of(value)


_refused: dict[int, list[Problem]] = {}


class Strict:
    """Base of all classes with strict fields: raises what their fields refuse, all at once, when the object is built.

    A converter that refuses a value notes it down, and the object is never handed out.
    """

    __slots__ = ()

    form_fields: ClassVar[tuple[str, ...]] = ()
    """Fields of which a rule of the class speaks together."""

    @classmethod
    def form_problems(cls, given: Mapping[str, Any]) -> Iterable[Problem]:  # noqa: ARG003 - for subclasses
        """Return what is wrong with those ``form_fields`` that are given, taken together."""
        return ()

    def __attrs_post_init__(self) -> None:
        """Refuse the object where any of its values was refused, or where its fields do not go together."""
        problems = _refused.pop(id(self), []) if _refused else []
        if self.form_fields:
            values = ((name, getattr(self, name)) for name in self.form_fields)
            problems += self.form_problems({name: value for name, value in values if value is not None})
        if problems:
            raise ValidationError(problems)


def strict(cls: type, attributes: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Give each new attribute of a class its strict converter; the ``field_transformer`` of all our attrs classes.

    In a record the id comes first and the rest of the envelope last, which is the order in which records are written.
    """
    own = cls.__annotations__
    ready = [
        attribute.evolve(converter=_converter(attribute, is_first=attribute is attributes[0]))
        if attribute.name in own
        else attribute
        for attribute in attributes
    ]
    if all(attribute.name != "id" for attribute in ready):
        return ready
    return sorted(ready, key=lambda attribute: (attribute.name != "id", attribute.name not in own))


def _converter(attribute: attrs.Attribute[Any], *, is_first: bool) -> attrs.Converter[Any, Any]:
    """Return the converter for values given in Python; problems are seen from the object's root."""
    field, default = describe(attribute), attribute.default
    taken = take(field, take_item(field))

    def convert(value: object, instance: Any) -> object:
        if is_first and _refused:
            _refused.pop(id(instance), None)  # left by an object whose construction something else broke off
        if value is default:
            return value
        try:
            return taken(value)
        except ValidationError as refused:
            _refused.setdefault(id(instance), []).extend(problem.under(field.name) for problem in refused.problems)
            return value

    return attrs.Converter(convert, takes_self=True)


def take(field: Field, item: Take, *, plain: bool = False) -> Take:
    """Return the function that takes the whole value of a field.

    Args:
        field: The field's description.
        item: Takes one item.
        plain: Whether values come from a file, where lists are lists and an absent value is left out, or from Python,
            where any iterable will do and ``None`` means absent.
    """
    if field.statuses:
        item = _event(item, _code(field.statuses, None))
    if field.many:
        many = _many(item, field.at_least, plain=plain)
        return _sorted_by_id(many) if field.by_id else many
    if plain or not field.nullable:
        return item
    return lambda value: None if value is None else item(value)


def take_item(field: Field, *, plain: bool = False) -> Take:
    """Return the function that takes one item of a field; for nested objects only those already built."""
    if field.is_nested:
        return _instance(field.item)
    if issubclass(field.item, Atom):
        return field.item.from_plain if plain else field.item.of
    if field.item is str:
        if field.codelist:
            return _code(field.codelist, field.code_pattern)
        return _identifier if field.is_id or field.refers is not None else text
    return functools.partial(_number, whole=field.item is int, lowest=field.lowest, highest=field.highest)


def _many(item: Take, at_least: int, *, plain: bool) -> Take:
    def many(value: object) -> tuple[object, ...]:
        items = value if isinstance(value, list | tuple) else _items(value, plain=plain)
        try:
            taken = tuple(map(item, items))
        except ValidationError:
            raise ValidationError(_problems_of_items(item, items)) from None
        if len(taken) < at_least:
            raise refusal("empty-list", "found an empty list, expected at least one item; add one", value)
        return taken

    return many


def _sorted_by_id(many: Take) -> Take:
    return lambda value: tuple(sorted(many(value), key=attrgetter("id")))


def _items(value: object, *, plain: bool) -> tuple[object, ...]:
    if plain or not isinstance(value, Iterable) or isinstance(value, str | bytes | Mapping | Set):
        raise wrong_type(value, "a list", "write it in brackets, one item or many")
    return tuple(value)


def _problems_of_items(item: Take, items: Iterable[object]) -> Iterator[Problem]:
    return (problem.under(index) for index, one in enumerate(items) for problem in problems_of(item, one))


def _event(item: Take, status: Take) -> Take:
    """Return a function that takes an event and its status, whose codelist only the history knows."""

    def event(value: Any) -> object:
        found: list[Problem] = []
        taken = None
        try:
            taken = item(value)
        except ValidationError as refused:
            found.extend(refused.problems)
        code = value.get("status") if isinstance(value, dict) else getattr(value, "status", None)
        if code and isinstance(code, str) and all(problem.path != "/status" for problem in found):
            try:
                status(code)
            except ValidationError as refused:
                found.extend(problem.under("status") for problem in refused.problems)
        if found:
            raise ValidationError(found)
        return taken

    return event


def _instance(cls: type) -> Take:
    def instance(value: object) -> object:
        if type(value) is not cls:
            raise wrong_type(value, f"a {cls.__name__}", f"build one with {cls.__name__}(…)")
        return value

    return instance


def _identifier(value: object) -> str:
    taken = text(value)
    if is_id(taken):
        return taken
    refuse_unwritable(taken)
    try:
        advice = f"; {slug(taken[:1000])!r} would do"
    except ValueError:
        advice = ""
    message = f"an id is lower-case letters, digits, '.', '_' and '-', at most 128, a letter or digit first{advice}"
    raise refusal("invalid-id", message, taken)


def _code(name: str, pattern: str | None) -> Take:
    also = re.compile(pattern.rstrip("$") + r"\Z").match if pattern else None

    def code(value: object) -> str:
        listed = codelist(name)
        if type(value) is str and value in listed.by_code:
            return value
        taken = text(value)
        if listed.accepts(taken) or (also and also(taken)):
            return taken
        refuse_unwritable(taken)
        raise refusal("unknown-code", _unknown_code(taken, name), taken)

    return code


def _unknown_code(code: str, name: str) -> str:
    listed = codelist(name)
    if listed.closed:
        kind = "namespaced codes are refused here" if is_namespaced(code) else "the list is closed"
        return f"not a code of {name}; {kind}, choose one of {', '.join(listed.by_code)}"
    near = did_you_mean(code, tuple(listed.by_code)) or ";"
    return f"not a code of {name}{near} outside the list, a code is namespaced, such as 'example.org:code'"


def _number(value: object, *, whole: bool, lowest: int, highest: int) -> int | float:
    """Return a number within bounds; a whole float becomes the integer it is written as."""
    if type(value) is not int:
        if type(value) is not float:
            raise wrong_type(value, "a whole number" if whole else "a number", "write it without quotes")
        if math.isnan(value):
            raise refusal("invalid-syntax", "found NaN, expected a number; leave the field out", value)
    if not lowest <= value <= highest:
        raise refusal("out-of-range", f"expected a number from {lowest} to {highest}", value)
    if isinstance(value, float):
        if value.is_integer():
            return int(value)
        if whole:
            raise wrong_type(value, "a whole number", "write it without decimals")
    return value
