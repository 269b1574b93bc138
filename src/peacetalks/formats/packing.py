"""Compression: gzip in both directions, never larger in memory than a file may make itself."""

from __future__ import annotations

import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from peacetalks.formats.faults import invalid_syntax
from peacetalks.limits import FREE_EXPANSION, GREATEST_EXPANSION
from peacetalks.problems import ValidationError, refusal

MAGIC = b"\x1f\x8b"
"""How gzip begins, and how no text in UTF-8 does."""

LEVEL = 6
"""How hard gzip tries: much faster than its best, and hardly larger."""


def packed(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield bytes compressed with gzip: without a time or a name, so that equal content gives equal bytes."""
    sink = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=LEVEL, fileobj=sink, mtime=0) as archive:
        for chunk in chunks:
            archive.write(chunk)
            yield _taken(sink)
    yield _taken(sink)


def _taken(sink: io.BytesIO) -> bytes:
    taken = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return taken


def unpacked(file: IO[bytes]) -> IO[bytes]:
    """Return what a file holds from where it stands: the file itself, or where it is gzip, what that holds.

    Reading what is returned raises :class:`ValidationError` for damaged gzip (``not-readable``), and for one that
    holds more than fifty times its own size (``invalid-syntax``).

    Args:
        file: A binary file that can be moved about in.
    """
    start = file.tell()
    begins = file.read(len(MAGIC))
    file.seek(start)
    return io.BufferedReader(_Unpacked(file)) if begins == MAGIC else file


class _Unpacked(io.RawIOBase):
    """What a gzip file holds, as long as that stays in proportion."""

    def __init__(self, file: IO[bytes]) -> None:
        start = file.tell()
        self._most = max(FREE_EXPANSION, GREATEST_EXPANSION * (file.seek(0, os.SEEK_END) - start))
        file.seek(start)
        self._archive = gzip.GzipFile(fileobj=file, mode="rb")
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            content = self._archive.read1(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise _damaged(error) from None
        self._given += len(content)
        if self._given > self._most:
            raise _too_large()
        buffer[: len(content)] = content
        return len(content)


def _damaged(error: Exception) -> ValidationError:
    message = f"the file begins like gzip, but cannot be unpacked ({error}); get it again from where it comes from"
    return refusal("not-readable", message)


def _too_large() -> ValidationError:
    message = (
        f"the file unpacks to more than {GREATEST_EXPANSION} times its size, as hostile files do; if you trust it, "
        "unpack it first"
    )
    return invalid_syntax(message)
