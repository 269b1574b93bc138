"""From a row to records and back: what the importers of tables share.

A table is read column by column: a rule *takes* what a cell says into a draft of the row's records, and *gives* the
cell back from the finished dataset. Whatever it does not give back letter by letter is kept verbatim in ``extra``, so
nothing is lost whatever the rules are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import Any

import attrs

from peacetalks.dataset import Dataset
from peacetalks.importers.columns import Column
from peacetalks.importers.gathering import Gathering
from peacetalks.importers.report import Report
from peacetalks.importers.table import PathOrRows, Row, read_rows
from peacetalks.importers.values import UNNAMED
from peacetalks.importers.workbook import opened_table
from peacetalks.problems import Problem, ValidationError, pointer, pointer_steps
from peacetalks.records import Agreement, Record
from peacetalks.values import Annotation, Citation


@attrs.define
class Draft:
    """The records of a row in the making."""

    row: Row
    """The row."""
    report: Report
    """What is told of it."""
    gathered: Gathering
    """Records that it shares with other rows."""
    id: str
    """Id of its agreement."""
    scheme: str
    """Name of the scheme, as keys of ``extra`` have it (``ucdp_pad``)."""
    source: str
    """Id of the source that its records cite."""
    fields: dict[str, Any] = attrs.field(factory=dict)
    """Fields of the row's agreement, by name; lists grow."""
    own: dict[str, Record] = attrs.field(factory=dict)
    """Further records that the row alone tells of, such as participations, by id."""
    kept: set[str] = attrs.field(factory=set)
    """Columns that are kept verbatim whatever can be given back."""

    def cell(self, name: str) -> str:
        """Return what stands in a column, without spaces around it; ``""`` where the table has no such column."""
        return self.row.cells.get(name, "").strip()

    def verbatim(self, name: str) -> str:
        """Return what stands in a column, as it stands."""
        return self.row.cells.get(name, "")

    def append(self, field: str, *items: object) -> None:
        """Add items to a field that holds a list."""
        self.fields.setdefault(field, []).extend(items)

    def add(self, record: Record) -> None:
        """Add a record that the row alone tells of, or put it in place of the one that has its id."""
        self.own[record.id] = record

    def cites(self, column: str | None = None, quote: str | None = None) -> tuple[Citation, ...]:
        """Return the citation of the source, at a column and with the words that stand there."""
        return (Citation(source=self.source, locator=column, quote=quote),)

    def annotate(self, motivation: str, text: str, *path: str | int) -> None:
        """Add a remark on the agreement, or on what a pointer of some steps leads to."""
        where = pointer(*path) if path else None
        self.append("annotations", Annotation(motivation=motivation, path=where, text=text))

    def tell(self, column: str, message: str) -> None:
        """Tell of a cell that was taken, but not as it stands."""
        self.report.tell(self.row.number, column, self.row.cells.get(column), "changed", message)

    def keep(self, column: str, message: str) -> None:
        """Keep a cell verbatim, and tell why."""
        self.kept.add(column)
        self.report.tell(self.row.number, column, self.row.cells.get(column), "kept", message)

    def leave_unparsed(self, column: str, text: str) -> None:
        """Keep a cell verbatim whose words are not read yet, and say so in an annotation; no problem is told."""
        self.kept.add(column)
        self.annotate("unparsed", text, "extra", f"{self.scheme}:{column}")


@attrs.frozen
class Rule:
    """What becomes of a column: how its cells are read, and how they are written back."""

    take: Callable[[Draft, Column], None]
    """Takes what a cell says into the draft; called for cells that are not blank, in the order of the columns.
    A ValidationError that it raises is told, and the cell kept."""
    give: Callable[[Agreement, Column, Dataset], str | None]
    """Gives a cell back from the finished dataset; ``None`` where it does not say."""


def taken_elsewhere(_draft: Draft, _column: Column) -> None:
    """Take nothing: the rule of another column reads the cell, or it says nothing of its own."""


def only_kept(draft: Draft, column: Column) -> None:
    """Leave a cell to ``extra``."""
    draft.kept.add(column.name)


