"""Calendar periods and days: in which month or year things lie, and how many days pass from one date to another."""

import datetime
from collections.abc import Iterable
from typing import Literal, NamedTuple

from peacetalks.dates import OPEN, Date
from peacetalks.query.answer import Amount

PeriodUnit = Literal["day", "month", "year"]
"""Unit in which things are counted by time."""

_LENGTHS = {"day": 10, "month": 7, "year": 4}
"""Characters of a day's name (``2026-02-05``) that name its period of each unit."""


def period_of(dates: Iterable[Date | None], unit: PeriodUnit) -> Date | None:
    """Return the day, month or year of something, by the dates that claims give it.

    Where the dates do not all lie in one period, it is the set from the first that they touch to the last, such as
    ``[2026-01..2026-02]``: in one of these or over several of them, and nothing says which. Dates of which nothing is
    known do not count; ``None`` where no other is left. A qualified date (``?`` ``~`` ``%``) counts by its bounds.

        >>> str(period_of([Date("[2026-01-31,2026-02-01]")], "month")), str(period_of([Date("2026-02")], "year"))
        ('[2026-01..2026-02]', '2026')
    """
    bounds = [(date.earliest, date.latest) for date in dates if date is not None]
    bounds = [pair for pair in bounds if not all(one is None or one is OPEN for one in pair)]
    if not bounds:
        return None
    first = _least(_period(pair[0], unit) for pair in bounds)
    last = _greatest(_period(pair[1], unit) for pair in bounds)
    if first is None and last is None:
        return None
    return Date(first) if first == last and first is not None else Date(f"[{first or ''}..{last or ''}]")


def _period(bound: object, unit: PeriodUnit) -> str | None:
    return bound.date().isoformat()[: _LENGTHS[unit]] if isinstance(bound, datetime.datetime) else None


def _least(names: Iterable[str | None]) -> str | None:
    known = list(names)
    return None if None in known else min(name for name in known if name is not None)


def _greatest(names: Iterable[str | None]) -> str | None:
    known = list(names)
    return None if None in known else max(name for name in known if name is not None)


class Days(NamedTuple):
    """On which days something may have happened, counted from 0001-01-01; ``None`` for an end that is not known."""

    first: int | None
    """The first of these days."""
    last: int | None
    """The last of these days."""

    @classmethod
    def of(cls, date: Date | None) -> "Days":
        """Return the days of a date, in UTC; a qualified date (``?`` ``~`` ``%``) may lie outside its bounds."""
        if date is None or date.is_approximate or date.is_uncertain:
            return ANY_DAY
        return cls(*(bound.toordinal() if isinstance(bound, datetime.datetime) else None for bound in _bounds(date)))

    def no_later_than(self, limit: "Days") -> "Days":
        """Return these days, none of them after the days of ``limit``."""
        first = _earlier(self.first, limit.first)
        return Days(first, limit.last if self.last is None else _earlier(self.last, limit.last))

    def until(self, end: "Days") -> Amount:
        """Return how many days pass from this to ``end``, which does not come before it."""
        lower = None if self.last is None or end.first is None else max(end.first - self.last, 0)
        upper = None if self.first is None or end.last is None else max(end.last - self.first, 0)
        return Amount(lower, upper)


ANY_DAY = Days(None, None)
"""The days of something of which no day is known."""


def begin_of(date: Date | None) -> Date | None:
    """Return when something of this date began: its first end where it is an interval; ``None`` for not known."""
    return _end_of(date, 0)


def end_of(date: Date | None) -> Date | None:
    """Return when something of this date ended by itself: the last end of an interval; else ``None``."""
    return _end_of(date, 1) if date is not None and date.is_interval else None


def _end_of(date: Date | None, number: int) -> Date | None:
    if date is None or date.edtf is None or not date.is_interval:
        return date
    end = date.edtf.split("/")[number]
    return Date(end) if end not in ("", "..") else None


def _bounds(date: Date) -> tuple[object, object]:
    return date.earliest, date.latest


def _earlier(one: int | None, limit: int | None) -> int | None:
    return one if one is None or limit is None else min(one, limit)
