"""Where parties stood: the latest stance of each, how it came about, who is silent, who contradicts whom."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.advocacy import advocacies
from peacetalks.query.contradiction import contradictions
from peacetalks.query.position import Beginning
from peacetalks.query.silence import silences
from peacetalks.query.stance import stances
from peacetalks.query.stance_gap import stance_gaps
from peacetalks.query.stance_history import stance_histories, turning_points
from tests.strategies.dates import dates, plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
HELPERS = [stances, stance_histories, turning_points, silences, contradictions, stance_gaps, advocacies]


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


# --- the examples, by hand --------------------------------------------------------------------------------------------

STANCES_IN_THE_ARTICLE = [
    ("united-states", "d-moscow-demands", "ambivalent"),  # S8
    ("russia", "d-recognition", "insists"),  # S14
    ("ukraine", "d-recognition", "rejects"),  # S14
    ("european-countries", "unfavourable-deal", "opposes"),  # S10
    ("united-kingdom", "unfavourable-deal", "opposes"),  # S10
]


@pytest.mark.parametrize("at", [None, "2026-02-05"])
def test_the_article_tells_five_stances_and_no_dates(article, at):
    found = stances(article, at=at)
    assert [(one.party, one.target, one.stance) for one in found] == STANCES_IN_THE_ARTICLE
    assert {(one.date, one.route, one.is_ascribed, one.according_to) for one in found} == {
        (None, (), False, ("article",))
    }


def test_nothing_in_the_article_is_definite_of_a_day(article):
    for helper in HELPERS:
        assert helper(article, at="2026-02-05", certainty="definite") == ()


def test_the_stance_of_the_united_states_comes_with_what_it_yields_and_its_source(article):
    (one,) = stances(article, by="united-states")
    assert (one.stance, one.concession, one.position) == ("ambivalent", "partial", "us-ambivalent")
    assert [citation.locator for citation in one.evidence[0].citations] == ["S1", "S8"]


def test_stances_on_an_issue_are_those_on_the_demands_that_fall_under_it(article):
    found = stances(article, issue="recognition-of-territories")
    assert [(one.party, one.stance) for one in found] == [("russia", "insists"), ("ukraine", "rejects")]
    assert stances(article, issue="ending-the-war") == ()  # S18 tells shifts, and no stances
    assert stances(article, about="us-ambivalent") == ()


def test_what_dmitriev_says_of_european_nations_is_not_their_word(talks):
    (one,) = stances(talks)
    assert (one.party, one.target, one.stance) == ("european-nations", "talks", "opposes")
    assert (one.is_ascribed, one.according_to) == (True, ("kirill-dmitriev",))
    assert one.sources == ("hurriyet-daily-news",)
    assert stances(talks, by="european-nations", known_by="2026-02-04") == ()
    assert stances(talks, at="2026-02-05", certainty="definite") == ()


def test_what_each_side_is_told_to_have_held(article):
    told = [(one.target, one.stance, one.shift, one.is_turning_point) for one in stance_histories(article, by="russia")]
    assert told == [
        ("ending-the-war", None, "unchanged", False),  # S18
        ("d-recognition", "insists", None, False),  # S14
        ("talks", None, "hardened", True),  # S4
    ]
    (ukraine,) = stance_histories(article, issue="ending-the-war", by="ukraine")
    assert (ukraine.position, ukraine.shift) == ("ukraine-holds-firm", "unchanged")


def test_moscows_tougher_stance_is_the_one_turn(article, talks):
    assert [one.position for one in turning_points(article)] == ["russia-tougher"]
    assert turning_points(article, by="ukraine") == turning_points(talks) == ()
    assert [one.position for one in stance_histories(talks)] == ["european-nations-against-progress"]


def test_three_demands_of_the_article_have_an_addressee_and_no_answer(article, talks):
    assert [(one.demand, one.party) for one in silences(article)] == [
        ("d-maximum-concessions", "western-countries"),
        ("d-recognition", "all-countries"),  # Ukraine's refusal is not that of all countries
        ("d-us-economic-agreements", "united-states"),  # S8 is about the demands, this is an aim apart from them
    ]
    assert not any(one.is_stated or one.answered_by_members or one.ascribed_by for one in silences(article))
    assert silences(article, to="ukraine") == silences(talks) == ()


def test_ukraine_refuses_what_moscow_insists_on(article, talks):
    (one,) = contradictions(article)
    assert (one.demand, one.party, one.stance) == ("d-recognition", "russia", "insists")
    assert (one.other_party, one.other_stance) == ("ukraine", "rejects")
    assert (one.position, one.other_position) == ("russia-insists-on-recognition", "ukraine-rejects-recognition")
    assert [str(evidence) for evidence in one.evidence] == [one.position, one.other_position]
    assert {citation.locator for evidence in one.evidence for citation in evidence.citations} == {"S14"}
    assert contradictions(talks) == ()


def test_russia_and_ukraine_are_as_far_apart_as_can_be(article, talks):
    (one,) = stance_gaps(article, about="d-recognition", other_party="ukraine")
    assert (one.firmness, one.other_scale, one.gap, one.reason, one.is_addressee) == (3, -3, 6, None, False)
    reasons = {(one.demand, one.other_party): one.reason for one in stance_gaps(article) if one.gap is None}
    assert reasons == {
        ("d-maximum-concessions", "western-countries"): "no stance of the maker is known",
        ("d-moscow-demands", "united-states"): "no stance of the maker is known",
        ("d-recognition", "all-countries"): "no stance of the other party is known",
        ("d-us-economic-agreements", "united-states"): "no stance of the maker is known",
    }
    assert stance_gaps(talks) == ()


def test_europe_speaks_for_ukraine(article, talks):
    found = advocacies(article, in_interest_of="ukraine")
    assert [(one.party, one.stance, one.target) for one in found] == [
        ("european-countries", "opposes", "unfavourable-deal"),
        ("united-kingdom", "opposes", "unfavourable-deal"),
    ]
    assert {(one.in_interest_of, one.according_to, one.is_ascribed) for one in found} == {
        (("ukraine",), ("article",), False)
    }
    assert advocacies(article, in_interest_of="russia") == advocacies(talks) == ()


# --- small datasets ---------------------------------------------------------------------------------------------------


def party(id, kind="state", members=(), **fields):
    return pt.Party(id=id, name=id, kind=kind, members=[_membership(one) for one in members], **fields)


def _membership(given):
    member, date = (given, None) if isinstance(given, str) else given
    return pt.Membership(party=member, date=date)


def demand(id="d", by="a", to=(), **fields):
    return pt.Demand(id=id, by=by.split(), to=to, kind="demand", text="Something.", **fields)


def position(id, stance=None, date=None, *, by="b", about="d", said_by=None, **fields):
    """Return a position; ``said_by`` has the parties who say so, an empty list for the source's own voice."""
    if said_by is not None:
        fields["citations"] = [pt.Citation(source="s", asserted_by=said_by)]
    return pt.Position(id=id, by=by.split(), about=about.split(), stance=stance, date=date, **fields)


