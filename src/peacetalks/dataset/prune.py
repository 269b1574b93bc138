"""Pruning: taking records out together with every reference to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from typing import Any

import attrs

from peacetalks.fields import Field, fields_of
from peacetalks.problems import pointer, pointer_steps
from peacetalks.records import Record
from peacetalks.values import Annotation, Citation, StatusEvent

Step = str | int
Moves = dict[tuple[Step, ...], tuple[Step, ...] | None]
"""Where the parts of a record went: old place to new place, or to ``None`` for what is gone."""


def pruned(records: Iterable[Record], gone: Set[str]) -> list[Record]:
    """Return ``records`` without any reference to the ids in ``gone``.

    References are removed from optional and many-valued fields. What cannot do without a removed reference goes with
    it: a citation without its source, a list shorter than it must be, a record without its required reference; then
    the references to that record too, until nothing dangles. An event whose own citations all go is removed, since it
    would otherwise pass for a claim of the record's other sources; so is a citation that supported only removed parts.
    """
    kept = list(records)
    lost = set(gone)
    while True:
        rebuilt = [(record, _without(record, lost)) for record in kept]
        kept = [changed for _, changed in rebuilt if changed is not None]
        newly_lost = {record.id for record, changed in rebuilt if changed is None}
        if not newly_lost:
            return kept
        lost = newly_lost


def _without(record: Record, gone: Set[str]) -> Record | None:
    moves: Moves = {}
    changed: Record | None = _rebuilt(record, gone, (), moves)
    if changed is None or not moves:
        return changed
    citations = _many(changed.citations, lambda one: _moved_citation(one, moves))
    annotations = _many(changed.annotations, lambda one: _moved_annotation(one, moves))
    return attrs.evolve(changed, citations=citations, annotations=annotations)


def _rebuilt(instance: Any, gone: Set[str], place: tuple[Step, ...], moves: Moves) -> Any:
    """Return an object without references to ``gone``; ``None`` where it cannot do without one of them."""
    changes: dict[str, Any] = {}
    for field in fields_of(type(instance)):
        value = getattr(instance, field.name)
        if not value or not (field.is_nested or field.refers is not None):
            continue
        here = (*place, field.name)
        left = _list(field, value, gone, here, moves) if field.many else _item(field, value, gone, here, moves)
        if left == value:
            continue
        if (left is None and field.required) or (field.many and len(left) < field.at_least):
            return None
        if isinstance(instance, StatusEvent) and field.name == "citations" and not left:
            return None
        if left is None:
            moves[here] = None
        changes[field.name] = left
    return attrs.evolve(instance, **changes) if changes else instance


def _item(field: Field, value: Any, gone: Set[str], place: tuple[Step, ...], moves: Moves) -> Any:
    if field.refers is not None:
        return None if value in gone else value
    return _rebuilt(value, gone, place, moves)


def _list(
    field: Field, values: tuple[Any, ...], gone: Set[str], place: tuple[Step, ...], moves: Moves
) -> tuple[Any, ...]:
    left: list[Any] = []
    for index, value in enumerate(values):
        item = _item(field, value, gone, (*place, index), moves)
        if item is None:
            moves[*place, index] = None
            continue
        if index != len(left):
            moves[*place, index] = (*place, len(left))
        left.append(item)
    return tuple(left)


def _many(values: tuple[Any, ...], moved: Callable[[Any], Any]) -> tuple[Any, ...]:
    return tuple(changed for value in values if (changed := moved(value)) is not None)


def _moved_citation(citation: Citation, moves: Moves) -> Citation | None:
    supports = _many(citation.supports, lambda path: _moved(path, moves))
    if citation.supports and not supports:
        return None
    return attrs.evolve(citation, supports=supports)


def _moved_annotation(annotation: Annotation, moves: Moves) -> Annotation | None:
    if annotation.path is None:
        return annotation
    path = _moved(annotation.path, moves)
    return None if path is None else attrs.evolve(annotation, path=path)


def _moved(path: str, moves: Moves) -> str | None:
    """Return where a pointer into the record leads after the moves; ``None`` where that part is gone."""
    steps: tuple[Step, ...] = tuple(int(step) if step.isdecimal() else step for step in pointer_steps(path))
    left: tuple[Step, ...] = ()
    for depth, step in enumerate(steps, start=1):
        moved = moves.get(steps[:depth], ())
        if moved is None:
            return None
        left = (*left, moved[-1] if moved else step)
    return pointer(*left)
