"""PA-X as a dataset of ours and back, on rows that are made up and on the real file."""

import csv
import gc
import io
import tracemalloc
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.codelists import crosswalk
from peacetalks.importers import pax, ucdp
from peacetalks.importers.columns import columns_of
from peacetalks.importers.gathering import Gathering
from peacetalks.importers.pax_parties import party
from peacetalks.importers.pax_provisions import GREATEST, OF_THE_FAMILY, codings
from peacetalks.importers.report import Report

FOLDER = Path(__file__).parent / "importer_rows"
MADE_UP = FOLDER / "pax.csv"
REAL = "pax_all_agreements_data.csv"
COLUMNS = columns_of("pax")
CODING = [column.name for column in COLUMNS if column.rule in GREATEST]
PARENTS = {column.name: column.argument for column in COLUMNS if column.rule == "part"}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row["AgtId"]: row for row in rows_of(MADE_UP)}
PLAIN = ROWS["12"]


@pytest.fixture(scope="module")
def made_up():
    return pax.read(MADE_UP)


def read(number="12", /, **changes):
    """Read one of the made-up rows, changed; return the dataset and the report."""
    report = Report()
    row = ROWS[number] | changes
    dataset = pax.read([row], report=report)
    if dataset.agreements:
        (back,) = pax.write_rows(dataset)
        assert back == row, "whatever is changed, every cell comes back"
    assert pt.check(dataset) == ()
    return dataset, report


def agreement_of(*given, **changes):
    (agreement,) = read(*given, **changes)[0].agreements
    return agreement


def told(report):
    return [(one.column, one.value, one.outcome) for one in report]


def signed_for(dataset, number):
    """Return who took part in an agreement in which role: names of participants and of those they speak for."""
    return [
        (
            tuple(dataset[party].name for party in one.parties),
            one.on_behalf_of and dataset[one.on_behalf_of].name,
            one.role,
        )
        for one in dataset.participations
        if one.activity == f"pax.{number}"
    ]


# --- the list of columns


def test_the_columns_are_those_of_the_table_in_its_order():
    assert [column.header for column in COLUMNS] == list(PLAIN)
    assert len(COLUMNS) == 267
    assert COLUMNS[-1].header == ""


def test_every_column_has_a_rule_and_every_rule_a_column():
    assert {column.rule for column in COLUMNS} == pax.RULES.keys()
    assert all(column.target for column in COLUMNS)


def test_the_coding_columns_are_those_of_the_crosswalks():
    assert set(CODING) == {one.external_code for one in crosswalk("pax", "topic")}
    assert {one.external_code for one in crosswalk("pax", "modality")} <= set(CODING)
    assert Counter(column.rule for column in COLUMNS)["weight"] == 50
    assert len(CODING) == 237


def test_families_are_a_column_followed_by_its_parts():
    names = [column.name for column in COLUMNS]
    for part, parent in PARENTS.items():
        between = names[names.index(parent) + 1 : names.index(part)]
        assert all(PARENTS.get(name) == parent for name in between)
    assert len(set(PARENTS.values())) == 38  # with Ce
    assert len(PARENTS) + len(set(PARENTS.values())) == 192
    assert not set(PARENTS.values()) & PARENTS.keys()


def test_every_provision_says_its_column_in_words_of_its_own():
    texts = [coding.text for coding in codings().values()]
    assert len(set(texts)) == len(texts)
    assert len({text.rpartition(" (")[0] for text in texts}) == len(texts)
    assert codings()["TjPrire"].text == "Release of prisoners (TjPrire)"
    assert codings()["CprFspe"].text == "Civil and political rights: freedom of speech (CprFspe)"


# --- there and back


def test_every_cell_of_the_made_up_rows_comes_back(made_up):
    back = {row["AgtId"]: row for row in pax.write_rows(made_up)}
    assert back == ROWS
    assert [list(row) for row in back.values()] == [list(row) for row in ROWS.values()]


def test_the_made_up_rows_make_a_sound_dataset_without_warnings(made_up):
    assert pt.check(made_up) == ()
    assert pt.loads(pt.dumps(made_up)) == made_up


def test_what_is_kept_verbatim_is_little_and_known(made_up):
    kept = Counter(key.removeprefix("pax:") for agreement in made_up.agreements for key in agreement.extra)
    assert kept == {
        "Ver": 5,
        "ThrdPart": 4,
        "Part": 4,
        "CowWar": 3,
        "Agt": 2,
        "PPName": 2,
        "UcdpAgr": 2,
        "Loc2GWNO": 1,
        "Loc2ISO": 1,
        "PamAgr": 1,
        "Reg": 1,
        "UcdpCon": 1,
    }


