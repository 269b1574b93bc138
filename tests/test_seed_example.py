"""The first example, ``examples/moscow-ultimatums.yaml``: nothing of its article is missing, and nothing is added.

The article has eighteen sentences (the title is S1). What each of them needs is written out below, so that the model
is held to a real text and not the other way round. The article itself is not here: its text is not ours.
"""

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

import peacetalks as pt
from peacetalks.formats.registry import FormatName

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "moscow-ultimatums.yaml"
QUICKSTART = ROOT / "examples" / "quickstart.py"

SIDES = ("russia", "ukraine")

# Records that must cite a sentence: how many of which type at least, and what they say.
NEEDED = {
    "S1": {"party": 3, "demand": 1, "position": 2},  # Moscow's ultimatums, the US stance, Europe's role
    "S2": {"process": 1, "party": 3, "participation": 2, "demand": 1, "assessment": 1},  # who talks, demands, prospects
    "S3": {"round": 1, "process": 1, "conflict": 1},  # another round on the conflict is under way
    "S4": {"position": 1, "demand": 1, "party": 1},  # a tougher stance; the ultimatum on European countries
    "S5": {"demand": 1, "linkage": 1},  # economic agreements sought of the US; their independence of a settlement
    "S6": {"demand": 2, "linkage": 1, "place": 1, "party": 1},  # recognition by all countries for sanctions lifted
    "S7": {"assessment": 2},  # the law; the risk for others
    "S8": {"position": 1, "party": 1},  # the US, ambivalent and yielding in part
    "S9": {"statement": 1, "party": 1, "measure": 1},  # what Trump said of the pause in bombardment
    "S10": {"demand": 1, "position": 1, "agreement": 1, "party": 2},  # an aim, against a deal that is only feared
    "S11": {"exchange": 1, "assessment": 1},  # 314 prisoners; that this is progress
    "S12": {"assessment": 1, "issue": 1},  # a limited step; the central issue
    "S13": {"assessment": 1, "participation": 1},  # more substance; the officials
    "S14": {"position": 2, "round": 1, "assessment": 1},  # refusal, insistence; no outcome, no solution in reach
    "S15": {"assessment": 1, "demand": 1, "measure": 1},  # outcome open; concessions sought; the sanctions felt
    "S16": {"assessment": 1, "party": 1},  # a forecast; the experts who make it
    "S17": {"assessment": 1, "party": 1},  # what progress hangs on; the partners
    "S18": {"position": 2, "assessment": 3},  # both sides firm; peace far, talks possible, conditions not ripe
}

# Runs of eight words of the article, as the first eight digits of their SHA-256: enough to know the text by.
FINGERPRINTS = {
    "S1": "11d5e8c5",
    "S2": "1ec5946a 81e6d944 df26e132",
    "S3": "068dc2d3",
    "S4": "affe8ebe",
    "S5": "b16aefdd",
    "S6": "b2a02b39 c61a2a6c",
    "S7": "2ce5765f 6abe1caf",
    "S8": "fea17cf5",
    "S9": "5a47c4ae 329b8421",
    "S10": "29e2bcb5 54434b7f",
    "S11": "c3db518d 44e46d50",
    "S12": "e8152018 36882b32",
    "S13": "7729ae02",
    "S14": "be6d2118 ba26e96d",
    "S15": "fd32f306 52427fa3",
    "S16": "4c3e169a",
    "S17": "b228b0e5 ccdd4107",
    "S18": "ebd16735 bb74a1cb",
}

DATE_FIELDS = {"date", "planned", "deadline", "published", "retrieved", "created", "coverage", "edtf", "anchor"}


@pytest.fixture(scope="module")
def ds():
    return pt.load(EXAMPLE)


@pytest.fixture(scope="module")
def plain(ds):
    return json.loads(pt.dumps(ds, format="json"))


def type_of(record):
    return type(record).__name__.lower()


def ids(records):
    return {record.id for record in records}


