"""Looking for what happens at one time with something else, without comparing all with all."""

from __future__ import annotations

import bisect
import datetime
import math
from collections.abc import Iterable

import attrs

from peacetalks.dates import Date
from peacetalks.records import Record

Entry = tuple[Date | None, Record]
"""When something of a record happened, ``None`` for no known time, and the record."""


@attrs.frozen
class _Span:
    first: float
    last: float
    date: Date | None
    record: Record


class Timeline:
    """Dated records in the order in which they begin, for finding those that may overlap a date."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._spans = sorted((_span(*entry) for entry in entries), key=lambda span: (span.first, span.record.id))
        self._firsts = [span.first for span in self._spans]
        self._longest = list(self._longest_so_far())

    def _longest_so_far(self) -> Iterable[tuple[_Span, ...]]:
        """Yield, for each place in the order, the spans up to there that end last: of two different records."""
        longest: tuple[_Span, ...] = ()
        for span in self._spans:
            candidates = sorted((*longest, span), key=lambda one: -one.last)
            others = [one for one in candidates if one.record is not candidates[0].record]
            longest = (candidates[0], *others[:1])
            yield longest

    def overlapping(self, date: Date | None, *, other_than: Record) -> Record | None:
        """Return a record that has a date which may overlap ``date``; ``None`` where there is no such record."""
        asked = _span(date, other_than)
        count = bisect.bisect_right(self._firsts, asked.last)
        longest = self._longest[count - 1] if count else ()
        lasting = [span for span in longest if span.record is not other_than and span.last >= asked.first]
        # One that begins before the date ends, and ends after it begins, overlaps it; but for sets, which have gaps.
        found = next((span for span in lasting if _overlap(span, asked)), None)
        if found is None and lasting:
            rest = (span for span in self._spans[:count] if span.record is not other_than)
            found = next((span for span in rest if _overlap(span, asked)), None)
        return None if found is None else found.record


def _span(date: Date | None, record: Record) -> _Span:
    if date is None:
        return _Span(-math.inf, math.inf, date, record)
    earliest, latest = date.earliest, date.latest
    first = earliest.timestamp() if isinstance(earliest, datetime.datetime) else -math.inf
    last = latest.timestamp() if isinstance(latest, datetime.datetime) else math.inf
    return _Span(first, last, date, record)


def _overlap(one: _Span, other: _Span) -> bool:
    return one.date is None or other.date is None or one.date.overlaps(other.date)
