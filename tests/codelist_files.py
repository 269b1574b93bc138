"""The codelists and crosswalks as files, for the tests of both.

They are read with the csv module alone, so that a fault of our loader cannot hide one of theirs.
"""

import csv
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "peacetalks" / "codelists"
INDEX = FOLDER / "index.csv"
CROSSWALKS = FOLDER / "crosswalks"

RELATIONS = {"exact", "broader", "narrower", "related"}

TOP_LEVELS = (
    "process",
    "sovereignty",
    "autonomy",
    "governance",
    "security",
    "crime",
    "humanitarian",
    "economy",
    "justice",
    "rights",
    "land_culture",
    "relations",
)
TOPIC_IN_PROSE = re.compile(rf"\b(?:{'|'.join(TOP_LEVELS)})\.[a-z_]+\b")


@cache
def read(path):
    """Return the header and the rows, each as a list of cells."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    return header, rows


@cache
def records(path):
    """Return the rows as dicts; a row with a cell too many or too few is an error."""
    header, rows = read(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


NAMES = [row["name"] for row in records(INDEX)]
WALKS = sorted(CROSSWALKS.glob("*.csv"))


def codelist_rows(name):
    return records(FOLDER / f"{name}.csv")


def codes(name):
    return [row["code"] for row in codelist_rows(name)]


def crosswalk_rows(scheme, name):
    return records(CROSSWALKS / f"{scheme}_{name}.csv")


def external_codes(scheme, name):
    return [row["external_code"] for row in crosswalk_rows(scheme, name)]


def pair_of(path):
    """Return scheme and codelist of a crosswalk's file: its rows say the one, the rest of its name the other."""
    (scheme,) = {row["scheme"] for row in records(path)}
    assert path.stem.startswith(f"{scheme}_"), path
    return scheme, path.stem.removeprefix(f"{scheme}_")
