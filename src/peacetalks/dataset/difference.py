"""What differs between two datasets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from peacetalks.dataset.content import plain_of
from peacetalks.dataset.fieldwise import FieldChange, field_changes
from peacetalks.dataset.renaming import renamings, with_renamed
from peacetalks.dates import Date
from peacetalks.fields import fields_of
from peacetalks.problems import LISTED_PROBLEMS, PeacetalksError, pointer, pointer_steps
from peacetalks.records import Record, type_name

if TYPE_CHECKING:
    from peacetalks.dataset.dataset import Dataset

    SomeDataset = TypeVar("SomeDataset", bound=Dataset)


class DifferenceError(PeacetalksError, ValueError):
    """A difference does not fit a dataset: ``reasons`` says all that is not as it was; the text lists twenty."""

    reasons: tuple[str, ...]

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__(reasons)

    def __str__(self) -> str:
        listed = self.reasons[:LISTED_PROBLEMS]
        left = len(self.reasons) - len(listed)
        return "\n".join(listed) + (f"\n… and {left} more" if left else "")


@attrs.frozen
class Change:
    """A record that both datasets have, and that says something else in the second."""

    id: str
    """Its id."""
    before: Record
    """The record in the first."""
    after: Record
    """The record in the second."""
    fields: tuple[FieldChange, ...]
    """Where the two differ; references that only follow a renamed record are not told."""


@attrs.frozen
class Renaming:
    """A record that says the same in both datasets, under different ids."""

    before: str
    """Its id in the first."""
    after: str
    """Its id in the second."""


@attrs.frozen
class Difference:
    """What has to be done to one dataset to make another of it; false where the two are equal.

    Nothing in it depends on the order of records. A record whose type differs under one id is removed and added.
    """

    added: tuple[Record, ...] = ()
    """Records that only the second has, in the order in which they are written."""
    removed: tuple[Record, ...] = ()
    """Records that only the first has."""
    changed: tuple[Change, ...] = ()
    """Records that both have and that differ, by more than references to renamed records."""
    renamed: tuple[Renaming, ...] = ()
    """Records that both have under different ids, ordered by the old one. A record that went and one that came are one
    only where they hold the same, and no other pair could be meant as well."""
    header: tuple[FieldChange, ...] = ()
    """Where the headers differ."""

    def __bool__(self) -> bool:
        return any((self.added, self.removed, self.changed, self.renamed, self.header))

    def apply(self, dataset: SomeDataset) -> SomeDataset:
        """Return a dataset changed as the first of the two would have to be to become the second.

        Renamed ids are exchanged in every record that refers to them. The dataset may hold more than the first did,
        as long as all that is removed, changed or renamed is there as it was.

        Raises:
            DifferenceError: Something is not as it was before; all of what is not, at once.
            ValidationError: ``dangling-reference`` where the dataset refers to what is removed.
        """
        reasons = tuple(self._hindrances(dataset))
        if reasons:
            raise DifferenceError(reasons)
        renamed = self._new_ids
        gone = {record.id for record in self.removed} | {change.id for change in self.changed}
        kept = (with_renamed(record, renamed) if renamed else record for record in dataset if record.id not in gone)
        records = [*kept, *(change.after for change in self.changed), *self.added]
        return type(dataset).from_records(records, **(dataset.header | self._new_header))

    @property
    def _new_ids(self) -> dict[str, str]:
        return {one.before: one.after for one in self.renamed}

    @property
    def _new_header(self) -> dict[str, Any]:
        return {name: _header_value(one.after) for one in self.header for name in pointer_steps(one.path)}

    def _hindrances(self, dataset: Dataset) -> Iterator[str]:
        """Yield what keeps the difference from being applied to a dataset."""
        for change in self.header:
            (name,) = pointer_steps(change.path)
            if plain_of(getattr(dataset, name)) != change.before:
                yield f"the header has another {name} than before"
        for before in (*self.removed, *(change.before for change in self.changed)):
            if dataset.get(before.id) != before:
                state = "is not as it was before" if before.id in dataset else "is not there"
                yield f"the {type_name(type(before))} {before.id!r} {state}"
        for old in self._new_ids:
            if old not in dataset:
                yield f"the record {old!r}, which is renamed, is not there"
        leaving = {record.id for record in self.removed} | self._new_ids.keys()
        for new in (*self._new_ids.values(), *(record.id for record in self.added)):
            if new in dataset and new not in leaving:
                yield f"there is a record {new!r} already"


def difference(before: Dataset, after: Dataset) -> Difference:
    """Return what differs between two datasets; see :class:`Difference`."""
    stayed = {record.id for record in before if type(record) is type(after.get(record.id))}
    gone = {record.id: record for record in before if record.id not in stayed}
    come = {record.id: record for record in after if record.id not in stayed}
    renamed = renamings(before, after, gone, come)
    new = set(renamed.values())
    return Difference(
        added=tuple(record for record in come.values() if record.id not in new),
        removed=tuple(record for record in gone.values() if record.id not in renamed),
        changed=tuple(_changes(before, after, stayed, renamed)),
        renamed=tuple(Renaming(*pair) for pair in sorted(renamed.items())),
        header=tuple(_header_changes(before, after)),
    )


def _changes(before: Dataset, after: Dataset, stayed: set[str], renamed: dict[str, str]) -> Iterator[Change]:
    for record in before:
        if record.id in stayed:
            followed, other = with_renamed(record, renamed) if renamed else record, after[record.id]
            if followed != other:
                yield Change(record.id, record, other, field_changes(followed, other))


def _header_changes(before: Dataset, after: Dataset) -> Iterator[FieldChange]:
    for field in fields_of(type(before)):
        one, other = getattr(before, field.name), getattr(after, field.name)
        if not field.by_id and one != other:
            yield FieldChange(pointer(field.name), plain_of(one), plain_of(other))


def _header_value(plain: object) -> object:
    return Date.from_plain(plain) if isinstance(plain, dict) else plain
