"""Files: writes that leave the old file or the new one, never a mixture."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> None:
    """Write a file so that whoever looks finds all of the old content or all of the new.

    The bytes go into a temporary file in the same folder, are forced to disk, and take the name in one step. A
    symbolic link keeps pointing where it did; an existing file keeps its permissions. What is no file, such as a pipe
    or a terminal, is written to directly.

    Args:
        path: Where to write.
        chunks: What to write, in pieces; an exception that comes out of it leaves the old file as it was.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    if Path(path).exists() and not Path(path).is_file():
        with Path(path).open("wb") as file:
            file.writelines(chunks)
        return
    target = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(chunks)
            file.flush()
            temporary.chmod(_mode(target))
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _mode(target: Path) -> int:
    """Return the permissions that the file is to have: its own, or those that a new file gets."""
    try:
        return target.stat().st_mode & 0o7777
    except FileNotFoundError:
        mask = os.umask(0o077)  # asking means setting; strictly, since other threads may make files meanwhile
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
