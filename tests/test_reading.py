"""Reading: everything that is wrong is told at once, each fault once, with its place and its line."""

import codecs
import contextlib
import io
import itertools
import json
import os
import random
import re
import signal
import types

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.dataset import GROUPS
from peacetalks.limits import GREATEST_REPORT, GREATEST_TEXT
from tests.strategies.records import complete_document, datasets

FORMATS = ("json", "yaml")
SHAPE_AND_INTEGRITY = """
    not-readable invalid-syntax duplicate-key unsupported-version unknown-field missing-field wrong-type empty-list
    empty-text out-of-range invalid-id invalid-date impossible-date unknown-code quantity-form empty-position
    empty-source empty-statement duplicate-id dangling-reference wrong-reference-type
""".split()  # noqa: SIM905 - as the data model lists them, without unknown-type, which is for streams

every_format = pytest.mark.parametrize("format", FORMATS)

STATE = {"id": "a", "name": "A", "kind": "state"}
DEMAND = {"id": "d", "by": ["a"], "kind": "demand", "text": "t"}


@contextlib.contextmanager
def within(seconds):
    """Fail if a block does not come back: a reader that waits for ever is no better than one that crashes."""

    def ring(*_):
        pytest.fail(f"reading has not come back after {seconds} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def document(**content):
    return {"peacetalks": "1.0", "parties": [STATE]} | content


def read(text, format="json"):
    """Problems of a text, after looking that every way of reading it tells the same."""
    problems = pt.check(io.StringIO(text), format=format)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    meaning = [problem for problem in errors if problem.code not in SHAPE_AND_INTEGRITY]
    if errors and not meaning:
        with pytest.raises(pt.ValidationError) as caught:
            pt.loads(text, format=format)
        assert caught.value.problems == problems
    else:
        pt.loads(text, format=format)
    return problems


def codes(problems):
    return [problem.code for problem in problems]


def places(problems):
    return [(problem.code, problem.path) for problem in problems]


def found_in(data):
    """Codes and paths of the errors in a plain document, the same as from its text and with no line."""
    problems = pt.check(data)
    assert all(problem.line is None for problem in problems)
    from_text = places(pt.check(io.StringIO(json.dumps(data)), format="json"))
    assert sorted(from_text) == sorted(places(problems))
    return [(problem.code, problem.path) for problem in problems if problem.severity == "error"]


# --- everything at once ----------------------------------------------------------------------------------------------

AS_JSON = """{
  "peacetalks": "1.0",
  "$schema": "https://example.org/dataset.schema.json",
  "title": "",
  "created": "last spring",
  "sources": [
    {"id": "article", "title": "Article"},
    {"id": "silent", "kind": "news_article"}
  ],
  "parties": [
    {"id": "russia", "name": "Russia", "kind": "state"},
    {"id": "ukraine", "name": "Ukraine", "kind": "state"},
    {"id": "Holy See", "name": "The one with no good id", "kind": "state"},
    {"id": "unnamed", "kind": "state"},
    {"id": "russia", "name": "Russia again", "kind": "state"},
    {"id": "bloc",
     "name": "Bloc",
     "name": "Block",
     "kind": "coalition", "members": [
       {"party": "ukraine"},
       {"party": "atlantis"}
     ]}
  ],
  "rounds": [
    {"id": "first",
     "number": "one",
     "duration": {"unit": "days"},
     "date": "2026-02-30"}
  ],
  "demands": [
    {"id": "nobody", "by": [], "kind": "demand", "text": "Something"},
    {"id": "broken", "by": ["unnamed"],
     "to": ["article"],
     "kind": "ultimatun",
     "colour": "red",
     "note": null,
     "text": "Its id counts, though it is broken"}
  ],
  "positions": [
    {"id": "mute", "by": ["russia"], "about": ["broken", "first"]}
  ],
  "statements": [
    {"id": "wordless", "by": ["unnamed"], "about": ["nobody"]}
  ],
  "agreements": [
    {"id": "paper", "name": "Paper", "outstanding_issues": 9}
  ]
}
"""

AS_YAML = """# The same faults, as somebody would write them by hand.
peacetalks: "1.0"
$schema: https://example.org/dataset.schema.json
title: ""
created: last spring

sources:
  - id: article
    title: Article
  - id: silent
    kind: news_article

parties:
  - {id: russia, name: Russia, kind: state}
  - {id: ukraine, name: Ukraine, kind: state}
  - id: Holy See
    name: The one with no good id
    kind: state
  - id: unnamed
    kind: state
  - name: Russia again
    kind: state
    id: russia  # again
  - id: bloc
    name: Bloc
    name: Block
    kind: coalition
    members:
      - party: ukraine
      - party: atlantis

rounds:
  - id: first
    number: one
    duration: {unit: days}
    date: 2026-02-30

demands:
  - {id: nobody, by: [], kind: demand, text: Something}
  - id: broken
    by: [unnamed]
    to: [
      article
    ]
    kind: ultimatun
    colour: red
    note:
    text: Its id counts, though it is broken

positions:
  - {id: mute, by: [russia], about: [broken, first]}

statements:
  - {id: wordless, by: [unnamed], about: [nobody]}

agreements:
  - id: paper
    name: Paper
    outstanding_issues: 9
"""

FAULTS = [
    # code, path, id of the record, what stands in its line of the JSON text, and in that of the YAML text
    ("empty-text", "/title", None, '"title": ""', 'title: ""'),
    ("invalid-date", "/created", None, "last spring", "last spring"),
    ("empty-source", "/sources/1", "silent", '"silent"', "id: silent"),
    ("invalid-id", "/parties/2/id", None, '"Holy See"', "id: Holy See"),
    ("missing-field", "/parties/3/name", "unnamed", '{"id": "unnamed"', "id: unnamed"),
    ("duplicate-id", "/parties/4/id", "russia", "Russia again", "id: russia  # again"),
    ("duplicate-key", "/parties/5/name", ..., '"Block"', "name: Block"),
    ("dangling-reference", "/parties/5/members/1/party", "bloc", '"atlantis"', "party: atlantis"),
    ("wrong-type", "/rounds/0/number", "first", '"one"', "number: one"),
    ("quantity-form", "/rounds/0/duration", "first", '"duration"', "duration:"),
    ("impossible-date", "/rounds/0/date", "first", "2026-02-30", "2026-02-30"),
    ("empty-list", "/demands/0/by", "nobody", '"nobody", "by"', "id: nobody"),
    ("wrong-reference-type", "/demands/1/to/0", "broken", '"to": ["article"]', "\n      article\n"),
    ("unknown-code", "/demands/1/kind", "broken", '"ultimatun"', "ultimatun"),
    ("unknown-field", "/demands/1/colour", "broken", '"colour"', "colour"),
    ("wrong-type", "/demands/1/note", "broken", '"note": null', "note:\n"),
    ("empty-position", "/positions/0", "mute", '"mute"', "id: mute"),
    ("empty-statement", "/statements/0", "wordless", '"wordless"', "id: wordless"),
    ("out-of-range", "/agreements/0/outstanding_issues", "paper", '"outstanding_issues"', "outstanding_issues"),
]
FILES_OF_THEIR_OWN = {"not-readable", "invalid-syntax", "unsupported-version"}


def line_of(text, piece):
    assert text.count(piece) == 1, piece
    at = text.index(piece) + len(piece) - len(piece.lstrip("\n"))
    return text.count("\n", 0, at) + 1


# JSON is YAML too, in flow style over many lines: there are three texts with the same faults.
TEXTS = [("json", AS_JSON, 3), ("yaml", AS_YAML, 4), ("yaml", AS_JSON, 3)]
every_text = pytest.mark.parametrize(("format", "text", "column"), TEXTS, ids=["json", "yaml", "json-as-yaml"])


def test_the_documents_hold_a_fault_of_every_kind():
    assert {fault[0] for fault in FAULTS} == set(SHAPE_AND_INTEGRITY) - FILES_OF_THEIR_OWN
    assert len({fault[1] for fault in FAULTS}) == len(FAULTS)


@every_text
def test_check_tells_every_fault_of_a_file_once_with_path_and_line(tmp_path, format, text, column):
    path = tmp_path / f"faults.{format}"
    path.write_text(text, encoding="utf-8")
    problems = pt.check(path)
    expected = [
        (code, where, line_of(text, row[column])) for code, where, *_ in FAULTS for row in FAULTS if row[1] == where
    ]
    assert sorted((problem.code, problem.path, problem.line) for problem in problems) == sorted(expected)
    assert all(problem.severity == "error" for problem in problems)


@every_text
def test_problems_come_in_the_order_of_the_text(format, text, column):
    found = [problem.line for problem in read(text, format)]
    assert found == sorted(found)


@every_text
def test_load_raises_one_error_with_all_of_them(tmp_path, format, text, column):
    path = tmp_path / f"faults.{format}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(pt.ValidationError) as caught:
        pt.load(path)
    assert caught.value.problems == pt.check(path)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, pt.PeacetalksError)


