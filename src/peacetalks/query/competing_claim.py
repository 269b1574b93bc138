"""Claims that compete: which two of a history, or of who took part, cannot both be so or are declared disputed."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from itertools import combinations, islice
from typing import Any, Final

import attrs

from peacetalks.checks.conduct import AWAY
from peacetalks.dataset import Dataset
from peacetalks.dataset.prune import place_of
from peacetalks.dates import Date
from peacetalks.problems import QuantityError
from peacetalks.query.answer import Evidence, speaks_of
from peacetalks.query.claim import said_in_short
from peacetalks.query.exchange_number import competing
from peacetalks.query.standing import DISPUTED
from peacetalks.records import Agreement, Demand, Exchange, Measure, Participation, Process, Record, Round
from peacetalks.values import ExchangeEvent, Quantity, StatusEvent

CLAIMS_COMPARED: Final = 100
"""Claims about one thing that are compared with each other: far more than anybody codes, and few enough."""

OUTCOMES: Final[Mapping[type[Record], tuple[frozenset[str], ...]]] = {
    Process: (frozenset({"concluded"}), frozenset({"collapsed"})),
    Round: (frozenset({"concluded"}), frozenset({"collapsed"}), frozenset({"cancelled"})),
    Demand: (frozenset({"met"}), frozenset({"withdrawn"}), frozenset({"lapsed"})),
    Exchange: (frozenset({"completed", "confirmed"}), frozenset({"cancelled"})),
    Measure: (frozenset({"expired"}), frozenset({"lifted"})),
}
"""Statuses in which things end, of which at one time there can be one; others may follow upon each other in a day."""

ONCE: Final[Mapping[type[Record], frozenset[str]]] = {
    Round: frozenset({"concluded", "collapsed", "cancelled"}),
    Exchange: frozenset({"completed"}),
    Agreement: frozenset({"initialled", "signed"}),
}
"""Statuses that come about once, so that two dates for one of them are two claims about one day."""

OUTSIDERS: Final = frozenset({"mediator", "facilitator", "guarantor", "witness", "supporter", "third_party"})
"""Roles that by their definition only an outsider to the conflict has."""

EXCLUSIVE_ROLES: Final = (frozenset({"delegation_head"}), frozenset({"delegate"}))
"""Roles in a delegation, of which one excludes the other."""

ASKED: Final = ("invited", "requested")
"""Codes of attendance that do not say whether somebody came."""


@attrs.frozen
class Side:
    """One claim of a pair."""

    evidence: Evidence
    """The claim."""
    date: Date | None
    """When it was so."""
    value: str | None
    """What it says."""

    def is_of_others(self, other: "Side") -> bool:
        """Tell whether somebody else says this; a claim without a source may be anybody's."""
        claimants = set(self.evidence.claimants)
        return not claimants or claimants != set(other.evidence.claimants)

    def may_deny(self, other: "Side") -> bool:
        """Tell whether a denial is of another claim: by somebody else, for the same time."""
        claimants = set(self.evidence.claimants)
        return overlap(self.date, other.date) and not (claimants and claimants.issubset(other.evidence.claimants))


@attrs.frozen
class Pair:
    """Two claims about one fact, or one that is said to be disputed."""

    record: str
    """What the fact is about."""
    field: str | None
    """In what the claims differ."""
    relation: str
    """How they stand to each other."""
    one: Side
    """The one claim."""
    other: Side | None = None
    """The other claim."""
    party: str | None = None
    """Whose role or presence it is about."""
    note: str | None = None
    """What is remarked upon it."""

    @property
    def dates(self) -> tuple[Date | None, ...]:
        """When both were so."""
        return tuple(side.date for side in (self.one, self.other) if side)


def pairs_of(dataset: Dataset) -> Iterator[Pair]:
    """Yield the claims of a dataset that compete."""
    for record in dataset:
        if getattr(record, "history", ()):
            yield from _in_history(record)
        if any(one.motivation == DISPUTED for one in record.annotations):
            yield from _declared(record)
    yield from _of_participations(dataset)


# --- histories --------------------------------------------------------------------------------------------------------


