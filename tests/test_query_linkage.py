"""Linkages: as the article has them, who accepts them, what must come first, and circles."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.codelists import codelist
from peacetalks.query import as_known
from peacetalks.query.linkage import ACCEPTING, independent_demands, linkages
from peacetalks.query.linkage_cycle import linkage_cycles
from peacetalks.query.linkage_order import ORDERING, prerequisites
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


# --- the examples, by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [None, "2026-02-05"])
def test_which_of_russias_demands_are_tied_to_the_end_of_sanctions_and_who_accepts(article, at):
    (answer,) = linkages(article, by="russia", topic="economy.sanctions", at=at)
    assert (answer.linkage, answer.kind, answer.record, answer.type) == (
        "recognition-for-sanctions",
        "in_exchange_for",
        "d-recognition",
        "demand",
    )
    assert (answer.by, answer.side) == (("russia",), "subject")
    assert (answer.tied_to, answer.together_with, answer.date) == (("d-lift-sanctions",), (), None)
    assert (answer.accepted_by, answer.perhaps_accepted_by) == ((), ())
    assert (answer.linkage_accepted_by, answer.linkage_perhaps_accepted_by) == ((), ())
    assert answer.according_to == ("russia",)
    assert [str(one) for one in answer.evidence] == ["recognition-for-sanctions", "d-recognition"]


def test_all_linkages_of_the_article(article):
    assert [(one.linkage, one.side, one.record, one.tied_to) for one in linkages(article)] == [
        ("economy-apart-from-settlement", "subject", "d-us-economic-agreements", ("ending-the-war",)),
        ("economy-apart-from-settlement", "object", "ending-the-war", ("d-us-economic-agreements",)),
        ("recognition-for-sanctions", "subject", "d-recognition", ("d-lift-sanctions",)),
        ("recognition-for-sanctions", "object", "d-lift-sanctions", ("d-recognition",)),
    ]
    assert all(one.accepted_by == one.perhaps_accepted_by == () for one in linkages(article))


def test_linkages_of_the_article_by_filters(article):
    def records(**asked):
        return [one.record for one in linkages(article, **asked)]

    assert records(kind="in_exchange_for") == ["d-recognition", "d-lift-sanctions"]
    assert records(of="d-lift-sanctions") == ["d-lift-sanctions"]
    assert records(of="recognition-for-sanctions") == ["d-recognition", "d-lift-sanctions"]
    assert records(side="object") == ["ending-the-war", "d-lift-sanctions"]
    assert records(topic="process.settlement") == ["d-us-economic-agreements"]
    assert records(by="ukraine") == []
    assert records(kind="conditional_on") == []
    assert records(at="2026-02-05", certainty="definite") == []


def test_what_is_declared_independent_of_the_settlement(article):
    (answer,) = independent_demands(article, topic="process.settlement")
    assert (answer.demand, answer.by, answer.linkage) == (
        "d-us-economic-agreements",
        ("russia",),
        "economy-apart-from-settlement",
    )
    assert (answer.independent_of, answer.date) == (("ending-the-war",), None)
    assert answer.according_to == ("article",)  # the article says it of Moscow; no words of Moscow's are reported
    assert answer.text == "Russia and the United States make direct economic agreements."
    assert [str(one) for one in answer.evidence] == ["economy-apart-from-settlement", "d-us-economic-agreements"]
    assert independent_demands(article, of="ending-the-war") == independent_demands(article, by="russia") == (answer,)
    assert independent_demands(article, topic="economy.sanctions") == ()
    assert independent_demands(article, by="ukraine") == ()
    assert independent_demands(article, of="d-recognition") == ()


def test_nothing_in_the_article_must_come_first(article):
    assert all(prerequisites(article, of=record.id) == () for record in article)
    assert linkage_cycles(article) == ()


def test_the_talks_have_no_linkages(talks):
    assert linkages(talks) == independent_demands(talks) == linkage_cycles(talks) == ()
    assert prerequisites(talks, of="military-dialogue") == ()


# --- what is tied -----------------------------------------------------------------------------------------------------

PARTIES = [pt.Party(id=id, name=id.title(), kind="state") for id in ("russia", "ukraine", "united-states")]
SOURCES = [pt.Source(id=id, title=id) for id in ("one", "other")]


def demand(id, **fields):
    return pt.Demand(**{"id": id, "by": ["russia"], "kind": "demand", "text": f"{id} comes about.", **fields})


def tie(id, kind, subjects, objects=(), **fields):
    return pt.Linkage(id=id, kind=kind, subjects=list(subjects), objects=list(objects), **fields)


def position(id, party, about, stance, date=None):
    return pt.Position(id=id, by=[party], about=[about], stance=stance, date=date)


def of(*records, demands="abcdefg"):
    return pt.Dataset.from_records([*PARTIES, *SOURCES, *map(demand, demands), *records])


def ends(*records, **asked):
    return [(one.record, one.side, one.tied_to, one.together_with) for one in linkages(of(*records), **asked)]


def test_both_sides_of_a_sentence_are_told_and_what_stands_beside():
    assert ends(tie("l", "in_exchange_for", "ab", "cd")) == [
        ("a", "subject", ("c", "d"), ("b",)),
        ("b", "subject", ("c", "d"), ("a",)),
        ("c", "object", ("a", "b"), ("d",)),
        ("d", "object", ("a", "b"), ("c",)),
    ]


def test_a_package_ties_each_to_all_the_others():
    assert ends(tie("l", "package", "acb")) == [
        ("a", "subject", ("c", "b"), ()),
        ("c", "subject", ("a", "b"), ()),
        ("b", "subject", ("a", "c"), ()),
    ]
    assert ends(tie("l", "package", "ab", "c"))[2] == ("c", "object", ("a", "b"), ())


def test_odd_linkages_are_told_as_they_stand():
    assert ends(tie("l", "in_exchange_for", "aa")) == [("a", "subject", (), ())]
    assert ends(tie("l", "conditional_on", "a", "a")) == [("a", "subject", ("a",), ()), ("a", "object", ("a",), ())]
    assert ends(tie("l", "example.org:delays", "a", "b"), kind="example.org:delays", side="subject") == [
        ("a", "subject", ("b",), ())
    ]
    assert ends(tie("l", "package", "ab"), topic="economy.sanctions") == []


def test_topics_are_those_of_what_a_record_is_tied_to():
    measure = pt.Measure(id="m", kind="sanction", by=["united-states"], topics=["economy.sanctions"])
    paper = pt.Agreement(id="p", name="Paper", provisions=[pt.Provision(topic="economy.sanctions")])
    dataset = of(measure, paper, tie("l", "conditional_on", ["a"], ["m"]), tie("k", "in_exchange_for", ["b"], ["p"]))
    found = linkages(dataset, topic="economy.sanctions")
    assert [(one.record, one.type) for one in found] == [("b", "demand"), ("a", "demand")]
    assert [(one.record, one.type, one.by) for one in linkages(dataset, by="united-states")] == [
        ("m", "measure", ("united-states",))
    ]
    assert [one.by for one in linkages(dataset, of="p")] == [()]


def test_linkages_come_by_date_and_then_id():
    dated = [
        tie("k", "in_exchange_for", "a", "b"),
        tie("l", "in_exchange_for", "a", "b", date="2026-02"),
        tie("m", "in_exchange_for", "a", "b", date="2026-01"),
    ]
    assert [one.linkage for one in linkages(of(*dated), side="subject")] == ["m", "l", "k"]
    assert [one.linkage for one in linkages(of(*dated), side="subject", at="2026-01-31")] == ["m", "k"]
    assert [one.linkage for one in linkages(of(*dated), side="subject", at="2026-01-31", certainty="definite")] == ["m"]


# --- who accepts ------------------------------------------------------------------------------------------------------


def test_accepting_stances_are_those_above_zero_that_are_not_about_ones_own_demands():
    own = {"insists", "maintains", "softens"}
    above_zero = {one.code for one in codelist("stance") if int(one.column("scale") or 0) > 0}
    assert set(ACCEPTING) == above_zero - own


def test_who_accepts_a_demand_and_who_its_linkage():
    dataset = of(
        tie("l", "in_exchange_for", "a", "b"),
        position("p", "ukraine", "a", "accepts"),
        position("q", "united-states", "a", "conditional"),
        position("r", "russia", "a", "insists"),
        position("s", "united-states", "l", "accepts_in_principle"),
        position("t", "ukraine", "l", "rejects"),
        position("u", "ukraine", "b", "ambivalent"),
    )
    first, second = linkages(dataset)
    assert (first.accepted_by, first.linkage_accepted_by) == (("ukraine", "united-states"), ("united-states",))
    assert (first.perhaps_accepted_by, first.linkage_perhaps_accepted_by) == ((), ())
    assert {"p", "q", "s"} <= {one.record for one in first.evidence}
    assert not {"r", "t", "u"} & {one.record for one in first.evidence}
    assert (second.accepted_by, second.linkage_accepted_by) == ((), ("united-states",))
    (whole, _) = linkages(dataset, stance="accepts")
    assert (whole.accepted_by, whole.linkage_accepted_by) == (("ukraine",), ())


def test_who_accepts_for_sure_is_told_from_who_perhaps_does():
    dataset = of(
        tie("l", "in_exchange_for", "a", "b", date="2025"),
        position("p", "ukraine", "a", "accepts", "2026-01-01"),
        position("q", "united-states", "a", "accepts", "2026-02"),
        position("r", "united-states", "l", "accepts", "2026-03"),
    )
    for certainty in ("possible", "definite"):
        answer, _ = linkages(dataset, at="2026-02-05", certainty=certainty)
        assert (answer.accepted_by, answer.perhaps_accepted_by) == (("ukraine",), ("united-states",))
        assert (answer.linkage_accepted_by, answer.linkage_perhaps_accepted_by) == ((), ())


def test_what_a_collective_accepts_is_not_counted_for_its_members():
    bloc = pt.Party(id="bloc", name="Bloc", kind="coalition", members=[pt.Membership(party="ukraine")])
    dataset = of(bloc, tie("l", "in_exchange_for", "a", "b"), position("p", "bloc", "a", "accepts"))
    assert linkages(dataset)[0].accepted_by == ("bloc",)


def test_what_others_ascribe_to_a_party_is_no_sure_acceptance():
    said = pt.Citation(source="one", asserted_by=["russia"])
    ascribed = pt.Position(id="p", by=["ukraine"], about=["a"], stance="accepts", citations=[said])
    dataset = of(tie("l", "in_exchange_for", "a", "b"), ascribed, position("q", "united-states", "a", "accepts"))
    answer, _ = linkages(dataset)
    assert (answer.accepted_by, answer.perhaps_accepted_by) == (("united-states",), ("ukraine",))


def test_who_accepted_and_then_refused_does_not_accept():
    dataset = of(
        tie("l", "in_exchange_for", "a", "b"),
        position("p", "ukraine", "a", "accepts", "2026-01"),
        position("q", "ukraine", "a", "rejects", "2026-02"),
    )
    assert [linkages(dataset, at=at)[0].accepted_by for at in ("2026-01-31", "2026-03", None)] == [("ukraine",), (), ()]


@pytest.mark.parametrize("asked", [{"of": "nothing"}, {"by": "a"}])
def test_filters_for_what_is_not_there_are_refused(asked):
    for helper in (linkages, independent_demands):
        with pytest.raises(pt.NotFoundError):
            helper(of(), **asked)


@pytest.mark.parametrize("asked", [{"kind": "packages"}, {"side": "left"}, {"stance": "yes"}, {"topic": "sanctions"}])
def test_filters_that_cannot_be_are_refused(asked):
    with pytest.raises(pt.ValidationError):
        linkages(of(), **asked)


def test_only_demands_are_listed_as_independent():
    ties = [
        tie("k", "independent_of", ["a", "russia", "a"], ["b"], date="2026-02"),
        tie("l", "conditional_on", "c", "d"),
    ]
    assert [one.demand for one in independent_demands(of(*ties))] == ["a"]
    assert independent_demands(of(*ties), at="2026-01") == ()


# --- what must come first ---------------------------------------------------------------------------------------------


def first(dataset, of="a", **asked):
    return [(one.record, one.kind, one.depth, one.route) for one in prerequisites(dataset, of=of, **asked)]


def test_conditions_lead_on_to_further_conditions():
    dataset = of(
        tie("k", "conditional_on", "a", "b", citations=[pt.Citation(source="one")]),
        tie("l", "conditional_on", "bc", "de", citations=[pt.Citation(source="other", asserted_by=["ukraine"])]),
    )
    assert first(dataset) == [
        ("b", "conditional_on", 1, ("a", "b")),
        ("d", "conditional_on", 2, ("a", "b", "d")),
        ("e", "conditional_on", 2, ("a", "b", "e")),
    ]
    _, answer, _ = prerequisites(dataset, of="a")
    assert (answer.type, answer.linkages, answer.statuses, answer.is_sure) == ("demand", ("k", "l"), (), True)
    assert answer.according_to == ("one", "ukraine")
    assert [str(one) for one in answer.evidence] == ["k", "l"]
    assert first(dataset, of="d") == []


def test_what_is_merely_earlier_is_told_from_what_is_a_condition():
    dataset = of(
        tie("k", "conditional_on", "a", "b"),
        tie("l", "sequenced_after", "b", "c"),
        tie("m", "conditional_on", "c", "d"),
    )
    assert first(dataset) == [
        ("b", "conditional_on", 1, ("a", "b")),
        ("c", "sequenced_after", 2, ("a", "b", "c")),
        ("d", "sequenced_after", 3, ("a", "b", "c", "d")),
    ]
    assert [one[0] for one in first(dataset, kind="conditional_on")] == ["b"]
    assert [one[0] for one in first(dataset, kind="sequenced_after")] == ["c", "d"]


def test_a_longer_way_of_conditions_counts_more_than_a_shorter_one_of_mere_order():
    dataset = of(
        tie("k", "sequenced_after", "a", "c"),
        tie("l", "conditional_on", "a", "b"),
        tie("m", "conditional_on", "b", "c"),
    )
    assert first(dataset) == [("b", "conditional_on", 1, ("a", "b")), ("c", "conditional_on", 2, ("a", "b", "c"))]


def test_other_kinds_tell_no_order():
    kinds = ["in_exchange_for", "independent_of", "undermines", "example.org:delays"]
    ties = [tie(f"l{number}", kind, "a", "b") for number, kind in enumerate(kinds)]
    assert first(of(*ties, tie("p", "package", "ab"))) == []


def test_a_circle_does_not_lead_back_to_its_beginning():
    dataset = of(tie("k", "conditional_on", "a", "b"), tie("l", "conditional_on", "b", "ab"))
    assert first(dataset) == [("b", "conditional_on", 1, ("a", "b"))]


def test_how_what_comes_first_stands_is_told():
    history = [pt.StatusEvent(status="announced", date="2026-01"), pt.StatusEvent(status="in_force", date="2026-02")]
    measure = pt.Measure(id="m", kind="ceasefire", history=history)
    dataset = of(measure, tie("l", "conditional_on", ["a"], ["m"]))
    statuses = [prerequisites(dataset, of="a", at=at)[0].statuses for at in (None, "2026-01-31", "2026-02-05")]
    assert statuses == [("in_force",), ("announced",), ("in_force", "announced")]


def test_ways_that_may_have_held_stand_beside_those_that_did():
    dataset = of(
        tie("k", "conditional_on", "a", "b", date="2026-01-01"),
        tie("l", "conditional_on", "b", "c", date="2026-01-01"),
        tie("m", "conditional_on", "a", "cd", date="2026-02"),
        tie("n", "conditional_on", "a", "b", date="2026-02"),
        tie("o", "conditional_on", "a", "e", date="2026-03"),
    )
    sure = [("b", 1, True), ("c", 2, True)]
    found = prerequisites(dataset, of="a", at="2026-02-05", certainty="definite")
    assert [(one.record, one.depth, one.is_sure) for one in found] == sure
    found = prerequisites(dataset, of="a", at="2026-02-05")
    assert [(one.record, one.depth, one.is_sure) for one in found] == [
        ("b", 1, True),
        ("c", 1, False),
        ("d", 1, False),
        ("c", 2, True),
    ]


def test_of_what_is_not_there_nothing_can_be_asked():
    with pytest.raises(pt.NotFoundError):
        prerequisites(of(), of="nothing")
    with pytest.raises(pt.ValidationError):
        prerequisites(of(), of="a", kind="package")


def test_what_was_not_known_has_no_prerequisites():
    late = pt.Source(id="late", title="Late", published="2026-03-01")
    link = tie("l", "conditional_on", "a", "b", citations=[pt.Citation(source="late")])
    assert len(prerequisites(of(late, link), of="a")) == 1
    assert prerequisites(of(late, link), of="a", known_by="2026-02-01") == ()
    assert prerequisites(of(late, link), of="l", known_by="2026-02-01") == ()


# --- circles ----------------------------------------------------------------------------------------------------------


def circles(*ties, **asked):
    return [(one.records, one.kind, one.route, one.linkages) for one in linkage_cycles(of(*ties), **asked)]


def test_each_side_waits_for_the_other():
    ties = [tie("k", "conditional_on", "b", "a"), tie("l", "conditional_on", "a", "b")]
    assert circles(*ties) == [(("a", "b"), "conditional_on", ("a", "b"), ("l", "k"))]


def test_an_order_that_cannot_be_kept_is_no_circle_of_conditions():
    ties = [
        tie("k", "conditional_on", "b", "c"),
        tie("l", "conditional_on", "c", "a"),
        tie("m", "sequenced_after", "a", "b"),
    ]
    expected = [(("a", "b", "c"), "sequenced_after", ("a", "b", "c"), ("m", "k", "l"))]
    assert circles(*ties) == circles(*ties, kind="sequenced_after") == expected
    assert circles(*ties, kind="conditional_on") == []


def test_a_wider_circle_of_order_stands_beside_the_one_of_conditions_in_it():
    ties = [
        tie("k", "conditional_on", "a", "b"),
        tie("l", "conditional_on", "b", "a"),
        tie("m", "sequenced_after", "b", "c"),
        tie("n", "conditional_on", "c", "b"),
    ]
    found = circles(*ties, tie("o", "sequenced_after", "a", "b"))
    assert (
        found
        == [
            (("a", "b", "c"), "sequenced_after", ("b", "c"), ("m", "n")),
            (("a", "b"), "conditional_on", ("a", "b"), ("k", "l")),
        ][::-1]
    )


def test_a_record_may_wait_for_itself():
    assert circles(tie("l", "conditional_on", "ab", "ac")) == [(("a",), "conditional_on", ("a",), ("l",))]


def test_circles_that_share_records_are_told_once():
    ties = [
        tie("k", "conditional_on", "a", "bc"),
        tie("l", "conditional_on", "b", "a"),
        tie("m", "conditional_on", "c", "d"),
        tie("n", "conditional_on", "d", "a"),
        tie("o", "conditional_on", "e", "a"),
        tie("p", "conditional_on", "f", "g"),
        tie("q", "conditional_on", "g", "f"),
    ]
    assert circles(*ties) == [
        (("a", "b", "c", "d"), "conditional_on", ("a", "b"), ("k", "l")),
        (("f", "g"), "conditional_on", ("f", "g"), ("p", "q")),
    ]


def test_circles_that_may_have_held_stand_around_those_that_did():
    ties = [
        tie("k", "conditional_on", "a", "b", date="2026-01"),
        tie("l", "sequenced_after", "b", "a", date="2026-01"),
        tie("m", "conditional_on", "b", "a", date="2026-02"),
        tie("n", "conditional_on", "b", "c", date="2026-02"),
        tie("o", "conditional_on", "c", "a", date="2026-02"),
        tie("p", "conditional_on", "d", "d", date="2026-03"),
    ]
    dataset = of(*ties)
    sure, possible = (
        [(one.records, one.kind, one.is_sure) for one in linkage_cycles(dataset, at="2026-02-05", certainty=certainty)]
        for certainty in ("definite", "possible")
    )
    assert sure == [(("a", "b"), "sequenced_after", True)]
    assert possible == [(("a", "b"), "sequenced_after", True), (("a", "b", "c"), "conditional_on", False)]
    later = linkage_cycles(dataset.without(["n"]), at="2026-02-05")
    assert [(one.records, one.kind, one.is_sure) for one in later] == [
        (("a", "b"), "conditional_on", False),
        (("a", "b"), "sequenced_after", True),
    ]


def test_a_long_chain_is_no_trouble():
    ids = [f"d{number:04}" for number in range(3000)]
    ties = [
        tie(f"l{one}", "conditional_on", [one], [other]) for one, other in zip(ids, [*ids[1:], ids[0]], strict=True)
    ]
    (circle,) = linkage_cycles(of(*ties, demands=ids))
    assert circle.route == tuple(ids)
    assert prerequisites(of(*ties[-200:], demands=ids), of=ids[-200])[-1].depth == 200


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def tied(draw, kinds=("conditional_on", "sequenced_after", "in_exchange_for", "package", "independent_of")):
    """Datasets of a few demands with many linkages among them, some of which are tied themselves."""
    records = st.sampled_from("abcde")
    days = st.none() | st.sampled_from(["2026-01", "2026-01-31", "2026-02-01", "2026-01/2026-01-31"])
    made = st.builds(
        tie,
        st.sampled_from("lmnopqr"),
        st.sampled_from(kinds),
        st.lists(records, min_size=1, max_size=3),
        st.lists(records, max_size=2),
        date=days,
    )
    ties = draw(st.lists(made, max_size=6, unique_by=lambda one: one.id))
    stances = st.builds(
        position,
        st.sampled_from(["s", "t", "u"]),
        st.sampled_from(["ukraine", "russia"]),
        st.sampled_from(["a", "b", *(one.id for one in ties)]),
        st.sampled_from(["accepts", "rejects", "conditional"]),
        days,
    )
    return of(*ties, *draw(st.lists(stances, max_size=3, unique_by=lambda one: one.id)), demands="abcde")


HELPERS = [
    linkages,
    independent_demands,
    linkage_cycles,
    lambda dataset, **asked: prerequisites(dataset, of="a", **asked),
]
TIMES = st.sampled_from(["2026-01-30", "2026-01-31", "2026-02", "2026-02-01"])


@pytest.mark.parametrize("helper", HELPERS)
@given(dataset=tied(), at=TIMES)
def test_what_is_so_for_sure_may_be_so(helper, dataset, at):
    definite, possible = (set(helper(dataset, at=at, certainty=one)) for one in ("definite", "possible"))
    assert definite <= possible


def leads_to(dataset, kinds):
    """Everything that each record waits for, by going round until nothing is added."""
    waits = {record.id: set() for record in dataset}
    while True:
        before = sum(map(len, waits.values()))
        for one in dataset.linkages:
            if one.kind in kinds:
                for subject in one.subjects:
                    waits[subject].update(one.objects, *(waits[object] for object in one.objects))
        if before == sum(map(len, waits.values())):
            return waits


@given(tied())
def test_prerequisites_and_circles_are_what_a_plain_search_finds(dataset):
    conditions, all_waits = leads_to(dataset, ORDERING[:1]), leads_to(dataset, ORDERING)
    found = prerequisites(dataset, of="a")
    assert {one.record for one in found} == all_waits["a"] - {"a"}
    assert {one.record for one in found if one.kind == "conditional_on"} == conditions["a"] - {"a"}
    together = {
        tuple(sorted(two for two in waits if one in all_waits[two])) for one, waits in all_waits.items() if one in waits
    }
    wide = {circle.records for circle in linkage_cycles(dataset)}
    assert together <= wide
    assert {one for records in wide for one in records} == {one for one, waits in all_waits.items() if one in waits}


@given(tied())
def test_a_way_round_can_be_gone(dataset):
    for circle in linkage_cycles(dataset):
        steps = zip(circle.route, circle.linkages, [*circle.route[1:], circle.route[0]], strict=True)
        assert all(one in dataset[link].subjects and other in dataset[link].objects for one, link, other in steps)
        assert circle.route[0] == min(circle.route)
        assert set(circle.route) <= set(circle.records)
        assert circle.kind in {dataset[link].kind for link in circle.linkages}


@pytest.mark.parametrize("helper", HELPERS[:3])
@given(dataset=datasets(), date=plain_points(), certainty=st.sampled_from(["possible", "definite"]))
def test_any_dataset_is_answered_as_it_stood_and_in_whatever_order(helper, dataset, date, certainty):
    known = as_known(dataset, date, certainty=certainty)
    assert helper(dataset, known_by=date, certainty=certainty) == helper(known, certainty=certainty)
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert helper(turned, at=date, certainty=certainty) == helper(dataset, at=date, certainty=certainty)
