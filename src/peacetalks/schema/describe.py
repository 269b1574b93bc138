"""What a schema has to say, read off the record classes: the first of two steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import attrs

from peacetalks.dataset import GROUPS
from peacetalks.fields import Field, fields_of
from peacetalks.records import Record
from peacetalks.schema.docstrings import class_docstring, field_docstrings
from peacetalks.values import StatusEvent


@attrs.frozen
class Property:
    """A field of an object, in the words of the schema."""

    field: Field
    """What the field says about itself."""
    title: str
    """Its name in words."""
    description: str
    """What it means."""
    holds: str | None = None
    """Name of the definition of its items, for objects."""


@attrs.frozen
class Definition:
    """An object of the schema: a record or a value, or an event of one kind of history."""

    name: str
    """Its name among the definitions (``DemandEvent``)."""
    title: str
    """Its name in words."""
    description: str
    """What it is."""
    properties: tuple[Property, ...]
    """Its fields, in the order in which they are written."""


def definition(cls: type, statuses: str | None = None) -> Definition:
    """Return the definition of a class.

    Args:
        cls: A record or value class, or the dataset.
        statuses: Name of the codelist of its status, for the events of a history.
    """
    name = name_of(cls, statuses)
    words = in_words(name)
    told = field_docstrings(cls)
    noun = words.lower()
    properties = tuple(
        Property(
            field=attrs.evolve(field, codelist=statuses) if statuses and field.name == "status" else field,
            title=in_words(field.name),
            description=_spoken_of(told[field.name], cls, noun),
            holds=name_of(field.item, field.statuses) if field.is_nested else None,
        )
        for field in fields_of(cls)
    )
    return Definition(name, words, _spoken_of(class_docstring(cls), cls, noun), properties)


@cache
def definitions() -> tuple[Definition, ...]:
    """Return the definitions of all records and values of a dataset, each once, records first."""
    records: list[tuple[type, str | None]] = [(cls, None) for cls in GROUPS.values()]
    found = dict.fromkeys([*records, *_nested(GROUPS.values())])
    return tuple(definition(cls, statuses) for cls, statuses in found)


def name_of(cls: type, statuses: str | None = None) -> str:
    """Return the name of a class among the definitions: its own, or that of the history that an event stands in."""
    if statuses is None:
        return cls.__name__
    return statuses.removesuffix("_status").capitalize() + "Event"


def in_words(name: str) -> str:
    """Return a name as words.

    >>> in_words("DemandEvent"), in_words("on_behalf_of"), in_words("text_url")
    ('Demand event', 'On behalf of', 'Text URL')
    """
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " ").lower()
    words = re.sub(r"\burl\b", "URL", words)
    return words[0].upper() + words[1:]


def with_article(noun: str) -> str:
    """Return a noun with its indefinite article."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _nested(classes: Iterable[type]) -> Iterator[tuple[type, str | None]]:
    """Yield the classes that the fields of some classes hold, at every depth, with the statuses of events."""
    for cls in classes:
        for field in fields_of(cls):
            if field.is_nested:
                yield field.item, field.statuses
                yield from _nested([field.item])


def _spoken_of(text: str, cls: type, noun: str) -> str:
    """Return a docstring that is shared by many classes as that of one of them: "the record" is "the demand" there."""
    if issubclass(cls, Record):
        return text.replace("the record", f"the {noun}")
    if issubclass(cls, StatusEvent):
        thing = with_article(noun.removesuffix(" event"))
        return text.replace("the event", f"the {noun}").replace("something had", f"{thing} had")
    return text
