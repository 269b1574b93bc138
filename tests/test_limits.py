"""Limits: what is just within one is read, one more is refused in words that name it, wherever the data come from."""

import gzip
import io
import json
import re

import pytest

import peacetalks as pt
from peacetalks import limits
from peacetalks.formats.registry import format_named
from peacetalks.limits import (
    FREE_EXPANSION,
    GREATEST_DEPTH,
    GREATEST_EDTF,
    GREATEST_EXPANSION,
    GREATEST_ID,
    GREATEST_INTEGER,
    GREATEST_LINE,
    GREATEST_REPORT,
    GREATEST_TEXT,
)
from peacetalks.problems import LISTED_PROBLEMS

PARTY = {"id": "a", "name": "A", "kind": "state"}
DEMAND = {"id": "d", "by": ["a"], "kind": "demand", "text": "t"}
CLASSES = {"parties": pt.Party, "demands": pt.Demand, "rounds": pt.Round, "assessments": pt.Assessment}

Z = "a" * GREATEST_ID
LONGEST_SET = "[" + ",".join(["2026-02-01"] * 21 + ["2026-02"] * 3) + "]"
TOO_LONG_A_SET = "[" + ",".join(["2026-02-01"] * 16 + ["2026-02"] * 10) + "]"
TEXT = "é" * GREATEST_TEXT  # twice as many bytes: characters are what is counted


# limit, group, the record without what is limited, and what is just within and what is one beyond; code and path
LIMITED = {
    "an integer": ("GREATEST_INTEGER", "rounds", {}, {"number": GREATEST_INTEGER}, {"number": GREATEST_INTEGER + 1}),
    "a whole float": (
        "GREATEST_INTEGER", "demands", DEMAND,
        {"value": {"value": float(GREATEST_INTEGER)}}, {"value": {"value": float(GREATEST_INTEGER + 1)}},
    ),
    "a negative number": (
        "GREATEST_INTEGER", "demands", DEMAND,
        {"value": {"value": -GREATEST_INTEGER}}, {"value": {"value": -GREATEST_INTEGER - 1}},
    ),
    "a bound": (
        "GREATEST_INTEGER", "demands", DEMAND,
        {"value": {"lower": 0, "upper": GREATEST_INTEGER}}, {"value": {"lower": 0, "upper": GREATEST_INTEGER + 1}},
    ),
    "an id": ("GREATEST_ID", "rounds", {}, {"id": Z[1:] + "b"}, {"id": Z + "b"}),
    "a reference": ("GREATEST_ID", "demands", DEMAND, {"by": [Z]}, {"by": [Z + "a"]}),
    "a name": ("GREATEST_TEXT", "parties", PARTY, {"name": TEXT}, {"name": TEXT + "x"}),
    "a note": ("GREATEST_TEXT", "parties", PARTY, {"note": TEXT}, {"note": TEXT + "x"}),
    "a tag": ("GREATEST_TEXT", "parties", PARTY, {"tags": [TEXT]}, {"tags": [TEXT + "x"]}),
    "a code": (
        "GREATEST_TEXT", "parties", PARTY,
        {"kind": "a.b:" + "x" * (GREATEST_TEXT - 4)}, {"kind": "a.b:" + "x" * (GREATEST_TEXT - 3)},
    ),
    "an outside cell": (
        "GREATEST_TEXT", "parties", PARTY, {"extra": {"pax:a": TEXT}}, {"extra": {"pax:a": TEXT + "x"}},
    ),
    "an outside column": (
        "GREATEST_TEXT", "parties", PARTY,
        {"extra": {"pax:" + TEXT[4:]: ""}}, {"extra": {"pax:" + TEXT[3:]: ""}},
    ),
    "words of a date": (
        "GREATEST_TEXT", "demands", DEMAND, {"date": {"text": TEXT}}, {"date": {"text": TEXT + "x"}},
    ),
    "a pointer": (
        "GREATEST_TEXT", "demands", DEMAND,
        {"annotations": [{"motivation": "unknown", "path": "/" + TEXT[1:]}]},
        {"annotations": [{"motivation": "unknown", "path": "/" + TEXT}]},
    ),
    "a date": ("GREATEST_EDTF", "demands", DEMAND, {"date": LONGEST_SET}, {"date": TOO_LONG_A_SET}),
    "an anchor": (
        "GREATEST_EDTF", "demands", DEMAND,
        {"date": {"text": "t", "anchor": LONGEST_SET}}, {"date": {"text": "t", "anchor": TOO_LONG_A_SET}},
    ),
}  # fmt: skip
CODES = {
    "GREATEST_INTEGER": "out-of-range",
    "GREATEST_ID": "invalid-id",
    "GREATEST_TEXT": "invalid-syntax",
    "GREATEST_EDTF": "invalid-date",
    "GREATEST_DEPTH": "invalid-syntax",
    "GREATEST_LINE": "invalid-syntax",
    "GREATEST_REPORT": "too-many-problems",
    "GREATEST_EXPANSION": "invalid-syntax",
    "FREE_EXPANSION": "invalid-syntax",
}

