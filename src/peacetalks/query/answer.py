"""What a question is answered with: small typed results that name the claims behind them, and rows of a table."""

import typing
from collections.abc import Iterable, Mapping
from typing import Any, Self

import attrs

from peacetalks.dates import Date
from peacetalks.fields import cached
from peacetalks.problems import pointer, pointer_steps
from peacetalks.records import Record
from peacetalks.values import Citation, Quantity
from peacetalks.values.quantity import exact_sum

Cell = str | int | float | bool | None
"""What stands in a cell of a row; ``None`` where nothing is known."""


@attrs.frozen
class Evidence:
    """A claim that an answer rests on: the record, the place in it, and the citations of that place."""

    record: str
    """Id of the record."""
    path: str = ""
    """JSON Pointer from the record's root to the part that says it; ``""`` for the record as a whole."""
    citations: tuple[Citation, ...] = ()
    """Where it is known from; none for a claim without a source."""

    @classmethod
    def of(cls, record: Record, *place: str | int) -> Self:
        """Return the evidence that lies in a record, or in one place of it such as ``"history", 2``.

        An event has citations of its own, or else those of its record that do not speak only of something else.
        """
        path = pointer(*place)
        part: Any = record
        for step in place[:2]:
            part = part[step] if isinstance(step, int) else getattr(part, step)
        own: tuple[Citation, ...] = () if part is record else getattr(part, "citations", ())
        return cls(record.id, path, own or tuple(one for one in record.citations if speaks_of(one, path)))

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources, each once."""
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    @property
    def claimants(self) -> tuple[str, ...]:
        """Who says so, each once: the parties that a source names as saying it, else the source itself."""
        return tuple(dict.fromkeys(who for citation in self.citations for who in claimants_of(citation)))

    def __str__(self) -> str:
        return f"{self.record}{self.path}"


def speaks_of(citation: Citation, path: str) -> bool:
    """Tell whether a citation supports the part of its record at ``path``, all of what holds it, or something in it."""
    if not path or not citation.supports:
        return True
    steps = pointer_steps(path)
    supported = map(pointer_steps, citation.supports)
    return any(one[: len(steps)] == steps[: len(one)] for one in supported)


def claimants_of(citation: Citation) -> tuple[str, ...]:
    """Return who makes a claim: the parties that say so in the source, else the source itself."""
    return citation.asserted_by or (citation.source,)


@attrs.frozen
class Amount:
    """A number as far as it is known: its least and its greatest possible value."""

    lower: int | float | None
    """Least possible value; ``None`` where that is not known."""
    upper: int | float | None
    """Greatest possible value; ``None`` where that is not known."""

    @classmethod
    def of(cls, quantity: Quantity) -> Self:
        """Return the bounds of a quantity."""
        return cls(*quantity.bounds())

    def __add__(self, other: Self) -> Self:
        """Return the sum by interval arithmetic; a bound is known where both are."""
        bounds = zip((self.lower, self.upper), (other.lower, other.upper), strict=True)
        return type(self)(*(None if None in pair else exact_sum(typing.cast("Any", pair)) for pair in bounds))

    def __str__(self) -> str:
        if self.lower == self.upper:
            return "unknown" if self.lower is None else str(self.lower)
        if self.upper is None:
            return f"at least {self.lower}"
        return f"at most {self.upper}" if self.lower is None else f"{self.lower} to {self.upper}"


NOTHING: typing.Final = Amount(0, 0)
"""The amount of an empty sum."""


@attrs.frozen(kw_only=True)
class Answer:
    """One result of a question: what was found, and the claims that it rests on."""

    evidence: tuple[Evidence, ...] = ()
    """The records, their places and their citations that say so."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources behind the answer, each once."""
        return tuple(dict.fromkeys(source for one in self.evidence for source in one.sources))


def to_rows(answers: Iterable[Answer]) -> list[dict[str, Cell]]:
    """Return answers of one kind as rows for a table, a CSV file or a data frame: plain cells by column name.

    Lists become text with ``; `` between their items, dates and quantities become text, an :class:`Amount` becomes two
    columns, ``…_lower`` and ``…_upper``. The last columns are ``evidence``, the records and the places in them, and
    ``sources``, the ids of the sources cited there. :func:`columns_of` has the columns of no answers at all.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> row = pt.query.to_rows(pt.query.stances(ds, about="d-recognition", by="ukraine"))[0]
        >>> row["stance"], row["evidence"], row["sources"]
        ('rejects', 'ukraine-rejects-recognition', 'article')
    """
    return [_row(answer) for answer in answers]


def columns_of(answer: type[Answer]) -> tuple[str, ...]:
    """Return the names of the columns that :func:`to_rows` gives to answers of a class."""
    own = [column for name, kind in _own_fields(answer).items() for column in _columns(name, kind)]
    return (*own, "evidence", "sources")


def _row(answer: Answer) -> dict[str, Cell]:
    row: dict[str, Cell] = {}
    for name, kind in _own_fields(type(answer)).items():
        value = getattr(answer, name)
        if kind is Amount:
            row.update(zip(_columns(name, kind), (value.lower, value.upper), strict=True))
        else:
            row[name] = _cell(value)
    row["evidence"] = "; ".join(map(str, answer.evidence))
    row["sources"] = "; ".join(answer.sources)
    return row


@cached
def _own_fields(answer: type[Answer]) -> Mapping[str, Any]:
    """Return the fields of an answer beside its evidence, by name, with their types."""
    kinds = typing.get_type_hints(answer)
    return {field.name: kinds[field.name] for field in attrs.fields(answer) if field.name != "evidence"}


def _columns(name: str, kind: Any) -> tuple[str, ...]:
    return (f"{name}_lower", f"{name}_upper") if kind is Amount else (name,)


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(map(str, value)) or None
    if isinstance(value, Date | Quantity):
        return str(value)
    return typing.cast("Cell", value)
