"""The coercion table: what a field takes, it takes as it is; nothing is made to fit.

Converters that read data like to help: ``"3"`` becomes 3, ``"false"`` true, ``"abc"`` a list of letters, ``None`` the
word ``None``. Here every field of every class is offered what it must not take, once as data from a file and once in
Python, and has to refuse it with the right code at the right place. What it may take stands at the end.
"""

import datetime
import enum
import fractions
import json
import types
from collections import OrderedDict, UserDict, UserList, deque
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks import values as value_types
from peacetalks.codelists import codelist
from peacetalks.fields import fields_of
from peacetalks.records import Record
from tests.strategies.records import TYPES, complete_plain, minimal_plain
from tests.strategies.values import texts

VALUES = tuple(cls for name in value_types.__all__ if attrs.has(cls := getattr(value_types, name)))
CLASSES = (*TYPES, *VALUES)
LIMIT = 2**53 - 1


class Shouting(str):
    """A string whose ``str()`` is not what it holds, as that of an Enum of strings is not."""

    __slots__ = ()

    def __str__(self):
        return self.upper()


class Whole(enum.IntEnum):
    THREE = 3


def found(make):
    """Code and path of every problem that ``make`` is refused with."""
    with pytest.raises(pt.ValidationError) as caught:
        make()
    problems = caught.value.problems
    assert all(problem.severity == "error" and problem.message and problem.line is None for problem in problems)
    str(caught.value)  # can be shown, whatever was offered
    return [(problem.code, problem.path) for problem in problems]


def plain_with(cls, field):
    """A complete plain object in which this field may stand; a Quantity has its bounds or its value."""
    if cls is pt.Quantity and field.name in ("lower", "upper"):
        return {"lower": 1, "upper": 1, "unit": "persons"}
    return complete_plain(cls)


def is_refused_everywhere(cls, field, value, expected, *, in_python=True):
    """Offer a value to one field of an otherwise complete object, in plain data and in Python."""
    expected = [(code, f"/{field.name}{path}") for code, path in expected]
    assert found(lambda: pt.from_dict(cls, plain_with(cls, field) | {field.name: value})) == expected, "in plain data"
    if in_python:
        complete = pt.from_dict(cls, plain_with(cls, field))
        assert found(lambda: attrs.evolve(complete, **{field.name: value})) == expected, "in Python"


def some(wanted):
    """The fields of all classes that are ``wanted``, each with its class, for ``parametrize``."""
    chosen = [(cls, field) for cls in CLASSES for field in fields_of(cls) if wanted(field)]
    assert chosen
    return pytest.mark.parametrize(
        ("cls", "field"), [pytest.param(cls, field, id=f"{cls.__name__}.{field.name}") for cls, field in chosen]
    )


def is_text(field):
    return field.item is str and not field.many


# --- one field at a time, all fields of all classes ------------------------------------------------------------------

NO_TEXT = [
    3,
    0,
    3.7,
    True,
    False,
    b"abc",
    ["abc"],
    ["a"],
    {"a": "b"},
    {"a"},
    ("a",),
    Decimal(1),
    object(),
    str,
    Whole.THREE,
]


@some(is_text)
def test_nothing_else_becomes_text(cls, field):
    for value in NO_TEXT:
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(is_text)
def test_text_is_not_empty(cls, field):
    is_refused_everywhere(cls, field, "", [("empty-text", "")])


@some(is_text)
def test_text_holds_no_nul_and_no_half_of_a_surrogate_pair(cls, field):
    for value in ("a\0b", "\0", "\ud800", "a\udfff", "\ud83d \ude00"):
        is_refused_everywhere(cls, field, value, [("invalid-syntax", "")])


NO_LIST = ["abc", "", b"abc", 3, 3.7, True, {"a": "b"}, {}, object()]


@some(lambda field: field.many)
def test_nothing_else_becomes_a_list(cls, field):
    for value in NO_LIST:
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(lambda field: field.many)
def test_what_has_no_order_or_is_a_map_becomes_no_list(cls, field):
    for value in ({"a"}, frozenset("a"), {"a": 1}.keys(), UserDict(a=1), types.MappingProxyType({"a": 1})):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(lambda field: field.many)
