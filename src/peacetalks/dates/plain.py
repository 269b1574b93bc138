"""What can be wrong with the plain data of a date: a string, or an object with ``edtf``, ``text`` and ``anchor``."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from peacetalks.dates.edtf import check_edtf
from peacetalks.plain import text, unknown_field, wrong_type
from peacetalks.problems import Problem, problems_of, refusal

KEYS: Final = ("edtf", "text", "anchor")
"""Keys of a date that is written as an object, in the order in which they are written."""


def field_problems(fields: Mapping[str, object]) -> Iterator[Problem]:
    """Yield what is wrong with the parts of a date, each at its own path (``/edtf``)."""
    for key, value in fields.items():
        problems = problems_of(text, value) if key == "text" else edtf_problems(value)
        yield from (problem.under(key) for problem in problems)
    if "edtf" not in fields and "text" not in fields:
        message = "found neither edtf nor text, expected one or both; leave out a date of which nothing is known"
        yield from refusal("missing-field", message).problems


def unknown_keys(fields: Iterable[object]) -> Iterator[Problem]:
    """Yield a problem for every key that a date does not have."""
    return (unknown_field(key, KEYS) for key in fields if key not in KEYS)


def edtf_problems(value: object) -> tuple[Problem, ...]:
    """Return what is wrong with a value that should be an EDTF string."""
    return problems_of(_check, value)


def _check(value: object) -> None:
    if not isinstance(value, str):
        raise wrong_type(value, 'a date such as "2026-02-05"', _advice(value))
    check_edtf(value)


def _advice(value: object) -> str:
    if type(value) is int and 0 <= value <= 9999:
        return f'put the year in quotes: "{value:04}"'
    if isinstance(value, list | tuple):
        return 'put a set in quotes: "[..2026-02-28]"'
    if isinstance(value, datetime.date):
        return "Date.of takes date and datetime objects"
    if isinstance(value, Mapping):
        return "Date.from_plain takes objects with edtf, text and anchor"
    return "put it in quotes"