@every_text
def test_problems_name_their_record(format, text, column):
    by_path = {problem.path: problem.record for problem in read(text, format)}
    assert {path: by_path[path] for _, path, record, *_ in FAULTS if record is not ...} == {
        path: record for _, path, record, *_ in FAULTS if record is not ...
    }


@every_text
def test_a_duplicate_key_names_its_record_too(format, text, column):
    (problem,) = [problem for problem in read(text, format) if problem.code == "duplicate-key"]
    assert problem.record == "bloc"


def test_the_same_faults_are_found_in_plain_data():
    data = json.loads(AS_JSON)  # which keeps the last of two equal keys
    expected = [(code, path) for code, path, *_ in FAULTS if code != "duplicate-key"]
    assert sorted(places(pt.check(data))) == sorted(expected)
    assert {problem.line for problem in pt.check(data)} == {None}


@every_text
def test_messages_say_what_to_do_and_values_are_shown(format, text, column):
    for problem in read(text, format):
        assert re.search("[;?]|expected", problem.message), problem.message
        assert problem.value is None or len(problem.value) <= 80
        assert str(problem.line) in str(problem)
        assert problem.path in str(problem)
        assert problem.code in str(problem)


def test_a_message_does_not_run_into_the_next_sentence():
    far_off = pt.check(document(parties=[STATE | {"kind": "zzzzzz"}]))[0]
    for message in (far_off.message, pt.check("a.txt", format="zzzzzz")[0].message):
        assert not re.search(r"[^.;?:)] [A-Z][a-z]+ ", message), message


# --- one fault, one problem ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("record", [{"id": "a"}, {"id": "a", "name": 3, "kind": []}, STATE | {"x": 1}], ids=str)
def test_an_id_counts_even_where_its_record_is_broken(record):
    assert {path for _, path in found_in(document(parties=[record], demands=[DEMAND]))} == {
        problem.path for problem in pt.check(document(parties=[record])) if problem.severity == "error"
    }


def test_a_broken_record_is_still_of_its_type():
    broken = {"id": "s"}
    assert found_in(document(sources=[broken], demands=[DEMAND | {"to": ["s"]}])) == [
        ("empty-source", "/sources/0"),
        ("wrong-reference-type", "/demands/0/to/0"),
    ]


def test_a_reference_in_a_broken_record_is_looked_at():
    assert found_in(document(demands=[DEMAND | {"text": 3, "to": ["nowhere"], "by": ["a", "A", None]}])) == [
        ("invalid-id", "/demands/0/by/1"),
        ("wrong-type", "/demands/0/by/2"),
        ("wrong-type", "/demands/0/text"),
        ("dangling-reference", "/demands/0/to/0"),
    ]


@pytest.mark.parametrize("id", [{}, {"id": "Bad Id"}, {"id": 3}], ids=["missing", "invalid", "number"])
def test_a_reference_in_a_record_without_a_good_id_is_looked_at(id):
    demand = {"by": ["nowhere"], "kind": "demand", "text": "t"} | id
    assert ("dangling-reference", "/demands/0/by/0") in found_in(document(demands=[demand]))


def test_an_id_that_is_used_for_two_types_stands_for_both():
    place = {"id": "a", "name": "A"}
    assert found_in(document(places=[place], demands=[DEMAND | {"places": ["a"]}])) == [
        ("duplicate-id", "/places/0/id")
    ]


def test_an_id_used_three_times_is_told_twice():
    assert found_in(document(parties=[STATE, STATE, STATE])) == [
        ("duplicate-id", "/parties/1/id"),
        ("duplicate-id", "/parties/2/id"),
    ]


def test_a_misspelt_required_key_is_one_fault():
    assert found_in(document(parties=[{"id": "a", "nmae": "A", "kind": "state"}])) == [
        ("unknown-field", "/parties/0/nmae")
    ]


