"""Demands and ultimatums: as the examples have them, as dates decide on them, and as laws over any dataset."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.demand import demands, may_stand
from peacetalks.query.question import Question
from peacetalks.query.ultimatum import STATES, ultimatums
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def ids(answers):
    return [one.demand for one in answers]


# --- the examples, by hand --------------------------------------------------------------------------------------------

RUSSIAN = [
    "d-exclude-europe",
    "d-lift-sanctions",
    "d-maximum-concessions",
    "d-moscow-demands",
    "d-recognition",
    "d-us-economic-agreements",
]


def test_demands_of_the_article_by_their_fields(article):
    assert ids(demands(article, by="russia")) == RUSSIAN
    assert ids(demands(article, by=["united-kingdom"])) == ["d-no-unfavourable-deal"]
    assert ids(demands(article, by="ukraine")) == []
    assert ids(demands(article, to="united-states")) == ["d-us-economic-agreements"]
    assert ids(demands(article, concerning=["ukraine", "european-countries"])) == [
        "d-exclude-europe",
        "d-no-unfavourable-deal",
    ]
    assert ids(demands(article, kind="ultimatum")) == ["d-exclude-europe"]
    assert ids(demands(article, topic="economy.sanctions")) == ["d-lift-sanctions"]
    assert ids(demands(article, issue="recognition-of-territories")) == ["d-recognition"]
    assert ids(demands(article, by="russia", process="talks")) == RUSSIAN[:-1]
    assert ids(demands(article, part_of="d-moscow-demands")) == [
        "d-exclude-europe",
        "d-lift-sanctions",
        "d-recognition",
    ]
    assert ids(demands(article, round="current-round")) == []


def test_what_is_told_of_a_demand(article):
    (answer,) = demands(article, kind="ultimatum")
    assert (answer.by, answer.to, answer.concerning) == (("russia",), (), ("european-countries",))
    assert (answer.polarity, answer.text) == ("prevent", "European countries take part in the negotiations.")
    assert (answer.topics, answer.issue, answer.process) == (("process.participation",), None, "talks")
    assert (answer.part_of, answer.round, answer.value, answer.deadline, answer.date) == (
        "d-moscow-demands",
        None,
        None,
        None,
        None,
    )
    assert answer.statuses == ()
    assert not answer.is_disputed
    assert answer.according_to == ("article", "russia")
    assert [str(one) for one in answer.evidence] == ["d-exclude-europe"]


def test_what_is_ascribed_is_told_from_what_is_claimed(article):
    ascribed, claimed = demands(article, topic=["economy.trade_agreements", "sovereignty.recognition"])[::-1]
    assert (ascribed.demand, ascribed.according_to) == ("d-us-economic-agreements", ("article",))
    assert (claimed.demand, claimed.according_to) == ("d-recognition", ("russia",))


def test_an_article_without_dates_has_perhaps_made_all_its_demands_and_none_for_sure(article):
    assert demands(article, at="1900") == demands(article)
    assert demands(article, at="2099", certainty="definite") == ()
    assert demands(article, certainty="definite") == demands(article)


def test_which_demands_no_linkage_names(article):
    linked = {"d-recognition", "d-lift-sanctions", "d-us-economic-agreements"}
    assert set(ids(demands(article, is_linked=True))) == linked
    assert ids(demands(article, by="russia", is_linked=False)) == [one for one in RUSSIAN if one not in linked]


def test_the_talks_have_no_demands(talks):
    assert demands(talks, by="russia", at="2026-02-05") == ()
    assert ultimatums(talks) == ()


def test_the_ultimatum_of_the_article_has_no_deadline(article):
    for at in (None, "2026-02-05"):
        (answer,) = ultimatums(article, by="russia", state="no_deadline", at=at)
        assert (answer.demand, answer.states) == ("d-exclude-europe", ("no_deadline",))
    assert (answer.deadline, answer.consequence, answer.to, answer.date) == (None, None, (), None)
    assert (answer.kind, answer.polarity, answer.according_to) == ("ultimatum", "prevent", ("article", "russia"))
    assert ultimatums(article, state=["overdue", "open"]) == ()


# --- what decides -----------------------------------------------------------------------------------------------------

SOURCE = pt.Source(id="source", title="A source")
OTHER = pt.Source(id="other", title="Another source")
RUSSIA, UKRAINE = (pt.Party(id=id, name=id.title(), kind="state") for id in ("russia", "ukraine"))


def demand(id="d", **fields):
    return pt.Demand(**{"id": id, "by": ["russia"], "kind": "ultimatum", "text": "Something.", **fields})


def event(status, date=None, **fields):
    return pt.StatusEvent(status=status, date=date, **fields)


def of(*records):
    return pt.Dataset.from_records([SOURCE, OTHER, RUSSIA, UKRAINE, *records])


@pytest.mark.parametrize(
    ("fields", "possible", "definite"),
    [
        ({"date": "2026-02-04"}, True, True),
        ({"date": "2026-02-05"}, True, True),
        ({"date": "2026-02-06"}, False, False),
        ({"date": "2026-02"}, True, False),
        ({}, True, False),
        ({"history": [event("raised")]}, True, False),
        ({"history": [event("raised", "2026-02-04")]}, True, True),
        ({"history": [event("raised", "2026-02-06")]}, False, False),
        ({"history": [event("raised"), event("met", "2026-02-04")]}, True, True),
        ({"history": [event("disputed", "2026-02-04")]}, True, False),
        ({"date": "2026-02-06", "history": [event("raised", "2026-02-04")]}, False, False),
        ({"date": "2026-01-01/2026-01-10"}, True, True),
        ({"date": pt.Date(text="before spring")}, True, False),
    ],
)
def test_when_a_demand_has_been_made(fields, possible, definite):
    dataset = of(demand(**fields))
    made = [bool(demands(dataset, at="2026-02-05", certainty=one)) for one in ("possible", "definite")]
    assert made == [possible, definite]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ({"date": "2026-02"}, "2026-02"),
        ({"history": [event("met", "2026-03"), event("raised", "2026-02")]}, "2026-02"),
        ({"history": [event("met", "2026-03")]}, None),
        ({"history": [event("raised"), event("met", "2026-03")]}, None),
        ({}, None),
    ],
)
def test_the_date_of_a_demand_is_that_of_its_making_only(fields, date):
    (answer,) = demands(of(demand(**fields)))
    assert answer.date == (date and pt.Date(date))


def test_the_status_is_the_last_one_by_the_time():
    history = [event("raised", "2026-01-01"), event("modified", "2026-02"), event("withdrawn", "2026-03-01")]
    dataset = of(demand(history=history))

    def statuses(at, **asked):
        return [one.statuses for one in demands(dataset, at=at, **asked)]

    assert statuses("2026-01-15") == [("raised",)]
    assert statuses("2026-02-15") == [("modified", "raised")]
    assert statuses("2026-02-15", certainty="definite") == [("modified", "raised")]
    assert statuses("2026-02-28") == [("modified",)]
    assert statuses(None) == [("withdrawn",)]
    assert statuses("2026-02-15", status="raised") == [("modified", "raised")]
    assert statuses("2026-02-15", status="raised", certainty="definite") == []
    assert statuses("2026-02-15", status="withdrawn") == []
    assert statuses("2026-02-28", status=["modified"], certainty="definite") == [("modified",)]


def test_a_status_that_is_denied_is_disputed():
    denial = event("disputed", "2026-01-01", citations=[pt.Citation(source="other")])
    history = [event("met", "2026-01-01", citations=[pt.Citation(source="source")]), denial]
    (answer,) = demands(of(demand(history=history)), at="2026-02-01")
    assert (answer.statuses, answer.is_disputed) == (("met",), True)
    assert [str(one) for one in answer.evidence] == ["d", "d/history/0", "d/history/1"]
    assert answer.sources == ("source", "other")


def test_the_process_of_a_demand_is_its_own_or_that_of_its_round():
    processes = [pt.Process(id=id, name=id) for id in ("one", "two")]
    meeting = pt.Round(id="meeting", process="one")
    bare = pt.Round(id="bare")
    made = [demand("a", round="meeting"), demand("b", round="meeting", process="two"), demand("c", round="bare")]
    dataset = of(*processes, meeting, bare, *made)
    assert ids(demands(dataset, process="one")) == ["a"]
    assert ids(demands(dataset, process="two")) == ["b"]
    assert ids(ultimatums(dataset, process="one")) == ["a"]
    assert ids(demands(dataset, round="meeting")) == ["a", "b"]
    assert [one.process for one in demands(dataset)] == ["one", "two", None]


def test_demands_come_by_date_and_then_id():
    made = [demand("a"), demand("b", date="2026-02"), demand("d", date="2026-01"), demand("c", date="2026-01")]
    assert ids(demands(of(*made))) == ["c", "d", "b", "a"]


def test_a_link_that_may_have_held_decides_neither_for_sure():
    def link(date):
        return pt.Linkage(id="l", kind="in_exchange_for", subjects=["d"], objects=["russia"], date=date)

    def is_linked(date, certainty):
        dataset = of(demand(date="2026-01-01"), link(date))
        both = (demands(dataset, is_linked=one, at="2026-02-05", certainty=certainty) for one in (True, False))
        return [bool(found) for found in both]

    assert is_linked("2026-01-01", "definite") == [True, False] == is_linked("2026-01-01", "possible")
    assert is_linked("2026-03-01", "definite") == [False, True] == is_linked("2026-03-01", "possible")
    assert is_linked("2026-01-01/2026-01-31", "definite") == [False, True]
    assert is_linked("2026-02", "definite") == [False, False]
    assert is_linked("2026-02", "possible") == [True, True]


@pytest.mark.parametrize(
    ("deadline", "at", "states"),
    [
        ("2026-02-04", "2026-02-05", ("overdue",)),
        ("2026-02-05", "2026-02-05", ("overdue", "open")),
        ("2026-02-06", "2026-02-05", ("open",)),
        ("2026-02", "2026-02-05", ("overdue", "open")),
        ("2026-01/2026-02-04", "2026-02-05", ("overdue",)),
        ("2026-02-04?", "2026-02-05", ("overdue", "open")),
        (pt.Date(text="before spring"), "2026-02-05", ("overdue", "open")),
        ("2026-02-04", "2026-02", ("overdue", "open")),
        ("2026-02-04", None, ("overdue", "open")),
        (None, "2026-02-05", ("no_deadline",)),
    ],
)
def test_a_deadline_has_passed_or_not_or_perhaps(deadline, at, states):
    dataset = of(demand(date="2026-01-01", deadline=deadline))
    (answer,) = ultimatums(dataset, at=at)
    assert answer.states == states
    for state in STATES:
        assert bool(ultimatums(dataset, at=at, state=state)) is (state in states)
        assert bool(ultimatums(dataset, at=at, state=state, certainty="definite")) is (states == (state,))


@pytest.mark.parametrize(
    ("history", "states"),
    [
        ([], ("overdue",)),
        ([event("raised", "2026-01-01")], ("overdue",)),
        ([event("partly_met", "2026-01-02")], ("overdue",)),
        ([event("met", "2026-01-02")], ("met",)),
        ([event("withdrawn", "2026-01-02")], ("withdrawn",)),
        ([event("lapsed", "2026-01-02")], ("lapsed",)),
        ([event("superseded", "2026-01-02")], ("superseded",)),
        ([event("met", "2026-03-01")], ("overdue",)),
        ([event("raised", "2026-01-01"), event("met", "2026-02")], ("overdue", "met")),
        ([event("met")], ("overdue", "met")),
        ([event("met", "2026-01-01/2026-01-10")], ("overdue",)),
        ([event("met", "2026-01-01/2026-02")], ("overdue", "met")),
        ([event("disputed", "2026-01-02")], ("overdue",)),
    ],
)
def test_what_settled_an_ultimatum(history, states):
    dataset = of(demand(date="2026-01-01", deadline="2026-01-31", history=history))
    (answer,) = ultimatums(dataset, at="2026-02-05")
    assert answer.states == states
    for certainty, expected in (("possible", "overdue" in states), ("definite", states == ("overdue",))):
        question = Question.of(dataset, "2026-02-05", None, certainty)
        assert may_stand(dataset["d"], question) is expected


def test_ultimatums_come_by_deadline_and_others_only_when_asked_for():
    made = [
        demand("a"),
        demand("b", deadline="2026-03", to=["ukraine"], consequence="War.", topics=["security.ceasefire"]),
        demand("c", deadline="2026-02", by=["ukraine"]),
        demand("e", deadline="2026-01", kind="request"),
    ]
    dataset = of(*made)
    assert ids(ultimatums(dataset)) == ["c", "b", "a"]
    assert ids(ultimatums(dataset, kind=None)) == ["e", "c", "b", "a"]
    assert ids(ultimatums(dataset, kind="request")) == ["e"]
    assert ids(ultimatums(dataset, by="ukraine")) == ["c"]
    assert ids(ultimatums(dataset, to="ukraine", topic="security.ceasefire")) == ["b"]
    assert [one.consequence for one in ultimatums(dataset)] == [None, "War.", None]


def test_what_was_not_known_yet_is_not_told():
    late = pt.Source(id="late", title="Late", published="2026-03-01")
    cited = demand(date="2026-01-01", deadline="2026-02-01", citations=[pt.Citation(source="late")])
    dataset = of(late, cited)
    assert ids(ultimatums(dataset, at="2026-02-05", state="overdue")) == ["d"]
    assert ultimatums(dataset, at="2026-02-05", known_by="2026-02-05") == ()


@pytest.mark.parametrize("asked", [{"by": "d"}, {"by": "nobody"}, {"part_of": "russia"}, {"round": "d"}])
def test_filters_for_what_is_not_there_are_refused(asked):
    with pytest.raises(pt.NotFoundError):
        demands(of(demand()), **asked)


@pytest.mark.parametrize("asked", [{"kind": "ultimate"}, {"topic": "sanctions"}, {"status": "mett"}, {"at": "soon"}])
def test_filters_that_cannot_be_are_refused(asked):
    with pytest.raises(pt.ValidationError):
        demands(of(demand()), **asked)


def test_a_state_that_there_is_not_is_refused():
    with pytest.raises(pt.ValidationError, match="overdue"):
        ultimatums(of(), state="overdu")


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def dated_demands(draw):
    """Datasets of demands with histories and deadlines around a few days, so that they come near each other."""
    days = st.none() | st.sampled_from(["2026-01", "2026-01-31", "2026-02-01", "2026-02-01?", "2026-01-30/2026-02-01"])
    events = st.builds(event, st.sampled_from(["raised", "met", "disputed", "withdrawn"]), days)
    made = st.builds(
        demand,
        id=st.sampled_from("abc"),
        kind=st.sampled_from(["ultimatum", "demand"]),
        date=days,
        deadline=days,
        history=st.lists(events, max_size=3),
    )
    return of(*draw(st.lists(made, max_size=3, unique_by=lambda one: one.id)))


TIMES = st.sampled_from(["2026-01-30", "2026-01-31", "2026-02-01", "2026-02", "2026-02-02"])
HELPERS = [demands, ultimatums]
ASKED = st.fixed_dictionaries({}, optional={"kind": st.sampled_from(["ultimatum", "demand"])})


@pytest.mark.parametrize("helper", HELPERS)
@given(dataset=dated_demands(), at=TIMES, asked=ASKED, status=st.none() | st.sampled_from(["met", "withdrawn"]))
def test_what_is_so_for_sure_may_be_so(helper, dataset, at, asked, status):
    name = "status" if helper is demands else "state"
    definite, possible = (
        helper(dataset, at=at, certainty=one, **asked, **{name: status}) for one in ("definite", "possible")
    )
    assert set(definite) <= set(possible)


@given(dataset=dated_demands(), at=TIMES)
def test_an_ultimatum_has_become_of_something(dataset, at):
    for one in ultimatums(dataset, kind=None, at=at):
        assert one.states
        assert set(one.states) <= set(STATES)


@pytest.mark.parametrize("helper", HELPERS)
@given(dataset=datasets(), date=plain_points(), certainty=st.sampled_from(["possible", "definite"]))
def test_any_dataset_is_answered_as_it_stood_and_in_whatever_order(helper, dataset, date, certainty):
    assert helper(dataset, known_by=date, certainty=certainty) == helper(
        as_known(dataset, date, certainty=certainty), certainty=certainty
    )
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert helper(turned, at=date, certainty=certainty) == helper(dataset, at=date, certainty=certainty)
