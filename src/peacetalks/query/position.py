"""Positions of one party on one matter: whose word they are, in which order they came, and which is the latest."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.query.answer import Evidence, claimants_of, speaks_of
from peacetalks.query.question import Question
from peacetalks.records import Position
from peacetalks.values import Citation, Post

LEVELS: Final = 20
"""Organs within organs that are looked through for whom they speak: far more than any state has."""


@attrs.frozen
class Beginning:
    """When something began, in seconds, as far as that is known."""

    first: float
    """The first second at which it may have begun; infinite where there is none."""
    last: float
    """The last such second."""
    parts: tuple[tuple[float, float], ...]
    """The stretches in which that may have been."""
    is_sure: bool
    """Whether it is not qualified (``?`` ``~`` ``%``)."""
    stated: Date
    """The date without its qualifications."""

    @classmethod
    def of(cls, date: Date | None) -> "Beginning | None":
        """Return when something of this date began; ``None`` where nothing is known of it."""
        if date is None or date.edtf is None:
            return None
        start = date.edtf.partition("/")[0] if date.is_interval else date.edtf
        end = max(last for _, last in date.stretches)
        if start == "..":
            parts: tuple[tuple[float, float], ...] = ((-math.inf, -math.inf),)
        else:
            stretches = Date(start).stretches if start else ((-math.inf, end),)
            parts = tuple((first, min(last, end)) for first, last in stretches)
        first, last = min(one for one, _ in parts), max(one for _, one in parts)
        if (first, last) == (-math.inf, math.inf):
            return None
        is_sure = not any(mark in (start or date.edtf) for mark in "?~%")
        return cls(first, last, parts, is_sure, Date(date.edtf.translate(_UNQUALIFIED)))

    @property
    def surely_from(self) -> float:
        """The first second at which it may have begun, when a qualified date may mean any time."""
        return self.first if self.is_sure else -math.inf

    def latest_by(self, at: Date | None) -> float:
        """Return the last second, no later than ``at``, at which it may have begun."""
        if at is None:
            return self.last
        end = max(last for _, last in at.stretches)
        return max((min(last, end) for first, last in self.parts if first <= end), default=-math.inf)


_UNQUALIFIED: Final = str.maketrans("", "", "?~%")


@attrs.frozen
class Taken:
    """A position, as that of one party on one matter."""

    position: Position
    """The position."""
    according_to: tuple[str, ...]
    """Who says that it is theirs."""
    beginning: Beginning | None
    """From when it held; ``None`` where nothing is known of that."""

    @property
    def order(self) -> tuple[object, ...]:
        """A key that puts positions in order of date, those without one last, and then of ids."""
        date = self.position.date
        return (date is None, () if date is None else date.sort_key, self.position.id)


@attrs.frozen
class Chain:
    """What one party's positions on one matter were, in order, by one account: its own, or what somebody ascribes."""

    party: str
    """The party."""
    target: str
    """The matter."""
    is_ascribed: bool
    """Whether it is only others who say so."""
    taken: tuple[Taken, ...]
    """The positions, in order."""
    stances: tuple[Taken, ...]
    """Those of them that state a stance."""


def chains(dataset: Dataset) -> Mapping[str, tuple[Chain, ...]]:
    """Return what was held, by the id of the matter, in order of parties: an index for :meth:`Dataset.once`.

    What others ascribe to a party, each of them, is a chain of its own beside what the party says itself or a source
    reports of it.
    """
    found: dict[str, dict[tuple[str, frozenset[str]], list[Taken]]] = {}
    for position in dataset.positions:
        cited = citations_of(position, *(name for name in position.form_fields if getattr(position, name) is not None))
        claimants = tuple(dict.fromkeys(who for one in cited for who in claimants_of(one)))
        taken = Taken(position, claimants, Beginning.of(position.date))
        voices = speakers(dataset, cited, position.date)
        for party in dict.fromkeys(position.by):
            account = frozenset(claimants) if is_ascribed(party, voices) else frozenset[str]()
            for target in dict.fromkeys(position.about):
                found.setdefault(target, {}).setdefault((party, account), []).append(taken)
    return MappingProxyType(
        {
            target: tuple(
                _chain(target, party, bool(account), entries)
                for (party, account), entries in sorted(held.items(), key=lambda one: (one[0][0], sorted(one[0][1])))
            )
            for target, held in found.items()
        }
    )


def _chain(target: str, party: str, is_ascribed: bool, entries: list[Taken]) -> Chain:
    taken = tuple(sorted(entries, key=lambda one: one.order))
    return Chain(party, target, is_ascribed, taken, tuple(one for one in taken if one.position.stance is not None))


def chains_by_party(dataset: Dataset) -> Mapping[tuple[str, str], tuple[Chain, ...]]:
    """Return what was held, by the ids of the matter and of the party: an index for :meth:`Dataset.once`."""
    found: dict[tuple[str, str], list[Chain]] = {}
    for held in dataset.once(chains).values():
        for chain in held:
            found.setdefault((chain.target, chain.party), []).append(chain)
    return MappingProxyType({key: tuple(held) for key, held in found.items()})