def test_a_status_is_one_fault_whatever_is_wrong_with_it():
    for status, code in ((3, "wrong-type"), ("", "empty-text"), ("rised", "unknown-code"), ("a\0", "invalid-syntax")):
        event = {"status": status}
        assert found_in(document(demands=[DEMAND | {"history": [event]}])) == [(code, "/demands/0/history/0/status")]
    assert found_in(document(demands=[DEMAND | {"history": [{}]}])) == [
        ("missing-field", "/demands/0/history/0/status")
    ]


def test_a_misspelt_group_does_not_make_every_reference_to_it_dangle():
    data = {"peacetalks": "1.0", "partys": [STATE], "demands": [DEMAND]}
    assert found_in(data) == [("unknown-field", "/partys")]


def test_a_group_that_is_no_list_does_not_make_every_reference_to_it_dangle():
    for group in (STATE, {"a": STATE}):
        data = {"peacetalks": "1.0", "parties": group, "demands": [DEMAND]}
        assert found_in(data) == [("wrong-type", "/parties")]


@every_format
def test_a_group_that_stands_twice_does_not_make_references_to_the_first_dangle(format):
    other = {"id": "b", "name": "B", "kind": "state"}
    text = '{"peacetalks": "1.0",\n "parties": [%s],\n "demands": [%s],\n "parties": [%s]}'
    problems = read(text % tuple(map(json.dumps, (STATE, DEMAND, other))), format)
    assert [(problem.code, problem.path, problem.line) for problem in problems] == [("duplicate-key", "/parties", 4)]


def test_two_of_the_same_records_are_one_fault_when_they_are_added():
    dataset = pt.Dataset(parties=[pt.Party(id="a", name="A", kind="state")])
    demand = pt.Demand(id="d", by=["a"], kind="demand", text="t")
    with pytest.raises(pt.ValidationError) as caught:
        dataset.with_records(demand, demand)
    assert codes(caught.value.problems) == ["duplicate-id"]


# Any fault inside one record stays in that record: a complete document is hurt in one place, at random.

leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("ab1-:/~ ", max_size=3)
)
junk = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab~/"), inner, max_size=2)
)
COMPLETE = complete_document()


def inner_places(plain, place=()):
    """Places of everything that stands inside a record of a document, except for ids."""
    items = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, inner in items:
        if len(place) >= 2 and step != "id":
            yield (*place, step)
        if place or step in GROUPS:
            yield from inner_places(inner, (*place, step))


PLACES = list(inner_places(COMPLETE))


def emitted(plain, format):
    """A text of plain data, and the line of every place in it, without asking the code under test.

    Each key and each list item begins a line of its own, after none, one or two empty ones.
    """
    lines, found = [], {}

    def members(value):
        for number, (step, inner) in enumerate(value.items() if isinstance(value, dict) else enumerate(value)):
            name = json.dumps(step) + ": " if isinstance(value, dict) else "- " * (format == "yaml")
            yield number, str(step).replace("~", "~0").replace("/", "~1"), name, inner

    def emit(value, path, lead, indent):
        """Write a value after ``lead``, which begins its first line, and its further lines after ``indent``."""
        found.setdefault(path, len(lines) + 1)
        if not isinstance(value, dict | list) or not value:
            lines.append(lead + json.dumps(value))
            return
        begins_here = format == "yaml" and lead.endswith("- ")  # as in "- id: x"
        if not begins_here and (lead or format == "json"):
            lines.append(lead + ("" if format == "yaml" else "{" if isinstance(value, dict) else "["))
        for number, step, name, inner in members(value):
            lines.extend([""] * (number % 3))
            emit(inner, f"{path}/{step}", (lead if begins_here and not number else indent) + name, indent + "  ")
            if format == "json" and number < len(value) - 1:
                lines[-1] += ","
        if format == "json":
            lines.append(indent + ("}" if isinstance(value, dict) else "]"))

    emit(plain, "", "", "")
    return "\n".join(lines), found


def nearest_line(path, lines):
    while path not in lines:
        path = path.rpartition("/")[0]
    return lines[path]


@every_format
@given(place=st.sampled_from(PLACES), value=junk, act=st.sampled_from(["replace", "delete", "add"]))
def test_a_fault_in_a_record_stays_in_that_record_and_has_the_line_of_its_place(place, value, act, format):
    data = json.loads(json.dumps(COMPLETE))
    holder = data
    for step in place[:-1]:
        holder = holder[step]
    if act == "replace":
        holder[place[-1]] = value
    elif act == "delete":
        del holder[place[-1]]
    elif isinstance(holder, dict):
        holder["bogus"] = value
    text, lines = emitted(data, format)
    problems = read(text, format)
    at_fault = "".join(f"/{step}" for step in place[:2])
    for problem in problems:
        assert problem.line == nearest_line(problem.path, lines)
        if problem.code in SHAPE_AND_INTEGRITY:
            assert problem.path.startswith(at_fault)
    from_plain = pt.check(data)
    assert sorted(places(problems)) == sorted(places(from_plain))


# --- any data at all -------------------------------------------------------------------------------------------------


@every_format
@given(data=junk | st.dictionaries(st.sampled_from(["peacetalks", "title", "created", *GROUPS]), junk))
@example(data=None)
@example(data=[])
@example(data={})
@example(data="")
@example(data={"peacetalks": None, "parties": [[], {}, None, {"id": []}, {"id": {}}, {"id": "a", "members": [None]}]})
def test_any_document_is_read_or_refused(data, format):
    problems = read(json.dumps(data), format)
    assert all(problem.line == 1 for problem in problems)
    assert sorted(places(problems)) == sorted(places(read_plain(data)))


def read_plain(data):
    if isinstance(data, dict):
        return pt.check(data)
    return read(json.dumps(data))  # only a document is checked without a text


@every_format
@settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])  # to shrink what hangs would take for ever
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(data, format):
    with within(10):
        problems = pt.check(io.BytesIO(data), format=format)
    assert problems
    assert {problem.severity for problem in problems} == {"error"}


YAML_PIECES = ["- ", "? ", ": ", "a", "\n", "  ", "{", "}", "[", "]", ",", "&a ", "*a", "!x ", "|", ">", "'", '"', "#",
                "---\n", "...\n", "%", "\t", "peacetalks: '1.0'\n", "parties:\n", "null", "~"]  # fmt: skip


@settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(pieces=st.lists(st.sampled_from(YAML_PIECES), max_size=20))
def test_any_yaml_is_read_or_refused(pieces):
    with within(10):
        problems = pt.check(io.StringIO("".join(pieces)), format="yaml")
    assert set(codes(problems)) <= set(SHAPE_AND_INTEGRITY)


@given(dataset=datasets())
def test_checking_a_dataset_never_raises_and_agrees_with_its_document(dataset):
    from_dataset = pt.check(dataset)
    from_text = pt.check(io.StringIO(pt.dumps(dataset)), format="json")
    assert not set(codes(from_text)) & set(SHAPE_AND_INTEGRITY)
    assert len(from_text) == len(from_dataset)
    assert sorted((p.code, p.record, p.message) for p in from_text) == sorted(
        (p.code, p.record, p.message) for p in from_dataset
    )
    for problem in from_text:
        assert problem.line > 1
        assert re.match("/[a-z]+/[0-9]+", problem.path)


@pytest.mark.parametrize("data", [b"", b" \n", b"# nothing but a comment\n", b"---\n", b"---\n...\n"], ids=repr)
def test_yaml_that_holds_nothing_is_refused(data):
    with within(5):
        problems = pt.check(io.BytesIO(data), format="yaml")
    assert codes(problems) in (["wrong-type"], ["invalid-syntax"])


# --- files that are their own fault ----------------------------------------------------------------------------------


@pytest.mark.parametrize("version", ["0.9", "1.1", "2.0", "1", "one"])
@every_format
def test_a_version_that_is_not_ours_is_all_that_is_said(version, format):
    text = f'{{"title": 3,\n"peacetalks": "{version}",\n"bogus": 1}}'
    (problem,) = read(text, format)
    assert (problem.code, problem.path, problem.line) == ("unsupported-version", "/peacetalks", 2)
    assert "1.0" in problem.message


@every_format
@pytest.mark.parametrize(
    ("version", "code"), [("1.0", "wrong-type"), ("null", "wrong-type"), ('""', "unsupported-version")]
)
def test_a_version_is_text(version, code, format):
    problems = read(f'{{"peacetalks": {version}, "bogus": 1}}', format)
    assert places(problems)[0] == (code, "/peacetalks")
    if version == "1.0":
        assert places(problems) == [("wrong-type", "/peacetalks"), ("unknown-field", "/bogus")]
        assert "quotes" in problems[0].message


def test_a_document_says_its_version_and_is_read_all_the_same_when_it_does_not():
    assert found_in({"parties": [{"id": "a", "kind": "state"}]}) == [
        ("missing-field", "/peacetalks"),
        ("missing-field", "/parties/0/name"),
    ]


@every_format
@pytest.mark.parametrize("data", ["[]", "3", '"text"', "true", "null", "[1]", '[{"id": "a"}]'])
def test_a_document_is_an_object(data, format):
    (problem,) = read(f"\n\n{data}\n", format)
    assert (problem.code, problem.path, problem.line) == ("wrong-type", "", 3)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"peacetalks": "1.0",\n\n"title": }', 3),
        ('{"peacetalks": "1.0"\n"title": "x"}', 2),
        ("", 1),
        ("\n\n", 3),
        ('{"peacetalks": "1.0"}\n{}', 2),
        ('{"peacetalks": "1.0",\n}', 2),
        ("{'peacetalks': '1.0'}", 1),
        ('{"peacetalks": "1.0",\n"title": "a\nb"}', 2),
        ('{"peacetalks": "1.0",\n"title": "\x01"}', 2),
        ('{"peacetalks": "1.0",\n"title": 01}', 2),
        ('{"peacetalks": "1.0",\n"title": NaN}', 2),
        ('{"peacetalks": "1.0",\n"description": "Infinity \\" NaN",\n\n"title": Infinity}', 4),
        ('{"peacetalks": "1.0",\n"x": [-Infinity]}', 2),
        ('{"peacetalks": "1.0", // no\n"title": "x"}', 1),
    ],
)
def test_text_that_is_no_json_is_told_with_its_line(text, line):
    (problem,) = read(text)
    assert (problem.code, problem.path, problem.line) == ("invalid-syntax", "", line)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('peacetalks: "1.0"\ntitle: "x', 2, ""),
        ('peacetalks: "1.0"\ntitle: a: b', 2, ""),
        ('peacetalks: "1.0"\n\ttitle: x', 2, ""),
        ('peacetalks: "1.0"\ntitle: [a\nb: c', 3, ""),
        ('peacetalks: "1.0"\ntitle: &a x\ndescription: *a', 3, "alias"),
        ('peacetalks: "1.0"\n<<: *a', 2, "alias"),
        ('peacetalks: "1.0"\ntitle: !!str x', 2, "tag"),
        ('peacetalks: "1.0"\ntitle: !mine x', 2, "tag"),
        ('peacetalks: "1.0"\n!!str title: x', 2, "tag"),
        ('peacetalks: "1.0"\nparties: !!seq []', 2, "tag"),
        ('peacetalks: "1.0"\n---\npeacetalks: "1.0"', 2, "second document"),
        ('peacetalks: "1.0"\n...\n---\n', 3, "second document"),
        ('peacetalks: "1.0"\n? [a]\n: b', 2, "key"),
        ('peacetalks: "1.0"\n? {a: b}\n: b', 2, "key"),
        ('peacetalks: "1.0"\ntitle: @x', 2, ""),
    ],
)
def test_text_that_is_no_yaml_of_ours_is_told_with_its_line(text, line, words):
    (problem,) = read(text, "yaml")
    assert (problem.code, problem.path, problem.line) == ("invalid-syntax", "", line)
    assert words in problem.message


def test_an_alias_cannot_blow_a_small_text_up():
    bomb = 'peacetalks: "1.0"\na: &a [x, x, x, x, x, x, x, x, x]\n'
    bomb += "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in itertools.pairwise("abcdefghi"))
    (problem,) = read(bomb, "yaml")
    assert (problem.code, problem.line) == ("invalid-syntax", 3)


def test_bytes_that_are_no_utf_8_cannot_be_read(tmp_path):
    for data in (
        b'{"title": "\xff\xfe"}',
        '{"title": "é"}'.encode("latin-1"),
        '{"a": 1}'.encode("utf-16"),
        b"\xed\xa0\x80",
    ):
        path = tmp_path / "a.json"
        path.write_bytes(data)
        assert places(pt.check(path)) == [("not-readable", "")]
        with pytest.raises(pt.ValidationError) as caught:
            pt.load(path)
        assert codes(caught.value.problems) == ["not-readable"]


