"""Stance gaps: how far the firmness of a demand's maker and the stance of somebody else lie apart."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from peacetalks.checks.conduct import OF_OWN_DEMAND
from peacetalks.codelists import codelist
from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen_records
from peacetalks.query.collective import Collectives
from peacetalks.query.demand import has_been_made
from peacetalks.query.position import chains
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.stance import Stance, stances_in
from peacetalks.records import Demand

NO_STANCE_OF_MAKER: Final = "no stance of the maker is known"
"""Why there is no gap: nothing tells how firmly the demand is held."""

NO_STANCE_OF_OTHER: Final = "no stance of the other party is known"
"""Why there is no gap: nothing tells how the other party stands to it."""

NO_FIRMNESS: Final = "the maker's stance does not tell how firmly it holds to its demand"
"""Why there is no gap: the maker has a stance that others take."""

STANCE_OF_MAKER: Final = "the other party's stance is one that only makers of a demand take"
"""Why there is no gap: somebody is said to insist on a demand that it did not make."""

NO_SCALE: Final = "the other party's stance has no place on the scale"
"""Why there is no gap: silence is neither consent nor refusal, and of a code of somebody else's nothing is known."""


@attrs.frozen(kw_only=True)
class StanceGap(Answer):
    """How far apart the maker of a demand and another party stand, or why that cannot be told."""

    demand: str
    """Id of the demand."""
    party: str
    """Maker of the demand."""
    stance: str | None
    """The maker's stance on it."""
    firmness: int | None
    """How firmly the maker holds to it: 3 insists, 2 maintains, 1 softens."""
    position: str | None
    """Id of the maker's position."""
    is_ascribed: bool
    """Whether only others say so of the maker."""
    other_party: str
    """The other party."""
    is_addressee: bool
    """Whether the demand is put to the other party."""
    other_stance: str | None
    """The other party's stance on the demand."""
    other_scale: int | None
    """Its place on the scale, from 3 (accepts) to -3 (rejects)."""
    other_position: str | None
    """Id of the other party's position."""
    other_route: tuple[str, ...]
    """Where it is the position of a collective: the way from there down to the other party."""
    is_other_ascribed: bool
    """Whether only others say so of the other party."""
    gap: int | None
    """Firmness less the place of the other party on the scale: 6 where one insists and one rejects, 0 where one insists
    and one accepts; below 0 where the other party accepts more than the maker still holds to."""
    reason: str | None
    """Why there is no gap to tell."""


