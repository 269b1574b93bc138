"""JSON Schema written from the record classes, for everybody who does not use Python."""

from __future__ import annotations

import copy

from peacetalks.schema.scalars import Schema
from peacetalks.schema.write import SchemaName, schema

__all__ = ["Schema", "SchemaName", "json_schema"]


def json_schema(name: SchemaName = "dataset") -> Schema:
    """Return the JSON Schema (2020-12) of what the library reads and writes, as plain data.

    Everything in it follows from the record classes. It finds most faults of shape, and none of integrity or meaning:
    ``docs/problems.md`` says what the library alone can find.

    Args:
        name: ``dataset`` for documents in JSON or YAML, ``record`` for one line of a stream in JSON Lines.
    """
    return copy.deepcopy(schema(name))
