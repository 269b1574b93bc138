"""Forecasts whose time is up, what happened since, and how far off they were."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from peacetalks.codelists import codelist
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.plain import wrong_type
from peacetalks.problems import NotFoundError, Problem, ValidationError
from peacetalks.query.answer import NOTHING, Amount, Answer, Evidence
from peacetalks.query.claim import first_known
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import has_bounds
from peacetalks.records import Assessment, Record, Source

FORECAST = "forecast"
"""Kind of assessment that says what will happen."""


@attrs.frozen(kw_only=True)
class ClosedForecast(Answer):
    """A forecast whose horizon has closed."""

    assessment: str
    """The forecast."""
    proposition: str
    """What was forecast, or was said to be unlikely."""
    by: tuple[str, ...]
    """Who forecast it; nobody where it is the source's own voice."""
    about: tuple[str, ...]
    """What it is about."""
    likelihood: str | None
    """How likely it was said to be, in words."""
    probability: Amount
    """The same as a fraction from 0 to 1: the number given, or the band of the words."""
    reason: str | None
    """Why there is no probability."""
    date: Date | None
    """When the forecast was made."""
    horizon: Date
    """The period that it covers."""
    later_events: tuple[str, ...]
    """What the data have on the same matter from the forecast to the horizon, as record and place in it."""