def walk(data):
    """Yield every object in plain data."""
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from walk(part)


# --- the article is coded whole ------------------------------------------------------------------------------------


def test_the_example_is_valid_with_no_warnings_left(ds):
    assert pt.check(EXAMPLE) == ()
    assert pt.check(ds) == ()


@pytest.mark.parametrize("sentence", NEEDED)
def test_a_sentence_has_the_records_that_it_needs(ds, sentence):
    citing = Counter(
        type_of(record) for record in ds if any(citation.locator == sentence for citation in record.citations)
    )
    assert citing >= Counter(NEEDED[sentence])


def test_every_record_says_which_sentences_it_rests_on(ds):
    for record in ds:
        if not isinstance(record, pt.Source):
            assert record.citations, record
            assert {citation.locator for citation in record.citations} <= NEEDED.keys(), record


def test_every_absence_that_is_annotated_is_one(ds):
    for record in ds:
        found = pt.to_dict(record)
        for annotation in record.annotations:
            if annotation.motivation == "unknown":
                *holders, field = annotation.path.split("/")[1:]
                holder = found
                for step in holders:
                    holder = holder[int(step)] if isinstance(holder, list) else holder[step]
                assert field not in holder, (record.id, annotation.path)


# --- nothing is added to it ----------------------------------------------------------------------------------------


def test_quotes_are_a_few_words(ds, plain):
    quotes = [item["quote"] for item in walk(plain) if "quote" in item]
    assert quotes
    assert max(len(quote.split()) for quote in quotes) <= 5
    for record in ds:
        assert sum("quote" in item for item in walk(pt.to_dict(record))) <= 1, f"{record.id} quotes more than once"


def test_the_article_itself_is_not_shipped():
    words = re.findall(r"\w+", EXAMPLE.read_text(encoding="utf-8").lower())
    runs = (" ".join(words[start : start + 8]) for start in range(len(words)))
    found = {hashlib.sha256(run.encode()).hexdigest()[:8] for run in runs}
    shipped = {sentence for sentence, digests in FINGERPRINTS.items() if found & set(digests.split())}
    assert shipped == {"S1"}, "the title is cited, which also shows that the rest would be found"


def test_no_year_is_named_and_nothing_has_a_date(plain):
    assert re.findall(r"\b(?:1[89]|20)\d\d\b", EXAMPLE.read_text(encoding="utf-8")) == []
    dated = [item for item in walk(plain) if item.keys() & DATE_FIELDS]
    assert dated == []


def test_before_spring_stays_in_words(ds):
    (forecast,) = (one for one in ds.assessments if one.horizon)
    assert forecast.horizon == pt.Date(text="before spring")
    assert (forecast.horizon.earliest, forecast.horizon.latest) == (None, None)
    assert (forecast.by, forecast.likelihood, forecast.probability) == (("experts",), "unlikely", None)


def test_the_only_number_is_314(plain):
    numbers = [value for item in walk(plain) for value in item.values() if isinstance(value, int | float)]
    assert numbers == [314]


# --- what an analyst asks --------------------------------------------------------------------------------------------


def test_314_persons_are_expected_and_neither_split_nor_doubled(ds):
    (exchange,) = ds.exchanges
    (event,) = exchange.history
    assert event.status == "expected"
    assert event.quantity == pt.Quantity(value=314, unit="persons", basis="unspecified")
    assert {(leg.from_party, leg.to_party) for leg in event.legs} == {SIDES, SIDES[::-1]}
    assert [(leg.quantity, leg.category) for leg in event.legs] == [(None, "unspecified")] * 2


def test_of_russias_demands_recognition_alone_is_tied_to_sanctions_relief(ds):
    relief = next(one for one in ds.demands if "economy.sanctions" in one.topics)
    ties = [one for one in ds.linkages if relief.id in (*one.subjects, *one.objects)]
    assert [(one.subjects, one.kind, one.objects) for one in ties] == [
        (("d-recognition",), "in_exchange_for", (relief.id,))
    ]
    assert [citation.asserted_by for one in ties for citation in one.citations] == [("russia",)]


