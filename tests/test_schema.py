"""The published schemas by themselves: what is in them, what is not, and that they say what the model says."""

import copy
import json
import random
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import jsonschema
import jsonschema_rs
import pytest

import peacetalks as pt
from peacetalks.codelists import NAMESPACED_PATTERN, codelist
from peacetalks.dataset import GROUPS, HEADER
from peacetalks.dates import EDTF_PATTERN
from peacetalks.fields import fields_of
from peacetalks.ids import ID_PATTERN, is_id
from peacetalks.limits import GREATEST_EDTF
from peacetalks.values.extra import EXTRA_KEY_PATTERN
from tests import codelist_files
from tests.fuzz.grammar import EDTF
from tests.strategies.records import minimal_plain
from tests.strategies.values import TRAPS

FOLDER = codelist_files.ROOT / "schemas" / pt.MODEL_VERSION
NAMES = ("dataset", "record", "codelist", "crosswalk")
OF_DATA = ("dataset", "record")
SCHEMAS = {name: json.loads((FOLDER / f"{name}.schema.json").read_bytes()) for name in NAMES}

every_schema = pytest.mark.parametrize("name", NAMES)
both_schemas = pytest.mark.parametrize("name", OF_DATA)

# --- walking ---------------------------------------------------------------------------------------------------------

OF_MANY = ("properties", "$defs")
"""Keywords that hold schemas by name."""
OF_SEVERAL = ("anyOf", "oneOf")
"""Keywords that hold a list of schemas."""
OF_ONE = ("items", "additionalProperties", "propertyNames")
"""Keywords that hold a schema, or ``true`` or ``false``."""
ABOUT = ("title", "description", "examples", "$schema", "$id")
"""Keywords that refuse nothing."""
RULES = ("type", "const", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "required")
"""Keywords that refuse something, and hold no schema."""

ALLOWED = {*OF_MANY, *OF_SEVERAL, *OF_ONE, *ABOUT, *RULES, "$ref"}
"""All keywords that are used. Others may be sound JSON Schema, and yet one tool or another chokes on them."""


def inner(schema):
    """Yield what is a schema in a schema, one step down, with the steps that lead there."""
    for keyword in OF_MANY:
        yield from (((keyword, name), one) for name, one in schema.get(keyword, {}).items())
    for keyword in OF_SEVERAL:
        yield from (((keyword, index), one) for index, one in enumerate(schema.get(keyword, ())))
    yield from (((keyword,), schema[keyword]) for keyword in OF_ONE if isinstance(schema.get(keyword), dict))


def walk(schema, place=()):
    """Yield every schema in a schema at every depth, itself first, with its place."""
    yield place, schema
    for steps, one in inner(schema):
        yield from walk(one, place + steps)


def told(schema):
    """Yield what has a title and a description: the schema itself, its definitions, and every property."""
    for place, one in walk(schema):
        if not place or (len(place) > 1 and place[-2] in OF_MANY):
            yield place, one


def in_words(text):
    """Return letters and digits alone, so that what says the same in other marks is equal."""
    return re.sub(r"\W|_", "", text).casefold()


@cache
def validator(name, *definition):
    """Return the validator of a schema, or of one of its definitions."""
    schema = SCHEMAS[name]
    if definition:
        schema = {"$ref": f"#/$defs/{definition[0]}", "$defs": schema["$defs"]}
    return jsonschema_rs.Draft202012Validator(schema)


# --- the files -------------------------------------------------------------------------------------------------------


