"""``peacetalks import``: another project's data as a dataset."""

from __future__ import annotations

import csv
import importlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

import attrs

from peacetalks import Dataset, ValidationError
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.progress import watched, working
from peacetalks.cli.sources import STANDARD_STREAM, File, format_told, standard_input
from peacetalks.cli.targets import is_one_file, write_data, write_dataset
from peacetalks.cli.terminal import DONE, PROBLEMS, refuse, say
from peacetalks.formats.reading import unreadable
from peacetalks.formats.registry import FormatName
from peacetalks.importers.report import Report, RowProblem
from peacetalks.problems import MissingExtraError

LARGE_TABLE = 500_000
"""Bytes of a table from which its import is long enough to show; a cell costs far more than a byte of our own data."""

Scheme = Literal["ucdp", "pax", "plover"]
"""Name of a project whose data can be imported."""


def import_(
    scheme: Scheme,
    file: File,
    out: File,
    /,
    *,
    report: File | None = None,
    to: FormatName | None = None,
) -> int:
    """Read another project's data, and write them as a dataset.

    Args:
        scheme: Whose data they are: `ucdp` (UCDP Peace Agreement Dataset), `pax` (PA-X Peace Agreements Database),
            `plover` (events in PLOVER, CAMEO or POLECAT).
        file: The data, a table as CSV or as a workbook (xlsx); `-` is standard input.
        out: Where to write the dataset; `-` is standard output. A file is replaced in one step, and compressed where
            its name ends in `.gz`.
        report: Where to write what was odd about rows and what was done: CSV, or a JSON array where the name ends in
            `.json`; `-` is standard output.
        to: The format of OUT; by default told by its name.
    """
    try:
        format = format_told(out, to, "--to")
    except ValidationError as refused:
        return refuse(f"{out}: {refused.problems[0].message}")
    for target in (out, *([] if report is None else [report])):
        if is_one_file(file, target):
            return refuse(f"{target} is what is read, and nothing is written over its own input; give it another name")
    told = Report()
    try:
        with _opened(file) as (source, size):
            dataset: Dataset = importlib.import_module(f"peacetalks.importers.{scheme}").read(source, report=told)
    except ValidationError as refused:
        return write_refusal(file, refused.problems)
    except MissingExtraError as error:
        return refuse(str(error))
    except OSError as error:
        return write_refusal(file, unreadable(error).problems)
    with working(f"writing {out}", size, LARGE_TABLE):
        code = write_dataset(dataset, out, format)
    if code == DONE and report is not None:
        as_text = _as_json if report.lower().endswith(".json") else _as_csv
        code = write_data(as_text(told).encode(), report)
    if code != DONE:
        return code
    say(_summary(file, dataset, told, report))
    return PROBLEMS if told.of("refused") else DONE


@contextmanager
def _opened(name: str) -> Iterator[tuple[IO[bytes], int]]:
    """Open what is imported, showing how far it has been read, and tell its size."""
    if name == STANDARD_STREAM:
        yield standard_input(), 0
    else:
        with Path(name).open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
            with watched(file, size, name, LARGE_TABLE) as seen:
                yield seen, size


def _summary(file: str, dataset: Dataset, told: Report, report: str | None) -> str:
    records = f"{len(dataset)} record{'' if len(dataset) == 1 else 's'}"
    if not len(told):
        return f"{file}: {records}, nothing odd"
    counts = Counter(problem.outcome for problem in told)
    outcomes = ", ".join(f"{count} {outcome.replace('_', ' ')}" for outcome, count in sorted(counts.items()))
    advice = "" if report is not None else "; --report FILE lists them"
    return f"{file}: {records}, {len(told)} remark{'' if len(told) == 1 else 's'} on rows ({outcomes}){advice}"


def _as_json(told: Report) -> str:
    return json.dumps([attrs.asdict(problem) for problem in told], indent=2) + "\n"


def _as_csv(told: Report) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(field.name for field in attrs.fields(RowProblem))
    writer.writerows(attrs.astuple(problem) for problem in told)
    return text.getvalue()
