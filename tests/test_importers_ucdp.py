"""The UCDP Peace Agreement Dataset as a dataset of ours and back, on rows that are made up and on the real file."""

import csv
import io
from collections import Counter
from pathlib import Path

import attrs
import pytest

import peacetalks as pt
from peacetalks.codelists import crosswalk
from peacetalks.importers import ucdp
from peacetalks.importers.columns import columns_of
from peacetalks.importers.report import Report
from peacetalks.importers.ucdp_parties import plain_name
from peacetalks.importers.ucdp_provisions import provision_of
from peacetalks.importers.ucdp_third_parties import names_in, role_in

MADE_UP = Path(__file__).parent / "importer_rows" / "ucdp.csv"
REAL = "ucdp-peace-agreements-221.csv"
COLUMNS = columns_of("ucdp")
PROVISIONS = [column for column in COLUMNS if column.rule == "provision"]


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {row["paid"]: row for row in rows_of(MADE_UP)}


@pytest.fixture(scope="module")
def made_up():
    return ucdp.read(MADE_UP)


def read(paid="9001", /, **changes):
    """Read one of the made-up rows, changed; return the dataset and the report."""
    report = Report()
    row = ROWS[paid] | changes
    dataset = ucdp.read([row], report=report)
    if dataset.agreements:
        (back,) = ucdp.write_rows(dataset)
        assert back == row, "whatever is changed, every cell comes back"
    assert [problem for problem in pt.check(dataset) if problem.severity == "error"] == []
    return dataset, report


def agreement_of(*given, **changes):
    (agreement,) = read(*given, **changes)[0].agreements
    return agreement


def roles_of(dataset, paid):
    return {
        dataset[one.parties[0]].name: one.role for one in dataset.participations if one.activity == f"ucdp-pad.{paid}"
    }


# --- the list of columns


def test_the_columns_are_those_of_the_table_in_its_order():
    assert [column.header for column in COLUMNS] == list(ROWS["9001"])
    assert len(COLUMNS) == 68
    assert [column.header for column in COLUMNS if column.header != column.name] == ["ref ", "return ", ""]


def test_every_column_has_a_rule_and_every_rule_a_column():
    assert {column.rule for column in COLUMNS} == ucdp.RULES.keys()
    assert all(column.target for column in COLUMNS)


def test_every_provision_column_has_a_topic_and_every_family_its_columns():
    topics = {one.external_code: one for one in crosswalk("ucdp_pad", "topic")}
    assert {column.name for column in PROVISIONS} == topics.keys()
    assert len(PROVISIONS) == 29
    for column in PROVISIONS:
        # what is narrower or other than the topic is said in words, too
        is_all_of_it = topics[column.name].relation == "exact"
        assert bool(column.argument) is not is_all_of_it
    families = {column.name: column.argument.split() for column in COLUMNS if column.rule == "provision_family"}
    assert set().union(*families.values()) <= topics.keys()
    assert [len(names) for names in families.values()] == [4, 7, 9, 4]


def test_no_two_columns_stand_for_the_same_provision():
    assert len({provision_of(column) for column in PROVISIONS}) == len(PROVISIONS)


# --- there and back


def test_every_cell_of_the_made_up_rows_comes_back(made_up):
    back = {row["paid"]: row for row in ucdp.write_rows(made_up)}
    assert back == ROWS
    assert [list(row) for row in back.values()] == [list(row) for row in ROWS.values()]


def test_the_made_up_rows_make_a_sound_dataset_without_warnings(made_up):
    assert pt.check(made_up) == ()
    assert pt.loads(pt.dumps(made_up)) == made_up


def test_what_is_kept_verbatim_is_little_and_known(made_up):
    kept = Counter(key.removeprefix("ucdp_pad:") for agreement in made_up.agreements for key in agreement.extra)
    assert kept == {
        "termdur": 6,
        "pa_sign": 2,
        "pa_3rd": 1,
        "actor_id": 1,
        "actor_name": 3,
        "dyad_name": 2,
        "pa_name": 2,
        "mil_prov": 1,
        "duration": 1,
        "ended": 1,
        "incompatibility": 1,
    }


def test_a_row_without_any_provision_column_says_nothing_of_absence():
    row = {"paid": "9001", "pa_name": "Accord", "cease": "1"}
    dataset = ucdp.read([row])
    (agreement,) = dataset.agreements
    assert agreement.coded_by == ()
    assert [provision.topic for provision in agreement.provisions] == ["security.ceasefire"]
    (back,) = ucdp.write_rows(dataset)
    assert (back["cease"], back["ddr"], back["mil_prov"], back["pol_prov"]) == ("1", "", "1", "")


def test_columns_are_known_by_their_headers_in_any_order(made_up):
    shuffled = [dict(reversed(row.items())) for row in ROWS.values()]
    report = Report()
    assert ucdp.read(shuffled, report=report) == made_up
    assert report.of("changed") == tuple(one for one in report.of("changed") if one.row)


def test_headers_without_their_trailing_spaces_are_the_same_columns(made_up):
    stripped = [{name.strip(): cell for name, cell in row.items()} for row in ROWS.values()]
    assert ucdp.read(stripped) == made_up


