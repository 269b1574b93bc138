"""Agreements as other questions see them: when they were made, and whether anybody agreed to them."""

import math
import typing
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.fields import fields_of, take_item
from peacetalks.query.answer import Amount
from peacetalks.query.period import Days
from peacetalks.query.question import Question, has_any
from peacetalks.query.standing import DISPUTED, in_order
from peacetalks.records import Agreement

MADE: typing.Final = ("signed", "unilateral")
"""Statuses whose date is that of the agreement itself, where it has no date of its own."""

NOT_AGREED: typing.Final = ("hypothetical", "proposed", "draft", "rejected")
"""Statuses of papers that nobody has agreed to; one that never had any other is no agreement yet."""


def made(agreement: Agreement) -> Date | None:
    """Return when an agreement was made: its date, else that of its first dated event ``signed`` or ``unilateral``."""
    return agreement.date or next(_dates_made(agreement), None)


def order_of(agreement: Agreement) -> tuple[object, ...]:
    """Return the place of an agreement in time: by date and then id, those without a date last."""
    date = made(agreement)
    return (date is None, () if date is None else date.sort_key, agreement.id)


def is_made(agreement: Agreement, question: Question) -> bool:
    """Tell whether an agreement was there by the time asked for; without a date, whether anything of it was."""
    date = made(agreement)
    dates = [date] if date is not None else [event.date for event in agreement.history] or [None]
    return any(map(question.has_begun, dates))


def agreements_made(question: Question, processes: frozenset[str] | None) -> Iterator[Agreement]:
    """Yield the agreements that were there by the time asked for, by date and then id."""
    for agreement in question.dataset.once(_by_date):
        process = process_of(question.dataset, agreement)
        if has_any([process or ""], processes) and is_made(agreement, question):
            yield agreement


def is_agreed(agreement: Agreement) -> bool:
    """Tell whether a paper is taken to be agreed to: it is unless all that is told of it is that it was not."""
    told = {event.status for event in agreement.history} - {DISPUTED}
    return not told or not told.issubset(NOT_AGREED)


def process_of(dataset: Dataset, agreement: Agreement) -> str | None:
    """Return the process that an agreement belongs to, by itself or through its round."""
    return agreement.process or dataset.once(_processes_of_rounds).get(agreement.round or "")


def conflicts_of(dataset: Dataset, agreement: Agreement) -> tuple[str, ...]:
    """Return the conflicts that an agreement addresses, or, where it names none, those of its process."""
    process = process_of(dataset, agreement)
    return agreement.conflicts or dataset.once(_conflicts_of_processes).get(process or "", ())


def relating(dataset: Dataset) -> Mapping[str, tuple[tuple[Agreement, int], ...]]:
    """Return, for each agreement, those that relate to it, with the place where they say so, in order of date."""
    found: dict[str, list[tuple[Agreement, int]]] = {}
    for agreement in sorted(dataset.agreements, key=order_of):
        for index, related in enumerate(agreement.related):
            if related.agreement is not None:
                found.setdefault(related.agreement, []).append((agreement, index))
    return MappingProxyType({id: tuple(relating) for id, relating in found.items()})


def days_of(date: Date) -> tuple[float, float]:
    """Return the first and the last day that a date may touch, as numbers; infinite where that is not known."""
    first, last = Days.of(date)
    return -math.inf if first is None else first, math.inf if last is None else last


def amount_of_days(lower: float, upper: float) -> Amount:
    """Return a number of days between two bounds, none of them less than nothing."""
    least, greatest = (None if math.isinf(days) else max(0, int(days)) for days in (max(0, lower), upper))
    return Amount(least, greatest)


def days_asked(given: int) -> int:
    """Return a number of days that was asked for.

    Raises:
        ValidationError: It is no whole number, or below zero.
    """
    pages = next(field for field in fields_of(Agreement) if field.name == "pages")
    return typing.cast("int", take_item(pages)(given))


def _by_date(dataset: Dataset) -> tuple[Agreement, ...]:
    return tuple(sorted(dataset.agreements, key=order_of))


def _processes_of_rounds(dataset: Dataset) -> Mapping[str, str | None]:
    return MappingProxyType({one.id: one.process for one in dataset.rounds})


def _conflicts_of_processes(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({one.id: one.conflicts for one in dataset.processes})


def _dates_made(agreement: Agreement) -> Iterator[Date]:
    for _, event in in_order(agreement.history):
        if event.status in MADE and event.date is not None:
            yield event.date
