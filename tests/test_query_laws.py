"""What every question keeps, whatever it asks: laws over any dataset.

A dataset costs more to draw than to ask, so each is asked every question.
"""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.cli.query import Helper, helpers
from peacetalks.query import as_known, columns_of, to_rows
from tests.strategies.dates import plain_points
from tests.strategies.records import datasets

HELPERS = helpers()
AFTER_EVERYTHING = "9999-12-31"

TOTALS = {"exchange_totals"}
"""Questions whose answers are sums: of fewer claims they are other sums, and no selection of the same."""

LISTINGS = {"assessments", "claims", "disagreements", "exchange_claims", "statements", "stance_histories"}
"""Questions that list what there was up to a time."""

pytestmark = pytest.mark.slow

whole_datasets = datasets(every_type=True)
certainties = st.sampled_from(["possible", "definite"])
each_dataset = settings(max_examples=40)


def asked(helper: Helper, dataset: pt.Dataset, **filters):
    """Ask a question, with some record's id for whatever it cannot do without."""
    ids = [record.id for record in dataset]
    needed = {name: ids[len(ids) // 2] for name in helper.required}
    return helper.function(dataset, **needed, **filters)


def broken(law):
    """Return the names of the questions that break a law."""
    return [name for name, helper in HELPERS.items() if not law(helper)]


@each_dataset
@given(dataset=whole_datasets, at=st.none() | plain_points(), certainty=certainties)
def test_every_question_has_answers_that_make_a_table(dataset, at, certainty):
    def makes_a_table(helper):
        rows = to_rows(asked(helper, dataset, at=at, certainty=certainty))
        json.dumps(rows)
        return {tuple(row) for row in rows} <= {columns_of(helper.answer)}

    assert broken(makes_a_table) == []


@each_dataset
@given(dataset=whole_datasets, at=plain_points())
def test_what_is_definitely_so_is_possibly_so(dataset, at):
    def is_kept(helper):
        definite, possible = (set(asked(helper, dataset, at=at, certainty=one)) for one in ("definite", "possible"))
        return definite <= possible or helper.name in TOTALS

    assert broken(is_kept) == []


@each_dataset
@given(dataset=whole_datasets, known_by=plain_points(), certainty=certainties)
def test_what_is_asked_of_what_was_known_is_asked_of_the_dataset_as_it_stood(dataset, known_by, certainty):
    known = as_known(dataset, known_by, certainty=certainty)

    def is_kept(helper):
        needed = {name: next(iter(known)).id for name in helper.required}
        answers = helper.function(dataset, known_by=known_by, certainty=certainty, **needed)
        return answers == helper.function(known, certainty=certainty, **needed)

    assert broken(is_kept) == []


@each_dataset
@given(dataset=whole_datasets, at=st.none() | plain_points())
def test_answers_do_not_depend_on_the_order_of_records(dataset, at):
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert broken(lambda helper: asked(helper, turned, at=at) == asked(helper, dataset, at=at)) == []


@each_dataset
@given(dataset=whole_datasets)
def test_a_history_up_to_the_end_of_time_is_the_whole_history(dataset):
    for name in LISTINGS:
        helper = HELPERS[name]
        assert asked(helper, dataset, at=AFTER_EVERYTHING) == asked(helper, dataset), name


@pytest.mark.parametrize("helper", HELPERS.values(), ids=HELPERS)
def test_an_empty_dataset_has_no_answers(helper):
    if not helper.required:
        assert helper.function(pt.Dataset()) == ()


@pytest.mark.parametrize("helper", HELPERS.values(), ids=HELPERS)
def test_every_question_says_what_it_answers_in_a_sentence(helper):
    assert helper.summary.endswith(".")
    assert {"at", "known_by", "certainty"} <= helper.filters.keys()
