"""What PA-X's agreements provide: 237 columns, many of them in families of a parent and its parts.

A provision tells the column that it comes from in its text: "Release of prisoners (TjPrire)". A part that is there has
the weight of its family as its strength, since PA-X weighs families; so the parent, which has a provision of its own
only where it has no part, is given back from its parts.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

import attrs

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.importers.cells import whole_number
from peacetalks.importers.columns import Column, columns_of
from peacetalks.importers.draft import Draft, Rule
from peacetalks.problems import ValidationError, refusal
from peacetalks.records import Agreement
from peacetalks.values import Provision

CODED_BY = "pax@v4"
"""How PA-X is named among the schemes that coded an agreement completely."""

GREATEST = {"weight": 3, "flag": 1, "part": 1}
"""Rules of the columns of provisions, with the greatest number that a cell has: a weight from 0 to 3, or a yes."""

OF_THE_FAMILY = "PA-X weighs families of columns, not the parts: the strength of a part is the weight of its family"
"""Remark on the provisions of an agreement whose parts have a strength."""


@attrs.frozen
class Coding:
    """A column that codes provisions."""

    text: str
    """What the provision says, in our words, with the column's name."""
    topic: str
    """Topic of the provision."""
    modality: tuple[str, ...]
    """Modalities of the provision."""
    is_weighted: bool
    """Whether its numbers are weights from 0 to 3; else 1 is a yes."""
    parent: str | None
    """Column of the family that it is a part of."""
    parts: tuple[str, ...]
    """Columns that are its parts, where it is a family."""


@functools.cache
def codings() -> Mapping[str, Coding]:
    """Return the columns that code provisions, by name."""
    topics = {one.external_code: one.code for one in crosswalk("pax", "topic")}
    modalities = {one.external_code: one.code for one in crosswalk("pax", "modality")}
    columns = [column for column in columns_of("pax") if column.rule in GREATEST]
    return MappingProxyType(
        {
            column.name: Coding(
                text=f"{column.note.partition('.')[0]} ({column.name})",
                topic=topics[column.name],
                modality=tuple(filter(None, [modalities.get(column.name)])),
                is_weighted=column.rule == "weight",
                parent=column.argument or None,
                parts=tuple(part.name for part in columns if part.argument == column.name),
            )
            for column in columns
        }
    )


@functools.cache
def provision_of(name: str, strength: int | None = None) -> Provision:
    """Return the provision for which a column stands."""
    coding = codings()[name]
    return Provision(topic=coding.topic, strength=strength, modality=coding.modality, text=coding.text)


@functools.cache
def _texts(name: str) -> frozenset[str]:
    """Return the texts of the provisions that a column is given back from: its own, and those of its parts."""
    return frozenset(codings()[one].text for one in (name, *codings()[name].parts))


def number_in(draft: Draft, name: str, greatest: int) -> int:
    """Return what a column codes; 0 where it is blank.

    Raises:
        ValidationError: ``wrong-type`` or ``out-of-range``: The cell holds no such number.
    """
    cell = draft.cell(name)
    if cell in ("", "0"):
        return 0
    number = whole_number(cell)
    if not 0 <= number <= greatest:
        raise refusal("out-of-range", f"expected a number from 0 to {greatest}", cell)
    return number


def _number(draft: Draft, name: str) -> int:
    return number_in(draft, name, 3 if codings()[name].is_weighted else 1)


def _has(draft: Draft, name: str) -> bool:
    try:
        return _number(draft, name) > 0
    except ValidationError:  # told at its own column
        return False


def _take(draft: Draft, column: Column) -> None:
    number = _number(draft, column.name)
    coding = codings()[column.name]
    if coding.parent is not None:
        if number:
            draft.append("provisions", provision_of(column.name, _weight_of_family(draft, coding.parent)))
        return
    has_part = any(_has(draft, part) for part in coding.parts)
    if number and not has_part:
        draft.append("provisions", provision_of(column.name, number if coding.is_weighted else None))
    elif has_part and not number:
        draft.keep(column.name, "one of the parts is there, but the family is not; the cell was kept as it is")


def _weight_of_family(draft: Draft, parent: str) -> int | None:
    if not codings()[parent].is_weighted:
        return None
    try:
        return _number(draft, parent) or None
    except ValidationError:  # told at its own column
        return None


def _give(agreement: Agreement, column: Column, _dataset: Dataset) -> str | None:
    texts = _texts(column.name)
    strengths = [one.strength for one in agreement.provisions if one.text in texts]
    if not strengths:
        return "0" if is_coded(agreement) else None
    if not codings()[column.name].is_weighted:
        return "1"
    return next((str(strength) for strength in strengths if strength is not None), None)


def is_coded(agreement: Agreement) -> bool:
    """Tell whether PA-X coded an agreement completely, so that a missing provision means absence."""
    return CODED_BY in agreement.coded_by


def finish(draft: Draft) -> None:
    """Say that PA-X coded the agreement completely, where all columns say so, and what the strengths of parts mean."""
    names = {coding.text: name for name, coding in codings().items()}
    provisions: list[Provision] = draft.fields.get("provisions", [])
    if any(one.strength is not None and codings()[names[one.text or ""]].parent for one in provisions):
        draft.annotate("commenting", OF_THE_FAMILY, "provisions")
    try:
        is_complete = all(draft.cell(name) and _number(draft, name) >= 0 for name in codings())
    except ValidationError:  # told at its own column
        return
    if is_complete:
        draft.append("coded_by", CODED_BY)


RULES = dict.fromkeys(GREATEST, Rule(_take, _give))
"""The rules of the columns about provisions."""
