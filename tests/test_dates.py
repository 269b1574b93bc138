"""What a Date is made of, how it behaves as a value, and what it refuses."""

from __future__ import annotations

import contextlib
import copy
import datetime
import enum
import pickle
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peacetalks.dates import EDTF_PATTERN, Date
from peacetalks.limits import GREATEST_EDTF
from peacetalks.problems import ValidationError
from tests.strategies.dates import dates, edtf_strings, mistyped


def refused(build: Callable[[], object]) -> list[tuple[str, str]]:
    """Return the code and path of every problem that building something raises."""
    with pytest.raises(ValidationError) as caught:
        build()
    return [(problem.code, problem.path) for problem in caught.value.problems]


# --- identity ---------------------------------------------------------------------------------------------------------


@given(dates())
def test_a_date_survives_copying_pickling_printing_and_plain_data(date: Date) -> None:
    assert copy.copy(date) is copy.deepcopy(date) is date
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(date, protocol)) == date
    assert eval(repr(date), {"Date": Date}) == date
    assert Date.from_plain(date.to_plain()) == date
    assert Date.of(date) is date


@given(dates(), dates())
def test_dates_are_equal_when_their_three_strings_are(one: Date, other: Date) -> None:
    strings = [(date.edtf, date.text, date.anchor) for date in (one, other)]
    assert (one == other) == (strings[0] == strings[1])
    twin = Date(one.edtf, text=one.text, anchor=one.anchor)
    assert twin == one
    assert hash(twin) == hash(one)


def test_dates_with_the_same_bounds_but_other_strings_differ() -> None:
    assert Date("2004") != Date("2004-XX")
    assert Date("2004") != Date("2004", text="2004")
    assert Date("2004") != "2004"
    assert len({Date("2004"), Date("2004-XX"), Date("2004")}) == 2


@pytest.mark.parametrize(
    ("date", "shown", "said", "plain"),
    [
        (Date("2026-02"), "Date('2026-02')", "2026-02", "2026-02"),
        (
            Date(text="before spring", anchor="2026-02-06"),
            "Date(text='before spring', anchor='2026-02-06')",
            "before spring",
            {"text": "before spring", "anchor": "2026-02-06"},
        ),
        (
            Date("[..2026-02-28]", text="before spring 2026"),
            "Date('[..2026-02-28]', text='before spring 2026')",
            "[..2026-02-28]",
            {"edtf": "[..2026-02-28]", "text": "before spring 2026"},
        ),
    ],
)
def test_a_date_is_shown_said_and_written(date: Date, shown: str, said: str, plain: object) -> None:
    assert repr(date) == shown
    assert str(date) == said
    assert date.to_plain() == plain


def test_a_date_does_not_change() -> None:
    date = Date("2026")
    with pytest.raises(AttributeError, match="does not change: cannot set 'edtf'"):
        date.edtf = "2027"  # type: ignore[misc]
    with pytest.raises(AttributeError, match="does not change: cannot delete 'edtf'"):
        del date.edtf
    with pytest.raises(AttributeError):
        date.colour = "red"  # type: ignore[attr-defined]
    date.__init__("2027")  # type: ignore[misc]
    assert date == Date("2026")


def test_there_is_no_order_between_dates_that_operators_could_tell() -> None:
    for compare in (lambda a, b: a < b, lambda a, b: a >= b):
        with pytest.raises(TypeError):
            compare(Date("2025"), Date("2026"))


def test_strings_of_an_enumeration_become_plain_strings() -> None:
    class Words(enum.StrEnum):
        YEAR = "2026"
        SOON = "soon"

    date = Date(Words.YEAR, text=Words.SOON)
    assert (type(date.edtf), type(date.text)) == (str, str)
    assert date == Date("2026", text="soon")
    assert type(Date(Words.YEAR).edtf) is str


# --- what is refused --------------------------------------------------------------------------------------------------

