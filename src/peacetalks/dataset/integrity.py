"""Integrity: ids are unique, and every reference leads to a record of an allowed type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import attrs

from peacetalks.fields import columns, refers
from peacetalks.ids import is_id
from peacetalks.nearest import did_you_mean
from peacetalks.problems import LISTED_PROBLEMS, Problem, pointer
from peacetalks.records import Record, type_name

SUGGESTED_FROM = 5000
"""Datasets of more records than this get no "did you mean" for an id: looking for one would cost too much."""


@attrs.frozen
class Entry:
    """A record as far as it could be read, for looking at what it refers to."""

    cls: type[Record]
    """Its type."""
    id: str | None
    """Its id; ``None`` where it has no good one."""
    content: object
    """The record, or the plain dict from a file where no record could be made of it."""
    prefix: str = ""
    """JSON Pointer to it from the root that problems are to be seen from."""


def holds(groups: Mapping[type[Record], Sequence[Record]]) -> bool:
    """Tell whether records have unique ids and sound references, looking at whole columns at once."""
    ids = {cls.__name__: {record.id for record in records} for cls, records in groups.items()}
    everything = set().union(*ids.values())
    if len(everything) != sum(map(len, groups.values())):
        return False
    return all(
        everything.issuperset(column.values(records))
        if not column.field.refers
        else set(column.values(records)) <= set().union(*(ids.get(name, ()) for name in column.field.refers))
        for cls, records in groups.items()
        for column in columns(cls, refers)
    )


def integrity_problems(entries: Iterable[Entry], unread: Set[str] = frozenset()) -> Iterator[Problem]:
    """Yield what is wrong with ids and references; an id counts as present even where its record is broken.

    Args:
        entries: The records as far as they could be read.
        unread: Names of record types of which some records could not be read at all: a reference that may lead to one
            of them is not told.
    """
    entries = list(entries)
    types: dict[str, set[str]] = {}
    for entry in entries:
        if entry.id is not None:
            types.setdefault(entry.id, set()).add(entry.cls.__name__)
    yield from _duplicates(entries)
    suggested = tuple(types) if len(types) <= SUGGESTED_FROM else ()
    reported = 0
    for entry in entries:
        for problem in _unsound_references(entry, types, unread, suggested if reported < LISTED_PROBLEMS else ()):
            reported += 1
            yield problem


def _duplicates(entries: list[Entry]) -> Iterator[Problem]:
    first: dict[str, Entry] = {}
    for entry in entries:
        if entry.id is None:
            continue
        earlier = first.setdefault(entry.id, entry)
        if earlier is not entry:
            message = (
                f"an earlier {type_name(earlier.cls)} has this id; ids are unique across all types, choose another"
            )
            yield _problem("duplicate-id", entry, ("id",), message, entry.id)


def _unsound_references(
    entry: Entry, types: Mapping[str, set[str]], unread: Set[str], known: tuple[str, ...]
) -> Iterator[Problem]:
    for column in columns(entry.cls, refers):
        allowed = column.field.refers or ()
        may_be_unread = not unread.isdisjoint(allowed) if allowed else bool(unread)
        for place, target in column.located(entry.content):
            if not isinstance(target, str) or not is_id(target):
                continue  # a problem of shape, told already
            if target not in types and may_be_unread:
                continue  # what it leads to may stand in what could not be read
            if target not in types:
                near = did_you_mean(target, known) or "; add the record or remove the reference"
                yield _problem("dangling-reference", entry, place, f"no record has this id{near}", target)
            elif allowed and types[target].isdisjoint(allowed):
                found, expected = " and ".join(sorted(types[target])), " or ".join(allowed)
                message = f"this is the id of a record of type {found}, expected {expected}; refer to one of those"
                yield _problem("wrong-reference-type", entry, place, message, target)


def _problem(code: str, entry: Entry, place: tuple[str | int, ...], message: str, value: str) -> Problem:
    path = entry.prefix + pointer(*place)
    return Problem(code=code, severity="error", path=path, message=message, value=value, record=entry.id)
