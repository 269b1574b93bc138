"""PLOVER events as a dataset of ours and back, in three forms, on events that are made up and on the real file."""

import codecs
import csv
import gzip
import io
import json
from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.codelists import crosswalk
from peacetalks.importers import plover
from peacetalks.importers.plover_actors import country_of, stable
from peacetalks.importers.plover_codes import chosen, event_name, topics_of
from peacetalks.importers.plover_forms import SCHEMES, fields_of, form_of, keys_of
from peacetalks.importers.report import Report
from peacetalks.records import Agreement, Demand, Exchange, Measure, Position, Round, Statement

GSR = {
    "id": "MADE-UP-0001",
    "date": "2003-04-05",
    "source": [{"actorText": "Norwegian", "code": "NOR", "sector": "GOV"}],
    "target": [{"actorText": "the Swedes", "code": "SWE"}],
    "event": "DEMAND",
    "mode": "",
    "context": "election, terrorism",
    "eventText": "asks reopen lighthouse",
    "text": "Norway asks Sweden to reopen the lighthouse.",
    "textInfo": {"markup": "(SRC: Norway) (EVT: asks)"},
    "language": "en",
    "publication": "The Harbour Gazette",
    "coder": "A. Coder",
    "version": "0.0",
    "dateCoded": "2004-01-02",
}
MODERN = {
    "id": "made-up-1",
    "date": "2020-05-06",
    "actor": [{"code": "NOR", "sector": "MIL", "entity_text": "the general staff"}],
    "recipient": [{"code": "SWE", "sector": "GOV"}],
    "event": ["REQUEST"],
    "mode": ["meet"],
    "context": ["election"],
    "text": "The general staff asks to meet.",
    "cite_info": {"publication": "The Harbour Gazette", "url": "https://example.org/1", "language": "no"},
}
POLECAT = dict.fromkeys(keys_of("polecat"), "") | {
    "Event ID": "20230101-1-aaaa",
    "Event Date": "2023-01-01",
    "Event Type": "CONSULT",
    "Event Mode": "phone",
    "Quad Code": "VERBAL COOPERATION",
    "Actor Name": "Ola Nordmann",
    "Actor Country": "NOR",
    "Actor COW": "385",
    "Primary Actor Sector": "GOV",
    "Actor Sectors": "GOV;MIL",
    "Actor Title": "minister",
    "Recipient Country": "Sweden",
    "Recipient COW": "380",
    "Placename": "Lighthouse Point",
    "Country": "SWE",
    "GeoNames ID": "12345",
    "Latitude": "58.1",
    "Source": "Harbour Gazette",
    "Publication Date": "2023-01-02",
    "Language": "en",
    "Version": "NGEC",
}


def read(*events, back=True, form=None):
    """Read some events; return the dataset and the report. Whatever became a record comes back exactly."""
    report = Report()
    dataset = plover.read(list(events), report=report, form=form)
    assert [problem for problem in pt.check(dataset) if problem.severity == "error"] == []
    if back:
        written = [*plover.write_events(dataset), *plover.write_rows(dataset)]
        assert sorted(map(plain, written)) == sorted(map(plain, events))
    return dataset, report


def plain(event):
    return json.dumps(event, sort_keys=True)


def main_of(*events, **how):
    dataset, _ = read(*events, **how)
    return next(record for record in dataset if record.id.startswith("plover.") and record.id.count(".") == 1)


def gsr(**changes):
    return {key: value for key, value in (GSR | changes).items() if value is not None}


def modern(**changes):
    return {key: value for key, value in (MODERN | changes).items() if value is not None}


def outcomes(report):
    return [(one.outcome, one.column) for one in report]


# --- what becomes of an event


@pytest.mark.parametrize(
    ("event", "mode", "contexts", "cls", "expected"),
    [
        ("AGREE", "", "", Demand, {"kind": "offer"}),
        ("AGREE", "future", "", Demand, {"kind": "offer"}),
        ("REQUEST", "yield", "economic", Demand, {"kind": "demand", "topics": ("economy.sanctions",)}),
        ("DEMAND", "", "resource", Demand, {"kind": "demand", "topics": ("economy.resources",)}),
        ("139", "", "", Demand, {"kind": "ultimatum"}),
        ("CONSULT", "phone", "", Round, {"format": ("remote",), "history": ()}),
        ("041", "", "", Round, {"format": ("remote",)}),
        ("SUPPORT", "", "", Statement, {"act": "praise"}),
        ("055", "", "", Statement, {"act": "apologise"}),
        ("01", "", "", Statement, {"act": "comment"}),
        ("023", "", "", Statement, {"act": None}),
        ("02", "", "", Statement, {"act": "appeal"}),
        ("057", "", "", Agreement, {"name": "Norway asks Sweden to reopen the lighthouse."}),
        ("054", "", "", Measure, {"kind": "recognition", "benefiting": ("plover-actor.swe",)}),
        ("COOPERATE", "", "", Measure, {"kind": "openeventdata.org:cooperate"}),
        ("AID", "", "humanitarian", Measure, {"kind": "humanitarian_aid"}),
        ("AID", "", "military", Measure, {"kind": "military_aid"}),
        ("AID", "", "", Measure, {"kind": "openeventdata.org:aid"}),
        ("070", "", "", Measure, {"kind": "openeventdata.org:aid"}),
        ("074", "", "", Measure, {"kind": "peacekeeping_mission"}),
        ("CONCEDE", "", "", Position, {"concession": "partial", "stance": None}),
        ("RETREAT", "release", "", Exchange, {"kind": "unilateral_release"}),
        ("0841", "", "", Exchange, {"kind": "unilateral_release"}),
        ("RETREAT", "ceasefire", "", Measure, {"kind": "ceasefire"}),
        ("RETREAT", "withdraw", "", Measure, {"kind": "withdrawal"}),
        ("RETREAT", "access", "humanitarian", Measure, {"kind": "humanitarian_corridor"}),
        ("RETREAT", "access", "diplomatic", Measure, {"kind": "openeventdata.org:retreat"}),
        ("RETREAT", "", "", Measure, {"kind": "openeventdata.org:retreat"}),
        ("ACCUSE", "allege", "", Statement, {"act": "accuse"}),
        ("DISAPPROVE", "", "", Statement, {"act": "criticise", "about": ("plover-actor.swe",)}),
        ("INVESTIGATE", "", "", Statement, {"act": None}),
        ("112", "", "", Statement, {"act": "accuse"}),
        ("REJECT", "", "", Position, {"stance": "rejects", "concession": None}),
        ("THREATEN", "relations", "", Statement, {"act": "threaten", "audience": ("plover-actor.swe",)}),
        ("SANCTION", "expel", "", Measure, {"kind": "diplomatic_measure", "against": ("plover-actor.swe",)}),
        ("SANCTION", "", "", Measure, {"kind": "openeventdata.org:sanction"}),
        ("COERCE", "restrict", "", Measure, {"kind": "sanction"}),
        ("163", "", "", Measure, {"kind": "sanction"}),
        ("164", "", "", Round, {"history": (("collapsed", "2003-04-05"),)}),
        ("165", "", "", Round, {"history": (("collapsed", "2003-04-05"),)}),
        ("196", "", "", Measure, {"kind": "ceasefire", "history": (("violated", "2003-04-05"),)}),
    ],
)
def test_an_event_becomes_the_record_that_stands_for_it(event, mode, contexts, cls, expected):
    record = main_of(gsr(event=event, mode=mode, context=contexts))
    assert type(record) is cls
    for field, value in expected.items():
        found = getattr(record, field)
        if field == "history":
            found = tuple((one.status, one.date.edtf) for one in found)
        assert found == value, field


