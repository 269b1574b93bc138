"""Agreements in order: what became of them, how they refer to each other, and the times without any."""

import math
import typing
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import (
    agreements_made,
    amount_of_days,
    conflicts_of,
    days_asked,
    days_of,
    is_agreed,
    is_made,
    made,
    order_of,
    process_of,
    relating,
)
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.choice import chosen_statuses
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import standings
from peacetalks.records import Agreement

UNKNOWN: typing.Final = Amount(None, None)


@attrs.frozen(kw_only=True)
class AgreementInOrder(Answer):
    """An agreement in its place among the others."""

    agreement: str
    """Id of the agreement."""
    name: str
    """Its name."""
    process: str | None
    """Process that it belongs to, by itself or through its round."""
    date: Date | None
    """When it was signed or made public: its own date, else that of its first event ``signed`` or ``unilateral``."""
    stage: str | None
    """Its stage."""
    level: str | None
    """Between whom it is made."""
    statuses: tuple[str, ...]
    """Status that it had at the time, or may have had where imprecise dates leave open which was the last."""
    is_disputed: bool
    """Whether somebody else denies that status for that time."""
    is_hypothetical: bool
    """Whether it was no more than spoken of: no text is known to have existed."""
    related: tuple[str, ...]
    """What it does to others, each as kind and id, or kind and words: ``supersedes minsk-protocol``."""
    referred_by: tuple[str, ...]
    """What others do to it that were, or may have been, made by then, as id and kind: ``minsk-package implements``."""
    previous: str | None
    """The agreement of the same process that comes before it in order of date."""
    days_since_previous: Amount
    """Days without an agreement in its process before it, as far as the dates tell; unknown for the first one."""


@attrs.frozen(kw_only=True)
class AgreementGap(Answer):
    """A time in which a process had no agreement."""

    process: str
    """Process."""
    after: str
    """The agreement that came before the gap, the last one in order of date."""
    before: str
    """The agreement that ended it."""
    start: Date
    """Date of the one."""
    end: Date
    """Date of the other."""
    days: Amount
    """How many days it lasted, as far as the dates tell."""
    undated: tuple[str, ...]
    """Agreements of the process without a date, any of which may lie in between."""


