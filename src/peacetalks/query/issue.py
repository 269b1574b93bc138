"""Gaps around issues: which have no demand, no position, or no place on an agenda."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.demand import has_been_made
from peacetalks.query.process import time_of_activity, within
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand, Issue, Position, Record, Round


@attrs.frozen(kw_only=True)
class IssueGap(Answer):
    """An issue that lacks a demand, a position or an entry on an agenda."""

    issue: str
    """Id of the issue."""
    name: str
    """The matter in a few words."""
    process: str | None
    """Process in which it is at stake."""
    salience: str | None
    """How central it is held to be."""
    has_demand: bool | None
    """Whether somebody has made a demand that falls under it, even if it was withdrawn since; ``None``, here and below,
    where dates leave open whether that was so by the time asked for."""
    has_position: bool | None
    """Whether somebody has taken a position on it, or on a demand that falls under it."""
    is_on_agenda: bool | None
    """Whether a round that had begun had it on its agenda."""


def issue_gaps(
    dataset: Dataset,
    *,
    issue: str | Iterable[str] | None = None,
    salience: str | Iterable[str] | None = "core",
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[IssueGap, ...]:
    """Return the issues of which no demand, no position or no entry on a round's agenda is recorded.

    That nothing is recorded need not mean that there was nothing; whether it does depends on what the data cover.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.issue, one.has_demand, one.has_position, one.is_on_agenda) for one in issue_gaps(ds)]
        [('ending-the-war', True, True, False)]

    Args:
        dataset: Where to look.
        issue: Issues.
        salience: How central the issues are held to be, the central ones by default; ``None`` for all issues, also
            those of which that is not said.
        process: Processes in which they are at stake, with the processes that are part of them.
        at: Time by which there should have been one.
        known_by: Time by which it was known.
        certainty: Whether gaps that there are in some or only those in every reading of the dates count.

    Returns:
        One for each issue that has a gap, by id.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    issues = question.wanted(Demand, "issue", issue)
    levels = question.wanted(Issue, "salience", salience)
    processes = within(question.dataset, question.wanted(Issue, "process", process))
    found = (
        _told(one, question)
        for one in question.dataset.issues
        if has_any([one.id], issues)
        and has_any(filter(None, [one.salience]), levels)
        and has_any(filter(None, [one.process]), processes)
    )
    return tuple(one for one in found if _has_gap(one, question))


def _has_gap(gap: IssueGap, question: Question) -> bool:
    flags = (gap.has_demand, gap.has_position, gap.is_on_agenda)
    return False in flags if question.is_definite else not all(flags)


def _told(issue: Issue, question: Question) -> IssueGap:
    dealing = question.dataset.once(_dealing).get(issue.id, ())
    begun = {record.id: begun for record in dealing if (begun := _begun(record, question)) is not False}
    flags = (
        _any(begun.get(record.id, False) for record in dealing if isinstance(record, cls))
        for cls in (Demand, Position, Round)
    )
    has_demand, has_position, is_on_agenda = flags
    return IssueGap(
        issue=issue.id,
        name=issue.name,
        process=issue.process,
        salience=issue.salience,
        has_demand=has_demand,
        has_position=has_position,
        is_on_agenda=is_on_agenda,
        evidence=(Evidence.of(issue), *(Evidence.of(record) for record in dealing if record.id in begun)),
    )


def _any(flags: Iterable[bool | None]) -> bool | None:
    """Tell whether one of several things is so; ``None`` where at best that is open."""
    found = set(flags)
    return True if True in found else None if None in found else False


def _begun(record: Record, question: Question) -> bool | None:
    """Tell whether a demand, position or round was there by the time asked for; ``None`` where dates leave it open."""
    sure, perhaps = (_has_begun(record, attrs.evolve(question, certainty=one)) for one in ("definite", "possible"))
    return True if sure else None if perhaps else False


def _has_begun(record: Record, question: Question) -> bool:
    if isinstance(record, Demand):
        return has_been_made(record, question)
    if isinstance(record, Round):
        return question.has_begun(time_of_activity(question.dataset, record.id).date)
    return isinstance(record, Position) and question.has_begun(record.date)


def _dealing(dataset: Dataset) -> Mapping[str, tuple[Record, ...]]:
    """Return the demands, positions and rounds that deal with each issue."""
    found: dict[str, dict[str, Record]] = {issue.id: {} for issue in dataset.issues}
    issue_of = {demand.id: demand.issue for demand in dataset.demands}
    for demand in dataset.demands:
        if demand.issue is not None:
            found[demand.issue][demand.id] = demand
    for position in dataset.positions:
        for target in position.about:
            issue = issue_of.get(target) or target
            if issue in found:
                found[issue][position.id] = position
    for round in dataset.rounds:
        for issue in round.agenda:
            found[issue][round.id] = round
    return MappingProxyType({issue: tuple(records.values()) for issue, records in found.items()})
