"""Tables of other projects, whatever state they are in: encodings, ragged rows, odd headers, cells of wrong types."""

import csv
import datetime
import gzip
import io
import os
import threading

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.importers import ucdp
from peacetalks.importers.cells import day, id_number, id_numbers, whole_number
from peacetalks.importers.columns import columns_of
from peacetalks.importers.draft import CONSTANT, KEPT, Rule, Table, gives_nothing
from peacetalks.importers.gathering import Gathering
from peacetalks.importers.places import gw_place, gw_states
from peacetalks.importers.report import Report
from peacetalks.importers.table import read_rows
from peacetalks.importers.values import column_name, written
from peacetalks.limits import GREATEST_TEXT
from peacetalks.records import Agreement, Conflict, Party, Process, Source


def rows_of(source):
    report = Report()
    return [dict(row.cells) for row in read_rows(source, report)], report


def rows_in(text):
    return rows_of(io.BytesIO(text if isinstance(text, bytes) else text.encode()))


# --- encodings and packing


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_in_utf8_is_read_with_or_without_a_mark_and_nothing_is_told(encoding):
    rows, report = rows_in("paid,pa_name\r\n1,Évora “accord”\r\n".encode(encoding))
    assert rows == [{"paid": "1", "pa_name": "Évora “accord”"}]
    assert list(report) == []


def test_a_file_that_is_not_utf8_is_read_as_windows_1252_and_it_is_told():
    rows, report = rows_in("a\nÉvora “x” €\n".encode("cp1252"))
    assert rows == [{"a": "Évora “x” €"}]
    assert [(one.row, one.outcome, "Windows-1252" in one.message) for one in report] == [(0, "changed", True)]


def test_bytes_that_windows_1252_leaves_open_become_the_control_characters_of_those_numbers():
    rows, _ = rows_in(b"a\n\x81\x8d\x8f\x90\x9d\xe9\n")
    assert rows == [{"a": "\x81\x8d\x8f\x90\x9dé"}]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_file_in_utf16_is_read_by_its_mark(encoding):
    rows, report = rows_in(("\ufeff" + "paid\nÉ\n").encode(encoding))
    assert rows == [{"paid": "É"}]
    assert [one.message for one in report] == ["the file is not UTF-8; it was read as UTF-16"]


def test_broken_utf16_is_read_without_a_traceback():
    rows, _ = rows_in(("\ufeff" + "paid\n12\n").encode("utf-16-le") + b"\x00\xd8\x01")
    assert rows[0]["paid"] == "12"


def test_utf8_is_told_from_others_beyond_the_first_piece_of_the_file():
    rows, _ = rows_in(b"a\n" + b"x" * 70_000 + b"\n" + b"\xe9\n")
    assert rows[1] == {"a": "é"}


def test_utf8_that_ends_within_a_character_is_no_utf8():
    rows, _ = rows_in(b"a\n\xc3")
    assert rows == [{"a": "Ã"}]


def test_gzip_is_unpacked_and_an_open_file_is_read_from_where_it_stands():
    packed = gzip.compress(b"a\n1\n")
    assert rows_in(packed)[0] == [{"a": "1"}]
    file = io.BytesIO(b"skipped" + packed)
    file.seek(7)
    assert rows_of(file)[0] == [{"a": "1"}]


def test_damaged_gzip_is_refused():
    with pytest.raises(pt.ValidationError) as refused:
        rows_in(gzip.compress(b"a\n1\n" * 100)[:-12])
    assert [problem.code for problem in refused.value.problems] == ["not-readable"]


def test_an_open_file_stays_open(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"a\n1\n")
    with path.open("rb") as file:
        assert rows_of(file)[0] == [{"a": "1"}]
        assert not file.closed
    text = io.StringIO("a\n1\n")
    assert rows_of(text)[0] == [{"a": "1"}]
    assert not text.closed


def test_a_path_is_read_as_text_or_as_a_path(tmp_path):
    path = tmp_path / "table.csv"
    path.write_bytes(b"a\n1\n")
    assert rows_of(path)[0] == rows_of(str(path))[0] == [{"a": "1"}]


def test_a_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        rows_of(tmp_path / "none.csv")


def test_a_pipe_is_read():
    reading, writing = os.pipe()

    def write():
        with open(writing, "wb") as file:  # noqa: PTH123 - a file descriptor
            file.write("a\né\n".encode("cp1252"))

    thread = threading.Thread(target=write)
    thread.start()
    with open(reading, "rb") as file:  # noqa: PTH123
        rows, _ = rows_of(file)
    thread.join()
    assert rows == [{"a": "é"}]


