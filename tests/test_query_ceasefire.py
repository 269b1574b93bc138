"""Ceasefires and pauses: in effect from when to when, how long unbroken, and broken how soon."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount, as_known
from peacetalks.query.ceasefire import ceasefires
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets
from tests.test_query_measure import event, holding, measure_datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
NOT_KNOWN = Amount(None, None)


def truce(*history, id="m", kind="ceasefire", **fields):
    return pt.Measure(id=id, kind=kind, history=history, **fields)


def only(*history, **asked):
    (one,) = ceasefires(holding(truce(*history)), **asked)
    return one


def days(*history, **asked):
    """How long a ceasefire was in effect, and how long unbroken, in words."""
    one = only(*history, **asked)
    return str(one.duration), str(one.unbroken)


BEGUN = event("in_force", "2026-01-01")
BROKEN = event("violated", "2026-01-04")
ENDED = event("expired", "2026-01-11")

# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_pause_in_the_article_is_told_of_and_nothing_is_said_of_when():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    (pause,) = ceasefires(article)
    assert (pause.measure, pause.kind, pause.status, pause.is_in_force) == (
        "bombardment-pause", "bombardment_pause", None, None,
    )  # fmt: skip
    assert (pause.start, pause.end, pause.duration, pause.unbroken) == (None, None, NOT_KNOWN, NOT_KNOWN)
    assert (str(pause.planned_duration), pause.violations, pause.by) == ("short-term", 0, ())
    assert pause.according_to == ("article",)
    assert ceasefires(article, is_in_force=True) == ceasefires(article, is_in_force=False) == ()
    assert ceasefires(article, at="2026-02-05") == (pause,)
    assert ceasefires(article, at="2026-02-05", certainty="definite") == ()
    (asked,) = ceasefires(article, within_days=7)
    assert asked.is_violated_within is None


def test_there_is_no_ceasefire_in_abu_dhabi():
    assert ceasefires(pt.load(EXAMPLES / "abu-dhabi-2026.yaml")) == ()


# --- how long ---------------------------------------------------------------------------------------------------------


def test_days_are_counted_from_day_to_day():
    assert days(BEGUN, ENDED) == ("10", "10")
    assert days(BEGUN, BROKEN, ENDED) == ("10", "3")
    assert days(BEGUN, BROKEN, ENDED, at="2026-01-03") == ("2", "2")
    assert days(BEGUN, BROKEN, ENDED, at="2026-01-08") == ("7", "3")
    assert days(BEGUN, BROKEN, ENDED, at="2027") == ("10", "3")
    one = only(BEGUN, BROKEN, ENDED)
    assert (str(one.start), str(one.end), one.violations, one.status) == ("2026-01-01", "2026-01-11", 1, "expired")
    assert [str(place) for place in one.evidence] == ["m/history/0", "m/history/1", "m/history/2"]


def test_days_span_what_the_dates_allow():
    assert days(event("in_force", "2026-01"), event("expired", "2026-02-10")) == ("10 to 40", "10 to 40")
    assert days(BEGUN, event("expired", "2026-01")) == ("0 to 30", "0 to 30")
    assert days(BEGUN, at="2026-02") == ("31 to 58", "31 to 58")
    assert days(event("in_force", "2026-01-01~"), ENDED) == ("unknown", "unknown")
    assert days(BEGUN, event("violated", "2026-01"), event("violated", "2026-01-10"), ENDED) == ("10", "0 to 9")
    assert days(BEGUN, event("expired", "2026-01-11~")) == ("at least 0", "at least 0")


def test_an_end_that_may_come_later_counts_up_to_the_time_asked_for():
    assert days(BEGUN, event("expired", "2026-01"), at="2026-01-11") == ("0 to 10", "0 to 10")
    assert days(BEGUN, event("expired"), at="2026-01-11") == ("0 to 10", "0 to 10")
    assert days(BEGUN, event("violated"), at="2026-01-11") == ("10", "0 to 10")


def test_without_a_time_an_open_stretch_lasted_at_least_to_the_last_claim():
    assert days(BEGUN) == ("at least 0", "at least 0")
    assert days(BEGUN, event("partly_observed", "2026-01-08")) == ("at least 7", "at least 7")
    assert days(BEGUN, BROKEN) == ("at least 3", "3")
    assert days(BEGUN, BROKEN, event("expired")) == ("at least 3", "3")


def test_a_breach_that_comes_first_shows_only_that_it_had_begun():
    assert days(BROKEN, ENDED) == ("at least 7", "at least 0")
    assert days(event("in_force"), BROKEN, ENDED) == ("at least 7", "at least 0")
    assert str(only(BROKEN).start) == "2026-01-04"
    assert days(event("in_force")) == ("unknown", "unknown")


def test_an_interval_begins_and_ends_by_itself():
    lasted = event("in_force", "2026-01-01/2026-01-03")
    one = only(lasted, at="2026-02-01")
    assert (str(one.start), str(one.end), one.duration, one.is_in_force) == (
        "2026-01-01",
        "2026-01-03",
        Amount(2, 2),
        False,
    )
    assert days(lasted, at="2026-01-02") == ("1", "1")
    assert days(event("in_force", "2026-01-01/.."), at="2026-01-11") == ("10", "10")
    assert days(event("in_force", "2026-01-01/"), at="2026-01-11") == ("0 to 10", "0 to 10")
    assert only(event("in_force", "../2026-01-03")).start is None


def test_in_force_again_is_another_stretch():
    history = BEGUN, event("suspended", "2026-01-05"), event("in_force", "2026-01-07"), event("lifted", "2026-01-20")
    first, second = ceasefires(holding(truce(*history)), at="2026-01-10")
    assert [(str(one.start), one.duration, one.is_in_force) for one in (first, second)] == [
        ("2026-01-01", Amount(4, 4), False),
        ("2026-01-07", Amount(3, 3), True),
    ]
    assert {first.status, second.status} == {"in_force"}
    assert [one.is_in_force for one in ceasefires(holding(truce(*history)))] == [False, False]


def test_what_was_only_proposed_has_no_start():
    one = only(event("proposed", "2026-01-01"))
    assert (one.status, one.start, one.duration, one.is_in_force) == ("proposed", None, NOT_KNOWN, False)
    assert ceasefires(holding(truce(event("proposed", "2026-01-01"))), at="2025-01-01") == ()
    assert ceasefires(holding(truce(event("proposed"))), at="2025-01-01", certainty="definite") == ()


# --- in force, and broken how soon ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "is_in_force", "possibly", "definitely"),
    [
        ("2025-12-31", None, [], []),
        ("2026-01-03", True, ["yes"], ["yes"]),
        ("2026-01-15", None, ["yes", "no"], []),
        ("2026-02-01", False, ["no"], ["no"]),
    ],
)
def test_in_force_has_three_answers(at, is_in_force, possibly, definitely):
    dataset = holding(truce(BEGUN, BROKEN, event("lifted", "[2026-01-11..2026-01-20]")))
    assert {one.is_in_force for one in ceasefires(dataset, at=at)} <= {is_in_force}
    for certainty, expected in (("possible", possibly), ("definite", definitely)):
        asked = [("yes", True), ("no", False)]
        assert [
            word for word, answer in asked if ceasefires(dataset, at=at, is_in_force=answer, certainty=certainty)
        ] == expected


def test_an_earlier_stretch_may_still_last_where_dates_leave_it_open():
    history = BEGUN, event("suspended", "[2026-01-05..2026-01-10]"), event("in_force", "[2026-01-06..2026-01-12]")
    stretches = ceasefires(holding(truce(*history)), at="2026-01-07")
    assert [one.is_in_force for one in stretches] == [None, None]
    assert [one.is_in_force for one in ceasefires(holding(truce(*history)), at="2026-01-13")] == [False, True]


@pytest.mark.parametrize(
    ("breach", "at", "within", "answer"),
    [
        (BROKEN, None, 3, True),
        (BROKEN, None, 2, False),
        (BROKEN, "2026-01-03", 3, False),
        (event("violated", "2026-01"), None, 7, None),
        (event("violated", "2026-01"), None, 30, True),
        (event("violated", "2026-01"), "2026-01-10", 30, None),
        (event("violated"), None, 7, None),
        (event("partly_observed", "2026-01-02"), None, 7, False),
        (BROKEN, None, None, None),
    ],
)
def test_broken_within_so_many_days_has_three_answers(breach, at, within, answer):
    assert only(BEGUN, breach, at=at, within_days=within).is_violated_within is answer


def test_breaches_are_counted_and_denials_seen():
    sources = [pt.Source(id=id, title=id) for id in ("a", "b")]
    cited = [[pt.Citation(source=one.id)] for one in sources]
    history = [
        event("in_force", "2026-01-01", citations=cited[0]),
        event("violated", "2026-01-02", citations=cited[0]),
        event("violated", "2026-01-03", citations=cited[1]),
        event("disputed", "2026-01-02", citations=cited[1]),
    ]
    (one,) = ceasefires(holding(*sources, truce(*history)))
    assert (one.violations, one.is_disputed, one.according_to) == (2, True, ("a",))
    assert str(one.unbroken) == "1"
    assert not only(BEGUN, BROKEN).is_disputed
    assert only(event("disputed")).is_disputed


def test_ceasefires_are_narrowed_and_come_in_order_of_start():
    dataset = holding(
        pt.Place(id="kyiv", name="Kyiv"),
        truce(BEGUN, id="a", scope="air", laterality="unilateral", by=["russia"]),
        truce(event("in_force"), id="b", scope="all", laterality="bilateral", places=["kyiv"]),
        truce(event("in_force", "2025-01-01"), id="c", kind="bombardment_pause", purpose="holiday"),
        truce(BEGUN, id="d", kind="sanction"),
        truce(id="e", ceasefire_class="preliminary"),
    )

    def asked(**filters):
        return [one.measure for one in ceasefires(dataset, **filters)]

    assert asked() == ["c", "a", "b", "e"]
    assert asked(scope="air") == asked(laterality=["unilateral"]) == asked(by="russia") == ["a"]
    assert asked(place="kyiv") == asked(scope="all") == ["b"]
    assert asked(purpose="holiday") == asked(kind="bombardment_pause") == asked(measure="c") == ["c"]
    assert asked(ceasefire_class="preliminary") == ["e"]
    assert asked(kind="sanction") == []
    assert asked(is_in_force=True, at="2025-06-01") == ["c", "b"]
    assert asked(is_in_force=True, at="2025-06-01", certainty="definite") == ["c"]


@pytest.mark.parametrize(
    "asked", [{"within_days": -1}, {"within_days": "7"}, {"within_days": True}, {"scope": "everywhere"}, {"at": "soon"}]
)
def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(pt.ValidationError):
        ceasefires(holding(), **asked)


# --- laws -------------------------------------------------------------------------------------------------------------


@given(
    measure_datasets(),
    plain_points() | st.sampled_from(["2026-01-10", "2026-01", "2026-01-31"]),
    st.none() | st.booleans(),
)
def test_what_is_definite_is_possible(dataset, at, is_in_force):
    asked = {"at": at, "is_in_force": is_in_force, "within_days": 5}
    assert set(ceasefires(dataset, **asked, certainty="definite")) <= set(ceasefires(dataset, **asked))


@given(measure_datasets(), plain_points() | st.sampled_from(["2026-01-10", "2026-01", "2026-01-31"]))
def test_no_ceasefire_is_unbroken_for_longer_than_it_lasts(dataset, at):
    for one in ceasefires(dataset, at=at):
        for unbroken, lasted in ((one.unbroken.lower, one.duration.lower), (one.unbroken.upper, one.duration.upper)):
            assert lasted is None or (unbroken is not None and 0 <= unbroken <= lasted)
        assert None in (one.duration.lower, one.duration.upper) or one.duration.lower <= one.duration.upper


@given(st.one_of(datasets(), measure_datasets()), plain_points(), st.sampled_from(["possible", "definite"]))
def test_answers_rest_on_what_was_known_and_on_no_order(dataset, date, certainty):
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    known = ceasefires(dataset, known_by=date, certainty=certainty)
    assert known == ceasefires(as_known(dataset, date, certainty=certainty), certainty=certainty)
    assert ceasefires(dataset, at=date, certainty=certainty) == ceasefires(turned, at=date, certainty=certainty)
    pt.query.to_rows(known)
