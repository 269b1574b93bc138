"""Quantities as claimed: exact, one-sided, between bounds, or only in words."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self, TypeGuard, cast

import attrs

from peacetalks.fields import Code, strict
from peacetalks.limits import GREATEST_INTEGER
from peacetalks.problems import Problem, QuantityError, refusal
from peacetalks.values.base import Value

Bounds = tuple[int | float | None, int | float | None]
"""Least and greatest value that a quantity can have; ``None`` where nothing is known."""

CURRENCY_PATTERN = r"^[A-Z]{3}$"
"""Regular expression of ISO 4217 currency codes, which are units too."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Quantity(Value):
    """How much or how many, as somebody put it: a value, two bounds, or words alone.

    Exactly one of these forms is given: `value` (with a `qualifier` where it is not exact), `lower` with `upper`, or
    `text` alone ("all for all"). With the first two forms `text` may keep the words as written.

    Raises:
        ValidationError: ``quantity-form`` when no form or more than one is given, or the bounds are reversed.
    """

    value: float | None = None
    """The number claimed, exact unless the qualifier says otherwise."""
    qualifier: Annotated[str | None, Code("qualifier")] = None
    """How the value is meant: about, at least or at most; absent means exactly."""
    lower: float | None = None
    """Least number of a range; goes with `upper`."""
    upper: float | None = None
    """Greatest number of a range; goes with `lower`."""
    unit: Annotated[str | None, Code("unit", pattern=CURRENCY_PATTERN)] = None
    """What is counted or measured: persons, days, kilometres, or a currency as its ISO 4217 code."""
    basis: Annotated[str | None, Code("basis")] = None
    """Whether the number is the total of all sides, or that of each side, where several sides give something."""
    text: str | None = None
    """The amount in words, as written."""

    form_fields: ClassVar[tuple[str, ...]] = ("value", "qualifier", "lower", "upper", "text")

    @classmethod
    def form_problems(cls, given: Mapping[str, Any]) -> Iterable[Problem]:
        """Return the problem of a quantity that has no form or two."""
        message = _malformed(given)
        return refusal("quantity-form", message).problems if message else ()

    def bounds(self) -> Bounds:
        """Return the least and greatest possible value; ``None`` for a bound that is not known.

        "About 300" and words alone have no known bounds: nothing is invented for them.
        """
        if self.value is None:
            return self.lower, self.upper
        bounds_by_qualifier: dict[str | None, Bounds] = {
            "about": (None, None),
            "at_least": (self.value, None),
            "at_most": (None, self.value),
        }
        return bounds_by_qualifier.get(self.qualifier, (self.value, self.value))

    @property
    def is_exact(self) -> bool:
        """Whether the quantity is one exact number."""
        return self.value is not None and self.qualifier in (None, "exact")

    def agrees_with(self, other: Self) -> bool:
        """Tell whether both can be true of the same thing: their bounds leave a common value.

        Raises:
            QuantityError: The units or bases differ, so that the two cannot be compared.
        """
        self._require_same_measure(other)
        (lower, upper), (other_lower, other_upper) = self.bounds(), other.bounds()
        return not (_is_above(lower, other_upper) or _is_above(other_lower, upper))

    def __add__(self, other: Self) -> Self:
        """Return the sum by interval arithmetic.

        Raises:
            QuantityError: The units or bases differ, or neither bound of the sum is known.
        """
        return self._combined(other, "+", other.bounds()) if isinstance(other, Quantity) else NotImplemented

    def __sub__(self, other: Self) -> Self:
        """Return the difference by interval arithmetic.

        Raises:
            QuantityError: The units or bases differ, or neither bound of the difference is known.
        """
        if not isinstance(other, Quantity):
            return NotImplemented
        lower, upper = other.bounds()
        return self._combined(other, "-", (None if upper is None else -upper, None if lower is None else -lower))

    def __str__(self) -> str:
        """Return the quantity in words (``at least 1000 persons, per side``)."""
        if self.value is not None:
            qualifier = "" if self.is_exact else f"{self.qualifier} ".replace("_", " ")
            amount = f"{qualifier}{self.value}"
        elif self.lower is not None:
            amount = f"{self.lower} to {self.upper}"
        else:
            return self.text or ""
        basis = f", {self.basis.replace('_', ' ')}" if self.basis else ""
        return f"{amount} {self.unit or ''}".rstrip() + basis.replace("unspecified", "basis unspecified")

    def _require_same_measure(self, other: Self) -> None:
        for field in ("unit", "basis"):
            ours, theirs = getattr(self, field), getattr(other, field)
            if ours != theirs:
                raise QuantityError(f"{self} and {other} cannot be combined: the {field} is {ours} and {theirs}")

    def _combined(self, other: Self, sign: str, added: Bounds) -> Self:
        """Return the quantity, in its plainest form, that ``added`` and the own bounds add up to."""
        self._require_same_measure(other)
        lower, upper = (_plus(one, two) for one, two in zip(self.bounds(), added, strict=True))
        if lower is None and upper is None:
            raise QuantityError(f"{self} {sign} {other} is not known: neither bound of the result can be told")
        measure: dict[str, Any] = {"unit": self.unit, "basis": self.basis}
        if lower is None:
            return type(self)(value=upper, qualifier="at_most", **measure)
        if upper is None:
            return type(self)(value=lower, qualifier="at_least", **measure)
        if lower == upper:
            return type(self)(value=lower, **measure)
        return type(self)(lower=lower, upper=upper, **measure)


def _malformed(given: Mapping[str, Any]) -> str | None:
    """Return what is wrong with the form of a quantity that has these fields."""
    lower, upper = given.get("lower"), given.get("upper")
    if "value" in given and ("lower" in given or "upper" in given):
        return "found a value and bounds, expected one of the two; remove one"
    if ("lower" in given) != ("upper" in given):
        return "found one bound, expected both; for one bound write a value with at_least or at_most"
    if "qualifier" in given and "value" not in given:
        return "found a qualifier without a value; give the value or remove the qualifier"
    if not given:
        return "expected a value, lower and upper bounds, or text; give one of them"
    if _is_number(lower) and _is_number(upper) and lower > upper:
        return f"the lower bound {lower} is above the upper bound {upper}; swap them"
    return None


def _is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether a value is a number that the fields take; other values are refused there."""
    return type(value) in (int, float) and -GREATEST_INTEGER <= cast("float", value) <= GREATEST_INTEGER


def exact_sum(numbers: Iterable[int | float]) -> int | float:
    """Return the sum of numbers as they are written: 0.1 and 0.2 make 0.3."""
    numbers = list(numbers)
    if all(isinstance(number, int) for number in numbers):
        return sum(numbers)
    return float(sum(Fraction(repr(number)) for number in numbers))


def _plus(one: int | float | None, other: int | float | None) -> int | float | None:
    return None if one is None or other is None else exact_sum((one, other))


def _is_above(lower: int | float | None, upper: int | float | None) -> bool:
    return lower is not None and upper is not None and lower > upper
