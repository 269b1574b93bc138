"""Files: bytes to text, and writes that leave the old file or the new one, never a mixture."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from peacetalks.problems import ValidationError, refusal

BYTE_ORDER_MARK = "\ufeff"
"""What some editors put in front of UTF-8."""


def decoded(data: bytes) -> str:
    """Return the text of UTF-8 bytes, without the byte order mark that some editors put in front.

    Raises:
        ValidationError: ``not-readable``: the bytes are not UTF-8.
    """
    try:
        return data.decode("utf-8").removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:
        raise not_utf8(data, error.start) from None


def not_utf8(data: bytes, at: int) -> ValidationError:
    """Return the refusal of bytes that are not UTF-8 from a place on."""
    return refusal("not-readable", f"byte {at} is not UTF-8; save the file as UTF-8", repr(data[at : at + 8]))


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write a file so that whoever looks finds all of the old content or all of the new.

    The bytes go into a temporary file in the same folder, are forced to disk, and take the name in one step. A
    symbolic link keeps pointing where it did; an existing file keeps its permissions. What is no file, such as a pipe
    or a terminal, is written to directly.

    Raises:
        OSError: The file cannot be written; the old one is as it was.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
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
