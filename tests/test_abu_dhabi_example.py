"""The second example, ``examples/abu-dhabi-2026.yaml``: several sources on one thing, on different days.

The facts of the case are written out below by hand, with the sources that were noted for each. The questions that the
case was chosen for are asked with a few lines over records and dates, and their answers are written by hand as well.
"""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import get_args

import attrs
import pytest

import peacetalks as pt
from peacetalks.formats.registry import FormatName

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "abu-dhabi-2026.yaml"

OUTLETS = {
    "turkiye-today": "Türkiye Today",
    "menafn": "MENAFN",
    "abc-news": "ABC News",
    "anewz.tv": "anewz.tv",
    "anews.com.tr": "anews.com.tr",
    "gulf-news": "Gulf News",
    "hurriyet-daily-news": "Hürriyet Daily News",
}

STATES = ("ukraine", "russia", "united-states")
EXCHANGE = "exchange-of-february-2026"
MORNING = {"edtf": "2026-02-05", "text": "5 February, morning"}
LATER = {"edtf": "2026-02-05", "text": "5 February, later"}
EVENING = {"edtf": "2026-02-04", "text": "4 February, evening"}

# What was reported: the record that says it, and what stands where in it ("" is the whole, a missing field None).
FACTS = {
    "the talks are trilateral": [
        ("sides-in-talks", "/parties", ["ukraine", "russia"]),
        ("united-states-in-talks", "/parties", ["united-states"]),
        ("sides-in-talks", "/activity", "talks"),
        ("united-states-in-talks", "/activity", "talks"),
        ("united-states-in-talks", "/role", "party"),
    ],
    "the Emirates host them in Abu Dhabi": [
        ("host-of-talks", "/activity", "talks"),
        ("host-of-talks", "/parties", ["united-arab-emirates"]),
        ("host-of-talks", "/role", "host"),
        ("round-1", "/place", "abu-dhabi"),
        ("round-2", "/place", "abu-dhabi"),
    ],
    "round 1 was held on 23 and 24 January": [
        ("round-1", "/process", "talks"),
        ("round-1", "/number", 1),
        ("round-1", "/date", "2026-01-23/2026-01-24"),
        ("talks", "/history/0/status", "ongoing"),
        ("talks", "/history/0/date", "2026-01-23"),
    ],
    "round 2 was held on 4 and 5 February": [
        ("round-2", "/process", "talks"),
        ("round-2", "/number", 2),
        ("round-2", "/date", "2026-02-04/2026-02-05"),
    ],
    "round 2 had trilateral consultations and working groups": [("round-2", "/format", ["plenary", "working_group"])],
    "Zelenskyy expects an exchange in the near future": [
        (EXCHANGE, "/kind", "prisoner_exchange"),
        (EXCHANGE, "/history/0/status", "expected"),
        (EXCHANGE, "/history/0/date", EVENING),
        (EXCHANGE, "/history/0/planned", {"text": "the near future", "anchor": "2026-02-04"}),
        (EXCHANGE, "/history/0/quantity", None),
        (EXCHANGE, "/history/0/citations/0/asserted_by", ["zelenskyy"]),
        (EXCHANGE, "/history/0/citations/0/date", EVENING),
    ],
    "Witkoff says that 314 are agreed": [
        (EXCHANGE, "/round", "round-2"),
        (EXCHANGE, "/history/1/status", "agreed"),
        (EXCHANGE, "/history/1/date", "[2026-02-04,2026-02-05]"),
        (EXCHANGE, "/history/1/quantity", {"value": 314, "unit": "persons", "basis": "unspecified"}),
        (EXCHANGE, "/history/1/legs", None),
        (EXCHANGE, "/history/1/citations/0/asserted_by", ["steve-witkoff"]),
        (EXCHANGE, "/history/1/citations/0/date", MORNING),
        ("round-2", "/outcomes", ["exchange_agreed"]),
    ],
    "an outlet remarks that total or per side was not clear": [
        (EXCHANGE, "/history/1/citations/1", {"source": "anewz.tv", "supports": ["/history/1/quantity/basis"]}),
    ],
    "Witkoff calls it the first in five months": [
        ("previous-exchange", "/history/0/status", "completed"),
        (
            "previous-exchange",
            "/history/0/date",
            {"edtf": "2025-09~", "text": "five months before", "anchor": "2026-02-05"},
        ),
        ("previous-exchange", "/history/0/citations/0/asserted_by", ["steve-witkoff"]),
        ("previous-exchange", "/history/0/citations/0/date", MORNING),
    ],
    "each side releases 157": [
        (EXCHANGE, "/history/2/status", "agreed"),
        (EXCHANGE, "/history/2/date", LATER),
        (EXCHANGE, "/history/2/quantity", {"value": 157, "unit": "persons", "basis": "per_side"}),
        (EXCHANGE, "/history/2/legs/0/from_party", "russia"),
        (EXCHANGE, "/history/2/legs/0/to_party", "ukraine"),
        (EXCHANGE, "/history/2/legs/0/quantity", {"value": 157, "unit": "persons"}),
        (EXCHANGE, "/history/2/legs/1/from_party", "ukraine"),
        (EXCHANGE, "/history/2/legs/1/to_party", "russia"),
        (EXCHANGE, "/history/2/legs/1/quantity", {"value": 157, "unit": "persons"}),
    ],
    "the exchange was carried out": [
        (EXCHANGE, "/history/3/status", "completed"),
        (EXCHANGE, "/history/3/date", LATER),
        (EXCHANGE, "/history/3/quantity", None),
    ],
    "the last one before it was on 2 October 2025": [
        ("previous-exchange", "/kind", "prisoner_exchange"),
        ("previous-exchange", "/history/1/status", "completed"),
        ("previous-exchange", "/history/1/date", "2025-10-02"),
        ("previous-exchange", "/history/1/quantity", None),
    ],
    "the United States and Russia agreed on a military dialogue": [
        ("military-dialogue", "/kind", "communication_channel"),
        ("military-dialogue", "/by", ["united-states", "russia"]),
        ("military-dialogue", "/history/0/status", "agreed"),
        ("military-dialogue", "/history/0/date", "[..2026-02-05]"),
    ],
    "the talks are to continue in the coming weeks": [
        ("further-talks", "/process", "talks"),
        ("further-talks", "/history/0/status", "scheduled"),
        ("further-talks", "/history/0/planned", {"text": "the coming weeks", "anchor": "[2026-02-04,2026-02-05]"}),
        ("further-talks", "/date", None),
    ],
    "Dmitriev has European nations disrupt the progress": [
        ("dmitriev-on-european-nations", "/by", ["kirill-dmitriev"]),
        ("dmitriev-on-european-nations", "/act", "accuse"),
        ("dmitriev-on-european-nations", "/about", ["european-nations", "talks"]),
        ("european-nations-against-progress", "/by", ["european-nations"]),
        ("european-nations-against-progress", "/stance", "opposes"),
        ("european-nations-against-progress", "/about", ["talks"]),
    ],
    "Witkoff says that work remains": [
        ("witkoff-on-work-remaining", "/by", ["steve-witkoff"]),
        ("witkoff-on-work-remaining", "/quote", "significant work remains"),
        ("witkoff-on-work-remaining", "/about", ["talks"]),
    ],
}

