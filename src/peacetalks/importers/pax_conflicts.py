"""What PA-X's rows tell of conflicts: which they are, where, over what, and the process that is to end them.

A conflict is UCDP's where the row has its number; else it is known by PA-X's name for it. Rows of one conflict may give
it other names, states and kinds: the conflict has them all, and the words of each row are quoted by its agreement.
"""

from __future__ import annotations

import re
from typing import Any

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.importers.cells import id_number
from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule, known_as, taken_elsewhere
from peacetalks.importers.names import name_slug
from peacetalks.importers.places import gw_place
from peacetalks.problems import ValidationError, problems_of, refusal
from peacetalks.records import Agreement, Conflict, Place, Process
from peacetalks.values import Citation, Identifier, Name

NOT_AVAILABLE = "NA"
"""What stands in some cells of numbers where there is none."""

MOST_DIGITS = {"ucdp_conflict": 5, "ucdp_pad": 4, "pam": 4, "cow_war": 4}
"""Digits of the longest number in a scheme; longer ones are numbers that have run together."""

VERSION = "v4"
"""Version of PA-X, in which numbers of processes are told from those of other versions."""

_INCOMPATIBILITIES = {one.external_code: one.code for one in crosswalk("pax", "incompatibility")}

_is_iso = re.compile(r"[A-Z]{3}").fullmatch


def number_of(scheme: str, cell: str) -> int | None:
    """Return the number of a cell in an outside scheme; ``None`` where it says that there is none.

    Raises:
        ValidationError: ``wrong-type`` or ``out-of-range``: It holds no number that the scheme can have.
    """
    if cell in ("", NOT_AVAILABLE):
        return None
    number = id_number(cell)
    if len(str(number)) > MOST_DIGITS[scheme]:
        raise refusal("out-of-range", f"expected a number of at most {MOST_DIGITS[scheme]} digits", cell)
    return number


def quoted(agreement: Agreement, column: str) -> str | None:
    """Return the words of a column that an agreement quotes."""
    return next((one.quote for one in agreement.citations if one.locator == column), None)


def quote(draft: Draft, column: str, supports: str) -> None:
    """Quote the words of a column in a citation of the agreement."""
    citation = Citation(source=draft.source, locator=column, quote=draft.verbatim(column), supports=(supports,))
    draft.fields["citations"] = (*draft.fields["citations"], citation)


def _conflict(draft: Draft) -> str | None:
    """Return the id of the row's conflict, which is added the first time; ``None`` where the row has none."""
    if "conflicts" in draft.fields:
        return str(draft.fields["conflicts"][0])
    name = " ".join(draft.cell("Con").split())
    try:
        number = number_of("ucdp_conflict", draft.cell("UcdpCon"))
    except ValidationError:  # told at its own column
        number = None
    if number is not None:
        conflict = Conflict(
            id=f"ucdp-conflict.{number}",
            name=name or f"UCDP conflict {number}",
            identifiers=(Identifier(scheme="ucdp_conflict", value=str(number)),),
        )
    elif name:
        conflict = Conflict(id=f"pax-conflict.{name_slug(name)}", name=name)
    else:
        return None
    id = draft.gathered.add(conflict, provisional=not name)
    if name and draft.gathered[id].name != name:
        draft.gathered.extend(id, "other_names", Name(text=name))
    draft.append("conflicts", id)
    return id


def _of_conflict(draft: Draft) -> str:
    id = _conflict(draft)
    if id is None:
        raise refusal("missing-field", "the row names no conflict that this could be said of")
    return id


def conflict_of(agreement: Agreement, dataset: Dataset) -> Any:
    """Return the conflict of an agreement; ``None`` where it has none."""
    return dataset[agreement.conflicts[0]] if agreement.conflicts else None


def _take_conflict(draft: Draft, column: Column) -> None:
    _conflict(draft)
    quote(draft, column.name, "/conflicts")


def _give_quoted(agreement: Agreement, column: Column, _dataset: Dataset) -> str | None:
    return quoted(agreement, column.name)


def _take_incompatibility(draft: Draft, column: Column) -> None:
    cell = draft.cell(column.name)
    if cell not in _INCOMPATIBILITIES:
        known = ", ".join(_INCOMPATIBILITIES)
        raise refusal("unknown-code", f"the kind of conflict is not known, expected one of {known}", cell)
    draft.gathered.extend(_of_conflict(draft), "incompatibility", _INCOMPATIBILITIES[cell])
    quote(draft, column.name, "/conflicts")


