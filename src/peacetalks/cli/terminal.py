"""What the commands share: consoles, text that is safe to print, and exit codes."""

from __future__ import annotations

import re
import sys

from rich.console import Console
from rich.text import Text

DONE, PROBLEMS, UNREADABLE = 0, 1, 2
"""Exit codes: all is well; the data have problems; a file cannot be read, or wrong usage."""

PIPE_WIDTH = 100
"""Columns of what is written into a pipe or file."""

NARROWEST = 20
"""Fewest columns for a paragraph, however narrow the terminal is."""

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


def say(message: str) -> None:
    """Say one line about the run itself on stderr."""
    console(stderr=True).print(Text(f"peacetalks: {printable(message)}"), soft_wrap=True)


def refuse(message: str) -> int:
    """Say in one line on stderr why nothing is done, and return the exit code that says so."""
    say(message)
    return UNREADABLE


def write_paragraph(out: Console, text: Text, head: Text | str = "", margin: str = "") -> None:
    """Write a paragraph that begins with ``head``, its further lines set in by ``margin``."""
    for number, line in enumerate(text.wrap(out, max(out.width - len(margin), NARROWEST), overflow="fold") or [Text()]):
        line.rstrip()
        out.print(Text.assemble(margin if number else head, line), soft_wrap=True)


def write_bytes(data: bytes) -> None:
    """Write data for programs to standard output, byte for byte whatever the terminal's letters are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
