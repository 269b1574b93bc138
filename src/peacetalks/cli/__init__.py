"""The command line, ``peacetalks``; it needs the extra ``cli``."""

from __future__ import annotations

import io
import os
import sys

from peacetalks.problems import MissingExtraError


def main() -> None:
    """Run the command line with the arguments of the process, and leave with its exit code."""
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