def test_both_ends_of_that_exchange_are_demanded_by_the_same_party(ds):
    tie = next(one for one in ds.linkages if one.kind == "in_exchange_for")
    assert {ds[id].by for id in (*tie.subjects, *tie.objects)} == {("russia",)}
    assert "odd" in tie.note, "it is kept as the article has it, and remarked upon"


def test_what_russia_seeks_of_the_united_states_is_independent_of_a_settlement(ds):
    (tie,) = (one for one in ds.linkages if one.kind == "independent_of")
    (subject,), (settled,) = tie.subjects, tie.objects
    assert (ds[subject].by, ds[subject].to, ds[subject].kind) == (("russia",), ("united-states",), "objective")
    assert ds[settled].topics == ("process.settlement",)


def test_the_ultimatum_has_no_deadline_and_says_why(ds):
    (ultimatum,) = (one for one in ds.demands if one.kind == "ultimatum")
    assert (ultimatum.deadline, ultimatum.consequence, ultimatum.to) == (None, None, ())
    explained = {annotation.path for annotation in ultimatum.annotations if annotation.motivation == "unknown"}
    assert explained == {"/deadline", "/consequence", "/to"}


def test_exclusion_is_demanded_and_nobody_is_recorded_as_excluded(ds):
    (demand,) = (one for one in ds.demands if "process.participation" in one.topics)
    assert (demand.by, demand.polarity, demand.concerning) == (("russia",), "prevent", ("european-countries",))
    for seat in ds.participations:
        assert (seat.attendance, seat.excluded_by, seat.under_demand) == (None, (), None)
    seated = {party for seat in ds.participations for party in seat.parties}
    assert seated == {*SIDES, "western-countries"}, "no sentence seats the European countries or the United States"


def test_moscow_speaks_where_it_demands_and_the_article_where_it_ascribes_an_aim(ds):
    spoken = {
        one.id
        for one in ds.demands
        for citation in one.citations
        if "russia" in citation.asserted_by and not citation.supports
    }
    assert spoken == {"d-exclude-europe", "d-recognition", "d-lift-sanctions"}
    assert all(ds[id].kind != "objective" for id in spoken)


def test_no_demand_is_ascribed_to_ukraine_or_the_united_states(ds):
    assert {party for one in ds.demands for party in one.by} == {"russia", "european-countries", "united-kingdom"}


def test_the_united_states_yields_in_part_on_the_set_of_demands_and_on_none_by_name(ds):
    (stance,) = (one for one in ds.positions if "united-states" in one.by)
    assert (stance.stance, stance.concession, stance.shift) == ("ambivalent", "partial", None)
    assert stance.about == ("d-moscow-demands",)
    named = {one.id for one in ds.demands if one.part_of in stance.about}
    assert named == {"d-exclude-europe", "d-recognition", "d-lift-sanctions"}


def test_moscow_insists_on_what_ukraine_rejects(ds):
    stances = {(party, one.stance) for one in ds.positions if "d-recognition" in one.about for party in one.by}
    assert stances == {("russia", "insists"), ("ukraine", "rejects")}


def test_both_sides_hold_firm_and_conditions_are_not_ripe(ds):
    firm = [one for one in ds.positions if one.shift == "unchanged"]
    assert sorted(party for one in firm for party in one.by) == list(SIDES)
    assert {one.about for one in firm} == {("ending-the-war",)}
    assert [one.value for one in ds.assessments if one.kind == "readiness"] == ["not_ripe"]


def test_the_round_is_under_way_so_it_has_no_result(ds):
    (current,) = ds.rounds
    assert ([event.status for event in current.history], current.outcomes) == (["ongoing"], ("ongoing",))
    assert current.number is None


