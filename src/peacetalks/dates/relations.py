"""What a date may mean, and when two dates stand in a relation for sure or perhaps.

A date that is not exact has several *readings*: ``2026-02`` is any one moment of February, ``[2026-02-05,2026-02-09]``
is a moment of the one day or the other, ``2004/2006`` is any period that began in 2004 and ended in 2006. A
:class:`Reading` holds all of them as ranges. A relation holds *definitely* when it holds for every reading of both
dates, and *possibly* when it holds for at least one, the two dates being read independently of each other.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from peacetalks.dates.periods import ALWAYS, NEVER, Period, Precision


class Reading(NamedTuple):
    """All readings of one date. A moment begins and ends in the same second; an interval need not."""

    start: Period
    """Seconds in which it may have begun."""
    end: Period
    """Seconds in which it may have ended."""
    parts: tuple[Period, ...]
    """The stretches it may touch: one, or one for each member or range of a set."""
    core: Period
    """What it covers in every reading when it is taken as a stretch of calendar; ``NEVER`` if that is nothing."""
    precision: Precision | None = None
    is_interval: bool = False
    is_set: bool = False
    is_open_start: bool = False
    is_open_end: bool = False
    is_sure_start: bool = True
    """Whether the start is unqualified: ``?``, ``~`` and ``%`` leave room for moments outside the stated bounds."""
    is_sure_end: bool = True
    is_approximate: bool = False
    is_uncertain: bool = False

    def sort_bounds(self) -> Period:
        """Return the place in a timeline: an unknown start counts as the end, and wholly unknown comes last."""
        first, last = self.start[0], self.end[1]
        if math.isinf(first) and not self.is_open_start:
            first = last
        return first, last


UNKNOWN = Reading(start=ALWAYS, end=ALWAYS, parts=(ALWAYS,), core=NEVER)
"""The reading of words alone: it may have been at any time."""


def definitely_before(a: Reading, b: Reading) -> bool:
    """Whether all of ``a`` was over before ``b`` began, in every reading."""
    return a.is_sure_end and b.is_sure_start and a.end[1] < b.start[0]


def possibly_before(a: Reading, b: Reading) -> bool:
    """Whether all of ``a`` was over before ``b`` began, in at least one reading."""
    return a.end[0] < b.start[1]


def definitely_begun_by(a: Reading, b: Reading) -> bool:
    """Whether ``a`` had begun by the end of the stretch of calendar that ``b`` covers, in every reading."""
    is_known = a.start[1] < math.inf and b.core != NEVER
    return is_known and a.is_sure_start and b.is_sure_end and a.start[1] <= b.core[1]


def possibly_begun_by(a: Reading, b: Reading) -> bool:
    """Whether ``a`` had begun by the end of the stretch of calendar that ``b`` covers, in at least one reading."""
    return a.start[0] <= b.end[1]


def definitely_within(a: Reading, b: Reading) -> bool:
    """Whether all of ``a`` lies in the stretch of calendar that ``b`` covers, in every reading."""
    sure = a.is_sure_start and a.is_sure_end and b.is_sure_start and b.is_sure_end
    return sure and b.core[0] <= a.start[0] and a.end[1] <= b.core[1]


def possibly_within(a: Reading, b: Reading) -> bool:
    """Whether all of ``a`` lies in the stretch of calendar that ``b`` covers, in at least one reading."""
    if a.is_interval:
        return any(_fits(a, part) for part in b.parts)
    return overlaps(a, b)


def _fits(interval: Reading, part: Period) -> bool:
    """Whether the longest reading of an interval inside ``part`` begins and ends where the interval may."""
    begin = max(interval.start[0], part[0])
    finish = min(interval.end[1], part[1])
    return begin <= interval.start[1] and finish >= interval.end[0] and begin <= finish


def overlaps(a: Reading, b: Reading) -> bool:
    """Whether the two share a moment in at least one reading."""
    return any(one[0] <= other[1] and other[0] <= one[1] for one in a.parts for other in b.parts)
