"""The corpus: what is published as a conformance suite is what the library and the schemas say of it."""

import csv
import json
import re
from functools import cache
from typing import NamedTuple, get_args

import jsonschema
import jsonschema_rs
import pytest
import yaml

import peacetalks as pt
from peacetalks.codelists import NAMESPACED_PATTERN, codelist, codelist_names
from peacetalks.convert.row import TYPES
from peacetalks.formats.registry import FormatName
from peacetalks.limits import GREATEST_EDTF, GREATEST_ID
from peacetalks.values.quantity import CURRENCY_PATTERN
from tests.conftest import ROOT

FOLDER = ROOT / "schemas" / pt.MODEL_VERSION / "corpus"
FORMATS = get_args(FormatName)
COLUMNS = ["file", "path", "code", "severity", "caught_by"]
LARGEST = 4096
"""Most bytes of a file: what is wrong has to be seen at a glance."""


class Row(NamedTuple):
    """A row of ``expected.csv``: a problem that a file has."""

    file: str
    path: str
    code: str
    severity: str
    caught_by: str


def table():
    with (FOLDER / "expected.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.reader(lines))


ROWS = [Row(*cells) for cells in table()[1:]]
FILES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("*/*"))
VALID = [file for file in FILES if file.startswith("valid/")]
INVALID = [file for file in FILES if file.startswith("invalid/")]
EXPECTED = {file: [row for row in ROWS if row.file == file] for file in FILES}

LEFT_OUT = {"too-many-problems", "deprecated-code"}
"""Codes without a file: the one takes ten thousand faults, for the other no codelist has a code yet."""


@cache
def levels():
    """The severity of each code by the level it is of, from the tables of the documentation."""
    page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    sections = {name: page.split(f"\n## {name}\n")[1].split("\n## ")[0] for name in ("Shape", "Integrity", "Meaning")}
    return {
        level: dict(re.findall(r"^\| `([a-z-]+)` \| (error|warning) \|", section, re.MULTILINE))
        for level, section in sections.items()
    }


def all_codes():
    return {code: severity for codes in levels().values() for code, severity in codes.items()}


def problems_of(file):
    return pt.check(FOLDER / file)


def is_read(file):
    """Tell whether ``load`` takes a file: it does not look at meaning."""
    return all(row.code in levels()["Meaning"] for row in EXPECTED[file])


def name_of(file):
    return file.partition("/")[2]


def each(files):
    return pytest.mark.parametrize("file", files)


each_file = each(FILES)

# --- the folder ------------------------------------------------------------------------------------------------------


def test_every_file_with_a_problem_is_listed_and_every_listed_file_is_there():
    with_warnings = [file for file in VALID if name_of(file).startswith("warning-")]
    assert {row.file for row in ROWS} == {*INVALID, *with_warnings}


def test_the_list_is_in_order_and_has_one_row_for_a_file():
    assert table()[0] == COLUMNS
    assert [row.file for row in ROWS] == sorted({row.file for row in ROWS})
    assert {row.severity for row in ROWS if row.file in INVALID} == {"error"}
    assert {row.severity for row in ROWS if row.file in VALID} == {"warning"}


def test_the_list_is_plain_enough_for_any_reader():
    text = (FOLDER / "expected.csv").read_bytes()
    assert b"\r" not in text
    assert text.count(b"\n") == len(ROWS) + 1


def test_there_are_enough_files():
    assert len(VALID) >= 60
    assert len(INVALID) >= 150


def test_nothing_else_is_in_the_folder():
    others = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()} - set(FILES)
    assert others == {"README.md", "expected.csv", ".gitattributes"}


def test_files_are_named_in_plain_words():
    plain = re.compile(r"(in)?valid/[a-z0-9]+(-[a-z0-9]+)*\.(json|jsonl|yaml|yml|txt)").fullmatch
    assert [file for file in FILES if not plain(file)] == []


def test_files_with_a_problem_are_named_after_it():
    for row in ROWS:
        assert row.file.startswith((f"invalid/{row.code}-", f"valid/warning-{row.code}-")), row


def test_something_comes_near_to_each_problem_of_meaning():
    near = [name_of(file) for file in VALID if name_of(file).startswith("near-")]
    codes = tuple(f"near-{code}-" for code in levels()["Meaning"].keys() - LEFT_OUT)
    assert [name for name in near if not name.startswith(codes)] == []
    assert [code for code in codes if not any(name.startswith(code) for name in near)] == []


def test_files_are_small():
    assert [file for file in FILES if (FOLDER / file).stat().st_size > LARGEST] == []


