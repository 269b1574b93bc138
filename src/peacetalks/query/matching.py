"""The same agreement in two codings: found by identifiers, or by date and actors, and compared."""

from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import days_asked
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.coding_difference import differences
from peacetalks.query.likeness import parties_of
from peacetalks.query.pairing import Pair, Side, ambiguous, pairs_of, shared_conflicts
from peacetalks.query.question import Certainty, Question


@attrs.frozen(kw_only=True)
class AgreementMatch(Answer):
    """Two records, of two codings, that may be of the same agreement."""

    agreement: str
    """Agreement of the one coding."""
    other: str
    """Agreement of the other coding."""
    name: str
    """Name of the one."""
    other_name: str
    """Name of the other."""
    matched_by: tuple[str, ...]
    """Why they are taken for the same: ``id``, ``identifier``, ``date and actors``."""
    identifiers: tuple[str, ...]
    """Identifiers that both have, as scheme and value."""
    days_apart: Amount
    """Days between their dates."""
    shared_parties: tuple[str, ...]
    """Parties that took part in both, by their ids in the first coding."""
    shared_conflicts: tuple[str, ...]
    """Conflicts that both address, by their ids in the first coding; a hint, and no reason by itself."""
    differences: tuple[str, ...]
    """What the two say differently: ``stage``, ``role of russia``; ``coding_differences`` has the values."""
    is_ambiguous: bool
    """Whether one of the two may also be another agreement, so that a person has to choose."""


def match_agreements(
    dataset: Dataset,
    other: Dataset | None = None,
    *,
    days: int = 3,
    of: str | Iterable[str] | None = None,
    against: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[AgreementMatch, ...]:
    """Return which agreements of two codings are the same, or may be: of two datasets, or of two codings in one.

    Two records match by ``identifier`` when they share one that is given to agreements or their texts (the id
    ``pax.1364`` is one itself), and by ``date and actors`` when their dates lie no more than some days apart and a
    party took part in both: the same record, one with a shared identifier, or one of the same name. This is how PA-X
    and UCDP are joined. Nothing is guessed: where one agreement matches several, all are listed and marked.

    In one dataset, the coding of a record is told by its ``coded_by`` and the beginning of its id (``pax.``,
    ``ucdp-pad.``). Two of one coding never match, and two of no known coding only by identifier. Two datasets are
    compared as they are; there, the same id counts too where both have the same namespace. Of more than two hundred
    agreements with one identifier, or with one actor at one time, only two hundred are looked at.

        >>> import peacetalks as pt
        >>> match_agreements(pt.load("examples/moscow-ultimatums.yaml"))
        ()

    Args:
        dataset: The one coding, or both.
        other: The other coding, where it is a dataset of its own.
        days: Days by which dates of one agreement may be apart: PA-X keeps the last day of a meeting.
        of: Codings of the one side, such as ``ucdp_pad``.
        against: Codings of the other side, such as ``pax``.
        at: Time by which both were made.
        known_by: Time by which they were known.
        certainty: ``definite`` keeps what matches by identifier, or by dates that are near in every reading.

    Returns:
        One for each pair, by date and id of the one, then of the other.

    Raises:
        ValidationError: A coding that nothing has, a number of days or a date that is none.
    """
    question = Question.of(dataset, at, known_by, certainty)
    theirs = None if other is None else Question.of(other, at, known_by, certainty)
    pairs, side, other_side = pairs_of(question, theirs, of, against, days_asked(days))
    unclear = ambiguous(pairs, is_one=other is None)
    return tuple(
        _match(pair, side, other_side, is_ambiguous=is_ambiguous)
        for pair, is_ambiguous in zip(pairs, unclear, strict=True)
        if pair.is_definite or not question.is_definite
    )


def _match(pair: Pair, side: Side, other_side: Side, *, is_ambiguous: bool) -> AgreementMatch:
    found = differences(pair, side, other_side, is_ambiguous=is_ambiguous)
    reasons = {"id": pair.is_same_id, "identifier": bool(pair.identifiers), "date and actors": pair.is_by_date}
    return AgreementMatch(
        agreement=pair.agreement.id,
        other=pair.other.id,
        name=pair.agreement.name,
        other_name=pair.other.name,
        matched_by=tuple(reason for reason, is_so in reasons.items() if is_so),
        identifiers=pair.identifiers,
        days_apart=pair.days_apart,
        shared_parties=tuple(dict.fromkeys(party for party, _ in pair.parties)),
        shared_conflicts=shared_conflicts(pair.agreement, pair.other, side, other_side),
        differences=tuple(dict.fromkeys(one.label for one, _ in found)),
        is_ambiguous=is_ambiguous,
        evidence=tuple(dict.fromkeys(_evidence(pair, side, other_side))),
    )


def _evidence(pair: Pair, side: Side, other_side: Side) -> Iterator[Evidence]:
    """Yield the two agreements, then what says that the shared parties took part in them."""
    yield Evidence.of(pair.agreement)
    yield Evidence.of(pair.other)
    for party, counterpart in pair.parties:
        yield from map(Evidence.of, parties_of(side.dataset, pair.agreement)[party])
        yield from map(Evidence.of, parties_of(other_side.dataset, pair.other)[counterpart])
