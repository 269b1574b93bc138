"""What UCDP's agreements provide: a column for each topic, and one for each family of them."""

from __future__ import annotations

import functools

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.importers.cells import whole_number
from peacetalks.importers.columns import Column, columns_of
from peacetalks.importers.draft import Draft, Rule
from peacetalks.problems import ValidationError, refusal
from peacetalks.records import Agreement
from peacetalks.values import Provision

_TOPICS = {one.external_code: one.code for one in crosswalk("ucdp_pad", "topic")}
CODED_BY = "ucdp_pad@"
"""How the scheme is named among those that coded an agreement completely; the version follows."""


def provision_of(column: Column) -> Provision:
    """Return the provision for which a column stands: its topic, and in words what of it, where that is narrower."""
    return Provision(topic=_TOPICS[column.name], text=column.argument or None)


@functools.cache
def provision_columns() -> dict[str, Column]:
    """Return the columns that stand for provisions, by name."""
    return {column.name: column for column in columns_of("ucdp") if column.rule == "provision"}


def _flag(cell: str) -> bool:
    number = whole_number(cell)
    if number not in (0, 1):
        raise refusal("out-of-range", "expected 1 where the agreement has such a provision, else 0", cell)
    return number == 1


def _take_provision(draft: Draft, column: Column) -> None:
    if _flag(draft.cell(column.name)):
        draft.append("provisions", provision_of(column))


def _give_provision(agreement: Agreement, column: Column, _dataset: Dataset) -> str:
    if provision_of(column) in agreement.provisions:
        return "1"
    return "0" if is_coded(agreement) else ""


def is_coded(agreement: Agreement) -> bool:
    """Tell whether UCDP coded an agreement completely, so that a missing provision means absence."""
    return any(scheme.startswith(CODED_BY) for scheme in agreement.coded_by)


def _take_family(draft: Draft, column: Column) -> None:
    has_any = any(draft.cell(name) in ("1", "1.0") for name in column.argument.split())
    if _flag(draft.cell(column.name)) is not has_any:
        found = "some" if has_any else "none"
        draft.keep(column.name, f"found {found} of the provisions {column.argument}; the cell was kept as it is")


def _give_family(agreement: Agreement, column: Column, _dataset: Dataset) -> str:
    columns = provision_columns()
    if any(provision_of(columns[name]) in agreement.provisions for name in column.argument.split()):
        return "1"
    return "0" if is_coded(agreement) else ""


def finish(draft: Draft) -> None:
    """Say that UCDP coded the agreement completely, where each of its columns says whether there is a provision."""
    try:
        for name in provision_columns():
            _flag(draft.cell(name))
    except ValidationError:  # told at its own column
        return
    draft.append("coded_by", f"{CODED_BY}{draft.source.removeprefix('ucdp-pad-')}")


RULES = {
    "provision": Rule(_take_provision, _give_provision),
    "provision_family": Rule(_take_family, _give_family),
}
"""The rules of the columns about provisions."""
