"""Contradictions: one side insists on what another one refuses."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen_records
from peacetalks.query.demand import by_date
from peacetalks.query.position import chains_on, matters
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.stance import Stance, stances_in
from peacetalks.records import Demand

HOLDING: Final = ("insists", "maintains")
"""Stances of a maker who keeps its demand up."""

REFUSING: Final = ("rejects", "opposes")
"""Stances of somebody who will not have it."""


@attrs.frozen(kw_only=True)
class Contradiction(Answer):
    """A party that keeps up its demand, and another one that refuses it."""

    demand: str
    """Id of the demand."""
    party: str
    """Maker of the demand who keeps it up."""
    stance: str
    """Whether it insists on it or maintains it."""
    position: str
    """Id of its position."""
    date: Date | None
    """From when it held that."""
    is_ascribed: bool
    """Whether only others say so of it."""
    according_to: tuple[str, ...]
    """Who says so."""
    other_party: str
    """Party who refuses it."""
    other_stance: str
    """Whether it rejects or opposes it."""
    other_position: str
    """Id of its position."""
    other_date: Date | None
    """From when it held that."""
    is_other_ascribed: bool
    """Whether only others say so of it."""
    other_according_to: tuple[str, ...]
    """Who says so."""


def contradictions(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    against: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Contradiction, ...]:
    """Return direct contradictions: a maker insists on its demand or maintains it, and another party refuses it.

    What counts is how each stood at that time, as :func:`stances` tells it, by positions of their own: not those of
    collectives that they belong to. A demand that was merely made, and on which its maker has no stance, contradicts
    nobody yet. Where only others ascribe one of the two stances, that is told.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in contradictions(ds):
        ...     print(one.party, one.stance, "on", one.demand, "|", one.other_party, one.other_stance)
        russia insists on d-recognition | ukraine rejects

    Args:
        dataset: Where to look.
        by: Makers who keep the demand up.
        against: Parties who refuse it.
        about: Ids of demands.
        issue: Issues that the demand falls under.
        topic: Topics of the demand itself.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each pair of positions and of the parties who hold them, in order of the demand's id, then of the dates
        and ids of the two positions.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, refusing = question.wanted(Demand, "by", by), question.wanted(Demand, "to", against)
    ids, topics = chosen_records(question, Demand, about), question.wanted(Demand, "topics", topic)
    issues = matters(question.dataset, question.wanted(Demand, "issue", issue))
    demands = {one.id: one for one in question.dataset.demands if has_any(one.topics, topics)}
    held = chains_on(question, frozenset(demands), ids, issues)
    found = _by_demand(stances_in(held, question, None, None))
    return tuple(
        _contradiction(one, other)
        for id, (firm, refused) in sorted(found.items())
        for one in firm
        if one.party in demands[id].by and has_any((one.party,), makers)
        for other in refused
        if other.party != one.party and has_any((other.party,), refusing)
    )


def _by_demand(found: Iterator[Stance]) -> Mapping[str, tuple[list[Stance], list[Stance]]]:
    """Return the stances on each demand that hold it up, and those that refuse it."""
    kept: dict[str, tuple[list[Stance], list[Stance]]] = {}
    for one in sorted(found, key=lambda one: by_date(one.date, one.position, one.party)):
        for number, codes in enumerate((HOLDING, REFUSING)):
            if one.stance in codes:
                kept.setdefault(one.target, ([], []))[number].append(one)
    return kept


def _contradiction(one: Stance, other: Stance) -> Contradiction:
    evidence: Iterable[Evidence] = (*one.evidence[:1], *other.evidence[:1], *one.evidence[1:], *other.evidence[1:])
    return Contradiction(
        demand=one.target,
        party=one.party,
        stance=one.stance,
        position=one.position,
        date=one.date,
        is_ascribed=one.is_ascribed,
        according_to=one.according_to,
        other_party=other.party,
        other_stance=other.stance,
        other_position=other.position,
        other_date=other.date,
        is_other_ascribed=other.is_ascribed,
        other_according_to=other.according_to,
        evidence=tuple(dict.fromkeys(evidence)),
    )
