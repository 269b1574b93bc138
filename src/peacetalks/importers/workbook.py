"""Workbooks: rows out of xlsx files, as a CSV file would have them; it needs the extra ``xlsx``."""

from __future__ import annotations

import datetime
import os
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any, cast

from peacetalks.formats.faults import invalid_syntax
from peacetalks.formats.sources import opened
from peacetalks.importers.table import PathOrRows
from peacetalks.importers.values import written
from peacetalks.limits import FREE_EXPANSION, GREATEST_EXPANSION
from peacetalks.problems import MissingExtraError, ValidationError, refusal

MAGIC = b"PK\x03\x04"
"""How a workbook begins, as every archive in the zip format."""

OLD_MAGIC = b"\xd0\xcf\x11\xe0"
"""How a workbook of the old format (xls) begins, and one with a password."""

MOST_ROWS = 2**20
"""Rows that a sheet can have; a number beyond that is none that a spreadsheet wrote."""


@contextmanager
def opened_table(source: PathOrRows) -> Iterator[Callable[[], PathOrRows]]:
    """Give what returns a table from its start, as often as it is called, so that nobody has to hold its rows.

    That is the rows of a workbook where the source is one, else the source itself. A workbook is told by its first
    bytes, not by its name. A file that was open stays so; what can be gone through only once is held.

    Raises:
        ValidationError: ``not-readable``: it is no workbook that can be read; ``invalid-syntax``: it is hostile.
        MissingExtraError: It is a workbook, and openpyxl is not installed.
        OSError: The file cannot be opened or read.
    """
    if not isinstance(source, str | os.PathLike) and not hasattr(source, "read"):
        rows = list(source) if isinstance(source, Iterator) else source
        yield lambda: rows
        return
    with opened(cast("str", source)) as given:
        file: IO[Any] = given.file
        begins = b"" if isinstance(file.read(0), str) else file.read(len(MAGIC))
        file.seek(given.start)
        if begins == OLD_MAGIC:
            raise _unreadable("it has the old format or a password; save it as xlsx without one")

        def table() -> PathOrRows:
            file.seek(given.start)
            return rows_of_workbook(file) if begins == MAGIC else file

        yield table


def rows_of_workbook(file: IO[bytes]) -> Iterator[dict[str, str]]:
    """Yield the rows below the header of a workbook's first sheet, one at a time; a blank row is an empty dict.

    The first row that is not blank is the header; where a name stands there twice, the later one has spaces behind it.
    Cells are text: whole numbers have no decimals (``365``), dates are written in ISO 8601, and of a formula there is
    the value that it had when the workbook was saved.

    Args:
        file: The workbook, a binary file that can be moved about in.

    Raises:
        ValidationError: ``not-readable``: the file is no workbook that can be read; ``invalid-syntax``: it holds far
            more than its size, as hostile files do.
        MissingExtraError: openpyxl is not installed.
        OSError: The file cannot be read.
    """
    names: list[str] = []
    for cells in _rows(file):
        if names:
            yield _named(names, cells) if any(cells) else {}
        elif any(cell.strip() for cell in cells):
            names = _header(cells)


def _header(cells: list[str]) -> list[str]:
    """Return the names of a header, each of them once."""
    names: list[str] = []
    for cell in cells:
        while cell in names:
            cell += " "
        names.append(cell)
    return names


def _named(names: list[str], cells: list[str]) -> dict[str, str]:
    row = dict.fromkeys(names, "") | dict(zip(names, cells, strict=False))
    beyond = ((place, cell) for place, cell in enumerate(cells[len(names) :], start=len(names) + 1) if cell)
    return row | {f"beyond column {place - 1}": cell for place, cell in beyond}


def text_of(value: object) -> str:
    """Return the value of a cell as text.

    >>> text_of(365.0), text_of(datetime.datetime(1999, 5, 27)), text_of(None)
    ('365', '1999-05-27', '')
    """
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() != datetime.time():
        return value.isoformat()
    return value if isinstance(value, str) else written(value)


def _rows(file: IO[bytes]) -> Iterator[list[str]]:
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != "openpyxl":
            raise
        raise MissingExtraError("reading a workbook needs an extra: pip install 'peacetalks[xlsx]'") from None
    most = _most(file)
    book = _tried(lambda: load_workbook(file, read_only=True, data_only=True, keep_links=False))
    try:
        if not book.worksheets:
            raise _unreadable("it has no sheet with cells")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what a sheet says of its own size need not be so
        values = sheet.iter_rows(values_only=True)
        given = 0
        for number, row in enumerate(iter(lambda: _tried(lambda: next(values, None)), None)):
            cells = [text_of(value) for value in row]
            given += sum(map(len, cells))
            if number >= MOST_ROWS or given > most:
                raise _too_large()
            yield cells
    finally:
        book.close()


def _most(file: IO[bytes]) -> int:
    """Return how much a workbook may hold; one that holds more is refused before anything of it is unpacked."""
    start = file.tell()
    most = max(FREE_EXPANSION, GREATEST_EXPANSION * (file.seek(0, os.SEEK_END) - start))
    file.seek(start)
    try:
        with zipfile.ZipFile(file) as archive:  # no more than the size that it states is unpacked of a member
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise _unreadable(str(error)) from None
    if size > most:
        raise _too_large()
    file.seek(start)
    return most


def _tried(step: Callable[[], Any]) -> Any:
    """Return what a step of openpyxl gives; whatever it raises of a broken file is told as our own refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and the like, which are nothing to us
            return step()
    except Exception as error:
        if isinstance(error, OSError) and error.errno is not None:  # of the file; openpyxl raises its own without one
            raise
        raise _unreadable(f"{type(error).__name__}: {error}") from None


def _unreadable(why: str) -> ValidationError:
    return refusal("not-readable", f"the workbook cannot be read ({why}); open it in a spreadsheet and save it again")


def _too_large() -> ValidationError:
    message = (
        f"the workbook holds more than {GREATEST_EXPANSION} times its size, as hostile files do; if you trust it, "
        "save its first sheet as CSV"
    )
    return invalid_syntax(message)
