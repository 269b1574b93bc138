"""Exchanges of captives: claims side by side, totals in which nobody is counted twice, and what is still due."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount, as_known
from peacetalks.query.exchange import exchange_claims, open_exchanges
from peacetalks.query.exchange_total import UNKNOWN, exchange_totals
from peacetalks.query.period import period_of
from tests.strategies.dates import dates, plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
EXCHANGE = "exchange-of-february-2026"
MORNING = "2026-02-05T09:00:00+04:00"
RUSSIA, UKRAINE, BELARUS = (pt.Party(id=id, name=id.title(), kind="state") for id in ("russia", "ukraine", "belarus"))


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def captives(value, **fields):
    return pt.Quantity(value=value, unit="persons", **fields)


def leg(giver, taker, value=None, **fields):
    return pt.ExchangeLeg(
        from_party=giver, to_party=taker, quantity=None if value is None else captives(value), **fields
    )


def claim(status="agreed", value=None, legs=(), basis=None, **fields):
    quantity = None if value is None else captives(value, basis=basis)
    return pt.ExchangeEvent(**{"status": status, "quantity": quantity, "legs": legs} | fields)


def exchange(*history, id="e", kind="prisoner_exchange", **fields):
    return pt.Exchange(id=id, kind=kind, history=history, **fields)


def holding(*records, **header):
    return pt.Dataset.from_records([RUSSIA, UKRAINE, BELARUS, *records], **header)


def row(total):
    """What a row says, without its flags."""
    return total.phase, total.from_party, total.to_party, total.basis, str(total.amount), total.exchanges


BOTH_WAYS = (leg("russia", "ukraine"), leg("ukraine", "russia"))

# --- the examples, by hand --------------------------------------------------------------------------------------------

EXPECTED = ("announced", None, None, None, "at least 0", 1)
AS_314 = ("announced", None, None, "unspecified", "314", 1)
TO_UKRAINE = ("announced", "russia", "ukraine", None, "157", 1)
TO_RUSSIA = ("announced", "ukraine", "russia", None, "157", 1)
CARRIED_OUT = ("completed", None, None, None, "at least 0", 1)


@pytest.mark.parametrize(
    ("known_by", "certainty", "rows"),
    [
        ("2026-02-03", "possible", []),
        ("2026-02-04", "possible", [EXPECTED]),
        (MORNING, "definite", [EXPECTED]),
        (MORNING, "possible", [AS_314, TO_UKRAINE, TO_RUSSIA, CARRIED_OUT]),
        ("2026-02-06", "definite", [AS_314, TO_UKRAINE, TO_RUSSIA, CARRIED_OUT]),
        ("2026-02-06", "possible", [AS_314, TO_UKRAINE, TO_RUSSIA, CARRIED_OUT]),
    ],
)
def test_what_was_known_of_the_exchange_is_counted_once_and_never_divided(talks, known_by, certainty, rows):
    only = talks.without(["previous-exchange"], prune_references=True)
    assert [row(one) for one in exchange_totals(only, known_by=known_by, certainty=certainty)] == rows


def test_two_accounts_of_one_exchange_warn_of_each_other_and_agree(talks):
    announced = exchange_totals(talks, phase="announced")
    assert [one.counted_otherwise for one in announced] == [(EXCHANGE,)] * 3
    assert not any(one.is_contested or one.is_disputed or one.is_approximate for one in announced)
    assert [one.sources for one in announced] == [("anewz.tv",), *[("turkiye-today", "anews.com.tr")] * 2]


def test_the_exchange_before_it_has_no_number_and_two_dates(talks):
    months = {str(one.period): one for one in exchange_totals(talks, period="month", phase="completed")}
    assert sorted(months) == ["2026-02", "[2025-09..2025-10]"]
    before = months["[2025-09..2025-10]"]
    assert (before.amount, before.exchanges, before.unnumbered) == (UNKNOWN, 1, 1)
    assert before.is_approximate
    (together,) = exchange_totals(talks, phase="completed")
    assert (together.exchanges, together.unnumbered, together.period) == (2, 2, None)


def test_nothing_was_confirmed(talks, article):
    assert exchange_totals(talks, phase="confirmed") == exchange_totals(article, phase="confirmed") == ()


def test_the_article_has_one_number_of_open_basis_and_no_date(article):
    (total,) = exchange_totals(article, period="month")
    assert row(total) == AS_314
    assert (total.period, total.category, total.unit) == (None, "unspecified", "persons")
    assert (total.unnumbered, total.counted_otherwise, total.cancelled) == (0, (), ())


def test_the_four_claims_stand_side_by_side(talks):
    claims = exchange_claims(talks, exchange=EXCHANGE)
    assert [(one.status, str(one.date), str(one.quantity), one.according_to) for one in claims] == [
        ("expected", "2026-02-04", "None", ("zelenskyy",)),
        ("agreed", "[2026-02-04,2026-02-05]", "314 persons, basis unspecified", ("steve-witkoff", "anewz.tv")),
        ("agreed", "2026-02-05", "157 persons, per side", ("turkiye-today", "anews.com.tr")),
        ("completed", "2026-02-05", "None", ("gulf-news",)),
    ]
    assert [one.phase for one in claims] == ["announced"] * 3 + ["completed"]
    assert claims[2].legs == (
        "russia to ukraine: 157 persons, unspecified",
        "ukraine to russia: 157 persons, unspecified",
    )
    assert all(one.competes_with == () for one in claims)  # 314 on an open basis may be twice 157


def test_by_the_fourth_the_exchange_is_open_and_by_the_sixth_it_is_not(talks):
    (one,) = open_exchanges(talks, at="2026-02-10", known_by="2026-02-04")
    assert (one.exchange, one.status, str(one.since), one.age) == (EXCHANGE, "expected", "2026-02-04", Amount(6, 6))
    assert str(one.planned) == "the near future"
    assert open_exchanges(talks) == open_exchanges(talks, at="2026-02-06") == ()
    for certainty in ("possible", "definite"):
        (early,) = open_exchanges(talks, at="2026-02-04", certainty=certainty)
        assert (early.status, early.age) == ("agreed", Amount(0, 0))


def test_the_age_of_the_exchange_in_the_article_is_not_known(article):
    for at in (None, "2026-02-05"):
        (one,) = open_exchanges(article, at=at)
        assert (one.exchange, one.since, one.age) == ("exchange-of-314", None, Amount(None, None))
    assert open_exchanges(article, at="2026-02-05", certainty="definite") == ()
    assert len(open_exchanges(article, at="2026-02-05", older_than=1000)) == 1


# --- which numbers compete --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "competes"),
    [
        (claim(value=314), claim(value=300), True),
        (claim(value=314), claim(value=157), False),  # either basis is open
        (claim(value=314, basis="total"), claim(value=157, basis="per_side"), False),
        (claim(value=300, basis="total"), claim(value=157, basis="per_side"), True),
        (claim(value=314, basis="total"), claim(value=157, basis="total"), True),
        (claim(value=314, basis="unspecified"), claim(value=157, basis="per_side"), False),
        (claim(value=314, basis="total"), claim(legs=[leg("russia", "ukraine", 157)]), False),
        (claim(value=100, basis="total"), claim(legs=[leg("russia", "ukraine", 157)]), True),
        (
            claim(value=300, basis="total"),
            claim(legs=[leg("russia", "ukraine", 157), leg("ukraine", "russia", 157)]),
            True,
        ),
        (claim(legs=[leg("russia", "ukraine", 157)]), claim(legs=[leg("russia", "ukraine", 150)]), True),
        (claim(legs=[leg("russia", "ukraine", 157)]), claim(legs=[leg("ukraine", "russia", 150)]), False),
        (
            claim(legs=[leg("russia", "ukraine", 157)]),
            claim(
                legs=[leg("russia", "ukraine", 150, category="child"), leg("russia", "ukraine", 7, category="hostage")]
            ),
            False,
        ),
        (
            claim(legs=[leg("russia", "ukraine", 157, category="hostage")]),
            claim(legs=[leg("russia", "ukraine", 7, category="child")]),
            False,
        ),
        (claim(), claim(value=300), False),
        (claim(quantity=pt.Quantity(text="all for all")), claim(value=300), False),
        (claim(quantity=pt.Quantity(value=300, qualifier="about")), claim(value=314), False),
        (claim(quantity=pt.Quantity(value=300, unit="bodies")), claim(value=314), False),
        (claim(value=300), claim("proposed", value=314), False),
        (claim(value=300), claim("completed", value=314), False),
        (claim("partly_completed", value=100, basis="total"), claim("completed", value=314, basis="total"), False),
        (claim("partly_completed", value=400, basis="total"), claim("completed", value=314, basis="total"), True),
    ],
)
def test_numbers_compete_where_both_cannot_be_true(one, other, competes):
    dataset = holding(exchange(one, other))
    told = [("e/history/1",), ("e/history/0",)] if competes else [(), ()]
    by_path = sorted(exchange_claims(dataset), key=lambda answer: answer.evidence[0].path)
    assert [answer.competes_with for answer in by_path] == told


def test_sides_are_counted_by_those_who_give():
    three = [leg("russia", "ukraine"), leg("ukraine", "russia"), leg("belarus", "ukraine")]
    history = claim(value=471, basis="total", legs=three), claim(value=157, basis="per_side")
    assert not any(one.competes_with for one in exchange_claims(holding(exchange(*history))))
    assert all(
        one.competes_with for one in exchange_claims(holding(exchange(*history[1:], claim(value=471, basis="total"))))
    )
    one_side = exchange(claim(value=50, basis="total"), claim(value=100, basis="per_side"), kind="unilateral_release")
    assert all(one.competes_with for one in exchange_claims(holding(one_side)))


def test_of_very_many_numbers_the_first_are_compared():
    many = exchange(*(claim(value=number, basis="total") for number in range(1000, 1200)))
    claims = exchange_claims(holding(many))
    assert [len(one.competes_with) for one in claims] == [99] * 100 + [0] * 100


# --- claims -----------------------------------------------------------------------------------------------------------


def test_claims_are_narrowed_by_what_they_say():
    other = exchange(claim("completed", date="2026-01-01"), id="f", kind="remains_repatriation", round="r")
    first = claim(legs=[leg("russia", "ukraine", category="child")], date="2026-02-01")
    dataset = holding(
        exchange(first, claim("postponed", planned="2026-03"), process="p"),
        other,
        pt.Process(id="p", name="P"),
        pt.Process(id="q", name="Q"),
        pt.Round(id="r", process="q"),
        pt.Round(id="s", name="no process"),
        exchange(claim(), id="g", round="s"),
    )

    def asked(**filters):
        return [f"{one.exchange} {one.status}" for one in exchange_claims(dataset, **filters)]

    assert asked() == ["f completed", "e agreed", "e postponed", "g agreed"]
    assert asked(kind="remains_repatriation") == asked(process="q") == asked(exchange=["f"]) == ["f completed"]
    assert asked(party="russia") == asked(process="p") == ["e agreed", "e postponed"]
    assert asked(category="child") == ["e agreed"]
    assert asked(status=["postponed", "completed"]) == ["f completed", "e postponed"]
    assert asked(party="belarus") == []
    assert exchange_claims(dataset, status="postponed")[0].phase is None


def test_a_denial_is_a_claim_and_marks_what_it_denies():
    sources = [pt.Source(id=id, title=id) for id in ("a", "b")]
    cited = [[pt.Citation(source=source.id)] for source in sources]
    dataset = holding(
        *sources,
        exchange(
            claim("completed", 100, date="2026-01-01", citations=cited[0]),
            claim("disputed", date="2026-01-01", citations=cited[1]),
        ),
    )
    done, denial = exchange_claims(dataset)
    assert (done.is_disputed, done.sources) == (True, ("a", "b"))
    assert (denial.is_disputed, denial.phase) == (False, None)
    (total,) = exchange_totals(dataset)
    assert (total.is_disputed, total.amount, total.sources) == (True, Amount(100, 100), ("a", "b"))


def test_legs_are_told_in_words():
    legs = [pt.ExchangeLeg(), leg("russia", None, text="all aged 18–25"), leg(None, "ukraine", 5)]
    (one,) = exchange_claims(holding(exchange(claim(legs=legs))))
    assert one.legs == (
        "not stated to not stated",
        "russia to not stated: all aged 18–25",
        "not stated to ukraine: 5 persons",
    )


# --- totals -----------------------------------------------------------------------------------------------------------


def totals(*exchanges, **filters):
    return [row(one)[1:] for one in exchange_totals(holding(*exchanges), **filters)]


def test_exchanges_are_added_up_by_direction():
    first = exchange(claim("completed", legs=[leg("russia", "ukraine", 100), leg("ukraine", "russia", 90)]))
    second = exchange(claim("completed", legs=[leg("russia", "ukraine", 50), leg("russia", "ukraine", 7)]), id="f")
    assert totals(first, second) == [
        ("russia", "ukraine", None, "157", 2),
        ("ukraine", "russia", None, "90", 1),
    ]
    assert totals(first, second, from_party="ukraine") == [("ukraine", "russia", None, "90", 1)]
    assert totals(first, second, to_party=["ukraine"]) == [("russia", "ukraine", None, "157", 2)]
    assert totals(first, second, party="belarus") == []


def test_claims_on_one_exchange_span_a_range_and_are_not_added():
    competing = exchange(
        claim(value=300, basis="total"), claim(value=314, basis="total"), claim(value=310, basis="total")
    )
    other = exchange(claim(value=10, basis="total"), id="f")
    assert totals(competing, other) == [(None, None, "total", "310 to 324", 2)]
    (total,) = exchange_totals(holding(competing, other))
    assert total.is_contested


def test_a_claim_that_bounds_nothing_does_not_widen_the_range():
    about = claim(quantity=pt.Quantity(value=300, qualifier="about", unit="persons", basis="total"))
    assert totals(exchange(about, claim(value=314, basis="total"))) == [(None, None, "total", "314", 1)]
    (total,) = exchange_totals(holding(exchange(about)))
    assert (total.amount, total.unnumbered) == (UNKNOWN, 1)


def test_bounds_of_one_sided_numbers_are_kept():
    least = pt.Quantity(value=10, qualifier="at_least", unit="persons")
    most = pt.Quantity(value=20, qualifier="at_most", unit="persons")
    odd = pt.Quantity(value=-5, qualifier="at_most", unit="persons")
    for quantity, amount in ((least, Amount(10, None)), (most, Amount(0, 20)), (odd, Amount(None, -5))):
        (total,) = exchange_totals(holding(exchange(claim(quantity=quantity))))
        assert total.amount == amount
    (total,) = exchange_totals(holding(exchange(claim(quantity=odd), claim(quantity=least))))
    assert total.amount == Amount(None, None)


def test_numbers_of_all_sides_stay_whole_and_apart_by_basis():
    exchanges = [
        exchange(claim(value=number, basis=basis, legs=BOTH_WAYS), id=id)
        for id, number, basis in (("e", 314, "total"), ("f", 20, None), ("g", 8, "unspecified"))
    ]
    without_legs = exchange(claim(value=157, basis="per_side"), id="h")
    assert totals(*exchanges, without_legs) == [
        (None, None, "per_side", "157", 1),
        (None, None, "total", "314", 1),
        (None, None, "unspecified", "28", 2),
    ]


def test_a_number_per_side_is_that_of_each_direction_where_these_are_one_a_side():
    assert totals(exchange(claim(value=157, basis="per_side", legs=BOTH_WAYS))) == [
        ("russia", "ukraine", None, "157", 1),
        ("ukraine", "russia", None, "157", 1),
    ]
    twice = (*BOTH_WAYS, leg("russia", "belarus"))
    unnamed = (leg("russia", None), leg(None, "russia"))
    for legs in (twice, unnamed, BOTH_WAYS[:1]):
        assert totals(exchange(claim(value=157, basis="per_side", legs=legs))) == [(None, None, "per_side", "157", 1)]


def test_the_number_of_a_one_sided_release_is_that_of_its_direction():
    released = claim(value=50, legs=[leg("russia", "ukraine")])
    assert totals(exchange(released, kind="unilateral_release")) == [("russia", "ukraine", None, "50", 1)]
    assert totals(exchange(released)) == [(None, None, "unspecified", "50", 1)]


def test_a_direction_without_a_number_is_at_least_nothing():
    half = claim(legs=[leg("russia", "ukraine", 157), leg("ukraine", "russia")])
    assert totals(exchange(half)) == [
        ("russia", "ukraine", None, "157", 1),
        ("ukraine", "russia", None, "at least 0", 1),
    ]
    mixed = claim(legs=[leg("russia", "ukraine", 157), leg("russia", "ukraine")])
    assert totals(exchange(mixed)) == [("russia", "ukraine", None, "at least 157", 1)]
    known = claim(legs=[leg("russia", "ukraine"), leg("ukraine", "russia", 150)])
    assert totals(exchange(half, known)) == [
        ("russia", "ukraine", None, "157", 1),
        ("ukraine", "russia", None, "150", 1),
    ]


def test_an_exchange_without_any_number_counts_by_its_directions():
    assert totals(exchange(claim(), claim(legs=BOTH_WAYS))) == [
        ("russia", "ukraine", None, "at least 0", 1),
        ("ukraine", "russia", None, "at least 0", 1),
    ]


def test_a_number_without_a_direction_is_of_all_sides_by_category():
    legs = [leg(None, None, 300, category="prisoner_of_war"), leg(None, None, 14, category="child")]
    rows = exchange_totals(holding(exchange(claim(legs=legs, quantity=captives(314, basis="total")))))
    assert [(one.category, one.basis, str(one.amount)) for one in rows] == [
        ("child", "total", "14"),
        ("prisoner_of_war", "total", "300"),
    ]
    assert not any(one.counted_otherwise for one in rows)  # one claim tells both
    (bare, _) = exchange_totals(holding(exchange(claim(legs=legs))))
    assert bare.basis == "unspecified"


def test_the_living_and_the_dead_are_not_added():
    remains = exchange(claim(value=10), id="f", kind="remains_repatriation")
    rows = exchange_totals(holding(exchange(claim(value=5)), remains))
    assert [(one.kind, str(one.amount)) for one in rows] == [("prisoner_exchange", "5"), ("remains_repatriation", "10")]
    assert [one.kind for one in exchange_totals(holding(exchange(claim()), remains), kind="remains_repatriation")] == [
        "remains_repatriation"
    ]
    bodies = pt.Quantity(value=3, unit="bodies", basis="total")
    rows = exchange_totals(holding(exchange(claim(value=5), claim(quantity=bodies))))
    assert [(one.unit, one.counted_otherwise) for one in rows] == [("bodies", ()), ("persons", ())]


def test_a_category_is_that_of_all_legs_and_narrows_rows():
    children = tuple(attrs.evolve(one, category="child") for one in BOTH_WAYS)
    told = exchange(claim(value=20, basis="total", legs=children))
    mixed = exchange(claim(value=9, basis="total", legs=(children[0], BOTH_WAYS[1])), id="f")
    rows = exchange_totals(holding(told, mixed))
    assert [(one.category, str(one.amount)) for one in rows] == [(None, "9"), ("child", "20")]
    assert len(exchange_totals(holding(told, mixed), category="child")) == 1


def test_another_account_of_the_same_captives_is_named():
    one_way = claim(legs=[leg("russia", "ukraine", 157, category="child")])
    as_hostages = claim(legs=[leg("russia", None, 150, category="hostage")])
    other_way = claim(legs=[leg("ukraine", "russia", 20)])
    rows = exchange_totals(holding(exchange(one_way, as_hostages, other_way)))
    assert [(one.from_party, one.category, one.counted_otherwise) for one in rows] == [
        ("russia", "hostage", ("e",)),
        ("russia", "child", ("e",)),
        ("ukraine", None, ()),
    ]


def test_so_many_so_far_is_at_least_so_many_until_the_whole_is_told():
    part = claim("partly_completed", 100, basis="total")
    assert totals(exchange(part)) == [(None, None, "total", "at least 100", 1)]
    assert totals(exchange(part, claim("completed"))) == [(None, None, "total", "at least 100", 1)]
    assert totals(exchange(part, claim("completed", 314, basis="total"))) == [(None, None, "total", "314", 1)]


def test_nothing_is_concluded_from_one_phase_for_another():
    history = [claim("proposed", 1), claim("postponed", 2), claim("confirmed", 3), claim("under_way", 4)]
    assert [(one.phase, str(one.amount)) for one in exchange_totals(holding(exchange(*history)))] == [
        ("announced", "4"),
        ("confirmed", "3"),
    ]
    assert [one.phase for one in exchange_totals(holding(exchange(*history)), phase=["confirmed"])] == ["confirmed"]


def test_what_was_announced_stays_so_when_it_is_called_off():
    called_off = exchange(claim(value=10, date="2026-01-01"), claim("cancelled", date="2026-02-01"))
    (before,) = exchange_totals(holding(called_off), at="2026-01-15")
    (after,) = exchange_totals(holding(called_off), at="2026-02-15")
    assert (before.amount, before.cancelled) == (Amount(10, 10), ())
    assert (after.amount, after.cancelled) == (Amount(10, 10), ("e",))


def test_only_what_had_happened_by_then_counts():
    dated = exchange(claim(value=10, date="2026-02"), claim("completed", 10, date="2026-03-01"))
    undated = exchange(claim(value=5), id="f")
    at = {"at": "2026-02-10"}
    assert totals(dated, undated, **at) == [(None, None, "unspecified", "15", 2)]
    assert totals(dated, undated, **at, certainty="definite") == []
    assert totals(dated, undated, at="2026-02-28", certainty="definite") == [(None, None, "unspecified", "10", 1)]


@pytest.mark.parametrize(
    ("dates_", "day", "month", "year"),
    [
        (["2026-02-05"], "2026-02-05", "2026-02", "2026"),
        (["2026-02"], "[2026-02-01..2026-02-28]", "2026-02", "2026"),
        (["[2026-01-31,2026-02-01]"], "[2026-01-31..2026-02-01]", "[2026-01..2026-02]", "2026"),
        (["2025-12-31/2026-01-01"], "[2025-12-31..2026-01-01]", "[2025-12..2026-01]", "[2025..2026]"),
        (["2026-01-05", "2026-03-01", None], "[2026-01-05..2026-03-01]", "[2026-01..2026-03]", "2026"),
        (["[..2026-02-28]"], "[..2026-02-28]", "[..2026-02]", "[..2026]"),
        (["2026-02-05/.."], "[2026-02-05..]", "[2026-02..]", "[2026..]"),
        (["[..2026-02-28]", "2026-02-05/.."], None, None, None),
        (["2026-02-05T01:00:00+04:00"], "2026-02-04", "2026-02", "2026"),
        (["XXXX-10-12"], None, None, None),
        (["0000-05"], None, None, None),
        ([None], None, None, None),
    ],
)
def test_a_period_is_no_narrower_than_the_dates(dates_, day, month, year):
    given_ = [date and pt.Date(date) for date in dates_]
    found = [period_of(given_, unit) for unit in ("day", "month", "year")]
    assert [one and str(one) for one in found] == [day, month, year]


def test_periods_come_in_order_and_those_not_known_last():
    history = [
        exchange(claim(date=date), id=id) for id, date in zip("abc", ["2026-02", None, "2025-12-01"], strict=True)
    ]
    assert [one.period and str(one.period) for one in exchange_totals(holding(*history), period="month")] == [
        "2025-12",
        "2026-02",
        None,
    ]


# --- what is still due ------------------------------------------------------------------------------------------------


def still_open(*history, **asked):
    return [(one.status, str(one.age)) for one in open_exchanges(holding(exchange(*history)), **asked)]


def test_age_spans_what_the_dates_allow():
    assert still_open(claim(date="2026-01"), at="2026-02-10") == [("agreed", "10 to 40")]
    assert still_open(claim(date="2026-01-01"), at="2026-02") == [("agreed", "31 to 58")]
    assert still_open(claim(date="2026-01-01~"), at="2026-02-10") == [("agreed", "unknown")]
    assert still_open(claim(date="[..2026-01-31]"), at="2026-02-10") == [("agreed", "at least 10")]
    assert still_open(claim(date="2026-01-01/2026-01-05"), at="2026-02-10") == [("agreed", "40")]
    assert still_open(claim("expected"), claim(date="2026-01-31"), at="2026-02-10") == [("agreed", "at least 10")]


def test_age_counts_from_the_first_announcement_since_it_was_last_called_off():
    first, off = claim("expected", date="2026-01-01"), claim("cancelled", date="2026-01-20")
    again = claim("agreed", date="2026-02-01", planned="2026-03")
    put_off = claim("postponed", date="2026-02-05", planned="2026-04")
    assert still_open(first, off, at="2026-02-10") == []
    assert still_open(first, again, at="2026-02-10") == [("agreed", "40")]
    assert still_open(first, off, again, put_off, at="2026-02-10") == [("postponed", "9")]
    (one,) = open_exchanges(holding(exchange(first, off, again, put_off)))
    assert (str(one.since), str(one.planned)) == ("2026-02-01", "2026-04")


def test_what_somebody_says_is_done_is_not_open():
    done = claim("completed", date="2026-01-10")
    late = claim("agreed", date="2026-01-20")
    assert still_open(done, late, at="2026-02-10") == still_open(done, late) == []
    perhaps = claim("completed", date="[2026-01-10..2026-03-01]")
    assert still_open(perhaps, late, at="2026-02-10") == [("agreed", "21")]
    assert still_open(perhaps, late, at="2026-02-10", certainty="definite") == []
    assert still_open(late, at="2026-02-10", certainty="definite") == [("agreed", "21")]
    assert still_open(late, perhaps, at="2026-01-09") == []
    assert still_open(claim("proposed")) == []


def test_older_than_counts_whole_days_and_knows_what_it_does_not_know():
    vague = claim(date="2026-01")  # 10 to 40 days before the tenth of February
    for days, possible, definite in ((9, 1, 1), (10, 1, 0), (39, 1, 0), (40, 0, 0)):
        asked = {"at": "2026-02-10", "older_than": days}
        assert len(still_open(vague, **asked)) == possible
        assert len(still_open(vague, **asked, certainty="definite")) == definite


def test_the_oldest_comes_first_and_filters_narrow():
    dataset = holding(
        *(
            exchange(claim(date=date, legs=BOTH_WAYS[:1]), id=id)
            for id, date in (("e", None), ("f", "2026-02"), ("g", "2025"))
        ),
        exchange(claim(), id="h", kind="child_return"),
    )
    assert [one.exchange for one in open_exchanges(dataset)] == ["g", "f", "e", "h"]
    assert [one.exchange for one in open_exchanges(dataset, kind="child_return")] == ["h"]
    assert [one.exchange for one in open_exchanges(dataset, party="ukraine", at="2026-01")] == ["g", "e"]


# --- what may not be asked --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("helper", "asked"),
    [
        (exchange_totals, {"period": "week"}),
        (exchange_totals, {"period": 7}),
        (exchange_totals, {"phase": "announce"}),
        (exchange_totals, {"category": "captive"}),
        (exchange_totals, {"certainty": "sure"}),
        (exchange_claims, {"status": "in_force"}),
        (exchange_claims, {"kind": "swap"}),
        (exchange_claims, {"at": "soon"}),
        (open_exchanges, {"older_than": 3}),
        (open_exchanges, {"older_than": -1, "at": "2026"}),
        (open_exchanges, {"older_than": "3", "at": "2026"}),
    ],
)
def test_what_cannot_be_asked_is_refused(talks, helper, asked):
    with pytest.raises(pt.ValidationError):
        helper(talks, **asked)


@pytest.mark.parametrize(
    "asked", [{"exchange": "exchange"}, {"exchange": "russia"}, {"party": "talks"}, {"process": "x"}]
)
def test_what_is_not_there_cannot_be_asked_for(talks, asked):
    with pytest.raises(pt.NotFoundError):
        exchange_claims(talks, **asked)


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def exchange_datasets(draw):
    """Datasets of a few exchanges between three parties, with claims of every kind; numbers are whole."""
    whole = st.integers(0, 20)
    quantity = st.builds(
        pt.Quantity,
        value=whole,
        qualifier=st.sampled_from([None, "about", "at_least", "at_most"]),
        basis=st.sampled_from([None, "total", "per_side", "unspecified"]),
        unit=st.sampled_from([None, "persons", "bodies"]),
    )
    number = st.none() | quantity | st.just(pt.Quantity(text="all for all"))
    party = st.sampled_from([None, "russia", "ukraine", "belarus"])
    category = st.sampled_from([None, "unspecified", "child"])
    legs = st.builds(pt.ExchangeLeg, from_party=party, to_party=party, category=category, quantity=number)
    statuses = ["proposed", "agreed", "expected", "partly_completed", "completed", "confirmed", "cancelled", "disputed"]
    event = st.builds(
        pt.ExchangeEvent,
        status=st.sampled_from(statuses),
        date=st.none() | dates() | st.sampled_from(["2026-01-31", "2026-02", "[2026-01-31,2026-02-01]"]).map(pt.Date),
        quantity=number,
        legs=st.lists(legs, max_size=3),
    )
    kinds = st.sampled_from(["prisoner_exchange", "unilateral_release"])
    histories = draw(st.lists(st.lists(event, min_size=1, max_size=4), max_size=4))
    return holding(*(exchange(*history, id=f"e{n}", kind=draw(kinds)) for n, history in enumerate(histories)))


def without_period(total):
    kept = (total.phase, total.kind, total.from_party, total.to_party, total.category, total.basis, total.unit)
    return tuple(str(part) for part in kept)


@given(exchange_datasets(), st.sampled_from(["day", "month", "year"]), st.sampled_from(["possible", "definite"]))
def test_periods_add_up_to_the_total(dataset, period, certainty):
    asked = {"at": "2026-06", "certainty": certainty}
    added = {}
    for one in exchange_totals(dataset, period=period, **asked):
        amount, exchanges, unnumbered = added.get(without_period(one), (Amount(0, 0), 0, 0))
        parts = amount + one.amount, exchanges + one.exchanges, unnumbered + one.unnumbered
        added[without_period(one)] = parts
    together = exchange_totals(dataset, **asked)
    assert added == {without_period(one): (one.amount, one.exchanges, one.unnumbered) for one in together}


@given(exchange_datasets(), plain_points())
def test_what_is_definite_is_possible(dataset, at):
    for helper in (exchange_claims, open_exchanges):
        assert set(helper(dataset, at=at, certainty="definite")) <= set(helper(dataset, at=at))
    phases = [
        {
            (one.phase, evidence.record)
            for one in exchange_totals(dataset, at=at, certainty=certainty)
            for evidence in one.evidence
        }
        for certainty in ("definite", "possible")
    ]
    assert phases[0] <= phases[1]


@given(exchange_datasets())
def test_no_exchange_counts_twice_in_a_row(dataset):
    for one in exchange_totals(dataset):
        assert one.exchanges <= len(dataset.exchanges)
        assert one.unnumbered <= one.exchanges
        assert len(set(one.counted_otherwise)) == len(one.counted_otherwise) <= one.exchanges


@given(st.one_of(datasets(), exchange_datasets()), plain_points(), st.sampled_from(["possible", "definite"]))
def test_answers_rest_on_what_was_known_and_on_no_order(dataset, date, certainty):
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    for helper in (exchange_claims, exchange_totals, open_exchanges):
        known = helper(dataset, known_by=date, certainty=certainty)
        assert known == helper(as_known(dataset, date, certainty=certainty), certainty=certainty)
        assert helper(dataset, at=date, certainty=certainty) == helper(turned, at=date, certainty=certainty)
        pt.query.to_rows(known)