def test_a_file_opened_as_text_that_is_no_utf_8_cannot_be_read(tmp_path):
    path = tmp_path / "a.json"
    path.write_bytes('{"title": "é"}'.encode("latin-1"))
    with path.open(encoding="utf-8") as file:
        assert codes(pt.check(file)) == ["not-readable"]
    with path.open(encoding="utf-8") as file, pytest.raises(pt.ValidationError) as caught:
        pt.load(file)
    assert codes(caught.value.problems) == ["not-readable"]


def test_what_is_shown_of_bytes_is_what_is_wrong_with_them():
    (problem,) = pt.check(io.BytesIO(codecs.BOM_UTF8 + b'{"a": "\xff"}'), format="json")
    assert problem.value.startswith(r"b'\xff")
    assert "byte 10 " in problem.message


# --- characters ------------------------------------------------------------------------------------------------------


@every_format
def test_a_byte_order_mark_is_skipped_once(format, tmp_path):
    path = tmp_path / f"a.{format}"
    path.write_bytes(codecs.BOM_UTF8 + b'{"peacetalks": "1.0",\n"title": "x",\n"bogus": 1}')
    (problem,) = pt.check(path)
    assert (problem.code, problem.path, problem.line) == ("unknown-field", "/bogus", 3)
    assert pt.loads('\ufeff{"peacetalks": "1.0"}', format=format) == pt.Dataset()
    assert codes(read('\ufeff\ufeff{"peacetalks": "1.0"}', "json")) == ["invalid-syntax"]


@every_format
@pytest.mark.parametrize("escape", ["\\u0000", "a\\u0000b"])
def test_an_escaped_nul_is_refused_where_it_stands(escape, format):
    (problem,) = read(f'{{"peacetalks": "1.0",\n"title": "{escape}"}}', format)
    assert (problem.code, problem.path, problem.line) == ("invalid-syntax", "/title", 2)
    assert "U+0000" in problem.message


@every_format
def test_a_raw_nul_is_refused_with_its_line(format):
    (problem,) = read('{"peacetalks": "1.0",\n"title": "\0"}', format)
    assert (problem.code, problem.line) == ("invalid-syntax", 2)


@every_format
@pytest.mark.parametrize("escape", ["\\ud800", "\\udc00", "a\\udfff", "\\udc00\\ud800"])
def test_an_escaped_half_of_a_surrogate_pair_is_refused(escape, format):
    (problem,) = read(f'{{"peacetalks": "1.0",\n"title": "{escape}"}}', format)
    assert (problem.code, problem.line) == ("invalid-syntax", 2)


@every_format
def test_a_raw_half_of_a_surrogate_pair_is_refused(format):
    (problem,) = read('{"peacetalks": "1.0",\n"title": "\ud800"}', format)
    assert (problem.code, problem.line) == ("invalid-syntax", 2)


def test_an_escaped_surrogate_pair_is_one_character():
    assert pt.loads('{"peacetalks": "1.0", "title": "\\ud83d\\ude00"}').title == "😀"


@every_format
@pytest.mark.parametrize("key", ["\\u0000", "\\ud800", "a\\u0000"])
def test_odd_keys_are_told_in_words_that_can_be_written(key, format):
    party = '"id": "a", "name": "A", "kind": "state"'
    for text in (
        f'{{"peacetalks": "1.0", "{key}": 1}}',
        f'{{"peacetalks": "1.0", "parties": [{{{party}, "{key}": 1}}]}}',
        f'{{"peacetalks": "1.0", "parties": [{{{party}, "extra": {{"a:{key}": ""}}}}]}}',
        f'{{"peacetalks": "1.0", "created": {{"edtf": "2026", "{key}": 1}}}}',
        f'{{"peacetalks": "1.0", "{key}": 1, "{key}": 2}}',
        f'{{"peacetalks": "1.0", "{key}": [{{"a": 1, "a": 2}}]}}',
    ):
        for problem in read(text, format):
            assert problem.code in ("unknown-field", "invalid-syntax", "duplicate-key")
            str(problem).encode()


@pytest.mark.parametrize("character", ["\x01", "\x08", "\x1b", "\x7f", "\x80", "\ufffe", "\uffff"], ids=ascii)
def test_yaml_names_the_character_that_it_cannot_hold_and_its_line(character):
    text = f'peacetalks: "1.0"\ndescription: "{"ш" * 50}"\n\ntitle: "{character}"\n\n\n\n\n\n\n\n'
    (problem,) = read(text, "yaml")
    assert (problem.code, problem.line) == ("invalid-syntax", 4)
    assert f"U+{ord(character):04X}" in problem.message


@every_format
@pytest.mark.parametrize("character", ["\u0085", "\u2028", "\u2029", "\ufeff", "\u00a0", "\u200f", "😀"], ids=ascii)
def test_raw_text_is_kept_or_refused_but_never_changed(character, format):
    try:
        read_back = pt.loads(f'{{"peacetalks": "1.0", "title": "a{character}b"}}', format=format).title
    except pt.ValidationError:
        pass
    else:
        assert read_back == f"a{character}b"


@every_format
@pytest.mark.parametrize("character", ["\u0085", "\u2028", "\u2029", "é"], ids=ascii)
def test_only_a_newline_begins_a_line(character, format):
    """YAML refuses what would be a line end to it and to nobody else."""
    problems = read(f'{{"peacetalks": "1.0",\n"title": "a{character}b",\n"bogus": 1}}', format)
    is_refused = format != "json" and character != "é"
    assert [(problem.path, problem.line) for problem in problems] == ([("", 2)] if is_refused else [("/bogus", 3)])


@every_format
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=ascii)
def test_lines_are_counted_with_either_end(newline, format):
    problems = read(newline.join(["{", '"peacetalks": "1.0",', '"title":', "3", "}"]), format)
    assert [(problem.path, problem.line) for problem in problems] == [("/title", 3)]


# --- depth and size --------------------------------------------------------------------------------------------------


def nested(depth):
    """A document of so many levels, the document itself being the first."""
    return '{"peacetalks": "1.0", "x": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"


@every_format
def test_sixty_four_levels_are_read_and_no_more(format):
    assert places(read(nested(64), format)) == [("unknown-field", "/x")]
    for depth in (65, 66, 100, 500):
        assert places(read(nested(depth), format)) == [("invalid-syntax", "")]


