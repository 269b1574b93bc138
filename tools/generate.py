"""Write the files that are generated from others, or check that they are up to date.

Run it at the root of the repository, as ``make generate`` does::

    python -m tools.generate            # write
    python -m tools.generate --check    # write nothing; exit with 1 and name each file that differs

A new product is one function, which returns paths and texts, and one line in :data:`PRODUCTS`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import enums, importing, reference, schemas, typescript

ROOT = Path(__file__).resolve().parent.parent

Files = dict[str, str]
"""Text of generated files by their paths, which are relative to the root of the repository and have slashes."""


@dataclass(frozen=True, kw_only=True)
class Product:
    """A group of files that are generated together."""

    make: Callable[[], Files]
    """Return the files as they should be."""
    owns: tuple[str, ...]
    """Glob patterns of the product's files. It owns all that match: what it no longer makes is out of date too."""


PRODUCTS = (
    Product(make=enums.make, owns=(enums.PATH,)),
    Product(make=schemas.make, owns=("schemas/*/*.json", "schemas/*/codelists/*", "schemas/*/crosswalks/*")),
    Product(make=typescript.make, owns=(typescript.PATH,)),
    Product(make=reference.make, owns=(reference.PATH,)),
    Product(make=importing.make, owns=(importing.PATH,)),
)
"""Everything that is generated."""


def main(arguments: Sequence[str] | None = None, *, root: Path = ROOT, products: Iterable[Product] = PRODUCTS) -> int:
    """Run the command, and return its exit code.

    Args:
        arguments: Of the command line; those of this process where none are given.
        root: The repository whose files are compared or written.
        products: What to generate.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.generate", description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 when a file differs")
    check = parser.parse_args(arguments).check
    changes = dict(change for product in products for change in out_of_date(product, root))
    if not check:
        for path, text in changes.items():
            put(root / path, text)
            print("removed" if text is None else "written", path)
    elif changes:
        print("Out of date; run `make generate` and commit what it writes:", *changes, sep="\n  ", file=sys.stderr)
    return int(check and bool(changes))


def out_of_date(product: Product, root: Path) -> Iterator[tuple[str, str | None]]:
    """Yield path and right text of each file that differs; the text is ``None`` where there should be no file."""
    made = product.make()
    for path, text in made.items():
        file = root / path
        if not file.is_file() or file.read_bytes() != text.encode():
            yield path, text
    found = {file.relative_to(root).as_posix() for pattern in product.owns for file in root.glob(pattern)}
    for path in sorted(found - made.keys()):
        yield path, None


def put(file: Path, text: str | None) -> None:
    """Write a file, with the folders that lead to it; remove it where there is no text."""
    if text is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())  # bytes, so that line ends are the same everywhere


if __name__ == "__main__":
    sys.exit(main())
