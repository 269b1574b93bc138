"""Two versions of one record made into one, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

from peacetalks.dataset.conflict import MergeConflict
from peacetalks.dataset.content import plain_of
from peacetalks.dataset.lists import Key, Lists
from peacetalks.dataset.union import Version, in_order, in_sequence, settled, survivors
from peacetalks.fields import Field, fields_of
from peacetalks.problems import pointer
from peacetalks.records import Record
from peacetalks.values import Extra

Held = TypeVar("Held")


def merged_record(ours: Record, theirs: Record, base: Record | None) -> tuple[Record, list[MergeConflict]]:
    """Return one record made of two of the same type and id, and what could not be decided.

    Args:
        ours: The record that is kept where the two cannot both be right.
        theirs: The other one.
        base: The record of which both were made; without it, what only one side has counts as added by it.
    """
    merge = _RecordMerge(ours, theirs, base)
    for field in fields_of(type(ours)):
        if not field.many and not field.is_id:
            merge.take_single(field)
    merge.take_lists()
    merge.keep_form()
    return attrs.evolve(ours, **merge.changes), merge.conflicts


def merged_value(ours: Held, theirs: Held, base: Held | None, *, has_base: bool) -> tuple[Held, bool]:
    """Return what a field with one value holds after a merge, and whether that is sure."""
    if ours == theirs:
        return ours, True
    if has_base:
        return (theirs, True) if ours == base else (ours, theirs == base)
    if ours is None or theirs is None:
        return (theirs if ours is None else ours), True
    return ours, False


class _RecordMerge:
    """One record in the making."""

    def __init__(self, ours: Record, theirs: Record, base: Record | None) -> None:
        self.ours, self.theirs, self.base = ours, theirs, base
        self.changes: dict[str, Any] = {}
        self.conflicts: list[MergeConflict] = []

    def take_single(self, field: Field) -> None:
        """Settle a field that holds one value, or a map of outside columns."""
        ours, theirs = getattr(self.ours, field.name), getattr(self.theirs, field.name)
        base = getattr(self.base, field.name, None)
        if isinstance(ours, Extra):
            self._take_extra(field.name, ours, theirs, Extra.of(base))
            return
        value, is_sure = merged_value(ours, theirs, base, has_base=self.base is not None)
        self.changes[field.name] = value
        if not is_sure:
            self._doubt("differs", field.name)

    def _take_extra(self, name: str, ours: Extra, theirs: Extra, base: Extra) -> None:
        columns: dict[str, str] = {}
        for key in sorted({*ours, *theirs}):
            sides = ours.get(key), theirs.get(key), base.get(key)
            value, is_sure = merged_value(*sides, has_base=self.base is not None)
            if value is not None:
                columns[key] = value
            if not is_sure:
                self.conflicts.append(MergeConflict(self.ours.id, pointer(name, key), "differs", *sides))
        self.changes[name] = Extra(columns)

    def take_lists(self) -> None:
        """Settle all lists together, since what stands in one may point into another."""
        versions = _Versions(
            Lists.of(self.ours), Lists.of(self.theirs), None if self.base is None else Lists.of(self.base)
        )
        fields = [field for field in fields_of(type(self.ours)) if field.many]
        held = {field.name: survivors(*versions.sides(field.name)) for field in fields}
        for field in fields:
            if len(held[field.name]) < field.at_least:
                held[field.name] = set(versions.ours.order[field.name])
                self._doubt("emptied", field.name)
        for name in sorted(versions.restore(held)):
            self._doubt("needed", name)
        order: dict[str, list[Key]] = {}
        for field in fields:
            order[field.name], is_known = versions.ordered(field, held[field.name])
            if not is_known:
                self._doubt("order", field.name)
        places = {name: {key: place for place, key in enumerate(keys)} for name, keys in order.items()}
        for name, keys in order.items():
            self.changes[name] = tuple(versions.of(name, key).moved(name, key, places) for key in keys)
        if "history" in order:
            self.conflicts.extend(self._misattributed(versions, order))

    def _misattributed(self, versions: _Versions, order: dict[str, list[Key]]) -> Iterator[MergeConflict]:
        """Yield the events that rest on the citations of their record, and now seem to rest on others as well."""
        sides = versions.sides("history")
        for index, (key, event) in enumerate(zip(order["history"], self.changes["history"], strict=True)):
            if event.citations or all(key in side for side in sides[:2]):
                continue
            own = versions.of("history", key).items["citations"]
            cited = zip(order["citations"], self.changes["citations"], strict=True)
            strangers = (citation for key, citation in cited if key not in own)
            if any(not one.supports or "/history" in one.supports for one in strangers):
                held = (plain_of(side[key].value) if side and key in side else None for side in sides)
                yield MergeConflict(self.ours.id, pointer("history", index), "sources", *held)

    def keep_form(self) -> None:
        """Keep what ours says where the sides took out, between them, all of what the type needs one of."""
        names = type(self.ours).form_fields
        left = {name: value for name in names if (value := self.changes[name]) is not None}
        if names and any(type(self.ours).form_problems(left)):
            for name in names:
                self.changes[name] = getattr(self.ours, name)
                if self.changes[name] is not None:
                    self._doubt("emptied", name)

    def _doubt(self, kind: str, name: str) -> None:
        """Note that a field could not be settled."""
        sides = [plain_of(getattr(side, name, None)) for side in (self.ours, self.theirs, self.base)]
        given = (None if held == [] else held for held in sides)
        self.conflicts.append(MergeConflict(self.ours.id, pointer(name), kind, *given))


@attrs.frozen
class _Versions:
    """The lists of the versions of a record."""

    ours: Lists
    theirs: Lists
    base: Lists | None

    def of(self, name: str, key: Key) -> Lists:
        """Return the version that an item is taken from: ours where it has the item."""
        return self.ours if key in self.ours.items[name] else self.theirs

    def sides(self, name: str) -> tuple[Version, Version, Version | None]:
        """Return the versions of one list."""
        base = None if self.base is None else self.base.items[name]
        return self.ours.items[name], self.theirs.items[name], base

    def ordered(self, field: Field, keys: set[Key]) -> tuple[list[Key], bool]:
        """Return items in their order, and whether that order is known."""
        ours, theirs, base = self.sides(field.name)
        version = settled(keys, ours, theirs, base)
        if version is not None:
            return version, True
        if field.statuses:
            return in_sequence(keys, ours, theirs, base)
        return in_order(keys, ours, theirs), True

    def restore(self, held: dict[str, set[Key]]) -> set[str]:
        """Put back items that were taken out on one side and that pointers of the other lead to; return their lists."""
        restored: set[str] = set()
        there = {name: {what for what, _ in keys} for name, keys in held.items()}
        new = [(name, key) for name, keys in held.items() for key in keys]
        while new:
            name, key = new.pop()
            for other, target in self.of(name, key).targets(name, key):
                if target[0] not in there[other]:
                    there[other].add(target[0])
                    held[other].add(target)
                    restored.add(other)
                    new.append((other, target))
        return restored
