"""What the benchmarks share: clocks, states of the collector, versions of what is measured."""

from __future__ import annotations

import gc
import importlib
import os
import platform
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import attrs

AS_USED, PAUSED = "collector as a user has it", "collector paused"
COLLECTORS = (AS_USED, PAUSED)
"""States of Python's garbage collector in which everything is measured."""


@attrs.frozen
class Cost:
    """What something took, in seconds or in another unit that both clocks have."""

    processor: float
    wall: float

    def __truediv__(self, other: Cost) -> Cost:
        return Cost(self.processor / other.processor, self.wall / other.wall)

    def times(self, factor: float) -> Cost:
        """Return the cost in another unit."""
        return Cost(self.processor * factor, self.wall * factor)


def timed(function: Callable[..., Any], *given: object) -> tuple[Any, Cost]:
    """Return what a function returns, and the seconds it took; what was garbage before is none of its cost."""
    gc.collect()
    wall, processor = time.perf_counter(), time.process_time()
    result = function(*given)
    processor, wall = time.process_time() - processor, time.perf_counter() - wall
    return result, Cost(processor, wall)


@contextmanager
def collector(state: str) -> Iterator[None]:
    """Keep the collector in a state for the duration of a ``with`` block."""
    if state == PAUSED:
        gc.disable()
    try:
        yield
    finally:
        gc.enable()


def installed(name: str) -> Any:
    """Return a module, or ``None`` where it is not there."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def versions(*libraries: str) -> str:
    """Return the versions of the libraries that are installed."""
    return ", ".join(f"{name} {version(name)}" for name in libraries if installed(name.replace("pyyaml", "yaml")))


def machine() -> str:
    """Return what Python runs and on how many cores."""
    return f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores"


def number(value: float) -> str:
    """Return a number with about three digits."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 1000 else f"{value:,.0f}"


@attrs.frozen
class Bound:
    """Something that is promised of processor time."""

    promise: str
    found: float
    greatest: float

    @property
    def holds(self) -> bool:
        """Whether the promise is kept."""
        return self.found <= self.greatest

    def __str__(self) -> str:
        verdict = "PASS" if self.holds else "FAIL"
        return f"{verdict}  {self.promise}: {self.found:.2f} times as much, at most {self.greatest}"
