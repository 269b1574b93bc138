"""The value :class:`Date`: an EDTF string, words, or both."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn, TypeAlias, cast, final

from peacetalks.dates import relations
from peacetalks.dates.edtf import check_edtf, read_edtf
from peacetalks.dates.periods import OPEN, Bound, Period, Precision, moment_of
from peacetalks.dates.plain import KEYS, edtf_problems, field_problems, unknown_keys
from peacetalks.dates.relations import UNKNOWN, Reading
from peacetalks.problems import Problem, ValidationError, refusal


@final
class Date:
    """A date as far as it is known: a string in EDTF, words, or both.

    >>> from peacetalks.dates import Date
    >>> Date("2026-02").latest
    datetime.datetime(2026, 2, 28, 23, 59, 59, tzinfo=datetime.timezone.utc)
    >>> Date("1994/..").latest
    OPEN
    >>> Date(text="before spring", anchor="2026-02-06").latest is None
    True

    EDTF is ISO 8601-2:2019, Annex A (https://www.loc.gov/standards/datetime/); which part of it is taken is told in
    :mod:`peacetalks.dates.edtf`. ``a/b`` *lasted* from a to b; ``[a..b]`` is *one moment* somewhere in between, as is
    every date that is no interval: ``2026-02`` is some moment of February.

    **Identity.** The three strings, exactly as written: ``Date("2004")`` and ``Date("2004-XX")`` are different values
    with the same bounds. A Date is immutable, hashable, can be copied and pickled. It has no ``<``: ask a relation, or
    sort by :attr:`sort_key`.

    **Bounds.** :attr:`earliest` and :attr:`latest` are the first and the last second that the date may touch, in UTC.
    A day is a UTC day. A bound is ``None`` when it is not known (an empty end of an interval, ``XXXX-10-12``, words
    alone) or lies outside the years 0001 to 9999 that ``datetime`` can tell, and :data:`OPEN` when there is no end on
    that side (``..``). Seasons are ours, since no standard says when they begin: 21 to 24 (hemisphere not said) and 25
    to 28 (northern) are March to May, June to August, September to November, December to February of the next year; 29
    to 32 (southern) are September to November, December to February of the next year, March to May, June to August.

    **Relations** take a Date, an EDTF string, a ``date`` or an aware ``datetime``. ``definitely_…`` is true when the
    relation holds for every reading of both dates, ``possibly_…`` when it holds for at least one; what holds
    definitely also holds possibly. An unknown bound is never the reason for a definite answer, and a date of which only
    the year is unknown may be at any time. A qualified date (``?`` ``~`` ``%``) may lie outside its stated bounds, so
    nothing holds definitely through its qualified end; what holds possibly goes by the stated bounds.

    Args:
        edtf: The date in EDTF.
        text: The words, when they say more or other than ``edtf`` does. At least one of the two is needed.
        anchor: The date, in EDTF, from which the words are to be understood, usually that of publication.

    Raises:
        ValidationError: With every problem at once: ``invalid-date``, ``impossible-date``, ``empty-text``,
            ``missing-field``, ``wrong-type``, ``invalid-syntax``.
    """

    __slots__ = ("anchor", "edtf", "text")

    edtf: str | None
    """The date as an EDTF string, as written."""
    text: str | None
    """The words of the source, as written."""
    anchor: str | None
    """The EDTF date from which the words are to be understood."""

    def __new__(cls, edtf: str | None = None, *, text: str | None = None, anchor: str | None = None) -> Date:  # noqa: D102
        if type(edtf) is str and text is None and anchor is None:
            check_edtf(edtf)
            return _build(edtf, None, None)
        given = {key: value for key, value in zip(KEYS, (edtf, text, anchor), strict=True) if value is not None}
        problems = edtf_problems(edtf) if list(given) == ["edtf"] else field_problems(given)
        return _checked(given, problems)

    @classmethod
    def of(cls, value: DateLike) -> Date:
        """Return ``value`` as a Date: a Date is returned itself, a string is EDTF.

        A ``datetime`` keeps its offset. It needs one, and no microseconds, which EDTF has no room for.

        Raises:
            ValidationError: ``invalid-date``, ``impossible-date``, or ``wrong-type`` for anything else.
        """
        if isinstance(value, Date):
            return value
        if isinstance(value, datetime.datetime) and value.microsecond:
            message = f"{value} has fractions of a second, which EDTF cannot say; call .replace(microsecond=0) first"
            raise refusal("invalid-date", message, str(value))
        if isinstance(value, datetime.date):
            return cls(value.isoformat().replace("+00:00", "Z"))
        return cls(value)

    @classmethod
    def from_plain(cls, value: object) -> Date:
        """Return the Date that plain data stands for: an EDTF string, or a dict with ``edtf``, ``text``, ``anchor``.

        Raises:
            ValidationError: With every problem at once, at ``""`` for a string and at ``/edtf``, ``/text``, ``/anchor``
                for a dict; ``unknown-field`` for any other key.
        """
        if isinstance(value, str):
            return cls(value)
        if not isinstance(value, dict):
            raise ValidationError(edtf_problems(value))
        given = cast("dict[object, object]", value)
        fields: dict[str, object] = {key: given[key] for key in KEYS if key in given}
        problems = [*unknown_keys(given)]
        if fields or not problems:
            problems += field_problems(fields)
        return _checked(fields, problems)

    def to_plain(self) -> str | dict[str, str]:
        """Return the plain data for this date: the EDTF string alone, or a dict of what there is."""
        if self.edtf is not None and self.text is None and self.anchor is None:
            return self.edtf
        return {key: value for key, value in zip(KEYS, self._strings(), strict=True) if value is not None}

    @property
    def earliest(self) -> Bound:
        """The first second the date may touch, in UTC; ``None`` when not known, :data:`OPEN` when it has no start."""
        reading = self._reading()
        return OPEN if reading.is_open_start else moment_of(reading.start[0])

    @property
    def latest(self) -> Bound:
        """The last second the date may touch, in UTC; ``None`` when not known, :data:`OPEN` when it has no end."""
        reading = self._reading()
        return OPEN if reading.is_open_end else moment_of(reading.end[1])

    @property
    def precision(self) -> Precision | None:
        """The unit in which the date is written, the coarsest if there are several; ``None`` for words alone.

        What is masked is not written: ``1999-05-XX`` is a ``month``, ``2004-XX`` a ``year``. For an interval or a set
        the unit is that of its ends and members, and says nothing of its length.
        """
        return self._reading().precision

    @property
    def is_interval(self) -> bool:
        """Whether it lasted from one date to another (``a/b``)."""
        return self._reading().is_interval

    @property
    def is_set(self) -> bool:
        """Whether it is one moment of several stated (``[a,b]``, ``[a..b]``)."""
        return self._reading().is_set

    @property
    def is_approximate(self) -> bool:
        """Whether any part of it is marked as about right (``~`` or ``%``)."""
        return self._reading().is_approximate

    @property
    def is_uncertain(self) -> bool:
        """Whether any part of it is marked as open to doubt (``?`` or ``%``)."""
        return self._reading().is_uncertain

    @property
    def sort_key(self) -> tuple[float, float, str, str, str]:
        """A key that puts dates in order, the same on every machine: by earliest, by latest, then by the strings.

        Of two dates that begin together the one that ends first comes first; an end that is open or unknown comes
        after all others. A date with an unknown start stands where it ends, one with no known bound comes last. Equal
        keys mean equal dates, and a date that is definitely before another sorts before it.
        """
        return (*self._reading().sort_bounds(), self.edtf or "", self.text or "", self.anchor or "")

    @property
    def stretches(self) -> tuple[Period, ...]:
        """The stretches of time that it may touch, each as its first and last second; a set has one for each member.

        Seconds are those of :attr:`sort_key`; infinite where a bound is open or unknown. Two dates overlap when two of
        their stretches do.
        """
        return self._reading().parts

    def definitely_before(self, other: DateLike) -> bool:
        """Whether all of this date was over before ``other`` began, in every reading.

        An interval is before a date when its end is; an interval with an open end never is.
        """
        return relations.definitely_before(self._reading(), Date.of(other)._reading())

    def possibly_before(self, other: DateLike) -> bool:
        """Whether all of this date was over before ``other`` began, in at least one reading.

        Two things of one day may have come in either order, so a day is possibly before itself.
        """
        return relations.possibly_before(self._reading(), Date.of(other)._reading())

    def definitely_after(self, other: DateLike) -> bool:
        """Whether this date began after all of ``other`` was over, in every reading."""
        return relations.definitely_before(Date.of(other)._reading(), self._reading())

    def possibly_after(self, other: DateLike) -> bool:
        """Whether this date began after all of ``other`` was over, in at least one reading."""
        return relations.possibly_before(Date.of(other)._reading(), self._reading())

    def definitely_begun_by(self, other: DateLike) -> bool:
        """Whether this date had begun by the end of the stretch of calendar that ``other`` covers, in every reading.

        ``other`` is read as in :meth:`definitely_within`, so a day has begun by that day. By a set, whose members do
        not overlap, nothing has definitely begun.
        """
        return relations.definitely_begun_by(self._reading(), Date.of(other)._reading())

    def possibly_begun_by(self, other: DateLike) -> bool:
        """Whether this date had begun by the end of the stretch of calendar that ``other`` covers, in some reading."""
        return relations.possibly_begun_by(self._reading(), Date.of(other)._reading())

    def definitely_within(self, other: DateLike) -> bool:
        """Whether all of this date lies in the stretch of calendar that ``other`` covers, in every reading.

        Here ``other`` is not a moment but what it names: ``2026-02`` is all of February. An interval covers every day
        that it touches, so the day it began is within it, but ``2004/2006`` is sure to cover only what lies from the
        end of 2004 to the start of 2006. A set covers the one member that is meant, whichever that is.
        """
        return relations.definitely_within(self._reading(), Date.of(other)._reading())

    def possibly_within(self, other: DateLike) -> bool:
        """Whether all of this date lies in the stretch of calendar that ``other`` covers, in at least one reading.

        ``other`` is read as in :meth:`definitely_within`; a range in a set counts as one stretch.
        """
        return relations.possibly_within(self._reading(), Date.of(other)._reading())

    def overlaps(self, other: DateLike) -> bool:
        """Whether this date and ``other`` share a moment in at least one reading."""
        return relations.overlaps(self._reading(), Date.of(other)._reading())

    def _reading(self) -> Reading:
        return UNKNOWN if self.edtf is None else read_edtf(self.edtf)

    def _strings(self) -> tuple[str | None, str | None, str | None]:
        return self.edtf, self.text, self.anchor

    def __eq__(self, other: object) -> bool:
        return self._strings() == other._strings() if isinstance(other, Date) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.edtf, self.text, self.anchor))

    def __str__(self) -> str:
        return self.edtf or self.text or ""

    def __repr__(self) -> str:
        parts = [repr(self.edtf)] if self.edtf is not None else []
        words = ("text", self.text), ("anchor", self.anchor)
        parts += [f"{key}={value!r}" for key, value in words if value is not None]
        return f"Date({', '.join(parts)})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Date does not change: cannot set {name!r}; build another one")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Date does not change: cannot delete {name!r}")

    def __copy__(self) -> Date:
        return self

    def __deepcopy__(self, memo: object) -> Date:
        return self

    def __reduce__(self) -> tuple[Callable[..., Date], tuple[str | None, str | None, str | None]]:
        return _build, self._strings()


DateLike: TypeAlias = Date | str | datetime.date | datetime.datetime
"""What can be compared with a date: a Date, an EDTF string, a ``date``, or a ``datetime`` that knows its offset."""


def _build(edtf: str | None, text: str | None, anchor: str | None) -> Date:
    """Return a Date of strings that have been checked."""
    date = object.__new__(Date)
    object.__setattr__(date, "edtf", edtf)
    object.__setattr__(date, "text", text)
    object.__setattr__(date, "anchor", anchor)
    return date


def _checked(fields: Mapping[str, object], problems: Iterable[Problem]) -> Date:
    """Return a Date of strings, or raise the problems found in them; a member of a StrEnum becomes a plain string."""
    found = tuple(problems)
    if found:
        raise ValidationError(found)
    strings = {key: str.__str__(cast("str", value)) for key, value in fields.items()}
    return _build(strings.get("edtf"), strings.get("text"), strings.get("anchor"))
