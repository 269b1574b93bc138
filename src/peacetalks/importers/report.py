"""What an importer says of rows that it could not take as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from peacetalks.problems import excerpt

Outcome = Literal["kept", "changed", "refused", "no_place"]
"""What was done: a cell that could not be read is ``kept`` verbatim in ``extra``, or was ``changed`` so that it could;
a row is ``refused``; what it says has ``no_place`` in the model."""


@attrs.frozen
class RowProblem:
    """Something in a row that was not as expected, and what was done about it."""

    row: int
    """Number of the row, counted from 1 below the header; 0 for the header or the file."""
    column: str | None
    """Column that it is in; ``None`` for the row as a whole."""
    value: str | None
    """What stands there, shortened."""
    outcome: Outcome
    """What was done."""
    message: str
    """What was found, what was expected, and what was done."""


class Report:
    """The problems of the rows of one import, in the order in which they were found."""

    def __init__(self) -> None:
        self._problems: list[RowProblem] = []

    def tell(self, row: int, column: str | None, value: object, outcome: Outcome, message: str) -> None:
        """Add a problem."""
        shown = None if value is None else excerpt(value)
        self._problems.append(RowProblem(row, column, shown, outcome, message))

    def __iter__(self) -> Iterator[RowProblem]:
        return iter(self._problems)

    def __len__(self) -> int:
        return len(self._problems)

    def of(self, outcome: Outcome) -> tuple[RowProblem, ...]:
        """Return the problems with one outcome."""
        return tuple(one for one in self if one.outcome == outcome)