def test_a_mark_in_front_of_a_quoted_header_is_skipped_in_text_too():
    assert rows_of(io.StringIO('\ufeff"a"\n1\n'))[0] == [{"a": "1"}]


def test_a_text_file_opened_in_the_wrong_encoding_is_refused():
    file = io.TextIOWrapper(io.BytesIO(b"a\n\xe9\n"), encoding="utf-8")
    with pytest.raises(pt.ValidationError) as refused:
        rows_of(file)
    assert [problem.code for problem in refused.value.problems] == ["not-readable"]


@pytest.mark.parametrize("source", [None, 12, b"a\n1\n", bytearray(b"a"), memoryview(b"a"), {"a": "1"}])
def test_what_cannot_be_a_table_is_refused(source):
    with pytest.raises(pt.ValidationError) as refused:
        rows_of(source)
    assert [problem.code for problem in refused.value.problems] == ["wrong-type"]


# --- rows and headers


@pytest.mark.parametrize("text", ["", "\n", " , \n\n", "a,b\n", "\ufeff"])
def test_a_table_without_rows_yields_none(text):
    rows, report = rows_in(text)
    assert rows == []
    assert list(report) == []


def test_rows_are_numbered_below_the_header_and_blank_ones_count():
    report = Report()
    text = b"\n ,\na,b\n1,2\n\n , \n3,4\n"
    assert [row.number for row in read_rows(io.BytesIO(text), report)] == [1, 4]


def test_headers_lose_the_spaces_around_them_and_cells_do_not():
    assert rows_in("ref , return \n 1 , x \n")[0] == [{"ref": " 1 ", "return": " x "}]


def test_a_cell_may_have_lines_quotes_and_line_ends_of_any_kind():
    assert rows_in('a,b\r\n"x\ny ""z""\r\nw",2\r\n')[0] == [{"a": 'x\ny "z"\r\nw', "b": "2"}]


def test_short_rows_are_filled_up_and_told():
    rows, report = rows_in("a,b,c\n1\n")
    assert rows == [{"a": "1", "b": "", "c": ""}]
    assert [(one.row, one.outcome) for one in report] == [(1, "changed")]


def test_cells_beyond_the_last_column_are_kept_where_they_say_something():
    rows, report = rows_in("a\n1,x,,y\n2,,\n")
    assert rows == [{"a": "1", "beyond column 1": "x", "beyond column 3": "y"}, {"a": "2"}]
    assert [(one.row, one.column, one.value, one.outcome) for one in report] == [
        (1, "beyond column 1", "x", "kept"),
        (1, "beyond column 3", "y", "kept"),
    ]


def test_columns_of_one_name_are_told_apart():
    rows, report = rows_in("a,a ,column 3,a\n1,2,3,4\n")
    assert rows == [{"a": "1", "column 2": "2", "column 3": "3", "column 4": "4"}]
    assert [(one.row, one.column) for one in report] == [(0, "a"), (0, "a")]


def test_a_made_up_name_never_hides_a_column_that_has_it():
    assert rows_in("column 3,a,a\n1,2,3\n")[0] == [{"column 3": "1", "a": "2", "column 3+": "3"}]


def test_empty_headers_get_a_name_and_nothing_is_told():
    rows, report = rows_in("a,, \n1,2,3\n")
    assert rows == [{"a": "1", "unnamed": "2", "column 3": "3"}]
    assert list(report) == []


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (" ref ", "ref"),
        ("", "unnamed"),
        ("Unnamed: 67", "unnamed"),
        ("\ufeffpaid", "paid"),
        ("two\r\nlines", "two lines"),
        ("a\u2028b", "a b"),
        ("a\x00\ud800b", "ab"),
        ("\x00", "unnamed"),
    ],
)
def test_a_column_is_named_by_its_header_in_one_line(header, name):
    assert column_name(header) == name


def test_characters_that_no_text_can_hold_are_removed_and_told():
    rows, report = rows_of([{"a": "x\x00y\ud800", "b": "fine"}])
    assert rows == [{"a": "xy", "b": "fine"}]
    assert [(one.row, one.column, one.outcome) for one in report] == [(1, "a", "changed")]
    assert rows_in(b"a\nx\x00y\n")[0] == [{"a": "xy"}]


def test_a_cell_that_is_too_long_for_a_text_is_cut_and_told():
    rows, report = rows_of([{"a": "x" * (GREATEST_TEXT + 1)}])
    assert len(rows[0]["a"]) == GREATEST_TEXT
    assert [(one.row, one.outcome) for one in report] == [(1, "changed")]