def test_from_a_file_only_a_list_is_a_list(cls, field):
    for value in ((item for item in ["a"]), range(2), deque("a"), UserList("a"), map(str, "a"), bytearray(b"a")):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")], in_python=False)


@some(lambda field: field.many and field.item is str)
def test_every_item_of_a_list_is_looked_at(cls, field):
    good = complete_plain(cls)[field.name][0]
    for item in (3, True, None, b"a", ["a"], {"a": "b"}, 3.7):
        is_refused_everywhere(cls, field, [good, item, good, item], [("wrong-type", "/1"), ("wrong-type", "/3")])


@some(lambda field: field.many and field.item is str)
def test_items_are_not_empty_text(cls, field):
    is_refused_everywhere(cls, field, [complete_plain(cls)[field.name][0], ""], [("empty-text", "/1")])


NO_NUMBER = [
    "3",
    "",
    "three",
    True,
    False,
    b"3",
    ["3"],
    [3],
    {"a": 3},
    Decimal(3),
    fractions.Fraction(3),
    3j,
    Whole.THREE,
]


@some(lambda field: field.item in (int, float))
def test_nothing_else_becomes_a_number(cls, field):
    for value in NO_NUMBER:
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(lambda field: field.item in (int, float))
def test_numbers_stay_within_their_bounds(cls, field):
    beyond = [field.lowest - 1, field.highest + 1, -(2**53), 2**53, 10**400, -(10**400), float("inf"), float("-inf")]
    for value in (*beyond, 1e300):
        is_refused_everywhere(cls, field, value, [("out-of-range", "")])


@some(lambda field: field.item in (int, float))
def test_a_number_of_more_digits_than_python_likes_to_print_is_out_of_range(cls, field):
    for value in (10**5000, -(10**5000)):
        is_refused_everywhere(cls, field, value, [("out-of-range", "")])


@some(lambda field: field.item in (int, float))
def test_what_is_not_a_number_is_none(cls, field):
    is_refused_everywhere(cls, field, float("nan"), [("invalid-syntax", "")])


@some(lambda field: field.item is int)
def test_no_fraction_is_cut_off(cls, field):
    for value in (field.lowest + 0.7, max(field.lowest, 1) + 2**-52, 2.5):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(lambda field: field.item is pt.Date)
def test_a_date_is_no_number_and_no_list(cls, field):
    for value in (2026, 2026.0, 20260205, True, ["..2026-02-28"], b"2026", {"2026"}):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(lambda field: field.item is pt.Date)
def test_a_date_is_edtf_that_the_calendar_has(cls, field):
    for value in (
        "",
        "soon",
        "05.02.2026",
        "2026-2-5",
        "2026-02-05T13:17:00",
        "2026-02-05\n",
        "\uff12\uff10\uff12\uff16",
    ):
        is_refused_everywhere(cls, field, value, [("invalid-date", "")])
    for value in ("2026-02-30", "2026-13", "2026/2025"):
        is_refused_everywhere(cls, field, value, [("impossible-date", "")])


@some(lambda field: field.item is pt.Date)
def test_a_moment_needs_its_zone_and_no_microseconds(cls, field):
    complete = pt.from_dict(cls, complete_plain(cls))
    naive = datetime.datetime(2026, 2, 5, 13, 17)
    for value in (naive, naive.replace(microsecond=1, tzinfo=datetime.UTC)):
        path = f"/{field.name}"
        assert found(lambda value=value: attrs.evolve(complete, **{field.name: value})) == [("invalid-date", path)]


@some(lambda field: field.item is pt.Date)
def test_from_a_file_no_python_object_is_a_date(cls, field):
    for value in (datetime.date(2026, 2, 5), datetime.datetime(2026, 2, 5, tzinfo=datetime.UTC), pt.Date("2026")):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")], in_python=False)


