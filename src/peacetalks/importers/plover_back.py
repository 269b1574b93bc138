"""Fields of PLOVER events given back: from the records, and where those do not say, from what is kept in ``extra``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.importers.plover_forms import SCHEMES, Form, keys_of
from peacetalks.importers.plover_parts import NO_SOURCE
from peacetalks.problems import refusal
from peacetalks.records import Record


def given(record: Record, form: Form, dataset: Dataset) -> dict[str, Any]:
    """Return the fields of an event that its record says, by their names."""
    found: dict[str, Any] = {}
    for key, fields in keys_of(form).items():
        said = {field.inner: text for field in fields if (text := _said(record, field, dataset)) is not None}
        if said:
            found[key] = said.get("", said)
    return found


def _said(record: Record, field: Any, dataset: Dataset) -> str | None:
    giver = GIVERS.get(field.argument) if field.rule == "event" else None
    return giver(record, dataset) if giver else None


def written_back(dataset: Dataset, form: Form) -> Iterator[dict[str, Any]]:
    """Yield the events of a form from which records were read, as they stood.

    Raises:
        ValidationError: ``invalid-syntax``: what is kept in ``extra`` is no JSON any more.
    """
    scheme = SCHEMES[form]
    marks = {f"{scheme}:event", f"{scheme}_json:event", f"{scheme}:Event Type"}
    for record in dataset:
        if marks & record.extra.keys():
            event: dict[str, Any] = dict.fromkeys(keys_of(form), "") if form == "polecat" else {}
            event |= given(record, form, dataset)
            for key, text in record.extra.items():
                kind, _, name = key.partition(":")
                if kind == scheme:
                    event[name] = text
                elif kind == f"{scheme}_json":
                    event[name] = _parsed(key, text)
                elif kind == f"{scheme}_absent":
                    event.pop(name, None)
            yield event


def _parsed(key: str, text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise refusal("invalid-syntax", f"what stands in {key!r} is no JSON; correct or remove it", text) from None


def _date(record: Record) -> str | None:
    """Return the date of a record, or of the first event in its history."""
    date = getattr(record, "date", None)
    for event in getattr(record, "history", ())[:1]:
        date = date or event.date
    return cast("Date", date).edtf if date else None


def _start(record: Record, _dataset: Dataset) -> str | None:
    date = _date(record)
    return None if date is None else date.partition("/")[0].partition("T")[0]


def _end(record: Record, _dataset: Dataset) -> str | None:
    return (_date(record) or "").partition("/")[2] or None


def _time(record: Record, _dataset: Dataset) -> str | None:
    return (_date(record) or "").partition("T")[2] or None


def _id(record: Record, _dataset: Dataset) -> str | None:
    known = (one.value for one in record.identifiers if one.scheme in ("plover_event", "polecat_event"))
    return next(known, None)


def _text(record: Record, _dataset: Dataset) -> str | None:
    return next((one.quote for one in record.citations), None)


def _note(record: Record, _dataset: Dataset) -> str | None:
    return record.note


def _published(record: Record, _dataset: Dataset) -> str | None:
    return next((one.date.edtf for one in record.citations if one.date), None)


def _of_source(field: str) -> Callable[[Record, Dataset], str | None]:
    """Return what gives a field of the publication back."""

    def give(record: Record, dataset: Dataset) -> str | None:
        sources = (dataset[one.source] for one in record.citations if one.source != NO_SOURCE)
        return next((cast("str | None", getattr(source, field)) for source in sources), None)

    return give


GIVERS: Mapping[str, Callable[[Record, Dataset], str | None]] = {
    "id": _id,
    "date": _start,
    "enddate": _end,
    "time": _time,
    "text": _text,
    "note": _note,
    "published": _published,
    "publication": _of_source("publisher"),
    "title": _of_source("title"),
    "url": _of_source("url"),
    "language": _of_source("language"),
    "licence": _of_source("licence"),
}
"""What gives the fields of events back, by what the fields say."""
