"""Documents: plain data of a whole dataset, read with every problem at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

import attrs

from peacetalks.convert.collector import collector_paused
from peacetalks.convert.migrations import Migration
from peacetalks.convert.records import Plain, structure, unstructure
from peacetalks.dataset import GROUPS, HEADER, Dataset, Entry, integrity_problems
from peacetalks.fields import take, take_item
from peacetalks.ids import is_id
from peacetalks.limits import GREATEST_DEPTH, GREATEST_REPORT
from peacetalks.nearest import nearest
from peacetalks.plain import unknown_field, wrong_type
from peacetalks.problems import LISTED_PROBLEMS, Problem, ValidationError, pointer, pointer_steps, refusal
from peacetalks.records import Record
from peacetalks.version import MODEL_VERSION

EDITORS_KEY = "$schema"
"""Key of a document or header that editors read, and we do not."""

_HEADER = tuple(field.name for field in HEADER)


@attrs.define
class Document:
    """What could be read of a document: its groups as they stood, the dataset if there is one, and the problems."""

    migration: Migration = attrs.field(factory=Migration)
    """The way of its data from the version that they were written in."""
    groups: dict[str, list[Any]] = attrs.field(factory=dict)
    """Plain records by group, for finding a record's place in the document again."""
    dataset: Dataset | None = None
    """The dataset, where shape and integrity hold."""
    problems: list[Problem] = attrs.field(factory=list)
    """What is wrong with shape and integrity: all of it, up to one more than is told of one source."""

    @property
    def is_full(self) -> bool:
        """Whether more problems were found than are told."""
        return len(self.problems) > GREATEST_REPORT

    def tell(self, problems: Iterable[Problem]) -> None:
        """Add problems, as long as there is room."""
        self.problems.extend(islice(problems, GREATEST_REPORT + 1 - len(self.problems)))

    def with_record(self, problem: Problem) -> Problem:
        """Return a problem with the id of the record that it is in, where the record has a good one."""
        match pointer_steps(problem.path):
            case [group, index, *_] if index.isdecimal():
                records = self.groups.get(group, [])
                return attrs.evolve(problem, record=id_of(records[int(index)]) if int(index) < len(records) else None)
        return problem

    @property
    def changes(self) -> Sequence[Problem]:
        """What was changed on the way from an earlier version, as warnings."""
        return self.migration.told

    def placed(self, found: Sequence[Problem]) -> Sequence[Problem]:
        """Return problems of the dataset's records, seen from a record's root, as seen from that of the document."""
        places = ((group, index) for group, records in self.groups.items() for index in range(len(records)))
        prefixes = {
            self.groups[group][index]["id"]: pointer(group, index) for group, index in (places if found else ())
        }
        return [attrs.evolve(problem, path=prefixes[problem.record or ""] + problem.path) for problem in found]


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
        document = Document()
        document.tell(duplicates)
        try:
            plain = _plain_document(data)
            document.migration = Migration.of(plain.get("peacetalks"))
            _read(document.migration.migrated_document(plain), document)
        except ValidationError as refused:
            document.tell(refused.problems)
        if document.problems and too_deep(data):
            message = f"found more than {GREATEST_DEPTH} levels of lists and objects; nothing in the model is so deep"
            document.problems[:] = refusal("invalid-syntax", message).problems
        return document


def _plain_document(data: object) -> Plain:
    """Return the document as a dict."""
    expected, advice = "a document, an object with the key 'peacetalks'", "write the header and the groups"
    if data is None:
        raise refusal("wrong-type", f"found nothing, expected {expected}; {advice}", "null")
    if not isinstance(data, dict):
        raise wrong_type(data, expected, advice)
    return data


def _read(data: Plain, document: Document) -> None:
    found = header_fields(data, document.tell)
    for key, value in data.items():
        if key not in GROUPS:
            continue
        if isinstance(value, list | tuple):
            document.groups[key] = list(value)
            found[key] = list(_records(key, value, document))
        else:
            refused = wrong_type(value, "a list of records", "write one list item a record")
            document.tell(problem.under(key) for problem in refused.problems)
    document.tell(unknown_fields(data, (*_HEADER, *GROUPS)))
    if not document.problems:
        with suppress(ValidationError):  # of integrity, which is told below as seen from the root of the document
            document.dataset = Dataset(**found)
    if document.dataset is None and not document.is_full:
        document.tell(integrity_problems(_entries(document.groups), _unread(data, document)))
    document.problems[:] = map(document.with_record, document.problems)


def header_fields(data: Plain, tell: Callable[[Iterable[Problem]], None]) -> dict[str, Any]:
    """Return the fields of a dataset's header that stand in plain data.

    Args:
        data: The plain data; other keys than those of the header are left alone.
        tell: Gets what is wrong.
    """
    found: dict[str, Any] = {}
    if not isinstance(data.get(EDITORS_KEY, ""), str):
        refused = wrong_type(data[EDITORS_KEY], "the address of a schema", "put it in quotes, or leave it out")
        tell(problem.under(EDITORS_KEY) for problem in refused.problems)
    if "peacetalks" not in data:
        message = f"a dataset says which version of the model it follows; add peacetalks: {MODEL_VERSION!r}"
        tell(refusal("missing-field", message, path="/peacetalks").problems)
    for field in HEADER:
        if field.name in data:
            try:
                found[field.name] = take(field, take_item(field, plain=True), plain=True)(data[field.name])
            except ValidationError as refused:
                tell(problem.under(field.name) for problem in refused.problems)
    return found


def unknown_fields(data: Plain, known: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for every key of a document or header that has no meaning there."""
    unknown = (key for key in data if key not in known and key != EDITORS_KEY)
    return (unknown_field(key, known if index < LISTED_PROBLEMS else ()) for index, key in enumerate(unknown))


def _records(group: str, plain_records: Sequence[object], document: Document) -> Iterator[Record]:
    structured = structure(GROUPS[group])
    for index, plain in enumerate(plain_records):
        if document.is_full:
            return
        try:
            yield structured(plain)
        except ValidationError as refused:
            document.tell(problem.under(group, index) for problem in refused.problems)


def _entries(groups: Mapping[str, Sequence[object]]) -> Iterator[Entry]:
    for group, plain_records in groups.items():
        for index, plain in enumerate(plain_records):
            yield Entry(GROUPS[group], id_of(plain), plain, pointer(group, index))


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


def id_of(plain: object) -> str | None:
    """Return the id of a plain record, where it has a good one."""
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
