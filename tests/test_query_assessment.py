"""Judgements, what they depend on and what bears on ripeness: the article by hand, small cases, laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount, as_known
from peacetalks.query.assessment import assessments, ripeness
from peacetalks.query.factor import NO_POSITION, NO_RECORD, NO_STATUS, factors
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def abu_dhabi():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_what_the_progress_of_the_talks_depends_on(article):
    told = [(one.label, one.ref, one.latest, one.latest_by, one.position, one.reason) for one in factors(article)]
    assert told == [
        (
            "The stance of the United States",
            "us-ambivalent",
            "ambivalent, partial",
            ("united-states",),
            "us-ambivalent",
            None,
        ),
        ("Economic pressure on Russia", "sanctions-on-russia", "in_force", (), None, None),
        ("Technological pressure on Russia", None, None, (), None, NO_RECORD),
        ("What international partners do", "international-partners", None, (), None, NO_POSITION),
    ]
    assert {(one.assessment, one.effect) for one in factors(article)} == {("what-progress-depends-on", "unspecified")}
    assert [str(one) for one in factors(article)[0].evidence] == ["what-progress-depends-on/factors/0", "us-ambivalent"]
    assert factors(article, at="2026-02-05", certainty="definite") == ()
    assert factors(article, at="2026-02-05") == factors(article)


def test_the_judgements_of_the_article(article):
    by_kind = {
        "legality": ["recognition-unlawful"],
        "risk": ["risk-elsewhere"],
        "trend": ["exchanges-progress", "more-substance"],
        "significance": ["exchange-significance"],
        "feasibility": ["further-talks", "no-solution"],
        "forecast": ["no-change-before-spring", "outcome-open", "peace-distant"],
        "dependence": ["what-progress-depends-on"],
        "readiness": ["conditions-not-ripe"],
        "effect": [],
    }
    for kind, ids in by_kind.items():
        assert [one.assessment for one in assessments(article, kind=kind)] == ids
    assert len(assessments(article)) == 12
    (experts,) = assessments(article, by="experts")
    assert (experts.assessment, experts.probability) == ("no-change-before-spring", Amount(0.2, 0.45))
    assert [one.assessment for one in assessments(article, value="not_ripe")] == ["conditions-not-ripe"]
    assert [one.assessment for one in assessments(article, likelihood=["uncertain", "possible"])] == [
        "further-talks",
        "outcome-open",
    ]
    assert [one.assessment for one in assessments(article, about="exchange-of-314")] == [
        "exchange-significance",
        "exchanges-progress",
    ]


def test_ripeness_is_told_by_judgements_side_by_side(article):
    assert [(one.target, one.type, one.kind, one.assessment, one.value) for one in ripeness(article)] == [
        ("ending-the-war", "issue", "readiness", "conditions-not-ripe", "not_ripe"),
        ("ending-the-war", "issue", "feasibility", "no-solution", None),
        ("talks", "process", "feasibility", "further-talks", None),
    ]
    assert [one.assessment for one in ripeness(article, about="talks")] == ["further-talks"]
    assert ripeness(article, kind="readiness", by="experts") == ()
    assert ripeness(article, about="war") == ()


def test_nobody_judges_in_abu_dhabi(abu_dhabi):
    assert (assessments(abu_dhabi), factors(abu_dhabi), ripeness(abu_dhabi)) == ((), (), ())


# --- small cases ------------------------------------------------------------------------------------------------------

PARTIES = [pt.Party(id=id, name=id, kind="state") for id in ("a", "b")]
DEMAND = pt.Demand(id="d", by=["a"], kind="demand", text="Leave.")
OTHER = pt.Demand(id="o", by=["a"], kind="demand", text="Stay.")


def judged(id="j", *, ref=None, **fields):
    return pt.Assessment(
        id=id, kind="dependence", proposition="It goes on.", factors=[pt.Factor(label="Factor", ref=ref)], **fields
    )


def position(id, stance, date=None, *, by=("b",), about=("d",)):
    return pt.Position(id=id, by=by, about=about, stance=stance, date=date)


def latest(ref, *records, **filters):
    dataset = pt.Dataset.from_records([*PARTIES, DEMAND, OTHER, judged(ref=ref, date="2026-01-01"), *records])
    return [one.latest or one.reason for one in factors(dataset, **filters)]


ACCEPTS, REJECTS = position("p1", "accepts", "2026-02-01"), position("p2", "rejects", "2026-03-01")


@pytest.mark.parametrize("ref", ["b", "d", "p1"])
def test_the_latest_position_counts(ref):
    assert latest(ref, REJECTS, ACCEPTS) == ["rejects"]
    assert latest(ref, REJECTS, ACCEPTS, at="2026-02-15") == ["accepts"]
    assert latest(ref, REJECTS, ACCEPTS, at="2026-02-15", certainty="definite") == ["accepts"]


def test_each_matter_and_each_party_has_its_latest():
    on_other = position("p3", "reserved", "2026-02-15", about=["o"])
    of_maker = position("p4", "insists", "2026-02-15", by=["a"])
    assert latest("b", ACCEPTS, REJECTS, on_other) == ["reserved", "rejects"]
    assert latest("d", ACCEPTS, REJECTS, of_maker) == ["insists", "rejects"]
    assert latest("p1", ACCEPTS, REJECTS, of_maker, on_other) == ["rejects"]


def test_a_position_shared_by_two_and_on_two_matters_is_one_row():
    shared = position("p", "opposes", by=["a", "b"], about=["d", "o"])
    for ref in ("a", "d", "p"):
        assert latest(ref, shared) == ["opposes"]


def test_where_dates_leave_open_which_is_the_latest_each_is_told_and_none_for_sure():
    february = position("p1", "accepts", "2026-02"), position("p2", "rejects", "2026-02-10")
    assert latest("d", *february) == ["accepts", "rejects"]
    assert latest("d", *february, at="2026-03-01", certainty="definite") == []
    undated = position("p3", "reserved")
    assert latest("d", ACCEPTS, undated) == ["accepts", "reserved"]
    assert latest("d", undated, at="2026-03-01", certainty="definite") == []


def test_a_position_that_has_ended_is_not_held_any_more():
    over = position("p", "accepts", "2026-02-01/2026-02-10")
    assert latest("d", over, at="2026-02-05") == ["accepts"]
    assert latest("d", over, at="2026-03-01") == [NO_STATUS]
    assert latest("b", over, at="2026-03-01", certainty="definite") == [NO_POSITION]


def test_statuses_stand_beside_positions_and_denials_are_told():
    source = pt.Source(id="s", title="S")
    history = [
        pt.StatusEvent(status="in_force", date="2026-02-01", by=["a"]),
        pt.StatusEvent(status="disputed", date="2026-02-01", citations=[pt.Citation(source="s")]),
    ]
    measure = pt.Measure(id="m", kind="sanction", history=history)
    on_it = position("p", "opposes", "2026-02-02", about=["m"])
    dataset = pt.Dataset.from_records([*PARTIES, source, measure, on_it, judged(ref="m")])
    told = [(one.latest, one.latest_by, str(one.latest_date), one.is_disputed) for one in factors(dataset)]
    assert told == [("in_force", ("a",), "2026-02-01", True), ("opposes", ("b",), "2026-02-02", False)]
    assert [str(one) for one in factors(dataset)[0].evidence] == ["j/factors/0", "m/history/0", "m/history/1"]


def test_what_is_over_or_has_not_begun_has_no_latest_status():
    truce = pt.Measure(
        id="m", kind="ceasefire", history=[pt.StatusEvent(status="in_force", date="2026-02-01/2026-02-03")]
    )
    assert latest("m", truce, at="2026-02-02") == ["in_force"]
    assert latest("m", truce, at="2026-02-10") == [NO_STATUS]
    assert latest("m", truce, at="2026-01-10", certainty="definite") == [NO_STATUS]


def test_an_assessment_counts_from_its_date():
    assert latest("b", at="2025-12-31") == []


def test_filters_of_factors():
    two = pt.Assessment(
        id="k",
        kind="dependence",
        proposition="It goes on.",
        factors=[pt.Factor(label="X", ref="b", effect="favours"), pt.Factor(label="Y")],
    )
    dataset = pt.Dataset.from_records([*PARTIES, two, judged()])
    assert [one.label for one in factors(dataset, assessment="k")] == ["X", "Y"]
    assert [one.label for one in factors(dataset, ref="b")] == ["X"]
    assert [one.label for one in factors(dataset, effect="favours")] == ["X"]
    with pytest.raises(pt.NotFoundError, match="is no Assessment"):
        factors(dataset, assessment="b")
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        factors(dataset, effect="helps")


def test_judgements_in_order_of_their_dates():
    made = [judged("c"), judged("b", date="2026-02-02"), judged("a", date="2026-02-03"), judged("0")]
    dataset = pt.Dataset.from_records(made)
    assert [one.assessment for one in assessments(dataset)] == ["b", "a", "0", "c"]
    assert [one.assessment for one in assessments(dataset, at="2026-02-02")] == ["b", "0", "c"]
    assert [one.assessment for one in assessments(dataset, at="2026-02-02", certainty="definite")] == ["b"]
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        assessments(dataset, kind="prophecy")


def test_readiness_of_parties_counts_and_that_of_demands_does_not():
    ready = pt.Assessment(
        id="r",
        kind="readiness",
        proposition="They are ready.",
        value="ripe",
        about=["d", "b", "a", "b"],
        date="2026-02",
    )
    dataset = pt.Dataset.from_records([*PARTIES, DEMAND, ready])
    assert [(one.target, one.type, one.value) for one in ripeness(dataset)] == [
        ("a", "party", "ripe"),
        ("b", "party", "ripe"),
    ]
    assert [one.target for one in ripeness(dataset, about="b")] == ["b"]
    assert ripeness(dataset, at="2026-02-10", certainty="definite") == ()
    with pytest.raises(pt.NotFoundError, match="is no Process or Issue or Conflict or Party"):
        ripeness(dataset, about="d")
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        ripeness(dataset, kind="forecast")


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def dependent(draw):
    """Datasets with an assessment that depends on records of many types, with dates of many kinds."""
    dates = st.none() | st.sampled_from(
        ["2026-01", "2026-02-01", "2026-02~", "2026-03-05", "[2026-01..2026-03]", "2026-01/2026-02", "2026-02-01/.."]
    )
    stances = st.sampled_from(["accepts", "rejects"])
    about = st.lists(st.sampled_from(["d", "m", "a"]), min_size=1, max_size=2)
    held = [position(f"p{at}", draw(stances), draw(dates), about=draw(about)) for at in range(draw(st.integers(1, 4)))]
    events = st.builds(pt.StatusEvent, status=st.sampled_from(["in_force", "lifted", "disputed"]), date=dates)
    measure = pt.Measure(id="m", kind="sanction", history=draw(st.lists(events, max_size=3)))
    assessment = pt.Assessment(
        id="j",
        kind="dependence",
        proposition="It goes on.",
        factors=[pt.Factor(label=ref, ref=ref) for ref in ("a", "b", "d", "m", "p0")],
        date=draw(dates),
    )
    return pt.Dataset.from_records([*PARTIES, DEMAND, measure, *held, assessment])


@pytest.mark.parametrize("helper", [assessments, factors, ripeness])
@given(dataset=dependent() | datasets(), date=plain_points(), certainty=st.sampled_from(["possible", "definite"]))
def test_laws_of_time_and_order(helper, dataset, date, certainty):
    for at in (date, "2026-02-15"):
        assert set(helper(dataset, at=at, certainty="definite")) <= set(helper(dataset, at=at))
    known = as_known(dataset, date, certainty=certainty)
    assert helper(dataset, known_by=date, certainty=certainty) == helper(known, certainty=certainty)
    assert helper(pt.Dataset.from_records(reversed(dataset.records), **dataset.header)) == helper(dataset)


@given(dependent())
def test_every_factor_of_a_judgement_that_was_made_is_answered(dataset):
    assert {one.label for one in factors(dataset, at="2036-01-01")} == {"a", "b", "d", "m", "p0"}
