"""How many captives: totals of exchanges by time, direction, kind of captives, and what was announced or done."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, get_args

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.exchange import PHASES, date_key, exchanges_asked
from peacetalks.query.exchange_number import (
    NUMBERS_COMPARED,
    Share,
    added,
    competing,
    directions_of,
    shares_of,
    spanned,
)
from peacetalks.query.period import PeriodUnit, period_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import denials, standings
from peacetalks.records import Exchange
from peacetalks.values import ExchangeEvent, ExchangeLeg

UNKNOWN = Amount(0, None)
"""A number of captives of which nothing is known."""

Claim = tuple[int, ExchangeEvent]
"""A claim about an exchange and its place in the history."""


@attrs.frozen(kw_only=True)
class ExchangeTotal(Answer):
    """How many captives went one way, or are told of for all sides together, in the exchanges of one time and phase."""

    period: Date | None
    """Day, month or year; a set where nothing says which of several; ``None`` where no date is known, or all count."""
    phase: str
    """Whether they were announced, completed, or confirmed by all sides or a neutral body."""
    kind: str
    """Kind of the exchanges."""
    from_party: str | None
    """Who gives them up; ``None`` where that is not said, or all sides count together."""
    to_party: str | None
    """Who receives them; ``None`` as above."""
    category: str | None
    """Kind of captives, as the claims name it."""
    basis: str | None
    """``None`` for one direction; for all sides together, whether the number is the total, per side, or left open."""
    unit: str | None
    """What is counted."""
    amount: Amount
    """How many. Within an exchange it spans the numbers of all claims, over the exchanges it is added up."""
    exchanges: int
    """Exchanges that count here."""
    unnumbered: int
    """Those of them whose number no claim bounds: they count as none or more."""
    is_contested: bool
    """Whether claims about one of them name numbers that cannot both be true, in this phase."""
    is_disputed: bool
    """Whether somebody denies one of the claims that count here."""
    is_approximate: bool
    """Whether one of the dates is doubtful or only about right, so that it may belong to another time."""
    counted_otherwise: tuple[str, ...]
    """Exchanges for which another row of this phase counts what may be the same captives, by another account or on
    another basis: for these the two rows must not be added."""
    cancelled: tuple[str, ...]
    """Exchanges that count here and are called off, at the time asked for."""


class _Key(NamedTuple):
    """What a row is of."""

    period: Date | None
    phase: str
    kind: str
    share: Share


class _Entry(NamedTuple):
    """What one exchange adds to a row."""

    exchange: Exchange
    amount: Amount
    claims: Sequence[Claim]
    is_contested: bool
    is_approximate: bool
    is_counted_otherwise: bool


def exchange_totals(
    dataset: Dataset,
    *,
    period: PeriodUnit | None = None,
    kind: str | Iterable[str] | None = None,
    category: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    from_party: str | Iterable[str] | None = None,
    to_party: str | Iterable[str] | None = None,
    phase: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[ExchangeTotal, ...]:
    """Return how many captives were announced, exchanged and confirmed, by time, direction and kind of captives.

    **Phases.** A claim counts as ``announced`` when it says agreed, expected or under way; as ``completed`` when it
    says completed or partly completed; as ``confirmed`` when it says so. Nothing is concluded from one phase for
    another. What is only proposed, postponed or denied counts nowhere; what was announced stays so when it is called
    off, and ``cancelled`` tells.

    **Within one exchange and phase claims are never added.** Its number spans those of all claims, so 300 and 314 are
    300 to 314, and claims that bound nothing ("about 300") do not widen it. "So many so far" (partly completed) is at
    least so many, and counts only where nobody tells the number of the completed exchange.

    **Nothing is divided.** A claim that says how many go which way counts by direction (``basis`` is ``None``); one
    with a number for all sides together counts once, in the row of its basis, with no direction: ``total``,
    ``per_side``, or ``unspecified`` where that is left open. An exchange of which one claim gives a split and another
    only a total counts in both rows, and is named in ``counted_otherwise``: rows with different bases are different
    accounts and must not be added. An exchange without any number counts as one, with none or more captives.

    **Time.** An exchange counts in one period for each phase, that of all its claims in the phase; so the rows of all
    periods add up to the row without periods. Where the claims or their dates leave open which period it is, the period
    is a set, such as ``[2026-01..2026-02]``; where no date is known, it is ``None``.

    Under ``certainty="definite"`` fewer claims count, so totals differ from the possible ones: they are no selection
    of these.

    Args:
        dataset: The dataset.
        period: Unit of time: ``day``, ``month`` or ``year`` (UTC); ``None`` for all time together.
        kind: Kinds of exchange.
        category: Kinds of captives.
        party: Parties that give or receive captives according to any claim about the exchange.
        from_party: Parties that give them up: only rows of these directions.
        to_party: Parties that receive them: only rows of these directions.
        phase: ``announced``, ``completed``, ``confirmed``.
        process: Processes in which the exchange, or the round at which it was agreed, took place.
        at: Only what had happened by then.
        known_by: Only what had been said in public by then.
        certainty: How imprecise dates count.

    Returns:
        Rows in order of period, phase, kind and direction.

    Raises:
        ValidationError: An unknown code, period, phase or certainty, or a date that is none.
        NotFoundError: An id that the dataset does not have.

        >>> import peacetalks as pt
        >>> talks = pt.load("examples/abu-dhabi-2026.yaml")
        >>> for row in pt.query.exchange_totals(talks, period="year", phase="announced"):
        ...     print(row.period, row.from_party, row.to_party, row.basis, row.amount, row.unit)
        2026 None None unspecified 314 persons
        2026 russia ukraine None 157 persons
        2026 ukraine russia None 157 persons
    """
    question = Question.of(dataset, at, known_by, certainty)
    chosen("period", period, get_args(PeriodUnit))
    phases = chosen("phase", phase, PHASES)
    wanted = {
        "category": question.wanted(ExchangeLeg, "category", category),
        "from_party": question.wanted(ExchangeLeg, "from_party", from_party),
        "to_party": question.wanted(ExchangeLeg, "to_party", to_party),
    }
    rows: dict[_Key, list[_Entry]] = {}
    for exchange in exchanges_asked(question, kind=kind, party=party, process=process):
        for name, claims in _by_phase(exchange, question):
            if not has_any([name], phases):
                continue
            when = period and period_of((event.date for _, event in claims), period)
            for share, entry in _entries(exchange, claims):
                if all(has_any([getattr(share, field)], values) for field, values in wanted.items()):
                    rows.setdefault(_Key(when, name, exchange.kind, share), []).append(entry)
    shown = {entry.exchange.id: entry.exchange for entries in rows.values() for entry in entries}
    cancelled = {
        id for id, one in shown.items() if any(last.status == "cancelled" for last in standings(one, question))
    }
    return tuple(_total(key, rows[key], cancelled, question) for key in sorted(rows, key=_order))


def _by_phase(exchange: Exchange, question: Question) -> Iterator[tuple[str, list[Claim]]]:
    """Yield each phase with the claims that count in it."""
    for phase, statuses in PHASES.items():
        claims = [
            (index, event)
            for index, event in enumerate(exchange.history)
            if event.status in statuses and question.has_begun(event.date)
        ]
        if claims:
            yield phase, claims


def _entries(exchange: Exchange, claims: Sequence[Claim]) -> Iterator[tuple[Share, _Entry]]:
    """Yield what an exchange adds to which rows, by claims of one phase."""
    told: dict[Share, dict[int, Amount]] = {}
    for index, event in claims:
        for share, amount in shares_of(exchange, event).items():
            told.setdefault(share, {})[index] = amount
    if not told:
        for index, event in claims:
            for share in directions_of(event):
                told.setdefault(share, {})[index] = UNKNOWN
        if len(told) > 1:
            told.pop(Share(), None)
    contested = competing(exchange, claims)
    is_contested = any(contested.values())
    is_approximate = any(one.date and (one.date.is_approximate or one.date.is_uncertain) for _, one in claims)
    by_index = dict(claims)
    for share, amounts in told.items():
        yield (
            share,
            _Entry(
                exchange=exchange,
                amount=_number(amounts, by_index),
                claims=[(index, by_index[index]) for index in amounts],
                is_contested=is_contested,
                is_approximate=is_approximate,
                is_counted_otherwise=_is_otherwise(share, told),
            ),
        )


def _number(amounts: Mapping[int, Amount], events: Mapping[int, ExchangeEvent]) -> Amount:
    """Return the number of one exchange: that of the claims which tell it best."""
    bounded = {index: amount for index, amount in amounts.items() if amount != UNKNOWN}
    final = [amount for index, amount in bounded.items() if events[index].status != "partly_completed"]
    return spanned(final or bounded.values()) if bounded else UNKNOWN


def _is_otherwise(share: Share, told: Mapping[Share, Mapping[int, Amount]]) -> bool:
    """Tell whether another share of the exchange may be of the same captives, by another account."""
    return any(other != share and _is_another_account(share, other, told) for other in islice(told, NUMBERS_COMPARED))


def _is_another_account(share: Share, other: Share, told: Mapping[Share, Mapping[int, Amount]]) -> bool:
    if None not in (share.unit, other.unit) and share.unit != other.unit:
        return False
    if share.basis != other.basis:
        return True
    ends = (share.from_party, other.from_party), (share.to_party, other.to_party)
    may_be_one_way = all(None in pair or pair[0] == pair[1] for pair in ends)
    return may_be_one_way and told[share].keys().isdisjoint(told[other])


def _order(key: _Key) -> tuple[Any, ...]:
    return date_key(key.period), list(PHASES).index(key.phase), key.kind, [part or "" for part in key.share]


def _total(key: _Key, entries: Sequence[_Entry], cancelled: Collection[str], question: Question) -> ExchangeTotal:
    denied = [one for entry in entries for one in _denials_of(entry, question)]
    said = [Evidence.of(entry.exchange, "history", index) for entry in entries for index, _ in entry.claims]
    return ExchangeTotal(
        period=key.period,
        phase=key.phase,
        kind=key.kind,
        **key.share._asdict(),
        amount=added(entry.amount for entry in entries),
        exchanges=len(entries),
        unnumbered=sum(entry.amount == UNKNOWN for entry in entries),
        is_contested=any(entry.is_contested for entry in entries),
        is_disputed=bool(denied),
        is_approximate=any(entry.is_approximate for entry in entries),
        counted_otherwise=tuple(entry.exchange.id for entry in entries if entry.is_counted_otherwise),
        cancelled=tuple(entry.exchange.id for entry in entries if entry.exchange.id in cancelled),
        evidence=tuple(dict.fromkeys((*said, *denied))),
    )


def _denials_of(entry: _Entry, question: Question) -> Iterator[Evidence]:
    for index, event in entry.claims:
        yield from denials(entry.exchange, index, event, question)