def _in_history(record: Any) -> Iterator[Pair]:
    history: tuple[StatusEvent, ...] = record.history[:CLAIMS_COMPARED]
    sides = [_side(record, index) for index in range(len(history))]
    denying = [index for index, event in enumerate(history) if event.status == DISPUTED]
    for denial in denying:
        denied = [index for index in range(len(history)) if index not in denying]
        denied = [index for index in denied if sides[denial].may_deny(sides[index])]
        for index in denied:
            yield Pair(record.id, "status", "denied", sides[index], sides[denial])
        if not denied:
            yield Pair(record.id, "status", "denied", sides[denial])
    contradicting = _contradicting_numbers(record)
    for first, second in combinations(range(len(history)), 2):
        if sides[first].is_of_others(sides[second]) and not {first, second}.intersection(denying):
            yield from _of_events(record, (first, second), sides, (first, second) in contradicting)


def _side(record: Any, index: int) -> Side:
    event = record.history[index]
    return Side(Evidence.of(record, "history", index), event.date, event.status)


def _of_events(record: Any, pair: tuple[int, int], sides: list[Side], is_contradiction: bool) -> Iterator[Pair]:
    one, other = (record.history[index] for index in pair)
    first, second = (sides[index] for index in pair)
    if overlap(one.date, other.date) and _exclude_each_other(type(record), one.status, other.status):
        yield Pair(record.id, "status", "contradictory", first, second)
    if one.status != other.status:
        return
    if _differ_in_date(type(record), one, other):
        first, second = (attrs.evolve(side, value=f"{one.status} {side.date}") for side in (first, second))
        yield Pair(record.id, "date", "contradictory", first, second)
    elif overlap(one.date, other.date):
        relation = "contradictory" if is_contradiction else _relation_of(one.quantity, other.quantity)
        if relation:
            is_split = one.quantity == other.quantity
            first, second = (attrs.evolve(sides[at], value=_number(record.history[at], is_split)) for at in pair)
            yield Pair(record.id, "quantity", relation, first, second)


def _exclude_each_other(cls: type[Record], one: str, other: str) -> bool:
    ends = [outcome for status in (one, other) for outcome in OUTCOMES.get(cls, ()) if status in outcome]
    return len(ends) == 2 and ends[0] is not ends[1]


def _differ_in_date(cls: type[Record], one: StatusEvent, other: StatusEvent) -> bool:
    if one.status not in ONCE.get(cls, ()) or one.date is None or other.date is None:
        return False
    is_one_act = not one.by or not other.by or set(one.by) == set(other.by)
    return is_one_act and (one.date.definitely_before(other.date) or one.date.definitely_after(other.date))


def _contradicting_numbers(record: Record) -> set[tuple[int, int]]:
    """Return the pairs of events of an exchange, of one status, that name numbers which cannot both be true."""
    if not isinstance(record, Exchange):
        return set()
    by_status: dict[str, list[tuple[int, ExchangeEvent]]] = {}
    for index, event in enumerate(record.history[:CLAIMS_COMPARED]):
        by_status.setdefault(event.status, []).append((index, event))
    found = (competing(record, events) for events in by_status.values() if len(events) > 1)
    return {(index, other) for others in found for index, competitors in others.items() for other in competitors}


def _relation_of(one: Quantity | None, other: Quantity | None) -> str | None:
    """Return how two quantities stand to each other; ``None`` where they may both be true of one thing."""
    if one is None or other is None:
        return None
    try:
        return None if one.agrees_with(other) else "contradictory"
    except QuantityError:
        return "unclear"


def _number(event: StatusEvent, is_split: bool) -> str:
    """Return the number that an event names, by direction where that is what is to be shown."""
    legs = getattr(event, "legs", ()) if is_split or event.quantity is None else ()
    split = (
        f"{leg.from_party or 'unknown'} to {leg.to_party or 'unknown'} {leg.quantity}" for leg in legs if leg.quantity
    )
    return "; ".join([*([str(event.quantity)] if event.quantity else []), *split])


# --- participations ---------------------------------------------------------------------------------------------------


def _of_participations(dataset: Dataset) -> Iterator[Pair]:
    by_party: dict[tuple[str, str], list[Participation]] = {}
    by_kind: dict[Hashable, list[Participation]] = {}
    for one in dataset.participations:
        for party in dict.fromkeys(one.parties):
            by_party.setdefault((one.activity, party), []).append(one)
        if one.count is not None:
            kind = (one.activity, frozenset(one.parties), one.on_behalf_of, frozenset(one.sectors), one.rank)
            by_kind.setdefault(kind, []).append(one)
    for (activity, party), claims in by_party.items():
        yield from _of_roles(activity, party, claims)
    for claims in by_kind.values():
        yield from _of_counts(claims)


