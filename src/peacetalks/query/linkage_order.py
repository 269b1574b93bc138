"""What must come first: prerequisites of a record, through all the linkages that lead to them."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.linkage import asked, in_force
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.standing import standings
from peacetalks.records import Record, type_name

CONDITION, LATER = "conditional_on", "sequenced_after"

ORDERING: Final = (CONDITION, LATER)
"""Kinds of linkage whose objects come before their subjects, the stronger one first."""

TIE: Final = ":"
"""Begins the node of a linkage among those of records; no id has it."""

Steps = Mapping[str, list[str]]
"""Where one gets in one step: from a record to the linkages that it is tied by, and from those to records."""


@attrs.frozen(kw_only=True)
class Prerequisite(Answer):
    """A record that comes before another one."""

    record: str
    """Id of what comes first."""
    type: str
    """Its type, such as ``measure``."""
    kind: str
    """``conditional_on``: the other comes about only if this does, through conditions all the way;
    ``sequenced_after``: it only comes later, at one step or more."""
    depth: int
    """How many linkages lead to it."""
    route: tuple[str, ...]
    """Ids of the records on the way, from what was asked about to this one; each comes after the next."""
    linkages: tuple[str, ...]
    """Ids of the linkages on the way."""
    statuses: tuple[str, ...]
    """Its status at the time; several where dates leave that open, none where none is known or it can have none."""
    is_sure: bool
    """Whether the linkages held in every reading of the dates."""
    according_to: tuple[str, ...]
    """Who makes these ties."""


def prerequisites(
    dataset: Dataset,
    *,
    of: str,
    kind: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Prerequisite, ...]:
    """Return what must come first before a record, directly and through others.

    The subjects of ``conditional_on`` come about only if its objects do so first; those of ``sequenced_after`` come
    later without depending on them. What leads there through conditions alone is a condition itself, else it only comes
    earlier. Other kinds tell no order: what is given in exchange may come first or last, and a package stands or falls
    together. Each record is told once, by its strongest and then its shortest way; where dates leave open whether a
    stronger or shorter way held, by that one as well.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> prerequisites(ds, of="d-recognition")  # it is offered in exchange; nobody says what comes first
        ()

    Args:
        dataset: Where to look.
        of: Id of the record; whatever it is, a measure, a demand, an agreement. Circles that lead back to it are found
            by :func:`linkage_cycles`.
        kind: ``conditional_on`` for conditions only, ``sequenced_after`` for what is merely earlier.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each record, by depth, then id.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: The dataset has no record with the id.
    """
    question = Question.of(dataset, at, known_by, certainty)
    kinds = chosen("kind", kind, ORDERING)
    found: dict[str, Prerequisite] = {}
    better: list[Prerequisite] = []
    asked(question, [of])
    for level in levels(question):
        for one in _prerequisites(of, level):
            known = found.setdefault(one.record, one)
            if _strength(one) < _strength(known):
                better.append(one)
    answers = (one for one in (*found.values(), *better) if has_any((one.kind,), kinds))
    return tuple(sorted(answers, key=lambda one: (one.depth, one.record, one.linkages)))


def levels(question: Question) -> tuple[Question, ...]:
    """Return the question as it is asked: of what held for sure and then, under ``possible``, of what may have held."""
    sure = attrs.evolve(question, certainty="definite")
    return (sure,) if question.is_definite or question.at is None else (sure, question)


def steps_of(question: Question, kinds: Iterable[str]) -> Steps:
    """Return the steps from what comes later, through linkages of some kinds, to what comes first."""
    found: dict[str, list[str]] = {}
    for linkage in in_force(question, frozenset(kinds)):
        found[TIE + linkage.id] = sorted(set(linkage.objects))
        for subject in sorted(set(linkage.subjects)):
            found.setdefault(subject, []).append(TIE + linkage.id)
    return found


def reached(start: str, steps: Steps, within: Container[str] | None = None) -> dict[str, str | None]:
    """Return the nodes that ``start`` leads to, nearest first, each with the node before it on a shortest way."""
    came_from: dict[str, str | None] = {start: None}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for following in steps.get(node, ()):
            if following not in came_from and (within is None or following in within):
                came_from[following] = node
                queue.append(following)
    return came_from


def _prerequisites(start: str, question: Question) -> Iterator[Prerequisite]:
    told = {start}
    for kind, kinds in ((CONDITION, [CONDITION]), (LATER, ORDERING)):
        came_from = reached(start, steps_of(question, kinds))
        for node in came_from:
            if node not in told and not node.startswith(TIE):
                told.add(node)
                yield _prerequisite(way_to(node, came_from), kind, question)


def way_to(node: str, came_from: Mapping[str, str | None]) -> list[str]:
    """Return the nodes from where a search began to ``node``."""
    way: list[str] = []
    following: str | None = node
    while following is not None:
        way.append(following)
        following = came_from[following]
    return way[::-1]


def _prerequisite(way: list[str], kind: str, question: Question) -> Prerequisite:
    record, evidence = question.dataset[way[-1]], evidence_of(way, question)
    statuses = _statuses(record, question)
    return Prerequisite(
        record=record.id,
        type=type_name(type(record)),
        kind=kind,
        depth=len(way) // 2,
        route=tuple(way[::2]),
        linkages=ties_of(way),
        statuses=statuses,
        is_sure=question.is_definite,
        according_to=claimants_of_all(evidence),
        evidence=evidence,
    )


def _statuses(record: Record, question: Question) -> tuple[str, ...]:
    if not getattr(record, "history", ()):
        return ()
    possible = standings(record, attrs.evolve(question, certainty="possible"))
    return tuple(dict.fromkeys(one.status for one in possible if not one.is_over))


def ties_of(way: list[str]) -> tuple[str, ...]:
    """Return the ids of the linkages on a way that begins with a record."""
    return tuple(node.removeprefix(TIE) for node in way[1::2])


def evidence_of(way: list[str], question: Question) -> tuple[Evidence, ...]:
    """Return the evidence of the linkages on a way, each once."""
    known = question.dataset.once(_evidence_by_linkage)
    return tuple(known[id] for id in dict.fromkeys(ties_of(way)))


def _evidence_by_linkage(dataset: Dataset) -> Mapping[str, Evidence]:
    return MappingProxyType({linkage.id: Evidence.of(linkage) for linkage in dataset.linkages})


def claimants_of_all(evidence: tuple[Evidence, ...]) -> tuple[str, ...]:
    """Return who says any of it, each once."""
    return tuple(dict.fromkeys(who for one in evidence for who in one.claimants))


def _strength(one: Prerequisite) -> tuple[int, int]:
    return ORDERING.index(one.kind), one.depth
