"""Agreements in order: what became of them, how they refer to each other, and the times without any."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount
from peacetalks.query.agreement import agreement_gaps, agreements
from tests.strategies.agreements import agreement_datasets, assert_laws
from tests.strategies.dates import plain_points

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
TALKS = pt.Process(id="talks", name="The talks", conflicts=["war"])
WAR = pt.Conflict(id="war", name="The war")
SOURCES = [pt.Source(id=id, title=id) for id in ("gazette", "herald")]


def agreement(id, date=None, **fields):
    return pt.Agreement(id=id, name=id.title(), date=date, **{"process": "talks", **fields})


def event(status, date=None, **fields):
    return pt.StatusEvent(status=status, date=date, **fields)


def dataset(*records, **header):
    return pt.Dataset.from_records([TALKS, WAR, *SOURCES, *records], **header)


MINSK = dataset(
    agreement(
        "protocol",
        "2014-09-05",
        stage="ceasefire",
        level="intrastate",
        history=[event("signed", "2014-09-05"), event("in_force", "2014-09-05"), event("suspended", "2015-01")],
    ),
    agreement("memorandum", "2014-09-19", related=[pt.RelatedAgreement(kind="implements", agreement="protocol")]),
    agreement(
        "package",
        "2015-02-12",
        history=[event("signed", "2015-02-12"), event("in_force", "2015-02-15")],
        related=[
            pt.RelatedAgreement(kind="implements", agreement="protocol"),
            pt.RelatedAgreement(kind="reaffirms", text="the Memorandum of September 2014"),
        ],
    ),
)


def ids(answers):
    return [one.agreement for one in answers]


# --- the examples -----------------------------------------------------------------------------------------------------


def test_the_article_has_one_agreement_and_it_is_feared_not_drafted():
    (deal,) = agreements(pt.load(EXAMPLES / "moscow-ultimatums.yaml"))
    assert (deal.agreement, deal.process, deal.date, deal.statuses) == (
        "unfavourable-deal",
        "talks",
        None,
        ("hypothetical",),
    )
    assert deal.is_hypothetical
    assert (deal.previous, deal.days_since_previous, deal.related, deal.referred_by) == (
        None,
        Amount(None, None),
        (),
        (),
    )
    assert deal.sources == ("article",)
    assert str(deal.evidence[1]) == "unfavourable-deal/history/0"


def test_what_has_no_date_is_there_perhaps_and_never_for_sure():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    assert ids(agreements(article, at="2020")) == ["unfavourable-deal"]
    assert agreements(article, at="2020", certainty="definite") == ()


def test_no_gaps_between_agreements_that_were_never_made():
    for name in ("moscow-ultimatums.yaml", "abu-dhabi-2026.yaml"):
        assert agreement_gaps(pt.load(EXAMPLES / name)) == ()
    assert agreements(pt.load(EXAMPLES / "abu-dhabi-2026.yaml")) == ()


# --- in order ---------------------------------------------------------------------------------------------------------


def test_agreements_follow_each_other_with_the_days_between():
    found = agreements(MINSK, process="talks")
    assert ids(found) == ["protocol", "memorandum", "package"]
    assert [one.previous for one in found] == [None, "protocol", "memorandum"]
    assert [str(one.days_since_previous) for one in found] == ["unknown", "14", "146"]
    assert [one.is_hypothetical for one in found] == [False, False, False]


def test_relations_are_told_from_both_ends():
    protocol, memorandum, package = agreements(MINSK)
    assert protocol.referred_by == ("memorandum implements", "package implements")
    assert memorandum.related == ("implements protocol",)
    assert package.related == ("implements protocol", "reaffirms the Memorandum of September 2014")
    (early,) = agreements(MINSK, at="2014-09-10")
    assert early.referred_by == ()


def test_status_is_that_of_the_time():
    assert [one.statuses for one in agreements(MINSK, at="2014-12")] == [("in_force",), ()]
    assert [one.statuses for one in agreements(MINSK, at="2015-03")] == [("suspended",), (), ("in_force",)]
    assert [one.statuses for one in agreements(MINSK, at="2015-01-10")] == [("suspended", "in_force"), ()]


def test_in_force_is_a_filter_on_that_status():
    assert ids(agreements(MINSK, status="in_force")) == ["package"]
    assert ids(agreements(MINSK, status="in_force", at="2014-12")) == ["protocol"]
    assert ids(agreements(MINSK, status=["in_force"], at="2015-01-10")) == ["protocol"]
    assert agreements(MINSK, status="in_force", at="2015-01-10", certainty="definite") == ()


def test_what_was_in_force_for_a_time_is_over_after_it():
    ds = dataset(agreement("truce", "2014-09-05", history=[event("in_force", "2014-09-05/2014-10-05")]))
    assert ids(agreements(ds, status="in_force", at="2014-09-20")) == ["truce"]
    assert agreements(ds, status="in_force", at="2014-12") == ()


def test_filters():
    assert ids(agreements(MINSK, stage="ceasefire")) == ["protocol"]
    assert ids(agreements(MINSK, level=["intrastate"])) == ["protocol"]
    assert len(agreements(MINSK, conflict="war")) == 3
    other = agreement("other", process=None, conflicts=["war"])
    assert ids(agreements(dataset(other, agreement("one")), conflict="war")) == ["one", "other"]
    assert agreements(dataset(agreement("other", process=None)), conflict="war") == ()


def test_an_agreement_belongs_to_the_process_of_its_round():
    ds = dataset(pt.Round(id="round", process="talks"), agreement("one", process=None, round="round"))
    assert [one.process for one in agreements(ds, process="talks")] == ["talks"]


def test_the_day_of_signing_may_stand_in_the_history():
    ds = dataset(agreement("one", history=[event("draft", "2014-01"), event("signed"), event("signed", "2014-09-05")]))
    (one,) = agreements(ds)
    assert one.date == pt.Date("2014-09-05")
    assert agreements(ds, at="2014-02") == ()


def test_a_draft_is_there_from_its_first_event():
    ds = dataset(agreement("one", history=[event("draft", "2014-01"), event("rejected", "2014-03")]))
    assert agreements(ds, at="2013") == ()
    assert [one.statuses for one in agreements(ds, at="2014-02", certainty="definite")] == [("draft",)]


def test_a_denied_status_is_disputed():
    says, denies = (pt.Citation(source=source) for source in ("gazette", "herald"))
    history = [event("signed", citations=[says]), event("disputed", citations=[denies])]
    (one,) = agreements(dataset(agreement("one", history=history)))
    assert (one.statuses, one.is_disputed) == (("signed",), True)
    assert one.sources == ("gazette", "herald")


@pytest.mark.parametrize(
    "filters", [{"status": "sealed"}, {"stage": "late"}, {"level": "high"}, {"at": "soon"}, {"certainty": "sure"}]
)
def test_what_cannot_be_asked_is_refused(filters):
    with pytest.raises(pt.ValidationError):
        agreements(MINSK, **filters)


def test_an_unknown_process_is_not_found():
    with pytest.raises(pt.NotFoundError, match="talks"):
        agreements(MINSK, process="talk")
    with pytest.raises(pt.NotFoundError, match="no Process"):
        agreement_gaps(MINSK, process="war")


# --- gaps -------------------------------------------------------------------------------------------------------------


def test_gaps_longer_than_so_many_days():
    (gap,) = agreement_gaps(MINSK, process="talks", longer_than=30)
    assert (gap.process, gap.after, gap.before, gap.days) == ("talks", "memorandum", "package", Amount(146, 146))
    assert (gap.start, gap.end) == (pt.Date("2014-09-19"), pt.Date("2015-02-12"))
    assert len(agreement_gaps(MINSK, longer_than=14)) == 1
    assert len(agreement_gaps(MINSK, longer_than=13)) == 2
    assert agreement_gaps(MINSK, longer_than=30, at="2015-01") == ()


def test_a_gap_as_long_as_imprecise_dates_allow():
    ds = dataset(agreement("a", "2014-01"), agreement("b", "2014-03"))
    (gap,) = agreement_gaps(ds, longer_than=40)
    assert gap.days == Amount(29, 89)  # 31 January to 1 March, 1 January to 31 March
    assert agreement_gaps(ds, longer_than=40, certainty="definite") == ()
    assert agreement_gaps(ds, longer_than=28, certainty="definite") == (gap,)
    assert agreement_gaps(ds, longer_than=89) == ()


def test_an_earlier_agreement_of_that_year_may_lie_in_the_gap():
    ds = dataset(agreement("a", "2014"), agreement("b", "2014-03-01"), agreement("c", "2014-12-01"))
    gap = agreement_gaps(ds)[-1]
    assert (gap.after, gap.before, gap.days) == ("b", "c", Amount(0, 275))
    assert agreement_gaps(ds, certainty="definite") == ()


def test_an_undated_agreement_may_lie_in_any_gap():
    ds = MINSK.with_records(agreement("undated"))
    assert {gap.undated for gap in agreement_gaps(ds)} == {("undated",)}
    assert agreement_gaps(ds, certainty="definite") == ()


def test_what_was_never_agreed_ends_no_gap():
    ds = MINSK.with_records(agreement("plan", "2014-11-01", history=[event("proposed"), event("rejected")]))
    assert [gap.after for gap in agreement_gaps(ds)] == ["protocol", "memorandum"]
    assert ids(agreements(ds)) == ["protocol", "memorandum", "plan", "package"]
    (plan,) = agreements(ds, status="rejected")
    assert (plan.previous, plan.days_since_previous) == (None, Amount(None, None))


def test_outside_what_the_data_cover_nothing_is_definite():
    for coverage, count in (("2014/2016", 2), ("2014-09", 1), ("2015", 0)):
        covered = pt.Dataset.from_records(MINSK.records, coverage=coverage)
        assert len(agreement_gaps(covered)) == 2
        # an interval of years is only sure to cover what lies between the two
        assert len(agreement_gaps(covered, certainty="definite")) == (0 if "/" in coverage else count)
    covered = pt.Dataset.from_records(MINSK.records, coverage="2014-01-01/2016-12-31")
    assert len(agreement_gaps(covered, certainty="definite")) == 2


def test_the_length_of_a_gap_after_a_qualified_date_is_not_known():
    ds = dataset(agreement("a", "2014-01~"), agreement("b", "2014-03-01"))
    (gap,) = agreement_gaps(ds, longer_than=10_000)
    assert gap.days == Amount(0, None)


@pytest.mark.parametrize("longer_than", [-1, True, "many", 1.5, None])
def test_a_number_of_days_is_a_whole_number(longer_than):
    with pytest.raises(pt.ValidationError):
        agreement_gaps(MINSK, longer_than=longer_than)


# --- laws -------------------------------------------------------------------------------------------------------------


@given(agreement_datasets(), st.none() | plain_points(), plain_points())
def test_laws(ds, at, known_by):
    assert_laws(agreements, ds, at, known_by)
    assert_laws(agreements, ds, at, known_by, status="in_force")
    assert_laws(agreement_gaps, ds, at, known_by, longer_than=5)


@given(agreement_datasets())
def test_at_the_end_of_time_every_agreement_was_made(ds):
    assert ids(agreements(ds, at="9999-12-31")) == ids(agreements(ds))
    assert set(ids(agreements(ds))) == {one.id for one in ds.agreements}
