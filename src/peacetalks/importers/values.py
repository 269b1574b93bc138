"""Values of tables as text: what spreadsheets and frames hand over, and names of columns, as a cell can hold them."""

from __future__ import annotations

import datetime
import re

from peacetalks.importers.report import Report
from peacetalks.limits import GREATEST_TEXT
from peacetalks.plain import unwritable
from peacetalks.problems import excerpt

UNNAMED = "unnamed"
"""Name of a column whose header is empty, or that pandas named ``Unnamed: 67``."""

NOTHING = frozenset({"None", "nan", "NaT", "<NA>"})
"""What Python and pandas hold where a cell is empty, when it is written out."""

_unnamed_by_pandas = re.compile(r"Unnamed: [0-9]+").fullmatch


def column_name(header: str) -> str:
    """Return a column's name: its header in one line, without spaces around it or characters that no text can hold."""
    name = "".join(letter for letter in header if not unwritable(letter))
    name = re.sub(r"[\n\r\u2028\u2029]+", " ", name).strip().lstrip("\ufeff").strip()[:GREATEST_TEXT]
    return UNNAMED if not name or _unnamed_by_pandas(name) else name


def written(value: object) -> str:
    """Return a value as the text of a cell: nothing and NaN are empty, a date is written in ISO 8601."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    try:
        text = str(value)
    except (ValueError, RecursionError):  # an integer of thousands of digits, lists in lists in lists
        return excerpt(value)
    return "" if text in NOTHING else text


def cleaned(number: int, name: str, cell: str, report: Report) -> str:
    """Return the cell of a row without characters that no text of ours can hold, and no longer than a text may be."""
    if unwritable(cell):
        message = "found U+0000 or half a character, which no text can hold; it was removed"
        report.tell(number, name, cell, "changed", message)
        cell = "".join(letter for letter in cell if not unwritable(letter))
    if len(cell) > GREATEST_TEXT:
        message = f"found {len(cell)} characters, expected {GREATEST_TEXT} at most; the rest was cut off"
        report.tell(number, name, cell, "changed", message)
        cell = cell[:GREATEST_TEXT]
    return cell
