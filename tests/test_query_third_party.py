"""Third parties: who helped and how often, how many agreements had such help, who appears with whom."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.codelists import codelist
from peacetalks.query import Amount
from peacetalks.query.co_appearance import MOST_PAIRED, co_appearances
from peacetalks.query.role_share import role_shares
from peacetalks.query.third_party import THIRD_PARTY_ROLES, third_parties
from tests.strategies.agreements import agreement_datasets, assert_laws
from tests.strategies.dates import plain_points

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
NAMES = ("osce", "un", "norway", "ukraine", "russia", "heidi")


def part(id, activity, parties, role=None, **fields):
    return pt.Participation(id=id, activity=activity, parties=parties, role=role, **fields)


def dataset(*records):
    return pt.Dataset.from_records(
        [
            *(pt.Party(id=name, name=name.title(), kind="state") for name in NAMES),
            pt.Process(id="talks", name="Talks", date="2014/2016"),
            pt.Process(id="side-talks", name="Side talks"),
            pt.Round(id="round", process="talks", date="2014-09-01"),
            pt.Agreement(id="protocol", name="Protocol", process="talks", date="2014-09-05"),
            pt.Agreement(id="package", name="Package", process="talks", date="2015-02-12"),
            pt.Agreement(id="statement", name="Statement", process="side-talks", date="2019"),
            pt.Exchange(
                id="exchange", kind="prisoner_exchange", history=[pt.ExchangeEvent(status="completed")], process="talks"
            ),
            *records,
        ]
    )


PRESENT = dataset(
    part("p1", "protocol", ["osce"], "witness"),
    part("p2", "package", ["heidi"], "witness", on_behalf_of="osce"),
    part("p3", "package", ["osce"], "monitor"),
    part("p4", "round", ["osce", "norway"], "mediator"),
    part("p5", "exchange", ["norway"], "facilitator"),
    part("p6", "package", ["ukraine", "russia"], "primary_party"),
    part("p7", "package", ["un"], "guarantor", attendance="declined"),
    part("p8", "talks", ["un"], "supporter"),
    part("p9", "round", ["un"], "observer", attendance="walked_out"),
)


# --- the examples -----------------------------------------------------------------------------------------------------


def test_the_article_names_no_third_party():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    assert third_parties(article) == ()
    assert role_shares(article) == ()
    assert co_appearances(article) == ()


def test_the_emirates_were_host_of_the_talks_and_three_sides_sat_in_round_two():
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    (host,) = third_parties(talks)
    assert (host.party, host.roles, host.processes, host.rounds) == (
        "united-arab-emirates",
        ("host",),
        Amount(1, 1),
        Amount(0, 0),
    )
    assert [(one.party, one.other, one.activities) for one in co_appearances(talks)] == [
        ("russia", "ukraine", ("round-2",)),
        ("russia", "united-states", ("round-2",)),
        ("ukraine", "united-states", ("round-2",)),
    ]
    assert {one.rounds for one in co_appearances(talks)} == {Amount(1, 1)}
    assert co_appearances(talks, at="2026-01-24") == ()


# --- third parties ----------------------------------------------------------------------------------------------------


def test_third_parties_with_their_roles_and_how_often():
    norway, osce, un = third_parties(PRESENT)
    assert (osce.party, osce.roles) == ("osce", ("mediator", "witness", "monitor"))
    assert (osce.agreements, osce.rounds, osce.processes, osce.exchanges) == tuple(Amount(n, n) for n in (2, 1, 0, 0))
    assert (osce.first_date, osce.last_date) == (pt.Date("2014-09-01"), pt.Date("2015-02-12"))
    assert (norway.roles, norway.exchanges) == (("mediator", "facilitator"), Amount(1, 1))
    assert (un.roles, un.agreements, un.processes, un.rounds) == (
        ("observer", "supporter"),
        Amount(0, 0),
        Amount(1, 1),
        Amount(1, 1),
    )
    assert [str(one) for one in osce.evidence] == ["p1", "p2", "p3", "p4"]


def test_filters():
    assert [one.party for one in third_parties(PRESENT, party="osce")] == ["osce"]
    assert [one.party for one in third_parties(PRESENT, role=["witness", "facilitator"])] == ["norway", "osce"]
    assert [one.party for one in third_parties(PRESENT, role="primary_party")] == ["russia", "ukraine"]
    assert third_parties(PRESENT, process="side-talks") == ()
    assert len(third_parties(PRESENT, process="talks")) == 3


def test_third_parties_as_of_a_time():
    (osce,) = third_parties(PRESENT, at="2014-12", party="osce")
    assert (osce.agreements, osce.last_date) == (Amount(1, 1), pt.Date("2014-09-05"))
    (norway,) = third_parties(PRESENT, at="2014-01", party="norway")  # the exchange is not dated
    assert (norway.exchanges, norway.rounds) == (Amount(0, 1), Amount(0, 0))
    assert third_parties(PRESENT, at="2014-01", party="norway", certainty="definite") == ()


def test_an_own_role_is_told_after_those_of_the_model():
    ds = dataset(part("p", "round", ["osce"], "example.org:godparent"), part("q", "round", ["osce"], "witness"))
    (osce,) = third_parties(ds, role=["example.org:godparent", "witness"])
    assert osce.roles == ("witness", "example.org:godparent")
    assert third_parties(ds)[0].roles == ("witness",)


def test_the_roles_of_outsiders_are_all_but_those_of_the_sides_of_advisers_and_of_those_consulted():
    others = {"primary_party", "party", "delegation_head", "delegate", "adviser", "consulted"}
    assert [term.code for term in codelist("role") if term.code not in others] == list(THIRD_PARTY_ROLES)


@pytest.mark.parametrize("helper", [third_parties, role_shares, co_appearances])
def test_what_cannot_be_asked_is_refused(helper):
    with pytest.raises(pt.ValidationError):
        helper(PRESENT, role="referee")
    with pytest.raises(pt.NotFoundError):
        helper(PRESENT, process="osce")


# --- shares -----------------------------------------------------------------------------------------------------------


def test_share_of_agreements_with_a_guarantor_or_witness():
    (share,) = role_shares(PRESENT, process="talks")
    assert (share.process, share.roles) == (None, ("guarantor", "witness"))
    assert (share.agreements, share.with_role, share.unrecorded, share.share) == (
        Amount(2, 2),
        Amount(2, 2),
        Amount(0, 0),
        Amount(1, 1),
    )
    (guarantors,) = role_shares(PRESENT, process="talks", role="guarantor")
    assert (guarantors.with_role, guarantors.share) == (Amount(0, 0), Amount(0, 0))


def test_where_nobody_is_recorded_anybody_may_have_been():
    (share,) = role_shares(PRESENT)
    assert (share.agreements, share.with_role, share.unrecorded) == (Amount(3, 3), Amount(2, 2), Amount(1, 1))
    assert share.share == Amount(2 / 3, 1)
    each = role_shares(PRESENT, each_process=True)
    assert [(one.process, one.share) for one in each] == [("side-talks", Amount(0, 1)), ("talks", Amount(1, 1))]


def test_agreements_without_a_process_come_last():
    ds = dataset(pt.Agreement(id="alone", name="Alone"))
    assert [one.process for one in role_shares(ds, each_process=True)] == ["side-talks", "talks", None]


def test_a_share_of_agreements_that_may_be_later():
    ds = dataset(
        part("p1", "protocol", ["osce"], "witness"),
        part("p2", "package", ["ukraine"], "party"),
        pt.Agreement(id="undated", name="Undated", process="talks"),
        part("p3", "undated", ["osce"], "witness"),
    )
    (share,) = role_shares(ds, at="2015-03", process="talks")
    assert (share.agreements, share.with_role) == (Amount(2, 3), Amount(1, 2))
    assert share.share == Amount(1 / 2, 2 / 3)
    (share,) = role_shares(ds, at="2014-01")
    assert (share.agreements, share.share) == (Amount(0, 1), Amount(1, 1))
    assert role_shares(ds, at="2014-01", certainty="definite") == ()
    assert role_shares(ds, at="2015-03", process="talks", certainty="definite")[0].share == Amount(1 / 2, 2 / 3)


def test_a_share_of_none_that_has_the_role_is_nought():
    ds = dataset(
        pt.Agreement(id="undated", name="Undated", process="talks"), part("p3", "undated", ["osce"], "mediator")
    )
    (share,) = role_shares(ds, at="2014-01")
    assert share.share == Amount(0, 0)


def test_a_witness_who_may_have_come_later_leaves_the_share_open():
    ds = dataset(part("p1", "protocol", ["osce"], "witness", date="2014-09-05/.."))
    assert role_shares(ds, at="2014-10", process="talks")[0].share == Amount(1, 1)
    ds = dataset(part("p1", "protocol", ["osce"], "witness", date="2014"))
    (share,) = role_shares(ds, at="2014-10", process="talks")
    assert (share.with_role, share.unrecorded, share.share) == (Amount(0, 1), Amount(0, 0), Amount(0, 1))


def test_what_was_never_agreed_is_not_counted():
    draft = pt.Agreement(id="draft", name="Draft", process="talks", history=[pt.StatusEvent(status="draft")])
    assert role_shares(dataset(draft), process="talks")[0].agreements == Amount(2, 2)


# --- who appears with whom --------------------------------------------------------------------------------------------


def test_pairs_of_parties_in_the_same_agreements_and_rounds():
    pairs = {(one.party, one.other): one for one in co_appearances(PRESENT)}
    assert sorted(pairs) == [
        ("norway", "osce"),
        ("norway", "un"),
        ("osce", "russia"),
        ("osce", "ukraine"),
        ("osce", "un"),
        ("russia", "ukraine"),
    ]
    one = pairs["osce", "russia"]
    assert (one.agreements, one.rounds, one.activities) == (Amount(1, 1), Amount(0, 0), ("package",))
    assert [str(each) for each in one.evidence] == ["p2", "p3", "p6"]


def test_the_party_asked_for_comes_first():
    assert [(one.party, one.other) for one in co_appearances(PRESENT, party="russia")] == [
        ("russia", "osce"),
        ("russia", "ukraine"),
    ]
    assert [(one.party, one.other) for one in co_appearances(PRESENT, role="mediator")] == [("norway", "osce")]
    assert [one.activities for one in co_appearances(PRESENT, party="un", process="talks")] == [("round",), ("round",)]


def test_pairs_of_which_one_may_have_come_later_are_not_definite():
    ds = dataset(part("p1", "package", ["osce"]), part("p2", "package", ["un"], date="2015"))
    (pair,) = co_appearances(ds, at="2015-03")
    assert pair.agreements == Amount(0, 1)
    assert co_appearances(ds, at="2015-03", certainty="definite") == ()
    assert co_appearances(ds, at="2015-12-31", certainty="definite")[0].agreements == Amount(1, 1)


def test_nobody_is_paired_in_a_crowd():
    crowd = [pt.Party(id=f"state-{number}", name=f"State {number}", kind="state") for number in range(MOST_PAIRED + 1)]
    names = [one.id for one in crowd]
    assert co_appearances(dataset(*crowd, part("p", "round", names))) == ()
    fewer = co_appearances(dataset(*crowd, part("p", "round", names[1:])))
    assert len(fewer) == MOST_PAIRED * (MOST_PAIRED - 1) // 2


# --- laws -------------------------------------------------------------------------------------------------------------


@given(agreement_datasets(), st.none() | plain_points(), plain_points())
def test_laws(ds, at, known_by):
    assert_laws(third_parties, ds, at, known_by)
    assert_laws(role_shares, ds, at, known_by, each_process=True)
    assert_laws(co_appearances, ds, at, known_by)
    assert_laws(co_appearances, ds, at, known_by, party="russia")


@given(agreement_datasets(), st.none() | plain_points())
def test_a_share_lies_between_nought_and_one_and_its_bounds_are_in_order(ds, at):
    for one in (*role_shares(ds, at=at), *role_shares(ds, at=at, each_process=True)):
        assert 0 <= one.share.lower <= one.share.upper <= 1
        assert one.with_role.lower <= one.with_role.upper <= one.agreements.upper
