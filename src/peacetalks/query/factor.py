"""What judgements depend on: the factors of an assessment, each with the latest that is known of it."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.assessment import asked
from peacetalks.query.claim import wanted_records
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import Standing, standings
from peacetalks.records import Assessment, Party, Position, Record
from peacetalks.values import Factor

NO_RECORD: Final = "no record stands for it"
NO_POSITION: Final = "no position is known"
NO_STATUS: Final = "neither a status nor a position is known"

_FACTOR: Any = Factor  # a value, where filters mostly ask for fields of records


@attrs.frozen(kw_only=True)
class FactorStanding(Answer):
    """Something that an assessment depends on, and how it stood."""

    assessment: str
    """The assessment."""
    label: str
    """The factor in words."""
    ref: str | None
    """Record that stands for the factor."""
    effect: str | None
    """Whether it favours or hinders what is assessed."""
    latest: str | None
    """How it stood: a status, or stance, concession and shift of a position; ``None`` where nothing is known of it."""
    latest_by: tuple[str, ...]
    """Whose position that is, or who acted."""
    latest_date: Date | None
    """Since when it stood so."""
    position: str | None
    """The position, where it is one."""
    is_disputed: bool
    """Whether somebody denies it."""
    reason: str | None
    """Why it is not known how it stood."""


def factors(
    dataset: Dataset,
    *,
    assessment: str | Iterable[str] | None = None,
    ref: str | Iterable[str] | None = None,
    effect: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[FactorStanding, ...]:
    """Return what assessments depend on, each factor with the latest that is known of it.

    What is looked for depends on the record that stands for the factor: for a party its latest position on each matter;
    for a position the latest one of the same parties on the same matter; for a measure, a demand or any other record
    the status it stood at, where it has a history, and the latest position of each party on it. A factor has a row for
    each of these, so several where dates leave open which is the latest, and one with a reason where there are none.

    In order of the assessment's date (those without a date last) and id, then of the factors in it; statuses before
    positions, these by date and id.

        >>> import peacetalks as pt
        >>> from peacetalks.query.factor import factors
        >>> for one in factors(pt.load("examples/moscow-ultimatums.yaml")):
        ...     print(one.label, "|", one.latest or one.reason)
        The stance of the United States | ambivalent, partial
        Economic pressure on Russia | in_force
        Technological pressure on Russia | no record stands for it
        What international partners do | no position is known

    Args:
        dataset: What is known.
        assessment: Ids of assessments.
        ref: Records that stand for a factor.
        effect: Effects of a factor.
        at: How things stood at this time, for assessments made by then.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date or an effect that is none.
        NotFoundError: An id that the dataset does not have, or that is no assessment.
    """
    question = Question.of(dataset, at, known_by, certainty)
    ids, refs = wanted_records(question, assessment, Assessment), wanted_records(question, ref)
    effects = question.wanted(_FACTOR, "effect", effect)
    return tuple(
        row
        for one in asked(question, {})
        if has_any([one.id], ids)
        for index, factor in enumerate(one.factors)
        if has_any([factor.ref] if factor.ref else [], refs) and has_any([factor.effect or ""], effects)
        for row in _standing_of(question, one, index)
    )


def _standing_of(question: Question, assessment: Assessment, index: int) -> Iterator[FactorStanding]:
    """Yield the rows of one factor: how it stood, or why that is not known."""
    factor, own = assessment.factors[index], Evidence.of(assessment, "factors", index)
    row: dict[str, Any] = {
        "assessment": assessment.id,
        "label": factor.label,
        "ref": factor.ref,
        "effect": factor.effect,
    }
    record = question.dataset[factor.ref] if factor.ref else None
    perhaps = attrs.evolve(question, certainty="possible")
    if record is None or not any(True for _ in _latest(record, perhaps)):
        yield FactorStanding(**row, **_UNKNOWN, reason=_reason(record), evidence=(own,))
        return
    for latest in _latest(record, question):
        told = _of_position(latest, own) if isinstance(latest, Position) else _of_status(latest, own)
        yield FactorStanding(**row, **told, reason=None)


_UNKNOWN: Mapping[str, Any] = MappingProxyType(
    {"latest": None, "latest_by": (), "latest_date": None, "position": None, "is_disputed": False}
)


def _reason(record: Record | None) -> str:
    if record is None:
        return NO_RECORD
    return NO_STATUS if hasattr(record, "history") else NO_POSITION


def _of_position(position: Position, own: Evidence) -> dict[str, Any]:
    words = (position.stance, position.concession, position.shift)
    return {
        "latest": ", ".join(word for word in words if word is not None),
        "latest_by": position.by,
        "latest_date": position.date,
        "position": position.id,
        "is_disputed": False,
        "evidence": (own, Evidence.of(position)),
    }


def _of_status(standing: Standing, own: Evidence) -> dict[str, Any]:
    return {
        "latest": standing.status,
        "latest_by": standing.event.by,
        "latest_date": standing.event.date,
        "position": None,
        "is_disputed": standing.is_disputed,
        "evidence": (own, *standing.evidence),
    }


def _latest(record: Record, question: Question) -> Iterator[Standing | Position]:
    """Yield the latest that is known of a record at the time asked for: its status, and positions, each once."""
    if getattr(record, "history", ()):
        yield from (standing for standing in standings(record, question) if not standing.is_over)
    found = {
        one.id: one for positions in _on_one_matter(record, question.dataset) for one in _last(positions, question)
    }
    yield from sorted(found.values(), key=_order)


def _on_one_matter(record: Record, dataset: Dataset) -> Iterable[list[Position]]:
    """Return the positions to look through, those of one party on one matter together."""
    by_party, by_target = dataset.once(_by_party), dataset.once(_by_target)
    found: dict[tuple[str, str], list[Position]] = {}
    if isinstance(record, Party):
        _sort_out(found, by_party.get(record.id, ()), parties={record.id})
    elif isinstance(record, Position):
        for target in dict.fromkeys(record.about):
            _sort_out(found, by_target[target], parties=set(record.by), targets={target})
    else:
        _sort_out(found, by_target.get(record.id, ()), targets={record.id})
    return found.values()


def _sort_out(
    found: dict[tuple[str, str], list[Position]],
    positions: Iterable[Position],
    *,
    parties: set[str] | None = None,
    targets: set[str] | None = None,
) -> None:
    for one in positions:
        for party in dict.fromkeys(one.by):
            for target in dict.fromkeys(one.about):
                if (parties is None or party in parties) and (targets is None or target in targets):
                    found.setdefault((party, target), []).append(one)


def _last(positions: list[Position], question: Question) -> list[Position]:
    """Return which positions may be the latest, or under ``definite`` the one that surely is."""
    begun = [one for one in positions if question.perhaps_begun(one.date)]
    surely = [one.date for one in begun if one.date is not None and question.surely_begun(one.date)]
    last = max(surely, key=lambda date: date.sort_key, default=None)
    begun = [one for one in begun if one.date is None or last is None or not one.date.definitely_before(last)]
    if question.is_definite and question.at is not None:
        begun = [one for one in begun if len(begun) == 1 and question.surely_begun(one.date)]
    return [one for one in begun if not question.is_over(one.date)]


def _order(position: Position) -> tuple[object, ...]:
    date = position.date
    return (date is None, () if date is None else date.sort_key, position.id)


def _by_party(dataset: Dataset) -> Mapping[str, list[Position]]:
    return _indexed(dataset, "by")


def _by_target(dataset: Dataset) -> Mapping[str, list[Position]]:
    return _indexed(dataset, "about")


def _indexed(dataset: Dataset, field: str) -> Mapping[str, list[Position]]:
    found: dict[str, list[Position]] = {}
    for one in dataset.positions:
        for id in dict.fromkeys(getattr(one, field)):
            found.setdefault(id, []).append(one)
    return MappingProxyType(found)
