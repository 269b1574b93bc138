"""Tables of other projects: rows out of CSV files as they come, whatever their encoding and the state of cells."""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any, TypeAlias, cast

import attrs

from peacetalks.formats.faults import not_utf8
from peacetalks.formats.packing import unpacked
from peacetalks.formats.sources import BYTE_ORDER_MARK, opened
from peacetalks.importers.report import Report
from peacetalks.importers.values import UNNAMED, cleaned, column_name, written
from peacetalks.plain import kind_of, wrong_type

Rows: TypeAlias = Iterable[Mapping[str, object]]
PathOrRows: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str] | Rows
"""What an importer reads: a path, an open file, or rows as dicts (as of ``csv.DictReader``)."""

READ_AT_ONCE = 2**16
"""Bytes that are looked at together when the encoding of a file is told."""

WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that spreadsheets call "Unicode text"."""


@attrs.frozen
class Row:
    """A row of a table."""

    number: int
    """Its number, counted from 1 below the header; blank rows count too."""
    cells: Mapping[str, str]
    """What stands in it, verbatim, by the names of the columns; ``""`` in an empty cell."""


def read_rows(source: PathOrRows, report: Report, *, delimiter: str = ",") -> Iterator[Row]:
    """Yield the rows of a table that are not blank, one at a time.

    A file is CSV in UTF-8, with or without a byte order mark, in UTF-16 with one, or else in Windows-1252; compressed
    with gzip or not. What is odd about a row is told to ``report``, and the row is yielded as far as it can be read;
    one that cannot be read at all is left out, and the next one is read. A file that was open stays so.

    Args:
        source: The table.
        report: Where the problems of its rows are told.
        delimiter: What parts the cells of a row in a file.

    Raises:
        ValidationError: ``wrong-type``: the source is nothing that can be read; ``not-readable`` for damaged gzip, and
            for a file opened as text in an encoding that it does not have; ``invalid-syntax`` for hostile gzip.
        OSError: The file cannot be opened or read.
    """
    if isinstance(source, str | os.PathLike) or hasattr(source, "read"):
        with _lines(cast("str", source), report) as lines:
            yield from _rows(csv.reader(lines, delimiter=delimiter), report)
    elif isinstance(source, Iterable) and not isinstance(source, bytes | bytearray | memoryview | Mapping):
        yield from _given(source, report)
    else:
        raise wrong_type(source, "a path, an open file or rows", "give the path of a CSV file, or a list of dicts")


@contextmanager
def _lines(source: str | os.PathLike[str] | IO[bytes] | IO[str], report: Report) -> Iterator[Iterable[str]]:
    with opened(source) as given:
        file: IO[Any] = given.file
        if isinstance(file.read(0), str):
            yield _as_text(file)
            return
        encoding = _encoding(unpacked(file))
        file.seek(given.start)
        if encoding != "utf-8-sig":
            name = {"cp1252": "Windows-1252", "utf-16": "UTF-16"}[encoding]
            report.tell(0, None, None, "changed", f"the file is not UTF-8; it was read as {name}")
        lines = io.TextIOWrapper(unpacked(file), encoding=encoding, errors="leave_nothing_out", newline="")
        try:
            yield lines
        finally:
            lines.detach()  # or it would close a file that is not ours


def _as_text(file: IO[str]) -> Iterator[str]:
    """Yield the lines of a file that was opened as text, without the mark that some editors put in front."""
    try:
        for number, line in enumerate(file):
            yield line if number else line.removeprefix(BYTE_ORDER_MARK)
    except UnicodeDecodeError as error:  # it was opened in another encoding than it has
        raise not_utf8(error.object, error.start) from None


def _encoding(stream: IO[bytes]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    some = stream.read(READ_AT_ONCE)
    if some.startswith(WIDE_MARKS):
        return "utf-16"
    try:
        while some:
            decoder.decode(some)
            some = stream.read(READ_AT_ONCE)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _leave_nothing_out(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that an encoding leaves open as the control characters of those numbers, as browsers do."""
    open_to = cast("UnicodeDecodeError", error)  # nothing is encoded here
    return open_to.object[open_to.start : open_to.end].decode("latin-1"), open_to.end


codecs.register_error("leave_nothing_out", _leave_nothing_out)


def _rows(reader: Any, report: Report) -> Iterator[Row]:
    names: list[str] | None = None
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            report.tell(number, None, None, "refused", f"the row cannot be read ({error}); it was left out")
            continue
        if names is None:
            if any(cell.strip() for cell in cells):
                names = _names(cells, report)
            continue
        number += 1
        if any(cell.strip() for cell in cells):
            yield Row(number, dict(_cells(number, names, cells, report)))


def _names(header: Iterable[str], report: Report) -> list[str]:
    """Return the names of the columns under a header, each of them once."""
    names: list[str] = []
    for place, cell in enumerate(header, start=1):
        name = column_name(cell)
        if name in names:
            other = f"column {place}"
            while other in names:
                other += "+"
            if name != UNNAMED:
                report.tell(0, name, cell, "changed", f"two columns have this name; the later one is called {other!r}")
            name = other
        names.append(name)
    return names


def _cells(number: int, names: list[str], cells: list[str], report: Report) -> Iterator[tuple[str, str]]:
    if len(cells) < len(names):
        missing = len(names) - len(cells)
        report.tell(number, None, None, "changed", f"the row is {missing} cells short; they were taken to be empty")
    for place, name in enumerate(names):
        yield name, cleaned(number, name, cells[place] if place < len(cells) else "", report)
    for place, cell in enumerate(cells[len(names) :], start=len(names) + 1):
        if cell.strip():
            name = f"beyond column {place - 1}"
            report.tell(number, name, cell, "kept", "the cell stands beyond the last column; it was kept as it is")
            yield name, cleaned(number, name, cell, report)


def _given(rows: Rows, report: Report) -> Iterator[Row]:
    headers: dict[tuple[object, ...], list[str]] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, Mapping):
            report.tell(number, None, row, "refused", f"found {kind_of(row)}, expected a dict; it was left out")
            continue
        keys = tuple(row)
        if keys not in headers:
            headers[keys] = _names(("" if key is None else written(key) for key in keys), report)
        cells = {
            name: cleaned(number, name, _told(number, name, row[key], report), report)
            for name, key in zip(headers[keys], keys, strict=True)
        }
        if any(cell.strip() for cell in cells.values()):
            yield Row(number, cells)


def _told(number: int, name: str, value: object, report: Report) -> str:
    """Return a value as the text of a cell, and tell where it is of a kind that no cell holds."""
    if not isinstance(value, str | int | float | None) and not hasattr(value, "isoformat"):
        report.tell(number, name, value, "changed", f"found {kind_of(value)}, expected text; it was written out")
    return written(value)