def closed_forecasts(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[ClosedForecast, ...]:
    """Return the forecasts whose horizon has closed, each with later events to judge it by.

    A horizon has closed when all of it is over before the time asked for begins; the last day of a horizon is still
    within it. Words alone ("before spring", of no known year) may have closed at any time, and never surely have. A
    forecast without a horizon never closes. Without a time, every forecast with a horizon is returned.

    Whether a forecast came true is not said here: ``later_events`` are the dated records and events on what it is
    about, or that refer to it, other than assessments, which may lie between the forecast and the end of its horizon.
    For a forecast without a date they are those after it was first known; where that is not known either, there are
    none, since nothing can be said to be later.

    Probabilities of words are the bands of the codelist ``likelihood``, those of Intelligence Community Directive 203.

    In order of the horizon, then of the assessment's id.

        >>> import peacetalks as pt
        >>> from peacetalks.query.forecast import closed_forecasts
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> for one in closed_forecasts(article, at="2026-06-01"):
        ...     print(one.assessment, "|", one.horizon, "|", one.probability)
        no-change-before-spring | before spring | 0.2 to 0.45

    Args:
        dataset: What is known.
        by: Parties who forecast.
        about: Records that the forecast is about, one of these at least.
        at: The time by which the horizon has closed.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date that is none.
        NotFoundError: An id that the dataset does not have, or that is no party.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, targets = question.wanted(Assessment, "by", by), question.wanted(Assessment, "about", about)
    later = question.dataset.once(_events_on_targets)
    return tuple(
        _closed(question.dataset, forecast, horizon, later)
        for forecast, horizon in question.dataset.once(_forecasts)
        if has_any(forecast.by, parties) and has_any(forecast.about, targets) and _has_closed(horizon, question)
    )


@attrs.frozen(kw_only=True)
class BrierScore(Answer):
    """How far off a forecast was."""

    assessment: str
    """The forecast."""
    by: tuple[str, ...]
    """Who forecast it; nobody where it is the source's own voice."""
    likelihood: str | None
    """How likely it was said to be, in words."""
    probability: Amount
    """The same as a fraction from 0 to 1."""
    is_true: bool
    """Whether the proposition came true, as given by whoever asks."""
    score: Amount
    """The squared distance from probability to outcome: 0 is best, 1 is worst."""
    reason: str | None
    """Why there is no score."""


def brier_scores(
    dataset: Dataset,
    *,
    outcomes: Mapping[str, bool],
    by: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[BrierScore, ...]:
    """Return how far off closed forecasts were, given what came of them.

    The score of one forecast is (p - o)², with o = 1 where the proposition came true and 0 where it did not, after
    Glenn W. Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78 (1950).
    Brier himself adds up the same over all classes of outcome, which for yes and no is twice this number. A forecast
    in words has a band of probabilities, so its score is a range, wide where the words are. Words without a band
    ("possible", "uncertain") commit to no probability and have no score. :func:`mean_brier_score` sums up.

    What came true is not in the data, since that is a judgement: whoever asks says so, and forecasts of which
    ``outcomes`` says nothing are left out, as are those whose horizon has not closed.

    In order of the horizon, then of the assessment's id.

        >>> import peacetalks as pt
        >>> from peacetalks.query.forecast import brier_scores
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> [str(one.score) for one in brier_scores(article, outcomes={"no-change-before-spring": False})]
        ['0.04 to 0.2025']

    Args:
        dataset: What is known.
        outcomes: Whether the proposition came true, by the id of the forecast.
        by: Parties who forecast.
        about: Records that the forecast is about, one of these at least.
        at: The time by which the horizon has closed.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date that is none, or outcomes that are no mapping from ids to true and false.
        NotFoundError: An id that the dataset does not have, or that is no forecast or party.
    """
    closed = closed_forecasts(dataset, by=by, about=about, at=at, known_by=known_by, certainty=certainty)
    decided = _decided(dataset, outcomes)
    return tuple(_scored(one, decided[one.assessment]) for one in closed if one.assessment in decided)


def mean_brier_score(scores: Iterable[BrierScore]) -> Amount:
    """Return the mean of scores, by interval arithmetic; forecasts that have none do not count.

    Where there are none at all, both bounds are unknown.
    """
    total, count = NOTHING, 0
    for one in scores:
        if one.reason is None:
            total, count = total + one.score, count + 1
    bounds = (total.lower, total.upper) if count else (None, None)
    return Amount(*(None if bound is None else float(_exact(bound) / count) for bound in bounds))


def probability_of(assessment: Assessment) -> Amount:
    """Return the probability that an assessment gives its proposition, as a fraction from 0 to 1: its number or band.

    Both bounds are unknown where it gives neither, or words that have no band.
    """
    if assessment.probability is not None:
        return Amount(assessment.probability, assessment.probability)
    term = codelist("likelihood").by_code.get(assessment.likelihood or "")
    bounds = (term.column(name) if term else None for name in ("lower", "upper"))
    return Amount(*(None if bound is None else float(bound) for bound in bounds))


# --- closed forecasts -------------------------------------------------------------------------------------------------

_Dated = tuple[Date, Evidence]


def _forecasts(dataset: Dataset) -> tuple[tuple[Assessment, Date], ...]:
    """Return the forecasts that have a horizon, with it, in their order."""
    found = ((one, one.horizon) for one in dataset.assessments if one.kind == FORECAST)
    dated = [(one, horizon) for one, horizon in found if horizon is not None]
    return tuple(sorted(dated, key=lambda pair: (pair[1].sort_key, pair[0].id)))


def _has_closed(horizon: Date, question: Question) -> bool:
    if question.at is None:
        return True
    return (horizon.definitely_before if question.is_definite else horizon.possibly_before)(question.at)


def _closed(
    dataset: Dataset, forecast: Assessment, horizon: Date, later: Mapping[str, tuple[_Dated, ...]]
) -> ClosedForecast:
    probability, own = probability_of(forecast), Evidence.of(forecast)
    begin = forecast.date or first_known(dataset, own)
    events = {
        str(event): (date, event)
        for target in forecast.about
        for date, event in (later[target] if begin else ())
        if begin and not date.definitely_before(begin) and not date.definitely_after(horizon)
    }
    ordered = [event for _, event in sorted(events.values(), key=lambda pair: (pair[0].sort_key, str(pair[1])))]
    return ClosedForecast(
        assessment=forecast.id,
        proposition=forecast.proposition,
        by=forecast.by,
        about=forecast.about,
        likelihood=forecast.likelihood,
        probability=probability,
        reason=_without_probability(forecast) if probability.lower is None else None,
        date=forecast.date,
        horizon=horizon,
        later_events=tuple(map(str, ordered)),
        evidence=(own, *ordered),
    )


def _without_probability(forecast: Assessment) -> str:
    if forecast.likelihood is None:
        return "it says nothing of how likely that is"
    return f"{forecast.likelihood} has no band of probabilities"


def _events_on_targets(dataset: Dataset) -> Mapping[str, tuple[_Dated, ...]]:
    """Return what has a date, of each record that forecasts are about and of those that refer to it."""
    targets = {target for forecast, _ in dataset.once(_forecasts) for target in forecast.about}
    return {target: tuple(_events_on(dataset, target)) for target in targets}


def _events_on(dataset: Dataset, target: str) -> Iterator[_Dated]:
    yield from _dated_parts(dataset[target])
    referring = (one for one in dataset.referrers(target) if "/citations/" not in one.path)
    for id in dict.fromkeys(one.record.id for one in referring if one.record.id != target):
        yield from _dated_parts(dataset[id])


def _dated_parts(record: Record) -> Iterator[_Dated]:
    if isinstance(record, Assessment | Source):
        return
    date = getattr(record, "date", None)
    if date is not None and has_bounds(date):
        yield date, Evidence.of(record)
    for index, event in enumerate(getattr(record, "history", ())):
        if event.date is not None and has_bounds(event.date):
            yield event.date, Evidence.of(record, "history", index)


# --- scores -----------------------------------------------------------------------------------------------------------


def _decided(dataset: Dataset, outcomes: Mapping[str, bool]) -> Mapping[str, bool]:
    if not isinstance(outcomes, Mapping):
        raise wrong_type(outcomes, "a mapping", "give true or false by the id of the forecast")
    problems: list[Problem] = []
    for id, outcome in outcomes.items():
        record = dataset[id]
        if not isinstance(record, Assessment) or record.kind != FORECAST:
            raise NotFoundError(f"{id!r} is no forecast")
        if not isinstance(outcome, bool):
            refused = wrong_type(outcome, "true or false", "say whether the proposition came true")
            problems.extend(problem.under("outcomes", id) for problem in refused.problems)
    if problems:
        raise ValidationError(problems)
    return outcomes


def _scored(forecast: ClosedForecast, is_true: bool) -> BrierScore:
    return BrierScore(
        assessment=forecast.assessment,
        by=forecast.by,
        likelihood=forecast.likelihood,
        probability=forecast.probability,
        is_true=is_true,
        score=_score(forecast.probability, is_true),
        reason=forecast.reason,
        evidence=forecast.evidence[:1],
    )


def _score(probability: Amount, is_true: bool) -> Amount:
    """Return the squared distance from a probability to the outcome, from its least to its greatest."""
    if probability.lower is None or probability.upper is None:
        return Amount(None, None)
    nearest, farthest = (
        (1 - _exact(probability.upper), 1 - _exact(probability.lower))
        if is_true
        else (
            _exact(probability.lower),
            _exact(probability.upper),
        )
    )
    return Amount(float(nearest**2), float(farthest**2))


def _exact(number: float) -> Fraction:
    """Return a number as it is written, so that 1 - 0.45 is 0.55."""
    return Fraction(str(number))
