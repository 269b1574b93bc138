"""Rules about evidence and use: claims without a source, records that nothing refers to, codes of the past."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from peacetalks.checks.rule import Finding
from peacetalks.codelists import Codelist, codelist
from peacetalks.dataset import Dataset
from peacetalks.fields import Field, columns
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


def unsourced_claims(dataset: Dataset) -> Iterator[Finding]:
    """Find claims without a citation; a history of which every event is cited counts as cited."""
    for record in dataset:
        if isinstance(record, CLAIMS) and not record.citations and not _is_history_cited(record):
            yield Finding(record, (), f"this {type_name(type(record))} is somebody's claim; cite where it comes from")


def _is_history_cited(record: Record) -> bool:
    history = getattr(record, "history", ())
    return bool(history) and all(event.citations for event in history)


def unused_records(dataset: Dataset) -> Iterator[Finding]:
    """Find sources, places, parties and issues that no other record refers to."""
    for record in dataset:
        if isinstance(record, MEANT_FOR_USE) and all(
            reference.record is record for reference in dataset.referrers(record.id)
        ):
            yield Finding(record, (), f"nothing refers to this {type_name(type(record))}; use or remove it")


def deprecated_codes(dataset: Dataset, lists: Callable[[str], Codelist] = codelist) -> Iterator[Finding]:
    """Find codes that their codelist no longer recommends.

    Args:
        dataset: Where to look.
        lists: Returns a codelist by name.
    """
    for record in dataset:
        for column in columns(type(record), _is_coded):
            field = column.field
            terms = lists(field.codelist or field.statuses or "").by_code
            for place, value in column.located(record):
                code, steps = (value.status, (*place, "status")) if field.statuses else (value, place)
                term = terms.get(code)
                if term is not None and term.deprecated:
                    instead = f"write {term.replaced_by!r}" if term.replaced_by else "choose another code"
                    yield Finding(record, steps, f"deprecated since version {term.deprecated}; {instead}", code)


def _is_coded(field: Field) -> bool:
    return field.codelist is not None or field.statuses is not None
