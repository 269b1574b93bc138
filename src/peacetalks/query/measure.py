"""Measures such as sanctions, aid and guarantees: how they stood, which were in force, and which demands touch them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen_records, chosen_statuses
from peacetalks.query.exchange import date_key
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import Standing, standings
from peacetalks.records import Demand, Linkage, Measure

IN_FORCE = ("in_force", "partly_observed", "violated")
"""Statuses of a measure that is in effect; a breach does not end it by itself (codelist ``measure_status``)."""

NO_LONGER_MADE = ("met", "withdrawn", "lapsed", "superseded")
"""Statuses of a demand that asks for nothing any more."""


@attrs.frozen(kw_only=True)
class MeasureStatus(Answer):
    """A measure, how it stood, and the demands that touch it."""

    measure: str
    """The measure."""
    kind: str
    """What kind of measure it is."""
    by: tuple[str, ...]
    """Who imposes or gives it; none where that is not stated."""
    against: tuple[str, ...]
    """Against whom it is directed."""
    benefiting: tuple[str, ...]
    """Whom it is meant to benefit."""
    topics: tuple[str, ...]
    """Its topics."""
    status: str | None
    """How it stood; ``None`` where nothing is known of that."""
    date: Date | None
    """When, or from when."""
    is_in_force: bool | None
    """Whether it was in force: in every reading of the dates, in none, or ``None`` where that is not known."""
    according_to: tuple[str, ...]
    """Who says how it stood."""
    is_disputed: bool
    """Whether somebody else denies it."""
    related_demands: tuple[str, ...]
    """Demands on a topic of the measure by a party against whom it is directed. They may ask for its end, and need not:
    a demand does not name the measure it means."""
    linked_demands: tuple[str, ...]
    """Demands that a linkage ties to this measure by name."""


def measures(
    dataset: Dataset,
    *,
    measure: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    against: str | Iterable[str] | None = None,
    benefiting: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    place: str | Iterable[str] | None = None,
    status: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[MeasureStatus, ...]:
    """Return measures with how they stood, in order of the date of that, then of id.

    Where imprecise dates leave open how a measure stood, each status that it may have had is an answer of its own. A
    measure without a history has no status, and no date: it may have been there at any time.

    Args:
        dataset: The dataset.
        measure: Ids of measures.
        kind: Kinds of measure.
        by: Parties who impose or give it.
        against: Parties against whom it is directed.
        benefiting: Parties whom it is meant to benefit.
        topic: Topics of the measure.
        place: Places where it holds.
        status: How it stood.
        at: The time for which it is asked.
        known_by: Only what had been said in public by then.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: An unknown code or certainty, or a date that is none.
        NotFoundError: An id that the dataset does not have.

        >>> import peacetalks as pt
        >>> talks = pt.load("examples/abu-dhabi-2026.yaml")
        >>> [(one.measure, one.status, str(one.date)) for one in pt.query.measures(talks, by="united-states")]
        [('military-dialogue', 'agreed', '[..2026-02-05]')]
    """
    question = Question.of(dataset, at, known_by, certainty)
    statuses = chosen_statuses(Measure, status)
    asked = measures_asked(
        question,
        measure=measure,
        kind=kind,
        by=by,
        against=against,
        benefiting=benefiting,
        topic=topic,
        place=place,
    )
    found: list[MeasureStatus] = []
    for one in asked:
        stood: Iterable[Standing | None] = standings(one, question)
        if not one.history and question.has_begun(None):
            stood = (None,)
        wanted = (last for last in stood if statuses is None or (last is not None and last.status in statuses))
        found.extend(_answer(one, last, question) for last in wanted)
    return tuple(sorted(found, key=lambda answer: (date_key(answer.date), answer.measure)))


def measures_in_force(
    dataset: Dataset,
    *,
    measure: str | Iterable[str] | None = None,
    kind: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    against: str | Iterable[str] | None = None,
    benefiting: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    place: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[MeasureStatus, ...]:
    """Return the measures that were in force, with the demands that touch them, in order of date, then of id.

    In force is what the last claim about it calls in force, partly observed or violated, and what had not ended by
    then as an interval does. Of a measure without a history nobody says so. The data model has no reference from a
    demand to a measure: ``related_demands`` come by topic and party, ``linked_demands`` by the linkages that name both.

    Args:
        dataset: The dataset.
        measure: Ids of measures.
        kind: Kinds of measure.
        by: Parties who impose or give it.
        against: Parties against whom it is directed.
        benefiting: Parties whom it is meant to benefit.
        topic: Topics of the measure.
        place: Places where it holds.
        at: The time for which it is asked; without it, how things stood last.
        known_by: Only what had been said in public by then.
        certainty: How imprecise dates count: ``possible`` for what may have been in force, ``definite`` for what was
            so in every reading of the dates.

    Raises:
        ValidationError: An unknown code or certainty, or a date that is none.
        NotFoundError: An id that the dataset does not have.

        >>> import peacetalks as pt
        >>> article = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.measure, one.by, one.related_demands) for one in pt.query.measures_in_force(article)]
        [('sanctions-on-russia', (), ('d-lift-sanctions',))]
    """
    question = Question.of(dataset, at, known_by, certainty)
    asked = measures_asked(
        question,
        measure=measure,
        kind=kind,
        by=by,
        against=against,
        benefiting=benefiting,
        topic=topic,
        place=place,
    )
    found: list[MeasureStatus] = []
    for one in asked:
        holding, last = force_of(one, question)
        if last is not None and (holding or (holding is None and not question.is_definite)):
            found.append(_answer(one, last, question))
    return tuple(sorted(found, key=lambda answer: (date_key(answer.date), answer.measure)))


def measures_asked(
    question: Question,
    *,
    measure: str | Iterable[str] | None,
    kind: str | Iterable[str] | None,
    by: str | Iterable[str] | None,
    against: str | Iterable[str] | None,
    benefiting: str | Iterable[str] | None,
    topic: str | Iterable[str] | None,
    place: str | Iterable[str] | None,
) -> Iterator[Measure]:
    """Yield the measures that filters ask for."""
    ids = chosen_records(question, Measure, measure)
    given = {"by": by, "against": against, "benefiting": benefiting, "topics": topic, "places": place}
    kinds = question.wanted(Measure, "kind", kind)
    wanted = {name: question.wanted(Measure, name, values) for name, values in given.items()}
    for one in question.dataset.measures:
        is_asked = has_any([one.id], ids) and has_any([one.kind], kinds)
        if is_asked and all(has_any(getattr(one, name), values) for name, values in wanted.items()):
            yield one


def force_of(measure: Measure, question: Question) -> tuple[bool | None, Standing | None]:
    """Return whether a measure was in force, and the last claim that says so.

    It was (``True``) or was not (``False``) in every reading of the dates; else, and where nothing is said, ``None``.
    """
    last = may_have_stood(measure, question)
    if not measure.history:
        return None, None
    in_force = [one for one in last if one.status in IN_FORCE]
    holding = next((one for one in in_force if not one.is_over), None)
    return is_held(in_force, last, question), holding


def may_have_stood(measure: Measure, question: Question) -> tuple[Standing, ...]:
    """Return every way in which a measure may have stood, however sure the answer is to be."""
    return standings(measure, attrs.evolve(question, certainty="possible"))


def is_held(in_force: Sequence[Standing], last: Sequence[Standing], question: Question) -> bool | None:
    """Tell whether it is by some of the ways in which a measure may have stood that it did; ``None`` for perhaps."""
    if all(one.is_over for one in in_force):
        return False
    narrow = attrs.evolve(question, certainty="definite")
    is_every = len(in_force) == len(last) and not any(narrow.is_over(one.event.date) for one in last)
    has_begun = any(question.surely_begun(one.event.date) for one in last)
    return True if is_every and has_begun else None


def _answer(measure: Measure, last: Standing | None, question: Question) -> MeasureStatus:
    evidence = last.evidence if last else (Evidence.of(measure),)
    linked, linkages = _linked_demands(measure, question)
    return MeasureStatus(
        measure=measure.id,
        kind=measure.kind,
        by=measure.by,
        against=measure.against,
        benefiting=measure.benefiting,
        topics=measure.topics,
        status=last.status if last else None,
        date=last.event.date if last else None,
        is_in_force=force_of(measure, question)[0],
        according_to=evidence[0].claimants,
        is_disputed=last is not None and last.is_disputed,
        related_demands=tuple(sorted(_related_demands(measure, question))),
        linked_demands=linked,
        evidence=(*evidence, *linkages),
    )


def _related_demands(measure: Measure, question: Question) -> Collection[str]:
    by_topic = question.dataset.once(_demands_by_topic)
    pairs = ((topic, party) for topic in set(measure.topics) for party in set(measure.against))
    found = {demand.id: demand for pair in pairs for demand in by_topic.get(pair, ())}
    return [id for id, demand in found.items() if _is_made(demand, question)]


def _demands_by_topic(dataset: Dataset) -> Mapping[tuple[str, str], list[Demand]]:
    """Return demands by topic and by who makes them."""
    found: dict[tuple[str, str], list[Demand]] = {}
    for demand in dataset.demands:
        for topic in set(demand.topics):
            for party in set(demand.by):
                found.setdefault((topic, party), []).append(demand)
    return found


def _is_made(demand: Demand, question: Question) -> bool:
    """Tell whether a demand may have been made by then, and may still have asked for something."""
    last = standings(demand, attrs.evolve(question, certainty="possible"))
    is_past = bool(last) and all(one.status in NO_LONGER_MADE for one in last)
    return question.perhaps_begun(demand.date) and not is_past


def _linked_demands(measure: Measure, question: Question) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return the demands that a linkage ties to a measure, and the linkages."""
    dataset = question.dataset
    found: set[str] = set()
    linkages: list[Evidence] = []
    for linkage in dataset.once(_linkages_by_member).get(measure.id, ()):
        if not question.perhaps_begun(linkage.date):
            continue
        others = linkage.subjects if linkage.kind == "package" else _other_side(linkage, measure.id)
        tied = {id for id in others if isinstance(dataset[id], Demand)}
        found |= tied
        linkages += [Evidence.of(linkage)] if tied else []
    return tuple(sorted(found)), tuple(linkages)


def _other_side(linkage: Linkage, id: str) -> tuple[str, ...]:
    """Return what a linkage ties a record to, wherever that stands in the sentence."""
    return (*(linkage.objects if id in linkage.subjects else ()), *(linkage.subjects if id in linkage.objects else ()))


def _linkages_by_member(dataset: Dataset) -> Mapping[str, list[Linkage]]:
    """Return linkages by what they tie."""
    found: dict[str, list[Linkage]] = {}
    for linkage in dataset.linkages:
        for id in dict.fromkeys((*linkage.subjects, *linkage.objects)):
            found.setdefault(id, []).append(linkage)
    return found
