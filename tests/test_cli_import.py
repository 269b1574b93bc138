"""Importing on the command line: what is written, what is told of rows, and what is refused."""

import csv
import io
import json
import shutil
import sys
from pathlib import Path

import pytest

import peacetalks as pt
from peacetalks.importers import plover, ucdp
from peacetalks.importers.report import Report
from peacetalks.importers.workbook import MAGIC

ROWS = Path(__file__).resolve().parent / "importer_rows" / "ucdp.csv"
EVENT = {"id": "1", "date": "2001-02-03", "event": ["REQUEST"], "actor": [{"code": "NOR"}], "text": "Talk."}


@pytest.fixture
def table(folder):
    return shutil.copy(ROWS, folder / "ucdp.csv").name


def test_what_is_written_is_what_the_importer_reads(run, table, folder):
    done = run("import", "ucdp", table, "out.yaml.gz")
    report = Report()
    dataset = ucdp.read(ROWS, report=report)
    assert pt.load(folder / "out.yaml.gz") == dataset
    assert done.code == (1 if report.of("refused") else 0)
    assert done.out == ""
    assert done.err.startswith(f"peacetalks: {table}: {len(dataset)} records, {len(report)} remarks on rows (")
    assert done.err.endswith("; --report FILE lists them\n")


@pytest.mark.parametrize("name", ["odd.csv", "odd.json"])
def test_a_report_lists_every_remark_with_its_row(run, table, folder, name):
    run("import", "ucdp", table, "out.json", "--report", name)
    text = (folder / name).read_text(encoding="utf-8")
    told = json.loads(text) if name.endswith("json") else list(csv.DictReader(io.StringIO(text)))
    report = Report()
    ucdp.read(ROWS, report=report)
    assert [(str(one["row"]), one["column"] or None, one["message"]) for one in told] == [
        (str(one.row), one.column, one.message) for one in report
    ]


def test_standard_input_and_output(run, folder):
    (folder / "event.json").write_text(json.dumps([EVENT]), encoding="utf-8")
    text = (folder / "event.json").read_bytes()
    done = run("import", "plover", "-", "-", "--to", "jsonl", stdin=text)
    assert pt.loads(done.out, format="jsonl") == plover.read(io.BytesIO(text))
    assert done.err == "peacetalks: -: 3 records, nothing odd\n"
    assert run("import", "plover", "event.json", "out.json", "--report", "-").out.startswith("row,column,value,outcome")


def test_a_workbook_is_read_like_the_table_that_it_holds(run, folder):
    openpyxl = pytest.importorskip("openpyxl")
    with ROWS.with_name("pax.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(folder / "pax.xlsx")
    shutil.copy(ROWS.with_name("pax.csv"), folder)
    assert run("import", "pax", "pax.csv", "one.json").code == run("import", "pax", "pax.xlsx", "two.json").code
    assert run("import", "pax", "-", "three.json", stdin=(folder / "pax.xlsx").read_bytes()).code in (0, 1)
    assert pt.load(folder / "one.json") == pt.load(folder / "two.json") == pt.load(folder / "three.json")


def test_a_workbook_without_its_extra_is_refused_by_name(run, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (folder / "pax.xlsx").write_bytes(MAGIC)
    done = run("import", "pax", "pax.xlsx", "out.json")
    assert (done.code, done.out) == (2, "")
    assert "pip install 'peacetalks[xlsx]'" in done.err


def test_a_refused_row_is_told_by_the_exit_code(run, write):
    name = write("two.csv", "paid,pa_name,pa_date\n9001,Harbour accord,1999-05-27\n,Nameless,1999-05-28\n")
    done = run("import", "ucdp", name, "out.json")
    assert done.code == 1
    assert "1 refused" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["ucdp", "missing.csv", "out.json"],
            "missing.csv: error /: the file cannot be read: No such file or directory",
        ),
        (["ucdp", "ucdp.csv", "out.txt"], "out.txt: the name tells no format"),
        (["ucdp", "ucdp.csv", "none/out.json"], "none/out.json cannot be written: No such file or directory"),
        (["ucdp", "ucdp.csv", "out.json", "--report", "none/a.csv"], "none/a.csv cannot be written"),
        (["ucdp", "ucdp.csv", "ucdp.csv", "--to", "json"], "ucdp.csv is what is read"),
        (["ucdp", "ucdp.csv", "out.json", "--report", "ucdp.csv"], "ucdp.csv is what is read"),
        (["plover", "broken.json", "out.json"], "broken.json:1: error"),
        (["usdp", "ucdp.csv", "out.json"], "ucdp"),
    ],
)
def test_what_cannot_be_done_is_refused(run, table, write, folder, arguments, said):
    write("broken.json", "[{")
    before = ROWS.read_bytes()
    done = run("import", *arguments)
    assert done.code in (1, 2)
    assert said in done.err
    assert (folder / table).read_bytes() == before
