"""Tables: for people, for programs, for spreadsheets and for pages."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import attrs
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text

from peacetalks.cli.terminal import console, printable, write_bytes, write_paragraph

if TYPE_CHECKING:
    from peacetalks.query import Cell

TableFormat = Literal["text", "json", "csv", "markdown"]
"""Name of a way of writing tables."""

READABLE = 14
"""Columns of the screen that a column of a table needs, where it holds longer cells than that."""

_mark = re.compile(r"[\\`*|<\[]|(?<!\w)_|_(?!\w)")


@attrs.frozen
class Table:
    """Rows with the same columns, and what is to be said of them."""

    title: str
    """What it is called."""
    remarks: Sequence[str]
    """What people should know before they read it."""
    columns: Sequence[str]
    """Names of all columns."""
    rows: Sequence[Mapping[str, Cell]]
    """Cells by the names of their columns."""

    @property
    def filled_columns(self) -> list[str]:
        """Names of the columns in which something stands; of a table without rows, all of them."""
        return [column for column in self.columns if not self.rows or any(row[column] is not None for row in self.rows)]


def write_text(table: Table) -> None:
    """Write a table to read: ruled on a terminal, only aligned elsewhere; empty columns are left out.

    One that is too wide is written row by row.
    """
    out = console()
    write_paragraph(out, Text(table.title, "bold"))
    for remark in table.remarks:
        write_paragraph(out, Text(remark))
    columns = {name: [_shown(row[name]) for row in table.rows] for name in table.filled_columns}
    if table.rows:
        out.print()
        is_wide = sum(min(max(map(cell_len, cells)), READABLE) + 2 for cells in columns.values()) > out.width
        (_write_blocks if is_wide else _write_ruled)(out, columns)


def _write_ruled(out: Console, columns: Mapping[str, Sequence[str]]) -> None:
    with out.capture() as captured:
        out.print(_drawing(columns, out))
    for line in captured.get().splitlines():
        out.file.write(line.rstrip() + "\n")


def _write_blocks(out: Console, columns: Mapping[str, Sequence[str]]) -> None:
    """Write each row by itself, a line for each cell in which something stands."""
    width = max(len(name) for name in columns) + 2
    for number, cells in enumerate(zip(*columns.values(), strict=True)):
        if number:
            out.print()
        first = True
        for name, cell in zip(columns, cells, strict=True):
            if cell:
                head = Text(_heading(name).ljust(width), "dim")
                write_paragraph(out, Text(cell, "cyan" if first else ""), head, " " * width)
                first = False


def _drawing(columns: Mapping[str, Sequence[str]], out: Console) -> Drawing:
    drawing = Drawing(
        box=box.SIMPLE_HEAD if out.is_terminal else None,
        show_edge=False,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        header_style="bold",
    )
    widths = {name: max(map(cell_len, cells)) for name, cells in columns.items()}
    first, widest = next(iter(widths)), max(widths, key=widths.__getitem__)
    for name in columns:
        is_first = name == first
        drawing.add_column(
            _heading(name),
            style="cyan" if is_first else "",
            overflow="fold",
            no_wrap=is_first and widths[name] <= out.width // 2,
            max_width=None if name in (first, widest) else max(out.width // 5, len(name)),
        )
    for cells in zip(*columns.values(), strict=True):
        drawing.add_row(*map(Text, cells))
    return drawing


def write_json(table: Table) -> None:
    """Write a table as one JSON array of objects; in ASCII, so that it survives every pipe."""
    write_bytes(f"{json.dumps([dict(row) for row in table.rows], indent=2)}\n".encode())


def write_csv(table: Table) -> None:
    """Write a table as comma-separated values (RFC 4180), in UTF-8, lines ending as those of text files do."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(
        [str(cell).lower() if isinstance(cell, bool) else cell for cell in row.values()] for row in table.rows
    )
    write_bytes(text.getvalue().encode())


def write_markdown(table: Table) -> None:
    """Write a table as GitHub's Markdown; empty columns are left out."""
    columns = table.filled_columns
    rows = [[_heading(column) for column in columns], ["---"] * len(columns)]
    rows += [[_escaped(_shown(row[column])) for column in columns] for row in table.rows]
    lines = ["| " + " | ".join(cells) + " |" for cells in rows]
    remarks = [f"{remark}\n" for remark in (f"**{_escaped(table.title)}**", *map(_escaped, table.remarks))]
    write_bytes("".join(f"{line}\n" for line in [*remarks, *lines]).encode())


def _shown(cell: Cell) -> str:
    """Return what stands in a cell, for people."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else printable(str(cell))


def _heading(column: str) -> str:
    return column.replace("_", " ").capitalize()


def _escaped(text: str) -> str:
    r"""Return text for one line of Markdown, in which its own marks are plain."""
    return _mark.sub(r"\\\g<0>", text)


WRITERS: Mapping[str, Callable[[Table], None]] = {
    "text": write_text,
    "json": write_json,
    "csv": write_csv,
    "markdown": write_markdown,
}
"""The ways of writing tables, by the name of the format."""