@pytest.mark.parametrize("event", ["PROTEST", "MOBILIZE", "ASSAULT", "FIGHT", "145", "153", "1712", "201", "DOCUMENT"])
def test_what_is_no_part_of_talks_has_no_place_and_is_told(event):
    dataset, report = read(gsr(event=event), back=False)
    assert list(dataset) == []
    (told,) = report
    assert (told.row, told.column, told.outcome) == (1, "event", "no_place")
    assert event in told.value


@pytest.mark.parametrize(
    ("event", "mode"),
    [
        ("REQUEST", "historical"),
        ("CONSULT", "history"),
        ("CONCEDE", "negation"),
        ("AGREE", "hypothetical"),
        ("REQUEST", "future"),
        ("REJECT", "hypothetical"),
        ("057", "future"),
        ("164", "future"),
        ("196", "hypothetical"),
    ],
)
def test_what_did_not_happen_or_long_ago_has_no_place_where_no_status_says_so(event, mode):
    dataset, report = read(modern(event=[event], mode=["meet", mode]), back=False)
    assert list(dataset) == []
    assert [one.outcome for one in report] == ["no_place"]


@pytest.mark.parametrize("slot", ["mode", "context"])
def test_a_mode_of_time_is_read_among_the_contexts_too(slot):
    dataset, report = read(modern(**{slot: ["historical"]}), back=False)
    assert list(dataset) == []
    assert [one.outcome for one in report] == ["no_place"]


@pytest.mark.parametrize(
    ("event", "mode", "expected"),
    [
        ("CONSULT", "future", "scheduled"),
        ("CONSULT", "hypothetical", "proposed"),
        ("AID", "future", "announced"),
        ("AID", "hypothetical", "proposed"),
        ("0841", "future", "expected"),
        ("0841", "hypothetical", "proposed"),
        ("0841", "meet", "completed"),
        ("AID", "meet", "in_force"),
    ],
)
def test_what_is_to_come_has_the_status_that_says_so(event, mode, expected):
    record = main_of(modern(event=[event], mode=[mode]))
    assert [one.status for one in record.history] == [expected]


def test_a_rejection_is_a_position_on_a_demand_that_stands_for_what_was_rejected():
    dataset, _ = read(gsr(event="REJECT"))
    (position,), (demand,) = dataset.positions, dataset.demands
    assert position.about == (demand.id,)
    assert demand.id == f"{position.id}.demand-1"
    assert (demand.by, demand.to) == (("plover-actor.swe",), ("plover-actor.nor.gov",))
    assert demand.tags == ("plover-stub",)
    assert demand.annotations[0].motivation == "unknown"


@pytest.mark.parametrize(("event", "act"), [("REJECT", "reject"), ("CONCEDE", None)])
def test_an_answer_to_nobody_is_a_statement(event, act):
    record = main_of(gsr(event=event, target=""))
    assert (type(record), record.act) == (Statement, act)


@pytest.mark.parametrize("event", ["REQUEST", "THREATEN", "REJECT", "CONCEDE"])
def test_words_of_nobody_have_no_place(event):
    dataset, report = read(gsr(event=event, source=None), back=False)
    assert list(dataset) == []
    assert [one.outcome for one in report] == ["no_place"]


@pytest.mark.parametrize(
    ("event", "mode", "hosts"),
    [
        ("CONSULT", "visit", ["swe"]),
        ("042", "", ["swe"]),
        ("CONSULT", "host", ["nor.gov"]),
        ("043", "", ["nor.gov"]),
        ("CONSULT", "third-party", []),
    ],
)
def test_the_host_of_a_visit_is_its_recipient_and_else_the_actor(event, mode, hosts):
    dataset, _ = read(gsr(event=event, mode=mode))
    assert [one.parties for one in dataset.participations if one.role == "host"] == [
        (f"plover-actor.{host}",) for host in hosts
    ]
    assert {one.activity for one in dataset.participations} == {"plover.made-up-0001"}
    assert len(dataset.participations) == 2


def test_a_release_says_who_released_and_how_many():
    dataset, _ = read(gsr(event="RETREAT", mode="release", size="12", eventLoc={"name": "Harbour"}))
    (exchange,) = dataset.exchanges
    (event,) = exchange.history
    assert (event.quantity.value, event.quantity.unit) == (12, "persons")
    assert [(leg.from_party, leg.to_party) for leg in event.legs] == [("plover-actor.nor.gov", "plover-actor.swe")]
    assert exchange.place == "plover-place.harbour"


@pytest.mark.parametrize("size", ["Tens of thousands", "scores", "group"])
def test_a_size_in_words_stays_words(size):
    record = main_of(gsr(event="RETREAT", mode="release", size=size, target=None))
    assert record.history[0].quantity.text == size
    assert [leg.from_party for leg in record.history[0].legs] == ["plover-actor.nor.gov"]


def test_a_release_by_several_names_none_as_the_giver():
    two = [{"code": "NOR"}, {"code": "DNK"}]
    record = main_of(gsr(event="RETREAT", mode="release", source=two, target=None))
    assert record.history[0].by == ("plover-actor.nor", "plover-actor.dnk")
    assert record.history[0].legs == ()


def test_a_signed_paper_has_its_signatories_and_a_name_that_is_known_to_be_none():
    dataset, _ = read(gsr(event="057"))
    (paper,) = dataset.agreements
    assert {one.activity for one in dataset.participations} == {paper.id}
    assert [(one.motivation, one.path) for one in paper.annotations] == [("unknown", "/name")]


def test_where_the_code_says_more_than_ours_this_is_remarked():
    annotated = main_of(gsr(event="AGREE")).annotations
    assert [(one.motivation, one.path) for one in annotated] == [("transformation", "/kind")]
    assert annotated[0].text.startswith("AGREE is broader than offer: ")
    assert main_of(gsr(event="102")).annotations == ()


def test_an_event_without_words_has_its_codes_for_a_text_and_says_so():
    record = main_of(gsr(text=None, eventText=None, event="REQUEST", mode="meet"))
    assert record.text == "REQUEST (meet, election, terrorism)"
    assert [one.path for one in record.annotations] == ["/kind", "/text"]
    assert main_of(gsr(text=None)).text == "asks reopen lighthouse"
    assert main_of(gsr(text=None, eventText=None, event="REQUEST", context=None)).text == "REQUEST"


def test_of_several_events_the_first_that_has_a_place_stands_for_all():
    dataset, report = read(modern(event=["PROTEST", "REQUEST", "CONSULT", "NONSENSE"], comment="odd"))
    assert [one.id for one in dataset.demands] == ["plover.made-up-1"]
    assert [one.id for one in dataset.rounds] == ["plover.made-up-1.event-3"]
    assert dataset.rounds[0].identifiers == ()
    assert (dataset.demands[0].note, dataset.rounds[0].note) == ("odd", None)
    assert [(one.outcome, one.value) for one in report] == [("no_place", "PROTEST"), ("no_place", "NONSENSE")]


@pytest.mark.parametrize("event", ["NONSENSE", "21", "00", "", "REQUESTS"])
def test_an_unknown_event_is_refused_and_the_next_one_read(event):
    dataset, report = read(gsr(event=event), gsr(id="MADE-UP-0002"), back=False)
    assert [one.id for one in dataset.demands] == ["plover.made-up-0002"]
    assert outcomes(report) == [("refused", None)]


