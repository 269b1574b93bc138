"""English phrases for dates: ``5 or 6 February 2026``, ``before spring 2026``, ``since 1994``.

The one lenient place of the library, for importers and for people who type. Records and files hold EDTF and words side
by side (:class:`~peacetalks.dates.Date`), and nothing is ever read from words unless :func:`date_from_text` is called.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final, Literal, NamedTuple, TypeAlias

from dateutil.parser import parserinfo

from peacetalks.dates import EDTF_PATTERN, Date, DateLike
from peacetalks.dates.plain import text_problems
from peacetalks.problems import ValidationError, excerpt, refusal

Hemisphere: TypeAlias = Literal["northern", "southern"]

LONGEST_PHRASE: Final = 200
"""Characters of a text that may be a date; longer ones are not looked at."""


def date_from_text(text: str, *, anchor: DateLike | None = None, hemisphere: Hemisphere = "northern") -> Date:
    """Return the date that an English phrase means.

    The result keeps ``text`` as given. Its ``edtf`` never says more than the words do: nothing comes from today's date,
    a year that the words leave out comes from ``anchor`` or stays unknown, and a phrase that is understood but that
    EDTF cannot say (``about the 1990s``, ``before spring`` without a year) gives a Date of the words alone. Text that
    is EDTF already gives a Date without words.

    ==============================  ==========================================================================
    ``5 February 2026``             ``2026-02-05``; also ``February 5th, 2026``, ``25/02/2026``, ``2026/2/5``
    ``May 2004``, ``2014``          ``2004-05``, ``2014``
    ``12 October``, ``in May``      ``XXXX-10-12``, ``XXXX-05``; with an anchor, that of its year
    ``about 2014``                  ``2014~``; ``possibly``: ``2014?``; ``possibly about``: ``2014%``
    ``1990s``, ``1900s``            ``199X``, ``19XX``
    ``spring 2012``                 ``2012-21`` (southern: ``2012-29``); ``winter 2013/14``: ``2013-24``
    ``23–24 June 2000``             ``2000-06-23/2000-06-24``; also ``from … to …``
    ``5 or 6 February 2026``        ``[2026-02-05,2026-02-06]``
    ``between 3 and 7 April 2002``  ``[2002-04-03..2002-04-07]``
    ``early February 2026``         ``[2026-02-01..2026-02-10]``; mid: 11 to 20; late, end of: from the 21st
    ``early 1990``                  ``[1990-01..1990-04]``; mid: May to August; late, end of: from September
    ``before spring 2026``          ``[..2026-02-28]``
    ``by 15 January 1995``          ``[..1995-01-15]``; ``before the end of June 1998``: ``[..1998-06-30]``
    ``after May 2004``              ``[2004-06-01..]``
    ``since 1994``                  ``1994/..``; ``until 1994``: ``/1994``, for nobody said when it began
    ==============================  ==========================================================================

    Args:
        text: The phrase. Case, articles, ``in`` and ``on`` do not matter.
        anchor: The date from which the phrase is to be understood, usually that of publication. It gives the year that
            is left out, if it lies in one year, and it is the first day meant by ``before`` and ``by``, if it lies
            before their last: ``before spring 2026`` said on 2026-02-06 is ``[2026-02-06..2026-02-28]``. The result
            has it as its ``anchor`` if it was of use, or if the words need one that is more exact.
        hemisphere: Whose seasons are meant, ``"northern"`` or ``"southern"``.

    Raises:
        ValidationError: ``invalid-date`` for text that is not understood or has two readings (``04/02/2026``),
            ``impossible-date`` for a day that does not exist or a period that ends before it begins, ``empty-text``,
            ``wrong-type``, ``invalid-syntax``, ``unknown-code`` for another hemisphere.
    """
    found = tuple(text_problems(text))
    if found:
        raise ValidationError(found)
    if hemisphere not in ("northern", "southern"):
        raise refusal("unknown-code", "expected a hemisphere; write northern or southern", hemisphere, "/hemisphere")
    alone = _Frame(southern=hemisphere == "southern")
    anchored, anchor_edtf = (alone, None) if anchor is None else _anchored(alone, anchor)
    if len(text) > LONGEST_PHRASE:
        raise refusal("invalid-date", f"found {len(text)} characters, expected {LONGEST_PHRASE} at most; {_ADVICE}", text)
    written = text.strip()
    if re.fullmatch(EDTF_PATTERN, written):
        return Date(written)
    phrase = _normal(text)
    try:
        edtf = _read(phrase, anchored)
        needs_anchor = edtf is None or edtf.startswith("XXXX") or edtf != _read(phrase, alone)
        return Date(edtf, text=text, anchor=anchor_edtf if needs_anchor else None)
    except _NotUnderstoodError as error:
        raise refusal("invalid-date", f"found {excerpt(text)!r}, {error}; {_ADVICE}", text) from None
    except ValidationError as error:
        raise refusal(error.problems[0].code, error.problems[0].message, text) from None


_ADVICE: Final = "rewrite it, or keep the words with Date(text=…)"
_NAMES: Final = parserinfo()  # names of months and weekdays, and their abbreviations
_YEAR: Final = "[12][0-9]{3}"


class _NotUnderstoodError(ValueError):
    """A phrase is no date, or more than one; the text says what was expected."""

    def __init__(self, expected: str = "expected a date such as '5 May 2004', 'early 1990' or 'before spring 2026'") -> None:
        super().__init__(expected)


class _Frame(NamedTuple):
    """What a phrase does not say itself."""

    southern: bool
    year: int | None = None
    day: datetime.date | None = None


class _Fields(NamedTuple):
    """The parts of a date that are said."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


