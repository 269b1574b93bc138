"""Changes to YAML text: indentation, anchors, aliases, tags, directives, styles, comments, further documents."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

SCALARS = (
    "10:30", "no", "on", "~", "yes", "Null", "null", "true", "0o17", "0x1F", "1_000", ".inf", "-.nan", "1e3", "+1",
    "2026", "2026-02-05",
    "2026-02-05 13:17:00", "=", "<<", "!!binary aGVsbG8=", "!!str 5", "!!python/object:os.system x", "! a", "!a",
    "!<tag:a> b", "!%C0%80 a",
    "&a b", "*a", "&a", "& b", "*", "@a", "`a", "%a", "|", ">", "|2-\n      a", ">+\n\n  a\n\n", "|\n a\n  b\n",
    '"a\\', '"\\x41\\u00e9\\U0001F600"',
    '"\\ud800"', '"\\0"', '"\\N\\L\\P\\_"', '"a\n\n  b"', "'a''b'", "'a\n b'", "'", '"', "a: b", "a #b", "#", "- a",
    "[a, b", "{a: b}", "{a, b: }",
    "[a: b, ? c]", "[[[]]]", "? a", ": a", "-", "?", ":", "a:", "\t", "\ta", "a\tb", "\u0085", "a\u2028b", "\ufeffa",
    "\x07", "\ud800", "\u00a0a", "",
)  # fmt: skip
LINES = (
    "---", "...", "--- a", "--- |", "--- {}", "...\n---", "%YAML 1.1", "%YAML 1.2\n---", "%YAML 2.0\n---",
    "%TAG ! tag:a,2026:\n---", "%X y",
    "# comment", "#comment", " # comment", "\t# comment", "", "   ", "\t", "<<: *a", "<<: {a: b}", "<<: [*a, *b]",
    "&a", "*a", "*a : b", "&a a: &b b",
    "? a", "? [a, b]\n: c", "? |\n  a\n: b", "- a", "-", ": a", "a", "a:", "a: b", "a: b: c", "!!map", "!!omap",
    "!!set {a}", "{", "}", "[", "]", "|", "'", '"',
    'peacetalks: "1.0"', "peacetalks: 1.0", "parties:", "parties: []", "parties: ~", "  - id: a",
    "  - {id: a, name: A, kind: state}", "\ufeff",
)  # fmt: skip
PROPERTIES = (
    "&a ",
    "!!str ",
    "!!binary ",
    "!!int ",
    "!x ",
    "! ",
    "&a !!str ",
    "!!str &a ",
    "*a ",
    "? ",
    "- ",
    "!<x> ",
    "!%ED%A0%80 ",
)

Change = Callable[[random.Random, list[str]], None]

_values = re.compile(r"(?<=[:-] )\S[^\n]*").finditer


def changed(chance: random.Random, data: bytes) -> bytes:
    """Return YAML text with one to four changes."""
    lines = data.decode("utf-8", "surrogatepass").split("\n")
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        chance.choice(_CHANGES)(chance, lines)
    return chance.choice(("\n", "\n", "\n", "\n", "\n", "\r\n", "\r")).join(lines).encode("utf-8", "surrogatepass")


def _at(chance: random.Random, lines: list[str]) -> int:
    return int(chance.random() * len(lines))


def indent(chance: random.Random, lines: list[str]) -> None:
    """Move a line, or all from there on, to the right or to the left."""
    at = _at(chance, lines)
    move = chance.choice((" ", "  ", "\t", None, None, " " * 100))
    end = chance.choice((at + 1, at + 3, len(lines)))
    lines[at:end] = [line[1:] if move is None else move + line for line in lines[at:end]]


def put_in(chance: random.Random, lines: list[str]) -> None:
    """Put in a line, indented like the one that stands there."""
    at = _at(chance, lines)
    pad = lines[at][: len(lines[at]) - len(lines[at].lstrip(" "))] if chance.random() < 0.7 else ""
    lines.insert(at, pad + chance.choice(LINES))


def replace(chance: random.Random, lines: list[str]) -> None:
    """Put another scalar in the place of a value."""
    at = _at(chance, lines)
    found = list(_values(lines[at]))
    start = found[-1].start() if found else len(lines[at])
    lines[at] = lines[at][:start] + chance.choice(SCALARS)


def adorn(chance: random.Random, lines: list[str]) -> None:
    """Put an anchor, tag or mark in front of a value or key."""
    at = _at(chance, lines)
    starts = [found.start() for found in re.finditer(r"[^\s,\[{:]+", lines[at])] or [0]
    start = chance.choice(starts)
    lines[at] = lines[at][:start] + chance.choice(PROPERTIES) + lines[at][start:]


def refer(chance: random.Random, lines: list[str]) -> None:
    """Name a value, and refer to it further down."""
    at = _at(chance, lines)
    lines[at] = re.sub(r"(?<=[:-] )(?=\S)", "&a ", lines[at], count=1)
    below = chance.randint(at, len(lines) - 1)
    lines[below] = re.sub(r"(?<=[:-] )\S.*", "*a", lines[below], count=1)


def double(chance: random.Random, lines: list[str]) -> None:
    """Repeat a line or several, so that keys stand twice."""
    at = _at(chance, lines)
    lines[at:at] = lines[at : at + chance.choice((1, 1, 3, 10))] * chance.choice((1, 1, 1, 20))


def drop(chance: random.Random, lines: list[str]) -> None:
    """Leave a line out, unless it is the last that there is."""
    if len(lines) > 1:
        del lines[_at(chance, lines)]


def join(chance: random.Random, lines: list[str]) -> None:
    """Write two lines in one."""
    at = _at(chance, lines)
    lines[at : at + 2] = [" ".join(lines[at : at + 2])]


def break_up(chance: random.Random, lines: list[str]) -> None:
    """Break a line in two, the rest indented in some way."""
    at = _at(chance, lines)
    end = int(chance.random() * (len(lines[at]) + 1))
    lines[at : at + 1] = [lines[at][:end], " " * chance.randint(0, 8) + lines[at][end:]]


def restyle(chance: random.Random, lines: list[str]) -> None:
    """Exchange one mark of YAML for another, wherever it stands in the line."""
    at = _at(chance, lines)
    one, other = chance.choice(
        (
            ("- ", "-"),
            (": ", ":"),
            ("'", '"'),
            ('"', "'"),
            ('"', ""),
            ("[", "{"),
            ("}", "]"),
            ("{", ""),
            (",", ""),
            ("- ", "? "),
        )
    )
    lines[at] = lines[at].replace(one, other)


def second_document(chance: random.Random, lines: list[str]) -> None:
    """Begin a second document, or end the first early."""
    lines.insert(_at(chance, lines), chance.choice(("---", "...", "--- # again", "...\n%YAML 1.1\n---")))


_CHANGES: tuple[Change, ...] = (
    *[indent, put_in, replace, adorn] * 3, *[refer, double, drop, join, break_up, restyle] * 2, second_document,
)  # fmt: skip