# --- who acts


def actor_of(**said):
    """Read an event of an actor; return the party and the report."""
    dataset, report = read(gsr(source=[said], event="REQUEST"))
    (demand,) = dataset.demands
    return dataset[demand.by[0]], dataset, report


def test_a_country_is_a_state_with_its_identifiers_and_the_names_that_it_was_given():
    party, _, _ = actor_of(actorText="Norwegian", code="NOR")
    assert (party.id, party.name, party.kind) == ("plover-actor.nor", "Norway", "state")
    assert {(one.scheme, one.value) for one in party.identifiers} == {("iso3166_1_a3", "NOR"), ("gw", "385")}
    assert [one.text for one in party.other_names] == ["Norwegian"]


def test_an_organ_is_part_of_its_state():
    party, dataset, _ = actor_of(actorText="parliament", code="NOR", sector="LEG")
    assert (party.id, party.name) == ("plover-actor.nor.leg", "Legislature of Norway")
    assert (party.kind, party.parent) == ("state_organ", "plover-actor.nor")
    assert party.sectors == ("legislative",)
    assert dataset["plover-actor.nor"].kind == "state"


def test_others_are_told_apart_by_their_names_and_keep_their_country():
    party, _, _ = actor_of(actorText="Lighthouse keepers", code="NOR", sector="LAB")
    assert (party.id, party.name, party.kind) == (
        "plover-actor.nor.lab.lighthouse-keepers",
        "Lighthouse keepers",
        "community",
    )
    assert dict(party.extra) == {"plover:country": "NOR"}
    assert party.parent is None


def test_what_stands_in_the_place_of_a_country_tells_the_kind():
    party, _, _ = actor_of(actorText="Baltic League", code="IGO")
    assert (party.id, party.kind, dict(party.extra)) == ("plover-actor.igo.baltic-league", "igo", {})
    assert actor_of(actorText="Pilots", code="ISM")[0].kind == "unknown"


def test_letters_for_religion_or_ethnicity_stay_in_extra():
    party, _, report = actor_of(actorText="Northern rebels", code="NOR", sector="REBabc")
    assert party.kind == "armed_group"
    assert dict(party.extra) == {"plover:sector": "REBabc", "plover:country": "NOR"}
    assert list(report) == []
    party, _, _ = actor_of(actorText="Northern cabinet", code="NOR", sector="GOVabc")
    assert (party.kind, party.parent) == ("government", "plover-actor.nor")
    assert party.id == "plover-actor.nor.govabc.northern-cabinet"


def test_three_stars_are_no_sector():
    party, _, report = actor_of(actorText="Norway", code="NOR", sector="***")
    assert (party.id, party.other_names, list(report)) == ("plover-actor.nor", (), [])


@pytest.mark.parametrize("sector", ["CIV", "nonsense", "MOS", "12"])
def test_an_unknown_sector_is_told_and_kept(sector):
    party, _, report = actor_of(code="NOR", sector=sector)
    assert party.id == "plover-actor.nor"
    assert outcomes(report) == [("kept", "sector")]


@pytest.mark.parametrize(("wrong", "right"), [("JAP", "JPN"), ("ITL", "ITA"), ("VTN", "VNM")])
def test_wrong_codes_of_countries_are_read_as_what_they_mean(wrong, right):
    party, _, report = actor_of(code=wrong)
    assert party.id == f"plover-actor.{right.lower()}"
    assert outcomes(report) == [("changed", "code")]


def test_a_code_of_no_state_is_told_and_makes_a_party_of_unknown_kind():
    party, _, report = actor_of(code="QQQ")
    assert (party.id, party.name, party.kind) == ("plover-actor.qqq", "QQQ", "unknown")
    assert dict(party.extra) == {"plover:country": "QQQ"}
    assert outcomes(report) == [("kept", "code")]
    party, _, report = actor_of(code="Q1", actorText="Someone")
    assert (party.id, party.kind) == ("plover-actor.q1.someone", "unknown")
    assert outcomes(report) == [("kept", "code")]


def test_contested_countries_are_partially_recognised_and_need_no_number():
    assert actor_of(code="PSE")[0].kind == "partially_recognised"
    kosovo = actor_of(code="KOS")[0]
    assert (kosovo.name, kosovo.identifiers, dict(kosovo.extra)) == ("Kosovo", (), {"plover:country": "KOS"})
    assert country_of("sweden").code == "SWE"
    assert country_of("Nowhere") is None


def test_a_party_may_be_known_by_its_sector_alone():
    party, _, _ = actor_of(code="NOR", sector="REB")
    assert (party.id, party.name) == ("plover-actor.nor.reb", "NOR REB")


def test_an_actor_of_whom_nothing_is_said_is_no_party():
    dataset, _ = read(gsr(event="CONSULT", source=[{"actorText": " "}, {}, {"sector": "***"}]))
    assert [one.parties for one in dataset.participations] == [("plover-actor.swe",)]


def test_a_named_actor_with_an_office_is_a_person():
    said = {"code": "NOR", "sector_code": "GOV", "entity_name": "Ola Nordmann", "office": "minister"}
    dataset, _ = read(modern(actor=[said | {"wikidata_id": "Q42", "religion": "none"}]))
    person = dataset["plover-actor.q42"]
    assert (person.name, person.kind, person.posts[0].title) == ("Ola Nordmann", "person", "minister")
    assert person.parent == "plover-actor.nor"
    assert [(one.scheme, one.value) for one in person.identifiers] == [("wikidata", "Q42")]


def test_what_is_no_wikidata_id_is_none():
    dataset, _ = read(modern(actor=[{"entity_name": "Ola Nordmann", "wikidata_id": "Ola_Nordmann"}]))
    (demand,) = dataset.demands
    assert demand.by == ("plover-actor.ola-nordmann",)
    assert dataset[demand.by[0]].identifiers == ()
    assert main_of(modern(actor=[{"wikidata_id": "Q42"}])).by == ("plover-actor.q42",)


def test_an_id_is_stable_short_and_its_own():
    assert stable("Harbour Union") == "harbour-union"
    assert stable("Türkiye") == "turkiye"
    assert stable("A.B") == "a-b"
    assert stable("Порт 1") != stable("Флот 1")
    assert stable("Порт") == stable("Порт")
    long = stable("lighthouse " * 20)
    assert len(long) <= 80
    assert long != stable("lighthouse " * 21)
    assert stable("!") != stable("?")


# --- the quirks of the gold standard records


def test_the_day_that_stands_for_none_is_dropped_and_told_once():
    dataset, report = read(gsr(date="2000-01-01"), gsr(id="MADE-UP-0002", date="2000-01-01"))
    assert [one.date for one in dataset.demands] == [None, None]
    assert outcomes(report) == [("kept", "date")]
    assert main_of(modern(date="2000-01-01")).date.edtf == "2000-01-01"


def test_a_second_event_of_one_id_is_kept_under_a_number():
    dataset, report = read(gsr(), gsr(text="Another sentence."), gsr(text="A third."))
    assert [one.id for one in dataset.demands] == [f"plover.made-up-0001{end}" for end in ("", "-2", "-3")]
    assert outcomes(report) == [("changed", "id"), ("changed", "id")]
    assert {one.identifiers[0].value for one in dataset.demands} == {"MADE-UP-0001"}