def dataset(*records):
    """Return a dataset of the records, and, where they lack them, parties ``a`` to ``c``, a demand ``d``, a source."""
    given = {record.id for record in records}
    usual = [*map(party, "abc"), demand(), pt.Source(id="s", title="S")]
    return pt.Dataset.from_records([*records, *(one for one in usual if one.id not in given)])


def ids(answers):
    return [one.position for one in answers]


def test_a_position_holds_until_the_next_of_the_party_on_the_target():
    ds = dataset(
        position("p1", "rejects", "2026-01"),
        position("p2", "conditional", "2026-03"),
        position("p3", "accepts", "2026-03", by="c"),
        position("p4", "opposes", "2026-03", about="a"),
        position("p5", shift="softened", date="2026-04"),  # no stance, so it replaces none
    )
    for certainty in ("possible", "definite"):
        assert ids(stances(ds, by="b", about="d", at="2025", certainty=certainty)) == []
        assert ids(stances(ds, by="b", about="d", at="2026-02", certainty=certainty)) == ["p1"]
        assert ids(stances(ds, by="b", about="d", at="2026-05", certainty=certainty)) == ["p2"]
        assert ids(stances(ds, certainty=certainty)) == ["p4", "p2", "p3"]
    assert ids(stances(ds, by=["b", "c"], stance=["accepts", "opposes"])) == ["p4", "p3"]


def test_an_interval_ends_by_itself_and_what_it_replaced_does_not_come_back():
    ds = dataset(position("p1", "rejects", "2025"), position("p2", "accepts", "2026-01/2026-02"))
    assert ids(stances(ds, at="2026-02-10")) == ["p2"]
    assert stances(ds, at="2026-03") == ()