def _of_roles(activity: str, party: str, claims: list[Participation]) -> Iterator[Pair]:
    for one, other in _pairs(claims):
        for field, relation in (("role", _roles_differ(one, other)), ("attendance", _presence_differs(one, other))):
            first, second = (_part(each, field) for each in (one, other))
            if relation and first.is_of_others(second):
                yield Pair(activity, field, relation, first, second, party)


def _of_counts(claims: list[Participation]) -> Iterator[Pair]:
    for one, other in _pairs(claims):
        relation = _relation_of(one.count, other.count)
        first, second = (_part(each, "count") for each in (one, other))
        if relation and first.is_of_others(second):
            party = one.on_behalf_of or next(iter(one.parties), None)
            yield Pair(one.activity, "count", relation, first, second, party)


def _pairs(claims: list[Participation]) -> Iterator[tuple[Participation, Participation]]:
    pairs = combinations(islice(claims, CLAIMS_COMPARED), 2)
    return ((one, other) for one, other in pairs if overlap(one.date, other.date))


def _part(participation: Participation, field: str) -> Side:
    value = getattr(participation, field) or "took part"
    return Side(Evidence.of(participation, field), participation.date, str(value))


def _roles_differ(one: Participation, other: Participation) -> str | None:
    roles = {one.role, other.role}
    if None in roles or len(roles) == 1:
        return None
    is_outside = "primary_party" in roles and not roles.isdisjoint(OUTSIDERS)
    is_head = all(not roles.isdisjoint(role) for role in EXCLUSIVE_ROLES)
    return "contradictory" if is_outside or is_head else "unclear"


def _presence_differs(one: Participation, other: Participation) -> str | None:
    codes = {one.attendance, other.attendance}
    if len(codes) == 1 or not codes.isdisjoint(ASKED):
        return None
    is_in_and_out = not codes.isdisjoint(AWAY) and not codes.isdisjoint((None, "walked_out"))
    return "contradictory" if is_in_and_out else "unclear"


# --- declared ---------------------------------------------------------------------------------------------------------


def _declared(record: Record) -> Iterator[Pair]:
    for annotation in record.annotations:
        if annotation.motivation != DISPUTED:
            continue
        place = place_of(annotation.path or "")
        field = next((step for step in reversed(place) if isinstance(step, str)), None)
        pairs = list(_same_status(record)) if place == ("history",) else []
        for one, other in pairs:
            yield Pair(record.id, field, "declared", one, other, note=annotation.text)
        if not pairs:
            yield Pair(record.id, field, "declared", _side_at(record, place, annotation.path), note=annotation.text)


def _same_status(record: Any) -> Iterator[tuple[Side, Side]]:
    """Yield claims of a history that have the same status, by different claimants."""
    history = record.history[:CLAIMS_COMPARED]
    sides = [attrs.evolve(_side(record, index), value=_text(event)) for index, event in enumerate(history)]
    for (one, side), (other, other_side) in combinations(zip(history, sides, strict=True), 2):
        if one.status == other.status and side.is_of_others(other_side):
            yield side, other_side


def _side_at(record: Record, place: tuple[str | int, ...], path: str | None) -> Side:
    event = _found_at(record, place[:2]) if place[:1] == ("history",) else None
    if isinstance(event, StatusEvent):
        citations, date = Evidence.of(record, *place[:2]).citations, event.date
    else:
        citations, date = record.citations, getattr(record, "date", None)
    cited = tuple(one for one in citations if speaks_of(one, path or ""))
    value = _text(_found_at(record, place)) if place else said_in_short(record)
    return Side(Evidence(record.id, path or "", cited), date, value)


def _found_at(part: Any, place: Iterable[str | int]) -> Any:
    """Return what stands at a place of a record; ``None`` where nothing does."""
    for step in place:
        if isinstance(step, int):
            part = part[step] if isinstance(part, tuple) and step < len(part) else None
        else:
            has_it = attrs.has(type(part)) and step in {field.name for field in attrs.fields(type(part))}
            part = getattr(part, step) if has_it else None
    return part


def _text(value: Any) -> str | None:
    if isinstance(value, StatusEvent):
        return " ".join(str(one) for one in (value.status, value.date, value.quantity) if one is not None)
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(_text, value))) or None
    return str(value) if isinstance(value, str | int | float | Date | Quantity) else None


def overlap(one: Date | None, other: Date | None) -> bool:
    """Tell whether two things may have been at one time; what has no date may have been at any."""
    return one is None or other is None or one.overlaps(other)