MALFORMED = {
    "": "leave the field out",
    " 2026": "without spaces",
    "2026\n": "without spaces",
    "2026-02-05T13:17:00": "needs its zone; add +02:00",
    "2026-02-05 13:17": "needs its zone",
    "2026-02-05T13:17Z": "needs its seconds",
    "2026-02-05T13:17:00.5Z": "fractions of a second",
    "2026-02-05T13:17:00+00:53:28": "goes to the minute",
    "2026-02-05T13:17:00Z/2026-02-06": "leave the clock times out",
    "2026-02-05T13:17:00Z~": "write it like",
    "2026-02-05t13:17:00z": "write it like",
    "1994/open": "an open end is '..'",
    "unknown/1994": "an open end is '..'",
    "before spring": "words are kept",
    "{2026,2027}": "sets of all members",
    "Y12000": "four digits",
    "1950S2": "four digits",
    "12026": "write it like",
    "-0001": "0000 to 9999",
    "04/02/2026": "year first",
    "2026/02/05": "hyphens",
    "20260205": "hyphens",
    "2026-2-5": "two digits",
    "2026-02-5": "two digits",
    "199X~": "takes no qualifier",
    "2026~-02": "at the end of a whole date",
    "?2026": "at the end of a whole date",
    "2026?~": "at the end of a whole date",
    "XXXX-21": "a season needs its year",
    "/": "a date on one side at least",
    "../..": "a date on one side at least",
    "[2026, 2027]": "without spaces",
    "[2026-21,2027]": "without seasons",
    "[2026~,2027]": "without seasons, qualifiers",
    "[199X,2027]": "or masked digits",
    "[2026..2027-02]": "alike in precision",
    "[2026..,2027]": "a set is",
    "[2026,..2027]": "a set is",
    "[..]": "a set is",
    "[2026": "a set stands alone",
    "[2026]/2027": "a set stands alone",
    "2026..2027": "a moment between two dates is a set",
    "199x": "capital X",
    "19uu": "capital X",
    "XXXX": "whole parts",
    "1XXX": "whole parts",
    "201X-05": "whole parts",
    "2026-0X": "two digits",
    "XXXX-XX-05": "whole parts",
    "2026-XX-05": "whole parts",
    "XXXX-10-12/XXXX-10-15": "whole parts",
    "\uff12\uff10\uff12\uff16": "write it like",  # full-width digits
    "\u0662\u0660\u0662\u0666": "write it like",  # Arabic-Indic digits
    "\0": "write it like",
    "2026\ud800": "write it like",
    "2026," * 60: "300 characters, expected 256 at most",
}

IMPOSSIBLE = {
    "2026-00": "no month 00",
    "2026-13": "no month 13; months are 01 to 12, seasons 21 to 32",
    "2026-20": "no month 20",
    "2026-33": "no month 33",
    "2026-13-05": "no month 13; months are 01 to 12",
    "2026-00-05": "no month 00",
    "2026-21-05": "no month 21; months are 01 to 12",
    "2026-21-XX": "no month 21",
    "2026-13-XX": "no month 13",
    "2026-02-00": "no day 00",
    "2026-02-29": "no day 29 in 2026-02; its days are 01 to 28",
    "1900-02-29": "01 to 28",
    "2024-02-30": "01 to 29",
    "2026-12-32": "01 to 31",
    "0000-04-31": "no day 31 in 0000-04; its days are 01 to 30",
    "XXXX-02-30": "no day 30 in XXXX-02",
    "XXXX-13": "no month 13",
    "XXXX-00-01": "no month 00",
    "2026-02-30T10:00:00Z": "no day 30",
    "2026-02-05T24:00:00Z": "no hour 24; hours are 00 to 23, and midnight is 00:00:00 of the next day",
    "2026-02-05T13:60:00Z": "no time of day 13:60:00",
    "2016-12-31T23:59:60Z": "no time of day 23:59:60",
    "2026-02-05T13:17:00+14:01": "no zone +14:01",
    "2026-02-05T13:17:00-15": "no zone -15",
    "2026-02-05T13:17:00+02:60": "no zone +02:60",
    "2026-02-05T13:17:00-00:00": "no zone -00:00 in ISO 8601; write Z",
    "2026-02-05T13:17:00-00": "write Z",
    "2026/2025": "ends before it begins",
    "2026-02-05/2026-02-04": "put the earlier date first",
    "2026-02/2026-01-31": "ends before it begins",
    "2026?/2025~": "ends before it begins",
    "0001/0000": "ends before it begins",
    "2026-02-30/..": "no day 30",
    "../2026-13": "no month 13",
    "[2026-02-10..2026-02-01]": "the range 2026-02-10..2026-02-01 ends before it begins",
    "[2020,2026..2025]": "the range 2026..2025",
    "[2026-02-30]": "no day 30",
    "[..2026-13]": "no month 13",
    "[2026-00,2027]": "no month 00",
}


