"""What the commands share: consoles, and reading from files or standard input."""

from __future__ import annotations

import io
import sys
from typing import IO

from rich.console import Console

from peacetalks.formats.registry import FormatName

PIPE_WIDTH = 100
"""Columns of what is written into a pipe or file."""

STANDARD_INPUT = "-"
"""The name of standard input among files."""


def console(*, stderr: bool = False) -> Console:
    """Return a console that colours its output on a terminal and writes plain text elsewhere."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, soft_wrap=False, width=None if stream.isatty() else PIPE_WIDTH)


def opened(file: str) -> tuple[str | IO[bytes], FormatName | None]:
    """Return what to read for a file's name, and its format where the name cannot tell it.

    Standard input is taken for JSON where it begins with a brace, else for YAML.
    """
    if file != STANDARD_INPUT:
        return file, None
    data = sys.stdin.buffer.read()
    is_json = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    return io.BytesIO(data), "json" if is_json else "yaml"