def _take_conflict_number(draft: Draft, column: Column) -> None:
    if number_of("ucdp_conflict", draft.cell(column.name)) is None:
        draft.kept.add(column.name)
    else:
        _conflict(draft)


def _give_conflict_number(agreement: Agreement, _column: Column, dataset: Dataset) -> str | None:
    conflict = conflict_of(agreement, dataset)
    return known_as(conflict, "ucdp_conflict") if conflict else None


def _take_war(draft: Draft, column: Column) -> None:
    number = number_of("cow_war", draft.cell(column.name))
    if number is None:
        draft.kept.add(column.name)
    else:
        draft.gathered.extend(_of_conflict(draft), "identifiers", Identifier(scheme="cow_war", value=str(number)))


def _give_war(agreement: Agreement, _column: Column, dataset: Dataset) -> str | None:
    conflict = conflict_of(agreement, dataset)
    wars = [one.value for one in conflict.identifiers if one.scheme == "cow_war"] if conflict else []
    return wars[0] if len(wars) == 1 else None


def _take_place(draft: Draft, column: Column) -> None:
    number = id_number(draft.cell(column.name))
    id = _of_conflict(draft)
    draft.gathered.extend(id, "places", draft.gathered.add(gw_place(number)))


def _take_place_iso(draft: Draft, column: Column) -> None:
    """Add the code to the state whose number is in the column that the argument names, or a place by the code alone."""
    code = draft.cell(column.name)
    if not _is_iso(code):
        raise refusal("wrong-type", "expected a code of three capitals, such as CHE", code)
    conflict = _of_conflict(draft)
    identifier = Identifier(scheme="iso3166_1_a3", value=code)
    number = draft.cell(column.argument)
    if number and not problems_of(id_number, number):
        place = gw_place(id_number(number))
        codes = {one.value for one in place.identifiers if one.scheme == "iso3166_1_a3"}
        id = draft.gathered.add(place)
        if codes - {code}:
            draft.keep(column.name, f"the state {number} has the code {', '.join(codes)}; the cell was kept as it is")
        else:
            draft.gathered.extend(id, "identifiers", identifier)
    else:
        id = draft.gathered.add(Place(id=f"iso3166-1.{code.lower()}", name=code, identifiers=(identifier,)))
    draft.gathered.extend(conflict, "places", id)


def _give_place(scheme: str) -> Rule:
    """Return the rule of giving back a state: the conflict's first or second, as the name of the column says."""

    def give(agreement: Agreement, column: Column, dataset: Dataset) -> str | None:
        conflict = conflict_of(agreement, dataset)
        at = 0 if column.name.startswith("Loc1") else 1
        if conflict is None or len(conflict.places) <= at:
            return None
        return known_as(dataset[conflict.places[at]], scheme)

    return Rule(_take_place if scheme == "gw" else _take_place_iso, give)


def _take_process(draft: Draft, column: Column) -> None:
    number = id_number(draft.cell(column.name))
    name = " ".join(draft.cell("PPName").split())
    region = draft.verbatim("Reg")
    conflict = _conflict(draft)
    process = Process(
        id=f"pax-process.{number}",
        name=name or f"PA-X process {number}",
        conflicts=(conflict,) if conflict else (),
        identifiers=(Identifier(scheme="pax_process", value=str(number), version=VERSION),),
        extra={"pax:Reg": region} if region else {},
    )
    draft.fields["process"] = draft.gathered.add(process, provisional=not name)


def _process(agreement: Agreement, dataset: Dataset) -> Any:
    return dataset[agreement.process] if agreement.process else None


def _give_process(agreement: Agreement, _column: Column, dataset: Dataset) -> str | None:
    process = _process(agreement, dataset)
    return known_as(process, "pax_process") if process else None


def _give_process_name(agreement: Agreement, _column: Column, dataset: Dataset) -> str | None:
    process = _process(agreement, dataset)
    return process.name if process else None


def _give_region(agreement: Agreement, _column: Column, dataset: Dataset) -> str | None:
    process = _process(agreement, dataset)
    return process.extra.get("pax:Reg") if process else None


RULES = {
    "conflict": Rule(_take_conflict, _give_quoted),
    "incompatibility": Rule(_take_incompatibility, _give_quoted),
    "conflict_number": Rule(_take_conflict_number, _give_conflict_number),
    "war": Rule(_take_war, _give_war),
    "place": _give_place("gw"),
    "place_iso": _give_place("iso3166_1_a3"),
    "process": Rule(_take_process, _give_process),
    "process_name": Rule(taken_elsewhere, _give_process_name),
    "region": Rule(taken_elsewhere, _give_region),
}
"""The rules of the columns about conflicts, places and processes."""
