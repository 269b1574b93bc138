"""The documentation agrees with the library where its own examples cannot show it."""

import ast
import re
import shlex
from functools import cache
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

import peacetalks as pt
from peacetalks.checks import RULES
from peacetalks.cli.app import app
from peacetalks.cli.query import helpers
from peacetalks.codelists import codelist, codelist_names
from peacetalks.dataset import GROUPS
from peacetalks.problems import TOO_MANY

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

SHAPE = {
    "too-many-problems",
    "not-readable",
    "invalid-syntax",
    "duplicate-key",
    "unsupported-version",
    "unknown-type",
    "unknown-field",
    "missing-field",
    "wrong-type",
    "empty-list",
    "empty-text",
    "out-of-range",
    "invalid-id",
    "invalid-date",
    "impossible-date",
    "unknown-code",
    "quantity-form",
    "empty-position",
    "empty-source",
    "empty-statement",
}
INTEGRITY = {"duplicate-id", "dangling-reference", "wrong-reference-type"}
"""Codes that data and programs rely on. One that is missing here is new; one that is changed here breaks its users."""


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


# --- the table of problems --------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """A row of the table of problems."""

    code: str
    severity: str
    meaning: str
    example: str


@cache
def rows(heading):
    section = page("problems.md").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in section.splitlines() if "| `" in line]
    return [Row(code.strip("`"), severity, meaning, example) for code, severity, meaning, example in cells]


@cache
def codes_in_the_source():
    """The codes of problems that stand in the source as such."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                said = call.args[:1] if call.func.id in {"refusal", "_problem"} else []
                said += [keyword.value for keyword in call.keywords if keyword.arg == "code"]
                found |= {one.value for one in said if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


def test_the_codes_of_shape_and_integrity_are_those_that_the_library_tells():
    empty = {f"empty-{cls.__name__.lower()}" for cls in GROUPS.values() if cls.form_fields}
    assert {row.code for row in rows("Shape")} == SHAPE
    assert {row.code for row in rows("Integrity")} == INTEGRITY
    assert codes_in_the_source() | empty | {TOO_MANY} == SHAPE | INTEGRITY | {"migrated"}
    assert "`migrated`" in page("problems.md"), "a warning of its own: there is no earlier version to show it with"
    assert {row.severity for row in (*rows("Shape"), *rows("Integrity"))} == {"error"}


def test_the_codes_of_meaning_are_those_of_the_rules():
    assert [(row.code, row.severity) for row in rows("Meaning")] == [(rule.code, rule.severity) for rule in RULES]


def document(example):
    """The document that an example stands in."""
    head = "" if example.startswith("peacetalks:") else 'peacetalks: "1.0", '
    groups = {
        "sources": "[{id: s, title: S}]",
        "parties": "[{id: a, name: A, kind: state}, {id: b, name: B, kind: state}]",
    }
    others = "".join(f", {group}: {records}" for group, records in groups.items() if f"{group}: [{{" not in example)
    return f"{{{head}{example}{others}}}"


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row.code) for level in ("Shape", "Integrity", "Meaning") for row in rows(level)]
)
def test_an_example_has_the_problem_that_it_stands_for_and_no_other_error(row, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    if row.example.startswith("none: "):
        assert not [term for name in codelist_names() for term in codelist(name) if term.deprecated]
        return
    example = row.example.strip("`")
    if example.startswith("peacetalks validate"):
        with pytest.raises(SystemExit):
            app(shlex.split(example)[1:])
        assert f"[{row.code}]" in capsys.readouterr().out
        return
    stream = example.removeprefix("jsonl: ")
    crowd = example.replace("{}, … ten thousand of them", ", ".join(["{}"] * 10_000))
    if stream != example:
        problems = pt.check(StringIO(stream), format="jsonl")
    elif crowd != example:
        problems = pt.check(StringIO(document(crowd)), format="yaml")[-1:]
    else:
        problems = pt.check(StringIO(document(example)), format="yaml")
    assert row.code in {problem.code for problem in problems if problem.severity == row.severity}
    assert {problem.code for problem in problems if problem.severity == "error"} <= {row.code}


def test_what_stands_around_an_example_has_no_error():
    assert {problem.severity for problem in pt.check(StringIO(document("title: T")), format="yaml")} == {"warning"}


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_every_public_name_is_on_the_page_of_names_once():
    own, _, modules = page("api.md").partition("## Modules of their own")
    names = re.findall(r"^\.\. (?:auto)?(?:class|exception|function|data):: (\w+)$", own, re.MULTILINE)
    assert sorted(names) == sorted(pt.__all__)
    assert modules


def test_every_form_of_a_date_is_one():
    table = page("dates.md").split("## How dates are written")[1].split("\n\n")[2]
    forms = [form for line in table.splitlines()[2:] for form in re.findall("`([^`]+)`", line.split(" | ")[1])]
    assert len(forms) > 25
    for form in forms:
        if "…" not in form:
            assert pt.Date(form).edtf == form


def test_the_codes_of_seasons_are_those_of_the_table():
    months = {"March": 3, "June": 6, "September": 9, "December": 12}
    table = page("dates.md").split("| codes | spring |")[1].split("\n\n")[0].splitlines()[2:]
    for row in table:
        cells = row.strip("| ").split(" | ")
        first, _ = map(int, re.findall("[0-9]+", cells[0]))
        for code, cell in enumerate(cells[1:], start=first):
            assert pt.Date(f"2025-{code}").earliest.month == months[cell.split()[0]]


def commands():
    """Every call of the command on a page, with what the page says it prints, and the files that the page shows."""
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        files = dict(re.findall(r"`(\w+\.yaml)`[^`]*(?:<!-- skip: next -->\s+)?```yaml\n(.*?)```", text, re.DOTALL))
        for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
            for call in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                line, _, printed = call.partition("\n")
                if line.startswith("peacetalks "):
                    yield pytest.param(line, printed, files, id=f"{path.name}: {line}")


@pytest.mark.parametrize(("line", "printed", "files"), list(commands()))
def test_commands_print_what_the_pages_say(line, printed, files, tmp_path, monkeypatch, capsys):
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        app(shlex.split(line, comments=True)[1:])
    assert left.value.code != 2
    said = capsys.readouterr()
    assert printed in ("", said.out + said.err)


def test_links_between_pages_lead_somewhere():
    for path in PAGES:
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_every_page_is_in_the_table_of_contents():
    contents = page("index.md").split("```{toctree}")[1].split("```")[0].split()
    assert {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"} <= set(contents)


def test_every_question_is_on_its_page_and_answers_one_of_the_thirty():
    named = re.findall(
        r"^\.\. (?:auto)?(?:class|function|data):: peacetalks\.query\.(\w+)$", page("query.md"), re.MULTILINE
    )
    assert sorted(named) == sorted(pt.query.__all__)
    table = page("questions.md").split("| | question | helper |")[1].split("\n\n")[0].splitlines()[2:]
    assert [row.split("]")[0].strip("| [") for row in table] == [str(number) for number in range(1, 31)]
    assert all(f"pt.query.{name}(" in page("questions.md") for name in helpers())
