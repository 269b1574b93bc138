"""``peacetalks codelist``: which codes a field takes, and what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from peacetalks import NotFoundError
from peacetalks.cli.tables import WRITERS, Table, TableFormat
from peacetalks.cli.terminal import DONE, refuse
from peacetalks.codelists import Codelist, codelist_names
from peacetalks.codelists import codelist as codelist_named
from peacetalks.codelists.loader import read_table

if TYPE_CHECKING:
    from peacetalks.query import Cell


def codelist(name: str | None = None, /, *, format: TableFormat = "text") -> int:
    """Show the codes of a codelist and what they mean; without a name, all codelists.

    Args:
        name: A codelist, such as `party_kind`.
        format: How to show it: `text` for people, `json` for programs (an array of objects), `csv` as the lists are
            published, `markdown` for pages.
    """
    try:
        table = _all_lists() if name is None else _one_list(codelist_named(name))
    except NotFoundError as error:
        return refuse(f"{error} (all of them: peacetalks codelist)")
    WRITERS[format](table)
    return DONE


def _all_lists() -> Table:
    lists = [codelist_named(name) for name in codelist_names()]
    rows: list[dict[str, Cell]] = [
        {"name": one.name, "label": one.label, "definition": one.definition, "closed": one.closed, "codes": len(one)}
        for one in lists
    ]
    remarks = ("peacetalks codelist NAME shows the codes of one.",)
    return Table(f"{len(lists)} codelists", remarks, list(rows[0]), rows)


def _one_list(found: Codelist) -> Table:
    rows: list[dict[str, Cell]] = [
        {column: text or None for column, text in row.items()} for row in read_table(found.name)
    ]
    openness = (
        "The list is closed: there are no other codes."
        if found.closed
        else "The list is open: a code of your own is namespaced, such as example.org:code."
    )
    return Table(f"{found.name}: {found.label}", (found.definition, openness), list(rows[0]), rows)
