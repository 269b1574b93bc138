"""Documents: plain data of a whole dataset, read with every problem at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import attrs

from peacetalks.convert.collector import collector_paused
from peacetalks.convert.records import Plain, structure, unstructure
from peacetalks.dataset import GROUPS, Dataset, Entry, integrity_problems
from peacetalks.fields import Field, fields_of, take, take_item
from peacetalks.ids import is_id
from peacetalks.nearest import nearest
from peacetalks.plain import unknown_field, wrong_type
from peacetalks.problems import LISTED_PROBLEMS, Problem, ValidationError, pointer, pointer_steps, refusal
from peacetalks.records import Record
from peacetalks.version import MODEL_VERSION, require_model_version

GREATEST_DEPTH = 64
"""Deepest nesting of lists and objects in a document."""

IGNORED_KEYS = ("$schema",)
"""Keys of a document that tools other than ours read."""


@attrs.define
class Document:
    """What could be read of a document: its groups as they stood, the dataset if there is one, and the problems."""

    groups: dict[str, list[Any]] = attrs.field(factory=dict)
    """Plain records by group, for finding a record's place in the document again."""
    dataset: Dataset | None = None
    """The dataset, where shape and integrity hold."""
    ignored: list[object] = attrs.field(factory=list)
    """Values of keys that are for other tools."""
    problems: list[Problem] = attrs.field(factory=list)
    """Everything that is wrong with shape and integrity."""

    def with_record(self, problem: Problem) -> Problem:
        """Return a problem with the id of the record that it is in, where the record has a good one."""
        match pointer_steps(problem.path):
            case [group, index, *_] if index.isdecimal():
                records = self.groups.get(group, [])
                return attrs.evolve(problem, record=_id(records[int(index)]) if int(index) < len(records) else None)
        return problem

    def prefixes(self) -> dict[str, str]:
        """Return the JSON Pointer to each record by its id; only for documents that hold a dataset."""
        return {
            plain["id"]: pointer(group, index)
            for group, records in self.groups.items()
            for index, plain in enumerate(records)
        }


def dataset_from_plain(data: object) -> Dataset:
    """Return the dataset that a plain document describes.

    Raises:
        ValidationError: All problems of shape and integrity at once, with JSON Pointers from the document's root.
    """
    document = read_document(data)
    if document.dataset is None:
        raise ValidationError(document.problems)
    return document.dataset


def read_document(data: object, duplicates: Iterable[Problem] = ()) -> Document:
    """Read a plain document as far as it can be read; problems are collected, never raised.

    Args:
        data: The plain document.
        duplicates: Keys that stood twice in its text, so that something of it is not in the data.
    """
    with collector_paused():
        document = Document(problems=list(duplicates))
        try:
            _read(_header(data), document)
        except ValidationError as refused:
            document.problems.extend(refused.problems)
        if too_deep(data if document.problems else document.ignored):
            message = f"found more than {GREATEST_DEPTH} levels of lists and objects; nothing in the model is so deep"
            document.problems[:] = refusal("invalid-syntax", message).problems
        return document


def _header(data: object) -> Plain:
    """Return the document as a dict of a version that we can read."""
    expected, advice = "a document, an object with the key 'peacetalks'", "write the header and the groups"
    if data is None:
        raise refusal("wrong-type", f"found nothing, expected {expected}; {advice}", "null")
    if not isinstance(data, dict):
        raise wrong_type(data, expected, advice)
    require_model_version(data.get("peacetalks"))
    return data


def _read(data: Plain, document: Document) -> None:
    fields = {field.name: field for field in fields_of(Dataset)}
    unknown = [key for key in data if key not in fields and key not in IGNORED_KEYS]
    document.ignored.extend(data[key] for key in IGNORED_KEYS if key in data)
    found: dict[str, Any] = {}
    if "peacetalks" not in data:
        message = f"a document says which version of the model it follows; add peacetalks: {MODEL_VERSION!r}"
        document.problems.extend(refusal("missing-field", message, path="/peacetalks").problems)
    for key, value in data.items():
        if key not in fields:
            continue
        if key not in GROUPS:
            found[key] = _header_value(fields[key], value, document)
        elif isinstance(value, list | tuple):
            document.groups[key] = list(value)
            found[key] = list(_records(key, value, document))
        else:
            refused = wrong_type(value, "a list of records", "write one list item a record")
            document.problems.extend(problem.under(key) for problem in refused.problems)
    for index, key in enumerate(unknown):
        document.problems.append(unknown_field(key, fields if index < LISTED_PROBLEMS else ()))
    if not document.problems:
        with suppress(ValidationError):  # of integrity, which is told below as seen from the root of the document
            document.dataset = Dataset(**found)
    if document.dataset is None:
        document.problems.extend(integrity_problems(_entries(document.groups), _unread(data, document)))
        document.problems[:] = map(document.with_record, document.problems)


def _header_value(field: Field, value: object, document: Document) -> object:
    try:
        return take(field, take_item(field, plain=True), plain=True)(value)
    except ValidationError as refused:
        document.problems.extend(problem.under(field.name) for problem in refused.problems)
        return None


def _records(group: str, plain_records: Sequence[object], document: Document) -> Iterator[Record]:
    structured = structure(GROUPS[group])
    for index, plain in enumerate(plain_records):
        try:
            yield structured(plain)
        except ValidationError as refused:
            document.problems.extend(problem.under(group, index) for problem in refused.problems)


def _entries(groups: Mapping[str, Sequence[object]]) -> Iterator[Entry]:
    for group, plain_records in groups.items():
        for index, plain in enumerate(plain_records):
            yield Entry(GROUPS[group], _id(plain), plain, pointer(group, index))


def _unread(data: Plain, document: Document) -> set[str]:
    """Return the names of the record types of which some records may stand in what could not be read."""
    groups = {key for key in GROUPS if key in data and key not in document.groups}
    for problem in document.problems:
        name, *steps = pointer_steps(problem.path) or [""]
        if problem.code == "unknown-field" and not steps:
            groups.add(nearest(name, tuple(GROUPS)) or name)
        if problem.code == "duplicate-key" and (not steps or steps[1:] == ["id"]):
            groups.add(name)
    return {GROUPS[group].__name__ for group in groups if group in GROUPS}


def _id(plain: object) -> str | None:
    id = plain.get("id") if isinstance(plain, dict) else None
    return id if isinstance(id, str) and is_id(id) else None


def too_deep(data: object) -> bool:
    """Tell whether plain data nest deeper than a document may; ends also for data that contain themselves."""
    level: list[object] = [data]
    for _ in range(GREATEST_DEPTH):
        inner: dict[int, object] = {}
        for holder in level:
            for item in holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ():
                if isinstance(item, dict | list):
                    inner[id(item)] = item
        if not inner:
            return False
        level = list(inner.values())
    return True


def dataset_to_plain(dataset: Dataset) -> Plain:
    """Return a dataset as plain data in canonical order: header first, then the groups that hold records."""
    plain = {"peacetalks": dataset.peacetalks}
    return plain | unstructure(Dataset)(dataset)