def test_a_field_beyond_the_limit_costs_its_row_and_the_next_ones_are_read():
    huge = "x" * (csv.field_size_limit() + 1)
    rows, report = rows_in(f"a,b\n1,2\n{huge},3\n4,5\n")
    assert rows == [{"a": "1", "b": "2"}, {"a": "4", "b": "5"}]
    assert [(one.row, one.outcome) for one in report] == [(2, "refused")]


def test_an_unclosed_quote_costs_what_it_swallows_and_it_is_told():
    rows, report = rows_in('a,b\n1,2\n3,"4\n5,6\n')
    assert rows == [{"a": "1", "b": "2"}, {"a": "3", "b": "4\n5,6\n"}]
    assert list(report) == []
    rows, report = rows_in('a,b\n"3,4\n5,6\n')
    assert [one.outcome for one in report] == ["changed"]  # a cell short


def test_a_lone_carriage_return_ends_a_row_as_old_spreadsheets_have_it():
    assert rows_in("a,b\r1,2\r3,4\r")[0] == [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]


def test_text_that_csv_refuses_costs_its_row():
    rows, report = rows_of(io.StringIO("a\n1\rx\n2\n"))
    assert rows == [{"a": "2"}]
    assert [(one.row, one.outcome) for one in report] == [(1, "refused")]


# --- rows as dicts


def test_rows_of_a_dict_reader_are_read():
    assert rows_of(csv.DictReader(io.StringIO("a,b\n1,2\n")))[0] == [{"a": "1", "b": "2"}]


def test_what_a_dict_reader_has_beyond_the_last_column_is_kept():
    rows, report = rows_of(csv.DictReader(io.StringIO("a\n1,2,3\n")))
    assert rows == [{"a": "1", "unnamed": "['2', '3']"}]
    assert [one.outcome for one in report] == ["changed"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        ("nan", "nan"),
        (12, "12"),
        (1.5, "1.5"),
        (True, "True"),
        (datetime.date(1999, 5, 27), "1999-05-27"),
        (datetime.datetime(1999, 5, 27), "1999-05-27"),
        (datetime.datetime(1999, 5, 27, 1), "1999-05-27 01:00:00"),
    ],
)
def test_values_are_written_as_cells_have_them(value, text):
    assert written(value) == text
    rows, report = rows_of([{"a": value, "b": "x"}])
    assert rows == [{"a": text, "b": "x"}]
    assert list(report) == []


@pytest.mark.parametrize("value", [["x"], {"x": 1}, b"x", object(), (1, 2)])
def test_values_that_no_cell_holds_are_written_out_and_told(value):
    rows, report = rows_of([{"a": value}])
    assert rows[0]["a"]
    assert [(one.row, one.column, one.outcome) for one in report] == [(1, "a", "changed")]


def test_numbers_that_python_refuses_to_print_and_endless_lists_are_no_traceback():
    nested = []
    for _ in range(100_000):
        nested = [nested]
    rows, _ = rows_of([{"a": 10**5000, "b": nested}])
    assert len(rows[0]["a"]) <= 80
    assert len(rows[0]["b"]) <= 80


def test_rows_that_are_no_dicts_are_left_out():
    rows, report = rows_of([{"a": "1"}, None, ["x"], "y", 7, {"a": " "}, {}, {"a": "2"}])
    assert rows == [{"a": "1"}, {"a": "2"}]
    assert [(one.row, one.outcome) for one in report] == [(number, "refused") for number in (2, 3, 4, 5)]


def test_keys_of_any_kind_make_columns_and_none_hides_another():
    rows, report = rows_of([{1: "a", "1": "b", None: "c", "": "d", "x": "e", "x ": "f"}])
    assert list(rows[0].values()) == ["a", "b", "c", "d", "e", "f"]
    assert [one.column for one in report] == ["1", "x"]


# --- cells


@pytest.mark.parametrize(("cell", "number"), [("12", 12), (" 0012 ", 12), ("12.0", 12), ("-99", -99), ("0", 0)])
def test_whole_numbers_are_read_as_spreadsheets_write_them(cell, number):
    assert whole_number(cell) == number


@pytest.mark.parametrize("cell", ["", "x", "1.5", "1e3", "1,2", "\u0661\u0662", "9" * 16, "--1", "+1"])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(pt.ValidationError):
        whole_number(cell)


def test_ids_are_not_below_zero_and_lists_are_of_ids():
    assert id_numbers("300, 130,7") == [300, 130, 7]
    for refused in ("300,", "", "1; 2"):
        with pytest.raises(pt.ValidationError):
            id_numbers(refused)
    with pytest.raises(pt.ValidationError):
        id_number("-1")