def test_sixty_four_levels_of_plain_data_are_read_and_no_more():
    assert found_in(json.loads(nested(64))) == [("unknown-field", "/x")]
    assert found_in(json.loads(nested(65))) == [("invalid-syntax", "")]
    assert found_in(json.loads(nested(900))) == [("invalid-syntax", "")]


@every_format
def test_depth_is_counted_where_nothing_deep_belongs(format):
    assert codes(read('{"peacetalks": "1.0", "$schema": ' + "[" * 64 + "]" * 64 + "}", format)) == ["invalid-syntax"]


@every_format
@pytest.mark.parametrize(
    "text", ["[" * 100_000, "[" * 100_000 + "]" * 100_000, '{"a":' * 100_000, '[{"a":' * 50_000], ids=[0, 1, 2, 3]
)
def test_a_hundred_thousand_levels_are_refused(text, format):
    assert codes(read(text, format)) == ["invalid-syntax"]


@pytest.mark.parametrize("text", ["- " * 5_000, "a: " * 5_000, "? " * 5_000, "- - " * 100 + "a", "&a " * 5_000])
def test_yaml_in_blocks_is_no_deeper(text):
    assert codes(read(text, "yaml")) == ["invalid-syntax"]


def test_no_depth_in_between_gets_past_us():
    """Just below where Python's own reader gives up, whoever reads a second time must not give up otherwise."""
    for depth in range(800, 1100):
        deep = "[" * depth + "]" * depth
        for text in (
            f'{{"x": {deep}, "peacetalks": "2.0"}}',
            f'{{"x": {deep}, "x": 1}}',
            f'[{deep}, {{"a": 1, "a": 2}}]',
        ):
            assert set(codes(pt.check(io.StringIO(text), format="json"))) <= set(SHAPE_AND_INTEGRITY)


@every_format
def test_long_texts_are_read_and_shown_shortened(format):
    long = "x" * GREATEST_TEXT
    assert pt.loads(f'{{"peacetalks": "1.0", "title": "{long}"}}', format=format).title == long
    for content in (f'"{long}": 1', f'"created": "{long}"', f'"title": ["{long}"]', f'"parties": [{{"id": "{long}"}}]'):
        for problem in read(f'{{"peacetalks": "1.0", {content}}}', format):
            assert len(str(problem)) < 600
            assert problem.value is None or len(problem.value) <= 80


@every_format
@pytest.mark.parametrize(
    "digits", ["9" * 20, "9" * 21, "9" * 400, "9" * 5_000, "-" + "9" * 100_000, "1e400", "-1e999999999"]
)
def test_long_numbers_are_out_of_range(digits, format):
    (problem,) = read(f'{{"peacetalks": "1.0", "rounds": [{{"id": "r",\n"number": {digits}}}]}}', format)
    assert (problem.code, problem.path, problem.line) == ("out-of-range", "/rounds/0/number", 2)


@every_format
def test_ten_thousand_unknown_keys_are_told_each(format):
    keys = [f"k{number}" for number in range(GREATEST_REPORT)]
    problems = pt.check(
        io.StringIO(json.dumps({"peacetalks": "1.0"} | dict.fromkeys(keys, 1), indent=0)), format=format
    )
    assert [problem.path for problem in problems] == [f"/{key}" for key in keys]
    assert [problem.line for problem in problems] == list(range(3, GREATEST_REPORT + 3))


@every_format
def test_a_key_that_stands_a_hundred_thousand_times_is_one_fault(format):
    text = '{"peacetalks": "1.0",\n' + '"title": "x",\n' * 100_000 + '"title": "y"}'
    with within(20):
        (problem,) = pt.check(io.StringIO(text), format=format)
    assert (problem.code, problem.path, problem.line) == ("duplicate-key", "/title", 3)


@every_format
def test_of_twenty_thousand_duplicate_keys_the_first_are_told_and_that_there_are_more(format):
    """It took most of a minute when the lines of each were counted from the top."""
    twice = [f'"k{number // 2}": 1,\n' for number in range(40_000)]
    text = '{"peacetalks": "1.0", "$schema": {' + "".join(twice) + '"x": 1}}'
    with within(20):
        problems = pt.check(io.StringIO(text), format=format)
    *told, last = problems
    assert {problem.code for problem in told} == {"duplicate-key"}
    assert [problem.line for problem in told] == list(range(2, 2 * GREATEST_REPORT + 1, 2))
    assert (last.code, last.path, last.line) == ("too-many-problems", "", None)


@pytest.mark.parametrize(
    "text", ["!%ED%A0%80 x", "!%C0%80 x", "!%F7%BF%BF%BF x", "%TAG ! %ED%A0%80\n--- !a x", "%TAG !a! tag:x\n" * 21]
)
def test_odd_tags_are_refused_like_all_others(text):
    assert places(read(text, "yaml")) == [("invalid-syntax", "")]


@every_format
def test_one_byte_order_mark_is_passed_over_and_no_second(format):
    text = '{"peacetalks": "1.0"}'
    assert pt.loads(f"\ufeff{text}", format=format) == pt.Dataset()
    assert codes(read(f"\ufeff\ufeff{text}", format)) == ["invalid-syntax"]


def test_the_line_of_a_constant_is_found_without_reading_what_follows_again_and_again():
    text = "[\nNaN " + r"\"" * 200_000
    with within(20):
        (problem,) = read(text)
    assert (problem.code, problem.line) == ("invalid-syntax", 2)


def test_a_key_of_plain_data_may_be_any_number():
    (problem, *_) = pt.check({"peacetalks": "1.0", "parties": [{10**5000: 1}]})
    assert problem.code in SHAPE_AND_INTEGRITY


@every_format
def test_a_hundred_thousand_outside_columns_are_read(format):
    extra = {f"pax:{number}": str(number) for number in range(100_000)}
    dataset = pt.loads(json.dumps(document(parties=[STATE | {"extra": extra}])), format=format)
    assert dict(dataset["a"].extra) == extra


# --- plain data that no file holds -----------------------------------------------------------------------------------


def test_data_that_hold_themselves_are_refused():
    for make in (
        lambda data: data.update(parties=[data]),
        lambda data: data.update(bogus=data),
        lambda data: data.update(title=data),
        lambda data: data.update(created=data),
        lambda data: data.update(parties=[STATE | {"extra": data}]),
        lambda data: data.update(parties=[STATE | {"members": [data]}]),
    ):
        data = {"peacetalks": "1.0"}
        make(data)
        assert codes(pt.check(data)) == ["invalid-syntax"]


