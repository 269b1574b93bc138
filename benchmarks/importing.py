"""What importing costs, beside only reading the same table with the standard library and with pandas.

Run ``python benchmarks/importing.py``; ``--help`` tells what can be chosen. The tables are made up: the rows that the
tests import, again and again with other numbers. Go by ratios: the readers that we stand beside make text of cells, and
nothing else.
"""

from __future__ import annotations

import argparse
import csv
import io
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from measuring import COLLECTORS, collector, installed, machine, number, timed, versions

ROWS = Path(__file__).resolve().parent.parent / "tests" / "importer_rows"

KEYS = {"ucdp": "paid", "pax": "AgtId"}
"""Columns whose numbers make the ids of agreements, by scheme."""


def table(scheme: str, count: int) -> bytes:
    """Return a table of so many rows: those of the tests, repeated under new numbers."""
    given = list(csv.DictReader(io.StringIO((ROWS / f"{scheme}.csv").read_text(encoding="utf-8"))))
    sound = [row for row in given if row[KEYS[scheme]].strip().isdigit()]
    text = io.StringIO()
    writer = csv.DictWriter(text, list(given[0]))
    writer.writeheader()
    for index in range(count):
        writer.writerow(sound[index % len(sound)] | {KEYS[scheme]: str(10_000 + index)})
    return text.getvalue().encode()


def readers(scheme: str) -> Mapping[str, Callable[[bytes], Any]]:
    """Return what reads a table: our importer, and others as far as they are installed."""
    importer = import_module(f"peacetalks.importers.{scheme}")
    found: dict[str, Callable[[bytes], Any]] = {
        "import": lambda data: importer.read(io.BytesIO(data)),
        "csv.DictReader": lambda data: list(csv.DictReader(io.StringIO(data.decode()))),
    }
    if pandas := installed("pandas"):
        found["pandas.read_csv"] = lambda data: pandas.read_csv(io.BytesIO(data), dtype=str)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    chosen = _arguments(arguments)
    print(f"{machine()}; {versions('attrs')}; beside csv, {versions('pandas') or 'no pandas'}; {chosen.repeat} rounds")
    print(f"\n{'processor':<46}{'rows a second':>14}{'import : csv':>16}{'import : pandas':>18}")
    for scheme in chosen.schemes:
        data = table(scheme, chosen.rows)
        for state in COLLECTORS:
            seconds: dict[str, list[float]] = {}
            for _ in range(chosen.repeat):
                for name, read in readers(scheme).items():
                    with collector(state):
                        _, cost = timed(read, data)
                    seconds.setdefault(name, []).append(cost.processor)
            ours, *others = (statistics.median(found) for found in seconds.values())
            ratios = "".join(f"{number(ours / other):>{width}}" for other, width in zip(others, (16, 18), strict=False))
            print(f"{f'{scheme}, {chosen.rows:,} rows, {state}':<46}{number(chosen.rows / ours):>14}{ratios}")
    return 0


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, default=2_000, help="rows of each table (default: %(default)s)")
    parser.add_argument("--repeat", type=int, default=3, help="rounds (default: %(default)s)")
    parser.add_argument("--quick", action="store_true", help="one round of small tables, to see that it runs")
    chosen = parser.parse_args(arguments)
    chosen.schemes = [scheme for scheme in KEYS if (ROWS / f"{scheme}.csv").is_file()]
    if chosen.quick:
        chosen.rows, chosen.repeat = 100, 1
    return chosen


if __name__ == "__main__":
    sys.exit(main())