def agreements(
    dataset: Dataset,
    *,
    process: str | Iterable[str] | None = None,
    conflict: str | Iterable[str] | None = None,
    stage: str | Iterable[str] | None = None,
    level: str | Iterable[str] | None = None,
    status: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[AgreementInOrder, ...]:
    """Return agreements in the order in which they were made, with what became of them and how they refer to others.

    With ``at``, only those made by then are there; one that has no date counts from its first event. Papers that
    were only spoken of are listed too, and told apart.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.agreement, one.statuses, one.is_hypothetical) for one in agreements(ds)]
        [('unfavourable-deal', ('hypothetical',), True)]

    Args:
        dataset: Where to look.
        process: Processes; those within a larger one are named each.
        conflict: Conflicts that the agreement addresses, or its process where it names none.
        stage: Stages, such as ``ceasefire``.
        level: Levels, such as ``interstate``.
        status: Statuses, such as ``in_force``, that it had at the time; under ``possible`` also that it may have had.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each agreement, by date and then id; those without a date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: There is no such process or conflict.
    """
    question = Question.of(dataset, at, known_by, certainty)
    processes = question.wanted(Agreement, "process", process)
    conflicts = question.wanted(Agreement, "conflicts", conflict)
    stages = question.wanted(Agreement, "stage", stage)
    levels = question.wanted(Agreement, "level", level)
    statuses = chosen_statuses(Agreement, status)
    return tuple(
        _in_order(one, question)
        for one in agreements_made(question, processes)
        if has_any(conflicts_of(question.dataset, one), conflicts)
        and has_any([one.stage or ""], stages)
        and has_any([one.level or ""], levels)
        and (statuses is None or has_any(_statuses(one, question), statuses))
    )


def agreement_gaps(
    dataset: Dataset,
    *,
    process: str | Iterable[str] | None = None,
    longer_than: int = 0,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[AgreementGap, ...]:
    """Return the times between one agreement of a process and the next that lasted longer than so many days.

    Papers that nobody had agreed to do not end a gap. ``definite`` gaps are longer in every reading of the dates, lie
    within what the dataset covers, and in a process all of whose agreements are dated. The time after the last
    agreement is no gap yet.

        >>> import peacetalks as pt
        >>> agreement_gaps(pt.load("examples/moscow-ultimatums.yaml"), process="talks")
        ()

    Args:
        dataset: Where to look.
        process: Processes; each has gaps of its own.
        longer_than: Days.
        at: Time by which the gap had ended.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        The gaps, by the dates of their beginning and end, then by id.

    Raises:
        ValidationError: A date that is none, or a number of days that is none.
        NotFoundError: There is no such process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    processes = question.wanted(Agreement, "process", process)
    longer_than = days_asked(longer_than)
    gaps = (
        gap
        for name, line in question.dataset.once(_lines).items()
        if has_any([name], processes)
        for gap in _gaps(name, line, question)
    )
    long = [gap for gap in gaps if _is_longer(gap, longer_than, question)]
    return tuple(sorted(long, key=lambda gap: (gap.start.sort_key, gap.end.sort_key, gap.before)))


# --- how it is found --------------------------------------------------------------------------------------------------


@attrs.frozen
class _Line:
    """The agreements of one process that were agreed to."""

    dated: tuple[Agreement, ...]
    undated: tuple[str, ...]


def _lines(dataset: Dataset) -> Mapping[str, _Line]:
    found: dict[str, list[Agreement]] = {}
    for agreement in sorted(dataset.agreements, key=order_of):
        process = process_of(dataset, agreement)
        if process is not None and is_agreed(agreement):
            found.setdefault(process, []).append(agreement)
    return MappingProxyType({process: _line(found[process]) for process in sorted(found)})


def _line(agreements: list[Agreement]) -> _Line:
    dated = tuple(one for one in agreements if made(one) is not None)
    return _Line(dated, tuple(one.id for one in agreements if made(one) is None))


@attrs.frozen
class _Step:
    """From one agreement of a process to the next."""

    earlier: Agreement
    later: Agreement
    start: Date
    end: Date
    days: Amount


def _steps(line: _Line) -> Iterator[_Step]:
    """Yield the steps from each dated agreement to the next.

    As dates may be imprecise, any earlier one in order may have been the last; so the days are at least those since the
    latest day that any of them may touch, and at most those since the earliest day of the one before.
    """
    dates = [date for date in map(made, line.dated) if date is not None]
    latest = -math.inf
    for index, (earlier, later) in enumerate(zip(line.dated, line.dated[1:], strict=False)):
        first, last = days_of(dates[index])
        next_first, next_last = days_of(dates[index + 1])
        latest = max(latest, last)
        days = amount_of_days(next_first - latest, next_last - first)
        yield _Step(earlier, later, dates[index], dates[index + 1], days)


def _steps_to(dataset: Dataset) -> Mapping[str, _Step]:
    """Return the step that leads to each agreement."""
    lines = dataset.once(_lines).values()
    return MappingProxyType({step.later.id: step for line in lines for step in _steps(line)})


def _in_order(agreement: Agreement, question: Question) -> AgreementInOrder:
    step = question.dataset.once(_steps_to).get(agreement.id)
    possible = attrs.evolve(question, certainty="possible")
    standing = [one for one in standings(agreement, possible) if not one.is_over]
    others = [one for one in question.dataset.once(relating).get(agreement.id, ()) if is_made(one[0], possible)]
    statuses = tuple(dict.fromkeys(one.status for one in standing))
    evidence = [
        Evidence.of(agreement),
        *(evidence for one in standing for evidence in one.evidence),
        *(Evidence.of(other, "related", index) for other, index in others),
    ]
    return AgreementInOrder(
        agreement=agreement.id,
        name=agreement.name,
        process=process_of(question.dataset, agreement),
        date=made(agreement),
        stage=agreement.stage,
        level=agreement.level,
        statuses=statuses,
        is_disputed=any(one.is_disputed for one in standing),
        is_hypothetical=statuses == ("hypothetical",),
        related=tuple(" ".join(filter(None, (one.kind, one.agreement or one.text))) for one in agreement.related),
        referred_by=tuple(f"{other.id} {other.related[index].kind}" for other, index in others),
        previous=step.earlier.id if step else None,
        days_since_previous=step.days if step else UNKNOWN,
        evidence=tuple(dict.fromkeys(evidence)),
    )


def _statuses(agreement: Agreement, question: Question) -> list[str]:
    return [one.status for one in standings(agreement, question) if not one.is_over]


def _gaps(process: str, line: _Line, question: Question) -> Iterator[AgreementGap]:
    for step in _steps(line):
        if question.has_begun(step.end):
            yield AgreementGap(
                process=process,
                after=step.earlier.id,
                before=step.later.id,
                start=step.start,
                end=step.end,
                days=step.days,
                undated=line.undated,
                evidence=(Evidence.of(step.earlier), Evidence.of(step.later)),
            )


def _is_longer(gap: AgreementGap, days: int, question: Question) -> bool:
    if not question.is_definite:
        return gap.days.upper is None or gap.days.upper > days
    coverage = question.dataset.coverage
    is_covered = coverage is None or all(date.definitely_within(coverage) for date in (gap.start, gap.end))
    return is_covered and not gap.undated and gap.days.lower is not None and gap.days.lower > days
