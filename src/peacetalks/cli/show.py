"""``peacetalks show``: a dataset to read."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table
from rich.text import Text

from peacetalks import Dataset, ValidationError, load
from peacetalks.cli.sentences import sentence
from peacetalks.cli.terminal import console, opened
from peacetalks.dataset import GROUPS, HEADER
from peacetalks.records import Record

ID_WIDTH = 28
"""Columns for ids; longer ones are folded."""


def show(file: Annotated[str, Parameter(allow_leading_hyphen=True)], /) -> int:
    """Show what a dataset says, a line each record.

    Exit code 0: shown. 1: the data are not valid. 2: the file cannot be read, or wrong usage.

    Args:
        file: A dataset in JSON or YAML; `-` is standard input.
    """
    try:
        source, format = opened(file)
        dataset = load(source, format=format)
    except OSError as error:
        console(stderr=True).print(f"{file}: the file cannot be read: {error.strerror}", markup=False, soft_wrap=True)
        return 2
    except ValidationError as refused:
        console(stderr=True).print(f"{file}: {refused}", markup=False, soft_wrap=True)
        return 2 if any(problem.code == "not-readable" for problem in refused.problems) else 1
    _write(console(), dataset)
    return 0


def _write(out: Console, dataset: Dataset) -> None:
    for field in HEADER:
        value = getattr(dataset, field.name)
        if value is not None and field.name != "peacetalks":
            out.print(Text.assemble((f"{field.name}: ", "dim"), (str(value), "bold" if field.name == "title" else "")))
    for group in GROUPS:
        records = getattr(dataset, group)
        if records:
            out.print()
            out.print(Text(f"{group.capitalize()} ({len(records)})", "bold"))
            out.print(_table(records, dataset))


def _table(records: tuple[Record, ...], dataset: Dataset) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(width=ID_WIDTH, overflow="fold", style="cyan")
    table.add_column(overflow="fold")
    for record in records:
        table.add_row(Text(record.id), Text.assemble(sentence(record, dataset), (_cited(record), "dim")))
    return table


def _cited(record: Record) -> str:
    cited = [f"{citation.source} {citation.locator or ''}".strip() for citation in record.citations]
    return f" [{'; '.join(cited)}]" if cited else ""
