"""Who belongs to a collective at a time, through which others, and who is not named."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query.collective import Collectives, members
from peacetalks.query.question import Question
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def bloc(id, *listed, kind="coalition", **fields):
    """Return a collective; its members are ids, or pairs of an id and a date."""
    pairs = [(one, None) if isinstance(one, str) else one for one in listed]
    given = [pt.Membership(party=party, date=date) for party, date in pairs]
    return pt.Party(id=id, name=id, kind=kind, members=given, **fields)


def state(id, **fields):
    return pt.Party(id=id, name=id, kind="state", **fields)


def dataset(*blocs, states="abc"):
    return pt.Dataset.from_records([*blocs, *(state(id) for id in states)])


def told(answers):
    return [(one.party, one.route) for one in answers]


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_article_names_no_member_of_any_collective():
    found = members(pt.load(EXAMPLES / "moscow-ultimatums.yaml"))
    assert [(one.collective, one.party, one.composition, one.is_open) for one in found] == [
        ("all-countries", None, None, False),  # everyone of a class; whether a list is open is not said
        ("european-countries", None, "open", True),
        ("experts", None, "open", True),
        ("international-partners", None, "open", True),
        ("western-countries", None, "open", True),
    ]


def test_which_european_nations_are_meant_is_open():
    (one,) = members(pt.load(EXAMPLES / "abu-dhabi-2026.yaml"))
    assert (one.collective, one.party, one.is_open, one.route) == (
        *("european-nations", None, True),
        ("european-nations",),
    )
    assert (str(*one.evidence), one.sources) == ("european-nations", ("hurriyet-daily-news",))


def test_a_state_is_no_collective():
    assert members(pt.load(EXAMPLES / "moscow-ultimatums.yaml"), of="russia") == ()


# --- members, and members of members ----------------------------------------------------------------------------------


def test_members_of_members_are_told_with_the_way_to_them():
    found = members(dataset(bloc("west", "union", "a"), bloc("union", "b", "c")), of="west")
    assert told(found) == [
        ("a", ("west", "a")),
        ("union", ("west", "union")),
        ("b", ("west", "union", "b")),
        ("c", ("west", "union", "c")),
    ]
    assert [str(one) for one in found[2].evidence] == ["union/members/0", "west/members/0"]


def test_of_several_ways_the_shortest_is_told_and_of_these_the_first():
    ways = dataset(bloc("x", "z", "y", "a"), bloc("y", "b", "a"), bloc("z", "b"))
    assert told(members(ways, of="x", party=["a", "b"])) == [("a", ("x", "a")), ("b", ("x", "y", "b"))]


def test_blocs_that_belong_to_each_other_or_to_themselves_do_no_harm():
    found = members(dataset(bloc("x", "x", "y"), bloc("y", "x", "a")), of="x")
    assert told(found) == [("y", ("x", "y")), ("a", ("x", "y", "a"))]


def test_an_organ_is_no_member():
    army = pt.Party(id="army", name="Army", kind="state_organ", parent="x")
    assert told(members(pt.Dataset.from_records([army, bloc("x", "a"), state("a")]))) == [("a", ("x", "a"))]


def test_one_may_ask_from_the_side_of_the_member():
    of_a = members(dataset(bloc("x", "y"), bloc("y", "a"), bloc("z", "b", composition="open")), party="a")
    assert [(one.collective, one.route) for one in of_a] == [("x", ("x", "y", "a")), ("y", ("y", "a"))]


# --- who is not named -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("composition", "is_open", "unnamed"),
    [("open", True, [None]), ("closed", False, []), ("unspecified", False, []), (None, False, [])],
)
def test_a_list_that_is_open_says_so_after_its_members(composition, is_open, unnamed):
    found = members(dataset(bloc("x", "a", composition=composition)))
    assert [one.party for one in found] == ["a", *unnamed]
    assert {(one.composition, one.is_open) for one in found} == {(composition, is_open)}


@pytest.mark.parametrize("kind", ["coalition", "collective", "igo", "universal"])
def test_a_collective_without_a_list_has_members_who_are_not_named(kind):
    assert told(members(dataset(bloc("x", kind=kind)))) == [(None, ("x",))]


def test_a_list_within_a_list_that_is_open_leaves_the_whole_open():
    found = members(dataset(bloc("x", "y", composition="closed"), bloc("y", "a", composition="open")), of="x")
    assert [(one.party, one.route, one.is_open) for one in found] == [
        ("y", ("x", "y"), False),
        ("a", ("x", "y", "a"), True),
        (None, ("x", "y"), True),
    ]


def test_who_is_not_named_is_nobodys_answer_to_who_belongs_to_it():
    assert members(dataset(bloc("x", composition="open")), party="a") == ()


# --- in time ----------------------------------------------------------------------------------------------------------

CLUB = dataset(bloc("x", ("a", "2000/2010"), ("b", "2005"), "c", composition="closed"))


@pytest.mark.parametrize(
    ("at", "possible", "definite"),
    [
        ("1999", ["c"], []),
        ("2003-05", ["a", "c"], ["a"]),
        ("2005-05", ["a", "b", "c"], ["a"]),  # from some day of 2005, which need not have come yet
        ("2006", ["a", "b", "c"], ["a", "b"]),
        ("2020", ["b", "c"], ["b"]),
        (None, ["a", "b", "c"], ["a", "b", "c"]),
    ],
)
def test_members_are_those_of_the_time_asked_for(at, possible, definite):
    assert [one.party for one in members(CLUB, at=at)] == possible
    assert [one.party for one in members(CLUB, at=at, certainty="definite")] == definite


def test_a_certain_way_is_told_beside_a_shorter_one_that_is_not():
    ways = dataset(bloc("x", "a", ("y", "2000")), bloc("y", ("a", "2001")))
    assert told(members(ways, of="x", party="a", at="2010")) == [("a", ("x", "a")), ("a", ("x", "y", "a"))]
    assert told(members(ways, of="x", party="a", at="2010", certainty="definite")) == [("a", ("x", "y", "a"))]


def test_of_two_memberships_the_certain_one_counts():
    (one,) = members(dataset(bloc("x", "a", ("a", "2000/2010"), ("a", "2004"))), at="2006")
    assert (one.date, str(*one.evidence)) == (pt.Date("2000/2010"), "x/members/1")


def test_ids_that_do_not_exist_or_are_no_parties_are_refused():
    ds = dataset(bloc("x", "a"))
    for wrong in ({"of": "y"}, {"party": "nobody"}):
        with pytest.raises(pt.NotFoundError):
            members(ds, **wrong)
    with pytest.raises(pt.NotFoundError):
        members(pt.load(EXAMPLES / "moscow-ultimatums.yaml"), of="d-recognition")


# --- laws -------------------------------------------------------------------------------------------------------------

NAMES = "uvwxyz"
DATES = st.sampled_from([None, "2000", "2000/2005", "[2001,2004]", "2003-02", "../2002", "2004~", "2003/.."])


@st.composite
def graphs(draw):
    """Datasets of six parties that belong to each other in any way, cycles too."""
    ties = st.lists(st.tuples(st.sampled_from(NAMES), DATES), max_size=3)
    kinds, lists = st.sampled_from(["state", "coalition"]), st.sampled_from([None, "open", "closed"])
    parties = [bloc(name, *draw(ties), kind=draw(kinds), composition=draw(lists)) for name in NAMES]
    return pt.Dataset.from_records(draw(st.permutations(parties)))


TIMES = st.sampled_from([None, "2001", "2002-06", "2004", "2010-01-01"])


@given(graphs(), TIMES)
def test_what_is_definite_is_possible_and_the_order_of_records_does_not_matter(ds, at):
    possible = members(ds, at=at)
    assert set(members(ds, at=at, certainty="definite")) <= set(possible)
    assert members(pt.Dataset.from_records(reversed(ds.records)), at=at) == possible


@given(graphs(), TIMES, st.sampled_from(["possible", "definite"]))
def test_all_who_can_be_reached_are_members_and_each_way_is_one(ds, at, certainty):
    question = Question.of(ds, at, None, certainty)
    ties = {(party.id, one.party) for party in ds.parties for one in party.members if question.is_current(one.date)}
    reached = {name: {other for other in NAMES if other != name and _leads(ties, name, other)} for name in NAMES}
    collectives = Collectives(question)
    for name in NAMES:
        routes = [route.ids for route in collectives.below(name)]
        assert {route[-1] for route in routes} == reached[name]
        assert all(set(pairwise(route)) <= ties and route[0] == name for route in routes)
        assert collectives.above(name) == {other for other in NAMES if name in reached[other]}


def _leads(ties, start, end):
    seen = {start}
    while new := {lower for upper, lower in ties if upper in seen} - seen:
        seen |= new
    return end in seen


@given(datasets())
def test_any_dataset_has_an_answer(ds):
    assert all(one.route[0] == one.collective for one in members(ds))
