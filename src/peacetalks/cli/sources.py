"""What the commands read: a file or standard input, in the format that its name, an option or its beginning tells."""

from __future__ import annotations

import codecs
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Annotated, cast

import attrs
from cyclopts import Parameter

from peacetalks.cli.progress import watched
from peacetalks.formats.json import parse
from peacetalks.formats.packing import unpacked
from peacetalks.formats.reading import unreadable
from peacetalks.formats.registry import FormatName, name_of_format
from peacetalks.formats.sources import Source, decoded
from peacetalks.formats.sources import opened as opened_source
from peacetalks.limits import GREATEST_LINE
from peacetalks.problems import ValidationError, refusal

STANDARD_STREAM = "-"
"""The name of standard input, or output, among files."""


def file_name(value: str | None) -> None:
    """Refuse what was meant as an option.

    Raises:
        ValueError: It begins with a hyphen and is no standard stream.
    """
    if value is not None and value.startswith("-") and value != STANDARD_STREAM:
        raise ValueError(f"there is no such option; a file of that name is ./{value}")


File = Annotated[str, Parameter(allow_leading_hyphen=True, validator=lambda _, value: file_name(value))]
"""Argument that names a file, or a standard stream."""

Asked = Annotated[FormatName | None, Parameter(name="--from")]
"""Option that says the format of what is read."""


@attrs.frozen
class Given:
    """What a command was given to read."""

    source: Source
    """Where it is read from; the file is open, and stands where that begins."""
    format: FormatName
    """Its format."""
    size: int
    """Its bytes, as they are stored."""


@contextmanager
def opened(name: str, asked: FormatName | None) -> Iterator[Given]:
    """Open what a command is to read, for the duration of a ``with`` block; long reading shows progress.

    Standard input goes by its first line that is not blank: one that is an object with a ``type`` by itself begins
    JSON Lines; another that begins with a brace or bracket, JSON; any other, YAML. What is packed is looked into.

    Args:
        name: A file, or ``-`` for standard input. A pipe is kept, in a temporary file where it is long.
        asked: The format, where it was said.

    Raises:
        ValidationError: ``not-readable``: the file cannot be opened or read, or nothing tells its format.
    """
    is_standard = name == STANDARD_STREAM
    format = asked if is_standard else format_told(name, asked, "--from")
    try:
        with opened_source(standard_input() if is_standard else name) as source:
            file = cast("IO[bytes]", source.file)
            size = file.seek(0, io.SEEK_END) - source.start
            file.seek(source.start)
            format = format or _format_of(file)
            with watched(file, size, "standard input" if is_standard else name) as seen:
                yield Given(Source(seen, source.start), format, size)
    except OSError as error:
        raise unreadable(error) from None


def format_told(name: str, asked: FormatName | None, option: str) -> FormatName:
    """Return the format asked for, or else that which a file's name tells.

    Raises:
        ValidationError: ``not-readable``: the name tells none; ``option`` would.
    """
    return cast("FormatName", name_of_format(name, asked, option=option))


def standard_input() -> IO[bytes]:
    """Return standard input.

    Raises:
        ValidationError: ``not-readable``: it is closed.
    """
    if sys.stdin is None:
        raise refusal("not-readable", "standard input is closed; give it something to read")
    return sys.stdin.buffer


def _format_of(file: IO[bytes]) -> FormatName:
    """Return the format of what a file holds from where it stands, and leave it there."""
    start = file.tell()
    try:
        line = _first_line(unpacked(file))
    except ValidationError:  # of damaged gzip; whoever reads it says more
        line = b""
    file.seek(start)
    if not line.startswith((b"{", b"[")):
        return "yaml"
    return "jsonl" if _is_row(line) else "json"


def _first_line(stream: IO[bytes]) -> bytes:
    for line in iter(lambda: stream.readline(GREATEST_LINE), b""):
        text = line.removeprefix(codecs.BOM_UTF8).strip()
        if text:
            return text
    return b""


def _is_row(line: bytes) -> bool:
    try:
        plain, _ = parse(decoded(line))
    except ValidationError:
        return False
    return isinstance(plain, dict) and "type" in plain