@pytest.mark.parametrize("cell", ["1999-05-27", " 1999-05-27 ", "1999-05-27 00:00:00", "1999-05-27T00:00:00.000"])
def test_days_are_read(cell):
    assert day(cell) == pt.Date("1999-05-27")


@pytest.mark.parametrize("cell", ["", "1999", "27.5.1999", "1999-02-30", "1999-05-27 10:00:00"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(pt.ValidationError):
        day(cell)


# --- places


def test_states_have_one_number_one_name_and_one_code_each():
    states = gw_states()
    codes = [state.iso3166_1_a3 for state in states.values() if state.iso3166_1_a3]
    assert len(states) > 190
    assert len({state.name for state in states.values()}) == len(states)
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 3 and code.isupper() for code in codes)


def test_a_state_is_a_place_with_its_identifiers_and_an_unknown_one_has_its_number():
    known = gw_place(365)
    assert (known.id, known.name) == ("gw.365", "Russia")
    assert [(one.scheme, one.value) for one in known.identifiers] == [("gw", "365"), ("iso3166_1_a3", "RUS")]
    unknown = gw_place(9701, parent="ucdp-region.4")
    assert (unknown.name, unknown.parent) == ("State 9701 of Gleditsch and Ward", "ucdp-region.4")
    assert [one.scheme for one in gw_place(345).identifiers] == ["gw"]


# --- gathering


def test_what_rows_tell_of_one_thing_is_united():
    gathered = Gathering()
    gathered.add(Conflict(id="c", name="One", places=("a",)))
    gathered.add(Conflict(id="c", name="Other", places=("b", "a"), level="local"))
    assert gathered["c"] == Conflict(id="c", name="One", places=("a", "b"), level="local")
    gathered.extend("c", "places", "b", "d")
    assert gathered["c"].places == ("a", "b", "d")
    assert "c" in gathered
    assert gathered.get("none") is None


def test_a_guess_is_replaced_by_what_is_known_and_never_the_other_way_round():
    guess, known = Party(id="p", name="Party 1", kind="unknown"), Party(id="p", name="Front", kind="armed_group")
    for order in ([(guess, True), (known, False)], [(known, False), (guess, True)], [(guess, True), (guess, True)]):
        gathered = Gathering()
        for party, provisional in order:
            gathered.add(party, provisional=provisional)
        assert gathered["p"] == (known if known in [party for party, _ in order] else guess)


def test_a_gathering_makes_a_dataset_with_its_header():
    gathered = Gathering()
    gathered.header["title"] = "Talks"
    gathered.add(Process(id="p", name="Process"))
    assert gathered.dataset() == pt.Dataset(title="Talks", processes=[Process(id="p", name="Process")])


# --- drafts


def fake_table(**changes):
    columns = tuple(column for column in columns_of("ucdp") if column.name in {"paid", "pa_name", "region", "txt"})
    names = {"paid": "id", "pa_name": "name", "region": "level", "txt": "constant"}
    columns = tuple(attrs.evolve(column, rule=names[column.name], argument="0") for column in columns)
    rules = {
        "id": KEPT,
        "name": Rule(lambda draft, column: draft.fields.update(name=draft.cell(column.name)), lambda a, _c, _d: a.name),
        "level": Rule(lambda draft, column: draft.fields.update(level=draft.cell(column.name)), gives_nothing),
        "constant": CONSTANT,
    }
    known_as = {
        "scheme": "fake",
        "columns": columns,
        "rules": rules,
        "key": "paid",
        "agreement_id": lambda cell: f"fake.{id_number(cell)}",
        "begin": lambda _row, gathered: gathered.add(Source(id="s", title="Fake")),
    }
    return Table(**(known_as | changes))


def test_a_field_that_cannot_be_is_told_and_its_cell_kept():
    report = Report()
    dataset = fake_table().read([{"paid": "1", "pa_name": "Accord", "region": "galactic", "txt": "0"}], report)
    (agreement,) = dataset.agreements
    assert agreement.level is None
    assert dict(agreement.extra) == {"fake:paid": "1", "fake:region": "galactic"}
    assert [(one.row, one.outcome) for one in report] == [(1, "kept")]


def test_a_row_of_which_no_agreement_can_be_made_is_left_out_and_the_next_one_is_read():
    report = Report()
    dataset = fake_table().read([{"paid": "1"}, {"paid": "2", "pa_name": "Accord"}], report)
    assert [agreement.id for agreement in dataset.agreements] == ["fake.2"]
    assert [one.row for one in report.of("refused")] == [1]


def test_constants_are_given_back_and_kept_where_they_differ():
    rows = [
        {"paid": "1", "pa_name": "A", "region": "", "txt": "0"},
        {"paid": "2", "pa_name": "B", "region": "", "txt": "7"},
    ]
    table = fake_table()
    dataset = table.read(rows, Report())
    assert [agreement.extra.get("fake:txt") for agreement in dataset.agreements] == [None, "7"]
    assert list(table.write_rows(dataset, dataset.agreements)) == rows


def test_columns_that_are_missing_or_unknown_are_told_once():
    report = Report()
    rows = [{"paid": "1", "pa_name": "A", "new": "x"}, {"paid": "2", "pa_name": "B", "new": "", "newer": "y"}]
    table = fake_table()
    dataset = table.read(rows, report)
    assert [(one.row, one.column, one.outcome) for one in report] == [
        (0, "region", "changed"),
        (0, "txt", "changed"),
        (0, "new", "kept"),
        (0, "newer", "kept"),
    ]
    first, second = table.write_rows(dataset, dataset.agreements)
    assert first["new"] == "x"
    assert (second.get("new"), second["newer"]) == (None, "y")


def test_records_that_were_gathered_before_are_in_the_dataset():
    gathered = Gathering()
    gathered.add(Agreement(id="fake.1", name="Known before"))
    report = Report()
    dataset = fake_table().read([{"paid": "1", "pa_name": "A"}], report, gathered)
    assert [agreement.name for agreement in dataset.agreements] == ["Known before"]
    assert [one.message for one in report.of("refused")] == [
        "an earlier row has the same number; this row was left out"
    ]


def test_a_report_counts_lists_and_sorts_by_outcome():
    report = Report()
    report.tell(3, "a", "x" * 200, "kept", "found x")
    report.tell(4, None, None, "refused", "left out")
    assert len(report) == 2
    assert [one.row for one in report] == [3, 4]
    assert [one.row for one in report.of("refused")] == [4]
    assert len(next(iter(report)).value) == 80


# --- never a traceback


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_are_refused(data):
    report = Report()
    try:
        dataset = ucdp.read(io.BytesIO(data), report=report)
    except pt.ValidationError:
        return
    assert pt.check(dataset) == ()


HEADERS = [column.header for column in columns_of("ucdp")]
CELLS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="0123456789, -.", max_size=12),
    st.sampled_from(
        ["1", "1, 2", "2000-01-01", "1999-05-27", "True", "False", "UN", "Norway and Kenya", "X - Y", "", "22.1"]
    ),
    st.sampled_from(["Government of A - B, Government of A - C", "Government of A, B", "A was host", "-0", "\u0661"]),
    st.integers(-3, 3),
    st.floats(),
    st.none(),
    st.booleans(),
    st.lists(st.integers(), max_size=2),
    st.binary(max_size=3),
)