@both_schemas
def test_the_published_schemas_are_what_the_library_gives(name):
    text = (FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")
    assert text == json.dumps(pt.json_schema(name), indent=2, ensure_ascii=False) + "\n"


def test_no_other_schemas_are_published():
    assert sorted(path.name for path in FOLDER.glob("*.json")) == sorted(f"{name}.schema.json" for name in NAMES)


def test_the_schema_of_documents_is_the_one_that_is_meant_where_none_is_named():
    assert pt.json_schema() == pt.json_schema("dataset")
    assert pt.json_schema() != pt.json_schema("record")


def test_a_schema_can_be_changed_by_whoever_asked_for_it():
    first = pt.json_schema()
    before = copy.deepcopy(first)
    first["$defs"]["Party"]["properties"]["kind"].clear()
    first["$defs"]["Party"]["required"].append("colour")
    first["$defs"]["TopicCode"]["anyOf"][0]["enum"].clear()
    del first["properties"]
    assert pt.json_schema() == before
    assert pt.json_schema("record")["$defs"]["TopicCode"] == before["$defs"]["TopicCode"]


@every_schema
def test_a_schema_says_its_dialect_and_its_version(name):
    assert list(SCHEMAS[name])[:2] == ["$schema", "$id"]
    assert SCHEMAS[name]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert SCHEMAS[name]["$id"] == f"urn:peacetalks:{pt.MODEL_VERSION}:{name}"


@every_schema
def test_a_schema_is_a_schema(name):
    jsonschema.Draft202012Validator.check_schema(SCHEMAS[name])
    jsonschema_rs.meta.validate(SCHEMAS[name])


def test_check_jsonschema_finds_nothing_wrong_with_the_files():
    files = [str(FOLDER / f"{name}.schema.json") for name in NAMES]
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", *files]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", ["codelists", "crosswalks"])
def test_the_published_tables_are_those_of_the_package(folder):
    package = codelist_files.FOLDER if folder == "codelists" else codelist_files.CROSSWALKS
    published = {path.name: path.read_bytes() for path in (FOLDER / folder).iterdir()}
    ours = {path.name: path.read_bytes() for path in package.iterdir() if path.suffix in {".csv", ".md"}}
    assert published == ours
    assert any(name.endswith(".csv") for name in published)


# --- what every tool can read ----------------------------------------------------------------------------------------


@every_schema
def test_only_keywords_are_used_that_every_tool_reads(name):
    for place, schema in walk(SCHEMAS[name]):
        assert schema.keys() <= ALLOWED, place
        assert isinstance(schema.get("type", ""), str), place  # ajv refuses lists of types
        assert not {"$schema", "$id", "$defs"} & schema.keys() or not place, place


@every_schema
def test_references_lead_to_definitions_and_each_definition_is_referred_to(name):
    known = SCHEMAS[name]["$defs"].keys()
    used = set()
    for place, schema in walk(SCHEMAS[name]):
        if "$ref" in schema:
            start, _, target = schema["$ref"].rpartition("/")
            assert start == "#/$defs", place
            assert target in known, place
            assert schema.keys() <= {"$ref", "title", "description"}, place
            used.add((place[1] if place[:1] == ("$defs",) else "", target))
    reached, waiting = set(), [""]
    while waiting:
        here = waiting.pop()
        waiting += [target for source, target in used if source == here and target not in reached]
        reached |= {target for source, target in used if source == here}
    assert reached == known


@every_schema
def test_objects_take_no_other_fields(name):
    for place, schema in walk(SCHEMAS[name]):
        if schema.get("type") != "object":
            assert not {"properties", "required", "additionalProperties", "propertyNames"} & schema.keys(), place
        elif place == ("$defs", "Extra"):
            assert "properties" not in schema
            assert schema["additionalProperties"] == {"type": "string"}
        elif (name, *place) == ("codelist", "$defs", "Row"):
            assert schema["additionalProperties"] == {"type": "string"}  # a list may have columns of its own
        else:
            assert schema["additionalProperties"] is False, place
            assert set(schema.get("required", ())) <= schema["properties"].keys(), place


@every_schema
def test_whatever_is_judged_has_a_type(name):
    """So that a keyword is never passed over because the value is of another type (``minLength`` of a number)."""
    of_type = {
        "string": {"pattern", "minLength", "maxLength", "enum", "const"},
        "number": {"minimum", "maximum"},
        "integer": {"minimum", "maximum"},
        "array": {"items", "minItems"},
        "object": {"properties", "required", "additionalProperties", "propertyNames"},
    }
    for place, schema in walk(SCHEMAS[name]):
        if place[-1:] == ("propertyNames",):
            assert schema.keys() == {"pattern"}
            continue
        rules = schema.keys() - {"type", "$ref", "$defs", *OF_SEVERAL, *ABOUT}
        assert rules <= of_type.get(schema.get("type"), set()), place
        if schema.get("type") == "array":
            assert "items" in schema, place


@every_schema
def test_patterns_are_anchored_and_written_in_what_all_engines_share(name):
    for place, schema in walk(SCHEMAS[name]):
        if "pattern" in schema:
            pattern = schema["pattern"]
            assert pattern.startswith("^"), place
            assert pattern.endswith("$"), place
            assert pattern.isascii(), place
            assert not re.search(r"\(\?[^:]", pattern), "look-around and named groups"
            assert not re.search(r"\\[pPwWdDsSbBAZzk1-9]", pattern), "classes that differ, references back"
            bare = re.sub(r"\\.|\[(?:\\.|[^\]\\])*\]", "x", pattern)
            assert not re.search(r"[.]", bare), "a bare dot leaves out other characters in each engine"
            assert not re.search(r"[+*?}][+?]", bare), "possessive and lazy repetition"
            assert "|" not in without_groups(bare), "an alternative at the top is anchored on one side only"