def test_two_of_one_day_stand_side_by_side_and_neither_is_surely_the_last():
    ds = dataset(position("p1", "rejects", "2026-02-04"), position("p2", "accepts", "2026-02-04"))
    assert ids(stances(ds, at="2026-02-05")) == ids(stances(ds)) == ["p1", "p2"]
    assert stances(ds, at="2026-02-05", certainty="definite") == ()


def test_of_two_moments_of_one_day_the_later_counts():
    ds = dataset(position("p1", "rejects", "2026-02-04T18:00:00Z"), position("p2", "accepts", "2026-02-04T09:00:00Z"))
    assert ids(stances(ds, at="2026-02-04", certainty="definite")) == ["p1"]


def test_undated_positions_neither_replace_nor_are_replaced():
    ds = dataset(
        position("p1", "rejects"),
        position("p2", "accepts", "2026-01"),
        position("p3", "opposes", pt.Date(text="before spring")),
        position("p4", "reserved", "2026-02"),
    )
    assert set(ids(stances(ds, at="2026-03"))) == set(ids(stances(ds))) == {"p1", "p3", "p4"}
    assert ids(stances(ds, at="2026-03", certainty="definite")) == ["p4"]
    assert set(ids(stances(ds, at="2026-01"))) == {"p1", "p2", "p3"}


def test_a_date_that_is_about_right_is_never_definite_and_leaves_nothing_else_so():
    ds = dataset(position("p1", "rejects", "2026-01-05"), position("p2", "accepts", "2025-12~"))
    assert ids(stances(ds, at="2026-02")) == ["p1"]
    assert stances(ds, at="2026-02", certainty="definite") == ()
    replaced = dataset(position("p1", "rejects", "2026-01-05"), position("p2", "accepts", "2026-02~/2027"))
    assert ids(stances(replaced, at="2026-06")) == ["p2"]
    assert stances(replaced, at="2026-06", certainty="definite") == ()


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2026-01-02", "2026-01-02", "2026-01-02"),
        ("2026-01-02/2026-01-09", "2026-01-02", "2026-01-02"),
        ("2026-01-02/..", "2026-01-02", "2026-01-02"),
        ("[2026-01-02,2026-01-09]", "2026-01-02", "2026-01-09"),
        ("2026-01/2026-01-09", "2026-01-01", "2026-01-09"),
        ("/2026-01-09", None, "2026-01-09"),
        ("[..2026-01-09]", None, "2026-01-09"),
        ("[2026-01-02..]", "2026-01-02", None),
        ("../2026-01-09", None, None),
    ],
)
def test_when_something_began(date, first, last):
    beginning = Beginning.of(pt.Date(date))
    expected_first = pt.Date(first).sort_key[0] if first else -float("inf")
    expected_last = pt.Date(last).sort_key[1] if last else float("-inf" if date.startswith("../") else "inf")
    assert (beginning.first, beginning.last) == (expected_first, expected_last)


@pytest.mark.parametrize("date", [None, pt.Date(text="before spring"), pt.Date("XXXX-10-12")])
def test_of_some_dates_nothing_is_known_of_when_they_began(date):
    assert Beginning.of(date) is None


# --- whose word it is -------------------------------------------------------------------------------------------------


def test_what_others_ascribe_neither_replaces_nor_is_replaced():
    ds = dataset(
        position("p1", "rejects", "2025-12", said_by=[]),
        position("p2", "accepts", "2026-02", said_by=["a"]),
        position("p3", "undecided", "2026-03", said_by=["c"]),
        position("p4", "opposes", "2026-04", said_by=["a"]),
        position("p5", "reserved", "2026-01-20", said_by=["b"]),
    )
    found = stances(ds, at="2026-06")
    told = [(one.position, one.is_ascribed, one.according_to) for one in found]
    assert told == [("p5", False, ("b",)), ("p3", True, ("c",)), ("p4", True, ("a",))]


def test_a_source_of_its_own_voice_makes_it_no_longer_ascribed():
    own, other = (pt.Citation(source="s", asserted_by=who) for who in ([], ["a"]))
    assert not stances(dataset(position("p", "rejects", citations=[own, other])))[0].is_ascribed
    elsewhere = pt.Citation(source="s", supports=["/date"])
    assert stances(dataset(position("p", "rejects", citations=[elsewhere, other])))[0].is_ascribed
    (uncited,) = stances(dataset(position("p", "rejects")))
    assert (uncited.is_ascribed, uncited.according_to) == (False, ())