# The delegations of round 2: for whom, who, as what, of which sectors, with which title.
DELEGATES = {
    (
        "ukraine",
        "Rustem Umerov",
        "delegation_head",
        ("political",),
        "secretary of the National Security and Defence Council",
    ),
    ("ukraine", "Kyrylo Budanov", "delegate", (), None),
    ("ukraine", "Andrii Hnatov", "delegate", ("military",), "chief of the General Staff"),
    ("russia", "Igor Kostyukov", None, ("intelligence",), "head of military intelligence"),
    ("russia", "Kirill Dmitriev", None, (), None),
    ("united-states", "Steve Witkoff", "delegation_head", (), None),
    ("united-states", "Jared Kushner", "delegate", (), None),
}

# What each record rests on, in itself and in its events.
SOURCES = {
    "abu-dhabi": set(),
    "ukraine": {"abc-news"},
    "russia": {"abc-news", "anews.com.tr"},
    "united-states": {"abc-news", "anews.com.tr"},
    "united-arab-emirates": set(),
    "european-nations": {"hurriyet-daily-news"},
    "zelenskyy": {"menafn"},
    "rustem-umerov": {"abc-news"},
    "kyrylo-budanov": {"abc-news"},
    "andrii-hnatov": {"abc-news"},
    "igor-kostyukov": {"abc-news"},
    "kirill-dmitriev": {"abc-news", "hurriyet-daily-news"},
    "steve-witkoff": {"abc-news", "anewz.tv"},
    "jared-kushner": {"abc-news"},
    "talks": {"turkiye-today", "menafn"},
    "round-1": {"turkiye-today", "menafn"},
    "round-2": {"turkiye-today", "menafn", "anewz.tv"},
    "further-talks": set(),
    "sides-in-talks": {"abc-news"},
    "united-states-in-talks": {"abc-news"},
    "host-of-talks": set(),
    "umerov-in-round-2": {"abc-news"},
    "budanov-in-round-2": {"abc-news"},
    "hnatov-in-round-2": {"abc-news"},
    "kostyukov-in-round-2": {"abc-news"},
    "dmitriev-in-round-2": {"abc-news"},
    "witkoff-in-round-2": {"abc-news"},
    "kushner-in-round-2": {"abc-news"},
    "european-nations-against-progress": {"hurriyet-daily-news"},
    "dmitriev-on-european-nations": {"hurriyet-daily-news"},
    "witkoff-on-work-remaining": set(),
    EXCHANGE: {"menafn", "anewz.tv", "turkiye-today", "anews.com.tr", "gulf-news"},
    "previous-exchange": {"anewz.tv"},
    "military-dialogue": {"anews.com.tr"},
}

