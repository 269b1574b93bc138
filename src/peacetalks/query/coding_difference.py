"""Where two codings of one agreement differ: its date, its stage, who was in it as what, what it deals with."""

import typing
from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import days_asked, made
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.likeness import parties_of
from peacetalks.query.pairing import Pair, Side, ambiguous, pairs_of
from peacetalks.query.provision import ABSENT, PRESENT, topic_states
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import standings
from peacetalks.records import Agreement, Participation

FIELDS: typing.Final = ("stage", "substage", "level", "inclusiveness", "position_in_process", "outstanding_issues")
"""Fields of an agreement that two codings may fill differently; lengths and names always differ and say little."""

ALL: typing.Final = ("date", *FIELDS, "status", "role", "topic")
"""Everything in which two codings are compared."""

DELEGATES: typing.Final = ("delegation_head", "delegate")
"""Roles of persons in a delegation, which are not roles of the party they speak for."""


@attrs.frozen(kw_only=True)
class CodingDifference(Answer):
    """Something that two codings of an agreement say differently."""

    agreement: str
    """Agreement of the one coding."""
    other: str
    """Agreement of the other coding."""
    field: str
    """In what they differ: a field of the agreement, ``status``, the ``role`` of a party, or a ``topic``."""
    about: str | None
    """The party, by its id in the first coding, or the topic."""
    value: str
    """What the one says."""
    other_value: str
    """What the other says."""
    is_ambiguous: bool
    """Whether one of the two may also be another agreement."""

    @property
    def label(self) -> str:
        """In what they differ, in words: ``stage``, ``role of russia``, ``topic security.ddr``."""
        if self.about is None:
            return self.field
        return f"{self.field}{' of' if self.field == 'role' else ''} {self.about}"


def coding_differences(
    dataset: Dataset,
    other: Dataset | None = None,
    *,
    field: str | Iterable[str] | None = None,
    days: int = 3,
    of: str | Iterable[str] | None = None,
    against: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[CodingDifference, ...]:
    """Return what two codings of one agreement say differently, each with both values.

    Compared is what both say: what only one of them says is no difference. Which agreements are taken for the same is
    told in ``match_agreements``, whose filters these are. A topic differs where one has a provision on it and the other
    was coded completely without one.

        >>> import peacetalks as pt
        >>> coding_differences(pt.load("examples/moscow-ultimatums.yaml"))
        ()

    Args:
        dataset: The one coding, or both.
        other: The other coding, where it is a dataset of its own.
        field: What to compare: ``date``, ``stage``, ``substage``, ``level``, ``inclusiveness``,
            ``position_in_process``, ``outstanding_issues``, ``status``, ``role``, ``topic``.
        days: Days by which dates of one agreement may be apart.
        of: Codings of the one side, such as ``ucdp_pad``.
        against: Codings of the other side, such as ``pax``.
        at: Time by which both were made.
        known_by: Time by which they were known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        By the order of the one, then of the other, then of the fields above.

    Raises:
        ValidationError: A filter or a date that cannot be.
    """
    question = Question.of(dataset, at, known_by, certainty)
    theirs = None if other is None else Question.of(other, at, known_by, certainty)
    fields = chosen("field", field, ALL)
    pairs, side, other_side = pairs_of(question, theirs, of, against, days_asked(days))
    unclear = ambiguous(pairs, is_one=other is None)
    return tuple(
        one
        for pair, is_ambiguous in zip(pairs, unclear, strict=True)
        if pair.is_definite or not question.is_definite
        for one, is_sure in differences(pair, side, other_side, is_ambiguous=is_ambiguous)
        if has_any([one.field], fields) and (is_sure or not question.is_definite)
    )


# --- how it is found --------------------------------------------------------------------------------------------------

Found = tuple[str, str | None, str, str, bool]
"""A field, what it is about, the two values, and whether they differ in every reading of the dates."""


def differences(
    pair: Pair, side: Side, other_side: Side, *, is_ambiguous: bool
) -> Iterator[tuple[CodingDifference, bool]]:
    """Yield what two codings of an agreement say differently, and whether that is so in every reading of the dates."""
    for field, about, value, other_value, is_sure in _differing(pair, side, other_side):
        difference = CodingDifference(
            agreement=pair.agreement.id,
            other=pair.other.id,
            field=field,
            about=about,
            value=value,
            other_value=other_value,
            is_ambiguous=is_ambiguous,
            evidence=(*_evidence(field, about, pair, side, is_other=False), *_evidence(field, about, pair, other_side)),
        )
        yield difference, is_sure


def _differing(pair: Pair, side: Side, other_side: Side) -> Iterator[Found]:
    yield from _dates(pair)
    for field in FIELDS:
        value, other_value = getattr(pair.agreement, field), getattr(pair.other, field)
        if value is not None and other_value is not None and value != other_value:
            yield field, None, str(value), str(other_value), True
    yield from _statuses(pair, side, other_side)
    yield from _roles(pair, side, other_side)
    yield from _topics(pair)


def _dates(pair: Pair) -> Iterator[Found]:
    date, other_date = made(pair.agreement), made(pair.other)
    if date is not None and other_date is not None and not date.overlaps(other_date):
        is_sure = date.definitely_before(other_date) or date.definitely_after(other_date)
        yield "date", None, str(date), str(other_date), is_sure


def _statuses(pair: Pair, side: Side, other_side: Side) -> Iterator[Found]:
    one, other = _status(pair.agreement, side.question), _status(pair.other, other_side.question)
    if one and other and set(one).isdisjoint(other):
        sure = (
            _status(agreement, attrs.evolve(each.question, certainty="definite"))
            for agreement, each in ((pair.agreement, side), (pair.other, other_side))
        )
        yield "status", None, "; ".join(one), "; ".join(other), all(sure)


def _status(agreement: Agreement, question: Question) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.status for one in standings(agreement, question) if not one.is_over))


