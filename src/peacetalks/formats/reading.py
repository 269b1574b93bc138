"""Reading and checking datasets, whatever they come in: a path, an open file, text, a dict, a dataset."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from peacetalks.checks import RULES, meaning_problems
from peacetalks.convert import read_document
from peacetalks.dataset import Dataset
from peacetalks.formats.registry import FormatName, Reading, format_named, name_of_format
from peacetalks.formats.sources import PathOrFile, Source, decoded, opened
from peacetalks.problems import Problem, ValidationError, refusal, reported


def load(source: PathOrFile, *, format: FormatName | None = None) -> Dataset:
    """Read a dataset from a file, compressed with gzip or not.

    Args:
        source: A path, or an open file, text or binary.
        format: ``json``, ``jsonl`` or ``yaml``; by default told by the suffix of the file's name.

    Raises:
        ValidationError: Everything that is wrong with shape and integrity, with JSON Pointers and lines.
        OSError: The file cannot be opened or read.
    """
    chosen = format_named(name_of_format(source, format))
    with opened(source) as file:
        return dataset_of(chosen.read(file))


def loads(data: str | bytes | bytearray | memoryview, *, format: FormatName = "json") -> Dataset:
    """Read a dataset from text or UTF-8 bytes; bytes may be compressed with gzip.

    Raises:
        ValidationError: Everything that is wrong with shape and integrity, with JSON Pointers and lines.
    """
    file = io.StringIO(decoded(data)) if isinstance(data, str) else io.BytesIO(data)
    return dataset_of(format_named(format).read(Source(file)))


def check(source: PathOrFile | Dataset | Mapping[str, Any], *, format: FormatName | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong, or deserves a second look, in some data; bad data never raise.

    Shape and integrity are told in one call, on whatever could be read; meaning is looked at when those two hold.
    Warnings accepted by an annotation in the data are not told. Of more than ten thousand problems the first ones are
    told, and that there are more.

    Args:
        source: A path, an open file, a plain document as a dict, or a dataset.
        format: ``json``, ``jsonl`` or ``yaml``; by default told by the suffix of the file's name.

    Returns:
        The problems. Paths are JSON Pointers from the root of the document; from that of the record for a dataset and
        for JSON Lines.
    """
    return told(lambda: _problems(source, format))


def told(look: Callable[[], Iterable[Problem]]) -> tuple[Problem, ...]:
    """Return the problems that ``look`` finds or raises, or that the file cannot be read."""
    try:
        return tuple(reported(look()))
    except OSError as error:
        return unreadable(error).problems
    except ValidationError as refused:
        return refused.problems


def unreadable(error: OSError) -> ValidationError:
    """Return what to say of a file that cannot be read."""
    reason = error.strerror or type(error).__name__
    return refusal("not-readable", f"the file cannot be read: {reason}; check its name")


def _problems(source: PathOrFile | Dataset | Mapping[str, Any], format: str | None) -> Sequence[Problem]:
    if isinstance(source, Dataset):
        return meaning_problems(source, RULES)
    if isinstance(source, Mapping):
        return _problems_of(read_document(dict(source)))
    chosen = format_named(name_of_format(source, format))
    with opened(source) as file:
        return _problems_of(chosen.read(file))


def _problems_of(reading: Reading) -> Sequence[Problem]:
    if reading.problems or reading.dataset is None:
        return [*reading.changes, *reading.problems]
    return [*reading.changes, *reading.placed(meaning_problems(reading.dataset, RULES))]


def dataset_of(reading: Reading) -> Dataset:
    """Return the dataset that was read.

    Raises:
        ValidationError: Everything that is wrong with shape and integrity.
    """
    if reading.problems or reading.dataset is None:
        raise ValidationError(reading.problems)
    return reading.dataset