def test_columns_are_known_by_their_headers_in_any_order(made_up):
    shuffled = [dict(reversed(row.items())) for row in ROWS.values()]
    report = Report()
    assert pax.read(shuffled, report=report) == made_up
    assert {one.row for one in report} == {3}


def test_stray_columns_without_a_header_are_nothing_to_tell():
    report = Report()
    rows = [",".join([*row.values(), "", ""]) for row in ({name: name for name in PLAIN}, PLAIN)]
    dataset = pax.read(io.StringIO("\n".join(rows)), report=report)
    assert list(report) == []
    assert list(pax.write_rows(dataset)) == [PLAIN]
    named = [PLAIN | {"Unnamed: 267": "", "Unnamed: 268": ""}]
    assert pax.read(named, report=report) == dataset
    assert list(report) == []


def test_a_stray_cell_in_a_column_without_a_header_is_kept_and_told():
    report = Report()
    dataset = pax.read([PLAIN | {"Unnamed: 267": "x"}], report=report)
    assert dataset.agreements[0].extra["pax:column 268"] == "x"
    assert told(report) == [("column 268", None, "kept")]


def test_an_unknown_column_is_kept_and_told():
    report = Report()
    dataset = pax.read([PLAIN | {"new column": "x"}], report=report)
    assert dataset.agreements[0].extra["pax:new column"] == "x"
    assert told(report) == [("new column", None, "kept")]
    assert next(iter(pax.write_rows(dataset)))["new column"] == "x"


def test_no_row_is_held_once_it_was_read():
    """What is held at most grows with the dataset: rows that are held would make it three times as much."""
    row = ROWS["9101"]
    head = io.StringIO()
    writer = csv.DictWriter(head, list(row))

    def memory(count):
        head.truncate(head.seek(0))
        writer.writeheader()
        writer.writerows(row | {"AgtId": str(10_000 + number)} for number in range(count))
        file = io.BytesIO(head.getvalue().encode())
        gc.collect()
        tracemalloc.start()
        try:
            dataset = pax.read(file)
            assert len(dataset.agreements) == count
            gc.collect()
            return tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

    memory(1)  # what is made once for all
    (few, most_of_few), (many, most_of_many) = memory(40), memory(240)
    assert most_of_many - most_of_few < 2.5 * (many - few)


def test_agreements_from_elsewhere_are_not_written(made_up):
    other = pt.Agreement(id="mine", name="Mine", identifiers=(pt.Identifier(scheme="pax_agreement", value="9101"),))
    assert len(list(pax.write_rows(made_up.with_records(other)))) == len(ROWS)


def test_what_is_changed_in_the_records_is_changed_in_the_rows(made_up):
    changes = {"date": None, "pages": None, "stage": None, "process": None, "conflicts": (), "history": ()}
    changed = attrs.evolve(made_up["pax.9101"], provisions=(), **changes)
    row = next(row for row in pax.write_rows(made_up.with_records(changed)) if row["AgtId"] == "9101")
    blank = ("Dat", "Lgt", "Stage", "PP", "PPName", "Reg", "UcdpCon", "Loc1GWNO", "Loc1ISO", "Status")
    assert {row[name] for name in blank} == {""}
    assert {row[name] for name in CODING} == {"0"}


def test_a_record_made_by_hand_gives_a_row_with_what_it_has():
    dataset = pt.Dataset(agreements=(pt.Agreement(id="pax.1", name="By hand", date="1999-05"),))
    (row,) = pax.write_rows(dataset)
    assert {name: cell for name, cell in row.items() if cell} == {"Agt": "By hand", "ImSrc": "1"}


# --- reading twice, merging, matching


def test_reading_twice_gives_equal_datasets_and_merging_them_changes_nothing(made_up):
    again = pax.read(MADE_UP)
    assert again == made_up
    merged = made_up.merge(again)
    assert merged.dataset == made_up
    assert merged.conflicts == ()


def test_a_merged_dataset_still_gives_the_rows_back_whatever_its_header(made_up):
    other = pt.Dataset(title="Other", version="22.1", coverage="1990/2020")
    assert {row["AgtId"]: row for row in pax.write_rows(other.merge(made_up).dataset)} == ROWS


def test_merging_with_ucdp_joins_conflicts_and_places_and_tells_where_they_differ(made_up):
    merged = made_up.merge(ucdp.read(FOLDER / "ucdp.csv"))
    records = {(one.record, one.path, one.kind) for one in merged.conflicts if one.record}
    assert records == {("ucdp-conflict.9801", "/name", "differs"), ("ucdp-conflict.9805", "/name", "differs")}
    conflict = merged.dataset["ucdp-conflict.9801"]
    assert set(conflict.incompatibility) == {"government", "both"}
    assert {"gw.9701", "gw.2"} == set(conflict.places)
    assert merged.dataset["gw.9701"].parent == "ucdp-region.4"