@pytest.mark.parametrize("stray", [{}, {"Unnamed: 67": ""}])
def test_the_stray_column_may_be_missing_or_have_the_name_that_pandas_gives_it(made_up, stray):
    report = Report()
    rows = [{name: cell for name, cell in row.items() if name} | stray for row in ROWS.values()]
    assert ucdp.read(rows, report=report) == made_up
    assert all(one.row for one in report)


def test_something_in_the_stray_column_is_kept():
    assert agreement_of(**{"": "x"}).extra["ucdp_pad:unnamed"] == "x"


def test_an_unknown_column_is_kept_and_told():
    report = Report()
    dataset = ucdp.read([ROWS["9001"] | {"new column": "x"}], report=report)
    assert dataset.agreements[0].extra["ucdp_pad:new column"] == "x"
    assert [(one.row, one.column, one.outcome) for one in report] == [(0, "new column", "kept")]
    assert next(iter(ucdp.write_rows(dataset)))["new column"] == "x"


def test_agreements_from_elsewhere_are_not_written(made_up):
    other = pt.Agreement(id="mine", name="Mine", identifiers=(pt.Identifier(scheme="ucdp_pad", value="9001"),))
    assert len(list(ucdp.write_rows(made_up.with_records(other)))) == len(ROWS)


def test_what_is_changed_in_the_records_is_changed_in_the_rows(made_up):
    changed = made_up.with_records(
        attrs.evolve(made_up["ucdp-pad.9001"], date=None, outstanding_issues=None, stage=None)
    )
    row = next(row for row in ucdp.write_rows(changed) if row["paid"] == "9001")
    assert (row["pa_date"], row["year"], row["out_iss"], row["pa_type"]) == ("", "", "", "")


# --- reading twice, merging


def test_reading_twice_gives_equal_datasets_and_merging_them_changes_nothing(made_up):
    again = ucdp.read(MADE_UP)
    assert again == made_up
    merged = made_up.merge(again)
    assert merged.dataset == made_up
    assert merged.conflicts == ()


def test_a_merged_dataset_still_gives_the_rows_back_whatever_its_header(made_up):
    other = pt.Dataset(title="Other", version="4", coverage="1990/2020")
    assert {row["paid"]: row for row in ucdp.write_rows(other.merge(made_up).dataset)} == ROWS


def test_ids_are_made_of_the_outside_ids(made_up):
    assert [agreement.id for agreement in made_up.agreements][:2] == ["ucdp-pad.12", "ucdp-pad.9001"]
    assert [one.value for one in made_up["ucdp-pad.12"].identifiers if one.scheme == "ucdp_pad"] == ["12"]
    prefixes = {
        pt.Source: "ucdp-pad-22.1",
        pt.Place: ("gw.", "ucdp-region."),
        pt.Conflict: "ucdp-conflict.",
        pt.Party: ("ucdp-actor.", "ucdp-name.", "ucdp-person."),
        pt.Process: "ucdp-process.",
        pt.Participation: tuple(f"ucdp-pad.{paid}." for paid in ROWS),
        pt.Agreement: "ucdp-pad.",
    }
    assert all(record.id.startswith(prefixes[type(record)]) for record in made_up)


# --- the agreement


def test_a_row_becomes_an_agreement(made_up):
    agreement = made_up["ucdp-pad.9001"]
    assert agreement.name == "Harbour Accord"
    assert agreement.date == pt.Date("1999-05-27")
    assert (agreement.stage, agreement.inclusiveness, agreement.position_in_process) == (
        "partial",
        "all_dyads",
        "interim",
    )
    assert agreement.outstanding_issues == 1
    assert agreement.note == ROWS["9001"]["pa_comment"]
    assert agreement.text_url == "http://example.org/full%20text/Arc%2019990527.pdf"
    assert agreement.process == "ucdp-process.901"
    assert agreement.conflicts == ("ucdp-conflict.9801",)
    assert agreement.coded_by == ("ucdp_pad@22.1",)
    assert [citation.source for citation in agreement.citations] == ["ucdp-pad-22.1"]


def test_every_record_that_needs_a_source_cites_it(made_up):
    assert all(one.citations[0].source == "ucdp-pad-22.1" for one in (*made_up.agreements, *made_up.participations))


def test_a_name_is_told_in_one_line(made_up):
    assert made_up["ucdp-pad.9002"].name == "Framework of the North and South"
    assert made_up["ucdp-pad.9003"].name == "Ceasefire of Évora"


def test_two_agreements_may_have_one_name(made_up):
    assert Counter(one.name for one in made_up.agreements)["Harbour Accord"] == 2


@pytest.mark.parametrize("name", ["", " \n"])
def test_a_row_without_a_name_is_named_by_its_number(name):
    agreement = agreement_of(pa_name=name)
    assert agreement.name == "UCDP peace agreement 9001"
    assert [one.motivation for one in agreement.annotations if one.path == "/name"] == ["unknown"]


@pytest.mark.parametrize("paid", ["", " ", "x", "-1", "9001; 9002", "9" * 40])
def test_a_row_without_a_number_is_left_out_and_the_next_is_read(paid):
    report = Report()
    dataset = ucdp.read([ROWS["9001"] | {"paid": paid}, ROWS["12"]], report=report)
    assert [one.id for one in dataset.agreements] == ["ucdp-pad.12"]
    assert [(one.row, one.column) for one in report.of("refused")] == [(1, "paid")]


