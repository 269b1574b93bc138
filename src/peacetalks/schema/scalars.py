"""Definitions of what has no class with fields: ids, dates, outside columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peacetalks.dates import EDTF_PATTERN
from peacetalks.ids import ID_PATTERN
from peacetalks.limits import GREATEST_EDTF
from peacetalks.values.extra import EXTRA_KEY_PATTERN

Schema = dict[str, Any]
"""A JSON Schema, or part of one."""

DEFINITIONS = "#/$defs/"
"""How a reference to a definition begins."""


def reference(name: str) -> Schema:
    """Return a reference to a definition."""
    return {"$ref": DEFINITIONS + name}


def closed_object(title: str, description: str, properties: Schema, required: list[str]) -> Schema:
    """Return the schema of an object that has no other fields than these."""
    needed = {"required": required} if required else {}
    told = {"title": title, "description": description}
    return {**told, "type": "object", "properties": properties, **needed, "additionalProperties": False}


TEXT: Schema = {"type": "string", "minLength": 1}
"""Text is never empty: a field that says nothing is left out."""


def _part(title: str, description: str, schema: Schema) -> Schema:
    return {"title": title, "description": description, **schema}


_ANCHOR = "EDTF date from which {} are to be understood, often that of the source."

SCALARS: Mapping[str, Schema] = {
    "Id": {
        "title": "Id",
        "description": (
            "Id of a record: lower-case letters, digits, `.`, `_` and `-`, a letter or digit first; unique in the "
            "dataset across all types of records."
        ),
        "type": "string",
        "pattern": ID_PATTERN,
        "examples": ["russia", "d-recognition", "round-2"],
    },
    "DateExpression": {
        "title": "Date expression",
        "description": "When something was, no more precise than the source: EDTF, or an object that keeps words.",
        "anyOf": [reference("Edtf"), reference("DateWithEdtf"), reference("DateInWords")],
        "examples": ["2026-02-05", {"text": "before spring", "anchor": "2026-02-06"}],
    },
    "Edtf": {
        "title": "EDTF",
        "description": (
            "A date in a subset of EDTF (ISO 8601-2): a day, month or year, an interval (`2004/2006`), one of a set "
            "(`[2026-02-05,2026-02-06]`), about then (`2025-09~`), perhaps then (`2014?`), in part unknown (`199X`). "
            "A day that there is not, and an interval that ends before it begins, are refused by the library only."
        ),
        "type": "string",
        "pattern": EDTF_PATTERN,
        "maxLength": GREATEST_EDTF,
        "examples": ["2026-02-05", "2026-02", "2026-02-05T13:17:00+02:00", "2025-09~", "2004/2006", "[..2026-02-28]"],
    },
    "DateWithEdtf": closed_object(
        "Date with EDTF",
        "A date in EDTF that keeps the words of the source beside it.",
        {
            "edtf": _part("EDTF", "What the words come to, as an EDTF date.", reference("Edtf")),
            "text": _part("Text", "Words of the source for the date, as written.", TEXT),
            "anchor": _part("Anchor", _ANCHOR.format("the words beside it"), reference("Edtf")),
        },
        ["edtf"],
    ),
    "DateInWords": closed_object(
        "Date in words",
        "A date that is known only in the words of the source, such as `before spring`; its bounds are unknown.",
        {
            "text": _part("Text", "Words of the source, the only thing known of the date.", TEXT),
            "anchor": _part("Anchor", _ANCHOR.format("the words alone"), reference("Edtf")),
        },
        ["text"],
    ),
    "Extra": {
        "title": "Extra",
        "description": "Columns of other projects' rows: `scheme:column` with the text that stood there, verbatim.",
        "type": "object",
        "propertyNames": {"pattern": EXTRA_KEY_PATTERN},
        "additionalProperties": {"type": "string"},
        "examples": [{"pax:Part": "3"}],
    },
}
"""Definitions by name."""
