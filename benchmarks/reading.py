"""What reading, checking and writing a dataset cost, beside libraries that do less with the same bytes.

Run ``python benchmarks/reading.py``; ``--help`` tells what can be chosen. Every library has its turn in every round,
for every size, and medians are shown, so that whatever else the machine does meets all of them alike. Go by processor
time; the time on the wall stands beside it.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import attrs
from measuring import AS_USED, COLLECTORS, PAUSED, Bound, Cost, collector, installed, machine, number, timed, versions
from synthetic import document, faulty

import peacetalks as pt
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.fields import Field, fields_of
from peacetalks.formats.registry import FormatName
from peacetalks.values import Extra

GREATEST_GROWTH = 1.5
"""How many times as much a record may cost in the largest dataset as in the smallest, with the collector paused."""

DEAREST = 5.0
"""How many times as much a file with a fault in every record may cost as a sound one."""

ONE_ROUND = 5_000
"""Records that a library reads at least in one round, smaller datasets several times."""

LOADS, DUMPS, CHECK, CHECK_FILE = "pt.loads", "pt.dumps", "pt.check, dataset", "pt.check, file"
CELL = 8
"""Width of a number in the table."""


@attrs.frozen(eq=False)
class Data:
    """A dataset as bytes, and in a file."""

    records: int
    text: bytes
    path: Path


@attrs.frozen
class Library:
    """What is measured in one go: reading some data, and what is then done with what was read."""

    name: str
    read: Callable[[Data], Any]
    then: Mapping[str, Callable[[Any], object]] = {}


Samples = dict[tuple[str, str], dict[Data, list[Cost]]]
"""What was measured, by collector and what was done, for each data."""


# --- measuring -------------------------------------------------------------------------------------------------------


def measured(
    libraries: Sequence[Library], datas: Sequence[Data], rounds: int, collectors: Sequence[str] = COLLECTORS
) -> Samples:
    """Return what everything costs, libraries, sizes and states of the collector taking turns."""
    samples: Samples = {}
    for _ in range(rounds):
        for data in datas:
            for _ in range(max(1, ONE_ROUND // data.records)):
                for state in collectors:
                    for library in libraries:
                        for name, cost in _turn(library, data, state):
                            samples.setdefault((state, name), {}).setdefault(data, []).append(cost)
    return samples


def _turn(library: Library, data: Data, state: str) -> Iterator[tuple[str, Cost]]:
    a_record = 1e6 / data.records  # microseconds
    with collector(state):
        read, cost = timed(library.read, data)
        yield library.name, cost.times(a_record)
        for name, use in library.then.items():
            _, cost = timed(use, read)
            yield name, cost.times(a_record)


def medians(samples: Samples, state: str, name: str) -> list[Cost]:
    """Return the medians of one row, for each data."""
    return [
        Cost(statistics.median(cost.processor for cost in costs), statistics.median(cost.wall for cost in costs))
        for costs in samples[state, name].values()
    ]


# --- what is measured ------------------------------------------------------------------------------------------------

CHECKING = Library(CHECK_FILE, lambda data: pt.check(data.path))
OURS = (Library(LOADS, lambda data: pt.loads(data.text), {CHECK: pt.check, DUMPS: pt.dumps}), CHECKING)
PEERS = {LOADS: ("orjson.loads", "json.loads", "pydantic"), DUMPS: ("orjson.dumps", "json.dumps")}
"""Whose cost each of ours is divided by."""


def others() -> Iterator[Library]:
    """Yield the libraries that ours is compared with, as far as they are installed; none of them checks as much."""
    yield Library("json.loads", lambda data: json.loads(data.text), {"json.dumps": json.dumps})
    if orjson := installed("orjson"):
        yield Library("orjson.loads", lambda data: orjson.loads(data.text), {"orjson.dumps": orjson.dumps})
    if installed("pydantic"):
        model = pydantic_model(Dataset)
        yield Library("pydantic", lambda data: model.model_validate_json(data.text))


@functools.cache
def pydantic_model(cls: type) -> Any:
    """Return the pydantic model with the fields of one of our classes: shapes and bounds, no codes, no references."""
    import pydantic

    def definition(field: Field) -> tuple[Any, Any]:
        on_the_wire: dict[type, Any] = {Date: str | dict[str, str], Extra: dict[str, str]}
        item: Any = pydantic_model(field.item) if field.is_nested else on_the_wire.get(field.item, field.item)
        if field.many:
            several = Annotated[list[item], pydantic.Field(min_length=field.at_least)]
            return several, ... if field.required else ()
        if field.item in (int, float):
            item = Annotated[item, pydantic.Field(ge=field.lowest, le=field.highest)]
        return (item, ...) if field.required else (item | None, None)

    config = pydantic.ConfigDict(extra="forbid")
    fields: dict[str, Any] = {field.name: definition(field) for field in fields_of(cls)}
    return pydantic.create_model(cls.__name__, __config__=config, **fields)


# --- telling ---------------------------------------------------------------------------------------------------------


def table(samples: Samples, state: str, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines about one state of the collector."""
    yield from _heading(state, [*(f"{size:,}" for size in sizes), "growth"])
    for name in (LOADS, CHECK, CHECK_FILE, DUMPS):
        costs = medians(samples, state, name)
        yield _row(name, [*costs, costs[-1] / costs[0]])
    for ours, theirs in PEERS.items():
        for name in theirs:
            if (state, name) in samples:
                pairs = zip(medians(samples, state, ours), medians(samples, state, name), strict=True)
                yield _row(f"{ours} : {name}", [one / other for one, other in pairs], padding=CELL)


