"""Exclusions: who was kept out of what, by whom and under which demand, and what was only demanded."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen_statuses
from peacetalks.query.demand import DemandMade, by_date, has_been_made, made, possible_statuses, process_of
from peacetalks.query.participation import denials_of, wanted_activities, who
from peacetalks.query.process import processes_of, time_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand, Participation

EXCLUDED: Final = "excluded"
"""Code of attendance of those whom others kept out."""

TAKING_PART: Final = "process.participation"
"""Topic of demands on who takes part."""


@attrs.frozen(kw_only=True)
class Exclusion(Answer):
    """That a party was kept out of something, or that this was demanded."""

    activity: str | None
    """What the party was kept out of, or was to be kept out of; ``None`` where a demand does not say."""
    party: str | None
    """The party; ``None`` where only a kind of delegate is known, or nobody is named."""
    on_behalf_of: str | None
    """Party for which those kept out would have spoken."""
    by: tuple[str, ...]
    """Parties who kept it out, or, of what was only demanded, who demand it."""
    is_effected: bool | None
    """Whether it was done (``True``) or only demanded (``False``); ``None`` where it may be that it was done, or was in
    part."""
    demand: str | None
    """The demand under which it was done, as far as a source says so, or the demand itself."""
    statuses: tuple[str, ...]
    """How the demand stood, such as ``withdrawn``; several where dates leave that open, none where nothing is told."""
    similar_demands: tuple[str, ...]
    """For what was done: other demands to keep the party out of the same process, which no source gives as a reason."""
    date: Date | None
    """When that was: the date told of it, else that of the activity; of what was only demanded, of the demand."""
    according_to: tuple[str, ...]
    """Who says so; nobody where no source is cited."""
    is_disputed: bool
    """Whether somebody else has the party present, or denies how the demand stood."""


def exclusions(
    dataset: Dataset,
    *,
    party: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    activity: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    demand: str | Iterable[str] | None = None,
    status: str | Iterable[str] | None = None,
    is_effected: bool | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Exclusion, ...]:
    """Return who was kept out of which rounds or processes, by whom, under which demand, and what was only demanded.

    That a party was kept out is a participation with the attendance ``excluded``. Demanded is it by a demand with the
    polarity ``prevent`` and the topic ``process.participation``; whom it would keep out are the parties it concerns.
    Such a demand is told of by itself unless it was carried out: unless an exclusion names it, or the same party was
    excluded from the same process or something in it. Where only some of its parties were, where a process is not told,
    or where dates leave it open, it is told of with ``is_effected`` left open. A demand that stands as ``met`` counts
    as done even where no participation says of what.

    Demands that were withdrawn or lapsed later were made all the same: they are told with their ``statuses``.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.party, one.by, one.is_effected, one.demand) for one in exclusions(ds)]
        [('european-countries', ('russia',), False, 'd-exclude-europe')]

    Args:
        dataset: Where to look.
        party: Parties kept out, or for whom those kept out would have spoken.
        by: Parties who kept them out or demand that.
        activity: What they were kept out of; for a round also the rounds within it.
        process: Processes that this is or belongs to, with the processes that are part of them.
        demand: Demands under which it was done, or that ask for it.
        status: Statuses of which the demand has, or may have, one.
        is_effected: Whether only what was done or only what was not is asked for; under ``possible`` with what is open.
        at: Time by which it was done or demanded.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each party, by date, then activity, party and id of the record; those without a date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, doers = question.wanted(Participation, "parties", party), question.wanted(Demand, "by", by)
    activities = wanted_activities(question, activity, process)
    demands = question.wanted(Participation, "under_demand", demand)
    statuses = chosen_statuses(Demand, status)
    found = (
        one
        for one in (*_effected(question), *_demanded(question))
        if has_any(filter(None, (one.party, one.on_behalf_of)), parties)
        and has_any(one.by, doers)
        and has_any(filter(None, [one.activity]), activities)
        and has_any(filter(None, [one.demand]), demands)
        and has_any(one.statuses, statuses)
        and _is_as_asked(one.is_effected, is_effected, question)
    )
    return tuple(sorted(found, key=_order))


def _is_as_asked(is_effected: bool | None, wanted: bool | None, question: Question) -> bool:
    if wanted is None or is_effected is None:
        return wanted is None or not question.is_definite
    return is_effected is bool(wanted)


def _order(one: Exclusion) -> tuple[object, ...]:
    return by_date(one.date, one.activity or "", one.party or "", one.evidence[0].record)


# --- what was done ----------------------------------------------------------------------------------------------------


