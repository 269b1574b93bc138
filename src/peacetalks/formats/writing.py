"""Writing datasets: canonical bytes, and files that are whole at every moment."""

from __future__ import annotations

import os
from collections.abc import Iterable

from peacetalks.convert.collector import collector_paused
from peacetalks.dataset import Dataset
from peacetalks.formats.files import write_atomically
from peacetalks.formats.packing import packed
from peacetalks.formats.registry import FormatName, format_named, is_packed, name_of_format


def dumps(dataset: Dataset, *, format: FormatName = "json") -> str:
    """Return the canonical text of a dataset: the same for equal datasets, however they were built.

    Args:
        dataset: What to write.
        format: ``json``, ``jsonl`` or ``yaml``.

    Raises:
        ValidationError: ``not-readable``: there is no such format.
    """
    with collector_paused():
        return b"".join(format_named(format).write(dataset)).decode()


def dump(dataset: Dataset, path: str | os.PathLike[str], *, format: FormatName | None = None) -> None:
    """Write a dataset to a file, atomically: whoever reads it finds the old content or the new, never a mixture.

    Args:
        dataset: What to write.
        path: Where. The suffix tells the format; where the name ends in ``.gz``, the file is compressed.
        format: The format, where the suffix does not tell it.

    Raises:
        OSError: The file cannot be written; an old one is left as it was.
        ValidationError: ``not-readable``: neither suffix nor ``format`` tells a format.
    """
    chosen = format_named(name_of_format(path, format))
    with collector_paused():
        write_file(path, chosen.write(dataset))


def write_file(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> None:
    """Write bytes to a file, atomically, and compressed where its name says so."""
    write_atomically(path, packed(chunks) if is_packed(os.fspath(path)) else chunks)
