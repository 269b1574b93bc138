"""Collectives: who belongs to a bloc or a loose group at a time, through which others, and who is not named."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.demand import by_date
from peacetalks.query.question import Certainty, Question
from peacetalks.records import Party, Position
from peacetalks.values import Membership

OPEN: Final = "open"
"""Composition of a collective whose list names only some of its members."""

MADE_OF_OTHERS: Final = ("coalition", "collective", "igo", "universal")
"""Kinds of party that consist of other parties, also where none of them is listed."""


@attrs.frozen(kw_only=True)
class Member(Answer):
    """A party that belongs to a collective, or those of its members who are not named."""

    collective: str
    """The collective that was asked about."""
    party: str | None
    """The member; ``None`` stands for members who are not named."""
    route: tuple[str, ...]
    """The way from the collective down to the member, both included; for those who are not named, to the collective in
    whose list they are missing."""
    date: Date | None
    """When the member belongs to the collective just above it, as far as that is told."""
    composition: str | None
    """Whether the list that the member stands in, or is missing from, is complete; ``None`` where that is not told."""
    is_open: bool
    """Whether that list is said to name only some."""


def members(
    dataset: Dataset,
    *,
    of: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Member, ...]:
    """Return the members of collectives, and through which bloc within the bloc they belong to them.

    Members of members count, by the shortest way; where that rests on a membership that is not certain at the time,
    the shortest certain way is told beside it. An organ is no member of what it is an organ of (``parent``). Where a
    list names only some, and where it names nobody, an answer without a party stands for those who are not named, so
    that a list that is open is never mistaken for a complete one.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.collective, one.party, one.is_open) for one in members(ds, of="european-countries")]
        [('european-countries', None, True)]

    Args:
        dataset: Where to look.
        of: Collectives; without it, every party that has members, says whether its list is complete, or is of a kind
            that is made of others, such as a coalition.
        party: Members; those who are not named are left out then.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each member of each collective, in order of the collective's id and the way to the member; those who
        are not named come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    wholes, parties = (question.wanted(Position, "by", given) for given in (of, party))
    collectives = Collectives(question)
    found = (
        one
        for whole in question.dataset.parties
        if (wholes is None or whole.id in wholes) and _is_collective(whole)
        for one in _members(whole, collectives)
        if parties is None or one.party in parties
    )
    return tuple(sorted(found, key=lambda one: (one.collective, one.party is None, one.route)))


def _members(whole: Party, collectives: "Collectives") -> Iterator[Member]:
    dataset = collectives.question.dataset
    routes = collectives.below(whole.id)
    for route in routes:
        yield _member(route, dataset, route.ids[-2], route.ids[-1])
    for route in (Route((whole.id,)), *routes):
        end = route.ids[-1]
        if _has_unnamed(_party(dataset, end)):
            yield _member(route, dataset, end, None)


def _member(route: "Route", dataset: Dataset, listed_in: str, party: str | None) -> Member:
    composition = _party(dataset, listed_in).composition
    return Member(
        collective=route.ids[0],
        party=party,
        route=route.ids,
        date=route.date if party is not None else None,
        composition=composition,
        is_open=composition == OPEN,
        evidence=route.evidence(dataset) or (Evidence.of(_party(dataset, route.ids[0])),),
    )


def _is_collective(party: Party) -> bool:
    return bool(party.members) or party.composition is not None or party.kind in MADE_OF_OTHERS


def _has_unnamed(party: Party) -> bool:
    """Tell whether a party has members, or may have, who are not in its list."""
    return party.composition == OPEN or (not party.members and _is_collective(party))


def _party(dataset: Dataset, id: str) -> Party:
    record = dataset[id]
    assert isinstance(record, Party)  # every id here stands in a field for parties
    return record


# --- the ways between collectives and members -------------------------------------------------------------------------


@attrs.frozen
class Route:
    """A way from a collective down to one of its members."""

    ids: tuple[str, ...]
    """The parties on the way, from the collective to the member."""
    places: tuple[int, ...] = ()
    """For each step, the place of the membership in the list of the upper party."""
    date: Date | None = None
    """Date of the last membership on the way."""

    def evidence(self, dataset: Dataset) -> tuple[Evidence, ...]:
        """Return the memberships that it consists of, that of the member itself first."""
        steps = list(zip(self.ids, self.places, strict=False))
        return tuple(Evidence.of(dataset[id], "members", place) for id, place in reversed(steps))


NO_ROUTE: Final = Route(())
"""The way from a party to itself."""


@attrs.frozen
class Collectives:
    """Who belongs to whom at the time of a question; a bloc that belongs to itself in the end does no harm."""

    question: Question
    """The question."""
    _routes: dict[str, tuple[Route, ...]] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _above: dict[str, frozenset[str]] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def below(self, collective: str) -> tuple[Route, ...]:
        """Return the ways from a collective to each of its members and their members, the shortest for each.

        Under ``possible``, where the shortest is not certain, the shortest certain one is another one beside it.
        """
        if collective not in self._routes:
            question = self.question
            sure = attrs.evolve(question, certainty="definite")
            readings = [sure] if question.at is None or question.is_definite else [sure, question]
            routes = (route for reading in readings for route in _routes_down(collective, reading))
            self._routes[collective] = tuple(dict.fromkeys(routes))
        return self._routes[collective]

    def above(self, party: str) -> frozenset[str]:
        """Return the collectives that a party belongs to, directly or through others."""
        if party not in self._above:
            found: set[str] = set()
            waiting = [party]
            while waiting:
                new = self._directly_above(waiting.pop()) - found
                found |= new
                waiting.extend(new)
            self._above[party] = frozenset(found - {party})
        return self._above[party]

    def _directly_above(self, party: str) -> set[str]:
        listed = self.question.dataset.once(_lists).get(party, ())
        return {whole for whole, membership in listed if self.question.is_current(membership.date)}


def _routes_down(collective: str, question: Question) -> Iterator[Route]:
    """Yield the shortest way to each party below a collective; of ways of one length, the first in order of ids."""
    seen = {collective}
    level = [Route((collective,))]
    while level:
        below: list[Route] = []
        for route in level:
            for place, membership in _current(_party(question.dataset, route.ids[-1]), question):
                if membership.party not in seen:
                    seen.add(membership.party)
                    ids, places = (*route.ids, membership.party), (*route.places, place)
                    below.append(Route(ids, places, membership.date))
        yield from below
        level = below


def _current(party: Party, question: Question) -> list[tuple[int, Membership]]:
    """Return the memberships in a party at the time asked for, by member; of one member the certain ones first."""
    sure = attrs.evolve(question, certainty="definite")
    current = [(place, one) for place, one in enumerate(party.members) if question.is_current(one.date)]
    return sorted(
        current, key=lambda pair: (pair[1].party, not sure.is_current(pair[1].date), by_date(pair[1].date), pair[0])
    )


def _lists(dataset: Dataset) -> Mapping[str, tuple[tuple[str, Membership], ...]]:
    """Return, for each party, in whose lists of members it stands."""
    found: dict[str, list[tuple[str, Membership]]] = {}
    for party in dataset.parties:
        for membership in party.members:
            found.setdefault(membership.party, []).append((party.id, membership))
    return MappingProxyType({party: tuple(listed) for party, listed in found.items()})
