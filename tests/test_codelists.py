"""The codelists and crosswalks in Python: what is loaded is what the files say, and fields and enums follow them."""

import ast
import inspect
import re
import subprocess
import sys
from enum import StrEnum
from itertools import pairwise
from typing import get_args

import attrs
import pytest

import peacetalks as pt
from peacetalks import records, values
from peacetalks.codelists import (
    NAMESPACED_PATTERN,
    Correspondence,
    Term,
    codelist,
    codelist_names,
    crosswalk,
    crosswalk_names,
    enums,
    is_namespaced,
    loader,
)
from peacetalks.codelists.crosswalk import Relation
from peacetalks.fields import fields_of
from tests import codelist_files as files

STANDARD_COLUMNS = {"code", "label", "definition", "since", "deprecated", "replaced_by"}

each_list = pytest.mark.parametrize("name", files.NAMES)


# --- lists -----------------------------------------------------------------------------------------------------------


def test_the_names_are_those_of_the_index_in_its_order():
    assert codelist_names() == tuple(files.NAMES)


@each_list
def test_a_list_is_loaded_as_its_file_says(name):
    (described,) = [row for row in files.records(files.INDEX) if row["name"] == name]
    listed = codelist(name)
    assert (listed.name, listed.label, listed.definition) == (name, described["label"], described["definition"])
    assert listed.closed is (described["closed"] == "true")
    assert list(listed) == [
        Term(
            code=row["code"],
            label=row["label"],
            definition=row["definition"],
            since=row["since"],
            deprecated=row["deprecated"] or None,
            replaced_by=row["replaced_by"] or None,
            columns=tuple((column, text) for column, text in row.items() if column not in STANDARD_COLUMNS and text),
        )
        for row in files.codelist_rows(name)
    ]


def test_a_deprecated_code_is_loaded_with_what_replaces_it(monkeypatch):
    codelist_names()  # the index has been read, and only the list is another one
    row = {"code": "republic", "label": "Republic", "definition": "A state.", "since": "1.0"}
    monkeypatch.setattr(loader, "read_table", lambda _: [row | {"deprecated": "1.1", "replaced_by": "state"}])
    (term,) = codelist.__wrapped__("party_kind")
    assert (term.deprecated, term.replaced_by) == ("1.1", "state")


def test_a_list_answers_about_its_codes():
    kinds = codelist("party_kind")
    assert len(kinds) == len(kinds.terms) == len(files.codes("party_kind"))
    assert "state" in kinds
    assert "State" not in kinds
    assert None not in kinds
    assert kinds["state"] is kinds.by_code["state"] is kinds.terms[files.codes("party_kind").index("state")]
    with pytest.raises(TypeError, match="does not support item assignment"):
        kinds.by_code["empire"] = kinds["state"]


@pytest.mark.parametrize(
    ("name", "code", "column", "text"),
    [
        ("stance", "rejects", "scale", "-3"),
        ("stance", "silent", "scale", None),
        ("stance", "rejects", "lower", None),
        ("likelihood", "likely", "lower", "0.55"),
        ("likelihood", "possible", "upper", None),
        ("assessment_value", "ripe", "kind", "readiness"),
        ("party_kind", "state", "scale", None),
    ],
)
def test_a_code_has_the_columns_of_its_list(name, code, column, text):
    assert codelist(name)[code].column(column) == text


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        pytest.param(
            lambda: codelist("party_knd"),
            "there is no codelist 'party_knd'; did you mean 'party_kind'?",
            id="list",
        ),
        pytest.param(lambda: codelist("zzz"), "there is no codelist 'zzz'", id="list far off"),
        pytest.param(lambda: codelist("index"), "there is no codelist 'index'", id="the index is no list"),
        pytest.param(
            lambda: codelist("party_kind")["stat"],
            "codelist party_kind has no code 'stat'; did you mean 'state'?",
            id="code",
        ),
        pytest.param(
            lambda: codelist("party_kind")["zzz"],
            "codelist party_kind has no code 'zzz'",
            id="code far off",
        ),
        pytest.param(
            lambda: crosswalk("pax", "stance"),
            "there is no crosswalk from 'pax' to 'stance'; crosswalk_names() lists all there are",
            id="crosswalk",
        ),
    ],
)
def test_what_does_not_exist_is_not_found(asked, message):
    with pytest.raises(pt.NotFoundError) as raised:
        asked()
    assert str(raised.value) == message
    assert isinstance(raised.value, KeyError)
    assert isinstance(raised.value, pt.PeacetalksError)


@pytest.mark.parametrize(
    ("name", "code", "accepted"),
    [
        pytest.param("exchange_kind", "prisoner_exchange", True, id="listed, open"),
        pytest.param("exchange_kind", "example.org:ransom", True, id="namespaced, open"),
        pytest.param("exchange_kind", "ransom", False, id="neither, open"),
        pytest.param("polarity", "prevent", True, id="listed, closed"),
        pytest.param("polarity", "example.org:hinder", False, id="namespaced, closed"),
        pytest.param("polarity", "hinder", False, id="neither, closed"),
    ],
)
def test_an_open_list_accepts_namespaced_codes_and_a_closed_one_its_own_only(name, code, accepted):
    assert codelist(name).accepts(code) is accepted


