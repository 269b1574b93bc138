"""Reading and checking datasets, whatever they come in: a path, an open file, text, a dict, a dataset."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

import attrs

from peacetalks.checks import RULES, meaning_problems
from peacetalks.convert import Document, read_document
from peacetalks.convert.collector import collector_paused
from peacetalks.dataset import Dataset
from peacetalks.formats.files import decoded, not_utf8
from peacetalks.formats.registry import Format, FormatName, format_named, format_of, invalid_syntax
from peacetalks.problems import Problem, ValidationError, refusal

PathOrFile = str | os.PathLike[str] | IO[bytes] | IO[str]
"""A path, or a file open for reading."""


def load(source: PathOrFile, *, format: FormatName | None = None) -> Dataset:
    """Read a dataset from a file.

    Args:
        source: A path, or an open file, text or binary.
        format: ``json`` or ``yaml``; by default told by the suffix of the file's name.

    Raises:
        ValidationError: Everything that is wrong with shape and integrity, with JSON Pointers and lines.
        OSError: The file cannot be opened or read.
    """
    text, chosen = _opened(source, format)
    return _loaded(text, chosen)


def loads(data: str | bytes | bytearray | memoryview, *, format: FormatName = "json") -> Dataset:
    """Read a dataset from text or UTF-8 bytes.

    Raises:
        ValidationError: Everything that is wrong with shape and integrity, with JSON Pointers and lines.
    """
    chosen = format_named(format)
    return _loaded(_text(data), chosen)


def check(source: PathOrFile | Dataset | Mapping[str, Any], *, format: FormatName | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong, or deserves a second look, in some data; bad data never raise.

    Shape and integrity are told in one call, on whatever could be read; meaning is looked at when those two hold.
    Warnings accepted by an annotation in the data are not told.

    Args:
        source: A path, an open file, a plain document as a dict, or a dataset.
        format: ``json`` or ``yaml``; by default told by the suffix of the file's name.

    Returns:
        The problems. Paths are JSON Pointers from the document's root, for a dataset from the record's root.
    """
    if isinstance(source, Dataset):
        return tuple(meaning_problems(source, RULES))
    if isinstance(source, Mapping):
        return tuple(_checked(read_document(dict(source))))
    try:
        text, chosen = _opened(source, format)
        document = _parsed(text, chosen)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return refusal("not-readable", f"the file cannot be read: {reason}; check its name").problems
    except ValidationError as refused:
        return refused.problems
    return tuple(_with_lines(_checked(document), text, chosen))


def _opened(source: PathOrFile, format: str | None) -> tuple[str, Format]:
    if isinstance(source, str | os.PathLike):
        chosen = format_of(os.fspath(source), format)
        return decoded(_bytes(source)), chosen
    chosen = format_of(str(getattr(source, "name", "")), format)
    try:
        return _text(source.read()), chosen
    except UnicodeDecodeError as error:  # of a file that was opened as text
        raise not_utf8(error.object, error.start) from None


def _bytes(path: str | os.PathLike[str]) -> bytes:
    try:
        return Path(path).read_bytes()
    except ValueError:  # U+0000 in the name
        raise refusal("not-readable", "no file can have this name; correct it", os.fspath(path)) from None


def _text(data: str | bytes | bytearray | memoryview) -> str:
    if not isinstance(data, str):
        return decoded(bytes(data))
    if not data.isascii():
        try:
            data.encode()
        except UnicodeEncodeError as error:
            line = data.count("\n", 0, error.start) + 1
            raise invalid_syntax("found half of a surrogate pair, which is no character; remove it", line) from None
    return data.removeprefix("\ufeff")


def _loaded(text: str, chosen: Format) -> Dataset:
    document = _parsed(text, chosen)
    if document.dataset is None or document.problems:
        raise ValidationError(_with_lines(document.problems, text, chosen))
    return document.dataset


def _parsed(text: str, chosen: Format) -> Document:
    with collector_paused():
        return read_document(*chosen.parse(text))


def _checked(document: Document) -> list[Problem]:
    """Return the document's problems, or else those of meaning as seen from the document's root."""
    if document.dataset is None or document.problems:
        return document.problems
    found = meaning_problems(document.dataset, RULES)
    prefixes = document.prefixes() if found else {}
    return [attrs.evolve(problem, path=prefixes.get(problem.record or "", "") + problem.path) for problem in found]


def _with_lines(problems: Iterable[Problem], text: str, chosen: Format) -> list[Problem]:
    """Return the problems with their lines, in the order of the text."""
    problems = list(problems)
    wanted = {problem.path for problem in problems if problem.line is None}
    lines = chosen.lines(text, wanted) if wanted else {}
    placed = [problem if problem.line else attrs.evolve(problem, line=lines[problem.path]) for problem in problems]
    return sorted(placed, key=lambda problem: problem.line or 0)
