"""The schemas as they are written from nothing: what ``make generate`` does, without what was remembered before.

Mutation testing of ``peacetalks.schema`` runs this file (CONTRIBUTING.md says how): what it does not notice when the
source is changed is listed in ``tests/schema_survivors.md``, each with its reason.
"""

import copy
import json
from pathlib import Path

import pytest

import peacetalks as pt
from peacetalks.schema import describe, docstrings, examples, write

PUBLISHED = Path(__file__).resolve().parent.parent / "schemas" / "1.0"


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    remembering = (
        write.schema,
        describe.definitions,
        docstrings.field_docstrings,
        docstrings._tree,
        examples.examples,
    )
    for function in remembering:
        function.cache_clear()
    yield
    for function in remembering:
        function.cache_clear()


@pytest.mark.parametrize("name", ["dataset", "record"])
def test_a_schema_is_written_as_it_is_published(name):
    published = (PUBLISHED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert json.dumps(pt.json_schema(name), indent=2, ensure_ascii=False) + "\n" == published


def test_the_schema_of_a_dataset_is_what_is_asked_for_mostly():
    assert pt.json_schema() == pt.json_schema("dataset") != pt.json_schema("record")


def test_a_schema_can_be_changed_by_who_gets_it():
    before = copy.deepcopy(pt.json_schema())
    pt.json_schema()["$defs"]["Party"]["properties"].clear()
    assert pt.json_schema() == before


def test_names_come_to_words():
    assert describe.in_words("DemandEvent") == "Demand event"
    assert describe.in_words("text_url") == "Text URL"
    assert describe.in_words("url") == "URL"
    assert describe.in_words("burlap") == "Burlap"
    assert [describe.with_article(noun) for noun in ("agreement", "party")] == ["an agreement", "a party"]
