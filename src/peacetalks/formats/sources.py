"""Sources: where what is read comes from, whether a path, an open file or text, packed or not."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, cast

import attrs

from peacetalks.formats.faults import invalid_syntax, not_utf8
from peacetalks.formats.packing import unpacked
from peacetalks.limits import GREATEST_LINE
from peacetalks.problems import ValidationError, refusal

PathOrFile = str | os.PathLike[str] | IO[bytes] | IO[str]
"""A path, or a file open for reading."""

BYTE_ORDER_MARK = "\ufeff"
"""What some editors put in front of UTF-8."""

KEPT_IN_MEMORY = 2**24
"""Bytes of a pipe that are kept in memory; what goes beyond waits in a temporary file."""


@attrs.frozen
class Source:
    """What is read: a file, from where it stands, as often as needed."""

    file: IO[bytes] | IO[str]
    """The file, binary or text; it can be moved about in."""
    start: int = 0
    """Where it stood when it was handed over."""

    def text(self) -> str:
        """Return the whole text, without the byte order mark that some editors put in front.

        Raises:
            ValidationError: ``not-readable`` for bytes that are not UTF-8, ``invalid-syntax`` for text that no file
                can hold.
        """
        try:
            return decoded(self._stream().read()).removeprefix(BYTE_ORDER_MARK)
        except UnicodeDecodeError as error:  # of a file that was opened as text
            raise not_utf8(error.object, error.start) from None

    def lines(self) -> Iterator[tuple[int, str | ValidationError]]:
        """Yield each line of the text with its number, counted from 1; or why it cannot be read.

        The number is 0 where nobody knows it.

        Of a line that is too long no more than the limit is held.
        """
        number = 0
        try:
            stream = self._stream()
            while line := stream.readline(GREATEST_LINE + 1):
                number += 1
                is_whole = _is_whole(line)
                yield number, _text_of(line, is_first=number == 1) if is_whole else _too_long()
                while not is_whole:
                    is_whole = _is_whole(stream.readline(GREATEST_LINE + 1))
        except UnicodeDecodeError as error:  # of a file that was opened as text, which reads ahead of the line
            yield 0, not_utf8(error.object, error.start)
        except ValidationError as refused:  # what was packed ends here
            yield number + 1, refused

    def _stream(self) -> IO[Any]:
        self.file.seek(self.start)
        is_text = isinstance(self.file.read(0), str)
        return self.file if is_text else unpacked(cast("IO[bytes]", self.file))


@contextmanager
def opened(source: PathOrFile) -> Iterator[Source]:
    """Open what is to be read, for the duration of a ``with`` block; a file that was open already stays so.

    Raises:
        OSError: The file cannot be opened.
        ValidationError: ``not-readable``: no file can have this name.
    """
    with ExitStack() as stack:
        if isinstance(source, str | os.PathLike):
            file = cast("IO[Any]", stack.enter_context(_opened(source)))
        else:
            file = cast("IO[Any]", source)
        if not getattr(file, "seekable", bool)():
            file = stack.enter_context(_kept(file))
        yield Source(file, file.tell())


def decoded(data: str | bytes | bytearray | memoryview) -> str:
    """Return the text that UTF-8 bytes hold, or a text itself.

    Raises:
        ValidationError: ``not-readable`` for bytes that are not UTF-8, ``invalid-syntax`` for half a surrogate pair.
    """
    if not isinstance(data, str):
        try:
            return str(data, "utf-8")
        except UnicodeDecodeError as error:
            raise not_utf8(bytes(data), error.start) from None
    if not data.isascii():
        try:
            data.encode()
        except UnicodeEncodeError as error:
            line = data.count("\n", 0, error.start) + 1
            raise invalid_syntax("found half of a surrogate pair, which is no character; remove it", line) from None
    return data


def _is_whole(line: str | bytes) -> bool:
    return len(line) <= GREATEST_LINE or line[-1] in ("\n", ord("\n"))


def _text_of(line: str | bytes, *, is_first: bool) -> str | ValidationError:
    try:
        text = decoded(line)
    except ValidationError as refused:
        return refused
    return text.removeprefix(BYTE_ORDER_MARK) if is_first else text


def _too_long() -> ValidationError:
    message = f"found a line of more than {GREATEST_LINE} bytes, expected one record a line; write shorter texts"
    return invalid_syntax(message)


def _opened(path: str | os.PathLike[str]) -> IO[bytes]:
    try:
        return Path(path).open("rb")
    except ValueError:  # U+0000 in the name
        raise refusal("not-readable", "no file can have this name; correct it", os.fspath(path)) from None


def _kept(pipe: IO[Any]) -> IO[Any]:
    """Return a file with what comes out of a pipe, since a pipe cannot be read twice."""
    is_text = isinstance(pipe.read(0), str)
    form: dict[str, Any] = {"mode": "w+", "encoding": "utf-8", "errors": "surrogatepass", "newline": ""}
    kept = tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY, **(form if is_text else {}))  # noqa: SIM115 - closed by opened
    shutil.copyfileobj(pipe, kept)
    kept.seek(0)
    return cast("IO[Any]", kept)
