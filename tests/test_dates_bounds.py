"""When a date began and ended at the earliest and latest, in what unit it is written, and what kind it is."""

from __future__ import annotations

import calendar
import datetime

import pytest
from hypothesis import given

from peacetalks.dates import OPEN, Date
from tests.strategies.dates import dates


def utc(*parts: int) -> datetime.datetime:
    return datetime.datetime(*parts, tzinfo=datetime.UTC)


@pytest.mark.parametrize("year", [1, 1900, 1999, 2000, 2024, 9999])
def test_days_months_and_years_begin_and_end_when_the_calendar_says(year: int) -> None:
    second = datetime.timedelta(seconds=1)
    assert Date(f"{year:04}").earliest == utc(year, 1, 1)
    assert Date(f"{year:04}").latest == utc(year, 12, 31, 23, 59, 59)
    for month in range(1, 13):
        length = calendar.monthrange(year, month)[1]
        date = Date(f"{year:04}-{month:02}")
        assert (date.earliest, date.latest) == (utc(year, month, 1), utc(year, month, length, 23, 59, 59))
        for number in range(1, length + 1):
            day = Date(f"{year:04}-{month:02}-{number:02}")
            assert day.earliest == utc(year, month, number)
            assert (
                day.latest == utc(year, month, number) + datetime.timedelta(hours=24) - second if year < 9999 else True
            )


BOUNDS = {
    "2026-02-05T13:17:00+02:00": ("2026-02-05T11:17:00", "2026-02-05T11:17:00"),
    "2026-02-05T23:30:00-05": ("2026-02-06T04:30:00", "2026-02-06T04:30:00"),
    "2026-02-05T13:17:00+05:45": ("2026-02-05T07:32:00", "2026-02-05T07:32:00"),
    "2026-02-05T00:00:00Z": ("2026-02-05T00:00:00", "2026-02-05T00:00:00"),
    "2014~": ("2014-01-01T00:00:00", "2014-12-31T23:59:59"),
    "2014-05?": ("2014-05-01T00:00:00", "2014-05-31T23:59:59"),
    "2014-05-06%": ("2014-05-06T00:00:00", "2014-05-06T23:59:59"),
    "199X": ("1990-01-01T00:00:00", "1999-12-31T23:59:59"),
    "19XX": ("1900-01-01T00:00:00", "1999-12-31T23:59:59"),
    "2004-XX": ("2004-01-01T00:00:00", "2004-12-31T23:59:59"),
    "2004-XX-XX": ("2004-01-01T00:00:00", "2004-12-31T23:59:59"),
    "2004-02-XX": ("2004-02-01T00:00:00", "2004-02-29T23:59:59"),
    "2026-21": ("2026-03-01T00:00:00", "2026-05-31T23:59:59"),
    "2026-22": ("2026-06-01T00:00:00", "2026-08-31T23:59:59"),
    "2026-23": ("2026-09-01T00:00:00", "2026-11-30T23:59:59"),
    "2026-24": ("2026-12-01T00:00:00", "2027-02-28T23:59:59"),
    "2023-28": ("2023-12-01T00:00:00", "2024-02-29T23:59:59"),
    "2026-25": ("2026-03-01T00:00:00", "2026-05-31T23:59:59"),
    "2026-29": ("2026-09-01T00:00:00", "2026-11-30T23:59:59"),
    "2026-30": ("2026-12-01T00:00:00", "2027-02-28T23:59:59"),
    "2026-31": ("2026-03-01T00:00:00", "2026-05-31T23:59:59"),
    "2026-32~": ("2026-06-01T00:00:00", "2026-08-31T23:59:59"),
    "2004-06-11/2006": ("2004-06-11T00:00:00", "2006-12-31T23:59:59"),
    "2026-02-05/2026-02": ("2026-02-05T00:00:00", "2026-02-28T23:59:59"),
    "2004-06~/2004-08?": ("2004-06-01T00:00:00", "2004-08-31T23:59:59"),
    "2004-21/2004-22": ("2004-03-01T00:00:00", "2004-08-31T23:59:59"),
    "1994/..": ("1994-01-01T00:00:00", OPEN),
    "../1994": (OPEN, "1994-12-31T23:59:59"),
    "1994/": ("1994-01-01T00:00:00", None),
    "/1994": (None, "1994-12-31T23:59:59"),
    "[2026-02-06,2026-02-05]": ("2026-02-05T00:00:00", "2026-02-06T23:59:59"),
    "[2026-02-01..2026-02-10]": ("2026-02-01T00:00:00", "2026-02-10T23:59:59"),
    "[..2026-02-28]": (OPEN, "2026-02-28T23:59:59"),
    "[2026-02..]": ("2026-02-01T00:00:00", OPEN),
    "[..2020-05,2022,2024..2025,2026-02-05..]": (OPEN, OPEN),
    "XXXX-10-12": (None, None),
    "XXXX-02-29": (None, None),
    "XXXX-10": (None, None),
    # Outside the years that datetime can tell:
    "0000": (None, None),
    "0000-02-29": (None, None),
    "00XX": (None, "0099-12-31T23:59:59"),
    "0000/0001": (None, "0001-12-31T23:59:59"),
    "9999-24": ("9999-12-01T00:00:00", None),
    "0001-01-01T00:00:00+00:01": (None, None),
    "0001-01-01T00:01:00+00:01": ("0001-01-01T00:00:00", "0001-01-01T00:00:00"),
    "9999-12-31T23:59:00-00:01": (None, None),
    "9999-12-31T23:58:59-00:01": ("9999-12-31T23:59:59", "9999-12-31T23:59:59"),
}


