"""The numbers that claims about an exchange name: of what they are, and whether two of them can both be true."""

import math
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from peacetalks.query.answer import Amount
from peacetalks.records import Exchange
from peacetalks.values import ExchangeEvent, ExchangeLeg, Quantity
from peacetalks.values.quantity import exact_sum

NUMBERS_COMPARED = 100
"""Different numbers for one exchange that are compared with each other: far more than anybody codes, and few enough."""

GENERAL = (None, "unspecified")
"""Categories that say nothing of what kind the captives are."""


class Share(NamedTuple):
    """What a number is of: a direction, or all sides together."""

    from_party: str | None = None
    to_party: str | None = None
    category: str | None = None
    basis: str | None = None
    unit: str | None = None


Shares = Mapping[Share, Amount]
Direction = tuple[str | None, str | None]


def shares_of(exchange: Exchange, event: ExchangeEvent) -> Shares:
    """Return the numbers that a claim names, by what they are of; none where it names no number.

    A claim that gives numbers by direction counts by these; a direction without one is at least nothing. A number per
    side is that of each direction where these are one for each side, and the number of a one-sided release with one
    direction is the number of that direction. Any other number is of all sides together, on the basis that it has.
    """
    whole = event.quantity
    split = list(_split(exchange, event))
    if split:
        units = {quantity.unit for quantity in (whole, *(one for _, one in split)) if quantity} - {None}
        unit = units.pop() if len(units) == 1 else None
        found: dict[Share, list[Amount]] = {}
        for leg, quantity in split:
            share = _share(leg, quantity, whole, unit)
            found.setdefault(share, []).append(counted(quantity, event.status))
        return {share: added(amounts) for share, amounts in found.items()}
    if whole is None or not _is_number(whole):
        return {}
    categories = {leg.category for leg in event.legs}
    category = categories.pop() if len(categories) == 1 else None
    return {Share(None, None, category, whole.basis or "unspecified", whole.unit): counted(whole, event.status)}


def directions_of(event: ExchangeEvent) -> Iterator[Share]:
    """Yield the directions that a claim names without saying how many; all sides together where it names none."""
    for leg in event.legs or (ExchangeLeg(),):
        yield Share(leg.from_party, leg.to_party, leg.category)


def counted(quantity: Quantity | None, status: str) -> Amount:
    """Return how many a quantity says there are: never less than none, and at most nobody knows where it has no limit.

    Of an exchange of which the rest is still due, it is how many there are at least.
    """
    lower, upper = (None, None) if quantity is None else quantity.bounds()
    if lower is None and (upper is None or upper >= 0):
        lower = 0
    return Amount(lower, None if status == "partly_completed" else upper)


def added(amounts: Iterable[Amount]) -> Amount:
    """Return the sum by interval arithmetic; rounded once, so that it is the same in any order."""
    lowers, uppers = zip(*((one.lower, one.upper) for one in amounts), strict=True)
    return Amount(_sum(lowers), _sum(uppers))


def spanned(amounts: Iterable[Amount]) -> Amount:
    """Return the least range that holds all amounts."""
    lowers, uppers = zip(*((one.lower, one.upper) for one in amounts), strict=True)
    return Amount(None if None in lowers else min(lowers), None if None in uppers else max(uppers))


def competing(exchange: Exchange, claims: Iterable[tuple[int, ExchangeEvent]]) -> Mapping[int, tuple[int, ...]]:
    """Return, for claims about an exchange in one phase, which others name a number that cannot be true too.

    Numbers on different bases are brought together: 314 in total and 157 from each of two sides are one number. A basis
    that is left open may be either one. Numbers of different units are not compared. An exchange has as many sides
    as its claims name givers, and two where they name fewer; a one-sided release has one.
    """
    alike: dict[tuple[object, ...], list[int]] = {}
    numbers: list[_Numbers] = []
    for index, event in claims:
        signature = (event.quantity, event.legs, event.status == "partly_completed")
        if signature not in alike and len(alike) < NUMBERS_COMPARED:
            numbers.append(_Numbers.of(exchange, event))
            alike[signature] = []
        if signature in alike:
            alike[signature].append(index)
    groups = list(alike.values())
    found: dict[int, tuple[int, ...]] = {}
    for number, group in zip(numbers, groups, strict=True):
        others = tuple(
            index
            for other, indexes in zip(numbers, groups, strict=True)
            if not number.can_be_true_with(other)
            for index in indexes
        )
        found.update(dict.fromkeys(group, others))
    return found


