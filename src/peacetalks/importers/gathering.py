"""Records of a dataset in the making: what many rows tell of is one record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from peacetalks.dataset import Dataset
from peacetalks.records import Record


class Gathering:
    """The records of a dataset in the making, by id, and its header.

    Rows that tell of the same thing make one record: lists hold what any row says, in the order in which it is told,
    and a field with one value has what the first row says that has any.
    """

    def __init__(self) -> None:
        self.header: dict[str, Any] = {}
        """Fields of the dataset's header, by name."""
        self._records: dict[str, Record] = {}
        self._provisional: set[str] = set()

    def add(self, record: Record, *, provisional: bool = False) -> str:
        """Add what a row tells of something, and return the record's id.

        Args:
            record: The record as the row alone would have it.
            provisional: Whether its name or kind are guesses, to be replaced once a row tells more.
        """
        known = self._records.get(record.id)
        if known is None or (record.id in self._provisional and not provisional):
            self._records[record.id] = record
            (self._provisional.add if provisional else self._provisional.discard)(record.id)
        elif not provisional:
            self._records[record.id] = _united(known, record)
        return record.id

    def extend(self, id: str, field: str, *items: object) -> None:
        """Add items that it does not hold yet to a list of a record."""
        record = self._records[id]
        changes: dict[str, Any] = {field: tuple(dict.fromkeys((*getattr(record, field), *items)))}
        self._records[id] = attrs.evolve(record, **changes)

    def get(self, id: str) -> Any:
        """Return the record with an id; ``None`` where there is none."""
        return self._records.get(id)

    def __getitem__(self, id: str) -> Any:
        return self._records[id]

    def __contains__(self, id: object) -> bool:
        return id in self._records

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def dataset(self) -> Dataset:
        """Return the dataset of the records."""
        return Dataset.from_records(self, **self.header)


def _united(known: Record, told: Record) -> Record:
    if known == told:
        return known
    changes: dict[str, Any] = {}
    for attribute in attrs.fields(type(known)):
        had, new = getattr(known, attribute.name), getattr(told, attribute.name)
        if isinstance(had, tuple):
            changes[attribute.name] = tuple(dict.fromkeys((*had, *new)))
        elif had == attribute.default:
            changes[attribute.name] = new
    return attrs.evolve(known, **changes)
