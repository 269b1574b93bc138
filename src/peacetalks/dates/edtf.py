"""The EDTF grammar this model takes, and the reading of every string in it.

EDTF (Extended Date/Time Format) is ISO 8601-2:2019, Annex A; the Library of Congress publishes the specification at
https://www.loc.gov/standards/datetime/. Supported are level 0, and of the higher levels what peace talks need:

========================  =====================================================================================
level 0                   ``2026-02-05``, ``2026-02``, ``2026``; ``2026-02-05T13:17:00+02:00``; ``2004-06/2006``
level 1                   ``2014?`` ``2014~`` ``2014%`` (either end of an interval too); ``199X``, ``19XX``,
                          ``2004-XX``, ``1999-05-XX``, ``2004-XX-XX``; seasons ``2012-21`` to ``2012-24``;
                          ``1994/..`` and ``../1994`` (open), ``1994/`` and ``/1994`` (unknown)
level 2                   one of a set, members to the year, month or day: ``[2026-02-05,2026-02-06]``,
                          ``[2026-02-01..2026-02-10]``, ``[..2026-02-28]``, ``[2026-02..]``; seasons 25 to 32;
                          a year not known: ``XXXX-10-12``, ``XXXX-10``
beyond the standard       qualified seasons (``2026-21~``) and seasons as ends of an interval, kept as written
========================  =====================================================================================

Left out are years of more than four digits, exponents, significant digits, sets of all members (``{}``), qualified or
masked parts within a date, and date-times without a zone.
"""

from __future__ import annotations

import datetime
import math
import re
from functools import lru_cache
from typing import Final, NamedTuple

from peacetalks.dates import periods
from peacetalks.dates.advice import advice
from peacetalks.dates.periods import ALWAYS, NEVER, PRECISIONS, ImpossibleError, Period, Precision
from peacetalks.dates.relations import Reading
from peacetalks.limits import GREATEST_EDTF
from peacetalks.problems import refusal

_DATE = "[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?"  # or a season
_MASKED = "(?:[0-9]{3}X|[0-9]{2}XX|[0-9]{4}-[0-9]{2}-XX|[0-9]{4}-XX(?:-XX)?)"
_ANY_YEAR = "XXXX-[01][0-9](?:-[0-9]{2})?"
_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)"
_END = f"(?:{_DATE}[?~%]?|{_MASKED})"
_INTERVAL = rf"(?:{_END}/(?:{_END}|\.\.)?|(?:\.\.)?/{_END})"
_MEMBER = "[0-9]{4}(?:-[01][0-9](?:-[0-9]{2})?)?"
_RANGE = "|".join(
    rf"{unit}(?:\.\.{unit})?" for unit in ("[0-9]{4}-[01][0-9]-[0-9]{2}", "[0-9]{4}-[01][0-9]", "[0-9]{4}")
)
_SET = rf"\[(?:{_MEMBER}\.\.|(?:\.\.{_MEMBER}|{_RANGE})(?:,(?:{_RANGE}))*(?:,{_MEMBER}\.\.)?)\]"
_SHAPE = f"{_END}|{_TIME}|{_ANY_YEAR}|{_INTERVAL}|{_SET}"

EDTF_PATTERN: Final = f"^(?:{_SHAPE})$"
"""Regular expression (ECMA-262 and Python alike) of every string that has the shape of a date.

What has the shape and still is no date (``2026-02-30``, ``2026/2025``) has the code ``impossible-date``; all else has
``invalid-date``. A string is also limited to :data:`~peacetalks.limits.GREATEST_EDTF` characters.
"""

_match_shape = re.compile(_SHAPE).fullmatch
_match_day = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}").fullmatch


def check_edtf(text: str) -> None:
    """Refuse a string that is no date; about a microsecond for a plain day, which most dates are.

    Raises:
        ValidationError: ``invalid-date`` (not the shape of a date) or ``impossible-date`` (no such day, or reversed).
    """
    if len(text) == 10 and _match_day(text):
        try:
            datetime.date.fromisoformat(text)
        except ValueError:
            pass  # the year 0000, or a day that does not exist: read_edtf knows
        else:
            return
    read_edtf(text)


def read_edtf(text: str) -> Reading:
    """Return what a date string may mean, from a cache of the latest sixteen thousand.

    Raises:
        ValidationError: As :func:`check_edtf`.
    """
    if len(text) > GREATEST_EDTF:
        message = f"found {len(text)} characters, expected {GREATEST_EDTF} at most; write a range that holds the set"
        raise refusal("invalid-date", message, text)
    return _read(text)


@lru_cache(maxsize=2**14)
def _read(text: str) -> Reading:
    if not _match_shape(text):
        raise refusal("invalid-date", advice(text), text)
    try:
        if text[0] == "[":
            return _read_set(text)
        if "/" in text:
            return _read_interval(text)
        return _read_moment(text)
    except ImpossibleError as error:
        raise refusal("impossible-date", f"found {text!r}, but {error}", text) from None


class _Point(NamedTuple):
    """One date of level 0 or 1: what it covers, in what unit it is written, and how sure that is."""

    first: float
    last: float
    precision: Precision
    qualifier: str = ""

    @property
    def period(self) -> Period:
        return self.first, self.last


