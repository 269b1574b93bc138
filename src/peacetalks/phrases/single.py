"""Phrases for a single date: a day, a month, a season, a year, a decade, or the early, middle or late part of one."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from dateutil.parser import parserinfo
from dateutil.relativedelta import relativedelta

from peacetalks.dates import Date
from peacetalks.phrases.frame import YEAR, Frame, NotUnderstoodError, days_of
from peacetalks.problems import refusal

_NAMES: Final = parserinfo()
"""English names of months and weekdays, with their abbreviations.

Only the names are dateutil's: its parser fills what is missing from today's date, and takes the month first in figures.
"""


class Fields(NamedTuple):
    """The parts of one date that are said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def read_single(frame: Frame, words: str) -> str | None:
    """Return the EDTF of a phrase for a single date; ``None`` if EDTF cannot say it."""
    words = re.sub("^(?:(?:in|on|at|of|the) )+", "", words)
    for pattern, read in _FORMS:
        match = pattern.fullmatch(words)
        if match:
            return read(frame, *match.groups())
    return write_fields(frame, read_fields(words))


def read_fields(words: str) -> Fields:
    """Return the parts of one date, written in figures or with the month in letters, in any order."""
    for pattern, read in _FIGURES:
        match = pattern.fullmatch(words)
        if match:
            return read(*match.groups())
    found: dict[str, int] = {}
    for word in words.split():
        if word not in ("of", "the"):
            part, number = _read_word(word)
            if part in found:
                raise NotUnderstoodError
            found[part] = number
    weekday = found.pop("weekday", None)
    fields = Fields(**found)
    if weekday is not None:
        _check_weekday(fields, weekday)
    return fields


def write_fields(frame: Frame, fields: Fields) -> str:
    """Return fields as EDTF, with the frame's year where none is said, and XXXX where there is none either.

    Raises:
        NotUnderstoodError: There is nothing to go by: a day without a month, or no part at all.
        ValidationError: There is no such month or day.
    """
    if fields.month is None and (fields.day is not None or fields.year is None):
        raise NotUnderstoodError
    year = fields.year or frame.year
    parts = ["XXXX" if year is None else f"{year:04}"]
    parts += [f"{part:02}" for part in (fields.month, fields.day) if part is not None]
    return str(Date("-".join(parts)))


def _read_word(word: str) -> tuple[str, int]:
    if re.fullmatch(YEAR, word):
        return "year", int(word)
    if re.fullmatch("[0-9]{1,2}", word):
        return "day", int(word)
    month, weekday = _NAMES.month(word), _NAMES.weekday(word)
    if month is not None:
        return "month", month
    if weekday is not None:
        return "weekday", weekday
    raise NotUnderstoodError


def _check_weekday(fields: Fields, weekday: int) -> None:
    """Refuse a weekday without a day, and one that does not belong to the day."""
    if fields.day is None:
        raise NotUnderstoodError
    if fields.year is not None:
        edtf = write_fields(Frame(southern=False), fields)
        day, _ = days_of(edtf)
        if day is not None and day.weekday() != weekday:
            named = calendar.day_name[weekday], calendar.day_name[day.weekday()]
            message = f"found {edtf} on a {named[0]}, but it was a {named[1]}; correct the one or the other"
            raise refusal("impossible-date", message)


def _day_and_month(one: str, _: str, other: str, year: str) -> Fields:
    """Read ``25/02/2026``, or refuse ``04/02/2026``: half the world puts the day first, the other half the month."""
    first, second = int(one), int(other)
    if first > 12 or first == second:
        return Fields(int(year), second, first)
    if second > 12:
        return Fields(int(year), first, second)
    names = calendar.month_name
    readings = f"{first} {names[second]} {year} or {second} {names[first]} {year}"
    raise NotUnderstoodError(f"which may be {readings}, expected the month in letters or the year first")


def _year_first(year: str, _: str, month: str, day: str) -> Fields:
    return Fields(int(year), int(month), int(day))


def _month_and_year(month: str, year: str) -> Fields:
    return Fields(int(year), int(month))


def _year_and_month(year: str, month: str) -> Fields:
    return Fields(int(year), int(month))


def _short_year(_: str) -> Fields:
    raise NotUnderstoodError("expected a year of four digits")


def _clock(*_: str) -> Fields:
    raise NotUnderstoodError("expected no clock time with words (write an exact one as 2026-02-05T13:17:00+02:00)")


_FIGURES: Final[list[tuple[re.Pattern[str], Callable[..., Fields]]]] = [
    (re.compile(rf"([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2({YEAR})"), _day_and_month),
    (re.compile(rf"({YEAR})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}})"), _year_first),
    (re.compile(rf"([0-9]{{1,2}})/({YEAR})"), _month_and_year),
    (re.compile(rf"({YEAR})-([01][0-9])"), _year_and_month),
    (re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2}"), _short_year),
    (re.compile(r".*[0-9]:[0-9]{2}.*"), _clock),
]


def _season(frame: Frame, name: str, said_year: str | None, next_year: str | None) -> str | None:
    number = ("spring", "summer", "autumn", "winter").index(name.replace("fall", "autumn"))
    year = int(said_year) if said_year else frame.year
    if year is None:
        return None
    turning = "summer" if frame.southern else "winter"  # the season that lasts into the next year
    if next_year and (name != turning or int(next_year[-2:]) != (year + 1) % 100):
        raise NotUnderstoodError(
            f"expected a season with its year (or a {turning} with two that follow, as in 2013/14)"
        )
    return f"{year}-{number + (29 if frame.southern else 21)}"


def _decade(_: Frame, digits: str) -> str:
    return f"{digits}X"


def _century(_: Frame, digits: str) -> str:
    """Read ``1900s`` as the century, which holds the decade that others mean by it."""
    return f"{digits}XX"


_PARTS: Final = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


def _third(frame: Frame, part: str, whole: str) -> str | None:
    """Read the early, middle or late third of a month or year; of other things the whole, for they have no thirds."""
    edtf = read_single(frame, whole)
    number = _PARTS[part]
    if edtf is None:
        return None
    if re.fullmatch(YEAR, edtf):
        first = 4 * number + 1
        return f"[{edtf}-{first:02}..{edtf}-{first + 3:02}]"
    if re.fullmatch(f"{YEAR}-[01][0-9]", edtf):
        begin = datetime.date.fromisoformat(f"{edtf}-01") + relativedelta(day=10 * number + 1)
        return f"[{begin}..{begin + relativedelta(day=10 * number + 10 if number < 2 else 31)}]"
    if edtf.startswith("XXXX-") and len(edtf) == 7:
        return None
    if len(edtf) >= 10:  # a day, or a third already
        raise NotUnderstoodError
    return edtf


_FORMS: Final[list[tuple[re.Pattern[str], Callable[..., str | None]]]] = [
    (re.compile(rf"(spring|summer|autumn|fall|winter)(?:(?: of)? ({YEAR})(?:/({YEAR}|[0-9]{{2}}))?)?"), _season),
    (re.compile("([12][0-9][1-9])0s"), _decade),
    (re.compile("([12][0-9])00s"), _century),
    (re.compile(rf"({'|'.join(_PARTS)}) (.+)"), _third),
]
