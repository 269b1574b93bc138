"""The same agreement in two codings: which records match, why, and what they say differently.

The case is Minsk. That a protocol of 5 September 2014 and a package of measures of 12 February 2015 were agreed, and
that one coding lists Russia among the parties and another among the third parties, are facts; the words are ours.
"""

from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount
from peacetalks.query.coding_difference import coding_differences
from peacetalks.query.matching import match_agreements
from peacetalks.query.pairing import LOOKED_AT
from tests.strategies.agreements import agreement_datasets, assert_laws
from tests.strategies.dates import plain_points

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
UKRAINE = pt.Party(id="ukraine", name="Ukraine", kind="state")
RUSSIA = pt.Party(id="russia", name="Russia", kind="state")
OSCE = pt.Party(id="osce", name="OSCE", kind="igo")
WAR = pt.Conflict(
    id="war", name="War in the Donbas", identifiers=[pt.Identifier(scheme="ucdp_conflict", value="13306")]
)


def part(agreement, role, *parties, **fields):
    id = "-".join([agreement, role or "present", *parties])
    return pt.Participation(id=id, activity=agreement, role=role, parties=parties, **fields)


def coded(id, date=None, **fields):
    """An agreement of a coding, with Ukraine in it."""
    return [pt.Agreement(id=id, name=id, date=date, **fields), part(id, "party", "ukraine")]


def dataset(*records, **header):
    flat = [one for group in records for one in (group if isinstance(group, list) else [group])]
    return pt.Dataset.from_records([UKRAINE, RUSSIA, OSCE, WAR, *flat], **header)


PAX = dataset(
    pt.Agreement(
        id="pax.1",
        name="Package of Measures (Minsk II)",
        date="2015-02-12",
        stage="implementation",
        level="intrastate",
        conflicts=["war"],
        identifiers=[pt.Identifier(scheme="ucdp_pad", value="22")],
        provisions=[pt.Provision(topic="security.ceasefire", strength=3), pt.Provision(topic="rights.gender")],
        coded_by=["pax@v4"],
    ),
    part("pax.1", "party", "ukraine", "russia"),
    part("pax.1", "third_party", "osce"),
    pt.Agreement(id="pax.2", name="Protocol", date="2014-09-05", coded_by=["pax@v4"]),
    part("pax.2", "party", "ukraine", "russia"),
)
UCDP = dataset(
    pt.Agreement(
        id="ucdp-pad.22",
        name="Package of measures for the implementation of the Minsk agreements",
        date="2015-02-13",
        stage="partial",
        conflicts=["war"],
        provisions=[pt.Provision(topic="security.ceasefire")],
        coded_by=["ucdp_pad@22.1"],
    ),
    part("ucdp-pad.22", "primary_party", "ukraine"),
    part("ucdp-pad.22", "third_party", "russia", "osce"),
    pt.Agreement(id="ucdp-pad.23", name="Minsk Protocol", date="2014-09-05", coded_by=["ucdp_pad@22.1"]),
    part("ucdp-pad.23", "third_party", "russia"),
)
BOTH = pt.Dataset.from_records({one.id: one for one in (*PAX, *UCDP)}.values())


def found(*datasets, **filters):
    return [(one.agreement, one.other, one.matched_by) for one in match_agreements(*datasets, **filters)]


# --- the examples and the case ----------------------------------------------------------------------------------------


def test_the_examples_have_nothing_to_match():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    assert match_agreements(article) == match_agreements(article, talks) == coding_differences(talks, article) == ()


def test_minsk_in_two_datasets():
    protocol, package = match_agreements(PAX, UCDP)
    assert (package.agreement, package.other) == ("pax.1", "ucdp-pad.22")
    assert (package.matched_by, package.identifiers) == (("identifier", "date and actors"), ("ucdp_pad 22",))
    assert package.days_apart == Amount(1, 1)
    assert (package.shared_parties, package.shared_conflicts) == (("osce", "russia", "ukraine"), ("war",))
    assert package.differences == ("date", "stage", "role of russia", "role of ukraine", "topic rights.gender")
    assert (protocol.agreement, protocol.other, protocol.matched_by) == ("pax.2", "ucdp-pad.23", ("date and actors",))
    assert (protocol.name, protocol.other_name) == ("Protocol", "Minsk Protocol")
    assert not package.is_ambiguous
    assert [str(one) for one in protocol.evidence] == [
        "pax.2",
        "ucdp-pad.23",
        "pax.2-party-ukraine-russia",
        "ucdp-pad.23-third_party-russia",
    ]