def test_lists_and_tuples_that_hold_themselves_are_refused():
    endless = []
    endless.append(endless)
    assert codes(pt.check(document(parties=endless))) == ["invalid-syntax"]
    endless = []
    endless.append((endless,))
    assert set(codes(pt.check(document(parties=endless)))) <= {"invalid-syntax", "wrong-type"}


def test_keys_that_are_no_text_are_unknown_fields():
    for key in (1, None, True, 1.5, ("a",), b"title"):
        for data in (
            document() | {key: 1},
            document(parties=[STATE | {key: 1}]),
            document(created={"edtf": "2026", key: 1}),
        ):
            assert codes(problem for problem in pt.check(data) if problem.severity == "error") == ["unknown-field"]


def test_a_document_is_any_mapping():
    assert pt.check(types.MappingProxyType(document(title=""))) == pt.check(document(title=""))


# --- what words read as ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word",
    ["no", "yes", "on", "off", "y", "n", "No", "True", "FALSE", "10:30", "10:30:00", "2026-02-05", "0o7", "0x1F",
     "1_000", "+1", ".5", "5.", "012", "1e", "--", "a#b", "a:b", ".inf", ".nan", "NaN", "Infinity", "=", "<<", "Null"],
)  # fmt: skip
def test_these_are_text_in_yaml(word):
    assert pt.loads(f'peacetalks: "1.0"\ntitle: {word}', format="yaml").title == word


@pytest.mark.parametrize("word", ["1", "-1", "0", "2026", "1.5", "1e5", "1E5", "-0.0", "1.0e-7", "20260205"])
def test_these_are_numbers_in_yaml_and_have_to_be_quoted_as_text(word):
    (problem,) = read(f'peacetalks: "1.0"\ntitle: {word}', "yaml")
    assert (problem.code, problem.path, problem.line) == ("wrong-type", "/title", 2)
    assert "in quotes" in problem.message
    assert pt.loads(f'peacetalks: "1.0"\ntitle: "{word}"', format="yaml").title == word


@pytest.mark.parametrize("word", ["true", "false"])
def test_these_are_neither_text_nor_number_in_yaml(word):
    assert places(read(f'peacetalks: "1.0"\ntitle: {word}', "yaml")) == [("wrong-type", "/title")]


@pytest.mark.parametrize("word", ["", "null", "  # nothing"])
def test_nothing_and_null_are_null_in_yaml(word):
    (problem,) = read(f'peacetalks: "1.0"\ntitle: {word}\nversion: x', "yaml")
    assert (problem.code, problem.path, problem.line, problem.value) == ("wrong-type", "/title", 2, "null")
    assert re.search("leave .* out", problem.message)


def test_a_tilde_is_text_in_yaml_as_the_json_schema_of_yaml_has_it():
    assert pt.loads('peacetalks: "1.0"\ntitle: ~', format="yaml").title == "~"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('"null"', "null"),
        ("'~'", "~"),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">-\n  a\n  b\n", "a b"),
        ("|2-\n   a", " a"),
        ("|\n  2026\n", "2026\n"),
        ("a\n  b", "a b"),
        ('"a\\\n  b"', "ab"),
        ("'it''s'", "it's"),
        ('"\\x41\\u00e9\\U0001F600"', "Aé😀"),
    ],
)
def test_text_in_yaml_is_written_in_any_of_its_ways(written, kept):
    assert pt.loads(f'peacetalks: "1.0"\ntitle: {written}', format="yaml").title == kept


@pytest.mark.parametrize(
    ("written", "words"),
    [("2026", 'put the year in quotes: "2026"'), ("[..2026-02-28]", "quotes"), ("20260205", "quotes")],
)
def test_dates_that_yaml_takes_for_something_else_are_refused_with_advice(written, words):
    (problem,) = read(f'peacetalks: "1.0"\ncreated: {written}', "yaml")
    assert (problem.code, problem.path, problem.line) == ("wrong-type", "/created", 2)
    assert words in problem.message


def test_dates_are_dates_in_yaml():
    for written in (
        "2026-02-05",
        "2026-02",
        '"2026"',
        "2026~",
        "199X",
        "2004/2006",
        "1994/..",
        "../1994",
        "2026-02-05T13:17:00Z",
    ):
        assert pt.loads(f'peacetalks: "1.0"\ncreated: {written}', format="yaml").created == pt.Date(written.strip('"'))


def test_the_address_of_a_schema_is_ignored_whatever_it_says():
    for schema in ('"https://example.org/x.json"', '""'):
        assert pt.loads(f'{{"$schema": {schema}, "peacetalks": "1.0"}}') == pt.Dataset()
    for schema in ("3", "null", '{"a": 1}'):
        assert places(read(f'{{"$schema": {schema}, "peacetalks": "1.0"}}')) == [("wrong-type", "/$schema")]
    assert places(
        read('{"peacetalks": "1.0", "parties": [{"$schema": "x", "id": "a", "name": "A", "kind": "state"}]}')
    ) == [("unknown-field", "/parties/0/$schema")]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"titel": "x"}, "did you mean 'title'?"),
        ({"party": []}, "did you mean 'parties'?"),
        ({"demand": []}, "did you mean 'demands'?"),
        ({"parties": [STATE | {"Notes": "x"}]}, "did you mean 'note'?"),
        ({"parties": [STATE | {"kind": "States"}]}, "did you mean 'state'?"),
        ({"parties": [STATE | {"members": [{"party": "aa"}]}, STATE | {"id": "aab"}]}, "did you mean 'a"),
    ],
    ids=str,
)
def test_what_was_meant_is_guessed(content, words):
    assert words in pt.check(document(**content))[0].message


@every_format
def test_what_is_missing_has_the_line_of_what_should_hold_it(format):
    text = '{\n"peacetalks": "1.0",\n"parties": [\n\n{\n"id": "a",\n"members": [\n{\n}\n]\n}\n]\n}'
    assert [(problem.path, problem.line) for problem in read(text, format)] == [
        ("/parties/0/name", 5),
        ("/parties/0/kind", 5),
        ("/parties/0/members/0/party", 8),
    ]
    assert [(problem.path, problem.line) for problem in read("\n\n{}", format)] == [("/peacetalks", 3)]


