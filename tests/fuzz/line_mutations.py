"""Changes to streams of JSON Lines: lines swapped, doubled, dropped, joined, split, blank, or of no known type."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.fuzz.byte_mutations import changed as changed_bytes

HEADER = b'{"type":"dataset","peacetalks":"1.0"}'
STRANGE_LINES = (
    b"", b" ", b"\t", b"\xef\xbb\xbf", b"\0", b"null", b"[]", b"{}", b"1", b'"a"', b"#", b"---", b"{", b"}", b"NaN",
    HEADER, b'{"type":"dataset"}', b'{"peacetalks":"1.0"}', b'{"type":"dataset","peacetalks":"9.0"}',
    b'{"type":"party"}',
    b'{"type":"party","id":"a","name":"A","kind":"state"}', b'{"id":"a","name":"A","kind":"state"}',
    b'{"type":"parties","id":"a"}',
    b'{"type":null,"id":"a"}', b'{"type":["party"],"id":"a"}', b'{"type":"Party","id":"a"}',
    b'{"type":"party","type":"source","id":"a"}',
    b'{"type":"example.org:x","id":"a"}', b"[" * 200, b'{"type":"party","id":"' + b"a" * 3000 + b'"}', b"\x1f\x8b",
    b"\x1e",
)  # fmt: skip
"""Lines that have no place in a stream, or not in that place."""

ENDS = (b"\n", b"\r\n", b"\r", b"\n\n", b" \n", b"\xe2\x80\xa8", b"\x0c", b"\x00", b", \n", b"")

Change = Callable[[random.Random, list[bytes]], None]


def changed(chance: random.Random, data: bytes) -> bytes:
    """Return a stream with one to four changes; mostly with a newline at the end of each line."""
    lines = data.splitlines()
    for _ in range(chance.choice((1, 1, 2, 3, 4))):
        chance.choice(_CHANGES)(chance, lines)
    if chance.random() < 0.8:
        return b"\n".join(lines) + chance.choice((b"\n", b"\n", b"", b"\r\n", b"\n\n"))
    ends = (chance.choice(ENDS) if chance.random() < 0.2 else b"\n" for _ in lines)
    return b"".join(line + end for line, end in zip(lines, ends, strict=True))


def _at(chance: random.Random, lines: list[bytes]) -> int:
    if not lines:
        lines.append(HEADER)
    return int(chance.random() * len(lines))


def swap(chance: random.Random, lines: list[bytes]) -> None:
    """Let two lines change places; the header may be one."""
    one, other = _at(chance, lines), _at(chance, lines)
    lines[one], lines[other] = lines[other], lines[one]


def double(chance: random.Random, lines: list[bytes]) -> None:
    """Give a line twice, or now and then fifty times."""
    at = _at(chance, lines)
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 50))


def drop(chance: random.Random, lines: list[bytes]) -> None:
    """Leave a line out."""
    del lines[_at(chance, lines)]


def join(chance: random.Random, lines: list[bytes]) -> None:
    """Write two lines in one."""
    at = _at(chance, lines)
    lines[at : at + 2] = [chance.choice((b"", b" ", b",")).join(lines[at : at + 2])]


def split(chance: random.Random, lines: list[bytes]) -> None:
    """Write one line in two, broken where JSON may be broken or anywhere."""
    at = _at(chance, lines)
    breaks = [found.end() for found in re.finditer(rb"[,:{\[]", lines[at])] if chance.random() < 0.5 else []
    end = chance.choice(breaks) if breaks else int(chance.random() * (len(lines[at]) + 1))
    lines[at : at + 1] = [lines[at][:end], lines[at][end:]]


def put_in(chance: random.Random, lines: list[bytes]) -> None:
    """Put in a line that has no place there."""
    lines.insert(_at(chance, lines), chance.choice(STRANGE_LINES))


def retype(chance: random.Random, lines: list[bytes]) -> None:
    """Change what type a line says it is, or let it say nothing."""
    at = _at(chance, lines)
    other = chance.choice(
        (
            b"",
            b'"type":"dataset", ',
            b'"type":"nothing", ',
            b'"type":1, ',
            b'"type":"source", ',
            b'"type":"',
            b'"Type":"party", ',
        )
    )
    lines[at] = re.sub(rb'"type": ?"[a-z]*",? ?', other, lines[at], count=1)


def spoil(chance: random.Random, lines: list[bytes]) -> None:
    """Change bytes of one line."""
    at = _at(chance, lines)
    lines[at] = changed_bytes(chance, lines[at])


_CHANGES: tuple[Change, ...] = (swap, double, drop, join, split, put_in, put_in, retype, spoil, spoil)
