"""How two dates stand to each other: against a model that tries every reading, by their laws, and as documented."""

from __future__ import annotations

import datetime
import itertools
import operator
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peacetalks.dates import Date
from tests.strategies import dates as strategies
from tests.strategies.dates import dates

RELATIONS = ("before", "after", "within", "begun_by")


# --- relations against a model that tries every reading ---------------------------------------------------------------


class Model(NamedTuple):
    """A date of February 2026 and all its readings, each day being two moments: its first second and its last."""

    edtf: str
    readings: list[tuple[int, int]]
    """First and last moment of each reading."""
    covers: list[tuple[int, int]]
    """What the date covers as a stretch of calendar, in each reading."""
    stretches: list[tuple[int, int]]
    """The same with a range of days taken as one stretch."""


FOREVER = 10**6
MONTH = (0, 55)
LONG_AGO = [-1000, -999, -998]
LONG_AFTER = [1000, 1001, 1002]


def moments(first: int, last: int) -> list[tuple[int, int]]:
    return [(moment, moment) for moment in range(first, last + 1)]


def day_model(day: int) -> tuple[str, tuple[int, int]]:
    return f"2026-02-{day:02}", (2 * day - 2, 2 * day - 1)


def model_of_moment(edtf: str, alternatives: list[tuple[int, int]], stretches: list[tuple[int, int]]) -> Model:
    return Model(edtf, list(itertools.chain.from_iterable(moments(*one) for one in stretches)), alternatives, stretches)


POINTS = st.integers(1, 28).map(day_model) | st.just(("2026-02", MONTH))


@st.composite
def simple_models(draw: st.DrawFn) -> Model:
    """A day, a month, or a clock time at one end of a day."""
    edtf, period = draw(POINTS)
    if len(edtf) == 10 and draw(st.booleans()):
        last = draw(st.booleans())
        edtf, period = edtf + ("T23:59:59Z" if last else "T00:00:00Z"), (period[last], period[last])
    return model_of_moment(edtf, [period], [period])


@st.composite
def set_models(draw: st.DrawFn) -> Model:
    """A list of days and ranges of days, or a range without a first or last day."""
    texts, alternatives, stretches = [], [], []
    for first, last in draw(
        st.lists(st.tuples(st.integers(1, 28), st.integers(1, 28)).map(sorted), min_size=1, max_size=3)
    ):
        days = [day_model(day) for day in range(first, last + 1)]
        texts.append(days[0][0] if first == last else f"{days[0][0]}..{days[-1][0]}")
        alternatives += [period for _, period in days]
        stretches.append((days[0][1][0], days[-1][1][1]))
    model = model_of_moment(f"[{','.join(texts)}]", alternatives, stretches)
    missing = draw(st.sampled_from(["", "start", "end"]))
    text, period = day_model(draw(st.integers(1, 28)))
    if missing == "start":
        readings = [(moment, moment) for moment in LONG_AGO] + moments(0, period[1])
        return model._replace(
            edtf=f"[..{text},{model.edtf[1:]}",
            readings=readings + model.readings,
            covers=[*((moment, moment) for moment in LONG_AGO), *model.covers],
            stretches=[(-FOREVER, period[1]), *model.stretches],
        )
    if missing == "end":
        readings = [(moment, moment) for moment in LONG_AFTER] + moments(period[0], 60)
        return model._replace(
            edtf=f"{model.edtf[:-1]},{text}..]",
            readings=readings + model.readings,
            covers=[*((moment, moment) for moment in LONG_AFTER), *model.covers],
            stretches=[(period[0], FOREVER), *model.stretches],
        )
    return model