@every_format
def test_keys_with_slashes_and_tildes_are_found_again(format):
    text = '{"peacetalks": "1.0",\n"a/b": 1,\n"a~b": 1,\n"a": {"b": 1},\n"~1": 1,\n"": 1}'
    assert [(problem.path, problem.line) for problem in read(text, format)] == [
        *(("/a~1b", 2), ("/a~0b", 3), ("/a", 4), ("/~01", 5), ("/", 6))
    ]


@every_format
@given(rnd=st.randoms(use_true_random=False))
def test_groups_come_in_any_order_and_problems_in_that_of_the_text(rnd, format):
    groups = list(GROUPS)
    rnd.shuffle(groups)
    text = ",\n".join(f'"{group}":\n[{{}}]' for group in groups)
    problems = read(f'{{"peacetalks": "1.0",\n{text}}}', format)
    assert list(dict.fromkeys(problem.path.split("/")[1] for problem in problems)) == groups
    assert {problem.path.split("/")[1]: problem.line for problem in problems} == {
        group: 3 + 2 * number for number, group in enumerate(groups)
    }


# --- what can be given to check and load -----------------------------------------------------------------------------


def test_the_error_lists_twenty_problems_and_counts_them_all():
    for count in (1, 2, 20, 21, 35):
        with pytest.raises(pt.ValidationError) as caught:
            pt.Dataset(parties=[1] * count)
        shown = str(caught.value).splitlines()
        assert len(caught.value.problems) == count
        assert sum("[wrong-type]" in line for line in shown) == min(count, 20)
        assert (count == 1) or str(count) in shown[0]
        assert (count <= 20) or str(count - 20) in shown[-1]


@every_format
def test_check_and_load_take_paths_and_files_of_text_and_bytes(tmp_path, format):
    path = tmp_path / f"a.{format}"
    path.write_bytes(codecs.BOM_UTF8 + '{"peacetalks": "1.0", "title": "Україна"}'.encode())
    for source in (path, str(path), os.fspath(path)):
        assert pt.check(source) == ()
        assert pt.load(source).title == "Україна"
    for mode, encoding in (("rb", None), ("r", "utf-8"), ("r", "utf-8-sig")):
        with path.open(mode, encoding=encoding) as file:
            assert pt.check(file) == ()
        with path.open(mode, encoding=encoding) as file:
            assert pt.load(file).title == "Україна"
    assert pt.load(io.BytesIO(path.read_bytes()), format=format).title == "Україна"
    assert pt.check(io.StringIO(path.read_text("utf-8")), format=format) == ()


def test_the_suffix_tells_the_format_unless_it_is_said(tmp_path):
    for name, format in (
        ("a.json", None),
        ("a.JSON", None),
        ("a.yml", None),
        ("a.YAML", None),
        ("a.txt", "json"),
        ("a", "yaml"),
    ):
        path = tmp_path / name
        path.write_text('{"peacetalks": "1.0", "title": "x"}')
        assert pt.load(path, format=format).title == "x"
        assert pt.check(path, format=format) == ()
    path = tmp_path / "yaml.json"
    path.write_text("peacetalks: '1.0'")
    assert codes(pt.check(path)) == ["invalid-syntax"]
    assert pt.check(path, format="yaml") == ()


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json.bak", "json", ".json"])
def test_a_name_that_tells_no_format_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_text('{"peacetalks": "1.0"}')
    assert places(pt.check(path)) == [("not-readable", "")]
    with pytest.raises(pt.ValidationError) as caught:
        pt.load(path)
    assert codes(caught.value.problems) == ["not-readable"]
    assert "format=" in str(caught.value)


def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(tmp_path):
    for act in (
        lambda: pt.loads("{}", format="jsno"),
        lambda: pt.dumps(pt.Dataset(), format="jsno"),
        lambda: pt.load(tmp_path / "a.json", format="jsno"),
        lambda: pt.dump(pt.Dataset(), tmp_path / "a.json", format="jsno"),
    ):
        with pytest.raises(pt.ValidationError, match="json, jsonl, yaml") as caught:
            act()
        assert codes(caught.value.problems) == ["not-readable"]
    assert list(tmp_path.iterdir()) == []


def test_load_lets_errors_of_the_system_through_and_check_tells_them(tmp_path):
    folder = tmp_path / "folder.json"
    folder.mkdir()
    for path, error in (
        (tmp_path / "missing.json", FileNotFoundError),
        (tmp_path / "no" / "folder.json", FileNotFoundError),
        (folder, IsADirectoryError),
        (tmp_path / ("x" * 300 + ".json"), OSError),
    ):
        with pytest.raises(error):
            pt.load(path)
        (problem,) = pt.check(path)
        assert (problem.code, problem.severity, problem.line) == ("not-readable", "error", None)


def test_check_tells_of_a_name_that_no_file_can_have():
    assert codes(pt.check("a\0.json")) == ["not-readable"]


def test_check_tells_of_a_file_that_fails_while_it_is_read():
    class Failing(io.BytesIO):
        name = "a.json"

        def read(self, *_):
            raise OSError(5, "Input/output error")

    assert codes(pt.check(Failing())) == ["not-readable"]
    with pytest.raises(OSError, match="Input/output"):
        pt.load(Failing())


def test_check_of_a_dataset_has_only_meaning_left_to_tell():
    demand = pt.Demand(id="d", by=["a"], kind="demand", text="t")
    dataset = pt.Dataset(parties=[pt.Party(id="a", name="A", kind="state")], demands=[demand])
    (problem,) = pt.check(dataset)
    assert (problem.code, problem.severity, problem.record) == ("unsourced", "warning", "d")
    assert not problem.path.startswith("/demands")
    (problem,) = pt.check(document(demands=[DEMAND]))
    assert (problem.code, problem.record) == ("unsourced", "d")
    assert problem.path.startswith("/demands/0")


def test_meaning_waits_for_shape_and_integrity():
    assert codes(pt.check(document(demands=[DEMAND], titel="x"))) == ["unknown-field"]
    assert codes(pt.check(document(demands=[DEMAND | {"by": ["b"]}]))) == ["dangling-reference"]


def test_reading_leaves_what_it_was_given_as_it_was():
    rnd = random.Random(1)
    for broken in (False, True):
        data = complete_document() | ({"bogus": [1]} if broken else {})
        rnd.shuffle(data["parties"])
        before = json.dumps(data)
        pt.check(data)
        assert json.dumps(data) == before