# The four claims about the exchange: status, number with its basis, and who reports it.
EXPECTED = ("expected", None, {"menafn"})
AGREED = ("agreed", "314 persons, basis unspecified", {"anewz.tv"})
SPLIT = ("agreed", "157 persons, per side", {"turkiye-today", "anews.com.tr"})
CARRIED_OUT = ("completed", None, {"gulf-news"})
ALL_CLAIMS = [EXPECTED, AGREED, SPLIT, CARRIED_OUT]


@pytest.fixture(scope="module")
def ds():
    return pt.load(EXAMPLE)


@pytest.fixture(scope="module")
def plain(ds):
    return json.loads(pt.dumps(ds, format="json"))


def walk(data):
    """Yield every object in plain data."""
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from walk(part)


def at(plain_record, path):
    """Return what a pointer leads to; ``None`` where the last step leads to nothing."""
    *holders, last = path.split("/")[1:]
    for step in holders:
        plain_record = plain_record[int(step)] if isinstance(plain_record, list) else plain_record[step]
    return plain_record[int(last)] if isinstance(plain_record, list) else plain_record.get(last)


def evidence(record):
    """Return all citations of a record, its own and those of its events."""
    return [*record.citations, *(one for event in getattr(record, "history", ()) for one in event.citations)]


def known(ds, record, by, *, possibly=False):
    """Return what was known about a record with a history by some time: claims, and those who had reported them."""
    after = pt.Date.of(pt.Date(by).latest + timedelta(seconds=1))
    found = []
    for event in record.history:
        reporters = set()
        for citation in event.citations or record.citations:
            dates = [date for date in (citation.date, ds[citation.source].published) if date]
            if any(date.possibly_before(after) if possibly else date.definitely_before(after) for date in dates):
                reporters.add(citation.source)
        if reporters:
            found.append((event.status, str(event.quantity) if event.quantity else None, reporters))
    return found