def test_every_code_occurs_with_its_severity():
    assert {row.code: row.severity for row in ROWS} == {
        code: severity for code, severity in all_codes().items() if code not in LEFT_OUT
    }


def test_the_readme_tells_what_is_left_out():
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {code for code in all_codes() if f"`{code}`" in text} >= LEFT_OUT
    assert {column for column in COLUMNS if f"`{column}`" in text} == set(COLUMNS)


# --- the library -----------------------------------------------------------------------------------------------------


@each_file
def test_a_file_has_the_problems_that_are_listed_and_no_others(file):
    told = [(problem.path, problem.code, problem.severity) for problem in problems_of(file)]
    assert told == [(row.path, row.code, row.severity) for row in EXPECTED[file]]


@each([file for file in FILES if is_read(file)])
def test_a_file_is_read_and_comes_back_from_every_format(file):
    dataset = pt.load(FOLDER / file)
    for format in FORMATS:
        written = pt.dumps(dataset, format=format)
        assert pt.loads(written, format=format) == dataset
        assert pt.dumps(pt.loads(written, format=format), format=format) == written


@each([file for file in FILES if not is_read(file)])
def test_a_file_is_refused_for_the_listed_reason(file):
    with pytest.raises(pt.ValidationError) as caught:
        pt.load(FOLDER / file)
    assert caught.value.problems == problems_of(file)


def test_all_that_is_valid_is_read():
    assert {file for file in FILES if is_read(file)} > set(VALID)


# --- the schemas -----------------------------------------------------------------------------------------------------

SCHEMAS = {name: pt.json_schema(name) for name in ("dataset", "record")}

OF_THE_LIBRARY = """
    not-readable invalid-syntax duplicate-key impossible-date quantity-form empty-source empty-position empty-statement
""".split()  # noqa: SIM905 - the codes of shape that the data model says a schema cannot find

DOLLAR = {
    f"invalid/{name}-line-break-at-the-end.json"
    for name in ("invalid-date", "invalid-id", "unknown-code-currency", "unknown-code-namespaced")
}
"""Files that Python's ``jsonschema`` accepts: its ``$`` also matches before a line break at the end, not so ECMA's."""


