"""``peacetalks diff`` and ``peacetalks merge``: what they print and write, and with which exit code they leave."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest

import peacetalks as pt

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ARTICLE, TALKS = (str(EXAMPLES / f"{name}.yaml") for name in ("moscow-ultimatums", "abu-dhabi-2026"))

BEFORE = """\
peacetalks: "1.0"
title: Talks of the Two Valleys
sources:
  - {id: gazette, title: The Gazette}
parties:
  - {id: uplands, name: Uplands, kind: state}
places:
  - {id: bridge, name: Stone Bridge}
demands:
  - {id: d, by: [uplands], kind: demand, text: The bridge is opened., citations: [{source: gazette, locator: p. 1}]}
"""
AFTER = """\
peacetalks: "1.0"
title: Talks
sources:
  - {id: the-gazette, title: The Gazette}
parties:
  - {id: uplands, name: Uplands, kind: collective}
rounds:
  - {id: round-1, number: 1, date: 2026-02-05}
demands:
  - id: d
    by: [uplands]
    kind: demand
    text: |
      The bridge
      is opened.
    tags: [bridge]
    citations: [{source: the-gazette, locator: p. 1}]
"""
OTHER = BEFORE.replace("kind: state", "kind: collective").replace(
    "  - {id: bridge", "  - {id: weir, name: Weir}\n  - {id: bridge"
)
"""Another kind of a party, and one more place."""

WRONG = 'peacetalks: "1.0"\nparties:\n  - {id: a, name: A, kind: stat}\n'


@pytest.fixture
def files(write):
    write("before.yaml", BEFORE)
    write("after.yaml", AFTER)
    write("other.yaml", OTHER)
    write("wrong.yaml", WRONG)


# --- diff -------------------------------------------------------------------------------------------------------------


def test_files_that_say_the_same_do_not_differ(run, files, folder):
    pt.dump(pt.load(folder / "before.yaml"), folder / "same.json")
    assert run("diff", "before.yaml", "same.json") == (0, "before.yaml and same.json: no difference\n", "")


def test_a_difference_is_told_for_people(run, files):
    assert run("diff", "before.yaml", "after.yaml") == (
        1,
        """\
before.yaml and after.yaml: 1 record added, 1 record removed, 2 records changed, 1 record renamed, 1
field of the header changed

Header (1)
  /title: Talks of the Two Valleys → Talks

Renamed (1)
source gazette → the-gazette

Changed (2)
party uplands
  /kind: state → collective
demand d
  /text: The bridge is opened. → The bridge\\nis opened.\\n
  /tags/0: + bridge

Removed (1)
place bridge: Stone Bridge

