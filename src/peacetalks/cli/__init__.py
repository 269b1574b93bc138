"""The command line, ``peacetalks``; it needs the extra ``cli``."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import NoReturn, TextIO

from peacetalks.problems import MissingExtraError


def main() -> None:
    """Run the command line with the arguments of the process, and leave with its exit code."""
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # say what an old terminal has no letters for in ASCII
    try:
        from peacetalks.cli.app import app
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in {"cyclopts", "rich"}:
            raise
        print(MissingExtraError("the command line needs an extra: pip install 'peacetalks[cli]'"), file=sys.stderr)
        sys.exit(2)
    try:
        try:
            app(sys.argv[1:])
        finally:
            sys.stdout.flush()  # here and not when Python ends, where nobody can catch what goes wrong
    except BrokenPipeError:  # the reader of our output has gone, as in `peacetalks show FILE | head`
        _leave(1)
    except OSError as error:  # such as a full disk; what goes wrong with files is told by the commands
        print(f"peacetalks: the output cannot be written: {error.strerror}", file=sys.stderr)
        _leave(2)


def _nowhere() -> TextIO:
    """Return what stands in for a stream that was closed, as with ``2>&-``; it is open as long as the process."""
    return Path(os.devnull).open("w", encoding="utf-8")


def _leave(code: int) -> NoReturn:
    """Leave with an exit code, and with what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
