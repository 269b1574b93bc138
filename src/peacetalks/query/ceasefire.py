"""Ceasefires and pauses: from when to when they were in effect, how long without a breach, and which still were."""

from collections.abc import Iterable, Iterator, Sequence

import attrs

from peacetalks.checks.structure import PAUSES
from peacetalks.dataset import Dataset
from peacetalks.dates import OPEN, Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.choice import chosen_days
from peacetalks.query.exchange import date_key
from peacetalks.query.measure import IN_FORCE, is_held, may_have_stood, measures_asked
from peacetalks.query.period import ANY_DAY, Days, begin_of, end_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import DISPUTED, Standing, denials, in_order
from peacetalks.records import Measure
from peacetalks.values import Quantity, StatusEvent

BROKEN = "violated"
"""Status that reports a breach."""

Event = tuple[int, StatusEvent]
"""An event and its place in the history."""


@attrs.frozen(kw_only=True)
class Ceasefire(Answer):
    """A ceasefire or pause in one stretch of time in which it was in effect."""

    measure: str
    """The measure."""
    kind: str
    """Whether it is a ceasefire or a pause in bombardment."""
    by: tuple[str, ...]
    """Who gives or keeps it."""
    places: tuple[str, ...]
    """Where it holds."""
    scope: str | None
    """What it covers."""
    laterality: str | None
    """Whether one side or several are bound."""
    ceasefire_class: str | None
    """How much machinery it comes with."""
    purpose: str | None
    """What it is for."""
    planned_duration: Quantity | None
    """How long it was to last."""
    status: str | None
    """How the measure stood, by the last claim; ``None`` where nothing is known of that."""
    is_in_force: bool | None
    """Whether this stretch lasted until then: in every reading of the dates, in none, or ``None`` where that is not
    known."""
    start: Date | None
    """When it is first said to be in effect; ``None`` where nobody says that it ever was, or when."""
    end: Date | None
    """When it is said to be no longer in effect; ``None`` where nobody says so, or when."""
    duration: Amount
    """Days from the start to the end, or to the time asked for."""
    unbroken: Amount
    """Days from the start to the first breach that is reported, or as above where none is."""
    violations: int
    """Claims of a breach that may have come by then. One breach may have several, and some have none."""
    is_violated_within: bool | None
    """Whether a breach is reported within the days asked for, from the start; ``None`` where dates leave that open, or
    it is not asked."""
    according_to: tuple[str, ...]
    """Who says that it was in effect, or else how it stood."""
    is_disputed: bool
    """Whether somebody denies a claim about the measure."""


@attrs.frozen
class _Stretch:
    """A time in effect: the claims that say so, and the one that ends it."""

    events: list[Event] = attrs.field(factory=list)
    ending: Event | None = None

    @property
    def all_events(self) -> list[Event]:
        return self.events if self.ending is None else [*self.events, self.ending]


def ceasefires(
    dataset: Dataset,
    *,
    measure: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    place: str | Iterable[str] | None = None,
    scope: str | Iterable[str] | None = None,
    laterality: str | Iterable[str] | None = None,
    ceasefire_class: str | Iterable[str] | None = None,
    purpose: str | Iterable[str] | None = None,
    is_in_force: bool | None = None,
    within_days: int | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Ceasefire, ...]:
    """Return ceasefires and pauses in bombardment, one answer for each stretch in which one was in effect.

    A stretch begins with the first claim that it is in force or partly observed, or that it is violated, which only
    shows that it had begun by then. It ends with the next claim of something else: suspended, expired, lifted. In force
    again, it is another stretch. It runs unbroken until the first breach that somebody reports. A ceasefire of which
    nobody says that it was in effect has one answer, without a start. Answers are in order of start, then of id.

    Days are counted from calendar day to calendar day (UTC), from the least to the greatest number that the dates
    allow. A doubtful date (``?`` ``~`` ``%``) gives none. Without ``at``, a stretch that nobody ends has lasted at
    least to the last claim that it was in effect. How long it was to last ends nothing by itself.

    The ETH/PRIO Civil Conflict Ceasefire Dataset has class, purpose, coverage and end date of ceasefires too; what is
    in effect here follows from the codelist ``measure_status`` and is not taken from there.

    Args:
        dataset: The dataset.
        measure: Ids of measures.
        kind: ``ceasefire`` or ``bombardment_pause``.
        by: Parties who give or keep it.
        place: Places where it holds.
        scope: What it covers.
        laterality: Whether one side or several are bound.
        ceasefire_class: How much machinery it comes with.
        purpose: What it is for.
        is_in_force: Only those that were in force then, or only those that were not; nothing is said of that where
            there is no history. Where dates leave it open, it possibly was, and possibly was not.
        within_days: Days from the start within which to look for a breach, for ``is_violated_within``.
        at: The time for which it is asked, up to which days are counted.
        known_by: Only what had been said in public by then.
        certainty: How imprecise dates count: ``definite`` for what had begun by then in every reading, and was in
            force, or was not, in every reading.

    Raises:
        ValidationError: An unknown code or certainty, a date that is none, or fewer than no days.
        NotFoundError: An id that the dataset does not have.

        >>> import peacetalks as pt
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> for pause in pt.query.ceasefires(article):
        ...     print(pause.measure, pause.is_in_force, pause.start, pause.duration, "/", pause.planned_duration)
        bombardment-pause None None unknown / short-term
    """
    question = Question.of(dataset, at, known_by, certainty)
    chosen_days("within_days", within_days)
    given = {"scope": scope, "laterality": laterality, "ceasefire_class": ceasefire_class, "purpose": purpose}
    wanted = {name: question.wanted(Measure, name, values) for name, values in given.items()}
    asked = measures_asked(
        question, measure=measure, kind=kind, by=by, against=None, benefiting=None, topic=None, place=place
    )
    found = [
        answer
        for one in asked
        if one.kind in PAUSES
        and all(has_any(filter(None, [getattr(one, name)]), some) for name, some in wanted.items())
        for answer in _answers(one, question, within_days)
        if _is_asked(answer, one, is_in_force, question)
    ]
    return tuple(sorted(found, key=lambda answer: (date_key(answer.start), answer.measure)))


