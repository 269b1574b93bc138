"""The PA-X Peace Agreements Database, version 4: its table as a dataset, and back again cell by cell.

A row is an agreement, with records of its conflict, its process, the places, and those who signed.
``pax_columns.csv`` lists the columns with what becomes of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.importers import pax_conflicts, pax_provisions, pax_signatories
from peacetalks.importers.cells import day, id_number, whole_number
from peacetalks.importers.columns import Column, columns_of
from peacetalks.importers.draft import CONSTANT, KEPT, Draft, Rule, Table, known_as
from peacetalks.importers.gathering import Gathering
from peacetalks.importers.pax_conflicts import VERSION, number_of
from peacetalks.importers.report import Report
from peacetalks.importers.signatory_text import cleaned, squeezed
from peacetalks.importers.table import PathOrRows, Row
from peacetalks.problems import refusal
from peacetalks.records import Agreement, Source
from peacetalks.values import Annotation, Identifier, RelatedAgreement, StatusEvent

PREFIX = "pax."
"""What the ids of agreements begin with; PA-X's number follows."""

SOURCE = Source(
    id=f"pax-{VERSION}",
    title="PA-X Peace Agreements Database, version 4",
    publisher="University of Edinburgh",
    kind="dataset",
    authors=("Christine Bell", "Sanja Badanjak"),
    annotations=(
        Annotation(motivation="commenting", text="Of a meeting of several days, the date is the last."),
        Annotation(motivation="commenting", text=pax_provisions.OF_THE_FAMILY),
    ),
)
"""The source that all records cite."""

DAY = len("2000-01-01")

LATER = "adopted_later"
"""Status that came after the date of the agreement."""

_private = re.compile("[\ue000-\uf8ff]")


def read(source: PathOrRows, *, report: Report | None = None) -> Dataset:
    """Return the dataset of a table of PA-X.

    Columns are known by their headers, in any order. A row that cannot be read as it is, is imported as far as it
    can be, and told; whatever the records do not say letter by letter stays verbatim in the agreement's ``extra``.

    >>> row = {"AgtId": "9001", "Agt": "Harbour accord", "Dat": "1999-05-27", "Stage": "Cea", "TjPrire": "2"}
    >>> (agreement,) = read([row]).agreements
    >>> agreement.id, agreement.name, agreement.stage
    ('pax.9001', 'Harbour accord', 'ceasefire')
    >>> agreement.provisions
    (Provision(topic='humanitarian.prisoners', strength=2, text='Release of prisoners (TjPrire)'),)

    Args:
        source: A path or an open file of CSV or of a workbook (xlsx), or rows as dicts.
        report: Where the problems of rows are told.

    Raises:
        ValidationError: The source is nothing that can be read.
        MissingExtraError: It is a workbook, and openpyxl is not installed.
        OSError: The file cannot be opened or read.
    """
    gathered = Gathering()
    gathered.header |= {"title": "PA-X Peace Agreements Database", "publisher": SOURCE.publisher, "version": "4"}
    return TABLE.read(source, Report() if report is None else report, gathered)


def write_rows(dataset: Dataset) -> Iterator[dict[str, str]]:
    """Yield the rows of the table from which agreements were read, by header, every cell as it stood.

    Agreements from elsewhere are left out. What was changed since in the records is changed in the cells, too, except
    for those that are kept in ``extra``.
    """
    yield from TABLE.write_rows(dataset, (one for one in dataset.agreements if one.id.startswith(PREFIX)))


def _agreement_id(cell: str) -> str:
    return f"{PREFIX}{id_number(cell)}"


def _begin(_row: Row, gathered: Gathering) -> str:
    return gathered.add(SOURCE)


def _finish(draft: Draft) -> None:
    if not draft.fields.get("name"):
        draft.fields["name"] = f"PA-X agreement {id_number(draft.cell('AgtId'))}"
        draft.annotate("unknown", "PA-X's table has no name here; this one is its number", "name")
    pax_provisions.finish(draft)


def _field(column: Column) -> str:
    """Return the field of the agreement that a column goes into, as its target says."""
    return column.target.removeprefix("Agreement.")


