"""How things stood: the last event of a history at a time, and whether somebody denies it."""

import math
from collections.abc import Iterator
from typing import Any

import attrs

from peacetalks.dates import Date
from peacetalks.query.answer import Evidence
from peacetalks.query.question import Question
from peacetalks.values import StatusEvent

DISPUTED = "disputed"
"""Status of an event that denies another one."""


@attrs.frozen
class Standing:
    """An event that was, or may have been, the last one of a history at the time asked for."""

    index: int
    """Place of the event in the history."""
    event: StatusEvent
    """The event."""
    evidence: tuple[Evidence, ...]
    """The event's own evidence, then that of the events that deny it."""
    is_disputed: bool
    """Whether another claimant has an event ``disputed`` for that time."""
    is_over: bool
    """Whether it was an interval that had ended by then."""

    @property
    def status(self) -> str:
        """The status that the event observes."""
        return self.event.status


def standings(record: Any, question: Question) -> tuple[Standing, ...]:
    """Return how a record with a history stood at the time asked for.

    The last event decides, in order of date and then of the list; an event whose date has no bounds stands after the
    one that it follows in the list. Where dates are imprecise, several events may have been the last one: under
    ``possible`` each of them is returned, the last in order first; under ``definite`` one only where it is the last in
    every reading, and else none. Without a time, it is the last event of all.
    """
    events = [(index, event) for index, event in in_order(record.history) if event.status != DISPUTED]
    events = events or list(in_order(record.history))
    if question.at is None:
        return tuple(_standing(record, *one, question) for one in events[-1:])
    sure = max((rank for rank, (_, event) in enumerate(events) if question.surely_begun(event.date)), default=-1)
    later = [one for rank, one in enumerate(events) if rank > sure and question.perhaps_begun(one[1].date)]
    candidates = [*events[sure : sure + 1 if sure >= 0 else 0], *later]
    if question.is_definite and (sure < 0 or later):
        return ()
    return tuple(_standing(record, *one, question) for one in reversed(candidates))


def in_order(history: tuple[StatusEvent, ...]) -> list[tuple[int, StatusEvent]]:
    """Return events with their indexes, in order of date and then of the list; undated ones stay where they are."""
    keyed: list[tuple[tuple[float, float], int, StatusEvent]] = []
    key = (-math.inf, -math.inf)
    for index, event in enumerate(history):
        if event.date is not None and has_bounds(event.date):
            key = event.date.sort_key[:2]
        keyed.append((key, index, event))
    return [(index, event) for _, index, event in sorted(keyed, key=lambda one: one[:2])]


def has_bounds(date: Date) -> bool:
    """Tell whether anything is known of when a date lies."""
    return not all(map(math.isinf, date.sort_key[:2]))


def _standing(record: Any, index: int, event: StatusEvent, question: Question) -> Standing:
    denied_by = list(denials(record, index, event, question))
    return Standing(
        index=index,
        event=event,
        evidence=(Evidence.of(record, "history", index), *denied_by),
        is_disputed=bool(denied_by) or event.status == DISPUTED,
        is_over=question.is_over(event.date),
    )


def denials(record: Any, index: int, event: StatusEvent, question: Question) -> Iterator[Evidence]:
    """Yield the events that deny another one: by another claimant, for the same time."""
    if all(other.status != DISPUTED for other in record.history):
        return
    claimants = set(Evidence.of(record, "history", index).claimants)
    for number, other in enumerate(record.history):
        if number == index or other.status != DISPUTED or not question.perhaps_begun(other.date):
            continue
        denial = Evidence.of(record, "history", number)
        is_of_that_time = event.date is None or other.date is None or event.date.overlaps(other.date)
        if is_of_that_time and not (denial.claimants and claimants.issuperset(denial.claimants)):
            yield denial
