"""What somebody said about whom, and in which post."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query.statement import statements
from tests.strategies.dates import plain_points
from tests.strategies.participations import assert_laws, participation_datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def dataset(*records, posts=()):
    return pt.Dataset.from_records(
        [
            pt.Party(id="russia", name="Russia", kind="state"),
            pt.Party(id="umerov", name="Umerov", kind="person", posts=posts),
            *records,
        ]
    )


def said(id="w", by=("umerov",), date=None, **fields):
    return pt.Statement(id=id, by=by, text="Words.", date=date, **fields)


# --- the examples, by hand --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("about", ["russia", "bombardment-pause"])
def test_trump_speaks_on_the_pause_and_on_russia_and_no_post_of_his_is_told(about):
    article = pt.load(EXAMPLES / "moscow-ultimatums.yaml")
    (found,) = statements(article, by="donald-trump", about=about)
    assert (found.statement, found.by, found.posts, found.sure_posts) == ("trump-on-pause", "donald-trump", (), ())
    assert (found.act, found.valence, found.about) == ("praise", "positive", ("bombardment-pause", "russia"))
    assert (found.on_behalf_of, found.audience, found.channel, found.quote, found.date) == (None, (), None, None, None)
    assert found.according_to == ("article",)
    assert statements(article) == (found,)
    assert statements(article, about="ukraine") == ()


def test_dmitriev_accuses_european_nations():
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    (found,) = statements(talks, about="european-nations")
    assert (found.by, found.act, found.posts) == ("kirill-dmitriev", "accuse", ())
    assert found.date is None  # the day of the report is not the day on which he said it
    assert found.according_to == ("hurriyet-daily-news",)
    assert [one.by for one in statements(talks, about="talks")] == ["kirill-dmitriev", "steve-witkoff"]
    assert [one.quote for one in statements(talks, by="steve-witkoff")] == ["significant work remains"]


def test_a_statement_without_a_date_is_not_definitely_said_by_then():
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    assert len(statements(talks, at="2026-02-06")) == 2
    assert statements(talks, at="2026-02-06", certainty="definite") == ()


# --- posts ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("held", "day", "may_hold", "is_sure"),
    [
        ("2025-07-18", "2026-02-04", True, True),  # from a lone day on
        ("2026-02-05", "2026-02-04", False, False),
        ("2021-11-04/2023-09-05", "2022-01-01", True, True),
        ("2021-11-04/2023-09-05", "2024-01-01", False, False),
        ("2021/2023", "2023-05-01", True, False),  # 2023 is when it ended
        ("2026-02", "2026-02-04", True, False),
        ("2025-07-18", "2025-07", True, True),
        (None, "2026-02-04", True, False),
        ("2025-07-18", None, True, False),
        (None, None, True, False),
    ],
)
def test_a_post_counts_by_the_day_of_the_statement(held, day, may_hold, is_sure):
    ds = dataset(said(date=day), posts=[pt.Post(title="Secretary", organisation="russia", date=held)])
    (found,) = statements(ds)
    assert bool(found.posts) is may_hold
    assert bool(found.sure_posts) is is_sure
    assert set(found.posts) <= {"Secretary (russia)"}
    assert [str(one) for one in found.evidence] == ["w", *["umerov/posts/0"] * may_hold]
    assert set(statements(ds, at="2030")) == {found}


def test_of_several_posts_those_of_the_day_are_told_each_once():
    posts = [
        pt.Post(title="Minister", date="2021/2023-01"),
        pt.Post(title="Secretary", date="2025"),
        pt.Post(title="Envoy"),
        pt.Post(title="Secretary"),
    ]
    (found,) = statements(dataset(said(date="2026-02-04"), posts=posts))
    assert (found.posts, found.sure_posts) == (("Secretary", "Envoy"), ("Secretary",))


# --- filters and order ------------------------------------------------------------------------------------------------


def test_each_speaker_has_a_row():
    found = statements(dataset(said(by=["umerov", "russia", "umerov"])))
    assert [one.by for one in found] == ["russia", "umerov"]
    assert [one.by for one in statements(dataset(said(by=["umerov", "russia"])), by="umerov")] == ["umerov"]


def test_statements_come_by_date():
    ds = dataset(said("a"), said("b", date="2026-02"), said("c", date="2026-01"))
    assert [one.statement for one in statements(ds)] == ["c", "b", "a"]
    assert [one.statement for one in statements(ds, at="2026-01-31")] == ["c", "a"]


@pytest.mark.parametrize(
    ("name", "value", "other"),
    [
        ("on_behalf_of", "russia", "umerov"),
        ("act", "threaten", "praise"),
        ("valence", "negative", "positive"),
        ("audience", "russia", "umerov"),
        ("channel", "interview", "speech"),
        ("about", "russia", "umerov"),
    ],
)
def test_filters_narrow(name, value, other):
    given = [value] if name in ("audience", "about") else value
    ds = dataset(said(**{name: given}), said("v"))
    assert [one.statement for one in statements(ds, **{name: value})] == ["w"]
    assert statements(ds, **{name: other}) == ()
    with pytest.raises((pt.NotFoundError, pt.ValidationError)):
        statements(ds, **{name: "nothing-such"})


@given(participation_datasets(), st.none() | plain_points(), plain_points())
def test_statements_keep_the_laws(dataset, at, known_by):
    assert_laws(statements, dataset, at, known_by)


@given(participation_datasets())
def test_sure_posts_are_posts_and_the_end_of_time_leaves_all_statements(dataset):
    found = statements(dataset)
    assert all(set(one.sure_posts) <= set(one.posts) for one in found)
    assert statements(dataset, at="9999-12-31") == found
