"""Rules about numbers: totals that add up, sides that agree, exchanges that may have been counted twice."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from peacetalks.checks.rule import Finding
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.records import Exchange
from peacetalks.values import ExchangeEvent, ExchangeLeg, Quantity

Direction = tuple[str | None, str | None]
"""From which party to which."""

NOT_COUNTED = ("postponed", "cancelled", "disputed")
"""Statuses of an exchange that announce or report nobody's release."""


def total_mismatches(dataset: Dataset) -> Iterator[Finding]:
    """Find events whose exact legs do not add up to the exact total that the event names."""
    for exchange, index, event in _events(dataset):
        total = _exact(event.quantity, "total")
        parts = _amounts(event.legs, event.quantity)
        if total is not None and parts and sum(parts) != total:
            message = f"the legs add up to {sum(parts)}, the total says {total}; correct one, or leave the split out"
            yield Finding(exchange, ("history", index, "quantity"), message, total)


def per_side_mismatches(dataset: Dataset) -> Iterator[Finding]:
    """Find directions whose exact legs do not add up to what the event says each side gives."""
    for exchange, index, event in _events(dataset):
        each = _exact(event.quantity, "per_side")
        if each is None:
            continue
        for first, legs in _directions(event.legs):
            parts = _amounts(legs, event.quantity)
            if parts and sum(parts) != each:
                message = f"this direction adds up to {sum(parts)}, each side is said to give {each}; correct one"
                yield Finding(exchange, ("history", index, "legs", first), message, sum(parts))


def possible_double_counts(dataset: Dataset) -> Iterator[Finding]:
    """Find exchanges of one kind between the same two parties whose dates overlap: they may be the same one."""
    by_pair: dict[tuple[str, frozenset[str]], list[Exchange]] = {}
    for exchange in dataset.exchanges:
        for pair in {_pair(leg) for event in exchange.history for leg in event.legs} - {None}:
            if pair is not None:
                by_pair.setdefault((exchange.kind, pair), []).append(exchange)
    reported: set[tuple[str, str]] = set()
    for exchanges in by_pair.values():
        for earlier, later in _overlapping(exchanges):
            if (earlier.id, later.id) not in reported:
                reported.add((earlier.id, later.id))
                message = (
                    f"{earlier.id} is a {later.kind} between the same parties at the same time; if the two are one, "
                    "make them one exchange with several events"
                )
                yield Finding(later, (), message, earlier.id)


def _events(dataset: Dataset) -> Iterator[tuple[Exchange, int, ExchangeEvent]]:
    for exchange in dataset.exchanges:
        for index, event in enumerate(exchange.history):
            yield exchange, index, event


def _exact(quantity: Quantity | None, basis: str) -> float | None:
    return quantity.value if quantity is not None and quantity.basis == basis and quantity.is_exact else None


def _amounts(legs: tuple[ExchangeLeg, ...], whole: Quantity | None) -> list[float]:
    """Return what the legs say, where all are exact and of the unit of the whole; else nothing."""
    quantities = [leg.quantity for leg in legs]
    units = {quantity.unit for quantity in (*quantities, whole) if quantity is not None} - {None}
    amounts = [quantity.value for quantity in quantities if quantity is not None and quantity.is_exact]
    exact = [amount for amount in amounts if amount is not None]
    return exact if len(exact) == len(legs) and len(units) <= 1 else []


def _directions(legs: tuple[ExchangeLeg, ...]) -> Iterator[tuple[int, tuple[ExchangeLeg, ...]]]:
    """Yield the legs of each direction with the index of the first, where directions can be told apart for certain."""
    found: dict[Direction, list[int]] = {}
    for index, leg in enumerate(legs):
        found.setdefault((leg.from_party, leg.to_party), []).append(index)
    givers = [giver for giver, _ in found]
    takers = [taker for _, taker in found]
    for (giver, taker), indexes in found.items():
        if (giver or taker) and givers.count(giver) == 1 and takers.count(taker) == 1:
            yield indexes[0], tuple(legs[index] for index in indexes)


def _pair(leg: ExchangeLeg) -> frozenset[str] | None:
    return frozenset((leg.from_party, leg.to_party)) if leg.from_party and leg.to_party else None


def _overlapping(exchanges: list[Exchange]) -> Iterator[tuple[Exchange, Exchange]]:
    """Yield exchanges with dates that may overlap, each with one other, at a cost that grows with their number."""
    dated = [
        (event.date, exchange)
        for exchange in exchanges
        for event in exchange.history
        if event.date is not None and event.status not in NOT_COUNTED
    ]
    lasting: dict[str, tuple[Date, Exchange]] = {}
    for date, exchange in sorted(dated, key=lambda pair: (pair[0].sort_key, pair[1].id)):
        over = []
        for id, (earlier_date, other) in lasting.items():
            if not date.overlaps(earlier_date):
                over.append(id)
            elif other is not exchange:
                first, second = sorted((exchange, other), key=attrgetter("id"))
                yield first, second
                break
        for id in over:
            del lasting[id]
        if exchange.id not in lasting or lasting[exchange.id][0].sort_key[1] < date.sort_key[1]:
            lasting[exchange.id] = (date, exchange)
