"""Calendar arithmetic: what a day, a month, a season, a year covers, in whole seconds.

Seconds are counted from 0001-01-01T00:00:00Z, and a period is the pair of its first and its last second. Counting in
numbers instead of :class:`~datetime.datetime` gives the years 0000 and 10000, which EDTF can name and Python's calendar
cannot, their proper places, and lets infinity stand for an end that is open.
"""

from __future__ import annotations

import calendar
import datetime
import math
from enum import Enum
from typing import Final, Literal, TypeAlias, get_args

Precision: TypeAlias = Literal["second", "day", "month", "season", "year", "decade", "century"]
"""Units in which a date can be written, from the finest to the coarsest."""

PRECISIONS: Final[tuple[Precision, ...]] = get_args(Precision)

Period: TypeAlias = tuple[float, float]
"""First and last second of a stretch of time, both in it; ``-inf`` and ``inf`` where it has no end."""

ALWAYS: Final[Period] = (-math.inf, math.inf)
NEVER: Final[Period] = (math.inf, -math.inf)

DAY: Final = 86_400
"""Seconds of a day."""

_SPRING, _SUMMER, _AUTUMN, _WINTER = 3, 6, 9, 12
_NORTHERN: Final = (_SPRING, _SUMMER, _AUTUMN, _WINTER)
_SOUTHERN: Final = (_AUTUMN, _WINTER, _SPRING, _SUMMER)  # spring in September

SEASONS: Final = dict(enumerate((*_NORTHERN, *_NORTHERN, *_SOUTHERN), start=21))
"""EDTF season code → month in which the season begins; it lasts three months, if need be into the next year.

21 to 24 are spring to winter with the hemisphere not said, read as northern; 25 to 28 northern; 29 to 32 southern.
"""

_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146_097  # the Gregorian calendar repeats after 400 years
_ZERO: Final = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)
_LAST_SECOND: Final = datetime.date.max.toordinal() * DAY - 1


class Open(Enum):
    """Type of :data:`OPEN`, the bound of a date that has no end on that side."""

    OPEN = ".."

    def __repr__(self) -> str:
        return self.name


OPEN: Final = Open.OPEN
"""The bound of a date without an end on that side (``..`` in EDTF), as opposed to ``None``: not known."""

Bound: TypeAlias = datetime.datetime | Open | None
"""A moment in UTC, :data:`OPEN`, or ``None`` when not known."""


class ImpossibleError(ValueError):
    """A part of a date does not exist in the calendar or on the clock; the text says which."""


def _first_second(year: int, month: int, day: int) -> int:
    """Return the second at which a day begins, for any year; ValueError when there is no such day."""
    cycles = (year - 1) // _CYCLE_YEARS
    return (datetime.date(year - cycles * _CYCLE_YEARS, month, day).toordinal() - 1 + cycles * _CYCLE_DAYS) * DAY


def day(year: int, month: int, number: int) -> Period:
    """Return the period of one day."""
    if not 1 <= month <= 12:
        raise ImpossibleError(f"there is no month {month:02}; months are 01 to 12")
    try:
        first = _first_second(year, month, number)
    except ValueError:
        length = calendar.monthrange(_CYCLE_YEARS + year % _CYCLE_YEARS, month)[1]
        message = f"there is no day {number:02} in {year:04}-{month:02}; its days are 01 to {length}"
        raise ImpossibleError(message) from None
    return first, first + DAY - 1


def _months(year: int, month: int, count: int) -> Period:
    """Return the period of ``count`` months from a month on."""
    further, after = divmod(month - 1 + count, 12)
    return _first_second(year, month, 1), _first_second(year + further, after + 1, 1) - 1


def month(year: int, number: int) -> Period:
    """Return the period of one month."""
    if not 1 <= number <= 12:
        raise ImpossibleError(f"there is no month {number:02}; months are 01 to 12, seasons 21 to 32")
    return _months(year, number, 1)


def season(year: int, code: int) -> Period:
    """Return the period of one season, by our convention (:data:`SEASONS`)."""
    return _months(year, SEASONS[code], 3)


def years(year: int, count: int = 1) -> Period:
    """Return the period of ``count`` years from a year on."""
    return _months(year, 1, 12 * count)


def second(of_day: Period, hour: int, minute: int, number: int, zone: str) -> Period:
    """Return one second of a day as the clock of a zone counts it (``Z``, ``+02:00``, ``-05``).

    Raises:
        ImpossibleError: The clock or the zone does not go that far. Leap seconds are not counted here: EDTF has none.
    """
    if hour > 23:
        raise ImpossibleError(f"there is no hour {hour}; hours are 00 to 23, and midnight is 00:00:00 of the next day")
    if minute > 59 or number > 59:
        raise ImpossibleError(
            f"there is no time of day {hour:02}:{minute:02}:{number:02}; minutes and seconds end at 59"
        )
    offset = 0
    if zone != "Z":
        hours, _, minutes = zone[1:].partition(":")
        offset = int(hours) * 60 + int(minutes or 0)
        if offset > 14 * 60 or int(minutes or 0) > 59:
            raise ImpossibleError(f"there is no zone {zone}; zones go from -14:00 to +14:00")
        if zone[0] == "-":
            if offset == 0:
                raise ImpossibleError(f"there is no zone {zone} in ISO 8601; write Z for UTC")
            offset = -offset
    moment = of_day[0] + hour * 3600 + (minute - offset) * 60 + number
    return moment, moment


def first_of_day(moment: float) -> float:
    """Return the first second of the (UTC) day that a second lies in."""
    return moment if math.isinf(moment) else moment // DAY * DAY


def last_of_day(moment: float) -> float:
    """Return the last second of the (UTC) day that a second lies in."""
    return moment if math.isinf(moment) else moment // DAY * DAY + DAY - 1


def moment_of(seconds: float) -> datetime.datetime | None:
    """Return a second as a UTC datetime; ``None`` if it is infinite or outside the years 0001 to 9999."""
    if 0 <= seconds <= _LAST_SECOND:
        return _ZERO + datetime.timedelta(seconds=seconds)
    return None
