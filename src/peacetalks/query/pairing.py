"""Which agreements of two codings may be the same: by identifiers, or by date and actors, without comparing all."""

import bisect
import math
import typing
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from types import MappingProxyType

import attrs

from peacetalks.codelists import crosswalk_names
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.query.agreed import amount_of_days, conflicts_of, days_of, is_made, made, order_of
from peacetalks.query.answer import Amount
from peacetalks.query.choice import chosen
from peacetalks.query.likeness import Key, codings_of, identities, keys_of_conflicts, keys_of_parties, parties_of
from peacetalks.query.question import Question, has_any
from peacetalks.records import Agreement

LOOKED_AT: typing.Final = 200
"""Agreements with one identifier, or with one actor at one time, that are compared with another: far more than are ever
signed in a week, and few enough."""

WIDTHS: typing.Final = (0, 7, 31, 92, 366)
"""Numbers of days that imprecise dates may span; a date that spans more is no evidence."""


@attrs.frozen
class Side:
    """One of the two codings: what is asked of it."""

    question: Question
    """The dataset and the time asked for; under ``possible``."""
    codings: frozenset[str] | None
    """The codings asked for."""

    @property
    def dataset(self) -> Dataset:
        """What was known."""
        return self.question.dataset


@attrs.frozen
class Pair:
    """Two agreements that may be the same one, and why."""

    agreement: Agreement
    """Agreement of the one coding."""
    other: Agreement
    """Agreement of the other coding."""
    identifiers: tuple[str, ...]
    """Identifiers that they share, as scheme and value."""
    is_same_id: bool
    """Whether they have the same id in the same namespace."""
    is_by_date: bool
    """Whether they may be of nearly the same date, and share an actor."""
    is_definite: bool
    """Whether they match, and were made by the time asked for, in every reading of the dates."""
    days_apart: Amount
    """Days between their dates."""
    parties: tuple[tuple[str, str], ...]
    """Parties of the one that are parties of the other, with the ids in both."""


def pairs_of(
    question: Question,
    other: Question | None,
    of: str | Iterable[str] | None,
    against: str | Iterable[str] | None,
    days: int,
) -> tuple[list[Pair], Side, Side]:
    """Return the agreements of two codings that may be the same, by the order of the first and then of the second."""
    wholes = [question.whole, (other or question).whole]
    known = {scheme for scheme, _ in crosswalk_names()}
    names = sorted(known.union(*(codings_of(one) for whole in wholes for one in whole.agreements)))
    sides = [
        Side(attrs.evolve(one, certainty="possible"), chosen("coding", asked, names))
        for one, asked in ((question, of), (other or question, against))
    ]
    return list(_pairs(sides[0], sides[1], days, is_one=other is None)), sides[0], sides[1]


def ambiguous(pairs: list[Pair], *, is_one: bool) -> list[bool]:
    """Return, for each pair, whether one of its two agreements has another counterpart of the same coding.

    Within one dataset an agreement may have one in each of several codings; of two datasets each is one coding.
    """
    seen: Counter[tuple[int, str, str]] = Counter()
    for pair in pairs:
        seen.update(_claims(pair, is_one=is_one))
    return [any(seen[claim] > 1 for claim in _claims(pair, is_one=is_one)) for pair in pairs]


def _claims(pair: Pair, *, is_one: bool) -> Iterator[tuple[int, str, str]]:
    """Yield that each of the two has a counterpart in a coding."""
    for number, (one, other) in enumerate(((pair.agreement, pair.other), (pair.other, pair.agreement))):
        for coding in (codings_of(other) if is_one else ()) or ("",):
            yield 0 if is_one else number, one.id, coding


def shared_conflicts(agreement: Agreement, other: Agreement, side: Side, other_side: Side) -> tuple[str, ...]:
    """Return the conflicts of an agreement that the other addresses too."""
    keys, others = (one.dataset.once(keys_of_conflicts) for one in (side, other_side))
    theirs = {key for id in conflicts_of(other_side.dataset, other) for key in others[id]}
    ours = conflicts_of(side.dataset, agreement)
    return tuple(dict.fromkeys(id for id in ours if not theirs.isdisjoint(keys[id])))


