"""What in a dataset does not fit together: the rules of meaning, and what only shows between records over time."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

import attrs

from peacetalks.checks import RULES, DatasetRule, Finding, RecordRule, Records, Rule, meaning_problems
from peacetalks.dataset import Dataset
from peacetalks.dataset.prune import place_of
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.problems import Problem
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.claim import wanted_records
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import in_order, standings
from peacetalks.records import Demand, Linkage, Process, Record, Round

MET: Final = "met"
"""Status of a demand that was fulfilled."""

ENDED: Final = ("concluded", "collapsed")
"""Statuses after which a process is over, unless another one follows."""

CODES: Final = (
    *(rule.code for rule in RULES),
    *("one-ended-linkage", "met-without-position", "outside-activity", "outside-process"),
)
"""Codes of everything that is looked for."""


@attrs.frozen(kw_only=True)
class Inconsistency(Answer):
    """A place where a dataset does not fit together."""

    code: str
    """Stable name of what was found."""
    severity: str
    """``error`` for what cannot be, ``warning`` for what deserves a second look."""
    record: str
    """The record it is in."""
    path: str
    """The place in the record; ``""`` for the record as a whole."""
    value: str | None
    """What stands there, cut at 80 characters."""
    message: str
    """What was found and what to do."""


def inconsistencies(
    dataset: Dataset,
    *,
    code: str | Iterable[str] | None = None,
    severity: str | Iterable[str] | None = None,
    record: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Inconsistency, ...]:
    """Return what does not fit together: what :func:`peacetalks.check` finds in a dataset, and a few things more.

    References that lead nowhere and ids used twice cannot be: no dataset exists that has them. Beside the rules of
    meaning, whose codes are listed in the documentation, it is

    - ``one-ended-linkage`` (error): a linkage that ties one record to itself alone;
    - ``met-without-position`` (warning): a demand stands as met, and nobody has a position on it;
    - ``outside-activity`` (warning): somebody takes part in a round or process definitely before or after it;
    - ``outside-process`` (warning): a round is definitely before or after its process, or after the process ended.

    What two sources contradict each other in is no inconsistency of the data: see :func:`disagreements`. A warning is
    accepted as for ``check``, by an annotation ``commenting`` whose text begins with its code. Of what was known at an
    earlier time, some parties and sources had not been referred to yet: expect ``unused-record`` there.

    In order of the records as a dataset is written, then by the rules.

        >>> import peacetalks as pt
        >>> from peacetalks.query.inconsistency import inconsistencies
        >>> inconsistencies(pt.load("examples/abu-dhabi-2026.yaml"))
        ()

    Args:
        dataset: What is known.
        code: Codes, of those that ``check`` has and of those above.
        severity: ``error`` or ``warning``.
        record: Ids of records.
        at: Only what is wrong with records and events that had begun by this time; a demand counts as met when it stood
            so then.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date, a code or a severity that is none.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    codes, records = chosen("code", code, CODES), wanted_records(question, record)
    severities = chosen("severity", severity, ("error", "warning"))
    rules: tuple[Rule, ...] = (
        *RULES,
        RecordRule("one-ended-linkage", "error", _one_ended),
        DatasetRule("met-without-position", "warning", partial(_met_without_position, question)),
        DatasetRule("outside-activity", "warning", _outside_activity),
        DatasetRule("outside-process", "warning", _outside_process),
    )
    asked = [rule for rule in rules if has_any([rule.code], codes) and has_any([rule.severity], severities)]
    return tuple(
        _told(question.dataset, problem)
        for problem in meaning_problems(question.dataset, asked)
        if has_any([problem.record or ""], records) and _has_begun(question, problem)
    )


def _told(dataset: Dataset, problem: Problem) -> Inconsistency:
    record = dataset[problem.record or ""]
    return Inconsistency(
        code=problem.code,
        severity=problem.severity,
        record=record.id,
        path=problem.path,
        value=problem.value,
        message=problem.message,
        evidence=(_evidence(record, problem.path),),
    )


def _evidence(record: Record, path: str) -> Evidence:
    place = place_of(path)
    return Evidence.of(record, *place[:2]) if place[:1] == ("history",) and len(place) > 1 else Evidence.of(record)


def _has_begun(question: Question, problem: Problem) -> bool:
    record, place = question.dataset[problem.record or ""], place_of(problem.path)
    holder = record.history[place[1]] if place[:1] == ("history",) and len(place) > 1 else record  # type: ignore[attr-defined]
    return question.has_begun(getattr(holder, "date", None))


# --- what the rules of meaning leave to the query floor ---------------------------------------------------------------


def _one_ended(records: Records) -> Iterator[Finding]:
    for linkage in records.of(Linkage):
        if linkage.objects and len({*linkage.subjects, *linkage.objects}) == 1:
            message = "subjects and objects are one record; a linkage ties two or more, add what it is tied to"
            yield Finding(linkage, ("objects",), message, linkage.objects[0])


def _met_without_position(question: Question, dataset: Dataset) -> Iterator[Finding]:
    answered = {target for position in dataset.positions for target in position.about}
    for demand in dataset.demands:
        if demand.id not in answered:
            yield from _met(demand, question)


def _met(demand: Demand, question: Question) -> Iterator[Finding]:
    message = "the demand stands as met, and nobody has a position on it; add who conceded it, or check the status"
    for standing in standings(demand, question) if demand.history else ():
        if standing.status == MET:
            yield Finding(demand, ("history", standing.index, "status"), message, MET)


def _outside_activity(dataset: Dataset) -> Iterator[Finding]:
    for participation in dataset.participations:
        activity = dataset[participation.activity]
        if isinstance(activity, Round | Process):
            side = _outside(participation.date, activity)
            if side:
                message = f"{activity.id} is of {activity.date}, and this is definitely {side} it; check both dates"
                yield Finding(participation, ("date",), message, participation.date)


def _outside_process(dataset: Dataset) -> Iterator[Finding]:
    processes = {process.id: process for process in dataset.processes}
    ends = {process.id: _end_of(process) for process in dataset.processes}
    for meeting in dataset.rounds:
        process = processes.get(meeting.process or "")
        if process is None or meeting.date is None:
            continue
        side, end = _outside(meeting.date, process), ends[process.id]
        if side:
            message = f"{process.id} is of {process.date}, and this is definitely {side} it; check both dates"
            yield Finding(meeting, ("date",), message, meeting.date)
        elif end is not None and meeting.date.definitely_after(end):
            message = f"{process.id} had ended by {end}, and this is definitely after it; check both dates"
            yield Finding(meeting, ("date",), message, meeting.date)


def _outside(date: Date | None, activity: Round | Process) -> str | None:
    """Return on which side of an activity a date surely lies; a process with a lone date lasts from then on."""
    if date is None or activity.date is None:
        return None
    if date.definitely_before(activity.date):
        return "before"
    has_end = isinstance(activity, Round) or activity.date.is_interval
    return "after" if has_end and date.definitely_after(activity.date) else None


def _end_of(process: Process) -> Date | None:
    """Return when a process ended by its history; ``None`` where it did not, or may have gone on."""
    *_, last = (None, *(event for _, event in in_order(process.history)))
    return last.date if last is not None and last.status in ENDED else None