def in_all(quantity, *, sides=2):
    """Return the least and greatest number of people that a number about an exchange can mean."""
    lower, upper = quantity.bounds()
    least, most = {"total": (1, 1), "per_side": (sides, sides), "unspecified": (1, sides)}[quantity.basis]
    return lower * least, upper * most


# --- the case is coded whole ---------------------------------------------------------------------------------------


def test_the_example_is_valid_with_no_warnings_left(ds):
    assert pt.check(EXAMPLE) == ()
    assert pt.check(ds) == ()


@pytest.mark.parametrize("fact", FACTS)
def test_a_reported_fact_is_coded(ds, fact):
    wanted = {(id, path): value for id, path, value in FACTS[fact]}
    assert {(id, path): at(pt.to_dict(ds[id]), path) for id, path in wanted} == wanted


def test_the_seven_outlets_are_the_sources_all_of_one_day(ds):
    assert {source.id: source.publisher for source in ds.sources} == OUTLETS
    assert {str(source.published) for source in ds.sources} == {"2026-02-05"}
    assert "k1053.com" in ds["abc-news"].note


def test_every_record_rests_on_the_sources_that_were_noted_for_it(ds):
    found = {record.id: {one.source for one in evidence(record)} for record in ds if not isinstance(record, pt.Source)}
    assert found == SOURCES


def test_each_claim_about_the_exchange_has_its_own_sources(ds):
    found = [{one.source for one in event.citations} for event in ds[EXCHANGE].history]
    assert found == [{"menafn"}, {"anewz.tv"}, {"turkiye-today", "anews.com.tr"}, {"gulf-news"}]
    assert ds[EXCHANGE].citations == (), "a source of the whole would back the claims of others"


# --- nothing is added to it ----------------------------------------------------------------------------------------


def test_what_has_no_source_says_that_none_was_noted(ds):
    for record in ds:
        if not isinstance(record, pt.Source) and not record.citations and record.id != EXCHANGE:
            reasons = [
                annotation.text
                for annotation in record.annotations
                if annotation.path == "/citations" or (annotation.text or "").startswith("unsourced: ")
            ]
            assert reasons, record.id


def test_the_warnings_that_are_accepted_are_three_and_each_is_one(ds):
    accepting = ("host-of-talks", "previous-exchange", "witkoff-on-work-remaining")
    unaccepted = [
        attrs.evolve(ds[id], annotations=[one for one in ds[id].annotations if one.motivation != "commenting"])
        for id in accepting
    ]
    told = pt.check(ds.with_records(*unaccepted))
    assert {(problem.code, problem.record) for problem in told} == {("unsourced", id) for id in accepting}
    remarks = {(record.id, one.text) for record in ds for one in record.annotations}
    assert {id for id, text in remarks if (text or "").startswith("unsourced")} == {*accepting}


def test_every_absence_that_is_annotated_is_one(ds):
    for record in ds:
        for annotation in record.annotations:
            if annotation.motivation == "unknown":
                assert at(pt.to_dict(record), annotation.path) is None, (record.id, annotation.path)


def test_nothing_is_made_up_about_the_reports(ds, plain):
    for source in ds.sources:
        assert (source.title, source.url, source.authors, source.retrieved) == (None, None, (), None)
        assert (source.reliability, source.language, source.licence) == (None, None, None)
    assert [item for item in walk(plain) if item.keys() & {"locator", "credibility", "url", "text_url"}] == []


def test_quotes_are_a_few_words(plain):
    quotes = {item["quote"] for item in walk(plain) if "quote" in item}
    assert quotes == {"in the near future", "significant work remains"}


def test_the_only_numbers_are_those_of_the_rounds_and_the_claims(plain):
    numbers = [value for item in walk(plain) for value in item.values() if isinstance(value, int | float)]
    assert sorted(numbers) == [1, 2, 157, 157, 157, 314]