every_limit_of_a_field = pytest.mark.parametrize("case", LIMITED)


def as_json(group, record):
    parties = [PARTY, PARTY | {"id": Z}]
    document = {"peacetalks": "1.0", "parties": parties}
    if group == "parties":
        document["parties"] = [record]
    else:
        document[group] = [record]
    return json.dumps(document)


def as_yaml(group, record):
    """As JSON, which is YAML too; in block style where keys are so long that YAML reads them in no other."""
    text = as_json(group, record)
    return text if max(map(len, record.get("extra", [""]))) < 1_024 else format_named("yaml").encode(json.loads(text))


def as_stream(group, record):
    rows = [{"type": "dataset", "peacetalks": "1.0"}, {"type": "party"} | PARTY, {"type": "party"} | PARTY | {"id": Z}]
    if group == "parties":
        rows = rows[:1]
    return "\n".join(map(json.dumps, [*rows, {"type": CLASSES[group].__name__.lower()} | record]))


WAYS = {
    "Python": lambda group, record: pt.from_dict(CLASSES[group], record),
    "JSON": lambda group, record: pt.loads(as_json(group, record)),
    "YAML": lambda group, record: pt.loads(as_yaml(group, record), format="yaml"),
    "JSON Lines": lambda group, record: pt.loads(as_stream(group, record), format="jsonl"),
}


def test_the_longest_dates_are_those_of_the_limit():
    assert (len(LONGEST_SET), len(TOO_LONG_A_SET)) == (GREATEST_EDTF, GREATEST_EDTF + 1)


@every_limit_of_a_field
@pytest.mark.parametrize("way", WAYS)
def test_what_is_just_within_a_limit_is_read_and_one_beyond_is_refused(case, way):
    limit, group, record, within, beyond = LIMITED[case]
    record = {"id": "x"} | record
    WAYS[way](group, record | within)
    with pytest.raises(pt.ValidationError) as caught:
        WAYS[way](group, record | beyond)
    (problem,) = caught.value.problems
    assert problem.code == CODES[limit]
    assert f"/{next(iter(beyond))}" in problem.path
    assert str(getattr(limits, limit)) in problem.message
    assert re.search(r"; |expected", problem.message)
    assert problem.value is None or len(problem.value) <= 80
    assert len(str(problem)) < 600


@every_limit_of_a_field
def test_what_is_just_within_a_limit_is_written_and_read_again(case):
    _, group, record, within, _ = LIMITED[case]
    dataset = WAYS["JSON"](group, {"id": "x"} | record | within)
    for format in ("json", "yaml", "jsonl"):
        assert pt.loads(pt.dumps(dataset, format=format), format=format) == dataset


CONSTRUCTED = {
    "GREATEST_INTEGER": (lambda number: pt.Round(id="r", number=number), GREATEST_INTEGER, GREATEST_INTEGER + 1),
    "GREATEST_INTEGER, of a quantity": (lambda number: pt.Quantity(value=number), -GREATEST_INTEGER, -(2**53)),
    "GREATEST_ID": (lambda id: pt.Round(id=id), Z, Z + "a"),
    "GREATEST_ID, of a reference": (lambda id: pt.Citation(source=id), Z, Z + "a"),
    "GREATEST_TEXT": (lambda text: pt.Party(id="a", name=text, kind="state"), TEXT, TEXT + "x"),
    "GREATEST_TEXT, of the header": (lambda text: pt.Dataset(title=text), TEXT, TEXT + "x"),
    "GREATEST_TEXT, of a date": (lambda text: pt.Date(text=text), TEXT, TEXT + "x"),
    "GREATEST_TEXT, of a cell": (lambda text: pt.Extra({"pax:a": text}), TEXT, TEXT + "x"),
    "GREATEST_EDTF": (pt.Date, LONGEST_SET, TOO_LONG_A_SET),
}


@pytest.mark.parametrize("case", CONSTRUCTED)
def test_limits_hold_for_what_is_built_in_python(case):
    build, within, beyond = CONSTRUCTED[case]
    build(within)
    with pytest.raises(pt.ValidationError) as caught:
        build(beyond)
    (problem,) = caught.value.problems
    limit = case.split(",")[0]
    assert problem.code == CODES[limit]
    assert str(getattr(limits, limit)) in problem.message


