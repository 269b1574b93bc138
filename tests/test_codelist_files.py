"""The codelists as files: what makes a good list, whoever reads it."""

import re

import pytest

from tests.codelist_files import (
    FOLDER,
    INDEX,
    NAMES,
    TOP_LEVELS,
    TOPIC_IN_PROSE,
    WALKS,
    codelist_rows,
    codes,
    read,
    records,
)

INDEX_HEADER = ["name", "label", "definition", "closed"]
LIST_HEADER = ["code", "label", "definition", "since", "deprecated", "replaced_by"]
OWN_COLUMNS = {"stance": ["scale"], "likelihood": ["lower", "upper"], "assessment_value": ["kind"]}

SNAKE_CASE = r"[a-z]+(_[a-z]+)*"
WITH_DIGITS = r"[a-z]+[0-9]*(_[a-z0-9]+)*"
OTHER_CODES = {
    "topic": rf"{SNAKE_CASE}\.{SNAKE_CASE}",
    "identifier_scheme": WITH_DIGITS,
    "track": WITH_DIGITS,
    "unit": WITH_DIGITS,
    "reliability": r"[A-F]",
    "credibility": r"[1-6]",
}
MODEL_VERSIONS = ("1.0",)
"""Versions of the model so far, in their order; a new one is entered here before codes can come or go with it."""

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

# Their codes are told apart by more than a word or two: most were taken over from another project's codebook.
EXPLAINED_AT_LENGTH = {
    "topic",
    "modality",
    "stage",
    "substage",
    "agreement_level",
    "agreement_status",
    "inclusiveness",
    "position_in_process",
    "incompatibility",
    "conflict_level",
    "related_kind",
}

each_list = pytest.mark.parametrize("name", NAMES)


def test_the_index_and_the_files_name_the_same_lists():
    assert sorted(NAMES) == sorted(path.stem for path in FOLDER.glob("*.csv") if path != INDEX)


def test_the_index_describes_each_list_once_and_in_full():
    assert read(INDEX)[0] == INDEX_HEADER
    rows = records(INDEX)
    assert all(re.fullmatch(SNAKE_CASE, name) for name in NAMES)
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
    pattern = OTHER_CODES.get(name, SNAKE_CASE)
    assert [code for code in codes(name) if not re.fullmatch(pattern, code)] == []
    assert len(set(codes(name))) == len(codes(name))


@each_list
def test_labels_and_definitions_tell_the_codes_apart(name):
    rows = codelist_rows(name)
    for column in ("label", "definition"):
        values = [row[column].casefold() for row in rows]
        assert all(values), column
        assert len(set(values)) == len(values), column


@each_list
def test_a_definition_is_a_sentence_that_says_more_than_the_label(name):
    shortest = 20 if name in EXPLAINED_AT_LENGTH else 10
    for row in codelist_rows(name):
        definition = row["definition"]
        assert len(definition) >= shortest, row
        assert definition[0].isupper(), row
        assert definition.endswith("."), row
        assert definition == " ".join(definition.split()), row
        assert definition.rstrip(".").casefold() != row["label"].casefold(), row


@each_list
def test_a_code_says_since_when_and_until_when_and_what_replaces_it(name):
    for row in codelist_rows(name):
        assert row["since"] in MODEL_VERSIONS, row
        later = MODEL_VERSIONS[MODEL_VERSIONS.index(row["since"]) + 1 :]
        assert row["deprecated"] in {"", *later}, row
        assert row["replaced_by"] in {"", *codes(name)} - {row["code"]}, row
        assert row["deprecated"] or not row["replaced_by"], row


def test_topics_are_leaves_that_stand_together_under_their_top_level():
    topics = codes("topic")
    assert len(topics) == 77
    tops = [topic.partition(".")[0] for topic in topics]
    assert tuple(top for at, top in enumerate(tops) if at == 0 or tops[at - 1] != top) == TOP_LEVELS


def test_a_definition_refers_to_topics_that_exist_and_never_to_its_own():
    known = set(codes("topic"))
    for row in codelist_rows("topic"):
        named = set(TOPIC_IN_PROSE.findall(row["definition"]))
        assert named, f"{row['code']} does not say where its near miss goes"
        assert named <= known - {row["code"]}, row


def test_the_scale_of_stances_is_a_number_or_empty():
    scale = {row["code"]: row["scale"] for row in codelist_rows("stance")}
    assert all(-3 <= float(value) <= 3 for value in scale.values() if value)
    assert [code for code, value in scale.items() if not value] == ["silent"]


def test_likelihood_bands_lie_within_0_and_1_and_do_not_overlap():
    rows = codelist_rows("likelihood")
    bands = [(row["lower"], row["upper"]) for row in rows]
    assert all(bool(lower) == bool(upper) for lower, upper in bands)
    numbers = [float(bound) for band in bands if all(band) for bound in band]
    assert numbers[0] >= 0
    assert numbers[-1] <= 1
    assert numbers == sorted(numbers)
    assert all(lower < upper for lower, upper in zip(numbers[::2], numbers[1::2], strict=True))
    assert {row["code"] for row in rows if not row["lower"]} == {"possible", "uncertain"}


def test_a_value_of_an_assessment_belongs_to_a_kind_of_assessment():
    assert {row["kind"] for row in codelist_rows("assessment_value")} <= set(codes("assessment_kind"))
