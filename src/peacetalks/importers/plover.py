"""Events in PLOVER, CAMEO and POLECAT as a dataset, and back again field by field.

An event is read whatever its form: the gold standard records of 2016, records as in the manual of 2021, or a row of
POLECAT. It becomes a record of what was demanded, said, agreed or done at the talks, with those who acted; what has no
place in the model, such as battles, is told in the report. ``plover_columns.csv`` lists the fields of the three forms
with what becomes of each.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from peacetalks.dataset import Dataset, references
from peacetalks.importers.gathering import Gathering
from peacetalks.importers.plover_actors import digest, parties_of, stable
from peacetalks.importers.plover_back import given, written_back
from peacetalks.importers.plover_codes import is_context
from peacetalks.importers.plover_events import make
from peacetalks.importers.plover_export import export
from peacetalks.importers.plover_forms import SCHEMES, Event, Form, Said, Understanding
from peacetalks.importers.plover_making import Making, NoPlaceError
from peacetalks.importers.plover_parts import Dates, place_of, quantity_of, source_of
from peacetalks.importers.plover_reading import EventSource, contents
from peacetalks.importers.report import Report
from peacetalks.problems import ValidationError
from peacetalks.records import Record
from peacetalks.values import Citation, Identifier

__all__ = ["Form", "export", "read", "write_events", "write_rows"]

PREFIX = "plover."
"""What the ids of the records of events begin with; PLOVER's id follows."""


def read(source: EventSource, *, report: Report | None = None, form: Form | None = None) -> Dataset:
    """Return the dataset of some events.

    An event that has no place in the model is told with the outcome ``no_place``, and one that cannot be read is
    refused; whatever the records do not say letter by letter stays verbatim in ``extra`` of the record that stands for
    the event.

    >>> event = {"id": "1", "date": "2001-02-03", "event": ["REQUEST"], "actor": [{"code": "NOR"}], "text": "Talk."}
    >>> read([event]).demands
    (Demand('plover.1', by=('plover-actor.nor',), kind='demand', text='Talk.', date=Date('2001-02-03')),)

    Args:
        source: A path or an open file of JSON, JSON Lines, or rows parted by tabs; or events or rows as dicts.
        report: Where the problems of events are told.
        form: The form of all events; by default told by what they hold.

    Raises:
        ValidationError: The source is nothing that can be read.
        OSError: The file cannot be opened or read.
    """
    importing = _Import(Report() if report is None else report)
    for number, told, content in contents(source, importing.report, form):
        importing.take(number, told, content)
    return importing.dataset()


def write_events(dataset: Dataset) -> Iterator[dict[str, Any]]:
    """Yield the events from which records were read, as objects for JSON, each field as it stood.

    Those that were read from rows of POLECAT are left out, as are records from elsewhere. What was changed since in
    the records is changed in the fields, too, except for those that are kept in ``extra``.

    Raises:
        ValidationError: ``invalid-syntax``: what is kept in ``extra`` is no JSON any more.
    """
    yield from written_back(dataset, "gsr")
    yield from written_back(dataset, "2021")


def write_rows(dataset: Dataset) -> Iterator[dict[str, str]]:
    """Yield the rows of POLECAT from which records were read, by header, every cell as it stood."""
    yield from written_back(dataset, "polecat")