def test_an_id_that_is_made_from_a_name_is_no_longer_than_an_id():
    assert len(pt.slug("a" * 1_000)) == GREATEST_ID


# --- depth -----------------------------------------------------------------------------------------------------------


def nested(depth):
    """A list of so many levels."""
    return "[" * depth + "]" * depth


DEEP = {
    "JSON": ("json", '{"peacetalks": "1.0", "x": ', "}"),
    "YAML": ("yaml", 'peacetalks: "1.0"\nx: ', "\n"),
    "JSON Lines": ("jsonl", '{"type": "party", "id": "a", "x": ', "}"),
    "the header of JSON Lines": ("jsonl", '{"type": "dataset", "peacetalks": "1.0", "x": ', "}"),
}


@pytest.mark.parametrize("way", DEEP)
def test_depth_is_limited(way):
    format, begin, end = DEEP[way]
    within = pt.check(io.StringIO(begin + nested(GREATEST_DEPTH - 1) + end), format=format)
    assert "unknown-field" in [problem.code for problem in within]
    assert "invalid-syntax" not in [problem.code for problem in within]
    for depth in (GREATEST_DEPTH + 1, GREATEST_DEPTH + 2, 10 * GREATEST_DEPTH):
        (problem,) = pt.check(io.StringIO(begin + nested(depth - 1) + end), format=format)
        assert problem.code == CODES["GREATEST_DEPTH"]
        assert f"{GREATEST_DEPTH} levels" in problem.message


def test_depth_of_plain_data_is_limited():
    for depth, code in ((GREATEST_DEPTH, "unknown-field"), (GREATEST_DEPTH + 1, "invalid-syntax")):
        (problem,) = pt.check({"peacetalks": "1.0", "x": json.loads(nested(depth - 1))})
        assert problem.code == code


# --- lines -----------------------------------------------------------------------------------------------------------


def test_the_length_of_a_line_is_limited():
    """At its true size, with its end and without."""
    bare = json.dumps({"type": "party"} | PARTY)
    for end in ("", "\n"):
        within = bare[:-1] + " " * (GREATEST_LINE - len(bare)) + "}"
        assert len(within) == GREATEST_LINE
        assert len(pt.loads(within + end, format="jsonl")) == 1
        assert len(pt.loads((within + end).encode(), format="jsonl")) == 1
        for data in ((within + " " + end).encode(), within + " " + end):
            with pytest.raises(pt.ValidationError) as caught:
                pt.loads(data, format="jsonl")
            (problem,) = caught.value.problems
            assert (problem.code, problem.line) == (CODES["GREATEST_LINE"], 1)
            assert str(GREATEST_LINE) in problem.message
            assert "one record a line" in problem.message


def test_a_record_of_the_longest_texts_fits_into_a_line():
    text = "x" * GREATEST_TEXT
    dataset = pt.Dataset(parties=[pt.Party(id="a", name=text, kind="state", tags=[text] * 14)])
    assert pt.loads(pt.dumps(dataset, format="jsonl"), format="jsonl") == dataset


# --- reports ---------------------------------------------------------------------------------------------------------


def keys(count):
    return {f"k{number}": 1 for number in range(count)}


def refused(act):
    with pytest.raises(pt.ValidationError) as caught:
        act()
    return caught.value


REPORTS = {
    "Python": lambda count: refused(lambda: pt.Dataset(parties=[1] * count)).problems,
    "a record": lambda count: refused(lambda: pt.from_dict(pt.Party, PARTY | keys(count))).problems,
    "a document as a dict": lambda count: pt.check({"peacetalks": "1.0"} | keys(count)),
    "JSON": lambda count: pt.check(io.StringIO(json.dumps({"peacetalks": "1.0"} | keys(count))), format="json"),
    "YAML": lambda count: pt.check(io.StringIO(json.dumps({"peacetalks": "1.0"} | keys(count))), format="yaml"),
    "JSON Lines": lambda count: pt.check(io.StringIO("{\n" * count), format="jsonl"),
    "a stream": lambda count: pt.check_records(io.BytesIO(b"{\n" * count), format="jsonl"),
    "a dataset": lambda count: pt.check(
        pt.Dataset(parties=[pt.Party(id=f"p{number}", name="P", kind="state") for number in range(count)])
    ),
}