def without_groups(pattern):
    outer = re.sub(r"\([^()]*\)", "", pattern)
    return outer if outer == pattern else without_groups(outer)


# --- words -----------------------------------------------------------------------------------------------------------


@every_schema
def test_everything_has_a_title_and_a_description(name):
    for place, schema in told(SCHEMAS[name]):
        title, description = schema["title"], schema["description"]
        assert title == title.strip() != "", place
        assert title[0].isupper(), place
        assert "_" not in title, place
        assert description == " ".join(description.split()) != "", place
        assert description[0].isupper() or description[0] in "`\"'", place
        assert description[-1] in ".?", place


@every_schema
def test_no_two_descriptions_are_equal(name):
    told_twice = Counter(in_words(schema["description"]) for _, schema in told(SCHEMAS[name]))
    assert [text for text, count in told_twice.items() if count > 1] == []


@every_schema
def test_a_description_says_more_than_the_name(name):
    for place, schema in told(SCHEMAS[name]):
        names = {schema["title"], *(str(step) for step in place[-1:])}
        known = {in_words(article + one) for one in names for article in ("", "a", "an", "the")}
        assert in_words(schema["description"]) not in known, place


@every_schema
def test_no_description_speaks_the_markup_of_python(name):
    for place, schema in told(SCHEMAS[name]):
        assert not re.search(r"``|:\w+:`|None\b|docstring|\bdict\b", schema["description"]), place


@both_schemas
def test_definitions_have_titles_of_their_own(name):
    titles = Counter(schema["title"] for schema in (SCHEMAS[name], *SCHEMAS[name]["$defs"].values()))
    assert [title for title, count in titles.items() if count > 1] == []


# --- what the model says ---------------------------------------------------------------------------------------------

EVENTS = {
    "process_status": "ProcessEvent",
    "round_status": "RoundEvent",
    "demand_status": "DemandEvent",
    "exchange_status": "ExchangeEvent",
    "measure_status": "MeasureEvent",
    "agreement_status": "AgreementEvent",
}
"""What an event is called, by the codelist of the history that holds it."""

SCALARS = ("Id", "DateExpression", "Edtf", "DateWithEdtf", "DateInWords", "Extra")


def defined(field):
    """Return the name of the definition of the objects that a field holds."""
    return EVENTS[field.statuses] if field.statuses else field.item.__name__


def model():
    """Return the fields of every object of the model by its name in the schemas."""
    found = {cls.__name__: (cls, None) for cls in GROUPS.values()}
    waiting = list(found.values())
    while waiting:
        cls, _ = waiting.pop()
        for field in fields_of(cls):
            if field.is_nested and defined(field) not in found:
                found[defined(field)] = field.item, field.statuses
                waiting.append((field.item, field.statuses))
    return found


MODEL = model()
objects = pytest.mark.parametrize("one", MODEL)


def code_definition(name):
    return name.title().replace("_", "") + "Code"


def item_schema(field, statuses):
    """Return what the schema has to say about one item of a field, apart from words."""
    listed = statuses if statuses and field.name == "status" else field.codelist
    target = None
    if field.is_nested:
        target = defined(field)
    elif field.is_id or field.refers is not None:
        target = "Id"
    elif listed:
        target = code_definition(listed)
    elif field.item in (pt.Date, pt.Extra):
        target = {pt.Date: "DateExpression", pt.Extra: "Extra"}[field.item]
    if target:
        return {"$ref": f"#/$defs/{target}"}
    if field.item is str:
        return {"type": "string", "minLength": 1}
    return {"type": {int: "integer", float: "number"}[field.item], "minimum": field.lowest, "maximum": field.highest}


def field_schema(field, statuses):
    item = item_schema(field, statuses)
    if not field.many:
        return item
    return {"type": "array", "items": item} | ({"minItems": field.at_least} if field.at_least else {})


def wordless(schema):
    return {key: value for key, value in schema.items() if key not in ABOUT}


