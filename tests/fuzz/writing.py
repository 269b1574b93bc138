"""Writing any plain data as JSON, YAML or JSON Lines, in any of the styles in which people and programs write them."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from peacetalks.dataset import GROUPS
from peacetalks.records import type_name

LONGEST_YAML_KEY = 1_000
"""Longer keys need a question mark in front."""

JSON_WORDS = ("null", "true", "false")

_is_word = re.compile(r"[A-Za-z_$][A-Za-z0-9_./$-]*\Z").match


def text_bytes(text: str) -> bytes:
    """Return text as UTF-8; halves of surrogate pairs as some careless programs write them."""
    return text.encode("utf-8", "surrogatepass")


def json_bytes(chance: random.Random, value: Any) -> bytes:
    """Return a value as JSON, in one line or indented, with characters as they are or escaped."""
    way = chance.random()
    if way < 0.5:
        return text_bytes(json.dumps(value, separators=(",", ":"), ensure_ascii=way < 0.25))
    return text_bytes(json.dumps(value, indent=chance.choice((None, 0, 2, "\t")), ensure_ascii=way < 0.75))


def json_lines(document: Any) -> bytes:
    """Return a document as JSON Lines: the header, then one line a record; what has no such form stands as it is."""
    return b"".join(text_bytes(json.dumps(line, ensure_ascii=False)) + b"\n" for line in rows(document))


def rows(document: Any) -> Iterator[Any]:
    """Yield what stands in each line of a stream that says what a document says, as far as that can be."""
    if not isinstance(document, dict):
        yield document
        return
    groups = {key: value for key, value in document.items() if key in GROUPS and isinstance(value, list)}
    yield {"type": "dataset"} | {key: value for key, value in document.items() if key not in groups}
    for group, records in groups.items():
        for record in records:
            yield {"type": type_name(GROUPS[group])} | record if isinstance(record, dict) else record


def yaml_bytes(chance: random.Random, value: Any, careless: float = 0.1) -> bytes:
    """Return a value as YAML: block and flow mixed, and each text in any of the ways that YAML has for it.

    Args:
        chance: Chooses between styles.
        value: The value.
        careless: Share of the texts that stand there as they are, whatever YAML makes of them.
    """
    try:
        return text_bytes("\n".join(_Yaml(chance, careless).lines(value)) + "\n")
    except RecursionError:  # nested too deep for this writer; JSON is YAML too
        return text_bytes(json.dumps(value))


class _Yaml:
    """Writes YAML in mixed styles."""

    def __init__(self, chance: random.Random, careless: float) -> None:
        self.chance = chance.random
        self.careless = careless

    def lines(self, value: Any) -> Iterator[str]:
        """Return the lines of a document."""
        return self._block(value, "") if isinstance(value, dict | list) and value else iter([self._flow(value)])

    def _block(self, value: Any, pad: str) -> Iterator[str]:
        """Yield the lines of a list or object that has something in it, each item or pair from ``pad`` on."""
        for key, one in value.items() if isinstance(value, dict) else ((None, item) for item in value):
            start = f"{pad}-" if key is None else f"{pad}{self._key(key, pad)}"
            if isinstance(one, dict | list) and one and self.chance() < 0.92:
                inner = self._block(one, pad + "  ")
                yield start if key is not None or self.chance() < 0.2 else f"{start} {next(inner).lstrip(' ')}"
                yield from inner
            elif isinstance(one, str) and "\n" in one and self.chance() < 5 * self.careless:
                yield start + (" |", " >", " |-", " >+")[int(self.chance() * 4)]
                yield from (f"{pad}  {line}" for line in one.split("\n"))
            else:
                yield f"{start} {self._flow(one)}"

    def _key(self, key: Any, pad: str) -> str:
        written = self._scalar(key)
        return f"{written}:" if len(written) <= LONGEST_YAML_KEY else f"? {written}\n{pad}:"

    def _flow(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._scalar(key)}: {self._flow(one)}" for key, one in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._flow, value)) + "]"
        return self._scalar(value) if isinstance(value, str) else json.dumps(value)

    def _scalar(self, value: Any) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        way = self.chance()
        if way < self.careless or (way < 0.7 and _is_word(value) and value not in JSON_WORDS):
            return value
        if way < 0.4 and value.isprintable():
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=way < 0.7)
