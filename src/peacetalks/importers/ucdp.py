"""The UCDP Peace Agreement Dataset, version 22.1: its table as a dataset, and back again cell by cell.

A row is an agreement, with records of its conflicts, its process, the places, and everybody who took part.
``ucdp_columns.csv`` lists the columns with what becomes of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.importers import (
    ucdp_actors,
    ucdp_conflicts,
    ucdp_history,
    ucdp_provisions,
    ucdp_signatories,
    ucdp_third_parties,
)
from peacetalks.importers.cells import day, id_number, whole_number
from peacetalks.importers.columns import Column, columns_of
from peacetalks.importers.draft import CONSTANT, KEPT, Draft, Rule, Table, known_as, taken_elsewhere
from peacetalks.importers.gathering import Gathering
from peacetalks.importers.report import Report
from peacetalks.importers.table import PathOrRows, Row
from peacetalks.problems import refusal
from peacetalks.records import Agreement, Source
from peacetalks.values import Identifier

VERSION = "22.1"
"""Version of the table that is known here, and taken where a row names none."""

PREFIX = "ucdp-pad."
"""What the ids of agreements begin with; UCDP's number follows."""

ABOUT_ALL = ("version", "dateintervalstart_meta", "dateintervalend_meta")
"""Columns that say the same in every row: they are kept with the source."""

_is_version = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3}){0,2}").fullmatch


def read(source: PathOrRows, *, report: Report | None = None) -> Dataset:
    """Return the dataset of a table of the UCDP Peace Agreement Dataset.

    Columns are known by their headers, in any order. A row that cannot be read as it is, is imported as far as it
    can be, and told; whatever the records do not say letter by letter stays verbatim in the agreement's ``extra``.

    >>> row = {"paid": "9001", "pa_name": "Harbour accord", "pa_date": "1999-05-27", "pa_type": "2"}
    >>> dataset = read([row])
    >>> dataset.agreements
    (Agreement('ucdp-pad.9001', name='Harbour accord', date=Date('1999-05-27'), stage='partial', history=(StatusEvent(\
status='signed', date=Date('1999-05-27')),)),)

    Args:
        source: A path or an open file of CSV or of a workbook (xlsx), or rows as dicts.
        report: Where the problems of rows are told.

    Raises:
        ValidationError: The source is nothing that can be read.
        MissingExtraError: It is a workbook, and openpyxl is not installed.
        OSError: The file cannot be opened or read.
    """
    gathered = Gathering()
    gathered.header |= {"title": "UCDP Peace Agreement Dataset", "publisher": "Uppsala Conflict Data Program"}
    return TABLE.read(source, Report() if report is None else report, gathered)


def write_rows(dataset: Dataset) -> Iterator[dict[str, str]]:
    """Yield the rows of the table from which agreements were read, by header, every cell as it stood.

    Agreements from elsewhere are left out. What was changed since in the records is changed in the cells, too, except
    for those that are kept in ``extra``.
    """
    yield from TABLE.write_rows(dataset, (one for one in dataset.agreements if one.id.startswith(PREFIX)))


def _agreement_id(cell: str) -> str:
    return f"{PREFIX}{id_number(cell)}"


def _begin(row: Row, gathered: Gathering) -> str:
    """Add the source of a row; with it, what every row says of all."""
    told = row.cells.get("version", "").strip()
    version = told if _is_version(told) else VERSION
    source = Source(
        id=f"ucdp-pad-{version}",
        title=f"UCDP Peace Agreement Dataset version {version}",
        publisher="Uppsala Conflict Data Program",
        kind="dataset",
        authors=("Therése Pettersson", "Stina Högbladh", "Magnus Öberg"),
        extra={f"ucdp_pad:{name}": row.cells[name] for name in ABOUT_ALL if row.cells.get(name)},
    )
    return gathered.add(source)


def _finish(draft: Draft) -> None:
    if not draft.fields.get("name"):
        draft.fields["name"] = f"UCDP peace agreement {id_number(draft.cell('paid'))}"
        draft.annotate("unknown", "UCDP's table has no name here; this one is its number", "name")
    ucdp_provisions.finish(draft)


