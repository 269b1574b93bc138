"""Who sat in each round, according to whom, and when somebody first did."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query.appearance import first_appearances
from peacetalks.query.participation import attendance
from tests.strategies.dates import plain_points
from tests.strategies.participations import assert_laws, participation_datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def part(id, activity="r1", parties=(), *, source=None, **fields):
    citations = [pt.Citation(source=source)] if source else []
    return pt.Participation(id=id, activity=activity, parties=parties, citations=citations, **fields)


def dataset(*records):
    return pt.Dataset.from_records(
        [
            pt.Source(id="ap", title="AP"),
            pt.Source(id="tass", title="TASS"),
            pt.Party(id="russia", name="Russia", kind="state"),
            pt.Party(id="ukraine", name="Ukraine", kind="state"),
            pt.Party(id="hnatov", name="Hnatov", kind="person"),
            pt.Party(id="staff", name="General Staff", kind="state_organ", sectors=["military"]),
            *records,
        ]
    )


TALKS = pt.Process(id="talks", name="Talks")
FIRST = pt.Round(id="r1", process="talks", number=1, date="2026-01-23")
SECOND = pt.Round(id="r2", process="talks", number=2, date="2026-02-04")


# --- attendance: the examples, by hand --------------------------------------------------------------------------------


def test_the_article_seats_two_sides_the_west_and_officials_without_names(article):
    found = {(one.activity, one.party, one.role, one.sectors, one.rank) for one in attendance(article)}
    assert found == {
        ("talks", "ukraine", "primary_party", (), None),
        ("talks", "russia", "primary_party", (), None),
        ("talks", "western-countries", "party", (), None),
        ("talks", None, None, ("intelligence", "military"), "official"),
    }
    assert all(one.is_present and not one.is_disputed for one in attendance(article))
    assert {one.according_to for one in attendance(article)} == {("article",)}
    assert all(one.date is None for one in attendance(article))


def test_nobody_is_recorded_in_the_round_of_the_article(article):
    assert attendance(article, activity="current-round") == ()


def test_what_has_no_date_is_never_definite(article):
    assert len(attendance(article, at="2026-02-05")) == 4
    assert attendance(article, at="2026-02-05", certainty="definite") == ()


DELEGATES = {
    ("rustem-umerov", "ukraine", "delegation_head", ("political",), None),
    ("kyrylo-budanov", "ukraine", "delegate", (), None),
    ("andrii-hnatov", "ukraine", "delegate", ("military",), "senior_official"),
    ("igor-kostyukov", "russia", None, ("intelligence",), "senior_official"),
    ("kirill-dmitriev", "russia", None, (), None),
    ("steve-witkoff", "united-states", "delegation_head", (), None),
    ("jared-kushner", "united-states", "delegate", (), None),
}


def test_seven_delegates_sat_in_the_second_round(talks):
    found = attendance(talks, activity="round-2")
    assert {(one.party, one.on_behalf_of, one.role, one.sectors, one.rank) for one in found} == DELEGATES
    assert {one.according_to for one in found} == {("abc-news",)}
    assert {str(one.date) for one in found} == {"2026-02-04/2026-02-05"}
    assert attendance(talks, activity="round-1") == ()


def test_the_rows_of_a_process_are_those_of_its_rounds_too(talks):
    assert len(attendance(talks, activity="talks")) == 4
    assert len(attendance(talks, process="talks")) == 11
    assert attendance(talks, process="talks") == attendance(talks)


def test_a_party_is_found_through_its_delegates(talks):
    found = [(one.activity, one.party) for one in attendance(talks, party="ukraine")]
    assert found == [
        ("talks", "ukraine"),
        ("round-2", "andrii-hnatov"),
        ("round-2", "kyrylo-budanov"),
        ("round-2", "rustem-umerov"),
    ]
    assert len(attendance(talks, on_behalf_of="ukraine")) == 3


def test_before_the_second_round_only_the_sides_and_the_host_are_there(talks):
    found = attendance(talks, at="2026-02-03", certainty="definite")
    assert {one.party for one in found} == {"ukraine", "russia", "united-states", "united-arab-emirates"}
    assert attendance(talks, at="2026-01-22") == ()


def test_filters_narrow(talks):
    assert [one.party for one in attendance(talks, sector="intelligence")] == ["igor-kostyukov"]
    assert [one.party for one in attendance(talks, rank="senior_official")] == ["andrii-hnatov", "igor-kostyukov"]
    assert [one.party for one in attendance(talks, role=["host", "delegation_head"])] == [
        "united-arab-emirates",
        "rustem-umerov",
        "steve-witkoff",
    ]
    assert attendance(talks, activity="round-1", process="talks") == ()
    assert len(attendance(talks, activity="round-2", process="talks", party=["russia", "ukraine"])) == 5
    assert attendance(talks, activity=[]) == ()


def test_wrong_filters_are_refused(talks):
    with pytest.raises(pt.NotFoundError):
        attendance(talks, activity="russia")
    with pytest.raises(pt.NotFoundError):
        attendance(talks, process="round-1")
    with pytest.raises(pt.ValidationError):
        attendance(talks, role="mediater")


# --- attendance: each branch ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("attended", "is_present"),
    [
        (None, True),
        ("walked_out", True),
        ("declined", False),
        ("boycotted", False),
        ("absent", False),
        ("excluded", False),
        ("invited", None),
        ("requested", None),
        ("example.org:late", None),
    ],
)
def test_presence_goes_by_the_definition_of_the_code(attended, is_present):
    (found,) = attendance(dataset(TALKS, FIRST, part("p", parties=["russia"], attendance=attended)))
    assert (found.attendance, found.is_present) == (attended, is_present)


def test_those_consulted_are_outside_the_room():
    (found,) = attendance(dataset(TALKS, FIRST, part("p", parties=["russia"], role="consulted")))
    assert found.is_present is False


def test_the_date_is_the_participations_or_else_the_activitys():
    ds = dataset(
        pt.Process(id="talks", name="Talks", history=[pt.StatusEvent(status="proposed", date="2025"),
                                                      pt.StatusEvent(status="ongoing", date="2026-01")]),
        FIRST,
        pt.Round(id="words"),
        pt.Agreement(id="signed", name="A", history=[pt.StatusEvent(status="draft", date="2026-03-01"),
                                                     pt.StatusEvent(status="signed", date="2026-03-05")]),
        pt.Agreement(id="dated", name="B", date="2026-04-01"),
        pt.Exchange(id="exchange", kind="prisoner_exchange", history=[
            pt.ExchangeEvent(status="disputed", date="2026-01-01"),
            pt.ExchangeEvent(status="expected"),
            pt.ExchangeEvent(status="agreed", date="2026-05-01"),
        ]),
        part("a", "r1", ["russia"], date="2026-01-24"),
        *(part(f"p-{id}", id, ["russia"]) for id in ("talks", "r1", "words", "signed", "dated", "exchange")),
    )  # fmt: skip
    found = [(one.activity, one.date and str(one.date), str(one.evidence[-1])) for one in attendance(ds)]
    assert found == [
        ("talks", "2026-01", "talks/history/1"),
        ("r1", "2026-01-23", "r1/date"),
        ("r1", "2026-01-24", "a"),
        ("signed", "2026-03-05", "signed/history/1"),
        ("dated", "2026-04-01", "dated/date"),
        ("exchange", "2026-05-01", "exchange/history/2"),
        ("words", None, "p-words"),
    ]


def test_a_party_named_twice_has_one_row_and_its_own_functions():
    (found,) = attendance(dataset(TALKS, FIRST, part("p", parties=["staff", "staff"], sectors=["legal"])))
    assert found.sectors == ("legal", "military")
    assert [str(one) for one in found.evidence] == ["p", "staff/sectors", "r1/date"]


def test_days_and_groups_are_found_with_the_round_and_with_the_process():
    day = pt.Round(id="day", parent="r1")
    group = pt.Round(id="group", parent="day")
    paper = pt.Agreement(id="paper", name="Paper", round="group")
    track = pt.Process(id="track", name="Track", parent="talks")
    other = pt.Process(id="other", name="Other")
    activities = ("r1", "day", "group", "paper", "track", "other")
    ds = dataset(TALKS, FIRST, day, group, paper, track, other, *(part(f"p-{id}", id, ["russia"]) for id in activities))
    assert {one.activity for one in attendance(ds, activity="r1")} == {"r1", "day", "group"}
    assert {one.activity for one in attendance(ds, process="talks")} == set(activities) - {"other"}
    assert {one.activity for one in attendance(ds, process="track")} == {"track"}
    assert attendance(ds, process="track", activity="r1") == ()


def test_rounds_in_a_circle_are_no_trouble():
    rounds = [pt.Round(id=id, parent=parent) for id, parent in (("r1", "r2"), ("r2", "r1"), ("r0", "r1"))]
    ds = dataset(*rounds, part("p", "r0", ["staff"]), part("q", "r2", ["staff"]))
    assert len(attendance(ds, activity="r1")) == 2
    assert [one.round for one in first_appearances(ds)] == ["r1"]


def test_sources_that_disagree_on_a_role_stand_side_by_side():
    one = part("p", parties=["russia"], role="mediator", source="tass")
    other = part("q", parties=["russia"], role="primary_party", source="ap")
    found = attendance(dataset(TALKS, FIRST, one, other))
    assert [(each.role, each.according_to, each.is_disputed) for each in found] == [
        ("mediator", ("tass",), True),
        ("primary_party", ("ap",), True),
    ]
    assert [str(each) for each in found[0].evidence] == ["p", "q/role", "r1/date"]


def test_sources_that_disagree_on_presence_are_marked():
    ds = dataset(
        TALKS,
        FIRST,
        part("p", parties=["russia", "ukraine"], source="tass"),
        part("q", parties=["russia"], attendance="excluded", source="ap"),
    )
    assert [(one.party, one.is_present, one.is_disputed) for one in attendance(ds)] == [
        ("russia", True, True),
        ("russia", False, True),
        ("ukraine", True, False),
    ]


@pytest.mark.parametrize(
    "other",
    [
        {"attendance": "absent", "source": "tass"},  # the same source: a slip, which the checks report
        {"role": "host", "source": "tass"},
        {"role": "mediator", "source": "ap"},
        {"source": "ap"},
        {"attendance": "invited", "source": "ap"},
        {"attendance": "absent", "source": "ap", "date": "2026-01-24"},
        {"attendance": "absent", "source": "ap", "activity": "r2"},
    ],
)
def test_what_another_row_leaves_standing_is_not_disputed(other):
    one = part("p", parties=["russia"], role="mediator", source="tass", date="2026-01-23")
    found = attendance(dataset(TALKS, FIRST, SECOND, one, part("q", parties=["russia"], **other)), role="mediator")
    assert [each.is_disputed for each in found] == [False] * len(found)


# --- first appearances: the examples, by hand -------------------------------------------------------------------------


def test_officials_of_the_article_appear_in_no_round(article):
    assert first_appearances(article) == ()


def test_three_functions_appear_first_in_the_second_round(talks):
    found = first_appearances(talks, certainty="definite")
    assert [(one.value, one.round, one.parties) for one in found] == [
        ("intelligence", "round-2", ("igor-kostyukov",)),
        ("military", "round-2", ("andrii-hnatov",)),
        ("political", "round-2", ("rustem-umerov",)),
    ]
    assert {(one.process, one.number, str(one.date), one.according_to) for one in found} == {
        ("talks", 2, "2026-02-04/2026-02-05", ("abc-news",))
    }
    assert found == first_appearances(talks)
    assert first_appearances(talks, at="2026-02-03") == ()


def test_states_appear_first_through_their_delegates(talks):
    found = first_appearances(talks, of="party", party=["ukraine", "russia"], sector="military")
    assert [(one.value, one.parties) for one in found] == [("ukraine", ("andrii-hnatov",))]
    (official,) = first_appearances(talks, of="rank")
    assert (official.value, official.parties) == ("senior_official", ("andrii-hnatov", "igor-kostyukov"))


def test_filters_of_first_appearances_are_checked(talks):
    with pytest.raises(pt.ValidationError):
        first_appearances(talks, of="role")
    assert first_appearances(talks, process="talks", rank="minister") == ()


# --- first appearances: each branch -----------------------------------------------------------------------------------


def firsts(*records, **filters):
    found = first_appearances(dataset(TALKS, *records), sector="military", **filters)
    return [(one.round, one.is_sure) for one in found]


def military(*activities, **fields):
    return [part(f"p-{activity}", activity, ["hnatov"], sectors=["military"], **fields) for activity in activities]


def round_of(id, date=None, number=None, **fields):
    return pt.Round(id=id, process="talks", date=date, number=number, **fields)


def test_the_first_by_date_is_sure_whatever_the_ids():
    rounds = round_of("b", "2026-01"), round_of("a", "2026-02")
    assert firsts(*rounds, *military("a", "b")) == [("b", True)]


def test_dates_go_before_numbers_and_numbers_before_nothing():
    assert firsts(round_of("a", "2026-01", 2), round_of("b", "2026-02", 1), *military("a", "b")) == [("a", True)]
    assert firsts(round_of("a", "2026-01", 2), round_of("b", "2026-01", 1), *military("a", "b")) == [("b", True)]
    assert firsts(round_of("a", None, 2), round_of("b", None, 1), *military("a", "b")) == [("b", True)]


@pytest.mark.parametrize(("date", "other"), [("2026-01", "2026-01-20"), (None, "2026-01"), (None, None)])
def test_where_dates_do_not_tell_every_candidate_is_named_and_none_is_sure(date, other):
    records = round_of("a", date), round_of("b", other), *military("a", "b")
    assert sorted(firsts(*records)) == [("a", False), ("b", False)]
    assert firsts(*records, certainty="definite") == []


def test_what_is_later_than_a_candidate_in_every_reading_is_none():
    rounds = round_of("a"), round_of("b", "2026-01"), round_of("c", "2026-02"), round_of("d", "2026~")
    assert firsts(*rounds, *military("a", "b", "c", "d")) == [("b", False), ("d", False), ("a", False)]


def test_an_open_end_is_before_nothing():
    rounds = round_of("a", "2020/.."), round_of("b", "2026-01")
    assert firsts(*rounds, *military("a", "b")) == [("a", False), ("b", False)]


def test_those_invited_away_or_consulted_do_not_appear():
    rounds = round_of("a", "2026-01"), round_of("b", "2026-02")
    for fields in ({"attendance": "invited"}, {"attendance": "absent"}, {"role": "consulted"}):
        assert firsts(*rounds, *military("a", **fields), *military("b")) == [("b", True)]
    assert firsts(*rounds, *military("a", attendance="walked_out"), *military("b")) == [("a", True)]


def test_a_disputed_presence_does_not_settle_the_matter():
    rounds = round_of("a", "2026-01"), round_of("b", "2026-02")
    away = part("q", "a", ["hnatov"], attendance="absent", source="ap")
    found = first_appearances(dataset(TALKS, *rounds, *military("a", source="tass"), *military("b"), away))
    assert [(one.round, one.is_sure, one.is_disputed) for one in found] == [("a", False, True), ("b", False, False)]
    (only,) = first_appearances(dataset(TALKS, *rounds, *military("a", source="tass"), away))
    assert (only.is_sure, only.is_disputed) == (False, True)


def test_days_count_as_the_round_that_they_lie_in():
    rounds = round_of("a", "2026-01", 1), pt.Round(id="day", parent="a", date="2026-01-05")
    (found,) = first_appearances(dataset(TALKS, *rounds, *military("day", "a")))
    assert (found.round, found.process, found.number, found.parties) == ("a", "talks", 1, ("hnatov",))
    assert [str(one) for one in found.evidence] == ["p-a", "p-day", "a/date"]


def test_the_functions_of_the_party_itself_count():
    found = first_appearances(dataset(TALKS, FIRST, part("p", parties=["staff"])))
    assert [(one.value, one.parties) for one in found] == [("military", ("staff",))]


def test_each_process_has_a_first_round_of_its_own():
    other = pt.Process(id="other", name="Other")
    rounds = round_of("a", "2026-01"), pt.Round(id="b", process="other", date="2026-02"), pt.Round(id="c")
    found = first_appearances(dataset(TALKS, other, *rounds, *military("a", "b", "c")))
    assert [(one.process, one.round) for one in found] == [(None, "c"), ("other", "b"), ("talks", "a")]
    found = first_appearances(dataset(TALKS, other, *rounds, *military("a", "b", "c")), process="other")
    assert [one.round for one in found] == ["b"]


def test_unnamed_officials_appear_without_parties():
    (found,) = first_appearances(dataset(TALKS, FIRST, part("p", sectors=["military"])))
    assert (found.parties, found.is_sure) == ((), True)


def test_somebody_who_came_on_a_day_not_known_may_have_come_by_then():
    records = round_of("a", "2026-01-01/2026-01-09"), *military("a", date="2026-01")
    assert firsts(*records, at="2026-01-02") == [("a", False)]
    assert firsts(*records, at="2026-01-02", certainty="definite") == []
    assert firsts(*records, at="2026-02-02", certainty="definite") == [("a", True)]


# --- laws -------------------------------------------------------------------------------------------------------------


@given(participation_datasets(), st.none() | plain_points(), plain_points())
def test_attendance_keeps_the_laws(dataset, at, known_by):
    assert_laws(attendance, dataset, at, known_by)
    assert_laws(attendance, dataset, at, known_by, activity="r1", process="talks")


@given(
    participation_datasets(), st.none() | plain_points(), plain_points(), st.sampled_from(["sector", "party", "rank"])
)
def test_first_appearances_keep_the_laws(dataset, at, known_by, of):
    assert_laws(first_appearances, dataset, at, known_by, of=of)


@given(participation_datasets(), plain_points())
def test_whatever_appears_has_a_first_round(dataset, at):
    present = [
        (one, record)
        for one in attendance(dataset, at=at)
        if one.is_present and isinstance(record := dataset[one.activity], pt.Round)
    ]
    values = {sector for one, _ in present for sector in one.sectors}
    assert {one.value for one in first_appearances(dataset, at=at)} == values


@given(participation_datasets())
def test_the_end_of_time_leaves_the_whole_attendance(dataset):
    assert attendance(dataset, at="9999-12-31") == attendance(dataset)