def test_the_number_that_pa_x_gives_finds_the_agreement_of_ucdp(made_up):
    found = pt.query.match_agreements(made_up, ucdp.read(FOLDER / "ucdp.csv"))
    assert [(one.agreement, one.other) for one in found if "identifier" in one.matched_by] == [
        ("pax.9101", "ucdp-pad.9001"),
        ("pax.9105", "ucdp-pad.9005"),
    ]


def test_ids_are_made_of_the_outside_ids(made_up):
    prefixes = {
        pt.Source: "pax-v4",
        pt.Place: "gw.",
        pt.Conflict: ("ucdp-conflict.", "pax-conflict."),
        pt.Process: "pax-process.",
        pt.Party: ("pax-name.", "pax-person."),
        pt.Agreement: "pax.",
        pt.Participation: tuple(f"pax.{number}." for number in ROWS),
    }
    assert all(record.id.startswith(prefixes[type(record)]) for record in made_up)
    assert [one.id for one in made_up.agreements] == ["pax.12", "pax.9101", "pax.9102", "pax.9103", "pax.9105"]


# --- the agreement


def test_a_row_becomes_an_agreement(made_up):
    agreement = made_up["pax.9101"]
    assert agreement.name == "Harbour Accord"
    assert agreement.date == pt.Date("1999-05-27")
    assert (agreement.stage, agreement.substage, agreement.level) == (
        "partial",
        "partial_multiple_issues",
        "intrastate",
    )
    assert (agreement.pages, agreement.characters) == (12, 23456)
    assert agreement.process == "pax-process.901"
    assert agreement.conflicts == ("ucdp-conflict.9801",)
    assert agreement.coded_by == ("pax@v4",)
    assert {one.source for one in agreement.citations} == {"pax-v4"}
    assert [(one.scheme, one.value) for one in agreement.identifiers] == [
        ("pax_agreement", "9101"),
        ("ucdp_pad", "9001"),
        ("pam", "77"),
    ]
    assert [(one.kind, one.text) for one in agreement.related] == [("mentions", "First Harbour Talks, page 3 ")]


def test_every_record_that_needs_a_source_cites_it(made_up):
    assert all(one.citations[0].source == "pax-v4" for one in (*made_up.agreements, *made_up.participations))


def test_a_name_is_told_in_one_line_without_what_nobody_sees(made_up):
    assert made_up["pax.9103"].name == "Pact of the Hills andlands"
    assert made_up["pax.9103"].extra["pax:Agt"] == ROWS["9103"]["Agt"]


@pytest.mark.parametrize("name", ["", " \n", "\ufeff"])
def test_a_row_without_a_name_is_named_by_its_number(name):
    agreement = agreement_of(Agt=name)
    assert agreement.name == "PA-X agreement 12"
    assert [one.motivation for one in agreement.annotations if one.path == "/name"] == ["unknown"]


@pytest.mark.parametrize(
    ("value", "status", "date"),
    [
        ("Multiparty signed/agreed", "signed", "1990-02-15"),
        ("Unilateral document", "unilateral", "1990-02-15"),
        ("Status unclear", "unclear", "1990-02-15"),
        ("Agreement with subsequent status", "adopted_later", None),
    ],
)
def test_a_status_is_an_event_of_the_day_unless_it_came_later(value, status, date):
    (event,) = agreement_of(Status=value).history
    assert (event.status, event.date) == (status, None if date is None else pt.Date(date))


def test_a_status_without_a_date_has_none():
    assert agreement_of(Dat="").history[0].date is None


def test_the_last_day_of_meetings_is_remarked_upon_once(made_up):
    (source,) = made_up.sources
    assert any("the date is the last" in one.text for one in source.annotations)


@pytest.mark.parametrize("number", ["", " ", "x", "-1", "9" * 40])
def test_a_row_without_a_number_is_left_out_and_the_next_is_read(number):
    report = Report()
    dataset = pax.read([PLAIN | {"AgtId": number}, ROWS["9101"]], report=report)
    assert [one.id for one in dataset.agreements] == ["pax.9101"]
    assert [(one.row, one.column) for one in report.of("refused")] == [(1, "AgtId")]


def test_a_number_that_comes_twice_is_taken_once():
    report = Report()
    dataset = pax.read([PLAIN, PLAIN | {"Agt": "Other"}], report=report)
    assert [one.name for one in dataset.agreements] == ["Short paper"]
    assert [(one.row, one.column, one.outcome) for one in report] == [(2, "AgtId", "refused")]