def test_a_number_that_comes_twice_is_taken_once():
    report = Report()
    dataset = ucdp.read([ROWS["9001"], ROWS["9001"] | {"pa_name": "Other"}], report=report)
    assert [one.name for one in dataset.agreements] == ["Harbour Accord"]
    assert [(one.row, one.column, one.value) for one in report] == [(2, "paid", "9001")]


def test_numbers_as_spreadsheets_write_them_are_the_same_numbers():
    dataset, _ = read(paid="9001.0", conflict_id="9801.0", out_iss="1.0", pa_type="2.0", cease="1.0", mil_prov="1.0")
    assert dataset.agreements[0].id == "ucdp-pad.9001"
    assert dataset.agreements[0].coded_by == ("ucdp_pad@22.1",)
    assert dataset.conflicts[0].id == "ucdp-conflict.9801"


@pytest.mark.parametrize(
    ("column", "cell", "field"),
    [
        ("pa_type", "4", "stage"),
        ("pa_type", "full", "stage"),
        ("inclusive", "9", "inclusiveness"),
        ("frame", "0", "position_in_process"),
        ("out_iss", "6", "outstanding_issues"),
        ("out_iss", "-1", "outstanding_issues"),
        ("procID", "twelve", "process"),
    ],
)
def test_a_value_that_is_not_known_is_kept_and_told(column, cell, field):
    dataset, report = read(**{column: cell})
    assert getattr(dataset.agreements[0], field, None) is None
    assert dataset.agreements[0].extra[f"ucdp_pad:{column}"] == cell
    assert [(one.row, one.column, one.value, one.outcome) for one in report] == [(1, column, cell, "kept")]


def test_values_with_a_minus_are_values():
    assert agreement_of("9003").inclusiveness == "unknown"
    assert agreement_of("9003").extra["ucdp_pad:termdur"] == "-99"


@pytest.mark.parametrize("cell", ["", "1"])
def test_a_text_flag_that_contradicts_the_link_is_kept(cell):
    assert agreement_of("9002", txt=cell).extra["ucdp_pad:txt"] == cell


def signed(dataset, paid):
    """Return who signed an agreement: names of participants, and of whom they sign for."""
    found = (one for one in dataset.participations if one.id.startswith(f"ucdp-pad.{paid}.signatory-"))
    return [
        ([dataset[id].name for id in one.parties], one.on_behalf_of and dataset[one.on_behalf_of].name) for one in found
    ]


def test_signatories_that_can_be_read_take_part_and_the_cell_is_kept(made_up):
    assert made_up["ucdp-pad.9001"].extra["ucdp_pad:pa_sign"] == ROWS["9001"]["pa_sign"]
    assert signed(made_up, "9001") == [(["A. Person"], "Government"), (["B. Person"], "HFA")]
    (hfa,) = (one for one in made_up.parties if one.name == "HFA")
    assert hfa.id == "ucdp-actor.9602", "who signs for an actor of the row signs for that actor"


def test_a_party_that_signs_and_is_no_actor_is_known_in_its_process_only():
    text = "For the Government: A. Person"
    here, there = (read(procID=number, pa_sign=text)[0] for number in ("901", "902"))
    assert {one.on_behalf_of for one in here.participations} >= {"ucdp-name.901.government"}
    assert {one.on_behalf_of for one in there.participations} >= {"ucdp-name.902.government"}
    assert "ucdp-person.901.a.-person" in here
    nowhere, _ = read(procID="", pa_sign=text)
    assert "ucdp-name.of-ucdp-pad.9001.government" in nowhere


def test_a_state_that_signs_is_the_same_everywhere():
    dataset, _ = read(pa_sign="For the Government of Norway: A. Person")
    assert "ucdp-name.norway" in dataset


def test_signatories_that_cannot_be_read_are_kept_and_annotated(made_up):
    agreement = made_up["ucdp-pad.9003"]
    assert agreement.extra["ucdp_pad:pa_sign"] == ROWS["9003"]["pa_sign"]
    assert ("unparsed", "/extra/ucdp_pad:pa_sign") in [(one.motivation, one.path) for one in agreement.annotations]
    assert signed(made_up, "9003") == []


# --- time


def test_the_end_is_an_event_with_its_date_and_its_comment(made_up):
    signed, ended = made_up["ucdp-pad.9001"].history
    assert (signed.status, signed.date, signed.note) == ("signed", pt.Date("1999-05-27"), ROWS["9001"]["c_sign"])
    assert (ended.status, ended.date, ended.note) == ("ended", pt.Date("2001-06-30"), ROWS["9001"]["c_duration"])


def test_an_end_on_the_first_of_january_before_the_signing_stands_for_its_year(made_up):
    agreement = made_up["ucdp-pad.9004"]
    assert agreement.history[1].date == pt.Date("2000")
    assert [one.path for one in agreement.annotations if one.motivation == "transformation"] == ["/history/1/date"]
    assert agreement.extra["ucdp_pad:duration"] == "2000-01-01"


@pytest.mark.parametrize("end", ["1999-05-26", "1998-01-01", "sometime"])
def test_any_other_end_before_the_signing_is_kept_without_a_date(end):
    dataset, report = read(duration=end)
    assert dataset.agreements[0].history[1].date is None
    assert dataset.agreements[0].extra["ucdp_pad:duration"] == end
    assert [(one.column, one.outcome) for one in report] == [("duration", "kept")]