class _Numbers(NamedTuple):
    """All that one claim says of how many there are."""

    unit: str | None
    wholes: tuple[Amount, ...]
    """How many there are in all: one reading, or two where the basis is open; none where nothing is said."""
    directions: Mapping[Direction, Mapping[str | None, Amount]]

    @classmethod
    def of(cls, exchange: Exchange, event: ExchangeEvent) -> "_Numbers":
        found: dict[Direction, dict[str | None, list[Amount]]] = {}
        units: set[str | None] = set()
        shares = shares_of(exchange, event)
        for share, amount in shares.items():
            units.add(share.unit)
            if share.basis is None:
                found.setdefault(share[:2], {}).setdefault(share.category, []).append(amount)
        unit = units.pop() if len(units) == 1 else None
        directions = {key: {category: added(some) for category, some in one.items()} for key, one in found.items()}
        return cls(unit, tuple(_wholes(exchange, event, shares)), directions)

    def can_be_true_with(self, other: "_Numbers") -> bool:
        if None not in (self.unit, other.unit) and self.unit != other.unit:
            return True
        both = self.directions.keys() & other.directions.keys()
        if not all(_agree_by_category(self.directions[one], other.directions[one]) for one in both):
            return False
        pairs = [(one, two) for one in self.wholes for two in other.wholes]
        return not pairs or any(_overlap(one, two) for one, two in pairs)


def _wholes(exchange: Exchange, event: ExchangeEvent, shares: Shares) -> Iterator[Amount]:
    """Yield how many a claim may say there are in all."""
    sides = _sides(exchange)
    if event.quantity is not None and _is_number(event.quantity):
        number, basis = counted(event.quantity, event.status), event.quantity.basis
        if basis != "per_side":
            yield number
        if basis != "total":
            yield added([number] * sides)
    elif shares and len({share.unit for share in shares}) == 1:
        total = added(shares.values())
        givers = {share.from_party for share in shares}
        yield total if len(givers - {None}) >= sides else Amount(total.lower, None)


def _sides(exchange: Exchange) -> int:
    if exchange.kind == "unilateral_release":
        return 1
    givers = {leg.from_party for event in exchange.history for leg in event.legs} - {None}
    return max(2, len(givers))


def _split(exchange: Exchange, event: ExchangeEvent) -> Iterator[tuple[ExchangeLeg, Quantity | None]]:
    """Yield each leg of a claim with its number, where the claim says how many go which way."""
    legs, whole = event.legs, event.quantity
    if any(_is_number(leg.quantity) for leg in legs):
        yield from ((leg, leg.quantity) for leg in legs)
    elif whole is not None and _is_number(whole) and _is_of_each(exchange, event, whole):
        yield from ((leg, whole) for leg in legs)


def _is_of_each(exchange: Exchange, event: ExchangeEvent, whole: Quantity) -> bool:
    """Tell whether the number of a claim is that of each of its legs, which have none."""
    givers, takers = ({getattr(leg, end) for leg in event.legs} for end in ("from_party", "to_party"))
    if exchange.kind == "unilateral_release":
        return len(event.legs) == 1
    is_one_a_side = len(givers) == len(takers) == len(event.legs) >= 2 and None not in givers | takers
    return whole.basis == "per_side" and is_one_a_side


def _share(leg: ExchangeLeg, quantity: Quantity | None, whole: Quantity | None, unit: str | None) -> Share:
    """Return what the number of a leg is of."""
    own = (quantity.unit if quantity else None) or unit
    if leg.from_party or leg.to_party:
        return Share(leg.from_party, leg.to_party, leg.category, None, own)
    bases = (one.basis for one in (quantity, whole) if one is not None and one.basis)
    return Share(None, None, leg.category, next(bases, "unspecified"), own)


def _agree_by_category(one: Mapping[str | None, Amount], other: Mapping[str | None, Amount]) -> bool:
    if any(category in GENERAL for category in (*one, *other)):
        return _overlap(added(one.values()), added(other.values()))
    return all(_overlap(one[category], other[category]) for category in one.keys() & other.keys())


def _overlap(one: Amount, other: Amount) -> bool:
    lowest, lowest_other = (-math.inf if each.lower is None else each.lower for each in (one, other))
    highest, highest_other = (math.inf if each.upper is None else each.upper for each in (one, other))
    return lowest <= highest_other and lowest_other <= highest


def _is_number(quantity: Quantity | None) -> bool:
    return quantity is not None and (quantity.value is not None or quantity.lower is not None)


def _sum(numbers: tuple[int | float | None, ...]) -> int | float | None:
    known = [number for number in numbers if number is not None]
    return exact_sum(known) if len(known) == len(numbers) else None
