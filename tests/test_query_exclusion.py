"""Who was kept out, by whom and under which demand, and what was only demanded."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query.demand import demands
from peacetalks.query.exclusion import exclusions
from tests.strategies.dates import plain_points
from tests.strategies.participations import assert_laws, participation_datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def dataset(*records):
    return pt.Dataset.from_records(
        [
            pt.Source(id="ap", title="AP"),
            pt.Source(id="tass", title="TASS"),
            *(pt.Party(id=id, name=id, kind="state") for id in ("russia", "france", "poland")),
            pt.Process(id="talks", name="Talks", date="2026-01/.."),
            pt.Process(id="other", name="Other"),
            pt.Round(id="r1", process="talks", date="2026-02-04"),
            pt.Round(id="loose", date="2026-02-04"),
            *records,
        ]
    )


def kept_out(id="p", activity="r1", parties=("france",), *, source="ap", **fields):
    return pt.Participation(
        id=id,
        activity=activity,
        parties=parties,
        attendance="excluded",
        excluded_by=["russia"],
        citations=[pt.Citation(source=source)],
        **fields,
    )


def demand(id="d", concerning=("france",), **fields):
    given = {"polarity": "prevent", "topics": ["process.participation"], "process": "talks"} | fields
    return pt.Demand(id=id, by=["russia"], concerning=concerning, kind="demand", text="They take part.", **given)


def outline(*records, **filters):
    found = exclusions(dataset(*records), **filters)
    return [(one.activity, one.party, one.is_effected, one.demand) for one in found]


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_article_has_one_exclusion_and_it_was_only_demanded():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    (found,) = exclusions(article)
    assert (found.party, found.by, found.is_effected) == ("european-countries", ("russia",), False)
    assert (found.activity, found.demand, found.statuses) == ("talks", "d-exclude-europe", ())
    assert (found.according_to, found.date, found.is_disputed) == (("article", "russia"), None, False)
    assert exclusions(article, is_effected=True) == ()
    assert exclusions(article, party="ukraine") == ()
    assert exclusions(article, at="2026-02-05", certainty="definite") == ()
    assert exclusions(article, party="european-countries", by="russia", process="talks") == (found,)
    assert exclusions(article, activity="current-round") == ()


def test_nobody_was_kept_out_in_abu_dhabi():
    assert exclusions(pt.load(EXAMPLES / "abu-dhabi-2026.yaml")) == ()


# --- what was done ----------------------------------------------------------------------------------------------------


def test_an_exclusion_is_told_with_its_maker_its_demand_and_how_that_stood():
    history = [pt.StatusEvent(status="raised", date="2026-01-20"), pt.StatusEvent(status="met", date="2026-02-04")]
    (found,) = exclusions(dataset(kept_out(under_demand="d"), demand(history=history)))
    assert (found.activity, found.party, found.by, found.is_effected) == ("r1", "france", ("russia",), True)
    assert (found.demand, found.statuses, found.similar_demands) == ("d", ("met",), ())
    assert (str(found.date), found.according_to) == ("2026-02-04", ("ap",))
    assert [str(one) for one in found.evidence] == ["p", "d", "d/history/1", "r1/date"]


def test_an_exclusion_without_a_named_demand_only_names_similar_ones():
    demands = demand("d"), demand("a"), demand("e", ["poland"]), demand("f", process="other"), demand("g", process=None)
    (found, *rest) = exclusions(dataset(kept_out(), *demands))
    assert (found.demand, found.similar_demands) == (None, ("a", "d", "g"))
    assert [(one.demand, one.is_effected) for one in rest] == [("g", None), ("f", False), ("e", False)]


def test_later_demands_are_not_similar_ones():
    ds = dataset(kept_out(date="2026-02-04"), demand(date="2026-03"))
    assert [one.similar_demands for one in exclusions(ds, at="2026-02-05")] == [()]
    assert [one.similar_demands for one in exclusions(ds)] == [("d",)]


def test_of_delegates_without_names_the_party_that_they_spoke_for_is_found():
    records = kept_out("p", parties=(), on_behalf_of="france"), kept_out("q", parties=["poland", "poland"])
    assert outline(*records) == [("r1", None, True, None), ("r1", "poland", True, None)]
    assert outline(*records, party="france") == [("r1", None, True, None)]


def test_somebody_else_has_the_party_present():
    present = pt.Participation(id="q", activity="r1", parties=["france"], citations=[pt.Citation(source="tass")])
    (found,) = exclusions(dataset(kept_out(), present))
    assert found.is_disputed
    assert [str(one) for one in found.evidence] == ["p", "q/attendance", "r1/date"]


# --- what was only demanded -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fields", [{"polarity": None}, {"polarity": "permit"}, {"topics": []}, {"topics": ["security.ceasefire"]}]
)
def test_other_demands_are_none_to_exclude(fields):
    assert outline(demand(**fields)) == []


def test_a_demand_carried_out_is_not_told_of_by_itself():
    assert outline(kept_out(), demand()) == [("r1", "france", True, None)]
    assert outline(kept_out(activity="loose", under_demand="d"), demand()) == [("loose", "france", True, "d")]
    assert outline(kept_out(under_demand="d"), demand(concerning=[])) == [("r1", "france", True, "d")]


def test_a_demand_carried_out_against_some_is_open_for_the_others():
    records = kept_out(under_demand="d"), demand(concerning=["france", "poland"])
    assert outline(*records) == [("r1", "france", True, "d"), ("talks", "poland", None, "d")]
    assert outline(kept_out(), demand(concerning=["france", "poland"]))[1] == ("talks", "poland", False, "d")


def test_where_a_process_is_not_told_it_is_open_whether_a_demand_was_carried_out():
    assert outline(kept_out(activity="loose"), demand())[1] == ("talks", "france", None, "d")
    assert outline(kept_out(), demand(process=None))[1] == (None, "france", None, "d")
    assert outline(kept_out(), demand(process="other"))[1] == ("other", "france", False, "d")
    assert outline(kept_out(parties=()), demand(concerning=()))[1] == ("talks", None, None, "d")


def test_the_round_of_a_demand_tells_its_process():
    assert outline(demand(process=None, round="r1")) == [("talks", "france", False, "d")]


def test_before_the_exclusion_there_was_the_demand():
    records = kept_out(date="2026-02"), demand(date="2026-01-20")
    assert outline(*records, at="2026-01-31") == [("talks", "france", False, "d")]
    assert outline(*records, at="2026-02-10") == [("talks", "france", None, "d"), ("r1", "france", True, None)]
    assert outline(*records, at="2026-02-10", certainty="definite") == [("talks", "france", None, "d")]
    assert outline(*records, at="2026-03-01", certainty="definite") == [("r1", "france", True, None)]


@pytest.mark.parametrize(
    ("statuses", "is_effected"),
    [(["raised"], False), (["withdrawn"], False), (["met"], True), (["partly_met"], None), ([], False)],
)
def test_a_demand_that_stands_as_met_was_carried_out(statuses, is_effected):
    history = [pt.StatusEvent(status=status) for status in statuses]
    (found,) = exclusions(dataset(demand(history=history)))
    assert (found.is_effected, found.statuses) == (is_effected, tuple(statuses))


def test_withdrawn_demands_are_told_and_can_be_left_out():
    history = [pt.StatusEvent(status="raised", date="2026-01"), pt.StatusEvent(status="withdrawn", date="2026-03")]
    ds = dataset(demand(history=history))
    assert [one.statuses for one in exclusions(ds, at="2026-02-05")] == [("raised",)]
    assert [one.statuses for one in exclusions(ds, at="2026-03-05")] == [("withdrawn", "raised")]
    assert exclusions(ds, status="raised") == ()
    assert exclusions(ds, at="2025") == ()


def test_a_demand_denied_is_disputed():
    denial = pt.StatusEvent(status="disputed", citations=[pt.Citation(source="tass")])
    raised = pt.StatusEvent(status="raised", citations=[pt.Citation(source="ap")])
    (found,) = exclusions(dataset(demand(history=[raised, denial])))
    assert found.is_disputed


# --- filters ----------------------------------------------------------------------------------------------------------


def test_filters_narrow():
    records = kept_out(under_demand="d"), demand(), demand("e", ["poland"]), demand("f", process=None)
    assert len(outline(*records)) == 3
    assert outline(*records, demand="e") == [("talks", "poland", False, "e")]
    assert outline(*records, activity="r1") == [("r1", "france", True, "d")]
    assert outline(*records, is_effected=True) == [("r1", "france", True, "d"), (None, "france", None, "f")]
    assert outline(*records, is_effected=False, certainty="definite") == [("talks", "poland", False, "e")]
    assert outline(*records, by="france") == []
    with pytest.raises(pt.NotFoundError):
        outline(*records, by="talks")
    with pytest.raises(pt.ValidationError):
        outline(*records, status="excluded")


@given(participation_datasets(), st.none() | plain_points(), plain_points())
def test_exclusions_keep_the_laws(dataset, at, known_by):
    assert_laws(exclusions, dataset, at, known_by)
    assert_laws(exclusions, dataset, at, known_by, is_effected=False)


@given(participation_datasets(), st.none() | plain_points())
def test_every_demand_to_exclude_is_answered(dataset, at):
    """A demand that could be told of is, unless an exclusion that is told of may have carried it out."""
    found = exclusions(dataset, at=at)
    told = {one.demand for one in found} | {id for one in found for id in one.similar_demands}
    asked = {one.demand for one in demands(dataset, at=at, topic="process.participation")}
    assert {id for id in asked if dataset[id].polarity == "prevent"} <= told
