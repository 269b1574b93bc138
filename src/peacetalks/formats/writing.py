"""Writing datasets: canonical bytes, and files that are whole at every moment."""

from __future__ import annotations

import os

from peacetalks.convert import dataset_to_plain
from peacetalks.convert.collector import collector_paused
from peacetalks.dataset import Dataset
from peacetalks.formats.files import write_atomically
from peacetalks.formats.registry import Format, FormatName, format_named, format_of


def dumps(dataset: Dataset, *, format: FormatName = "json") -> str:
    """Return the canonical text of a dataset: the same for equal datasets, however they were built.

    Args:
        dataset: What to write.
        format: ``json`` or ``yaml``.

    Raises:
        ValidationError: ``not-readable``: there is no such format.
    """
    return _written(dataset, format_named(format)).decode()


def dump(dataset: Dataset, path: str | os.PathLike[str], *, format: FormatName | None = None) -> None:
    """Write a dataset to a file, atomically: whoever reads it finds the old content or the new, never a mixture.

    Args:
        dataset: What to write.
        path: Where; the suffix tells the format.
        format: The format, where the suffix does not tell it.

    Raises:
        OSError: The file cannot be written; an old one is left as it was.
        ValidationError: ``not-readable``: neither suffix nor ``format`` tells a format.
    """
    chosen = format_of(os.fspath(path), format)
    write_atomically(path, _written(dataset, chosen))


def _written(dataset: Dataset, chosen: Format) -> bytes:
    with collector_paused():
        return chosen.write(dataset_to_plain(dataset))
