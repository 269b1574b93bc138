"""Exchanges of captives: every claim about them side by side, and those that are still to be carried out."""

import math
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import cast

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.problems import refusal
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.choice import chosen_days, chosen_records, chosen_statuses
from peacetalks.query.exchange_number import competing
from peacetalks.query.period import ANY_DAY, Days, begin_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import DISPUTED, Standing, denials, in_order, standings
from peacetalks.records import Exchange, Participation, Round
from peacetalks.values import ExchangeEvent, ExchangeLeg, Quantity

PHASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "announced": ("agreed", "expected", "under_way"),
        "completed": ("partly_completed", "completed"),
        "confirmed": ("confirmed",),
    }
)
"""What was announced, what was carried out according to somebody, and what all sides or a neutral body confirm: the
statuses of each. What is only proposed, postponed, cancelled or denied announces and reports nobody's release."""

PHASE_OF: Mapping[str, str] = MappingProxyType({status: phase for phase, all_ in PHASES.items() for status in all_})
"""The phase that a status belongs to."""

DUE = ("agreed", "expected", "under_way", "partly_completed", "postponed")
"""Statuses of an exchange that is still to be carried out, wholly or in part."""

DONE = ("completed", "confirmed")
"""Statuses of an exchange that was carried out."""


@attrs.frozen(kw_only=True)
class ExchangeClaim(Answer):
    """One claim about an exchange, as somebody made it."""

    exchange: str
    """The exchange."""
    kind: str
    """What kind of exchange it is."""
    status: str
    """What the claim says has become of it."""
    phase: str | None
    """Phase that the claim counts in: announced, completed or confirmed; ``None`` for none of them."""
    date: Date | None
    """When that was."""
    planned: Date | None
    """When it was planned for."""
    quantity: Quantity | None
    """Number that the claim names, with its basis."""
    legs: tuple[str, ...]
    """The directions that it names, in words, with their numbers."""
    according_to: tuple[str, ...]
    """Who makes the claim."""
    is_disputed: bool
    """Whether somebody else denies it."""
    competes_with: tuple[str, ...]
    """Claims about the same exchange in the same phase whose numbers cannot be true together with this one's."""


@attrs.frozen(kw_only=True)
class OpenExchange(Answer):
    """An exchange that was agreed or expected, and has not been carried out."""

    exchange: str
    """The exchange."""
    kind: str
    """What kind of exchange it is."""
    status: str
    """How it stands."""
    since: Date | None
    """First known date on which it was agreed or expected, not counting times before it was called off."""
    planned: Date | None
    """When it was last planned for."""
    age: Amount
    """Days from then to the time asked for; not known without either."""
    according_to: tuple[str, ...]
    """Who says how it stands."""
    is_disputed: bool
    """Whether somebody else denies it."""


