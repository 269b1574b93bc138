"""Demands: who wanted what of whom at a time, and what had become of it by then."""

from collections.abc import Iterable
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen_statuses
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import DISPUTED, Standing, in_order, standings
from peacetalks.records import Demand
from peacetalks.values import Quantity

SETTLED: Final = ("met", "withdrawn", "lapsed", "superseded")
"""Statuses of a demand that is no longer on the table; one that is partly met still is."""


@attrs.frozen(kw_only=True)
class DemandMade(Answer):
    """A demand, and how it stood."""

    demand: str
    """Id of the demand."""
    by: tuple[str, ...]
    """Parties who make it."""
    to: tuple[str, ...]
    """Parties who would have to concede it; none where that is not said."""
    concerning: tuple[str, ...]
    """Third parties that it is about."""
    kind: str
    """With what force it is put."""
    polarity: str
    """Whether what ``text`` names is to happen (``require``), not to happen (``prevent``) or be allowed."""
    text: str
    """The outcome spoken of."""
    topics: tuple[str, ...]
    """Its topics."""
    issue: str | None
    """Issue that it falls under."""
    process: str | None
    """Process in which it is made, by itself or through its round."""
    round: str | None
    """Round at which it was made."""
    part_of: str | None
    """Set of demands, or paper, that it is a part of."""
    value: Quantity | None
    """Number demanded, with its unit."""
    deadline: Date | None
    """Until when it must be met."""
    date: Date | None
    """When it was made: its own date, else that of its first event, where that is ``raised``."""
    statuses: tuple[str, ...]
    """Status at the time; several where imprecise dates leave open which was the last, none where none is known."""
    is_disputed: bool
    """Whether somebody else denies that status for that time."""
    according_to: tuple[str, ...]
    """Who says that the demand is made: the maker itself, or whoever ascribes it to the maker."""