@given(
    st.lists(
        st.dictionaries(st.one_of(st.sampled_from(HEADERS), st.text(max_size=5), st.none()), CELLS, max_size=30).map(
            lambda row: {"paid": "7"} | row
        ),
        max_size=4,
    )
)
def test_any_rows_give_a_sound_dataset_that_gives_every_cell_back(rows):
    report = Report()
    dataset = ucdp.read(rows, report=report)
    assert [problem for problem in pt.check(dataset) if problem.severity == "error"] == []
    back = {row["paid"]: row for row in ucdp.write_rows(dataset)}
    headers = {column.name: column.header for column in columns_of("ucdp")}
    cells = {row.cells.get("paid"): row.cells for row in read_rows(rows, Report())}
    refused = {one.row for one in report.of("refused")}
    read = [row for row in read_rows(rows, Report()) if row.number not in refused]
    assert len(read) == len(back) == len(dataset.agreements)
    assert cells or not back
    for row in read:
        written_row = back[row.cells["paid"]]
        for name, cell in row.cells.items():
            assert written_row.get(headers.get(name, name), "") == cell


@given(
    st.lists(st.lists(st.text(alphabet='a1,"\r\n é', max_size=8), min_size=1, max_size=4), max_size=5), st.booleans()
)
def test_what_csv_writes_is_read_back(rows, has_mark):
    file = io.StringIO()
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([["h1", "h2", "h3", "h4"], *rows])
    read, _ = rows_in(file.getvalue().encode("utf-8-sig" if has_mark else "utf-8"))
    expected = [(row + [""] * 4)[:4] for row in rows if any(cell.strip() for cell in row)]
    assert [list(row.values()) for row in read] == expected
