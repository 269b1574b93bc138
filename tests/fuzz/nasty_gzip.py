"""Nasty gzip: what unpacks to far more than it weighs, and what cannot be unpacked."""

from __future__ import annotations

import gzip
import io
import struct
import zlib

from tests.fuzz.case import nasty

DOCUMENT = b'{"type": "dataset", "peacetalks": "1.0"}'
HEADER_WITHOUT_FLAGS = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
PIECE = 2**20


def packed(data: bytes, level: int = 6) -> bytes:
    """Return bytes as one gzip member."""
    return gzip.compress(data, level, mtime=0)


def bomb(size: int, filling: bytes = b" ") -> bytes:
    """Return a gzip member without an end that unpacks to at least so many bytes, and weighs about a thousandth."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    start = squeeze.compress(DOCUMENT) + squeeze.flush(zlib.Z_FULL_FLUSH)
    piece = squeeze.compress(filling * PIECE) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return HEADER_WITHOUT_FLAGS + start + piece * (size // PIECE + 1)


@nasty(4 * 2**20, full=10 * 2**30, told="invalid-syntax")
def blanks_by_the_gigabyte(size: int) -> bytes:
    return bomb(size)


@nasty(4 * 2**20, "json", "yaml", full=2**30, told="invalid-syntax")
def blank_lines_by_the_gigabyte(size: int) -> bytes:
    return bomb(size, b"\n")


@nasty(4 * 2**20, full=2**30, told="invalid-syntax")
def nul_by_the_gigabyte(size: int) -> bytes:
    return bomb(size, b"\0")


@nasty(4 * 2**20, full=2**30, told="invalid-syntax")
def many_members_that_unpack_to_far_more(size: int) -> bytes:
    return packed(DOCUMENT) + packed(b" " * PIECE, 9) * (size // PIECE)


@nasty(4 * 2**20, full=10 * 2**30, told="not-readable")
def gzip_in_gzip(size: int) -> bytes:
    return packed(bomb(size), 9)


@nasty(400, full=1_000_000)
def empty_members(size: int) -> bytes:
    return packed(DOCUMENT) + packed(b"") * size


@nasty(400, full=100_000)
def members_of_one_byte(size: int) -> bytes:
    return packed(DOCUMENT) + packed(b" ") * size


@nasty(20_000, full=1_000_000)
def blocks_of_one_byte(size: int) -> bytes:
    squeeze = zlib.compressobj(1, zlib.DEFLATED, 31)
    made = io.BytesIO()
    for byte in DOCUMENT + b" " * size:
        made.write(squeeze.compress(bytes((byte,))))
        if made.tell() % 16 == 0:
            made.write(squeeze.flush(zlib.Z_FULL_FLUSH))
    return made.getvalue() + squeeze.flush()


@nasty(20_000, full=10_000_000)
def zeros_behind_the_end(size: int) -> bytes:
    return packed(DOCUMENT) + b"\0" * size


@nasty(20_000, full=10_000_000, told="not-readable")
def garbage_behind_the_end(size: int) -> bytes:
    return packed(DOCUMENT) + b"garbage" * (size // 7)


@nasty(20_000, full=1_000_000, told="not-readable")
def end_cut_off(size: int) -> bytes:
    return packed(DOCUMENT + b" " * size)[:-5]


@nasty(20_000, full=1_000_000, told="not-readable")
def content_cut_off(size: int) -> bytes:
    whole = packed(DOCUMENT + b" " * size)
    return whole[: len(whole) // 2]


@nasty(20_000, full=1_000_000, told="not-readable")
def wrong_checksum(size: int) -> bytes:
    return packed(DOCUMENT + b" " * size)[:-8] + b"\0\0\0\0" + struct.pack("<I", size + len(DOCUMENT))


@nasty(20_000, full=1_000_000, told="not-readable")
def wrong_length(size: int) -> bytes:
    return packed(DOCUMENT + b" " * size)[:-4] + b"\0\0\0\0"


@nasty(20_000, full=10_000_000)
def long_name_in_the_header(size: int) -> bytes:
    whole = packed(DOCUMENT)
    return whole[:3] + b"\x08" + whole[4:10] + b"n" * size + b"\0" + whole[10:]


@nasty(20_000, full=10_000_000, told="not-readable")
def name_in_the_header_that_ends_nowhere(size: int) -> bytes:
    return HEADER_WITHOUT_FLAGS[:3] + b"\x08" + HEADER_WITHOUT_FLAGS[4:] + b"n" * size


@nasty(100, full=10_000, told="not-readable")
def magic_many_times(size: int) -> bytes:
    return b"\x1f\x8b" * size


@nasty(100, full=10_000, told="not-readable")
def header_without_content(size: int) -> bytes:
    return packed(DOCUMENT) * (size // 100) + HEADER_WITHOUT_FLAGS