def _read_point(text: str) -> _Point:
    qualifier = text[-1] if text[-1] in "?~%" else ""
    written = text.removesuffix(qualifier)
    if written.endswith("X"):
        written, precision = _unmask(written)
    elif len(written) == 4:
        precision = "year"
    elif len(written) == 10:
        precision = "day"
    else:
        precision = "season" if int(written[5:7]) in periods.SEASONS else "month"
    return _Point(*_period(written, precision), precision, qualifier)


def _unmask(text: str) -> tuple[str, Precision]:
    """Return a date without its masked digits: ``199X`` is the decade from 1990, ``2004-XX-XX`` the year 2004."""
    known = text.rstrip("-X")
    if len(known) == 2:
        return known + "00", "century"
    if len(known) == 3:
        return known + "0", "decade"
    return known, "year" if len(known) == 4 else "month"


def _period(text: str, precision: Precision) -> Period:
    year = int(text[:4])
    match precision:
        case "century":
            return periods.years(year, 100)
        case "decade":
            return periods.years(year, 10)
        case "year":
            return periods.years(year)
        case "season":
            return periods.season(year, int(text[5:7]))
        case "month":
            return periods.month(year, int(text[5:7]))
        case _:
            return periods.day(year, int(text[5:7]), int(text[8:10]))


def _read_moment(text: str) -> Reading:
    if text.startswith("XXXX"):
        return _read_any_year(text)
    if "T" in text:
        of_day = _period(text, "day")
        hour, minute, second = int(text[11:13]), int(text[14:16]), int(text[17:19])
        period = periods.second(of_day, hour, minute, second, text[19:])
        return Reading(start=period, end=period, parts=(period,), core=period, precision="second")
    point = _read_point(text)
    period = point.period
    return Reading(
        start=period,
        end=period,
        parts=(period,),
        core=period,
        precision=point.precision,
        is_sure_start=not point.qualifier,
        is_sure_end=not point.qualifier,
        is_approximate=point.qualifier in ("~", "%"),
        is_uncertain=point.qualifier in ("?", "%"),
    )


def _read_any_year(text: str) -> Reading:
    """Read a day or month of a year that is not known, which may be a leap year; the bounds are not known."""
    leap_year = "2000" + text[4:]
    precision: Precision = "day" if len(text) == 10 else "month"
    try:
        _period(leap_year, precision)
    except ImpossibleError as error:
        raise ImpossibleError(str(error).replace(leap_year[:7], text[:7])) from None
    return Reading(start=ALWAYS, end=ALWAYS, parts=(ALWAYS,), core=NEVER, precision=precision)


def _read_interval(text: str) -> Reading:
    left, _, right = text.partition("/")
    points = [_read_point(end) for end in (left, right) if end not in ("", "..")]
    start = _read_end(left, points[0], -math.inf)
    end = _read_end(right, points[-1], math.inf)
    if start[0] > end[1]:
        raise ImpossibleError("it ends before it begins; put the earlier date first")
    start = start[0], min(start[1], end[1])
    end = max(start[0], end[0]), end[1]
    qualifiers = {point.qualifier for point in points}
    return Reading(
        start=start,
        end=end,
        parts=((start[0], end[1]),),
        core=(periods.first_of_day(start[1]), periods.last_of_day(end[0])),
        precision=_coarsest(points),
        is_interval=True,
        is_open_start=left == "..",
        is_open_end=right == "..",
        is_sure_start=left[-1:] not in ("?", "~", "%"),
        is_sure_end=right[-1:] not in ("?", "~", "%"),
        is_approximate=not qualifiers.isdisjoint("~%"),
        is_uncertain=not qualifiers.isdisjoint("?%"),
    )


def _read_end(text: str, point: _Point, infinity: float) -> Period:
    """Return the seconds in which an interval may begin or end: open is at infinity, unknown is anywhere."""
    if text == "..":
        return infinity, infinity
    return point.period if text else ALWAYS


def _read_set(text: str) -> Reading:
    members = [member.partition("..") for member in text[1:-1].split(",")]
    points: list[_Point] = []
    parts: list[Period] = []
    core = ALWAYS
    for first, dots, last in members:
        begin = _read_point(first) if first else None
        finish = (_read_point(last) if last else None) if dots else begin
        part = begin.first if begin else -math.inf, finish.last if finish else math.inf
        if part[0] > part[1]:
            raise ImpossibleError(f"the range {first}..{last} ends before it begins; put the earlier date first")
        points += [point for point in (begin, finish) if point]
        parts.append(part)
        surely = NEVER if dots and first != last else part  # a range offers many moments; no one of them is sure
        core = max(core[0], surely[0]), min(core[1], surely[1])
    span = min(part[0] for part in parts), max(part[1] for part in parts)
    return Reading(
        start=span,
        end=span,
        parts=tuple(parts),
        core=core,
        precision=_coarsest(points),
        is_set=True,
        is_open_start=span[0] == -math.inf,
        is_open_end=span[1] == math.inf,
    )


def _coarsest(points: list[_Point]) -> Precision:
    return PRECISIONS[max(PRECISIONS.index(point.precision) for point in points)]
