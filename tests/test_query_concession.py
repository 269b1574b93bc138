"""Where parties gave way, and how often."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount, as_known
from peacetalks.query.concession import concessions
from peacetalks.query.concession_count import concession_counts
from tests.strategies.dates import dates, plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HELPERS = [concessions, concession_counts]
UNKNOWN = Amount(None, None)


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_united_states_partially_yield_to_moscows_demands(article):
    (one,) = concessions(article)
    assert (one.party, one.kind, one.concession) == ("united-states", "others_demand_accepted", "partial")
    assert (one.target, one.to, one.round, one.stance) == ("d-moscow-demands", ("russia",), None, "ambivalent")
    assert (one.position, one.according_to) == ("us-ambivalent", ("article",))
    assert concessions(article, by=["russia", "ukraine"]) == ()


def test_there_is_one_concession_and_no_round_to_count_it_in(article):
    (one,) = concession_counts(article)
    assert (one.party, one.total, one.others_demands_accepted, one.own_demands_softened) == (
        *("united-states", Amount(1, 1)),
        *(Amount(1, 1), Amount(0, 0)),
    )
    assert (one.rounds, one.rate) == (UNKNOWN, UNKNOWN)
    assert one.reason == "not every concession tells at which round it was made"


def test_of_a_day_the_concession_of_the_article_is_only_possible(article):
    assert [one.total for one in concession_counts(article, at="2026-02-05")] == [Amount(0, 1)]
    for helper in HELPERS:
        assert helper(article, at="2026-02-05", certainty="definite") == ()


def test_nobody_is_told_to_have_conceded_anything_in_abu_dhabi():
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    assert concessions(talks) == concession_counts(talks) == ()


# --- what counts ------------------------------------------------------------------------------------------------------

PARTIES = [pt.Party(id=id, name=id, kind="state") for id in "abc"]
USUAL = [
    *PARTIES,
    pt.Source(id="s", title="S", published="2026-02-05"),
    pt.Process(id="talks", name="Talks"),
    pt.Issue(id="i", name="I", topics=["economy.sanctions"]),
    pt.Demand(id="of-a", by=["a"], kind="demand", text="Something.", issue="i"),
    pt.Demand(id="offer", by=["a"], kind="offer", text="Something else."),
]


def dataset(*records):
    return pt.Dataset.from_records([*USUAL, *records])


def position(id="p", by="b", about="of-a", **fields):
    return pt.Position(id=id, by=by.split(), about=about.split(), **fields)


def meeting(id, **fields):
    return pt.Round(id=id, **fields)


OWN, OTHERS, OPEN = "own_demand_softened", "others_demand_accepted", "unspecified"


@pytest.mark.parametrize(
    ("given_position", "kind"),
    [
        # one's own demand
        (position(by="a", stance="softens"), OWN),
        (position(by="a", shift="softened"), OWN),
        (position(by="a", stance="maintains", concession="partial"), OWN),
        (position(by="a", stance="insists"), None),
        (position(by="a", stance="accepts"), None),
        (position(by="a", stance="maintains", concession="none"), None),
        (position(by="a", shift="mixed"), None),
        # somebody else's
        (position(stance="accepts"), OTHERS),
        (position(stance="accepts_in_principle"), OTHERS),
        (position(stance="accepts_partly"), OTHERS),
        (position(stance="conditional"), OTHERS),
        (position(stance="rejects", concession="partial"), OTHERS),
        (position(concession="full"), OTHERS),
        (position(stance="accepts", shift="softened"), OTHERS),
        (position(stance="accepts", concession="none"), None),
        (position(stance="accepts", shift="unchanged"), None),
        (position(stance="conditional", shift="hardened"), None),
        (position(stance="undecided"), None),
        (position(stance="softens"), None),
        (position(stance="example.org:yes"), None),
        (position(shift="softened"), None),
        (position(stance="accepts", about="offer"), None),
        (position(concession="partial", about="offer"), OTHERS),
        # no demand
        (position(concession="major", about="talks"), OPEN),
        (position(stance="accepts", about="talks"), None),
        (position(shift="softened", about="i"), None),
    ],
)
def test_what_is_a_concession_depends_on_whose_the_target_is(given_position, kind):
    assert [one.kind for one in concessions(dataset(given_position))] == ([kind] if kind else [])


def test_each_party_and_target_is_a_concession_of_its_own():
    ds = dataset(position(by="a b b", about="of-a talks", concession="partial"))
    assert [(one.party, one.target, one.kind, one.to) for one in concessions(ds)] == [
        ("a", "of-a", OWN, ()),
        ("a", "talks", OPEN, ()),
        ("b", "of-a", OTHERS, ("a",)),
        ("b", "talks", OPEN, ()),
    ]


def test_concessions_are_narrowed_by_whatever_they_are_told_with():
    ds = dataset(
        meeting("r1"),
        position("p", stance="accepts", round="r1", date="2026-01"),
        position("q", by="a", stance="softens", date="2026-03"),
        position("r", by="c", concession="partial", about="talks"),
    )
    for filters, expected in (
        ({}, "pqr"),
        ({"to": "a"}, "p"),
        ({"round": "r1"}, "p"),
        ({"kind": [OWN, OPEN]}, "qr"),
        ({"about": "talks"}, "r"),
        ({"issue": "i"}, "pq"),
        ({"at": "2026-02"}, "pr"),
        ({"at": "2026-02", "certainty": "definite"}, "p"),
    ):
        assert [one.position for one in concessions(ds, **filters)] == list(expected)


# --- how often --------------------------------------------------------------------------------------------------------

ROUNDS = [meeting(f"r{number}", process="talks", date=f"2026-0{number}") for number in range(1, 5)]


def counted(*records, **filters):
    (one,) = concession_counts(dataset(*records), **filters)
    return one


def test_kinds_are_counted_apart_and_together():
    one = counted(
        position("p1", stance="accepts"),
        position("p2", by="b", concession="partial", about="talks i"),
        position("p3", stance="conditional"),
    )
    assert (one.own_demands_softened, one.others_demands_accepted, one.unspecified, one.total) == (
        *(Amount(0, 0), Amount(2, 2)),
        *(Amount(2, 2), Amount(4, 4)),
    )
    assert [str(evidence) for evidence in one.evidence] == ["p1", "p2", "p3"]


def test_the_rate_is_by_the_rounds_that_had_been_held():
    made = [position("p1", stance="accepts", round="r1", date="2026-01-20")]
    made += [position("p2", concession="partial", round="r3", date="2026-03-20")]
    one = counted(*ROUNDS, *made)
    assert (one.total, one.rounds, one.rate, one.reason) == (Amount(2, 2), Amount(4, 4), Amount(0.5, 0.5), None)
    early = counted(*ROUNDS, *made, at="2026-02-28", certainty="definite")
    assert (early.total, early.rounds, early.rate) == (Amount(1, 1), Amount(2, 2), Amount(0.5, 0.5))
    unclear = counted(*ROUNDS, *made, at="2026-03-20")
    assert (unclear.total, unclear.rounds) == (Amount(2, 2), Amount(2, 3))
    assert (unclear.rate.lower, unclear.rate.upper) == (pytest.approx(2 / 3), 1.0)


def test_days_of_a_round_count_with_it():
    rounds = [meeting("r1", process="talks"), meeting("day-1", parent="r1"), meeting("day-2", parent="r1")]
    one = counted(*rounds, position(stance="accepts", round="day-2"))
    assert (one.rounds, one.rate) == (Amount(1, 1), Amount(1.0, 1.0))


def event(status, date=None):
    return pt.StatusEvent(status=status, date=date)


@pytest.mark.parametrize(
    ("history", "date", "at", "rounds"),
    [
        ([event("scheduled")], None, None, Amount(1, 1)),
        ([event("cancelled", "2026-01")], "2026-02", "2026-03", Amount(1, 1)),
        ([event("concluded", "2026-02")], None, "2026-03", Amount(2, 2)),
        ([event("concluded", "2026-02"), event("disputed", "2026-02")], None, "2026-03", Amount(2, 2)),
        ([event("concluded", "2026-05")], None, "2026-03", Amount(1, 2)),
        ([event("concluded")], None, "2026-03", Amount(1, 2)),
        ([event("scheduled", "2026-01"), event("ongoing", "2026-03")], None, "2026-03-10", Amount(1, 2)),
        ([event("scheduled", "2026-01"), event("ongoing", "2026-03")], None, "2026-04-10", Amount(2, 2)),
        ([], None, "2026-03", Amount(1, 2)),
        ([], None, None, Amount(2, 2)),
    ],
)
def test_a_round_counts_once_it_is_held(history, date, at, rounds):
    one = counted(
        ROUNDS[0],
        meeting("other", process="talks", history=history, date=date),
        position(stance="accepts", round="r1", date="2026-01"),
        at=at,
    )
    assert one.rounds == rounds


def test_where_a_rate_cannot_be_told_it_is_told_why():
    no_round = counted(*ROUNDS, position("p", stance="accepts", round="r1"), position("q", stance="accepts"))
    assert (no_round.rate, no_round.reason) == (
        UNKNOWN,
        "not every concession tells at which round it was made",
    )
    no_process = counted(meeting("r"), position(stance="accepts", round="r"))
    assert (no_process.rounds, no_process.reason) == (UNKNOWN, "not every round tells to which process it belongs")
    planned = meeting("r", process="talks", history=[event("scheduled")])
    not_held = counted(planned, position(stance="accepts", round="r"))
    assert (not_held.rounds, not_held.rate) == (Amount(0, 0), UNKNOWN)
    assert not_held.reason == "none of the rounds had been held"


def test_a_rate_by_rounds_that_may_not_have_been_held_has_no_upper_bound():
    one = counted(meeting("r", process="talks"), position(stance="accepts", round="r", date="2026-01"), at="2026-02")
    assert (one.rounds, one.rate) == (Amount(0, 1), Amount(1.0, None))


def test_rounds_within_each_other_in_a_circle_belong_to_no_process():
    circle = [meeting("x", parent="y"), meeting("y", parent="x")]
    one = counted(*circle, position(stance="accepts", round="x"))
    assert one.reason == "not every round tells to which process it belongs"


def test_what_others_ascribe_is_counted_apart():
    ascribed = [pt.Citation(source="s", asserted_by=["a"])]
    one = counted(position(stance="accepts", citations=ascribed))
    assert (one.total, one.ascribed, one.rate) == (Amount(0, 0), Amount(1, 1), UNKNOWN)
    assert one.reason == "none of its concessions is told by anybody but others"


def test_counts_are_narrowed_too():
    ds = dataset(position("p", stance="accepts"), position("q", by="c", concession="partial", about="talks"))
    assert [one.party for one in concession_counts(ds)] == ["b", "c"]
    for filters in ({"by": "b"}, {"about": "of-a"}, {"issue": "i"}):
        assert [one.party for one in concession_counts(ds, **filters)] == ["b"]


def test_what_is_asked_for_must_exist(article):
    for helper in HELPERS:
        for wrong in ({"by": "rusia"}, {"about": "nothing"}, {"issue": "talks"}):
            with pytest.raises(pt.NotFoundError):
                helper(article, **wrong)
    with pytest.raises(pt.NotFoundError):
        concessions(article, round="talks")
    with pytest.raises(pt.ValidationError):
        concessions(article, kind="partial")


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def rich(draw):
    """Datasets in which parties concede much, at few rounds."""
    when = st.none() | dates() | st.sampled_from(["2026-01", "2026-02-03", "[2026-01-05,2026-02-07]", "2026-02~"])
    statuses = st.sampled_from(["scheduled", "ongoing", "concluded", "cancelled", "disputed"])
    records = []
    for number in range(2):
        history = [event(draw(statuses), draw(when)) for _ in range(draw(st.integers(0, 2)))]
        process = draw(st.sampled_from([None, "talks"]))
        parent = draw(st.sampled_from([None, "r0", "r1"]))
        records.append(meeting(f"r{number}", process=process, parent=parent, date=draw(when), history=history))
    for number in range(draw(st.integers(0, 5))):
        said = draw(st.lists(st.sampled_from("ab"), max_size=1))
        fields = {
            "by": draw(st.sampled_from(["a", "b", "a b"])),
            "about": draw(st.sampled_from(["of-a", "offer", "talks", "of-a talks"])),
            "stance": draw(st.sampled_from(["softens", "accepts", "conditional", "rejects"])),
            "concession": draw(st.sampled_from([None, "partial", "none"])),
            "round": draw(st.sampled_from([None, "r0", "r1"])),
            "citations": draw(st.sampled_from([[], [pt.Citation(source="s", asserted_by=said)]])),
        }
        records.append(position(f"p{number}", date=draw(when), **fields))
    return dataset(*records)


ANY = rich() | datasets()
TIMES = st.none() | st.sampled_from(["2026-01-10", "2026-02", "2026-03"]) | plain_points()


@pytest.mark.parametrize("helper", HELPERS)
@given(ds=ANY, at=TIMES)
def test_what_is_definite_is_possible_and_the_order_of_records_does_not_matter(helper, ds, at):
    possible = helper(ds, at=at)
    assert set(helper(ds, at=at, certainty="definite")) <= set(possible)
    assert helper(pt.Dataset.from_records(reversed(ds.records), **ds.header), at=at) == possible


@pytest.mark.parametrize("helper", HELPERS)
@given(ds=ANY, known_by=plain_points() | st.just("2026-02-04"), at=TIMES)
def test_what_was_known_is_asked_of_the_dataset_as_it_stood(helper, ds, known_by, at):
    assert helper(ds, known_by=known_by, at=at) == helper(as_known(ds, known_by), at=at)


@given(ANY, TIMES)
def test_counts_are_the_numbers_of_concessions(ds, at):
    certain, all_of_them = (concessions(ds, at=at, certainty=one) for one in ("definite", "possible"))
    for one in concession_counts(ds, at=at):
        counted_by_hand = [sum(one.party == other.party for other in found) for found in (certain, all_of_them)]
        both = one.total + one.ascribed
        assert [both.lower, both.upper] == counted_by_hand
        assert (one.rate == UNKNOWN) == (one.reason is not None)
