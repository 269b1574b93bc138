"""What UCDP's rows tell of conflicts: which they are, where, over what, and the process that is to end them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.importers.cells import id_number, id_numbers, whole_number
from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule, known_as, taken_elsewhere
from peacetalks.importers.places import gw_place
from peacetalks.problems import ValidationError, refusal
from peacetalks.records import Agreement, Conflict, Place, Process
from peacetalks.values import Identifier

REGIONS = {1: "Europe", 2: "Middle East", 3: "Asia", 4: "Africa", 5: "Americas"}
"""UCDP's regions of the world."""

_INCOMPATIBILITIES = {one.external_code: one.code for one in crosswalk("ucdp_pad", "incompatibility")}
_OF_INCOMPATIBILITY = {code: value for value, code in _INCOMPATIBILITIES.items()}


def conflicts_of(agreement: Agreement, dataset: Dataset) -> Iterator[Any]:
    """Yield the conflicts of an agreement."""
    return (dataset[id] for id in agreement.conflicts)


def _listed(values: Iterator[str | None]) -> str:
    return ", ".join(dict.fromkeys(value for value in values if value))


def _take_region(draft: Draft, column: Column) -> None:
    _region(draft.cell(column.name))


def _region(cell: str) -> int:
    number = whole_number(cell)
    if number not in REGIONS:
        raise refusal(
            "unknown-code", f"no region has this number, expected one of {', '.join(map(str, REGIONS))}", cell
        )
    return number


def _give_region(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    places: Iterator[Any] = (dataset[id] for conflict in conflicts_of(agreement, dataset) for id in conflict.places)
    parents = (place.parent or "" for place in places)
    return _listed(parent.removeprefix("ucdp-region.") for parent in parents if parent.startswith("ucdp-region."))


def _take_places(draft: Draft, column: Column) -> None:
    numbers = id_numbers(draft.cell(column.name))
    try:
        region = _region(draft.cell("region"))
    except ValidationError:  # told at its own column
        parent = None
    else:
        parent = draft.gathered.add(Place(id=f"ucdp-region.{region}", name=REGIONS[region]))
    for number in numbers:
        draft.gathered.add(gw_place(number, parent))


def _places(draft: Draft) -> list[str]:
    try:
        return [f"gw.{number}" for number in id_numbers(draft.cell("gwno"))]
    except ValidationError:  # told at its own column
        return []


def _give_places(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    places = (dataset[id] for conflict in conflicts_of(agreement, dataset) for id in conflict.places)
    return _listed(known_as(place, "gw") for place in places)


def _take_conflicts(draft: Draft, column: Column) -> None:
    numbers = list(dict.fromkeys(id_numbers(draft.cell(column.name))))
    names = _names(draft, len(numbers))
    places = _places(draft)
    for number, name in zip(numbers, names, strict=True):
        conflict = Conflict(
            id=f"ucdp-conflict.{number}",
            name=name or f"UCDP conflict {number}",
            places=tuple(places),
            identifiers=(Identifier(scheme="ucdp_conflict", value=str(number)),),
        )
        draft.append("conflicts", draft.gathered.add(conflict, provisional=not name))


def _names(draft: Draft, count: int) -> list[str]:
    """Return the names of a row's conflicts; a single one may have a comma in its name."""
    whole = " ".join(draft.cell("conflict_name").split())
    names = [whole] if count == 1 else [name.strip() for name in whole.split(", ")]
    if len(names) == count:
        return names
    if whole:
        draft.keep("conflict_name", f"found {len(names)} names, expected {count}; the cell was kept as it is")
    return [""] * count


def _give_conflicts(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    return _listed(known_as(conflict, "ucdp_conflict") for conflict in conflicts_of(agreement, dataset))


def _give_names(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    return _listed(conflict.name for conflict in conflicts_of(agreement, dataset))


def _take_incompatibility(draft: Draft, column: Column) -> None:
    """Take what the conflicts are over; several values do not say which is of which conflict, and are left."""
    values = [str(number) for number in id_numbers(draft.cell(column.name))]
    for value in values:
        if value not in _INCOMPATIBILITIES:
            known = ", ".join(_INCOMPATIBILITIES)
            raise refusal("unknown-code", f"no incompatibility has the number {value}, expected one of {known}", value)
    if len(values) == 1:
        for id in draft.fields.get("conflicts", ()):
            draft.gathered.extend(id, "incompatibility", _INCOMPATIBILITIES[values[0]])


def _give_incompatibility(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    codes = (code for conflict in conflicts_of(agreement, dataset) for code in conflict.incompatibility)
    return _listed(_OF_INCOMPATIBILITY.get(code) for code in codes)


def _take_process(draft: Draft, column: Column) -> None:
    number = id_number(draft.cell(column.name))
    conflicts = tuple(draft.fields.get("conflicts", ()))
    about = "; ".join(draft.gathered[id].name for id in conflicts)
    process = Process(
        id=f"ucdp-process.{number}",
        name=f"{about} (UCDP process {number})" if about else f"UCDP process {number}",
        conflicts=conflicts,
        identifiers=(Identifier(scheme="ucdp_process", value=str(number)),),
    )
    draft.fields["process"] = draft.gathered.add(process, provisional=not about)


def _give_process(agreement: Agreement, _column: Column, dataset: Dataset) -> str | None:
    return known_as(dataset[agreement.process], "ucdp_process") if agreement.process else None


RULES = {
    "region": Rule(_take_region, _give_region),
    "places": Rule(_take_places, _give_places),
    "conflicts": Rule(_take_conflicts, _give_conflicts),
    "conflict_names": Rule(taken_elsewhere, _give_names),
    "incompatibility": Rule(_take_incompatibility, _give_incompatibility),
    "process": Rule(_take_process, _give_process),
}
"""The rules of the columns about conflicts."""
