"""Rows of a stream: plain data of one record with its type, or of the header of the dataset."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from peacetalks.convert.document import dataset_to_plain, header_fields, unknown_fields
from peacetalks.convert.migrations import HEADER_TYPE
from peacetalks.convert.records import Plain, structure, to_dict
from peacetalks.dataset import GROUPS, HEADER, Dataset
from peacetalks.nearest import did_you_mean
from peacetalks.plain import wrong_type
from peacetalks.problems import Problem, ValidationError, refusal
from peacetalks.records import Record, type_name
from peacetalks.version import require_model_version

TYPES: Mapping[str, type[Record]] = MappingProxyType({type_name(cls): cls for cls in GROUPS.values()})
"""Record types by what their rows say as their type."""


def type_of(row: object) -> type[Record] | None:
    """Return the type of the record that a row holds; ``None`` for the header of the dataset.

    Raises:
        ValidationError: The row is no object (``wrong-type``), or has no type that there is (``missing-field``,
            ``wrong-type``, ``unknown-type``).
    """
    if not isinstance(row, dict):
        raise wrong_type(row, "a record, an object with the key 'type'", "write one record a line")
    if "type" not in row:
        message = 'every row says of which type its record is; add it, such as "type": "party"'
        raise refusal("missing-field", message, path="/type")
    name = row["type"]
    if not isinstance(name, str):
        (problem,) = wrong_type(name, "the type of a record", 'write its name as text, such as "party"').problems
        raise ValidationError([problem.under("type")])
    if name == HEADER_TYPE:
        return None
    if name not in TYPES:
        near = did_you_mean(name, (*TYPES, HEADER_TYPE)) or f"; expected one of {', '.join(TYPES)}"
        raise refusal("unknown-type", f"there is no such type of record{near}", name, "/type")
    return TYPES[name]


def record_from_row(cls: type[Record], row: Plain) -> Record:
    """Return the record that a row holds.

    Raises:
        ValidationError: All problems of shape at once, with JSON Pointers from the record's root.
    """
    record: Record = structure(cls)(without_type(row))
    return record


def header_from_row(row: Plain) -> dict[str, Any]:
    """Return the fields of the header that a row holds.

    Raises:
        ValidationError: All problems of shape at once, or ``unsupported-version`` alone.
    """
    plain = without_type(row)
    require_model_version(plain.get("peacetalks"))
    problems: list[Problem] = []
    fields = header_fields(plain, problems.extend)
    problems.extend(unknown_fields(plain, [field.name for field in HEADER]))
    if problems:
        raise ValidationError(problems)
    return fields


def row_of(record: Record) -> Plain:
    """Return a record as a row: its type comes first, then its fields."""
    return {"type": type_name(type(record)), **to_dict(record)}


def header_row(header: Mapping[str, Any]) -> Plain:
    """Return the header of a dataset as a row.

    Raises:
        TypeError: The header has no such field.
        ValidationError: A field of the header has a value that it cannot have.
    """
    strangers = header.keys() - {field.name for field in HEADER}
    if strangers:
        raise TypeError(f"the header of a dataset has no field {min(strangers)!r}")
    return {"type": HEADER_TYPE, **dataset_to_plain(Dataset(**header))}


def without_type(row: Plain) -> Plain:
    """Return what stands in a row beside its type."""
    return {key: value for key, value in row.items() if key != "type"}
