"""Concessions: where parties lowered demands of their own, or gave way to those of others."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from peacetalks.checks.conduct import OF_OWN_DEMAND
from peacetalks.codelists import codelist
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.choice import chosen
from peacetalks.query.demand import by_date
from peacetalks.query.position import Chain, Taken, chains_on, evidence_of, matters
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand, Position
from peacetalks.values import Quantity

OWN_DEMAND_SOFTENED: Final = "own_demand_softened"
"""Kind of concession: a party lowers what it demands."""

OTHERS_DEMAND_ACCEPTED: Final = "others_demand_accepted"
"""Kind of concession: a party gives way to what another one demands."""

UNSPECIFIED: Final = "unspecified"
"""Kind of concession on something that is no demand, such as the talks as a whole: whose demands it meets is open."""

KINDS: Final = (OWN_DEMAND_SOFTENED, OTHERS_DEMAND_ACCEPTED, UNSPECIFIED)
"""What a party may give way on."""

ACCEPTING: Final = frozenset(
    term.code for term in codelist("stance") if term.code not in OF_OWN_DEMAND and int(term.column("scale") or 0) > 0
)
"""Stances above zero on the scale for demands of others."""


@attrs.frozen(kw_only=True)
class Concession(Answer):
    """A position with which a party gave way on something."""

    party: str
    """Party who gave way."""
    round: str | None
    """Round at which it did; ``None`` where none is stated."""
    kind: str
    """``own_demand_softened``, ``others_demand_accepted``, or ``unspecified`` for what is no demand."""
    target: str
    """What it gave way on."""
    to: tuple[str, ...]
    """Parties whose demand it gave way to; none otherwise."""
    stance: str | None
    """Its stance."""
    concession: str | None
    """How far it yielded, where that is told."""
    shift: str | None
    """How its position changed."""
    value: Quantity | None
    """Number it would accept."""
    conditions: tuple[str, ...]
    """Conditions it attached."""
    date: Date | None
    """When, or from when, it held the position."""
    is_ascribed: bool
    """Whether only others say so: neither the party, an organ or official of it, nor a source."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""
    position: str
    """Id of the position."""


def concessions(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    to: str | Iterable[str] | None = None,
    round: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Concession, ...]:
    """Return the concessions that parties made, up to a time: own demands softened, and others' demands accepted.

    What counts depends on whose the target is, as in the scoring of concessions round by round by Huth and Allee.

    - *Own demand softened*: a maker ``softens`` it, its position is said to have ``softened``, or has a concession.
    - *Others' demand accepted*: the position has a concession, or a stance that accepts the demand in whole, in
      principle, in part or on a condition. Such a stance alone is none where it is told that nothing is conceded, that
      the position is unchanged or has hardened, or where the demand is what its maker offers to give.
    - *Unspecified*: the target is no demand, and the position has a concession.

    A demand that is withdrawn altogether has an event in its own history (:func:`demands` with ``status="withdrawn"``).

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in concessions(ds):
        ...     print(one.party, one.kind, one.concession, one.target, one.to, one.round)
        united-states others_demand_accepted partial d-moscow-demands ('russia',) None

    Args:
        dataset: Where to look.
        by: Parties who gave way.
        to: Makers of the demand of others that they gave way to.
        round: Rounds at which they did.
        kind: ``own_demand_softened``, ``others_demand_accepted`` or ``unspecified``.
        about: Ids of records that they gave way on.
        issue: Issues: the issue itself, and demands that fall under it.
        at: Time up to which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what had been conceded in some or only what had been in every reading of the dates counts.

    Returns:
        One for each position, party and target, by date and then id of the position, party and target; those without a
        date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, makers = question.wanted(Position, "by", by), question.wanted(Demand, "by", to)
    rounds, kinds = question.wanted(Position, "round", round), chosen("kind", kind, KINDS)
    targets, issues = question.wanted(Position, "about", about), question.wanted(Demand, "issue", issue)
    found = (
        one
        for chain in chains_on(question, targets, matters(question.dataset, issues))
        if has_any((chain.party,), parties)
        for one in concessions_in(chain, question)
        if has_any(one.to, makers) and has_any(filter(None, [one.round]), rounds) and has_any((one.kind,), kinds)
    )
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.position, one.party, one.target)))


def concessions_in(chain: Chain, question: Question) -> Iterator[Concession]:
    """Yield the concessions among one party's positions on one matter, as far as they had been made."""
    target = question.dataset[chain.target]
    for taken in chain.taken:
        kind = _kind(taken.position, chain.party, target if isinstance(target, Demand) else None)
        if kind is not None and question.has_begun(taken.position.date):
            makers = target.by if isinstance(target, Demand) and kind == OTHERS_DEMAND_ACCEPTED else ()
            yield _concession(chain, taken, kind, makers, question)


def _kind(position: Position, party: str, demand: Demand | None) -> str | None:
    """Return what a position gives way on; ``None`` where it is no concession."""
    is_conceding = position.concession not in (None, "none")
    if demand is None:
        return UNSPECIFIED if is_conceding else None
    if party in demand.by:
        is_softer = position.stance == "softens" or position.shift == "softened"
        return OWN_DEMAND_SOFTENED if is_conceding or is_softer else None
    return OTHERS_DEMAND_ACCEPTED if is_conceding or _is_accepting(position, demand) else None


def _is_accepting(position: Position, demand: Demand) -> bool:
    is_told_to_be_none = position.concession == "none" or position.shift in ("unchanged", "hardened")
    return position.stance in ACCEPTING and not is_told_to_be_none and demand.kind != "offer"


def _concession(chain: Chain, taken: Taken, kind: str, makers: tuple[str, ...], question: Question) -> Concession:
    position = taken.position
    return Concession(
        party=chain.party,
        round=position.round,
        kind=kind,
        target=chain.target,
        to=makers,
        stance=position.stance,
        concession=position.concession,
        shift=position.shift,
        value=position.value,
        conditions=position.conditions,
        date=position.date,
        is_ascribed=chain.is_ascribed,
        according_to=taken.according_to,
        position=position.id,
        evidence=evidence_of(question.dataset, position),
    )
