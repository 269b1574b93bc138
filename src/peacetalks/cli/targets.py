"""What the commands write: a dataset into a file or to standard output, never over what was read, without comments."""

from __future__ import annotations

import re
from pathlib import Path

from peacetalks import Dataset, dump, dumps
from peacetalks.cli.sources import STANDARD_STREAM
from peacetalks.cli.terminal import DONE, refuse, write_bytes
from peacetalks.formats.files import write_atomically
from peacetalks.formats.registry import FormatName
from peacetalks.formats.sources import Source

_may_begin_comment = re.compile(r"(?:\A|[ \t])#").search


def is_one_file(source: str, target: str) -> bool:
    """Tell whether two names, of what is read and what is written, lead to one file, through whatever links."""
    read = Path("/dev/stdin" if source == STANDARD_STREAM else source)
    written = Path("/dev/stdout" if target == STANDARD_STREAM else target)
    try:
        return read.is_file() and read.samefile(written)
    except OSError:  # what is to be written is not there yet
        return False


def first_comment(source: Source) -> int | None:
    """Return the first line of a YAML text with what may begin a comment, or may stand inside a text."""
    lines = (number for number, line in source.lines() if isinstance(line, str) and _may_begin_comment(line))
    return next(lines, None)


def write_data(data: bytes, target: str) -> int:
    """Write some data, and return the exit code that says whether that was possible."""
    if target == STANDARD_STREAM:
        write_bytes(data)
        return DONE
    try:
        write_atomically(target, [data])
    except OSError as error:
        return refuse(f"{target} cannot be written: {error.strerror}")
    return DONE


def write_dataset(dataset: Dataset, target: str, format: FormatName) -> int:
    """Write a dataset, and return the exit code that says whether that was possible."""
    if target == STANDARD_STREAM:
        write_bytes(dumps(dataset, format=format).encode())
        return DONE
    try:
        dump(dataset, target, format=format)
    except OSError as error:
        return refuse(f"{target} cannot be written: {error.strerror}")
    return DONE
