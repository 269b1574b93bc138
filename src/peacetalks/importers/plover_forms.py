"""The three forms of PLOVER events, and what an event of any of them says.

``plover_columns.csv`` lists the fields of each form with what they say of an event; nothing else in the importer knows
how a form calls them.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any, Literal, TypeAlias

import attrs

from peacetalks.importers.plover_codes import is_context
from peacetalks.importers.report import Report
from peacetalks.importers.values import NOTHING
from peacetalks.plain import kind_of

Form = Literal["gsr", "2021", "polecat"]
"""The gold standard records of 2016, records as in the manual of 2021, and the rows of POLECAT."""

SCHEMES: Mapping[Form, str] = {"gsr": "plover_gsr", "2021": "plover", "polecat": "polecat"}
"""How the keys of ``extra`` begin in which an event of a form is kept."""

Said: TypeAlias = dict[str, list[str]]
"""What is said, by what it says; never an empty list."""

LISTS = frozenset({"event", "mode", "context", "sector"})
"""What may be said of several things at once, parted by commas or semicolons."""

_parts = re.compile(r"[,;]").split


@attrs.frozen
class Field:
    """A field of a form."""

    form: str
    """The form."""
    path: str
    """Its name; ``cite_info.url`` for a field in another, ``actor[].code`` for one in each object of a list."""
    target: str
    """Where its content goes, in our words; ``extra`` for what is only kept."""
    rule: str
    """Of what it speaks: ``event``, ``actor``, ``recipient``; ``kept`` where it is only kept."""
    argument: str
    """What it says of that, such as ``date``."""
    note: str
    """What a user of the field should know."""

    @property
    def key(self) -> str:
        """Name of the field, or of the one that it is in."""
        return self._steps[0]

    @property
    def inner(self) -> str:
        """Name of the field in the one that it is in; ``""`` where it is in none."""
        return self._steps[2]

    @property
    def _steps(self) -> tuple[str, str, str]:
        key, dot, inner = (self.path, "", "") if self.form == "polecat" else self.path.partition(".")
        return key.removesuffix("[]"), dot, inner


@functools.cache
def fields_of(form: Form) -> tuple[Field, ...]:
    """Return the fields of a form, in the order in which it has them."""
    text = resources.files("peacetalks.importers").joinpath("plover_columns.csv").read_text(encoding="utf-8")
    return tuple(
        Field(form, row["column"], row["target"], row["rule"], row["argument"], row["note"])
        for row in csv.DictReader(text.splitlines())
        if row["form"] == form
    )


@functools.cache
def keys_of(form: Form) -> Mapping[str, tuple[Field, ...]]:
    """Return the fields of a form by the names under which they stand in an event."""
    found: dict[str, tuple[Field, ...]] = {}
    for field in fields_of(form):
        found[field.key] = (*found.get(field.key, ()), field)
    return found


def form_of(content: Mapping[Any, object]) -> Form:
    """Tell of which form an event is, by the names of its fields."""
    likeness = {form: len(content.keys() & keys_of(form).keys()) for form in SCHEMES}
    return max(SCHEMES, key=lambda form: (likeness[form], form == "2021"))


@attrs.define
class Event:
    """What an event says, whatever its form."""

    number: int
    """Its number in what is read."""
    form: Form
    """Its form."""
    content: Mapping[str, Any]
    """The event as it stands."""
    said: Said = attrs.field(factory=dict)
    """What is said of the event itself."""
    actors: list[Said] = attrs.field(factory=list)
    """What is said of each of those who acted."""
    recipients: list[Said] = attrs.field(factory=list)
    """What is said of each of those towards whom they acted."""

    def first(self, what: str) -> str | None:
        """Return what is said first; ``None`` where nothing is said."""
        return self.said.get(what, [None])[0]

    def all(self, what: str) -> list[str]:
        """Return all that is said."""
        return self.said.get(what, [])


class Understanding:
    """Reads what events say, and tells once of every field that is not known."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._told: set[tuple[str, str]] = set()

    def event(self, number: int, form: Form, content: Mapping[str, Any]) -> Event:
        """Return what an event says."""
        event = Event(number, form, content)
        known = keys_of(form)
        for key in content:
            if key not in known:
                self._tell_unknown(form, key)
        for key, fields in known.items():
            if key in content:
                self._take(event, key, fields, content[key])
        return event

    def _take(self, event: Event, key: str, fields: tuple[Field, ...], value: object) -> None:
        (first, *_) = fields
        if form_has_actors(event.form, first):
            people = event.actors if first.rule == "actor" else event.recipients
            for item in self._people(event, key, value):
                said: Said = {}
                self._take_inner(event, key, fields, item, said)
                people.extend([said] if said else [])
        elif event.form == "polecat" and first.rule in ("actor", "recipient"):
            people = event.actors if first.rule == "actor" else event.recipients
            texts = self._texts(event, key, first.argument, value)
            if texts:
                people[:] = people or [{}]
                people[0].setdefault(first.argument, []).extend(texts)
        elif first.inner:
            if isinstance(value, Mapping):
                self._take_inner(event, key, fields, value, event.said)
            elif not _is_nothing(value):
                self._tell(event, key, value, f"found {kind_of(value)}, expected an object; it was kept as it is")
        elif first.rule != "kept":
            _add(event.said, first.argument, self._texts(event, key, first.argument, value))

    def _people(self, event: Event, key: str, value: object) -> Iterator[Mapping[str, Any]]:
        """Yield the objects that speak of actors; names that stand in the place of one are told."""
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield item
            elif isinstance(item, str) and item.strip():
                if is_context(item.strip().lower()):
                    self._tell(event, key, item, "found a context, expected a list of actors; it was kept as it is")
                else:
                    message = "found a name, expected a list of actors; it was taken as the name of one"
                    self._report.tell(event.number, key, item, "changed", message)
                    name = "entity_text" if event.form == "2021" else "actorText"
                    yield {name: item}
            elif not _is_nothing(item):
                self._tell(event, key, item, f"found {kind_of(item)}, expected an actor; it was kept as it is")

    def _take_inner(
        self, event: Event, key: str, fields: tuple[Field, ...], item: Mapping[str, Any], said: Said
    ) -> None:
        known = {field.inner: field for field in fields}
        for name in item:
            if name not in known:
                self._tell_unknown(event.form, f"{key}.{name}")
        for name, field in known.items():
            if name in item and field.rule != "kept":
                _add(said, field.argument, self._texts(event, f"{key}.{name}", field.argument, item[name]))

    def _texts(self, event: Event, key: str, what: str, value: object) -> list[str]:
        """Return the texts that a value holds; what is no text is told."""
        items = value if isinstance(value, list) else [value]
        texts: list[str] = []
        for item in items:
            if isinstance(item, str):
                texts += _parts(item) if what in LISTS else [item]
            elif isinstance(item, int | float) and not isinstance(item, bool):
                texts.append(str(item))
            elif not _is_nothing(item):
                self._tell(event, key, item, f"found {kind_of(item)}, expected text; it was kept as it is")
        return [text.strip() for text in texts if not _is_nothing(text)]

    def _tell(self, event: Event, key: str, value: object, message: str) -> None:
        self._report.tell(event.number, key, value, "kept", message)

    def _tell_unknown(self, form: Form, name: str) -> None:
        if (form, name) not in self._told:
            self._told.add((form, name))
            self._report.tell(0, name, None, "kept", "no such field is known; what stands there was kept as it is")


def form_has_actors(form: Form, field: Field) -> bool:
    """Tell whether a field is a list of actors."""
    return form != "polecat" and "[]" in field.path


def _add(said: Said, what: str, texts: list[str]) -> None:
    if texts:
        said.setdefault(what, []).extend(texts)


def _is_nothing(value: object) -> bool:
    return value is None or (isinstance(value, str) and (not value.strip() or value.strip() in NOTHING))
