"""Workbooks as tables: what cells become, what is refused, and that PA-X is the same from either kind of file."""

import csv
import datetime
import errno
import io
import sys
import zipfile
from pathlib import Path

import pytest

import peacetalks as pt
from peacetalks.importers import pax
from peacetalks.importers import workbook as workbooks
from peacetalks.importers.report import Report
from peacetalks.importers.workbook import MOST_ROWS, opened_table, rows_of_workbook, text_of

openpyxl = pytest.importorskip("openpyxl")

MADE_UP = Path(__file__).parent / "importer_rows" / "pax.csv"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows):
    """Return a workbook with rows in its first sheet, and another sheet behind it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("other").append(["not", "read"])
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


def changed(file, name, change):
    """Return a workbook with one member changed, or left out where that is ``None``."""
    made = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            content = old.read(member)
            if member == name:
                content = change(content)
            if content is not None:
                new.writestr(member, content)
    made.seek(0)
    return made


def with_cells(cells):
    """Return a workbook whose first sheet has the rows that are given as XML."""
    start, end = b"<sheetData>", b"</sheetData>"
    return changed(
        workbook(["a"]), SHEET, lambda text: text.partition(start)[0] + start + cells + end + text.partition(end)[2]
    )


def with_shared_text(text, cells):
    """Return a workbook as spreadsheets write it: cells have the number of a text that stands elsewhere."""
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    entry = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    file = changed(with_cells(cells), "[Content_Types].xml", lambda types: types.replace(b"</Types>", entry))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        archive.writestr("xl/sharedStrings.xml", b'<sst xmlns="' + space + b'"><si><t>' + text + b"</t></si></sst>")
    file.seek(0)
    return file


def rows_in(file):
    return list(rows_of_workbook(file))


def refused(file):
    with pytest.raises(pt.ValidationError) as error:
        rows_in(file)
    (problem,) = error.value.problems
    return problem.code


def found_in(file):
    """Return the rows of a workbook, or the code of the problem for which it is refused."""
    try:
        return rows_in(file)
    except pt.ValidationError as error:
        return error.problems[0].code


# --- cells and rows


def test_rows_below_the_header_are_dicts_and_blank_ones_count():
    file = workbook([], ["a", "b "], [1, None], [None, None], ["x", " y"])
    assert rows_in(file) == [{"a": "1", "b ": ""}, {}, {"a": "x", "b ": " y"}]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (365, "365"),
        (365.0, "365"),
        (-0.0, "0"),
        (0.5, "0.5"),
        (1e16, "10000000000000000"),
        (float("inf"), "inf"),
        (True, "True"),
        (None, ""),
        ("365.0", "365.0"),
        ("NA", "NA"),
        ("None", "None"),
        (datetime.datetime(1999, 5, 27), "1999-05-27"),
        (datetime.datetime(1999, 5, 27, 12, 30), "1999-05-27T12:30:00"),
        (datetime.date(1999, 5, 27), "1999-05-27"),
        (datetime.time(12, 30), "12:30:00"),
    ],
)
def test_a_value_is_told_as_text(value, text):
    assert text_of(value) == text


def test_dates_and_numbers_are_what_a_csv_file_would_have():
    file = workbook(["day", "number", "flag"], [datetime.datetime(1999, 5, 27), 365.0, True])
    assert rows_in(file) == [{"day": "1999-05-27", "number": "365", "flag": "True"}]


def test_a_name_that_stands_twice_in_the_header_is_told_as_for_csv():
    report = Report()
    pax.read(workbook(["AgtId", "Agt", "Agt", None, None], ["1", "Accord", "Other", "", "stray"]), report=report)
    assert ("Agt", "changed") in [(one.column, one.outcome) for one in report]
    (agreement,) = pax.read(workbook(["AgtId", "Agt", "Agt"], ["1", "Accord", "Other"])).agreements
    assert (agreement.name, agreement.extra["pax:column 3"]) == ("Accord", "Other")


def test_a_cell_beyond_the_header_is_kept():
    report = Report()
    (agreement,) = pax.read(workbook(["AgtId", "Agt"], ["1", "Accord", None, "x"]), report=report).agreements
    assert agreement.extra["pax:beyond column 3"] == "x"
    assert ("beyond column 3", "kept") in [(one.column, one.outcome) for one in report]


def test_a_sheet_without_cells_has_no_rows():
    assert rows_in(workbook()) == rows_in(workbook([None, " "])) == []


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    file = workbook(["a"], ["1"])
    shrunk = changed(file, SHEET, lambda text: text.replace(b'ref="A1:A2"', b'ref="A1:A1"'))
    assert rows_in(shrunk) == [{"a": "1"}]
    grown = changed(file, SHEET, lambda text: text.replace(b'ref="A1:A2"', b'ref="A1:XFD1048576"'))
    assert rows_in(grown) == [{"a": "1"}]


def test_what_openpyxl_warns_of_is_nothing_to_us():
    header = b'<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c></row>'
    cell = b'<row r="2"><c r="A2" s="1"><v>1e300</v></c></row>'

    def dated(text):
        return text.replace(b'<xf numFmtId="0"', b'<xf numFmtId="14" applyNumberFormat="1"').replace(
            b"</cellXfs>", b'<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/></cellXfs>'
        )

    assert rows_in(changed(with_cells(header + cell), "xl/styles.xml", dated)) == [{"a": "#VALUE!"}]


# --- what is a workbook


@pytest.mark.parametrize("as_path", [True, False])
def test_pa_x_is_the_same_from_a_workbook(tmp_path, as_path):
    with MADE_UP.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))
    typed = [rows[0], *([int(cell) if cell.isdigit() else cell or None for cell in row] for row in rows[1:])]
    file = workbook(*(row[:-1] for row in typed))  # the stray column is in the CSV alone
    path = tmp_path / "pax.data"  # told by its content
    path.write_bytes(file.getvalue())
    report, other = Report(), Report()
    assert pax.read(path if as_path else file, report=report) == pax.read(MADE_UP, report=other)
    assert list(report) == list(other)
    assert not file.closed


def test_csv_is_handed_on_wherever_it_stands():
    file = io.BytesIO(b"xyz" + MADE_UP.read_bytes())
    file.seek(3)
    with opened_table(file) as table:
        assert [table().read(3) for _ in range(2)] == [b"Con", b"Con"]
    text = io.StringIO("a,b")
    with opened_table(text) as table:
        assert [table().read() for _ in range(2)] == ["a,b", "a,b"]
    rows = [{"a": "b"}]
    with opened_table(rows) as table:
        assert table() is rows
    with opened_table(iter(rows)) as table:
        assert [list(table()) for _ in range(2)] == [rows, rows]


@pytest.mark.parametrize("source", [None, 7, b"a,b"])
def test_what_cannot_be_read_is_refused(source):
    with pytest.raises(pt.ValidationError) as error:
        pax.read(source)
    assert [problem.code for problem in error.value.problems] == ["wrong-type"]


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        pax.read(tmp_path / "none.xlsx")


def test_without_openpyxl_the_message_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(pt.MissingExtraError, match=r"pip install 'peacetalks\[xlsx\]'"):
        pax.read(workbook(["AgtId"]))


def test_a_library_that_openpyxl_lacks_is_not_hidden(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] in ("openpyxl", "et_xmlfile")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "et_xmlfile", None)
    with pytest.raises(ModuleNotFoundError) as error:
        rows_in(io.BytesIO(b"PK"))
    assert not isinstance(error.value, pt.MissingExtraError)


# --- broken and hostile


def test_a_file_that_cannot_be_read_any_further_is_an_os_error(monkeypatch):
    def fail(*given, **options):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(openpyxl, "load_workbook", fail)
    with pytest.raises(OSError, match="Input/output error"):
        rows_in(workbook(["a"]))


def test_a_workbook_of_the_old_format_is_refused():
    with pytest.raises(pt.ValidationError, match="save it as xlsx"):
        pax.read(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_workbook_that_is_cut_off_is_refused(part):
    data = workbook(["a"], ["1"]).getvalue()
    assert refused(io.BytesIO(data[: int(len(data) * part)])) == "not-readable"


@pytest.mark.parametrize("name", ["[Content_Types].xml", "xl/workbook.xml", SHEET])
@pytest.mark.parametrize("change", [lambda _: None, lambda _: b"", lambda text: text[:-20], lambda _: b"<a/>"])
def test_a_workbook_without_a_sound_member_is_refused_or_empty(name, change):
    file = changed(workbook(["a"], ["1"]), name, change)
    assert found_in(file) in ("not-readable", [], [{"a": "1"}])


def test_bytes_turned_over_anywhere_never_give_a_traceback():
    data = workbook(["a", "b"], ["1", "x"]).getvalue()
    for at in range(0, len(data), 97):
        broken = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        found_in(io.BytesIO(broken))


def test_a_zip_of_something_else_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert refused(file) == "not-readable"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    file = changed(workbook(["a"]), "xl/styles.xml", lambda text: text + b" " * 200_000_000)
    assert refused(file) == "invalid-syntax"


def test_one_long_text_shared_by_many_cells_is_refused():
    cell = b'<row><c t="s"><v>0</v></c></row>'
    assert rows_in(with_shared_text(b"a", 3 * cell)) == [{"a": "a"}, {"a": "a"}]
    assert refused(with_shared_text(b"x" * 60_000, 500 * cell)) == "invalid-syntax"


def test_a_row_with_a_number_that_no_sheet_has_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_ROWS", 1_000)  # openpyxl gives all the blank rows before it
    assert refused(with_cells(b'<row r="999999999999"><c><v>1</v></c></row>')) == "invalid-syntax"
    assert MOST_ROWS == 1_048_576


@pytest.mark.parametrize("cell", [b'<c r="ZZZZZZZ1"><v>1</v></c>', b"<c><v>one</v></c>", b'<c t="s"><v>99</v></c>'])
def test_a_cell_that_cannot_be_is_refused(cell):
    assert refused(with_cells(b"<row>" + cell + b"</row>")) == "not-readable"


def test_entities_that_grow_are_refused_or_stay_small():
    nested = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
    head = b'<!DOCTYPE worksheet [<!ENTITY e0 "lol">' + nested + b"]>"
    cells = b'<row><c t="inlineStr"><is><t>&e9;</t></is></c></row>'
    file = changed(
        with_cells(cells), SHEET, lambda text: head + text.partition(b"?>")[2] if b"?>" in text else head + text
    )
    assert refused(file) == "not-readable"


# --- the real file as a workbook


@pytest.mark.slow
@pytest.mark.shared_data
def test_real_rows_are_the_same_from_a_workbook(shared_data):
    path = shared_data / "pax_all_agreements_data.csv"
    with path.open(encoding="utf-8", newline="") as text:
        head, *rows = [row[:266] for row in csv.reader(text)]
    some = rows[::10]  # of the whole table, most of the time would go into making the workbook
    typed = [head, *([int(cell) if cell.isdigit() else cell or None for cell in row] for row in some)]
    assert pax.read(workbook(*typed)) == pax.read([dict(zip(head, row, strict=True)) for row in some])
