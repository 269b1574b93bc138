"""Rules about numbers: totals that add up, sides that agree, exchanges that may have been counted twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    for exchanges in by_pair.values():
        dates = [(date, exchange) for exchange in exchanges.values() for date in _dates(exchange)]
        timeline = Timeline(dates)
        for date, exchange in dates:
            other = timeline.overlapping(date, other_than=exchange)
            if other is not None and frozenset((exchange.id, other.id)) not in told:
                told.add(frozenset((exchange.id, other.id)))
                yield _double_count(*sorted((exchange, other), key=attrgetter("id")))


def _dates(exchange: Exchange) -> Iterator[Date]:
    return (event.date for event in exchange.history if event.date is not None and event.status not in NOT_COUNTED)


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
    """Yield the legs of each direction with the index of the first, where the direction is certain to be one side's."""
    found: dict[Direction, list[int]] = {}
    for index, leg in enumerate(legs):
        found.setdefault((leg.from_party, leg.to_party), []).append(index)
    for direction, indexes in found.items():
        others = (other for other in found if other != direction)
        if direction != (None, None) and not any(_may_belong(direction, other) for other in others):
            yield indexes[0], tuple(legs[index] for index in indexes)


def _may_belong(one: Direction, other: Direction) -> bool:
    """Tell whether two directions may be parts of what one side gives or gets."""
    is_shared = any(side is not None and side == other_side for side, other_side in zip(one, other, strict=True))
    may_be_same = all(
        side is None or other_side is None or side == other_side for side, other_side in zip(one, other, strict=True)
    )
    return is_shared or may_be_same
