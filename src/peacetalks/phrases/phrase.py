"""The public function: from a text and what surrounds it to a :class:`~peacetalks.dates.Date`."""

from __future__ import annotations

import re
from typing import Final, Literal, TypeAlias

from peacetalks.dates import EDTF_PATTERN, Date, DateLike
from peacetalks.phrases.compound import read_phrase
from peacetalks.phrases.frame import YEAR, Frame, NotUnderstoodError, days_of
from peacetalks.plain import text as check_text
from peacetalks.problems import ValidationError, excerpt, refusal

Hemisphere: TypeAlias = Literal["northern", "southern"]

LONGEST_PHRASE: Final = 200
"""Characters of a text that may be a date; longer ones are not looked at."""

_ADVICE: Final = "rewrite it, or keep the words with Date(text=…)"

_ORNAMENTS: Final = [
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("[\u2010\u2011]", "-"),  # hyphens
        ("[\u2012-\u2015\u2212]", " - "),  # dashes: "2004–05" is not "2004-05"
        (r"[,’']", " "),
        (r"(?<=[a-z])\.|\.$", ""),
        (r"\b([0-9]{1,2})(?:st|nd|rd|th)\b", r"\1"),
        (r"(?<=[0-9]) s\b", "s"),  # 1990's
        (r"\bmid ?-", "mid "),
        (r"\b([0-9]{1,2})-([a-z]+)-(?=[0-9]{4}\b)", r"\1 \2 "),  # 5-Feb-2026
        (r"(?<=[a-z])-(?=[0-9]{4}\b)", " "),  # Feb-2026
        (r"((?:winter|summer)(?: of)? [0-9]{4}) ?- ?", r"\1/"),
        (r"\s+", " "),
        (r"^(?:(?:in|on(?! or)|at|during|the) )+", ""),
    )
]
"""What does not matter in a phrase, in the order in which it is taken away."""


def date_from_text(text: str, *, anchor: DateLike | None = None, hemisphere: Hemisphere = "northern") -> Date:
    """Return the date that an English phrase means.

    The result keeps ``text`` as given. Its ``edtf`` never says more than the words do: nothing comes from today's date,
    a year that the words leave out comes from ``anchor`` or stays unknown, and a phrase that is understood but that
    EDTF cannot say (``about the 1990s``, ``before spring`` without a year) gives a Date of the words alone. Text that
    is EDTF already gives a Date without words.

    >>> from peacetalks.phrases import date_from_text
    >>> date_from_text("before spring 2026", anchor="2026-02-06")
    Date('[2026-02-06..2026-02-28]', text='before spring 2026', anchor='2026-02-06')

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
    ``since 1994``                  ``1994/..``; ``until 1994``: ``/1994``, since nobody said when it began
    ==============================  ==========================================================================

    Args:
        text: The phrase. Case, articles, ``in`` and ``on`` do not matter.
        anchor: The date from which the phrase is to be understood, usually that of publication. It gives the year that
            is left out, if it lies in one year, and its first day is the first that ``before`` and ``by`` can mean, if
            it is not past their last: ``before spring 2026`` said on 2026-02-06 is ``[2026-02-06..2026-02-28]``. The
            result has it as its ``anchor`` if it was of use, or if the words need one that is more exact.
        hemisphere: Whose seasons are meant, ``"northern"`` or ``"southern"``.

    Raises:
        ValidationError: ``invalid-date`` for text that is not understood or has two readings (``04/02/2026``),
            ``impossible-date`` for a day that does not exist or a period that ends before it begins, ``empty-text``,
            ``wrong-type``, ``invalid-syntax``, ``unknown-code`` for another hemisphere.
    """
    check_text(text)
    if hemisphere not in ("northern", "southern"):
        raise refusal("unknown-code", "expected a hemisphere; write northern or southern", hemisphere, "/hemisphere")
    alone = Frame(southern=hemisphere == "southern")
    given = None if anchor is None else _anchor(anchor)
    frame = alone if given is None else _anchored(alone, given)
    if len(text) > LONGEST_PHRASE:
        raise refusal(
            "invalid-date", f"found {len(text)} characters, expected {LONGEST_PHRASE} at most; {_ADVICE}", text
        )
    written = text.strip()
    if re.fullmatch(EDTF_PATTERN, written):
        return Date(written)
    phrase = _normal(text)
    try:
        edtf = read_phrase(frame, phrase)
        needs_anchor = edtf is None or edtf.startswith("XXXX") or edtf != read_phrase(alone, phrase)
        return Date(edtf, text=text, anchor=given.edtf if given and needs_anchor else None)
    except NotUnderstoodError as error:
        raise refusal("invalid-date", f"found {excerpt(text)!r}, {error}; {_ADVICE}", text) from None
    except ValidationError as error:
        raise refusal(error.problems[0].code, error.problems[0].message, text) from None


def _anchor(anchor: DateLike) -> Date:
    try:
        date = Date.of(anchor)
    except ValidationError as error:
        raise ValidationError(problem.under("anchor") for problem in error.problems) from None
    if date.edtf is None:
        message = "found words only, expected an anchor in EDTF; write it like 2026-02-06 or 2026-02"
        raise refusal("invalid-date", message, date.text, "/anchor")
    return date


def _anchored(frame: Frame, anchor: Date) -> Frame:
    """Return a frame with the year of the anchor, if it lies in one, and its first day, if that is not in doubt."""
    edtf = str(anchor)
    years = {int(year) for year in re.findall(YEAR, edtf)}
    closed = ".." not in edtf and not edtf.startswith("/") and not edtf.endswith("/")
    doubtful = anchor.is_approximate or anchor.is_uncertain
    day, _ = days_of(None if doubtful else edtf[:10] if anchor.precision == "second" else edtf)
    return frame._replace(year=min(years) if closed and len(years) == 1 else None, day=day)


def _normal(text: str) -> str:
    """Return a phrase in lower case, with plain hyphens, single spaces, and without ornaments (5th, Feb., commas)."""
    phrase = " ".join(text.lower().split())
    for pattern, plain in _ORNAMENTS:
        phrase = pattern.sub(plain, phrase)
    return phrase.strip()
