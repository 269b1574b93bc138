"""Where sources disagree: both examples by hand, each kind of fact, what is no disagreement, laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.disagreement import disagreements
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


# --- the examples, by hand --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def abu_dhabi():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def test_two_disagreements_in_abu_dhabi(abu_dhabi):
    number, date = disagreements(abu_dhabi)
    assert (number.record, number.field, number.relation) == ("exchange-of-february-2026", "quantity", "unclear")
    assert (number.value, number.according_to) == ("314 persons, basis unspecified", ("steve-witkoff", "anewz.tv"))
    assert (number.other_value, number.other_according_to) == (
        "157 persons, per side",
        ("turkiye-today", "anews.com.tr"),
    )
    assert (number.credibility, number.other_credibility) == ((), ())
    # About September and 2 October may be one day: nothing definite follows from "~", but the data call it disputed.
    assert (date.record, date.field, date.relation) == ("previous-exchange", "history", "declared")
    assert (date.value, date.according_to) == ("completed 2025-09~", ("steve-witkoff",))
    assert (date.other_value, date.other_according_to) == ("completed 2025-10-02", ())
    assert date.note == "2 October is four months before the new exchange; Witkoff speaks of five."


def test_the_article_does_not_disagree_with_itself():
    assert disagreements(pt.load(EXAMPLES / "moscow-ultimatums.yaml")) == ()


def test_on_the_fourth_nobody_had_said_a_number_yet(abu_dhabi):
    assert [one.record for one in disagreements(abu_dhabi, known_by="2026-02-04")] == ["previous-exchange"]


def test_filters(abu_dhabi):
    assert [one.record for one in disagreements(abu_dhabi, according_to="anews.com.tr")] == [
        "exchange-of-february-2026"
    ]
    assert [one.record for one in disagreements(abu_dhabi, relation="declared")] == ["previous-exchange"]
    assert disagreements(abu_dhabi, relation="contradictory") == ()
    assert disagreements(abu_dhabi, record="round-2") == ()
    assert disagreements(abu_dhabi, party="ukraine") == ()
    assert [one.record for one in disagreements(abu_dhabi, at="2025-12-31")] == ["previous-exchange"]
    assert disagreements(abu_dhabi, at="2025-12-31", certainty="definite") == ()
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        disagreements(abu_dhabi, relation="wrong")
    with pytest.raises(pt.NotFoundError, match="is no Party or Source"):
        disagreements(abu_dhabi, according_to="round-2")


# --- histories --------------------------------------------------------------------------------------------------------

OTHERS = (
    *(pt.Source(id=id, title=id) for id in ("x", "y")),
    *(pt.Party(id=id, name=id, kind="state") for id in ("a", "b")),
)


def cited(source, credibility=None, **fields):
    return [pt.Citation(source=source, credibility=credibility, **fields)] if source else []


def event(status, source="x", **fields):
    return pt.ExchangeEvent(status=status, citations=cited(source), **fields)


def exchange(*history, **fields):
    return pt.Exchange(id="e", kind="prisoner_exchange", history=history, **fields)


def found(*records, **filters):
    rows = disagreements(pt.Dataset.from_records([*OTHERS, *records]), **filters)
    return [(one.field, one.relation, one.value, one.other_value) for one in rows]


def persons(value, **fields):
    return pt.Quantity(value=value, unit="persons", **fields)


def test_progress_is_no_disagreement():
    steps = [event(status, source, date="2026-02-05") for status, source in (("expected", "x"), ("agreed", "y"))]
    assert found(exchange(*steps, event("completed", "y", date="2026-02-05"))) == []


def test_outcomes_that_exclude_each_other():
    done, called_off = event("completed", date="2026-02"), event("cancelled", "y", date="2026-02-05")
    assert found(exchange(done, called_off)) == [("status", "contradictory", "completed", "cancelled")]
    assert found(exchange(event("completed"), event("confirmed", "y"))) == []
    assert found(exchange(done, event("cancelled", "x", date="2026-02-05"))) == []
    assert found(exchange(done, event("cancelled", "y", date="2026-01"))) == []
    lifted = [
        pt.StatusEvent(status=status, citations=cited(source)) for status, source in (("lifted", "x"), ("expired", "y"))
    ]
    assert found(pt.Measure(id="m", kind="sanction", history=lifted)) == [
        ("status", "contradictory", "lifted", "expired")
    ]


def test_two_days_for_what_happens_once():
    first, second = event("completed", date="2026-02-05"), event("completed", "y", date="2026-02-06")
    pair = [("date", "contradictory", "completed 2026-02-05", "completed 2026-02-06")]
    assert found(exchange(first, second)) == pair
    assert found(exchange(event("completed", None, date="2026-02-05"), second)) == pair
    assert found(exchange(first, event("completed", "y", date="2026-02"))) == []
    assert found(exchange(first, event("completed", "y"))) == []
    assert found(exchange(event("under_way", date="2026-02-05"), event("under_way", "y", date="2026-02-06"))) == []


def test_two_sides_may_sign_on_two_days():
    def paper(*signers):
        history = [
            pt.StatusEvent(status="signed", date=f"2026-02-0{day}", by=by, citations=cited(source))
            for day, (by, source) in enumerate(zip(signers, "xy", strict=True), start=1)
        ]
        return pt.Agreement(id="p", name="Paper", history=history)

    assert found(paper(["a"], ["b"])) == []
    assert [row[:2] for row in found(paper(["a"], ["a"]))] == [("date", "contradictory")]
    assert [row[:2] for row in found(paper(["a"], []))] == [("date", "contradictory")]


def test_numbers():
    total = event("agreed", quantity=persons(314, basis="total"))
    assert found(exchange(total, event("agreed", "y", quantity=persons(300, basis="total")))) == [
        ("quantity", "contradictory", "314 persons, total", "300 persons, total")
    ]
    assert found(exchange(total, event("agreed", "y", quantity=persons(157, basis="per_side")))) == [
        ("quantity", "unclear", "314 persons, total", "157 persons, per side")
    ]
    assert [
        row[1] for row in found(exchange(total, event("agreed", "y", quantity=persons(200, basis="per_side"))))
    ] == ["contradictory"]
    at_least = persons(300, basis="total", qualifier="at_least")
    assert found(exchange(total, event("agreed", "y", quantity=at_least))) == []
    assert found(exchange(total, event("agreed", "y"))) == []
    assert found(exchange(total, event("completed", "y", quantity=persons(300, basis="total")))) == []


def test_numbers_of_different_days_are_progress():
    first = event("partly_completed", date="2026-02-05", quantity=persons(50, basis="total"))
    later = event("partly_completed", "y", date="2026-02-06", quantity=persons(90, basis="total"))
    assert found(exchange(first, later)) == []


def test_directions():
    def legs(number):
        return [pt.ExchangeLeg(from_party="a", to_party="b", quantity=persons(number)), pt.ExchangeLeg(from_party="b")]

    assert found(exchange(event("agreed", legs=legs(10)), event("agreed", "y", legs=legs(12)))) == [
        ("quantity", "contradictory", "a to b 10 persons", "a to b 12 persons")
    ]


def test_numbers_of_other_histories():
    def measure(*sizes):
        history = [
            pt.StatusEvent(status="in_force", quantity=size, citations=cited(source))
            for size, source in zip(sizes, "xy", strict=True)
        ]
        return pt.Measure(id="m", kind="economic_aid", history=history)

    usd, eur = (pt.Quantity(value=5, unit=unit) for unit in ("USD", "EUR"))
    assert found(measure(usd, eur)) == [("quantity", "unclear", "5 USD", "5 EUR")]
    assert found(measure(usd, usd)) == []


def test_denials_stand_beside_what_they_deny():
    done = event("completed", date="2026-02-05")
    assert found(exchange(done, event("disputed", "y", date="2026-02"))) == [
        ("status", "denied", "completed", "disputed")
    ]
    assert found(exchange(done, event("disputed", "x", date="2026-02"))) == [("status", "denied", "disputed", None)]
    assert found(exchange(done, event("disputed", "y", date="2026-03"))) == [("status", "denied", "disputed", None)]


def test_credibility_is_told():
    one = pt.StatusEvent(status="concluded", citations=cited("x", "2"))
    other = pt.StatusEvent(status="collapsed", citations=cited("y", "4"))
    (row,) = disagreements(pt.Dataset.from_records([*OTHERS, pt.Process(id="p", name="P", history=[one, other])]))
    assert (row.credibility, row.other_credibility) == (("2",), ("4",))


def test_of_a_pair_both_must_have_begun():
    pair = exchange(event("completed", date="2026-02-05"), event("completed", "y", date="2026-03-01"))
    assert found(pair, at="2026-02-28") == []
    assert len(found(pair, at="2026-03-01", certainty="definite")) == 1


# --- participations ---------------------------------------------------------------------------------------------------

MEETING = pt.Round(id="r")


def part(id, source, **fields):
    return pt.Participation(id=id, activity="r", parties=["a"], citations=cited(source), **fields)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("primary_party", "mediator", "contradictory"),
        ("delegation_head", "delegate", "contradictory"),
        ("mediator", "host", "unclear"),
        ("mediator", "mediator", None),
        ("mediator", None, None),
    ],
)
def test_roles(one, other, relation):
    rows = found(MEETING, part("1", "x", role=one), part("2", "y", role=other))
    assert rows == ([("role", relation, one, other)] if relation else [])
    assert found(MEETING, part("1", "x", role=one), part("2", "x", role=other)) == []


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (None, "excluded", "contradictory"),
        ("walked_out", "absent", "contradictory"),
        (None, "walked_out", "unclear"),
        ("boycotted", "declined", "unclear"),
        (None, "invited", None),
        ("absent", "absent", None),
    ],
)
def test_presence(one, other, relation):
    rows = found(MEETING, part("1", "x", attendance=one), part("2", "y", attendance=other))
    told = [("attendance", relation, one or "took part", other or "took part")]
    assert rows == (told if relation else [])
    assert found(MEETING, part("1", "x", attendance=one), part("2", "x", attendance=other)) == []


def test_presence_on_other_days_is_no_disagreement():
    days = [part("1", "x", date="2026-02-04"), part("2", "y", date="2026-02-05", attendance="absent")]
    assert found(MEETING, *days) == []


def test_numbers_of_delegates():
    def officials(id, source, count):
        return pt.Participation(
            id=id, activity="r", on_behalf_of="b", sectors=["military"], count=persons(count), citations=cited(source)
        )

    (row,) = disagreements(
        pt.Dataset.from_records([*OTHERS, MEETING, officials("1", "x", 3), officials("2", "y", 5)]), party="b"
    )
    assert (row.record, row.field, row.party, row.relation) == ("r", "count", "b", "contradictory")
    assert found(MEETING, officials("1", "x", 3), officials("2", "x", 5)) == []
    assert found(MEETING, officials("1", "x", 3), officials("2", "y", 3)) == []


# --- declared ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "row"),
    [
        (None, (None, "declared", "a: ultimatum: Leave.", None)),
        ("/kind", ("kind", "declared", "ultimatum", None)),
        ("/deadline", ("deadline", "declared", "2026-03", None)),
        ("/to", ("to", "declared", "b", None)),
        ("/to/0", ("to", "declared", "b", None)),
        ("/to/7", ("to", "declared", None, None)),
        ("/consequence", ("consequence", "declared", None, None)),
        ("/history", ("history", "declared", "raised 2026-01; met", None)),
        ("/history/0", ("history", "declared", "raised 2026-01", None)),
        ("/history/0/date", ("date", "declared", "2026-01", None)),
        ("/history/7/date", ("date", "declared", None, None)),
        ("/citations", ("citations", "declared", None, None)),
        ("/kind/upper", ("upper", "declared", None, None)),
        ("/__class__", ("__class__", "declared", None, None)),
    ],
)
def test_what_an_annotation_calls_disputed(path, row):
    demand = pt.Demand(
        id="d",
        by=["a"],
        to=["b"],
        kind="ultimatum",
        text="Leave.",
        deadline="2026-03",
        history=[pt.StatusEvent(status="raised", date="2026-01"), pt.StatusEvent(status="met")],
        citations=cited("x"),
        annotations=[pt.Annotation(motivation="disputed", path=path)],
    )
    assert found(demand) == [row]


def test_a_citation_of_another_part_is_no_claimant_of_the_disputed_one():
    citations = [*cited("x", supports=["/kind"]), *cited("y", supports=["/text"])]
    demand = pt.Demand(
        id="d",
        by=["a"],
        kind="ultimatum",
        text="Leave.",
        citations=citations,
        annotations=[pt.Annotation(motivation="disputed", path="/kind")],
    )
    (row,) = disagreements(pt.Dataset.from_records([*OTHERS, demand]))
    assert row.according_to == ("x",)


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def contested(draw):
    """Datasets with one exchange and one round of which several sources tell."""
    dates = st.none() | st.sampled_from(["2026-02", "2026-02-05", "2026-02-06", "2026-02~", "[2026-02-05..2026-02-07]"])
    who = st.sampled_from(["x", "y", None])
    status = st.sampled_from(["agreed", "completed", "cancelled", "disputed"])
    basis = st.sampled_from(["total", "per_side", None])
    number = st.none() | st.builds(persons, st.sampled_from([157, 314]), basis=basis)
    events = draw(st.lists(st.builds(event, status, who, date=dates, quantity=number), min_size=1, max_size=5))
    note = draw(
        st.lists(st.builds(pt.Annotation, motivation=st.just("disputed"), path=st.sampled_from([None, "/history"])))
    )
    roles = st.sampled_from([None, "mediator", "primary_party"])
    present = st.sampled_from([None, "absent", "excluded"])
    parts = [
        part(str(index), draw(who), role=draw(roles), attendance=draw(present), date=draw(dates)) for index in range(3)
    ]
    return pt.Dataset.from_records([*OTHERS, MEETING, exchange(*events, annotations=note), *parts])


@given(contested() | datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_laws_of_time_and_order(dataset, date, certainty):
    for at in (date, "2026-02-05"):
        assert set(disagreements(dataset, at=at, certainty="definite")) <= set(disagreements(dataset, at=at))
    assert disagreements(dataset, known_by=date, certainty=certainty) == disagreements(
        as_known(dataset, date, certainty=certainty), certainty=certainty
    )
    assert disagreements(pt.Dataset.from_records(reversed(dataset.records), **dataset.header)) == disagreements(dataset)
    assert disagreements(dataset, at="9999-12-31") == disagreements(dataset)


@given(contested())
def test_nobody_disagrees_with_himself(dataset):
    for one in disagreements(dataset):
        if one.relation in ("contradictory", "unclear"):
            assert not one.according_to or set(one.according_to) != set(one.other_according_to)
            assert one.value != one.other_value or one.field == "quantity"
