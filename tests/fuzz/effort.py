"""What reading costs in calls and in memory, which no other work on the machine changes; and a watch for hangs.

Seconds say little on a machine that does other things too. Calls are those of functions in Python and of builtins, as
``sys.setprofile`` tells them; work inside one builtin (a sort, a regular expression) counts as one call, so that
``nasty`` looks at time as well, roughly. Memory is the peak of what Python allocates while the input is read.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import attrs

Returned = TypeVar("Returned")

PATIENCE = 60.0
"""Seconds that one input may take; the slowest took about a tenth of one."""


class Hang(BaseException):
    """Something did not come back in time; no ``except Exception`` on the way keeps it."""


@attrs.frozen
class Bounds:
    """What reading may cost: so much for anything, and so much for each byte."""

    calls: int
    calls_per_byte: float
    memory: int
    memory_per_byte: float

    def exceeded(self, effort: Effort) -> str | None:
        """Return what is too much, in words."""
        if effort.calls > self.calls + self.calls_per_byte * effort.length:
            return f"{effort.calls} calls for {effort.length} bytes"
        if effort.memory > self.memory + self.memory_per_byte * effort.length:
            return f"{effort.memory} bytes of memory for {effort.length} bytes"
        return None


@attrs.frozen
class Effort:
    """What one input cost."""

    length: int
    calls: int
    memory: int


@contextlib.contextmanager
def watched(seconds: float = PATIENCE) -> Iterator[None]:
    """Raise :class:`Hang` in a block that does not come back in time."""

    def ring(*_: Any) -> None:
        raise Hang(f"it has not come back after {seconds:g} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def calls_of(function: Callable[[], Returned]) -> tuple[Returned, int]:
    """Return what a function returns, and how many calls it made."""
    events = 0

    def count(*_: Any) -> None:
        nonlocal events
        events += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        returned = function()
    finally:
        sys.setprofile(before)
    return returned, events // 2  # each call begins and ends


def memory_of(function: Callable[[], Returned]) -> tuple[Returned, int]:
    """Return what a function returns, and the greatest memory that it held at once beyond what was held before."""
    was_tracing = tracemalloc.is_tracing()
    if not was_tracing:
        tracemalloc.start()
    try:
        tracemalloc.reset_peak()
        before, _ = tracemalloc.get_traced_memory()
        returned = function()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        if not was_tracing:
            tracemalloc.stop()
    return returned, peak - before


def seconds_of(function: Callable[[], Returned]) -> tuple[Returned, float]:
    """Return what a function returns, and the processor time that it took."""
    start = time.process_time()
    returned = function()
    return returned, time.process_time() - start