@pytest.mark.parametrize(
    ("organisation", "post", "date", "is_ascribed"),
    [
        ("b", None, "2026", False),
        ("ministry", "2020", "2026", False),
        ("ministry", "2020", None, False),
        ("b", "2010/2015", "2026", True),
        ("b", "2027", "2026", True),
        ("a", None, "2026", True),
        (None, None, "2026", True),
    ],
)
def test_officials_and_organs_speak_for_a_party_while_in_office(organisation, post, date, is_ascribed):
    ministry = party("ministry", "state_organ", parent="b")
    speaker = party("speaker", "person", posts=[pt.Post(title="Minister", organisation=organisation, date=post)])
    ds = dataset(ministry, speaker, position("p", "rejects", date, said_by=["speaker"]))
    assert stances(ds)[0].is_ascribed is is_ascribed
    assert not stances(dataset(ministry, position("p", "rejects", said_by=["ministry"])))[0].is_ascribed


def test_organs_in_a_circle_speak_for_each_other_at_most():
    ring = [party("x", parent="y"), party("y", parent="x")]
    assert stances(dataset(*ring, position("p", "rejects", said_by=["x"])))[0].is_ascribed


def test_a_position_of_several_is_ascribed_to_those_who_do_not_say_it():
    found = stances(dataset(position("p", "rejects", by="b c b", said_by=["b"])))
    assert [(one.party, one.is_ascribed) for one in found] == [("b", False), ("c", True)]


def test_the_statement_behind_a_stance_is_evidence_too():
    words = pt.Statement(id="words", by=["b"], text="No.")
    (one,) = stances(dataset(words, position("p", "rejects", expressed_in="words")))
    assert [str(evidence) for evidence in one.evidence] == ["p", "words"]


# --- collectives ------------------------------------------------------------------------------------------------------

UNION = party("union", "coalition", ["b", ("c", "2020/2025"), "union"])
WEST = party("west", "collective", ["union", "a"])


def test_the_position_of_a_bloc_counts_for_its_members_beside_their_own():
    ds = dataset(UNION, WEST, position("p", "rejects", "2019", by="west"), position("q", "accepts", "2018"))
    found = stances(ds, about="d", at="2024")
    assert [(one.party, one.route, one.stance) for one in found] == [
        ("a", ("west", "a"), "rejects"),
        ("b", (), "accepts"),
        ("b", ("west", "union", "b"), "rejects"),
        ("c", ("west", "union", "c"), "rejects"),
        ("union", ("west", "union"), "rejects"),
        ("west", (), "rejects"),
    ]
    assert [str(one) for one in found[2].evidence] == ["p", "union/members/0", "west/members/0"]
    assert [(one.party, one.route) for one in stances(ds, at="2026", by="c")] == []
    assert [one.route for one in stances(ds, at="2024", by="c")] == [("west", "union", "c")]
    assert [(one.party, one.stance) for one in stances(ds, expand=False)] == [("b", "accepts"), ("west", "rejects")]
    assert ids(stances(ds, expand=False, by="c")) == []


def test_membership_without_a_date_is_never_definite():
    ds = dataset(party("x", "coalition", ["b", ("c", "2020")]), position("p", "rejects", "2019", by="x"))
    assert [one.party for one in stances(ds, at="2024", certainty="definite")] == ["c", "x"]


def test_those_asked_for_are_those_found_among_all():
    ds = dataset(UNION, WEST, position("p", "rejects", "2019", by="west union b"))
    for one in ("a", "b", "c", "union", "west"):
        assert stances(ds, by=one) == tuple(stance for stance in stances(ds) if stance.party == one)


# --- histories --------------------------------------------------------------------------------------------------------


def history(*records, **filters):
    found = stance_histories(dataset(*records), **filters)
    return [(one.position, one.stances_before, one.is_turning_point) for one in found]