def demands(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    to: str | Iterable[str] | None = None,
    concerning: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    round: str | Iterable[str] | None = None,
    status: str | Iterable[str] | None = None,
    part_of: str | Iterable[str] | None = None,
    is_linked: bool | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[DemandMade, ...]:
    """Return the demands that had been made, with what had become of them.

    A demand has been made when its ``date`` has begun; one without a date of its own, when an event of its history has.
    A demand whose history is empty has no status: that it was made does not tell whether it still stands.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in demands(ds, by="russia", part_of="d-moscow-demands"):
        ...     print(one.demand, one.polarity, one.according_to)
        d-exclude-europe prevent ('article', 'russia')
        d-lift-sanctions require ('russia',)
        d-recognition require ('russia',)

    Args:
        dataset: Where to look.
        by: Parties, one of which makes it.
        to: Parties, one of which would have to concede it.
        concerning: Third parties, one of which it is about.
        kind: Kinds, such as ``ultimatum``.
        topic: Topics of the demand itself, such as ``economy.sanctions``; those of its issue do not count.
        issue: Issues that it falls under.
        process: Processes in which it is made, or its round where it names none.
        round: Rounds at which it was made.
        status: Statuses that it had at the time; under ``possible`` also those that it may have had.
        part_of: Sets of demands or papers that it is a part of, directly.
        is_linked: Whether some linkage, of whatever kind, names it.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each demand, by date and then id; those without a date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, asked = question.wanted(Demand, "by", by), question.wanted(Demand, "to", to)
    third, kinds = question.wanted(Demand, "concerning", concerning), question.wanted(Demand, "kind", kind)
    topics, issues = question.wanted(Demand, "topics", topic), question.wanted(Demand, "issue", issue)
    processes, rounds = question.wanted(Demand, "process", process), question.wanted(Demand, "round", round)
    wholes, statuses = question.wanted(Demand, "part_of", part_of), chosen_statuses(Demand, status)
    found = (
        made(one, question)
        for one in question.dataset.demands
        if has_any(one.by, makers)
        and has_any(one.to, asked)
        and has_any(one.concerning, third)
        and has_any((one.kind,), kinds)
        and has_any(one.topics, topics)
        and has_any(_or_none(one.issue), issues)
        and has_any(_or_none(process_of(one, question.dataset)), processes)
        and has_any(_or_none(one.round), rounds)
        and has_any(_or_none(one.part_of), wholes)
        and has_been_made(one, question)
        and (statuses is None or has_any((standing.status for standing in _current(one, question)), statuses))
        and (is_linked is None or _is_linked(one, question, is_linked))
    )
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.demand)))


def has_been_made(demand: Demand, question: Question) -> bool:
    """Tell whether a demand had been made by the time asked for."""
    if demand.date is not None:
        return question.has_begun(demand.date)
    dates = [event.date for event in demand.history if event.status != DISPUTED] or [None]
    return any(map(question.has_begun, dates))


def date_made(demand: Demand) -> Date | None:
    """Return when a demand was made; ``None`` where that is not known."""
    if demand.date is not None or not demand.history:
        return demand.date
    _, first = in_order(demand.history)[0]
    return first.date if first.status == "raised" else None


def possible_standings(demand: Demand, question: Question) -> tuple[Standing, ...]:
    """Return how a demand may have stood at the time asked for, whatever the certainty asked for."""
    return tuple(_current(demand, attrs.evolve(question, certainty="possible")))


def may_stand(demand: Demand, question: Question) -> bool:
    """Tell whether a demand was still on the table: neither met nor withdrawn, lapsed or superseded.

    Under ``definite`` it is where no reading of the dates has it settled, under ``possible`` where one has it standing.
    """
    settled = [status in SETTLED for status in possible_statuses(demand, question)]
    return not any(settled) if question.is_definite else not all(settled)


def possible_statuses(demand: Demand, question: Question) -> tuple[str | None, ...]:
    """Return the statuses that a demand may have had, each once; ``None`` where it may have had none yet or no more."""
    standing = possible_standings(demand, question)
    found: list[str | None] = [one.status for one in standing]
    has_one = any(question.surely_begun(event.date) for event in demand.history if event.status != DISPUTED)
    strict = attrs.evolve(question, certainty="definite")
    if not found or not has_one or any(strict.is_over(one.event.date) for one in standing):
        found.append(None)
    return tuple(dict.fromkeys(found))


def process_of(demand: Demand, dataset: Dataset) -> str | None:
    """Return the process in which a demand is made: its own, else that of its round."""
    if demand.process is not None or demand.round is None:
        return demand.process
    return getattr(dataset[demand.round], "process", None)


def by_date(date: Date | None, *ids: str) -> tuple[object, ...]:
    """Return a key that puts answers in order of date, those without one last, and then of ids."""
    return (date is None, date.sort_key if date is not None else (), *ids)


def made(demand: Demand, question: Question) -> DemandMade:
    """Return what is to be told of a demand."""
    own = Evidence.of(demand)
    standing = possible_standings(demand, question)
    events = dict.fromkeys(evidence for one in standing for evidence in one.evidence)
    return DemandMade(
        demand=demand.id,
        by=demand.by,
        to=demand.to,
        concerning=demand.concerning,
        kind=demand.kind,
        polarity=demand.polarity or "require",
        text=demand.text,
        topics=demand.topics,
        issue=demand.issue,
        process=process_of(demand, question.dataset),
        round=demand.round,
        part_of=demand.part_of,
        value=demand.value,
        deadline=demand.deadline,
        date=date_made(demand),
        statuses=tuple(dict.fromkeys(one.status for one in standing)),
        is_disputed=any(one.is_disputed for one in standing),
        according_to=own.claimants,
        evidence=(own, *events),
    )


def _current(demand: Demand, question: Question) -> Iterable[Standing]:
    return (one for one in standings(demand, question) if not one.is_over)


def _is_linked(demand: Demand, question: Question, wanted: bool) -> bool:
    """Tell whether a demand is linked, or is not, as asked; a link that may not have held decides neither for sure."""
    dates = question.dataset.once(_links).get(demand.id, ())
    opposite: Certainty = "possible" if question.is_definite else "definite"
    reading = question if wanted else attrs.evolve(question, certainty=opposite)
    return any(map(reading.is_current, dates)) is wanted


def _links(dataset: Dataset) -> dict[str, tuple[Date | None, ...]]:
    """Return the dates of the linkages that name each record."""
    found: dict[str, list[Date | None]] = {}
    for linkage in dataset.linkages:
        for id in {*linkage.subjects, *linkage.objects}:
            found.setdefault(id, []).append(linkage.date)
    return {id: tuple(dates) for id, dates in found.items()}


def _or_none(value: str | None) -> tuple[str, ...]:
    return () if value is None else (value,)
