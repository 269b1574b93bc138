"""Input number so-and-so under some seed: what it is, and to which target it goes; the same on every machine."""

from __future__ import annotations

import gzip
import io
import json
import random
import zlib
from collections.abc import Callable
from typing import Any

import attrs

from peacetalks import Dataset
from peacetalks.limits import FREE_EXPANSION, GREATEST_EXPANSION
from tests.fuzz import byte_mutations, line_mutations, model, value_mutations, yaml_mutations
from tests.fuzz.grammar import EDTF, json_grammar, model_classes, yaml_grammar
from tests.fuzz.odd import odd_text
from tests.fuzz.seeds import some_seed, some_text
from tests.fuzz.writing import json_bytes, json_lines, text_bytes, yaml_bytes

FORMATS = ("json", "yaml", "jsonl")
PACKED = 0.06
"""Share of the files that are compressed."""

MODEL_CLASSES = tuple(cls for cls in model_classes() if cls is not Dataset)
"""Record and value classes, which are read alone too."""

GZIP_MAGIC = b"\x1f\x8b"


@attrs.frozen
class Input:
    """One hostile input."""

    seed: int
    """The seed that it was made under."""
    number: int
    """Its number under that seed."""
    kind: str
    """How it was made; one of :data:`KINDS`."""
    format: str
    """What it is read as: a format of files, ``plain`` for a document as a dict, the name of a class, or ``date``."""
    target: str
    """What it is fed to; a name in ``targets.TARGETS``."""
    content: Any
    """Bytes for a file, text for a date, else plain data."""

    @property
    def name(self) -> str:
        """What it is asked for again by."""
        return f"{self.seed}:{self.number}"

    @property
    def length(self) -> int:
        """How long it is in bytes, after unpacking: what work and memory have to be in proportion to."""
        return length_of(self.content)


FILE_TARGETS = ("loads", "loads", "loads text", "check", "check", "check text", "check and load", "check and load")
PATH_EVERY = 100
"""One file in so many goes through the file system."""

TARGETS_OF_FORMAT = {
    "json": FILE_TARGETS,
    "yaml": FILE_TARGETS,
    "jsonl": (*FILE_TARGETS, "read records", "check records", "records and dataset", "records and dataset"),
    "plain": ("check dict", "check dict", "from dict"),
    "date": ("date",),
}
"""Targets by what an input is read as; a target stands as often as it is to be drawn."""


def make(seed: int, number: int) -> Input:
    """Return an input; the same for the same numbers, whatever was made before."""
    chance = random.Random(f"{seed}:{number}")
    (kind,) = chance.choices(tuple(KINDS), weights=WEIGHTS)
    format, content = KINDS[kind](chance)
    target = chance.choice(TARGETS_OF_FORMAT.get(format, ("from dict",)))
    if format in FORMATS:
        if chance.random() < PACKED:
            content = byte_mutations.compressed(chance, content)
        if chance.random() * PATH_EVERY < 1:
            target = "path"
    return Input(seed, number, kind, format, target, content)


def _bytes(chance: random.Random) -> tuple[str, bytes]:
    (format,) = chance.choices(FORMATS, weights=(4, 2, 3))
    return format, byte_mutations.changed(chance, some_text(chance, format))


def _values(chance: random.Random) -> tuple[str, Any]:
    format = chance.choice(("json", "json", "jsonl", "yaml", "plain", "plain"))
    value = value_mutations.changed(chance, some_seed(chance).decoded())
    return format, value if format == "plain" else written(chance, value, format)


def _yaml(chance: random.Random) -> tuple[str, bytes]:
    return "yaml", yaml_mutations.changed(chance, some_text(chance, "yaml"))


def _lines(chance: random.Random) -> tuple[str, bytes]:
    return "jsonl", line_mutations.changed(chance, some_text(chance, "jsonl"))


def _model(chance: random.Random) -> tuple[str, Any]:
    format = chance.choice(("json", "json", "jsonl", "yaml", "plain"))
    value = model.document(chance)
    return format, value if format == "plain" else written(chance, value, format)


def _objects(chance: random.Random) -> tuple[str, Any]:
    cls = chance.choice(MODEL_CLASSES)
    value = model.plain_of(chance, cls)
    read_as = cls if chance.random() < 0.9 else chance.choice(MODEL_CLASSES)
    return read_as.__name__, value_mutations.changed(chance, value) if chance.random() < 0.5 else value


def _grammar(chance: random.Random) -> tuple[str, bytes]:
    format = chance.choice(("json", "yaml", "jsonl"))
    if format == "yaml":
        return format, text_bytes(yaml_grammar().sentence(chance, "text"))
    if format == "json":
        return format, text_bytes(json_grammar().sentence(chance, "text"))
    return format, text_bytes("\n".join(json_grammar().sentence(chance, "row") for _ in range(chance.randint(1, 6))))


def _dates(chance: random.Random) -> tuple[str, str]:
    text = EDTF.sentence(chance, "date")
    at = int(chance.random() * (len(text) + 1))
    way = chance.random()
    if way < 0.5:
        return "date", text
    return "date", text[:at] + (chance.choice("0139-/.,[]X?~%TZ +:\u0661\n") if way < 0.9 else odd_text(chance)) + text[
        at + 1 :
    ]


KINDS: dict[str, Callable[[random.Random], tuple[str, Any]]] = {
    "bytes": _bytes,
    "values": _values,
    "yaml": _yaml,
    "lines": _lines,
    "model": _model,
    "objects": _objects,
    "grammar": _grammar,
    "dates": _dates,
}
"""How inputs are made, by name; each way gives a format, and content for it."""

WEIGHTS = (20, 18, 11, 13, 16, 8, 9, 5)


def written(chance: random.Random, value: Any, format: str, careless: float = 0.1) -> bytes:
    """Return plain data as a file of a format; in YAML some texts as they stand, whatever they become."""
    if format == "yaml":
        return yaml_bytes(chance, value, careless)
    return json_lines(value) if format == "jsonl" else json_bytes(chance, value)


def length_of(content: Any) -> int:
    """Return the length of content in bytes, after unpacking as far as it can be unpacked."""
    if isinstance(content, bytes):
        return len(content) + unpacked_length(content)
    return len(text_bytes(content)) if isinstance(content, str) else len(json.dumps(content))


def unpacked_length(data: bytes) -> int:
    """Return how many bytes a gzip file holds, up to where it breaks or becomes what no reader goes on with; else 0."""
    length = 0
    if data.startswith(GZIP_MAGIC):
        most = max(FREE_EXPANSION, GREATEST_EXPANSION * len(data))
        file = gzip.GzipFile(fileobj=io.BytesIO(data))
        try:
            while length < most and (piece := file.read1(2**20)):
                length += len(piece)
        except (OSError, EOFError, zlib.error):
            pass
    return length