def _anchored(frame: _Frame, anchor: DateLike) -> tuple[_Frame, str]:
    """Return the frame that an anchor gives, and the anchor in EDTF."""
    try:
        date = Date.of(anchor)
    except ValidationError as error:
        raise ValidationError(problem.under("anchor") for problem in error.problems) from None
    if date.edtf is None:
        raise refusal("invalid-date", "found an anchor of words only; give it in EDTF, such as 2026-02", date.text, "/anchor")
    closed = ".." not in date.edtf and not date.edtf.startswith("/") and not date.edtf.endswith("/")
    years = {int(year) for year in re.findall("[0-9]{4}", date.edtf)} if closed else ()
    day = datetime.date.fromisoformat(date.edtf[:10]) if date.precision == "second" else _days(date.edtf)[0]
    return frame._replace(year=min(years) if len(years) == 1 else None, day=day), date.edtf


def _normal(text: str) -> str:
    """Return a phrase in lower case, with plain hyphens, single spaces, and without ornaments (5th, Feb., commas)."""
    phrase = re.sub("[\u2010-\u2015\u2212]", "-", text.lower())
    for ornament, plain in (
        (r"[,’']", " "),
        (r"(?<=[a-z])\.|\.$", ""),
        (r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1"),
        (r"(?<=[0-9]) s\b", "s"),  # 1990's
        (r"\bmid-", "mid "),
        (r"\b([0-9]{1,2})-([a-z]+)-(?=[0-9]{4}\b)", r"\1 \2 "),  # 5-Feb-2026
        (r"(?<=[a-z])-(?=[0-9]{4}\b)", " "),  # Feb-2026
        (r"((?:winter|summer)(?: of)? [0-9]{4})-", r"\1/"),
        (r"\s+", " "),
        (r"^ ?(?:(?:in|on(?! or)|at|during|the) )*", ""),
    ):
        phrase = re.sub(ornament, plain, phrase)
    return phrase.strip()


def _read(phrase: str, frame: _Frame) -> str | None:
    """Return the EDTF of a phrase; ``None`` if it has a meaning that EDTF cannot say."""
    for pattern, read in _RULES:
        match = pattern.fullmatch(phrase)
        if match:
            return read(frame, *match.groups())
    return _point(frame, phrase)


def _point(frame: _Frame, words: str) -> str | None:
    """Read words without ``before``, ``about``, ``or`` and the like: a day, a month, a season, part of a year …"""
    words = re.sub("^(?:(?:in|on|at|of|the) )+", "", words)
    for pattern, read in _POINTS:
        match = pattern.fullmatch(words)
        if match:
            return read(frame, *match.groups())
    return _written(frame, _fields(words))


def _fields(words: str) -> _Fields:
    """Read the parts of one date, in figures or with the month in letters."""
    for pattern, read in _FIGURES:
        match = pattern.fullmatch(words)
        if match:
            return read(*match.groups())
    found: dict[str, int] = {}
    for word in words.split():
        if word in ("of", "the"):
            continue
        if re.fullmatch("[0-9]{4}|[0-9]{1,2}", word):
            part, number = "year" if len(word) == 4 else "day", int(word)
        elif (month := _NAMES.month(word)) is not None:
            part, number = "month", month
        elif (weekday := _NAMES.weekday(word)) is not None:
            part, number = "weekday", weekday
        else:
            raise _NotUnderstoodError
        if part in found:
            raise _NotUnderstoodError
        found[part] = number
    weekday = found.pop("weekday", None)
    fields = _Fields(**found)
    if weekday is not None:
        _check_weekday(fields, weekday)
    return fields


def _check_weekday(fields: _Fields, weekday: int) -> None:
    """Refuse a weekday without a day, and one that the day is not."""
    if fields.day is None or fields.month is None:
        raise _NotUnderstoodError
    if fields.year is not None:
        day, _ = _days(_written(_Frame(southern=False), fields))
        if day is not None and day.weekday() != weekday:
            raise refusal("impossible-date", f"{day:%-d %B %Y} was a {day:%A}; correct the day or the weekday")


def _day_and_month(one: str, _: str, other: str, year: str) -> _Fields:
    first, second = int(one), int(other)
    if first > 12 or first == second:
        return _Fields(int(year), second, first)
    if second > 12:
        return _Fields(int(year), first, second)
    months = calendar.month_name
    readings = f"{first} {months[second]} {year} or {second} {months[first]} {year}"
    raise _NotUnderstoodError(f"which may be {readings}")


def _short_year(*_: str) -> _Fields:
    raise _NotUnderstoodError("expected a year of four digits")


def _clock(*_: str) -> _Fields:
    raise _NotUnderstoodError("expected a day without a clock time (write an exact time as 2026-02-05T13:17:00+02:00)")


def _written(frame: _Frame, fields: _Fields) -> str:
    """Return fields as EDTF, with the year of the frame or XXXX where none is said."""
    year = fields.year or frame.year
    if fields.month is None and (fields.day is not None or fields.year is None):
        raise _NotUnderstoodError
    parts = ["XXXX" if year is None else f"{year:04}"]
    parts += [f"{part:02}" for part in (fields.month, fields.day) if part is not None]
    return str(Date("-".join(parts)))  # refuses what does not exist


def _season(frame: _Frame, name: str, year: str | None, next_year: str | None) -> str | None:
    number = ("spring", "summer", "autumn", "winter").index(name.replace("fall", "autumn"))
    first = int(year) if year else frame.year
    if first is None:
        return None
    edtf = f"{first:04}-{number + (29 if frame.southern else 21)}"
    if next_year and (name not in _turning(frame) or int(next_year[-2:]) != (first + 1) % 100):
        raise _NotUnderstoodError(f"expected a season of one year, or {_turning(frame)} with the next, as in 2013/14")
    return edtf


def _turning(frame: _Frame) -> str:
    """Return the season that lasts into the next year."""
    return "summer" if frame.southern else "winter"


def _third(frame: _Frame, which: str, whole: str) -> str | None:
    """Read the early, middle or late third of a month or a year; of anything else EDTF has no thirds."""
    edtf = _point(frame, whole)
    number = next(number for number, words in enumerate(_THIRDS) if which in words)
    if edtf is None or re.fullmatch("[12][0-9]{2}X|[12][0-9]XX|.*-[23][0-9]", edtf):
        return edtf
