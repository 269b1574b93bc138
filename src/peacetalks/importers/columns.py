"""The columns of other projects' tables: each listed once, with what becomes of it, in a CSV beside the importer."""

from __future__ import annotations

import csv
import functools
from importlib import resources

import attrs

from peacetalks.importers.values import column_name


@attrs.frozen
class Column:
    """A column of a table, and what becomes of it."""

    name: str
    """Its name, as rows have it: without spaces around it, ``unnamed`` where the table gives none."""
    header: str
    """Its name as the table has it."""
    target: str
    """Where its content goes, in our words (``Agreement.date``); ``extra`` for what is only kept."""
    rule: str
    """Name of the importer's rule that reads it and writes it back."""
    argument: str
    """What the rule needs to know, such as a topic; ``""`` for nothing."""
    note: str
    """What a user of the column should know."""


@functools.cache
def columns_of(scheme: str) -> tuple[Column, ...]:
    """Return the columns of a scheme's table (``ucdp``, ``pax``), in the order in which it has them."""
    text = resources.files("peacetalks.importers").joinpath(f"{scheme}_columns.csv").read_text(encoding="utf-8")
    return tuple(
        Column(
            name=column_name(row["column"]),
            header=row["column"],
            target=row["target"],
            rule=row["rule"],
            argument=row["argument"],
            note=row["note"],
        )
        for row in csv.DictReader(text.splitlines(keepends=True))
    )