def test_numbers_as_spreadsheets_write_them_are_the_same_numbers():
    dataset, report = read("9101", AgtId="9101.0", UcdpCon="9801.0", Loc1GWNO="9701.0", Ele="3.0", Lgt="12.0")
    assert told(report) == []
    assert dataset.agreements[0].provisions == pax.read([ROWS["9101"]]).agreements[0].provisions
    assert (dataset.agreements[0].id, dataset.conflicts[0].id) == ("pax.9101", "ucdp-conflict.9801")
    assert dataset.agreements[0].coded_by == ("pax@v4",)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Dat", "15/02/1990"),
        ("Dat", "1990-02-30"),
        ("Status", "Signed"),
        ("Stage", "pre"),
        ("StageSub", "Frame"),
        ("Agtp", "Local"),
        ("Lgt", "-1"),
        ("N_characters", "many"),
        ("PP", "first"),
        ("Contp", "Religious"),
        ("UcdpCon", "801802"),
        ("UcdpCon", "n/a"),
        ("UcdpAgr", "9991999010101"),
        ("PamAgr", "99999"),
        ("CowWar", "x"),
        ("Loc1GWNO", "XAR"),
        ("Loc1ISO", "Arcadia"),
        ("Ele", "4"),
        ("Ele", "-1"),
        ("Civso", "2"),
        ("Wat", "yes"),
        ("ImUN", "2"),
    ],
)
def test_a_value_that_is_not_known_is_kept_and_told(column, cell):
    dataset, report = read(**{column: cell})
    assert dataset.agreements[0].extra[f"pax:{column}"] == cell
    assert told(report) == [(column, cell, "kept")]


@pytest.mark.parametrize("column", ["UcdpCon", "UcdpAgr", "PamAgr", "CowWar"])
@pytest.mark.parametrize("cell", ["NA", "NA "])
def test_na_is_no_number_and_nothing_to_tell(column, cell):
    dataset, report = read(**{column: cell})
    assert dataset.agreements[0].extra[f"pax:{column}"] == cell
    assert told(report) == []
    assert len(dataset.agreements[0].identifiers) == 1
    assert dataset.conflicts[0].identifiers == ()


def test_something_in_the_columns_that_hold_the_same_throughout_is_kept():
    extra = agreement_of(ImSrc="0", **{"": "x"}).extra
    assert (extra["pax:ImSrc"], extra["pax:unnamed"]) == ("0", "x")


# --- conflicts, places, processes


def test_rows_of_one_conflict_of_ucdp_make_one_conflict(made_up):
    conflict = made_up["ucdp-conflict.9801"]
    assert (conflict.name, [one.text for one in conflict.other_names]) == (
        "Arcadia/(Old Harbour)",
        ["Arcadia/Old Harbour"],
    )
    assert conflict.incompatibility == ("government", "both")
    assert conflict.places == ("gw.9701", "gw.2")
    assert [(one.scheme, one.value) for one in conflict.identifiers] == [
        ("ucdp_conflict", "9801"),
        ("cow_war", "771"),
        ("cow_war", "772"),
    ]


@pytest.mark.parametrize("number", ["NA ", "", "801802"])
def test_a_conflict_without_a_number_of_ucdp_is_known_by_its_name(number):
    dataset, _ = read("9103", UcdpCon=number)
    (conflict,) = dataset.conflicts
    assert conflict.id == "pax-conflict.borduria-syldavia-former-the-hills-the-coast"
    assert conflict.name == "Borduria/Syldavia (former)/(The Hills - The Coast)"
    assert conflict.identifiers == ()


def test_a_conflict_without_a_name_is_named_by_its_number_until_a_row_names_it():
    nameless = ROWS["9101"] | {"Con": ""}
    (conflict,) = pax.read([nameless]).conflicts
    assert conflict.name == "UCDP conflict 9801"
    (conflict,) = pax.read([nameless, ROWS["9102"]]).conflicts
    assert (conflict.name, conflict.other_names) == ("Arcadia/Old Harbour", ())
    assert conflict.id == "ucdp-conflict.9801"


def test_a_row_without_any_conflict_keeps_what_is_said_of_one():
    dataset, report = read("9101", Con="", UcdpCon="")
    assert dataset.conflicts == dataset.agreements[0].conflicts == dataset.places == ()
    assert dataset.processes[0].conflicts == ()
    assert sorted(told(report)) == [
        ("Contp", "Government", "kept"),
        ("CowWar", "771", "kept"),
        ("Loc1GWNO", "9701", "kept"),
        ("Loc1ISO", "XAR", "kept"),
    ]


def test_the_words_for_a_conflict_are_quoted_by_the_agreement(made_up):
    agreement = made_up["pax.9102"]
    assert [(one.locator, one.quote, one.supports) for one in agreement.citations] == [
        (None, None, ()),
        ("Con", "Arcadia/Old Harbour", ("/conflicts",)),
        ("Contp", "Government/territory", ("/conflicts",)),
    ]


def test_no_place_is_made_of_the_words_for_a_conflict(made_up):
    assert {one.id for one in made_up.places} == {"gw.2", "gw.345", "gw.347", "gw.710", "gw.9701"}


