"""What the readers of phrases share: the frame of a phrase, its refusal, and the days that EDTF covers."""

from __future__ import annotations

import datetime
from typing import Final, NamedTuple

from peacetalks.dates import Date

YEAR: Final = "[12][0-9]{3}"
"""Years that a phrase can name; those before 1000 are written in EDTF."""


class NotUnderstoodError(ValueError):
    """A phrase is no date, or may be more than one; the text says what was expected."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message or "expected a date such as '5 May 2004', 'early 1990' or 'before spring 2026'")


class Frame(NamedTuple):
    """What a phrase leaves to its surroundings."""

    southern: bool
    """Whether seasons are those of the southern hemisphere."""
    year: int | None = None
    """The year of a date that names none."""
    day: datetime.date | None = None
    """The day on which the phrase was said or published."""


def days_of(edtf: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the first and the last day of a date, ``None`` where it has none or it is not known."""
    if edtf is None:
        return None, None
    date = Date(edtf)
    first, last = date.earliest, date.latest
    return (
        first.date() if isinstance(first, datetime.datetime) else None,
        last.date() if isinstance(last, datetime.datetime) else None,
    )