@some(lambda field: field.item is pt.Extra)
def test_extra_is_a_map_of_columns_to_text(cls, field):
    for value in ("abc", ["pax:a"], [("pax:a", "b")], 3, True, b"a", {"pax:a"}):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])
    for cell in (3, True, None, ["b"], {"b": "c"}, b"c", 3.7):
        is_refused_everywhere(cls, field, {"pax:b": cell, "pax:a": "x"}, [("wrong-type", "/pax:b")])
    for key in ("part", "Pax:part", "pax:", ":part", "pax part:x", "pax:a\n"):
        is_refused_everywhere(cls, field, {key: "x"}, [("unknown-field", f"/{key}")])
    for key in (3, None, ("pax:a",), True, b"pax:a"):
        assert [code for code, _ in found(lambda key=key: pt.Extra({key: "x"}))] == ["unknown-field"]
    is_refused_everywhere(cls, field, {"pax:a": "\0"}, [("invalid-syntax", "/pax:a")])


@some(lambda field: field.is_nested and not field.many)
def test_nothing_else_becomes_an_object(cls, field):
    for value in ("abc", "", 3, True, ["abc"], [], b"abc", {"a"}):
        is_refused_everywhere(cls, field, value, [("wrong-type", "")])


@some(lambda field: field.is_nested and field.many)
def test_nothing_else_becomes_an_object_in_a_list(cls, field):
    for item in ("abc", 3, True, None, ["abc"], b"abc", [("a", "b")]):
        is_refused_everywhere(cls, field, [item], [("wrong-type", "/0")])


@some(lambda field: field.is_nested)
def test_an_object_is_built_by_its_class_in_python_and_a_dict_in_a_file(cls, field):
    """A dict where Python builds objects would come in unread; an object where a file has dicts comes from no file."""
    plain = complete_plain(cls)[field.name]
    built = getattr(pt.from_dict(cls, complete_plain(cls)), field.name)
    expected = [("wrong-type", f"/{field.name}/0"), ("wrong-type", f"/{field.name}/1")]
    expected = expected if field.many else [("wrong-type", f"/{field.name}")]
    complete = pt.from_dict(cls, complete_plain(cls))
    assert found(lambda: attrs.evolve(complete, **{field.name: plain})) == expected
    assert found(lambda: pt.from_dict(cls, complete_plain(cls) | {field.name: built})) == expected


@some(lambda field: field.is_nested and field.item is pt.StatusEvent)
def test_no_other_class_will_do_not_even_a_subclass(cls, field):
    complete = pt.from_dict(cls, complete_plain(cls))
    event = pt.ExchangeEvent(status=complete.history[0].status)
    assert found(lambda: attrs.evolve(complete, history=[event])) == [("wrong-type", "/history/0")]


@some(lambda _: True)
def test_null_is_an_error_in_a_file(cls, field):
    is_refused_everywhere(cls, field, None, [("wrong-type", "")], in_python=False)


@some(lambda field: field.required or field.many)
def test_none_is_no_list_and_nothing_that_is_required(cls, field):
    complete = pt.from_dict(cls, complete_plain(cls))
    assert found(lambda: attrs.evolve(complete, **{field.name: None})) == [("wrong-type", f"/{field.name}")]


@some(lambda field: not field.required and not field.many and field.name not in ("value", "lower", "upper"))
def test_none_means_absent_in_python(cls, field):
    complete = pt.from_dict(cls, complete_plain(cls))
    without = attrs.evolve(complete, **{field.name: None})
    assert getattr(without, field.name) == (pt.Extra() if field.item is pt.Extra else None)
    assert field.name not in pt.to_dict(without)


@some(lambda field: field.required)
def test_what_is_required_is_missed(cls, field):
    plain = complete_plain(cls)
    del plain[field.name]
    assert found(lambda: pt.from_dict(cls, plain)) == [("missing-field", f"/{field.name}")]


@some(lambda field: field.refers is not None or field.is_id)
def test_ids_are_not_mended(cls, field):
    for value in ("Russia", "-a", "a b", "a:b", "é", "a" * 129, "a\n", " a", "a/b", "https://example.org/b"):
        offered = [value] if field.many else value
        is_refused_everywhere(cls, field, offered, [("invalid-id", "/0" if field.many else "")])


