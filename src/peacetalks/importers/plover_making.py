"""The records of one PLOVER event in the making."""

from __future__ import annotations

from typing import Any

import attrs

from peacetalks.dates import Date
from peacetalks.importers.plover_codes import topics_of
from peacetalks.records import Record
from peacetalks.values import Annotation, Citation, Identifier, Quantity


class NoPlaceError(Exception):
    """An event says something that has no place in the model; the text says why."""


@attrs.define
class Making:
    """The records of an event in the making."""

    id: str
    """Id of the record that stands for the event."""
    event_code: str
    """The event, by its name or its code in CAMEO."""
    modes: list[str]
    """Its modes."""
    contexts: list[str]
    """Its contexts."""
    by: tuple[str, ...]
    """Parties that acted."""
    to: tuple[str, ...]
    """Parties towards which they acted."""
    text: str
    """What happened, in a sentence."""
    is_text_made: bool
    """Whether the event has no words, so that the sentence is made of its codes."""
    citations: tuple[Citation, ...]
    """Where the event is told."""
    date: Date | None = None
    """When it happened."""
    place: str | None = None
    """Where."""
    size: Quantity | None = None
    """How many, where the event says so."""
    identifiers: tuple[Identifier, ...] = ()
    """The event's own id."""
    note: str | None = None
    """Remark of the event's coder."""
    records: list[Record] = attrs.field(factory=list)
    """The records; the first stands for the event."""

    @property
    def topics(self) -> tuple[str, ...]:
        """Topics of the event."""
        return topics_of(self.event_code, self.modes, self.contexts)

    @property
    def places(self) -> tuple[str, ...]:
        """The place, as a list."""
        return () if self.place is None else (self.place,)

    def planned(self, done: str, future: str, hypothetical: str) -> str:
        """Return the status of what happened, is to happen, or might happen."""
        if "hypothetical" in self.modes:
            return hypothetical
        return future if "future" in self.modes else done

    def must_have_happened(self) -> None:
        """Refuse an event that is only expected or imagined."""
        if {"future", "hypothetical"} & set(self.modes):
            raise NoPlaceError("it has not happened, and the model tells no words that nobody has said")

    def must_have_actor(self) -> None:
        """Refuse an event without an actor."""
        if not self.by:
            raise NoPlaceError("it names no actor, and the record that it would be is somebody's")

    def add(self, cls: type[Record], what: str = "", *, annotations: tuple[Annotation, ...] = (), **fields: Any) -> str:
        """Add a record, and return its id.

        Args:
            cls: Its type.
            what: What its id ends with; ``""`` for the record that stands for the event.
            annotations: What is to be remarked on it.
            fields: Its fields.
        """
        fields = {name: value for name, value in fields.items() if value not in (None, ())}
        if what:
            number = 1 + sum(one.id.startswith(f"{self.id}.{what}-") for one in self.records)
            record = cls(id=f"{self.id}.{what}-{number}", citations=self.citations, annotations=annotations, **fields)
            self.records.append(record)
        else:
            if self.is_text_made and self.text in fields.values():
                field = next(name for name, value in fields.items() if value == self.text)
                made = "The event has no words; these are its codes."
                annotations = (*annotations, Annotation(motivation="unknown", path=f"/{field}", text=made))
            record = cls(
                id=self.id,
                citations=self.citations,
                annotations=annotations,
                identifiers=self.identifiers,
                note=self.note,
                **fields,
            )
            self.records.insert(0, record)
        return record.id
