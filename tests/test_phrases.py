"""What English phrases mean as dates, and which are refused."""

from __future__ import annotations

import calendar
import datetime
import re
import time

import dateutil.parser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peacetalks.dates import Date
from peacetalks.phrases import LONGEST_PHRASE, date_from_text
from peacetalks.problems import ValidationError
from tests.strategies.dates import dates, edtf_strings

ANCHOR = "2026-02-06"

MEANINGS = {
    # days, in letters and figures
    "5 February 2026": "2026-02-05",
    "February 5, 2026": "2026-02-05",
    "5th of February, 2026": "2026-02-05",
    "on the 5th of Feb. 2026.": "2026-02-05",
    "Thursday, 5 February 2026": "2026-02-05",
    "2026 February 5": "2026-02-05",
    "5-Feb-2026": "2026-02-05",
    "2026/2/5": "2026-02-05",
    "2026.02.05": "2026-02-05",
    "25/02/2026": "2026-02-25",
    "02/25/2026": "2026-02-25",
    "13/05/2026": "2026-05-13",
    "05/13/2026": "2026-05-13",
    "25.2.2026": "2026-02-25",
    "05/05/2026": "2026-05-05",
    "29 February 2024": "2024-02-29",
    # months, years, decades
    "May 2004": "2004-05",
    "in May, 2004": "2004-05",
    "Sept. 2004": "2004-09",
    "Feb-2026": "2026-02",
    "05/2026": "2026-05",
    "in 2026-05": "2026-05",
    "in 2014": "2014",
    "1990s": "199X",
    "the 1990's": "199X",
    "1900s": "19XX",
    # without a year
    "12 October": "XXXX-10-12",
    "Thursday 12 October": "XXXX-10-12",
    "29 February": "XXXX-02-29",
    "in May": "XXXX-05",
    # about and possibly
    "about 2014": "2014~",
    "c. 2014": "2014~",
    "around 5 May 2014": "2014-05-05~",
    "possibly 2014": "2014?",
    "perhaps in May 2014": "2014-05?",
    "May 2014?": "2014-05?",
    "possibly about 2014": "2014%",
    # seasons
    "spring 2012": "2012-21",
    "in the summer of 2012": "2012-22",
    "fall 2012": "2012-23",
    "autumn 2012": "2012-23",
    "winter 2013/14": "2013-24",
    "winter 2013–14": "2013-24",
    "winter 1999/2000": "1999-24",
    # parts of months, years and other things
    "early February 2026": "[2026-02-01..2026-02-10]",
    "mid-September 2000": "[2000-09-11..2000-09-20]",
    "end of May 2000": "[2000-05-21..2000-05-31]",
    "in late February 2024": "[2024-02-21..2024-02-29]",
    "the beginning of May 2000": "[2000-05-01..2000-05-10]",
    "the middle of May 2000": "[2000-05-11..2000-05-20]",
    "early 1990": "[1990-01..1990-04]",
    "the start of 2008": "[2008-01..2008-04]",
    "early in 1990": "[1990-01..1990-04]",
    "mid 1990": "[1990-05..1990-08]",
    "the end of 2008": "[2008-09..2008-12]",
    "late 1990s": "199X",
    "early spring 2012": "2012-21",
    # what lasted
    "23–24 June 2000": "2000-06-23/2000-06-24",
    "23-24 June 2000": "2000-06-23/2000-06-24",
    "April 3–7, 2002": "2002-04-03/2002-04-07",
    "April 3-May 7, 2002": "2002-04-03/2002-05-07",
    "from 3 April to 7 April 2002": "2002-04-03/2002-04-07",
    "from 30 June to 2 July 2000": "2000-06-30/2000-07-02",
    "30 December – 2 January 2001": "2000-12-30/2001-01-02",
    "from November 2004 to February": "2004-11/2005-02",
    "May–July 2004": "2004-05/2004-07",
    "1990–1994": "1990/1994",
    "from 1990 until 1994": "1990/1994",
    "from May 2004 to 5 July 2004": "2004-05/2004-07-05",
    "2026-02-05 to 2026-02-07": "2026-02-05/2026-02-07",
    "25/02/2026 to 27/02/2026": "2026-02-25/2026-02-27",
    # one moment of several
    "5 or 6 February 2026": "[2026-02-05,2026-02-06]",
    "February 5 or 6, 2026": "[2026-02-05,2026-02-06]",
    "either May or June 2004": "[2004-05,2004-06]",
    "30 June or 1 July 2000": "[2000-06-30,2000-07-01]",
    "2014 or 2015": "[2014,2015]",
    "between 3 and 7 April 2002": "[2002-04-03..2002-04-07]",
    "between 3 April and 7 May 2002": "[2002-04-03..2002-05-07]",
    "between 1990 and 1994": "[1990..1994]",
    "between 30 June and July 2004": "[2004-06-30..2004-07-31]",
    "between June and 5 July 2004": "[2004-06-01..2004-07-05]",
    # before and after
    "before spring 2026": "[..2026-02-28]",
    "before 2014": "[..2013-12-31]",
    "before 5 May 2004": "[..2004-05-04]",
    "before the 1990s": "[..1989-12-31]",
    "before mid-June 1998": "[..1998-06-10]",
    "before the end of June 1998": "[..1998-06-30]",
    "by 15 January 1995": "[..1995-01-15]",
    "by mid-June 1998": "[..1998-06-20]",
    "by the end of 1998": "[..1998-12-31]",
    "no later than May 2004": "[..2004-05-31]",
    "on or before 5 May 2004": "[..2004-05-05]",
    "after 15 January 1995": "[1995-01-16..]",
    "after May 2004": "[2004-06-01..]",
    "after the end of June 1998": "[1998-07-01..]",
    "after the start of 1998": "[1998-01-01..]",
    "not before 5 May 2004": "[2004-05-05..]",
    "on or after 5 May 2004": "[2004-05-05..]",
    # since and until
    "since 1994": "1994/..",
    "since 5 May 1994": "1994-05-05/..",
    "from May 1994 onwards": "1994-05/..",
    "since the 1990s": "199X/..",
    "since early 2014": "2014/..",
    "since mid-May 2014": "2014-05/..",
    "since spring 2012": "2012/..",
    "until 1994": "/1994",
    "until mid-May 2014": "/2014-05",
    "up to the end of June 1998": "/1998-06-30",
}