def test_a_code_of_a_country_goes_with_the_number_of_its_state(made_up):
    codes = {
        place.id: [one.value for one in place.identifiers if one.scheme == "iso3166_1_a3"] for place in made_up.places
    }
    assert codes == {"gw.2": ["USA"], "gw.345": ["SRB"], "gw.347": [], "gw.710": ["CHN"], "gw.9701": ["XAR"]}


def test_a_code_that_is_not_that_of_the_state_is_kept_and_told():
    dataset, report = read(Loc1ISO="FRA", Loc1GWNO="710")
    assert told(report) == [("Loc1ISO", "FRA", "kept")]
    assert [one.id for one in dataset.places] == ["gw.710"]


@pytest.mark.parametrize("number", ["", "x"])
def test_a_code_without_a_number_makes_a_place_of_its_own(number):
    dataset, _ = read(Loc1ISO="FRA", Loc1GWNO=number)
    assert [(one.id, one.name) for one in dataset.places] == [("iso3166-1.fra", "FRA")]
    assert dataset.conflicts[0].places == ("iso3166-1.fra",)


def test_the_number_of_a_process_has_its_version(made_up):
    process = made_up["pax-process.901"]
    assert process.name == "Arcadia peace process"
    assert process.conflicts == ("ucdp-conflict.9801",)
    assert [(one.scheme, one.value, one.version) for one in process.identifiers] == [("pax_process", "901", "v4")]
    assert dict(process.extra) == {"pax:Reg": "Africa (excl MENA)"}


def test_a_process_without_a_name_is_named_by_its_number():
    dataset, _ = read(PPName="", Reg="")
    assert dataset.processes[0].name == "PA-X process 903"
    assert dict(dataset.processes[0].extra) == {}


def test_a_row_without_a_process_keeps_its_name_and_region():
    extra = agreement_of(PP="").extra
    assert (extra["pax:PPName"], extra["pax:Reg"]) == ("Nowhere talks", "Americas")


# --- provisions


def provisions_of(*given, **changes):
    return [
        (one.text.rpartition("(")[2].rstrip(")"), one.topic, one.strength, one.modality)
        for one in agreement_of(*given, **changes).provisions
    ]


def test_a_part_has_the_weight_of_its_family_and_the_family_no_provision_of_its_own():
    assert provisions_of(GCh="2", GChRhet="1", GChSubs="1") == [
        ("GChRhet", "rights.vulnerable_groups", 2, ("rhetorical",)),
        ("GChSubs", "rights.vulnerable_groups", 2, ("substantive",)),
    ]


def test_a_part_of_a_family_without_weights_has_no_strength():
    assert provisions_of(HrCp="1", CprLife="1") == [("CprLife", "rights.civil_political", None, ())]


@pytest.mark.parametrize(
    ("column", "cell", "topic", "strength"),
    [
        ("Terps", "3", "autonomy.self_government", 3),
        ("StDef", "1", "sovereignty.state_identity", None),
        ("Ele", "1", "governance.elections", 1),
        ("Civso", "1", "governance.civic_inclusion", None),
        ("TjPrire", "2", "humanitarian.prisoners", 2),
        ("ImPK", "1", "security.peacekeeping", None),
    ],
)
def test_a_family_without_parts_and_a_column_of_its_own_have_a_provision(column, cell, topic, strength):
    assert provisions_of(**{column: cell}) == [(column, topic, strength, ())]


def test_of_a_ceasefire_the_parts_are_trusted_and_the_weight_is_kept():
    assert provisions_of(Ce="1", CeProv="1") == [("CeProv", "security.ceasefire", 1, ())]
    assert provisions_of(Ce="3", CeGen="1") == [("CeGen", "security.ceasefire", 3, ("general",))]


@pytest.mark.parametrize(("cell", "problems"), [("0", [("GCh", "0", "kept")]), ("", [])])
def test_a_part_without_its_family_has_no_strength_and_a_family_that_is_denied_is_told(cell, problems):
    dataset, report = read(GCh=cell, GChRhet="1")
    assert told(report) == problems
    assert [one.strength for one in dataset.agreements[0].provisions] == [None]


def test_a_part_without_a_family_that_has_no_weights_is_told_too():
    assert told(read(HrCp="0", CprLife="1")[1]) == [("HrCp", "0", "kept")]


@pytest.mark.parametrize("cell", ["5", "x"])
def test_a_weight_that_cannot_be_read_gives_its_parts_no_strength(cell):
    dataset, report = read(GCh=cell, GChRhet="1")
    assert told(report) == [("GCh", cell, "kept")]
    assert [one.strength for one in dataset.agreements[0].provisions] == [None]
    assert dataset.agreements[0].coded_by == ()