@pytest.mark.parametrize(
    ("edtf", "code", "advice"),
    [(edtf, "invalid-date", advice) for edtf, advice in MALFORMED.items()]
    + [(edtf, "impossible-date", advice) for edtf, advice in IMPOSSIBLE.items()],
)
def test_a_string_that_is_no_date_is_refused_with_advice(edtf: str, code: str, advice: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Date(edtf)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, "")
    assert advice in problem.message


@pytest.mark.parametrize(
    ("value", "code", "advice"),
    [
        (2026, "wrong-type", 'put the year in quotes: "2026"'),
        (33, "wrong-type", '"0033"'),
        (0, "wrong-type", '"0000"'),
        (9999, "wrong-type", '"9999"'),
        (-1, "wrong-type", "put it in quotes"),
        (10000, "wrong-type", "put it in quotes"),
        (True, "wrong-type", "put it in quotes"),
        (2026.5, "wrong-type", "put it in quotes"),
        (float("nan"), "invalid-syntax", "leave the field out"),
        (["..2026-02-28"], "wrong-type", 'put a set in quotes: "[..2026-02-28]"'),
        (datetime.date(2026, 2, 5), "wrong-type", "Date.of takes date and datetime"),
        ({"edtf": "2026"}, "wrong-type", "Date.from_plain takes objects"),
        (b"2026", "wrong-type", "expected a date such as"),
        (Date("2026"), "wrong-type", "expected a date such as"),
    ],
)
def test_what_is_no_string_is_refused_with_advice(value: object, code: str, advice: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Date(value)  # type: ignore[arg-type]
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == (code, "")
    assert advice in problem.message


def test_every_part_of_a_date_is_refused_at_its_own_path_and_all_at_once() -> None:
    assert refused(lambda: Date()) == [("missing-field", "")]
    assert refused(lambda: Date(anchor="2026")) == [("missing-field", "")]
    assert refused(lambda: Date("2026-13", text="soon")) == [("impossible-date", "/edtf")]
    assert refused(lambda: Date("", text="", anchor="soon")) == [
        ("invalid-date", "/edtf"),
        ("empty-text", "/text"),
        ("invalid-date", "/anchor"),
    ]
    assert refused(lambda: Date(text="a\0b")) == [("invalid-syntax", "/text")]
    assert refused(lambda: Date(text="a\udc00b")) == [("invalid-syntax", "/text")]
    assert refused(lambda: Date(text=5, anchor=2026)) == [("wrong-type", "/text"), ("wrong-type", "/anchor")]  # type: ignore[arg-type]


def test_plain_data_is_refused_at_its_own_path_and_all_at_once() -> None:
    assert refused(lambda: Date.from_plain("soon")) == [("invalid-date", "")]
    assert refused(lambda: Date.from_plain(None)) == [("wrong-type", "")]
    assert refused(lambda: Date.from_plain(["2026"])) == [("wrong-type", "")]
    assert refused(lambda: Date.from_plain({})) == [("missing-field", "")]
    assert refused(lambda: Date.from_plain({"edtf": "soon"})) == [("invalid-date", "/edtf")]
    assert refused(lambda: Date.from_plain({"edtf": None})) == [("wrong-type", "/edtf")]
    assert refused(lambda: Date.from_plain({"txt": "soon"})) == [("unknown-field", "/txt")]
    assert refused(lambda: Date.from_plain({"edtf": "2026-13", "text": None, "a/b": 1, 5: 6})) == [
        ("unknown-field", "/a~1b"),
        ("unknown-field", "/5"),
        ("impossible-date", "/edtf"),
        ("wrong-type", "/text"),
    ]


def test_a_mistyped_key_is_told_from_its_neighbour() -> None:
    with pytest.raises(ValidationError, match="did you mean 'anchor'"):
        Date.from_plain({"text": "soon", "Ancor": "2026"})
    with pytest.raises(ValidationError, match="no such field; remove it"):
        Date.from_plain({"text": "soon", "q" * 10_000: "2026"})


def test_null_is_named_and_the_way_out_told() -> None:
    with pytest.raises(ValidationError, match=r"found null, expected a date such as .*; leave an optional field out"):
        Date.from_plain({"text": "soon", "anchor": None})


@given(st.text() | st.text("0123456789-/.,[]X?~%TZ:+", max_size=40) | edtf_strings().flatmap(mistyped))
@example("2026-02-05T13:17:00+02:00/")
def test_the_published_pattern_tells_malformed_strings_from_all_others(text: str) -> None:
    shaped = re.fullmatch(EDTF_PATTERN, text) is not None and not text.endswith("\n")
    try:
        Date(text)
    except ValidationError as error:
        codes = {problem.code for problem in error.problems}
        assert codes == ({"impossible-date"} if shaped else {"invalid-date"})
    else:
        assert shaped


@given(edtf_strings())
def test_every_date_fits_the_length_that_is_allowed(edtf: str) -> None:
    assert len(Date(edtf).edtf or "") <= GREATEST_EDTF


PLAIN_DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | edtf_strings(),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["edtf", "text", "anchor"]) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=5,
)