def gives_nothing(_agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    """Give nothing back: the cell is in ``extra``."""
    return None


def gives_constant(_agreement: Agreement, column: Column, _dataset: Dataset) -> str:
    """Give back what stands in the column throughout."""
    return column.argument


def known_as(record: Record, scheme: str) -> str | None:
    """Return the value of a record's identifier in a scheme; ``None`` where it has none."""
    return next((one.value for one in record.identifiers if one.scheme == scheme), None)


KEPT = Rule(only_kept, gives_nothing)
"""The rule of columns that are only kept."""
CONSTANT = Rule(taken_elsewhere, gives_constant)
"""The rule of columns that hold the same in every row: their argument."""


@attrs.frozen
class Table:
    """A table of agreements: its columns, their rules, and how it is known."""

    scheme: str
    """Name of the scheme, as keys of ``extra`` have it (``ucdp_pad``)."""
    columns: tuple[Column, ...]
    """Its columns."""
    rules: Mapping[str, Rule]
    """The rules, by the names that the columns give them."""
    key: str
    """Column that holds the agreement's number in the scheme."""
    agreement_id: Callable[[str], str]
    """Returns the agreement's id, made from the cell of that column. A ValidationError refuses the row."""
    begin: Callable[[Row, Gathering], str]
    """Adds the source of a row to what is gathered, and returns its id."""
    finish: Callable[[Draft], None] = attrs.field(default=lambda _draft: None)
    """Completes the draft once every column was taken, such as with a name where the row has none."""

    def read(self, source: PathOrRows, report: Report, gathered: Gathering | None = None) -> Dataset:
        """Return the dataset of a table.

        Args:
            source: The table, or a workbook of which it is the first sheet.
            report: Where the problems of its rows are told.
            gathered: Records and header that the dataset has beside those of the table.

        Raises:
            ValidationError: The source is nothing that can be read.
            MissingExtraError: It is a workbook, and openpyxl is not installed.
            OSError: The file cannot be opened or read.
        """
        gathered = Gathering() if gathered is None else gathered
        drafted: dict[int, tuple[str, set[str]]] = {}  # agreements and columns that are kept, by the numbers of rows
        told: set[str] = set()
        with opened_table(source) as table:
            for row in read_rows(table(), report):
                self._tell_of_columns(row, told, report)
                draft = self._read_row(row, report, gathered)
                if draft is not None:
                    drafted[row.number] = draft.id, draft.kept
            dataset = gathered.dataset()
            again = (row for row in read_rows(table(), Report()) if row.number in drafted)
            kept = ((drafted[row.number][0], self._verbatim(row, *drafted[row.number], dataset)) for row in again)
            return dataset.with_records(*(attrs.evolve(dataset[id], extra=extra) for id, extra in kept if extra))

    def _tell_of_columns(self, row: Row, told: set[str], report: Report) -> None:
        known = {column.name for column in self.columns}
        if not told:
            for name in sorted(known - row.cells.keys() - {UNNAMED}):
                report.tell(0, name, None, "changed", "the table has no such column; its cells were taken to be empty")
            told |= known
        for name in sorted(name for name, cell in row.cells.items() if cell and name not in told):
            report.tell(0, name, None, "kept", "no such column is known; its cells were kept as they are")
            told.add(name)

    def _read_row(self, row: Row, report: Report, gathered: Gathering) -> Draft | None:
        key = row.cells.get(self.key, "")
        try:
            id = self.agreement_id(key)
        except ValidationError as refused:
            report.tell(row.number, self.key, key, "refused", f"{_said(refused.problems)}; the row was left out")
            return None
        if id in gathered:
            message = "an earlier row has the same number; this row was left out"
            report.tell(row.number, self.key, key, "refused", message)
            return None
        draft = Draft(row, report, gathered, id, self.scheme, self.begin(row, gathered))
        draft.fields |= {"id": id, "citations": draft.cites()}
        for column in self.columns:
            if draft.cell(column.name):
                self._take(draft, column)
        self.finish(draft)
        agreement = _built(draft)
        if agreement is None:
            return None
        for record in (agreement, *draft.own.values()):
            gathered.add(record)
        return draft

    def _take(self, draft: Draft, column: Column) -> None:
        try:
            self.rules[column.rule].take(draft, column)
        except ValidationError as refused:
            draft.keep(column.name, f"{_said(refused.problems)}; the cell was kept as it is")

    def _verbatim(self, row: Row, id: str, columns: Set[str], dataset: Dataset) -> dict[str, str]:
        """Return the cells that the finished dataset does not give back, and those of some columns in any case."""
        known = {column.name: column for column in self.columns}
        agreement = dataset[id]
        kept: dict[str, str] = {}
        for name, cell in row.cells.items():
            column = known.get(name)
            if column is None:
                is_given = not cell
            else:
                is_given = name not in columns and self._given(agreement, column, dataset) == cell
            if not is_given:
                kept[f"{self.scheme}:{name}"] = cell
        return kept

    def _given(self, agreement: Any, column: Column, dataset: Dataset) -> str:
        return self.rules[column.rule].give(agreement, column, dataset) or ""

    def write_rows(self, dataset: Dataset, agreements: Iterable[Agreement]) -> Iterator[dict[str, str]]:
        """Yield the rows of agreements as the table has them, with every cell as it stood."""
        known = {column.name for column in self.columns}
        prefix = f"{self.scheme}:"
        for agreement in agreements:
            kept = {key.removeprefix(prefix): cell for key, cell in agreement.extra.items() if key.startswith(prefix)}
            cells = {
                column.header: kept[column.name] if column.name in kept else self._given(agreement, column, dataset)
                for column in self.columns
            }
            yield cells | {name: cell for name, cell in kept.items() if name not in known}


def _built(draft: Draft) -> Agreement | None:
    """Return the agreement of a draft, without what cannot be; ``None`` where too little is left."""
    fields = {"name": "", **draft.fields}  # without a name there is an empty one, which is refused
    while True:
        try:
            return Agreement(**fields)
        except ValidationError as refused:
            broken = {step for problem in refused.problems for step in pointer_steps(problem.path)[:1]}
            if not broken & fields.keys() or broken & {"id", "name"}:
                message = f"{_said(refused.problems)}; the row was left out"
                draft.report.tell(draft.row.number, None, None, "refused", message)
                return None
            message = f"{_said(refused.problems)}; the cells were kept as they are"
            draft.report.tell(draft.row.number, None, None, "kept", message)
            fields = {name: value for name, value in fields.items() if name not in broken}


def _said(problems: Iterable[Problem]) -> str:
    return "; ".join(problem.message for problem in problems)
