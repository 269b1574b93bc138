"""What does not fit together: nothing in the examples, each rule, laws."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.inconsistency import inconsistencies
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
OURS = ["one-ended-linkage", "met-without-position", "outside-activity", "outside-process"]


@pytest.mark.parametrize("name", ["moscow-ultimatums", "abu-dhabi-2026"])
def test_the_examples_fit_together(name):
    assert inconsistencies(pt.load(EXAMPLES / f"{name}.yaml")) == ()


SOURCE = pt.Source(id="s", title="S")
CITED = [pt.Citation(source="s")]
PARTY = pt.Party(id="a", name="A", kind="state")


def found(*records, **filters):
    rows = inconsistencies(pt.Dataset.from_records([SOURCE, PARTY, *records]), **filters)
    return [(one.code, one.record, one.path) for one in rows]


def ours(*records, **filters):
    return found(*records, code=OURS, **filters)


# --- the rules of meaning ---------------------------------------------------------------------------------------------


@given(datasets())
def test_everything_that_check_finds_is_found(dataset):
    checked = [(one.code, one.severity, one.record, one.path, one.value, one.message) for one in pt.check(dataset)]
    rows = [one for one in inconsistencies(dataset) if one.code not in OURS]
    assert [(one.code, one.severity, one.record, one.path, one.value, one.message) for one in rows] == checked


def test_a_total_that_is_not_the_sum_of_its_legs_rests_on_its_event():
    five = pt.Quantity(value=5)
    event = pt.ExchangeEvent(
        status="agreed",
        date="2026-02",
        quantity=pt.Quantity(value=9, basis="total"),
        legs=[pt.ExchangeLeg(quantity=five)],
        citations=CITED,
    )
    swap = pt.Exchange(id="e", kind="prisoner_exchange", history=[event])
    (row,) = inconsistencies(pt.Dataset.from_records([SOURCE, swap]))
    assert (row.code, row.severity, row.value) == ("total-mismatch", "error", "9")
    assert [(str(one), one.sources) for one in row.evidence] == [("e/history/0", ("s",))]
    assert found(swap, record="e", at="2026-02-10", certainty="definite") == []
    assert found(swap, record="e", at="2026-03-01", certainty="definite") == [
        ("total-mismatch", "e", "/history/0/quantity")
    ]
    assert found(swap, record="e", at="2026-01-01") == []


def test_filters():
    assert found(code="unused-record") == [("unused-record", "s", ""), ("unused-record", "a", "")]
    assert found(record="a") == [("unused-record", "a", "")]
    assert found(severity="error") == []
    assert found(at="2026-01", certainty="definite") == []
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        found(code="unused")
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        found(severity="fatal")
    with pytest.raises(pt.NotFoundError):
        found(record="nobody")


# --- what the rules leave over ----------------------------------------------------------------------------------------


def test_a_linkage_with_one_leg():
    linkage = pt.Linkage(id="l", kind="in_exchange_for", subjects=["a"], objects=["a", "a"], citations=CITED)
    assert ours(linkage) == [("one-ended-linkage", "l", "/objects")]
    assert ours(attrs.evolve(linkage, objects=["a", "s"])) == []
    assert found(attrs.evolve(linkage, objects=[])) == [("linkage-needs-objects", "l", "/objects")]


def demand(*statuses, **fields):
    history = [pt.StatusEvent(status=status, date=date) for status, date in statuses]
    return pt.Demand(id="d", by=["a"], kind="demand", text="Leave.", citations=CITED, history=history, **fields)


def test_a_demand_that_is_met_and_nobody_answered():
    met = [("met-without-position", "d", "/history/0/status")]
    position = pt.Position(id="p", by=["a"], about=["d"], stance="accepts", citations=CITED)
    assert ours(demand(("met", "2026-02"))) == met
    assert ours(demand(("met", "2026-02")), position) == []
    assert ours(demand(("raised", "2026-02"))) == []
    assert ours(demand()) == []
    assert ours(demand(("met", "2026-02")), at="2026-02-10") == met
    assert ours(demand(("met", "2026-02")), at="2026-02-10", certainty="definite") == []
    assert ours(demand(("met", "2026-02")), at="2026-03-01", certainty="definite") == met
    assert ours(demand(("met", "2026-02"), ("withdrawn", "2026-04"))) == []
    assert ours(demand(("met", "2026-02"), ("withdrawn", "2026-04")), at="2026-03-01") == met


def test_a_warning_that_the_data_accept():
    remark = pt.Annotation(motivation="commenting", text="met-without-position: it was met by a third side")
    assert ours(demand(("met", "2026-02"), annotations=[remark])) == []


@pytest.mark.parametrize(
    ("activity", "date", "is_outside"),
    [
        (pt.Round(id="x", date="2026-02-04/2026-02-05"), "2026-02-06", True),
        (pt.Round(id="x", date="2026-02-04/2026-02-05"), "2026-02-03", True),
        (pt.Round(id="x", date="2026-02-04/2026-02-05"), "2026-02", False),
        (pt.Round(id="x", date="2026-02-04"), "2026-02-05", True),
        (pt.Round(id="x", date="2026-02~"), "2026-03-05", False),
        (pt.Round(id="x"), "2026-03-05", False),
        (pt.Round(id="x", date="2026-02-04"), None, False),
        (pt.Process(id="x", name="X", date="2026-02-04"), "2026-02-05", False),  # it lasts from that day
        (pt.Process(id="x", name="X", date="2026-02-04"), "2026-02-03", True),
        (pt.Process(id="x", name="X", date="2026-02/2026-03"), "2026-04-01", True),
        (pt.Agreement(id="x", name="X", date="2026-02-04"), "2026-02-05", False),
    ],
)
def test_taking_part_in_what_is_over_or_has_not_begun(activity, date, is_outside):
    there = pt.Participation(id="t", activity="x", parties=["a"], date=date, citations=CITED)
    assert ours(activity, there) == ([("outside-activity", "t", "/date")] if is_outside else [])


@pytest.mark.parametrize(
    ("process", "is_outside"),
    [
        ({"date": "2026-01/2026-02-01"}, True),
        ({"date": "2026-03/2026-04"}, True),
        ({"date": "2026-01/2026-03"}, False),
        ({"history": [pt.StatusEvent(status="concluded", date="2026-02-01")]}, True),
        ({"history": [pt.StatusEvent(status="concluded", date="2026-02")]}, False),
        ({"history": [pt.StatusEvent(status="concluded")]}, False),
        ({"history": [pt.StatusEvent(status="ongoing", date="2026-01-01")]}, False),
        (
            {
                "history": [
                    pt.StatusEvent(status="ongoing", date="2026-02-03"),
                    pt.StatusEvent(status="collapsed", date="2026-02-01"),
                ]
            },
            False,
        ),
        ({}, False),
    ],
)
def test_rounds_of_a_process_that_is_over_or_has_not_begun(process, is_outside):
    meeting = pt.Round(id="r", process="p", date="2026-02-04")
    records = [pt.Process(id="p", name="P", **process), meeting]
    assert ours(*records) == ([("outside-process", "r", "/date")] if is_outside else [])
    assert ours(records[0], attrs.evolve(meeting, date=None)) == []
    assert ours(records[0], attrs.evolve(meeting, process=None)) == []


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def doubtful(draw):
    """Datasets with a demand, a process, a round and a participation that may not fit together."""
    dates = st.none() | st.sampled_from(["2026-01", "2026-02-01", "2026-02~", "2026-03-05", "2026-01/2026-02"])
    statuses = st.tuples(st.sampled_from(["raised", "met", "withdrawn"]), dates)
    return pt.Dataset.from_records(
        [
            SOURCE,
            PARTY,
            demand(*draw(st.lists(statuses, max_size=3)), date=draw(dates)),
            pt.Process(
                id="p", name="P", date=draw(dates), history=[pt.StatusEvent(status="concluded", date=draw(dates))]
            ),
            pt.Round(id="r", process="p", date=draw(dates)),
            pt.Participation(id="t", activity="r", parties=["a"], date=draw(dates)),
        ]
    )


@given(doubtful() | datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_laws_of_time_and_order(dataset, date, certainty):
    for at in (date, "2026-02-15"):
        definite = set(inconsistencies(dataset, at=at, certainty="definite"))
        assert definite <= set(inconsistencies(dataset, at=at))
    assert inconsistencies(dataset, known_by=date, certainty=certainty) == inconsistencies(
        as_known(dataset, date, certainty=certainty), certainty=certainty
    )
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert inconsistencies(turned) == inconsistencies(dataset)
