"""Rules about numbers: totals that add up, sides that agree, exchanges that may have been counted twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter

from peacetalks.checks.rule import Finding, Records
from peacetalks.checks.timeline import Timeline
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.records import Exchange, Record
from peacetalks.values import ExchangeEvent, ExchangeLeg, Quantity
from peacetalks.values.quantity import exact_sum

Direction = tuple[str | None, str | None]
"""From which party to which."""

DATES_LOOKED_AT = 100
"""Dates of one exchange that are compared with those of others: far more than anybody codes, and few enough."""

NOT_COUNTED = ("postponed", "cancelled", "disputed")
"""Statuses of an exchange that announce or report nobody's release."""


def total_mismatches(records: Records) -> Iterator[Finding]:
    """Find events whose exact legs do not add up to the exact total that the event names."""
    for exchange, index, event in _events(records.of(Exchange)):
        total = _exact(event.quantity, "total")
        parts = _amounts(event.legs, event.quantity)
        added = exact_sum(parts)
        if total is not None and parts and added != total:
            message = f"the legs add up to {added}, the total says {total}; correct one, or leave the split out"
            yield Finding(exchange, ("history", index, "quantity"), message, total)


def per_side_mismatches(records: Records) -> Iterator[Finding]:
    """Find directions whose exact legs do not add up to what the event says each side gives."""
    for exchange, index, event in _events(records.of(Exchange)):
        each = _exact(event.quantity, "per_side")
        if each is None:
            continue
        for first, legs in _directions(event.legs):
            parts = _amounts(legs, event.quantity)
            if parts and exact_sum(parts) != each:
                message = f"this direction adds up to {exact_sum(parts)}, each side is said to give {each}; correct one"
                yield Finding(exchange, ("history", index, "legs", first), message, exact_sum(parts))


def possible_double_counts(dataset: Dataset) -> Iterator[Finding]:
    """Find exchanges of one kind between the same two parties whose dates may overlap: they may be the same one.

    Every exchange that has such a counterpart is told of with one of them.
    """
    by_pair: dict[tuple[str, frozenset[str]], dict[str, Exchange]] = {}
    for exchange, _, event in _events(dataset.exchanges):
        for leg in event.legs:
            if leg.from_party and leg.to_party:
                pair = frozenset((leg.from_party, leg.to_party))
                by_pair.setdefault((exchange.kind, pair), {})[exchange.id] = exchange
    told: set[frozenset[str]] = set()
    together = {frozenset(exchanges): exchanges for exchanges in by_pair.values() if len(exchanges) > 1}
    for exchanges in together.values():
        dates = [(date, exchange) for exchange in exchanges.values() for date in _dates(exchange)]
        timeline = Timeline(dates)
        for date, exchange in dates:
            other = timeline.overlapping(date, other_than=exchange)
            if other is not None and frozenset((exchange.id, other.id)) not in told:
                told.add(frozenset((exchange.id, other.id)))
                yield _double_count(*sorted((exchange, other), key=attrgetter("id")))


def _dates(exchange: Exchange) -> Iterator[Date]:
    dates = (event.date for event in exchange.history if event.status not in NOT_COUNTED)
    return islice(dict.fromkeys(date for date in dates if date is not None), DATES_LOOKED_AT)


def _double_count(earlier: Record, later: Record) -> Finding:
    message = (
        f"{earlier.id} is of the same kind, between the same parties, at the same time; if the two are one, make them "
        "one exchange with several events"
    )
    return Finding(later, (), message, earlier.id)


def _events(exchanges: Iterable[Exchange]) -> Iterator[tuple[Exchange, int, ExchangeEvent]]:
    for exchange in exchanges:
        for index, event in enumerate(exchange.history):
            yield exchange, index, event


def _exact(quantity: Quantity | None, basis: str) -> float | None:
    return quantity.value if quantity is not None and quantity.basis == basis and quantity.is_exact else None


def _amounts(legs: tuple[ExchangeLeg, ...], whole: Quantity | None) -> list[int | float]:
    """Return what the legs say, where all are exact and of the unit of the whole; else nothing."""
    quantities = [leg.quantity for leg in legs]
    units = {quantity.unit for quantity in (*quantities, whole) if quantity is not None} - {None}
    amounts = [quantity.value for quantity in quantities if quantity is not None and quantity.is_exact]
    exact = [amount for amount in amounts if amount is not None]
    return exact if len(exact) == len(legs) and len(units) <= 1 else []


def _directions(legs: tuple[ExchangeLeg, ...]) -> Iterator[tuple[int, tuple[ExchangeLeg, ...]]]:
    """Yield the legs of each direction with the index of the first, where the direction is certain to be one side's.

    It is not where another direction has the same giver or the same taker, or may have, since it does not say.
    """
    found: dict[Direction, list[int]] = {}
    for index, leg in enumerate(legs):
        found.setdefault((leg.from_party, leg.to_party), []).append(index)
    givers, takers = (Counter(side) for side in zip(*found, strict=True)) if found else (Counter(), Counter())
    for (giver, taker), indexes in found.items():
        others_may_give = givers[giver] > 1 if giver else takers[None]
        others_may_take = takers[taker] > 1 if taker else givers[None]
        if (None, None) not in found and not others_may_give and not others_may_take:
            yield indexes[0], tuple(legs[index] for index in indexes)