class CoreLoader(yaml.SafeLoader):
    """YAML by the rules of JSON: ``no``, ``~`` and dates are text."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - PyYAML's own name, filled below


for tag, pattern, first in (
    ("null", "(?:null)?", ["n", ""]),
    ("bool", "(?:true|false)", ["t", "f"]),
    ("int", "-?(?:0|[1-9][0-9]*)", "-0123456789"),
    ("float", r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", "-0123456789"),
):
    CoreLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"{pattern}$"), list(first))


def refuse(constant):
    raise ValueError(constant)


def parsed(file):
    """The name of the schema that a file is to be held against, and its plain data: one, or one for each line.

    Raises:
        ValueError, yaml.YAMLError: It cannot be parsed.
    """
    text = (FOLDER / file).read_bytes().decode("utf-8").removeprefix("\ufeff")
    match file.rpartition(".")[2]:
        case "json":
            return "dataset", [json.loads(text, parse_constant=refuse)]
        case "jsonl":
            lines = [line for line in text.split("\n") if line.strip(" \t\r")]
            return "record", [json.loads(line, parse_constant=refuse) for line in lines]
        case "yaml" | "yml":
            return "dataset", [yaml.load(text, CoreLoader)]
        case suffix:
            raise ValueError(suffix)


@cache
def validator(library, name):
    return library.Draft202012Validator(SCHEMAS[name])


def is_refused_by_schema(library, file):
    name, values = parsed(file)
    return not all(validator(library, name).is_valid(value) for value in values)


every_validator = pytest.mark.parametrize("library", [jsonschema_rs, jsonschema], ids=lambda library: library.__name__)


@every_validator
@each([file for file in FILES if any(row.caught_by == "both" for row in EXPECTED[file])])
def test_what_both_catch_is_refused_by_the_schema(library, file):
    assert is_refused_by_schema(library, file) == (library is jsonschema_rs or file not in DOLLAR)


@every_validator
@each([file for file in FILES if all(row.caught_by == "library" for row in EXPECTED[file])])
def test_what_the_library_alone_catches_and_what_is_valid_is_accepted_by_the_schema(library, file):
    try:
        is_refused = is_refused_by_schema(library, file)
    except (ValueError, yaml.YAMLError):
        is_refused = EXPECTED[file][0].code not in {"not-readable", "invalid-syntax"}  # then it is no case for a schema
    assert not is_refused


def test_who_catches_a_problem_is_what_the_data_model_says():
    for row in ROWS:
        is_shape = row.code in levels()["Shape"] and row.code not in OF_THE_LIBRARY
        nests_too_deep = "-65-levels" in row.file  # the schema does not count, but what nests so deep fits nowhere
        assert row.caught_by == ("both" if is_shape or nests_too_deep else "library"), row


# --- what occurs -----------------------------------------------------------------------------------------------------


class Seen:
    """What occurs in the valid documents, by the definitions of the schema."""

    def __init__(self):
        self.fields = set()
        self.texts = {}
        for file in VALID:
            if not file.endswith(".jsonl"):
                (document,) = parsed(file)[1]
                self.see(SCHEMAS["dataset"], "Dataset", document)

    def see(self, schema, name, value):
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            schema = SCHEMAS["dataset"]["$defs"][name]
        if name == "DateExpression":
            kind = "Edtf" if isinstance(value, str) else "DateWithEdtf" if "edtf" in value else "DateInWords"
            self.see({"$ref": f"#/$defs/{kind}"}, kind, value)
        elif isinstance(value, dict) and "properties" in schema:
            for key, inner in value.items():
                self.fields.add((name, key))
                self.see(schema["properties"][key], f"{name}.{key}", inner)
        elif isinstance(value, list):
            for item in value:
                self.see(schema["items"], name, item)
        elif isinstance(value, str):
            self.texts.setdefault(name, set()).add(value)


@cache
def seen():
    return Seen()


def test_every_field_of_every_object_occurs():
    schema = SCHEMAS["dataset"]
    objects = {"Dataset": schema} | {name: one for name, one in schema["$defs"].items() if "properties" in one}
    assert {(name, field) for name, one in objects.items() for field in one["properties"]} == seen().fields


@pytest.mark.parametrize("name", sorted(TYPES))
def test_every_type_of_record_has_a_small_file_and_a_full_one(name):
    cls = TYPES[name]
    schema = SCHEMAS["dataset"]["$defs"][cls.__name__]
    (small,) = records_of(cls, f"valid/{name}-minimal.json")
    assert small.keys() - {"citations"} == {*schema["required"], *cls.form_fields[:1]}
    full = records_of(cls, f"valid/{name}-complete.json")
    assert {key for record in full for key in record} == schema["properties"].keys()


def records_of(cls, file):
    return [pt.to_dict(record) for record in pt.load(FOLDER / file) if isinstance(record, cls)]


def test_every_type_occurs_in_a_stream():
    lines = [line for file in VALID if file.endswith(".jsonl") for line in parsed(file)[1]]
    assert {line["type"] for line in lines} == {*TYPES, "dataset"}


@pytest.mark.parametrize("name", codelist_names())
def test_the_edges_of_every_codelist_occur(name):
    listed = codelist(name)
    codes = [term.code for term in listed]
    definition = "".join(word.capitalize() for word in name.split("_")) + "Code"
    found = seen().texts[definition]
    assert {codes[0], codes[-1]} <= found
    assert any(re.search(NAMESPACED_PATTERN, code) for code in found) == (not listed.closed)
    assert any(re.search(CURRENCY_PATTERN, code) for code in found) == (name == "unit")


def test_there_is_a_wrong_code_of_every_codelist_and_a_code_of_ones_own_for_every_closed_one():
    for name in codelist_names():
        slug = name.replace("_", "-")
        assert f"invalid/unknown-code-{slug}.json" in FILES
        assert (f"invalid/unknown-code-closed-list-{slug}.json" in FILES) == codelist(name).closed


def form(date):
    """What a date is with another year, month and day; the codes of seasons are forms by themselves."""
    return re.sub("[0-9]", "0", date)


def test_every_form_of_a_date_occurs():
    page = (ROOT / "docs" / "dates.md").read_text(encoding="utf-8")
    rows = page.split("## How dates are written")[1].split("\n\n")[2].splitlines()[2:]
    documented = {written for row in rows for written in re.findall("`([^`]+)`", row.split(" | ")[1])}
    assert len(documented) > 25
    found = seen().texts["Edtf"]
    forms = {form(date) for date in found}
    for written in documented:
        if written.startswith("…"):
            assert any(date.endswith(written[1:]) for date in found), written
        else:
            assert form(written) in forms, written
    assert {date[5:] for date in found if re.fullmatch("[0-9]{4}-[23][0-9]", date)} == {str(n) for n in range(21, 33)}


def test_the_limits_of_texts_are_reached():
    assert max(map(len, seen().texts["Id"])) == GREATEST_ID
    assert max(map(len, seen().texts["Edtf"])) == GREATEST_EDTF
