"""Looking for what happens at one time with something else, without comparing all with all."""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from peacetalks.dates import Date
from peacetalks.records import Record

Entry = tuple[Date | None, Record]
"""When something of a record happened, ``None`` for no known time, and the record."""


class _Span(NamedTuple):
    first: float
    last: float
    record: Record


class Timeline:
    """Dated records in the order in which they begin, for finding those that may overlap a date."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        spans = (_Span(first, last, record) for date, record in entries for first, last in _stretches(date))
        ordered = sorted(spans, key=lambda span: (span.first, span.record.id))
        self._firsts = [span.first for span in ordered]
        self._longest = list(_longest(ordered))

    def overlapping(self, date: Date | None, *, other_than: Record) -> Record | None:
        """Return a record that has a date which may overlap ``date``; ``None`` where there is no such record."""
        for first, last in _stretches(date):
            # Of those that begin before it ends, one overlaps it if the one that ends last does.
            count = bisect.bisect_right(self._firsts, last)
            for span in self._longest[count - 1] if count else ():
                if span.record is not other_than and span.last >= first:
                    return span.record
        return None


def _longest(ordered: list[_Span]) -> Iterator[tuple[_Span, ...]]:
    """Yield, for each place in the order, the two spans up to there that end last, of different records."""
    longest: tuple[_Span, ...] = ()
    for span in ordered:
        best, *rest = sorted((*longest, span), key=lambda one: -one.last)
        longest = (best, *[one for one in rest if one.record is not best.record][:1])
        yield longest


def _stretches(date: Date | None) -> tuple[tuple[float, float], ...]:
    return ((-math.inf, math.inf),) if date is None else date.stretches