@pytest.mark.parametrize("edtf", BOUNDS)
def test_bounds_are_known_open_or_unknown(edtf: str) -> None:
    def shown(bound: object) -> object:
        return bound.isoformat().removesuffix("+00:00") if isinstance(bound, datetime.datetime) else bound

    date = Date(edtf)
    assert (shown(date.earliest), shown(date.latest)) == BOUNDS[edtf]
    assert repr(OPEN) == "OPEN"


def test_words_alone_have_no_bounds_whatever_the_anchor() -> None:
    date = Date(text="before spring", anchor="2026-02-06")
    assert (date.earliest, date.latest, date.precision) == (None, None, None)


@given(dates())
def test_bounds_are_utc_in_order_and_dates_themselves(date: Date) -> None:
    bounds = [bound for bound in (date.earliest, date.latest) if isinstance(bound, datetime.datetime)]
    assert bounds == sorted(bounds)
    for bound in bounds:
        assert bound.tzinfo is datetime.UTC
        moment = Date.of(bound)
        assert moment.earliest == moment.latest == bound
        assert date.overlaps(moment) or date.is_set
    if isinstance(date.earliest, datetime.datetime):
        assert not date.possibly_before(date.earliest)
    if isinstance(date.latest, datetime.datetime):
        assert not date.possibly_after(date.latest)


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("2026-02-05T13:17:00Z", "second"),
        ("2026-02-05", "day"),
        ("2026-02-05?", "day"),
        ("XXXX-10-12", "day"),
        ("2026-02", "month"),
        ("1999-05-XX", "month"),
        ("XXXX-10", "month"),
        ("2026-21", "season"),
        ("2026", "year"),
        ("2004-XX", "year"),
        ("2004-XX-XX", "year"),
        ("199X", "decade"),
        ("19XX", "century"),
        ("2004-06-11/2006", "year"),
        ("2004-06-11/..", "day"),
        ("/2004-06", "month"),
        ("[2026-02-01..2026-02-10]", "day"),
        ("[2026-02-01,2026-03]", "month"),
        ("[..2026]", "year"),
    ],
)
def test_precision_is_the_coarsest_unit_that_is_written(edtf: str, precision: str) -> None:
    assert Date(edtf).precision == precision


@pytest.mark.parametrize(
    ("edtf", "flags"),
    [
        ("2026", ""),
        ("2026~", "approximate"),
        ("2026?", "uncertain"),
        ("2026%", "approximate uncertain"),
        ("2025~/2026", "approximate interval"),
        ("2025/2026?", "interval uncertain"),
        ("2025~/2026?", "approximate interval uncertain"),
        ("2025/2026%", "approximate interval uncertain"),
        ("2025/..", "interval"),
        ("[2025,2026]", "set"),
        ("[..2026]", "set"),
        ("XXXX-10-12", ""),
    ],
)
def test_a_date_says_what_kind_it_is(edtf: str, flags: str) -> None:
    date = Date(edtf)
    kinds = ("approximate", "interval", "set", "uncertain")
    assert " ".join(kind for kind in kinds if getattr(date, f"is_{kind}")) == flags