def test_the_same_event_twice_is_one():
    dataset, report = read(gsr(), gsr(), back=False)
    assert len(dataset.demands) == 1
    assert [(one.row, one.outcome) for one in report] == [(2, "no_place")]


def test_an_event_without_an_id_gets_one_that_is_made_of_its_content():
    one, report = read(gsr(id=None))
    other, _ = read(gsr(id=None, text="Another sentence."), gsr(id=None))
    assert one.demands[0].id.startswith("plover.unnamed-")
    assert one.demands[0].identifiers == ()
    assert one.demands[0].id in {demand.id for demand in other.demands}
    assert outcomes(report) == [("changed", "id")]


@pytest.mark.parametrize("target", ["", None, []])
def test_an_empty_list_of_targets_may_be_text_or_missing(target):
    dataset, report = read(gsr(target=target))
    assert dataset.demands[0].to == ()
    assert list(report) == []


def test_null_is_nothing_and_comes_back():
    assert main_of(gsr() | {"target": None, "comment": None, "weather": None}).to == ()


def test_a_context_in_the_place_of_targets_is_no_actor():
    dataset, report = read(gsr(target="diplomatic"))
    assert dataset.demands[0].to == ()
    assert outcomes(report) == [("kept", "target")]


@pytest.mark.parametrize("event", [gsr(target="Sweden's pilots"), modern(recipient=["Sweden's pilots"])])
def test_a_name_in_the_place_of_actors_is_taken_as_one(event):
    dataset, report = read(event)
    assert [dataset[one].name for one in dataset.demands[0].to] == ["Sweden's pilots"]
    assert [one.outcome for one in report] == ["changed"]


def test_other_things_in_the_place_of_what_is_expected_are_told_and_kept():
    event = gsr(target=[7], textInfo="(SRC: Norway)", eventText={"a": 1}, eventLoc=["Harbour", None], size=[None, True])
    dataset, report = read(event)
    assert dataset.demands[0].places == ()
    assert outcomes(report) == [
        ("kept", "target"),
        ("kept", "eventLoc"),
        ("kept", "eventText"),
        ("kept", "textInfo"),
        ("kept", "size"),
    ]
    dataset, report = read(gsr(textInfo="", eventLoc=None, target=[None]))
    assert list(report) == []


def test_numbers_are_read_like_the_text_of_them():
    assert main_of(gsr(event="0841", size=12)).history[0].quantity.value == 12
    assert main_of(gsr(id=7)).identifiers[0].value == "7"


def test_a_field_that_is_not_known_is_told_once_and_kept():
    odd = gsr(weather="fog", source=[{"code": "NOR", "mood": 1}])
    dataset, report = read(odd, odd | {"id": "MADE-UP-0002"})
    assert outcomes(report) == [("kept", "weather"), ("kept", "source.mood")]
    assert dataset.demands[0].extra["plover_gsr:weather"] == "fog"


def test_a_context_in_the_place_of_a_mode_is_moved():
    dataset, report = read(modern(mode=["pro_autocracy", "terrorism"], context=["election"]))
    assert dataset.demands[0].topics == ("governance.elections", "crime.terrorism")
    assert outcomes(report) == [("changed", "mode"), ("changed", "mode")]


def test_modes_and_events_that_the_manual_does_not_have_do_no_harm():
    assert main_of(gsr(event="COERCE", mode="destroy")).kind == "openeventdata.org:coerce"
    assert main_of(gsr(event="request")).kind == "demand"


def test_texts_with_spaces_around_them_come_back_as_they_stand():
    assert main_of(gsr(text=" A sentence. ")).citations[0].quote == "A sentence."


def test_characters_that_no_text_can_hold_are_removed_and_told():
    dataset, report = read(gsr(text="Half \ud800 a\x00 character", textInfo={"\x00": ["\x00"]}), back=False)
    assert dataset.demands[0].text == "Half  a character"
    assert [one.outcome for one in report] == ["changed", "changed", "changed", "kept"]


@pytest.mark.parametrize("value", [object(), float("nan"), float("inf"), {"a": b""}, 10**500])
def test_what_json_cannot_hold_refuses_the_event(value):
    dataset, report = read(gsr(comment=value), gsr(id="MADE-UP-0002"), back=False)
    assert [one.id for one in dataset.demands] == ["plover.made-up-0002"]
    assert [(one.row, one.outcome) for one in report] == [(1, "refused")]


def test_what_nests_too_deep_refuses_the_event():
    deep = []
    for _ in range(100):
        deep = [deep]
    _, report = read(gsr(comment=deep), back=False)
    assert [one.outcome for one in report] == ["refused"]


def test_a_name_of_a_field_that_no_key_can_hold_is_changed():
    dataset, _ = read(gsr(**{"two\nlines": "x"}), back=False)
    assert dataset.demands[0].extra["plover_gsr:two lines"] == "x"


# --- dates, places and publications


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "2020-05-06"),
        ({"enddate": "2020-05-08"}, "2020-05-06/2020-05-08"),
        ({"enddate": "2020-05-06"}, "2020-05-06"),
        ({"time": "14:30:00Z"}, "2020-05-06T14:30:00Z"),
        ({"time": "14:30:00+02:00"}, "2020-05-06T14:30:00+02:00"),
    ],
)
def test_a_date_has_its_end_or_its_time(fields, expected):
    assert main_of(modern(**fields)).date.edtf == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"date": "May 2020"}, None),
        ({"date": "2020-02-30"}, None),
        ({"time": "14:30"}, "2020-05-06"),
        ({"time": "29:30:00Z"}, "2020-05-06"),
        ({"enddate": "2020-05-01"}, "2020-05-06"),
        ({"enddate": "later"}, "2020-05-06"),
    ],
)
def test_a_date_that_cannot_be_read_is_told_and_kept(fields, expected):
    dataset, report = read(modern(**fields))
    date = dataset.demands[0].date
    assert (date and date.edtf) == expected
    assert outcomes(report) == [("kept", next(iter(fields)))]


def test_a_place_lies_in_its_country():
    place = {"resolved_place": "Lighthouse Point", "geonameid": 12345, "country": "SWE", "lat": 58.1}
    dataset, _ = read(modern(event_loc=place))
    assert dataset.demands[0].places == ("geonames.12345",)
    found = dataset["geonames.12345"]
    assert (found.name, found.parent) == ("Lighthouse Point", "gw.380")
    assert found.identifiers[0].scheme == "geonames"
    dataset, _ = read(modern(event_loc={"country": "SWE"}))
    assert dataset.demands[0].places == ("gw.380",)
    dataset, _ = read(modern(event_loc={"name": "Nowhere", "geonameid": "none", "country": "QQQ"}))
    assert [(one.id, one.parent) for one in dataset.places] == [("plover-place.nowhere", None)]


def test_places_and_parties_that_no_record_needs_are_left_out():
    dataset, _ = read(gsr(event="THREATEN", eventLoc={"name": "Harbour"}))
    assert dataset.places == ()
    dataset, _ = read(gsr(event="196"))
    assert [one.id for one in dataset.parties] == ["plover-actor.nor", "plover-actor.nor.gov"]


def test_a_publication_is_one_source_whatever_the_events():
    dataset, _ = read(gsr(), gsr(id="MADE-UP-0002", language="no"), gsr(id="MADE-UP-0003", language=None))
    (source,) = dataset.sources
    assert (source.id, source.publisher, source.language) == (
        "plover-source.the-harbour-gazette",
        "The Harbour Gazette",
        "en",
    )
    assert dataset["plover.made-up-0002"].extra["plover_gsr:language"] == "no"
    assert dataset["plover.made-up-0003"].extra["plover_gsr_absent:language"] == ""


