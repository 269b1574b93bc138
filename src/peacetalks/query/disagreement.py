"""Where sources disagree: two claims about one status, date, number, role or presence, side by side."""

from collections.abc import Iterable
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.choice import chosen
from peacetalks.query.claim import wanted_records
from peacetalks.query.competing_claim import Pair, pairs_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.source import credibility_of
from peacetalks.records import Party, Source

RELATIONS: Final = ("contradictory", "unclear", "denied", "declared")
"""How two claims stand to each other."""


@attrs.frozen(kw_only=True)
class Disagreement(Answer):
    """Two claims about one fact that differ, or one that is declared to be disputed."""

    record: str
    """What the fact is about; for roles, presence and numbers of delegates the process, round or other activity."""
    field: str | None
    """In what they differ: ``status``, ``date``, ``quantity``, ``role``, ``attendance`` or ``count``; where the dispute
    is declared the field of which that is said, ``None`` for the record as a whole."""
    party: str | None
    """Whose role or presence it is about."""
    value: str | None
    """What the one claim says."""
    according_to: tuple[str, ...]
    """Who says so; nobody where no source is cited."""
    credibility: tuple[str, ...]
    """How credible that claim is, as far as its citations are graded."""
    other_value: str | None
    """What the other claim says; ``None`` where a dispute is declared and no second claim is recorded."""
    other_according_to: tuple[str, ...]
    """Who says that."""
    other_credibility: tuple[str, ...]
    """How credible that claim is, as far as its citations are graded."""
    relation: str
    """How they stand to each other: ``contradictory``, ``unclear``, ``denied`` or ``declared``."""
    note: str | None
    """What is remarked upon it, where the dispute is declared."""


def disagreements(
    dataset: Dataset,
    *,
    record: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    according_to: str | Iterable[str] | None = None,
    relation: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Disagreement, ...]:
    """Return which sources disagree on a status, date, number, role or presence: each pair of claims that differ.

    Nobody is said to be right. Claims of the same claimants are not compared; one without a source may be anybody's.
    The relations are

    - ``contradictory``: both cannot be true. In a history: two outcomes for one time (completed and cancelled; that one
      status follows upon another is no disagreement), dates that differ in every reading for something that happens
      once, numbers with the same status and time that have no common value. Of participations that may be of one time:
      present and away, head and member of a delegation, belligerent and a role for outsiders (such as mediator),
      different numbers of the same delegates;
    - ``unclear``: they are put differently, and whether both are true cannot be told: numbers on another basis or in
      another unit (314, and 157 per side), other roles, other reasons for being away;
    - ``denied``: the other is an event ``disputed`` for that time;
    - ``declared``: an annotation calls the record or a part of it disputed. Of a whole history, the claims with the
      same status are set side by side.

    In order of the record's id, then as the claims stand in it; the first 100 claims about one thing are compared.

        >>> import peacetalks as pt
        >>> from peacetalks.query.disagreement import disagreements
        >>> talks = pt.load("examples/abu-dhabi-2026.yaml")
        >>> for one in disagreements(talks, record="exchange-of-february-2026"):
        ...     print(one.value, "|", one.other_value, "|", one.relation)
        314 persons, basis unspecified | 157 persons, per side | unclear

    Args:
        dataset: What is known.
        record: Ids of records that the fact is about.
        party: Parties whose role or presence it is about.
        according_to: Claimants on one of the sides: parties that say so, or sources that do in their own voice.
        relation: How the claims stand to each other.
        at: Only claims about what had begun by this time.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date or a relation that is none.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    records, parties = wanted_records(question, record), wanted_records(question, party, Party)
    claimants = wanted_records(question, according_to, Party, Source)
    relations = chosen("relation", relation, RELATIONS)
    return tuple(
        found
        for pair, found in question.dataset.once(_disagreements)
        if has_any([found.record], records)
        and has_any([found.party] if found.party else [], parties)
        and has_any((*found.according_to, *found.other_according_to), claimants)
        and has_any([found.relation], relations)
        and all(map(question.has_begun, pair.dates))
    )


def _disagreements(dataset: Dataset) -> tuple[tuple[Pair, Disagreement], ...]:
    found = sorted(pairs_of(dataset), key=lambda pair: pair.record)
    return tuple((pair, _told(pair)) for pair in found)


def _told(pair: Pair) -> Disagreement:
    one, other = pair.one, pair.other
    return Disagreement(
        record=pair.record,
        field=pair.field,
        party=pair.party,
        value=one.value,
        according_to=one.evidence.claimants,
        credibility=credibility_of(one.evidence.citations),
        other_value=other.value if other else None,
        other_according_to=other.evidence.claimants if other else (),
        other_credibility=credibility_of(other.evidence.citations) if other else (),
        relation=pair.relation,
        note=pair.note,
        evidence=tuple(side.evidence for side in (one, other) if side),
    )