@pytest.mark.parametrize("text", MEANINGS)
def test_a_phrase_means_what_the_table_says_and_keeps_its_words(text: str) -> None:
    assert date_from_text(text) == Date(MEANINGS[text], text=text)


@pytest.mark.parametrize(
    "change", [str.upper, str.title, lambda text: f"  {text}\t", lambda text: text.replace(" ", "\u00a0")]
)
def test_case_and_space_do_not_matter(change) -> None:
    for text, edtf in MEANINGS.items():
        assert date_from_text(change(text)).edtf == edtf


@given(edtf_strings())
def test_text_that_is_edtf_already_is_that_date_without_words(edtf: str) -> None:
    assert date_from_text(edtf) == date_from_text(f" {edtf}\n") == Date(edtf)


@given(st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31)))
def test_every_day_is_read_in_every_order_of_its_parts(day: datetime.date) -> None:
    month, weekday = calendar.month_name[day.month], calendar.day_name[day.weekday()]
    for text in (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{weekday}, {day.day} {month[:3]} {day.year}",
        f"{day.year}/{day.month}/{day.day}",
    ):
        assert date_from_text(text).edtf == day.isoformat()


@pytest.mark.parametrize(
    "text",
    [
        "before spring",
        "5 or 6 February",
        "between 3 and 7 April",
        "early May",
        "early spring",
        "spring",
        "since spring",
        "since 5 May",
        "since winter 2012",
        "until the end of June",
        "after May",
        "not before May",
        "December to January",
        "about the 1990s",
        "about spring 2012",
        "possibly early 1990",
        "about 12 October",
    ],
)
def test_a_phrase_with_a_meaning_that_edtf_cannot_say_stays_words(text: str) -> None:
    assert date_from_text(text) == Date(text=text)


# --- the anchor -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "anchor", "edtf"),
    [
        ("in May", ANCHOR, "2026-05"),
        ("12 October", ANCHOR, "2026-10-12"),
        ("12 October", "2026", "2026-10-12"),
        ("12 October", "2026-02~", "2026-10-12"),
        ("5 or 6 February", ANCHOR, "[2026-02-05,2026-02-06]"),
        ("3 to 7 April", ANCHOR, "2026-04-03/2026-04-07"),
        ("since 5 February", ANCHOR, "2026-02-05/.."),
        ("spring", ANCHOR, "2026-21"),
        ("before spring 2026", ANCHOR, "[2026-02-06..2026-02-28]"),
        ("before spring", ANCHOR, "[2026-02-06..2026-02-28]"),
        ("before spring 2026", "2026-02", "[2026-02-01..2026-02-28]"),
        ("before spring 2026", "2026-02-28", "[2026-02-28..2026-02-28]"),
        ("by 15 March", ANCHOR, "[2026-02-06..2026-03-15]"),
        ("before spring", "2026-02~", "[..2026-02-28]"),
        # the anchor's day and year are those of its own clock
        ("by May", "2026-01-01T00:30:00+02:00", "[2026-01-01..2026-05-31]"),
    ],
)
def test_an_anchor_gives_the_year_and_the_first_day(text: str, anchor: str, edtf: str) -> None:
    assert date_from_text(text, anchor=anchor) == Date(edtf, text=text, anchor=anchor)