def test_an_item_with_a_title_is_a_source_of_its_own_and_none_at_all_is_one_too():
    dataset, _ = read(modern(), modern(id="2", cite_info={"title": "A title", "license": "CC0-1.0"}))
    assert [(one.title, one.licence, one.url) for one in dataset.sources] == [
        ("A title", "CC0-1.0", None),
        (None, None, "https://example.org/1"),
    ]
    dataset, _ = read(modern(cite_info=None))
    assert [one.title for one in dataset.sources] == ["Publications that are not named"]


def test_what_the_records_say_is_not_kept_beside_them():
    extra = main_of(modern(comment="A remark.", enddate="2020-05-09")).extra
    assert sorted(extra) == [
        "plover_json:actor",
        "plover_json:context",
        "plover_json:event",
        "plover_json:mode",
        "plover_json:recipient",
    ]


# --- POLECAT


def test_a_row_of_polecat_becomes_records_and_comes_back():
    dataset, report = read(POLECAT)
    assert list(report) == []
    (meeting,) = dataset.rounds
    assert (meeting.id, meeting.date.edtf, meeting.format) == ("plover.20230101-1-aaaa", "2023-01-01", ("remote",))
    assert meeting.identifiers[0].scheme == "polecat_event"
    assert meeting.place == "geonames.12345"
    assert meeting.citations[0].date.edtf == "2023-01-02"
    person = dataset["plover-actor.nor.ola-nordmann"]
    assert (person.kind, person.parent, person.sectors) == ("person", "plover-actor.nor", ("military",))
    assert {(one.scheme, one.value) for one in dataset["plover-actor.swe"].identifiers} == {
        ("iso3166_1_a3", "SWE"),
        ("gw", "380"),
        ("cow", "380"),
    }
    assert set(meeting.extra) >= {"polecat:Event Type", "polecat:Latitude", "polecat:Version"}
    assert "polecat:Event Date" not in meeting.extra
    assert "polecat:District" not in meeting.extra


@pytest.mark.parametrize(("delimiter", "mark"), [("\t", b""), ("\t", codecs.BOM_UTF8), (",", b"")])
def test_a_file_of_polecat_is_known_by_its_columns(delimiter, mark, tmp_path):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(POLECAT), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(POLECAT)
    path = tmp_path / "events.txt"
    path.write_bytes(mark + text.getvalue().encode())
    dataset = plover.read(path)
    assert list(plover.write_rows(dataset)) == [POLECAT]
    assert list(plover.write_events(dataset)) == []
    wide = io.BytesIO(text.getvalue().encode("utf-16"))
    assert len(plover.read(wide).rounds) == 1


def test_none_in_a_cell_is_nothing_and_comes_back():
    dataset, report = read(POLECAT | {"Recipient Country": "None", "Recipient COW": "None", "Event Mode": "None"})
    assert len(dataset.participations) == 1
    assert list(report) == []


def test_columns_that_are_missing_or_not_known_are_told_once():
    row = {key: POLECAT[key] for key in ("Event ID", "Event Type", "Actor Country", "Event Date")} | {"Weather": "fog"}
    dataset, report = read(row, row | {"Event ID": "2"}, back=False)
    assert len(dataset.rounds) == 2
    assert Counter(one.outcome for one in report) == {"changed": 36, "kept": 1}
    _, first = plover.write_rows(dataset)
    assert first == dict.fromkeys(POLECAT, "") | row
    assert list(first)[-1] == "Weather"


def test_a_request_of_polecat_has_no_words():
    record = main_of(POLECAT | {"Event Type": "REQUEST", "Event Mode": "yield", "Contexts": "economic;legal"})
    assert record.text == "REQUEST (yield, economic, legal)"
    assert record.topics == ("economy.sanctions",)


def test_an_empty_cell_of_what_the_publication_says_elsewhere_stays_empty():
    dataset, _ = read(POLECAT, POLECAT | {"Event ID": "2", "Language": ""})
    assert dataset["plover.2"].extra["polecat:Language"] == ""


# --- where events come from


def stream(*events):
    return io.BytesIO("\n".join(json.dumps(event) for event in events).encode())


def test_json_lines_are_read_one_by_one_and_a_bad_one_is_left_out():
    text = f"{json.dumps(MODERN)}\n\n{{broken\n[]\n7\n{json.dumps(modern(id='2'))}\n"
    report = Report()
    dataset = plover.read(io.StringIO(text), report=report)
    assert [one.id for one in dataset.demands] == ["plover.2", "plover.made-up-1"]
    assert [(one.row, one.outcome) for one in report] == [(3, "refused"), (4, "refused"), (5, "refused")]


@pytest.mark.parametrize("change", [lambda data: data, gzip.compress, lambda data: codecs.BOM_UTF8 + data])
def test_a_json_list_is_read_packed_or_not(change, tmp_path):
    path = tmp_path / "events"
    path.write_bytes(change(json.dumps([GSR, 7], indent=1).encode()))
    report = Report()
    dataset = plover.read(path, report=report)
    assert list(plover.write_events(dataset)) == [GSR]
    assert [(one.row, one.outcome) for one in report] == [(2, "refused")]


def test_one_event_over_several_lines_is_read():
    dataset = plover.read(io.BytesIO(json.dumps(MODERN, indent=2).encode()))
    assert len(dataset.demands) == 1


def test_a_first_line_that_is_broken_does_not_stop_the_rest():
    for broken in (b"{broken", b'{"id": "\xff"}'):
        report = Report()
        dataset = plover.read(io.BytesIO(broken + b"\n" + json.dumps(MODERN).encode()), report=report)
        assert len(dataset.demands) == 1
        assert [(one.row, one.outcome) for one in report] == [(1, "refused")]


@pytest.mark.parametrize("form", ["[%s]", "%s"])
def test_a_field_that_stands_twice_is_told(form):
    event = json.dumps(GSR).replace('"mode": ""', '"mode": "", "mode": "meet"')
    report = Report()
    dataset = plover.read(io.StringIO(form % event), report=report)
    assert dataset.demands[0].extra["plover_gsr:mode"] == "meet"
    assert [(one.row, one.column, one.outcome) for one in report] == [(1, "mode", "changed")]


def test_nothing_makes_an_empty_dataset():
    for empty in ([], io.StringIO(""), io.BytesIO(b" \n"), io.BytesIO(b"[]")):
        assert list(plover.read(empty)) == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (7, "wrong-type"),
        (b"[]", "wrong-type"),
        ({"id": "1"}, "wrong-type"),
        (io.BytesIO(b"[{]"), "invalid-syntax"),
        (io.BytesIO(b"[\xff]"), "not-readable"),
        (io.BytesIO(b"name;day\nx;y\n"), "not-readable"),
        (io.TextIOWrapper(io.BytesIO(b"\xff\xff"), encoding="utf-8"), "not-readable"),
        (io.BytesIO(b"\x1f\x8bnonsense"), "not-readable"),
    ],
)
def test_what_is_no_source_of_events_is_refused(source, code):
    with pytest.raises(pt.ValidationError) as refused:
        plover.read(source)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        plover.read(tmp_path / "nothing")


