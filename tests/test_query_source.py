"""Claims that rest on little: both examples by hand, each reason, laws."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.source import weakly_sourced
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

# Two claims of these talks have two outlets each, and are not here: that the talks go on, and 157 from each side.
WEAK_IN_ABU_DHABI = {
    "no_source": [
        "further-talks/history/0",
        "host-of-talks",
        "previous-exchange/history/1",
        "witkoff-on-work-remaining",
    ],
    "one_source": [
        "budanov-in-round-2",
        "dmitriev-in-round-2",
        "dmitriev-on-european-nations",
        "european-nations-against-progress",
        "exchange-of-february-2026/history/0",
        "exchange-of-february-2026/history/1",
        "exchange-of-february-2026/history/3",
        "hnatov-in-round-2",
        "kostyukov-in-round-2",
        "kushner-in-round-2",
        "military-dialogue",
        "military-dialogue/history/0",
        "previous-exchange/history/0",
        "sides-in-talks",
        "umerov-in-round-2",
        "united-states-in-talks",
        "witkoff-in-round-2",
    ],
    "low_reliability": [],  # no source is graded
    "low_credibility": [],
}


def places(found):
    return [one.record + one.path for one in found]


@pytest.mark.parametrize("reason", WEAK_IN_ABU_DHABI)
def test_the_second_example(reason):
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    assert places(weakly_sourced(talks, reason=reason)) == WEAK_IN_ABU_DHABI[reason]


def test_all_of_the_article_rests_on_the_article():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    found = weakly_sourced(article)
    claims = (
        pt.Participation,
        pt.Demand,
        pt.Linkage,
        pt.Position,
        pt.Statement,
        pt.Exchange,
        pt.Measure,
        pt.Assessment,
    )
    records = [record for record in article if isinstance(record, claims)]
    events = [event for record in article for event in getattr(record, "history", ())]
    assert len(found) == len(records) + len(events)
    assert {one.reasons for one in found} == {("one_source",)}
    assert weakly_sourced(article, at="2026-02-05", certainty="definite") == ()


# --- each reason ------------------------------------------------------------------------------------------------------

RUSSIA = pt.Party(id="russia", name="Russia", kind="state")


def weighed(*sources, credibility=(), **filters):
    citations = [pt.Citation(source=one.id, credibility=grade) for one, grade in zip(sources, credibility, strict=True)]
    said = pt.Statement(id="s", by=["russia"], quote="Words.", date="2026-02", citations=citations)
    return weakly_sourced(pt.Dataset.from_records([RUSSIA, said, *dict.fromkeys(sources)]), **filters)


def source(id, *, publisher=None, reliability=None, published=None):
    return pt.Source(id=id, title="Title", publisher=publisher, reliability=reliability, published=published)


def reasons(*sources, credibility=None):
    found = weighed(*sources, credibility=credibility or [None] * len(sources))
    return found[0].reasons if found else ()


def test_how_many_sources():
    assert reasons() == ("no_source",)
    assert reasons(source("a")) == ("one_source",)
    assert reasons(source("a"), source("a")) == ("one_source",)
    assert reasons(source("a"), source("b")) == ()


def test_an_outlet_does_not_confirm_itself():
    assert reasons(source("a", publisher="ABC News"), source("b", publisher="abc news")) == ("one_source",)
    assert reasons(source("a", publisher="ABC News"), source("b", publisher="MENAFN")) == ()
    assert reasons(source("a", publisher="b"), source("b")) == ()


@pytest.mark.parametrize(("grades", "is_low"), [("DE", True), ("FF", True), ("DC", False), (("D", None), False)])
def test_how_reliable_the_sources_are(grades, is_low):
    pair = [source(id, reliability=grade) for id, grade in zip("ab", grades, strict=True)]
    assert reasons(*pair) == (("low_reliability",) if is_low else ())


@pytest.mark.parametrize(("grades", "is_low"), [("55", True), ("56", True), ("41", False), (("6", None), False)])
def test_how_credible_the_claim_is(grades, is_low):
    assert reasons(source("a"), source("b"), credibility=grades) == (("low_credibility",) if is_low else ())


def test_every_reason_and_grade_is_told():
    (found,) = weighed(source("a", reliability="E"), credibility=["6"])
    assert found.reasons == ("one_source", "low_reliability", "low_credibility")
    assert (found.reliability, found.credibility, found.according_to) == (("E",), ("6",), ("a",))


def test_filters():
    one = source("a", published="2026-03-01")
    assert places(weighed(one, credibility=[None], source="a", record="s", type="statement")) == ["s"]
    assert weighed(one, credibility=[None], type="demand") == ()
    assert weighed(one, credibility=[None], record="russia") == ()
    assert weighed(one, credibility=[None], at="2026-01") == ()
    assert weighed(one, credibility=[None], at="2026-02-10", certainty="definite") == ()
    assert weighed(one, credibility=[None], known_by="2026-02-10") == ()


def test_a_second_source_counts_once_it_is_known():
    both = [source("a", published="2026-01-01"), source("b", published="2026-03-01")]
    assert weighed(*both, credibility=[None, None]) == ()
    assert places(weighed(*both, credibility=[None, None], known_by="2026-02-01")) == ["s"]


def test_what_a_filter_does_not_take():
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        weakly_sourced(pt.Dataset(), reason="unsourced")
    with pytest.raises(pt.NotFoundError, match="is no Source"):
        weighed(source("a"), credibility=[None], source="russia")
    assert weakly_sourced(pt.Dataset()) == ()


@given(datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_laws_of_time_and_order(dataset, date, certainty):
    assert set(weakly_sourced(dataset, at=date, certainty="definite")) <= set(weakly_sourced(dataset, at=date))
    assert weakly_sourced(dataset, known_by=date, certainty=certainty) == weakly_sourced(
        as_known(dataset, date, certainty=certainty), certainty=certainty
    )
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert weakly_sourced(turned) == weakly_sourced(dataset)