@some(lambda field: field.codelist)
def test_codes_are_listed_or_namespaced_and_not_mended(cls, field):
    listed = codelist(field.codelist)
    code = next(iter(listed)).code
    for value in (
        f"{code} ",
        f" {code}",
        f"{code}x",
        "example:a",
        "Example.org:a",
        "example.org:",
        "example.org:a b",
        "usd",
    ):
        offered = [value] if field.many else value
        is_refused_everywhere(cls, field, offered, [("unknown-code", "/0" if field.many else "")])


@some(lambda field: field.codelist)
def test_namespaced_codes_are_taken_unless_the_list_is_closed(cls, field):
    offered = ["example.org:x"] if field.many else "example.org:x"
    if codelist(field.codelist).closed:
        is_refused_everywhere(cls, field, offered, [("unknown-code", "/0" if field.many else "")])
    else:
        taken = getattr(pt.from_dict(cls, complete_plain(cls) | {field.name: offered}), field.name)
        assert taken == (("example.org:x",) if field.many else "example.org:x")


@some(lambda field: field.statuses)
def test_the_statuses_of_a_history_are_those_of_its_own_list(cls, field):
    events = complete_plain(cls)[field.name]
    complete = pt.from_dict(cls, complete_plain(cls))
    good = getattr(complete, field.name)[0]
    for status in ("bogus", "example:x", f"{good.status} "):
        plain = complete_plain(cls) | {field.name: [events[0], events[1] | {"status": status}]}
        built = [good, attrs.evolve(good, status=status)]
        expected = [("unknown-code", f"/{field.name}/1/status")]
        assert found(lambda plain=plain: pt.from_dict(cls, plain)) == expected
        assert found(lambda built=built: attrs.evolve(complete, **{field.name: built})) == expected


# --- a table to read -------------------------------------------------------------------------------------------------

PARTY = {"id": "russia", "name": "Russia", "kind": "state"}
DEMAND = {"id": "d", "by": ["russia"], "kind": "demand", "text": "Recognition"}
ROUND = {"id": "r"}
SOURCE = {"id": "s", "title": "Article"}