@pytest.mark.parametrize(
    ("code", "namespaced"),
    [
        ("example.org:ransom", True),
        ("talks.example.org:Ransom-2.b_c", True),
        ("example.org:", False),
        ("example.org:a:b", False),
        ("example.org:a b", False),
        ("example.org:a\n", False),
        ("example:ransom", False),
        ("Example.org:ransom", False),
        ("example..org:ransom", False),
        (".org:ransom", False),
        ("example.org", False),
        ("ransom", False),
        ("", False),
    ],
)
def test_a_namespaced_code_is_a_host_a_colon_and_a_word(code, namespaced):
    assert is_namespaced(code) is namespaced
    if not code.endswith("\n"):  # which `$` lets pass, in Python as in no other reader of the pattern
        assert bool(re.search(NAMESPACED_PATTERN, code)) is namespaced


def test_the_nearest_code_is_found_and_none_where_none_is_near():
    kinds = codelist("party_kind")
    assert kinds.nearest("armed-group") == "armed_group"
    assert kinds.nearest("State") == "state"
    assert kinds.nearest("zzz") is None
    assert kinds.nearest("state" * 100) is None


# --- crosswalks ------------------------------------------------------------------------------------------------------


def test_the_crosswalks_are_those_of_the_files():
    assert list(crosswalk_names()) == [files.pair_of(path) for path in files.WALKS]
    assert ("plover_context", "topic") in crosswalk_names()


@pytest.mark.parametrize("path", files.WALKS, ids=lambda path: path.stem)
def test_a_crosswalk_is_loaded_as_its_file_says(path):
    assert list(crosswalk(*files.pair_of(path))) == [Correspondence(**row) for row in files.records(path)]


def test_the_relations_are_those_of_the_type():
    found = {pair.relation for names in crosswalk_names() for pair in crosswalk(*names)}
    assert found == set(get_args(Relation)) == files.RELATIONS


def test_the_documentation_of_crosswalks_names_every_scheme_and_no_other():
    module = sys.modules["peacetalks.codelists.crosswalk"]
    assert set(re.findall(r"^- ``(\w+)``:", module.__doc__, flags=re.MULTILINE)) == {
        scheme for scheme, _ in crosswalk_names()
    }


# --- fields ----------------------------------------------------------------------------------------------------------

CLASSES = [
    cls
    for module in (records, values)
    for cls in (getattr(module, name) for name in module.__all__)
    if isinstance(cls, type) and attrs.has(cls)
]
FIELDS = [(cls, field) for cls in [*CLASSES, pt.Dataset] for field in fields_of(cls)]


def test_the_fields_of_every_record_and_value_are_looked_at():
    nested = {field.item for _, field in FIELDS if field.is_nested}
    assert nested <= set(CLASSES)
    assert len(CLASSES) > 30


def test_every_codelist_is_used_by_a_field_and_every_coded_field_names_one():
    named = {name for _, field in FIELDS for name in (field.codelist, field.statuses) if name}
    assert named == set(codelist_names())


def test_every_history_names_the_list_of_its_statuses():
    holders = [(cls.__name__, field) for cls, field in FIELDS if issubclass(field.item, pt.StatusEvent)]
    assert holders
    assert [(name, field.name) for name, field in holders if field.statuses is None] == []


# --- enums -----------------------------------------------------------------------------------------------------------


def enum_of(name):
    return getattr(enums, name.title().replace("_", ""))


def test_there_is_an_enum_for_each_list_in_their_order_and_nothing_else():
    found = [thing for thing in vars(enums).values() if inspect.isclass(thing) and thing.__module__ == enums.__name__]
    assert found == [enum_of(name) for name in files.NAMES]
    assert all(issubclass(cls, StrEnum) for cls in found)


@each_list
def test_the_members_of_an_enum_are_the_codes_in_their_order(name):
    members = enum_of(name).__members__
    assert [member.value for member in members.values()] == files.codes(name)
    prefix = f"{name}_".upper() if name == "credibility" else ""
    assert list(members) == [prefix + code.upper().replace(".", "_") for code in files.codes(name)]


def test_an_enum_and_its_members_say_what_they_mean():
    described = {row["name"]: row for row in files.records(files.INDEX)}
    classes = [node for node in ast.parse(inspect.getsource(enums)).body if isinstance(node, ast.ClassDef)]
    for node, name in zip(classes, files.NAMES, strict=True):
        closed = " The list is closed: there are no other codes." if described[name]["closed"] == "true" else ""
        explained = " ".join(ast.get_docstring(node).split())
        assert explained == f"{described[name]['label']}. {described[name]['definition']}{closed}"
        texts = [
            (below.value.value, member.targets[0].id)
            for member, below in pairwise(node.body)
            if isinstance(member, ast.Assign)
        ]
        assert [(" ".join(text.split()), enum_of(name)[member].value) for text, member in texts] == [
            (row["definition"], row["code"]) for row in files.codelist_rows(name)
        ]


def test_a_member_given_in_python_becomes_plain_text():
    party = pt.Party(id="x", name="X", kind=enums.PartyKind.STATE, sectors=[enums.Sector.MILITARY])
    event = pt.StatusEvent(status=enums.DemandStatus.RAISED)
    demand = pt.Demand(id="d", by=["x"], kind=enums.DemandKind.DEMAND, text="Y", history=[event])
    held = [party.kind, *party.sectors, demand.kind, demand.history[0].status]
    assert held == ["state", "military", "demand", "raised"]
    assert {type(code) for code in held} == {str}


def test_a_member_of_another_list_is_refused_where_its_code_is_unknown():
    with pytest.raises(pt.ValidationError, match="unknown-code"):
        pt.Party(id="x", name="X", kind=enums.DemandKind.ULTIMATUM)


def test_importing_peacetalks_builds_no_enum():
    program = "import sys, peacetalks.codelists; print('peacetalks.codelists.enums' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "False\n"
    )
