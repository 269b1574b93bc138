"""Two datasets made into one: identical claims fold, differing ones stand side by side or are told as conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import attrs

from peacetalks.dataset.conflict import MergeConflict
from peacetalks.dataset.content import plain_of
from peacetalks.dataset.prune import pruned
from peacetalks.dataset.record_merge import merged_record, merged_value
from peacetalks.dataset.references import Reference, references
from peacetalks.fields import fields_of
from peacetalks.problems import pointer, pointer_steps
from peacetalks.records import Record

if TYPE_CHECKING:
    from peacetalks.dataset.dataset import Dataset

SomeDataset = TypeVar("SomeDataset", bound="Dataset")


@attrs.frozen
class Merge(Generic[SomeDataset]):
    """What came of merging two datasets."""

    dataset: SomeDataset
    """The merged dataset; where something could not be decided, it holds what the first of the two had."""
    conflicts: tuple[MergeConflict, ...]
    """What could not be decided: first the header, then the records by their ids."""


def merge(ours: SomeDataset, theirs: SomeDataset, base: SomeDataset | None) -> Merge[SomeDataset]:
    """Return two datasets as one; :meth:`Dataset.merge <peacetalks.Dataset.merge>` says how."""
    union = _Union.of(ours, theirs, base)
    union.unite()
    union.restore()
    header = dict(_header(ours, theirs, base, union.conflicts))
    conflicts = sorted(union.conflicts, key=lambda one: (one.record or "", one.path, one.kind))
    return Merge(type(ours).from_records(union.kept.values(), **header), tuple(conflicts))


def _header(
    ours: Dataset, theirs: Dataset, base: Dataset | None, conflicts: list[MergeConflict]
) -> Iterator[tuple[str, str | None]]:
    for field in fields_of(type(ours)):
        if not field.by_id:
            one, other, origin = (getattr(side, field.name, None) for side in (ours, theirs, base))
            value, is_sure = merged_value(one, other, origin, has_base=base is not None)
            yield field.name, value
            if not is_sure:
                sides = map(plain_of, (one, other, origin))
                conflicts.append(MergeConflict(None, pointer(field.name), "differs", *sides))


Records = dict[str, Record]
"""Records by id."""

Spot = tuple[str, str, str]
"""A reference as far as it can be told from others in every version: the record, the field and the target."""


@attrs.define
class _Union:
    """Records on their way into one dataset."""

    ours: Records
    theirs: Records
    base: Records
    kept: Records = attrs.field(factory=dict)
    deleted: Records = attrs.field(factory=dict)
    """Records that one side deleted and the other left as they were."""
    conflicts: list[MergeConflict] = attrs.field(factory=list)

    @classmethod
    def of(cls, ours: Dataset, theirs: Dataset, base: Dataset | None) -> _Union:
        """Return the records of the datasets, where one id is of one type.

        Of two records of different types with one id, that is kept which the other side did not change since
        ``base``, else ours. References to the other one are taken out, lest they lead to what they never meant.
        """
        one, other, origin = (_by_id(side) for side in (ours, theirs, base or ()))
        union = cls(one, other, origin)
        clashing = {id for id in one.keys() & other.keys() if type(one[id]) is not type(other[id])}
        if not clashing:
            return union
        given_up = {id for id in clashing if one[id] == origin.get(id) != other[id]}
        for id in sorted(clashing):
            if origin.get(id) not in (one[id], other[id]):
                union._doubt("type", id)
        known = {_spot(reference) for record in origin.values() for reference in references(record)}
        union.ours = union._without(one, given_up, known, is_ours=True)
        union.theirs = union._without(other, clashing - given_up, known, is_ours=False)
        union.base = _by_id(pruned((record for id, record in origin.items() if id not in clashing), clashing))
        return union

    def _without(self, records: Records, gone: set[str], known: set[Spot], *, is_ours: bool) -> Records:
        """Return the records of a side without some of them and without references to these; tell what is lost."""
        left = _by_id(pruned((record for id, record in records.items() if id not in gone), gone))
        for id, record in records.items():
            if id not in gone and left.get(id) is not record and self.base.get(id) != record:
                lost = _lost(record, left.get(id), known)
                for path, plain in lost.items():
                    sides = (plain, None) if is_ours else (None, plain)
                    self.conflicts.append(MergeConflict(id, path, "lost", *sides))
        return left

    def unite(self) -> None:
        """Settle record by record which are kept, and what they hold."""
        for id in {**self.ours, **self.theirs}:
            ours, theirs, base = self.ours.get(id), self.theirs.get(id), self.base.get(id)
            if ours is not None and theirs is not None:
                self.kept[id] = self._united(ours, theirs, base)
                continue
            (left,) = (one for one in (ours, theirs) if one is not None)
            if base == left:
                self.deleted[id] = left
                continue
            self.kept[id] = left
            if base is not None:
                self._doubt("deleted", id)

    def _united(self, ours: Record, theirs: Record, base: Record | None) -> Record:
        if ours == theirs or theirs == base:
            return ours
        if ours == base:
            return theirs
        record, conflicts = merged_record(ours, theirs, base if type(base) is type(ours) else None)
        self.conflicts += conflicts
        return record

    def restore(self) -> None:
        """Put back deleted records that something kept refers to."""
        new: Iterable[Record] = list(self.kept.values())
        while self.deleted and new:
            needed = {one.target for record in new for one in references(record)} & self.deleted.keys()
            for id in needed:
                self._doubt("needed", id)
                self.kept[id] = self.deleted.pop(id)
            new = [self.kept[id] for id in needed]

    def _doubt(self, kind: str, id: str) -> None:
        sides = (plain_of(side.get(id)) for side in (self.ours, self.theirs, self.base))
        self.conflicts.append(MergeConflict(id, "", kind, *sides))


def _by_id(records: Iterable[Record]) -> Records:
    return {record.id: record for record in records}


def _spot(reference: Reference) -> Spot:
    return reference.record.id, reference.field, reference.target


def _lost(record: Record, left: Record | None, known: set[Spot]) -> dict[str, Any]:
    """Return what a record has lost by pruning, as plain data by path: itself, or values and items of lists.

    Args:
        record: The record as it was.
        left: What is left of it.
        known: References that are not to be told.
    """
    if left is None:
        return {"": plain_of(record)}
    remaining = Counter(map(_spot, references(left)))
    lost: dict[str, Any] = {}
    for reference in references(record):
        spot = _spot(reference)
        remaining[spot] -= 1
        if remaining[spot] < 0 and spot not in known:
            name, *rest = pointer_steps(reference.path)
            value = getattr(record, name)
            is_list = isinstance(value, tuple)
            lost[pointer(name, *rest[:is_list])] = plain_of(value[int(rest[0])] if is_list else value)
    return lost
