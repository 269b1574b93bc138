"""Dates of every form there is, valid by construction and without asking the code under test.

``dates()`` is what other tests want. The strategies for EDTF strings lean towards the years that records are about, and
reach to the ends of the calendar (0000, 9999) where it is most likely to break.
"""

from __future__ import annotations

import calendar
from functools import cache

from hypothesis import strategies as st

from peacetalks.dates import Date


@cache
def years() -> st.SearchStrategy[str]:
    """Years of four digits: mostly of our time, sometimes any, sometimes at the edges of the calendar."""
    numbers = st.one_of(st.integers(1980, 2030), st.sampled_from([0, 1, 4, 400, 1900, 9999]), st.integers(0, 9999))
    return numbers.map("{:04}".format)


@cache
def months() -> st.SearchStrategy[str]:
    """Months, as in ``2026-02``."""
    return st.tuples(years(), st.integers(1, 12)).map(lambda parts: f"{parts[0]}-{parts[1]:02}")


@cache
@st.composite
def days(draw: st.DrawFn) -> str:
    """Days that exist, the 29th of February among them."""
    month = draw(months())
    length = calendar.monthrange(2000 + int(month[:4]) % 400, int(month[5:]))[1]
    return f"{month}-{draw(st.integers(1, length) | st.just(length)):02}"


@cache
def seasons() -> st.SearchStrategy[str]:
    """Seasons, 21 to 32."""
    return st.tuples(years(), st.integers(21, 32)).map(lambda parts: f"{parts[0]}-{parts[1]}")


@cache
def plain_points() -> st.SearchStrategy[str]:
    """Dates of level 0 without a clock time: years, months, days."""
    return st.one_of(days(), months(), years())


@cache
def points() -> st.SearchStrategy[str]:
    """All that may stand at the end of an interval: level 0, seasons, qualified dates, and masked ones (``199X``)."""
    qualified = st.tuples(st.one_of(plain_points(), seasons()), st.sampled_from("?~%")).map("".join)
    masked = st.one_of(
        years().map(lambda year: year[:3] + "X"),
        years().map(lambda year: year[:2] + "XX"),
        years().map(lambda year: year + "-XX"),
        years().map(lambda year: year + "-XX-XX"),
        months().map(lambda month: month + "-XX"),
    )
    return st.one_of(plain_points(), seasons(), qualified, masked)


@cache
def clock_times() -> st.SearchStrategy[str]:
    """Date-times to the second, with a zone."""
    minutes = st.integers(0, 14 * 60).map(lambda offset: f"{offset // 60:02}:{offset % 60:02}")
    offset = st.tuples(st.sampled_from("+-"), minutes).map("".join).filter(lambda zone: zone != "-00:00")
    zone = st.one_of(st.just("Z"), offset, st.integers(0, 14).map("+{:02}".format))
    return st.tuples(days(), st.just("T"), st.times().map(lambda time: f"{time:%H:%M:%S}"), zone).map("".join)


@cache
@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Intervals in order, closed or with an end that is open (``..``) or unknown (empty)."""
    first = draw(points())
    if draw(st.booleans()):
        missing = draw(st.sampled_from(["", ".."]))
        return draw(st.sampled_from([f"{first}/{missing}", f"{missing}/{first}"]))
    if draw(st.booleans()):
        # Strings of level 0 and of one precision sort as their dates do.
        return "/".join(sorted([draw(days()), draw(days())]))
    second = draw(points())
    # Two centuries apart nothing overlaps; else the century of the first is an end that surely is not too early.
    return f"{first}/{second}" if int(second[:2]) >= int(first[:2]) + 2 else f"{first}/{first[:2]}XX"


@cache
@st.composite
def sets(draw: st.DrawFn) -> str:
    """Sets of one moment: lists, ranges, and ranges without a first or a last member."""
    unit = draw(st.sampled_from([days(), months(), years()]))
    member = st.one_of(unit, st.tuples(unit, unit).map(lambda pair: "..".join(sorted(pair))))
    members = draw(st.lists(member, max_size=4))
    if draw(st.booleans()):
        members.insert(0, ".." + draw(plain_points()))
    if draw(st.booleans()) or not members:
        members.append(draw(plain_points()) + "..")
    return f"[{','.join(members)}]"


@cache
def any_years() -> st.SearchStrategy[str]:
    """Days and months of a year that is not known, as in ``XXXX-10-12``."""
    return st.one_of(days(), months()).map(lambda date: "XXXX" + date[4:])


@cache
def edtf_strings() -> st.SearchStrategy[str]:
    """EDTF strings of every form, each form about as often."""
    return st.one_of(days(), points(), clock_times(), intervals(), sets(), any_years())


@cache
def words() -> st.SearchStrategy[str]:
    """Words that a date may keep: any text that can be written, phrases of dates among them."""
    phrases = st.sampled_from(["before spring", "soon", "4 или 5 февраля", "after the «talks»"])
    return phrases | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)


@cache
@st.composite
def dates(draw: st.DrawFn) -> Date:
    """Dates of every form: mostly EDTF alone, sometimes words too or words alone, with or without an anchor."""
    if draw(st.integers(0, 3)):
        return Date(draw(edtf_strings()))
    edtf = draw(st.none() | edtf_strings())
    return Date(edtf, text=draw(words()), anchor=draw(st.none() | edtf_strings()))


@st.composite
def mistyped(draw: st.DrawFn, edtf: str) -> str:
    """A string with one character of a given one left out, doubled or replaced: most often no date any more."""
    at = draw(st.integers(0, len(edtf) - 1))
    return edtf[:at] + draw(st.sampled_from(["", edtf[at] * 2, *"0139-/.,[]X?~TZ"])) + edtf[at + 1 :]
