"""Phrases that set a date against something: about, possibly, before, since, between … and, … to …, … or …."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Final

from peacetalks.phrases.frame import YEAR, Frame, NotUnderstoodError, days_of
from peacetalks.phrases.single import Fields, read_fields, read_single, write_fields

_Read = Callable[..., str | None]
_DAY: Final = datetime.timedelta(days=1)


def read_phrase(frame: Frame, phrase: str) -> str | None:
    """Return the EDTF of a phrase in its normal form; ``None`` if it has a meaning that EDTF cannot say.

    Raises:
        NotUnderstoodError: It has no meaning, or more than one.
        ValidationError: It names a day that does not exist, or ends before it begins.
    """
    for pattern, read in _FORMS:
        match = pattern.fullmatch(phrase)
        if match:
            return read(frame, *match.groups())
    return read_single(frame, phrase)


def _qualified(qualifier: str) -> _Read:
    def read(frame: Frame, what: str) -> str | None:
        edtf = read_single(frame, what)
        return edtf + qualifier if edtf and re.fullmatch(rf"{YEAR}(-[01][0-9](-[0-9]{{2}})?)?", edtf) else None

    return read


def _before(frame: Frame, what: str) -> str | None:
    first, _ = days_of(read_single(frame, what))
    return _up_to(frame, what, None if first is None else first - _DAY)


def _by(frame: Frame, what: str) -> str | None:
    _, last = days_of(read_single(frame, what))
    return _up_to(frame, what, last)


def _up_to(frame: Frame, what: str, last: datetime.date | None) -> str | None:
    """Return the days up to ``last``, from the frame's day on if it comes before."""
    if last is None:
        return None
    if frame.day is not None:
        if frame.day <= last:
            return f"[{frame.day}..{last}]"
        if not re.search(YEAR, what):
            return None  # over in the frame's year already, so another year may be meant
    return f"[..{last}]"


def _after(frame: Frame, what: str) -> str | None:
    _, last = days_of(read_single(frame, what))
    return None if last is None else f"[{last + _DAY}..]"


def _not_before(frame: Frame, what: str) -> str | None:
    first, _ = days_of(read_single(frame, what))
    return None if first is None else f"[{first}..]"


def _since(frame: Frame, what: str) -> str | None:
    edtf = _end(frame, what)
    return edtf and f"{edtf}/.."


def _until(frame: Frame, what: str) -> str | None:
    edtf = _end(frame, what)
    return edtf and f"/{edtf}"


def _until_end(frame: Frame, what: str) -> str | None:
    _, last = days_of(read_single(frame, what))
    return None if last is None else f"/{last}"


def _end(frame: Frame, what: str) -> str | None:
    """Return one end of an interval, where EDTF takes neither sets nor seasons: the month or year they lie in."""
    edtf = read_single(frame, what)
    first, last = days_of(edtf)
    if edtf is None or first is None or last is None:
        return None
    if edtf.startswith("["):
        return edtf[1:8] if (first.year, first.month) == (last.year, last.month) else edtf[1:5]
    if re.fullmatch(r"[0-9]{4}-[23][0-9]", edtf):
        return edtf[:4] if first.year == last.year else None
    return edtf


def _lasting(frame: Frame, left: str, right: str) -> str | None:
    ends = _ends(frame, left, right, in_order=True)
    return ends and "/".join(ends)


def _between(frame: Frame, left: str, right: str) -> str | None:
    ends = _ends(frame, left, right, in_order=True)
    if ends is None:
        return None
    if len(ends[0]) == len(ends[1]):
        return f"[{ends[0]}..{ends[1]}]"
    return f"[{days_of(ends[0])[0]}..{days_of(ends[1])[1]}]"


def _either(frame: Frame, left: str, right: str) -> str | None:
    ends = _ends(frame, left, right, in_order=False)
    return ends and f"[{','.join(ends)}]"


def _ends(frame: Frame, left: str, right: str, *, in_order: bool) -> tuple[str, str] | None:
    """Return two dates in EDTF, each having lent the other what it does not say: ``5 to 6 May``, ``May 5 to 6, 2004``.

    Args:
        frame: What neither of them says.
        left: The words of the first.
        right: The words of the second.
        in_order: Whether the first must come first, so that ``November to February 2005`` begins in 2004.
    """
    one, other = read_fields(left), read_fields(right)
    turns = in_order and one.month is not None and other.month is not None and one.month > other.month
    if one.month is None and one.day is not None:
        one = one._replace(month=other.month)
    elif other.month is None and other.day is not None:
        other = other._replace(month=one.month)
    if (one.year is None) != (other.year is None) and Fields(other.year or one.year) in (one, other):
        raise NotUnderstoodError  # "May to 2006"
    if one.year is None and other.year is not None:
        one = one._replace(year=other.year - turns)
    elif other.year is None and one.year is not None:
        other = other._replace(year=one.year + turns)
    elif one.year is None and turns:
        return None
    ends = write_fields(frame, one), write_fields(frame, other)
    return None if ends[0].startswith("XXXX") else ends


_ABOUT: Final = "(?:about|around|circa|ca|c|approximately|approx|roughly)"
_POSSIBLY: Final = "(?:possibly|perhaps|maybe|probably)"

_NOT_BEFORE: Final = "(?:on or after|not before|no earlier than|not earlier than)"
_START_OF: Final = "(?:the )?(?:beginning|start) of"
_END_OF: Final = "(?:the )?end of"

_FORMS: Final[list[tuple[re.Pattern[str], _Read]]] = [
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"({YEAR}-[01][0-9])", read_single),
        (rf"{_POSSIBLY} {_ABOUT} (.+)", _qualified("%")),
        (rf"{_ABOUT} (.+)", _qualified("~")),
        (rf"{_POSSIBLY} (.+)", _qualified("?")),
        (r"(.+?) ?\?", _qualified("?")),
        (rf"(?:before|prior to) {_END_OF} (.+)", _by),
        (rf"(?:by|no later than|not later than|on or before) (?:{_END_OF} )?(.+)", _by),
        ("(?:before|prior to) (.+)", _before),
        (rf"(?:after|{_NOT_BEFORE}) {_START_OF} (.+)", _not_before),
        (rf"{_NOT_BEFORE} (.+)", _not_before),
        (rf"after (?:{_END_OF} )?(.+)", _after),
        (rf"(?:until|till|up to) {_END_OF} (.+)", _until_end),
        ("(?:until|till|up to) (.+)", _until),
        ("(?:sometime |some time )?between (.+?) and (.+)", _between),
        ("(?:either )?(.+?) or (.+)", _either),
        ("(?:from )?(.+?) (?:to|until|till|through|-) (.+)", _lasting),
        ("(?:from )?([^-]+)-([^-]+)", _lasting),
        ("(?:since|from) (.+?)(?: on| onwards?)?", _since),
    )
]
