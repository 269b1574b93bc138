"""The codelists as files: read with the csv module alone, so that a fault of the loader cannot hide one of theirs."""

import csv
import os
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "peacetalks" / "codelists"
CROSSWALKS = FOLDER / "crosswalks"
CAMEO_TABLE = ROOT.parent / "shared" / "data" / "CAMEO2PLOVER-2021.txt"

INDEX_HEADER = ["name", "label", "definition", "closed"]
LIST_HEADER = ["code", "label", "definition", "since", "deprecated", "replaced_by"]
OWN_COLUMNS = {"stance": ["scale"], "likelihood": ["lower", "upper"], "assessment_value": ["kind"]}
CROSSWALK_HEADER = ["scheme", "external_code", "relation", "code", "note"]
RELATIONS = {"exact", "broader", "narrower", "related"}

CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
OTHER_CODES = {"reliability": re.compile(r"[A-F]"), "credibility": re.compile(r"[1-6]")}
VERSION = re.compile(r"[0-9]+\.[0-9]+")

# Meaning is computed from these, so nobody may add to them.
CLOSED = {
    "basis",
    "composition",
    "concession",
    "confidence",
    "credibility",
    "polarity",
    "qualifier",
    "reliability",
    "shift",
}

# PLOVER drops comments (01) and appeals (02), so the table has neither: the crosswalks name the two families only.
CAMEO_WITHOUT_PLOVER = {"01", "02"}


@cache
def read(path):
    """Return the header and the rows, each as a list of cells."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    return header, rows


@cache
def records(path):
    header, rows = read(path)
    return [dict(zip(header, row, strict=True)) for row in rows]


def codes(name):
    return [row["code"] for row in records(FOLDER / f"{name}.csv")]


INDEX = FOLDER / "index.csv"
NAMES = [row["name"] for row in records(INDEX)]
WALKS = sorted(CROSSWALKS.glob("*.csv"))

each_list = pytest.mark.parametrize("name", NAMES)
each_crosswalk = pytest.mark.parametrize("path", WALKS, ids=lambda path: path.stem)


def test_the_index_and_the_files_name_the_same_lists():
    assert sorted(NAMES) == sorted(path.stem for path in FOLDER.glob("*.csv") if path != INDEX)


def test_the_index_describes_each_list_once_and_in_full():
    assert read(INDEX)[0] == INDEX_HEADER
    rows = records(INDEX)
    assert all(CODE.fullmatch(name) for name in NAMES)
    for column in ("name", "label", "definition"):
        values = [row[column] for row in rows]
        assert len(set(values)) == len(values), column
        assert all(values), column


def test_lists_from_which_meaning_is_computed_are_closed_and_no_others():
    assert {row["closed"] for row in records(INDEX)} == {"true", "false"}
    assert {row["name"] for row in records(INDEX) if row["closed"] == "true"} == CLOSED


@pytest.mark.parametrize(
    "path", [INDEX, *(FOLDER / f"{name}.csv" for name in NAMES), *WALKS], ids=lambda path: path.stem
)
def test_a_file_is_plain_utf_8_with_a_record_a_line(path):
    data = path.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    header, rows = read(path)
    assert rows
    assert len(data.decode("utf-8").splitlines()) == 1 + len(rows)
    for row in rows:
        assert len(row) == len(header), row
        assert [cell.strip() for cell in row] == row


@each_list
def test_a_list_has_the_standard_columns_then_its_own(name):
    assert read(FOLDER / f"{name}.csv")[0] == LIST_HEADER + OWN_COLUMNS.get(name, [])


@each_list
def test_codes_are_well_formed_and_unique(name):
    pattern = OTHER_CODES.get(name, CODE)
    assert [code for code in codes(name) if not pattern.fullmatch(code)] == []
    assert len(set(codes(name))) == len(codes(name))


@each_list
def test_labels_and_definitions_tell_the_codes_apart(name):
    rows = records(FOLDER / f"{name}.csv")
    for column in ("label", "definition"):
        values = [row[column].casefold() for row in rows]
        assert all(values), column
        assert len(set(values)) == len(values), column
    for row in rows:
        assert row["definition"].endswith("."), row["code"]
        assert row["definition"].rstrip(".").casefold() != row["label"].casefold(), row["code"]


@each_list
def test_a_code_says_since_when_and_what_replaces_it(name):
    for row in records(FOLDER / f"{name}.csv"):
        assert VERSION.fullmatch(row["since"]), row["code"]
        assert row["deprecated"] == "" or VERSION.fullmatch(row["deprecated"]), row["code"]
        assert row["replaced_by"] in {"", *codes(name)} - {row["code"]}, row["code"]
        assert row["deprecated"] or not row["replaced_by"], row["code"]


def test_the_scale_of_stances_is_a_number_or_empty():
    scale = {row["code"]: row["scale"] for row in records(FOLDER / "stance.csv")}
    assert all(-3 <= float(value) <= 3 for value in scale.values() if value)
    assert [code for code, value in scale.items() if not value] == ["silent"]


def test_likelihood_bands_lie_within_0_and_1_and_do_not_overlap():
    rows = records(FOLDER / "likelihood.csv")
    bands = [(row["lower"], row["upper"]) for row in rows]
    assert all(bool(lower) == bool(upper) for lower, upper in bands)
    numbers = [float(bound) for band in bands if all(band) for bound in band]
    assert numbers[0] >= 0
    assert numbers[-1] <= 1
    assert numbers == sorted(numbers)
    assert all(lower < upper for lower, upper in zip(numbers[::2], numbers[1::2], strict=True))
    assert {row["code"] for row in rows if not row["lower"]} == {"possible", "uncertain"}


def test_a_value_of_an_assessment_belongs_to_a_kind_of_assessment():
    assert {row["kind"] for row in records(FOLDER / "assessment_value.csv")} <= set(codes("assessment_kind"))


def test_there_are_crosswalks():
    assert WALKS


@each_crosswalk
def test_a_crosswalk_is_named_after_its_scheme_and_list(path):
    assert read(path)[0] == CROSSWALK_HEADER
    (scheme,) = {row["scheme"] for row in records(path)}
    assert path.stem.removeprefix(f"{scheme}_") in NAMES


@each_crosswalk
def test_a_crosswalk_leads_to_codes_that_exist(path):
    rows = records(path)
    name = path.stem.removeprefix(f"{rows[0]['scheme']}_")
    assert {row["code"] for row in rows} <= set(codes(name))
    assert {row["relation"] for row in rows} <= RELATIONS
    assert all(row["external_code"] for row in rows)


@each_crosswalk
def test_a_crosswalk_says_a_thing_once(path):
    pairs = [(row["scheme"], row["external_code"], row["code"]) for row in records(path)]
    assert len(set(pairs)) == len(pairs)


@pytest.mark.shared_data
def test_the_cameo_codes_exist():
    if not CAMEO_TABLE.exists():
        if os.environ.get("PEACETALKS_REQUIRE_SHARED") == "1":
            pytest.fail(f"{CAMEO_TABLE} is missing, and PEACETALKS_REQUIRE_SHARED=1 requires it")
        pytest.skip(f"{CAMEO_TABLE} is missing")
    table = set(re.findall(r"^([0-9]+):", CAMEO_TABLE.read_text(encoding="utf-8"), flags=re.MULTILINE))
    used = {row["external_code"] for path in CROSSWALKS.glob("cameo_*.csv") for row in records(path)}
    assert len(table) > 200
    assert not table & CAMEO_WITHOUT_PLOVER
    assert used - table - CAMEO_WITHOUT_PLOVER == set()