@pytest.mark.parametrize("end", ["1999-05-27", "2001-01-01"])
def test_an_end_on_or_after_the_signing_is_taken_as_it_stands(end):
    assert agreement_of(duration=end).history[1].date == pt.Date(end)


def test_an_end_is_taken_where_only_the_date_says_so_and_where_the_signing_has_no_date():
    agreement = agreement_of(ended="", pa_date="", year="", c_sign="")
    assert [(one.status, one.date) for one in agreement.history] == [("ended", pt.Date("2001-06-30"))]
    assert agreement.date is None


def test_an_end_without_a_date_is_an_end(made_up):
    assert [(one.status, one.date) for one in made_up["ucdp-pad.12"].history][1] == ("ended", None)


def test_nothing_under_ended_is_not_false_and_false_is_no_event(made_up):
    for paid in ("9002", "9005"):
        assert [event.status for event in made_up[f"ucdp-pad.{paid}"].history] == ["signed"]
    assert made_up["ucdp-pad.9005"].extra["ucdp_pad:ended"] == "False"


def test_a_comment_on_the_duration_of_what_did_not_end_is_an_annotation(made_up):
    remarks = [(one.motivation, one.path, one.text) for one in made_up["ucdp-pad.9005"].annotations]
    assert ("commenting", "/history", "Still kept in late 2021.") in remarks


def test_an_end_of_what_has_not_ended_is_kept_and_told():
    dataset, report = read(ended="False")
    assert [event.status for event in dataset.agreements[0].history] == ["signed"]
    assert [(one.column, one.outcome) for one in report] == [("duration", "kept")]


def test_another_word_under_ended_is_kept_and_told():
    dataset, report = read(ended="perhaps", duration="", c_duration="")
    assert [event.status for event in dataset.agreements[0].history] == ["signed"]
    assert [(one.column, one.outcome) for one in report] == [("ended", "kept")]


def test_the_year_is_taken_where_there_is_no_day():
    for date in ("", "sometime in 1999"):
        agreement = agreement_of(pa_date=date, duration="", ended="", c_duration="")
        assert agreement.date == pt.Date("1999")
        assert [(one.status, one.date) for one in agreement.history] == [("signed", pt.Date("1999"))]


@pytest.mark.parametrize("year", ["1998", "soon"])
def test_a_year_that_is_not_that_of_the_date_is_kept_and_told(year):
    dataset, report = read(year=year)
    assert dataset.agreements[0].date == pt.Date("1999-05-27")
    assert [(one.column, one.outcome) for one in report] == [("year", "kept")]


# --- conflicts, places, processes


def test_conflicts_have_their_names_by_position_and_their_matter_where_it_is_told(made_up):
    assert made_up["ucdp-pad.9002"].conflicts == tuple(f"ucdp-conflict.{number}" for number in (9801, 9802, 9803))
    assert made_up["ucdp-conflict.9803"].name == "Arcadia: South"
    assert made_up["ucdp-conflict.9801"].incompatibility == ("government",)
    assert made_up["ucdp-conflict.9802"].incompatibility == ()
    assert made_up["ucdp-conflict.9805"].incompatibility == ("both",)
    assert [(one.scheme, one.value) for one in made_up["ucdp-conflict.9801"].identifiers] == [("ucdp_conflict", "9801")]


def test_several_values_come_back_once_other_rows_tell_them_apart():
    single = ROWS["9001"]
    rows = [
        ROWS["9002"] | {"incompatibility": "2, 1"},
        single | {"paid": "9011", "conflict_id": "9802", "incompatibility": "1"},
        single | {"paid": "9012", "conflict_id": "9803", "incompatibility": "1"},
        single | {"paid": "9013"},
    ]
    dataset = ucdp.read(rows)
    assert dataset["ucdp-conflict.9803"].incompatibility == ("territory",)
    assert "ucdp_pad:incompatibility" not in dataset["ucdp-pad.9002"].extra


def test_one_value_for_several_conflicts_is_that_of_each():
    dataset, _ = read("9002", incompatibility="1")
    assert {conflict.incompatibility for conflict in dataset.conflicts} == {("territory",)}


def test_the_name_of_a_single_conflict_may_have_a_comma(made_up):
    assert made_up["ucdp-conflict.9804"].name == "Cordova, Old Republic: Government"


def test_names_that_are_not_as_many_as_the_conflicts_are_kept_and_conflicts_named_by_number():
    dataset, report = read("9002", conflict_name="Arcadia: North, Arcadia: South")
    assert {conflict.name for conflict in dataset.conflicts} == {f"UCDP conflict {n}" for n in (9801, 9802, 9803)}
    assert [one.column for one in report] == ["conflict_name"]
    named = ucdp.read([ROWS["9002"] | {"conflict_name": ""}, ROWS["9001"]])
    assert named["ucdp-conflict.9801"].name == "Arcadia: Government"


@pytest.mark.parametrize("cell", ["4", "2, x", "1, 2, 9"])
def test_an_unknown_incompatibility_is_kept_and_told(cell):
    dataset, report = read(incompatibility=cell)
    assert dataset.conflicts[0].incompatibility == ()
    assert [(one.column, one.outcome) for one in report] == [("incompatibility", "kept")]


