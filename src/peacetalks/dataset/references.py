"""References between records: where each stands and what it may point to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from peacetalks.fields import columns, refers
from peacetalks.problems import pointer
from peacetalks.records import Record


@attrs.frozen
class Reference:
    """One reference: the record that refers, the place in it, and the id that stands there."""

    record: Record
    """Record that refers."""
    path: str
    """JSON Pointer from that record's root to the reference."""
    target: str
    """Id that is referred to."""

    @property
    def field(self) -> str:
        """Name of the field that refers; the innermost one for references in events and citations."""
        return [step for step in self.path.split("/") if not step.isdigit()][-1]


def references(record: Record) -> Iterator[Reference]:
    """Yield every reference that a record makes, also those in its events and citations."""
    for column in columns(type(record), refers):
        for place, target in column.located(record):
            yield Reference(record, pointer(*place), target)


def referrers(records: Iterable[Record]) -> dict[str, tuple[Reference, ...]]:
    """Return the references of all records, grouped by the id that they point to."""
    found: dict[str, list[Reference]] = {}
    for record in records:
        for reference in references(record):
            found.setdefault(reference.target, []).append(reference)
    return {target: tuple(pointing) for target, pointing in found.items()}