def test_a_part_that_cannot_be_read_leaves_its_family_a_provision():
    dataset, report = read(GCh="1", GChRhet="?")
    assert told(report) == [("GChRhet", "?", "kept")]
    assert [one.text for one in dataset.agreements[0].provisions] == ["Children and youth (GCh)"]


def test_the_strength_of_parts_is_remarked_upon_where_there_is_any():
    def remarks(**changes):
        return [one.path for one in agreement_of(**changes).annotations if one.text == OF_THE_FAMILY]

    assert remarks(GCh="2", GChRhet="1") == ["/provisions"]
    assert remarks(Ele="2", StDef="1", StBor="1", Terps="1") == []


@pytest.mark.parametrize("cell", ["", "?"])
def test_an_agreement_is_completely_coded_only_if_every_column_says_something(cell):
    assert agreement_of().coded_by == ("pax@v4",)
    agreement = agreement_of(Wat=cell)
    assert agreement.coded_by == ()
    assert agreement.extra["pax:Ele"] == "0"


def test_a_table_with_a_few_columns_is_read_as_far_as_it_goes():
    report = Report()
    rows = [{"AgtId": "1", "Agt": "Accord", "GCh": "2", "GChRhet": "1", "Wat": "0"}]
    dataset = pax.read(rows, report=report)
    (back,) = pax.write_rows(dataset)
    assert {name: cell for name, cell in back.items() if cell} == rows[0] | {"ImSrc": "1"}
    assert len(dataset.agreements[0].provisions) == 1
    assert {one.outcome for one in report} == {"changed"}


# --- signatories


def test_those_who_signed_take_part_and_the_cells_are_kept(made_up):
    assert signed_for(made_up, "9101") == [
        (("Anna Berg",), "Government of Arcadia", "delegate"),
        (("Ben Carl",), "HFA", "delegate"),
        (("Dora Ek",), "United Nations", "witness"),
    ]
    agreement = made_up["pax.9101"]
    assert agreement.extra["pax:Part"] == ROWS["9101"]["Part"]
    assert [(one.path, one.text) for one in agreement.annotations if one.motivation == "unparsed"] == [
        ("/extra/pax:Part", "some scribble nobody can place")
    ]
    assert [one.citations[0].locator for one in made_up.participations if one.activity == "pax.9101"] == [
        "Part",
        "Part",
        "ThrdPart",
    ]


def test_nobody_is_made_of_words_that_no_rule_reads(made_up):
    assert signed_for(made_up, "9103") == [((), None, "third_party")]  # the flag alone
    texts = {one.path: one.motivation for one in made_up["pax.9103"].annotations if "extra" in (one.path or "")}
    assert texts == {"/extra/pax:Part": "commenting", "/extra/pax:ThrdPart": "unparsed"}


def test_a_cell_with_nothing_to_read_is_annotated_too():
    annotations = agreement_of(ThrdPart=" / ").annotations
    assert [(one.motivation, one.path, one.text) for one in annotations] == [("unparsed", "/extra/pax:ThrdPart", "/")]


def test_states_and_organisations_are_the_same_in_every_process_and_other_names_are_not():
    rows = [
        ROWS["9101"] | {"Part": "Government of Kenya; HFA", "ThrdPart": "UN"},
        ROWS["9105"] | {"Part": "Republic of Kenya; HFA", "ThrdPart": "United Nations"},
    ]
    dataset = pax.read(rows)
    names = Counter(one.name for one in dataset.parties)
    assert (names["Kenya"], names["United Nations"], names["HFA"]) == (1, 1, 2)
    kenya = dataset["pax-name.kenya"]
    assert (kenya.kind, [one.text for one in kenya.other_names]) == (
        "state",
        ["Government of Kenya", "Republic of Kenya"],
    )
    assert {(one.scheme, one.value) for one in kenya.identifiers} == {("gw", "501"), ("iso3166_1_a3", "KEN")}
    assert {one.id for one in dataset.parties if one.name == "HFA"} == {"pax-name.901.hfa", "pax-name.904.hfa"}


@pytest.mark.parametrize(
    ("printed", "name", "kind"),
    [
        ("UN", "United Nations", "igo"),
        ("the UN", "United Nations", "igo"),
        ("Nations Unies", "United Nations", "igo"),
        ("KENYA", "Kenya", "state"),
        ("MALI", "Mali", "state"),
        ("GOVERNMENT OF THE REPUBLIC OF KENYA", "Kenya", "state"),
        ("Royal Government of Norway", "Norway", "state"),
        ("Federal  Republic of Germany", "Germany", "state"),
        ("People’s Republic of China", "China", "state"),
        ("United States", "United States of America", "state"),
        ("Democratic Republic of Congo", "Democratic Republic of the Congo", "state"),
        ("Republic of China", "Republic of China", "unknown"),
        ("las", "las", "unknown"),
        ("Government", "Government", "unknown"),
        ("Northern Side", "Northern Side", "unknown"),
    ],
)
def test_a_party_is_known_by_its_name(printed, name, kind):
    gathered = Gathering()
    made = gathered[party(printed, "7", gathered)]
    assert (made.name, made.kind) == (name, kind)
    assert made.id.startswith("pax-name.7.") is (kind == "unknown")
    assert bool(made.annotations) is (kind == "unknown")