def test_another_stance_than_the_one_before_is_a_turning_point():
    steps = [
        position("p1", "rejects", "2026-01"),
        position("p2", "rejects", "2026-02"),
        position("p3", "accepts", "2026-03"),
        position("p4", shift="softened", date="2026-04"),
        position("p5", "accepts", "2026-05", shift="unchanged"),
        position("p6", "accepts", "2026-06", shift="mixed"),
        position("p7", "rejects", "2026-07", said_by=["a"]),
        position("p8", "rejects", "2026-08", by="c"),
        position("p9", "rejects"),
    ]
    assert history(*steps, by="b") == [
        ("p1", (), False),
        ("p2", ("rejects",), False),
        ("p3", ("rejects",), True),
        ("p4", ("accepts",), True),
        ("p5", ("accepts",), False),
        ("p6", ("accepts",), True),
        ("p7", (), False),
        ("p9", (), False),
    ]
    assert [step[0] for step in history(*steps, by="b", at="2026-03-05")] == ["p1", "p2", "p3", "p9"]
    assert [step[0] for step in history(*steps, by="b", at="2026-03-05", certainty="definite")] == ["p1", "p2"]
    assert ids(turning_points(dataset(*steps), at="2026-05", about="d")) == ["p3", "p4"]


def test_where_dates_leave_open_what_was_before_only_a_stance_unlike_all_of_these_is_a_turn():
    before = [position("p1", "rejects", "2026-01-04"), position("p2", "opposes", "2026-01-04")]
    assert history(*before, position("p3", "opposes", "2026-02")) == [
        ("p1", (), False),
        ("p2", (), False),
        ("p3", ("rejects", "opposes"), False),
    ]
    assert history(*before, position("p3", "accepts", "2026-02"))[-1] == ("p3", ("rejects", "opposes"), True)


def test_dates_that_overlap_or_are_about_right_put_nothing_before():
    assert history(position("p1", "rejects", "2026"), position("p2", "accepts", "2026-02")) == [
        ("p1", (), False),
        ("p2", (), False),
    ]
    assert history(position("p1", "rejects", "2024~"), position("p2", "accepts", "2026?"))[-1] == ("p2", (), False)
    assert history(position("p1", "rejects", "2024"), position("p2", "accepts", "2026?"))[-1] == ("p2", (), False)


# --- silences ---------------------------------------------------------------------------------------------------------


def silent(*records, **filters):
    return [(one.demand, one.party, one.is_stated) for one in silences(dataset(*records), **filters)]


MADE = demand(to=["b"], date="2026-01-01")


def test_any_stance_but_silence_is_an_answer():
    assert silent(MADE) == [("d", "b", False)]
    assert silent(MADE, position("p", "undecided")) == []
    assert silent(MADE, position("p", shift="hardened")) == [("d", "b", False)]
    assert silent(MADE, position("p", "rejects", by="c")) == [("d", "b", False)]
    found = silences(dataset(MADE, position("p", "silent", "2026-02")))
    assert [(one.is_stated, [str(evidence) for evidence in one.evidence]) for one in found] == [(True, ["p", "d"])]
    assert silent(MADE, position("p", "silent", "2026-02"), position("q", "rejects", "2026-01")) == []


def test_a_demand_is_silent_from_when_it_was_made_until_it_is_answered():
    answered = (MADE, position("p", "rejects", "2026-03-05"))
    for certainty in ("possible", "definite"):
        assert silent(*answered, at="2025", certainty=certainty) == []
        assert silent(*answered, at="2026-02", certainty=certainty) == [("d", "b", False)]
        assert silent(*answered, at="2026-04", certainty=certainty) == []
    assert silent(*answered, at="2026-03-05") == []
    unclear = (MADE, position("p", "rejects", "2026-03"))
    assert silent(*unclear, at="2026-03-05") == [("d", "b", False)]
    assert silent(*unclear, at="2026-03-05", certainty="definite") == []
    assert silent(MADE, position("p", "rejects"), at="2026-02") == [("d", "b", False)]


def test_a_bloc_answers_for_its_members_and_a_member_not_for_its_bloc():
    to_both = demand(to=["b", "union"], date="2021")
    records = (UNION, to_both)
    assert silent(*records, position("p", "rejects", "2022", by="union")) == []
    found = silences(dataset(*records, position("p", "rejects", "2022"), position("q", "silent", "2022", by="c")))
    assert [(one.party, one.is_stated, one.answered_by_members) for one in found] == [("union", False, ("b",))]
    left = dataset(
        party("union", "coalition", [("b", "2010/2015")]), MADE, position("p", "rejects", "2026", by="union")
    )
    assert [one.party for one in silences(left, at="2027")] == ["b"]


