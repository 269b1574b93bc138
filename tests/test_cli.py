"""The command line as a user runs it: what it prints, where, and with which exit code it leaves."""

import csv
import errno
import gzip
import io
import json
import os
import pty
import re
import subprocess
import sys
import tempfile
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import attrs
import pytest
from rich.cells import cell_len

import peacetalks as pt
from peacetalks.cli import main, progress
from peacetalks.cli.app import app
from peacetalks.cli.progress import LARGE
from peacetalks.cli.sentences import sentence
from peacetalks.cli.tables import Table, write_csv, write_json, write_markdown, write_text
from peacetalks.codelists import codelist, codelist_names
from peacetalks.dataset import GROUPS
from peacetalks.formats.streams import NOT_RUN_ON_STREAMS
from peacetalks.limits import GREATEST_REPORT
from peacetalks.problems import LISTED_PROBLEMS
from tests.conftest import Done

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "moscow-ultimatums.yaml"
SCRIPT = Path(sys.executable).parent / "peacetalks"

VALID = 'peacetalks: "1.0"\ntitle: Nothing wrong\n'
WARNED = """\
peacetalks: "1.0"
parties:
  - {id: russia, name: Russia, kind: state}
"""
WRONG = """\
peacetalks: "1.0"
parties:
  - {id: russia, name: Russia, kind: stat}
demands:
  - {id: d, by: [russland], kind: demand, text: ''}
"""
WRONG_LINES = [
    "wrong.yaml:3: error /parties/0/kind = stat: ",
    'wrong.yaml:5: error /demands/0/text = "": ',
    "wrong.yaml:5: error /demands/0/by/0 = russland: ",
]

STREAM = """\
{"type":"dataset","peacetalks":"1.0","title":"Nothing wrong"}
{"type":"source","id":"gazette","title":"The Gazette"}
"""
WRONG_STREAM = """\
{"type":"dataset","peacetalks":"1.0"}
{"type":"party","id":"russia","name":"Russia","kind":"stat"}
{"type":"demand","id":"d","by":["russland"],"kind":"demand","text":"Peace."}
"""

EVERY_TYPE = """\
peacetalks: "1.0"
title: Talks of the Two Valleys
description: An invented case with a record of every type.
licence: CC0-1.0
coverage: 2026-01/2026-02
sources:
  - {id: gazette, title: The river treaty, authors: [A. Writer, B. Writer], kind: news_article, published: 2026-02-07}
  - {id: bare, url: "https://example.org/item"}
places:
  - id: bridge
    name: Stone Bridge
    parent: valley
    control: [{status: contested, controller: uplands, claimants: [lowlands], date: 2025/..}]
  - {id: valley, name: The valley, other_names: [{text: Das Tal}]}
conflicts:
  - {id: dispute, name: The water dispute, parties: [uplands, lowlands], level: interstate}
parties:
  - {id: uplands, name: Uplands, kind: state, other_names: [{text: UL, kind: acronym}]}
  - {id: lowlands, name: Lowlands, kind: state}
  - id: league
    name: River League
    kind: collective
    composition: open
    members: [{party: uplands}, {party: lowlands}]
  - id: envoy
    name: The envoy
    kind: person
    parent: league
    posts: [{title: Special envoy, organisation: league, date: 2026/..}]
processes:
  - id: talks
    name: River talks
    conflicts: [dispute]
    history: [{status: proposed, date: 2026-01-10, by: [league]}, {status: ongoing, date: 2026-02-01}]
issues:
  - {id: water, name: Who gets the water, topics: [economy.trade_agreements], salience: core}
rounds:
  - id: round-2
    number: 2
    process: talks
    date: 2026-02-05
    place: bridge
    format: [mediated]
    agenda: [water]
    outcomes: [partial_agreement]
    history: [{status: scheduled, planned: 2026-02-04}]
participations:
  - {id: hosts, activity: talks, parties: [league], role: mediator, citations: [{source: gazette}]}
  - {id: soldiers, activity: talks, sectors: [military], rank: expert, on_behalf_of: uplands}
  - {id: unnamed, activity: talks, citations: [{source: gazette}]}
  - id: kept-away
    activity: talks
    parties: [lowlands]
    attendance: excluded
    excluded_by: [uplands]
    under_demand: d-1
demands:
  - id: d-1
    by: [uplands]
    to: [lowlands]
    kind: demand
    polarity: prevent
    text: The bridge is opened.
    value: {value: 40, unit: km}
    deadline: {edtf: "[..2026-02-28]", text: before spring}
    date: 2026-02-05
    history: [{status: withdrawn, date: 2026-02-06, by: [uplands], because: [treaty], citations: [{source: bare}]}]
    citations:
      - {source: gazette, locator: p. 1}
      - {source: gazette, locator: p. 2}
      - {source: gazette, locator: p. 3, asserted_by: [uplands]}
  - {id: d-2, by: [uplands], kind: offer, text: Boats pass., part_of: d-1}
linkages:
  - {id: tie, kind: in_exchange_for, subjects: [d-1, d-2], objects: [treaty]}
  - {id: bundle, kind: package, subjects: [d-1, d-2]}
positions:
  - {id: rejection, by: [lowlands], about: [d-1], stance: rejects, shift: hardened, conditions: [the dam opens]}
statements:
  - {id: thanks, by: [envoy], act: praise, text: Both came., quote: we are glad, audience: [uplands], date: 2026-02-06}
exchanges:
  - id: swap
    kind: prisoner_exchange
    history:
      - status: completed
        date: 2026-02-05
        quantity: {value: 10, unit: persons, basis: total}
        legs:
          - {from_party: uplands, to_party: lowlands, category: child, quantity: {value: 6, unit: persons}}
          - {from_party: lowlands, category: unspecified}
measures:
  - {id: truce, kind: ceasefire, by: [uplands], places: [valley], duration: {value: 3, unit: days}}
agreements:
  - {id: treaty, name: The treaty, date: 2026-02-06, related: [{kind: implements, text: an older paper}]}
assessments:
  - id: hope
    by: [envoy]
    kind: forecast
    proposition: The truce holds.
    likelihood: likely
    factors: [{label: Rain, effect: hinders}, {label: Snow, effect: unspecified}]
  - {id: view, kind: "example.org:mood_of_day", proposition: The talks are useful.}
"""