def _is_asked(answer: Ceasefire, measure: Measure, is_in_force: bool | None, question: Question) -> bool:
    if is_in_force is None:
        return True
    if answer.is_in_force is None:
        return bool(measure.history) and not question.is_definite
    return answer.is_in_force == is_in_force


def _answers(measure: Measure, question: Question, within_days: int | None) -> Iterator[Ceasefire]:
    """Yield a ceasefire's stretches that had begun; without any, one answer that says how it stood."""
    stretches = list(_stretches(measure, question))
    last = may_have_stood(measure, question)
    for stretch in stretches:
        if any(question.has_begun(event.date) for _, event in stretch.events):
            yield _answer(measure, stretch, last, question, within_days)
    dates = [event.date for event in measure.history] or [None]
    if not stretches and any(map(question.has_begun, dates)):
        yield _answer(measure, _Stretch(), last, question, within_days)


def _stretches(measure: Measure, question: Question) -> Iterator[_Stretch]:
    """Yield the stretches in effect that may have begun by then."""
    events: list[Event] = []
    for index, event in in_order(measure.history):
        if event.status == DISPUTED or not question.perhaps_begun(event.date):
            continue
        if event.status in IN_FORCE:
            events.append((index, event))
        elif events:
            yield _Stretch(events, (index, event))
            events = []
    if events:
        yield _Stretch(events)


def _answer(
    measure: Measure, stretch: _Stretch, last: Sequence[Standing], question: Question, within_days: int | None
) -> Ceasefire:
    stood = last[0].evidence if last else (Evidence.of(measure),)
    places = {index for index, _ in stretch.events}
    holding = [one for one in last if one.index in places]
    said = [Evidence.of(measure, "history", index) for index, _ in stretch.all_events]
    denied = [one for event in stretch.all_events for one in denials(measure, *event, question)]
    begun, ended = _begun(stretch), _ended(stretch, question)
    duration = begun.until(ended)
    breaches = [event.date for _, event in stretch.events if event.status == BROKEN]
    is_within = (
        _is_within(begun, breaches, within_days, question) if stretch.events and within_days is not None else None
    )
    return Ceasefire(
        measure=measure.id,
        kind=measure.kind,
        by=measure.by,
        places=measure.places,
        scope=measure.scope,
        laterality=measure.laterality,
        ceasefire_class=measure.ceasefire_class,
        purpose=measure.purpose,
        planned_duration=measure.duration,
        status=last[0].status if last else None,
        is_in_force=is_held(holding, last, question) if measure.history else None,
        start=begin_of(stretch.events[0][1].date) if stretch.events else None,
        end=_end(stretch),
        duration=duration,
        unbroken=_unbroken(begun, [*(Days.of(begin_of(date)) for date in breaches), ended], duration),
        violations=len(breaches),
        is_violated_within=is_within,
        according_to=(said or stood)[0].claimants,
        is_disputed=bool(denied) or (not said and any(one.is_disputed for one in last)),
        evidence=tuple(dict.fromkeys((*said, *denied, *stood))),
    )


def _begun(stretch: _Stretch) -> Days:
    """Return the days on which a stretch may have begun; a breach, or a claim after an undated one, comes later."""
    for place, (_, event) in enumerate(stretch.events):
        if event.date is not None:
            days = Days.of(begin_of(event.date))
            return days if place == 0 and event.status != BROKEN else Days(None, days.last)
    return ANY_DAY


def _ended(stretch: _Stretch, question: Question) -> Days:
    """Return the days on which a stretch may have ended, or up to which it is asked for if it had not ended by then."""
    if not stretch.events:
        return ANY_DAY
    now = ANY_DAY if question.at is None else Days.of(question.at)
    last = stretch.events[-1][1].date
    has_no_end = stretch.ending is None and not (last and last.is_interval and last.latest is not OPEN)
    ended = now if has_no_end else Days.of(_end(stretch)).no_later_than(now)
    return Days(Days.of(begin_of(last)).first, ended.last) if ended.first is None else ended


def _end(stretch: _Stretch) -> Date | None:
    if stretch.ending is not None:
        return begin_of(stretch.ending[1].date)
    return end_of(stretch.events[-1][1].date) if stretch.events else None


def _unbroken(begun: Days, ends: list[Days], duration: Amount) -> Amount:
    """Return how long it was until the first of several ends; at least no time, where it is known to have lasted."""
    firsts = [one.first for one in ends if one.first is not None]
    lasts = [one.last for one in ends if one.last is not None]
    passed = begun.until(Days(min(firsts) if len(firsts) == len(ends) else None, min(lasts, default=None)))
    is_known_to_last = passed.lower is None and duration.lower is not None
    return Amount(0, passed.upper) if is_known_to_last else passed


def _is_within(begun: Days, breaches: list[Date | None], days: int, question: Question) -> bool | None:
    passed = [begun.until(Days.of(begin_of(date))) for date in breaches]
    if any(
        one.upper is not None and one.upper <= days and question.surely_begun(date)
        for one, date in zip(passed, breaches, strict=True)
    ):
        return True
    return False if all(one.lower is not None and one.lower > days for one in passed) else None