def test_no_day_is_named_that_was_not_reported():
    text = EXAMPLE.read_text(encoding="utf-8")
    days = {"2025-10-02", "2026-01-23", "2026-01-24", "2026-02-04", "2026-02-05"}
    assert set(re.findall(r"\b\d{4}-\d\d-\d\d", text)) == days
    assert set(re.findall(r"\b(?:1[89]|20)\d\d\b", text)) == {"2025", "2026"}


def test_offices_are_recorded_where_they_were_reported_and_sectors_follow_from_offices(ds):
    people = {party.id: tuple(post.title for post in party.posts) for party in ds.parties if party.kind == "person"}
    assert {id: posts for id, posts in people.items() if posts} == {
        "rustem-umerov": ("Secretary of the National Security and Defence Council",),
        "andrii-hnatov": ("Chief of the General Staff",),
        "igor-kostyukov": ("Head of military intelligence",),
    }
    for seat in ds.participations:
        if seat.on_behalf_of and not people[seat.parties[0]]:
            assert (seat.title, seat.sectors, seat.rank) == (None, (), None), seat.id


# --- what was known when -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "for_sure", "perhaps"),
    [
        ("2026-02-03", [], []),
        ("2026-02-04T12:00:00Z", [], [EXPECTED]),  # said in the evening, which is words here
        ("2026-02-04", [EXPECTED], [EXPECTED]),
        ("2026-02-05T09:00:00+04:00", [EXPECTED], ALL_CLAIMS),
        ("2026-02-05", ALL_CLAIMS, ALL_CLAIMS),
        ("2026-02-06", ALL_CLAIMS, ALL_CLAIMS),
    ],
)
def test_what_was_known_about_the_exchange(ds, by, for_sure, perhaps):
    assert known(ds, ds[EXCHANGE], by) == for_sure
    assert known(ds, ds[EXCHANGE], by, possibly=True) == perhaps


def test_an_expectation_counts_from_the_evening_it_was_voiced_not_from_its_publication(ds):
    (citation,) = ds[EXCHANGE].history[0].citations
    assert citation.date.definitely_before(ds[citation.source].published)
    assert (citation.date.edtf, citation.asserted_by) == ("2026-02-04", ("zelenskyy",))


def test_one_outlet_leaves_the_basis_open_in_its_own_voice(ds):
    said, remarked = ds[EXCHANGE].history[1].citations
    assert (said.asserted_by, said.supports) == (("steve-witkoff",), ())
    assert (remarked.asserted_by, remarked.supports) == ((), ("/history/1/quantity/basis",))
    assert said.source == remarked.source == "anewz.tv"


def test_when_the_exchange_before_it_took_place_is_told_in_two_ways(ds):
    five_months, second_of_october = ds["previous-exchange"].history
    assert five_months.date.definitely_before(second_of_october.date) is False
    assert five_months.date.overlaps(second_of_october.date) is False
    assert ("disputed", "/history") in {(one.motivation, one.path) for one in ds["previous-exchange"].annotations}
    assert known(ds, ds["previous-exchange"], "2026-02-06") == [("completed", None, {"anewz.tv"})]
    assert second_of_october.citations == ()


# --- how many ------------------------------------------------------------------------------------------------------


def test_a_claim_of_314_may_mean_twice_as_many_and_a_claim_of_157_a_side_may_not(ds):
    numbers = {str(event.quantity): in_all(event.quantity) for event in ds[EXCHANGE].history if event.quantity}
    assert numbers == {"314 persons, basis unspecified": (314, 628), "157 persons, per side": (314, 314)}


def test_the_numbers_of_the_claims_cannot_be_added_by_mistake(ds):
    claimed = [event.quantity for event in ds[EXCHANGE].history if event.quantity]
    with pytest.raises(pt.QuantityError, match="basis"):
        sum(claimed[1:], start=claimed[0])


