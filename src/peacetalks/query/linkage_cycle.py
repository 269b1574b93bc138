"""Circles of linkages: things that wait for each other, so that none of them can come first."""

from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.choice import chosen
from peacetalks.query.linkage_order import (
    CONDITION,
    LATER,
    ORDERING,
    TIE,
    Steps,
    claimants_of_all,
    evidence_of,
    levels,
    reached,
    steps_of,
    ties_of,
    way_to,
)
from peacetalks.query.question import Certainty, Question, has_any


@attrs.frozen(kw_only=True)
class LinkageCycle(Answer):
    """Records of which each comes about only after the others, so that none of them can be the first."""

    records: tuple[str, ...]
    """Ids of all the records that are tied in this circle, in order."""
    kind: str
    """``conditional_on`` where conditions alone make the circle, so that nothing can come about; ``sequenced_after``
    where it takes a tie of mere order, so that only the order cannot be kept."""
    route: tuple[str, ...]
    """A shortest way round that shows it: each comes after the next, and the last after the first."""
    linkages: tuple[str, ...]
    """Ids of the linkages on that way."""
    is_sure: bool
    """Whether the linkages held in every reading of the dates."""
    according_to: tuple[str, ...]
    """Who makes the ties on that way; nobody needs to want the whole circle."""


def linkage_cycles(
    dataset: Dataset,
    *,
    kind: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[LinkageCycle, ...]:
    """Return circles of things that wait for each other: A only if B comes first, and B only if A does.

    Such a circle is how talks come to a standstill when each side waits for the other to move first. Records that are
    tied in more than one circle are told once, all together, with one shortest way round (they are the strongly
    connected components of the ties).

        >>> import peacetalks as pt
        >>> linkage_cycles(pt.load("examples/moscow-ultimatums.yaml"))
        ()

    Args:
        dataset: Where to look.
        kind: ``conditional_on`` for circles of conditions, ``sequenced_after`` for those that take a tie of mere order.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts. Under
            ``possible`` there may be a circle that held for sure and a wider one around it that may have held.

    Returns:
        One for each circle, by the ids of its records, then kind.

    Raises:
        ValidationError: A filter or a date that cannot be.
    """
    question = Question.of(dataset, at, known_by, certainty)
    kinds = chosen("kind", kind, ORDERING)
    found: dict[tuple[str, ...], LinkageCycle] = {}
    better: list[LinkageCycle] = []
    for level in levels(question):
        for one in _cycles(level):
            known = found.setdefault(one.records, one)
            if (one.kind, known.kind) == ORDERING:
                better.append(one)
    answers = (one for one in (*found.values(), *better) if has_any((one.kind,), kinds))
    return tuple(sorted(answers, key=lambda one: (one.records, one.kind)))


def strong_components(steps: Steps) -> Iterator[list[str]]:
    """Yield the nodes that lead to each other, for each such group of more than one.

    This is Kosaraju's algorithm, without recursion: whoever ends last in a first search begins the second one, which
    goes the other way.
    """
    finished = _finished(steps)
    back = _turned(steps)
    left = set(finished)
    for root in reversed(finished):
        if root in left:
            group = list(reached(root, back, left))
            left.difference_update(group)
            if len(group) > 1:
                yield group


def _finished(steps: Steps) -> list[str]:
    """Return all nodes in the order in which a search that goes deep first is done with them."""
    seen: set[str] = set()
    finished: list[str] = []
    for root in steps:
        path = [] if root in seen else [(root, iter(steps[root]))]
        seen.add(root)
        while path:
            unseen = next((one for one in path[-1][1] if one not in seen), None)
            if unseen is None:
                finished.append(path.pop()[0])
            else:
                seen.add(unseen)
                path.append((unseen, iter(steps.get(unseen, ()))))
    return finished


def _turned(steps: Steps) -> Steps:
    """Return the same steps, the other way."""
    back: dict[str, list[str]] = {}
    for node, following in steps.items():
        for one in following:
            back.setdefault(one, []).append(node)
    return back


def _cycles(question: Question) -> Iterator[LinkageCycle]:
    told: set[tuple[str, ...]] = set()
    for kind, kinds in ((CONDITION, [CONDITION]), (LATER, ORDERING)):
        steps = steps_of(question, kinds)
        for group in strong_components(steps):
            records = tuple(sorted(node for node in group if not node.startswith(TIE)))
            if records not in told:
                told.add(records)
                yield _cycle(records, kind, _way_round(_begin(group, kind, question), steps, set(group)), question)


def _begin(group: list[str], kind: str, question: Question) -> str:
    """Return the node at which the way round a circle is begun, so that it shows what makes it one of its kind."""
    ties = (node for node in group if node.startswith(TIE))
    return min(node for node in ties if getattr(question.dataset[node.removeprefix(TIE)], "kind", None) == kind)


def _way_round(start: str, steps: Steps, group: set[str]) -> list[str]:
    """Return a shortest way from a linkage back to it, turned so that it begins with its least record."""
    came_from = reached(start, steps, group)
    last = next(node for node in came_from if start in steps.get(node, ()))
    way = way_to(last, came_from)
    first = way.index(min(node for node in way if not node.startswith(TIE)))
    return [*way[first:], *way[:first]]


def _cycle(records: tuple[str, ...], kind: str, way: list[str], question: Question) -> LinkageCycle:
    evidence = evidence_of(way, question)
    return LinkageCycle(
        records=records,
        kind=kind,
        route=tuple(way[::2]),
        linkages=ties_of(way),
        is_sure=question.is_definite,
        according_to=claimants_of_all(evidence),
        evidence=evidence,
    )
