"""The formats that there are, and how one is chosen."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Literal, Protocol, cast

from peacetalks.dataset import Dataset
from peacetalks.formats.sources import PathOrFile, Source
from peacetalks.problems import Problem, refusal

FormatName = Literal["json", "jsonl", "yaml"]
"""Name of a format."""

SUFFIXES: Mapping[str, FormatName] = {".json": "json", ".jsonl": "jsonl", ".yaml": "yaml", ".yml": "yaml"}
"""Formats by the suffix of a file's name."""

PACKED_SUFFIX = ".gz"
"""What stands behind that suffix where the file is compressed."""


class Reading(Protocol):
    """What came out of reading something."""

    @property
    def dataset(self) -> Dataset | None:
        """The dataset, where shape and integrity hold."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with shape and integrity."""

    @property
    def changes(self) -> Sequence[Problem]:
        """What was changed on the way from an earlier version of the model, as warnings."""

    def placed(self, found: Sequence[Problem]) -> Sequence[Problem]:
        """Return problems of the dataset's records, seen from a record's root, as problems of what was read."""


class Format(Protocol):
    """What a format's module offers."""

    def read(self, source: Source) -> Reading:
        """Read a dataset as far as it can be read.

        Raises:
            ValidationError: ``invalid-syntax`` or ``not-readable``; nothing can be made of the text.
        """

    def write(self, dataset: Dataset) -> Iterator[bytes]:
        """Yield the canonical bytes of a dataset, in pieces."""


def format_named(name: str) -> Format:
    """Return a format by name.

    Raises:
        ValidationError: ``not-readable``: there is no such format.
    """
    known = tuple(dict.fromkeys(SUFFIXES.values()))
    if name not in known:
        message = f"there is no format {name!r}; known are {', '.join(known)}"
        raise refusal("not-readable", message, name)
    return cast("Format", importlib.import_module(f"peacetalks.formats.{name}"))


def name_of_format(file: PathOrFile, format: str | None, *, option: str = "format=") -> str:
    """Return the name of the format asked for, or else of that which the suffix of a file's name tells.

    Raises:
        ValidationError: ``not-readable``: the suffix tells no format; ``option`` would.
    """
    name = os.fspath(file) if isinstance(file, str | os.PathLike) else str(getattr(file, "name", ""))
    suffix = PurePath(name.lower().removesuffix(PACKED_SUFFIX)).suffix
    found = SUFFIXES.get(suffix) if format is None else format
    if found is None:
        message = f"the name tells no format; expected one of {', '.join(SUFFIXES)}, or say which with {option}"
        raise refusal("not-readable", message, name)
    return found


def is_packed(path: str) -> bool:
    """Tell whether a file of this name is compressed when it is written."""
    return path.lower().endswith(PACKED_SUFFIX)
