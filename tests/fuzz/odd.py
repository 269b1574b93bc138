"""Values that stand where they should not: of another type, too great, too long, or hard to write."""

from __future__ import annotations

import random
from typing import Any

from tests.fuzz.grammar import EDTF, codes, names
from tests.strategies.values import TRAPS

NUMBERS = (
    0, -1, 1, 1.5, -0.0, 2026, 5, 6, 99, 0.1, 2**53 - 1, 2**53, -(2**53), 2**64, 10**30, 1e308, 5e-324, 1e999, -1e999,
    float("nan"), 10**400,
)  # fmt: skip
HOLDERS = ([], {}, [[]], [{}], [None], {"": ""}, {"id": "a"}, ["a", "a"], {"a": {"a": {"a": []}}}, [["a"], ["b"]])
TEXTS = (
    "", "\0", "a\0b", "\ud800", "\udfff\ud800", "a\udc00", "A", "Ä", "a:b", "example.org:ransom", "é" * 40, "a" * 65,
    "/id", "/history/0/quantity", "/citations/0/supports/0", "/~2", "/a~", "//", "#/a", "pax:Part", "1.0", "1.1",
    "9999-12-31", "0000-01-01", "2026-02-30", "2026-02-05/2025", "unsourced: known", "unused-record",
)  # fmt: skip
LONG_TEXTS = ("a" * 129, "0" * 257, "2" * 5_000, "[" * 300, "\U0010ffff" * 400, "n" * 20_000)


def odd_text(chance: random.Random) -> str:
    """Return a text that is awkward wherever it stands."""
    way = chance.random()
    if way < 0.25:
        return chance.choice(TEXTS)
    if way < 0.45:
        return chance.choice(TRAPS)
    if way < 0.65:
        return EDTF.sentence(chance, "date")
    if way < 0.8:
        return chance.choice(codes())
    if way < 0.97:
        return chance.choice(names())
    return chance.choice(LONG_TEXTS)


def odd_value(chance: random.Random) -> Any:
    """Return any value of JSON, and of what Python's reader takes for JSON, likely to be wrong where it is put."""
    way = chance.random()
    if way < 0.45:
        return odd_text(chance)
    if way < 0.65:
        return chance.choice(NUMBERS)
    if way < 0.85:
        return copied(chance.choice(HOLDERS))
    return chance.choice((None, True, False))


def copied(value: Any) -> Any:
    """Return a copy of a plain value that can be changed."""
    if isinstance(value, dict):
        return {key: copied(one) for key, one in value.items()}
    return [copied(one) for one in value] if isinstance(value, list) else value