def _roles(pair: Pair, side: Side, other_side: Side) -> Iterator[Found]:
    for party, counterpart in pair.parties:
        one = [record.role for record in _cast(pair.agreement, party, side) if record.role is not None]
        other = [record.role for record in _cast(pair.other, counterpart, other_side) if record.role is not None]
        if one and other and set(one) != set(other):
            yield "role", party, "; ".join(sorted(set(one))), "; ".join(sorted(set(other))), True


def _cast(agreement: Agreement, party: str, side: Side) -> list[Participation]:
    """Return what gives a party a role in an agreement, itself or through those who speak for it."""
    records = parties_of(side.dataset, agreement).get(party, ())
    return [
        one
        for one in records
        if one.role is not None and (one.on_behalf_of is None or party in one.parties or one.role not in DELEGATES)
    ]


def _topics(pair: Pair) -> Iterator[Found]:
    topics = sorted({one.topic for agreement in (pair.agreement, pair.other) for one in agreement.provisions})
    states = topic_states(pair.agreement, topics), topic_states(pair.other, topics)
    for (topic, state, _), (_, other_state, _) in zip(*states, strict=True):
        if {state, other_state} == {PRESENT, ABSENT}:
            yield "topic", topic, state, other_state, True


def _evidence(field: str, about: str | None, pair: Pair, side: Side, *, is_other: bool = True) -> tuple[Evidence, ...]:
    agreement = pair.other if is_other else pair.agreement
    if field == "role":
        parties = [two if is_other else one for one, two in pair.parties if one == about]
        records = dict.fromkeys(record.id for party in parties for record in _cast(agreement, party, side))
        return tuple(Evidence.of(side.dataset[id]) for id in records)
    if field == "status":
        found = [each for one in standings(agreement, side.question) for each in one.evidence]
        return tuple(dict.fromkeys(found))
    if field == "topic":
        places = [index for index, one in enumerate(agreement.provisions) if one.topic == about]
        return tuple(Evidence.of(agreement, "provisions", index) for index in places) or (Evidence.of(agreement),)
    return (Evidence.of(agreement),)