TABLE = [
    # class, object, changed fields, expected problems, words of the message
    (pt.Round, ROUND, {"number": "3"}, [("wrong-type", "/number")], "without quotes"),
    (pt.Round, ROUND, {"number": 3.7}, [("wrong-type", "/number")], "whole number"),
    (pt.Round, ROUND, {"number": True}, [("wrong-type", "/number")], "true or false"),
    (pt.Round, ROUND, {"number": "false"}, [("wrong-type", "/number")], "text"),
    (pt.Round, ROUND, {"number": 0}, [("out-of-range", "/number")], "from 1 to"),
    (pt.Round, ROUND, {"number": 10**400}, [("out-of-range", "/number")], "from 1 to"),
    (pt.Round, ROUND, {"number": float("nan")}, [("invalid-syntax", "/number")], "NaN"),
    (pt.Round, ROUND, {"name": None}, [("wrong-type", "/name")], "null, expected text"),
    (pt.Round, ROUND, {"format": "plenary"}, [("wrong-type", "/format")], "in brackets"),
    (pt.Round, ROUND, {"agenda": {"a": 1}}, [("wrong-type", "/agenda")], "an object, expected a list"),
    (pt.Round, ROUND, {"duration": 3}, [("wrong-type", "/duration")], "a number"),
    (pt.Round, ROUND, {"duration": {"value": "3"}}, [("wrong-type", "/duration/value")], "without quotes"),
    (pt.Party, PARTY, {"name": 3}, [("wrong-type", "/name")], "in quotes"),
    (pt.Party, PARTY, {"name": 2026}, [("wrong-type", "/name")], "in quotes"),
    (pt.Party, PARTY, {"name": ""}, [("empty-text", "/name")], "empty text"),
    (pt.Party, PARTY, {"name": ["Russia"]}, [("wrong-type", "/name")], "a list, expected text"),
    (pt.Party, PARTY, {"id": "Russia"}, [("invalid-id", "/id")], "'russia' would do"),
    (pt.Party, PARTY, {"kind": "State"}, [("unknown-code", "/kind")], "did you mean 'state'"),
    (pt.Party, PARTY, {"kind": ["state"]}, [("wrong-type", "/kind")], "a list"),
    (pt.Party, PARTY, {"kind": {"state": 1}}, [("wrong-type", "/kind")], "an object"),
    (pt.Party, PARTY, {"composition": "example.org:x"}, [("unknown-code", "/composition")], "refused here"),
    (pt.Party, PARTY, {"nmae": "x"}, [("unknown-field", "/nmae")], "did you mean 'name'"),
    (pt.Party, PARTY, {"tags": "abc"}, [("wrong-type", "/tags")], "in brackets"),
    (pt.Party, PARTY, {"tags": {"a"}}, [("wrong-type", "/tags")], "expected a list"),
    (pt.Party, PARTY, {"tags": [["a"]]}, [("wrong-type", "/tags/0")], "a list, expected text"),
    (pt.Party, PARTY, {"tags": ["a", 1, "b", None]}, [("wrong-type", "/tags/1"), ("wrong-type", "/tags/3")], ""),
    (pt.Party, PARTY, {"extra": {"pax:n": 3}}, [("wrong-type", "/extra/pax:n")], "in quotes"),
    (pt.Source, SOURCE, {"published": 2026}, [("wrong-type", "/published")], 'put the year in quotes: "2026"'),
    (pt.Source, SOURCE, {"published": ["..2026-02-28"]}, [("wrong-type", "/published")], "put a set in quotes"),
    (pt.Source, SOURCE, {"published": {"edtf": 2026}}, [("wrong-type", "/published/edtf")], "in quotes"),
    (pt.Source, SOURCE, {"published": {"edtf": "2026", "txt": "x"}}, [("unknown-field", "/published/txt")], "'text'"),
    (pt.Source, SOURCE, {"published": {"anchor": "2026"}}, [("missing-field", "/published")], "edtf nor text"),
    (pt.Source, SOURCE, {"published": {}}, [("missing-field", "/published")], "edtf nor text"),
    (pt.Source, SOURCE, {"published": {"edtf": "2026", "text": None}}, [("wrong-type", "/published/text")], "null"),
    (pt.Demand, DEMAND, {"by": "russia"}, [("wrong-type", "/by")], "in brackets"),
    (pt.Demand, DEMAND, {"by": []}, [("empty-list", "/by")], "at least one"),
    (pt.Demand, DEMAND, {"by": None}, [("wrong-type", "/by")], "null"),
    (pt.Demand, DEMAND, {"value": {}}, [("quantity-form", "/value")], "give one"),
    (pt.Demand, DEMAND, {"value": {"lower": 1}}, [("quantity-form", "/value")], "at_least or at_most"),
    (pt.Demand, DEMAND, {"value": {"value": 1, "upper": 2}}, [("quantity-form", "/value")], "one of the two"),
    (pt.Demand, DEMAND, {"value": {"lower": 2, "upper": 1}}, [("quantity-form", "/value")], "swap"),
    (pt.Demand, DEMAND, {"value": {"text": "all", "qualifier": "about"}}, [("quantity-form", "/value")], "qualifier"),
    (pt.Demand, DEMAND, {"value": {"value": 1, "unit": "usd"}}, [("unknown-code", "/value/unit")], "unit"),
    (pt.Demand, DEMAND, {"polarity": True}, [("wrong-type", "/polarity")], "true or false"),
]


