"""What is claimed and since when it is known: the exchange of Abu Dhabi by hand, small cases, laws."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.claim import NO_DATE, NO_SOURCE, claims
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
EXCHANGE = "exchange-of-february-2026"

# Since when, which event, what it says, according to whom: the press of 4 and 5 February, as the notes have it.
OF_THE_EXCHANGE = [
    ("2026-02-04", "/history/0", "expected", ("zelenskyy",)),
    ("2026-02-05", "/history/1", "agreed: 314 persons, basis unspecified", ("steve-witkoff", "anewz.tv")),
    ("2026-02-05", "/history/2", "agreed: 157 persons, per side", ("turkiye-today", "anews.com.tr")),
    ("2026-02-05", "/history/3", "completed", ("gulf-news",)),
]


@pytest.fixture(scope="module")
def abu_dhabi():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


def places(found):
    return [one.record + one.path for one in found]


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_how_knowledge_of_the_exchange_grew(abu_dhabi):
    found = claims(abu_dhabi, record=EXCHANGE)
    told = [(str(one.known_from), one.path, one.says, one.according_to) for one in found]
    assert told == OF_THE_EXCHANGE
    assert [one.reason for one in found] == [None] * 4


@pytest.mark.parametrize(
    ("known_by", "certainty", "count"),
    [
        ("2026-02-03", "possible", 0),
        ("2026-02-04", "definite", 1),
        ("2026-02-05T09:00:00+04:00", "possible", 4),
        ("2026-02-05T09:00:00+04:00", "definite", 1),
        ("2026-02-06", "definite", 4),
    ],
)
def test_three_times_of_knowing(abu_dhabi, known_by, certainty, count):
    if count:
        assert len(claims(abu_dhabi, record=EXCHANGE, known_by=known_by, certainty=certainty)) == count
    else:
        assert EXCHANGE not in as_known(abu_dhabi, known_by, certainty=certainty)
        assert claims(abu_dhabi, type="exchange", known_by=known_by, certainty=certainty)[0].record != EXCHANGE


def test_claims_without_a_source_come_last_and_say_so(abu_dhabi):
    unknown = [(one.record + one.path, one.reason) for one in claims(abu_dhabi) if one.known_from is None]
    assert unknown == [
        ("further-talks/history/0", NO_SOURCE),
        ("host-of-talks", NO_SOURCE),
        ("previous-exchange/history/1", NO_SOURCE),
        ("witkoff-on-work-remaining", NO_SOURCE),
    ]
    assert places(claims(abu_dhabi))[-4:] == [place for place, _ in unknown]


def test_what_one_man_and_one_outlet_say(abu_dhabi):
    said = places(claims(abu_dhabi, according_to="steve-witkoff"))
    assert said == [f"{EXCHANGE}/history/1", "previous-exchange/history/0", "round-2"]
    assert places(claims(abu_dhabi, according_to="gulf-news")) == [f"{EXCHANGE}/history/3"]
    assert places(claims(abu_dhabi, source="gulf-news", type="exchange")) == [f"{EXCHANGE}/history/3"]


def test_the_article_has_no_date_and_every_claim_says_so(article):
    found = claims(article)
    assert {one.reason for one in found} == {NO_DATE}
    assert claims(article, at="2026-02-05", certainty="definite") == ()
    assert claims(article, at="2026-02-05") == found


def test_what_is_denied_or_to_be_prevented_is_not_told_as_its_opposite(article):
    says = {one.record: one.says for one in claims(article)}
    assert says["d-exclude-europe"] == "russia: ultimatum, prevent: European countries take part in the negotiations."
    assert says["recognition-unlawful"].startswith("legality, contrary (d-recognition, recognition-for-sanctions): ")
    assert says["recognition-for-sanctions"] == "d-recognition: in_exchange_for (d-lift-sanctions)"
    assert says["officials-in-talks"] == "intelligence, military (talks)"


# --- what decides -----------------------------------------------------------------------------------------------------

EARLY = pt.Source(id="early", title="Early", published="2026-01-01")
LATE = pt.Source(id="late", title="Late", published="2026-03-01")
RUSSIA = pt.Party(id="russia", name="Russia", kind="state")


def statement(id="s", **fields):
    return pt.Statement(id=id, by=["russia"], quote="Words.", **fields)


def dataset_of(*records):
    return pt.Dataset.from_records([EARLY, LATE, RUSSIA, *records])


def test_a_claim_is_known_from_the_date_that_begins_first():
    said = pt.Citation(source="late", date="2026-01-15")
    repeated = pt.Citation(source="late", date="2026-02")
    (claim,) = claims(dataset_of(statement(citations=[repeated, said])))
    assert claim.known_from == pt.Date("2026-01-15")
    early = attrs.evolve(said, source="early")
    assert claims(dataset_of(statement(citations=[early])))[0].known_from == pt.Date("2026-01-01")


def test_words_alone_stand_after_every_known_day_and_before_nothing_at_all():
    words = statement("a", citations=[pt.Citation(source="none", date=pt.Date(text="soon"))])
    dated = statement("b", citations=[pt.Citation(source="late")])
    source = pt.Source(id="none", title="None")
    assert places(claims(dataset_of(source, words, dated, statement("0")))) == ["b", "a", "0"]


def test_an_event_without_citations_has_those_of_its_record_and_a_record_without_any_is_its_events():
    cited = [pt.Citation(source="early")]
    measure = pt.Measure(id="m", kind="sanction", history=[pt.StatusEvent(status="in_force")])
    assert [one.reason for one in claims(dataset_of(measure))] == [NO_SOURCE]
    found = claims(dataset_of(attrs.evolve(measure, citations=cited)))
    assert [(one.path, str(one.known_from)) for one in found] == [("", "2026-01-01"), ("/history/0", "2026-01-01")]
    assert places(claims(dataset_of(attrs.evolve(measure, history=[])))) == ["m"]


def test_only_what_had_begun():
    dated = statement(date="2026-02")
    assert places(claims(dataset_of(dated), at="2026-02-10")) == ["s"]
    assert claims(dataset_of(dated), at="2026-02-10", certainty="definite") == ()
    assert claims(dataset_of(dated), at="2026-01-10") == ()


def test_what_says_nothing_more_is_told_by_its_type():
    meeting = pt.Round(id="r", citations=[pt.Citation(source="early")])
    assert claims(dataset_of(meeting))[0].says == "round"


def test_nothing_is_claimed_in_an_empty_dataset():
    assert claims(pt.Dataset()) == ()


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"record": "nobody"}, "no record has the id 'nobody'"),
        ({"source": "russia"}, "'russia' is no Source"),
        ({"according_to": "s"}, "'s' is no Party or Source"),
    ],
)
def test_ids_that_are_not_there(filters, message):
    with pytest.raises(pt.NotFoundError, match=message):
        claims(dataset_of(statement()), **filters)


def test_a_type_that_is_none():
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        claims(pt.Dataset(), type="exchnage")


# --- laws -------------------------------------------------------------------------------------------------------------


@given(datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_laws_of_time_and_order(dataset, date, certainty):
    assert set(claims(dataset, at=date, certainty="definite")) <= set(claims(dataset, at=date))
    assert claims(dataset, known_by=date, certainty=certainty) == claims(
        as_known(dataset, date, certainty=certainty), certainty=certainty
    )
    assert claims(pt.Dataset.from_records(reversed(dataset.records), **dataset.header)) == claims(dataset)
    assert claims(dataset, at="9999-12-31") == claims(dataset)


@given(datasets())
def test_every_event_is_a_claim(dataset):
    events = {f"{one.id}/history/{at}" for one in dataset for at in range(len(getattr(one, "history", ())))}
    assert events == {one.record + one.path for one in claims(dataset) if one.path}