def test_the_role_of_russia_in_minsk():
    roles = coding_differences(PAX, UCDP, field="role")
    assert [(one.agreement, one.about, one.value, one.other_value) for one in roles] == [
        ("pax.2", "russia", "party", "third_party"),
        ("pax.1", "russia", "party", "third_party"),
        ("pax.1", "ukraine", "party", "primary_party"),
    ]
    assert [str(one) for one in roles[1].evidence] == [
        "pax.1-party-ukraine-russia",
        "ucdp-pad.22-third_party-russia-osce",
    ]


def test_what_else_the_two_codings_say_differently():
    others = coding_differences(PAX, UCDP, field=["date", "stage", "topic"])
    assert [(one.field, one.about, one.value, one.other_value) for one in others] == [
        ("date", None, "2015-02-12", "2015-02-13"),
        ("stage", None, "implementation", "partial"),
        ("topic", "rights.gender", "present", "absent"),
    ]
    assert [str(one) for one in others[2].evidence] == ["pax.1/provisions/1", "ucdp-pad.22"]


def test_two_codings_in_one_dataset_are_told_apart():
    one_way = found(BOTH)
    assert one_way == found(PAX, UCDP) == found(BOTH, of="pax") == found(BOTH, of="pax", against="ucdp_pad")
    assert found(BOTH, against="pax") == found(UCDP, PAX)
    assert found(BOTH, of="pax", against="pax") == []
    assert coding_differences(BOTH) == coding_differences(PAX, UCDP)


def test_two_datasets_may_be_narrowed_by_coding_too():
    assert found(BOTH, BOTH, of="pax", against="ucdp_pad") == found(PAX, UCDP)


# --- why they match ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("date", "days", "is_match"), [("2015-02-15", 3, True), ("2015-02-16", 3, False)])
@pytest.mark.parametrize("turned", [False, True])
def test_dates_may_be_some_days_apart(date, days, is_match, turned):
    pair = [dataset(coded("a", "2015-02-12")), dataset(coded("b", date))]
    assert bool(match_agreements(*(reversed(pair) if turned else pair), days=days)) is is_match
    assert match_agreements(*pair, days=days + 1)


def test_the_same_date_without_a_shared_actor_is_no_reason():
    assert found(dataset(coded("a", "2015")), dataset(pt.Agreement(id="b", name="b", date="2015"))) == []


def test_imprecise_dates_match_perhaps():
    pair = dataset(coded("a", "2015-02-12")), dataset(coded("b", "2015-02"))
    (match,) = match_agreements(*pair)
    assert match.days_apart == Amount(0, 16)
    assert match_agreements(*pair, certainty="definite") == ()
    assert match_agreements(*pair, days=16, certainty="definite") == (match,)
    assert found(*pair[::-1]) == [("b", "a", ("date and actors",))]


def test_a_stretch_of_days_that_was_over_is_too_far_away():
    ours, theirs = dataset(coded("a", "2015-02-20")), dataset(coded("b", "[2015-02-01..2015-02-10]"))
    assert found(ours, theirs) == []
    assert found(ours, theirs, days=10) == [("a", "b", ("date and actors",))]


@pytest.mark.parametrize("date", [None, "2014/2016", "2015-02-12~", pt.Date(text="in winter"), "2015/.."])
def test_a_date_that_says_too_little_is_no_reason(date):
    assert found(dataset(coded("a", "2015-02-12")), dataset(coded("b", date))) == []
    assert found(dataset(coded("a", date)), dataset(coded("b", "2015-02-12"))) == []


def test_parties_are_the_same_by_identifier_or_by_any_name():
    names = [pt.Name(text="UKRAINE")]
    ids = [pt.Identifier(scheme="iso3166_1_a3", value="UKR")]
    for fields, is_match in (({"other_names": names}, True), ({"identifiers": ids}, True), ({}, False)):
        one = pt.Party(id="ua", name="Ukraine" if "other_names" in fields else "U.", kind="state", identifiers=ids)
        other = pt.Party(id="kyiv", name="Kyiv", kind="state", **fields)
        first = pt.Dataset.from_records([one, *_alone("a", "ua")])
        second = pt.Dataset.from_records([other, *_alone("b", "kyiv")])
        assert [match.shared_parties for match in match_agreements(first, second)] == ([("ua",)] if is_match else [])


def _alone(id, party):
    return [pt.Agreement(id=id, name=id, date="2015-02-12"), part(id, "party", party)]


def test_an_id_is_that_of_the_same_party_in_one_namespace_only():
    ours = pt.Dataset.from_records(
        [pt.Party(id="p", name="One", kind="state"), *_alone("a", "p")], namespace="https://a.org/"
    )
    theirs = pt.Dataset.from_records([pt.Party(id="p", name="Two", kind="state"), *_alone("b", "p")])
    assert found(ours, theirs) == []
    assert found(ours, attrs.evolve(theirs, namespace="https://a.org/")) == [("a", "b", ("date and actors",))]


