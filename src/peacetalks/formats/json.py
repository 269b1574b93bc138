"""JSON documents.

Reading: RFC 8259 in UTF-8; duplicate keys are told, ``NaN`` and ``Infinity`` refused. Writing: two-space indent, keys
in the model's order, text as it is (no escapes beyond JSON's own), one final newline.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from itertools import islice
from json.decoder import JSONDecodeError, JSONDecoder, scanstring  # type: ignore[attr-defined]
from typing import Any

import attrs
import msgspec

from peacetalks.convert import dataset_to_plain
from peacetalks.dataset import Dataset
from peacetalks.formats.documents import DIGITS_READ, DocumentReading, read_text
from peacetalks.formats.faults import duplicate_key, invalid_syntax
from peacetalks.formats.sources import Source
from peacetalks.limits import GREATEST_DEPTH, GREATEST_REPORT
from peacetalks.plain import key_step
from peacetalks.problems import Problem, pointer, pointer_steps

_space = re.compile(r"[ \t\n\r]*").match
_skip = JSONDecoder(parse_int=float).raw_decode
_constants = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|(NaN|-?Infinity)').finditer


def read(source: Source) -> DocumentReading:
    """Read a dataset as far as it can be read."""
    return read_text(source.text(), parse, lines)


def write(dataset: Dataset) -> Iterator[bytes]:
    """Yield the canonical bytes of a dataset."""
    yield encode(dataset_to_plain(dataset))


def encode(plain: dict[str, Any]) -> bytes:
    """Return plain data as JSON, laid out for people."""
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"


@attrs.define
class _Wanted:
    """A place whose position is wanted, or that leads to one."""

    path: str | None = None
    inner: dict[str, _Wanted] = attrs.field(factory=dict)


def parse(text: str) -> tuple[object, list[Problem]]:
    """Return the plain data of a JSON text, and the keys that stand twice in an object.

    Raises:
        ValidationError: ``invalid-syntax`` with its line; nothing can be made of the text.
    """
    return Parser().parse(text)


class Parser:
    """Makes plain data of JSON texts, one after the other."""

    def __init__(self) -> None:
        decoder = JSONDecoder(object_pairs_hook=self._as_dict, parse_int=_integer, parse_constant=_refuse_constant)
        self._decode = decoder.decode
        self._has_duplicates = False

    def parse(self, text: str) -> tuple[object, list[Problem]]:
        """Return the plain data of a text, and the keys that stand twice in an object.

        Raises:
            ValidationError: ``invalid-syntax`` with its line; nothing can be made of the text.
        """
        self._has_duplicates = False
        try:
            data = self._decode(text)
            return data, list(islice(_duplicates(text), GREATEST_REPORT + 1)) if self._has_duplicates else []
        except _ConstantError as refused:
            at = next(found.start() for found in _constants(text) if found[1])
            message = f"not JSON: {refused} is no number that JSON knows; leave the field out"
            raise invalid_syntax(message, text.count("\n", 0, at) + 1) from None
        except JSONDecodeError as error:
            raise invalid_syntax(f"not JSON: {error.msg}; correct the text here or just before", error.lineno) from None
        except RecursionError:
            raise invalid_syntax("the text nests too deep to be read; nothing in the model is so deep") from None

    def _as_dict(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(pairs)
        if len(made) < len(pairs):
            self._has_duplicates = True
        return made


class _ConstantError(Exception):
    """The text has ``NaN`` or ``Infinity``."""


def _refuse_constant(name: str) -> float:
    raise _ConstantError(name)


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= DIGITS_READ else float(digits)


def lines(text: str, paths: Set[str]) -> dict[str, int]:
    """Return the line of each place; of its nearest holder where the text has no such place."""
    root = _Wanted()
    for path in paths:
        branch = root
        for step in pointer_steps(path):
            branch = branch.inner.setdefault(step, _Wanted())
        branch.path = path
    line_of = _line_counter(text)
    start = _start(text, 0)
    return {path: line_of(at) for path, at in _positions(text, start, start, root)}


def _line_counter(text: str) -> Callable[[int], int]:
    """Return the function that tells the line of a position, counted from 1."""
    newlines = [match.start() for match in re.finditer("\n", text)]
    return lambda at: bisect.bisect_left(newlines, at) + 1


def _start(text: str, at: int) -> int:
    found = _space(text, at)
    return found.end() if found else at  # pragma: no branch - the pattern matches everywhere


def _members(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield step, position and start of value for each member of the object or item of the list at ``at``.

    The value's own end is found by the C scanner, so that skipping it costs little.
    """
    is_object = text[at] == "{"
    at = _start(text, at + 1)
    index = 0
    while text[at] not in "}]":
        here = at
        step = str(index)
        if is_object:
            step, at = scanstring(text, at + 1, True)
            at = _start(text, _start(text, at) + 1)
        yield step, here, at
        at = _start(text, _skip(text, at)[1])
        if text[at] == ",":
            at = _start(text, at + 1)
        index += 1


def _positions(text: str, here: int, at: int, wanted: _Wanted) -> Iterator[tuple[str, int]]:
    """Yield the position of every wanted path from ``at`` on, ``here`` being where the member itself begins."""
    if wanted.path is not None:
        yield wanted.path, here
    if not wanted.inner:
        return
    found: dict[str, tuple[int, int]] = {}
    if text[at] in "{[":
        found = {step: (start, value) for step, start, value in _members(text, at) if step in wanted.inner}
    for step, inner in wanted.inner.items():
        if step in found:
            yield from _positions(text, *found[step], inner)
        else:
            yield from ((path, here) for path in _paths(inner))


def _paths(wanted: _Wanted) -> Iterator[str]:
    if wanted.path is not None:
        yield wanted.path
    for inner in wanted.inner.values():
        yield from _paths(inner)


def _duplicates(text: str) -> Iterator[Problem]:
    """Yield a problem for every key that stands twice in one object."""
    line_of = _line_counter(text)
    pending: list[tuple[tuple[str, ...], int]] = [((), _start(text, 0))]
    while pending:
        place, at = pending.pop()
        if len(place) >= GREATEST_DEPTH:
            raise invalid_syntax(f"more than {GREATEST_DEPTH} levels of lists and objects; nothing is so deep")
        times: Counter[str] = Counter()
        for step, here, value in _members(text, at):
            times[step] += 1
            if times[step] == 2:
                yield duplicate_key(pointer(*place, key_step(step)), line_of(here))
            if text[value] in "{[":
                pending.append(((*place, key_step(step)), value))
