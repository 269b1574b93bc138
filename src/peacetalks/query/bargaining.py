"""Bargaining ranges: the numbers that both of two opposing demands would still accept, where that can be computed."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.demand import has_been_made, may_stand
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand
from peacetalks.values import Quantity

GREATEST_COMPARED: Final = 100
"""Demands with numbers under one issue of which every two are compared; of more, only their number is told."""

UNKNOWN: Final = Amount(None, None)


@attrs.frozen(kw_only=True)
class BargainingRange(Answer):
    """Two demands of different parties on one issue, and the numbers that both makers would accept."""

    issue: str
    """Issue that both demands fall under."""
    demand: str | None
    """Id of the one demand; ``None`` where an issue has too many to compare."""
    by: tuple[str, ...]
    """Parties who make it."""
    other_demand: str | None
    """Id of the other demand."""
    other_by: tuple[str, ...]
    """Parties who make that one."""
    is_addressed: bool
    """Whether one of the two is addressed to a maker of the other; else they may well be on the same side."""
    is_agreement_possible: bool | None
    """Whether there is a number that both would accept; ``None`` where that cannot be computed."""
    range: Amount
    """From the least to the greatest number that both would accept; unknown where there is none."""
    unit: str | None
    """What is counted or measured."""
    basis: str | None
    """Whether the number is a total or that of each side."""
    reason: str | None
    """Why nothing can be computed, in words."""


def bargaining_ranges(
    dataset: Dataset,
    *,
    issue: str | Iterable[str] | None = None,
    by: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[BargainingRange, ...]:
    """Return, for every two countable demands of different parties on one issue, the numbers acceptable to both makers.

    This is the zone of possible agreement between two reservation values (Raiffa, *The Art and Science of
    Negotiation*, 1982; with the alternative to an agreement behind such a value, Fisher and Ury, *Getting to Yes*,
    1981). A maker accepts the numbers from its ``bottom_line`` to its ``value``; whether it would take more than it
    asks for is not said, and not assumed. Both numbers of both demands have to be there, exact, and of one unit and
    basis; where they are not, the ``reason`` says so. Bottom lines are seldom known, so most often there is no range.

    Demands without any number are not compared, nor those that were met, withdrawn, lapsed or superseded by the time
    asked for. Under an issue with more than a hundred that have numbers none are compared, as the pairs would be
    without end; a single answer says so, and ``by`` narrows them.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> bargaining_ranges(ds)  # no demand there names a number
        ()

    Args:
        dataset: Where to look.
        issue: Issues that the demands fall under.
        by: Parties of whose demands both have to be.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each two demands, by issue and then by their ids, the lesser id first.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    issues, makers = question.wanted(Demand, "issue", issue), question.wanted(Demand, "by", by)
    found: list[BargainingRange] = []
    for name, group in question.dataset.once(_by_issue).items():
        if has_any((name,), issues):
            compared = [one for one in group if has_any(one.by, makers)]
            found.extend(_ranges(name, compared, question))
    return tuple(found)


def _by_issue(dataset: Dataset) -> Mapping[str, tuple[Demand, ...]]:
    """Return the demands with numbers by their issue, issues and demands in order of id."""
    found: dict[str, list[Demand]] = {}
    for demand in dataset.demands:
        if demand.issue is not None and (demand.value is not None or demand.bottom_line is not None):
            found.setdefault(demand.issue, []).append(demand)
    return MappingProxyType({issue: tuple(found[issue]) for issue in sorted(found)})


def _ranges(issue: str, demands: list[Demand], question: Question) -> Iterator[BargainingRange]:
    if len(demands) > GREATEST_COMPARED:
        yield _too_many(issue, len(demands))
        return
    standing = [one for one in demands if has_been_made(one, question) and may_stand(one, question)]
    for one, other in combinations(standing, 2):
        if set(one.by).isdisjoint(other.by):
            yield _range(issue, one, other)


def _too_many(issue: str, count: int) -> BargainingRange:
    return BargainingRange(
        issue=issue,
        demand=None,
        by=(),
        other_demand=None,
        other_by=(),
        is_addressed=False,
        is_agreement_possible=None,
        range=UNKNOWN,
        unit=None,
        basis=None,
        reason=f"{count} demands with numbers are too many to compare every two; narrow them by their makers",
    )


def _range(issue: str, one: Demand, other: Demand) -> BargainingRange:
    reason = _missing(one) or _missing(other) or _unlike(one, other)
    lower, upper = (None, None) if reason else _overlap(one, other)
    is_possible = None if lower is None or upper is None else lower <= upper
    return BargainingRange(
        issue=issue,
        demand=one.id,
        by=one.by,
        other_demand=other.id,
        other_by=other.by,
        is_addressed=not (set(one.to).isdisjoint(other.by) and set(other.to).isdisjoint(one.by)),
        is_agreement_possible=is_possible,
        range=Amount(lower, upper) if is_possible else UNKNOWN,
        unit=None if reason or one.value is None else one.value.unit,
        basis=None if reason or one.value is None else one.value.basis,
        reason=reason,
        evidence=tuple(_evidence(one, other)),
    )


def _missing(demand: Demand) -> str | None:
    """Return what keeps a demand from being compared with any other."""
    for name, quantity in _numbers(demand):
        if quantity is None:
            return f"{demand.id} has no {name}"
        if not quantity.is_exact:
            return f"the {name} of {demand.id} is not one exact number: {quantity}"
    if demand.polarity == "prevent":
        return f"{demand.id} is to prevent what it names, so its numbers are not what its maker accepts"
    if demand.kind == "red_line":
        return f"{demand.id} is a red line, so its numbers are not what its maker accepts"
    return None


def _unlike(one: Demand, other: Demand) -> str | None:
    """Return what keeps the numbers of two demands from being compared."""
    numbers = [quantity for demand in (one, other) for _, quantity in _numbers(demand) if quantity is not None]
    for name in ("unit", "basis"):
        found = dict.fromkeys(getattr(number, name) or "none" for number in numbers)
        if len(found) > 1:
            return f"the numbers of {one.id} and {other.id} differ in {name}: {', '.join(found)}"
    return None


def _overlap(one: Demand, other: Demand) -> tuple[float, float]:
    """Return where the numbers that the makers accept begin and end in common; reversed where none are."""
    bounds = [
        sorted(number.value for _, number in _numbers(demand) if number is not None and number.value is not None)
        for demand in (one, other)
    ]
    return max(lower for lower, _ in bounds), min(upper for _, upper in bounds)


def _numbers(demand: Demand) -> tuple[tuple[str, Quantity | None], ...]:
    return ("value", demand.value), ("bottom line", demand.bottom_line)


def _evidence(one: Demand, other: Demand) -> Iterator[Evidence]:
    for demand in (one, other):
        for name in ("bottom_line", "value"):
            if getattr(demand, name) is not None:
                yield Evidence.of(demand, name)
