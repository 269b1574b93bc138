"""YAML documents, for people who write data by hand.

Reading: scalars are resolved as in JSON only, so ``no``, ``on``, ``10:30`` and dates stay text; duplicate keys are
told; aliases, tags and a second document are refused. Writing: block style, short lists of ids in one line, and quotes
wherever YAML 1.1 would make something else of a text. Comments do not survive reading and writing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from itertools import islice
from typing import Any

import attrs
import yaml

from peacetalks.convert import dataset_to_plain
from peacetalks.dataset import Dataset
from peacetalks.formats.documents import DIGITS_READ, DocumentReading, read_text
from peacetalks.formats.faults import duplicate_key, invalid_syntax
from peacetalks.formats.sources import BYTE_ORDER_MARK, Source
from peacetalks.limits import GREATEST_DEPTH
from peacetalks.plain import key_step
from peacetalks.problems import Problem, pointer

WIDTH = 100
"""Columns after which long text is folded."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?\Z")
_NO_TEXT_ELSEWHERE = re.compile(r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|[yYnN])\Z")
"""Numbers of YAML 1.2's core schema, and words of YAML 1.1 that PyYAML does not know."""

TAG_DIRECTIVES_READ = 20
"""Tag directives (``%TAG``) that a text may have; libyaml compares each of them with all the others."""

_TAG_DIRECTIVES = re.compile("^%TAG", re.MULTILINE).finditer
_WORDS = {"null": None, "": None, "true": True, "false": False}
_ESCAPES = {"\x85": r"\N", "\u2028": r"\L", "\u2029": r"\P"}
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
"""Characters that end a line in YAML 1.1 and nowhere else."""

_ODD = re.compile(f"{_SEPARATORS.pattern}|{yaml.reader.Reader.NON_PRINTABLE.pattern}")
"""What YAML cannot hold as it stands."""


def read(source: Source) -> DocumentReading:
    """Read a dataset as far as it can be read."""
    return read_text(source.text(), parse, lines)


def write(dataset: Dataset) -> Iterator[bytes]:
    """Yield the canonical bytes of a dataset."""
    yield encode(dataset_to_plain(dataset))


def encode(plain: dict[str, Any]) -> bytes:
    """Return plain data as YAML, laid out for people."""
    text: str = yaml.dump(plain, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH)
    return text.encode()


def parse(text: str) -> tuple[object, list[Problem]]:
    """Return the plain data of a YAML text, and the keys that stand twice in an object.

    Raises:
        ValidationError: ``invalid-syntax`` with its line; nothing can be made of the text.
    """
    builder = _Builder()
    return builder.build(text), builder.duplicates


def lines(text: str, paths: Set[str]) -> dict[str, int]:
    """Return the line of each place; of its nearest holder where the text has no such place."""
    found: dict[str, int] = {"": 1}
    wanted = {path[:end] for path in paths for end in range(len(path) + 1) if end == len(path) or path[end] == "/"}

    def note(place: tuple[str | int, ...], line: int) -> None:
        path = pointer(*place)
        if path in wanted:
            found[path] = line

    _Builder(note).build(text)
    return {path: found[_nearest_holder(path, found)] for path in paths}


def _nearest_holder(path: str, found: dict[str, int]) -> str:
    while path not in found:
        path = path.rpartition("/")[0]
    return path


@attrs.define
class _Open:
    """A list or object that is being read."""

    holder: dict[str, Any] | list[Any]
    place: tuple[str | int, ...]
    key: str | None = None
    told: set[str] = attrs.field(factory=set)
    """Keys that are known to stand here more than once."""

    def here(self) -> tuple[str | int, ...]:
        """Return the place of the item that comes next."""
        return (*self.place, len(self.holder) if isinstance(self.holder, list) else self.key or "")


