"""Streams: JSON Lines is read, checked and written a record at a time, and says what a document says."""

import codecs
import gc
import gzip
import hashlib
import io
import itertools
import json
import os
import re
import tempfile
import threading
import tracemalloc
import weakref
from collections import Counter
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.dataset import GROUPS
from peacetalks.formats import sources
from peacetalks.formats.json import parse
from peacetalks.formats.streams import NOT_RUN_ON_STREAMS
from peacetalks.limits import GREATEST_REPORT
from tests.strategies.records import complete_document, datasets
from tests.strategies.values import TRAPS, texts

TYPE_OF = {group: cls.__name__.lower() for group, cls in GROUPS.items()}
MEANING = """
    self-reference reference-cycle package-needs-two linkage-needs-objects total-mismatch per-side-mismatch
    supports-nothing field-not-for-kind unsourced unused-record status-order deadline-before-demand
    contradictory-attendance stance-of-maker possible-double-count process-differs deprecated-code
""".split()  # noqa: SIM905 - as the data model lists them

HEADER = {"type": "dataset", "peacetalks": "1.0"}
PARTY = {"type": "party", "id": "a", "name": "A", "kind": "state"}
PLACE = {"type": "place", "id": "p", "name": "P"}
DEMAND = {"type": "demand", "id": "d", "by": ["a"], "kind": "demand", "text": "t"}
DANGLING = DEMAND | {"id": "lost", "by": ["nowhere"]}


def line(row):
    return row if isinstance(row, bytes) else row.encode() if isinstance(row, str) else json.dumps(row).encode()


def stream(*rows):
    """The bytes of a stream; a row that is text or bytes already stands there as it is."""
    return b"".join(line(row) + b"\n" for row in rows)


def found(*rows):
    """Problems of shape and integrity in a stream, after looking that every way of reading it tells the same."""
    data = stream(*rows)
    problems = pt.check(io.BytesIO(data), format="jsonl")
    faults = tuple(problem for problem in problems if problem.code not in MEANING)
    told = pt.check_records(io.BytesIO(data), format="jsonl")
    if faults:
        assert told == problems == faults
        with pytest.raises(pt.ValidationError) as caught:
            pt.loads(data, format="jsonl")
        assert caught.value.problems == problems
    else:
        assert told == tuple(problem for problem in problems if problem.code not in NOT_RUN_ON_STREAMS)
        pt.loads(data, format="jsonl")
    return faults


def places(problems):
    return [(problem.line, problem.code, problem.path) for problem in problems]


def codes(problems):
    return [problem.code for problem in problems]


def plain_of(dataset):
    return json.loads(pt.dumps(dataset))


def rows_of(document):
    """The rows of a plain document, in its own order, the header first."""
    header = {key: value for key, value in document.items() if key not in GROUPS}
    records = [{"type": TYPE_OF[group]} | record for group in document if group in GROUPS for record in document[group]]
    return [{"type": "dataset"} | header, *records]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder for files that drawn data are written to, again and again."""
    return tmp_path_factory.mktemp("streams")


# --- what is written -------------------------------------------------------------------------------------------------


@given(dataset=datasets())
def test_a_stream_has_the_header_first_and_then_one_record_a_line_in_canonical_order(dataset):
    *lines, end = pt.dumps(dataset, format="jsonl").split("\n")
    assert end == ""
    assert [list(json.loads(one).items()) for one in lines] == [list(row.items()) for row in rows_of(plain_of(dataset))]
    assert len(lines) == 1 + len(dataset)


@given(dataset=datasets())
def test_lines_are_compact_and_begin_with_the_type(dataset):
    for one in pt.dumps(dataset, format="jsonl").splitlines():
        assert one.startswith('{"type":"')
        assert not re.search(r"\s", re.sub(r'"(?:[^"\\]|\\.)*"', "", one))


@given(text=texts())
@example(text="".join(TRAPS))
@example(text="a\x85b\u2028c\u2029d\x0b\x0c\x1c\x1d\x1e\r\n")
def test_no_text_ends_a_line_whoever_reads(text):
    """Python's splitlines knows more ends of lines than any other reader."""
    dataset = pt.Dataset(title=text, parties=[pt.Party(id="a", name=text, kind="state", extra={"pax:a": text})])
    written = pt.dumps(dataset, format="jsonl")
    header, party = written.splitlines()
    assert json.loads(header)["title"] == json.loads(party)["name"] == text
    assert pt.loads(written, format="jsonl") == dataset


@given(text=texts())
def test_nothing_is_escaped_that_need_not_be(text):
    written = pt.dumps(pt.Dataset(title=text), format="jsonl")
    plain = json.dumps(json.loads(written), ensure_ascii=False, separators=(",", ":")) + "\n"
    for end in "\x85\u2028\u2029":
        plain = plain.replace(end, f"\\u{ord(end):04x}")
    assert written == plain


def test_an_empty_dataset_is_a_stream_of_one_line():
    assert pt.dumps(pt.Dataset(), format="jsonl") == '{"type":"dataset","peacetalks":"1.0"}\n'


# --- a record at a time ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
@settings(max_examples=50)
@given(dataset=datasets())
def test_records_are_read_and_written_one_at_a_time(folder, dataset, suffix):
    one, other = folder / f"one{suffix}", folder / f"other{suffix}"
    pt.dump(dataset, one)
    assert list(pt.read_records(one)) == list(dataset)
    header = pt.read_header(one)
    assert header == dataset.header
    assert pt.Dataset.from_records(pt.read_records(one), **header) == dataset
    pt.write_records(pt.read_records(one), other, **header)
    assert other.read_bytes() == one.read_bytes()
    pt.write_records(pt.read_records(one), one, **header)  # over the file that is being read
    assert other.read_bytes() == one.read_bytes()


@given(dataset=datasets(), rnd=st.randoms(use_true_random=False))
def test_lines_come_in_any_order_and_the_header_may_be_missing(dataset, rnd):
    header, *lines = pt.dumps(dataset, format="jsonl").splitlines()
    rnd.shuffle(lines)
    assert pt.loads("\n".join([header, *lines]), format="jsonl") == dataset
    nameless = pt.Dataset.from_records(dataset)
    assert nameless.header == {"peacetalks": pt.MODEL_VERSION}
    assert pt.loads("\n".join(lines), format="jsonl") == nameless


def test_records_are_written_in_the_order_in_which_they_come(tmp_path):
    path = tmp_path / "talks.jsonl"
    records = [pt.Place(id="z", name="Z"), pt.Party(id="b", name="B", kind="state"), pt.Place(id="a", name="A")]
    pt.write_records(iter(records), path)
    assert list(pt.read_records(path)) == records
    assert pt.load(path) == pt.Dataset.from_records(records)
    assert path.read_text().splitlines()[0] == '{"type":"dataset","peacetalks":"1.0"}'


def test_records_are_not_held_while_they_are_written_or_read(tmp_path):
    """Of five thousand records, only those are alive that are put into bytes together; of those read, one."""
    path = tmp_path / "talks.jsonl"
    alive = weakref.WeakSet()
    most = 0

    def noted(records):
        nonlocal most
        for record in records:
            alive.add(record)
            most = max(most, len(alive))
            yield record

    pt.write_records(noted(pt.Party(id=f"p{number}", name="P", kind="state") for number in range(5_000)), path)
    assert most <= 2
    most = 0
    assert sum(1 for _ in noted(pt.read_records(path))) == 5_000
    assert most <= 2


# --- streams and documents agree -------------------------------------------------------------------------------------

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text("ab~/", max_size=3), inner, max_size=2),
)