class _Import:
    """The records of events in the making."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._understanding = Understanding(report)
        self._gathered = Gathering()
        self._events: dict[str, Event] = {}
        self._dates = Dates(report)

    def take(self, number: int, form: Form, content: Mapping[str, Any]) -> None:
        """Add what an event says, or tell why not."""
        event = self._understanding.event(number, form, content)
        name = event.first("id")
        if name is None:
            name = f"unnamed {digest(json.dumps(dict(content), sort_keys=True))}"
            message = "the event has no id; it was given one that is made of its content"
            self.report.tell(number, "id", None, "changed", message)
        try:
            id = self._free_id(event, name)
            records = self._records(event, id)
        except NoPlaceError as reason:
            self.report.tell(number, "event", _shown(event), "no_place", f"the event was left out: {reason}")
        except ValidationError as refused:
            said = "; ".join(problem.message for problem in refused.problems)
            self.report.tell(number, None, name, "refused", f"{said}; the event was left out")
        else:
            for record in records:
                self._gathered.add(record)
            self._events[id] = event

    def dataset(self) -> Dataset:
        """Return the dataset, in which every event is kept as far as its records do not say it."""
        dataset = self._gathered.dataset()
        kept = ((id, _kept(dataset[id], event, dataset)) for id, event in self._events.items())
        return dataset.with_records(*(attrs.evolve(dataset[id], extra=extra) for id, extra in kept))

    def _free_id(self, event: Event, name: str) -> str:
        """Return the id of the record of an event; several events of one id are numbered."""
        base = id = PREFIX + stable(name)
        count = 1
        while id in self._events:
            if self._events[id].content == event.content:
                raise NoPlaceError("the same event stands before")
            count += 1
            id = f"{base}-{count}"
        if count > 1:
            message = f"an earlier event has this id; the record of this one is {id!r}"
            self.report.tell(event.number, "id", name, "changed", message)
        return id

    def _records(self, event: Event, id: str) -> list[Record]:
        """Return the records of an event, after those that they refer to."""
        shared: list[Record] = []
        by = self._parties(event, event.actors, shared)
        to = self._parties(event, event.recipients, shared)
        source = source_of(event)
        place, holder = place_of(event)
        published = self._dates.of(event, "published")
        quote = event.first("text")
        citations = (Citation(source=source.id, quote=quote, date=published),)
        text = quote or event.first("event_text")
        codes = event.all("event") or [""]
        modes, contexts = self._modes_and_contexts(event)
        scheme = "polecat_event" if event.form == "polecat" else "plover_event"
        own = event.first("id")
        making = Making(
            id=id,
            event_code="",
            modes=modes,
            contexts=contexts,
            by=by,
            to=to,
            text=text or _codes_in_words(codes, modes, contexts),
            is_text_made=text is None,
            citations=citations,
            date=self._dates.of(event),
            place=place.id if place else None,
            size=quantity_of(event.first("size")),
            identifiers=(Identifier(scheme=scheme, value=own),) if own else (),
            note=event.first("note"),
        )
        own_records = self._made(event, making, codes)
        shared += [source, *(one for one in (holder, place) if one)]
        return [*_referred_to(shared, own_records), *own_records]

    def _made(self, event: Event, making: Making, codes: list[str]) -> list[Record]:
        """Return the records of each thing that an event is; the first that has a place stands for the event."""
        made: list[Record] = []
        for number, code in enumerate(codes, start=1):
            id = f"{making.id}.event-{number}" if made else making.id
            one = attrs.evolve(making, id=id, event_code=code.upper(), records=[])
            if made:
                one.identifiers, one.note = (), None
            try:
                make(one)
            except (NoPlaceError, ValidationError) as refused:
                if not made and number == len(codes):
                    raise
                message = f"this part of the event was left out: {refused}"
                self.report.tell(event.number, "event", code, "no_place", message)
            else:
                made += one.records
        return made

    def _parties(self, event: Event, people: list[Said], shared: list[Record]) -> tuple[str, ...]:
        ids: list[str] = []
        for said in people:
            found = parties_of(said, event, self.report)
            shared += found
            ids += [party.id for party in found[-1:]]
        return tuple(dict.fromkeys(ids))

    def _modes_and_contexts(self, event: Event) -> tuple[list[str], list[str]]:
        """Return modes and contexts; a context in the place of a mode is moved."""
        modes, contexts = [], [text.lower() for text in event.all("context")]
        for text in event.all("mode"):
            if is_context(text.lower()):
                message = "found a context in the place of a mode; it was taken as a context"
                self.report.tell(event.number, "mode", text, "changed", message)
                contexts.append(text.lower())
            else:
                modes.append(text.lower())
        modes += [text for text in contexts if text in ("historical", "future", "hypothetical", "negation")]
        return modes, contexts


def _shown(event: Event) -> str:
    return "/".join([*event.all("event"), *event.all("mode")])


def _codes_in_words(codes: list[str], modes: list[str], contexts: list[str]) -> str:
    more = ", ".join(dict.fromkeys((*modes, *contexts)))
    return " and ".join(codes) + (f" ({more})" if more else "")


def _referred_to(shared: list[Record], own: list[Record]) -> Iterator[Record]:
    """Yield those of the shared records that the others refer to, directly or not."""
    wanted = {reference.target for record in own for reference in references(record)}
    for _ in range(2):  # a place lies in a state, and an organ is part of one: there is no third step
        found = [record for record in shared if record.id in wanted]
        wanted |= {reference.target for record in found for reference in references(record)}
    yield from (record for record in shared if record.id in wanted)


def _kept(record: Record, event: Event, dataset: Dataset) -> dict[str, str]:
    """Return the fields of an event that its record does not give back, as ``extra`` holds them."""
    scheme = SCHEMES[event.form]
    told = given(record, event.form, dataset)
    kept = dict(record.extra)
    for key, value in event.content.items():
        if isinstance(value, str):
            is_empty_cell = event.form == "polecat" and not value and key not in told
            if told.get(key) != value and not is_empty_cell:
                kept[f"{scheme}:{key}"] = value
        elif key not in told or told[key] != value:
            kept[f"{scheme}_json:{key}"] = json.dumps(value, ensure_ascii=False, allow_nan=False)
    for key in told.keys() - event.content.keys():
        kept[f"{scheme}_absent:{key}"] = ""
    return kept
