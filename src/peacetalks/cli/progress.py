"""Progress of long work: on stderr, where that is a terminal, and gone when the work is done."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from peacetalks.cli.terminal import console, printable

if TYPE_CHECKING:
    from rich.progress import Progress

LARGE = 5_000_000
"""Bytes of a file from which work on it is long enough to show."""

PIECE = 2**16
"""Bytes that are read of a file before the bar moves on."""


@contextmanager
def watched(file: IO[bytes], size: int, name: str, large: int = LARGE) -> Iterator[IO[bytes]]:
    """Yield a file that shows how far it has been read, then that it is being checked; a small one as it is.

    Args:
        file: The file, from where it stands.
        size: The bytes that it has from there on.
        name: What to call it.
        large: Bytes from which work on such a file is long enough to show.
    """
    if not _is_shown(size, large):
        yield file
        return
    with _progress() as progress:
        bar = _Bar(progress, name, file.tell(), size)
        yield cast("IO[bytes]", io.BufferedReader(_Watched(file, bar.reached), PIECE))


@contextmanager
def working(what: str, size: int, large: int = LARGE) -> Iterator[None]:
    """Show that work goes on, for the duration of a ``with`` block; that on a small file is not shown.

    Args:
        what: What is done.
        size: Bytes of the file that it is done with.
        large: Bytes from which it is long enough to show.
    """
    if not _is_shown(size, large):
        yield
        return
    with _progress() as progress:
        progress.add_task(printable(what), total=None)
        yield


def _is_shown(size: int, large: int) -> bool:
    return size >= large and sys.stderr.isatty() and console(stderr=True).is_interactive


def _progress() -> Progress:
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


class _Bar:
    """Shows how far a file has been read, as often as it is read, and what goes on once it has been."""

    def __init__(self, progress: Progress, name: str, start: int, size: int) -> None:
        self._progress = progress
        self._name = printable(name)
        self._start = start
        self._size = size
        self._task = progress.add_task(f"reading {self._name}", total=size)
        self._is_read = False

    def reached(self, position: int) -> None:
        """Move on to a position in the file."""
        done = position - self._start
        was_read, self._is_read = self._is_read, done >= self._size
        if self._is_read and not was_read:
            self._begin(f"checking {self._name}", None)
        elif was_read and not self._is_read:
            self._begin(f"reading {self._name} again", self._size)
        self._progress.update(self._task, completed=done)

    def _begin(self, what: str, total: int | None) -> None:
        self._progress.remove_task(self._task)
        self._task = self._progress.add_task(what, total=total)


class _Watched(io.RawIOBase):
    """A file that tells how far it has been read."""

    def __init__(self, file: IO[bytes], reached: Callable[[int], object]) -> None:
        self._file = file
        self._reached = reached

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._reached(self._file.tell())
        return len(content)