def test_those_who_stayed_away_are_no_shared_actors():
    ours, theirs = (pt.Agreement(id=id, name=id, date="2015-02-12") for id in "ab")
    away = part("b", "party", "ukraine", attendance="declined")
    assert found(dataset(ours, part("a", "party", "ukraine")), dataset(theirs, away)) == []


def _numbered(id, **identifier):
    return pt.Agreement(id=id, name=id, identifiers=[pt.Identifier(**identifier)])


def test_identifiers_match_whatever_the_dates():
    ours, theirs = (
        _numbered("a", scheme="un_symbol", value="S/2015/110"),
        _numbered("b", scheme="un_symbol", value="S/2015/110"),
    )
    assert found(dataset(ours), dataset(theirs), certainty="definite") == [("a", "b", ("identifier",))]
    assert found(dataset(ours, theirs)) == [("a", "b", ("identifier",))]
    ours, theirs = (_numbered(id, scheme="cow_war", value="1") for id in "ab")  # the war, not the agreement
    assert found(dataset(ours), dataset(theirs)) == []
    ours, theirs = (_numbered(id, scheme="example.org:paper", value="1") for id in "ab")
    assert found(dataset(ours), dataset(theirs)) == [("a", "b", ("identifier",))]


def test_versions_of_an_identifier_keep_it_apart():
    def version(id, number):
        return dataset(_numbered(id, scheme="pam", value="1", version=number))

    assert found(version("a", "1"), version("b", "2")) == []
    assert found(version("a", "1"), version("b", "1")) == [("a", "b", ("identifier",))]
    unversioned = dataset(_numbered("b", scheme="pam", value="1"))
    assert found(version("a", "1"), unversioned) == [("a", "b", ("identifier",))]


def test_an_id_of_an_importer_is_an_identifier():
    ours = dataset(pt.Agreement(id="pax.7", name="A"))
    theirs = dataset(_numbered("b", scheme="pax_agreement", value="7"))
    assert found(ours, theirs) == [("pax.7", "b", ("identifier",))]
    assert match_agreements(ours, dataset(pt.Agreement(id="pax.8", name="B"))) == ()


def test_the_same_id_counts_in_one_namespace():
    ours, theirs = (dataset(pt.Agreement(id="a", name=name), namespace="https://a.org/") for name in ("One", "Two"))
    assert found(ours, theirs) == [("a", "a", ("id",))]
    assert found(ours, attrs.evolve(theirs, namespace=None)) == []
    other = pt.Process(id="a", name="A process of that id")
    assert found(ours, dataset(other, namespace="https://a.org/")) == []


def test_two_records_of_no_known_coding_match_by_identifier_only():
    ds = dataset(coded("a", "2015-02-12"), coded("b", "2015-02-12"))
    assert found(ds) == []
    known = dataset(coded("a", "2015-02-12"), coded("b", "2015-02-12", coded_by=["example@2"]))
    assert found(known) == [("a", "b", ("date and actors",))]
    assert found(known, of="example") == [("b", "a", ("date and actors",))]


def test_all_that_match_are_listed_and_marked():
    ours = dataset(coded("a", "2015-02-12"))
    theirs = dataset(coded("b", "2015-02-12"), coded("c", "2015-02-13"), coded("d", "2016-01-01"))
    assert [(one.other, one.is_ambiguous) for one in match_agreements(ours, theirs)] == [("b", True), ("c", True)]
    assert [one.is_ambiguous for one in match_agreements(theirs, ours)] == [True, True]
    assert {one.is_ambiguous for one in coding_differences(ours, theirs)} == {True}


def test_a_counterpart_in_each_of_several_codings_is_not_ambiguous():
    three = [coded(id, "2015-02-12", coded_by=[f"{id}@1"]) for id in ("x", "y", "z")]
    assert [one.is_ambiguous for one in match_agreements(dataset(*three))] == [False] * 3
    four = [*three, coded("w", "2015-02-12", coded_by=["x@2"])]
    ambiguous = {(one.agreement, one.other): one.is_ambiguous for one in match_agreements(dataset(*four))}
    assert ambiguous == {("w", "y"): True, ("w", "z"): True, ("x", "y"): True, ("x", "z"): True, ("y", "z"): False}


def test_both_were_made_by_the_time_asked_for():
    assert found(PAX, UCDP, at="2014-12") == [("pax.2", "ucdp-pad.23", ("date and actors",))]
    assert found(PAX, UCDP, at="2015-02-12") == found(PAX, UCDP, at="2014-12")
    undated = dataset(_numbered("a", scheme="pam", value="1")), dataset(_numbered("b", scheme="pam", value="1"))
    assert found(*undated, at="2014") == [("a", "b", ("identifier",))]
    assert found(*undated, at="2014", certainty="definite") == []