def inner_places(plain, place=()):
    """Places of everything that stands inside the header or a record of a document."""
    items = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    for step, inner in items:
        if place and place[0] in GROUPS:
            if len(place) > 1:
                yield (*place, step)
        elif step not in GROUPS and step != "peacetalks":
            yield (*place, step)
        yield from inner_places(inner, (*place, step))


def ids_of(document):
    return [record["id"] for group in document if group in GROUPS for record in document[group]]


@st.composite
def faulty_documents(draw):
    """Plain documents in which up to three things were replaced, left out, added, doubled, renamed or moved."""
    document = plain_of(draw(datasets()))
    names = list(document)
    draw(st.randoms(use_true_random=False)).shuffle(names)
    document = {name: document[name] for name in names}
    known = [*ids_of(document), "nowhere", "Bad Id"]
    for _ in range(draw(st.integers(1, 3))):
        groups = [group for group in document if group in GROUPS and document[group]]
        act = draw(st.sampled_from(["put", "put", "remove", "add", "header", "drop", "double", "id", "move"]))
        if act == "header":
            name = draw(st.sampled_from(["title", "created", "bogus", "coverage", "$schema", "peacetalks"]))
            document[name] = draw(junk)
        elif act in ("put", "remove", "add"):
            where = sorted(inner_places(document), key=repr)
            if where:
                hurt(document, draw(st.sampled_from(where)), act, draw(st.sampled_from(known) | junk))
        elif groups:
            records = document[draw(st.sampled_from(groups))]
            index = draw(st.integers(0, len(records) - 1))
            if act == "drop":
                del records[index]
            elif act == "double":
                records.insert(draw(st.integers(0, len(records))), records[index] | {"note": "again"})
            elif act == "id":
                records[index] = records[index] | {"id": draw(st.sampled_from(known))}
            else:
                document.setdefault(draw(st.sampled_from(list(GROUPS))), []).append(records.pop(index))
    return document


def hurt(document, place, act, value):
    holder = document
    for step in place[:-1]:
        holder = holder[step]
    if act == "put":
        holder[place[-1]] = value
    elif act == "remove":
        del holder[place[-1]]
    elif isinstance(holder, dict):
        holder["bogus"] = value


def as_seen_from_records(document, problems):
    """Problems of a document, with the lines that its records have in a stream and with paths from the record."""
    line_of = {}
    for group in (name for name in document if name in GROUPS):
        for index in range(len(document[group])):
            line_of[f"/{group}/{index}"] = len(line_of) + 2
    for problem in problems:
        prefix = "/".join(problem.path.split("/")[:3])
        if prefix in line_of:
            yield (line_of[prefix], problem.code, problem.path.removeprefix(prefix), problem.value, problem.record)
        else:
            yield (1, problem.code, problem.path, problem.value, problem.record)


def in_full(problems):
    return [(problem.line, problem.code, problem.path, problem.value, problem.record) for problem in problems]


@settings(max_examples=200)
@given(document=faulty_documents())
def test_a_stream_has_the_problems_of_the_document_with_the_same_records(document):
    as_read, _ = parse(json.dumps(document))  # in which integers of very many digits are floats
    from_document = pt.check(as_read)
    from_stream = pt.check(io.BytesIO(stream(*rows_of(document))), format="jsonl")
    assert Counter(in_full(from_stream)) == Counter(as_seen_from_records(document, from_document))
    assert [problem.line for problem in from_stream] == sorted(problem.line for problem in from_stream)


def types_swapped(draw, rows):
    index = draw(st.integers(0, len(rows) - 1))
    name = draw(st.sampled_from([*TYPE_OF.values(), "dataset", "partie", "zzz", "", 3, None, [], "Party"]))
    rows[index] = rows[index] | {"type": name}


def types_dropped(draw, rows):
    index = draw(st.integers(0, len(rows) - 1))
    rows[index] = {key: value for key, value in rows[index].items() if key != "type"}


