"""Pruning: taking records out together with every reference to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any

import attrs

from peacetalks.fields import Field, Place, columns, fields_of, is_pointer, refers
from peacetalks.problems import pointer, pointer_index, pointer_steps
from peacetalks.records import Linkage, Record, by_type
from peacetalks.values import Annotation, Citation, StatusEvent


def pruned(records: Iterable[Record], gone: Set[str]) -> list[Record]:
    """Return ``records`` without any reference to the ids in ``gone``.

    References are removed from optional and many-valued fields. What cannot do without goes too: a citation without its
    source, a record without its required reference, a linkage that ties nothing any more; then the references to that
    record, until nothing dangles. A citation that supported only what is removed is removed, and so is an event that
    loses all its citations: it would otherwise pass for a claim of the record's other sources. Pointers of what stays
    follow the parts that they lead to.
    """
    kept = list(records)
    lost = set(gone)
    while lost:
        changed = {record.id: _without(record, lost) for record in _referring(kept, lost)}
        if not changed:
            break
        lost = {id for id, left in changed.items() if left is None}
        rebuilt = (changed.get(record.id, record) for record in kept)
        kept = [record for record in rebuilt if record is not None]
    return kept


def _referring(records: Iterable[Record], gone: Set[str]) -> Iterable[Record]:
    """Return the records that refer to ids in ``gone``, looking at whole columns before single records."""
    found: dict[str, Record] = {}
    for cls, group in by_type(records).items():
        for column in columns(cls, refers):
            if not gone.isdisjoint(column.values(group)):
                found.update((one.id, one) for one in group if not gone.isdisjoint(column.values((one,))))
    return found.values()


def _without(record: Record, gone: Set[str]) -> Record | None:
    """Return a record without references to ``gone``; ``None`` where it cannot do without one of them."""
    found = (column.located(record) for column in columns(type(record), refers))
    return without_places(record, {place for located in found for place, target in located if target in gone})


def without_places(record: Record, places: Iterable[Place]) -> Record | None:
    """Return a record without some of its values; ``None`` where it cannot do without one of them.

    What goes with them, and what becomes of pointers, is as in :func:`pruned`.
    """
    removed = set(places)
    if not removed:
        return record
    before = -1
    while len(removed) > before:
        before = len(removed)
        _spread(record, (), removed)
        removed.update(place for place, path in _pointers(record) if _is_removed(path, removed))
    return None if () in removed else _rebuilt(record, (), removed)


def _spread(instance: Any, place: Place, removed: set[Place]) -> None:
    """Add to ``removed`` every list that is left empty, and every object that cannot do without what it loses."""
    for field in fields_of(type(instance)):
        here = (*place, field.name)
        value = getattr(instance, field.name)
        if not field.many:
            if field.is_nested and value is not None:
                _spread(value, here, removed)
            if here in removed and _is_needed(field, instance):
                removed.add(place)
            continue
        if field.is_nested:
            for index, item in enumerate(value):
                _spread(item, (*here, index), removed)
        left = [item for index, item in enumerate(value) if (*here, index) not in removed]
        if value and not left:
            removed.add(here)
        if len(left) < len(value) and len(set(left)) < _least(field, instance):
            removed.add(place)
    if _is_formless(instance, place, removed):
        removed.add(place)


def _is_formless(instance: Any, place: Place, removed: Set[Place]) -> bool:
    """Tell whether an object loses what it needs one of, such as the stance of a position that has nothing else."""
    given = {name: getattr(instance, name) for name in instance.form_fields}
    left = {name: one for name, one in given.items() if one is not None and (*place, name) not in removed}
    return len(left) < sum(one is not None for one in given.values()) and any(instance.form_problems(left))


def _is_needed(field: Field, instance: Any) -> bool:
    return field.required or (isinstance(instance, Annotation) and field.is_pointer)


def _least(field: Field, instance: Any) -> int:
    """Return how many different items a list must keep where it loses some, for the object to mean what it did."""
    if isinstance(instance, Linkage) and field.name == "subjects" and instance.kind == "package":
        return 2
    means_otherwise_when_empty = (
        (isinstance(instance, Linkage) and field.name == "objects")
        or (isinstance(instance, StatusEvent) and field.name == "citations")
        or (isinstance(instance, Citation) and field.is_pointer)
    )
    return 1 if means_otherwise_when_empty else field.at_least


def _pointers(record: Record) -> Iterator[tuple[Place, str]]:
    """Yield the places of JSON Pointers in a record, with the pointers."""
    for column in columns(type(record), is_pointer):
        yield from column.located(record)


def _is_removed(path: str, removed: Set[Place]) -> bool:
    place = place_of(path)
    return any(place[:depth] in removed for depth in range(1, len(place) + 1))


def place_of(path: str) -> Place:
    """Return the place that a pointer leads to; none for text that is no pointer into the record."""
    if not path.startswith("/"):
        return ()
    indexed = ((step, pointer_index(step)) for step in pointer_steps(path))
    return tuple(step if index is None else index for step, index in indexed)


def _moved(path: str, removed: Set[Place]) -> str:
    """Return a pointer to the same part after the items in ``removed`` have gone from their lists."""
    place = place_of(path)
    steps = [
        step if isinstance(step, str) else step - _gone_before(place[:depth], step, removed)
        for depth, step in enumerate(place)
    ]
    return pointer(*steps) if steps else path


def _gone_before(place: Place, index: int, removed: Set[Place]) -> int:
    """Return how many items have gone from the list at ``place`` before ``index``."""
    return sum(one[:-1] == place and isinstance(one[-1], int) and one[-1] < index for one in removed)


def _rebuilt(instance: Any, place: Place, removed: Set[Place]) -> Any:
    """Return an object without the places in ``removed``, its pointers following what they lead to."""
    changes: dict[str, Any] = {}
    for field in fields_of(type(instance)):
        here = (*place, field.name)
        value = getattr(instance, field.name)
        if field.many:
            left = [(index, item) for index, item in enumerate(value) if (*here, index) not in removed]
            changes[field.name] = tuple(_changed(field, item, (*here, index), removed) for index, item in left)
        elif value is not None:
            changes[field.name] = None if here in removed else _changed(field, value, here, removed)
    return attrs.evolve(instance, **changes)


def _changed(field: Field, value: Any, place: Place, removed: Set[Place]) -> Any:
    if field.is_nested:
        return _rebuilt(value, place, removed)
    return _moved(value, removed) if field.is_pointer else value
