"""What checking a stream costs, and what memory it holds, as the stream grows.

Run ``python benchmarks/streams.py``; ``--help`` tells what can be chosen. Each size is checked in a process of its own,
whose greatest resident memory is what the system says it was. What grows with the stream is what is kept of each id.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence

import attrs
import msgspec
from synthetic import rows

GREATEST_MEMORY = 200
"""Bytes of resident memory that an id may cost, with its type and its place in a dict."""

GREATEST_PRICE = 20.0
"""How many times as long checking a stream may take as parsing its lines with the standard library."""

AS_USED = "as a user has it"

MEASURED = """
import gc, json, resource, sys, time
import peacetalks as pt

if sys.argv[2] == "paused":
    gc.disable()

def parsed(path):
    with open(path, "rb") as lines:
        for line in lines:
            json.loads(line)

def clocked(work, path):
    started = time.process_time()
    result = work(path)
    return time.process_time() - started, result

path = sys.argv[1]
parsing, _ = clocked(parsed, path)
checking, problems = clocked(pt.check_records, path)
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([parsing, checking, memory, len(problems)]))
"""
"""Parses and checks a stream; nothing of the parsing is left when the checking begins."""


@attrs.frozen
class Run:
    """What one process took."""

    records: int
    size: int
    parsing: float
    checking: float
    memory: int
    problems: int

    @property
    def price(self) -> float:
        """How many times as long checking takes as parsing."""
        return self.checking / self.parsing


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the table, and say whether the bounds hold."""
    chosen = _arguments(arguments)
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores")
    head = ("collector", "records", "MB", "µs a record", ": json.loads", "memory, MB", "problems")
    print("{:<16} {:>10} {:>5} {:>12} {:>13} {:>11} {:>9}".format(*head))
    runs = [run for collector in ("paused", AS_USED) for run in _runs(chosen.records, collector)]
    runs = runs[len(chosen.records) :]
    smallest, largest = runs[0], runs[-1]
    memory = (largest.memory - smallest.memory) / (largest.records - smallest.records)
    bounds = [
        (memory <= GREATEST_MEMORY, f"memory an id: {memory:.0f} bytes, at most {GREATEST_MEMORY}"),
        (largest.price <= GREATEST_PRICE, f"checking : json.loads: {largest.price:.1f}, at most {GREATEST_PRICE}"),
        (not any(run.problems for run in runs), "no problems in sound streams"),
    ]
    print(*(f"{'PASS' if holds else 'FAIL'}  {bound}" for holds, bound in bounds), sep="\n")
    return int(chosen.is_asserted and not all(holds for holds, _ in bounds))


def _runs(sizes: Sequence[int], collector: str) -> Iterator[Run]:
    for records in sizes:
        run = measured(records, collector)
        figures = (run.size / 1e6, 1e6 * run.checking / run.records, run.price, run.memory / 1e6, run.problems)
        print(
            "{:<16} {:>10,} {:>5.0f} {:>12.1f} {:>13.1f} {:>11.0f} {:>9}".format(collector, records, *figures),
            flush=True,
        )
        yield run


def measured(records: int, collector: str) -> Run:
    """Write a stream of so many records, and check it in a new process."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as file:
        file.writelines(msgspec.json.encode(row) + b"\n" for row in rows(records))
        file.flush()
        command = [sys.executable, "-c", MEASURED, file.name, collector]
        run = subprocess.run(command, capture_output=True, text=True, check=True)
        return Run(records, file.tell(), *json.loads(run.stdout))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=_sizes, default=[100_000, 300_000, 1_000_000], help="sizes, as 1000,200000")
    parser.add_argument("--quick", action="store_true", help="small sizes, to see that it runs")
    parser.add_argument("--assert", action="store_true", dest="is_asserted", help="exit 1 if a bound is broken")
    chosen = parser.parse_args(arguments)
    if chosen.quick:
        chosen.records = [2_000, 6_000]
    return chosen


def _sizes(text: str) -> list[int]:
    return sorted(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
