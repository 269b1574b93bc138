"""Linkages: what is tied to what, who accepts it, and what is declared to have nothing to do with the rest."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, Self

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.demand import by_date
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.stance import Stance, stances
from peacetalks.records import Demand, Linkage, Position, Record, type_name

PACKAGE: Final = "package"
"""Kind of linkage whose subjects are tied to each other, and to no objects."""

INDEPENDENT: Final = "independent_of"
"""Kind of linkage that says expressly that there is none."""

SIDES: Final = ("subject", "object")
"""Where a record stands in the sentence *subjects kind objects*."""

ACCEPTING: Final = ("accepts", "accepts_in_principle", "accepts_partly", "conditional")
"""Stances that accept what somebody else asks for, more or less: those above zero on the scale of 2.5, without those
that tell how firmly a maker holds to a demand of its own."""


@attrs.frozen(kw_only=True)
class LinkageEnd(Answer):
    """A record that a linkage names: what it is tied to, and who accepts it or the linkage."""

    linkage: str
    """Id of the linkage."""
    kind: str
    """How the subjects are tied to the objects."""
    record: str
    """Id of the record, most often a demand."""
    type: str
    """Its type, such as ``demand``."""
    by: tuple[str, ...]
    """Parties whose it is: who make the demand, impose the measure, hold the position; none where that is not said."""
    side: str
    """``subject`` or ``object``: whether the sentence *subjects kind objects* begins or ends with it."""
    tied_to: tuple[str, ...]
    """What it is tied to: the other side of the sentence; in a package, all the others."""
    together_with: tuple[str, ...]
    """What stands beside it on its own side of the sentence; none in a package."""
    date: Date | None
    """When the tie was made."""
    accepted_by: tuple[str, ...]
    """Parties who accept the record."""
    perhaps_accepted_by: tuple[str, ...]
    """Parties who do so only in some readings of the dates, or only by what others ascribe to them."""
    linkage_accepted_by: tuple[str, ...]
    """Parties who accept the linkage itself."""
    linkage_perhaps_accepted_by: tuple[str, ...]
    """Parties who do so only in some readings of the dates, or only by what others ascribe to them."""
    according_to: tuple[str, ...]
    """Who makes the tie; others may see none."""


@attrs.frozen(kw_only=True)
class IndependentDemand(Answer):
    """A demand that is declared to hold whatever becomes of something else."""

    demand: str
    """Id of the demand."""
    by: tuple[str, ...]
    """Parties who make it."""
    text: str
    """The outcome spoken of."""
    independent_of: tuple[str, ...]
    """What it is declared to be independent of."""
    linkage: str
    """Id of the linkage that declares it."""
    date: Date | None
    """When that was declared."""
    according_to: tuple[str, ...]
    """Who declares it, or says so of the maker."""


def linkages(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    of: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    side: str | Iterable[str] | None = None,
    stance: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[LinkageEnd, ...]:
    """Return what is tied to what, with the parties that accept each end and the tie itself.

    Each linkage has an answer for every record that it names. All kinds count, also ``independent_of``, the express
    denial of a tie. Acceptance is what :func:`stances` tells of whoever holds a position itself: what a collective
    accepts is not counted for each of its members. Makers who insist on a demand of their own do not accept it.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in linkages(ds, by="russia", topic="economy.sanctions"):
        ...     print(one.record, one.kind, one.tied_to, one.accepted_by, one.linkage_accepted_by)
        d-recognition in_exchange_for ('d-lift-sanctions',) () ()

    Args:
        dataset: Where to look.
        by: Parties, one of which makes the demand, or whatever else the record is.
        of: Ids of the records that are tied, or of linkages.
        topic: Topics of what the record is tied to, such as ``economy.sanctions``.
        kind: Kinds of linkage, such as ``in_exchange_for``.
        side: ``subject`` or ``object``.
        stance: Stances that count as accepting: in whole, in principle, in part and on a condition, if nothing else is
            said; ``accepts`` for in whole only.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts. It decides on
            the linkages; who accepts for sure and who perhaps is always told apart.

    Returns:
        One for each linkage and record, by date and then id of the linkage, subjects before objects as listed there.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, kinds = question.wanted(Demand, "by", by), question.wanted(Linkage, "kind", kind)
    topics, sides = question.wanted(Demand, "topics", topic), chosen("side", side, SIDES)
    ids, accepting = asked(question, of), question.wanted(Position, "stance", ACCEPTING if stance is None else stance)
    accepted = _Acceptances.of(question, accepting)
    return tuple(
        _linkage_end(linkage, end, question.dataset, accepted)
        for linkage in in_force(question, kinds)
        for end in _ends(linkage)
        if has_any((end.side,), sides)
        and has_any((linkage.id, end.record), ids)
        and has_any(makers_of(question.dataset[end.record]), makers)
        and _has_topic(end.tied_to, topics, question.dataset)
    )


