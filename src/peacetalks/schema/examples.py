"""Examples for the definitions of a schema: parts of one small dataset, made up, in which there is everything."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from peacetalks.dataset import Dataset
from peacetalks.fields import fields_of
from peacetalks.schema.describe import name_of


@cache
def examples() -> Mapping[str, Any]:
    """Return an example of each definition by its name: the first one of its kind in the dataset."""
    dataset = json.loads(resources.files("peacetalks.schema").joinpath("example.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = {}
    for name, plain in _parts(Dataset, dataset):
        found.setdefault(name, plain)
    return found


def _parts(cls: type, plain: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every object in plain data with the name of its definition."""
    for field in fields_of(cls):
        if field.is_nested and field.name in plain:
            for item in plain[field.name] if field.many else [plain[field.name]]:
                yield name_of(field.item, field.statuses), item
                yield from _parts(field.item, item)
