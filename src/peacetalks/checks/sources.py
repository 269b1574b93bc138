"""Rules about evidence and use: claims without a source, records that nothing refers to, codes of the past."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peacetalks.checks.rule import Finding, Records
from peacetalks.codelists import Codelist, Term, codelist
from peacetalks.dataset import Dataset
from peacetalks.fields import columns, is_coded, refers
from peacetalks.records import (
    Assessment,
    Demand,
    Exchange,
    Issue,
    Linkage,
    Measure,
    Participation,
    Party,
    Place,
    Position,
    Record,
    Source,
    Statement,
    type_name,
)

CLAIMS = (Participation, Demand, Linkage, Position, Statement, Exchange, Measure, Assessment)
"""Types of record that nobody should make without a source."""

MEANT_FOR_USE = (Source, Place, Party, Issue)
"""Types of record that exist for others to refer to."""


def unsourced_claims(records: Records) -> Iterator[Finding]:
    """Find claims without a citation; a history of which every event is cited counts as cited."""
    for record in records:
        if isinstance(record, CLAIMS) and not record.citations and not _is_history_cited(record):
            yield Finding(record, (), f"this {type_name(type(record))} is somebody's claim; cite where it comes from")


def _is_history_cited(record: Record) -> bool:
    history = getattr(record, "history", ())
    return bool(history) and all(event.citations for event in history)


def unused_records(dataset: Dataset) -> Iterator[Finding]:
    """Find sources, places, parties and issues that nothing refers to; a reference to itself is an error of its own."""
    used: set[str] = set()
    for cls, records in dataset.by_type():
        used.update(*(column.values(records) for column in columns(cls, refers)))
    for record in dataset:
        if isinstance(record, MEANT_FOR_USE) and record.id not in used:
            yield Finding(record, (), f"nothing refers to this {type_name(type(record))}; use or remove it")


def deprecated_codes(records: Records, lists: Callable[[str], Codelist] = codelist) -> Iterator[Finding]:
    """Find codes that their codelist no longer recommends.

    Args:
        records: Where to look.
        lists: Returns a codelist by name.
    """
    for cls, group in records.groups.items():
        for column in columns(cls, is_coded):
            field = column.field
            deprecated = {term.code: term for term in lists(field.codelist or field.statuses or "") if term.deprecated}
            for record in group if deprecated else ():
                for place, value in column.located(record):
                    code, steps = (value.status, (*place, "status")) if field.statuses else (value, place)
                    if code in deprecated:
                        yield Finding(record, steps, _deprecation(deprecated[code]), code)


def _deprecation(term: Term) -> str:
    instead = f"write {term.replaced_by!r}" if term.replaced_by else "choose another code"
    return f"deprecated since version {term.deprecated}; {instead}"
