"""The schemas as others read them: a validator in JavaScript, and generators of types and classes for other languages.

A sound schema is not enough: what these tools make of it has to be of use. ``tests/clients/`` holds the programs of
theirs that run here, and says which versions.
"""

import functools
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import given, settings

import peacetalks as pt
from peacetalks.dataset import GROUPS
from tests.conftest import ROOT, lacking, untraced
from tests.test_corpus import EXPECTED, FILES, VALID, parsed
from tests.test_corpus import FOLDER as CORPUS
from tests.test_schema import NAMES, patterns, strings
from tests.test_schema_agreement import mutated

pytestmark = [pytest.mark.clients, pytest.mark.slow]

CLIENTS = ROOT / "tests" / "clients"
SCHEMAS = ROOT / "schemas" / pt.MODEL_VERSION
OURS = SCHEMAS / "peacetalks.d.ts"
OF_DATA = ("dataset", "record")

both_schemas = pytest.mark.parametrize("name", OF_DATA)

Verdicts = list[bool | None]


def schema_file(name: str) -> Path:
    return SCHEMAS / f"{name}.schema.json"


def run(*command: str | Path, text: str = "", seconds: int = 120) -> str:
    """Run a program to its end, which has to be a good one; return what it printed."""
    done = subprocess.run(
        list(map(str, command)), input=text, env=untraced(), capture_output=True, text=True, timeout=seconds
    )
    assert done.returncode == 0, (
        f"{command[0]} ended with {done.returncode}\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
    )
    return done.stdout


def json_lines(values: Iterable[object]) -> str:
    return "".join(json.dumps(value) + "\n" for value in values)


@functools.cache
def examples(name: str) -> list[dict]:
    """Return the published examples as a schema wants them: documents, or the lines of streams."""
    datasets = [pt.load(path) for path in sorted((ROOT / "examples").glob("*.yaml"))]
    if name == "dataset":
        return [json.loads(pt.dumps(dataset)) for dataset in datasets]
    return [json.loads(line) for dataset in datasets for line in pt.dumps(dataset, format="jsonl").splitlines()]


# --- what is needed --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def modules(require_node: str) -> Path:
    """The folder of the npm packages that ``tests/clients/package.json`` names, installed if they are not there yet."""
    wanted = json.loads((CLIENTS / "package.json").read_text())["dependencies"]
    folder = CLIENTS / "node_modules"

    def installed(name: str) -> str | None:
        described = folder / name / "package.json"
        return json.loads(described.read_text())["version"] if described.is_file() else None

    if wanted != {name: installed(name) for name in wanted}:
        npm = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix", str(CLIENTS)]
        if subprocess.run(npm, check=False, capture_output=True, timeout=600).returncode:
            lacking("npm cannot install the clients of the schemas", required_by="PEACETALKS_REQUIRE_CLIENTS")
    assert wanted == {name: installed(name) for name in wanted}
    return folder


@pytest.fixture(scope="session")
def tool(modules: Path) -> Callable[..., str]:
    """Runs a program of one of the npm packages."""
    return lambda name, *arguments: run(modules / ".bin" / name, *arguments)


# --- a validator in JavaScript: ajv ----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def ajv(modules: Path, require_node: str) -> Callable[..., Verdicts]:
    """Asks ajv, strict and with every remark an error, for its verdicts on JSON texts."""

    def ask(questions: Iterable[tuple[str, str]], schemas: dict[str, Path] | None = None) -> Verdicts:
        files = schemas or {name: schema_file(name) for name in OF_DATA}
        given = [f"{name}={path}" for name, path in files.items()]
        answers = run(require_node, CLIENTS / "validate.mjs", *given, text=json_lines(questions))
        return [json.loads(line) for line in answers.splitlines()]

    return ask


