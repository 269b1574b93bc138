"""Measures as they stood, those in force, and the demands that touch them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.measure import measures, measures_in_force
from tests.strategies.dates import dates, plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
RUSSIA, UKRAINE, UNION = (pt.Party(id=id, name=id.title(), kind="state") for id in ("russia", "ukraine", "union"))


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def event(status, date=None, **fields):
    return pt.StatusEvent(status=status, date=date, **fields)


def sanction(*history, id="m", kind="sanction", **fields):
    return pt.Measure(id=id, kind=kind, history=history, **fields)


def demand(id, by="russia", topics=("economy.sanctions",), **fields):
    return pt.Demand(id=id, by=[by], kind="demand", text="Something.", topics=topics, **fields)


def holding(*records):
    return pt.Dataset.from_records([RUSSIA, UKRAINE, UNION, *records])


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_sanctions_are_in_force_and_nobody_says_whose_they_are(article):
    (one,) = measures_in_force(article)
    assert (one.measure, one.kind, one.by, one.against) == ("sanctions-on-russia", "sanction", (), ("russia",))
    assert (one.status, one.date, one.is_in_force, one.is_disputed) == ("in_force", None, True, False)
    assert one.related_demands == ("d-lift-sanctions",)
    assert (one.linked_demands, one.according_to, one.sources) == ((), ("article",), ("article",))


def test_of_a_day_undated_sanctions_are_in_force_only_possibly(article):
    (one,) = measures_in_force(article, at="2026-02-05")
    assert (one.measure, one.is_in_force) == ("sanctions-on-russia", None)
    assert measures_in_force(article, at="2026-02-05", certainty="definite") == ()


def test_a_pause_without_a_history_is_neither_in_force_nor_not(article):
    pause = next(one for one in measures(article) if one.measure == "bombardment-pause")
    assert (pause.status, pause.date, pause.is_in_force) == (None, None, None)
    assert [str(one) for one in pause.evidence] == ["bombardment-pause"]
    assert "bombardment-pause" in [one.measure for one in measures(article, at="2026-02-05")]
    assert measures(article, at="2026-02-05", certainty="definite") == ()
    assert measures(article, kind="bombardment_pause", status="in_force") == ()


def test_a_dialogue_that_was_agreed_is_not_in_force(talks):
    (one,) = measures(talks)
    assert (one.measure, one.status, str(one.date), one.is_in_force) == (
        "military-dialogue", "agreed", "[..2026-02-05]", False,
    )  # fmt: skip
    assert (one.by, one.according_to) == (("united-states", "russia"), ("anews.com.tr",))
    assert measures_in_force(talks) == ()
    assert measures(talks, known_by="2026-02-04") == ()


# --- how things stood -------------------------------------------------------------------------------------------------

FORCE, LIFTED = event("in_force", "2025-01-01"), event("lifted", "2026-02")


def stood(*history, **asked):
    return [(one.status, one.is_in_force) for one in measures(holding(sanction(*history)), **asked)]


def in_force(*history, **asked):
    return [one.status for one in measures_in_force(holding(sanction(*history)), **asked)]


def test_the_last_claim_decides():
    assert stood(FORCE, LIFTED) == [("lifted", False)]
    assert stood(FORCE, LIFTED, at="2026-01-31") == [("in_force", True)]
    assert stood(FORCE, LIFTED, at="2024-12-31") == []
    assert in_force(FORCE, LIFTED, at="2026-01-31", certainty="definite") == ["in_force"]
    assert in_force(FORCE, LIFTED, at="2026-03-01") == []


def test_within_the_month_of_the_end_both_are_possible_and_neither_is_definite():
    assert stood(FORCE, LIFTED, at="2026-02-10") == [("in_force", None), ("lifted", None)]
    assert stood(FORCE, LIFTED, at="2026-02-10", certainty="definite") == []
    assert in_force(FORCE, LIFTED, at="2026-02-10") == ["in_force"]
    assert in_force(FORCE, LIFTED, at="2026-02-10", certainty="definite") == []


def test_a_breach_does_not_end_a_measure():
    perhaps_broken = event("violated", "2026-02")
    for certainty in ("possible", "definite"):
        assert in_force(FORCE, perhaps_broken, at="2026-02-10", certainty=certainty) == ["violated"]
    assert in_force(event("partly_observed", "2026-01-01"), at="2026-02-10", certainty="definite") == [
        "partly_observed"
    ]


@pytest.mark.parametrize("status", ["proposed", "announced", "agreed", "suspended", "expired", "lifted", "rejected"])
def test_all_else_is_not_in_force(status):
    assert in_force(event(status)) == []


def test_an_interval_ends_by_itself():
    lasted = event("in_force", "2026-01-01/2026-02")
    assert in_force(lasted, at="2026-03-01") == []
    assert stood(lasted, at="2026-03-01") == [("in_force", False)]
    assert in_force(lasted, at="2026-02-10") == ["in_force"]
    assert in_force(lasted, at="2026-02-10", certainty="definite") == []
    assert in_force(lasted, at="2026-01-10", certainty="definite") == ["in_force"]


def test_a_denial_by_another_marks_the_claim():
    sources = [pt.Source(id=id, title=id) for id in ("a", "b")]
    cited = [[pt.Citation(source=one.id)] for one in sources]
    history = event("in_force", citations=cited[0]), event("disputed", citations=cited[1])
    (one,) = measures_in_force(holding(*sources, sanction(*history)))
    assert (one.is_disputed, one.according_to, one.sources) == (True, ("a",), ("a", "b"))


def test_measures_are_narrowed_and_come_in_order_of_date():
    place = pt.Place(id="kyiv", name="Kyiv")
    dataset = holding(
        place,
        sanction(event("in_force"), id="a", by=["union"], against=["russia"], topics=["economy.sanctions"]),
        sanction(event("in_force", "2026-02-01"), id="b", kind="military_aid", benefiting=["ukraine"], places=["kyiv"]),
        sanction(event("lifted", "2025-01-01"), id="c"),
        sanction(event("in_force", "2025-01-01"), id="d"),
    )

    def asked(helper=measures, **filters):
        return [one.measure for one in helper(dataset, **filters)]

    assert asked() == ["c", "d", "b", "a"]
    assert asked(measures_in_force) == ["d", "b", "a"]
    assert asked(by="union") == asked(against="russia") == asked(topic="economy.sanctions") == ["a"]
    assert asked(benefiting="ukraine") == asked(place="kyiv") == asked(kind="military_aid") == ["b"]
    assert asked(status=["lifted"]) == ["c"]
    assert asked(measure=["d", "c"]) == ["c", "d"]
    assert asked(measures_in_force, measure="c") == []


# --- demands that touch it --------------------------------------------------------------------------------------------

TARGET = sanction(event("in_force"), against=["russia"], topics=["economy.sanctions", "economy.frozen_assets"])


def touching(*records, **asked):
    (one,) = measures_in_force(holding(TARGET, *records), **asked)
    return one.related_demands, one.linked_demands


def test_related_demands_share_a_topic_and_come_from_whom_it_hits():
    related = [demand("d2"), demand("d1", topics=["economy.frozen_assets", "economy.sanctions"])]
    others = [demand("d3", by="ukraine"), demand("d4", topics=["economy.funding"])]
    assert touching(*related, *others) == (("d1", "d2"), ())


def test_what_was_met_or_withdrawn_or_not_yet_made_is_not_related():
    past = [demand(status, history=[event(status)]) for status in ("met", "withdrawn", "lapsed", "superseded")]
    still = demand("still", history=[event("withdrawn", "2025-01-01"), event("raised", "2025-06-01")])
    future = demand("future", date="2027-01-01")
    assert touching(*past, still, future, at="2026-01-01") == (("still",), ())
    assert touching(*past, still, future) == (("future", "still"), ())


@pytest.mark.parametrize(
    ("linkage", "linked"),
    [
        ({"kind": "in_exchange_for", "subjects": ["d"], "objects": ["m"]}, ("d",)),
        ({"kind": "conditional_on", "subjects": ["m", "e"], "objects": ["d"]}, ("d",)),
        ({"kind": "package", "subjects": ["m", "d", "e"]}, ("d", "e")),
        ({"kind": "undermines", "subjects": ["m"], "objects": ["m", "russia"]}, ()),
        ({"kind": "undermines", "subjects": ["m", "d"], "objects": ["m", "e"]}, ("d", "e")),
        ({"kind": "in_exchange_for", "subjects": ["d"], "objects": ["m"], "date": "2027"}, ()),
    ],
)
def test_linked_demands_are_tied_to_it_by_name(linkage, linked):
    demands = [demand(id, by="ukraine", topics=["economy.funding"]) for id in ("d", "e")]
    tie = pt.Linkage(id="tie", **linkage)
    assert touching(*demands, tie, at="2026-01-01") == ((), linked)
    (one,) = measures_in_force(holding(TARGET, *demands, tie), at="2026-01-01")
    assert ("tie" in [evidence.record for evidence in one.evidence]) == bool(linked)


@pytest.mark.parametrize(("asked", "error"), [
    ({"status": "completed"}, pt.ValidationError),
    ({"status": 5}, pt.ValidationError),
    ({"kind": "sanctions"}, pt.ValidationError),
    ({"measure": "russia"}, pt.NotFoundError),
    ({"by": "nobody"}, pt.NotFoundError),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused(article, asked, error):
    with pytest.raises(error):
        measures(article, **asked)


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def measure_datasets(draw):
    """Datasets of a few measures with long histories, and demands and linkages about them."""
    statuses = ["agreed", "in_force", "violated", "suspended", "lifted", "disputed"]
    day = st.sampled_from(["2026-01-01", "2026-01", "2026-01-05/2026-01-20", "2026-01-15~", "[2026-01-02..2026-02-01]"])
    events = st.builds(pt.StatusEvent, status=st.sampled_from(statuses), date=st.none() | day.map(pt.Date) | dates())
    kinds = st.sampled_from(["sanction", "ceasefire", "bombardment_pause"])
    histories = draw(st.lists(st.lists(events, max_size=5), max_size=3))
    found = [sanction(*one, id=f"m{n}", kind=draw(kinds), against=["russia"]) for n, one in enumerate(histories)]
    return holding(*found, demand("d", history=draw(st.lists(events.filter(lambda one: one.status == "disputed")))))


@given(measure_datasets(), plain_points() | st.sampled_from(["2026-01-10", "2026-01", "2026-01-31"]))
def test_what_is_definite_is_possible(dataset, at):
    for helper in (measures, measures_in_force):
        assert set(helper(dataset, at=at, certainty="definite")) <= set(helper(dataset, at=at))
    assert all(one.is_in_force for one in measures_in_force(dataset, at=at, certainty="definite"))
    assert all(one.is_in_force is not False for one in measures_in_force(dataset, at=at))


@given(st.one_of(datasets(), measure_datasets()), plain_points(), st.sampled_from(["possible", "definite"]))
def test_answers_rest_on_what_was_known_and_on_no_order(dataset, date, certainty):
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    for helper in (measures, measures_in_force):
        known = helper(dataset, known_by=date, certainty=certainty)
        assert known == helper(as_known(dataset, date, certainty=certainty), certainty=certainty)
        assert helper(dataset, at=date, certainty=certainty) == helper(turned, at=date, certainty=certainty)
        pt.query.to_rows(known)