def _effected(question: Question) -> Iterator[Exclusion]:
    dataset = question.dataset
    for participation in _excluding(dataset):
        time = time_of(dataset, participation)
        if not question.has_begun(time.date):
            continue
        own, reason = Evidence.of(participation), _reason(participation, question)
        for party in who(participation):
            denials = denials_of(dataset, participation, party, "attendance")
            yield Exclusion(
                activity=participation.activity,
                party=party,
                on_behalf_of=participation.on_behalf_of,
                by=participation.excluded_by,
                is_effected=True,
                demand=participation.under_demand,
                statuses=reason.statuses if reason else (),
                similar_demands=tuple(_similar(participation, party, question)),
                date=time.date,
                according_to=own.claimants,
                is_disputed=bool(denials),
                evidence=(own, *denials, *(reason.evidence if reason else ()), *time.evidence),
            )


def _excluding(dataset: Dataset) -> Iterator[Participation]:
    return (one for one in dataset.participations if one.attendance == EXCLUDED)


def _reason(participation: Participation, question: Question) -> DemandMade | None:
    """Return the demand under which somebody was kept out, as far as one is named."""
    demand = question.dataset.get(participation.under_demand or "")
    return made(demand, question) if isinstance(demand, Demand) else None


def _similar(participation: Participation, party: str | None, question: Question) -> Iterator[str]:
    """Yield further demands to keep a party out of the process, or of one that is not told."""
    processes = processes_of(question.dataset, participation.activity)
    widely = attrs.evolve(question, certainty="possible")
    for demand in question.dataset.once(_against).get(party or "", ()):
        process = process_of(demand, question.dataset)
        is_same = process is None or not processes or process in processes
        if is_same and demand.id != participation.under_demand and has_been_made(demand, widely):
            yield demand.id


# --- what was demanded ------------------------------------------------------------------------------------------------


def _demanded(question: Question) -> Iterator[Exclusion]:
    """Yield the exclusions that were demanded, except for those that were carried out for sure."""
    effects = _effects(question)
    for demand in question.dataset.demands:
        if not _is_to_exclude(demand) or not has_been_made(demand, question):
            continue
        told, process = made(demand, question), process_of(demand, question.dataset)
        for party in dict.fromkeys(demand.concerning) or (None,):
            was_done = _was_done(demand, process, party, effects)
            if not was_done:
                yield Exclusion(
                    activity=process,
                    party=party,
                    on_behalf_of=None,
                    by=demand.by,
                    is_effected=_was_met(demand, question) if was_done is False else None,
                    demand=demand.id,
                    statuses=told.statuses,
                    similar_demands=(),
                    date=told.date,
                    according_to=told.according_to,
                    is_disputed=told.is_disputed,
                    evidence=told.evidence,
                )


def _is_to_exclude(demand: Demand) -> bool:
    return demand.polarity == "prevent" and TAKING_PART in demand.topics


def _against(dataset: Dataset) -> Mapping[str, tuple[Demand, ...]]:
    """Return the demands to keep each party out."""
    found: dict[str, list[Demand]] = {}
    for demand in filter(_is_to_exclude, dataset.demands):
        for party in dict.fromkeys(demand.concerning):
            found.setdefault(party, []).append(demand)
    return MappingProxyType({party: tuple(demands) for party, demands in found.items()})


def _was_met(demand: Demand, question: Question) -> bool | None:
    """Tell whether a demand stood as met; ``None`` where it may have, or was met in part."""
    statuses = set(possible_statuses(demand, question))
    if statuses == {"met"}:
        return True
    return False if statuses.isdisjoint(("met", "partly_met")) else None


Effects = Mapping[tuple[str | None, ...], bool]
"""What was done, in the ways in which a demand may be looked for in it, each with whether it was so for sure."""


def _effects(question: Question) -> Effects:
    """Return from which process and under which demand parties were kept out by then, or may have been."""
    found: dict[tuple[str | None, ...], bool] = {}
    for participation in _excluding(question.dataset):
        date, named = time_of(question.dataset, participation).date, participation.under_demand
        if not question.perhaps_begun(date):
            continue
        processes = processes_of(question.dataset, participation.activity)
        for party in who(participation):
            ways = [("under", named, party), ("under", named), ("somewhere", party)]
            ways += [("in", process, party) for process in processes] or [("unplaced", party)]
            for way in ways:
                found[way] = found.get(way, False) or question.surely_begun(date)
    return found


def _was_done(demand: Demand, process: str | None, party: str | None, effects: Effects) -> bool | None:
    """Tell whether a demand to keep a party out was carried out; ``None`` where that is open."""
    exact = [("under", demand.id)] if party is None else [("under", demand.id, party), ("in", process, party)]
    if any(map(effects.get, exact)):
        return True
    vague = [("under", demand.id), ("unplaced", party), ("in", process, party)]
    if process is None:
        vague.append(("somewhere", party))
    return None if any(way in effects for way in vague) else False
