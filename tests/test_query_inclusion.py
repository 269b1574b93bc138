"""Which primary parties of the conflict are at the table."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount
from peacetalks.query.inclusion import inclusiveness
from tests.strategies.dates import plain_points
from tests.strategies.participations import assert_laws, participation_datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def part(id, activity="r1", parties=(), *, source=None, **fields):
    citations = [pt.Citation(source=source)] if source else []
    return pt.Participation(id=id, activity=activity, parties=parties, citations=citations, **fields)


def dataset(*records, sides=("russia", "ukraine"), conflicts=("war",)):
    return pt.Dataset.from_records(
        [
            pt.Source(id="ap", title="AP"),
            pt.Source(id="tass", title="TASS"),
            *(pt.Party(id=id, name=id, kind="state") for id in ("russia", "ukraine", "france")),
            pt.Party(id="umerov", name="Umerov", kind="person"),
            pt.Conflict(id="war", name="War", parties=sides),
            pt.Process(id="talks", name="Talks", conflicts=conflicts, date="2026-01-01/.."),
            pt.Round(id="r1", process="talks", date="2026-02-04/2026-02-05"),
            *records,
        ]
    )


def shares(*records, **filters):
    sides = filters.pop("sides", ("russia", "ukraine"))
    return {one.activity: str(one.share) for one in inclusiveness(dataset(*records, sides=sides), **filters)}


def of_round(*records, **fields):
    (found,) = inclusiveness(dataset(*records, **fields), activity="r1")
    return found


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_both_sides_of_the_article_are_in_the_talks_and_of_its_round_nothing_is_known():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    found = {one.activity: one for one in inclusiveness(article)}
    assert found["talks"].present == ("russia", "ukraine")
    assert found["talks"].share == Amount(1, 1)
    assert found["current-round"].unknown == ("russia", "ukraine")
    assert found["current-round"].share == Amount(0, 1)
    assert {str(one.share) for one in inclusiveness(article, at="2026-02-05")} == {"1", "0 to 1"}
    assert inclusiveness(article, at="2026-02-05", certainty="definite") == ()


def test_both_sides_are_in_the_second_round_of_abu_dhabi_through_their_delegates():
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    found = {one.activity: one for one in inclusiveness(talks)}
    assert list(found) == ["talks", "round-1", "round-2", "further-talks"]
    assert (found["round-2"].present, found["round-2"].share) == (("russia", "ukraine"), Amount(1, 1))
    assert (found["round-1"].unknown, found["round-1"].share) == (("russia", "ukraine"), Amount(0, 1))
    assert found["talks"].share == Amount(1, 1)
    assert all(not one.perhaps_primary and one.reason is None for one in found.values())
    assert [one.activity for one in inclusiveness(talks, at="2026-02-03", certainty="definite")] == ["talks", "round-1"]


# --- present and absent -----------------------------------------------------------------------------------------------


def test_one_of_two_is_half():
    away = part("q", parties=["ukraine"], attendance="boycotted")
    found = of_round(part("p", parties=["russia", "france"]), away)
    assert (found.present, found.absent, found.share) == (("russia",), ("ukraine",), Amount(0.5, 0.5))
    assert [str(one) for one in found.evidence] == ["r1", "war/parties", "p", "q"]


def test_an_absent_delegate_does_not_make_the_party_absent():
    found = of_round(part("p", parties=["umerov"], on_behalf_of="ukraine", attendance="absent"))
    assert (found.absent, found.unknown) == ((), ("russia", "ukraine"))


def test_those_invited_are_unknown():
    assert of_round(part("p", parties=["ukraine"], attendance="invited")).share == Amount(0, 1)


def test_claims_that_contradict_each_other_leave_it_open():
    here = part("p", parties=["umerov"], on_behalf_of="ukraine", source="ap")
    away = part("q", parties=["ukraine"], attendance="excluded", source="tass")
    found = of_round(here, away, sides=["ukraine"])
    assert (found.present, found.disputed, found.share) == ((), ("ukraine",), Amount(0, 1))


def test_who_left_on_the_second_day_was_there_on_the_first():
    here = part("p", parties=["ukraine"], date="2026-02-04")
    away = part("q", parties=["ukraine"], attendance="absent", date="2026-02-05")
    assert of_round(here, away, sides=["ukraine"]).present == ("ukraine",)


def test_presence_in_a_day_is_presence_in_the_round_and_the_process_and_not_the_other_way_round():
    day = pt.Round(id="day", parent="r1", date="2026-02-04")
    found = shares(day, part("p", "day", ["ukraine"]), sides=["ukraine"])
    assert found == {"talks": "1", "r1": "1", "day": "1"}
    assert shares(part("p", "talks", ["ukraine"]), sides=["ukraine"]) == {"talks": "1", "r1": "0 to 1"}
    away = part("p", "day", ["ukraine"], attendance="absent")
    assert shares(day, away, sides=["ukraine"]) == {"talks": "0 to 1", "r1": "0 to 1", "day": "0"}


def test_a_part_in_an_agreement_is_one_in_the_process_and_in_an_exchange_is_not():
    paper = pt.Agreement(id="paper", name="Paper", round="r1")
    exchange = pt.Exchange(
        id="swap", kind="prisoner_exchange", round="r1", history=[pt.ExchangeEvent(status="completed")]
    )
    assert shares(paper, part("p", "paper", ["ukraine"]), sides=["ukraine"]) == {"talks": "1", "r1": "0 to 1"}
    assert shares(exchange, part("p", "swap", ["ukraine"]), sides=["ukraine"]) == {"talks": "0 to 1", "r1": "0 to 1"}


def test_only_what_surely_had_begun_counts_for_the_whole():
    records = pt.Round(id="r2", process="talks", date="2026-03"), part("p", "r2", ["ukraine"])
    assert shares(*records, sides=["ukraine"], at="2026-03-10", activity="talks") == {"talks": "0 to 1"}
    assert shares(*records, sides=["ukraine"], at="2026-04-10", activity="talks") == {"talks": "1"}


# --- who is a primary party -------------------------------------------------------------------------------------------


def test_without_a_known_primary_party_there_is_no_share():
    found = of_round(part("p", parties=["france"]), conflicts=())
    assert (found.share, found.reason) == (Amount(None, None), "no primary party is known")
    assert of_round().reason is None


def test_roles_make_primary_parties_of_the_whole_process():
    paper = pt.Agreement(id="paper", name="Paper", process="talks")
    roles = [
        part("p", "talks", ["russia"], role="primary_party"),
        part("q", "paper", ["umerov"], role="primary_party", on_behalf_of="ukraine"),
    ]
    assert of_round(paper, *roles, conflicts=()).unknown == ("russia", "ukraine")


def test_a_round_without_a_process_has_the_primary_parties_of_its_own():
    rounds = pt.Round(id="loose"), pt.Round(id="day", parent="loose"), pt.Round(id="apart")
    (apart, day, loose) = inclusiveness(
        dataset(*rounds, part("p", "day", ["russia"], role="primary_party")), activity=["loose", "apart"]
    )
    assert (loose.share, day.share, apart.reason) == (Amount(1, 1), Amount(1, 1), "no primary party is known")


def test_a_role_outside_rounds_and_processes_counts_for_none():
    paper = pt.Agreement(id="paper", name="Paper")
    assert of_round(paper, part("p", "paper", ["russia"], role="primary_party"), conflicts=()).reason is not None


def disputed(party, id):
    """Return claims that a party is a belligerent, and that it is a mediator."""
    return [
        part(f"{id}1", "talks", [party], role="primary_party", source="ap"),
        part(f"{id}2", "talks", [party], role="mediator", source="tass"),
    ]


@pytest.mark.parametrize(
    ("sides", "there", "away", "share"),
    [
        # Russia's role is disputed: a belligerent for one source, a mediator for another.
        (["ukraine"], ["ukraine", "russia"], [], Amount(1, 1)),
        (["ukraine"], ["ukraine"], ["russia"], Amount(0.5, 1)),
        (["ukraine"], ["ukraine"], [], Amount(0.5, 1)),
        (["ukraine"], ["russia"], ["ukraine"], Amount(0, 0.5)),
        (["ukraine"], [], ["ukraine", "russia"], Amount(0, 0)),
        ([], ["russia"], [], Amount(1, 1)),
        ([], [], ["russia"], Amount(0, 0)),
        ([], [], [], Amount(0, 1)),
    ],
)
def test_where_a_role_is_disputed_the_share_is_that_with_or_without_the_party(sides, there, away, share):
    found = of_round(
        *disputed("russia", "x"),
        part("p", parties=there),
        part("q", parties=away, attendance="absent"),
        sides=sides,
    )
    assert (found.perhaps_primary, found.share) == (("russia",), share)


def test_a_dispute_over_the_one_side_casts_no_doubt_on_the_other():
    both = part("p", "talks", ["russia", "ukraine"], role="primary_party", source="ap")
    other = part("q", "talks", ["russia"], role="mediator", source="tass")
    assert of_round(both, other, conflicts=()).perhaps_primary == ("russia",)


def test_a_belligerent_may_be_the_host_too():
    side = part("p", "talks", ["russia"], role="primary_party", source="ap")
    host = part("q", "talks", ["russia"], role="host", source="tass")
    assert of_round(side, host, conflicts=()).perhaps_primary == ()


def test_one_undisputed_claim_is_enough():
    side = part("z", "r1", ["russia"], role="primary_party", source="ap")
    assert of_round(*disputed("russia", "x"), side, conflicts=()).perhaps_primary == ()


def test_a_party_of_the_conflict_is_primary_whatever_its_role():
    assert of_round(*disputed("russia", "x"), sides=["russia"]).perhaps_primary == ()


# --- filters and laws -------------------------------------------------------------------------------------------------


def test_filters_narrow():
    assert list(shares(process="talks")) == ["talks", "r1"]
    assert list(shares(activity="talks")) == ["talks"]
    with pytest.raises(pt.NotFoundError):
        shares(activity="russia")


@given(participation_datasets(), st.none() | plain_points(), plain_points())
def test_inclusiveness_keeps_the_laws(dataset, at, known_by):
    assert_laws(inclusiveness, dataset, at, known_by)


@given(participation_datasets(), st.none() | plain_points())
def test_a_share_is_a_share(dataset, at):
    for one in inclusiveness(dataset, at=at):
        if one.reason is None:
            assert 0 <= one.share.lower <= one.share.upper <= 1
        else:
            assert one.share == Amount(None, None)
