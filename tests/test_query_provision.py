"""What agreements deal with, what they lack, and how strong their provisions became."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import Amount
from peacetalks.query.provision import topic_coverage, topic_table
from peacetalks.query.strength import strength_profiles
from tests.strategies.agreements import TOPICS, agreement_datasets, assert_laws
from tests.strategies.dates import plain_points

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
PRISONERS, AMNESTY, CEASEFIRE = TOPICS
TALKS = pt.Process(id="talks", name="The talks")


def agreement(id, date=None, *, provisions=(), **fields):
    """An agreement with provisions as topics, or as topics with a strength."""
    pairs = [(one, None) if isinstance(one, str) else one for one in provisions]
    made = [pt.Provision(topic=topic, strength=strength) for topic, strength in pairs]
    return pt.Agreement(id=id, name=id, date=date, process="talks", provisions=made, **fields)


def dataset(*records):
    return pt.Dataset.from_records([TALKS, *records])


def states(ds, **filters):
    return {(one.agreement, one.topic): one.state for one in topic_table(ds, **filters)}


def test_the_examples_have_no_provisions():
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    assert topic_coverage(article, dealing_with=PRISONERS, without=AMNESTY) == ()
    for ds in (article, talks):
        assert topic_table(ds) == ()
        assert strength_profiles(ds) == ()
    (deal,) = topic_coverage(article, without=AMNESTY)
    assert (deal.agreement, deal.is_known, deal.coded_by) == ("unfavourable-deal", False, ())
    assert states(article, topic=AMNESTY) == {("unfavourable-deal", AMNESTY): "not_coded"}


# --- topics that are there and lacking --------------------------------------------------------------------------------

PAPERS = dataset(
    agreement("both", "2001", provisions=[PRISONERS, AMNESTY], coded_by=["pax@v4"]),
    agreement("coded", "2002", provisions=[PRISONERS], coded_by=["pax@v4"]),
    agreement("uncoded", "2003", provisions=[PRISONERS]),
    agreement("zero", "2004", provisions=[(PRISONERS, 2), (AMNESTY, 0)]),
    agreement("other-scheme", "2005", provisions=[PRISONERS], coded_by=["example@1"]),
    agreement("neither", "2006", coded_by=["pax@v4"]),
)


def test_prisoners_but_not_amnesty():
    found = topic_coverage(PAPERS, dealing_with=PRISONERS, without=AMNESTY)
    assert [(one.agreement, one.is_known, one.coded_by, one.reason) for one in found] == [
        ("coded", True, ("pax@v4",), None),
        ("uncoded", False, (), "no scheme is named that coded it completely"),
        ("zero", True, (), None),
        ("other-scheme", False, (), "example@1: not known to code justice.amnesty"),
    ]
    assert {(one.process, one.dealing_with, one.without) for one in found} == {("talks", (PRISONERS,), (AMNESTY,))}
    assert found[0].date == pt.Date("2002")
    assert [str(one) for one in found[2].evidence] == ["zero/provisions/0", "zero/provisions/1"]


def test_definite_is_what_is_known_to_be_lacking():
    found = topic_coverage(PAPERS, dealing_with=[PRISONERS], without=[AMNESTY], certainty="definite")
    assert [one.agreement for one in found] == ["coded", "zero"]
    assert topic_coverage(PAPERS, dealing_with=PRISONERS, without=AMNESTY, at="2002", certainty="definite") == found[:1]


def test_strength_nought_is_no_provision():
    assert "zero" not in [one.agreement for one in topic_coverage(PAPERS, dealing_with=AMNESTY)]
    assert "zero" in [one.agreement for one in topic_coverage(PAPERS, dealing_with=PRISONERS)]


def test_one_provision_is_enough_beside_another_of_strength_nought():
    ds = dataset(agreement("a", provisions=[(AMNESTY, 0), (AMNESTY, 1)]))
    assert states(ds) == {("a", AMNESTY): "present"}
    assert topic_coverage(ds, without=AMNESTY) == ()


def test_all_of_several_topics():
    assert [one.agreement for one in topic_coverage(PAPERS, dealing_with=[PRISONERS, AMNESTY])] == ["both"]
    found = topic_coverage(PAPERS, without=[PRISONERS, AMNESTY])
    assert [one.agreement for one in found] == ["neither"]
    assert topic_coverage(PAPERS, dealing_with=AMNESTY, without=AMNESTY) == ()
    assert len(topic_coverage(PAPERS)) == len(PAPERS.agreements)


@pytest.mark.parametrize(
    ("scheme", "topic", "state"),
    [
        ("pax@v4", AMNESTY, "absent"),  # a column that is broader
        ("pax", PRISONERS, "absent"),  # one that is narrower: absence of what the scheme codes
        ("pax@v4", "humanitarian.children", "not_coded"),  # no column
        ("pax@v4", "economy.sanctions", "not_coded"),  # only one that overlaps
        ("ucdp_pad@22.1", AMNESTY, "absent"),
        ("ucdp_pad@22.1", "rights.media", "not_coded"),
        ("ucdp_pad@22.1", "example.org:ransom", "not_coded"),
        ("example@1", AMNESTY, "not_coded"),
    ],
)
def test_a_scheme_says_absence_only_for_topics_that_it_codes(scheme, topic, state):
    ds = dataset(agreement("a", coded_by=[scheme]))
    assert states(ds, topic=topic) == {("a", topic): state}


def test_the_table_has_a_cell_for_each_agreement_and_topic_that_occurs():
    cells = topic_table(PAPERS, at="2004")
    assert [(one.agreement, one.topic, one.state) for one in cells] == [
        ("both", PRISONERS, "present"),
        ("both", AMNESTY, "present"),
        ("coded", PRISONERS, "present"),
        ("coded", AMNESTY, "absent"),
        ("uncoded", PRISONERS, "present"),
        ("uncoded", AMNESTY, "not_coded"),
        ("zero", PRISONERS, "present"),
        ("zero", AMNESTY, "absent"),
    ]
    assert [one.strength for one in cells[-2:]] == [2, 0]
    assert cells[3].coded_by == ("pax@v4",)
    assert cells[3].sources == ()
    assert str(cells[3].evidence[0]) == "coded"


def test_what_cannot_be_asked_is_refused():
    for helper, filters in (
        (topic_coverage, {"dealing_with": "humanitarian"}),
        (topic_coverage, {"without": ["amnesty"]}),
        (topic_table, {"topic": "amnesty"}),
        (strength_profiles, {"topic": "amnesty"}),
    ):
        with pytest.raises(pt.ValidationError):
            helper(PAPERS, **filters)
        with pytest.raises(pt.NotFoundError):
            helper(PAPERS, process="no-talks")


# --- strength ---------------------------------------------------------------------------------------------------------

COURSE = dataset(
    agreement("first", "2001", provisions=[(CEASEFIRE, 1), (PRISONERS, 3)]),
    agreement("second", "2002", provisions=[(CEASEFIRE, 3), (CEASEFIRE, 2), AMNESTY]),
    agreement("third", "2003", provisions=[(CEASEFIRE, 3), (PRISONERS, 0)]),
    pt.Agreement(id="alone", name="Alone", provisions=[pt.Provision(topic=CEASEFIRE, strength=3)]),
)


def profile(ds, **filters):
    return {one.topic: (one.strength, one.agreement, str(one.agreements)) for one in strength_profiles(ds, **filters)}


def test_greatest_strength_and_the_agreement_that_first_has_it():
    assert profile(COURSE, process="talks") == {
        CEASEFIRE: (3, "second", "3"),
        PRISONERS: (3, "first", "1"),
        AMNESTY: (None, None, "1"),
    }
    (ceasefire,) = strength_profiles(COURSE, topic=CEASEFIRE)
    assert (ceasefire.process, ceasefire.date) == ("talks", pt.Date("2002"))
    assert [str(one) for one in ceasefire.evidence] == [
        "second/provisions/0",
        "second/provisions/1",
        "first/provisions/0",
        "third/provisions/0",
    ]


def test_strength_as_it_was_at_a_time():
    assert profile(COURSE, at="2001") == {CEASEFIRE: (1, "first", "1"), PRISONERS: (3, "first", "1")}


def test_strength_that_may_have_come_later_is_not_definite():
    ds = COURSE.with_records(agreement("undated", provisions=[(CEASEFIRE, 3), (AMNESTY, 2)]))
    assert profile(ds, at="2001")[CEASEFIRE] == (3, "undated", "1 to 2")
    assert profile(ds, at="2001", certainty="definite") == {PRISONERS: (3, "first", "1")}
    (prisoners,) = strength_profiles(ds, at="2001", certainty="definite")
    assert prisoners.agreements == Amount(1, 1)


# --- laws -------------------------------------------------------------------------------------------------------------


@given(agreement_datasets(), st.none() | plain_points(), plain_points())
def test_laws(ds, at, known_by):
    assert_laws(topic_coverage, ds, at, known_by, dealing_with=PRISONERS, without=AMNESTY)
    assert_laws(topic_coverage, ds, at, known_by)
    assert_laws(topic_table, ds, at, known_by)
    assert_laws(strength_profiles, ds, at, known_by)


@given(agreement_datasets(), st.sampled_from(TOPICS))
def test_what_deals_with_a_topic_and_what_lacks_it_are_all_there_are(ds, topic):
    having, lacking = topic_coverage(ds, dealing_with=topic), topic_coverage(ds, without=topic)
    assert sorted(one.agreement for one in (*having, *lacking)) == [one.id for one in ds.agreements]
    table = states(ds, topic=topic)
    assert {one.agreement: one.is_known for one in lacking} == {
        id: state == "absent" for (id, _), state in table.items() if state != "present"
    }