def _take_number(draft: Draft, column: Column) -> None:
    number = id_number(draft.cell(column.name))
    draft.append("identifiers", Identifier(scheme="pax_agreement", value=str(number)))


def _give_number(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    return known_as(agreement, "pax_agreement")


def _take_name(draft: Draft, column: Column) -> None:
    draft.fields["name"] = squeezed(cleaned(_private.sub(" ", draft.cell(column.name))))


def _give_name(agreement: Agreement, _column: Column, _dataset: Dataset) -> str:
    return agreement.name


def _take_date(draft: Draft, column: Column) -> None:
    draft.fields["date"] = day(draft.cell(column.name))


def _give_date(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    date = agreement.date
    return date.edtf if date is not None and date.edtf is not None and len(date.edtf) == DAY else None


def _codes(list_name: str) -> dict[str, str]:
    return {one.external_code: one.code for one in crosswalk("pax", list_name)}


def _code(draft: Draft, column: Column, list_name: str) -> str:
    cell, codes = draft.cell(column.name), _codes(list_name)
    if cell not in codes:
        raise refusal("unknown-code", f"the value is not known, expected one of {', '.join(codes)}", cell)
    return codes[cell]


def _value(code: str | None, list_name: str) -> str | None:
    return next((value for value, known in _codes(list_name).items() if known == code), None)


def _take_code(draft: Draft, column: Column) -> None:
    draft.fields[_field(column)] = _code(draft, column, column.argument)


def _give_code(agreement: Agreement, column: Column, _dataset: Dataset) -> str | None:
    return _value(getattr(agreement, _field(column)), column.argument)


def _take_status(draft: Draft, column: Column) -> None:
    status = _code(draft, column, "agreement_status")
    date: Date | None = None if status == LATER else draft.fields.get("date")
    draft.append("history", StatusEvent(status=status, date=date))


def _give_status(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    values = (_value(event.status, "agreement_status") for event in agreement.history)
    return next((value for value in values if value), None)


def _take_count(draft: Draft, column: Column) -> None:
    number = whole_number(draft.cell(column.name))
    if number < 0:
        raise refusal("out-of-range", "expected a number that is not below 0", number)
    draft.fields[_field(column)] = number


def _give_count(agreement: Agreement, column: Column, _dataset: Dataset) -> str:
    number: Any = getattr(agreement, _field(column))
    return "" if number is None else str(number)


def _take_related(draft: Draft, column: Column) -> None:
    draft.append("related", RelatedAgreement(kind="mentions", text=draft.verbatim(column.name)))


def _give_related(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    return next((one.text for one in agreement.related if one.kind == "mentions" and one.agreement is None), None)


def _take_identifier(draft: Draft, column: Column) -> None:
    number = number_of(column.argument, draft.cell(column.name))
    if number is None:
        draft.kept.add(column.name)
    else:
        draft.append("identifiers", Identifier(scheme=column.argument, value=str(number)))


def _give_identifier(agreement: Agreement, column: Column, _dataset: Dataset) -> str | None:
    return known_as(agreement, column.argument)


RULES = {
    "number": Rule(_take_number, _give_number),
    "name": Rule(_take_name, _give_name),
    "date": Rule(_take_date, _give_date),
    "status": Rule(_take_status, _give_status),
    "count": Rule(_take_count, _give_count),
    "code": Rule(_take_code, _give_code),
    "related": Rule(_take_related, _give_related),
    "identifier": Rule(_take_identifier, _give_identifier),
    "constant": CONSTANT,
    "kept": KEPT,
    **pax_conflicts.RULES,
    **pax_signatories.RULES,
    **pax_provisions.RULES,
}
"""What becomes of the columns, by the names that ``pax_columns.csv`` gives to rules."""

TABLE = Table(
    scheme="pax",
    columns=columns_of("pax"),
    rules=RULES,
    key="AgtId",
    agreement_id=_agreement_id,
    begin=_begin,
    finish=_finish,
)
"""The table of the dataset."""