@both_schemas
def test_the_definitions_are_the_objects_scalars_and_codelists_of_the_model(name):
    pairs = [(field, statuses) for cls, statuses in MODEL.values() for field in fields_of(cls)]
    lists = {statuses if statuses and field.name == "status" else field.codelist for field, statuses in pairs}
    codes = {code_definition(listed) for listed in lists - {None}}
    header = {"Header"} if name == "record" else set()
    assert SCHEMAS[name]["$defs"].keys() == {*MODEL, *SCALARS, *codes, *header}


@both_schemas
@objects
def test_an_object_has_the_fields_of_the_model_in_its_order(name, one):
    cls, statuses = MODEL[one]
    schema = SCHEMAS[name]["$defs"][one]
    type_first = ["type"] if name == "record" and cls in GROUPS.values() else []
    assert list(schema["properties"]) == type_first + [field.name for field in fields_of(cls)]
    assert schema.get("required", []) == type_first + [field.name for field in fields_of(cls) if field.required]
    for field in fields_of(cls):
        assert wordless(schema["properties"][field.name]) == field_schema(field, statuses), field.name


def test_a_document_has_the_header_and_the_groups():
    root = SCHEMAS["dataset"]
    header = [field.name for field in HEADER]
    assert list(root["properties"]) == ["$schema", *header, *GROUPS]
    assert root["required"] == ["peacetalks"]
    for group, cls in GROUPS.items():
        items = {"$ref": f"#/$defs/{cls.__name__}"}
        assert wordless(root["properties"][group]) == {"type": "array", "items": items}


@both_schemas
def test_the_header_is_that_of_the_model(name):
    schema = SCHEMAS["dataset"] if name == "dataset" else SCHEMAS["record"]["$defs"]["Header"]
    for field in HEADER:
        expected = {"type": "string", "const": pt.MODEL_VERSION}
        if field.name != "peacetalks":
            expected = field_schema(field, None)
        assert wordless(schema["properties"][field.name]) == expected


def test_a_line_is_the_header_or_a_record_of_one_type():
    branches = [branch["$ref"].rpartition("/")[2] for branch in SCHEMAS["record"]["oneOf"]]
    assert branches == ["Header", *(cls.__name__ for cls in GROUPS.values())]
    definitions = SCHEMAS["record"]["$defs"]
    types = {"Header": "dataset"} | {cls.__name__: cls.__name__.lower() for cls in GROUPS.values()}
    for branch in branches:
        assert wordless(definitions[branch]["properties"]["type"]) == {"type": "string", "const": types[branch]}
        assert definitions[branch]["required"][0] == "type"
    header = definitions["Header"]
    assert list(header["properties"]) == ["type", "$schema", *(field.name for field in HEADER)]
    assert header["required"] == ["type", "peacetalks"]
    with_type = {name for name, one in definitions.items() if "type" in one.get("properties", {})}
    assert with_type == set(branches)


def test_the_two_schemas_differ_in_records_and_roots_alone():
    of_documents, of_lines = (SCHEMAS[name]["$defs"] for name in OF_DATA)
    records = {cls.__name__ for cls in GROUPS.values()}
    assert of_lines.keys() - of_documents.keys() == {"Header"}
    for name in of_documents.keys() - records:
        assert of_lines[name] == of_documents[name]
    for name in records:
        line = copy.deepcopy(of_lines[name])
        del line["properties"]["type"]
        line["required"].remove("type")
        for example in line["examples"]:
            del example["type"]
        assert line == of_documents[name]


@both_schemas
@pytest.mark.parametrize("listed", codelist_files.NAMES)
def test_a_codelist_has_the_codes_of_its_file_and_others_only_where_it_is_open(name, listed):
    if code_definition(listed) not in SCHEMAS[name]["$defs"]:
        pytest.fail(f"no field takes codes of {listed}")
    schema = SCHEMAS[name]["$defs"][code_definition(listed)]
    (row,) = (row for row in codelist_files.records(codelist_files.INDEX) if row["name"] == listed)
    assert (schema["title"], schema["description"]) == (row["label"], row["definition"])
    codes = {"type": "string", "enum": codelist_files.codes(listed)}
    patterns = (["^[A-Z]{3}$"] if listed == "unit" else []) + ([] if row["closed"] == "true" else [NAMESPACED_PATTERN])
    others = [{"type": "string", "pattern": pattern} for pattern in patterns]
    assert wordless(schema) == ({"anyOf": [codes, *others]} if others else codes)