@st.composite
def interval_models(draw: st.DrawFn) -> Model:
    """An interval of days or a month, either end of which may be open, or unknown: who knows, perhaps open too."""
    left, right = draw(POINTS), draw(POINTS)
    missing = draw(st.sampled_from([None, "..", ""]))
    begin, finish = range(left[1][0], left[1][1] + 1), range(right[1][0], right[1][1] + 1)
    if missing is None:
        if left[1][0] > right[1][1]:
            left, right = right, left
            begin, finish = finish, begin
        edtf = f"{left[0]}/{right[0]}"
    elif draw(st.booleans()):
        edtf = f"{left[0]}/{missing}"
        finish = [FOREVER] if missing else [*range(left[1][0], 60), *LONG_AFTER, FOREVER]
    else:
        edtf = f"{missing}/{right[0]}"
        begin = [-FOREVER] if missing else [-FOREVER, *LONG_AGO, *range(right[1][1] + 1)]
    readings = [(first, last) for first in begin for last in finish if first <= last]
    covers = list({(first // 2 * 2, last // 2 * 2 + 1) for first, last in readings})
    return Model(edtf, readings, covers, covers)


MODELS = simple_models() | set_models() | interval_models().filter(lambda model: len(model.readings) < 400)


@given(MODELS, MODELS)
@example(
    Model("2026-02-05", moments(8, 9), [(8, 9)], [(8, 9)]),
    Model("[2026-02-05..2026-02-06]", moments(8, 11), [(8, 9), (10, 11)], [(8, 11)]),
)
def test_relations_hold_for_every_reading_or_for_one_as_they_say(one: Model, other: Model) -> None:
    a, b = Date(one.edtf), Date(other.edtf)
    last = {end for _, end in one.readings}
    first = {start for start, _ in other.readings}
    assert a.definitely_before(b) == (max(last) < min(first))
    assert a.possibly_before(b) == any(end < start for end in last for start in first)
    assert a.definitely_within(b) == all(
        low <= start and end <= high for start, end in one.readings for low, high in other.covers
    )
    assert a.possibly_within(b) == any(
        low <= start and end <= high for start, end in one.readings for low, high in other.stretches
    )
    begun = [start <= high for start in {start for start, _ in one.readings} for _, high in other.covers]
    assert a.possibly_begun_by(b) == any(begun)
    assert a.definitely_begun_by(b) <= all(begun) if b.is_set else a.definitely_begun_by(b) == all(begun)
    assert a.overlaps(b) == any(
        start <= end2 and start2 <= end for start, end in one.readings for start2, end2 in other.readings
    )


# --- laws of relations ------------------------------------------------------------------------------------------------


@given(dates(), dates())
def test_what_holds_definitely_also_holds_possibly(one: Date, other: Date) -> None:
    for relation in RELATIONS:
        definitely, possibly = getattr(one, f"definitely_{relation}"), getattr(one, f"possibly_{relation}")
        assert possibly(other) or not definitely(other)


@given(dates(), dates())
def test_before_and_after_are_one_relation_from_two_sides(one: Date, other: Date) -> None:
    assert one.definitely_before(other) == other.definitely_after(one)
    assert one.possibly_before(other) == other.possibly_after(one)


@given(dates(), dates())
def test_nothing_is_definitely_before_what_it_may_follow_or_share_a_moment_with(one: Date, other: Date) -> None:
    if one.definitely_before(other):
        assert not one.possibly_after(other)
        assert not one.overlaps(other)
        assert not other.overlaps(one)
        assert not one.possibly_within(other)


@given(dates(), dates())
def test_two_dates_share_a_moment_or_one_may_come_first(one: Date, other: Date) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert one.overlaps(other) or one.possibly_before(other) or one.possibly_after(other)


@given(dates())
def test_a_date_relates_to_itself(date: Date) -> None:
    assert date.overlaps(date)
    assert date.possibly_within(date)
    assert not date.definitely_before(date)
    assert not date.definitely_after(date)


@given(dates(), dates(), dates())
def test_definitely_before_is_transitive(one: Date, other: Date, third: Date) -> None:
    for a, b, c in itertools.permutations((one, other, third)):
        if a.definitely_before(b) and b.definitely_before(c):
            assert a.definitely_before(c)


@given(strategies.plain_points(), strategies.plain_points(), strategies.plain_points())
def test_definitely_within_is_transitive_for_calendar_units(one: str, other: str, third: str) -> None:
    a, b, c = Date(one), Date(other), Date(third)
    if a.definitely_within(b) and b.definitely_within(c):
        assert a.definitely_within(c)


@given(strategies.plain_points() | strategies.seasons(), st.sampled_from("?~%"), dates())
def test_a_qualified_date_holds_nothing_for_sure_and_otherwise_goes_by_its_stated_bounds(
    edtf: str, qualifier: str, other: Date
) -> None:
    plain, qualified = Date(edtf), Date(edtf + qualifier)
    for relation in RELATIONS:
        assert not getattr(qualified, f"definitely_{relation}")(other)
        assert not getattr(other, f"definitely_{relation}")(qualified)
        assert getattr(qualified, f"possibly_{relation}")(other) == getattr(plain, f"possibly_{relation}")(other)
    assert (qualified.earliest, qualified.latest) == (plain.earliest, plain.latest)


@given(dates().filter(lambda date: date.edtf is None) | strategies.any_years().map(Date), dates())
def test_a_date_without_bounds_may_be_at_any_time_and_is_never_surely_anywhere(unknown: Date, other: Date) -> None:
    for relation in RELATIONS:
        assert not getattr(unknown, f"definitely_{relation}")(other)
        assert not getattr(other, f"definitely_{relation}")(unknown)
    assert unknown.overlaps(other)


STORIES = [
    # one, relation, other, holds
    ("2026-02-04", "definitely_before", "2026-02-05", True),
    ("2026-02-05", "definitely_before", "2026-02-05", False),
    ("2026-02-05", "possibly_before", "2026-02-05", True),
    ("2026-02-05", "possibly_before", "2026-02", True),
    ("2026-02", "possibly_before", "2026-02-01", True),
    ("2026-02-05T09:00:00+04:00", "definitely_before", "2026-02-05T05:00:01Z", True),
    ("2026-02-05T09:00:00+04:00", "possibly_before", "2026-02-05T05:00:00Z", False),
    ("2026-02-05", "possibly_after", "2026-02-05T09:00:00+04:00", True),
    ("2026-02-05", "definitely_after", "2026-02-05T09:00:00+04:00", False),
    ("1994/..", "possibly_before", "2026", False),
    ("1994/", "possibly_before", "2026", True),
    ("1994/", "definitely_before", "2026", False),
    ("1994/..", "definitely_after", "1993", True),
    ("1994/", "definitely_after", "1993", True),
    ("1994~/", "definitely_after", "1993", False),
    ("1994/1996~", "definitely_after", "1993", True),
    ("1994/1996~", "definitely_before", "1999", False),
    ("../1994", "possibly_after", "1900", False),
    ("/1994", "possibly_after", "1900", True),
    ("2026-02-05", "definitely_within", "2026-02", True),
    ("2026-02", "definitely_within", "2026-02-05", False),
    ("2026-02", "possibly_within", "2026-02-05", True),
    ("2000", "definitely_within", "1994/..", True),
    ("2000", "definitely_within", "1994/", False),
    ("2000", "possibly_within", "1994/", True),
    ("1999/..", "possibly_within", "1994/", True),
    ("2026-02-04", "definitely_within", "2026-02-04/2026-02-05", True),
    ("2026-02-04T00:00:00Z", "definitely_within", "2026-02-04/2026-02-05", True),
    ("2026-02-03T23:59:59Z", "possibly_within", "2026-02-04/2026-02-05", False),
    ("2026-02-05T23:59:59Z", "definitely_within", "2026-02-04/2026-02-05", True),
    ("2026-02-06T00:00:00Z", "possibly_within", "2026-02-04/2026-02-05", False),
    ("2004-12-31T00:00:00Z", "definitely_within", "2004/2006", True),
    ("2004-12-30T23:59:59Z", "definitely_within", "2004/2006", False),
    ("2006-01-01T23:59:59Z", "definitely_within", "2004/2006", True),
    ("2006-01-02T00:00:00Z", "definitely_within", "2004/2006", False),
    ("2004-06", "definitely_within", "2004/2006", False),
    ("2004-06", "possibly_within", "2004/2006", True),
    ("2005", "definitely_within", "2004/2006", True),
    ("2026-02-05/2026-02-06", "definitely_within", "2026-02", True),
    ("2026-02-05/2026-03-06", "possibly_within", "2026-02", False),
    ("2026-01/2026-02", "possibly_within", "2026-02", False),
    ("2026-02/2026-02", "possibly_within", "2026-02-05", True),
    ("2026-02-05", "definitely_within", "[2026-02-05,2026-02-06]", False),
    ("2026-02-05", "definitely_within", "[2026-02-05,2026-02]", True),
    ("2026-02-04", "definitely_within", "[2026-02-05,2026-02]", False),
    ("2026-02-06", "definitely_within", "[2026-02-05,2026-02]", False),
    ("2026-02-05", "possibly_within", "[2026-02-05,2026-02-06]", True),
    ("2026-02-10", "possibly_within", "[2026-02-05,2026-02-20]", False),
    ("[2026-02-05,2026-02-20]", "possibly_within", "2026-02-10", False),
    ("[2026-02-05,2026-02-20]", "definitely_within", "2026-02", True),
    ("[..2026-02-28]", "definitely_before", "2026-03", True),
    ("2026-02-04", "definitely_begun_by", "2026-02-04", True),
    ("2026-02-05", "definitely_begun_by", "2026-02-04", False),
    ("2026-02-05", "definitely_begun_by", "2026-02-05T09:00:00+04:00", False),
    ("2026-02-05", "possibly_begun_by", "2026-02-05T09:00:00+04:00", True),
    ("2026-02-05", "possibly_begun_by", "2026-02-05T03:59:59+04:00", False),
    ("2026-02", "definitely_begun_by", "2026-02-04", False),
    ("2026-02", "definitely_begun_by", "2026", True),
    ("2026-02-04/..", "definitely_begun_by", "2026-02-04", True),
    ("[..2026-02-28]", "definitely_begun_by", "2026-02-28", True),
    ("[2026-02-04,2026-02-05]", "possibly_begun_by", "2026-02-04", True),
    ("[2026-02-04,2026-02-05]", "definitely_begun_by", "2026-02-04", False),
    ("2026-02-04", "definitely_begun_by", "1994/..", True),
    ("2026-02-04", "definitely_begun_by", "1994/", False),
    ("[..2026-02-28]", "definitely_within", "../2026-02-28", True),
    ("2004", "overlaps", "2004-05/2006", True),
    ("2004-04", "overlaps", "2004-05/2006", False),
    ("0000-12-31", "definitely_before", "0001-01-01", True),
    ("9999-24", "definitely_after", "9999-11", True),
]


@pytest.mark.parametrize(("one", "relation", "other", "holds"), STORIES)
def test_relations_as_documented(one: str, relation: str, other: str, holds: bool) -> None:
    assert getattr(Date(one), relation)(other) is holds


@given(st.datetimes(timezones=st.just(datetime.UTC)).map(lambda moment: moment.replace(microsecond=0)), dates())
def test_relations_take_whatever_can_be_read_as_a_date(moment: datetime.datetime, date: Date) -> None:
    for name in (*(f"{how}_{relation}" for how in ("definitely", "possibly") for relation in RELATIONS), "overlaps"):
        relation = getattr(date, name)
        assert relation(moment) == relation(Date.of(moment)) == relation(str(Date.of(moment)))
        assert relation(moment.date()) == relation(moment.date().isoformat())


# --- order in a timeline ----------------------------------------------------------------------------------------------


sort_key = operator.attrgetter("sort_key")


@given(st.lists(dates(), max_size=6), st.randoms(use_true_random=False))
def test_a_timeline_does_not_depend_on_the_order_it_was_collected_in(timeline: list[Date], random: Random) -> None:
    shuffled = timeline.copy()
    random.shuffle(shuffled)
    assert sorted(timeline, key=sort_key) == sorted(shuffled, key=sort_key)


@given(dates(), dates())
def test_keys_agree_with_equality_and_with_what_is_definitely_before(one: Date, other: Date) -> None:
    assert (one.sort_key == other.sort_key) == (one == other)
    if one.definitely_before(other):
        assert one.sort_key < other.sort_key


def test_a_timeline_places_open_and_unknown_bounds() -> None:
    in_order = [
        Date("../1993"),
        Date("1994-01-01"),
        Date("1994"),
        Date("1994/.."),
        Date("[1994,1999..]"),
        Date("/1994"),
        Date("1995"),
        Date(text="before spring"),
        Date("XXXX-10-12"),
    ]
    keys = [date.sort_key for date in in_order]
    assert keys == sorted(keys)