def lines_broken(draw, rows):
    index = draw(st.integers(0, len(rows) - 1))
    whole = line(rows[index])
    rows[index] = draw(
        st.sampled_from([whole[: len(whole) // 2], whole + b"}", whole + whole, b"[]", b"3", b"null", b"\xff" + whole])
        | st.just(whole.replace(b'"type"', b'"id": "a", "type"', 1))
        | st.just(whole.replace(b'"type"', b'"type": "party", "type"', 1))
    )


@st.composite
def faulty_streams(draw):
    """Lines of a stream in any order, of which up to three were broken, retyped, doubled, dropped or made blank."""
    rows = rows_of(draw(faulty_documents()))
    if draw(st.booleans()):
        draw(st.randoms(use_true_random=False)).shuffle(rows)
    for _ in range(draw(st.integers(0, 3))):
        whole = [index for index, row in enumerate(rows) if isinstance(row, dict)]
        if not whole:
            break
        some = [rows[index] for index in whole]
        act = draw(st.sampled_from([types_swapped, types_dropped, lines_broken]))
        act(draw, some)
        for index, row in zip(whole, some, strict=True):
            rows[index] = row
        place = draw(st.integers(0, len(rows) - 1))
        match draw(st.sampled_from(["keep", "keep", "double", "drop", "blank"])):
            case "double":
                rows.append(rows[place])
            case "drop" if len(rows) > 1:
                del rows[place]
            case "blank":
                rows.insert(place, draw(st.sampled_from(["", " ", "\t\r", "  \t "])))
    return [line(row) for row in rows]


@settings(max_examples=100)
@given(lines=faulty_streams())
def test_whatever_is_wrong_every_way_of_reading_a_stream_tells_the_same_in_the_order_of_lines(lines):
    faults = found(*lines)
    told = [problem.line for problem in faults]
    assert told == sorted(told)
    assert set(told) <= set(range(1, len(lines) + 1))
    for problem in faults:
        assert problem.severity == "error"
        assert re.search("[;?]|expected", problem.message)
        str(problem).encode()


@settings(max_examples=100)
@given(lines=faulty_streams())
def test_read_records_refuses_the_lines_whose_shape_is_wrong_and_yields_the_others(lines):
    refused = []
    records = list(pt.read_records(io.BytesIO(stream(*lines)), format="jsonl", on_error=refused.append))
    shape = [problem for error in refused for problem in error.problems]
    integrity = {"duplicate-id", "dangling-reference", "wrong-reference-type"}
    faults = found(*lines)
    if codes(faults) == ["unsupported-version"]:  # is all that is said of a stream
        assert faults[0] in shape
    else:
        assert shape == [problem for problem in faults if problem.code not in integrity]
    broken = {problem.line for problem in shape}
    sound = [json.loads(one) for number, one in enumerate(lines, 1) if number not in broken and one.strip()]
    assert [pt.to_dict(record)["id"] for record in records] == [row["id"] for row in sound if row["type"] != "dataset"]


@settings(max_examples=100)
@given(dataset=datasets(), rnd=st.randoms(use_true_random=False))
def test_checking_a_stream_without_holding_it_tells_what_records_break_by_themselves(dataset, rnd):
    header, *lines = pt.dumps(dataset, format="jsonl").splitlines()
    rnd.shuffle(lines)
    data = stream(header, *lines)
    everything = pt.check(io.BytesIO(data), format="jsonl")
    told = pt.check_records(io.BytesIO(data), format="jsonl")
    assert told == tuple(problem for problem in everything if problem.code not in NOT_RUN_ON_STREAMS)
    expected = Counter((p.code, p.path, p.message, p.value, p.record) for p in pt.check(dataset))
    assert Counter((p.code, p.path, p.message, p.value, p.record) for p in everything) == expected
    for problem in everything:
        assert json.loads(lines[problem.line - 2])["id"] == problem.record


def test_the_rules_that_need_the_whole_dataset_are_those_between_records():
    assert set(NOT_RUN_ON_STREAMS) == {
        *("reference-cycle", "unused-record", "contradictory-attendance", "stance-of-maker"),
        *("possible-double-count", "process-differs"),
    }


def test_many_records_are_looked_at_some_at_a_time_and_told_as_if_at_once():
    """More than are looked at together, with faults, references forward and back, and long lines between them."""
    rows = [HEADER]
    for number in range(2_500):
        rows.append(DEMAND | {"id": f"d{number}", "by": [f"p{number}"], "to": [f"p{2_499 - number}"]})
        rows.append(PARTY | {"id": f"p{number}"} | ({"note": "x" * 500_000} if number % 700 == 0 else {}))
    data = stream(*rows)
    whole = pt.loads(data, format="jsonl")
    assert len(whole) == 5_000
    told = pt.check_records(io.BytesIO(data), format="jsonl")
    assert [(p.line, p.code, p.record) for p in told] == [(2 + 2 * n, "unsourced", f"d{n}") for n in range(2_500)]
    rows[1] = rows[1] | {"by": ["d2400"]}
    rows[4_000] = rows[4_000] | {"members": [{"party": "nowhere"}]}
    rows.append(PARTY | {"id": "d17"})
    assert places(found(*rows)) == [
        (2, "wrong-reference-type", "/by/0"),
        (4_001, "dangling-reference", "/members/0/party"),
        (5_002, "duplicate-id", "/id"),
    ]


# --- lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("newline", [b"\n", b"\r\n"], ids=ascii)
@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n\n", b"\r\n \t\r\n"], ids=ascii)
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8], ids=["", "bom"])
def test_blank_lines_are_passed_over_and_counted(newline, end, mark):
    rows = [HEADER, "", PARTY, " \t ", "", DANGLING]
    data = mark + newline.join(map(line, rows)) + end
    for source in (io.BytesIO(data), io.StringIO(data.decode(), newline=""), io.StringIO(data.decode())):
        assert places(pt.check(source, format="jsonl")) == [(6, "dangling-reference", "/by/0")]
    (problem,) = pt.check_records(io.BytesIO(data), format="jsonl")
    assert (problem.line, problem.record, problem.value) == (6, "lost", "nowhere")


@pytest.mark.parametrize("row", ["\x0b", "\x0c", "\x1f", "\x85", "\xa0", "\u2028", "\u3000", "\ufeff"], ids=ascii)
def test_only_spaces_and_tabs_make_a_blank_line(row):
    assert places(found(HEADER, row.encode(), PARTY)) == [(2, "invalid-syntax", "")]


@pytest.mark.parametrize("before", [0, 1, 3])
def test_the_header_stands_in_the_first_line_that_is_not_blank(before):
    data = stream(*[""] * before, HEADER | {"title": "x"}, PARTY)
    assert pt.loads(data, format="jsonl").title == "x"
    assert pt.read_header(io.BytesIO(data), format="jsonl") == {"peacetalks": "1.0", "title": "x"}


def test_a_byte_order_mark_is_skipped_in_front_of_the_first_line_only():
    mark = codecs.BOM_UTF8
    assert found(mark + line(HEADER), PARTY) == ()
    assert places(found(mark + mark + line(HEADER), PARTY)) == [(1, "invalid-syntax", "")]
    assert places(found(HEADER, mark + line(PARTY))) == [(2, "invalid-syntax", "")]
    text = mark.decode() + stream(HEADER, PARTY).decode()
    assert pt.loads(text, format="jsonl") == pt.loads(stream(HEADER, PARTY), format="jsonl")


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029"], ids=ascii)
def test_only_a_newline_ends_a_line_that_is_read(end, tmp_path):
    data = stream(HEADER, json.dumps(PARTY | {"name": f"A{end}B"}, ensure_ascii=False), DANGLING)
    assert end.encode() in data
    assert places(found(data[:-1])) == [(3, "dangling-reference", "/by/0")]
    path = tmp_path / "talks.jsonl"
    path.write_bytes(data)
    with path.open(encoding="utf-8") as file:
        refused = []
        (party, _) = pt.read_records(file, on_error=refused.append)
        assert party.name == f"A{end}B"


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x1c", "\r"], ids=ascii)
def test_control_characters_neither_end_a_line_nor_stand_in_text(end):
    assert places(found(HEADER, line(PLACE).replace(b'"P"', f'"A{end}B"'.encode()), DANGLING | {"by": [3]})) == [
        (2, "invalid-syntax", ""),
        (3, "wrong-type", "/by/0"),
    ]


@pytest.mark.parametrize("data", [b"", b"\n", b"\n \t\r\n\n", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\r\n"], ids=ascii)
def test_a_stream_of_nothing_is_an_empty_dataset(data):
    for packed in (data, gzip.compress(data)):
        assert pt.loads(packed, format="jsonl") == pt.Dataset()
        assert pt.check(io.BytesIO(packed), format="jsonl") == ()
        assert pt.check_records(io.BytesIO(packed), format="jsonl") == ()
        assert list(pt.read_records(io.BytesIO(packed), format="jsonl")) == []
        assert pt.read_header(io.BytesIO(packed), format="jsonl") == {}


# --- the header ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line_of_header", [2, 3, 4])
def test_a_header_that_comes_late_is_told_and_references_are_still_looked_at(line_of_header):
    rows = [PARTY, PLACE, DANGLING]
    rows.insert(line_of_header - 1, HEADER)
    problems = found(*rows)
    expected = [(line_of_header, "invalid-syntax", ""), (rows.index(DANGLING) + 1, "dangling-reference", "/by/0")]
    assert places(problems) == sorted(expected)


def test_a_second_header_is_told_and_references_are_still_looked_at():
    first = HEADER | {"title": "first"}
    problems = found(first, PARTY, HEADER | {"title": "second"}, DANGLING, HEADER)
    assert places(problems) == [
        (3, "invalid-syntax", ""),
        (4, "dangling-reference", "/by/0"),
        (5, "invalid-syntax", ""),
    ]
    assert "first line" in problems[0].message


def test_a_late_header_keeps_what_else_is_wrong_with_it():
    assert places(found(PARTY, HEADER | {"title": ""})) == [(2, "invalid-syntax", ""), (2, "empty-text", "/title")]


@pytest.mark.parametrize(
    ("header", "code", "path"),
    [
        ({"parties": []}, "unknown-field", "/parties"),
        ({"parties": [{"id": "nowhere", "name": "A", "kind": "state"}]}, "unknown-field", "/parties"),
        ({"titel": "x"}, "unknown-field", "/titel"),
        ({"title": ""}, "empty-text", "/title"),
        ({"title": None}, "wrong-type", "/title"),
        ({"title": ["x"]}, "wrong-type", "/title"),
        ({"title": "a\0"}, "invalid-syntax", "/title"),
        ({"created": "soon"}, "invalid-date", "/created"),
        ({"created": {"edtf": "2026-02-30"}}, "impossible-date", "/created/edtf"),
        ({"peacetalks": 1.0}, "wrong-type", "/peacetalks"),
        ({"peacetalks": "2.0"}, "unsupported-version", "/peacetalks"),
        ({"peacetalks": ""}, "unsupported-version", "/peacetalks"),
    ],
    ids=str,
)
def test_what_is_wrong_with_the_header_is_told_with_its_place(header, code, path):
    (problem,) = found(HEADER | header, PARTY)
    assert (problem.line, problem.code, problem.path, problem.record) == (1, code, path, None)
    with pytest.raises(pt.ValidationError) as caught:
        pt.read_header(io.BytesIO(stream(HEADER | header, PARTY)), format="jsonl")
    assert caught.value.problems == (problem,)


@pytest.mark.parametrize("at", [0, 1, 3])
def test_a_version_that_is_not_ours_is_all_that_is_said(at):
    rows = [PARTY, "{", DANGLING]
    rows.insert(at, {"type": "dataset", "titel": "x", "peacetalks": "2.0"})
    (problem,) = found(*rows)
    assert (problem.line, problem.code) == (at + 1, "unsupported-version")


def test_references_are_looked_at_where_the_header_is_broken():
    assert places(found(HEADER | {"titel": "x"}, DANGLING)) == [
        (1, "unknown-field", "/titel"),
        (2, "dangling-reference", "/by/0"),
    ]


def test_a_header_without_a_version_is_told():
    (problem,) = found({"type": "dataset", "title": "x"}, PARTY)
    assert (problem.line, problem.code, problem.path) == (1, "missing-field", "/peacetalks")


def test_a_misspelt_field_of_the_header_is_guessed_and_an_unsupported_version_says_which_is():
    assert "did you mean 'title'?" in found(HEADER | {"titel": "x"})[0].message
    assert "1.0" in found(HEADER | {"peacetalks": "2.0"})[0].message


@pytest.mark.parametrize("schema", [3, None, {"a": 1}, []], ids=str)
def test_what_is_no_address_of_a_schema_is_refused(schema):
    assert places(found(HEADER | {"$schema": schema}, PARTY)) == [(1, "wrong-type", "/$schema")]


@pytest.mark.parametrize("schema", ["https://example.org/x.json", ""])
def test_the_address_of_a_schema_is_ignored_in_the_header_and_not_elsewhere(schema):
    assert found(HEADER | {"$schema": schema}, PARTY) == ()
    assert "$schema" not in pt.read_header(io.BytesIO(stream(HEADER | {"$schema": schema})), format="jsonl")
    assert places(found(HEADER, PARTY | {"$schema": schema})) == [(2, "unknown-field", "/$schema")]


def test_an_id_in_the_header_is_no_id_of_a_record():
    (problem,) = found(HEADER | {"id": "a"}, PARTY, DEMAND)
    assert (problem.line, problem.code, problem.path) == (1, "unknown-field", "/id")
    assert places(found(HEADER | {"id": "a"}, DEMAND)) == [
        (1, "unknown-field", "/id"),
        (2, "dangling-reference", "/by/0"),
    ]


def test_a_header_takes_no_groups_when_it_is_written(tmp_path):
    with pytest.raises((TypeError, pt.ValidationError)):
        pt.write_records([], tmp_path / "talks.jsonl", parties=[pt.Party(id="a", name="A", kind="state")])
    with pytest.raises((TypeError, pt.ValidationError)):
        pt.write_records([], tmp_path / "talks.jsonl", titel="x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("header", [{"title": ""}, {"title": 3}, {"created": "soon"}, {"peacetalks": "2.0"}], ids=str)
def test_a_broken_header_is_refused_when_it_is_written(tmp_path, header):
    path = tmp_path / "talks.jsonl"
    with pytest.raises(pt.ValidationError) as caught:
        pt.write_records([pt.Party(id="a", name="A", kind="state")], path, **header)
    assert [problem.path for problem in caught.value.problems] == [f"/{next(iter(header))}"]
    assert list(tmp_path.iterdir()) == []


# --- types -----------------------------------------------------------------------------------------------------------


def without(row, key):
    return {name: value for name, value in row.items() if name != key}


@pytest.mark.parametrize(
    ("row", "code", "path"),
    [
        (without(PARTY, "type"), "missing-field", "/type"),
        (PARTY | {"type": None}, "wrong-type", "/type"),
        (PARTY | {"type": 3}, "wrong-type", "/type"),
        (PARTY | {"type": ["party"]}, "wrong-type", "/type"),
        (PARTY | {"type": {}}, "wrong-type", "/type"),
        (PARTY | {"type": True}, "wrong-type", "/type"),
        (PARTY | {"type": ""}, "unknown-type", "/type"),
        (PARTY | {"type": "Party"}, "unknown-type", "/type"),
        (PARTY | {"type": "parties"}, "unknown-type", "/type"),
        (PARTY | {"type": "party "}, "unknown-type", "/type"),
        (PARTY | {"type": "record"}, "unknown-type", "/type"),
        (PARTY | {"type": "x" * 1_000}, "unknown-type", "/type"),
        (PARTY | {"type": "\0"}, "unknown-type", "/type"),
    ],
    ids=lambda value: str(value)[-60:],
)
def test_a_record_of_no_type_is_one_fault_and_still_counts_as_present(row, code, path):
    (problem,) = found(HEADER, DEMAND, row, DEMAND | {"id": "e", "places": ["a"]})
    assert (problem.line, problem.code, problem.path, problem.record) == (3, code, path, "a")
    assert problem.value is None or len(problem.value) <= 80
    assert codes(found(HEADER, row, row)) == [code, code, "duplicate-id"]
    assert places(found(HEADER, row, DANGLING)) == [(2, code, path), (3, "dangling-reference", "/by/0")]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Party", "party"),
        ("parties", "party"),
        ("demnad", "demand"),
        ("Dataset", "dataset"),
        ("agreements", "agreement"),
    ],
)
def test_a_misspelt_type_is_guessed(name, meant):
    (problem,) = found(HEADER, PARTY | {"type": name})
    assert f"did you mean {meant!r}?" in problem.message
    assert problem.value == name


def test_a_type_that_is_near_to_none_is_answered_with_all_of_them():
    (problem,) = found(HEADER, PARTY | {"type": "zzzzzz"})
    assert all(name in problem.message for name in TYPE_OF.values())


@pytest.mark.parametrize("row", ["[]", "3", '"party"', "null", "true", '[{"type": "party"}]', "1.5"])
def test_a_line_is_an_object(row):
    (problem,) = found(HEADER, PARTY, row)
    assert (problem.line, problem.code, problem.path, problem.record) == (3, "wrong-type", "", None)
    assert "type" in problem.message


@pytest.mark.parametrize("first", [PARTY, PLACE | {"id": "a"}], ids=["party", "place"])
def test_an_id_that_is_used_for_two_types_stands_for_both(first):
    second = PLACE | {"id": "a"} if first is PARTY else PARTY
    assert places(found(HEADER, first, second, DEMAND | {"places": ["a"]})) == [(3, "duplicate-id", "/id")]


def test_a_type_inside_a_record_is_an_unknown_field():
    problems = found(HEADER, PARTY | {"other_names": [{"type": "name", "text": "B"}]})
    assert places(problems) == [(2, "unknown-field", "/other_names/0/type")]


# --- lines of which nothing can be made ------------------------------------------------------------------------------

NO_JSON = ["{", '{"type": "party", "id": "nowhere"', "# comment", "{} {}", "{'type': 'party'}", '{"a": 1,}', "party"]
NO_NUMBERS = ['{"type": "party", "x": NaN}', '{"type": "party", "x": [Infinity]}', '{"type": "party", "x": -Infinity}']
NO_TEXT = [b"\xff", b'{"type": "party", "id": "\xe9"}', line(PARTY).decode().encode("utf-16"), b"\xed\xa0\x80"]
TOO_DEEP = ['{"type": "party", "x": ' + "[" * 100_000 + "]" * 100_000 + "}", "[" * 100_000]
UNREADABLE = [
    *((row, "invalid-syntax") for row in NO_JSON + NO_NUMBERS + TOO_DEEP),
    *((row, "not-readable") for row in NO_TEXT),
]
every_unreadable_line = pytest.mark.parametrize(("row", "code"), UNREADABLE, ids=range(len(UNREADABLE)))


@every_unreadable_line
def test_a_line_of_which_nothing_can_be_made_is_told_and_reading_goes_on(row, code):
    problems = found(HEADER, PARTY, row, PARTY | {"id": "b", "kind": "stat"})
    assert places(problems) == [(3, code, ""), (4, "unknown-code", "/kind")]
    assert problems[0].record is None
    refused = []
    data = stream(HEADER, PARTY, row, PLACE)
    records = list(pt.read_records(io.BytesIO(data), format="jsonl", on_error=refused.append))
    assert [record.id for record in records] == ["a", "p"]
    assert [error.problems for error in refused] == [found(data[:-1])]


@every_unreadable_line
def test_it_may_be_what_others_refer_to_but_not_what_they_repeat_or_mistake(row, code):
    problems = found(HEADER, PARTY, row, PLACE, PARTY, DANGLING, DEMAND | {"by": ["p"], "places": ["elsewhere"]})
    assert places(problems) == [(3, code, ""), (5, "duplicate-id", "/id"), (7, "wrong-reference-type", "/by/0")]


@every_unreadable_line
def test_it_hides_nothing_when_it_stands_last_or_first(row, code):
    assert places(found(row, PARTY, PARTY, DANGLING)) == [(1, code, ""), (3, "duplicate-id", "/id")]
    assert places(found(HEADER, PARTY, PARTY, DANGLING, row)) == [(3, "duplicate-id", "/id"), (5, code, "")]


def test_the_header_stands_in_the_first_line_of_which_something_can_be_made():
    assert places(found("# talks", HEADER, PARTY)) == [(1, "invalid-syntax", "")]
    assert places(found("# talks", b"\xff", HEADER, PARTY, HEADER)) == [
        (1, "invalid-syntax", ""),
        (2, "not-readable", ""),
        (5, "invalid-syntax", ""),
    ]
    assert places(found("3", HEADER, PARTY)) == [(1, "wrong-type", ""), (2, "invalid-syntax", "")]


def test_bytes_that_are_no_utf_8_are_shown_with_their_place_in_the_line():
    (problem,) = found(HEADER, b'{"type": "\xff"}')
    assert (problem.line, problem.value) == (2, repr(b'\xff"}\n'))
    assert "byte 10 " in problem.message


def test_a_file_opened_as_text_that_is_no_utf_8_cannot_be_read(tmp_path):
    path = tmp_path / "talks.jsonl"
    path.write_bytes(stream(HEADER, PARTY, b"\xff"))
    assert places(pt.check(path)) == [(3, "not-readable", "")]
    for check in (pt.check, pt.check_records):
        with path.open(encoding="utf-8") as file:
            (problem,) = check(file)
        assert problem.code == "not-readable"
        assert problem.line is None, "which line cannot be told: text is decoded ahead"


@pytest.fixture
def short_lines(monkeypatch):
    """From here on no line may be longer than 300 bytes."""
    monkeypatch.setattr(sources, "GREATEST_LINE", 300)
    return 300


def long_party(length):
    bare = len(line(PARTY | {"id": "long", "name": ""}))
    return line(PARTY | {"id": "long", "name": "x" * (length - bare)})


def test_a_line_that_is_too_long_is_told_and_reading_goes_on(short_lines):
    assert found(HEADER, long_party(299), PARTY | {"id": "b"}, long_party(300).replace(b"long", b"same")) == ()
    for row in map(long_party, (301, 302, 600, 601, 602, 603, 1_000_000)):
        problems = found(HEADER, row, PARTY | {"kind": "stat"}, DANGLING)
        assert places(problems) == [(2, "invalid-syntax", ""), (3, "unknown-code", "/kind")]
        assert "300" in problems[0].message
        assert places(found(HEADER, PARTY, row)) == [(3, "invalid-syntax", "")]
        without_end = stream(HEADER, PARTY, row)[:-1]
        assert places(pt.check_records(io.BytesIO(without_end), format="jsonl")) == [(3, "invalid-syntax", "")]
        as_text = io.StringIO(stream(HEADER, row, PARTY | {"kind": "stat"}).decode())
        assert places(pt.check(as_text, format="jsonl")) == [(2, "invalid-syntax", ""), (3, "unknown-code", "/kind")]


def test_a_line_that_is_too_long_is_never_held(short_lines):
    data = io.BytesIO(stream(HEADER, long_party(20_000_000), PARTY))
    assert peak(lambda: pt.check_records(data, format="jsonl")) < 100_000


# --- keys and values -------------------------------------------------------------------------------------------------


def test_a_key_that_stands_twice_is_told_with_its_place():
    members = '"members": [{"party": "a", "party": "a"}]'
    row = '{"type": "party", "id": "b", "name": "B", "kind": "state", "name": "C", ' + members + "}"
    problems = found(HEADER, PARTY, row, DANGLING)
    assert sorted(places(problems)) == [
        (3, "duplicate-key", "/members/0/party"),
        (3, "duplicate-key", "/name"),
        (4, "dangling-reference", "/by/0"),
    ]
    assert {problem.record for problem in problems if problem.line == 3} == {"b"}


def test_an_id_that_stands_twice_hides_what_may_refer_to_either():
    row = '{"type": "party", "id": "b", "name": "B", "id": "c", "kind": "state"}'
    assert places(found(HEADER, row, DANGLING)) == [(2, "duplicate-key", "/id")]
    assert places(found(HEADER, row, DEMAND | {"by": ["c"], "places": ["nowhere"]})) == [
        (2, "duplicate-key", "/id"),
        (3, "dangling-reference", "/places/0"),
    ]


@pytest.mark.parametrize(("first", "second"), [("party", "place"), ("place", "party"), ("dataset", "party")])
def test_a_type_that_stands_twice_is_one_fault_and_the_record_may_be_of_any(first, second):
    row = f'{{"type": "{first}", "id": "a", "name": "A", "kind": "state", "type": "{second}"}}'
    problems = found(HEADER, DEMAND | {"places": ["a"]}, row, DANGLING)
    assert places(problems) == [(3, "duplicate-key", "/type"), (4, "dangling-reference", "/by/0")]
    assert problems[0].record == "a"


def test_a_header_whose_type_stands_twice_is_told():
    assert places(found('{"type": "party", "type": "dataset", "peacetalks": "1.0"}')) == [(1, "duplicate-key", "/type")]


def test_a_key_of_the_header_that_stands_twice_is_told():
    row = '{"type": "dataset", "peacetalks": "1.0", "title": "a", "title": "b"}'
    assert places(found(row, PARTY)) == [(1, "duplicate-key", "/title")]


def test_a_misspelt_constant_is_shown_with_its_line():
    (problem,) = found(HEADER, PARTY, '{"type": "demand", "value": {"value": NaN}}')
    assert (problem.line, problem.code) == (3, "invalid-syntax")
    assert "NaN" in problem.message


def nested(depth):
    """A record of so many levels, the record itself being the first."""
    return json.dumps(PARTY)[:-1] + ', "x": ' + "[" * (depth - 1) + "]" * (depth - 1) + "}"


def test_depth_is_counted_from_the_root_of_the_record():
    assert places(found(HEADER, nested(64))) == [(2, "unknown-field", "/x")]
    for depth in (65, 66, 200, 900, 5_000):
        (problem,) = found(HEADER, nested(depth), DEMAND)
        assert (problem.line, problem.code, problem.path) == (2, "invalid-syntax", "")


def test_depth_is_counted_where_nothing_deep_belongs():
    deep = [[]]
    for _ in range(100):
        deep = [deep]
    (problem,) = found(HEADER | {"$schema": deep}, PARTY)
    assert (problem.line, problem.code) == (1, "invalid-syntax")


def test_problems_have_the_path_from_the_root_of_the_record_its_id_and_its_line():
    history = [{"status": "raised"}, {"status": "rised", "because": ["nowhere"]}]
    row = DEMAND | {"history": history, "extra": {"a/b": "x"}}
    problems = found(HEADER, PARTY, "", row)
    assert places(problems) == [
        (4, "unknown-code", "/history/1/status"),
        (4, "unknown-field", "/extra/a~1b"),
        (4, "dangling-reference", "/history/1/because/0"),
    ]
    assert {problem.record for problem in problems} == {"d"}
    assert "line 4: /history/1/status = rised" in str(problems[0])


def test_a_record_without_a_good_id_has_none_and_its_references_are_looked_at():
    for id in ({"id": "Bad Id"}, {"id": 3}, {"id": None}):
        problems = found(HEADER, DANGLING | id)
        assert [(problem.path, problem.record) for problem in problems] == [("/id", None), ("/by/0", None)]


def test_suggestions_for_ids_are_made():
    (problem,) = found(HEADER, PARTY | {"id": "russia"}, DEMAND | {"by": ["rusia"]})
    assert "did you mean 'russia'?" in problem.message


# --- the length of a report ------------------------------------------------------------------------------------------

FLOODS = {
    "shape": (lambda n: PARTY | {"id": f"p{n}", "kind": "stat"}, "unknown-code"),
    "no JSON": (lambda n: "{", "invalid-syntax"),
    "no type": (lambda n: {"id": f"p{n}"}, "missing-field"),
    "duplicates": (lambda n: PARTY, "duplicate-id"),
    "dangling": (lambda n: DEMAND | {"id": f"d{n}", "by": [f"n{n}"]}, "dangling-reference"),
    "meaning": (lambda n: DEMAND | {"id": f"d{n}"}, "unsourced"),
}


@pytest.mark.parametrize(
    ("kind", "count"),
    [(kind, GREATEST_REPORT + 1) for kind in FLOODS]
    + [(kind, GREATEST_REPORT) for kind in ("duplicates", "dangling", "meaning")],
)
def test_ten_thousand_problems_are_told_and_then_that_there_are_more(kind, count):
    row, code = FLOODS[kind]
    data = stream(HEADER, PARTY, *map(row, range(count)))
    for check in (pt.check_records, pt.check):
        problems = check(io.BytesIO(data), format="jsonl")
        told, more = problems[:GREATEST_REPORT], problems[GREATEST_REPORT:]
        assert {problem.code for problem in told} == {code}
        assert [problem.line for problem in told] == list(range(3, GREATEST_REPORT + 3))
        assert [(problem.code, problem.line, problem.severity) for problem in more] == [
            ("too-many-problems", None, "warning" if kind == "meaning" else "error")
        ] * (count - GREATEST_REPORT)
    if kind != "meaning":
        with pytest.raises(pt.ValidationError) as caught:
            pt.loads(data, format="jsonl")
        assert caught.value.problems == problems


def test_one_line_of_too_many_problems_is_told_as_well():
    row = PARTY | dict.fromkeys((f"k{number}" for number in range(GREATEST_REPORT + 5)), 1)
    problems = found(HEADER, row, PARTY | {"id": "b", "kind": "stat"})
    assert len(problems) == GREATEST_REPORT + 1
    assert codes(problems)[-2:] == ["unknown-field", "too-many-problems"]
    twice = ", ".join(f'"k{number}": 1, "k{number}": 1' for number in range(GREATEST_REPORT + 5))
    problems = found(HEADER, '{"type": "party", "id": "a", ' + twice + "}")
    assert codes(problems) == ["duplicate-key"] * GREATEST_REPORT + ["too-many-problems"]


# --- read_records ----------------------------------------------------------------------------------------------------

BROKEN = {"type": "party", "id": "b", "name": "", "kind": "stat", "colour": "red"}


def test_the_first_broken_line_is_raised_with_all_that_is_wrong_with_it():
    records = pt.read_records(io.BytesIO(stream(HEADER, PARTY, BROKEN, "{", PLACE)), format="jsonl")
    assert next(records).id == "a"
    with pytest.raises(pt.ValidationError) as caught:
        next(records)
    assert sorted(places(caught.value.problems)) == [
        (3, "empty-text", "/name"),
        (3, "unknown-code", "/kind"),
        (3, "unknown-field", "/colour"),
    ]
    assert {problem.record for problem in caught.value.problems} == {"b"}
    assert list(records) == []


def test_reading_goes_on_where_errors_are_taken():
    refused = []
    data = stream(HEADER | {"titel": "x"}, PARTY, BROKEN, "{", PLACE, HEADER, DANGLING)
    records = list(pt.read_records(io.BytesIO(data), format="jsonl", on_error=refused.append))
    assert [record.id for record in records] == ["a", "p", "lost"]
    assert [{problem.line for problem in error.problems} for error in refused] == [{1}, {3}, {4}, {6}]
    assert all(isinstance(error, pt.ValidationError) for error in refused)


def test_what_takes_errors_may_raise_itself():
    class EnoughError(Exception):
        pass

    def stop(_):
        raise EnoughError

    with pytest.raises(EnoughError):
        list(pt.read_records(io.BytesIO(stream(HEADER, BROKEN)), format="jsonl", on_error=stop))


def test_whether_records_hold_together_is_not_looked_at():
    data = stream(HEADER, PARTY, PARTY, DANGLING)
    assert [record.id for record in pt.read_records(io.BytesIO(data), format="jsonl")] == ["a", "a", "lost"]
    assert pt.read_header(io.BytesIO(data), format="jsonl") == {"peacetalks": "1.0"}


def test_a_stream_without_a_header_has_an_empty_one():
    assert pt.read_header(io.BytesIO(stream(PARTY)), format="jsonl") == {}
    assert pt.Dataset.from_records([], **pt.read_header(io.BytesIO(stream(PARTY)), format="jsonl")) == pt.Dataset()


def test_the_header_is_read_without_the_lines_behind_it():
    data = stream(HEADER | {"title": "x", "created": "2026-02"}, "{", b"\xff")
    header = pt.read_header(io.BytesIO(data), format="jsonl")
    assert header == {"peacetalks": "1.0", "title": "x", "created": pt.Date("2026-02")}
    for broken in ("{", BROKEN, PARTY | {"type": "zzz"}, b"\xff"):
        with pytest.raises(pt.ValidationError) as caught:
            pt.read_header(io.BytesIO(stream(broken, HEADER)), format="jsonl")
        assert {problem.line for problem in caught.value.problems} == {1}


@pytest.mark.parametrize("stranger", [{"id": "a"}, None, "a", pt.Dataset(), pt.Date("2026"), pt.Name(text="x")])
def test_what_is_no_record_is_refused_when_it_is_written(tmp_path, stranger):
    path = tmp_path / "talks.jsonl"
    pt.write_records([], path, title="old")
    with pytest.raises(pt.ValidationError) as caught:
        pt.write_records([pt.Party(id="a", name="A", kind="state"), stranger], path)
    assert codes(caught.value.problems) == ["wrong-type"]
    assert pt.load(path).title == "old"
    assert list(tmp_path.iterdir()) == [path]


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def opened(monkeypatch):
    """The files that were opened by their paths from now on."""
    files = []
    real = Path.open

    def open_and_note(path, *arguments, **named):
        files.append(real(path, *arguments, **named))
        return files[-1]

    monkeypatch.setattr(Path, "open", open_and_note)
    return files


@pytest.fixture(params=["talks.jsonl", "talks.jsonl.gz"])
def file(request, tmp_path):
    """A file with a header and three sound records."""
    path = tmp_path / request.param
    records = [pt.Party(id=id, name=id, kind="state") for id in "abc"]
    pt.write_records(records, path, title="x")
    return path


def test_a_file_is_closed_when_its_records_were_read_and_when_they_were_not(file, opened):
    assert len(list(pt.read_records(file))) == 3
    records = pt.read_records(file)
    assert len(opened) == 1, "nothing is opened before it is read"
    next(records)
    assert [one.closed for one in opened] == [True, False]
    records.close()
    assert opened[1].closed
    records = pt.read_records(file)
    next(records)
    del records  # a ResourceWarning would fail this test
    gc.collect()
    assert opened[2].closed
    for record in pt.read_records(file):
        if record.id == "b":
            break
    del record
    gc.collect()
    pt.read_header(file)
    pt.check_records(file)
    assert len(opened) == 6
    assert all(one.closed for one in opened)


def test_a_file_is_closed_when_it_is_refused(tmp_path, opened):
    path = tmp_path / "talks.jsonl"
    path.write_bytes(stream(HEADER, BROKEN))
    with pytest.raises(pt.ValidationError):
        list(pt.read_records(path))
    with pytest.raises(pt.ValidationError):
        pt.load(path)
    with pytest.raises(pt.ValidationError):
        pt.read_header(path, format="json")
    assert pt.check_records(path)
    assert pt.check(path)
    read = [one for one in opened if one.mode == "rb"]
    assert len(read) == 4
    assert all(one.closed for one in opened)


def test_a_file_that_was_open_is_read_from_where_it_stands_and_stays_open(tmp_path):
    path = tmp_path / "talks.jsonl"
    path.write_bytes(stream(HEADER | {"title": "x"}, PARTY, PLACE))
    for mode, encoding in (("rb", None), ("r", "utf-8"), ("r", "utf-8-sig"), ("rb+", None)):
        with path.open(mode, encoding=encoding) as opened:
            assert pt.load(opened).title == "x"
            opened.seek(0)
            assert pt.check_records(opened) == ()
            opened.seek(0)
            opened.readline()
            here = opened.tell()
            dataset = pt.load(opened)
            assert (dataset.title, len(dataset)) == (None, 2)
            for read in (pt.read_records, pt.check, pt.check_records, pt.load):
                opened.seek(here)
                assert len(list(read(opened))) in (0, 1, 2)
                assert not opened.closed
            opened.seek(here)
            opened.readline()
            assert [record.id for record in pt.read_records(opened)] == ["p"]
            assert not opened.closed
    with path.open("rb", buffering=0) as opened:
        assert pt.load(opened).title == "x"


def test_lines_are_counted_from_where_a_file_stands():
    data = io.BytesIO(stream("not for us", "nor this", HEADER, PARTY, DANGLING))
    data.readline()
    data.readline()
    here = data.tell()
    for check in (pt.check, pt.check_records):
        data.seek(here)
        assert places(check(data, format="jsonl")) == [(3, "dangling-reference", "/by/0")]


def test_a_packed_stream_is_read_from_where_a_file_stands():
    data = io.BytesIO(b"in front" + gzip.compress(stream(HEADER, PARTY, DANGLING)))
    for check in (pt.check, pt.check_records):
        data.seek(8)
        assert places(check(data, format="jsonl")) == [(3, "dangling-reference", "/by/0")]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("kept", [10, 2**24])
def test_a_pipe_is_read_to_its_end_though_it_cannot_be_read_twice(monkeypatch, packed, kept):
    """Whatever fits into memory or not: what is wrong can only be told by reading a second time."""
    monkeypatch.setattr(sources, "KEPT_IN_MEMORY", kept)
    rows = [HEADER, *(PARTY | {"id": f"p{number}"} for number in range(5_000)), DANGLING]
    data = stream(*rows)
    for act, mode in itertools.product((pt.check, pt.check_records), ("rb", "r")):
        if packed and mode == "r":
            continue
        with piped(gzip.compress(data) if packed else data, mode) as pipe:
            assert places(act(pipe, format="jsonl")) == [(5_002, "dangling-reference", "/by/0")]
    with piped(gzip.compress(data) if packed else data, "rb") as pipe:
        assert sum(1 for _ in pt.read_records(pipe, format="jsonl")) == 5_001


class piped:  # noqa: N801 - reads as a function
    """The end of a pipe from which some bytes can be read."""

    def __init__(self, data, mode):
        reading, writing = os.pipe()
        self.pipe = open(reading, mode, encoding=None if mode == "rb" else "utf-8")  # noqa: PTH123, SIM115
        self.writer = threading.Thread(target=self.write, args=(writing, data))
        self.writer.start()

    @staticmethod
    def write(writing, data):
        with open(writing, "wb") as file:  # noqa: PTH123 - an open file's number
            file.write(data)

    def __enter__(self):
        return self.pipe

    def __exit__(self, *_):
        self.pipe.close()
        self.writer.join(timeout=30)


def test_a_pipe_as_text_keeps_every_character_and_every_end_of_line():
    data = stream(HEADER, json.dumps(PARTY | {"name": "é\u2028\x85😀"}, ensure_ascii=False))
    with piped(data, "r") as pipe:
        (party,) = pt.read_records(pipe, format="jsonl")
    assert party.name == "é\u2028\x85😀"


def test_temporary_files_are_read(tmp_path):
    data = stream(HEADER, PARTY)
    for make in (tempfile.TemporaryFile, tempfile.SpooledTemporaryFile, tempfile.NamedTemporaryFile):
        with make(dir=tmp_path) as temporary:
            temporary.write(data)
            temporary.seek(0)
            assert len(pt.load(temporary, format="jsonl")) == 1
            temporary.seek(0)
            assert codes(pt.check(temporary)) == ["not-readable"], "its name tells no format"


def test_text_and_bytes_of_every_kind_are_read():
    data = stream(HEADER, PARTY)
    expected = pt.loads(data, format="jsonl")
    for kind in (bytes, bytearray, memoryview, bytes.decode):
        assert pt.loads(kind(data), format="jsonl") == expected
    for kind in (bytes, bytearray, memoryview):
        assert pt.loads(kind(gzip.compress(data)), format="jsonl") == expected


def test_half_a_surrogate_pair_in_text_is_refused():
    with pytest.raises(pt.ValidationError) as caught:
        pt.loads(stream(HEADER, PARTY).decode().replace('"A"', '"\ud800"'), format="jsonl")
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [("invalid-syntax", 2)]
    assert places(found(HEADER, PARTY | {"name": "\ud800"})) == [(2, "invalid-syntax", "/name")]  # as an escape


@pytest.mark.parametrize(
    "name", ["talks.json", "talks.yaml", "talks.yml", "talks.json.gz", "talks.txt", "talks", ".jsonl"]
)
def test_only_streams_are_read_and_written_a_record_at_a_time(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(stream(HEADER, PARTY))
    before = path.read_bytes()
    for act in (
        lambda: list(pt.read_records(path)),
        lambda: pt.read_header(path),
        lambda: pt.write_records([], path),
        lambda: list(pt.read_records(path, format="json")),
        lambda: list(pt.read_records(path, format="jsno")),
    ):
        with pytest.raises(pt.ValidationError) as caught:
            act()
        assert codes(caught.value.problems) == ["not-readable"]
    assert codes(pt.check_records(path)) == ["not-readable"]
    assert path.read_bytes() == before
    assert len(list(pt.read_records(path, format="jsonl"))) == 1
    assert pt.read_header(path, format="jsonl") == {"peacetalks": "1.0"}
    assert pt.check_records(path, format="jsonl") == ()


def test_suffixes_of_streams_are_known_in_any_case(tmp_path):
    for name in ("a.jsonl", "A.JSONL", "a.jsonl.gz", "a.JSONL.GZ", "a.b.jsonl"):
        pt.write_records([pt.Party(id="a", name="A", kind="state")], tmp_path / name)
        pt.write_records([pt.Party(id="a", name="A", kind="state")], str(tmp_path / name))
        assert [record.id for record in pt.read_records(str(tmp_path / name))] == ["a"]
        assert (tmp_path / name).read_bytes().startswith(b"\x1f\x8b") == name.lower().endswith(".gz")


def test_errors_of_the_system_are_let_through_or_told(tmp_path):
    folder = tmp_path / "folder.jsonl"
    folder.mkdir()
    for path, error in (
        (tmp_path / "missing.jsonl", FileNotFoundError),
        (tmp_path / "no" / "talks.jsonl.gz", FileNotFoundError),
        (folder, IsADirectoryError),
        (tmp_path / ("x" * 300 + ".jsonl"), OSError),
    ):
        for read in (pt.load, pt.read_header, lambda path: list(pt.read_records(path))):
            with pytest.raises(error):
                read(path)
        for check in (pt.check, pt.check_records):
            (problem,) = check(path)
            assert (problem.code, problem.severity, problem.line) == ("not-readable", "error", None)
    assert codes(pt.check_records("a\0.jsonl")) == ["not-readable"]


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_file_that_fails_while_it_is_read_is_let_through_or_told(after):
    class Failing(io.BytesIO):
        name = "talks.jsonl"
        reads = 0

        def readline(self, *arguments):
            self.reads += 1
            if self.reads > after:
                raise OSError(5, "Input/output error")
            return super().readline(*arguments)

    data = stream(HEADER, PARTY, DANGLING)
    for check in (pt.check, pt.check_records):
        (problem,) = check(Failing(data))
        assert problem.code == "not-readable"
        assert "Input/output error" in problem.message
    with pytest.raises(OSError, match="Input/output"):
        pt.load(Failing(data))
    with pytest.raises(OSError, match="Input/output"):
        list(pt.read_records(Failing(data)))


def test_a_file_that_is_replaced_while_it_is_read_is_read_to_its_end(file):
    records = pt.read_records(file)
    ids = [next(records).id]
    pt.write_records([], file, title="new")
    ids += [record.id for record in records]
    assert ids == ["a", "b", "c"]
    assert pt.read_header(file)["title"] == "new"


# --- memory ----------------------------------------------------------------------------------------------------------


def peak(act):
    """Bytes that Python held at most while something was done, beyond those that it held before."""
    gc.collect()
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def noise(number):
    """Text of some thousand characters that hardly compresses."""
    return hashlib.shake_128(str(number).encode()).hexdigest(600)


def sound_stream(path, count, *, text="t", forward=0):
    """Write a source, and parties and demands in turn, ``count`` in all; nothing is wrong with them."""
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps(HEADER) + "\n" + json.dumps({"type": "source", "id": "s", "title": "S"}) + "\n")
        for number in range(count // 2):
            party = PARTY | {"id": f"party-{number}", "note": text}
            later = [f"party-{min(number + ahead, count // 2 - 1)}" for ahead in range(forward + 1)]
            demand = DEMAND | {"id": f"demand-{number}", "by": later, "text": text, "citations": [{"source": "s"}]}
            file.write(json.dumps(demand) + "\n" + json.dumps(party) + "\n")
    return path


@pytest.mark.slow
def test_checking_a_stream_holds_ids_and_not_records(tmp_path, record_property):
    """Measured: 80 bytes a record, and 3 MB for what is looked at together, however long the records are."""
    pt.check_records(sound_stream(tmp_path / "warm-up.jsonl", 100))
    few, many, long = (
        sound_stream(tmp_path / f"{count}-{len(text)}.jsonl", count, text=text)
        for count, text in ((5_000, "t"), (20_000, "t"), (5_000, "t" * 4_000))
    )
    of_few, of_many, of_long = (peak(lambda path=path: pt.check_records(path)) for path in (few, many, long))
    assert pt.check_records(many) == ()
    a_record = (of_many - of_few) / 15_000
    record_property("bytes a record", round(a_record))
    assert a_record < 400, (of_few, of_many)
    assert of_long < of_few + 2 * 2**20, (of_few, of_long)
    assert long.stat().st_size > 20_000_000


@pytest.mark.slow
def test_ids_that_never_come_are_not_all_kept(tmp_path):
    """Of a stream that refers to fifty times as many ids as it holds, only so many are kept as have come, and some."""
    paths = []
    for count in (2_000, 8_000):
        paths.append(tmp_path / f"{count}.jsonl")
        with paths[-1].open("w", encoding="utf-8") as file:
            for number in range(count):
                row = DEMAND | {"id": f"d{number}", "by": [f"nobody-{number}-{index}" for index in range(50)]}
                file.write(json.dumps(row) + "\n")
    pt.check_records(sound_stream(tmp_path / "warm-up.jsonl", 100))
    of_few, of_many = (peak(lambda path=path: pt.check_records(path)) for path in paths)
    problems = pt.check_records(paths[1])
    assert set(codes(problems[:-1])) == {"dangling-reference"}
    assert len(problems) == GREATEST_REPORT + 1
    assert (of_many - of_few) / 6_000 < 400, (of_few, of_many)


@pytest.mark.parametrize("forward", [0, 3, 25_000])
def test_references_to_what_comes_later_are_sound_however_many_there_are(tmp_path, forward):
    path = tmp_path / "talks.jsonl"
    if forward <= 3:
        assert pt.check_records(sound_stream(path, 4_000, forward=forward)) == ()
        return
    rows = [HEADER, {"type": "source", "id": "s", "title": "S"}]
    for first in range(0, forward, 100):  # more than are kept before what they lead to has come
        by = [f"p{number}" for number in range(first, first + 100)]
        rows.append(DEMAND | {"id": f"d{first}", "by": by, "citations": [{"source": "s"}]})
    rows += [PARTY | {"id": f"p{number}"} for number in range(forward)]
    path.write_bytes(stream(*rows))
    assert pt.check_records(path) == ()
    path.write_bytes(stream(*rows[:-1]))
    assert places(pt.check_records(path)) == [(252, "dangling-reference", "/by/99")]


@pytest.mark.slow
def test_reading_records_holds_one_of_them(tmp_path):
    for suffix in (".jsonl", ".jsonl.gz"):
        path = tmp_path / f"talks{suffix}"
        written = peak(
            lambda path=path: pt.write_records(
                (pt.Party(id=f"p{number}", name=noise(number), kind="state") for number in range(8_000)), path
            )
        )
        read = peak(lambda path=path: sum(1 for _ in pt.read_records(path)))
        assert read < 500_000, suffix
        assert written < 5_000_000, suffix


def test_the_complete_document_is_a_sound_stream():
    document = complete_document()
    assert found(*rows_of(document)) == ()
    dataset = pt.loads(stream(*rows_of(document)), format="jsonl")
    assert dataset == pt.loads(json.dumps(document))
    assert attrs.evolve(dataset, title="x") != dataset