def test_what_others_ascribe_and_a_stance_on_the_whole_set_are_no_answers():
    whole = demand("whole", to=["c"])
    part = demand(to=["b"], part_of="whole", issue="i", topics=["economy.sanctions"])
    matter = pt.Issue(id="i", name="I", topics=["economy.sanctions"])
    about = position("p", "rejects", about="whole i")
    ascribed = position("q", "accepts", said_by=["a"])
    (one, *_) = silences(dataset(whole, part, matter, about, ascribed), issue="i", topic="economy.sanctions")
    assert (one.demand, one.party, one.ascribed_by) == ("d", "b", ("a",))
    assert silences(dataset(whole, part, matter), about="whole", by="a", to=["c"])[0].demand == "whole"


def test_what_became_of_a_demand_is_told_with_the_silence():
    gone = demand(to=["b"], history=[pt.StatusEvent(status="raised"), pt.StatusEvent(status="withdrawn")])
    assert silences(dataset(gone))[0].statuses == ("withdrawn",)
    process = pt.Process(id="talks", name="Talks")
    assert silent(process, demand(to=["b"], process="talks"), process="talks") == [("d", "b", False)]


# --- contradictions and gaps ------------------------------------------------------------------------------------------


def test_only_makers_who_keep_their_demand_up_are_contradicted():
    firm = position("p", "maintains", by="a")
    refusals = [position("q", "rejects", by="b"), position("r", "opposes", by="a c")]
    found = contradictions(dataset(firm, *refusals))
    assert [(one.position, one.other_position, one.other_party) for one in found] == [
        ("p", "q", "b"),
        ("p", "r", "c"),
    ]
    assert contradictions(dataset(position("p", "insists", by="c"), *refusals)) == ()
    assert contradictions(dataset(position("p", "softens", by="a"), *refusals)) == ()
    assert contradictions(dataset(*refusals)) == ()
    assert contradictions(dataset(firm, position("q", "reserved"))) == ()


def test_a_contradiction_lasts_as_long_as_both_stances():
    ds = dataset(
        position("p", "insists", "2026-01", by="a"),
        position("q", "rejects", "2026-02"),
        position("r", "conditional", "2026-04"),
    )
    for certainty in ("possible", "definite"):
        asked = {at: len(contradictions(ds, at=at, certainty=certainty)) for at in ("2026-01", "2026-03", "2026-05")}
        assert asked == {"2026-01": 0, "2026-03": 1, "2026-05": 0}


def test_ascribed_refusals_say_so_and_blocs_refuse_for_themselves():
    ds = dataset(
        UNION,
        position("p", "insists", by="a"),
        position("q", "rejects", said_by=["a"]),
        position("r", "rejects", by="union"),
    )
    found = contradictions(ds, by="a")
    assert [(one.other_party, one.is_other_ascribed, one.is_ascribed) for one in found] == [
        ("b", True, False),
        ("union", False, False),
    ]
    assert contradictions(ds, against="c") == contradictions(ds, topic="economy.sanctions") == ()
    assert len(contradictions(ds, about="d", against=["b", "union"])) == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "gap", "reason"),
    [
        ("insists", "rejects", 6, None),
        ("insists", "accepts", 0, None),
        ("maintains", "conditional", 1, None),
        ("softens", "ambivalent", 1, None),
        ("softens", "accepts", -2, None),
        ("maintains", "opposes", 4, None),
        ("insists", "silent", None, "the other party's stance has no place on the scale"),
        ("insists", "example.org:waits", None, "the other party's stance has no place on the scale"),
        ("insists", "maintains", None, "the other party's stance is one that only makers of a demand take"),
        ("insists", None, None, "no stance of the other party is known"),
        ("accepts", "rejects", None, "the maker's stance does not tell how firmly it holds to its demand"),
        (None, "rejects", None, "no stance of the maker is known"),
        (None, None, None, "no stance of the maker is known"),
    ],
)
def test_gaps_are_differences_on_the_scale_or_say_why_not(ours, theirs, gap, reason):
    held = [position("p", ours, by="a")] if ours else []
    answers = [position("q", theirs)] if theirs else []
    (one,) = stance_gaps(dataset(demand(to=["b"]), *held, *answers))
    assert (one.party, one.stance, one.other_party, one.other_stance) == ("a", ours, "b", theirs)
    assert (one.gap, one.reason, one.is_addressee) == (gap, reason, True)


