"""Migrations: data of earlier versions are read as data of this one, and told what was changed.

Version 1.0 is the first, so there is no step yet. These tests bring two of their own, from versions that never were.
"""

import copy
import gzip
import io
import json

import pytest

import peacetalks as pt
from peacetalks.convert import migrations, read_document
from peacetalks.convert.migrations import Change, Step
from peacetalks.version import parsed_version


def from_08(type_name, plain):
    """In 0.8 the header said ``name`` where it says ``title`` now."""
    if type_name != "dataset" or "name" not in plain:
        return plain, ()
    changed = {("title" if key == "name" else key): value for key, value in plain.items()}
    return changed, (Change("name is title", "/title"),)


def from_09(type_name, plain):
    """In 0.9 parties had a ``label``, and what they are was called ``type_of_party``."""
    names = {"label": "name", "type_of_party": "kind"}
    if type_name != "party":
        return plain, ()
    changes = tuple(Change(f"{old} is {new}", f"/{new}") for old, new in names.items() if old in plain)
    return {names.get(key, key): value for key, value in plain.items()}, changes


@pytest.fixture(autouse=True)
def steps(monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", (Step("0.9", "1.0", from_09), Step("0.8", "0.9", from_08)))


OLD = {
    "peacetalks": "0.8",
    "name": "Talks",
    "parties": [
        {"id": "north", "label": "North", "type_of_party": "state"},
        {"id": "south", "label": "South", "type_of_party": "state"},
    ],
    "places": [{"id": "bridge", "name": "Bridge", "control": [{"controller": "north"}]}],
}
NEW = pt.Dataset(
    title="Talks",
    parties=[pt.Party(id=name.lower(), name=name, kind="state") for name in ("North", "South")],
    places=[pt.Place(id="bridge", name="Bridge", control=[pt.Control(controller="north")])],
)
AS_JSON = json.dumps(OLD, indent=1)
HEADER = {key: value for key, value in OLD.items() if key in ("peacetalks", "name")}
ROWS = [{"type": "dataset", **HEADER}]
ROWS += [{"type": "party", **row} for row in OLD["parties"]] + [{"type": "place", **row} for row in OLD["places"]]
AS_LINES = "\n".join(map(json.dumps, ROWS))
TEXTS = [("json", AS_JSON), ("yaml", AS_JSON), ("jsonl", AS_LINES)]

every_text = pytest.mark.parametrize(("format", "text"), TEXTS, ids=[format for format, _ in TEXTS])


def changes(problems):
    return [(one.code, one.severity, one.path, one.message) for one in problems if one.code == "migrated"]


@every_text
def test_old_data_are_read_alike_from_everything_they_come_in(format, text, tmp_path):
    path = tmp_path / f"talks.{format}.gz"
    path.write_bytes(gzip.compress(text.encode()))
    assert pt.loads(text, format=format) == NEW
    assert pt.loads(text.encode(), format=format) == NEW
    assert pt.load(io.StringIO(text), format=format) == NEW
    assert pt.load(path) == NEW


def test_old_data_are_read_from_a_dict_that_stays_as_it_was():
    before = copy.deepcopy(OLD)
    document = read_document(OLD)
    assert document.dataset == NEW
    assert document.migration.source == "0.8"
    assert before == OLD


def test_old_streams_are_read_record_by_record(tmp_path):
    path = tmp_path / "talks.jsonl"
    path.write_text(AS_LINES, encoding="utf-8")
    assert list(pt.read_records(path)) == [*NEW.parties, *NEW.places]
    assert pt.read_header(path) == {"peacetalks": "1.0", "title": "Talks"}
    told = pt.check_records(path)
    assert changes(told) == changes(pt.check(path))
    assert [(one.path, one.line) for one in told if one.code == "migrated"] == [
        ("/title", 1),
        ("/name", 2),
        ("/kind", 2),
    ]


@every_text
def test_what_was_changed_is_told_once_a_kind_and_nothing_is_an_error(format, text):
    problems = pt.check(io.StringIO(text), format=format)
    assert {problem.severity for problem in problems} == {"warning"}
    place = "" if format == "jsonl" else "/parties/0"
    advice = "; write the file anew to keep that"
    assert changes(problems) == [
        ("migrated", "warning", "/title", f"name is title (from version 0.8 to 0.9){advice}"),
        ("migrated", "warning", f"{place}/name", f"label is name (from version 0.9 to 1.0){advice}"),
        ("migrated", "warning", f"{place}/kind", f"type_of_party is kind (from version 0.9 to 1.0){advice}"),
    ]


def test_a_step_begins_where_the_data_stand():
    plain = {"peacetalks": "0.9", "title": "Talks", "parties": OLD["parties"], "places": OLD["places"]}
    assert read_document(plain).dataset == NEW
    assert len(changes(pt.check(plain))) == 2


def test_data_of_this_version_are_not_touched():
    plain = json.loads(pt.dumps(NEW))
    assert changes(pt.check(plain)) == []
    assert read_document(plain).migration.steps == ()


def test_what_is_written_is_of_this_version():
    assert json.loads(pt.dumps(pt.loads(AS_JSON)))["peacetalks"] == "1.0"
    assert changes(pt.check(io.StringIO(pt.dumps(pt.loads(AS_JSON))), format="json")) == []


@every_text
def test_what_is_wrong_with_old_data_is_told_as_of_new(format, text):
    broken = text.replace('"type_of_party": "state"', '"type_of_party": "stat"', 1)
    with pytest.raises(pt.ValidationError) as caught:
        pt.loads(broken, format=format)
    (problem,) = caught.value.problems
    assert (problem.code, problem.record) == ("unknown-code", "north")
    assert problem.path.endswith("/kind")
    assert problem in pt.check(io.StringIO(broken), format=format)


@pytest.mark.parametrize("odd", [None, 3, "x", [], [[]], {"id": None}])
def test_odd_records_pass_through_a_step_unharmed(odd):
    problems = pt.check({"peacetalks": "0.9", "parties": [odd], "places": odd})
    assert {problem.code for problem in problems} <= {"wrong-type", "missing-field", "migrated"}


@pytest.mark.parametrize(
    ("version", "advice"),
    [
        ("1.1", "pip install --upgrade peacetalks"),
        ("2.0", "pip install --upgrade peacetalks"),
        ("1.10", "pip install --upgrade peacetalks"),
        ("0.7", "there is no such version"),
        ("1.0.0", "no version of the model"),
        ("1", "no version of the model"),
        ("01.0", "no version of the model"),
        ("", "no version of the model"),
        ("1.0\n", "no version of the model"),
        ("latest", "no version of the model"),
    ],
)
@every_text
def test_a_version_that_cannot_be_read_is_refused_alone_with_what_would_help(format, text, version, advice):
    text = text.replace('"0.8"', json.dumps(version))
    (problem,) = pt.check(io.StringIO(text), format=format)
    assert (problem.code, problem.path) == ("unsupported-version", "/peacetalks")
    assert advice in problem.message


def test_versions_are_compared_as_numbers():
    assert parsed_version("1.10") > parsed_version("1.9") > parsed_version("0.99")
    assert [parsed_version(text) for text in ("1", "1.2.3", "v1.0", "1.0 ", "-1.0", "1.9999999")] == [None] * 6