def test_a_party_whose_name_no_id_can_hold_has_an_id_all_the_same():
    gathered = Gathering()
    ids = {party(name, scope, gathered) for name in ("جبهة", "x" * 300, "y" * 300) for scope in ("7", "7" * 15)}
    assert len(ids) == 6
    assert max(map(len, ids)) <= 128


def test_without_a_process_a_name_is_told_apart_by_the_agreement():
    dataset, _ = read("9102", PP="")
    assert "pax-name.of-pax.9102.hfa" in {one.id for one in dataset.parties}


def test_that_the_united_nations_signed_is_said_of_them_where_they_are_named_as_a_third_party(made_up):
    (witness,) = (one for one in made_up.participations if one.id == "pax.9101.signatory-3")
    assert [one.locator for one in witness.citations] == ["ThrdPart", "ImUN"]
    assert signed_for(made_up, "9102") == [
        (("Arcadia",), None, "party"),
        (("HFA",), None, "party"),
        (("United Nations",), None, "third_party"),
        ((), None, "third_party"),
    ]


def test_a_side_is_no_third_party_even_if_it_is_the_united_nations():
    dataset, _ = read(Part="UN", ThrdPart="", ImUN="1")
    assert signed_for(dataset, "12") == [
        (("United Nations",), None, "party"),
        (("United Nations",), None, "third_party"),
    ]


def test_that_another_third_party_signed_is_a_remark_where_there_are_names(made_up):
    assert signed_for(made_up, "9105") == [
        (("Kenya",), None, "party"),
        (("United Nations",), None, "party"),
        (("Kenya",), None, "mediator"),
    ]
    texts = [one.text for one in made_up["pax.9105"].annotations]
    assert "a third party other than the United Nations signed (ImOth)" in texts


def test_the_united_nations_are_not_another_third_party():
    dataset, _ = read(ThrdPart="UN", ImOth="1")
    assert signed_for(dataset, "12") == [(("United Nations",), None, "third_party"), ((), None, "third_party")]


# --- whatever stands there


CELLS = st.one_of(
    st.sampled_from(["", " ", "0", "1", "2", "3", "NA", "1.0", "-1", "99999", "1999-05-27", "Inter", "Government"]),
    st.text(max_size=40),
)


@given(
    st.dictionaries(
        st.sampled_from([column.header for column in COLUMNS[:26]] + CODING[:30] + ["ImUN", "ImOth", ""]), CELLS
    )
)
def test_whatever_stands_in_cells_comes_back_or_the_row_is_refused(changes):
    report = Report()
    row = ROWS["9101"] | changes
    dataset = pax.read([row], report=report)
    assert [problem for problem in pt.check(dataset) if problem.severity == "error"] == []
    if dataset.agreements:
        (back,) = pax.write_rows(dataset)
        assert back == {name: cell.replace("\x00", "") for name, cell in row.items()}
    else:
        assert report.of("refused")


# --- the real file


@pytest.fixture(scope="module")
def real_rows(shared_data):
    return rows_of(shared_data / REAL)


@pytest.fixture(scope="module")
def real(shared_data):
    report = Report()
    return pax.read(shared_data / REAL, report=report), report


@pytest.fixture(scope="module")
def pad(shared_data):
    return ucdp.read(shared_data / "ucdp-peace-agreements-221.csv")


@pytest.mark.shared_data
def test_every_real_row_becomes_an_agreement_and_nothing_is_wrong_with_it(real, real_rows):
    dataset, report = real
    assert {one.id for one in dataset.agreements} == {f"pax.{row['AgtId']}" for row in real_rows}
    assert report.of("refused") == ()
    assert pt.check(dataset) == ()
    odd = [(one.column, one.outcome) for one in report]
    long = [(row, name) for row in real_rows for name in ("UcdpAgr", "UcdpCon") if len(row[name].strip()) > 5]
    assert set(odd) == {("UcdpCon", "kept"), ("UcdpAgr", "kept")}
    assert len(odd) == len(long) + sum(len(row["UcdpAgr"]) == 5 for row in real_rows)


@pytest.mark.shared_data
def test_every_real_cell_comes_back(real, real_rows):
    back = {row["AgtId"]: row for row in pax.write_rows(real[0])}
    assert [back[row["AgtId"]] for row in real_rows] == real_rows
    assert {tuple(row) for row in back.values()} == {tuple(real_rows[0])}