def test_gaps_to_those_asked_count_their_blocs_and_to_others_only_their_own():
    ds = dataset(
        UNION,
        demand(to=["b"], issue="i", topics=["economy.sanctions"], date="2020"),
        pt.Issue(id="i", name="I", topics=["economy.sanctions"]),
        position("p", "insists", "2021", by="a"),
        position("q", "rejects", "2022", by="union"),
        position("r", "accepts", said_by=["c"], date="2022"),
    )
    found = stance_gaps(ds, issue="i", topic="economy.sanctions", by="a")
    assert [(one.other_party, one.other_route, one.is_other_ascribed, one.gap) for one in found] == [
        ("b", ("union", "b"), False, 6),
        ("b", (), True, 0),
        ("union", (), False, 6),
    ]
    timely = stance_gaps(ds, at="2024", other_party="b")  # the membership of b has no date
    assert [(one.other_position, one.reason) for one in timely] == [
        ("q", None),
        ("r", None),
        (None, "no stance of the other party is known"),
    ]
    assert [one.gap for one in stance_gaps(ds, at="2024", certainty="definite", other_party="b")] == [0]


def test_a_stance_that_may_not_have_been_taken_yet_is_told_beside_none():
    ds = dataset(
        demand(to=["b"], date="2020"), position("p", "insists", "2020", by="a"), position("q", "rejects", "2026-03")
    )
    assert [one.gap for one in stance_gaps(ds, at="2026-03-05")] == [6, None]
    assert stance_gaps(ds, at="2026-03-05", certainty="definite") == ()
    for certainty in ("possible", "definite"):
        assert [one.gap for one in stance_gaps(ds, at="2026-05", certainty=certainty)] == [6]
        assert [one.reason for one in stance_gaps(ds, at="2025", certainty=certainty)] == [
            "no stance of the other party is known"
        ]
    blocs = dataset(
        party("union", "coalition", [("b", "2019")]),
        demand(to=["b"], date="2020"),
        position("q", "rejects", "2021", by="union"),
    )
    assert [(one.other_party, one.other_stance) for one in stance_gaps(blocs, at="2024")] == [
        ("b", "rejects"),
        ("union", "rejects"),
    ]


# --- in the interest of others ----------------------------------------------------------------------------------------


def test_nobody_is_its_own_advocate():
    ds = dataset(position("p", "rejects", by="b c", in_interest_of=["c", "a", "c"]), position("q", "rejects"))
    assert [(one.party, one.in_interest_of) for one in advocacies(ds)] == [("b", ("c", "a")), ("c", ("a",))]
    assert [one.party for one in advocacies(ds, in_interest_of="c")] == ["b"]
    assert advocacies(dataset(position("p", "rejects", in_interest_of=["b"]))) == ()


def test_who_says_in_whose_interest_it_is_may_be_another_one():
    cited = [
        pt.Citation(source="s", supports=["/stance"]),
        pt.Citation(source="s", asserted_by=["a"], supports=["/in_interest_of"]),
    ]
    ds = dataset(position("p", "rejects", "2026-01", in_interest_of=["c"], citations=cited, about="d a"))
    found = advocacies(ds, about="d", at="2026-02", certainty="definite")
    assert [(one.is_ascribed, one.according_to) for one in found] == [(True, ("a",))]
    assert advocacies(ds, at="2025") == advocacies(ds, by="a") == ()
    assert [one.target for one in advocacies(ds)] == ["a", "d"]


# --- bad arguments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("helper", HELPERS)
def test_what_is_asked_for_must_exist(helper, article):
    for wrong in ({"by": "rusia"}, {"by": "d-recognition"}, {"about": "nothing"}, {"issue": "talks"}):
        with pytest.raises(pt.NotFoundError):
            helper(article, **wrong)
    for wrong in ({"at": "soon"}, {"certainty": "perhaps"}, {"known_by": "32"}):
        with pytest.raises(pt.ValidationError):
            helper(article, **wrong)
    with pytest.raises(pt.ValidationError):
        stances(article, stance="refuses")


# --- laws -------------------------------------------------------------------------------------------------------------

DAYS = [f"2026-01-0{day}" for day in range(1, 7)]


