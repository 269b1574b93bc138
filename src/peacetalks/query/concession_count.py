"""How many concessions each party made, and how many a round."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import NOTHING, Amount, Answer
from peacetalks.query.concession import (
    OTHERS_DEMAND_ACCEPTED,
    OWN_DEMAND_SOFTENED,
    UNSPECIFIED,
    Concession,
    concessions_in,
)
from peacetalks.query.position import LEVELS, chains_on, matters
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import DISPUTED, standings
from peacetalks.records import Demand, Position, Round

NOT_HELD: Final = ("proposed", "scheduled", "postponed", "cancelled")
"""Statuses of a round that has not taken place."""

NO_CONCESSION: Final = "none of its concessions is told by anybody but others"
"""Why there is no rate: only others ascribe concessions to it."""

NO_ROUND: Final = "not every concession tells at which round it was made"
"""Why there is no rate: nothing tells how many rounds they are spread over."""

NO_PROCESS: Final = "not every round tells to which process it belongs"
"""Why there is no rate: nothing tells how many rounds there were."""

NOT_YET: Final = "none of the rounds had been held"
"""Why there is no rate: there is nothing to divide by."""


@attrs.frozen(kw_only=True)
class ConcessionCount(Answer):
    """How many concessions a party made, and how many a round."""

    party: str
    """The party."""
    own_demands_softened: Amount
    """Number of times that it lowered demands of its own; a range where some may be later than asked for."""
    others_demands_accepted: Amount
    """Number of times that it gave way to demands of others."""
    unspecified: Amount
    """Number of concessions on what is no demand."""
    total: Amount
    """All of these."""
    ascribed: Amount
    """Number of concessions that only others ascribe to it; not counted in the total."""
    rounds: Amount
    """Number of rounds that had been held in the processes at whose rounds it made them."""
    rate: Amount
    """Concessions a round."""
    reason: str | None
    """Why there is no rate to tell."""


def concession_counts(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[ConcessionCount, ...]:
    """Return how many concessions each party made, up to a time, and the rate of concessions a round.

    A concession is one that :func:`concessions` tells: one position of one party on one target. Each counts as one, be
    it small or large, and a rate says nothing of what was fair. The rate is their number by that of the rounds, as far
    as recorded, that had been held in the processes at whose rounds they were made; days and working groups count with
    the round that they are part of. Where one of them tells no round there is a ``reason`` and no rate.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in concession_counts(ds):
        ...     print(one.party, one.total, "|", one.reason)
        united-states 1 | not every concession tells at which round it was made

    Args:
        dataset: Where to look.
        by: Parties who gave way.
        about: Ids of records that they gave way on.
        issue: Issues: the issue itself, and demands that fall under it.
        at: Time up to which it is asked.
        known_by: Time by which it was known.
        certainty: ``definite`` leaves out parties that made no concession in some reading of the dates; numbers are
            always told as ranges over all readings.

    Returns:
        One for each party that made a concession, in order of ids.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, targets = question.wanted(Position, "by", by), question.wanted(Position, "about", about)
    issues = matters(question.dataset, question.wanted(Demand, "issue", issue))
    lax, strict = (attrs.evolve(question, certainty=one) for one in ("possible", "definite"))
    found: dict[str, list[Concession]] = {}
    for chain in chains_on(question, targets, issues):
        if has_any((chain.party,), parties):
            for one in concessions_in(chain, lax):
                found.setdefault(chain.party, []).append(one)
    counts = (_count(party, made, strict) for party, made in sorted(found.items()))
    return tuple(one for one in counts if not question.is_definite or (one.total + one.ascribed).lower)


def _count(party: str, made: Sequence[Concession], question: Question) -> ConcessionCount:
    made = sorted(made, key=lambda one: (one.position, one.target))
    own = [one for one in made if not one.is_ascribed]
    kinds = [
        _number([one for one in own if one.kind == kind], question)
        for kind in (OWN_DEMAND_SOFTENED, OTHERS_DEMAND_ACCEPTED, UNSPECIFIED)
    ]
    total = sum(kinds, start=NOTHING)
    rounds, reason = _rounds_held(own, question)
    return ConcessionCount(
        party=party,
        own_demands_softened=kinds[0],
        others_demands_accepted=kinds[1],
        unspecified=kinds[2],
        total=total,
        ascribed=_number([one for one in made if one.is_ascribed], question),
        rounds=rounds,
        rate=Amount(None, None) if reason else _rate(total, rounds),
        reason=reason,
        evidence=tuple(dict.fromkeys(evidence for one in made for evidence in one.evidence)),
    )


def _number(made: Sequence[Concession], question: Question) -> Amount:
    return Amount(sum(question.has_begun(one.date) for one in made), len(made))


def _rate(total: Amount, rounds: Amount) -> Amount:
    """Return the least and the greatest number of concessions a round."""
    lower = None if total.lower is None or not rounds.upper else total.lower / rounds.upper
    upper = None if total.upper is None or not rounds.lower else total.upper / rounds.lower
    return Amount(lower, upper)


# --- the rounds that they are divided by ------------------------------------------------------------------------------


def _rounds_held(made: Sequence[Concession], question: Question) -> tuple[Amount, str | None]:
    """Return how many rounds had been held in the processes of some concessions, or why that cannot be told."""
    dataset = question.dataset
    if not made:
        return Amount(None, None), NO_CONCESSION
    rounds = {one.round for one in made if one.round is not None}
    if any(one.round is None for one in made):
        return Amount(None, None), NO_ROUND
    processes = {_process(dataset, id) for id in rounds}
    by_process = dataset.once(_rounds_by_process)
    held = [one for process in processes if process is not None for one in by_process[process]]
    if None in processes:
        return Amount(None, None), NO_PROCESS
    lax = attrs.evolve(question, certainty="possible")
    number = Amount(*(sum(_is_held(one, reading) for one in held) for reading in (question, lax)))
    return number, None if number.upper else NOT_YET


def _is_held(round: Round, question: Question) -> bool:
    """Tell whether a round had begun by the time asked for, and was not put off."""
    lax = attrs.evolve(question, certainty="possible")
    statuses = {one.status for one in standings(round, lax)} - {DISPUTED}
    put_off = [status in NOT_HELD for status in statuses]
    if put_off and (any(put_off) if question.is_definite else all(put_off)):
        return False
    if round.date is not None or not put_off:
        return question.has_begun(round.date)
    return any(question.has_begun(event.date) for event in round.history if event.status not in (*NOT_HELD, DISPUTED))


def _rounds_by_process(dataset: Dataset) -> Mapping[str, tuple[Round, ...]]:
    """Return the rounds of each process that are not part of another round."""
    found: dict[str, list[Round]] = {}
    for one in dataset.rounds:
        process = _process(dataset, one.id)
        if process is not None:
            found.setdefault(process, [])
            if one.parent is None:
                found[process].append(one)
    return MappingProxyType({process: tuple(rounds) for process, rounds in found.items()})


def _process(dataset: Dataset, id: str) -> str | None:
    """Return the process that a round belongs to, by itself or as part of another round."""
    current: str | None = id
    for _ in range(LEVELS):
        record = dataset.get(current or "")
        if not isinstance(record, Round):
            break
        if record.process is not None:
            return record.process
        current = record.parent
    return None