@pytest.mark.parametrize(
    "filters", [{"days": -1}, {"days": True}, {"of": "paxx"}, {"against": 1}, {"at": "soon"}, {"known_by": "soon"}]
)
@pytest.mark.parametrize("helper", [match_agreements, coding_differences])
def test_what_cannot_be_asked_is_refused(helper, filters):
    with pytest.raises(pt.ValidationError):
        helper(PAX, UCDP, **filters)
    with pytest.raises(pt.ValidationError):
        helper(PAX, "ucdp.csv")


def test_only_known_fields_can_be_compared():
    with pytest.raises(pt.ValidationError, match="stage"):
        coding_differences(PAX, UCDP, field="stages")


# --- what differs -----------------------------------------------------------------------------------------------------


def differing(one, other, **filters):
    ours, theirs = (dataset(_evolved(id, fields), *rest) for id, (fields, *rest) in (("a", one), ("b", other)))
    return [(each.label, each.value, each.other_value) for each in coding_differences(ours, theirs, **filters)]


def _evolved(id, fields):
    return attrs.evolve(_numbered(id, scheme="pam", value="1"), **fields)


def test_what_only_one_says_is_no_difference():
    assert differing([{"stage": "partial", "outstanding_issues": 0}], [{}]) == []
    assert differing([{"outstanding_issues": 0}], [{"outstanding_issues": 2}]) == [("outstanding_issues", "0", "2")]
    assert differing([{}, part("a", "host", "osce")], [{}, part("b", None, "osce")]) == []


def test_dates_that_may_be_the_same_do_not_differ():
    assert differing([{"date": "2015-02"}], [{"date": "2015-02-12"}]) == []
    assert differing([{"date": "2015-02"}], [{"date": "2015-03~"}]) == [("date", "2015-02", "2015-03~")]
    assert differing([{"date": "2015-02"}], [{"date": "2015-03~"}], certainty="definite") == []
    assert differing([{"date": "2015-04"}], [{"date": "2015-03"}], certainty="definite") == [
        ("date", "2015-04", "2015-03")
    ]


def test_statuses_differ_where_none_can_be_the_same():
    def status(*events):
        return [{"date": "2014", "history": [pt.StatusEvent(status=name, date=date) for name, date in events]}]

    ours, theirs = status(("in_force", "2014-01-01")), status(("signed", "2014-01-01"), ("ended", "2015"))
    assert differing(ours, theirs) == [("status", "in_force", "ended")]
    assert differing(ours, theirs, at="2016", certainty="definite") == [("status", "in_force", "ended")]
    assert differing(ours, theirs, at="2015-06") == [("status", "in_force", "ended; signed")]
    assert differing(ours, theirs, at="2015-06", certainty="definite") == []
    assert differing(ours, status(("in_force", "2014"))) == []


def test_a_party_has_the_roles_of_those_who_speak_for_it_but_not_as_delegates():
    person = pt.Party(id="heidi", name="Heidi Tagliavini", kind="person")
    ours = [{}, person, part("a", "witness", "heidi", on_behalf_of="osce")]
    assert differing(ours, [{}, part("b", "mediator", "osce")]) == [("role of osce", "witness", "mediator")]
    delegate = [{}, person, part("a", "delegation_head", "heidi", on_behalf_of="osce")]
    assert differing(delegate, [{}, part("b", "mediator", "osce")]) == []


# --- cost and laws ----------------------------------------------------------------------------------------------------


def test_many_agreements_of_one_day_and_one_actor_are_not_all_compared():
    many = dataset(*(coded(f"pax.{number:03}", "2015-02-12", coded_by=["pax@v4"]) for number in range(LOOKED_AT + 1)))
    matches = match_agreements(dataset(coded("a", "2015-02-12")), many)
    assert [one.other for one in matches] == [f"pax.{number:03}" for number in range(LOOKED_AT)]
    assert match_agreements(many) == ()


@given(agreement_datasets(), st.none() | plain_points(), plain_points())
def test_laws(ds, at, known_by):
    assert_laws(match_agreements, ds, at, known_by)
    assert_laws(coding_differences, ds, at, known_by)


@settings(max_examples=30)  # two datasets take long to draw
@given(agreement_datasets(), agreement_datasets())
def test_which_of_two_datasets_comes_first_makes_no_difference(one, other):
    there = {
        (match.agreement, match.other, match.matched_by, match.is_ambiguous) for match in match_agreements(one, other)
    }
    back = {
        (match.other, match.agreement, match.matched_by, match.is_ambiguous) for match in match_agreements(other, one)
    }
    assert there == back


@given(agreement_datasets())
def test_matches_say_what_differs_in_them(ds):
    labels = {(one.agreement, one.other, one.label) for one in coding_differences(ds)}
    matches = match_agreements(ds)
    assert labels == {(one.agreement, one.other, label) for one in matches for label in one.differences}