@functools.cache
def validator(name: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(schema_file(name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", NAMES)
def test_ajv_has_nothing_to_remark_on_a_schema(ajv, name):
    assert ajv([], {name: schema_file(name)}) == []


@pytest.mark.parametrize(
    "schema",
    [{"x-ours": 1}, {"type": "string", "format": "edtf"}, {"properties": {"a": {}}}, {"type": ["string", "integer"]}],
    ids=lambda schema: next(iter(schema)),
)
def test_ajv_would_remark_on_what_is_unusual(ajv, schema, tmp_path):
    (tmp_path / "odd.json").write_text(json.dumps(schema))
    with pytest.raises(AssertionError, match=r"strict mode|unknown format"):
        ajv([], {"odd": tmp_path / "odd.json"})


@both_schemas
def test_ajv_accepts_the_examples(ajv, name):
    assert len(examples(name)) >= {"dataset": 2, "record": 50}[name]
    assert set(ajv([(name, json.dumps(plain)) for plain in examples(name)])) == {True}


def texts_of(file: str) -> list[tuple[str, str]]:
    """Return the JSON texts of a file of the corpus, each with the schema it is held against."""
    text = (CORPUS / file).read_bytes().decode("utf-8").removeprefix("\ufeff")
    match file.rpartition(".")[2]:
        case "json":
            return [("dataset", text)]
        case "jsonl":
            return [("record", line) for line in text.split("\n") if line.strip(" \t\r")]
    name, values = parsed(file)
    return [(name, json.dumps(value)) for value in values]


def test_ajv_refuses_of_the_corpus_what_it_is_said_to_and_so_does_another_validator(ajv):
    texts = {}
    for file in FILES:
        try:
            texts[file] = texts_of(file)
        except Exception:  # of whatever kind: then it is no case for a schema
            assert EXPECTED[file][0].code in {"not-readable", "invalid-syntax"}, file
    questions = [(file, *question) for file, some in texts.items() for question in some]
    verdicts = ajv([question for _, *question in questions])
    theirs = {}
    for (file, name, text), verdict in zip(questions, verdicts, strict=True):
        if verdict is None:
            assert EXPECTED[file][0].code == "invalid-syntax", file
            continue
        theirs.setdefault(file, []).append(verdict)
        if "1e" not in text:  # what Python takes for infinity
            assert validator(name).is_valid(json.loads(text)) == verdict, file
    refused = {file for file, some in theirs.items() if not all(some)}
    assert refused == {file for file in texts if any(row.caught_by == "both" for row in EXPECTED[file])}
    assert len(refused) > 100
    assert len(theirs) - len(refused) > 100


@both_schemas
def test_ajv_comes_to_the_same_verdict_on_what_is_nearly_sound(ajv, name):
    found = []

    @settings(max_examples=400)
    @given(mutated(name))
    def gather(plain):
        found.append(plain)

    gather()
    theirs = ajv([(name, json.dumps(plain)) for plain in found])
    ours = [validator(name).is_valid(plain) for plain in found]
    assert [plain for plain, one, other in zip(found, ours, theirs, strict=True) if one != other] == []
    assert {True, False} == set(ours)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern[:40])
def test_a_pattern_means_the_same_in_javascript(ajv, pattern, tmp_path):
    schema = {"type": "string", "pattern": pattern}
    (tmp_path / "pattern.json").write_text(json.dumps(schema))
    theirs = ajv([("it", json.dumps(text)) for text in strings()], {"it": tmp_path / "pattern.json"})
    ours = jsonschema_rs.Draft202012Validator(schema)
    assert [text for text, verdict in zip(strings(), theirs, strict=True) if ours.is_valid(text) != verdict] == []


# --- types for TypeScript --------------------------------------------------------------------------------------------

OUR_TYPES = dict.fromkeys(["peacetalks", "peacetalks/line"], OURS)
OPTIONS = {"strict": True, "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "types": []}


@pytest.fixture(scope="session")
def compiled(tool, tmp_path_factory):
    """Compiles programs against types of one origin; returns the folder with what they are in JavaScript."""

    def compile_all(types: dict[str, Path], *programs: Path) -> Path:
        folder = tmp_path_factory.mktemp("tsc")
        paths = {}
        for module, path in types.items():
            copied = shutil.copyfile(path, folder / f"types-of-{module.replace('/', '-')}{''.join(path.suffixes)}")
            paths[module] = [str(copied)]
        files = [str(shutil.copyfile(program, folder / program.name)) for program in programs]
        options = OPTIONS | {"paths": paths, "rootDir": str(folder), "outDir": str(folder / "out")}
        (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": files}))
        tool("tsc", "-p", folder / "tsconfig.json")
        return folder / "out"

    return compile_all


@pytest.fixture(scope="session")
def json2ts(tool, tmp_path_factory):
    """Types that json-schema-to-typescript makes of each of the schemas."""
    folder = tmp_path_factory.mktemp("json2ts")
    for name in OF_DATA:
        tool("json2ts", "-i", schema_file(name), "-o", folder / f"{name}.ts")
    return {"peacetalks": folder / "dataset.ts", "peacetalks/line": folder / "record.ts"}


@pytest.fixture(scope="session", params=["ours", "json2ts"])
def types(request):
    """Types for TypeScript: our own declarations, and those made of the schemas."""
    return OUR_TYPES if request.param == "ours" else request.getfixturevalue("json2ts")


def test_a_program_with_every_type_of_record_compiles(compiled, types):
    compiled(types, CLIENTS / "dataset.ts")


def test_what_no_types_may_accept_does_not_compile(compiled, types):
    compiled(types, CLIENTS / "faults.ts")


def test_our_types_know_how_codes_look(compiled):
    compiled(OUR_TYPES, CLIENTS / "faults_of_codes.ts")


def test_a_fault_that_is_none_would_be_noticed(compiled, tmp_path):
    program = (CLIENTS / "faults.ts").read_text(encoding="utf-8")
    (tmp_path / "mended.ts").write_text(program.replace("titel:", "title:"), encoding="utf-8")
    with pytest.raises(AssertionError, match="Unused '@ts-expect-error' directive"):
        compiled(OUR_TYPES, tmp_path / "mended.ts")


def test_the_dataset_of_the_program_is_one(compiled, require_node):
    folder = compiled(OUR_TYPES, CLIENTS / "dataset.ts")
    (folder / "package.json").write_text('{"type": "module"}')
    code = f"import({json.dumps((folder / 'dataset.js').as_uri())}).then(it => console.log(JSON.stringify(it)))"
    made = json.loads(run(require_node, "--eval", code))
    assert [problem for problem in pt.check(made["dataset"]) if problem.severity == "error"] == []
    assert {type(record) for record in pt.Dataset.from_records(read(made["dataset"]))} == set(GROUPS.values())
    for line in made["lines"]:
        validator("record").validate(line)
    assert {line["type"] for line in made["lines"]} == {"dataset", *(cls.__name__.lower() for cls in GROUPS.values())}


def read(plain):
    return pt.loads(json.dumps(plain))


def test_whatever_is_valid_has_the_types(compiled, types, tmp_path):
    """Every valid file of the corpus, and the examples, as a literal: a type that is too narrow is found here."""
    program = ["import type { Dataset } from 'peacetalks'", "import type { Line } from 'peacetalks/line'"]
    documents, lines = map(list, map(examples, OF_DATA))
    for file in VALID:
        name, values = parsed(file)
        (documents if name == "dataset" else lines).extend(values)
    assert len(documents) > 100
    program.append(f"export const documents: Dataset[] = {json.dumps(documents, indent=1)}")
    program.append(f"export const lines: Line[] = {json.dumps(lines, indent=1)}")
    (tmp_path / "valid.ts").write_text("\n".join(program), encoding="utf-8")
    compiled(types, tmp_path / "valid.ts")


NO_TYPES_FOR = {"invalid-date", "invalid-id", "empty-text", "out-of-range", "invalid-syntax"}
"""Codes of bounds and patterns: not a matter of types."""
NOR_FOR = re.compile("unknown-code-.*(namespaced|currency|unit)|unknown-field-extra|wrong-type-number-fraction")
"""Files with patterns and bounds within other codes."""


def test_our_types_refuse_of_the_corpus_what_types_can(modules, tmp_path):
    programs = {}
    for file in FILES:
        (code, caught_by) = next(((row.code, row.caught_by) for row in EXPECTED[file]), ("", ""))
        if caught_by == "both" and code not in NO_TYPES_FOR and not NOR_FOR.search(file):
            name, values = parsed(file)
            root = {"dataset": "Dataset", "record": "Line"}[name]
            program = tmp_path / f"{len(programs)}.ts"
            literal = f"export const it: {root}[] = {json.dumps(values)}\n"
            program.write_text(f"import type {{ {root} }} from '{OURS}'\n{literal}", encoding="utf-8")
            programs[program.name] = file
    options = OPTIONS | {"noEmit": True}
    (tmp_path / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "files": list(programs)}))
    tsc = [str(modules / ".bin" / "tsc"), "-p", str(tmp_path / "tsconfig.json")]
    done = subprocess.run(tsc, capture_output=True, text=True, timeout=120, cwd=tmp_path)
    refused = set(re.findall(r"^([0-9]+\.ts)\(", done.stdout, re.MULTILINE))
    assert [file for program, file in programs.items() if program not in refused] == []
    assert len(programs) > 100


# --- quicktype -------------------------------------------------------------------------------------------------------

QUICKTYPE = {"typescript": "export interface {} {{", "go": "type {} struct {{", "rust": "pub struct {} {{"}
"""How a class begins, by the languages that are tried."""


@pytest.fixture(scope="session")
def quicktyped(tool, tmp_path_factory):
    """What quicktype makes of a schema."""
    folder = tmp_path_factory.mktemp("quicktype")

    @functools.cache
    def make(name: str, language: str) -> Path:
        top = {"dataset": "Dataset", "record": "Line"}[name]
        made = folder / f"{name}-{language}" / f"{top}.ts"
        made.parent.mkdir()
        tool("quicktype", "-s", "schema", schema_file(name), "-l", language, "-t", top, "-o", made)
        return made

    return make


@both_schemas
@pytest.mark.parametrize("language", QUICKTYPE)
def test_quicktype_makes_classes(quicktyped, name, language):
    text = quicktyped(name, language).read_text(encoding="utf-8")
    # The lines of a stream are one class to quicktype, with the fields of all types of records.
    expected = ["Dataset", *(cls.__name__ for cls in GROUPS.values())] if name == "dataset" else ["Line"]
    assert [one for one in expected if QUICKTYPE[language].format(one) not in text] == []


def test_what_quicktype_makes_for_typescript_reads_the_examples(quicktyped, tool, require_node, tmp_path):
    sources = [quicktyped(name, "typescript") for name in OF_DATA]
    tool("tsc", "--strict", "--target", "es2022", "--module", "esnext", "--outDir", tmp_path, *sources)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    for name in OF_DATA:
        values = examples(name)
        top = {"dataset": "Dataset", "record": "Line"}[name]
        (made,) = tmp_path.rglob(f"{top}.js")
        code = f"""
            import {{ createInterface }} from 'node:readline'
            import {{ Convert }} from {json.dumps(made.as_uri())}
            for await (const line of createInterface({{ input: process.stdin }})) {{
              console.log(JSON.stringify(JSON.parse(Convert.{top[0].lower()}{top[1:]}ToJson(Convert.to{top}(line)))))
            }}
        """
        answers = run(require_node, "--input-type=module", "--eval", code, text=json_lines(values))
        assert [json.loads(line) for line in answers.splitlines()] == values


# --- classes for Python: datamodel-code-generator --------------------------------------------------------------------

MODELS = ("pydantic_v2.BaseModel", "dataclasses.dataclass", "typing.TypedDict", "msgspec.Struct")


@pytest.fixture(scope="session")
def generated(tmp_path_factory):
    """The Python modules that datamodel-code-generator makes of a schema."""
    folder = tmp_path_factory.mktemp("models")

    @functools.cache
    def make(name: str, kind: str) -> Path:
        made = folder / f"{name}_{kind.partition('.')[0]}.py"
        options = ["--input-file-type", "jsonschema", "--output-model-type", kind, "--target-python-version", "3.11"]
        command = [sys.executable, "-m", "datamodel_code_generator", "--input", schema_file(name), "--output", made]
        run(*command, *options, "--disable-timestamp")
        return made

    return make


@both_schemas
@pytest.mark.parametrize("kind", MODELS)
def test_datamodel_code_generator_makes_a_module_with_a_class_for_each_type(generated, name, kind):
    module = generated(name, kind)
    classes = ", ".join(cls.__name__ for cls in GROUPS.values())
    run(
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(module.parent)!r}); from {module.stem} import {classes}",
    )


@both_schemas
def test_generated_models_of_pydantic_load_the_examples(generated, name):
    values = examples(name)
    module = generated(name, MODELS[0])
    answers = run(
        sys.executable,
        CLIENTS / "models.py",
        module,
        "Dataset" if name == "dataset" else "Line",
        text=json_lines(values),
    )
    assert [json.loads(line) for line in answers.splitlines()] == values


def test_generated_models_of_pydantic_refuse_what_is_wrong(generated):
    module = generated("dataset", MODELS[0])
    for wrong in ({}, {"peacetalks": "1.1"}, {"peacetalks": "1.0", "titel": "x"}, {"peacetalks": "1.0", "title": ""}):
        with pytest.raises(AssertionError, match="ValidationError"):
            run(sys.executable, CLIENTS / "models.py", module, "Dataset", text=json_lines([wrong]))
