"""Judgements by somebody: which there are, and those that bear on whether a conflict is ripe for a settlement."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.claim import wanted_records
from peacetalks.query.forecast import probability_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Assessment, Conflict, Issue, Party, Process, type_name

RIPENESS_KINDS: Final = ("readiness", "feasibility")
"""Kinds of assessment that bear on ripeness: whether the sides are ready, and whether there is a way out."""

RIPEN: Final = (Process, Issue, Conflict, Party)
"""Types of record of which ripeness, or readiness, is said."""


@attrs.frozen(kw_only=True)
class Judgement(Answer):
    """An assessment: what somebody judges of something."""

    assessment: str
    """The assessment."""
    kind: str
    """What kind of judgement it is, such as ``forecast``."""
    proposition: str
    """What is judged."""
    by: tuple[str, ...]
    """Who judges; nobody where it is the source's own voice."""
    about: tuple[str, ...]
    """What it is about."""
    value: str | None
    """The result, where it is not about likelihood."""
    likelihood: str | None
    """How likely the proposition is said to be, in words."""
    probability: Amount
    """The same as a fraction from 0 to 1: the number given, or the band of the words."""
    confidence: str | None
    """How sure the one who judges is."""
    horizon: Date | None
    """The period that a forecast covers."""
    date: Date | None
    """When it was made."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""


def assessments(
    dataset: Dataset,
    *,
    kind: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    value: str | Iterable[str] | None = None,
    likelihood: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Judgement, ...]:
    """Return the judgements that were made, each with the one who makes it.

    In order of their dates, those without a date last, then of their ids.

        >>> import peacetalks as pt
        >>> from peacetalks.query.assessment import assessments
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.assessment, one.value) for one in assessments(article, kind="trend")]
        [('exchanges-progress', 'improving'), ('more-substance', 'improving')]

    Args:
        dataset: What is known.
        kind: Kinds of assessment.
        about: Records that it is about, one of these at least.
        by: Parties who judge.
        value: Results, such as ``improving``.
        likelihood: Words for how likely the proposition is.
        at: Only those made by this time.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date or a code that is none.
        NotFoundError: An id that the dataset does not have, or that is no party.
    """
    question = Question.of(dataset, at, known_by, certainty)
    filters = {"kind": kind, "about": about, "by": by, "value": value, "likelihood": likelihood}
    return tuple(map(_judgement, asked(question, filters)))


@attrs.frozen(kw_only=True)
class RipenessJudgement(Answer):
    """An assessment that bears on whether a process, an issue, a conflict or a party is ripe for a settlement."""

    target: str
    """What is judged: a process, an issue, a conflict or a party."""
    type: str
    """Of which type that is."""
    kind: str
    """``readiness`` (are the sides, or the conditions, mature) or ``feasibility`` (is there a way out)."""
    assessment: str
    """The assessment."""
    proposition: str
    """What is judged."""
    by: tuple[str, ...]
    """Who judges; nobody where it is the source's own voice."""
    value: str | None
    """The result, such as ``not_ripe``."""
    likelihood: str | None
    """How likely the proposition is said to be, in words."""
    date: Date | None
    """When it was made."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""


def ripeness(
    dataset: Dataset,
    *,
    about: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[RipenessJudgement, ...]:
    """Return the assessments that bear on whether a conflict is ripe for a settlement; never a score.

    After I. William Zartman ("Ripe for Resolution", 1985; "The Timing of Peace Initiatives", 2001), a conflict is ripe
    when the sides find themselves in a stalemate that hurts both, and see a way out. Both are perceptions of the sides,
    and what others say of them are judgements: those of the kind ``readiness`` speak to the first, those of the kind
    ``feasibility`` to the second. They are returned side by side; whether they add up to ripeness is for the reader to
    say. A judgement on one thing is not carried over to another, such as from an issue to its process; one on several
    things has a row for each.

    In order of the target's id, then readiness before feasibility, then of date (those without a date last) and id.

        >>> import peacetalks as pt
        >>> from peacetalks.query.assessment import ripeness
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.target, one.kind, one.value) for one in ripeness(article, kind="readiness")]
        [('ending-the-war', 'readiness', 'not_ripe')]

    Args:
        dataset: What is known.
        about: Processes, issues, conflicts or parties that are judged.
        by: Parties who judge.
        kind: ``readiness`` or ``feasibility``.
        at: Only those made by this time.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date or a kind that is none.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    targets = wanted_records(question, about, *RIPEN)
    kinds = chosen("kind", kind, RIPENESS_KINDS) or RIPENESS_KINDS
    bearing = list(asked(question, {"kind": sorted(kinds), "by": by}))
    found = (
        _ripeness(question.dataset, assessment, target)
        for assessment in bearing
        for target in dict.fromkeys(assessment.about)
        if isinstance(question.dataset[target], RIPEN) and has_any([target], targets)
    )
    return tuple(sorted(found, key=lambda one: (one.target, RIPENESS_KINDS.index(one.kind))))


def asked(question: Question, filters: Mapping[str, str | Iterable[str] | None]) -> Iterator[Assessment]:
    """Yield the assessments that filters ask for, made by the time asked for, in their order."""
    wanted = {name: question.wanted(Assessment, name, given) for name, given in filters.items()}
    for one in question.dataset.once(_in_order):
        values = {name: getattr(one, name) for name in wanted}
        if question.has_begun(one.date) and all(has_any(_listed(values[name]), wanted[name]) for name in wanted):
            yield one


def _listed(value: str | tuple[str, ...] | None) -> Iterable[str]:
    return value if isinstance(value, tuple) else [value] if value is not None else []


def _in_order(dataset: Dataset) -> tuple[Assessment, ...]:
    return tuple(sorted(dataset.assessments, key=lambda one: (*_date_order(one.date), one.id)))


def _date_order(date: Date | None) -> tuple[bool, tuple[Any, ...]]:
    return date is None, () if date is None else date.sort_key


def _judgement(one: Assessment) -> Judgement:
    own = Evidence.of(one)
    return Judgement(
        assessment=one.id,
        kind=one.kind,
        proposition=one.proposition,
        by=one.by,
        about=one.about,
        value=one.value,
        likelihood=one.likelihood,
        probability=probability_of(one),
        confidence=one.confidence,
        horizon=one.horizon,
        date=one.date,
        according_to=own.claimants,
        evidence=(own,),
    )


def _ripeness(dataset: Dataset, one: Assessment, target: str) -> RipenessJudgement:
    own = Evidence.of(one)
    return RipenessJudgement(
        target=target,
        type=type_name(type(dataset[target])),
        kind=one.kind,
        assessment=one.id,
        proposition=one.proposition,
        by=one.by,
        value=one.value,
        likelihood=one.likelihood,
        date=one.date,
        according_to=own.claimants,
        evidence=(own,),
    )