def _heading(title: str, columns: Sequence[str]) -> Iterator[str]:
    yield _line("", *(f"{clock}, µs a record".rjust(CELL * len(columns)) for clock in ("processor", "wall")))
    yield _line(title, *["".join(f"{column:>{CELL}}" for column in columns)] * 2)


def _row(label: str, costs: Sequence[Cost], padding: int = 0) -> str:
    processor = "".join(f"{number(cost.processor):>{CELL}}" for cost in costs)
    wall = "".join(f"{number(cost.wall):>{CELL}}" for cost in costs)
    return _line(label, processor + " " * padding, wall)


def _line(label: str, *halves: str) -> str:
    return f"{label:<28}{'   '.join(halves)}".rstrip()


def flatness(samples: Samples, sizes: Sequence[int]) -> Iterator[Bound]:
    """Yield the promise that a record costs the same in a large dataset as in a small one."""
    for name in (LOADS, CHECK, CHECK_FILE, DUMPS):
        costs = medians(samples, PAUSED, name)
        promise = f"{name}, one of {sizes[-1]:,} records against one of {sizes[0]:,}"
        yield Bound(promise, (costs[-1] / costs[0]).processor, GREATEST_GROWTH)


# --- the run ---------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    chosen = _arguments(arguments)
    bounds: list[Bound] = []
    with tempfile.TemporaryDirectory() as folder:
        datas = [_compact(size, Path(folder)) for size in chosen.records]
        lengths = " / ".join(f"{len(data.text) / data.records:.0f}" for data in datas)
        print(f"{machine()}; {versions('attrs', 'cattrs', 'msgspec', 'pyyaml')}")
        beside = versions("orjson", "pydantic") or "json"
        print(f"beside {beside}; {lengths} bytes a record, {chosen.repeat} rounds or more")
        samples = measured([*OURS, *others()], datas, chosen.repeat)
        for state in COLLECTORS:
            print(*("", *table(samples, state, chosen.records)), sep="\n")
        bounds += flatness(samples, chosen.records)
        print("", *_heading("pt.check, a fault a record", ("sound", "faulty", "ratio")), sep="\n")
        for form, size in chosen.reports.items():
            costs = report(form, size, Path(folder), chosen.repeat)
            print(_row(f"{form.upper()}, {size:,} records", costs))
            if form == "json":
                bounds.append(
                    Bound(f"{CHECK_FILE}, a fault in every record against none", costs[-1].processor, DEAREST)
                )
    print("", *bounds, sep="\n")
    return int(chosen.is_asserted and not all(bound.holds for bound in bounds))


def report(form: FormatName, size: int, folder: Path, rounds: int) -> list[Cost]:
    """Return what checking a sound file costs, a file with a fault in every record, and their ratio."""
    sound = document(size)
    datas = [
        _laid_out(form, plain, size, folder / f"{name}.{form}")
        for name, plain in (("sound", sound), ("faulty", faulty(sound)))
    ]
    del sound
    costs = medians(measured([CHECKING], datas, rounds, [AS_USED]), AS_USED, CHECK_FILE)
    return [*costs, costs[1] / costs[0]]


def _compact(size: int, folder: Path) -> Data:
    text = json.dumps(document(size), ensure_ascii=False, separators=(",", ":")).encode()
    return _data(size, text, folder / f"{size}.json")


def _laid_out(form: FormatName, plain: dict[str, Any], size: int, path: Path) -> Data:
    return _data(size, importlib.import_module(f"peacetalks.formats.{form}").encode(plain), path)


def _data(size: int, text: bytes, path: Path) -> Data:
    path.write_bytes(text)
    return Data(size, text, path)


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=_sizes, default=[1_000, 20_000, 200_000], help="sizes, as 1000,200000")
    parser.add_argument("--repeat", type=int, default=5, help="rounds (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="one round of small sizes, to see that it runs")
    parser.add_argument("--assert", action="store_true", dest="is_asserted", help="exit 1 if a bound is broken")
    chosen = parser.parse_args(arguments)
    chosen.reports = {"json": 10_000, "yaml": 2_000}
    if chosen.quick:
        chosen.records, chosen.repeat, chosen.reports = [500, 1_000], 1, {"json": 500, "yaml": 200}
    return chosen


def _sizes(text: str) -> list[int]:
    return sorted(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