def exchange_claims(
    dataset: Dataset,
    *,
    exchange: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    status: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    category: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[ExchangeClaim, ...]:
    """Return every claim about exchanges of captives or remains, side by side, in order of date.

    Claims that compete are all there, none is preferred, and ``competes_with`` says which numbers cannot both be true.
    Numbers on different bases are brought together for that: 314 in total agrees with 157 from each of two sides, and
    so may 314 on a basis that is left open.

    Args:
        dataset: The dataset.
        exchange: Ids of exchanges.
        kind: Kinds of exchange.
        status: What the claims say has become of it.
        party: Parties that give or receive captives according to any claim about the exchange.
        category: Kinds of captives that the claim names.
        process: Processes in which the exchange, or the round at which it was agreed, took place.
        at: Only what had happened by then.
        known_by: Only what had been said in public by then.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: An unknown code or certainty, or a date that is none.
        NotFoundError: An id that the dataset does not have.

        >>> import peacetalks as pt
        >>> talks = pt.load("examples/abu-dhabi-2026.yaml")
        >>> for claim in pt.query.exchange_claims(talks, status="agreed"):
        ...     print(claim.date, claim.quantity, claim.according_to)
        [2026-02-04,2026-02-05] 314 persons, basis unspecified ('steve-witkoff', 'anewz.tv')
        2026-02-05 157 persons, per side ('turkiye-today', 'anews.com.tr')
    """
    question = Question.of(dataset, at, known_by, certainty)
    ids = chosen_records(question, Exchange, exchange)
    statuses = chosen_statuses(Exchange, status)
    categories = question.wanted(ExchangeLeg, "category", category)
    found: list[ExchangeClaim] = []
    for one in exchanges_asked(question, kind=kind, party=party, process=process):
        if not has_any([one.id], ids):
            continue
        claims = _claims(one, question)
        found.extend(
            _as_claim(one, index, event, competitors, question)
            for index, event, competitors in claims
            if has_any([event.status], statuses)
            and has_any((leg.category for leg in event.legs if leg.category), categories)
        )
    return tuple(sorted(found, key=lambda claim: (date_key(claim.date), claim.exchange)))


def open_exchanges(
    dataset: Dataset,
    *,
    kind: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    older_than: int | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[OpenExchange, ...]:
    """Return the exchanges that were agreed or expected and not carried out, the oldest first.

    An exchange is open while the last claim about it says that it is agreed, expected, under way, partly completed or
    postponed, and nobody says that it is completed or confirmed. Its age counts from the first of these claims, or from
    the first one since it was last called off.

    Args:
        dataset: The dataset.
        kind: Kinds of exchange.
        party: Parties that give or receive captives according to any claim about it.
        process: Processes in which the exchange, or the round at which it was agreed, took place.
        older_than: Only those that were open for more than so many days at the time asked for, which must be given. An
            exchange whose age is not known is possibly older, and not definitely.
        at: The time for which it is asked, up to which ages are counted.
        known_by: Only what had been said in public by then.
        certainty: How imprecise dates count: ``definite`` for what is open in every reading of the dates.

    Raises:
        ValidationError: An unknown code or certainty, a date that is none, or ``older_than`` without a time.
        NotFoundError: An id that the dataset does not have.

        >>> import peacetalks as pt
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.exchange, one.status, str(one.age)) for one in pt.query.open_exchanges(article, at="2026-02-05")]
        [('exchange-of-314', 'expected', 'unknown')]
    """
    question = Question.of(dataset, at, known_by, certainty)
    if chosen_days("older_than", older_than) is not None and question.at is None:
        raise refusal("missing-field", "an age is counted up to a time; give at, too", path="/at")
    found: list[OpenExchange] = []
    for one in exchanges_asked(question, kind=kind, party=party, process=process):
        standing = _open_standing(one, question)
        answer = None if standing is None else _as_open(one, standing, question)
        if answer is not None and _is_older(answer.age, older_than, question):
            found.append(answer)
    return tuple(sorted(found, key=lambda answer: (date_key(answer.since), answer.exchange)))


def exchanges_asked(
    question: Question,
    *,
    kind: str | Iterable[str] | None,
    party: str | Iterable[str] | None,
    process: str | Iterable[str] | None,
) -> Iterator[Exchange]:
    """Yield the exchanges of a kind, a party that gives or receives, and a process."""
    kinds = question.wanted(Exchange, "kind", kind)
    parties = question.wanted(Participation, "parties", party)
    processes = question.wanted(Exchange, "process", process)
    for exchange in question.dataset.exchanges:
        if (
            has_any([exchange.kind], kinds)
            and (parties is None or has_any(_parties(exchange), parties))
            and (processes is None or has_any(_processes(exchange, question.dataset), processes))
        ):
            yield exchange


def date_key(date: Date | None) -> tuple[float, float, str, str, str]:
    """Return the key that sorts dates, with those that are not there last."""
    return (math.inf, math.inf, "", "", "") if date is None else date.sort_key


def _parties(exchange: Exchange) -> Iterator[str]:
    for event in exchange.history:
        for leg in event.legs:
            yield from (end for end in (leg.from_party, leg.to_party) if end)


def _processes(exchange: Exchange, dataset: Dataset) -> Iterator[str]:
    if exchange.process:
        yield exchange.process
    if exchange.round:
        process = cast("Round", dataset[exchange.round]).process
        yield from [process] if process else []


def _claims(exchange: Exchange, question: Question) -> Iterator[tuple[int, ExchangeEvent, tuple[int, ...]]]:
    """Yield the claims that count, with those they compete with, whether or not these surely count."""
    begun = [one for one in enumerate(exchange.history) if question.perhaps_begun(one[1].date)]
    competitors: dict[int, tuple[int, ...]] = {}
    for statuses in PHASES.values():
        competitors.update(competing(exchange, [one for one in begun if one[1].status in statuses]))
    for index, event in begun:
        if question.has_begun(event.date):
            yield index, event, competitors.get(index, ())


def _as_claim(
    exchange: Exchange, index: int, event: ExchangeEvent, competitors: tuple[int, ...], question: Question
) -> ExchangeClaim:
    evidence = Evidence.of(exchange, "history", index)
    denied = () if event.status == DISPUTED else tuple(denials(exchange, index, event, question))
    return ExchangeClaim(
        exchange=exchange.id,
        kind=exchange.kind,
        status=event.status,
        phase=PHASE_OF.get(event.status),
        date=event.date,
        planned=event.planned,
        quantity=event.quantity,
        legs=tuple(map(_in_words, event.legs)),
        according_to=evidence.claimants,
        is_disputed=bool(denied),
        competes_with=tuple(f"{exchange.id}/history/{other}" for other in competitors),
        evidence=(evidence, *denied),
    )


def _in_words(leg: ExchangeLeg) -> str:
    """Return a direction as words, such as ``russia to ukraine: 157 persons, unspecified``."""
    about = [str(leg.quantity) if leg.quantity else "", leg.category or "", leg.text or ""]
    said = ", ".join(filter(None, about))
    return f"{leg.from_party or 'not stated'} to {leg.to_party or 'not stated'}{said and f': {said}'}"


def _open_standing(exchange: Exchange, question: Question) -> Standing | None:
    """Return how an open exchange stands; ``None`` for one that is not open."""
    last = standings(exchange, attrs.evolve(question, certainty="possible"))
    due = [one for one in last if one.status in DUE]
    done = [event for event in exchange.history if event.status in DONE]
    if not due:
        return None
    if question.at is not None and question.is_definite:
        is_sure = len(due) == len(last) and any(question.surely_begun(one.event.date) for one in due)
        return due[0] if is_sure and not any(question.perhaps_begun(event.date) for event in done) else None
    return None if any(question.surely_begun(event.date) for event in done) else due[0]


def _as_open(exchange: Exchange, standing: Standing, question: Question) -> OpenExchange:
    run: list[ExchangeEvent] = []
    for _, event in in_order(exchange.history):
        if event.status == "cancelled" and question.surely_begun(event.date):
            run = []
        elif event.status in DUE and question.perhaps_begun(event.date):
            run.append(cast("ExchangeEvent", event))
    since = next((event.date for event in run if event.date is not None), None)
    begun = Days.of(begin_of(since))
    if run[0].date is None:
        begun = Days(None, begun.last)  # it began by then, and nobody says when
    return OpenExchange(
        exchange=exchange.id,
        kind=exchange.kind,
        status=standing.status,
        since=since,
        planned=next((event.planned for event in reversed(run) if event.planned is not None), None),
        age=_age(begun, question.at),
        according_to=standing.evidence[0].claimants,
        is_disputed=standing.is_disputed,
        evidence=standing.evidence,
    )


def _age(begun: Days, at: Date | None) -> Amount:
    now = ANY_DAY if at is None else Days.of(at)
    return (begun if begun == ANY_DAY else begun.no_later_than(now)).until(now)


def _is_older(age: Amount, days: int | None, question: Question) -> bool:
    if days is None:
        return True
    if question.is_definite:
        return age.lower is not None and age.lower > days
    return age.upper is None or age.upper > days
