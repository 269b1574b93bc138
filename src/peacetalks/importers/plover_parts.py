"""Parts of PLOVER events that are not actors: dates, places, numbers and publications as values and records of ours."""

from __future__ import annotations

import re
from collections.abc import Callable

from peacetalks.dates import Date
from peacetalks.importers.cells import day
from peacetalks.importers.places import gw_place
from peacetalks.importers.plover_actors import country_of, stable
from peacetalks.importers.plover_forms import Event
from peacetalks.importers.report import Report
from peacetalks.problems import ValidationError, refusal
from peacetalks.records import Place, Source
from peacetalks.values import Identifier, Quantity

NO_DAY = "2000-01-01"
"""What stands in the gold standard records where nobody coded a day."""

NO_SOURCE = "plover-source.none"
"""Id of the source of events that name no publication."""

_is_time = re.compile(r"[0-2][0-9]:[0-5][0-9]:[0-5][0-9](?:Z|[+-][0-9]{2}:[0-9]{2})").fullmatch
_is_number = re.compile(r"[0-9]{1,12}").fullmatch
_is_geonames = re.compile(r"[1-9][0-9]{0,9}").fullmatch


class Dates:
    """Reads the dates of events, and tells once of days that nobody coded."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._is_told = False

    def of(self, event: Event, what: str = "date") -> Date | None:
        """Return a date of an event; ``None`` where it has none, or none that can be read."""
        text = event.first(what)
        if text is None:
            return None
        if event.form == "gsr" and what == "date" and text == NO_DAY:
            if not self._is_told:
                self._is_told = True
                message = "this day stands in all events of which nobody coded the day; it was not taken as a date"
                self._report.tell(event.number, what, text, "kept", message)
            return None
        date = self._read(event, what, text, day)
        if date is None or what != "date":
            return date
        end, time = event.first("enddate"), event.first("time")
        longer = finer = None
        if end is not None and end != text:
            longer = self._read(event, "enddate", end, lambda end: Date(f"{date.edtf}/{day(end).edtf}"))
        elif time is not None:
            finer = self._read(event, "time", time, lambda time: Date(f"{date.edtf}T{_with_zone(time)}"))
        return longer or finer or date

    def _read(self, event: Event, what: str, text: str, reader: Callable[[str], Date]) -> Date | None:
        try:
            return reader(text)
        except ValidationError as refused:
            message = f"{refused.problems[0].message}; it was kept as it is"
            self._report.tell(event.number, what, text, "kept", message)
            return None


def _with_zone(time: str) -> str:
    if not _is_time(time):
        raise refusal("invalid-date", "found no time with its zone, expected one such as 14:30:00Z", time)
    return time


def place_of(event: Event) -> tuple[Place | None, Place | None]:
    """Return the place of an event, and the state that it lies in; ``None`` where they are not known."""
    name, number = event.first("place"), event.first("geonames")
    country = country_of(event.first("country") or "")
    state = gw_place(country.number) if country and country.number is not None else None
    if name is None:
        return (state, None)
    is_known = number is not None and _is_geonames(number) is not None
    place = Place(
        id=f"geonames.{number}" if is_known else f"plover-place.{stable(name)}",
        name=name,
        parent=state.id if state else None,
        identifiers=(Identifier(scheme="geonames", value=str(number)),) if is_known else (),
    )
    return place, state


def quantity_of(text: str | None) -> Quantity | None:
    """Return how many persons a size says, in words where it is no number."""
    if text is None:
        return None
    if _is_number(text):
        return Quantity(value=int(text), unit="persons")
    return Quantity(text=text, unit="persons")


def source_of(event: Event) -> Source:
    """Return the publication that tells of an event: the item, where it has a title or an address."""
    told = {what: event.first(what) for what in ("publication", "title", "url", "language", "licence")}
    name = " ".join(text for what in ("publication", "title", "url") if (text := told[what]))
    if not name:
        return Source(id=NO_SOURCE, title="Publications that are not named")
    return Source(
        id=f"plover-source.{stable(name)}",
        title=told["title"],
        publisher=told["publication"],
        url=told["url"],
        language=told["language"],
        licence=told["licence"],
    )