@both_schemas
def test_scalars_have_the_patterns_that_the_library_reads_by(name):
    definitions = SCHEMAS[name]["$defs"]
    assert wordless(definitions["Id"]) == {"type": "string", "pattern": ID_PATTERN}
    edtf = {"type": "string", "pattern": EDTF_PATTERN, "maxLength": GREATEST_EDTF}
    assert wordless(definitions["Edtf"]) == edtf
    assert wordless(definitions["Extra"]) == {
        "type": "object",
        "propertyNames": {"pattern": EXTRA_KEY_PATTERN},
        "additionalProperties": {"type": "string"},
    }


# --- examples --------------------------------------------------------------------------------------------------------


def examples():
    for name in OF_DATA:
        for definition, schema in SCHEMAS[name]["$defs"].items():
            for number, example in enumerate(schema.get("examples", ())):
                yield pytest.param(name, definition, example, id=f"{name}-{definition}-{number}")


def read_example(definition, plain):
    """Let the library read an example, in a record if it is no record itself; it raises where it refuses it."""
    if definition in EVENTS.values():
        owner = next(cls for cls in GROUPS.values() for field in fields_of(cls) if defined_as(field, definition))
        return pt.from_dict(owner, minimal_plain(owner) | {"history": [plain]})
    if definition in MODEL:
        return pt.from_dict(MODEL[definition][0], plain)
    if definition == "Id":
        assert is_id(plain)
        return plain
    return {"Edtf": pt.Date, "DateExpression": pt.Date, "Extra": pt.Extra}[definition].from_plain(plain)


def defined_as(field, definition):
    return field.is_nested and defined(field) == definition


@pytest.mark.parametrize(("name", "definition", "example"), [*examples()])
def test_an_example_is_one(name, definition, example):
    assert validator(name, definition).is_valid(example)
    if name == "record" and "type" in example:
        assert example["type"] == definition.lower()
        assert validator(name).is_valid(example)
        example = {key: value for key, value in example.items() if key != "type"}
    assert read_example(definition, example)


@both_schemas
def test_every_object_has_an_example(name):
    assert {one for one in MODEL if len(SCHEMAS[name]["$defs"][one]["examples"]) != 1} == set()


def test_the_examples_come_from_a_dataset_with_which_nothing_is_wrong():
    text = (codelist_files.ROOT / "src" / "peacetalks" / "schema" / "example.json").read_text(encoding="utf-8")
    assert pt.check(json.loads(text)) == ()
    assert pt.dumps(pt.loads(text)) == text
    assert {type(record) for record in pt.loads(text)} == set(GROUPS.values())


# --- patterns --------------------------------------------------------------------------------------------------------


def patterns():
    found = {schema["pattern"]: None for name in NAMES for _, schema in walk(SCHEMAS[name]) if "pattern" in schema}
    return list(found)


@cache
def strings():
    """Return strings that are what patterns ask for, nearly so, or not at all; always the same ones."""
    chance = random.Random(2026)
    found = dict.fromkeys([*TRAPS, "", *(chr(number) for number in range(0x250)), "\u2028", "\u2029", "\u0660", "Ⅷ"])
    found |= dict.fromkeys(EDTF.sentence(chance, "date") for _ in range(3000))
    found |= dict.fromkeys(["a" * 127, "a" * 128, "a" * 129, "0" * 300, "1.0", "1.10", "1.", ".1", "10", "1.0.0"])
    words = ["russia", "d-recognition", "round-2.b_c", "example.org:ransom", "a.b:C", "pax:Part", "ucdp_pad:a b", "EUR"]
    words += ["XXXX-10-12", "[2026-02-05,2026-02-06]", "2004-06~/..", "2026-02-05T13:17:00+02:00", "ceasefire_1"]
    odd = "\n\r\t\0\u2028\u2029\u0085 A.:-_é[]?X/0"
    for word in words:
        found[word] = None
        found |= dict.fromkeys(word[:at] + mark + word[at:] for mark in odd for at in range(len(word) + 1))
        found |= dict.fromkeys(word[:at] + word[at + 1 :] for at in range(len(word)))
    return tuple(found)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern[:40])
def test_a_pattern_means_the_same_in_python_and_to_a_validator(pattern):
    theirs = jsonschema_rs.Draft202012Validator({"type": "string", "pattern": pattern})
    taken = {text for text in strings() if theirs.is_valid(text)}
    to_the_end = re.compile(pattern.removesuffix("$") + r"\Z")
    assert taken == {text for text in strings() if to_the_end.search(text)}
    # Python's own $ also stands before a line feed at the end: the one difference, for readers in Python to mind.
    in_python = {text for text in strings() if re.search(pattern, text)}
    assert in_python == taken | {text for text in strings() if text.endswith("\n") and to_the_end.search(text[:-1])}
    assert taken
    assert len(taken) < len(strings())


