"""``peacetalks diff``: what differs between two datasets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from peacetalks import Dataset, ValidationError, load
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.sentences import sentence
from peacetalks.cli.sources import STANDARD_STREAM, Asked, File, opened
from peacetalks.cli.tables import WRITERS, Table, TableFormat
from peacetalks.cli.terminal import DONE, PROBLEMS, UNREADABLE, console, printable, refuse, write_paragraph
from peacetalks.dataset import Difference, FieldChange
from peacetalks.records import Record, type_name

if TYPE_CHECKING:
    from peacetalks.query import Cell

COLUMNS = ("change", "type", "id", "path", "before", "after")
"""The columns of the table for programs."""

MARGIN = "  "
"""What stands before what is told of a record."""


def diff(first: File, second: File, /, *, from_: Asked = None, format: TableFormat = "text") -> int:
    """Say what was added, removed, changed and renamed between two datasets.

    Args:
        first: A dataset; `-` is standard input.
        second: The dataset to compare it with.
        from_: The format of both; by default told by their names, or by how standard input begins.
        format: How to say it: `text` for people, `json` for programs (an array of objects), `csv`, `markdown` for
            pages; in these, values that are neither text nor number are written as JSON.
    """
    if first == second == STANDARD_STREAM:
        return refuse("standard input can be read once; give one of the two as a file")
    datasets: list[Dataset] = []
    for name in (first, second):
        try:
            with opened(name, from_) as given:
                datasets.append(load(given.source.file, format=given.format))
        except ValidationError as refused:
            write_refusal(name, refused.problems)
            return UNREADABLE
    before, after = datasets
    difference = before.diff(after)
    title = f"{first} and {second}: {_verdict(difference)}"
    if format == "text":
        _write_text(title, difference, before, after)
    else:
        WRITERS[format](Table(title, (), COLUMNS, list(_rows(difference, before))))
    return PROBLEMS if difference else DONE


def _verdict(difference: Difference) -> str:
    counts = {
        "added": difference.added,
        "removed": difference.removed,
        "changed": difference.changed,
        "renamed": difference.renamed,
    }
    told = [f"{_counted(len(found), 'record')} {what}" for what, found in counts.items() if found]
    told += [f"{_counted(len(difference.header), 'field')} of the header changed"] if difference.header else []
    return ", ".join(told) or "no difference"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _write_text(title: str, difference: Difference, before: Dataset, after: Dataset) -> None:
    out = console()
    write_paragraph(out, Text(printable(title), "bold"))
    if difference.header:
        _write_heading(out, "Header", len(difference.header))
        _write_fields(out, difference.header)
    if difference.renamed:
        _write_heading(out, "Renamed", len(difference.renamed))
    for renaming in difference.renamed:
        kind = type_name(type(before[renaming.before]))
        out.print(Text.assemble(f"{kind} ", (renaming.before, "cyan"), " → ", (renaming.after, "cyan")), soft_wrap=True)
    if difference.changed:
        _write_heading(out, "Changed", len(difference.changed))
    for change in difference.changed:
        out.print(Text.assemble(f"{type_name(type(change.after))} ", (change.id, "cyan")), soft_wrap=True)
        _write_fields(out, change.fields)
    _write_records(out, "Removed", difference.removed, before)
    _write_records(out, "Added", difference.added, after)


def _write_heading(out: Console, name: str, count: int) -> None:
    out.print()
    out.print(Text.assemble((name, "bold"), f" ({count})"))


def _write_fields(out: Console, changes: Iterable[FieldChange]) -> None:
    """Write where something differs: ``- `` before what is gone, ``+ `` before what has come, an arrow in between."""
    for change in changes:
        before, after = (None if value is None else _line(value) for value in (change.before, change.after))
        parts: list[str | tuple[str, str]] = []
        if before is not None:
            parts.append((before if after is not None else f"- {before}", "red"))
        if after is not None:
            parts += [" → "] if parts else []
            parts.append((after if before is not None else f"+ {after}", "green"))
        line = Text.assemble((printable(change.path), "dim"), ": ", *parts)
        write_paragraph(out, line, MARGIN, MARGIN * 2)


def _write_records(out: Console, name: str, records: tuple[Record, ...], dataset: Dataset) -> None:
    if records:
        _write_heading(out, name, len(records))
    for record in records:
        said = f": {printable(' '.join(sentence(record, dataset).split()))}"
        write_paragraph(out, Text.assemble(f"{type_name(type(record))} ", (record.id, "cyan"), said), "", MARGIN)


def _rows(difference: Difference, before: Dataset) -> Iterator[dict[str, Cell]]:
    """Yield what differs, each as the cells of a row; for a record that is gone or has come, its id is all."""

    def row(*cells: Cell) -> dict[str, Cell]:
        return dict(zip(COLUMNS, cells, strict=True))

    for field in difference.header:
        yield row("header", None, None, field.path, _cell(field.before), _cell(field.after))
    for one in difference.renamed:
        yield row("renamed", type_name(type(before[one.before])), one.before, "/id", one.before, one.after)
    for change in difference.changed:
        for field in change.fields:
            kind = type_name(type(change.after))
            yield row("changed", kind, change.id, field.path, _cell(field.before), _cell(field.after))
    for what, records in (("removed", difference.removed), ("added", difference.added)):
        for record in records:
            yield row(what, type_name(type(record)), record.id, None, None, None)


def _cell(plain: Any) -> Cell:
    return plain if plain is None or isinstance(plain, str | int | float) else _written(plain)


def _line(plain: object) -> str:
    """Return plain data as one line, in which line ends are written out, since they may be what differs."""
    return printable(plain if isinstance(plain, str) else _written(plain))


def _written(plain: object) -> str:
    """Return plain data as they would stand in a file."""
    return json.dumps(plain, ensure_ascii=False)
