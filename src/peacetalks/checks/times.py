"""Rules about dates: histories in a possible order, deadlines after demands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from peacetalks.checks.rule import Finding, Records
from peacetalks.dates import Date
from peacetalks.records import Demand, Exchange
from peacetalks.values import StatusEvent

COMING = ("proposed", "agreed", "expected", "under_way")
"""Statuses of an exchange that has yet to be done."""

END_OF_TIME = Date("9999-12-31")
"""A day that comes after whatever has an end."""

DONE = ("completed", "confirmed")
"""Statuses of an exchange that has been done."""


def statuses_out_of_order(records: Records) -> Iterator[Finding]:
    """Find exchanges that are announced when they are already done."""
    for exchange in records.of(Exchange):
        done = _first_to_be_over(event for event in exchange.history if event.status in DONE)
        for index, event in enumerate(exchange.history):
            if event.status not in COMING or event.date is None:
                continue
            if done and done.date and event.date.definitely_after(done.date):
                message = f"{event.status} on {event.date}, but {done.status} on {done.date}; check both dates"
                yield Finding(exchange, ("history", index, "date"), message, event.date)


def _first_to_be_over(events: Iterable[StatusEvent]) -> StatusEvent | None:
    """Return the event that is certain to be over first: whatever comes after any of them comes after this one."""
    over = ((event.date, event) for event in events if event.date and END_OF_TIME.definitely_after(event.date))
    (_, first) = min(over, key=lambda pair: pair[0].stretches[-1][1], default=(None, None))
    return first


def deadlines_before_demands(records: Records) -> Iterator[Finding]:
    """Find demands whose deadline was over before they were made."""
    for demand in records.of(Demand):
        if demand.deadline and demand.date and demand.deadline.definitely_before(demand.date):
            message = f"the deadline {demand.deadline} is before the demand was made, {demand.date}; check both dates"
            yield Finding(demand, ("deadline",), message, demand.deadline)
