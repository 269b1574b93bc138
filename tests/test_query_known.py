"""What was known when: as the second example was chosen to show, and as laws over any dataset."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
EXCHANGE = "exchange-of-february-2026"


@pytest.fixture(scope="module")
def abu_dhabi():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


# --- the second example, by hand --------------------------------------------------------------------------------------

# Which claims on the exchange had been made in public: 0 one is expected, 1 it is 314, 2 it is 157 each, 3 it was done.
KNOWN_OF_THE_EXCHANGE = [
    ("2026-02-03", "possible", []),
    ("2026-02-03", "definite", []),
    ("2026-02-04", "possible", [0]),
    ("2026-02-04", "definite", [0]),
    ("2026-02-05T09:00:00+04:00", "possible", [0, 1, 2, 3]),
    ("2026-02-05T09:00:00+04:00", "definite", [0]),
    ("2026-02-06", "possible", [0, 1, 2, 3]),
    ("2026-02-06", "definite", [0, 1, 2, 3]),
]


@pytest.mark.parametrize(("known_by", "certainty", "claims"), KNOWN_OF_THE_EXCHANGE)
def test_three_answers_on_the_exchange(abu_dhabi, known_by, certainty, claims):
    known = as_known(abu_dhabi, known_by, certainty=certainty)
    history = abu_dhabi[EXCHANGE].history
    statuses = [history[index].status for index in claims]
    assert [event.status for event in getattr(known.get(EXCHANGE), "history", ())] == statuses


def test_before_anything_was_published_only_what_has_no_source_is_known(abu_dhabi):
    known = as_known(abu_dhabi, "2026-02-03")
    uncited = {record.id for record in abu_dhabi if not record.citations}
    people = {party.id for party in abu_dhabi.parties}
    assert {record.id for record in known} == (uncited | people) - {EXCHANGE}
    assert all(party.citations == () for party in known.parties)
    assert known["talks"].history == ()
    assert [event.status for event in known["previous-exchange"].history] == ["completed"]


def test_pointers_follow_what_is_left(abu_dhabi):
    annotations = as_known(abu_dhabi, "2026-02-03")["previous-exchange"].annotations
    assert [(one.motivation, one.path) for one in annotations] == [
        ("commenting", None),
        ("disputed", "/history"),
        ("unknown", "/history/0/quantity"),
        ("identifying", "/history/0/status"),
    ]


# --- what decides -----------------------------------------------------------------------------------------------------

EARLY = pt.Source(id="early", title="Early", published="2026-01-01")
LATE = pt.Source(id="late", title="Late", published="2026-03-01")
UNDATED = pt.Source(id="undated", title="Undated")
RUSSIA = pt.Party(id="russia", name="Russia", kind="state")
BETWEEN = "2026-02-01"


def demand(**fields):
    return pt.Demand(id="d", by=["russia"], kind="demand", text="Something.", **fields)


def known(*records, certainty="possible", known_by=BETWEEN):
    dataset = pt.Dataset.from_records([EARLY, LATE, UNDATED, RUSSIA, *records])
    return as_known(dataset, known_by, certainty=certainty)


def test_a_claim_keeps_its_claimant_whom_sources_name_only_later():
    speaker = pt.Party(id="speaker", name="Speaker", kind="person", citations=[pt.Citation(source="late")])
    said = pt.Citation(source="late", date="2026-01-15", asserted_by=["speaker"])
    seen = known(speaker, demand(citations=[said]))
    assert seen["d"].citations == (said,)
    assert seen["speaker"].citations == ()


def test_a_name_that_is_cited_later_is_a_name_all_the_same():
    named = [pt.Citation(source="late", supports=["/name"])]
    assert known(pt.Place(id="p", name="Place", citations=named))["p"].name == "Place"


def test_a_claim_is_known_from_the_earlier_of_saying_and_publishing():
    said_early = pt.Citation(source="late", date="2026-01-15")
    said_later = pt.Citation(source="early", date="2026-02-15")
    for citation in (said_early, said_later):
        assert known(demand(citations=[citation]), certainty="definite")["d"].citations == (citation,)
    assert "d" not in known(demand(citations=[pt.Citation(source="late")]))
    assert "d" not in known(demand(citations=[pt.Citation(source="late", date="2026-02-15")]))


def test_a_claim_without_either_date_is_only_possibly_known():
    undated = demand(citations=[pt.Citation(source="undated")])
    assert "d" in known(undated)
    assert "d" not in known(undated, certainty="definite")
    assert "d" in known(demand(), certainty="definite")


def test_what_only_later_citations_support_is_not_known_yet():
    early, late = pt.Citation(source="early"), pt.Citation(source="late", supports=["/deadline", "/to"])
    full = {"deadline": "2026-06-01", "to": ["russia"]}
    assert known(demand(**full, citations=[early, late]))["d"].deadline == pt.Date("2026-06-01")
    early = attrs.evolve(early, supports=["/text", "/to/0"])
    seen = known(demand(**full, citations=[early, late]))["d"]
    assert (seen.deadline, seen.to) == (None, ("russia",))
    assert seen.citations == (early,)


def test_a_record_that_loses_what_it_cannot_do_without_is_not_known_yet():
    early = pt.Citation(source="early", supports=["/by"])
    position = pt.Position(
        id="p",
        by=["russia"],
        about=["russia"],
        stance="accepts",
        citations=[early, pt.Citation(source="late", supports=["/stance"])],
    )
    assert "p" not in known(position)
    kept = known(attrs.evolve(position, shift="softened"))["p"]
    assert (kept.stance, kept.shift) == (None, "softened")


def test_an_event_makes_its_record_known():
    early, late = (pt.Citation(source=source) for source in ("early", "late"))
    cited, uncited = pt.StatusEvent(status="in_force", citations=[early]), pt.StatusEvent(status="lifted")
    measure = pt.Measure(id="m", kind="sanction", history=[cited, uncited], citations=[late])
    seen = known(measure)["m"]
    assert seen.history == (cited,)
    assert seen.citations == ()
    assert "m" not in known(attrs.evolve(measure, history=[uncited]))


def test_what_rests_on_the_unknown_goes_with_it():
    unknown = demand(citations=[pt.Citation(source="late")])
    position = pt.Position(id="p", by=["russia"], about=["d"], stance="accepts")
    issue = pt.Position(id="q", by=["russia"], about=["d", "russia"], stance="accepts")
    seen = known(unknown, position, issue)
    assert "p" not in seen
    assert seen["q"].about == ("russia",)


def test_without_a_time_everything_is_known(abu_dhabi):
    assert as_known(abu_dhabi, None) is abu_dhabi


def test_what_was_known_is_kept_for_further_questions(abu_dhabi):
    assert as_known(abu_dhabi, "2026-02-04") is as_known(abu_dhabi, "2026-02-04")


def test_of_many_times_only_the_latest_are_kept():
    dataset = pt.Dataset.from_records([LATE, RUSSIA, demand(citations=[pt.Citation(source="late")])])
    first = as_known(dataset, "2025-01-01")
    for day in range(1, 30):
        as_known(dataset, f"2025-06-{day:02}")
    assert as_known(dataset, "2025-01-01") == first
    assert as_known(dataset, "2025-01-01") is not first


# --- laws -------------------------------------------------------------------------------------------------------------

CERTAINTIES = st.sampled_from(["possible", "definite"])


@given(datasets(), plain_points(), plain_points(), CERTAINTIES)
def test_more_time_never_makes_a_record_unknown(dataset, one, other, certainty):
    earlier, later = sorted(map(pt.Date, (one, other)), key=lambda date: date.sort_key[1])
    ids = [{record.id for record in as_known(dataset, date, certainty=certainty)} for date in (earlier, later)]
    assert ids[0] <= ids[1]


@given(datasets(), plain_points())
def test_what_is_definitely_known_is_possibly_known(dataset, date):
    definite, possible = (as_known(dataset, date, certainty=one) for one in ("definite", "possible"))
    assert {record.id for record in definite} <= {record.id for record in possible}


@given(datasets(), plain_points(), CERTAINTIES)
def test_what_was_known_is_known_by_then(dataset, date, certainty):
    known = as_known(dataset, date, certainty=certainty)
    again = as_known(pt.loads(pt.dumps(known, format="json"), format="json"), date, certainty=certainty)
    assert again == known


@given(datasets(), plain_points(), CERTAINTIES)
def test_records_without_sources_are_always_known(dataset, date, certainty):
    bare = {
        record.id
        for record in dataset
        if not record.citations and not any(event.citations for event in getattr(record, "history", ()))
    }
    known = as_known(dataset, date, certainty=certainty)
    lost = bare - {record.id for record in known}
    gone = {record.id for record in dataset} - {record.id for record in known}
    referred = {
        reference.target for record in dataset if record.id in lost for reference in _references(dataset, record)
    }
    assert not lost or referred & gone


def _references(dataset, record):
    return [one for target in dataset for one in dataset.referrers(target.id) if one.record is record]