def _take_number(draft: Draft, column: Column) -> None:
    number = id_number(draft.cell(column.name))
    draft.append("identifiers", Identifier(scheme="ucdp_pad", value=str(number)))


def _give_number(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    return known_as(agreement, "ucdp_pad")


def _take_name(draft: Draft, column: Column) -> None:
    draft.fields["name"] = " ".join(draft.cell(column.name).split())


def _take_code(draft: Draft, column: Column) -> None:
    codes = {one.external_code: one.code for one in crosswalk("ucdp_pad", column.argument)}
    value = str(whole_number(draft.cell(column.name)))
    if value not in codes:
        raise refusal("unknown-code", f"the value is not known, expected one of {', '.join(codes)}", value)
    draft.fields[column.argument] = codes[value]


def _give_code(agreement: Agreement, column: Column, _dataset: Dataset) -> str | None:
    code = getattr(agreement, column.argument)
    found = (one.external_code for one in crosswalk("ucdp_pad", column.argument) if one.code == code)
    return next(found, None)


def _take_issues(draft: Draft, column: Column) -> None:
    number = whole_number(draft.cell(column.name))
    if not 0 <= number <= 5:
        raise refusal("out-of-range", "expected a number from 0 to 5", number)
    draft.fields["outstanding_issues"] = number


def _give_issues(agreement: Agreement, _column: Column, _dataset: Dataset) -> str:
    return "" if agreement.outstanding_issues is None else str(agreement.outstanding_issues)


def _verbatim_as(field: str) -> Rule:
    """Return the rule of a column that goes into a field of text as it stands."""

    def take(draft: Draft, column: Column) -> None:
        draft.fields[field] = draft.verbatim(column.name)

    def give(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
        text: str | None = getattr(agreement, field)
        return text

    return Rule(take, give)


def _give_has_text(agreement: Agreement, _column: Column, _dataset: Dataset) -> str:
    return "1" if agreement.text_url else "0"


def _take_version(draft: Draft, column: Column) -> None:
    draft.gathered.header.setdefault("version", draft.cell(column.name))


def _take_coverage(draft: Draft, column: Column) -> None:
    start, end = day(draft.cell("dateintervalstart_meta")), day(draft.cell(column.name))
    draft.gathered.header.setdefault("coverage", Date(f"{start.edtf}/{end.edtf}"))


def _give_about_all(agreement: Agreement, column: Column, dataset: Dataset) -> str | None:
    for citation in agreement.citations:
        if citation.source.startswith("ucdp-pad-"):
            return dataset[citation.source].extra.get(f"ucdp_pad:{column.name}")
    return None


def _about_all(take: Callable[[Draft, Column], None]) -> Rule:
    """Return the rule of a column that says the same in every row."""
    return Rule(take, _give_about_all)


RULES = {
    "number": Rule(_take_number, _give_number),
    "name": Rule(_take_name, lambda agreement, _column, _dataset: agreement.name),
    "comment": _verbatim_as("note"),
    "text_url": _verbatim_as("text_url"),
    "has_text": Rule(taken_elsewhere, _give_has_text),
    "code": Rule(_take_code, _give_code),
    "outstanding_issues": Rule(_take_issues, _give_issues),
    "version": _about_all(_take_version),
    "coverage_start": _about_all(taken_elsewhere),
    "coverage_end": _about_all(_take_coverage),
    "constant": CONSTANT,
    "kept": KEPT,
    **ucdp_conflicts.RULES,
    **ucdp_actors.RULES,
    **ucdp_signatories.RULES,
    **ucdp_third_parties.RULES,
    **ucdp_provisions.RULES,
    **ucdp_history.RULES,
}
"""What becomes of the columns, by the names that ``ucdp_columns.csv`` gives to rules."""

TABLE = Table(
    scheme="ucdp_pad",
    columns=columns_of("ucdp"),
    rules=RULES,
    key="paid",
    agreement_id=_agreement_id,
    begin=_begin,
    finish=_finish,
)
"""The table of the dataset."""
