"""Rows: the lines of a stream one at a time, each with what it holds or what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from contextlib import suppress
from typing import Any

import attrs

from peacetalks.convert.document import id_of, too_deep
from peacetalks.convert.migrations import HEADER_TYPE, Migration
from peacetalks.convert.row import header_from_row, record_from_row, type_of, without_type
from peacetalks.dataset import Entry
from peacetalks.dataset.integrity import ANY_TYPE, types_of
from peacetalks.formats.faults import invalid_syntax
from peacetalks.formats.json import Parser
from peacetalks.formats.sources import Source
from peacetalks.limits import GREATEST_DEPTH
from peacetalks.problems import Problem, ValidationError
from peacetalks.records import Record, type_name

BLANK = " \t\r\n"
"""What a line may hold and still be passed over."""


@attrs.frozen
class Row:
    """A line of a stream, as far as it could be parsed."""

    line: int
    """Its number, counted from 1; 0 where nobody knows it."""
    length: int
    """Its length."""
    cls: type[Record] | None = None
    """The type of its record; ``None`` where that cannot be told, and for the header."""
    is_header: bool = False
    """Whether it holds the header of the dataset."""
    plain: Any = None
    """Its plain data; ``None`` where nothing can be made of it."""
    faults: tuple[Problem, ...] = ()
    """What is wrong with it so far."""

    @property
    def entry(self) -> Entry:
        """Its record, for looking at what that refers to."""
        return Entry(self.cls, self._id, self.plain)

    @property
    def unread(self) -> Set[str]:
        """Names of the record types of which it may hold one whose id is not known."""
        if not isinstance(self.plain, dict):
            return ANY_TYPE
        has_two_ids = any(fault.path == "/id" for fault in self.faults)
        return types_of(self.cls) if has_two_ids else frozenset()

    def placed(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems of what it holds, with the line and the record's id."""
        return (attrs.evolve(problem, line=self.line or None, record=self._id) for problem in problems)

    @property
    def _id(self) -> str | None:
        return None if self.is_header else id_of(self.plain)

    def content(self) -> Record | dict[str, Any]:
        """Return the record, or the fields of the header, that it holds.

        Raises:
            ValidationError: Everything that is wrong with its shape, with its line.
        """
        problems = list(self.faults)
        content: Record | dict[str, Any] = {}
        try:
            if self.is_header:
                content = header_from_row(self.plain)
            elif self.cls is not None:
                content = record_from_row(self.cls, self.plain)
        except ValidationError as refused:
            problems.extend(refused.problems)
        if problems and too_deep(self.plain):
            message = f"found more than {GREATEST_DEPTH} levels of lists and objects; nothing in the model is so deep"
            problems = list(invalid_syntax(message).problems)
        if problems:
            raise ValidationError(self.placed(problems))
        return content


@attrs.define
class Stream:
    """A stream as rows, brought to the version of the model that this release knows."""

    source: Source
    """Where it is read from."""
    migration: Migration = attrs.field(factory=Migration)
    """The way of its records from the version that its header names."""

    def rows(self) -> Iterator[Row]:
        """Yield every line that is not blank; each call begins anew."""
        parser = Parser()
        is_first = True
        for number, line in self.source.lines():
            if isinstance(line, ValidationError):
                yield Row(number, 0, faults=line.problems)
            elif line.strip(BLANK):
                row = _row(number, line, parser, is_first=is_first)
                if is_first and row.is_header:
                    with suppress(ValidationError):  # of a version that nobody can read, told with the header
                        self.migration = Migration.of(row.plain.get("peacetalks"))
                is_first = is_first and row.plain is None
                yield self._migrated(row)

    def _migrated(self, row: Row) -> Row:
        if not self.migration.steps or not (row.is_header or row.cls):
            return row
        name = HEADER_TYPE if row.cls is None else type_name(row.cls)
        plain = self.migration.migrated(name, without_type(row.plain), line=row.line)
        return attrs.evolve(row, plain={"type": name, **plain})


def _row(number: int, line: str, parser: Parser, *, is_first: bool) -> Row:
    plain: Any = None
    cls: type[Record] | None = None
    is_header = False
    faults: list[Problem] = []
    try:
        plain, duplicates = parser.parse(line)
        faults.extend(duplicates)
        cls = type_of(plain)
        is_header = cls is None
        if is_header and not is_first:
            raise invalid_syntax("the header of the dataset stands in the first line, and only there; remove this one")
    except ValidationError as refused:
        faults.extend(refused.problems)
    has_one_type = all(fault.path != "/type" for fault in faults)
    return Row(number, len(line), cls if has_one_type else None, is_header, plain, tuple(faults))