@given(PLAIN_DATA)
def test_plain_data_is_a_date_or_a_validation_error_and_nothing_else(value: object) -> None:
    date = None
    with contextlib.suppress(ValidationError):
        date = Date.from_plain(value)
    if date is not None:
        expected = {"edtf": value} if isinstance(value, str) else value
        assert {key: part for key in ("edtf", "text", "anchor") if (part := getattr(date, key)) is not None} == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026-" * 1_000_000,
        "[" + "2026-02-05," * 22 + "x]",
        "[" + "2026-02-05.." * 20,
        "0" * 256,
        "2026-02-05/" * 23,
        "[" * 256,
        " " * 256,
        "T00:00" * 42,
        "X" * 255 + "~",
        ".." * 128,
    ],
)
def test_long_nonsense_is_refused_in_no_time(text: str) -> None:
    started = time.perf_counter()
    assert refused(lambda: Date(text)) == [("invalid-date", "")]
    assert time.perf_counter() - started < 0.5


def test_the_longest_set_is_read_and_one_more_member_is_too_much() -> None:
    longest = "[" + ",".join(["2026"] * 51) + "]"
    assert len(longest) == 256 == GREATEST_EDTF
    assert Date(longest).is_set
    assert refused(lambda: Date(longest.replace("]", ",2026]"))) == [("invalid-date", "")]


# --- other values as dates --------------------------------------------------------------------------------------------


def test_dates_and_datetimes_of_python_become_dates() -> None:
    assert Date.of("2026-02") == Date("2026-02")
    assert Date.of(datetime.date(2026, 2, 5)) == Date("2026-02-05")
    assert Date.of(datetime.date(33, 4, 3)) == Date("0033-04-03")
    assert Date.of(datetime.datetime(2026, 2, 5, 13, 17, tzinfo=datetime.UTC)) == Date("2026-02-05T13:17:00Z")
    offset = datetime.timezone(datetime.timedelta(hours=-3, minutes=-30))
    assert Date.of(datetime.datetime(2026, 2, 5, 13, 17, tzinfo=offset)) == Date("2026-02-05T13:17:00-03:30")


def test_a_datetime_that_edtf_cannot_say_is_refused_not_rounded() -> None:
    with pytest.raises(ValidationError, match="needs its zone"):
        Date.of(datetime.datetime(2026, 2, 5, 13, 17))
    with pytest.raises(ValidationError, match=r"call .replace\(microsecond=0\) first"):
        Date.of(datetime.datetime(2026, 2, 5, 13, 17, 0, 5, tzinfo=datetime.UTC))
    local_mean_time = datetime.timezone(datetime.timedelta(minutes=53, seconds=28))
    with pytest.raises(ValidationError, match="goes to the minute"):
        Date.of(datetime.datetime(1900, 1, 1, tzinfo=local_mean_time))
    for value in (3, ["2026"], {"edtf": "2026"}):
        assert refused(lambda value=value: Date.of(value)) == [("wrong-type", "")]  # type: ignore[misc]