@pytest.mark.parametrize("text", ["5 February 2026", "since 1994", "early 1990", "before spring 2026", "about 2014"])
def test_an_anchor_that_was_of_no_use_is_not_kept(text: str) -> None:
    assert date_from_text(text, anchor="2027-01-01") == date_from_text(text)


@pytest.mark.parametrize("anchor", ["2025/2026", "2026/..", "/2026", "[..2026]", "202X", "XXXX-02-06", "0044"])
def test_an_anchor_without_a_year_of_its_own_gives_none_but_is_kept(anchor: str) -> None:
    assert date_from_text("12 October", anchor=anchor) == Date("XXXX-10-12", text="12 October", anchor=anchor)


def test_what_is_over_in_the_year_of_the_anchor_is_not_dated() -> None:
    assert date_from_text("before spring", anchor="2026-06-01") == Date(text="before spring", anchor="2026-06-01")
    assert date_from_text("December to January", anchor=ANCHOR) == Date(text="December to January", anchor=ANCHOR)


def test_an_anchor_may_be_any_date_of_python() -> None:
    for anchor in (datetime.date(2026, 2, 6), Date(ANCHOR), Date(ANCHOR, text="Friday")):
        assert date_from_text("in May", anchor=anchor) == Date("2026-05", text="in May", anchor=ANCHOR)


def test_an_anchor_that_is_no_date_is_refused_at_its_own_path() -> None:
    for anchor in ("soon", Date(text="soon")):
        with pytest.raises(ValidationError) as caught:
            date_from_text("in May", anchor=anchor)
        assert [(problem.code, problem.path) for problem in caught.value.problems] == [("invalid-date", "/anchor")]


# --- the hemisphere ---------------------------------------------------------------------------------------------------


def test_seasons_are_those_of_the_hemisphere() -> None:
    names = ("spring", "summer", "autumn", "winter")
    assert [date_from_text(f"{name} 2012").edtf for name in names] == ["2012-21", "2012-22", "2012-23", "2012-24"]
    southern = [date_from_text(f"{name} 2012", hemisphere="southern").edtf for name in names]
    assert southern == ["2012-29", "2012-30", "2012-31", "2012-32"]
    assert date_from_text("summer 2013/14", hemisphere="southern").edtf == "2013-30"
    assert date_from_text("before spring 2026", hemisphere="southern").edtf == "[..2026-08-31]"


def test_there_are_two_hemispheres() -> None:
    with pytest.raises(ValidationError, match="write northern or southern"):
        date_from_text("spring 2012", hemisphere="eastern")  # type: ignore[arg-type]


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "advice"),
    [
        ("04/02/2026", "invalid-date", "4 February 2026 or 2 April 2026"),
        ("05/12/2026", "invalid-date", "5 December 2026 or 12 May 2026"),
        ("12/11/2026", "invalid-date", "12 November 2026 or 11 December 2026"),
        ("4.2.2026", "invalid-date", "4 February 2026 or 2 April 2026"),
        ("before 04/02/2026", "invalid-date", "the month in letters or the year first"),
        ("25/02/26", "invalid-date", "a year of four digits"),
        ("5 February 2026 at 13:17", "invalid-date", "no clock time with words"),
        ("13:17", "invalid-date", "no clock time with words"),
        ("winter 2013/15", "invalid-date", "a winter with two that follow"),
        ("spring 2013/14", "invalid-date", "a season with its year"),
        ("2004–05", "invalid-date", "keep the words with Date(text=…)"),
        ("", "empty-text", "expected at least one character"),
        ("   ", "invalid-date", "expected a date such as"),
        ("no exact date found", "invalid-date", "expected a date such as"),
        ("yesterday", "invalid-date", "expected a date such as"),
        ("5", "invalid-date", "expected a date such as"),
        ("5 2004", "invalid-date", "expected a date such as"),
        ("Thursday", "invalid-date", "expected a date such as"),
        ("Thursday May 2004", "invalid-date", "expected a date such as"),
        ("May June 2004", "invalid-date", "expected a date such as"),
        ("2014 2015", "invalid-date", "expected a date such as"),
        ("May to 2006", "invalid-date", "expected a date such as"),
        ("2004 to May", "invalid-date", "expected a date such as"),
        ("5 to 6", "invalid-date", "expected a date such as"),
        ("before", "invalid-date", "expected a date such as"),
        ("before before 2014", "invalid-date", "expected a date such as"),
        ("early mid May 2004", "invalid-date", "expected a date such as"),
        ("early 5 May 2004", "invalid-date", "expected a date such as"),
        ("\u0665 May 2004", "invalid-date", "expected a date such as"),
        ("30 February 2026", "impossible-date", "no day 30 in 2026-02"),
        ("31 April", "impossible-date", "no day 31 in XXXX-04"),
        ("13/14/2026", "impossible-date", "no month 14"),
        ("2026-02-30", "impossible-date", "no day 30"),
        ("Friday, 5 February 2026", "impossible-date", "found 2026-02-05 on a Friday, but it was a Thursday"),
        ("24–23 June 2000", "impossible-date", "ends before it begins"),
        ("between 7 and 3 April 2002", "impossible-date", "ends before it begins"),
        ("May 2004\0", "invalid-syntax", "U+0000"),
        ("x" * 5_000, "invalid-date", f"found 5000 characters, expected {LONGEST_PHRASE} at most"),
    ],
)
def test_what_is_not_understood_or_has_two_readings_is_refused_with_advice(text: str, code: str, advice: str) -> None:
    with pytest.raises(ValidationError) as caught:
        date_from_text(text)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, "")
    assert advice in problem.message