def test_the_form_is_told_by_the_content_and_can_be_said():
    assert [form_of(one) for one in (GSR, MODERN, POLECAT)] == ["gsr", "2021", "polecat"]
    assert form_of({}) == "2021"
    neutral = {"id": "1", "event": "AID", "text": "Aid was given."}
    assert set(main_of(neutral).extra) == {"plover:event"}
    assert set(main_of(neutral, form="gsr").extra) == {"plover_gsr:event"}
    assert read({"Event ID": "1", "Event Type": "AID"}, back=False, form="polecat")[0].measures


def test_other_things_in_a_list_of_events_are_refused():
    dataset, report = read(7, GSR, back=False)
    assert len(dataset.demands) == 1
    assert [(one.row, one.outcome) for one in report] == [(1, "refused")]


KEYS = sorted({key for form in SCHEMES for key in keys_of(form)} | {"odd"})
CODES = ["REQUEST", "RETREAT", "057", "196", "CONSULT", "REJECT", "PROTEST", "NOR", "GOV", "release", "2020-01-01"]
TEXTS = st.sampled_from(CODES) | st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=4
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["code", "sector", "entity_text", "name", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), ANYTHING, max_size=8), max_size=3), st.sampled_from(CODES[:6]))
def test_whatever_events_hold_is_read_or_told_and_what_was_read_comes_back(events, code):
    events = [event | {"event": code, "Event Type": code} for event in events]
    for form in SCHEMES:
        report = Report()
        dataset = plover.read(events, report=report, form=form)
        assert [problem for problem in pt.check(dataset) if problem.severity == "error"] == []
        back = Counter(map(plain, [*plover.write_events(dataset), *plover.write_rows(dataset)]))
        left_out = [one for one in report if one.outcome == "refused" or one.message.startswith("the event was left")]
        assert back.total() + len(left_out) == len(events)
        assert form == "polecat" or back <= Counter(map(plain, events))
        list(plover.export(dataset))


# --- back again


def test_no_field_of_a_form_is_unaccounted_for():
    everything = {
        "gsr": gsr(
            eventLoc={"name": "Harbour", "country code": "NO"},
            **dict.fromkeys(("size", "dead", "injured", "license", "copyright", "comment"), "x"),
        ),
        "polecat": POLECAT,
    }
    for form, event in everything.items():
        assert set(keys_of(form)) == set(event)
        assert read(event)[1].of("kept") == ()
    for form in SCHEMES:
        names = [field.path for field in fields_of(form)]
        assert len(names) == len(set(names))
        for field in fields_of(form):
            assert field.rule in ("event", "actor", "recipient", "kept")
            assert bool(field.argument) == (field.rule != "kept")
            assert (field.target == "extra") == (field.rule == "kept")
    assert len(fields_of("polecat")) == 40


def test_a_change_of_a_record_is_a_change_of_its_event():
    dataset, _ = read(gsr(comment="A remark."))
    (demand,) = dataset.demands
    changed = dataset.with_records(attrs.evolve(demand, date="2003-05-01", note=None))
    (event,) = plover.write_events(changed)
    assert event == gsr(date="2003-05-01")


def test_records_from_elsewhere_are_left_out(repository):
    assert list(plover.write_events(pt.load(repository / "examples" / "abu-dhabi-2026.yaml"))) == []


def test_what_other_schemes_keep_with_a_record_is_no_field_of_the_event():
    dataset, _ = read(GSR)
    (demand,) = dataset.demands
    more = dataset.with_records(attrs.evolve(demand, extra=demand.extra.to_plain() | {"other:mood": "grave"}))
    assert list(plover.write_events(more)) == [GSR]


def test_what_is_kept_and_no_json_any_more_is_refused():
    dataset, _ = read(modern())
    (demand,) = dataset.demands
    broken = dataset.with_records(attrs.evolve(demand, extra=demand.extra.to_plain() | {"plover_json:mode": "["}))
    with pytest.raises(pt.ValidationError, match="no JSON"):
        list(plover.write_events(broken))


def test_importing_twice_and_merging_changes_nothing():
    once, again = (read(GSR, MODERN, gsr(id="3", event="REJECT"), back=False)[0] for _ in range(2))
    merged = once.merge(again)
    assert merged.dataset == once
    assert merged.conflicts == ()


# --- export


def exported(dataset):
    report = Report()
    events = {event["id"]: event for event in plover.export(dataset, report=report)}
    return events, {one.value: one.outcome for one in report}


def test_the_talks_in_abu_dhabi_as_events(repository):
    dataset = pt.load(repository / "examples" / "abu-dhabi-2026.yaml")
    events, unheld = exported(dataset)
    assert events["round-2"] == {
        "id": "round-2",
        "date": "2026-02-04",
        "enddate": "2026-02-05",
        "actor": [{"entity_text": name, "entity_name": name} for name in ("Ukraine", "Russia", "United States")],
        "recipient": [],
        "event": ["CONSULT"],
        "mode": [],
        "context": [],
        "event_loc": {"resolved_place": "Abu Dhabi"},
        "cite_info": {"publication": "Türkiye Today"},
        "comment": "format: plenary; format: working_group; outcome: exchange_agreed; " + dataset["round-2"].note,
    }
    promise, deed = events["exchange-of-february-2026"], events["exchange-of-february-2026.2"]
    assert (promise["event"], promise["date"], promise["mode"]) == (["AGREE"], "2026-02-04", [])
    assert "claimed: 157 persons, per side" in promise["comment"]
    assert "claimed: 314 persons, basis unspecified" in promise["comment"]
    assert (deed["event"], deed["mode"], deed["date"]) == (["RETREAT"], ["release"], "2026-02-05")
    assert deed["cite_info"] == {"publication": "Gulf News"}
    accused = events["dmitriev-on-european-nations"]
    assert (accused["event"], accused["mode"], accused["recipient"]) == (["ACCUSE"], ["allege"], [])
    assert "recipient: European nations (collective)" in accused["comment"]
    assert unheld["further-talks"] == unheld["military-dialogue"] == unheld["witkoff-on-work-remaining"] == "no_place"
    assert unheld.keys() & events.keys() == set()


def test_the_ultimatums_of_moscow_as_events(repository):
    dataset = pt.load(repository / "examples" / "moscow-ultimatums.yaml")
    events, unheld = exported(dataset)
    recognition = events["d-recognition"]
    assert (recognition["event"], recognition["context"]) == (["REQUEST"], ["territory"])
    assert recognition["actor"] == [{"entity_text": "Russia", "entity_name": "Russia"}]
    assert recognition["recipient"] == []
    assert "recipient: All countries (universal)" in recognition["comment"]
    ultimatum = events["d-exclude-europe"]
    assert (ultimatum["event"], ultimatum["mode"]) == (["THREATEN"], ["relations"])
    assert ultimatum["comment"].startswith("kind: ultimatum; polarity: prevent")
    rejection = events["ukraine-rejects-recognition"]
    assert (rejection["event"], rejection["text"]) == (["REJECT"], "refuses to concede")
    assert [one["entity_name"] for one in rejection["recipient"]] == ["Russia"]
    assert events["us-ambivalent"]["event"] == ["CONCEDE"]
    assert (events["sanctions-on-russia"]["event"], events["sanctions-on-russia"]["mode"]) == (["COERCE"], ["restrict"])
    assert events["trump-on-pause"]["event"] == ["SUPPORT"]
    assert {"d-us-economic-agreements", "recognition-for-sanctions", "no-change-before-spring"} <= unheld.keys()
    claims = [*dataset.demands, *dataset.positions, *dataset.statements, *dataset.exchanges, *dataset.measures]
    assert {one.id for one in (*claims, *dataset.linkages, *dataset.assessments)} <= unheld.keys() | events.keys()


