"""``peacetalks convert``: the same dataset in another format."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from peacetalks import Dataset, ValidationError, dump, dumps
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.progress import working
from peacetalks.cli.sources import STANDARD_STREAM, Asked, File, format_told, opened
from peacetalks.cli.terminal import DONE, refuse, say, write_bytes
from peacetalks.formats.reading import dataset_of
from peacetalks.formats.registry import FormatName, format_named
from peacetalks.formats.sources import Source

_may_begin_comment = re.compile(r"(?:\A|[ \t])#").search


def convert(
    source: Annotated[File, Parameter(name="IN")],
    target: Annotated[File, Parameter(name="OUT")],
    /,
    *,
    from_: Asked = None,
    to: FormatName | None = None,
) -> int:
    """Write a dataset in another format, or in the same one as it should be.

    Args:
        source: A dataset; `-` is standard input.
        target: Where to write it; `-` is standard output. A file is replaced in one step, and compressed where its name
            ends in `.gz`.
        from_: The format of IN; by default told by its name, or by how standard input begins.
        to: The format of OUT; by default told by its name.
    """
    try:
        format = format_told(target, to, "--to")
    except ValidationError as refused:
        return refuse(f"{target}: {refused.problems[0].message}")
    if _is_one_file(source, target):
        return refuse(f"{target} is what is read, and nothing is written over its own input; give it another name")
    try:
        with opened(source, from_) as given:
            reading = format_named(given.format).read(given.source)
            dataset = dataset_of(reading)
            comment = _first_comment(given.source) if given.format == "yaml" else None
    except ValidationError as refused:
        return write_refusal(source, refused.problems)
    for change in reading.changes:
        say(f"{source}: {change.message}")
    with working(f"writing {target}", given.size):
        code = _write(dataset, target, format)
    if comment and code == DONE:
        say(f"{source} may hold comments (line {comment} looks like it); they are not written")
    return code


def _is_one_file(source: str, target: str) -> bool:
    """Tell whether two names lead to one file, through whatever links."""
    read = Path("/dev/stdin" if source == STANDARD_STREAM else source)
    written = Path("/dev/stdout" if target == STANDARD_STREAM else target)
    try:
        return read.is_file() and read.samefile(written)
    except OSError:  # what is to be written is not there yet
        return False


def _first_comment(source: Source) -> int | None:
    """Return the first line of a YAML text with what may begin a comment, or may stand inside a text."""
    lines = (number for number, line in source.lines() if isinstance(line, str) and _may_begin_comment(line))
    return next(lines, None)


def _write(dataset: Dataset, target: str, format: FormatName) -> int:
    """Write a dataset, and return the exit code that says whether that was possible."""
    if target == STANDARD_STREAM:
        write_bytes(dumps(dataset, format=format).encode())
        return DONE
    try:
        dump(dataset, target, format=format)
    except OSError as error:
        return refuse(f"{target} cannot be written: {error.strerror}")
    return DONE
