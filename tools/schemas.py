"""The published folder ``schemas/``: JSON Schemas, codelists and crosswalks, for every other language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import attrs

from peacetalks.codelists import Term
from peacetalks.codelists.crosswalk import Correspondence, Relation
from peacetalks.schema import json_schema
from peacetalks.schema.docstrings import class_docstring, field_docstrings
from peacetalks.schema.scalars import closed_object
from peacetalks.schema.write import DIALECT
from peacetalks.version import MODEL_VERSION

FOLDER = f"schemas/{MODEL_VERSION}"
SOURCE = Path(__file__).resolve().parent.parent / "src" / "peacetalks" / "codelists"

Schema = dict[str, Any]

VERSION = "[0-9]+[.][0-9]+"
TEXT: Schema = {"type": "string"}
CELLS: dict[str, Schema] = {
    "code": {"type": "string", "pattern": "^[A-Za-z0-9_.]+$"},
    "since": {"type": "string", "pattern": f"^{VERSION}$"},
    "deprecated": {"type": "string", "pattern": f"^({VERSION})?$"},
    "relation": {"type": "string", "enum": list(get_args(Relation))},
}
"""What a cell may hold, where it is not any text."""


def make() -> dict[str, str]:
    """Return the schemas and the tables, by their paths."""
    schemas = {
        "dataset": json_schema("dataset"),
        "record": json_schema("record"),
        "codelist": table_schema("codelist", Term, {"additionalProperties": {"type": "string"}}),
        "crosswalk": table_schema("crosswalk", Correspondence, {}),
    }
    written = {f"{FOLDER}/{name}.schema.json": laid_out(schema) for name, schema in schemas.items()}
    return written | tables("codelists", SOURCE) | tables("crosswalks", SOURCE / "crosswalks")


def table_schema(name: str, cls: type, more: Schema) -> Schema:
    """Return the schema of a table: a list of rows, each an object of text by the name of the column.

    Args:
        name: What the table is.
        cls: The class of a row.
        more: What goes beyond the fields of the class.
    """
    told = field_docstrings(cls)
    columns = {
        field.name: {
            "title": field.name.replace("_", " ").capitalize(),
            "description": told[field.name],
            **CELLS.get(field.name, {"type": "string", "minLength": 1} if field.default is attrs.NOTHING else TEXT),
        }
        for field in attrs.fields(cls)
        if field.name != "columns"
    }
    row = closed_object("Row", class_docstring(cls), columns, list(columns)) | more
    return {
        "$schema": DIALECT,
        "$id": f"urn:peacetalks:{MODEL_VERSION}:{name}",
        "title": name.capitalize(),
        "description": f"A {name}: the rows of its CSV file as objects; an empty cell is empty text.",
        "type": "array",
        "items": {"$ref": "#/$defs/Row"},
        "$defs": {"Row": row},
    }


def laid_out(schema: Schema) -> str:
    """Return a schema as text."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def tables(name: str, folder: Path) -> dict[str, str]:
    """Return the CSV files of a folder, and what explains them, by the paths they are published at."""
    files = sorted([*folder.glob("*.csv"), *folder.glob("*.md")])
    return {f"{FOLDER}/{name}/{file.name}": file.read_text(encoding="utf-8") for file in files}
