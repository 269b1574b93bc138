"""Nasty cases: each is told what it should be told, the same by all readers, at a cost that grows no faster than it."""

import re

import attrs
import pytest

from tests.fuzz import effort, nasty, nasty_values


@pytest.mark.slow
@pytest.mark.parametrize(("name", "format"), nasty.names())
def test_nasty_cases_are_told_at_even_cost(name, format):
    nasty.judge(name, format)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "format"), [one for one in nasty.names() if nasty.CASES[one[0]].build.__module__ != nasty_values.__name__]
)
def test_nasty_cases_take_even_time(name, format):
    """At a tenth of their size; those left out take long, and their work is calls, which are counted above."""
    nasty.time(name, format, nasty.CASES[name].full // 10)


@pytest.mark.fuzz
@pytest.mark.parametrize(("name", "format"), nasty.names())
def test_nasty_cases_take_even_time_in_full_size(name, format):
    nasty.time(name, format)


# --- what the looking sees --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spend", "words"),
    [
        (lambda length: [abs(number) for number in range(length**2 // 2_000)], "calls, and"),
        (lambda length: bytearray(length**2 // 10), "bytes of memory"),
    ],
)
def test_nasty_cases_that_cost_ever_more_are_seen(monkeypatch, spend, words):
    check = nasty.check

    def costly(input):
        spend(len(input.content))
        return check(input)

    nasty.judge("sound parties", "json")
    monkeypatch.setattr(nasty, "check", costly)
    monkeypatch.setattr(nasty, "BOUNDS", effort.Bounds(10**9, 0, 10**12, 0))
    with pytest.raises(AssertionError, match=words):
        nasty.judge("sound parties", "json")


def test_time_that_grows_with_the_square_is_seen():
    def slow(input):
        return sum(range(len(input.content) ** 2 // 200))

    with pytest.raises(AssertionError, match="for four times as much"):
        nasty.time("sound parties", "json", 2_000, slow)
    nasty.time("sound parties", "json", 2_000)


def test_a_nasty_case_of_which_something_else_is_told_is_seen(monkeypatch):
    monkeypatch.setitem(nasty.CASES, "sound parties", attrs.evolve(nasty.CASES["sound parties"], told=frozenset({"x"})))
    with pytest.raises(AssertionError, match=re.escape("told [], expected ['x']")):
        nasty.judge("sound parties", "json")