def small(**groups):
    parties = [
        {"id": "state", "name": "Norway", "kind": "state", "identifiers": [{"scheme": "iso3166_1_a3", "value": "NOR"}]},
        {"id": "army", "name": "Army", "kind": "state_organ", "sectors": ["military", "police"], "parent": "state"},
        {"id": "un", "name": "United Nations", "kind": "igo"},
        {"id": "league", "name": "League", "kind": "igo"},
        {"id": "aid", "name": "Aid", "kind": "ngo", "sectors": ["religious"]},
        {
            "id": "ola",
            "name": "Ola",
            "kind": "person",
            "posts": [{"title": "minister"}],
            "identifiers": [{"scheme": "wikidata", "value": "Q42"}],
        },
        {"id": "party", "name": "Party", "kind": "political_party"},
        {"id": "round", "name": "Ring", "kind": "armed_group", "parent": "round"},
    ]
    return pt.loads(json.dumps({"peacetalks": "1.0", "parties": parties} | groups), format="json")


def test_actors_are_written_with_what_plover_has_for_them():
    everybody = ["army", "un", "league", "aid", "ola", "party", "round", "state"]
    event, _ = exported(
        small(statements=[{"id": "s", "by": everybody, "act": "threaten", "text": "Or else.", "date": "2026-02"}])
    )
    assert event["s"]["actor"] == [
        {
            "code": "NOR",
            "sector": "COP",
            "other_sector_codes": ["MIL"],
            "entity_text": "Army",
            "entity_name": "Army",
        },
        {"code": "UNO", "entity_text": "United Nations", "entity_name": "United Nations"},
        {"code": "IGO", "entity_text": "League", "entity_name": "League"},
        {"code": "NGO", "sector": "REL", "entity_text": "Aid", "entity_name": "Aid"},
        {"entity_text": "Ola", "entity_name": "Ola", "wikidata_id": "Q42", "office": "minister"},
        {"sector": "PTY", "entity_text": "Party", "entity_name": "Party"},
        {"entity_text": "Ring", "entity_name": "Ring"},
        {"code": "NOR", "entity_text": "Norway", "entity_name": "Norway"},
    ]
    assert "date" not in event["s"]
    assert event["s"]["comment"] == "act: threaten; date: 2026-02"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("offer", "AGREE"),
        ("request", "REQUEST"),
        ("demand", "REQUEST"),
        ("precondition", "REQUEST"),
        ("objective", None),
        ("red_line", None),
        ("proposal_term", None),
    ],
)
def test_a_demand_is_the_event_that_holds_its_kind(kind, expected):
    demand = {"id": "d", "by": ["state"], "to": ["un"], "kind": kind, "text": "Peace.", "deadline": "2026-03-01"}
    demand |= {"consequence": "War.", "history": [{"status": "raised", "date": "2026-02-01"}]}
    events, unheld = exported(small(demands=[demand]))
    if expected is None:
        assert (events, unheld) == ({}, {"d": "no_place"})
    else:
        assert (events["d"]["event"], events["d"]["date"]) == ([expected], "2026-02-01")
        assert events["d"]["comment"] == f"kind: {kind}; consequence: War.; deadline: 2026-03-01"


def test_the_withdrawal_of_a_demand_is_an_event_of_its_own():
    demand = {"id": "d", "by": ["state"], "kind": "demand", "text": "Peace.", "topics": ["governance.elections"]}
    demand["history"] = [{"status": "withdrawn", "date": "2026-02-03", "by": ["army"]}]
    events, _ = exported(small(demands=[demand]))
    assert (events["d"]["event"], events["d"]["context"]) == (["REQUEST"], ["election"])
    assert (events["d.2"]["event"], events["d.2"]["date"]) == (["CONCEDE"], "2026-02-03")
    assert [one["entity_name"] for one in events["d.2"]["actor"]] == ["Army"]


@pytest.mark.parametrize(
    ("field", "code", "expected"),
    [
        ("stance", "accepts_in_principle", "AGREE"),
        ("stance", "accepts", "SUPPORT"),
        ("stance", "opposes", "ACCUSE"),
        ("stance", "insists", None),
        ("concession", "full", "CONCEDE"),
        ("concession", "none", None),
    ],
)
def test_a_position_is_an_event_towards_those_behind_what_it_is_about(field, code, expected):
    position = {"id": "p", "by": ["state"], "about": ["un", "a"], field: code, "conditions": ["time"]}
    agreement = {"id": "a", "name": "Accord"}
    events, unheld = exported(small(positions=[position], agreements=[agreement]))
    if expected is None:
        assert "p" in unheld
    else:
        assert events["p"]["event"] == [expected]
        assert [one["entity_name"] for one in events["p"]["recipient"]] == ["United Nations"]
        assert events["p"]["comment"] == f"{field}: {code}; condition: time"


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("ceasefire", "announced", ["CONCEDE"]),
        ("ceasefire", "in_force", ["RETREAT", "ceasefire"]),
        ("ceasefire", "violated", None),
        ("economic_aid", "in_force", ["AID", "economic"]),
        ("travel_ban", "in_force", ["COERCE", "restrict"]),
        ("travel_ban", "announced", None),
        ("withdrawal", "in_force", ["RETREAT", "withdraw"]),
        ("openeventdata.org:retreat", "in_force", ["RETREAT"]),
        ("security_guarantee", "in_force", None),
    ],
)
def test_a_measure_is_an_event_once_it_is_promised_and_once_it_is_done(kind, status, expected):
    measure = {"id": "m", "kind": kind, "by": ["state"], "history": [{"status": status, "date": "2026-02-01"}]}
    measure["against"] = ["un"]
    events, unheld = exported(small(measures=[measure]))
    if expected is None:
        assert unheld == {"m": "no_place"}
    else:
        event = events["m"]
        assert [*event["event"], *event["mode"], *event["context"]] == expected
        assert [one["code"] for one in event["recipient"]] == ["UNO"]


def test_a_country_that_is_no_state_is_written_as_it_was_read():
    dataset, _ = read(modern(actor=[{"code": "KOS"}, {"code": "NOR", "sector": "CVL", "entity_text": "Pilots"}]))
    events, _ = exported(dataset)
    assert [one["code"] for one in events["plover.made-up-1"]["actor"]] == ["KOS", "NOR"]
    assert events["plover.made-up-1"]["actor"][1]["sector"] == "CVL"


def test_a_truce_that_was_agreed_and_kept_is_two_events():
    history = [{"status": "agreed", "date": "2026-02-01"}, {"status": "in_force", "date": "2026-02-02/2026-02-09"}]
    events, _ = exported(small(measures=[{"id": "m", "kind": "ceasefire", "by": ["state"], "history": history}]))
    assert [(one["id"], one["event"], one["date"]) for one in events.values()] == [
        ("m", ["CONCEDE"], "2026-02-01"),
        ("m.2", ["RETREAT"], "2026-02-02"),
    ]
    assert events["m.2"]["enddate"] == "2026-02-09"


