"""Seed documents: sound pieces of what people write, a handful of records each, from which hostile inputs are made."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import msgspec

import peacetalks as pt
from peacetalks.convert import dataset_to_plain
from peacetalks.dataset import Dataset, references
from tests.fuzz.writing import json_lines
from tests.strategies.records import complete_document

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PIECES_OF_EACH = 60
WHOLE_EVERY = 400
"""One seed in so many is a whole dataset, since reading those takes longest."""


@attrs.frozen
class Seed:
    """One document, as plain data and as text in every format."""

    plain: bytes
    """Its JSON in one line, to be decoded by whoever changes it."""
    texts: dict[str, bytes]
    """What a file of it holds, by format."""

    def decoded(self) -> Any:
        """Return its plain data, new on each call."""
        return msgspec.json.decode(self.plain)


def some_seed(chance: random.Random) -> Seed:
    """Return a small piece, now and then a whole dataset."""
    pieces, whole = _seeds()
    return chance.choice(whole if chance.random() * WHOLE_EVERY < 1 else pieces)


def some_text(chance: random.Random, format: str) -> bytes:
    """Return the text of a seed in a format; in YAML half of them as they were written by hand."""
    if format == "yaml" and chance.random() < 0.5:
        return chance.choice(_handwritten())
    return some_seed(chance).texts[format]


@functools.cache
def _seeds() -> tuple[tuple[Seed, ...], tuple[Seed, ...]]:
    chance = random.Random("seeds")
    whole = [_complete(), *(pt.load(path) for path in sorted(EXAMPLES.glob("*.yaml")))]
    small = [piece for dataset in whole for piece in _cut(chance, dataset)]
    return tuple(map(_seed, small)), tuple(map(_seed, whole))


def _complete() -> Dataset:
    return pt.loads(msgspec.json.encode(complete_document()))


def _cut(chance: random.Random, dataset: Dataset) -> Iterator[Dataset]:
    """Yield pieces of a dataset: a record, a few that it leads to, and no reference to anything else."""
    for _ in range(PIECES_OF_EACH):
        kept = [chance.choice(dataset.records)]
        for record in kept:  # grows while we walk
            if len(kept) < 4:
                kept.extend(dataset[one.target] for one in references(record) if chance.random() < 0.5)
        ids = {record.id for record in kept[:6]}
        yield dataset.without([one.id for one in dataset if one.id not in ids], prune_references=True)


def _seed(dataset: Dataset) -> Seed:
    plain = dataset_to_plain(dataset)
    texts = {"json": pt.dumps(dataset).encode(), "yaml": pt.dumps(dataset, format="yaml").encode()}
    return Seed(msgspec.json.encode(plain), texts | {"jsonl": json_lines(plain)})


@functools.cache
def _handwritten() -> tuple[bytes, ...]:
    """Return pieces of the examples as they stand, comments and all: the header, and some records of some groups."""
    chance = random.Random("handwritten")
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml"))]
    return tuple(_slice(chance, text).encode() for text in texts for _ in range(PIECES_OF_EACH))


def _slice(chance: random.Random, text: str) -> str:
    parts = re.split(r"^(?=[a-z]+:$)", text, flags=re.MULTILINE)
    header = re.sub(r"^#.*\n", "", parts[0], flags=re.MULTILINE)
    slices = [header if chance.random() < 0.3 else 'peacetalks: "1.0"\n']
    for part in chance.sample(parts[1:], 3):
        heading, *records = re.split(r"^(?=  - id: )", part, flags=re.MULTILINE)
        slices += [heading, *chance.sample(records, min(len(records), 2))]
    return "".join(slices)
