"""Which issues have no demand, no position, or no place on an agenda."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query.issue import issue_gaps
from tests.strategies.dates import plain_points
from tests.strategies.participations import assert_laws, participation_datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
AT = "2026-02-10"


def dataset(*records, **fields):
    given = {"salience": "core", "process": "talks"} | fields
    return pt.Dataset.from_records(
        [
            pt.Party(id="russia", name="Russia", kind="state"),
            pt.Process(id="talks", name="Talks"),
            pt.Process(id="track", name="Track", parent="talks"),
            pt.Issue(id="land", name="Land", topics=["sovereignty.borders"], **given),
            *records,
        ]
    )


def demand(**fields):
    return pt.Demand(id="d", by=["russia"], kind="demand", text="Something.", issue="land", **fields)


def position(about="land", **fields):
    return pt.Position(id="o", by=["russia"], about=[about], stance="opposes", **fields)


def agenda(**fields):
    return pt.Round(id="r", agenda=["land"], **fields)


def flags(*records, **filters):
    return [(one.has_demand, one.has_position, one.is_on_agenda) for one in issue_gaps(dataset(*records), **filters)]


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_how_the_war_is_to_end_is_on_no_agenda_of_the_article():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    (found,) = issue_gaps(article)
    assert (found.issue, found.process, found.salience) == ("ending-the-war", "talks", "core")
    assert found.name == "How the war is to end"
    assert (found.has_demand, found.has_position, found.is_on_agenda) == (True, True, False)
    assert [str(one) for one in found.evidence] == [
        "ending-the-war",
        "d-no-unfavourable-deal",
        "russia-holds-firm",
        "ukraine-holds-firm",
    ]


def test_of_the_other_issue_of_the_article_no_salience_is_told():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    found = issue_gaps(article, salience=None)
    assert [one.issue for one in found] == ["ending-the-war", "recognition-of-territories"]
    assert [one.has_position for one in found] == [True, True]  # by way of positions on the demand
    assert issue_gaps(article, salience="major") == ()


def test_no_issues_are_recorded_in_abu_dhabi():
    assert issue_gaps(pt.load(EXAMPLES / "abu-dhabi-2026.yaml"), salience=None) == ()


# --- each branch ------------------------------------------------------------------------------------------------------


def test_an_issue_without_anything_lacks_all_three():
    assert flags() == [(False, False, False)]


def test_an_issue_that_lacks_nothing_is_not_told():
    assert flags(demand(), position(), agenda()) == []
    assert flags(demand(), position("d"), agenda()) == []


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([demand()], (True, False, False)),
        ([position()], (False, True, False)),
        ([position("russia")], (False, False, False)),
        ([agenda()], (False, False, True)),
        ([demand(), position("d")], (True, True, False)),
    ],
)
def test_each_is_told_apart(records, expected):
    assert flags(*records) == [expected]


def test_what_came_later_does_not_count_yet():
    later = {"date": "2026-03"}
    assert flags(demand(**later), position(**later), agenda(**later), at=AT) == [(False, False, False)]
    assert flags(demand(**later), position(**later), agenda(**later), at="2026-04") == []


def test_where_dates_leave_it_open_it_is_open():
    vague = {"date": "2026-02"}
    assert flags(demand(**vague), position(), agenda(**vague), at=AT) == [(None, None, None)]
    assert flags(demand(**vague), position(), agenda(**vague), at=AT, certainty="definite") == []
    assert flags(demand(**vague), at=AT, certainty="definite") == [(None, False, False)]


def test_filters_narrow():
    ds = dataset(process="track")
    assert [one.issue for one in issue_gaps(ds, issue="land", process="talks")] == ["land"]
    assert issue_gaps(dataset(process=None), process="talks") == ()
    assert issue_gaps(dataset(salience=None)) == ()
    with pytest.raises(pt.NotFoundError):
        issue_gaps(ds, issue="talks")
    with pytest.raises(pt.ValidationError):
        issue_gaps(ds, salience="vital")


@given(participation_datasets(), st.none() | plain_points(), plain_points())
def test_issue_gaps_keep_the_laws(dataset, at, known_by):
    assert_laws(issue_gaps, dataset, at, known_by, salience=None)


@given(participation_datasets())
def test_without_a_time_nothing_is_left_open(dataset):
    for one in issue_gaps(dataset, salience=None):
        assert None not in (one.has_demand, one.has_position, one.is_on_agenda)