def test_states_are_places_of_the_conflict_and_lie_in_a_region(made_up):
    assert made_up["ucdp-conflict.9805"].places == ("gw.630", "gw.645")
    assert made_up["gw.645"].name == "Iraq"
    assert made_up["gw.645"].parent == "ucdp-region.2"
    assert made_up["ucdp-region.2"].name == "Middle East"


@pytest.mark.parametrize("region", ["", "6", "Africa"])
def test_a_place_without_a_known_region_lies_in_none(region):
    dataset, report = read(region=region)
    assert dataset["gw.9701"].parent is None
    assert [one.column for one in report] == (["region"] if region else [])


def test_states_that_cannot_be_read_are_kept():
    dataset, report = read(gwno="nowhere")
    assert dataset.places == ()
    assert [one.column for one in report] == ["gwno"]


def test_rows_that_contradict_each_other_on_something_shared_keep_their_cells():
    rows = [ROWS["9001"], ROWS["9001"] | {"paid": "9011", "region": "5", "conflict_name": "Arcady: Government"}]
    dataset = ucdp.read(rows)
    assert [{key for key in one.extra if "pa_sign" not in key} for one in dataset.agreements] == [
        {"ucdp_pad:termdur"},
        {"ucdp_pad:termdur", "ucdp_pad:region", "ucdp_pad:conflict_name"},
    ]
    assert list(ucdp.write_rows(dataset)) == rows


def test_a_process_is_named_after_its_conflict_and_holds_the_conflicts_of_all_its_rows():
    rows = [ROWS["9001"], ROWS["9002"] | {"procID": "901"}]
    process = ucdp.read(rows)["ucdp-process.901"]
    assert process.name == "Arcadia: Government (UCDP process 901)"
    assert process.conflicts == ("ucdp-conflict.9801", "ucdp-conflict.9802", "ucdp-conflict.9803")
    assert [(one.scheme, one.value) for one in process.identifiers] == [("ucdp_process", "901")]
    alone, _ = read(conflict_id="", conflict_name="")
    assert alone["ucdp-process.901"].name == "UCDP process 901"


def test_a_row_without_a_process_has_none():
    assert agreement_of(procID="").process is None


# --- actors


def test_actors_are_told_apart_through_the_dyads(made_up):
    assert roles_of(made_up, "9002") == {
        "Farmers of the Coast": "party",
        "Government of Arcadia": "primary_party",
        "NLF": "primary_party",
        "NLF - RD": "primary_party",
        "Southern Council": "primary_party",
        "Government of Borduria": "third_party",
        "Norway": "third_party",
        "European Union": "third_party",
    }
    kinds = {party.name: party.kind for party in made_up.parties}
    assert (kinds["Government of Arcadia"], kinds["NLF - RD"], kinds["United Nations"]) == (
        "state",
        "armed_group",
        "igo",
    )


def test_participations_know_their_dyads(made_up):
    dyads = {
        one.id.removeprefix("ucdp-pad.9002."): [known.value for known in one.identifiers]
        for one in made_up.participations
    }
    assert dyads["actor-2"] == ["9503", "9502", "9504"]
    assert dyads["actor-4"] == ["9503"]


def test_the_members_of_the_dyads_are_parties_of_a_single_conflict(made_up):
    assert made_up["ucdp-conflict.9801"].parties == ("ucdp-actor.9601", "ucdp-actor.9602")
    assert made_up["ucdp-conflict.9802"].parties == ()


def test_a_name_with_commas_is_one_actor(made_up):
    assert made_up["ucdp-actor.9609"].name == "Council for Peace, Bread and Land"
    assert roles_of(made_up, "9003")["Council for Peace, Bread and Land"] == "primary_party"


def test_names_with_commas_are_told_apart_in_several_dyads(made_up):
    assert roles_of(made_up, "9004") == {
        "Free Cordova": "primary_party",
        "Government of Cordova": "primary_party",
        "Council for Peace, Bread and Land": "primary_party",
    }


def test_an_actor_that_comes_twice_takes_part_once(made_up):
    actors = [one.parties[0] for one in made_up.participations if one.activity == "ucdp-pad.9004"]
    assert sorted(actors) == ["ucdp-actor.9608", "ucdp-actor.9609", "ucdp-actor.9610"]


def test_a_group_is_armed_once_any_row_has_it_in_a_dyad(made_up):
    alone, _ = read("9002")
    (guess,) = [party for party in alone.parties if party.name == "Farmers of the Coast"]
    assert (guess.kind, [one.path for one in guess.annotations]) == ("unknown", ["/kind"])
    known = made_up[guess.id]
    assert (known.kind, known.annotations) == ("armed_group", ())
    assert ucdp.read([ROWS["12"], ROWS["9002"]])[guess.id] == known


