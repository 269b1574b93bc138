"""The command line, ``peacetalks``; it needs the extra ``cli``."""

from __future__ import annotations

import os
import sys

from peacetalks.problems import MissingExtraError


def main() -> None:
    """Run the command line with the arguments of the process, and leave with its exit code."""
    try:
        from peacetalks.cli.app import app
    except ModuleNotFoundError as missing:
        if missing.name not in {"cyclopts", "rich"}:
            raise
        print(MissingExtraError("the command line needs an extra: pip install 'peacetalks[cli]'"), file=sys.stderr)
        sys.exit(2)
    try:
        app()
    except BrokenPipeError:  # the reader of our output has gone, as in `peacetalks show FILE | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
