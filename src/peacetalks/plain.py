"""Plain values, as files hold them: what they are called, and what every reader refuses in them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping

from peacetalks.limits import GREATEST_TEXT
from peacetalks.nearest import did_you_mean
from peacetalks.problems import EXCERPT_LENGTH, Problem, ValidationError, excerpt, pointer, refusal

unwritable: Callable[[str], re.Match[str] | None] = re.compile("[\x00\ud800-\udfff]").search
"""Find a character that no text of ours can hold: U+0000, or half of a surrogate pair."""

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (type(None), "null"),
    (bool, "true or false"),
    ((int, float), "a number"),
    (str, "text"),
    ((list, tuple), "a list"),
    (Mapping, "an object"),
)


def kind_of(value: object) -> str:
    """Return what a plain value is, in the words of the wire format (``a list``, ``null``)."""
    named = (words for kinds, words in _KINDS if isinstance(value, kinds))
    return next(named, f"a Python {type(value).__name__}")


def wrong_type(value: object, expected: str, advice: str) -> ValidationError:
    """Return the refusal of a value of the wrong type, saying what was found and what to do."""
    if isinstance(value, float) and math.isnan(value):
        return refusal("invalid-syntax", f"found NaN, expected {expected}; leave the field out", value)
    if value is None:
        advice = "leave an optional field out where nothing is known"
    shown = "null" if value is None else value
    return refusal("wrong-type", f"found {kind_of(value)}, expected {expected}; {advice}", shown)


def unknown_field(name: object, known: Iterable[str]) -> Problem:
    """Return the problem of a key that no field has, seen from the object that holds it."""
    shown = key_step(name)
    near = did_you_mean(shown, tuple(known))
    message = f"there is no such field{near or '; remove it'}"
    (problem,) = refusal("unknown-field", message, path=pointer(shown)).problems
    return problem


def key_step(key: object) -> str:
    """Return a key of a plain object as a step of a pointer; shortened where it is too long or odd to be shown."""
    return key if isinstance(key, str) and len(key) <= EXCERPT_LENGTH and not unwritable(key) else excerpt(key)


def text(value: object) -> str:
    """Return non-empty text that every format can write; an enum member becomes its plain string."""
    if type(value) is not str:
        if not isinstance(value, str):
            raise wrong_type(value, "text", "put it in quotes")
        value = str.__str__(value)
    if not value:
        message = "found empty text, expected at least one character; write it, or leave an optional field out"
        raise refusal("empty-text", message, value)
    if len(value) > GREATEST_TEXT or not value.isascii() or "\x00" in value:
        refuse_unwritable(value)
    return value


def refuse_unwritable(value: str) -> None:
    """Refuse text that is too long, or has a character that no format can hold."""
    if len(value) > GREATEST_TEXT:
        message = f"found {len(value)} characters, expected {GREATEST_TEXT} at most; shorten it, or say where it stands"
        raise refusal("invalid-syntax", message, value)
    found = unwritable(value)
    if found:
        message = f"found the character U+{ord(found[0]):04X}, which no text can hold; remove it"
        raise refusal("invalid-syntax", message, value)
