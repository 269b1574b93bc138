"""Bargaining ranges: what two sides would both accept, where that can be computed, and why it cannot elsewhere."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount, as_known
from peacetalks.query.bargaining import GREATEST_COMPARED, bargaining_ranges
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.mark.parametrize("name", ["moscow-ultimatums", "abu-dhabi-2026"])
def test_no_demand_in_the_examples_names_a_number(name):
    assert bargaining_ranges(pt.load(EXAMPLES / f"{name}.yaml")) == ()


# --- what decides -----------------------------------------------------------------------------------------------------

PARTIES = [pt.Party(id=id, name=id.title(), kind="state") for id in ("allies", "russia", "ukraine")]
ISSUES = [pt.Issue(id=id, name=id, topics=["humanitarian.prisoners"]) for id in ("prisoners", "size")]


def persons(value, **fields):
    return pt.Quantity(value=value, unit="persons", **fields)


def demand(id, by, value=None, bottom_line=None, **fields):
    value, bottom_line = (persons(one) if isinstance(one, int) else one for one in (value, bottom_line))
    given = {"id": id, "by": [by], "kind": "demand", "text": "So many are released.", "issue": "prisoners"}
    return pt.Demand(**given | {"value": value, "bottom_line": bottom_line} | fields)


def of(*records):
    return pt.Dataset.from_records([*PARTIES, *ISSUES, *records])


def range_of(*records, **asked):
    (answer,) = bargaining_ranges(of(*records), **asked)
    return answer


def test_the_range_lies_between_the_bottom_lines():
    answer = range_of(demand("r", "russia", 100, 300), demand("u", "ukraine", 500, 200, to=["russia"]))
    assert (answer.issue, answer.demand, answer.other_demand) == ("prisoners", "r", "u")
    assert (answer.by, answer.other_by) == (("russia",), ("ukraine",))
    assert answer.is_agreement_possible is True
    assert answer.range == Amount(200, 300)
    assert (answer.unit, answer.basis, answer.reason) == ("persons", None, None)
    assert answer.is_addressed
    assert [str(one) for one in answer.evidence] == ["r/bottom_line", "r/value", "u/bottom_line", "u/value"]


def test_bottom_lines_that_meet_leave_one_number():
    answer = range_of(demand("r", "russia", 100, 200), demand("u", "ukraine", 500, 200))
    assert (answer.is_agreement_possible, answer.range) == (True, Amount(200, 200))
    assert not answer.is_addressed


def test_bottom_lines_that_do_not_meet_leave_none():
    answer = range_of(demand("r", "russia", 100, 199), demand("u", "ukraine", 500, 200))
    assert (answer.is_agreement_possible, answer.range, answer.reason) == (False, Amount(None, None), None)


def test_a_side_that_will_not_move_accepts_one_number():
    answer = range_of(demand("r", "russia", 250, 250), demand("u", "ukraine", 500, 200))
    assert answer.range == Amount(250, 250)


def test_that_a_side_would_take_more_than_it_asks_for_is_not_assumed():
    answer = range_of(demand("r", "russia", 300, 400), demand("u", "ukraine", 200, 100))
    assert answer.is_agreement_possible is False


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"bottom_line": None}, "u has no bottom line"),
        ({"value": None}, "u has no value"),
        (
            {"bottom_line": persons(200, qualifier="about")},
            "the bottom line of u is not one exact number: about 200 persons",
        ),
        ({"value": pt.Quantity(text="all")}, "the value of u is not one exact number: all"),
        (
            {"value": pt.Quantity(lower=1, upper=2, unit="persons")},
            "the value of u is not one exact number: 1 to 2 persons",
        ),
        ({"value": pt.Quantity(value=5, unit="bodies")}, "the numbers of r and u differ in unit: persons, bodies"),
        ({"value": pt.Quantity(value=5)}, "the numbers of r and u differ in unit: persons, none"),
        ({"value": persons(5, basis="total")}, "the numbers of r and u differ in basis: none, total"),
        ({"polarity": "prevent"}, "u is to prevent what it names, so its numbers are not what its maker accepts"),
        ({"kind": "red_line"}, "u is a red line, so its numbers are not what its maker accepts"),
    ],
)
def test_why_there_is_no_range(other, reason):
    fields = {"value": 500, "bottom_line": 200} | other
    answer = range_of(demand("r", "russia", 100, 300), demand("u", "ukraine", **fields))
    assert answer.reason == reason
    assert (answer.is_agreement_possible, answer.range) == (None, Amount(None, None))
    assert (answer.unit, answer.basis) == (None, None)


def test_the_first_demand_can_be_what_is_missing_something():
    answer = range_of(demand("r", "russia", 100), demand("u", "ukraine", 500, 200))
    assert answer.reason == "r has no bottom line"
    assert [str(one) for one in answer.evidence] == ["r/value", "u/bottom_line", "u/value"]


def test_only_countable_demands_of_different_makers_on_one_issue_are_compared():
    russia, ukraine = demand("r", "russia", 100, 300), demand("u", "ukraine", 500, 200)
    assert bargaining_ranges(of(russia, demand("s", "russia", 150, 250))) == ()
    assert bargaining_ranges(of(russia, attrs.evolve(ukraine, by=["ukraine", "russia"]))) == ()
    assert bargaining_ranges(of(russia, demand("u", "ukraine", 500, 200, issue="size"))) == ()
    assert bargaining_ranges(of(russia, demand("u", "ukraine", 500, 200, issue=None))) == ()
    assert bargaining_ranges(of(russia, demand("u", "ukraine"))) == ()
    assert bargaining_ranges(of(russia, ukraine), issue="size") == ()
    assert len(bargaining_ranges(of(russia, ukraine), issue="prisoners")) == 1


def test_demands_are_addressed_either_way():
    assert range_of(demand("r", "russia", 1, 2, to=["ukraine"]), demand("u", "ukraine", 1, 2)).is_addressed
    assert not range_of(demand("r", "russia", 1, 2, to=["allies"]), demand("u", "ukraine", 1, 2)).is_addressed


def test_makers_narrow_what_is_compared():
    three = of(demand("a", "allies", 1, 2), demand("r", "russia", 1, 2), demand("u", "ukraine", 1, 2))
    pairs = [(one.demand, one.other_demand) for one in bargaining_ranges(three)]
    assert pairs == [("a", "r"), ("a", "u"), ("r", "u")]
    assert [one.demand for one in bargaining_ranges(three, by=["russia", "ukraine"])] == ["r"]
    assert bargaining_ranges(three, by="russia") == ()


def test_a_demand_that_is_off_the_table_is_not_compared():
    met = [pt.StatusEvent(status="met", date="2026-02")]
    dataset = of(
        demand("r", "russia", 1, 2, date="2026-01", history=met),
        demand("u", "ukraine", 1, 2, date="2026-01-15"),
    )
    counts = {
        (at, certainty): len(bargaining_ranges(dataset, at=at, certainty=certainty))
        for at in ("2025-12", "2026-01-20", "2026-01-31", "2026-02-10", "2026-03")
        for certainty in ("possible", "definite")
    }
    assert {at: (counts[at, "possible"], counts[at, "definite"]) for at, _ in counts} == {
        "2025-12": (0, 0),
        "2026-01-20": (1, 0),
        "2026-01-31": (1, 1),
        "2026-02-10": (1, 0),
        "2026-03": (0, 0),
    }
    assert bargaining_ranges(dataset) == ()


def test_under_an_issue_with_too_many_none_are_compared():
    many = [demand(f"u{number}", "ukraine", 500, 200) for number in range(GREATEST_COMPARED)]
    dataset = of(demand("r", "russia", 100, 300), *many)
    (answer,) = bargaining_ranges(dataset)
    assert (answer.demand, answer.other_demand, answer.range) == (None, None, Amount(None, None))
    assert answer.reason.startswith("101 demands with numbers are too many")
    assert len(bargaining_ranges(dataset.without(["u0"]))) == GREATEST_COMPARED - 1
    assert bargaining_ranges(dataset, by="russia") == ()


def test_issues_that_are_not_there_are_refused():
    with pytest.raises(pt.NotFoundError):
        bargaining_ranges(of(), issue="russia")


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def rivals(draw):
    """Datasets of numbered demands on one issue, in one unit or two, made and met around a few days."""
    days = st.none() | st.sampled_from(["2026-01", "2026-01-31", "2026-02-01"])
    numbers = st.none() | st.builds(
        pt.Quantity, value=st.integers(0, 5), unit=st.sampled_from(["persons", "persons", "bodies"])
    )
    made = st.builds(
        demand,
        st.sampled_from("abcd"),
        st.sampled_from(["russia", "ukraine"]),
        numbers,
        numbers,
        date=days,
        history=st.lists(st.builds(pt.StatusEvent, status=st.sampled_from(["raised", "met"]), date=days), max_size=2),
    )
    return of(*draw(st.lists(made, max_size=4, unique_by=lambda one: one.id)))


@given(rivals(), st.sampled_from(["2026-01-30", "2026-01-31", "2026-02", "2026-02-02"]))
def test_what_is_so_for_sure_may_be_so(dataset, at):
    definite, possible = (bargaining_ranges(dataset, at=at, certainty=one) for one in ("definite", "possible"))
    assert set(definite) <= set(possible)


@given(rivals())
def test_a_range_is_told_or_the_reason_why_not(dataset):
    for one in bargaining_ranges(dataset):
        assert (one.reason is None) is (one.is_agreement_possible is not None)
        assert (one.range == Amount(None, None)) is (one.is_agreement_possible is not True)
        for id in (one.demand, one.other_demand):
            if one.is_agreement_possible:
                ends = sorted((dataset[id].value.value, dataset[id].bottom_line.value))
                assert ends[0] <= one.range.lower <= one.range.upper <= ends[1]


@given(datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_any_dataset_is_answered_as_it_stood_and_in_whatever_order(dataset, date, certainty):
    known = as_known(dataset, date, certainty=certainty)
    assert bargaining_ranges(dataset, known_by=date, certainty=certainty) == bargaining_ranges(
        known, certainty=certainty
    )
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert bargaining_ranges(turned, at=date) == bargaining_ranges(dataset, at=date)