@pytest.mark.parametrize(
    ("pattern", "accepts"),
    [
        pytest.param(ID_PATTERN, is_id, id="ids"),
        pytest.param(EXTRA_KEY_PATTERN, lambda text: pt.Extra({text: ""}), id="extra"),
        pytest.param(NAMESPACED_PATTERN, codelist("topic").accepts, id="codes"),
    ],
)
def test_a_pattern_takes_what_the_library_takes(pattern, accepts):
    def taken(text):
        try:
            return bool(accepts(text))
        except pt.ValidationError as refused:
            return {problem.code for problem in refused.problems} == {"invalid-syntax"}  # U+0000: for the library alone

    theirs = jsonschema_rs.Draft202012Validator({"type": "string", "pattern": pattern})
    listed = set(codelist("topic").by_code) if pattern == NAMESPACED_PATTERN else set()
    assert [text for text in strings() if text not in listed and theirs.is_valid(text) != taken(text)] == []


def test_the_pattern_of_dates_takes_every_date_and_besides_them_only_impossible_ones():
    theirs = validator("dataset", "Edtf")
    verdicts = Counter()
    for text in strings():
        try:
            pt.Date(text)
            code = "a date"
        except pt.ValidationError as refused:
            (code,) = (problem.code for problem in refused.problems)
        assert theirs.is_valid(text) == (code in {"a date", "impossible-date"}), text
        verdicts[code] += 1
    assert min(verdicts[code] for code in ("a date", "impossible-date", "invalid-date")) > 100


# --- tables ----------------------------------------------------------------------------------------------------------

CODELIST_ROW = dict.fromkeys(["deprecated", "replaced_by"], "") | {
    "code": "demand",
    "label": "Demand",
    "definition": "A demand.",
    "since": "1.0",
}
CROSSWALK_ROW = {"scheme": "pax", "external_code": "Cea", "relation": "exact", "code": "ceasefire", "note": ""}


@pytest.mark.parametrize("name", codelist_files.NAMES)
def test_the_published_codelists_follow_their_schema(name):
    rows = codelist_files.records(FOLDER / "codelists" / f"{name}.csv")
    validator("codelist").validate(rows)
    assert rows


@pytest.mark.parametrize("path", codelist_files.WALKS, ids=lambda path: path.stem)
def test_the_published_crosswalks_follow_their_schema(path):
    rows = codelist_files.records(FOLDER / "crosswalks" / path.name)
    validator("crosswalk").validate(rows)
    assert rows


def broken_rows():
    for name, row in (("codelist", CODELIST_ROW), ("crosswalk", CROSSWALK_ROW)):
        for column in row:
            yield name, {key: value for key, value in row.items() if key != column}
            yield name, row | {column: None}
            yield name, row | {column: 1}
            yield name, row | {column: ["a"]}
        yield name, [*row.values()]
        yield name, "demand"
        yield name, {}
        for code in ("", "a code", "example.org:code", "é", "a-b", "demand\n"):
            yield name, row | {"code": code}
    for column in ("label", "definition", "since"):
        yield "codelist", CODELIST_ROW | {column: ""}
    for version in ("1", "v1.0", "1.0.0", "latest", "1.0\n"):
        yield "codelist", CODELIST_ROW | {"since": version}
        yield "codelist", CODELIST_ROW | {"deprecated": version}
    yield "codelist", CODELIST_ROW | {"scale": 3}
    yield "crosswalk", CROSSWALK_ROW | {"scale": "3"}
    for relation in ("", "same", "Exact"):
        yield "crosswalk", CROSSWALK_ROW | {"relation": relation}
    for column in ("scheme", "external_code"):
        yield "crosswalk", CROSSWALK_ROW | {column: ""}


def test_the_schemas_of_tables_refuse_broken_rows():
    assert validator("codelist").is_valid([CODELIST_ROW, CODELIST_ROW | {"deprecated": "1.1", "scale": "3"}])
    assert validator("crosswalk").is_valid([CROSSWALK_ROW, CROSSWALK_ROW | {"note": "Only some."}])
    accepted = [(name, row) for name, row in broken_rows() if validator(name).is_valid([row])]
    assert accepted == []
    assert not validator("codelist").is_valid(CODELIST_ROW)
    assert not validator("crosswalk").is_valid(CROSSWALK_ROW)