@pytest.mark.parametrize("name", ["Government of Arcadia", "Government of Arcadia, HFA, UN, EU"])
def test_names_that_are_not_as_many_as_the_actors_are_kept_and_actors_named_by_number(name):
    dataset, report = read(actor_name=name, pa_3rd="", c_3rd="", pa_sign="")
    assert {party.name for party in dataset.parties} == {f"UCDP actor {number}" for number in (9052, 9601, 9602)}
    assert {party.kind for party in dataset.parties} == {"unknown"}
    assert {one.role for one in dataset.participations} == {None}
    assert [one.column for one in report] == ["actor_name", "dyad_name"]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"dyad_id": "", "no_dyad": ""}, []),
        ({"dyad_id": "x", "no_dyad": "1"}, ["dyad_id"]),
        ({"dyad_name": "Government of Arcadia and HFA"}, ["dyad_id"]),
        ({"dyad_id": "9501, 9502", "no_dyad": "2"}, ["dyad_id"]),
        ({"dyad_name": ""}, ["dyad_id"]),
    ],
)
def test_without_readable_dyads_nobody_has_a_role(columns, told):
    dataset, report = read(**columns, pa_3rd="", c_3rd="", pa_sign="")
    assert {one.role for one in dataset.participations} == {None}
    assert [one.column for one in report] == told


def test_a_side_that_is_no_actor_is_told():
    dataset, report = read(dyad_name="Government of Arcadia - HFB", pa_3rd="", c_3rd="")
    assert roles_of(dataset, "9001")["HFA"] == "party"
    assert [(one.column, one.outcome) for one in report] == [("dyad_name", "kept")]


def test_a_side_is_as_short_as_the_actors_allow():
    changes = {"dyad_name": "X - Y - Z", "actor_id": "1, 2", "actor_name": "X - Y, Z", "pa_3rd": "", "c_3rd": ""}
    changes["pa_sign"] = ""
    assert roles_of(read(**changes)[0], "9001") == {"X - Y": "primary_party", "Z": "primary_party"}


def test_a_wrong_count_of_dyads_is_kept_and_told():
    dataset, report = read(no_dyad="4")
    assert dataset.agreements[0].extra["ucdp_pad:no_dyad"] == "4"
    assert [one.column for one in report] == ["no_dyad"]


def test_actors_that_cannot_be_read_are_kept():
    dataset, report = read(actor_id="UN", pa_3rd="", c_3rd="", pa_sign="")
    assert dataset.participations == ()
    assert [one.column for one in report] == ["actor_id"]


# --- third parties


def test_third_parties_that_are_actors_take_part_once_and_others_are_added(made_up):
    parties = {
        one.parties[0]
        for one in made_up.participations
        if one.activity == "ucdp-pad.9002" and one.role == "third_party"
    }
    assert parties == {"ucdp-actor.9607", "ucdp-name.norway", "ucdp-name.european-union"}
    assert (made_up["ucdp-name.norway"].kind, made_up["ucdp-name.european-union"].kind) == ("state", "igo")


def test_third_parties_cite_the_words_in_which_they_are_named(made_up):
    norway = made_up["ucdp-pad.9002.third-party-2"]
    assert [(one.locator, one.quote) for one in norway.citations] == [("pa_3rd", "Borduria, Norway and the EU.")]


def test_a_plain_comment_gives_the_role_of_the_one_third_party(made_up):
    un = made_up["ucdp-pad.9001.actor-1"]
    assert un.role == "mediator"
    assert (un.citations[-1].locator, un.citations[-1].quote) == ("c_3rd", "The UN mediated the talks.")
    assert un.citations[-1].supports == ("/role",)
    assert made_up["ucdp-pad.12.third-party-1"].role == "third_party"


def test_a_warring_party_named_as_a_third_party_keeps_its_role_and_it_is_told():
    dataset, report = read("9005")
    assert roles_of(dataset, "9005")["Government of Iltis"] == "primary_party"
    assert [(one.column, one.outcome) for one in report] == [("pa_3rd", "changed")]


def test_longer_words_on_third_parties_are_kept_and_annotated(made_up):
    agreement = made_up["ucdp-pad.9003"]
    assert "/extra/ucdp_pad:pa_3rd" in [one.path for one in agreement.annotations]
    assert roles_of(made_up, "9003")["Government of Borduria"] == "third_party"


def test_the_comment_on_third_parties_is_an_annotation(made_up):
    assert ("commenting", None, "Norway hosted the talks.") in [
        (one.motivation, one.path, one.text) for one in made_up["ucdp-pad.9002"].annotations
    ]


def test_somebody_of_whom_only_the_name_is_known_is_of_unknown_kind():
    dataset, _ = read(pa_3rd="Circle of Elders (COE)")
    party = dataset["ucdp-name.circle-of-elders"]
    assert (party.name, party.kind, [one.path for one in party.annotations]) == (
        "Circle of Elders",
        "unknown",
        ["/kind"],
    )


def test_a_name_in_other_letters_has_an_id_all_the_same():
    dataset, _ = read(pa_3rd="Ωμέγα", c_3rd="")
    (party,) = (one for one in dataset.parties if one.name == "Ωμέγα")
    assert party.id.startswith("ucdp-name.")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("UN", ["UN"]),
        ("Algeria, the UN and ECOWAS.", ["Algeria", "the UN", "ECOWAS"]),
        ("Kenya; IGAD\nSudan", ["Kenya", "IGAD", "Sudan"]),
        ("Bosnia and Herzegovina, Trinidad and Tobago", ["Bosnia and Herzegovina", "Trinidad and Tobago"]),
        ("Order (Monks, Nuns and Friends), Peru", ["Order (Monks, Nuns and Friends)", "Peru"]),
        ("Ministers of Peru, President X", []),
        ("The King of Peru", []),
        ("Peru (for the committee)", []),
        ("the two chairs", []),
        ("Peru/Chile", []),
        ("Peru, who had called the sides", []),
        ("P" + "e" * 80, []),
        ("", []),
        (".", []),
    ],
)
def test_names_are_taken_only_where_nothing_else_stands(cell, names):
    assert names_in(cell) == names