@st.composite
def windows(draw):
    """A date that is one day, one of several, or some day of a stretch, with the days it may be."""
    first, last = sorted(draw(st.tuples(st.integers(0, 5), st.integers(0, 5))))
    days = list(range(first, last + 1))
    if first == last:
        return DAYS[first], days
    if draw(st.booleans()):
        return f"[{DAYS[first]}..{DAYS[last]}]", days
    return f"[{DAYS[first]},{DAYS[last]}]", [first, last]


@given(st.lists(windows(), min_size=1, max_size=4), st.integers(0, 5))
def test_the_latest_is_what_all_readings_of_the_dates_make_it(given_dates, at):
    ds = dataset(*(position(f"p{number}", "rejects", date) for number, (date, _) in enumerate(given_dates)))
    possible, definite = set(), set(range(len(given_dates)))
    for reading in itertools.product(*(days for _, days in given_dates)):
        begun = {number: day for number, day in enumerate(reading) if day <= at}
        last = {number for number, day in begun.items() if day == max(begun.values())}
        possible |= last
        definite &= last if len(last) == 1 else set()
    for certainty, expected in (("possible", possible), ("definite", definite)):
        found = {int(one.position[1:]) for one in stances(ds, at=DAYS[at], certainty=certainty)}
        assert found == expected


@st.composite
def rich(draw):
    """Datasets in which parties, blocs and sources say much about few demands."""
    few = st.sampled_from("abcx")
    several = st.lists(few, min_size=1, max_size=2, unique=True)
    when = (
        st.none() | dates() | windows().map(lambda pair: pair[0]) | st.sampled_from(["2026-01", "2025-12/2026-01-03"])
    )
    codes = st.sampled_from(["insists", "maintains", "rejects", "opposes", "accepts", "silent", "example.org:other"])
    records = [
        party("x", "coalition", draw(st.lists(st.tuples(few, when), max_size=3)), composition="open"),
        demand("d", by=" ".join(draw(several)), to=draw(several), date=draw(when)),
        demand("e", by=" ".join(draw(several)), to=draw(several), date=draw(when), part_of="d"),
        pt.Source(id="s", title="S", published="2026-01-03"),
    ]
    for number in range(draw(st.integers(0, 6))):
        shift = draw(st.sampled_from([None, "softened", "unchanged"]))
        said = draw(st.none() | st.lists(few, max_size=2, unique=True))
        by, about = " ".join(draw(several)), draw(st.sampled_from(["d", "e", "d e"]))
        whose = draw(st.lists(few, max_size=1))
        records.append(
            position(
                f"p{number}",
                draw(codes),
                draw(when),
                by=by,
                about=about,
                said_by=said,
                shift=shift,
                in_interest_of=whose,
            )
        )
    return dataset(*records)


ANY = rich() | datasets()
TIMES = st.none() | st.sampled_from([*DAYS, "2026-01", "2026-02"]) | plain_points()


@pytest.mark.parametrize("helper", HELPERS)
@given(ds=ANY, at=TIMES)
def test_what_is_definite_is_possible_and_the_order_of_records_does_not_matter(helper, ds, at):
    possible = helper(ds, at=at)
    definite = helper(ds, at=at, certainty="definite")
    assert set(definite) <= set(possible)
    assert len(set(possible)) == len(possible)
    assert helper(pt.Dataset.from_records(reversed(ds.records), **ds.header), at=at) == possible


@pytest.mark.parametrize("helper", HELPERS)
@given(ds=ANY, known_by=plain_points() | st.sampled_from(DAYS), at=TIMES)
def test_what_was_known_is_asked_of_the_dataset_as_it_stood(helper, ds, known_by, at):
    assert helper(ds, known_by=known_by, at=at) == helper(as_known(ds, known_by), at=at)


@given(ANY)
def test_a_history_up_to_the_end_of_time_is_the_whole(ds):
    assert stance_histories(ds, at="9999-12-31") == stance_histories(ds)


@given(ANY, TIMES)
def test_stances_are_part_of_the_history(ds, at):
    taken = {(one.party, one.target, one.position) for one in stance_histories(ds, at=at)}
    assert {(one.party, one.target, one.position) for one in stances(ds, at=at, expand=False)} <= taken


@given(ANY, TIMES)
def test_who_is_asked_for_does_not_change_the_answers(ds, at):
    found = stances(ds, at=at)
    for id in {one.party for one in found}:
        assert stances(ds, at=at, by=id) == tuple(one for one in found if one.party == id)
