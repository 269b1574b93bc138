"""Ultimatums: those whose deadline has passed, those still open, and those without a deadline."""

from collections.abc import Iterable
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.choice import chosen
from peacetalks.query.demand import SETTLED, by_date, has_been_made, made, possible_statuses, process_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand

OVERDUE, OPEN, NO_DEADLINE = "overdue", "open", "no_deadline"

STATES: Final = (OVERDUE, OPEN, NO_DEADLINE, *SETTLED)
"""What can have become of an ultimatum: a deadline that has passed, or has not, or none, while it stands; or what
settled it."""


@attrs.frozen(kw_only=True)
class Ultimatum(Answer):
    """An ultimatum, and what had become of it."""

    demand: str
    """Id of the demand."""
    by: tuple[str, ...]
    """Parties who make it."""
    to: tuple[str, ...]
    """Parties who would have to give in; none where that is not said."""
    kind: str
    """With what force it is put."""
    polarity: str
    """Whether what ``text`` names is to happen (``require``), not to happen (``prevent``) or be allowed."""
    text: str
    """The outcome spoken of."""
    consequence: str | None
    """What is threatened for the case of refusal."""
    deadline: Date | None
    """Until when it must be met; ``None`` where no deadline is known."""
    date: Date | None
    """When it was made."""
    states: tuple[str, ...]
    """What had become of it: ``overdue``, ``open``, ``no_deadline``, or the status that settled it, ``met``,
    ``withdrawn``, ``lapsed`` or ``superseded``; several where dates leave that open."""
    is_disputed: bool
    """Whether somebody else denies its status for that time."""
    according_to: tuple[str, ...]
    """Who says that it is made."""


def ultimatums(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    to: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = "ultimatum",
    state: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Ultimatum, ...]:
    """Return ultimatums, with whether their deadlines had passed and what had become of them.

    One that is neither met nor withdrawn, lapsed or superseded is ``overdue`` when its deadline was over before the
    time asked for, and ``open`` when it was not. On the day of the deadline, and where dates are imprecise, it may be
    either, and both are told; so they are without ``at``, since nothing then says what time it is. One of which no
    history is known stands. Being partly met does not settle it.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.demand, one.states) for one in ultimatums(ds, by="russia")]
        [('d-exclude-europe', ('no_deadline',))]

    Args:
        dataset: Where to look.
        by: Parties, one of which makes it.
        to: Parties, one of which would have to give in.
        topic: Topics of the demand itself.
        process: Processes in which it is made, or its round where it names none.
        kind: Kinds of demand that count; ``None`` for all of them, since others have deadlines too.
        state: What had become of it: ``overdue``, ``open``, ``no_deadline``, ``met``, ``withdrawn``, ``lapsed`` or
            ``superseded``. Under ``possible`` also what may have.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each ultimatum, by deadline and then id; those without a deadline come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, asked = question.wanted(Demand, "by", by), question.wanted(Demand, "to", to)
    topics, kinds = question.wanted(Demand, "topics", topic), question.wanted(Demand, "kind", kind)
    processes, states = question.wanted(Demand, "process", process), chosen("state", state, STATES)
    found = (
        (one, _states(one, question))
        for one in question.dataset.demands
        if has_any(one.by, makers)
        and has_any(one.to, asked)
        and has_any(one.topics, topics)
        and has_any((one.kind,), kinds)
        and has_any(filter(None, [process_of(one, question.dataset)]), processes)
        and has_been_made(one, question)
    )
    answers = (_ultimatum(one, become, question) for one, become in found if _is_in(become, states, question))
    return tuple(sorted(answers, key=lambda one: by_date(one.deadline, one.demand)))


def _is_in(states: tuple[str, ...], wanted: frozenset[str] | None, question: Question) -> bool:
    """Tell whether what may have become of an ultimatum is asked for; under ``definite``, all that may have."""
    return has_any(states, wanted) and (wanted is None or not question.is_definite or wanted.issuperset(states))


def _states(demand: Demand, question: Question) -> tuple[str, ...]:
    """Return what may have become of a demand, in the order of ``STATES``."""
    statuses = possible_statuses(demand, question)
    found = {status for status in statuses if status in SETTLED}
    if len(found) < len(statuses):
        found.update(_unsettled(demand.deadline, question.at))
    return tuple(state for state in STATES if state in found)


def _unsettled(deadline: Date | None, at: Date | None) -> tuple[str, ...]:
    """Return what may have become of a demand that stands."""
    if deadline is None:
        return (NO_DEADLINE,)
    if at is None:
        return (OVERDUE, OPEN)
    if deadline.definitely_before(at):
        return (OVERDUE,)
    return (OVERDUE, OPEN) if deadline.possibly_before(at) else (OPEN,)


def _ultimatum(demand: Demand, states: tuple[str, ...], question: Question) -> Ultimatum:
    told = made(demand, question)
    return Ultimatum(
        demand=demand.id,
        by=demand.by,
        to=demand.to,
        kind=demand.kind,
        polarity=told.polarity,
        text=demand.text,
        consequence=demand.consequence,
        deadline=demand.deadline,
        date=told.date,
        states=states,
        is_disputed=told.is_disputed,
        according_to=told.according_to,
        evidence=told.evidence,
    )