@pytest.mark.parametrize(
    ("comment", "role"),
    [
        ("Peru mediated the talks.", "mediator"),
        ("The talks of May were held to the end. They were mediated by Peru.", "mediator"),
        ("Peru acted as a facilitator.", "facilitator"),
        ("Facilitated the agreement", "facilitator"),
        ("Peru, though not a signatory, was there. Peru hosted the talks.", "host"),
        ("Witnessed by Peru.", "witness"),
        ("Peru was the guarantor.", "guarantor"),
        ("Peru hosted and mediated.", None),
        ("Chile mediated. Peru was there.", None),
        ("Mediated by Chile in the presence of Peru", None),
        ("Mediated by Peru and Chile’s elders in turn", "mediator"),
        ("Peru’s president mediated.", None),
        ("The talks were mediated by Peru’s president.", None),
        ("The talks were mediated by Peru Watch.", None),
        ("The talks should be mediated by Peru.", None),
        ("The talks were not mediated by Peru.", None),
        ("Peru refused and Chile mediated.", None),
        ("Peru was asked to mediate.", None),
        ("Peru observed the elections.", None),
        ("Peru signed.", None),
        ("Peru mediated. Chile mediated too.", None),
        ("", None),
    ],
)
def test_a_role_is_taken_only_where_it_is_plain(comment, role):
    found = role_in(comment, "Peru")
    assert (found and found[0]) == role


def test_the_sentence_that_gives_the_role_comes_with_it():
    assert role_in("There were talks. The UN mediated them.", "UN") == ("mediator", "The UN mediated them.")
    assert role_in("The United Nations mediated.", "the UN")[0] == "mediator"


def test_names_are_the_same_whatever_they_are_called():
    assert {plain_name(name) for name in ("UN", "the UN", "U\u0301N", "United Nations", "UN (Mission)")} == {
        "United Nations"
    }
    assert plain_name("Government of Iltis (Old)") == plain_name("Iltis") == "Iltis"


# --- provisions


def test_ones_are_provisions_in_the_order_of_the_columns(made_up):
    assert [(one.topic, one.text) for one in made_up["ucdp-pad.9002"].provisions] == [
        ("autonomy.self_government", None),
        ("autonomy.federalism", "federal state"),
        ("sovereignty.independence", "independence"),
        ("sovereignty.status_referendum", None),
        ("autonomy.local_government", "shares of local government"),
        ("autonomy.local_government", None),
    ]
    assert {one.strength for agreement in made_up.agreements for one in agreement.provisions} == {None}


def test_an_agreement_without_provisions_is_coded_all_the_same(made_up):
    assert made_up["ucdp-pad.12"].provisions == ()
    assert made_up["ucdp-pad.12"].coded_by == ("ucdp_pad@22.1",)


@pytest.mark.parametrize("cell", ["2", "yes", "-1", "0.5"])
def test_a_flag_that_is_neither_is_kept_told_and_the_coding_is_not_complete(cell):
    dataset, report = read(gender=cell)
    assert dataset.agreements[0].coded_by == ()
    assert dataset.agreements[0].extra["ucdp_pad:gender"] == cell
    assert [(one.column, one.outcome) for one in report] == [("gender", "kept")]


def test_a_missing_flag_makes_the_coding_incomplete():
    assert agreement_of(gender="").coded_by == ()


@pytest.mark.parametrize(("column", "cell"), [("mil_prov", "0"), ("terr_prov", "1"), ("pol_prov", "?")])
def test_a_family_that_contradicts_its_columns_is_kept_and_told(column, cell):
    dataset, report = read(**{column: cell})
    assert dataset.agreements[0].extra[f"ucdp_pad:{column}"] == cell
    assert [(one.column, one.outcome) for one in report] == [(column, "kept")]


# --- the whole


def test_the_header_says_what_the_dataset_is(made_up):
    assert made_up.header == {
        "peacetalks": "1.0",
        "title": "UCDP Peace Agreement Dataset",
        "publisher": "Uppsala Conflict Data Program",
        "version": "22.1",
        "coverage": pt.Date("1975-01-01/2021-12-31"),
    }
    assert made_up.licence is None


def test_another_version_is_another_source():
    dataset, _ = read(version="19.1", dateintervalend_meta="2018-12-31")
    assert [source.id for source in dataset.sources] == ["ucdp-pad-19.1"]
    assert dataset.agreements[0].coded_by == ("ucdp_pad@19.1",)
    assert dataset.coverage == pt.Date("1975-01-01/2018-12-31")


@pytest.mark.parametrize("version", ["", "newest of all"])
def test_an_odd_version_is_kept_and_the_known_one_taken(version):
    dataset, _ = read(version=version)
    assert [source.id for source in dataset.sources] == ["ucdp-pad-22.1"]


def test_a_version_that_differs_from_row_to_row_is_kept_with_the_row():
    rows = [ROWS["9001"], ROWS["12"] | {"dateintervalend_meta": "2020-12-31"}]
    dataset = ucdp.read(rows)
    assert dataset["ucdp-pad.12"].extra["ucdp_pad:dateintervalend_meta"] == "2020-12-31"
    assert {row["paid"]: row for row in ucdp.write_rows(dataset)} == {row["paid"]: row for row in rows}


