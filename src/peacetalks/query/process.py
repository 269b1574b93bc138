"""What belongs to what, and when it was: rounds within rounds, and processes with all that is in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.query.agreed import MADE
from peacetalks.query.answer import Evidence
from peacetalks.query.standing import DISPUTED, in_order
from peacetalks.records import Agreement, Exchange, Participation, Process, Record, Round

Activity = Process | Round | Agreement | Exchange
"""What can be taken part in."""

Parts = Mapping[str, tuple[str, ...]]
"""What each activity directly consists of, or belongs to."""

BEGUN: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Process: ("ongoing",),
    Round: ("ongoing",),
    Agreement: MADE,
    Exchange: (),
}
"""Statuses whose first date is that of an activity without a date of its own; for an exchange any of them."""


@attrs.frozen
class Time:
    """When something was, and what says so."""

    date: Date | None
    """The date; ``None`` where it is not known."""
    evidence: tuple[Evidence, ...] = ()
    """The place that has the date, where it is another record."""


def time_of(dataset: Dataset, participation: Participation) -> Time:
    """Return when somebody took part: the record's own date, else that of the activity.

    An activity without a date of its own has that of its first event: a process or round of being ``ongoing``, a paper
    of being signed or issued, an exchange of whatever was said of it first.
    """
    if participation.date is not None:
        return Time(participation.date)
    return dataset.once(_times)[participation.activity]


def time_of_activity(dataset: Dataset, activity: str) -> Time:
    """Return when a process, round, agreement or exchange was."""
    return dataset.once(_times)[activity]


def within(dataset: Dataset, processes: frozenset[str] | None) -> frozenset[str] | None:
    """Return processes with all that belongs to them: processes, rounds, agreements and exchanges."""
    return None if processes is None else _reached(dataset.once(_parts), processes)


def with_inner_rounds(dataset: Dataset, activities: frozenset[str] | None) -> frozenset[str] | None:
    """Return activities, those that are rounds with the rounds within them: days, sessions, working groups."""
    return None if activities is None else _reached(dataset.once(_inner_rounds), activities)


def holders(dataset: Dataset, activity: str) -> frozenset[str]:
    """Return an activity with the rounds and processes that it belongs to, at any distance."""
    return _reached(dataset.once(_wholes), (activity,))


def processes_of(dataset: Dataset, activity: str) -> frozenset[str]:
    """Return the processes that an activity is or belongs to, at any distance."""
    return frozenset(id for id in holders(dataset, activity) if isinstance(dataset[id], Process))


def place_of_round(dataset: Dataset, round: str) -> tuple[str, str | None]:
    """Return the outermost round that a round is or lies in, and the process of the two; ``None`` where not known."""
    return dataset.once(_places)[round]


def _reached(edges: Parts, ids: Iterable[str]) -> frozenset[str]:
    found, waiting = set[str](), list(ids)
    while waiting:
        id = waiting.pop()
        if id not in found:
            found.add(id)
            waiting.extend(edges.get(id, ()))
    return frozenset(found)


def _times(dataset: Dataset) -> Mapping[str, Time]:
    activities: list[Activity] = [*dataset.processes, *dataset.rounds, *dataset.agreements, *dataset.exchanges]
    return MappingProxyType({one.id: _time(one) for one in activities})


def _time(activity: Activity) -> Time:
    if not isinstance(activity, Exchange) and activity.date is not None:
        return Time(activity.date, (Evidence.of(activity, "date"),))
    statuses = BEGUN[type(activity)]
    for index, event in in_order(activity.history):
        is_telling = event.status in statuses if statuses else event.status != DISPUTED
        if is_telling and event.date is not None:
            return Time(event.date, (Evidence.of(activity, "history", index),))
    return Time(None)


def _belongings(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Yield each activity with one that it belongs to; a paper or an exchange belongs to the process of its round."""
    for process in dataset.processes:
        if process.parent is not None:
            yield process.id, process.parent
    for round in dataset.rounds:
        yield from ((round.id, whole) for whole in (round.parent, round.process) if whole is not None)
    made: list[Agreement | Exchange] = [*dataset.agreements, *dataset.exchanges]
    for one in made:
        whole = one.process
        if whole is None and one.round is not None:
            _, whole = place_of_round(dataset, one.round)
        if whole is not None:
            yield one.id, whole


def _wholes(dataset: Dataset) -> Parts:
    return _grouped(_belongings(dataset))


def _parts(dataset: Dataset) -> Parts:
    return _grouped((whole, part) for part, whole in _belongings(dataset))


def _inner_rounds(dataset: Dataset) -> Parts:
    return _grouped((round.parent, round.id) for round in dataset.rounds if round.parent is not None)


def _grouped(pairs: Iterable[tuple[str, str]]) -> Parts:
    found: dict[str, list[str]] = {}
    for one, other in pairs:
        found.setdefault(one, []).append(other)
    return MappingProxyType({one: tuple(others) for one, others in found.items()})


def _places(dataset: Dataset) -> Mapping[str, tuple[str, str | None]]:
    """Return the outermost round and the process of each round; rounds in a circle count as the first of them by id."""
    rounds = {round.id: round for round in dataset.rounds}
    found: dict[str, tuple[str, str | None]] = {}
    for id in rounds:
        path = _path(rounds, id, found)
        if not path:
            continue
        whole = rounds[path[-1]].parent
        outermost, process = path[-1], None
        if whole in found:
            outermost, process = found[whole]
        elif whole is not None:
            outermost = min(path[path.index(whole) :])
        for one in reversed(path):
            process = rounds[one].process or process
            found[one] = (outermost, process)
    return MappingProxyType(found)


def _path(rounds: Mapping[str, Round], id: str | None, found: Collection[str]) -> list[str]:
    """Return a round and those that it lies in, up to the first that is in ``found`` or would come again."""
    path: dict[str, None] = {}
    while id is not None and id not in found and id not in path:
        path[id] = None
        id = rounds[id].parent
    return list(path)