Added (1)
round round-1: Round 1, 2026-02-05
""",
        "",
    )


def test_what_was_taken_out_is_told_with_a_minus(run, files):
    out = run("diff", "after.yaml", "before.yaml").out
    assert "\n  /tags/0: - bridge\n" in out


ROWS = [
    ("header", None, None, "/title", "Talks of the Two Valleys", "Talks"),
    ("renamed", "source", "gazette", "/id", "gazette", "the-gazette"),
    ("changed", "party", "uplands", "/kind", "state", "collective"),
    ("changed", "demand", "d", "/text", "The bridge is opened.", "The bridge\nis opened.\n"),
    ("changed", "demand", "d", "/tags/0", None, "bridge"),
    ("removed", "place", "bridge", None, None, None),
    ("added", "round", "round-1", None, None, None),
]


def test_a_difference_is_told_for_programs(run, files):
    told = run("diff", "before.yaml", "after.yaml", "--format", "json")
    assert (told.code, told.err) == (1, "")
    assert [tuple(row.values()) for row in json.loads(told.out)] == ROWS
    told = run("diff", "before.yaml", "after.yaml", "--format", "csv")
    names, *rows = csv.reader(io.StringIO(told.out, newline=""))
    assert names == ["change", "type", "id", "path", "before", "after"]
    assert rows == [[cell or "" for cell in row] for row in ROWS]


def test_a_difference_is_told_for_pages(run, files):
    told = run("diff", "before.yaml", "after.yaml", "--format", "markdown")
    assert "| changed | party | uplands | /kind | state | collective |\n" in told.out


def test_values_that_are_no_text_are_told_as_json(run, write):
    write("a.yaml", 'peacetalks: "1.0"\nplaces: [{id: p, name: P}]\n')
    write(
        "b.yaml",
        'peacetalks: "1.0"\nplaces: [{id: p, name: P, control: [{status: contested, date: 2026}]}]\n'.replace(
            "2026", '"2026"'
        ),
    )
    (row,) = json.loads(run("diff", "a.yaml", "b.yaml", "--format", "json").out)
    assert row["after"] == '{"status": "contested", "date": "2026"}'


def test_no_difference_is_an_empty_array(run, files):
    assert run("diff", "before.yaml", "before.yaml", "--format", "json") == (0, "[]\n", "")


def test_one_of_two_may_come_through_a_pipe(run, files):
    assert run("diff", "before.yaml", "-", stdin=BEFORE.encode()).code == 0
    assert run("diff", "-", "before.yaml", stdin=AFTER.encode()).code == 1


@pytest.mark.parametrize("names", [("before.yaml", "wrong.yaml"), ("wrong.yaml", "before.yaml")])
def test_what_is_not_valid_cannot_be_compared(run, files, names):
    told = run("diff", *names)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("wrong.yaml:3: error /parties/0/kind = stat: ")


def test_a_file_that_is_not_there_cannot_be_compared(run, files):
    assert run("diff", "before.yaml", "none.yaml").code == 2


# --- merge ------------------------------------------------------------------------------------------------------------


def test_datasets_are_merged_into_a_file(run, files, folder):
    assert run("merge", "before.yaml", "before.yaml", "-o", "out.json") == (0, "", "")
    assert pt.load(folder / "out.json") == pt.load(folder / "before.yaml")


def test_conflicts_are_told_and_the_file_is_written_all_the_same(run, files, folder):
    assert run("merge", "before.yaml", "other.yaml", "-o", "out.yaml.gz") == (
        1,
        "",
        "other.yaml: conflict uplands /kind: ours = state; theirs = collective: the two sides differ; ours is kept "
        "[differs]\n"
        "peacetalks: out.yaml.gz is written, with 1 conflict; ours is what the files before the one named say, theirs "
        "is what that one says\n",
    )
    merged = pt.loads(gzip.decompress((folder / "out.yaml.gz").read_bytes()), format="yaml")
    assert {place.id for place in merged.places} == {"bridge", "weir"}
    assert merged["uplands"].kind == "state"


def test_conflicts_are_written_for_programs(run, files, folder):
    told = run("merge", "before.yaml", "other.yaml", "-o", "out.yaml", "--conflicts", "conflicts.json")
    assert told.code == 1
    assert json.loads((folder / "conflicts.json").read_text(encoding="utf-8")) == [
        {
            "file": "other.yaml",
            "record": "uplands",
            "path": "/kind",
            "kind": "differs",
            "ours": "state",
            "theirs": "collective",
            "base": None,
            "reason": "the two sides differ; ours is kept",
        }
    ]
    told = run("merge", "before.yaml", "before.yaml", "-o", "out.yaml", "--conflicts", "-")
    assert (told.code, told.out) == (0, "[]\n")


def test_with_a_base_what_one_side_changed_is_taken(run, files, folder):
    assert run("merge", "before.yaml", "other.yaml", "--base", "before.yaml", "-o", "out.yaml") == (0, "", "")
    assert pt.load(folder / "out.yaml") == pt.load(folder / "other.yaml")


def test_a_conflict_names_the_file_that_differs_from_those_before(run, files):
    told = run("merge", "before.yaml", "before.yaml", "other.yaml", "-o", "-", "--to", "jsonl")
    assert told.code == 1
    assert told.err.startswith("other.yaml: conflict uplands /kind: ")
    assert pt.loads(told.out, format="jsonl")["uplands"].kind == "state"


def test_the_examples_are_merged(run, folder):
    told = run("merge", ARTICLE, TALKS, "-o", "out.json")
    assert told.code == 1
    assert [line.split(": ")[1] for line in told.err.splitlines() if ": conflict " in line] == [
        "conflict header /description", "conflict header /title", "conflict further-talks", "conflict talks /name"
    ]  # fmt: skip
    assert told.err.count("may hold comments (line 1 looks like it); they are not written") == 2
    assert len(pt.load(folder / "out.json")) == len(pt.load(ARTICLE)) + len(pt.load(TALKS)) - 6


@pytest.mark.parametrize("option", ["-o", "--conflicts"])
@pytest.mark.parametrize("name", ["before.yaml", "other.yaml", "after.yaml", "link.yaml"])
def test_nothing_is_written_over_what_is_read(run, files, folder, option, name):
    (folder / "link.yaml").symlink_to("before.yaml")
    targets = {"-o": "out.yaml"} | {option: name}
    options = [part for pair in targets.items() for part in pair]
    told = run("merge", "before.yaml", "other.yaml", "--base", "after.yaml", *options)
    assert (told.code, told.out) == (2, "")
    assert f"{name} is what is read, and nothing is written over its own input" in told.err
    assert (folder / "before.yaml").read_text(encoding="utf-8") == BEFORE
    assert not (folder / "out.yaml").exists()


def test_what_is_not_valid_is_not_merged(run, files, folder):
    told = run("merge", "before.yaml", "wrong.yaml", "-o", "out.yaml")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("wrong.yaml:3: error ")
    assert not (folder / "out.yaml").exists()


def test_a_file_that_is_not_there_is_not_merged(run, files):
    assert run("merge", "before.yaml", "none.yaml", "-o", "out.yaml").code == 2


@pytest.mark.parametrize(
    ("options", "name"),
    [(["-o", "none/out.yaml"], "none/out.yaml"), (["-o", "o.yaml", "--conflicts", "none/c.json"], "none/c.json")],
)
def test_a_folder_that_is_not_there_is_told(run, files, options, name):
    told = run("merge", "before.yaml", "other.yaml", *options)
    assert told.code == 2
    assert f"{name} cannot be written: " in told.err


def test_standard_input_can_be_merged(run, files, folder):
    assert run("merge", "-", "before.yaml", "-o", "out.yaml", stdin=BEFORE.encode()).code == 0
    assert pt.load(folder / "out.yaml") == pt.load(folder / "before.yaml")
