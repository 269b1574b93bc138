"""Rules about dates: histories in a possible order, deadlines after demands."""

from __future__ import annotations

from collections.abc import Iterator

from peacetalks.checks.rule import Finding, Records
from peacetalks.records import Demand, Exchange

COMING = ("proposed", "agreed", "expected", "under_way")
"""Statuses of an exchange that has yet to be done."""

DONE = ("completed", "confirmed")
"""Statuses of an exchange that has been done."""


def statuses_out_of_order(records: Records) -> Iterator[Finding]:
    """Find exchanges that are announced when they are already done."""
    for exchange in records.of(Exchange):
        done = [event for event in exchange.history if event.status in DONE and event.date is not None]
        for index, event in enumerate(exchange.history):
            if event.status not in COMING or event.date is None:
                continue
            earlier = next((one for one in done if one.date and event.date.definitely_after(one.date)), None)
            if earlier is not None:
                message = f"{event.status} on {event.date}, but {earlier.status} on {earlier.date}; check both dates"
                yield Finding(exchange, ("history", index, "date"), message, event.date)


def deadlines_before_demands(records: Records) -> Iterator[Finding]:
    """Find demands whose deadline was over before they were made."""
    for demand in records.of(Demand):
        if demand.deadline and demand.date and demand.deadline.definitely_before(demand.date):
            message = f"the deadline {demand.deadline} is before the demand was made, {demand.date}; check both dates"
            yield Finding(demand, ("deadline",), message, demand.deadline)