def independent_demands(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    of: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[IndependentDemand, ...]:
    """Return demands that are declared to hold or go ahead whatever becomes of something else.

    Only what is expressly said counts: a demand that no linkage names is not independent, but of unknown ties
    (``demands(…, is_linked=False)``).

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.demand, one.independent_of) for one in independent_demands(ds, topic="process.settlement")]
        [('d-us-economic-agreements', ('ending-the-war',))]

    Args:
        dataset: Where to look.
        by: Parties, one of which makes the demand.
        of: Ids of what it is declared to be independent of.
        topic: Topics of what it is declared to be independent of; ``process.settlement`` is the war as a whole.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each demand and linkage, by date and then id of the linkage, the demands as listed there.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, ids = question.wanted(Demand, "by", by), asked(question, of)
    topics = question.wanted(Demand, "topics", topic)
    return tuple(
        _independent(demand, linkage)
        for linkage in in_force(question, frozenset([INDEPENDENT]))
        if has_any(linkage.objects, ids) and _has_topic(linkage.objects, topics, question.dataset)
        for demand in map(question.dataset.__getitem__, dict.fromkeys(linkage.subjects))
        if isinstance(demand, Demand) and has_any(demand.by, makers)
    )


def in_force(question: Question, kinds: frozenset[str] | None) -> list[Linkage]:
    """Return the linkages of some kinds that held at the time asked for, by date and then id."""
    found = (one for one in question.dataset.linkages if has_any((one.kind,), kinds) and question.is_current(one.date))
    return sorted(found, key=lambda one: by_date(one.date, one.id))


def asked(question: Question, of: str | Iterable[str] | None) -> frozenset[str] | None:
    """Return the ids of records, of any type, that a filter asks for; ``None`` for all of them.

    Raises:
        ValidationError: A value that is no id.
        NotFoundError: An id that the dataset does not have.
    """
    ids = question.wanted(Linkage, "subjects", of)
    for id in sorted(ids or ()):
        question.whole[id]
    return ids


def makers_of(record: Record) -> tuple[str, ...]:
    """Return whose record it is: who makes a demand, imposes a measure, holds a position; none for other types."""
    by: tuple[str, ...] = getattr(record, "by", ())
    return by


def topics_of(record: Record) -> tuple[str, ...]:
    """Return the topics of a record, for an agreement those of its provisions; none for types that have no topics."""
    topics: tuple[str, ...] = getattr(record, "topics", ())
    return (*topics, *(one.topic for one in getattr(record, "provisions", ())))


def _has_topic(ids: tuple[str, ...], topics: frozenset[str] | None, dataset: Dataset) -> bool:
    return topics is None or any(has_any(topics_of(dataset[id]), topics) for id in ids)


@attrs.frozen
class _End:
    """A record in the sentence that a linkage is."""

    record: str
    side: str
    tied_to: tuple[str, ...]
    together_with: tuple[str, ...]


def _ends(linkage: Linkage) -> Iterator[_End]:
    """Yield the records that a linkage names, each once for each side on which it stands."""
    subjects, objects = tuple(dict.fromkeys(linkage.subjects)), tuple(dict.fromkeys(linkage.objects))
    for side, own, other in (("subject", subjects, objects), ("object", objects, subjects)):
        for record in own:
            beside = tuple(one for one in own if one != record)
            if linkage.kind == PACKAGE:
                yield _End(record, side, tuple(dict.fromkeys((*beside, *other))), ())
            else:
                yield _End(record, side, other, beside)


@attrs.frozen
class _Acceptances:
    """Who accepts what, by its id."""

    possible: Mapping[str, Sequence[Stance]]
    """In at least one reading of the dates."""
    sure: Container[Stance]
    """In every reading."""

    @classmethod
    def of(cls, question: Question, accepting: Iterable[str] | None) -> Self:
        """Return who accepts anything at the time asked for."""
        asked = partial(stances, question.dataset, stance=accepting, expand=False, at=question.at)
        found: dict[str, list[Stance]] = {}
        for one in asked(certainty="possible"):
            found.setdefault(one.target, []).append(one)
        return cls(found, frozenset(asked(certainty="definite")))

    def on(self, target: str) -> Sequence[Stance]:
        """Return the stances that accept a record."""
        return self.possible.get(target, ())

    def parties(self, target: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the parties who accept for sure, and those who perhaps do, each in order."""
        stances = self.on(target)
        sure = {one.party for one in stances if one in self.sure and not one.is_ascribed}
        return tuple(sorted(sure)), tuple(sorted({one.party for one in stances} - sure))


def _linkage_end(linkage: Linkage, end: _End, dataset: Dataset, accepted: _Acceptances) -> LinkageEnd:
    record, own = dataset[end.record], Evidence.of(linkage)
    accepted_by, perhaps_accepted_by = accepted.parties(record.id)
    linkage_accepted_by, linkage_perhaps_accepted_by = accepted.parties(linkage.id)
    accepting = (one for id in (record.id, linkage.id) for one in accepted.on(id))
    evidence = dict.fromkeys([own, Evidence.of(record), *(each for one in accepting for each in one.evidence)])
    return LinkageEnd(
        linkage=linkage.id,
        kind=linkage.kind,
        record=record.id,
        type=type_name(type(record)),
        by=makers_of(record),
        side=end.side,
        tied_to=end.tied_to,
        together_with=end.together_with,
        date=linkage.date,
        accepted_by=accepted_by,
        perhaps_accepted_by=perhaps_accepted_by,
        linkage_accepted_by=linkage_accepted_by,
        linkage_perhaps_accepted_by=linkage_perhaps_accepted_by,
        according_to=own.claimants,
        evidence=tuple(evidence),
    )


def _independent(demand: Demand, linkage: Linkage) -> IndependentDemand:
    own = Evidence.of(linkage)
    return IndependentDemand(
        demand=demand.id,
        by=demand.by,
        text=demand.text,
        independent_of=linkage.objects,
        linkage=linkage.id,
        date=linkage.date,
        according_to=own.claimants,
        evidence=(own, Evidence.of(demand)),
    )
