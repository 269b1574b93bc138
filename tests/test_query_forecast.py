"""Forecasts whose time is up, and their scores: the article by hand, small cases, laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount, as_known
from peacetalks.query.forecast import brier_scores, closed_forecasts, mean_brier_score
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_experts_forecast_of_the_article(article):
    (one,) = closed_forecasts(article, at="2026-06-01")
    assert (one.assessment, one.by, one.about) == ("no-change-before-spring", ("experts",), ("talks",))
    assert (one.likelihood, one.probability, one.reason) == ("unlikely", Amount(0.2, 0.45), None)
    assert (one.date, one.horizon) == (None, pt.Date(text="before spring"))
    assert one.later_events == ()  # nothing in the article has a date


def test_spring_of_no_known_year_is_never_surely_over(article):
    assert closed_forecasts(article, at="2126-06-01", certainty="definite") == ()
    assert len(closed_forecasts(article, at="1926-06-01")) == 1


def test_nobody_forecasts_in_abu_dhabi():
    assert closed_forecasts(pt.load(EXAMPLES / "abu-dhabi-2026.yaml")) == ()


def test_the_score_of_the_experts(article):
    (one,) = brier_scores(article, outcomes={"no-change-before-spring": False})
    assert (one.is_true, one.score) == (False, Amount(0.04, 0.2025))  # 0.2² to 0.45²
    (one,) = brier_scores(article, outcomes={"no-change-before-spring": True})
    assert (one.is_true, one.score) == (True, Amount(0.3025, 0.64))  # (1 - 0.45)² to (1 - 0.2)²
    assert brier_scores(article, outcomes={}) == ()
    # It has no horizon, so that nobody can say that its time is up.
    assert brier_scores(article, outcomes={"peace-distant": True}) == ()


# --- when a horizon has closed ----------------------------------------------------------------------------------------

PROCESS = pt.Process(id="p", name="P")


def forecast(id="f", *, horizon="2026-03", about=("p",), **fields):
    return pt.Assessment(id=id, kind="forecast", proposition="Peace comes.", horizon=horizon, about=about, **fields)


def closed(*records, **filters):
    dataset = pt.Dataset.from_records([PROCESS, *records])
    return [one.assessment for one in closed_forecasts(dataset, **filters)]


@pytest.mark.parametrize(
    ("horizon", "at", "possible", "definite"),
    [
        ("2026-03", "2026-04-01", True, True),
        ("2026-03", "2026-03-15", True, False),
        ("2026-03-31", "2026-03-31", True, False),
        ("2026-02/2026-03-31", "2026-04-01", True, True),
        ("2026-02/2026-03-31", "2026-03-01", False, False),
        ("2026-03~", "2026-04-01", True, False),
        ("2026-02/..", "2036-01-01", False, False),
        ("2026-03", "2026-02-28", False, False),
    ],
)
def test_when_a_horizon_has_closed(horizon, at, possible, definite):
    one = forecast(horizon=horizon)
    assert (closed(one, at=at) == ["f"], closed(one, at=at, certainty="definite") == ["f"]) == (possible, definite)


def test_in_order_of_horizons_and_only_forecasts_that_have_one():
    other = pt.Assessment(id="z", kind="risk", proposition="Harm.", horizon="2026-01")
    found = closed(forecast("c"), forecast("b", horizon="2026-04"), forecast("a"), forecast("d", horizon=None), other)
    assert found == ["a", "c", "b"]


def test_filters():
    experts = pt.Party(id="experts", name="Experts", kind="experts")
    mine, voice = forecast("a", by=["experts"], about=["experts"]), forecast("b")
    assert closed(experts, mine, voice, by="experts") == ["a"]
    assert closed(experts, mine, voice, about="p") == ["b"]
    with pytest.raises(pt.NotFoundError, match="is no Party"):
        closed(mine, experts, by="p")


# --- what happened since ----------------------------------------------------------------------------------------------


def later_events(*records, process=PROCESS):
    return closed_forecasts(pt.Dataset.from_records([process, *records]))[0].later_events


def meeting(id, date):
    return pt.Round(id=id, process="p", date=date)


def test_later_events_lie_between_forecast_and_horizon():
    days = ["2026-01-31", "2026-02-01", "2026-02-15", "2026-03-31", "2026-04-01"]
    rounds = [meeting(f"r{number}", day) for number, day in enumerate(days)]
    assert later_events(forecast(date="2026-02-01"), *reversed(rounds)) == ("r1", "r2", "r3")
    assert later_events(forecast(date="2026-02-01", about=()), *rounds) == ()


def test_events_of_the_matter_itself_and_of_what_refers_to_it():
    ended = pt.Process(id="p", name="P", history=[pt.StatusEvent(status="concluded", date="2026-03-02")])
    swap = pt.Exchange(
        id="e",
        kind="prisoner_exchange",
        process="p",
        history=[
            pt.ExchangeEvent(status="agreed", date="2026-02-20"),
            pt.ExchangeEvent(status="expected"),
            pt.ExchangeEvent(status="expected", date=pt.Date(text="soon")),
        ],
    )
    judged = pt.Assessment(id="j", kind="trend", proposition="Better.", about=["p"], date="2026-02-20")
    told = later_events(forecast(date="2026-02-01"), swap, judged, meeting("r", None), process=ended)
    assert told == ("e/history/0", "p/history/0")


def test_what_is_told_by_a_party_is_not_about_it():
    russia = pt.Party(id="russia", name="Russia", kind="state")
    source = pt.Source(id="s", title="S", published="2026-02-20")
    said = [pt.Citation(source="s", asserted_by=["russia"])]
    accused = pt.Position(id="x", by=["russia"], about=["p"], shift="hardened", date="2026-02-20")
    heard = pt.Participation(id="y", activity="p", date="2026-02-20", citations=said)
    found = later_events(forecast(about=["russia"], date="2026-02-01"), russia, source, accused, heard)
    assert found == ("x",)


def test_a_forecast_without_a_date_is_followed_from_when_it_was_known():
    source = pt.Source(id="s", title="S", published="2026-02-10")
    rounds = [meeting("r1", "2026-02-05"), meeting("r2", "2026-02-15")]
    assert later_events(forecast(citations=[pt.Citation(source="s")]), source, *rounds) == ("r2",)
    assert later_events(forecast(), *rounds) == ()


# --- scores -----------------------------------------------------------------------------------------------------------


def scores(*forecasts, outcomes, **filters):
    return brier_scores(pt.Dataset.from_records([PROCESS, *forecasts]), outcomes=outcomes, **filters)


@pytest.mark.parametrize(
    ("fields", "outcome", "score", "reason"),
    [
        ({"probability": 0.7}, True, Amount(0.09, 0.09), None),
        ({"probability": 0.7, "likelihood": "unlikely"}, False, Amount(0.49, 0.49), None),
        ({"probability": 0}, False, Amount(0, 0), None),
        ({"likelihood": "almost_certain"}, True, Amount(0.0001, 0.0025), None),
        ({"likelihood": "possible"}, True, Amount(None, None), "possible has no band of probabilities"),
        ({"likelihood": "a.b:maybe"}, True, Amount(None, None), "a.b:maybe has no band of probabilities"),
        ({}, False, Amount(None, None), "it says nothing of how likely that is"),
    ],
)
def test_score_of_one_forecast(fields, outcome, score, reason):
    (one,) = scores(forecast(**fields), outcomes={"f": outcome})
    assert (one.score, one.reason) == (score, reason)


def test_mean_of_scores():
    three = [
        forecast("a", probability=0.5),
        forecast("b", likelihood="unlikely"),
        forecast("c", likelihood="uncertain"),
    ]
    found = scores(*three, outcomes={"a": True, "b": False, "c": True})
    assert mean_brier_score(found) == Amount(0.145, 0.22625)  # of 0.25 and 0.04 to 0.2025
    assert mean_brier_score(found[2:]) == Amount(None, None)
    assert mean_brier_score([]) == Amount(None, None)


def test_only_closed_forecasts_have_a_score():
    assert scores(forecast(probability=0.5), outcomes={"f": True}, at="2026-02-01") == ()


@pytest.mark.parametrize("outcomes", [None, "f", ["f"], {"f": 1}, {"f": None}])
def test_outcomes_that_are_none(outcomes):
    with pytest.raises(pt.ValidationError, match="wrong-type"):
        scores(forecast(), outcomes=outcomes)


@pytest.mark.parametrize("id", ["nothing", "p", "risk"])
def test_outcomes_of_what_is_no_forecast(id):
    with pytest.raises(pt.NotFoundError):
        scores(forecast(), pt.Assessment(id="risk", kind="risk", proposition="Harm."), outcomes={id: True})


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def predicted(draw):
    """Datasets with forecasts on a process that has rounds."""
    dates = st.sampled_from(
        ["2026-01", "2026-02-01", "2026-02~", "2026-03-05", "[2026-02..2026-04]", "2026-01/2026-03"]
    )
    chances = st.fixed_dictionaries(
        {},
        optional={
            "likelihood": st.sampled_from(["likely", "unlikely", "possible"]),
            "probability": st.floats(0, 1),
            "date": dates,
        },
    )
    made = [forecast(f"f{at}", horizon=draw(dates), **draw(chances)) for at in range(draw(st.integers(1, 3)))]
    return pt.Dataset.from_records([PROCESS, *made, meeting("r1", draw(dates)), meeting("r2", draw(dates))])


@given(predicted() | datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_laws_of_time_and_order(dataset, date, certainty):
    for at in (date, "2026-03-01"):
        definite = set(closed_forecasts(dataset, at=at, certainty="definite"))
        assert definite <= set(closed_forecasts(dataset, at=at))
    assert closed_forecasts(dataset, known_by=date, certainty=certainty) == closed_forecasts(
        as_known(dataset, date, certainty=certainty), certainty=certainty
    )
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert closed_forecasts(turned) == closed_forecasts(dataset)


@given(predicted(), st.booleans())
def test_scores_lie_between_best_and_worst(dataset, outcome):
    found = brier_scores(dataset, outcomes={one.id: outcome for one in dataset.assessments})
    for one in found:
        assert one.reason or 0 <= one.score.lower <= one.score.upper <= 1
    mean = mean_brier_score(found)
    known = [one.score for one in found if one.reason is None]
    assert (mean.lower is None) == (not known)
    if known:
        assert (
            min(one.lower for one in known) - 1e-12
            <= mean.lower
            <= mean.upper
            <= max(one.upper for one in known) + 1e-12
        )
