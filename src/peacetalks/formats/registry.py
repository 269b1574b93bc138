"""The formats that there are, and how one is chosen."""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Set
from pathlib import PurePath
from typing import Any, Literal, Protocol, cast

from peacetalks.problems import Problem, ValidationError, refusal

FormatName = Literal["json", "yaml"]
"""Name of a format."""

SUFFIXES: Mapping[str, FormatName] = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
"""Formats by the suffix of a file's name."""


class Format(Protocol):
    """What a format's module offers."""

    def parse(self, text: str) -> tuple[object, list[Problem]]:
        """Return the plain data of a text, and the duplicate keys found.

        Raises:
            ValidationError: ``invalid-syntax`` with its line; nothing can be made of the text.
        """

    def lines(self, text: str, paths: Set[str]) -> dict[str, int]:
        """Return the line of each place in a text that parses; of its nearest holder where there is no such place."""

    def write(self, plain: dict[str, Any]) -> bytes:
        """Return the canonical bytes of plain data."""


def format_named(name: str) -> Format:
    """Return a format by name.

    Raises:
        ValidationError: ``not-readable``: there is no such format.
    """
    known = tuple(dict.fromkeys(SUFFIXES.values()))
    if name not in known:
        message = f"there is no format {name!r}; known are {', '.join(known)}"
        raise refusal("not-readable", message, name)
    return cast("Format", importlib.import_module(f"peacetalks.formats.{name}"))


def format_of(path: str, format: str | None) -> Format:
    """Return the format asked for, or else the one that the suffix of a file's name tells.

    Raises:
        ValidationError: ``not-readable``: the suffix tells no format.
    """
    if format is None:
        format = SUFFIXES.get(PurePath(path).suffix.lower())
    if format is None:
        message = f"the name tells no format; expected one of {', '.join(SUFFIXES)}, or say which with format="
        raise refusal("not-readable", message, path)
    return format_named(format)


def invalid_syntax(message: str, line: int | None = None) -> ValidationError:
    """Return the refusal of a text from which nothing can be read."""
    return ValidationError([Problem(code="invalid-syntax", severity="error", path="", message=message, line=line)])


def duplicate_key(path: str, line: int) -> Problem:
    """Return the problem of a key that stands twice in one object."""
    message = "this key stands twice in one object; remove one of the two"
    return Problem(code="duplicate-key", severity="error", path=path, message=message, line=line)