def test_the_directions_of_one_claim_add_up_to_314(ds):
    there, back = (leg for event in ds[EXCHANGE].history for leg in event.legs)
    assert (there.from_party, there.to_party) == (back.to_party, back.from_party) == ("russia", "ukraine")
    assert (there.quantity + back.quantity).bounds() == (314, 314)


def test_all_numbers_are_of_one_exchange_so_that_no_sum_over_exchanges_counts_twice(ds):
    counted = [one.id for one in ds.exchanges if any(event.quantity or event.legs for event in one.history)]
    assert counted == [EXCHANGE]


def test_two_of_its_claims_as_two_exchanges_would_be_found_out(ds):
    whole = ds[EXCHANGE]
    again = attrs.evolve(whole, id="again", history=[whole.history[2]], annotations=[])
    assert {problem.code for problem in pt.check(ds.with_records(again))} == {"possible-double-count"}


# --- who was there, who disagrees ----------------------------------------------------------------------------------


def test_who_sat_in_round_2_for_whom_as_what(ds):
    seats = [one for one in ds.participations if one.activity == "round-2"]
    found = {
        (one.on_behalf_of, ds[party].name, one.role, one.sectors, one.title) for one in seats for party in one.parties
    }
    assert found == DELEGATES
    assert len(seats) == len(DELEGATES)
    assert {one.attendance for one in seats} == {None}


def test_intelligence_and_military_officials_sat_in_round_2_first(ds):
    uniformed = {"intelligence", "military"}
    found = {(one.activity, one.on_behalf_of) for one in ds.participations if uniformed & {*one.sectors}}
    assert found == {("round-2", "ukraine"), ("round-2", "russia")}


def test_nobody_is_made_head_of_the_russian_delegation(ds):
    heads = {one.on_behalf_of for one in ds.participations if one.role == "delegation_head"}
    assert heads == {"ukraine", "united-states"}
    for seat in (one for one in ds.participations if one.on_behalf_of == "russia"):
        assert ("unknown", "/role") in {(one.motivation, one.path) for one in seat.annotations}, seat.id


def test_each_state_has_its_role_in_one_row(ds):
    roles = [(party, one.role) for one in ds.participations for party in one.parties if ds[party].kind == "state"]
    assert sorted(roles) == [
        ("russia", "primary_party"),
        ("ukraine", "primary_party"),
        ("united-arab-emirates", "host"),
        ("united-states", "party"),
    ]


def test_who_disagrees_with_whom_about_what(ds):
    accusations = {(one.by, one.about) for one in ds.statements if one.act == "accuse"}
    assert accusations == {(("kirill-dmitriev",), ("european-nations", "talks"))}
    against = [one for one in ds.positions if "talks" in one.about and one.stance == "opposes"]
    assert [one.by for one in against] == [("european-nations",)]
    words_of = {claimant for one in against for citation in one.citations for claimant in citation.asserted_by}
    assert words_of == {"kirill-dmitriev"}, "that they oppose the talks is his word, and nobody else's"


def test_the_agreed_dialogue_is_not_said_to_exist(ds):
    (channel,) = ds.measures
    (agreed,) = channel.history
    assert (agreed.status, channel.round) == ("agreed", None)
    assert agreed.date.definitely_before("2026-02-06")
    assert "military-to-military" in channel.note


# --- a file to read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", get_args(FormatName))
def test_the_example_comes_back_from_every_format(ds, format):
    written = pt.dumps(ds, format=format)
    assert pt.loads(written, format=format) == ds
    assert pt.dumps(pt.loads(written, format=format), format=format) == written


def test_from_yaml_to_json_and_back_nothing_is_lost(ds):
    as_yaml = pt.dumps(ds, format="yaml")
    through_json = pt.loads(pt.dumps(pt.loads(as_yaml, format="yaml"), format="json"), format="json")
    assert pt.dumps(through_json, format="yaml") == as_yaml


def test_a_newcomer_can_read_it():
    assert max(map(len, EXAMPLE.read_text(encoding="utf-8").splitlines())) <= 100
