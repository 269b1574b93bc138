"""JSON Schema 2020-12 of documents and of streams: the second of two steps.

What is written is what the tools of other languages read without trouble: flat objects, references to ``#/$defs/``
only, and no keyword that is not needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from peacetalks.codelists import NAMESPACED_PATTERN, codelist
from peacetalks.convert.migrations import HEADER_TYPE
from peacetalks.convert.row import TYPES
from peacetalks.dataset import HEADER, Dataset
from peacetalks.dates import Date
from peacetalks.fields import Field, cached
from peacetalks.schema.describe import Definition, Property, definition, definitions, in_words, with_article
from peacetalks.schema.examples import examples
from peacetalks.schema.scalars import DEFINITIONS, SCALARS, TEXT, Schema, closed_object, reference
from peacetalks.values import Extra
from peacetalks.version import MODEL_VERSION

SchemaName = Literal["dataset", "record"]
"""Name of a schema: that of a document, or that of one line of a stream."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
"""The version of JSON Schema that is written."""

HEADER_NAME = "Header"
"""Name of the definition of a stream's first line."""


@cached
def schema(name: SchemaName) -> Schema:
    """Return a schema by name; it is shared, and not to be changed."""
    return _of_dataset() if name == "dataset" else _of_record()


def _of_dataset() -> Schema:
    dataset = definition(Dataset)
    properties = {"$schema": _editors_key("document"), **_properties(dataset)}
    root = closed_object(dataset.title, dataset.description, properties, ["peacetalks"])
    return _published("dataset", root, {one.name: _object(one) for one in definitions()})


def _of_record() -> Schema:
    names = {cls.__name__: name for name, cls in TYPES.items()}
    objects = {one.name: _row(one, names[one.name]) if one.name in names else _object(one) for one in definitions()}
    root = {
        "title": "Line",
        "description": "One line of a stream in JSON Lines: a record, or in the first line the header of the dataset.",
        "oneOf": [reference(name) for name in (HEADER_NAME, *names)],
    }
    return _published("record", root, {HEADER_NAME: _header(), **objects})


def _published(name: SchemaName, root: Schema, objects: Mapping[str, Schema]) -> Schema:
    """Return a whole schema: its root, and the definitions that are referred to."""
    known = {**objects, **SCALARS, **_codelists()}
    wanted, used = [root], dict[str, None]()
    while wanted:
        found = [target for target in _targets(wanted.pop()) if target not in used]
        used |= dict.fromkeys(found)
        wanted += (known[target] for target in found)
    head = {"$schema": DIALECT, "$id": f"urn:peacetalks:{MODEL_VERSION}:{name}"}
    return {**head, **root, "$defs": {key: known[key] for key in known if key in used}}


def _targets(part: object) -> Iterator[str]:
    """Yield the names of the definitions that part of a schema refers to."""
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix(DEFINITIONS)
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _targets(inner)


# --- objects ---------------------------------------------------------------------------------------------------------


def _object(one: Definition) -> Schema:
    example = examples()[one.name]
    return {**closed_object(one.title, one.description, _properties(one), _required(one)), "examples": [example]}


def _row(one: Definition, name: str) -> Schema:
    """Return the schema of a record with its type, as a line of a stream has it."""
    kind = _constant("Type", f"Says that the line holds {with_article(one.title.lower())}.", name)
    properties = {"type": kind, **_properties(one)}
    row = closed_object(one.title, one.description, properties, ["type", *_required(one)])
    return {**row, "examples": [{"type": name, **examples()[one.name]}]}


def _header() -> Schema:
    names = {field.name for field in HEADER}
    dataset = definition(Dataset)
    kind = _constant("Type", "Says that the line holds the header of the dataset.", HEADER_TYPE)
    properties = {name: schema for name, schema in _properties(dataset).items() if name in names}
    return closed_object(
        "Header",
        "What the dataset is that the records of a stream belong to.",
        {"type": kind, "$schema": _editors_key("stream"), **properties},
        ["type", "peacetalks"],
    )


def _editors_key(what: str) -> Schema:
    told = {"title": "Schema", "description": f"Address of the schema of this {what}, for editors; readers ignore it."}
    return {**told, "type": "string"}


def _constant(title: str, description: str, value: str) -> Schema:
    return {"title": title, "description": description, "type": "string", "const": value}


def _required(one: Definition) -> list[str]:
    return [each.field.name for each in one.properties if each.field.required]


def _properties(one: Definition) -> Schema:
    return {each.field.name: _property(each) for each in one.properties}


# --- fields ----------------------------------------------------------------------------------------------------------


def _property(each: Property) -> Schema:
    field = each.field
    if field.name == "peacetalks":
        return _constant(each.title, each.description, MODEL_VERSION)
    told = {"title": each.title, "description": each.description + _referred(field)}
    if not field.many:
        return {**told, **_item(each)}
    fewest = {"minItems": field.at_least} if field.at_least else {}
    return {**told, "type": "array", "items": _item(each), **fewest}


def _referred(field: Field) -> str:
    """Return what to say of the records that a field refers to."""
    if field.refers is None:
        return ""
    kinds = " or ".join(in_words(name).lower() for name in field.refers)
    of_type = f"of the type {kinds}" if kinds else "of any type"
    return f" Ids of records {of_type}." if field.many else f" The id of a record {of_type}."


def _item(each: Property) -> Schema:
    field = each.field
    if each.holds:
        return reference(each.holds)
    if field.is_id or field.refers is not None:
        return reference("Id")
    if field.codelist:
        return reference(codes_name(field.codelist))
    if field.item is Date:
        return reference("DateExpression")
    if field.item is Extra:
        return reference("Extra")
    if field.item is str:
        return TEXT
    kind = "integer" if field.item is int else "number"
    return {"type": kind, "minimum": field.lowest, "maximum": field.highest}


# --- codes -----------------------------------------------------------------------------------------------------------


def codes_name(listed: str) -> str:
    """Return the name of a codelist among the definitions, such as ``RoleCode``."""
    return "".join(word.capitalize() for word in listed.split("_")) + "Code"


def _codelists() -> dict[str, Schema]:
    fields = (each.field for one in definitions() for each in one.properties)
    patterns = {field.codelist: field.code_pattern for field in fields if field.codelist}
    return {codes_name(listed): _codes(listed, pattern) for listed, pattern in patterns.items()}


def _codes(listed: str, pattern: str | None) -> Schema:
    terms = codelist(listed)
    told = {"title": terms.label, "description": terms.definition}
    codes = {"type": "string", "enum": [term.code for term in terms]}
    others = [one for one in (pattern, None if terms.closed else NAMESPACED_PATTERN) if one]
    if not others:
        return {**told, **codes}
    return {**told, "anyOf": [codes, *({"type": "string", "pattern": one} for one in others)]}
