"""What the commands share: consoles, text that is safe to print, and reading from files or standard input."""

from __future__ import annotations

import io
import re
import sys
from typing import IO

from rich.console import Console

from peacetalks.formats.registry import FormatName

DONE, PROBLEMS, UNREADABLE = 0, 1, 2
"""Exit codes: all is well; the data have problems; a file cannot be read, or wrong usage."""

PIPE_WIDTH = 100
"""Columns of what is written into a pipe or file."""

STANDARD_INPUT = "-"
"""The name of standard input among files."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def console(*, stderr: bool = False) -> Console:
    """Return a console that colours its output on a terminal and writes plain text elsewhere.

    What it prints is data: nothing in it is taken for markup, and nothing is added that is not there.
    """
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(stderr=stderr, width=width, markup=False, emoji=False, highlight=False)


def printable(text: str) -> str:
    r"""Return text for one line of a terminal: what would move the cursor, change colours or turn text is written out.

    >>> printable("one\ntwo")
    'one\\ntwo'
    """
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def file_name(value: str) -> None:
    """Refuse what was meant as an option.

    Raises:
        ValueError: It begins with a hyphen and is not standard input.
    """
    if value.startswith("-") and value != STANDARD_INPUT:
        raise ValueError(f"there is no such option; a file of that name is ./{value}")


def opened(file: str) -> tuple[str | IO[bytes], FormatName | None]:
    """Return what to read for a file's name, and its format where the name cannot tell it.

    Standard input is taken for JSON where it begins with a brace, else for YAML.
    """
    if file != STANDARD_INPUT:
        return file, None
    data = sys.stdin.buffer.read()
    is_json = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    return io.BytesIO(data), "json" if is_json else "yaml"