def process(*arguments, program=(SCRIPT,), stdin=b"", cwd=None, **environment):
    """Run the command as a program of its own."""
    done = subprocess.run(
        [*map(str, program), *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=os.environ | {"PYTHONUTF8": "1"} | environment,
        timeout=30,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


class Pipe(io.BytesIO):
    """What comes through a pipe; nobody may ask for all of it."""

    def seekable(self):
        return False

    def read(self, size=-1):
        assert 0 <= size < 10_000_000
        return super().read(size)


class Seen(NamedTuple):
    """How a run on a terminal ended: its exit code, what came out of standard output, what the terminal was sent."""

    code: int
    out: str
    sent: str

    @property
    def screen(self):
        """The lines that stand on the terminal at the end, without colours."""
        lines, row = [""], 0
        for mark in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\r|\n|[^\x1b\r\n]+", self.sent):
            if mark == "\n":
                row += 1
                lines += [""] * (row == len(lines))
            elif mark == "\x1b[2K":
                lines[row] = ""
            elif up := re.fullmatch(r"\x1b\[(\d+)A", mark):
                row -= int(up[1])
            elif mark[0] not in "\r\x1b":
                lines[row] += mark
        while lines and not lines[-1]:
            del lines[-1]
        return lines


def on_terminal(*arguments, redirected=False, stdin=None, cwd=None, columns=80, **environment):
    """Run the command as a program of its own on a terminal; ``redirected``: with its standard output elsewhere."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    kept |= {"TERM": "xterm-256color", "COLUMNS": str(columns), "LINES": "40", "PYTHONUTF8": "1"}
    outer, inner = pty.openpty()
    with tempfile.TemporaryFile() as out:
        running = subprocess.Popen(
            [SCRIPT, *arguments],
            stdin=stdin,
            stdout=out if redirected else inner,
            stderr=inner,
            env=kept | environment,
            cwd=cwd,
        )
        os.close(inner)
        sent = b""
        while True:
            try:
                data = os.read(outer, 4096)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            sent += data
        os.close(outer)
        code = running.wait(timeout=60)
        out.seek(0)
        return Seen(code, out.read().decode(), sent.decode().replace("\r\n", "\n"))


# --- the command itself -----------------------------------------------------------------------------------------------


def test_without_arguments_it_says_what_it_can_do(run):
    assert run() == run("--help")
    assert run().code == 0
    assert [name for name in COMMANDS if f" {name} " in run().out] == list(COMMANDS)


COMMANDS = {
    "validate": "[OPTIONS] FILE...",
    "show": "[OPTIONS] FILE",
    "convert": "[OPTIONS] IN OUT",
    "diff": "[OPTIONS] FIRST SECOND",
    "merge": "[OPTIONS] FILE FILE... -o OUT",
    "import": "[OPTIONS] SCHEME IN OUT",
    "query": "[FILE NAME] [OPTIONS] [--FILTER VALUE]...",
    "codelist": "[OPTIONS] [NAME]",
    "schema": "[OPTIONS]",
}


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_says_how_it_is_called_and_what_its_exit_codes_mean(run, command):
    told = run(command, "--help")
    assert told.code == 0
    assert told.out.splitlines()[0] == f"Usage: peacetalks {command} {COMMANDS[command]}"
    assert "Exit code 0: " in told.out
    assert " 2: " in told.out
    assert "from_" not in told.out


def test_version(run):
    assert run("--version") == (0, f"{version('peacetalks')}\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["vlidate"], 'Did you mean "validate"?', id="unknown command"),
        pytest.param(["validate"], "FILE requires an argument", id="no file to validate"),
        pytest.param(["show"], "FILE requires an argument", id="no file to show"),
        pytest.param(["show", "a.yaml", "b.yaml"], "b.yaml", id="two files to show"),
        pytest.param(["validate", "a.yaml", "--limit", "0"], "must be at least 1", id="limit of nothing"),
        pytest.param(["validate", "a.yaml", "--limit", "x"], "--limit", id="limit that is no number"),
        pytest.param(["validate", "a.yaml", "--format", "xml"], '"text", "json", "github"', id="unknown format"),
        pytest.param(["validate", "a.yaml", "--formt", "json"], "no such option", id="mistyped option"),
        pytest.param(["show", "-x"], "no such option", id="unknown option"),
        pytest.param(["show", "a.txt", "--from", "xml"], '"json", "jsonl", "yaml"', id="format that is not there"),
        pytest.param(["convert", "a.yaml"], "OUT requires an argument", id="nowhere to write"),
        pytest.param(["convert", "a.yaml", "-x"], "no such option", id="option for a file"),
        pytest.param(["convert", "a.yaml", "-"], "say which with --to", id="standard output without a format"),
        pytest.param(["convert", "a.yaml", "b.txt"], "say which with --to", id="name that tells no format"),
        pytest.param(["diff", "a.yaml"], "SECOND requires an argument", id="nothing to compare with"),
        pytest.param(["diff", "-", "-"], "read once", id="standard input against itself"),
        pytest.param(["merge", "a.yaml", "-o", "b.yaml"], "OTHER requires an argument", id="nothing to merge"),
        pytest.param(["merge", "a.yaml", "b.yaml"], "--out requires an argument", id="nowhere to write the merged"),
        pytest.param(["merge", "a", "b", "-o", "-"], "say which with --to", id="merged in no format"),
        pytest.param(["merge", "-", "-", "-o", "c.yaml"], "read once", id="standard input with itself"),
        pytest.param(
            ["merge", "a", "b", "-o", "c.json", "--conflicts", "c.json"], "another name", id="two things in one file"
        ),
        pytest.param(["codelist", "party_knd"], "did you mean 'party_kind'?", id="mistyped codelist"),
        pytest.param(["codelist", "x"], "all of them: peacetalks codelist", id="unknown codelist"),
        pytest.param(["codelist", "topic", "stance"], "stance", id="two codelists"),
    ],
)
def test_wrong_usage_is_told_in_one_line_on_stderr_and_leaves_with_2(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("peacetalks: ")
    assert err.count("\n") == 1
    assert said in err


def test_a_file_may_begin_with_a_hyphen(run, write):
    write("-x.yaml", VALID)
    assert run("validate", "./-x.yaml").code == 0


# --- validate: exit codes ---------------------------------------------------------------------------------------------


def test_the_example_has_no_problems(run):
    assert run("validate", str(EXAMPLE)) == (0, f"{EXAMPLE}: valid (no errors, no warnings)\n", "")


@pytest.mark.parametrize(
    ("files", "options", "code"),
    [
        pytest.param(["valid.yaml"], [], 0, id="valid"),
        pytest.param(["valid.yaml"], ["--strict"], 0, id="valid, strictly"),
        pytest.param(["warned.yaml"], [], 0, id="warnings"),
        pytest.param(["warned.yaml"], ["--strict"], 1, id="warnings, strictly"),
        pytest.param(["wrong.yaml"], [], 1, id="errors"),
        pytest.param(["valid.yaml", "wrong.yaml"], [], 1, id="errors in one of two"),
        pytest.param(["nothing.yaml"], [], 2, id="no such file"),
        pytest.param(["folder.yaml"], [], 2, id="a folder"),
        pytest.param(["dataset.txt"], [], 2, id="a suffix that tells no format"),
        pytest.param(["latin.yaml"], [], 2, id="not UTF-8"),
        pytest.param(["syntax.json"], [], 1, id="not JSON"),
        pytest.param(["wrong.yaml", "nothing.yaml"], [], 2, id="errors in one, no other"),
    ],
)
@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_exit_codes(run, write, folder, files, options, code, format):
    write("valid.yaml", VALID)
    write("warned.yaml", WARNED)
    write("wrong.yaml", WRONG)
    write("dataset.txt", VALID)
    write("syntax.json", "{")
    (folder / "latin.yaml").write_bytes(VALID.replace("Nothing", "Götter").encode("latin-1"))
    (folder / "folder.yaml").mkdir()
    assert run("validate", *files, *options, "--format", format)[::2] == (code, "")


def test_an_unreadable_file_does_not_hide_the_problems_of_the_others(run, write):
    code, out, _ = run("validate", "nothing.yaml", write("wrong.yaml", WRONG), write("valid.yaml", VALID))
    assert code == 2
    assert "nothing.yaml: error /: the file cannot be read" in out
    assert "[not-readable]\nnothing.yaml: not readable\n" in out
    assert [line for line in out.splitlines() if line.startswith("wrong.yaml:3: error /parties/0/kind")]
    assert out.endswith("valid.yaml: valid (no errors, no warnings)\n")


# --- validate: what is printed ----------------------------------------------------------------------------------------


def test_text_says_a_problem_a_line_and_then_the_verdict(run, write):
    code, out, _ = run("validate", write("wrong.yaml", WRONG))
    *lines, verdict = out.splitlines()
    problems = pt.check("wrong.yaml")
    assert code == 1
    assert lines == [
        f"{begin}{problem.message} [{problem.code}]" for begin, problem in zip(WRONG_LINES, problems, strict=True)
    ]
    assert verdict == "wrong.yaml: not valid (3 errors, no warnings)"


def test_text_is_not_wrapped_in_a_pipe(run, write):
    name = write("x" * 150 + ".yaml", WRONG)
    _, out, _ = run("validate", name)
    assert len(out.splitlines()) == 4
    assert all(line.startswith(name) for line in out.splitlines())


def test_warnings_are_counted_by_themselves(run, write):
    _, out, _ = run("validate", write("warned.yaml", WARNED))
    assert out.splitlines()[0].startswith("warned.yaml:3: warning /parties/0: ")
    assert out.splitlines()[-1] == "warned.yaml: valid (no errors, 1 warning)"


def test_each_file_is_read_once(run, write):
    name = write("valid.yaml", VALID)
    assert run("validate", name, name).out == f"{name}: valid (no errors, no warnings)\n"


def test_options_may_stand_between_files(run, write):
    write("a.yaml", WRONG), write("b.yaml", WRONG)
    rows = json.loads(run("validate", "a.yaml", "--format", "json", "b.yaml").out)
    assert [row["file"] for row in rows] == ["a.yaml"] * 3 + ["b.yaml"] * 3


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_a_limit_holds_for_each_file_and_changes_no_exit_code(run, write, format):
    write("a.yaml", WRONG), write("b.yaml", WRONG)
    code, out, _ = run("validate", "a.yaml", "b.yaml", "--limit", "1", "--format", format)
    assert code == 1
    assert out.count("/parties/0/kind") == 2
    assert out.count("/demands/0") == 0


def test_text_says_how_many_problems_a_limit_leaves_out(run, write):
    _, out, _ = run("validate", write("wrong.yaml", WRONG), "--limit", "2")
    assert out.splitlines()[2:] == ["wrong.yaml: … and 1 more", "wrong.yaml: not valid (3 errors, no warnings)"]


def test_json_is_one_array_with_the_file_first_and_then_all_that_a_problem_has(run, write):
    _, out, _ = run("validate", "nothing.json", write("wrong.yaml", WRONG), "--format", "json")
    rows = json.loads(out)
    fields = [field.name for field in attrs.fields(pt.Problem)]
    assert {tuple(row) for row in rows} == {("file", *fields)}
    problems = [pt.Problem(**{name: row[name] for name in fields}) for row in rows]
    assert tuple(problems[1:]) == pt.check("wrong.yaml")
    assert [row["file"] for row in rows] == ["nothing.json"] + ["wrong.yaml"] * 3
    assert rows[0]["line"] is None


def test_json_of_no_problems_is_an_empty_array(run, write):
    assert run("validate", write("valid.yaml", VALID), "--format", "json") == (0, "[]\n", "")


def test_json_is_ascii_and_keeps_every_character(run, write):
    kind = "Győr 🕊 \u202e\x85 ''"
    write("kind.json", json.dumps({"peacetalks": "1.0", "parties": [{"id": "a", "name": "A", "kind": kind}]}))
    _, out, _ = run("validate", "kind.json", "--format", "json")
    assert out.isascii()
    assert json.loads(out)[0]["value"] == kind


def test_github_gets_a_workflow_command_for_each_problem(run, write):
    _, out, _ = run("validate", write("wrong.yaml", WRONG), write("warned.yaml", WARNED), "--format", "github")
    lines = out.splitlines()
    assert lines[0].startswith("::error file=wrong.yaml,line=3,title=unknown-code at /parties/0/kind::")
    assert lines[-1].startswith("::warning file=warned.yaml,line=3,title=unused-record at /parties/0::")
    assert len(lines) == 4


def test_github_without_a_line_points_to_the_file(run):
    assert run("validate", "nothing.json", "--format", "github").out.startswith("::error file=nothing.json,title=not-")


def test_github_commands_are_escaped(run, folder):
    name = "a:b,c%d\r\ne.json"
    (folder / name).write_text('{"peacetalks": "1.0", "k:e,y%\\r\\n": "100%, really: yes"}', encoding="utf-8")
    _, out, _ = run("validate", name, "--format", "github")
    assert out.count("\n") == 1
    command, place, message = out.split("::", 2)[1].split(" ", 1) + out.split("::")[2:]
    assert command == "error"
    assert place == "file=a%3Ab%2Cc%25d%0D%0Ae.json,line=1,title=unknown-field at /k%3Ae%2Cy%25%0D%0A"
    assert message == f"{pt.check(name)[0].message}\n"


def test_a_message_for_github_keeps_colons_and_commas_but_no_percent_or_line_end(run, write, monkeypatch):
    problem = pt.Problem(code="x", severity="error", path="", message="one: 100%,\r\ntwo")
    monkeypatch.setattr("peacetalks.cli.validate.check", lambda *_, **__: (problem,))
    assert (
        run("validate", write("a.yaml", VALID), "--format", "github").out
        == "::error file=a.yaml,title=x at /::one: 100%25,%0D%0Atwo\n"
    )


# --- validate: streams ------------------------------------------------------------------------------------------------


def test_a_stream_is_checked_a_record_at_a_time_and_says_which_rules_that_leaves_out(run, write, monkeypatch):
    monkeypatch.delattr("peacetalks.cli.validate.check")
    code, out, err = run("validate", write("a.jsonl", STREAM), write("b.jsonl", STREAM))
    assert (code, out) == (0, "a.jsonl: valid (no errors, no warnings)\nb.jsonl: valid (no errors, no warnings)\n")
    assert err.startswith("peacetalks: rules that need the whole dataset were not run on JSON Lines (")
    assert err.count("\n") == 1
    assert [rule for rule in NOT_RUN_ON_STREAMS if rule not in err] == []
    assert "--whole" in err


def test_the_problems_of_a_stream_are_those_of_check_records(run, write):
    code, out, _ = run("validate", write("wrong.jsonl", WRONG_STREAM), "--format", "json")
    fields = [field.name for field in attrs.fields(pt.Problem)]
    assert code == 1
    found = tuple(pt.Problem(**{name: row[name] for name in fields}) for row in json.loads(out))
    assert found == pt.check_records("wrong.jsonl")
    assert [problem.line for problem in found] == [2, 3]


def test_whole_runs_all_rules_on_a_stream(run, write):
    code, out, err = run("validate", "--whole", write("a.jsonl", STREAM))
    assert (code, err) == (0, "")
    assert out.splitlines()[0].startswith("a.jsonl:2: warning /: ")
    assert "[unused-record]" in out
    assert run("validate", "--whole", "--strict", "a.jsonl").code == 1
    assert run("validate", "--strict", "a.jsonl").code == 0


@pytest.mark.parametrize("format", ["text", "json", "github"])
def test_what_was_not_run_is_said_apart_from_the_problems(run, write, format):
    _, out, err = run("validate", write("wrong.jsonl", WRONG_STREAM), "--format", format)
    assert "--whole" not in out
    assert err.count("--whole") == 1


@pytest.mark.parametrize("name", ["a.json", "nothing.jsonl", "damaged.jsonl.gz"])
def test_where_no_stream_was_checked_nothing_is_said_of_rules(run, write, folder, name):
    write("a.json", json.dumps({"peacetalks": "1.0"}))
    (folder / "damaged.jsonl.gz").write_bytes(gzip.compress(STREAM.encode())[:-9])
    assert run("validate", name).err == ""


def test_the_verdict_on_more_problems_than_are_told_does_not_count_them(run, write):
    write("many.jsonl", WRONG_STREAM.splitlines()[0] + '\n{"type":"pary"}' * (GREATEST_REPORT + 5))
    code, out, _ = run("validate", "many.jsonl", "--limit", "1")
    assert code == 1
    assert out.splitlines()[-1] == f"many.jsonl: not valid (more than {GREATEST_REPORT} problems)"


@pytest.mark.parametrize(
    ("text", "format"), [(VALID, "yaml"), ('{"peacetalks": "1.0", "title": "x"}', "json"), (STREAM, "jsonl")]
)
@pytest.mark.parametrize("command", ["validate", "show"])
def test_a_format_can_be_said_where_no_name_tells_it(run, write, text, format, command):
    assert run(command, write("dataset", text)).code == 2
    assert run(command, "dataset", "--from", format).code == 0
    assert run(command, "-", "--from", format, stdin=text.encode()).code == 0
    told = run(command, "dataset")
    assert "or say which with --from [not-readable]" in told.out + told.err


def test_a_format_that_is_said_counts_more_than_the_name(run, write):
    write("a.json", VALID)
    assert run("validate", "a.json").code == 1
    assert run("validate", "a.json", "--from", "yaml").code == 0


# --- standard input ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param(VALID, id="YAML"),
        pytest.param('{"peacetalks": "1.0", "title": "Nothing wrong"}', id="JSON"),
        pytest.param('\n \t\r\n{"peacetalks": "1.0", "title": "Nothing wrong"}', id="JSON after space"),
    ],
)
def test_standard_input_is_read_for_a_hyphen(run, text, mark):
    assert run("validate", "-", stdin=mark + text.encode()) == (0, "-: valid (no errors, no warnings)\n", "")
    shown = run("show", "-", stdin=mark + text.encode())
    assert shown.code == 0
    assert shown.out.startswith("Nothing wrong\n")


@pytest.mark.parametrize("command", ["validate", "show"])
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n", b"[]", b"{", b"no dataset"])
def test_standard_input_without_a_dataset_is_a_problem_like_any_other(command, data):
    done = process(command, "-", stdin=data)
    assert done.code == 1
    assert (done.out + done.err).startswith("-:1: error /")
    assert "Traceback" not in done.err


TOLD_APART = {
    "YAML": ("yaml", VALID + "parties: [{id: a, name: A, kind: state}]\n"),
    "YAML with a list first": ("yaml", "parties:\n- {id: a, name: A, kind: state}\n" + VALID),
    "JSON in lines": ("json", '{\n"title": "Nothing wrong",\n"peacetalks": "1.0"\n}'),
    "JSON in one line": ("json", '{"peacetalks": "1.0", "title": "Nothing wrong"}\n'),
    "JSON Lines": ("jsonl", STREAM),
    "JSON Lines without a header": ("jsonl", "\n".join(STREAM.splitlines()[1:])),
    "JSON Lines with the type last": ("jsonl", '{"id":"a","title":"A","type":"source"}'),
    "JSON Lines after blank ones": ("jsonl", " \r\n\n" + STREAM),
}


@pytest.mark.parametrize(("format", "text"), TOLD_APART.values(), ids=TOLD_APART)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "byte order mark"])
@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["text", "gzip"])
@pytest.mark.parametrize("reader", [io.BytesIO, Pipe], ids=["file", "pipe"])
def test_standard_input_tells_its_format_by_how_it_begins(run, format, text, mark, pack, reader):
    canonical = pt.dumps(pt.loads(text, format=format)).encode()
    data = pack(mark + text.encode())
    code, out, err = run("convert", "-", "-", "--to", "json", stdin=reader(data))
    assert (code, out.encode(), err) == (0, canonical, "")
    code, _, err = run("validate", "-", stdin=reader(data))
    assert (code, "JSON Lines" in err) == (0, format == "jsonl")
    assert run("show", "-", stdin=reader(data)).code == 0


def test_a_line_too_long_for_a_stream_is_json(run, monkeypatch):
    monkeypatch.setattr("peacetalks.cli.sources.GREATEST_LINE", 20)
    assert run("validate", "-", stdin=b'{"peacetalks": "1.0", "title": "type"}').code == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"\x1f\x8b no gzip at all", 2, id="damaged gzip"),
        pytest.param(gzip.compress(STREAM.encode())[:-9], 2, id="half of a gzip"),
        pytest.param(b'{"type":"dataset"', 1, id="half of a line"),
        pytest.param(b'["type"]', 1, id="a list"),
        pytest.param(b'{"type":"dataset","peacetalks":NaN}', 1, id="a number that there is not"),
        pytest.param(b'{"type":"\xff"}', 2, id="not UTF-8"),
        pytest.param(b"[" * 100_000, 1, id="too deep"),
    ],
)
@pytest.mark.parametrize("arguments", [["validate", "-"], ["show", "-"], ["convert", "-", "out.json"]])
def test_standard_input_that_begins_oddly_is_a_problem_like_any_other(run, folder, arguments, data, code):
    done = run(*arguments, stdin=data)
    assert done.code == code
    assert (done.out + done.err).startswith("-:")
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("arguments", [["validate", "-"], ["show", "-"], ["convert", "-", "out.json"]])
def test_a_closed_standard_input_cannot_be_read(run, monkeypatch, capsys, arguments):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit) as left:
        app(arguments)
    assert left.value.code == 2
    assert "standard input is closed" in "".join(capsys.readouterr())


@pytest.mark.parametrize(
    "how", ["cat {} | {} validate -", "{1} validate - < {0}", "cat {} | {} validate /dev/stdin --from jsonl"]
)
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_stream_comes_through_a_pipe_or_from_a_file(folder, how, name):
    pt.dump(pt.loads(STREAM, format="jsonl"), folder / name)
    done = subprocess.run(
        ["sh", "-c", how.format(name, SCRIPT)], cwd=folder, capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.split(b": ")[1]) == (0, b"valid (no errors, no warnings)\n")
    assert b"not run on JSON Lines" in done.stderr


def test_standard_input_has_a_name_among_other_files(run, write):
    _, out, _ = run("validate", "-", write("valid.yaml", VALID), stdin=WRONG.encode())
    assert out.splitlines()[0].startswith("-:3: error /parties/0/kind")
    assert out.endswith("valid.yaml: valid (no errors, no warnings)\n")


# --- show -------------------------------------------------------------------------------------------------------------


def test_show_says_every_record_of_every_type(run, write):
    code, out, err = run("show", write("every.yaml", EVERY_TYPE))
    dataset = pt.load("every.yaml")
    assert (code, err) == (0, "")
    assert {type(record) for record in dataset} == set(GROUPS.values())
    begins = [line.split()[0] for line in out.splitlines() if line.strip()]
    assert {record.id for record in dataset} <= set(begins)
    headings = [line.split()[0].lower() for line in out.splitlines() if line.endswith(")") and line.count(" ") == 1]
    assert headings == list(GROUPS)


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("gazette", "The river treaty, by A. Writer and B. Writer, news article, 2026-02-07"),
        ("bare", "https://example.org/item"),
        ("bridge", "Stone Bridge, in The valley: contested, held by Uplands, claimed by Lowlands, 2025/.."),
        ("valley", "The valley, also Das Tal"),
        ("dispute", "The water dispute: Uplands and Lowlands, interstate"),
        ("uplands", "Uplands, state, also UL"),
        ("league", "River League, open collective, with Uplands and Lowlands"),
        ("envoy", "The envoy, person, Special envoy (River League, 2026/..), part of River League"),
        ("talks", "River talks, on The water dispute"),
        ("water", "Who gets the water: core, economy.trade_agreements"),
        (
            "round-2",
            "Round 2 of River talks, 2026-02-05, at Stone Bridge, mediated, on Who gets the water, "
            "outcome: partial agreement",
        ),
        ("hosts", "River League in River talks: took part, as mediator"),
        ("soldiers", "Delegates (military, rank: expert) in River talks: took part, for Uplands"),
        ("unnamed", "Delegates in River talks: took part"),
        ("kept-away", "Lowlands in River talks: excluded, kept out by Uplands, under d-1"),
        (
            "d-1",
            "Uplands (demand, to Lowlands, to prevent, 2026-02-05): The bridge is opened. "
            "(value: 40 km; deadline: before spring ([..2026-02-28]))",
        ),
        ("d-2", "Uplands (offer): Boats pass. (part of d-1)"),
        ("tie", "d-1 and d-2 — in exchange for — The treaty"),
        ("bundle", "Package: d-1 and d-2"),
        ("rejection", "Lowlands on d-1: rejects, position hardened, if: the dam opens"),
        ("thanks", "The envoy (praise, to Uplands, 2026-02-06): Both came. “we are glad”"),
        ("swap", "Prisoner exchange"),
        ("truce", "Ceasefire, by Uplands, in The valley, 3 days"),
        ("treaty", "The treaty, 2026-02-06, implements an older paper"),
        ("hope", "The envoy (forecast): The truce holds. (likely) Depends on: Rain (hinders); Snow"),
        ("view", "example.org:mood_of_day: The talks are useful."),
    ],
)
def test_a_record_is_a_sentence(id, said):
    dataset = pt.loads(EVERY_TYPE, format="yaml")
    assert sentence(dataset[id], dataset) == said


def test_a_history_is_told_event_by_event(run, write):
    _, out, _ = run("show", write("every.yaml", EVERY_TYPE))
    told = [line.strip() for line in out.splitlines() if "·" in line]
    assert told[:2] == ["· proposed 2026-01-10, by River League", "· ongoing 2026-02-01"]
    assert "· scheduled, planned for 2026-02-04" in told
    assert "· withdrawn 2026-02-06, by Uplands, because of The treaty [bare]" in told
    assert " ".join(out.split("· completed")[1].split()).startswith(
        "2026-02-05, 10 persons, total: 6 persons, child from Uplands to Lowlands; an unstated number from Lowlands"
    )


def test_citations_say_who_says_so_and_each_source_once(run, write):
    _, out, _ = run("show", write("every.yaml", EVERY_TYPE))
    assert "[gazette p. 1, p. 2; Uplands in gazette p. 3]" in " ".join(out.split())


def test_records_are_told_in_the_order_of_their_dates(run, write):
    events = [("c", "2026-01"), ("b", "2026-02-01"), ("a", "2026-02-03"), ("d", None), ("e", None)]
    rounds = [pt.Round(id=id, name=id, date=date) for id, date in reversed(events)]
    pt.dump(pt.Dataset(rounds=rounds), "rounds.yaml")
    _, out, _ = run("show", "rounds.yaml")
    assert [line.split()[0] for line in out.splitlines()[-5:]] == ["c", "b", "a", "d", "e"]


def test_show_begins_with_what_the_dataset_is(run, write):
    _, out, _ = run("show", write("every.yaml", EVERY_TYPE))
    assert out.splitlines()[:5] == [
        "Talks of the Two Valleys",
        "An invented case with a record of every type.",
        "licence: CC0-1.0",
        "coverage: 2026-01/2026-02",
        "records: 27",
    ]


def test_an_empty_dataset_can_be_shown(run, write):
    shown = run("show", write("empty.yaml", 'peacetalks: "1.0"\n'))
    assert shown == (0, "A dataset without a title\nrecords: 0\n", "")


LONG = {
    "words": "word " * 60,
    "one word": "x" * 300,
    "wide letters": "各国" * 100,
    "address": "https://example.org/" + "a/b?c=d&" * 40,
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
@pytest.mark.parametrize("id", ["a", "a" * 40, "a" * 128], ids=["short id", "long id", "longest id"])
def test_no_line_is_wider_than_100_columns_in_a_pipe(run, id, text):
    event = pt.StatusEvent(status="ongoing", note="n", citations=[pt.Citation(source="s", locator=text)])
    process = pt.Process(id=id, name=text, history=[event])
    pt.dump(pt.Dataset(title=text, sources=[pt.Source(id="s", title=text)], processes=[process]), "long.json")
    _, out, _ = run("show", "long.json")
    assert max(map(cell_len, out.splitlines())) <= 100
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    letters = "".join(text.split())
    assert "".join(out.split()).count(letters) == 4  # the title, the source, the process, the locator: nothing is lost
    assert "".join(out.split()).count(id) >= 1


def test_a_long_id_gets_a_line_of_its_own(run):
    pt.dump(pt.Dataset(parties=[pt.Party(id=id, name="N", kind="state") for id in ("a" * 30, "b" * 31)]), "ids.json")
    _, out, _ = run("show", "ids.json")
    assert out.splitlines()[-3:] == ["a" * 30 + "  N, state", "b" * 31, " " * 32 + "N, state"]


@pytest.mark.parametrize("command", ["validate", "show"])
def test_data_are_never_taken_for_markup(run, folder, command):
    text = "[bold]x[/bold] [/] [link=https://example.org]y[/link] :smile: [red]"
    document = {"peacetalks": "1.0", "title": text, text: text} if command == "validate" else None
    document = document or {"peacetalks": "1.0", "title": text}
    (folder / ":smile: [red].json").write_text(json.dumps(document), encoding="utf-8")
    _, out, _ = run(command, ":smile: [red].json")
    assert (text if command == "show" else text.replace("/", "~1")) in out
    if command == "validate":
        assert out.count(":smile: [red].json:") == 2


@pytest.mark.parametrize("text", ["\x1b[31mred", "\x07", "\x9b31m", "a\rb", "\x7f", "\u202egnp.exe", "\u2066"])
@pytest.mark.parametrize("command", ["validate", "show"])
@pytest.mark.parametrize("valid", [True, False], ids=["valid", "not valid"])
def test_control_characters_in_data_do_not_reach_the_terminal(run, folder, text, command, valid):
    document = {"peacetalks": "1.0", "title": text, "parties": [{"id": "a", "name": text, "kind": "state"}]}
    if not valid:
        document |= {text: 1}
        document["parties"][0]["kind"] = text
    (folder / "evil.json").write_text(json.dumps(document), encoding="utf-8")
    for options in ([], ["--format", "github"]) if command == "validate" else ([],):
        _, out, err = run(command, "evil.json", *options)
        assert text not in out + err
        assert not [mark for mark in out + err if mark != "\n" and not mark.isprintable()]


def test_line_ends_in_data_do_not_make_lines(run, folder):
    document = {
        "peacetalks": "1.0",
        "parties": [{"id": "a", "name": "one\ntwo\tthree\u2028four", "kind": "x\ny\u2028z"}],
    }
    (folder / "lines.json").write_text(json.dumps(document), encoding="utf-8")
    assert len(run("validate", "lines.json").out.splitlines()) == 2
    document["parties"][0]["kind"] = "state"
    (folder / "lines.json").write_text(json.dumps(document), encoding="utf-8")
    assert "one two three four, state" in run("show", "lines.json").out


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("nothing.yaml", None, 2, "nothing.yaml: error /: the file cannot be read"),
        ("dataset.txt", VALID, 2, "dataset.txt: error / = dataset.txt: "),
        ("wrong.yaml", WRONG, 1, WRONG_LINES[0]),
        ("syntax.json", "{", 1, "syntax.json:1: error /"),
    ],
)
def test_what_cannot_be_shown_is_said_on_stderr(run, write, name, content, code, said):
    if content is not None:
        write(name, content)
    done = run("show", name)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(said)


def test_show_lists_the_first_problems_of_many(run):
    document = {"peacetalks": "1.0", "parties": [{"id": f"p{i}", "name": "N", "kind": "stat"} for i in range(50)]}
    Path("many.json").write_text(json.dumps(document), encoding="utf-8")
    lines = run("show", "many.json").err.splitlines()
    assert len(lines) == LISTED_PROBLEMS + 1
    assert lines[-1] == f"many.json: … and {50 - LISTED_PROBLEMS} more"


# --- convert ----------------------------------------------------------------------------------------------------------

FILES = [f"every.{format}{packed}" for format in ("json", "jsonl", "yaml") for packed in ("", ".gz")]


@pytest.mark.parametrize("target", FILES)
@pytest.mark.parametrize("source", FILES)
def test_a_dataset_is_written_in_every_format_and_comes_back_the_same(run, folder, source, target):
    dataset = pt.loads(EVERY_TYPE, format="yaml")
    pt.dump(dataset, folder / source)
    pt.dump(dataset, folder / f"expected-{target}")
    expected = (folder / f"expected-{target}").read_bytes()
    assert run("convert", source, f"out-{target}") == (0, "", "")
    assert (folder / f"out-{target}").read_bytes() == expected
    assert run("convert", f"out-{target}", f"back-{source}") == (0, "", "")
    assert (folder / f"back-{source}").read_bytes() == (folder / source).read_bytes()


@pytest.mark.parametrize("format", ["json", "jsonl", "yaml"])
def test_standard_output_gets_the_canonical_bytes(folder, write, format):
    dataset = pt.loads(EVERY_TYPE, format="yaml")
    write("every.yaml", EVERY_TYPE)
    environment = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}  # of which nothing may be seen
    done = process("convert", "every.yaml", "-", "--to", format, cwd=folder, **environment)
    assert done == (0, pt.dumps(dataset, format=format), "")


def test_formats_can_be_said_where_no_names_tell_them(run, write, folder):
    write("in", VALID)
    assert run("convert", "in", "out", "--from", "yaml", "--to", "json") == (0, "", "")
    assert (folder / "out").read_text(encoding="utf-8") == pt.dumps(pt.loads(VALID, format="yaml"))
    assert run("convert", "in", "out.gz", "--from", "yaml", "--to", "json").code == 0
    assert gzip.decompress((folder / "out.gz").read_bytes()) == (folder / "out").read_bytes()


@pytest.mark.parametrize(
    ("line", "number"),
    [
        pytest.param("# by hand", 3, id="a line of its own"),
        pytest.param("licence: CC0-1.0  # by hand", 3, id="behind a value"),
        pytest.param("description: 'see # 5'", 3, id="a text that looks like it"),
        pytest.param("licence: a#b", None, id="no comment"),
        pytest.param("", None, id="nothing"),
    ],
)
@pytest.mark.parametrize("target", ["out.json", "out.yaml"])
def test_comments_that_may_be_lost_are_spoken_of(run, write, line, number, target):
    code, out, err = run("convert", write("in.yaml", f"{VALID}{line}\n"), target)
    assert (code, out) == (0, "")
    said = f"peacetalks: in.yaml may hold comments (line {number} looks like it); they are not written\n"
    assert err == (said if number else "")


def test_what_looks_like_a_comment_in_json_is_none(run, write):
    write("in.json", json.dumps({"peacetalks": "1.0", "title": "# 1"}, indent=1))
    assert run("convert", "in.json", "out.yaml") == (0, "", "")


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("wrong.yaml", WRONG, 1, WRONG_LINES[0]),
        ("wrong.jsonl", WRONG_STREAM, 1, "wrong.jsonl:2: error /kind = stat: "),
        ("syntax.json", "{", 1, "syntax.json:1: error /"),
        ("nothing.yaml", None, 2, "nothing.yaml: error /: the file cannot be read"),
        ("dataset.txt", VALID, 2, "dataset.txt: error / = dataset.txt: "),
    ],
)
def test_what_cannot_be_converted_is_said_on_stderr_and_nothing_is_written(run, write, name, content, code, said):
    if content is not None:
        write(name, content)
    write("out.json", "old")
    done = run("convert", name, "out.json")
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(said)
    assert Path("out.json").read_text(encoding="utf-8") == "old"


def test_what_no_file_can_be_written_to_is_told(run, write, folder):
    (folder / "folder.json").mkdir()
    for target in ("folder.json", "nowhere/out.json"):
        code, out, err = run("convert", write("in.yaml", VALID), target)
        assert (code, out) == (2, "")
        assert err.startswith(f"peacetalks: {target} cannot be written: ")
        assert err.count("\n") == 1


@pytest.mark.parametrize("name", ["in.yaml", "./in.yaml", "symbolic.yaml", "hard.yaml", "chain.yaml"])
@pytest.mark.parametrize("turned", [False, True], ids=["to", "from"])
def test_nothing_is_written_over_its_own_input(run, write, folder, name, turned):
    write("in.yaml", VALID)
    (folder / "symbolic.yaml").symlink_to("in.yaml")
    (folder / "chain.yaml").symlink_to("symbolic.yaml")
    (folder / "hard.yaml").hardlink_to("in.yaml")
    code, out, err = run("convert", *((name, "in.yaml") if turned else ("in.yaml", name)))
    assert (code, out) == (2, "")
    assert err.endswith(" is what is read, and nothing is written over its own input; give it another name\n")
    assert (folder / "in.yaml").read_text(encoding="utf-8") == VALID
    assert (folder / "symbolic.yaml").is_symlink()


@pytest.mark.parametrize("redirected", ["convert - in.yaml < in.yaml", "convert in.yaml - --to json >> in.yaml"])
def test_nothing_is_written_over_its_own_input_by_way_of_standard_streams(folder, write, redirected):
    write("in.yaml", VALID)
    done = subprocess.run(
        ["sh", "-c", f"{SCRIPT} {redirected}"], cwd=folder, capture_output=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert b"over its own input" in done.stderr
    assert (folder / "in.yaml").read_text(encoding="utf-8") == VALID


def test_a_device_may_be_both_input_and_output(folder):
    arguments = ["convert", "-", "-", "--from", "yaml", "--to", "json"]
    nothing = subprocess.DEVNULL
    done = subprocess.run([SCRIPT, *arguments], stdin=nothing, stdout=nothing, stderr=subprocess.PIPE, check=False)
    assert done.stderr.startswith(b"-:1: error")
    assert b"over its own input" not in done.stderr


@pytest.mark.parametrize(
    ("failure", "code", "said"),
    [
        (KeyboardInterrupt(), 130, ""),
        (OSError(errno.ENOSPC, "No space left"), 2, "peacetalks: out.jsonl cannot be written: No space left\n"),
    ],
    ids=["interrupted", "full disk"],
)
def test_a_conversion_that_does_not_end_leaves_the_old_file(run, write, folder, monkeypatch, failure, code, said):
    def write_and_fail(dataset):
        yield b'{"type":"dataset"'
        raise failure

    monkeypatch.setattr("peacetalks.formats.jsonl.write", write_and_fail)
    write("in.yaml", "# a comment, of which nothing is said\n" + VALID)
    write("out.jsonl", STREAM)
    assert run("convert", "in.yaml", "out.jsonl") == (code, "", said)
    assert (folder / "out.jsonl").read_text(encoding="utf-8") == STREAM
    assert sorted(path.name for path in folder.iterdir()) == ["in.yaml", "out.jsonl"]


# --- codelist ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", codelist_names())
def test_a_codelist_comes_as_it_is_published(run, name):
    code, out, err = run("codelist", name, "--format", "csv")
    assert (code, err) == (0, "")
    assert out == (ROOT / "src/peacetalks/codelists" / f"{name}.csv").read_text(encoding="utf-8")


def test_a_codelist_for_programs_has_the_same_columns_in_every_row(run):
    code, out, _ = run("codelist", "likelihood", "--format", "json")
    rows = json.loads(out)
    own = ["lower", "upper"]
    assert code == 0
    assert out.isascii()
    assert {tuple(row) for row in rows} == {("code", "label", "definition", "since", "deprecated", "replaced_by", *own)}
    assert [row["code"] for row in rows] == list(codelist("likelihood").by_code)
    assert [(row["definition"], row["lower"]) for row in rows] == [
        (term.definition, term.column("lower")) for term in codelist("likelihood")
    ]
    assert rows[0]["deprecated"] is None


@pytest.mark.parametrize("name", ["party_kind", "stance", "topic"])
def test_a_codelist_in_a_pipe_is_plain_and_whole(run, name):
    code, out, err = run("codelist", name)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == f"{name}: {codelist(name).label}"
    assert max(map(cell_len, out.splitlines())) <= 100
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    assert "\x1b" not in out
    begins = {line.split()[0] for line in out.splitlines() if line.strip()}
    assert set(codelist(name).by_code) <= begins
    words = set(out.split())
    assert not [
        word for term in codelist(name) for word in f"{term.label} {term.definition}".split() if word not in words
    ]


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_a_codelist_says_whether_it_is_closed(run, format):
    assert "The list is open: a code of your own is namespaced" in run("codelist", "topic", "--format", format).out
    assert "The list is closed: there are no other codes." in run("codelist", "basis", "--format", format).out


@pytest.mark.parametrize("format", ["text", "markdown"])
def test_columns_are_shown_where_something_stands_in_them(run, format, monkeypatch):
    def heading(name):
        lines = run("codelist", name, "--format", format).out.splitlines()
        return next(line for line in lines if "Definition" in line).replace("|", " ").split()

    assert heading("stance") == ["Code", "Label", "Definition", "Since", "Scale"]
    term = {
        "code": "old",
        "label": "Old",
        "definition": "Was.",
        "since": "1.0",
        "deprecated": "1.1",
        "replaced_by": "new",
    }
    monkeypatch.setattr("peacetalks.cli.codelist.read_table", lambda name: [term])
    assert heading("stance") == ["Code", "Label", "Definition", "Since", "Deprecated", "Replaced", "by"]


def test_a_codelist_for_pages_is_a_table_of_markdown(run):
    out = run("codelist", "basis", "--format", "markdown").out
    title, empty, *_ = out.splitlines()
    rows = [line for line in out.splitlines() if line.startswith("|")]
    assert (title, empty) == ("**basis: Basis**", "")
    assert rows[:2] == ["| Code | Label | Definition | Since |", "| --- | --- | --- | --- |"]
    assert rows[2:] == [f"| {term.code} | {term.label} | {term.definition} | 1.0 |" for term in codelist("basis")]


def test_without_a_name_all_codelists_are_listed(run):
    counts = {name: len(codelist(name)) for name in codelist_names()}
    rows = json.loads(run("codelist", "--format", "json").out)
    assert {row["name"]: row["codes"] for row in rows} == counts
    assert {row["name"] for row in rows if row["closed"]} == {name for name in counts if codelist(name).closed}
    read = list(csv.DictReader(io.StringIO(run("codelist", "--format", "csv").out)))
    assert read == [
        {key: str(value).lower() if key == "closed" else str(value) for key, value in row.items()} for row in rows
    ]
    told = run("codelist").out
    assert set(counts) <= {line.split()[0] for line in told.splitlines() if line.strip()}
    assert run("codelist", "--format", "markdown").out.count("\n| ") == len(counts) + 2


def test_what_stands_in_tables_changes_no_table(capsys):
    odd = "a|b\n*c* _d_ [e](f) \x1b[31m <g> snake_case \\ `h`"
    table = Table("T", (), ["x", "y_z", "w"], [{"x": odd, "y_z": None, "w": False}])
    write_markdown(table)
    row = capsys.readouterr().out.splitlines()[-1]
    assert row == (r"| a\|b\\n\*c\* \_d\_ \[e](f) \\x1b\[31m \<g> snake_case \\ \`h\` | no |")
    write_text(table)
    assert not [mark for mark in capsys.readouterr().out if mark != "\n" and not mark.isprintable()]
    write_json(table)
    assert json.loads(capsys.readouterr().out) == [{"x": odd, "y_z": None, "w": False}]
    write_csv(table)
    assert list(csv.reader(io.StringIO(capsys.readouterr().out))) == [["x", "y_z", "w"], [odd, "", "false"]]


def test_a_codelist_is_ruled_on_a_terminal(folder):
    seen = on_terminal("codelist", "party_kind", columns=100)
    assert seen.code == 0
    assert "\x1b[1m" in seen.sent
    assert "\x1b[36m" in seen.sent
    assert [line for line in seen.screen if set(line) == {"─"}] == ["─" * 100]


# --- progress ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A folder with large files."""
    folder = tmp_path_factory.mktemp("large")
    title = "T" * 1_000
    sources = [pt.Source(id=f"s{number}", title=title) for number in range(LARGE // 1_000)]
    pt.dump(pt.Dataset(sources=sources), folder / "large.json")
    pt.dump(pt.Dataset(sources=sources), folder / "large.jsonl")
    text = (folder / "large.jsonl").read_text(encoding="utf-8")
    (folder / "wrong.jsonl").write_text(text + WRONG_STREAM.splitlines()[-1], encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("arguments", "code", "shown"),
    [
        pytest.param(["validate", "large.jsonl"], 0, ["reading large.jsonl", "checking large.jsonl"], id="a stream"),
        pytest.param(
            ["validate", "wrong.jsonl"],
            1,
            ["reading wrong.jsonl", "reading wrong.jsonl again", "checking wrong.jsonl"],
            id="a stream with a fault",
        ),
        pytest.param(["validate", "large.json", "--limit", "1"], 0, ["checking large.json"], id="a document"),
        pytest.param(["convert", "large.json", "-", "--to", "jsonl"], 0, ["writing -"], id="writing"),
    ],
)
def test_long_work_shows_progress_on_a_terminal_that_is_gone_at_the_end(large, tmp_path, arguments, code, shown):
    seen = on_terminal(*arguments, redirected=True, cwd=large)
    assert seen.code == code
    assert [text for text in shown if text not in seen.sent] == []
    assert "\x1b" not in seen.out
    assert "reading" not in seen.out
    assert [line for line in seen.screen if not line.startswith("peacetalks: rules that need")] == []
    assert seen.sent.rfind("\x1b[?25h") > seen.sent.rfind("\x1b[?25l")  # the cursor is back


def test_an_import_shows_progress_and_what_was_odd_at_the_end(tmp_path):
    rows = (f"{number},{'Accord ' * 40},1999-05-27\n" for number in range(2_000))
    (tmp_path / "ucdp.csv").write_text("paid,pa_name,pa_date\n" + "".join(rows), encoding="utf-8")
    seen = on_terminal("import", "ucdp", "ucdp.csv", "out.json", cwd=tmp_path)
    assert "reading ucdp.csv" in seen.sent
    assert "writing out.json" in seen.sent
    assert [line.partition(":")[0] for line in seen.screen] == ["peacetalks"]
    assert len(pt.load(tmp_path / "out.json").agreements) == 2_000


class Told:
    """Stands in for the progress bars of rich, and keeps what it is told."""

    def __init__(self):
        self.told = []

    def add_task(self, what, *, total):
        self.told.append((what, total))
        return len(self.told)

    def remove_task(self, task):
        pass

    def update(self, task, *, completed):
        self.told.append(completed)


def test_the_bar_says_how_far_a_file_was_read_each_time(monkeypatch):
    told = Told()
    monkeypatch.setattr(progress, "_is_shown", lambda size, large: True)
    monkeypatch.setattr(progress, "_progress", lambda: nullcontext(told))
    lines = [b"%d\n" % number * 1_000 for number in range(100)]
    content = b"".join(lines)
    kept = io.BytesIO(b"before" + content)
    kept.seek(6)
    with progress.watched(kept, len(content), "a\x1bb") as file:
        assert list(file) == content.splitlines(keepends=True)
        assert file.read() == b""
        file.seek(6)
        assert file.read() == content
    assert not kept.closed
    steps = [step for step in told.told if isinstance(step, int)]
    assert [step for step in told.told if not isinstance(step, int)] == [
        ("reading a\\x1bb", len(content)),
        ("checking a\\x1bb", None),
        ("reading a\\x1bb again", len(content)),
        ("checking a\\x1bb", None),
    ]
    assert 0 < steps[0] < len(content)
    assert steps[-1] == len(content)


def test_a_long_pipe_shows_progress_too(large):
    with (large / "large.jsonl").open("rb") as file:
        piped = subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE)
        seen = on_terminal("validate", "-", redirected=True, stdin=piped.stdout)
        piped.stdout.close()
        piped.wait(timeout=60)
    assert (seen.code, seen.out) == (0, "-: valid (no errors, no warnings)\n")
    assert "reading standard input" in seen.sent


@pytest.mark.parametrize(
    ("name", "environment"),
    [
        pytest.param("small.jsonl", {}, id="a small file"),
        pytest.param("large.jsonl", {"TERM": "dumb"}, id="a terminal that cannot move its cursor"),
    ],
)
def test_there_is_no_progress_to_show(large, name, environment):
    (large / "small.jsonl").write_text(STREAM, encoding="utf-8")
    seen = on_terminal("validate", name, redirected=True, cwd=large, **environment)
    assert seen.code == 0
    assert seen.sent.startswith("peacetalks: rules that need")


@pytest.mark.parametrize("force", ["", "1"], ids=["plain", "colours asked for"])
def test_there_is_no_progress_in_a_pipe(large, force):
    done = process("validate", "large.jsonl", cwd=large, FORCE_COLOR=force)
    assert done.code == 0
    assert done.err.startswith("peacetalks: rules that need")
    assert done.err.count("\n") == 1
    assert process("convert", "large.jsonl", "-", "--to", "json", cwd=large, FORCE_COLOR=force).err == ""


# --- as a program -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("program", [(SCRIPT,), (sys.executable, "-m", "peacetalks.cli")], ids=["script", "module"])
def test_it_runs_as_a_program(folder, write, program):
    assert process("validate", write("wrong.yaml", WRONG), program=program, cwd=folder).code == 1
    assert process("validate", write("valid.yaml", VALID), program=program, cwd=folder).code == 0
    assert process("validate", program=program, cwd=folder).code == 2
    shown = process("show", str(EXAMPLE), program=program)
    assert shown.code == 0
    assert "d-recognition" in shown.out


def test_the_main_function_is_the_script(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["peacetalks", "--version"])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code or 0, capsys.readouterr().err) == (0, "")


@pytest.mark.slow
def test_output_is_plain_in_a_pipe_and_coloured_where_that_is_asked_for():
    plain = process("show", str(EXAMPLE), NO_COLOR="", FORCE_COLOR="")
    coloured = process("show", str(EXAMPLE), FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b" not in plain.out
    assert "\x1b[36m" in coloured.out
    assert "\x1b[2m" in coloured.out


TO_SEE = [["validate", "wrong.yaml"], ["show", str(EXAMPLE)], ["codelist", "demand_kind"], ["codelist"]]


@pytest.mark.parametrize("arguments", TO_SEE, ids=" ".join)
def test_output_is_coloured_on_a_terminal_and_fits_it(folder, write, arguments):
    write("wrong.yaml", WRONG)
    seen = on_terminal(*arguments, cwd=folder, columns=60)
    assert seen.code == (1 if arguments[0] == "validate" else 0)
    assert "\x1b[" in seen.sent
    if arguments[0] != "validate":  # a problem is one line, however narrow the terminal is
        assert max(map(cell_len, seen.screen)) <= 60


@pytest.mark.parametrize("lines", [0, 1])
@pytest.mark.parametrize(
    "arguments",
    [
        ["show", str(EXAMPLE)],
        ["validate", str(EXAMPLE), "--format", "json"],
        ["convert", "example.json", "-", "--to", "yaml"],
        ["codelist", "topic"],
        ["codelist", "topic", "--format", "csv"],
    ],
)
def test_a_reader_that_leaves_early_sees_no_traceback(folder, arguments, lines):
    pt.dump(pt.load(EXAMPLE), "example.json")
    running = subprocess.Popen([SCRIPT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(lines):
        running.stdout.readline()
    running.stdout.close()
    running.wait(timeout=60)
    assert running.stderr.read() == b""
    running.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize(
    "arguments", [["show", str(EXAMPLE)], ["codelist", "--format", "csv"], ["validate", str(EXAMPLE)]]
)
def test_output_that_cannot_be_written_is_told_in_one_line(arguments):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([SCRIPT, *arguments], stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
    assert done.returncode == 2
    assert done.stderr == b"peacetalks: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("closed", ["2>&-", ">&-", "<&-", ">&- 2>&-"])
def test_closed_streams_change_no_exit_code(folder, write, closed):
    for name, text, code in (("a.jsonl", STREAM, 0), ("b.jsonl", WRONG_STREAM, 1)):
        command = f"{SCRIPT} validate {write(name, text)} {closed}"
        done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, timeout=60, check=False)
        assert done.returncode == code
        assert b"Traceback" not in done.stderr


def test_letters_that_the_terminal_lacks_are_written_out(folder):
    done = process("show", str(EXAMPLE), PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert r"\u2014 independent of \u2014" in done.out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform in ("darwin", "win32"), reason="names of files are always text there")
def test_a_name_that_is_no_text_can_be_spoken_of(folder):
    name = os.fsencode(folder) + b"/\xff.yaml"
    Path(os.fsdecode(name)).write_text(WRONG, encoding="utf-8")
    for format in ("text", "json", "github"):
        done = process("validate", name, "--format", format)
        assert (done.code, done.err) == (1, "")
        assert r"\udcff.yaml" in done.out
    assert process("show", name).code == 1


# --- what it needs, and when ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("module", ["cyclopts", "rich"])
@pytest.mark.parametrize("arguments", [[], ["--help"], ["validate", str(EXAMPLE)]])
def test_without_the_extra_it_says_what_to_install(module, arguments):
    program = (
        f"import sys; sys.modules[{module!r}] = None; sys.argv[0] = 'peacetalks'; import peacetalks.cli as c; c.main()"
    )
    done = process(*arguments, program=(sys.executable, "-c", program))
    assert (done.code, done.out) == (2, "")
    assert done.err == "the command line needs an extra: pip install 'peacetalks[cli]'\n"


def imported(program):
    """Return the names of the modules that a program imports."""
    lines = process(program=(sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules)")).out.splitlines()
    return set(lines[-1].split())


def test_importing_the_library_imports_nothing_that_it_may_not_need():
    heavy = {"yaml", "cyclopts", "rich", "hypothesis", "dateutil", "peacetalks.cli", "peacetalks.codelists.enums"}
    assert imported("import peacetalks") & heavy == set()


def test_reading_json_imports_no_yaml():
    assert "yaml" not in imported("""import peacetalks; peacetalks.loads('{"peacetalks": "1.0"}')""")


def imported_by(*arguments):
    """Return the names of the modules that a command imports."""
    return imported(f"""
from peacetalks.cli.app import app
try:
    app({list(arguments)!r})
except SystemExit:
    pass
""")


def test_help_imports_no_command():
    commands = {f"peacetalks.cli.{name}" for name in (*COMMANDS, "sources", "progress", "tables", "sentences")}
    assert imported_by("--help") & commands == set()


def test_a_command_imports_nothing_that_it_may_not_need(folder, write):
    for name, text in (("a.jsonl", STREAM), ("b.jsonl", WRONG_STREAM)):
        heavy = {"yaml", "rich.progress", "rich.table", "peacetalks.cli.sentences", "peacetalks.cli.tables"}
        assert imported_by("validate", str(folder / write(name, text))) & heavy == set()
    assert imported_by("convert", str(folder / "a.jsonl"), str(folder / "a.json")) & heavy == set()
    assert (
        imported_by("codelist", "--format", "json") & {"yaml", "rich.progress", "peacetalks.codelists.enums"} == set()
    )


# --- schema -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("options", "name"), [([], "dataset"), (["--record"], "record")])
def test_a_schema_comes_as_it_is_published(run, options, name):
    code, out, err = run("schema", *options)
    assert (code, err) == (0, "")
    assert out == (ROOT / f"schemas/1.0/{name}.schema.json").read_text(encoding="utf-8")
