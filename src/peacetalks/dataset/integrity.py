"""Integrity: ids are unique, and every reference leads to a record of an allowed type."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain
from operator import attrgetter

import attrs

from peacetalks.fields import cached, columns, refers
from peacetalks.ids import is_id
from peacetalks.nearest import did_you_mean
from peacetalks.problems import LISTED_PROBLEMS, Problem, excerpt, pointer
from peacetalks.records import Record

SUGGESTED_FROM = 5000
"""Datasets of more records than this get no "did you mean" for an id: looking for one would cost too much."""

AHEAD = 10_000
"""References that may lead to records still to come, beyond as many as have come, before they are no longer kept."""


@attrs.frozen
class Entry:
    """A record as far as it could be read, for looking at what it refers to."""

    cls: type[Record] | None
    """Its type; ``None`` where that cannot be told."""
    id: str | None
    """Its id; ``None`` where it has no good one."""
    content: object
    """The record, or the plain dict from a file where no record could be made of it."""
    prefix: str = ""
    """JSON Pointer to it from the root that problems are to be seen from."""


def index_of(groups: Mapping[type[Record], Sequence[Record]]) -> dict[str, Record] | None:
    """Return records by id, looking at whole columns at once; ``None`` where ids or references are not sound."""
    found: dict[str, Record] = {}
    for records in groups.values():
        found.update(zip(map(attrgetter("id"), records), records, strict=True))
    if len(found) != sum(map(len, groups.values())):
        return None

    @cache
    def ids_of(names: tuple[str, ...]) -> Container[str]:
        """Return the ids of records of some types, or of all of them."""
        some = (records for cls, records in groups.items() if cls.__name__ in names)
        return set(map(attrgetter("id"), chain.from_iterable(some))) if names else found

    is_sound = all(
        all(map(ids_of(column.field.refers or ()).__contains__, column.values(records)))
        for cls, records in groups.items()
        for column in columns(cls, refers)
    )
    return found if is_sound else None


ANY_TYPE = frozenset(cls.__name__ for cls in Record.__subclasses__())
"""Names of all record types: what is known of a record whose type cannot be told."""


@attrs.define
class Ids:
    """The ids of records and their types: all that has to be kept of a record to judge references to it.

    An id counts as present even where its record is broken, so that one fault gives one problem.
    """

    types: dict[str, frozenset[str]] = attrs.field(factory=dict)
    """Names of the types that the record with an id has; several where the id was given twice."""
    unread: Set[str] = frozenset()
    """Names of record types of which some records could not be read at all: a reference that may lead to one of them
    is not told."""
    are_doubtful: bool = False
    """Whether some reference is known to lead nowhere, or was not looked at."""
    _ahead: dict[str, frozenset[str]] = attrs.field(factory=dict)
    _suggestions_left: int = LISTED_PROBLEMS

    def add(self, entry: Entry) -> Iterator[Problem]:
        """Take note of a record; yield a problem where its id was given already."""
        if entry.id is None:
            return
        types, earlier = types_of(entry.cls), self.types.get(entry.id)
        self.types[entry.id] = types if earlier is None else types | earlier
        if earlier is not None:
            (name, *others) = sorted(earlier)
            message = (
                f"an earlier {'record' if others else name.lower()} has this id; ids are unique across all types, "
                "choose another"
            )
            yield _problem("duplicate-id", entry, ("id",), message, entry.id)

    def refer(self, groups: Mapping[type[Record], Sequence[Record]]) -> None:
        """Look at what some records refer to, whole columns at once, and keep what has not come yet."""
        for cls, records in groups.items():
            for column in columns(cls, refers):
                allowed = frozenset(column.field.refers or ANY_TYPE)
                for target in () if self.are_doubtful else set(column.values(records)):
                    if target not in self.types:
                        self._ahead[target] = self._ahead.get(target, allowed) & allowed
                    elif self.types[target].isdisjoint(allowed):
                        self.are_doubtful = True
        if len(self._ahead) > AHEAD + len(self.types):
            self.are_doubtful = True  # a stream that refers to more than it holds is looked at record by record
            self._ahead.clear()

    def settle(self) -> bool:
        """Tell whether all references were sound, now that every record has come."""
        ahead = self._ahead.items()
        return not self.are_doubtful and not any(
            self.types.get(target, frozenset()).isdisjoint(allowed) for target, allowed in ahead
        )

    def unsound_references(self, entry: Entry) -> Iterator[Problem]:
        """Yield what is wrong with the references of a record, once every record is noted."""
        for column in columns(entry.cls, refers) if entry.cls else ():
            allowed = column.field.refers or ANY_TYPE
            for place, target in column.located(entry.content):
                if not isinstance(target, str) or not is_id(target):
                    continue  # a problem of shape, told already
                found = self.types.get(target)
                if found is None and self.unread.isdisjoint(allowed):
                    message = f"no record has this id{self._advice(target)}"
                    yield _problem("dangling-reference", entry, place, message, target)
                elif found is not None and found.isdisjoint(allowed):
                    names, expected = " and ".join(sorted(found)), " or ".join(allowed)
                    message = f"this is the id of a record of type {names}, expected {expected}; refer to one of those"
                    yield _problem("wrong-reference-type", entry, place, message, target)

    def _advice(self, target: str) -> str:
        near = ""
        if self._suggestions_left and len(self.types) <= SUGGESTED_FROM:
            self._suggestions_left -= 1
            near = did_you_mean(target, tuple(self.types))
        return near or "; add the record or remove the reference"


def integrity_problems(entries: Iterable[Entry], unread: Set[str] = frozenset()) -> Iterator[Problem]:
    """Yield what is wrong with ids and references.

    Args:
        entries: The records as far as they could be read.
        unread: Names of record types of which some records could not be read at all.
    """
    entries = list(entries)
    ids = Ids(unread=unread)
    for visit in (ids.add, ids.unsound_references):
        for entry in entries:
            yield from visit(entry)


@cached
def types_of(cls: type[Record] | None) -> frozenset[str]:
    """Return the names of the types that a record may have: that of its class, or all where that is not known."""
    return frozenset({cls.__name__}) if cls else ANY_TYPE


def _problem(code: str, entry: Entry, place: tuple[str | int, ...], message: str, value: str) -> Problem:
    path = entry.prefix + pointer(*place)
    return Problem(code=code, severity="error", path=path, message=message, value=excerpt(value), record=entry.id)