@attrs.define
class _Builder:
    """Builds plain data from the events of a YAML parser, without recursion."""

    note: Callable[[tuple[str | int, ...], int], None] | None = None
    duplicates: list[Problem] = attrs.field(factory=list)
    _open: list[_Open] = attrs.field(factory=list)
    _data: object = None

    def build(self, text: str) -> object:
        documents = 0
        for event in _events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _refused(event, "a second document begins here; put each document into a file of its own")
            elif isinstance(event, yaml.AliasEvent):
                raise _refused(event, "aliases (*name) are refused; write the value out")
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._open.pop()
        return self._data

    def _node(self, event: Any) -> None:
        if event.tag is not None:
            raise _refused(
                event, f"tags ({event.tag[:40]}) are refused; write the value plainly, or in quotes for text"
            )
        top = self._open[-1] if self._open else None
        if top is not None and isinstance(top.holder, dict) and top.key is None:
            self._key(event, top, top.holder)
            return
        place = top.here() if top else ()
        if self.note and not (top and isinstance(top.holder, dict)):
            self.note(place, _line(event))
        value = _scalar(event) if isinstance(event, yaml.ScalarEvent) else _empty(event)
        self._put(top, value)
        if isinstance(value, dict | list):
            if len(self._open) >= GREATEST_DEPTH:
                raise _refused(event, f"more than {GREATEST_DEPTH} levels of lists and objects; nothing is so deep")
            self._open.append(_Open(value, place))

    def _key(self, event: Any, top: _Open, holder: dict[str, Any]) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _refused(event, "a key must be a word, not a list or an object")
        top.key = event.value
        line = _line(event)
        if event.value in holder and event.value not in top.told:
            top.told.add(event.value)
            self.duplicates.append(duplicate_key(pointer(*top.place, key_step(event.value)), line))
        if self.note:
            self.note(top.here(), line)

    def _put(self, top: _Open | None, value: object) -> None:
        if top is None:
            self._data = value
        elif isinstance(top.holder, list):
            top.holder.append(value)
        else:
            top.holder[top.key or ""] = value
            top.key = None


def _events(text: str) -> Iterator[Any]:
    if text.startswith(BYTE_ORDER_MARK):  # a second one, which PyYAML would pass over
        raise invalid_syntax("found a second byte order mark; remove it", 1)
    odd = _ODD.search(text)
    if odd:
        advice = f"write it as {_ESCAPES[odd[0]]} in double quotes" if odd[0] in _ESCAPES else "remove it"
        message = f"found the character U+{ord(odd[0]):04X}, which YAML cannot hold as it stands; {advice}"
        raise invalid_syntax(message, text.count("\n", 0, odd.start()) + 1)
    if next(islice(_TAG_DIRECTIVES(text), TAG_DIRECTIVES_READ, None), None):
        raise invalid_syntax(
            f"found more than {TAG_DIRECTIVES_READ} tag directives (%TAG); tags are refused, remove them"
        )
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except UnicodeDecodeError:
        raise invalid_syntax("not YAML: a tag is not UTF-8; tags are refused, remove it") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        raise invalid_syntax(
            f"not YAML: {error.problem or error.context}; correct the text here or above", line
        ) from None


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _refused(event: Any, message: str) -> Exception:
    return invalid_syntax(message, _line(event))


def _empty(event: Any) -> dict[str, Any] | list[Any]:
    return [] if isinstance(event, yaml.SequenceStartEvent) else {}


def _scalar(event: Any) -> object:
    """Return the value of a scalar: JSON's own words and numbers where it stands without quotes, else text."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    number = _NUMBER.match(text)
    if not number:
        return text
    return float(text) if number[1] or number[2] or len(text) > DIGITS_READ else int(text)


class _Writer(yaml.SafeDumper):
    """A dumper that writes no aliases, and quotes what any reader of YAML would take for something else than text.

    It is the one written in Python, also where the faster one in C is there, so that bytes never depend on that.
    """

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _short_list(writer: Any, items: list[Any]) -> Any:
    is_short = all(isinstance(item, str) and " " not in item for item in items) and sum(map(len, items)) < WIDTH - 30
    return writer.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_short)


def _text(writer: Any, text: str) -> Any:
    style = '"' if _SEPARATORS.search(text) else None  # in which PyYAML escapes them
    return writer.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Writer.add_representer(list, _short_list)
_Writer.add_representer(str, _text)
_Writer.add_implicit_resolver("tag:yaml.org,2002:float", _NO_TEXT_ELSEWHERE, list("-+.0123456789yYnN"))
