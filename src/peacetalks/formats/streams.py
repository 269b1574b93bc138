"""Streams: records one at a time, for data that do not fit into memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import attrs

from peacetalks.checks import RULES, DatasetRule, Records, record_problems
from peacetalks.convert.row import header_row, row_of
from peacetalks.dates import Date
from peacetalks.formats.jsonl import Groups, examine, write_rows
from peacetalks.formats.reading import told
from peacetalks.formats.registry import FormatName, name_of_format
from peacetalks.formats.rows import Stream
from peacetalks.formats.sources import PathOrFile, opened
from peacetalks.formats.writing import write_file
from peacetalks.limits import GREATEST_REPORT
from peacetalks.plain import wrong_type
from peacetalks.problems import Problem, Severity, ValidationError, in_order, refusal
from peacetalks.records import Record

NOT_RUN_ON_STREAMS: tuple[str, ...] = tuple(rule.code for rule in RULES if isinstance(rule, DatasetRule))
"""Codes of the rules that need the whole dataset, and that :func:`check_records` does not run."""


def read_records(
    source: PathOrFile,
    *,
    format: FormatName | None = None,
    on_error: Callable[[ValidationError], object] | None = None,
) -> Iterator[Record]:
    """Yield the records of a JSON Lines file one at a time; no more than one of them is held.

    Each record is sound in itself. Whether ids are unique and references lead somewhere is not looked at:
    :func:`check_records` does that.

    Args:
        source: A path, or an open file, compressed with gzip or not.
        format: ``jsonl``, where the name does not tell it.
        on_error: Is called with what is wrong with a line, and reading goes on; by default it is raised.

    Raises:
        ValidationError: Everything that is wrong with the first line that cannot be read.
        OSError: The file cannot be opened or read.
    """
    _require_stream(source, format)
    with opened(source) as file:
        for row in Stream(file).rows():
            try:
                content = row.content()
            except ValidationError as refused:
                if on_error is None:
                    raise
                on_error(refused)
                continue
            if isinstance(content, Record):
                yield content


def read_header(source: PathOrFile, *, format: FormatName | None = None) -> dict[str, str | Date]:
    """Return the header of a JSON Lines file: the fields of the dataset that stand in its first line.

    Pass them on as they are: ``write_records(records, path, **header)``, ``Dataset.from_records(records, **header)``.

    Args:
        source: A path, or an open file, compressed with gzip or not.
        format: ``jsonl``, where the name does not tell it.

    Raises:
        ValidationError: Everything that is wrong with the first line.
        OSError: The file cannot be opened or read.
    """
    _require_stream(source, format)
    with opened(source) as file:
        contents = (row.content() for row in Stream(file).rows())
        first: Any = next(contents, None)
        return first if isinstance(first, dict) else {}


def write_records(records: Iterable[Record], path: str | os.PathLike[str], **header: str | Date) -> None:
    """Write records to a JSON Lines file one at a time, atomically, in the order in which they come.

    Use :func:`~peacetalks.dump` for the canonical order.

    Args:
        records: The records; no more than some of them are held at a time.
        path: Where. The name ends in ``.jsonl``, or in ``.jsonl.gz`` for a compressed file.
        header: Fields of the dataset's header.

    Raises:
        OSError: The file cannot be written; an old one is left as it was.
        ValidationError: What is no record (``wrong-type``), a broken field of the header, or a name that tells no or
            another format (``not-readable``); an old file is left as it was.
    """
    _require_stream(path, None)
    write_file(path, write_rows(chain([header_row(header)], map(_row, records))))


def check_records(source: PathOrFile, *, format: FormatName | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a JSON Lines file without ever holding its records; bad data never raise.

    Shape, integrity across the whole stream, and those rules of meaning that a record keeps or breaks by itself. The
    rules in :data:`NOT_RUN_ON_STREAMS` need the whole dataset: :func:`~peacetalks.check` runs all of them. What is held
    is the ids of the records with their types, and at most as many ids that were referred to before they came.

    Args:
        source: A path, or an open file, compressed with gzip or not. A pipe is kept in a temporary file, since a stream
            is read a second time where something is wrong.
        format: ``jsonl``, where the name does not tell it.

    Returns:
        The problems in the order of lines, with paths from the root of each record.
    """
    return told(lambda: _problems(source, format))


def _problems(source: PathOrFile, format: FormatName | None) -> list[Problem]:
    found: dict[Severity, list[Problem]] = {"error": [], "warning": []}

    def look(lines: Mapping[str, int], groups: Groups) -> None:
        for problem in record_problems(Records(groups), RULES):
            if len(found[problem.severity]) <= GREATEST_REPORT:
                found[problem.severity].append(attrs.evolve(problem, line=lines[problem.record or ""]))

    _require_stream(source, format)
    with opened(source) as file:
        stream = Stream(file)
        _, problems = examine(stream, look)
    return [*stream.migration.told, *(problems or in_order(chain(*found.values())))]


def _require_stream(file: PathOrFile, format: str | None) -> None:
    found = name_of_format(file, format)
    if found != "jsonl":
        message = f"expected a stream, which is in the format 'jsonl', found {found!r}; use load, check and dump for it"
        raise refusal("not-readable", message, found)


def _row(record: Record) -> dict[str, Any]:
    if not isinstance(record, Record):
        raise wrong_type(record, "a record", "build one, such as a Party(…)")
    return row_of(record)