@pytest.mark.shared_data
def test_the_real_counts_are_those_of_the_file(real, real_rows):
    dataset, _ = real
    assert len(dataset.agreements) == len(real_rows)
    assert {one.id for one in dataset.processes} == {f"pax-process.{row['PP']}" for row in real_rows}
    numbers = {row["UcdpCon"] if row["UcdpCon"].isdigit() and len(row["UcdpCon"]) < 6 else None for row in real_rows}
    assert {one.id for one in dataset.conflicts if one.identifiers and one.id[0] == "u"} == {
        f"ucdp-conflict.{number}" for number in numbers if number
    }
    own = {row["Con"].strip() for row in real_rows if not row["UcdpCon"].isdigit() or len(row["UcdpCon"]) > 5}
    assert {one.name for one in dataset.conflicts if one.id.startswith("pax-conflict.")} == own
    states = {row[name] for row in real_rows for name in ("Loc1GWNO", "Loc2GWNO")} - {""}
    assert {one.id for one in dataset.places} == {f"gw.{number}" for number in states}


@pytest.mark.shared_data
def test_the_real_provisions_are_the_coded_cells(real, real_rows):
    expected = 0
    for row in real_rows:
        coded = {name for name in CODING if row[name] != "0"}
        with_parts = {PARENTS[name] for name in coded & PARENTS.keys()}
        expected += len(coded - with_parts)
    dataset, _ = real
    assert sum(len(one.provisions) for one in dataset.agreements) == expected
    assert {one.coded_by for one in dataset.agreements} == {("pax@v4",)}
    weights = Counter(row["TjPrire"] for row in real_rows if row["TjPrire"] != "0")
    assert weights == Counter(
        str(one.strength) for each in dataset.agreements for one in each.provisions if one.text.endswith("(TjPrire)")
    )


@pytest.mark.shared_data
def test_the_real_flags_and_cells_of_third_parties_are_all_there(real, real_rows):
    dataset, _ = real
    named = [row["AgtId"] for row in real_rows if row["ThrdPart"].strip()]
    assert [one for one in named if "pax:ThrdPart" not in dataset[f"pax.{one}"].extra] == []
    told = {one.activity for one in dataset.participations if any(c.locator == "ThrdPart" for c in one.citations)}
    told |= {one.id for one in dataset.agreements if any(a.path == "/extra/pax:ThrdPart" for a in one.annotations)}
    assert told == {f"pax.{number}" for number in named}
    flagged = {f"pax.{row['AgtId']}" for row in real_rows if row["ImUN"] == "1"}
    cited = {one.activity for one in dataset.participations if any(c.locator == "ImUN" for c in one.citations)}
    assert cited == flagged


@pytest.mark.shared_data
def test_the_real_rows_read_twice_are_equal_and_merging_them_changes_nothing(real, shared_data):
    again = pax.read(shared_data / REAL)
    assert again == real[0]
    merged = real[0].merge(again)
    assert merged.dataset == real[0]
    assert merged.conflicts == ()


@pytest.mark.shared_data
def test_merging_the_real_datasets_joins_conflicts_and_places(real, pad, real_rows):
    dataset, _ = real
    merged = dataset.merge(pad)
    shared = {one.id for one in dataset.conflicts} & {one.id for one in pad.conflicts}
    assert len(shared) == len(
        {row["UcdpCon"] for row in real_rows} & {one.id.rpartition(".")[2] for one in pad.conflicts}
    )
    assert len(shared) > 40
    assert {(one.record.partition(".")[0], one.path) for one in merged.conflicts if one.record} == {
        ("ucdp-conflict", "/name")
    }
    assert len(merged.dataset) == len(dataset) + len(pad) - len({one.id for one in dataset} & {one.id for one in pad})
    assert [problem for problem in pt.check(merged.dataset) if problem.severity == "error"] == []


@pytest.mark.shared_data
def test_the_real_numbers_of_ucdp_find_its_agreements(real, pad, real_rows):
    known = {one.id for one in pad.agreements}
    stated = {(f"pax.{row['AgtId']}", f"ucdp-pad.{row['UcdpAgr']}") for row in real_rows}
    found = pt.query.match_agreements(real[0], pad)
    matched = {(one.agreement, one.other) for one in found if "identifier" in one.matched_by}
    assert matched == {pair for pair in stated if pair[1] in known}
    assert len(matched) > 90


@pytest.mark.shared_data
def test_what_is_kept_of_the_real_file_beside_four_columns_is_less_than_one_cell_in_a_hundred(real, real_rows):
    kept = Counter(key for one in real[0].agreements for key in one.extra)
    for name in ("Ver", "Part", "ThrdPart"):
        del kept[f"pax:{name}"]
    assert sum(kept.values()) < len(real_rows) * len(COLUMNS) / 100