def test_exchanges_that_plover_does_not_tell_from_others_are_not_written():
    exchange = {"id": "x", "kind": "remains_repatriation", "history": [{"status": "agreed"}, {"status": "completed"}]}
    assert exported(small(exchanges=[exchange])) == ({}, {"x": "no_place"})
    events, _ = exported(small(exchanges=[exchange | {"kind": "unilateral_release", "place": "h"}], places=[PLACE]))
    assert [one["event_loc"] for one in events.values()] == [{"resolved_place": "Harbour", "geonameid": "7"}] * 2


PLACE = {"id": "h", "name": "Harbour", "identifiers": [{"scheme": "geonames", "value": "7"}]}


def test_a_signed_agreement_is_support_and_others_are_no_event():
    agreements = [
        {"id": "a", "name": "Accord", "date": "2026-02-01", "history": [{"status": "draft"}, {"status": "signed"}]},
        {"id": "b", "name": "Plan", "history": [{"status": "proposed"}]},
    ]
    people = [
        {"id": "p1", "activity": "a", "parties": ["ola"], "on_behalf_of": "state"},
        {"id": "p2", "activity": "a", "parties": ["un"], "role": "witness"},
        {"id": "p3", "activity": "b", "parties": ["un"]},
    ]
    events, unheld = exported(small(agreements=agreements, participations=people))
    assert (events["a"]["event"], events["a"]["date"], events["a"]["context"]) == (
        ["SUPPORT"],
        "2026-02-01",
        ["diplomatic"],
    )
    assert [one["entity_name"] for one in events["a"]["actor"]] == ["Norway"]
    assert unheld == {"b": "no_place"}


def test_a_remote_round_is_a_call_and_one_that_was_called_off_is_none():
    rounds = [
        {"id": "r1", "format": ["remote"], "date": "2026-02-01T10:00:00Z", "history": [{"status": "concluded"}]},
        {"id": "r2", "history": [{"status": "scheduled"}, {"status": "cancelled"}]},
    ]
    events, unheld = exported(small(rounds=rounds))
    assert (events["r1"]["mode"], events["r1"]["date"]) == (["phone"], "2026-02-01")
    assert events["r1"]["comment"] == "format: remote; actor: not stated"
    assert unheld == {"r2": "no_place"}


@pytest.mark.parametrize("event", ["AGREE", "REQUEST", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "REJECT"])
def test_what_was_an_event_is_written_as_that_event(event):
    dataset, _ = read(modern(event=[event], mode=[], context=["military"]))
    events, unheld = exported(dataset)
    assert [one["event"] for one in events.values()] == [[event]]
    assert unheld == {}
    (written,) = events.values()
    assert written["date"] == "2020-05-06"
    assert written["cite_info"] == MODERN["cite_info"]
    actors = written["actor"]
    assert {"code": "NOR", "sector": "MIL"}.items() <= actors[0].items()


def test_what_is_exported_can_be_read_again(repository):
    lines = "\n".join(
        json.dumps(one) for one in plover.export(pt.load(repository / "examples" / "moscow-ultimatums.yaml"))
    )
    report = Report()
    dataset = plover.read(io.StringIO(lines), report=report)
    assert len([one for one in dataset.demands if not one.tags]) == 4
    assert len(dataset.positions) == 2
    assert list(report) == []


# --- the real files


@pytest.fixture(scope="module")
def real(shared_data):
    events = json.loads((shared_data / "PLOVER_GSR_CAMEO.json").read_text(encoding="utf-8"))
    report = Report()
    return events, plover.read(shared_data / "PLOVER_GSR_CAMEO.json", report=report), report


@pytest.mark.shared_data
def test_every_real_event_becomes_records_or_is_told_to_have_no_place(real):
    events, dataset, report = real
    became = {one.identifiers[0].value for one in dataset if any(":event" in key for key in one.extra)}
    told = {events[one.row - 1]["id"] for one in report.of("no_place")}
    assert became | told == {event["id"] for event in events}
    assert became & told == set()
    assert report.of("refused") == ()
    assert pt.check(dataset) == ()


@pytest.mark.shared_data
def test_every_real_event_that_became_a_record_comes_back_exactly(real):
    events, dataset, report = real
    without = {one.row - 1 for one in report.of("no_place")}
    expected = [event for index, event in enumerate(events) if index not in without]
    assert sorted(map(plain, plover.write_events(dataset))) == sorted(map(plain, expected))


@pytest.mark.shared_data
def test_the_counts_of_real_records_are_those_of_the_events(real):
    events, dataset, report = real
    count = Counter(event["event"] for event in events)
    answered = sum(bool(one.get("target")) for one in events if one["event"] in ("REJECT", "CONCEDE"))
    assert len(dataset.positions) == answered
    assert len(dataset.rounds) == count["CONSULT"]
    assert len(dataset.measures) == sum(count[name] for name in ("AID", "COOPERATE", "RETREAT", "SANCTION", "COERCE"))
    assert len([one for one in dataset.demands if not one.tags]) == count["AGREE"] + count["DEMAND"]
    said = sum(count[name] for name in ("SUPPORT", "DISAPPROVE", "INVESTIGATE", "THREATEN"))
    assert len(dataset.statements) == said + count["REJECT"] + count["CONCEDE"] - answered
    nowhere = sum(count[name] for name in ("PROTEST", "MOBILIZE", "ASSAULT", "FIGHT", "DOCUMENT"))
    assert len(report.of("no_place")) == nowhere
    assert Counter(one.column for one in report.of("kept"))["date"] == 1


@pytest.fixture(scope="module")
def table(shared_data):
    """The conversion table: codes of CAMEO with event, mode and contexts of PLOVER."""
    found = []
    for line in (shared_data / "CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8").splitlines():
        if line[:2].isdigit() and "," in line.partition("#")[0]:
            code, _, rest = line.partition("#")[0].partition(":")
            event, mode, contexts = (part.strip() for part in rest.split(",", 2))
            found.append((code, event, mode, [one.strip() for one in contexts.split(";") if one.strip()]))
    return found


@pytest.mark.shared_data
def test_codes_of_cameo_are_the_events_that_the_conversion_table_says(table):
    assert len(table) > 200
    assert [code for code, event, _, _ in table if event_name(code) != event] == []


@pytest.mark.shared_data
def test_the_crosswalks_agree_with_the_conversion_table(table):
    agreeing, differing = Counter(), Counter()
    for code, event, mode, _ in table:
        for name in ("speech_act", "stance", "demand_kind", "measure_kind", "exchange_kind"):
            ours, theirs = (
                {
                    row.code
                    for row in crosswalk(scheme, name)
                    if row.external_code in codes and row.relation != "related"
                }
                for scheme, codes in (("cameo", {code}), ("plover", {event, f"{event}/{mode}"}))
            )
            if ours and theirs:
                (agreeing if ours & theirs else differing)[name] += 1
    assert agreeing == {"speech_act": 85, "stance": 38, "demand_kind": 28, "measure_kind": 14, "exchange_kind": 1}
    assert differing == {"speech_act": 1}  # 112, to accuse, which the table files under disapproval


def test_the_finest_code_with_a_safe_correspondence_decides():
    assert chosen("speech_act", "055", prefer="praise").code == "apologise"
    assert chosen("speech_act", "THREATEN", ["relations"], "threaten").code == "threaten"
    assert chosen("measure_kind", "AID") is None
    assert chosen("measure_kind", "1621") is None
    assert chosen("round_status", "164").code == "collapsed"
    assert chosen("round_status", "CONSULT") is None
    assert topics_of("106", [], []) == ("process.talks_format",)
    assert event_name("084") == event_name("RETREAT") == "RETREAT"