def stance_gaps(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    other_party: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[StanceGap, ...]:
    """Return how far the maker of a demand and each other party stand apart on it.

    The gap is the difference on the scale of the codelist ``stance``, which gives the firmness of one's own demand (3
    insists, 2 maintains, 1 softens) and the stance on somebody else's (3 accepts to -3 rejects). It puts stances in
    order; that a gap of 4 is twice one of 2 is not said. Compared are all makers with all parties that have a stance
    of their own, and with those that the demand is put to, for which the stance of a collective they belong to counts
    too. Where one of the two has no stance, or one without a place on the scale, there is a ``reason`` and no number.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in stance_gaps(ds, about="d-recognition"):
        ...     print(one.party, one.stance, one.other_party, one.other_stance, one.gap, one.reason)
        russia insists all-countries None None no stance of the other party is known
        russia insists ukraine rejects 6 None

    Args:
        dataset: Where to look.
        by: Makers of the demand.
        other_party: Parties that they are compared with.
        about: Ids of demands.
        issue: Issues that the demand falls under.
        topic: Topics of the demand itself.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each demand, maker, other party, and pair of their stances, in this order.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, others = question.wanted(Demand, "by", by), question.wanted(Demand, "to", other_party)
    ids, issues = chosen_records(question, Demand, about), question.wanted(Demand, "issue", issue)
    topics = question.wanted(Demand, "topics", topic)
    readings = _Readings.of(question)
    return tuple(
        gap
        for demand in sorted(question.dataset.demands, key=lambda one: one.id)
        if has_any((demand.id,), ids)
        and has_any(demand.by, makers)
        and has_any(filter(None, [demand.issue]), issues)
        and has_any(demand.topics, topics)
        and has_been_made(demand, question)
        for gap in _gaps(demand, readings)
        if has_any((gap.party,), makers) and has_any((gap.other_party,), others)
    )


Reading = Stance | None
"""A stance that a party may have had, or none."""


@attrs.frozen
class _Readings:
    """How each party may have stood to a demand, by the certainty asked for."""

    is_definite: bool
    lax: Collectives
    strict: Collectives

    @classmethod
    def of(cls, question: Question) -> "_Readings":
        lax, strict = (Collectives(attrs.evolve(question, certainty=one)) for one in ("possible", "definite"))
        return cls(question.is_definite and question.at is not None, lax, strict)

    def on(self, demand: Demand) -> dict[str, list[Reading]]:
        """Return the stances of each party, and ``None`` where its maker or somebody it is put to may have had none."""
        possible = self._stances(demand, self.lax)
        held = self._stances(demand, self.strict) if self.is_definite else possible
        for party in {*demand.by, *demand.to}:
            own = [one for one in possible.get(party, ()) if one is not None and not one.is_ascribed]
            if not (own if self.is_definite else any(map(self._is_sure, own))):
                held.setdefault(party, []).append(None)
        return held

    def _stances(self, demand: Demand, collectives: Collectives) -> dict[str, list[Reading]]:
        question = collectives.question
        found: dict[str, list[Reading]] = {}
        held = question.dataset.once(chains).get(demand.id, ())
        makers, addressees = frozenset(demand.by), frozenset(demand.to)
        own = (one for one in stances_in(held, question, None, None))
        routed = (one for one in stances_in(held, question, collectives, addressees - makers) if one.route)
        for one in sorted((*own, *routed), key=lambda one: (one.position, one.route, one.according_to)):
            found.setdefault(one.party, []).append(one)
        return found

    def _is_sure(self, stance: Stance) -> bool:
        """Tell whether a party surely had a stance, this one or one that took its place."""
        if not self.strict.question.is_current(stance.date):
            return False
        return not stance.route or any(one.ids == stance.route for one in self.strict.below(stance.route[0]))


def _gaps(demand: Demand, readings: _Readings) -> Iterator[StanceGap]:
    held = readings.on(demand)
    makers = sorted(set(demand.by))
    others = sorted(held.keys() - set(makers))
    for maker in makers:
        for other in others:
            for one in held.get(maker, ()):
                for two in held[other]:
                    yield _gap(demand, (maker, one), (other, two))


def _gap(demand: Demand, maker: tuple[str, Reading], other: tuple[str, Reading]) -> StanceGap:
    (party, ours), (other_party, theirs) = maker, other
    reason = _reason(ours, theirs)
    firmness = None if ours is None or ours.stance not in OF_OWN_DEMAND else _scale(ours.stance)
    place = None if theirs is None or theirs.stance in OF_OWN_DEMAND else _scale(theirs.stance)
    evidence = [one for stance in (ours, theirs) if stance is not None for one in stance.evidence]
    return StanceGap(
        demand=demand.id,
        party=party,
        stance=None if ours is None else ours.stance,
        firmness=firmness,
        position=None if ours is None else ours.position,
        is_ascribed=ours is not None and ours.is_ascribed,
        other_party=other_party,
        is_addressee=other_party in demand.to,
        other_stance=None if theirs is None else theirs.stance,
        other_scale=place,
        other_position=None if theirs is None else theirs.position,
        other_route=() if theirs is None else theirs.route,
        is_other_ascribed=theirs is not None and theirs.is_ascribed,
        gap=None if firmness is None or place is None else firmness - place,
        reason=reason,
        evidence=(*dict.fromkeys(evidence), Evidence.of(demand)),
    )


def _reason(ours: Reading, theirs: Reading) -> str | None:
    if ours is None:
        return NO_STANCE_OF_MAKER
    if ours.stance not in OF_OWN_DEMAND:
        return NO_FIRMNESS
    if theirs is None:
        return NO_STANCE_OF_OTHER
    if theirs.stance in OF_OWN_DEMAND:
        return STANCE_OF_MAKER
    return NO_SCALE if _scale(theirs.stance) is None else None


def _scale(stance: str) -> int | None:
    """Return the place of a stance on the scale; ``None`` for those that have none there."""
    term = codelist("stance").by_code.get(stance)
    place = None if term is None else term.column("scale")
    return None if place is None else int(place)