# --- how they are found -----------------------------------------------------------------------------------------------


def _pairs(side: Side, other_side: Side, days: int, *, is_one: bool) -> Iterator[Pair]:
    for agreement in sorted(side.dataset.agreements, key=order_of):
        if _is_asked(agreement, side):
            found = _candidates(agreement, side, other_side, days, is_one=is_one)
            for other, identifiers in sorted(found, key=lambda one: order_of(one[0])):
                yield _pair(agreement, other, identifiers, (side, other_side), days, is_one=is_one)


def _candidates(
    agreement: Agreement, side: Side, other_side: Side, days: int, *, is_one: bool
) -> list[tuple[Agreement, tuple[str, ...]]]:
    """Return what may be the same agreement as one, with the identifiers that they share."""
    others: dict[str, Agreement] = {}
    identifiers: dict[str, dict[str, None]] = {}
    for other, identifier in _same_identifiers(agreement, other_side.dataset):
        others[other.id] = other
        identifiers.setdefault(other.id, {})[identifier] = None
    others.update((one.id, one) for one in _near(agreement, side.dataset, other_side.dataset, days))
    same = other_side.dataset.get(agreement.id)
    if not is_one and isinstance(same, Agreement) and _is_same_id(side, other_side):
        others[same.id] = same
    return [
        (other, tuple(identifiers.get(other.id, ())))
        for other in others.values()
        if _is_asked(other, other_side)
        and not (is_one and _is_left_out(agreement, other, identifiers, (side, other_side)))
    ]


def _is_asked(agreement: Agreement, side: Side) -> bool:
    return is_made(agreement, side.question) and _is_coded(agreement, side)


def _is_coded(agreement: Agreement, side: Side) -> bool:
    return side.codings is None or has_any(codings_of(agreement), side.codings)


def _is_same_id(side: Side, other_side: Side) -> bool:
    return side.dataset.namespace is not None and side.dataset.namespace == other_side.dataset.namespace


def _is_left_out(agreement: Agreement, other: Agreement, identifiers: Container[str], sides: tuple[Side, Side]) -> bool:
    """Tell whether two records of one dataset are of one coding, or are a pair that is looked at the other way."""
    ours, theirs = codings_of(agreement), codings_of(other)
    if other is agreement or not ours.isdisjoint(theirs) or not (ours or theirs or other.id in identifiers):
        return True
    is_asked_turned = _is_coded(other, sides[0]) and _is_coded(agreement, sides[1])
    return is_asked_turned and other.id < agreement.id


def _pair(
    agreement: Agreement,
    other: Agreement,
    identifiers: tuple[str, ...],
    sides: tuple[Side, Side],
    days: int,
    *,
    is_one: bool,
) -> Pair:
    parties = tuple(_shared_parties(agreement, other, sides))
    apart = _days_apart(made(agreement), made(other))
    is_same_id = not is_one and agreement.id == other.id and _is_same_id(*sides)
    is_dated = _span(agreement) is not None and _span(other) is not None
    is_near = bool(parties) and is_dated and apart is not None and (apart.lower or 0) <= days
    is_surely_near = is_near and apart is not None and apart.upper is not None and apart.upper <= days
    return Pair(
        agreement=agreement,
        other=other,
        identifiers=identifiers,
        is_same_id=is_same_id,
        is_by_date=is_near,
        is_definite=bool(identifiers or is_same_id or is_surely_near)
        and all(
            is_made(one, attrs.evolve(side.question, certainty="definite"))
            for one, side in zip((agreement, other), sides, strict=True)
        ),
        days_apart=apart or Amount(None, None),
        parties=parties,
    )