def test_officials_sit_in_the_talks_for_nobody_in_particular(ds):
    (officials,) = (one for one in ds.participations if one.sectors)
    assert officials.sectors == ("intelligence", "military")
    assert (officials.parties, officials.on_behalf_of, officials.count) == ((), None, None)


def test_collectives_and_experts_stay_open(ds):
    open_ones = [one for one in ds.parties if one.composition]
    assert ids(open_ones) == {"european-countries", "western-countries", "international-partners", "experts"}
    assert {one.composition for one in open_ones} == {"open"}
    assert [one.members for one in ds.parties if one.members] == []


def test_the_united_kingdom_stands_beside_the_european_countries(ds):
    together = ("european-countries", "united-kingdom")
    assert [one.id for one in ds.demands if one.by == together] == ["d-no-unfavourable-deal"]
    (against,) = (one for one in ds.positions if one.by == together)
    assert (against.stance, against.in_interest_of) == ("opposes", ("ukraine",))


def test_the_deal_that_europe_opposes_is_nowhere_but_in_words(ds):
    (deal,) = ds.agreements
    assert [event.status for event in deal.history] == ["hypothetical"]
    assert {one.field for one in ds.referrers(deal.id)} == {"about"}


def test_trump_speaks_as_a_person_without_an_office(ds):
    (words,) = ds.statements
    (speaker,) = (ds[id] for id in words.by)
    assert (speaker.kind, speaker.posts, words.on_behalf_of) == ("person", (), None)
    assert (words.act, words.valence, words.about) == ("praise", "positive", ("bombardment-pause", "russia"))


def test_who_imposed_the_sanctions_and_who_paused_is_not_guessed(ds):
    assert {(one.kind, one.by) for one in ds.measures} == {("sanction", ()), ("bombardment_pause", ())}


def test_progress_depends_on_four_things_and_no_technological_measure_is_made_up(ds):
    (dependence,) = (one for one in ds.assessments if one.kind == "dependence")
    assert [factor.ref for factor in dependence.factors] == [
        "us-ambivalent",
        "sanctions-on-russia",
        None,
        "international-partners",
    ]
    assert {factor.effect for factor in dependence.factors} == {"unspecified"}


def test_judgements_are_the_articles_own_unless_it_names_somebody(ds):
    assert {one.by for one in ds.assessments} == {(), ("experts",)}
    (legality,) = (one for one in ds.assessments if one.kind == "legality")
    assert (legality.value, legality.by) == ("contrary", ())


# --- a file to read and a script to run ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", get_args(FormatName))
def test_the_example_comes_back_from_every_format(ds, format):
    written = pt.dumps(ds, format=format)
    assert pt.loads(written, format=format) == ds
    assert pt.dumps(pt.loads(written, format=format), format=format) == written


def test_from_yaml_to_json_and_back_nothing_is_lost(ds):
    as_yaml = pt.dumps(ds, format="yaml")
    through_json = pt.loads(pt.dumps(pt.loads(as_yaml, format="yaml"), format="json"), format="json")
    assert pt.dumps(through_json, format="yaml") == as_yaml


@pytest.mark.parametrize("path", [EXAMPLE, QUICKSTART], ids=lambda path: path.name)
def test_a_newcomer_can_read_it(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= (100 if path == EXAMPLE else 120)
    assert path == EXAMPLE or len(lines) <= 60


def test_the_quickstart_runs_from_anywhere(ds, tmp_path):
    ran = subprocess.run(
        [sys.executable, "-W", "error", str(QUICKSTART)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = ran.stdout.splitlines()
    assert lines[0] == f"{ds.title}: {len(ds)} records"
    assert "  expected: 314 persons, basis unspecified" in lines
    assert "  Linkage     recognition-for-sanctions, as its subjects" in lines
    assert any("did you mean 'russia'" in line for line in lines)
    assert lines[-1].endswith("equal when read again: True")
    assert max(map(len, lines)) <= 100
    assert list(tmp_path.iterdir()) == [], "it writes to a folder of its own and takes that away again"
