"""Nasty cases by name, and what holds for each: an answer in words, and work that grows no faster than the input."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import peacetalks as pt
from peacetalks.problems import TOO_MANY
from tests.fuzz import nasty_gzip, nasty_meaning, nasty_text, nasty_values, nasty_yaml
from tests.fuzz.case import CASES, Nasty
from tests.fuzz.effort import Bounds, Effort, calls_of, memory_of, seconds_of, watched
from tests.fuzz.inputs import Input
from tests.fuzz.targets import agreeing
from tests.fuzz.verdicts import checked, expect

MODULES = (nasty_text, nasty_yaml, nasty_values, nasty_meaning, nasty_gzip)
"""Where the cases are; importing a module makes them known."""

GROWTH = 1.3
"""How many times faster than its length the calls and the memory of a case may grow."""

FREE_CALLS, FREE_MEMORY = 3_000, 300_000
"""Calls and bytes that say nothing about growth."""

TIME_GROWTH = 8.0
"""How many times the time of a case may be that of a quarter of its size: four would be even, sixteen is quadratic."""

NOTICED_SECONDS = 0.5
"""Less time than this is not looked at."""

BOUNDS = Bounds(calls=15_000, calls_per_byte=240, memory=300_000, memory_per_byte=3_000)
"""About three times the most that a case cost: 80 calls a byte (sixty levels), 1,010 bytes a byte (empty
records, of four bytes and three faults each)."""


def names() -> list[tuple[str, str]]:
    """Return every case with every format that it is read as."""
    return [(case.name, format) for case in CASES.values() for format in case.formats]


def check(input: Input) -> tuple[pt.Problem, ...]:
    """Return what is said of an input."""
    content = input.content if input.format == "plain" else io.BytesIO(input.content)
    return pt.check(content, format=None if input.format == "plain" else input.format)


def judge(name: str, format: str) -> None:
    """Look that a case is told what it should be told, the same by all readers, at even cost."""
    case = CASES[name]
    with watched():
        small, large = case.input(format, case.size), case.input(format, 2 * case.size)
        _told_as_it_should_be(case, small)
        first, second = effort_of(small), effort_of(large)
    expect(not BOUNDS.exceeded(second), f"{BOUNDS.exceeded(second)}")
    most = GROWTH * max(2.0, second.length / first.length)
    expect(
        second.calls <= most * first.calls + FREE_CALLS, f"{first.calls} calls, and {second.calls} for twice as much"
    )
    expect(
        second.memory <= most * first.memory + FREE_MEMORY,
        f"{first.memory} bytes of memory, and {second.memory} for twice as much",
    )


def _told_as_it_should_be(case: Nasty, input: Input) -> None:
    problems = check(input)
    checked(problems)
    told = {problem.code for problem in problems if problem.severity == "error"} - {TOO_MANY}
    if case.told is not None:
        expect(case.told <= told <= case.told | {"unknown-field"}, f"told {sorted(told)}, expected {sorted(case.told)}")
    if input.format != "plain":
        agreeing(problems, lambda: pt.load(io.BytesIO(input.content), format=input.format))
    if input.format == "jsonl":
        checked(pt.check_records(io.BytesIO(input.content), format="jsonl"))
        list(pt.read_records(io.BytesIO(input.content), format="jsonl", on_error=str))


def effort_of(input: Input) -> Effort:
    """Return what it costs to check an input."""
    length = input.length
    forget()
    _, calls = calls_of(lambda: check(input))
    forget()
    _, memory = memory_of(lambda: check(input))
    return Effort(length, calls, memory)


def forget() -> None:
    """Empty the library's caches of bounded size, so that what was read before makes nothing cheaper."""
    modules = [module for name, module in sys.modules.items() if name.startswith("peacetalks.")]
    for cached in {
        id(one): one for module in modules for one in vars(module).values() if hasattr(one, "cache_clear")
    }.values():
        if cached.cache_parameters()["maxsize"] is not None:
            cached.cache_clear()


def time(name: str, format: str, size: int | None = None, look: Callable[[Input], object] = check) -> float:
    """Look that the time of a case grows evenly up to a size, its full one by default; return the time.

    Work inside a builtin, such as a regular expression, is no call, and is seen here. It is a rough look.
    """
    case = CASES[name]
    size = case.full if size is None else size
    with watched():
        whole = _seconds(case.input(format, size), look)
        if whole > NOTICED_SECONDS:
            quarter = _seconds(case.input(format, size // 4), look)
            expect(whole <= TIME_GROWTH * quarter, f"{quarter:.2f} s, and {whole:.2f} s for four times as much")
    return whole


def _seconds(input: Input, look: Callable[[Input], object]) -> float:
    forget()
    return seconds_of(lambda: look(input))[1]