def _shared_parties(agreement: Agreement, other: Agreement, sides: tuple[Side, Side]) -> Iterator[tuple[str, str]]:
    keys, others = (side.dataset.once(keys_of_parties) for side in sides)
    theirs: dict[Key, list[str]] = {}
    for id in sorted(parties_of(sides[1].dataset, other)):
        for key in others[id]:
            theirs.setdefault(key, []).append(id)
    for id in sorted(parties_of(sides[0].dataset, agreement)):
        for match in sorted({one for key in keys[id] for one in theirs.get(key, ())}):
            yield id, match


def _days_apart(date: Date | None, other: Date | None) -> Amount | None:
    """Return the days between two dates; ``None`` where one is missing."""
    if date is None or other is None:
        return None
    (first, last), (other_first, other_last) = days_of(date), days_of(other)
    return amount_of_days(max(first - other_last, other_first - last), max(last - other_first, other_last - first))


# --- by identifiers ---------------------------------------------------------------------------------------------------


def _same_identifiers(agreement: Agreement, dataset: Dataset) -> list[tuple[Agreement, str]]:
    """Return the agreements of a dataset that share an identifier with one, each with the identifier."""
    index = dataset.once(_by_identifier)
    return [
        (other, f"{scheme} {value}")
        for scheme, value, version in identities(agreement)
        for other, other_version in index.get((scheme, value), ())[:LOOKED_AT]
        if None in (version, other_version) or version == other_version
    ]


def _by_identifier(dataset: Dataset) -> Mapping[Key, tuple[tuple[Agreement, str | None], ...]]:
    found: dict[Key, list[tuple[Agreement, str | None]]] = {}
    for agreement in sorted(dataset.agreements, key=order_of):
        for scheme, value, version in identities(agreement):
            found.setdefault((scheme, value), []).append((agreement, version))
    return MappingProxyType({key: tuple(holders) for key, holders in found.items()})


# --- by date and actors -----------------------------------------------------------------------------------------------


class _Span(typing.NamedTuple):
    first: float
    last: float
    agreement: Agreement


def _near(agreement: Agreement, dataset: Dataset, others: Dataset, days: int) -> Iterator[Agreement]:
    """Yield agreements that share an actor with one, and may be no more than so many days from it."""
    span = _span(agreement)
    if span is None:
        return
    keys, index = dataset.once(keys_of_parties), others.once(_by_actor)
    for key in sorted({key for id in parties_of(dataset, agreement) for key in keys[id]}, key=repr):
        for width in WIDTHS:
            line = index.get((key, width), ())
            begin = bisect.bisect_left(line, span.first - days - width, key=_first)
            for one in islice(line, begin, begin + LOOKED_AT):
                if one.first > span.last + days:
                    break
                if one.last >= span.first - days:
                    yield one.agreement


def _by_actor(dataset: Dataset) -> Mapping[tuple[Key, int], tuple[_Span, ...]]:
    """Return the agreements of each actor in order of date, apart by how much their dates span."""
    keys = dataset.once(keys_of_parties)
    found: dict[tuple[Key, int], dict[str, _Span]] = {}
    for agreement in dataset.agreements:
        span = _span(agreement)
        for id in parties_of(dataset, agreement) if span is not None else ():
            width = next(width for width in WIDTHS if span is not None and span.last - span.first <= width)
            for key in keys[id]:
                found.setdefault((key, width), {})[agreement.id] = typing.cast("_Span", span)
    ordered = {
        key: sorted(spans.values(), key=lambda one: (one.first, one.agreement.id)) for key, spans in found.items()
    }
    return MappingProxyType({key: tuple(spans) for key, spans in ordered.items()})


def _first(span: _Span) -> float:
    return span.first


def _span(agreement: Agreement) -> _Span | None:
    """Return the days of an agreement; ``None`` where its date says too little."""
    date = made(agreement)
    first, last = (-math.inf, math.inf) if date is None else days_of(date)
    return _Span(first, last, agreement) if last - first <= WIDTHS[-1] else None