@pytest.mark.parametrize("end", ["", "now", "1970-01-01"])
def test_a_coverage_that_is_no_period_is_left_out_of_the_header(end):
    dataset, report = read(dateintervalend_meta=end)
    assert dataset.coverage is None
    assert [one.column for one in report] == (["dateintervalend_meta"] if end else [])


@pytest.mark.parametrize("source", [[], io.BytesIO(b""), io.BytesIO(b"paid\n")])
def test_a_table_without_rows_is_a_dataset_without_records(source):
    assert len(ucdp.read(source)) == 0


def test_an_agreement_that_cites_another_source_has_no_version_to_give_back():
    dataset = pt.Dataset(
        sources=[pt.Source(id="news", title="News")],
        agreements=[pt.Agreement(id="ucdp-pad.1", name="By hand", citations=[pt.Citation(source="news")])],
    )
    (row,) = ucdp.write_rows(dataset)
    assert (row["version"], row["pa_name"], row["paid"], row["ended"], row["c_3rd"]) == ("", "By hand", "", "", "")


# --- the real file


@pytest.fixture(scope="module")
def real_rows(shared_data):
    return rows_of(shared_data / REAL)


@pytest.fixture(scope="module")
def real(shared_data):
    report = Report()
    return ucdp.read(shared_data / REAL, report=report), report


@pytest.mark.shared_data
def test_every_real_row_becomes_an_agreement_and_nothing_is_wrong_with_it(real, real_rows):
    dataset, report = real
    assert {one.id for one in dataset.agreements} == {f"ucdp-pad.{row['paid']}" for row in real_rows}
    assert report.of("refused") == ()
    assert {one.row for one in report} <= set(range(1, len(real_rows) + 1)), "nothing is told of the header"
    assert pt.check(dataset) == ()


@pytest.mark.shared_data
def test_every_real_cell_comes_back(real, real_rows):
    back = {row["paid"]: row for row in ucdp.write_rows(real[0])}
    assert [back[row["paid"]] for row in real_rows] == real_rows
    assert {tuple(row) for row in back.values()} == {tuple(column.header for column in COLUMNS)}


@pytest.mark.shared_data
def test_the_real_counts_are_those_of_the_file(real, real_rows):
    dataset, _ = real

    def ids(column):
        return {int(number) for row in real_rows for number in row[column].split(", ")}

    assert len(dataset.agreements) == len(real_rows)
    assert {one.id for one in dataset.parties if one.identifiers} == {f"ucdp-actor.{n}" for n in ids("actor_id")}
    assert {one.id for one in dataset.conflicts} == {f"ucdp-conflict.{n}" for n in ids("conflict_id")}
    assert {one.id for one in dataset.places if one.parent} == {f"gw.{n}" for n in ids("gwno")}
    assert {one.id for one in dataset.processes} == {f"ucdp-process.{n}" for n in ids("procID")}
    provisions = sum(row[column.header] == "1" for row in real_rows for column in PROVISIONS)
    assert sum(len(one.provisions) for one in dataset.agreements) == provisions
    assert sum(event.status == "ended" for one in dataset.agreements for event in one.history) == sum(
        row["ended"] == "True" for row in real_rows
    )


@pytest.mark.shared_data
def test_the_real_actors_outside_the_dyads_are_those_that_no_dyad_names(real, real_rows):
    dataset, _ = real
    names = {int(one.id.removeprefix("ucdp-actor.")): one.name for one in dataset.parties if one.identifiers}
    inside = outside = governments = 0
    for row in real_rows:
        for number in set(row["actor_id"].split(", ")):
            name = names[int(number)]
            # a side stands at the beginning or the end of a dyad's name, and dyads are parted by commas
            named = f", {row['dyad_name']} , ".replace(" , ", ", ").replace(" - ", ", ")
            is_side = f", {name}, " in named or f" - {name}," in f"{row['dyad_name']},".replace(" ,", ",")
            inside += is_side
            outside += not is_side
            governments += not is_side and name.startswith("Government of ")
    actors = [one for one in dataset.participations if ".actor-" in one.id]
    outsiders = [one for one in actors if one.role != "primary_party"]
    assert (len(actors) - len(outsiders), len(outsiders)) == (inside, outside)
    assert governments == sum(
        dataset[one.parties[0]].name.startswith("Government of ") and one.role not in {"party", None}
        for one in outsiders
    )


@pytest.mark.shared_data
def test_the_real_rows_read_twice_are_equal_and_merging_them_changes_nothing(real, shared_data):
    again = ucdp.read(shared_data / REAL)
    assert again == real[0]
    merged = real[0].merge(again)
    assert merged.dataset == real[0]
    assert merged.conflicts == ()


@pytest.mark.shared_data
def test_what_is_kept_of_the_real_file_beside_two_columns_is_less_than_one_cell_in_a_hundred(real, real_rows):
    kept = Counter(key for one in real[0].agreements for key in one.extra)
    del kept["ucdp_pad:pa_sign"], kept["ucdp_pad:termdur"]
    assert sum(kept.values()) < len(real_rows) * len(COLUMNS) / 100