@pytest.mark.parametrize(
    ("cls", "plain", "changes", "expected", "words"),
    [pytest.param(*row, id=f"{row[0].__name__}-{repr(row[2])[:40]}") for row in TABLE],
)
def test_the_table(cls, plain, changes, expected, words):
    with pytest.raises(pt.ValidationError) as caught:
        pt.from_dict(cls, plain | changes)
    assert [(problem.code, problem.path) for problem in caught.value.problems] == expected
    assert all(words in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_keys_that_no_field_has_are_refused_whatever_they_are(cls):
    complete = complete_plain(cls)
    for key in ("bogus", "Id", "name ", "class", "__class__", "type", "peacetalks", "", "a/b~c", "é"):
        step = key.replace("~", "~0").replace("/", "~1")
        assert found(lambda key=key: pt.from_dict(cls, complete | {key: 1})) == [("unknown-field", f"/{step}")]
    for key in (3, None, ("a",), True, 1.5, b"name", "\0", "\ud800", "x" * 1000):
        assert [code for code, _ in found(lambda key=key: pt.from_dict(cls, complete | {key: 1}))] == ["unknown-field"]
    assert len(found(lambda: pt.from_dict(cls, complete | {1: 1, "b": 1, None: 1, "a": 1}))) == 4


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("data", [None, 3, "abc", b"abc", [], [("id", "a")], {"id"}, object(), True], ids=type)
def test_an_object_is_an_object(cls, data):
    assert found(lambda: pt.from_dict(cls, data)) == [("wrong-type", "")]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_an_object_is_read_from_any_mapping(cls):
    complete = pt.from_dict(cls, complete_plain(cls))
    for data in (OrderedDict(complete_plain(cls)), types.MappingProxyType(complete_plain(cls))):
        assert pt.from_dict(cls, data) == complete


def test_all_problems_of_an_object_come_at_once():
    plain = {
        "id": "Russia!",
        "kind": "sate",
        "other_names": [{"text": "", "kind": "x"}, 3],
        "members": [{"party": "A"}, {}],
        "tags": "abc",
        "note": None,
        "bogus": 1,
        "extra": {"a": "b", "pax:b": 3},
    }
    assert sorted(found(lambda: pt.from_dict(pt.Party, plain))) == [
        ("empty-text", "/other_names/0/text"),
        ("invalid-id", "/id"),
        ("invalid-id", "/members/0/party"),
        ("missing-field", "/members/1/party"),
        ("missing-field", "/name"),
        ("unknown-code", "/kind"),
        ("unknown-code", "/other_names/0/kind"),
        ("unknown-field", "/bogus"),
        ("unknown-field", "/extra/a"),
        ("wrong-type", "/extra/pax:b"),
        ("wrong-type", "/note"),
        ("wrong-type", "/other_names/1"),
        ("wrong-type", "/tags"),
    ]


@pytest.mark.parametrize(
    ("cls", "code"), [(pt.Source, "empty-source"), (pt.Position, "empty-position"), (pt.Statement, "empty-statement")]
)
def test_a_record_that_says_nothing_is_refused(cls, code):
    plain = {name: value for name, value in complete_plain(cls).items() if name not in cls.form_fields}
    assert found(lambda: pt.from_dict(cls, plain)) == [(code, "")]
    complete = pt.from_dict(cls, complete_plain(cls))
    assert found(lambda: attrs.evolve(complete, **dict.fromkeys(cls.form_fields))) == [(code, "")]
    for name in cls.form_fields:
        assert pt.from_dict(cls, plain | {name: complete_plain(cls)[name]})


@pytest.mark.parametrize("cls", [pt.Source, pt.Position, pt.Statement])
def test_a_broken_field_among_those_of_which_one_is_needed_is_one_fault(cls):
    (first, *rest) = cls.form_fields
    plain = {name: value for name, value in complete_plain(cls).items() if name not in rest} | {first: None}
    assert found(lambda: pt.from_dict(cls, plain)) == [("wrong-type", f"/{first}")]


def test_a_record_that_says_nothing_and_has_another_fault_is_told_both():
    plain = {"id": "p", "by": ["a"], "about": ["a"], "bogus": 1}
    assert sorted(found(lambda: pt.from_dict(pt.Position, plain))) == [
        ("empty-position", ""),
        ("unknown-field", "/bogus"),
    ]


@pytest.mark.parametrize(
    ("plain", "expected"),
    [
        ({"lower": 10**5000, "upper": 1}, [("out-of-range", "/lower")]),
        ({"lower": 2**60, "upper": 1}, [("out-of-range", "/lower")]),
        ({"lower": True, "upper": 0}, [("wrong-type", "/lower")]),
        ({"lower": float("nan"), "upper": 0}, [("invalid-syntax", "/lower")]),
        ({"lower": None, "upper": 0}, [("wrong-type", "/lower")]),
        ({"value": "3", "qualifier": "about"}, [("wrong-type", "/value")]),
        ({"value": None, "qualifier": "about"}, [("wrong-type", "/value")]),
        ({"text": ""}, [("empty-text", "/text")]),
        ({"vale": 3}, [("unknown-field", "/vale")]),
        ({"value": 3, "qualifier": "exct"}, [("unknown-code", "/qualifier")]),
    ],
    ids=lambda one: str(one)[:40] if isinstance(one, dict) and 10**5000 not in one.values() else "",
)
def test_a_broken_part_of_a_quantity_is_one_fault(plain, expected):
    assert found(lambda: pt.from_dict(pt.Quantity, plain)) == expected


def test_a_quantity_without_form_and_with_another_fault_is_told_both():
    assert sorted(found(lambda: pt.from_dict(pt.Quantity, {"unit": "pesons"}))) == [
        ("quantity-form", ""),
        ("unknown-code", "/unit"),
    ]


@pytest.mark.parametrize(
    "field", [field for field in fields_of(pt.Dataset) if not field.by_id], ids=lambda field: field.name
)
def test_the_header_of_a_dataset_is_as_strict(field):
    for value in (3, True, ["a"], {"edtf": 3} if field.item is pt.Date else {"a": "b"}, b"a"):
        (path,) = {problem[1] for problem in found(lambda value=value: pt.Dataset(**{field.name: value}))}
        assert path.startswith(f"/{field.name}")


@pytest.mark.parametrize(
    "field", [field for field in fields_of(pt.Dataset) if field.by_id], ids=lambda field: field.name
)
def test_the_groups_of_a_dataset_hold_records_of_their_type(field):
    other = pt.Place(id="x", name="X") if field.item is not pt.Place else pt.Party(id="x", name="X", kind="state")
    for value in ("abc", b"a", 3, None, {"a": 1}, {"a"}, complete_plain(field.item)):
        assert found(lambda value=value: pt.Dataset(**{field.name: value})) == [("wrong-type", f"/{field.name}")]
    for item in (other, "abc", None, complete_plain(field.item)):
        assert found(lambda item=item: pt.Dataset(**{field.name: [item]})) == [("wrong-type", f"/{field.name}/0")]


def test_a_dataset_follows_no_version_that_cannot_be_read_back():
    assert found(lambda: pt.Dataset(peacetalks="9.9")) == [("unsupported-version", "/peacetalks")]


def test_what_is_no_record_makes_no_dataset():
    for item in ("abc", None, {"id": "a"}, 3, pt.Name(text="x")):
        with pytest.raises(pt.ValidationError) as caught:
            pt.Dataset.from_records([item])
        assert [problem.code for problem in caught.value.problems] == ["wrong-type"]


# --- what is taken ---------------------------------------------------------------------------------------------------


@some(lambda field: field.many)
def test_any_iterable_with_an_order_is_a_list_in_python(cls, field):
    complete = pt.from_dict(cls, complete_plain(cls))
    items = getattr(complete, field.name)
    for value in (list(items), items, (item for item in items), iter(items), deque(items), UserList(items)):
        taken = getattr(attrs.evolve(complete, **{field.name: value}), field.name)
        assert taken == items
        assert type(taken) is tuple


@some(lambda field: field.many)
def test_tuples_are_lists_in_plain_data_too(cls, field):
    plain = complete_plain(cls)
    assert pt.from_dict(cls, plain | {field.name: tuple(plain[field.name])}) == pt.from_dict(cls, plain)


@some(lambda field: field.item is pt.Date)
def test_dates_are_taken_in_every_form_that_python_has(cls, field):
    complete = pt.from_dict(cls, complete_plain(cls))
    zone = datetime.timezone(datetime.timedelta(hours=2))
    for value, edtf in (
        (pt.Date("2026-02"), "2026-02"),
        ("2026-02", "2026-02"),
        (datetime.date(2026, 2, 5), "2026-02-05"),
        (datetime.datetime(2026, 2, 5, 13, 17, tzinfo=datetime.UTC), "2026-02-05T13:17:00Z"),
        (datetime.datetime(2026, 2, 5, 13, 17, tzinfo=zone), "2026-02-05T13:17:00+02:00"),
    ):
        assert getattr(attrs.evolve(complete, **{field.name: value}), field.name) == pt.Date(edtf)


@some(lambda field: field.item in (int, float))
def test_whole_floats_are_integers(cls, field):
    for number in (float(max(field.lowest, 1)), -0.0):
        plain = with_number(cls, field, number)
        for taken in (pt.from_dict(cls, plain), attrs.evolve(pt.from_dict(cls, plain), **{field.name: number})):
            found = getattr(taken, field.name)
            assert (str(found), type(found)) == (str(int(number)), int)
        if field.lowest > 0:
            break  # no room for a zero


def with_number(cls, field, number):
    """A complete plain object with this number in a field, and in both bounds of a Quantity together."""
    plain = plain_with(cls, field)
    return plain | {name: number for name in ("lower", "upper") if name in plain} | {field.name: number}


@some(lambda field: field.item in (int, float))
def test_numbers_reach_their_bounds(cls, field):
    for number in (field.lowest, field.highest, float(field.highest)):
        assert getattr(pt.from_dict(cls, with_number(cls, field, number)), field.name) == number
    assert field.highest <= LIMIT


DRESSES = {
    "StrEnum": lambda text: enum.StrEnum("Member", {"IT": text}).IT,
    "Enum of str": lambda text: enum.Enum("Member", {"IT": text}, type=str).IT,
    "subclass": Shouting,
}


@some(lambda field: field.item is str)
def test_any_kind_of_string_becomes_a_plain_one(cls, field):
    complete, written = pt.from_dict(cls, complete_plain(cls)), complete_plain(cls)[field.name]
    for dressed in DRESSES.values():
        offered = [dressed(item) for item in written] if field.many else dressed(written)
        for taken in (
            getattr(attrs.evolve(complete, **{field.name: offered}), field.name),
            getattr(pt.from_dict(cls, complete_plain(cls) | {field.name: offered}), field.name),
        ):
            items = taken if field.many else [taken]
            assert list(items) == (written if field.many else [written])
            assert {type(item) for item in items} == {str}


@pytest.mark.parametrize("dressed", DRESSES.values(), ids=DRESSES)
@given(text=texts())
def test_any_kind_of_string_in_extra_becomes_a_plain_one(dressed, text):
    extra = pt.Party(id="a", name="A", kind="state", extra={dressed("pax:Part"): dressed(text)}).extra
    assert dict(extra) == {"pax:Part": text}
    assert {type(part) for pair in extra.items() for part in pair} == {str}


leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
junk = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3))


@given(value=junk, data=st.data())
def test_whatever_stands_in_a_field_is_taken_or_refused_with_its_place(value, data):
    """No junk of JSON in any field raises anything of anybody else's, and what is taken is written as it was."""
    cls = data.draw(st.sampled_from(CLASSES))
    field = data.draw(st.sampled_from(fields_of(cls)))
    plain = minimal_plain(cls) | {field.name: value}
    try:
        taken = pt.from_dict(cls, plain)
    except pt.ValidationError as refused:
        for problem in refused.problems:
            assert problem.path == "" or problem.path.startswith(f"/{field.name}")
    else:
        written = pt.to_dict(taken)
        assert written.get(field.name, []) == value or value == {}
        assert json.loads(json.dumps(written)) == written


def test_every_record_type_is_offered_something():
    assert len(CLASSES) == 16 + len(VALUES)
    assert all(issubclass(cls, Record) for cls in TYPES)
