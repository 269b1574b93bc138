"""How a dataset looks in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from peacetalks.fields import Field

SHOWN_RECORDS = 5
"""Records of each group that the page shows before it only counts."""


def html(dataset: object, *, groups: Mapping[str, object], header: Iterable[Field]) -> str:
    """Return a short page about a dataset: its header, and the first records of each group, all text escaped."""
    rows = [
        f"<tr><th>{escape(field.name)}</th><td>{escape(str(value))}</td></tr>"
        for field in header
        if (value := getattr(dataset, field.name)) is not None
    ]
    sections = [_section(group, records) for group in groups if (records := getattr(dataset, group))]
    return f"<div><table>{''.join(rows)}</table>{''.join(sections)}</div>"


def _section(group: str, records: tuple[object, ...]) -> str:
    shown = "".join(f"<li><code>{escape(repr(record))}</code></li>" for record in records[:SHOWN_RECORDS])
    more = len(records) - SHOWN_RECORDS
    if more > 0:
        shown += f"<li>… and {more} more</li>"
    return f"<details><summary>{len(records)} {escape(group)}</summary><ul>{shown}</ul></details>"
