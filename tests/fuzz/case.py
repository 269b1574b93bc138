"""What a nasty case is: something hostile of any size, and what is to be said of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import attrs

from tests.fuzz.inputs import Input, written

Plain = dict[str, Any]

FILES = ("json", "jsonl", "yaml")

CASES: dict[str, Nasty] = {}
"""Every nasty case by its name."""


@attrs.frozen
class Nasty:
    """Something hostile, built when it is asked for."""

    name: str
    build: Callable[[int], Any]
    """Builds it in a size: bytes or text for a file, or a plain document."""
    formats: tuple[str, ...]
    """What it is read as."""
    size: int
    """The size from which growth is looked at, to its double and to its fourfold."""
    full: int
    """The size in which it is as nasty as it is meant to be."""
    told: frozenset[str] | None
    """Codes of the errors that are told of it; none where it is read, ``None`` where that is left open."""

    def input(self, format: str, size: int) -> Input:
        """Return it as an input to be read in a format."""
        content = self.build(size)
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        if isinstance(content, dict) and format != "plain":
            content = written(random.Random(0), content, format, careless=0)
        return Input(0, size, self.name, format, "check dict" if format == "plain" else "check", content)


def nasty(
    size: int, *formats: str, full: int, told: str | None = ""
) -> Callable[[Callable[[int], Any]], Callable[[int], Any]]:
    """Make a nasty case of the function that builds it.

    Args:
        size: Size from which growth is looked at.
        formats: What it is read as; by default every format of files, and plain data too where it is a document.
        full: Size in which it is as nasty as it is meant to be.
        told: Codes of the errors that are told of it, with blanks between; ``None`` where that is left open.
    """

    def take(build: Callable[[int], Any]) -> Callable[[int], Any]:
        name = build.__name__.replace("_", " ")
        assert name not in CASES, name
        CASES[name] = Nasty(
            name, build, formats or FILES, size, full, None if told is None else frozenset(told.split())
        )
        return build

    return take


def document(**content: Any) -> Plain:
    """Return a document with this content."""
    return {"peacetalks": "1.0"} | content


def party(number: int | str, **more: Any) -> Plain:
    """Return a party with a number for a name."""
    return {"id": f"p{number}", "name": "P", "kind": "state"} | more


def parties(count: int, **more: Any) -> list[Plain]:
    """Return so many parties."""
    return [party(number, **more) for number in range(count)]


SOURCE: Plain = {"id": "s", "title": "T"}
CITED = [{"source": "s"}]
PROCESS: Plain = {"id": "talks", "name": "Talks"}