@pytest.mark.parametrize("way", REPORTS)
def test_the_length_of_a_report_is_limited(way):
    within = REPORTS[way](GREATEST_REPORT)
    assert len(within) == GREATEST_REPORT
    assert CODES["GREATEST_REPORT"] not in {problem.code for problem in within}
    *told, more = REPORTS[way](GREATEST_REPORT + 1)
    assert [problem.code for problem in told] == [problem.code for problem in within]
    assert (more.code, more.path, more.line) == (CODES["GREATEST_REPORT"], "", None)
    assert more.severity == ("warning" if way == "a dataset" else "error"), "as bad as what is told"
    assert str(GREATEST_REPORT) in more.message
    assert "look again" in more.message


def test_that_there_are_more_is_an_error_where_one_of_them_is():
    """Or whoever looks for errors alone takes the data for valid."""
    unsourced = [
        pt.Demand(id=f"d{number:05}", by=["a"], kind="demand", text="t") for number in range(GREATEST_REPORT + 1)
    ]
    related = [pt.RelatedAgreement(kind="implements", agreement="z")]
    dataset = pt.Dataset(
        parties=[pt.Party(id="a", name="A", kind="state")],
        demands=unsourced,
        agreements=[pt.Agreement(id="z", name="Z", related=related)],
    )
    alone = dataset.without([demand.id for demand in unsourced])
    assert "self-reference" in [problem.code for problem in pt.check(alone)]
    text = pt.dumps(dataset, format="jsonl")
    for problems in (
        pt.check(dataset),
        pt.check(io.StringIO(pt.dumps(dataset)), format="json"),
        pt.check(io.StringIO(text), format="jsonl"),
        pt.check_records(io.StringIO(text), format="jsonl"),
    ):
        assert "error" in {problem.severity for problem in problems}


# --- compressed files ------------------------------------------------------------------------------------------------


def test_what_a_compressed_file_holds_is_limited():
    """The proportion itself is in test_packing.py."""
    head = b'{"peacetalks": "1.0"}'
    assert pt.loads(gzip.compress(head + b" " * (FREE_EXPANSION - len(head)))) == pt.Dataset()
    (problem,) = refused(lambda: pt.loads(gzip.compress(head + b" " * (FREE_EXPANSION + 1 - len(head))))).problems
    assert problem.code == CODES["GREATEST_EXPANSION"] == CODES["FREE_EXPANSION"]
    assert f"more than {GREATEST_EXPANSION} times" in problem.message


# --- all of them -----------------------------------------------------------------------------------------------------


def constants():
    return {name: value for name, value in vars(limits).items() if name.isupper()}


def test_every_limit_is_tried_here():
    assert set(CODES) == set(constants())
    assert {limit for limit, *_ in LIMITED.values()} == {
        "GREATEST_INTEGER", "GREATEST_ID", "GREATEST_TEXT", "GREATEST_EDTF"
    }  # fmt: skip


WORDS = {
    "GREATEST_DEPTH": "nesting",
    "GREATEST_INTEGER": "number",
    "GREATEST_TEXT": "text",
    "GREATEST_ID": "id",
    "GREATEST_EDTF": "EDTF",
    "GREATEST_LINE": "line",
    "GREATEST_REPORT": "problems",
    "GREATEST_EXPANSION": "compressed",
    "FREE_EXPANSION": "compressed",
}


def numbers(text):
    """The numbers that a text says: ``1,000``, ``16 MiB``, ``2⁵³ − 1``."""
    for power, less in re.findall(r"2([⁰¹²³⁴⁵⁶⁷⁸⁹]+)( − 1)?", text):
        yield 2 ** int(power.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))) - bool(less)
    text = re.sub(r"2[⁰¹²³⁴⁵⁶⁷⁸⁹]+( − 1)?", "", text)
    for number, unit in re.findall(r"(\d[\d,]*)( [KM]iB)?", text):
        yield int(number.replace(",", "")) * {"": 1, " KiB": 2**10, " MiB": 2**20}[unit]


def test_numbers_are_found_however_they_are_written():
    assert list(numbers("±(2⁵³ − 1), 1,000,000 and 16 MiB, 64 levels, 1 KiB")) == [2**53 - 1, 10**6, 2**24, 64, 2**10]


def test_the_documentation_names_every_limit_with_its_value_and_its_code(repository):
    page = (repository / "docs" / "reading.md").read_text(encoding="utf-8")
    (section,) = re.findall(r"^## Limits$(.*?)^## ", page, re.MULTILINE | re.DOTALL)
    rows = [line.strip("|").split("|") for line in section.splitlines() if re.match(r"\| *[a-z]", line)]
    for name, value in constants().items():
        (row,) = [row for row in rows if re.search(rf"\b{WORDS[name]}\b", row[0])]
        assert value in list(numbers(row[1])), name
        assert f"`{CODES[name]}`" in row[-1], name
    said = {number for row in rows for number in numbers(row[1])}
    assert said <= {*constants().values(), LISTED_PROBLEMS}
