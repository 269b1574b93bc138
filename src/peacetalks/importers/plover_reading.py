"""Where PLOVER events come from: JSON, JSON Lines, rows parted by tabs, or Python's own objects."""

from __future__ import annotations

import codecs
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import IO, Any, TypeAlias, cast

from peacetalks.formats.faults import not_utf8
from peacetalks.formats.json import Parser
from peacetalks.formats.packing import unpacked
from peacetalks.formats.sources import BYTE_ORDER_MARK, Source, opened
from peacetalks.importers.plover_forms import Form, form_of, keys_of
from peacetalks.importers.report import Report
from peacetalks.importers.table import PathOrRows, read_rows
from peacetalks.importers.values import cleaned, column_name
from peacetalks.limits import GREATEST_DEPTH
from peacetalks.plain import kind_of, wrong_type
from peacetalks.problems import LONGEST_INTEGER, ValidationError, pointer_steps, problems_of, refusal

EventSource: TypeAlias = str | os.PathLike[str] | IO[bytes] | IO[str] | Iterable[Mapping[str, object]]
"""What is read: a path, an open file, or events or rows as dicts."""

Content: TypeAlias = tuple[int, Form, Mapping[str, Any]]
"""An event as it stands, with its number and its form."""

LOOKED_AT = 2**14
"""Bytes at the beginning of a file by which its form is told."""

FIRST_COLUMN = "Event Type"
"""Column without which a table is none of POLECAT."""


def contents(source: EventSource, report: Report, form: Form | None) -> Iterator[Content]:
    """Yield the events of a source as they stand, one at a time; numbers are those of lines in JSON Lines.

    What cannot be read is told, and the next event is read.

    Raises:
        ValidationError: The source is nothing that can be read.
        OSError: The file cannot be opened or read.
    """
    if isinstance(source, str | os.PathLike) or hasattr(source, "read"):
        with opened(cast("IO[bytes]", source)) as file:
            yield from _of_file(file, report, form)
    elif isinstance(source, Iterable) and not isinstance(source, bytes | bytearray | memoryview | Mapping):
        yield from _of_objects(source, report, form)
    else:
        raise wrong_type(source, "a path, an open file or events", "give the path of a file, or a list of dicts")


def _of_file(file: Source, report: Report, form: Form | None) -> Iterator[Content]:
    beginning = _beginning(file).lstrip(BYTE_ORDER_MARK + " \t\r\n")
    if beginning.startswith("["):
        items, twice = Parser().parse(file.text())
        for problem in twice:
            step, *inner = pointer_steps(problem.path)
            report.tell(int(step) + 1, "/".join(inner), None, "changed", "two fields have this name; the last was read")
        yield from _plain(enumerate(cast("list[object]", items), start=1), report, form)
    elif beginning.startswith("{"):
        yield from _plain(_lines(file, report), report, form)
    elif beginning:
        file.file.seek(file.start)
        delimiter = "\t" if "\t" in beginning.splitlines()[0] else ","
        yield from _rows(cast("IO[bytes]", file.file), report, delimiter)


def _beginning(file: Source) -> str:
    file.file.seek(file.start)
    try:
        if isinstance(file.file.read(0), str):
            return cast("str", file.file.read(LOOKED_AT))
    except UnicodeDecodeError as error:
        raise not_utf8(error.object, error.start) from None
    some = unpacked(cast("IO[bytes]", file.file)).read(LOOKED_AT)
    is_wide = some.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return some.decode("utf-16" if is_wide else "utf-8", errors="replace")


def _lines(file: Source, report: Report) -> Iterator[tuple[int, object]]:
    """Yield what the lines of a file hold; what the whole file holds where its first line is not whole."""
    whole = _whole(file)
    if whole is not None:
        yield 1, whole
        return
    parser = Parser()
    for number, line in file.lines():
        if isinstance(line, str) and not line.strip():
            continue
        try:
            if isinstance(line, ValidationError):
                raise line
            plain, twice = parser.parse(line)
        except ValidationError as refused:
            said = refused.problems[0].message
            report.tell(number, None, line if isinstance(line, str) else None, "refused", f"{said}; it was left out")
        else:
            for problem in twice:
                report.tell(number, problem.path[1:], None, "changed", "two fields have this name; the last was read")
            yield number, plain


def _whole(file: Source) -> object:
    """Return what a file holds as a whole; ``None`` where that is nothing, or its first line holds something."""
    lines = (line for _, line in file.lines())
    first = next((line for line in lines if isinstance(line, ValidationError) or line.strip()), "")
    if isinstance(first, str) and not problems_of(Parser().parse, first):
        return None
    try:
        return Parser().parse(file.text())[0]
    except ValidationError:
        return None


def _rows(source: PathOrRows, report: Report, delimiter: str = "\t") -> Iterator[Content]:
    missing: set[str] | None = None
    for row in read_rows(source, report, delimiter=delimiter):
        if missing is None:
            missing = set(keys_of("polecat")) - row.cells.keys()
            if FIRST_COLUMN in missing:
                message = "this is neither JSON nor a table of POLECAT; its columns are to have their names above them"
                raise refusal("not-readable", message)
            for name in sorted(missing):
                report.tell(0, name, None, "changed", "the table has no such column; its cells were taken to be empty")
        yield row.number, "polecat", row.cells


def _of_objects(source: Iterable[object], report: Report, form: Form | None) -> Iterator[Content]:
    items = iter(source)
    first = next(items, None)
    if first is None:
        return
    items = chain((first,), items)
    told = form_of(first) if isinstance(first, Mapping) else None
    if (form or told) == "polecat":
        yield from _rows(cast("PathOrRows", items), report)
    else:
        yield from _plain(enumerate(items, start=1), report, form)


def _plain(items: Iterable[tuple[int, object]], report: Report, form: Form | None) -> Iterator[Content]:
    for number, item in items:
        if not isinstance(item, Mapping):
            message = f"found {kind_of(item)}, expected an event; it was left out"
            report.tell(number, None, item, "refused", message)
            continue
        clean = partial(_cleaned, report, number)
        try:
            content = {column_name(str(key)): _clean(str(key), value, clean) for key, value in item.items()}
        except ValidationError as refused:
            report.tell(number, None, None, "refused", f"{refused.problems[0].message}; the event was left out")
            continue
        yield number, form or form_of(content), content


def _cleaned(report: Report, number: int, key: str, text: str) -> str:
    return cleaned(number, column_name(key), text, report)


def _clean(key: str, value: object, clean: Callable[[str, str], str], depth: int = 1) -> Any:
    """Return a plain value without characters that no text of ours can hold.

    Raises:
        ValidationError: ``invalid-syntax`` or ``wrong-type``: it holds what JSON does not.
    """
    if depth > GREATEST_DEPTH:
        message = f"found more than {GREATEST_DEPTH} levels of lists and objects; nothing is so deep"
        raise refusal("invalid-syntax", message)
    if isinstance(value, str):
        return clean(key, value)
    if value is None or (isinstance(value, int) and value.bit_length() <= LONGEST_INTEGER):
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    if isinstance(value, list | tuple):
        return [_clean(key, item, clean, depth + 1) for item in value]
    if isinstance(value, Mapping):
        return {clean(key, str(name)): _clean(key, item, clean, depth + 1) for name, item in value.items()}
    raise wrong_type(value, "what JSON can hold", "write it as text")
