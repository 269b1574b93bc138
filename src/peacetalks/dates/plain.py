"""What can be wrong with the plain data of a date: a string, or an object with ``edtf``, ``text`` and ``anchor``."""

from __future__ import annotations

import datetime
import difflib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from peacetalks.dates.edtf import check_edtf
from peacetalks.problems import Problem, ValidationError, excerpt, pointer, refusal

KEYS: Final = ("edtf", "text", "anchor")
"""Keys of a date that is written as an object, in the order in which they are written."""

_unwritable = re.compile("[\x00\ud800-\udfff]").search


def field_problems(fields: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with the parts of a date, each at its own path (``/edtf``)."""
    for key, value in fields.items():
        problems = text_problems(value) if key == "text" else edtf_problems(value)
        yield from (problem.under(key) for problem in problems)
    if "edtf" not in fields and "text" not in fields:
        message = (
            "found neither edtf nor text, expected one of them at least; leave a date of which nothing is known out"
        )
        yield from refusal("missing-field", message).problems


def unknown_keys(fields: Iterable[object]) -> Iterator[Problem]:
    """Yield a problem for every key that a date does not have."""
    for key in fields:
        if key not in KEYS:
            shown = excerpt(key)
            near = difflib.get_close_matches(shown.lower(), KEYS, 1)
            advice = f"did you mean {near[0]!r}?" if near else "remove it"
            message = f"found a key that dates do not have, expected edtf, text and anchor; {advice}"
            yield from refusal("unknown-field", message, key, pointer(shown)).problems


def edtf_problems(value: object) -> Iterable[Problem]:
    """Return what is wrong with a value that should be an EDTF string."""
    if not isinstance(value, str):
        return _wrong_type(value, 'a date in quotes, such as "2026-02-05"', _advice(value))
    try:
        check_edtf(value)
    except ValidationError as error:
        return error.problems
    return ()


def text_problems(value: object) -> Iterable[Problem]:
    """Return what is wrong with a value that should be the words of a date."""
    if not isinstance(value, str):
        return _wrong_type(value, "the words of a date", "put them in quotes")
    if not value:
        return refusal(
            "empty-text", "found empty text, expected the words of a date; leave the field out", value
        ).problems
    found = _unwritable(value)
    if found:
        message = f"found the character U+{ord(found[0]):04X}, which no text can hold; remove it"
        return refusal("invalid-syntax", message, value).problems
    return ()


def _wrong_type(value: object, expected: str, advice: str) -> Iterable[Problem]:
    if isinstance(value, float) and math.isnan(value):
        code, found = "invalid-syntax", "NaN"
    else:
        code, found = "wrong-type", "null" if value is None else f"a Python {type(value).__name__}"
    return refusal(code, f"found {found}, expected {expected}; {advice}", "null" if value is None else value).problems


def _advice(value: object) -> str:
    if value is None:
        return "leave the field out when the date is not known"
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 9999:
        return f'put the year in quotes: "{value:04}"'
    if isinstance(value, list | tuple):
        return 'put a set in quotes: "[..2026-02-28]"'
    if isinstance(value, datetime.date):
        return "Date.of takes date and datetime objects"
    if isinstance(value, Mapping):
        return "Date.from_plain takes objects with edtf, text and anchor"
    return "put it in quotes"
