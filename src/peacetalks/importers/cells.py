"""Cells of tables: numbers, lists and days out of text, as people and spreadsheets write them."""

from __future__ import annotations

import re

from peacetalks.dates import Date
from peacetalks.problems import refusal

_number = re.compile(r"(-?[0-9]{1,15})(?:\.0{1,6})?").fullmatch
_day = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00:00(?:\.0+)?)?").fullmatch


def whole_number(text: str) -> int:
    """Return the whole number that a cell holds; spreadsheets write ``1113`` as ``1113.0``.

    Raises:
        ValidationError: ``wrong-type``: It holds none.
    """
    found = _number(text.strip())
    if found is None:
        raise refusal("wrong-type", "found no whole number, expected one such as 12", text)
    return int(found[1])


def id_number(text: str) -> int:
    """Return the number by which an outside scheme knows something: a whole number, not below 0.

    Raises:
        ValidationError: ``wrong-type``: The cell holds none.
    """
    number = whole_number(text)
    if number < 0:
        raise refusal("wrong-type", "found a number below 0, expected the number of something", text)
    return number


def id_numbers(text: str) -> list[int]:
    """Return the numbers of a list such as ``300, 130``.

    Raises:
        ValidationError: ``wrong-type``: One of its items is no whole number.
    """
    return [id_number(item) for item in text.split(",")]


def day(text: str) -> Date:
    """Return the day that a cell holds (``1999-05-27``); spreadsheets add a midnight to it.

    Raises:
        ValidationError: ``invalid-date`` or ``impossible-date``: It holds none.
    """
    found = _day(text.strip())
    if found is None:
        raise refusal("invalid-date", "found no day, expected one such as 1999-05-27", text)
    return Date(found[1])
