"""What every question has in common: of which dataset, for which time, as known when, and how sure."""

from collections.abc import Iterable
from typing import Literal, Self, get_args

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.fields import Field, fields_of, take_item
from peacetalks.nearest import did_you_mean
from peacetalks.plain import wrong_type
from peacetalks.problems import NotFoundError, refusal
from peacetalks.query.known import as_known
from peacetalks.records import Record
from peacetalks.values.base import Value

Certainty = Literal["possible", "definite"]
"""How imprecise dates count. ``possible``: what is so in at least one reading of the dates; ``definite``: what is so in
every reading. What has no date at all is never definite. Where a question leaves out its time, it does not arise."""


@attrs.frozen
class Question:
    """A dataset as known at one time, and the time for which it is asked about."""

    dataset: Dataset
    """What was known."""
    whole: Dataset
    """What is known: the dataset that was given."""
    at: Date | None
    """Time for which it is asked; ``None`` for all there is."""
    certainty: Certainty
    """How imprecise dates count."""

    @classmethod
    def of(
        cls, dataset: Dataset, at: DateLike | None, known_by: DateLike | None, certainty: Certainty = "possible"
    ) -> Self:
        """Return the question that the arguments of a helper put.

        Raises:
            ValidationError: No dataset, a date that is none, or an unknown certainty.
        """
        if not isinstance(dataset, Dataset):
            raise wrong_type(dataset, "a Dataset", "read one with peacetalks.load, or build one")
        if certainty not in get_args(Certainty):
            raise refusal("unknown-code", "expected possible or definite; choose one", certainty, "/certainty")
        known = as_known(dataset, known_by, certainty=certainty)
        return cls(known, dataset, None if at is None else Date.of(at), certainty)

    @property
    def is_definite(self) -> bool:
        """Whether only what is so in every reading counts."""
        return self.certainty == "definite"

    def has_begun(self, date: Date | None) -> bool:
        """Tell whether something of this date had begun by the time asked for."""
        if self.at is None:
            return True
        return self.surely_begun(date) if self.is_definite else self.perhaps_begun(date)

    def surely_begun(self, date: Date | None) -> bool:
        """Tell whether something of this date had begun by the time asked for, in every reading."""
        return self.at is None or (date is not None and date.definitely_begun_by(self.at))

    def perhaps_begun(self, date: Date | None) -> bool:
        """Tell whether something of this date had begun by the time asked for, in at least one reading."""
        return self.at is None or date is None or date.possibly_begun_by(self.at)

    def is_current(self, date: Date | None) -> bool:
        """Tell whether something that lasts held at the time asked for: from a lone date on, or within an interval."""
        return self.has_begun(date) and not self.is_over(date)

    def is_over(self, date: Date | None) -> bool:
        """Tell whether something of this date had ended by the time asked for; only an interval ends by itself.

        As what ends is no longer counted, it is over under ``definite`` already where it may be over.
        """
        if self.at is None or date is None or not date.is_interval:
            return False
        return not self.at.definitely_within(date) if self.is_definite else not self.at.overlaps(date)

    def wanted(self, cls: type[Record | Value], name: str, given: str | Iterable[str] | None) -> frozenset[str] | None:
        """Return the values of a field that a filter asks for, one or several; ``None`` for all of them.

        Raises:
            ValidationError: ``unknown-code``, or a value that the field cannot hold.
            NotFoundError: An id that the dataset does not have, or that is not of a type the field refers to.
        """
        if given is None:
            return None
        field = next(field for field in fields_of(cls) if field.name == name)
        take = take_item(field)
        values = each(given)
        for value in values:
            take(value)
            if field.refers is not None:
                self._require(value, field)
        return frozenset(map(str, values))

    def _require(self, id: str, field: Field) -> None:
        found = self.whole[id]
        if field.refers and type(found).__name__ not in field.refers:
            allowed = " or ".join(field.refers)
            known = tuple(one.id for one in self.whole if type(one).__name__ in field.refers)
            raise NotFoundError(f"{id!r} is no {allowed}{did_you_mean(id, known)}")


def each(given: str | Iterable[str]) -> list[str]:
    """Return what a filter asks for as a list; what is neither text nor a list stands in it, to be refused."""
    return [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)


def has_any(values: Iterable[str], wanted: frozenset[str] | None) -> bool:
    """Tell whether one of a field's values is asked for."""
    return wanted is None or not wanted.isdisjoint(values)
