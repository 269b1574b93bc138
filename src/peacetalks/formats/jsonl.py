"""JSON Lines: streams of one record a line, the header of the dataset first.

Reading: each line is JSON by the rules of JSON documents; blank lines are passed over. Writing: compact, ``type`` first
in each line; what some readers take for the end of a line (U+0085, U+2028, U+2029) is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import attrs
import msgspec

from peacetalks.convert.collector import collector_paused
from peacetalks.convert.records import Plain
from peacetalks.convert.row import header_row, row_of
from peacetalks.dataset import Dataset
from peacetalks.dataset.integrity import Ids
from peacetalks.formats.rows import Row, Stream
from peacetalks.formats.sources import Source
from peacetalks.limits import GREATEST_REPORT
from peacetalks.problems import Problem, ValidationError, in_order
from peacetalks.records import Record, by_type

ROWS_AT_ONCE = 1_000
"""Most rows that are looked at together."""

LENGTH_AT_ONCE = 2**20
"""Length of rows from which no further ones are looked at with them."""

_ENDS_OF_LINES = {b"\xc2\x85": rb"\u0085", b"\xe2\x80\xa8": rb"\u2028", b"\xe2\x80\xa9": rb"\u2029"}
"""What is the end of a line to some readers, in UTF-8 and as JSON may write it."""

Groups = Mapping[type[Record], Sequence[Record]]
"""Some records by their types."""

Visit = Callable[[Mapping[str, int], Groups], object]
"""Gets the lines of some records by their ids, and the records."""


def write(dataset: Dataset) -> Iterator[bytes]:
    """Yield the canonical bytes of a dataset."""
    return write_rows(chain([header_row(dataset.header)], map(row_of, dataset)))


def write_rows(plain_rows: Iterable[Plain]) -> Iterator[bytes]:
    """Yield the bytes of rows, some at a time."""
    encoded = iter(map(_encoded, plain_rows))
    while lines := b"".join(islice(encoded, ROWS_AT_ONCE)):
        yield lines


def _encoded(row: Plain) -> bytes:
    line = msgspec.json.encode(row)
    if not line.isascii():
        for end, escaped in _ENDS_OF_LINES.items():
            line = line.replace(end, escaped)
    return line + b"\n"


@attrs.frozen
class StreamReading:
    """What came out of reading a stream as a whole."""

    stream: Stream
    """The stream."""
    dataset: Dataset | None
    """The dataset, where shape and integrity hold."""
    problems: Sequence[Problem]
    """What is wrong with shape and integrity, in the order of lines."""

    @property
    def changes(self) -> Sequence[Problem]:
        """What was changed on the way from an earlier version, as warnings with lines."""
        return self.stream.migration.told

    def placed(self, found: Sequence[Problem]) -> Sequence[Problem]:
        """Return problems seen from a record's root, with the lines of the records."""
        wanted = {problem.record for problem in found}
        entries = ((row.entry.id, row.line) for row in (self.stream.rows() if wanted else ()))
        lines = {id: line for id, line in entries if id in wanted}
        return in_order(attrs.evolve(problem, line=lines[problem.record]) for problem in found)


def read(source: Source) -> StreamReading:
    """Read a dataset as far as it can be read."""
    stream, records = Stream(source), list[Record]()
    with collector_paused():
        header, problems = examine(stream, lambda _, groups: records.extend(chain(*groups.values())))
        dataset = None if problems else Dataset.from_records(records, **header)
    return StreamReading(stream, dataset, problems)


def examine(stream: Stream, visit: Visit) -> tuple[dict[str, Any], list[Problem]]:
    """Read a stream through, and return its header and what is wrong with shape and integrity.

    Of the records only ids and types are kept, and ids that were referred to before they came, at most about as many.
    The stream is read a second time where something is wrong with it, to tell which references lead nowhere.

    Args:
        stream: The stream.
        visit: Gets the records as they come, some at a time, as long as nothing is wrong.
    """
    header: dict[str, Any] = {}
    problems: list[Problem] = []
    ids = Ids()
    for some in _some_at_a_time(stream.rows()):
        lines: dict[str, int] = {}
        records: list[Record] = []
        for row in some:
            try:
                content = row.content()
            except ValidationError as refused:
                problems.extend(refused.problems)
                if problems[-1].code == "unsupported-version":
                    return header, problems[-1:]
                ids.are_doubtful = True
                ids.unread |= row.unread
                content = {}
            problems.extend(row.placed(ids.add(row.entry)))
            if isinstance(content, Record):
                lines[content.id] = row.line
                records.append(content)
            else:
                header |= content
            if len(problems) > GREATEST_REPORT:
                return header, in_order(problems)
        groups = by_type(records)
        ids.refer(groups)
        if not problems:
            visit(lines, groups)
    if not ids.settle():
        unsound = (problem for row in stream.rows() for problem in row.placed(ids.unsound_references(row.entry)))
        problems.extend(islice(unsound, GREATEST_REPORT + 1))
    return header, in_order(problems)


def _some_at_a_time(all_rows: Iterator[Row]) -> Iterator[list[Row]]:
    some: list[Row] = []
    length = 0
    for row in all_rows:
        some.append(row)
        length += row.length
        if len(some) == ROWS_AT_ONCE or length >= LENGTH_AT_ONCE:
            yield some
            some, length = [], 0
    yield some
