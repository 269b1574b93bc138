"""Histories of stances: every position that a party took on a matter, in order of time, and where it turned."""

import bisect
import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.demand import by_date
from peacetalks.query.position import Chain, Taken, chains_on, evidence_of, matters
from peacetalks.query.question import Certainty, Question
from peacetalks.records import Demand, Position
from peacetalks.values import Quantity

UNCHANGED: Final = "unchanged"
"""Shift of a position that is said to be the same as before."""


@attrs.frozen(kw_only=True)
class PositionTaken(Answer):
    """A position that a party took, and whether it turned with it."""

    party: str
    """The party."""
    target: str
    """What the position is on."""
    stance: str | None
    """How it stood to it; ``None`` where only a concession or a shift is told."""
    concession: str | None
    """How far it yielded."""
    shift: str | None
    """How its position changed against an earlier one."""
    stances_before: tuple[str, ...]
    """The stance that it had taken before, by the same account; several where dates leave open which was the last."""
    is_turning_point: bool
    """Whether the position is said to have changed, or states another stance than any that was the last before it."""
    value: Quantity | None
    """Number it would accept."""
    conditions: tuple[str, ...]
    """Conditions it attached."""
    round: str | None
    """Round at which it took the position."""
    date: Date | None
    """When, or from when, it held it."""
    is_ascribed: bool
    """Whether only others say so: neither the party, an organ or official of it, nor a source."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""
    position: str
    """Id of the position."""


def stance_histories(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[PositionTaken, ...]:
    """Return the positions that parties took, up to a time, in order of time.

    All that had begun count, those that were over or replaced too, and those that state only a shift or a concession.
    They are the party's own; those of collectives it belongs to have histories of their own. A position is a turning
    point where its ``shift`` says that something changed, or where its stance differs from the one that was definitely
    before it by the same account: what the party says itself or a source reports of it is one account, what
    somebody else ascribes to it another.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in stance_histories(ds, by="russia"):
        ...     print(one.target, one.stance, one.shift, one.is_turning_point)
        ending-the-war None unchanged False
        d-recognition insists None False
        talks None hardened True

    Args:
        dataset: Where to look.
        by: Parties who took the position.
        about: Ids of records that it is on.
        issue: Issues: positions on the issue itself, and on demands that fall under it.
        at: Time up to which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what had been taken in some or only what had been in every reading of the dates counts.

    Returns:
        One for each position, party and target, by date and then id of the position, party and target; those without a
        date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, targets = question.wanted(Position, "by", by), question.wanted(Position, "about", about)
    issues = matters(question.dataset, question.wanted(Demand, "issue", issue))
    found = (
        one
        for chain in chains_on(question, targets, issues)
        if parties is None or chain.party in parties
        for one in _taken(chain, question)
    )
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.position, one.party, one.target)))


def turning_points(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[PositionTaken, ...]:
    """Return the positions with which parties turned: those of :func:`stance_histories` that are turning points.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.party, one.target, one.shift) for one in turning_points(ds)]
        [('russia', 'talks', 'hardened')]

    Args:
        dataset: Where to look.
        by: Parties who took the position.
        about: Ids of records that it is on.
        issue: Issues: positions on the issue itself, and on demands that fall under it.
        at: Time up to which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what had been taken in some or only what had been in every reading of the dates counts.

    Returns:
        One for each position, party and target, in the order of :func:`stance_histories`.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    found = stance_histories(dataset, by=by, about=about, issue=issue, at=at, known_by=known_by, certainty=certainty)
    return tuple(one for one in found if one.is_turning_point)


def _taken(chain: Chain, question: Question) -> Iterator[PositionTaken]:
    earlier = _Earlier(chain.stances)
    for taken in chain.taken:
        position = taken.position
        if not question.has_begun(position.date):
            continue
        before = earlier.than(taken)
        is_changed = position.shift is not None and position.shift != UNCHANGED
        is_other = position.stance is not None and bool(before) and position.stance not in before
        yield PositionTaken(
            party=chain.party,
            target=chain.target,
            stance=position.stance,
            concession=position.concession,
            shift=position.shift,
            stances_before=before,
            is_turning_point=is_changed or is_other,
            value=position.value,
            conditions=position.conditions,
            round=position.round,
            date=position.date,
            is_ascribed=chain.is_ascribed,
            according_to=taken.according_to,
            position=position.id,
            evidence=evidence_of(question.dataset, position),
        )


class _Earlier:
    """Which stances of a chain were the last before another position, definitely."""

    def __init__(self, stances: Sequence[Taken]) -> None:
        dated = [(one, one.beginning) for one in stances if one.beginning is not None and one.beginning.is_sure]
        dated.sort(key=lambda pair: (pair[1].last, pair[0].order))
        self._ends = [beginning.last for _, beginning in dated]
        self._newest = list(itertools.accumulate((beginning.first for _, beginning in dated), max))
        self._codes = [one.position.stance for one, _ in dated]
        self._found: dict[tuple[int, int], tuple[str, ...]] = {}

    def than(self, taken: Taken) -> tuple[str, ...]:
        """Return the stances that may have been the last of those that were definitely before a position."""
        first = -math.inf if taken.beginning is None else taken.beginning.surely_from
        end = bisect.bisect_left(self._ends, first)
        if end == 0:
            return ()
        between = (bisect.bisect_left(self._ends, self._newest[end - 1]), end)
        if between not in self._found:
            codes = self._codes[slice(*between)]
            self._found[between] = tuple(dict.fromkeys(code for code in codes if code is not None))
        return self._found[between]