def test_the_longest_phrase_is_read_and_one_character_more_is_too_much() -> None:
    longest = f"about {'2014':>{LONGEST_PHRASE - 6}}"
    assert date_from_text(longest).edtf == "2014~"
    with pytest.raises(ValidationError, match=f"expected {LONGEST_PHRASE} at most"):
        date_from_text(longest + " ")


def test_a_day_that_the_year_of_the_anchor_lacks_is_refused() -> None:
    with pytest.raises(ValidationError, match="no day 29 in 2026-02"):
        date_from_text("29 February", anchor=ANCHOR)


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValidationError) as caught:
        date_from_text(2014)  # type: ignore[arg-type]
    assert [problem.code for problem in caught.value.problems] == ["wrong-type"]


# --- any text at all --------------------------------------------------------------------------------------------------

WORDS = sorted({word for text in MEANINGS for word in re.findall(r"[A-Za-z']+|[0-9]+|[^\w\s]", text)})
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


@given(PHRASES | st.text(max_size=40), st.none() | dates().filter(lambda date: date.edtf is not None))
@example("after 31 December", Date("9999"))
@example("before 1 January", Date("0001"))
def test_any_text_is_a_date_that_keeps_it_or_a_validation_error(text: str, anchor: Date | None) -> None:
    try:
        date = date_from_text(text, anchor=anchor)
    except ValidationError:
        return
    assert date.text == text or date == Date(text.strip())
    assert date.anchor in (None, anchor and anchor.edtf)


@given(PHRASES)
def test_an_anchor_only_makes_a_date_more_exact(text: str) -> None:
    try:
        alone = date_from_text(text)
        anchored = date_from_text(text, anchor=ANCHOR)
    except ValidationError:
        return
    assert alone.overlaps(anchored)
    assert alone.edtf is None or anchored.edtf is not None


@pytest.mark.parametrize(
    "text",
    ["x" * 10_000_000, "before " * 28, "5 or " * 40, "a-" * 100, "in the " * 28, "from to " * 25, "1" * 200, "?" * 200],
)
def test_long_nonsense_is_refused_in_no_time(text: str) -> None:
    started = time.perf_counter()
    with pytest.raises(ValidationError):
        date_from_text(text)
    assert time.perf_counter() - started < 0.5


class AnotherDay(type(datetime.datetime)):
    """Makes classes that stand for others, so that ``isinstance`` goes on working while the clock is changed."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__mro__[1])


class Today(datetime.datetime, metaclass=AnotherDay):
    """A clock that says another day."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return WATERLOO.replace(tzinfo=tz)

    today = now


class ThisDate(datetime.date, metaclass=AnotherDay):
    """A calendar that says another day."""

    @classmethod
    def today(cls) -> datetime.date:
        return WATERLOO.date()


WATERLOO = datetime.datetime(1815, 6, 18)


@pytest.fixture
def another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another day for everything that asks: the standard library and dateutil, which fills gaps from today."""
    monkeypatch.setattr(datetime, "datetime", Today)
    monkeypatch.setattr(datetime, "date", ThisDate)
    monkeypatch.setattr(time, "localtime", lambda *_: WATERLOO.timetuple())


@pytest.mark.usefixtures("another_day")
def test_nothing_comes_from_today() -> None:
    assert dateutil.parser.parse("12 October").year == 1815, "a reader that asks for today must notice"
    for text, edtf in MEANINGS.items():
        assert date_from_text(text).edtf == edtf
    assert date_from_text("in May", anchor=ANCHOR).edtf == "2026-05"
