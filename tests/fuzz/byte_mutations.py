"""Changes to bytes, whatever they say: flipped, lost, doubled, cut off, replaced, spliced, re-encoded, compressed."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable

TOKENS = (
    b"\0", b"\xef\xbb\xbf", b"\xfe\xff", b"\xff\xfe", b"\x80", b"\xbf", b"\xc0\x80", b"\xe2\x80", b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xff", b"\x7f", b"\x1b[31m", b"\r", b"\r\n", b"\n", b"\t", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8",
    b"\xc2\xa0",
    b"\\ud800", b"\\udc00\\ud800", b"\\u0000", b"\\u00", b"\\x41", b"\\", b'\\"', b'"', b"'", b"''", b'""',
    b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"1e-999", b"9" * 25, b"-" + b"9" * 400, b"0" * 40,
    b"0x1F", b"1_000", b"-",
    b"null", b"true", b"none", b"[", b"]", b"{", b"}", b"[" * 70, b"]" * 70, b'{"a":' * 70, b"[[[[[[]]]]]]", b",",
    b":", b",,", b": ",
    b"- ", b"? ", b"# ", b" #", b"&a ", b"*a", b"!!str ", b"!%ED%A0%80 ", b"<<: ", b"|\n", b">-\n", b"%YAML 1.2\n",
    b"---\n", b"...\n",
    b"10:30", b"~", b"no", b"//", b"/*", b'"id"', b'"id":"a"', b'"type":"party"', b'"peacetalks"', b'"1.0"',
    b'{"type":"dataset","peacetalks":"1.0"}\n',
)  # fmt: skip
"""What is worth putting in somewhere, or in place of something."""

INTERESTING_BYTES = bytes(
    (0, 9, 10, 13, 32, 34, 39, 44, 45, 58, 91, 92, 93, 123, 125, 127, 128, 191, 192, 237, 239, 240, 255)
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "utf-7", "latin-1", "cp1252")
LONGEST_STRETCH = 40

Change = Callable[[random.Random, bytes], bytes]


def changed(chance: random.Random, data: bytes) -> bytes:
    """Return bytes with one to four changes, mostly small."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 4))):
        data = chance.choice(_CHANGES)(chance, data)
    return data


def _place(chance: random.Random, data: bytes) -> int:
    return int(chance.random() * len(data))


def _stretch(chance: random.Random, data: bytes) -> tuple[int, int]:
    start = _place(chance, data)
    return start, min(len(data), start + chance.randint(1, LONGEST_STRETCH))


def flip(chance: random.Random, data: bytes) -> bytes:
    """Flip a bit."""
    return overwrite(chance, data, lambda byte: byte ^ (1 << chance.randrange(8)))


def set_byte(chance: random.Random, data: bytes) -> bytes:
    """Put another byte in place of one."""
    return overwrite(chance, data, lambda _: chance.choice(INTERESTING_BYTES))


def overwrite(chance: random.Random, data: bytes, other: Callable[[int], int]) -> bytes:
    """Put what ``other`` makes of a byte in its place."""
    at = _place(chance, data)
    return data[:at] + bytes((other(data[at]),)) + data[at + 1 :] if data else data


def insert(chance: random.Random, data: bytes) -> bytes:
    """Insert something worth inserting."""
    at = _place(chance, data)
    return data[:at] + chance.choice(TOKENS) + data[at:]


def replace(chance: random.Random, data: bytes) -> bytes:
    """Put something worth inserting in place of a stretch."""
    start, end = _stretch(chance, data)
    return data[:start] + chance.choice(TOKENS) + data[end:]


def delete(chance: random.Random, data: bytes) -> bytes:
    """Leave out a stretch."""
    start, end = _stretch(chance, data)
    return data[:start] + data[end:]


def double(chance: random.Random, data: bytes) -> bytes:
    """Repeat a stretch, now and then many times."""
    start, end = _stretch(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 1, 2, 30)) + data[end:]


def move(chance: random.Random, data: bytes) -> bytes:
    """Copy a stretch to another place."""
    start, end = _stretch(chance, data)
    at = _place(chance, data)
    return data[:at] + data[start:end] + data[at:]


def cut_off(chance: random.Random, data: bytes) -> bytes:
    """Leave out the end, or now and then the beginning."""
    at = _place(chance, data)
    return data[:at] if chance.random() < 0.8 else data[at:]


def reencode(chance: random.Random, data: bytes) -> bytes:
    """Encode the text in another way."""
    return data.decode("utf-8", "replace").encode(chance.choice(ENCODINGS), "replace")


_CHANGES: tuple[Change, ...] = (
    *[flip, set_byte, insert, insert, insert, replace, replace, delete, double, move] * 4,
    *[cut_off, cut_off, reencode],
)


# --- gzip ------------------------------------------------------------------------------------------------------------


def compressed(chance: random.Random, data: bytes) -> bytes:
    """Return bytes as gzip: whole, or broken in one of the ways in which gzip breaks."""
    return chance.choice(_COMPRESSIONS)(chance, data)


def _whole(chance: random.Random, data: bytes) -> bytes:
    return gzip.compress(data, chance.choice((0, 1, 9)), mtime=0)


def _members(chance: random.Random, data: bytes) -> bytes:
    at = _place(chance, data)
    empty = gzip.compress(b"", mtime=0) * chance.choice((0, 1, 50))
    return gzip.compress(data[:at], 1, mtime=0) + empty + gzip.compress(data[at:], 1, mtime=0)


def _spoilt(chance: random.Random, data: bytes) -> bytes:
    return changed(chance, _whole(chance, data))


def _cut(chance: random.Random, data: bytes) -> bytes:
    packed = _whole(chance, data)
    return packed[
        : chance.choice((2, 3, 9, 10, 11, len(packed) - 8, len(packed) - 4, len(packed) - 1, _place(chance, packed)))
    ]


def _wrong_trailer(chance: random.Random, data: bytes) -> bytes:
    packed = _whole(chance, data)
    at = len(packed) - chance.randint(1, 8)
    return packed[:at] + bytes((packed[at] ^ 0x55,)) + packed[at + 1 :]


def _trailing(chance: random.Random, data: bytes) -> bytes:
    return _whole(chance, data) + chance.choice(
        (b"\0", b"\0" * 512, b"garbage", b"\x1f\x8b", b"\x1f\x8b\x08", data[:40])
    )


def _header(chance: random.Random, data: bytes) -> bytes:
    """Return gzip with any flags: a name, a comment, extra fields, a checksum of the header."""
    packed = bytearray(_whole(chance, data))
    packed[chance.choice((2, 3, 3, 3, 9))] = chance.randrange(256)
    return bytes(packed[:10]) + chance.choice((b"", b"name\0", b"\x04\x00abcd", b"\xff\xff")) + bytes(packed[10:])


def _twice(chance: random.Random, data: bytes) -> bytes:
    return gzip.compress(_whole(chance, data), 1, mtime=0)


def _zlib(chance: random.Random, data: bytes) -> bytes:
    return b"\x1f\x8b" + zlib.compress(data, 1)


_COMPRESSIONS: tuple[Change, ...] = (
    _whole, _whole, _whole, _members, _spoilt, _spoilt, _cut, _wrong_trailer, _trailing, _header, _twice, _zlib,
)  # fmt: skip