def citations_of(position: Position, *names: str) -> tuple[Citation, ...]:
    """Return the citations of a position that speak of one of its fields."""
    return tuple(one for one in position.citations if any(speaks_of(one, f"/{name}") for name in names))


def matters(dataset: Dataset, issue: frozenset[str] | None) -> frozenset[str] | None:
    """Return the ids of issues and of the demands that fall under them; ``None`` for all matters."""
    if issue is None:
        return None
    demands = dataset.once(_demands_by_issue)
    return issue.union(*(demands.get(id, ()) for id in issue))


def _demands_by_issue(dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for demand in dataset.demands:
        if demand.issue is not None:
            found.setdefault(demand.issue, []).append(demand.id)
    return MappingProxyType({issue: tuple(ids) for issue, ids in found.items()})


def chains_on(question: Question, *wanted: frozenset[str] | None) -> Iterable[Chain]:
    """Return what was held on matters that are in all of the given sets, in order of matters and parties."""
    held = question.dataset.once(chains)
    given = [one for one in wanted if one is not None]
    targets = sorted(frozenset.intersection(*given)) if given else sorted(held)
    return (chain for target in targets for chain in held.get(target, ()))


# --- the latest -------------------------------------------------------------------------------------------------------


def latest(taken: Sequence[Taken], question: Question) -> tuple[Taken, ...]:
    """Return which of a chain's positions may be the latest at the time asked for, or surely is.

    One holds until a later one begins, or to the end of its interval. Those of which no date is known neither end
    another one nor are ended by it. Two of one day may have come in either order.
    """
    is_sure = question.is_definite and question.at is not None
    begun = [one for one in taken if question.perhaps_begun(one.position.date)]
    latest = _surely_latest(begun, question) if is_sure else _perhaps_latest(begun, question)
    return tuple(one for one in latest if not question.is_over(one.position.date))


def _perhaps_latest(begun: list[Taken], question: Question) -> list[Taken]:
    dated = (one.beginning for one in begun if one.beginning is not None)
    newest = max((one.first for one in dated if question.surely_begun(one.stated)), default=-math.inf)
    return [one for one in begun if one.beginning is None or one.beginning.latest_by(question.at) >= newest]


def _surely_latest(begun: list[Taken], question: Question) -> list[Taken]:
    dated = [(one, one.beginning) for one in begun if one.beginning is not None]
    ends = [beginning.latest_by(question.at) if beginning.is_sure else math.inf for _, beginning in dated]
    last_two = sorted(ends, reverse=True)[:2]
    return [
        one
        for (one, beginning), end in zip(dated, ends, strict=True)
        if question.surely_begun(one.position.date)
        and beginning.first >= max(last_two[1:] if end == last_two[0] else last_two, default=-math.inf)
    ]


# --- whose word it is -------------------------------------------------------------------------------------------------


def speakers(dataset: Dataset, citations: Sequence[Citation], date: Date | None) -> frozenset[str] | None:
    """Return the parties who say something themselves; ``None`` where a source says it in its own voice, or nobody.

    For a party speak also its organs (``parent``), and persons who hold a post in it or in one of its organs then.
    """
    if not citations or not all(one.asserted_by for one in citations):
        return None
    claimants = dict.fromkeys(who for one in citations for who in one.asserted_by)
    return frozenset(party for who in claimants for party in _spoken_for(dataset, who, date))


def is_ascribed(party: str, speakers: frozenset[str] | None) -> bool:
    """Tell whether only others say something of a party: neither a source in its own voice nor the party itself."""
    return speakers is not None and party not in speakers


def _spoken_for(dataset: Dataset, claimant: str, date: Date | None) -> Iterator[str]:
    """Yield the parties that a claimant speaks for: itself, and what it is an organ of or holds a post in."""
    yield from _upwards(dataset, claimant)
    posts: tuple[Post, ...] = getattr(dataset[claimant], "posts", ())
    for post in posts:
        if post.organisation is not None and _is_held(post, date):
            yield from _upwards(dataset, post.organisation)


def _upwards(dataset: Dataset, id: str) -> Iterator[str]:
    """Yield a party, what it is a part of, what that is a part of, and so on."""
    current: str | None = id
    for _ in range(LEVELS):
        if current is None:
            break
        yield current
        current = getattr(dataset[current], "parent", None)


def _is_held(post: Post, date: Date | None) -> bool:
    """Tell whether somebody may hold a post at a time: from a lone date on, or within an interval."""
    if post.date is None or date is None:
        return True
    is_over = post.date.is_interval and post.date.definitely_before(date)
    return not is_over and not post.date.definitely_after(date)


def evidence_of(dataset: Dataset, position: Position) -> tuple[Evidence, ...]:
    """Return a position as evidence, with the statement in which it was taken."""
    statement = () if position.expressed_in is None else (Evidence.of(dataset[position.expressed_in]),)
    return (Evidence.of(position), *statement)
