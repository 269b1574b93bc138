"""How many signatories are read rightly out of cells that were read by hand.

Run ``python benchmarks/signatories.py``; ``--errors`` lists what was read wrongly. A signatory counts as right where
its name, the party that it signs for and its role are all as the reader has them. The cells are our own (see the head
of ``tests/importer_rows/signatories.yaml``), in samples of cells that were drawn together.

Two figures for each sample: *at first sight*, measured once, when the parser had met none of its cells; and *now*, when
it has been mended on them. Expect of new cells what it did at first sight, not what it does now. Samples 1 to 4 were
met by an earlier parser, which read more and more of it wrongly; the parser of today gives a signatory only where the
form of the cell makes it nearly certain.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml

from peacetalks.importers.signatories import parse_signatories

CELLS = Path(__file__).resolve().parent.parent / "tests" / "importer_rows" / "signatories.yaml"

Triple = tuple[str, str, str]
"""Name, party and role; ``""`` for what is not said."""

FIRST_SIGHT = {
    1: (135, 46, 183),
    2: (93, 44, 177),
    3: (130, 56, 246),
    4: (109, 37, 244),
    5: (55, 6, 249),
    6: (60, 0, 223),
    7: (48, 13, 201),
    8: (53, 0, 348),
    9: (106, 8, 487),
}
"""Signatories read rightly, read wrongly, and there to be read, in each sample at first sight.

Those of samples 1 to 4 are of the earlier parser.
"""


@attrs.frozen
class Score:
    """How many signatories were read rightly, read wrongly, and were there to be read."""

    right: int = 0
    wrong: int = 0
    there: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.wrong + other.wrong, self.there + other.there)

    @property
    def precision(self) -> float:
        """Share of those read that are right; 1 where nothing is read."""
        read = self.right + self.wrong
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        """Share of those there that were read rightly; 1 where nobody is there."""
        return self.right / self.there if self.there else 1.0


def cells() -> list[dict[str, Any]]:
    """Return the cells that were read by hand."""
    loaded: list[dict[str, Any]] = yaml.safe_load(CELLS.read_text(encoding="utf-8"))
    return loaded


def read(cell: Mapping[str, Any]) -> Counter[Triple]:
    """Return what the parser finds in a cell."""
    found = parse_signatories(cell["text"]).signatories
    return Counter((one.name or "", one.on_behalf_of or "", one.role or "") for one in found)


def there(cell: Mapping[str, Any]) -> Counter[Triple]:
    """Return what a reader found in a cell."""
    return Counter((name, party, role) for name, party, role in cell["signatories"])


def score(some: Iterable[Mapping[str, Any]]) -> Score:
    """Return how well cells are read."""
    total = Score()
    for cell in some:
        found, expected = read(cell), there(cell)
        total += Score((found & expected).total(), (found - expected).total(), expected.total())
    return total


def names(some: Iterable[Mapping[str, Any]]) -> Score:
    """Return how well the names of persons alone are read."""
    total = Score()
    for cell in some:
        found = Counter(name for name, _, _ in read(cell).elements() if name)
        expected = Counter(name for name, _, _ in there(cell).elements() if name)
        total += Score((found & expected).total(), (found - expected).total(), expected.total())
    return total


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--errors", action="store_true", help="list what was read wrongly")
    wants_errors = parser.parse_args().errors
    some = cells()
    print(f"{'sample':<10}{'cells':>7}{'at first sight':>24}{'now':>24}")
    print(f"{'':<17}{'precision':>14}{'recall':>10}{'precision':>14}{'recall':>10}")
    for number in sorted({cell["sample"] for cell in some}):
        of_it = [cell for cell in some if cell["sample"] == number]
        _print(str(number), len(of_it), FIRST_SIGHT.get(number), score(of_it))
    _print("all", len(some), None, score(some))
    print(f"names of persons alone, now: precision {names(some).precision:.3f}, recall {names(some).recall:.3f}")
    if wants_errors:
        for place, cell in enumerate(some, start=1):
            for triple in (read(cell) - there(cell)).elements():
                print(f"cell {place} ({cell['kind']}): {triple}")


def _print(label: str, count: int, first: tuple[int, int, int] | None, now: Score) -> None:
    met = "" if first is None else f"{Score(*first).precision:>14.3f}{Score(*first).recall:>10.3f}"
    print(f"{label:<10}{count:>7}{met:>24}{now.precision:>14.3f}{now.recall:>10.3f}")


if __name__ == "__main__":
    main()
