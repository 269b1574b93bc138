"""How many cells of other projects' data are kept verbatim because our records do not give them back.

Run ``python benchmarks/kept.py ucdp FILE``, with the file as its publisher offers it: docs/importing.md has the figures
with the reasons.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Mapping
from importlib import import_module

import peacetalks as pt


def kept(dataset: pt.Dataset) -> Mapping[str, int]:
    """Return how many cells stand in the ``extra`` of records, by column; the most frequent first."""
    keys = (key for record in dataset for key in getattr(record, "extra", {}))
    return dict(Counter(key.partition(":")[2] for key in keys).most_common())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("scheme", choices=["ucdp", "pax", "plover"])
    parser.add_argument("file")
    chosen = parser.parse_args()
    dataset = import_module(f"peacetalks.importers.{chosen.scheme}").read(chosen.file)
    print(f"{len(dataset):,} records")
    for column, count in kept(dataset).items():
        print(f"{column:<30}{count:>8,}")


if __name__ == "__main__":
    main()
