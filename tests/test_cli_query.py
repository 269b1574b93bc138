"""Questions asked on the command line: how they are named and narrowed, and how their answers are shown."""

import csv
import io
import json
from pathlib import Path

import pytest

import peacetalks as pt
from peacetalks.cli.query import helpers
from peacetalks.query import to_rows

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ARTICLE, TALKS = (str(EXAMPLES / name) for name in ("moscow-ultimatums.yaml", "abu-dhabi-2026.yaml"))


def told(error):
    return error.removeprefix("peacetalks: ").rstrip("\n")


# --- asking -----------------------------------------------------------------------------------------------------------


def test_answers_are_those_of_the_library(run):
    done = run("query", ARTICLE, "stances", "--about", "d-recognition", "--format", "json")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == to_rows(pt.query.stances(pt.load(ARTICLE), about="d-recognition"))


def test_a_filter_given_twice_asks_for_either(run):
    done = run("query", ARTICLE, "demands", "--by", "european-countries", "--by", "russia", "--format", "json")
    both = pt.query.demands(pt.load(ARTICLE), by=["european-countries", "russia"])
    assert json.loads(done.out) == to_rows(both)
    assert len(both) > len(pt.query.demands(pt.load(ARTICLE), by="russia"))


@pytest.mark.parametrize("known_by", ["2026-02-03", "2026-02-04", "2026-02-05T09:00:00+04:00", "2026-02-06"])
@pytest.mark.parametrize("certainty", ["possible", "definite"])
def test_both_clocks_and_certainty_are_options(run, known_by, certainty):
    options = ["--known-by", known_by, "--certainty", certainty, "--at", "2026-02-06", "--period", "month"]
    done = run("query", TALKS, "exchange_totals", *options, "--format", "json")
    answers = pt.query.exchange_totals(
        pt.load(TALKS), known_by=known_by, certainty=certainty, at="2026-02-06", period="month"
    )
    assert json.loads(done.out) == to_rows(answers)


def test_yes_and_no_numbers_and_hyphens(run):
    done = run("query", TALKS, "open-exchanges", "--older-than", "3", "--at", "2026-02-20", "--format", "json")
    assert json.loads(done.out) == to_rows(pt.query.open_exchanges(pt.load(TALKS), older_than=3, at="2026-02-20"))
    for word, expand in (("no", False), ("True", True)):
        done = run("query", ARTICLE, "stances", "--expand", word, "--format", "json")
        assert json.loads(done.out) == to_rows(pt.query.stances(pt.load(ARTICLE), expand=expand))


def test_standard_input_is_read(run):
    text = Path(ARTICLE).read_bytes()
    assert run("query", "-", "contradictions", "--format", "json", stdin=text).out == (
        run("query", ARTICLE, "contradictions", "--format", "json").out
    )


# --- what is shown ----------------------------------------------------------------------------------------------------


def test_text_says_what_was_asked_and_how_many_answers_there_are(run):
    lines = run("query", ARTICLE, "contradictions").out.splitlines()
    assert lines[0] == "contradictions: 1 answer"
    assert lines[1].endswith(".")
    assert any("ukraine-rejects-recognition" in line for line in lines[3:])


def test_a_table_without_answers_says_so_and_still_has_columns(run):
    asked = ("query", TALKS, "contradictions")
    assert run(*asked).out.splitlines()[0] == "contradictions: no answers"
    assert json.loads(run(*asked, "--format", "json").out) == []
    assert "evidence,sources" in run(*asked, "--format", "csv").out
    assert "| Evidence | Sources |" in run(*asked, "--format", "markdown").out


def test_csv_is_read_back(run):
    rows = list(csv.DictReader(io.StringIO(run("query", TALKS, "attendance", "--format", "csv").out)))
    answers = to_rows(pt.query.attendance(pt.load(TALKS)))
    assert [row["party"] for row in rows] == [row["party"] or "" for row in answers]
    assert list(rows[0]) == list(answers[0])


@pytest.mark.parametrize("arguments", [[], [ARTICLE]])
def test_without_a_question_all_are_listed(run, arguments):
    rows = json.loads(run("query", *arguments, "--format", "json").out)
    assert [row["question"] for row in rows] == list(helpers())
    by_name = {row["question"]: row for row in rows}
    assert by_name["inclusiveness"]["filters"].split() == ["--activity", "--process"]
    assert run("query", *arguments).out.startswith(f"{len(rows)} questions\n")


# --- what is refused --------------------------------------------------------------------------------------------------

REFUSED = [
    (["stanzes"], "there is no question 'stanzes'; did you mean 'stances'? (all of them: peacetalks query)"),
    (["stances", "--abaut", "x"], "stances is not narrowed by --abaut; did you mean 'about'?"),
    (["stances", "--at", "2026", "--at", "2027"], "--at takes one value, 2 were given; leave one"),
    (["stances", "--expand", "perhaps"], "--expand is yes or no, found 'perhaps'; choose one"),
    (["open_exchanges", "--older-than", "x"], "--older-than is a number, found 'x'; write one"),
    (["prerequisites"], "prerequisites needs --of; give it"),
    (["stances", "--about", "d-recogniton"], "no record has the id 'd-recogniton'; did you mean 'd-recognition'?"),
]


@pytest.mark.parametrize(("arguments", "said"), REFUSED, ids=lambda value: str(value)[:40])
def test_a_question_that_cannot_be_asked_is_refused_in_a_line(run, arguments, said):
    done = run("query", ARTICLE, *arguments)
    assert (done.code, done.out) == (2, "")
    assert told(done.err) == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["demands", "--kind", "ultimatun"], "did you mean 'ultimatum'?"),
        (["stances", "--at", "yesterday"], "yesterday"),
        (["stances", "--certainty", "sure"], "expected possible or definite"),
        (["stances", "--zzz", "x"], "by --by, --about"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_with_advice(run, arguments, said):
    done = run("query", ARTICLE, *arguments)
    assert (done.code, done.out) == (2, "")
    assert said in told(done.err)
    assert len(done.err.splitlines()) == 1


def test_filters_without_a_question_are_refused(run):
    assert told(run("query", "--at", "2026").err) == "a question needs a file and a name: peacetalks query FILE NAME"


def test_a_file_that_is_not_valid_is_refused_with_its_problems(run, write):
    done = run("query", write("wrong.yaml", "title: No version\n"), "stances")
    assert (done.code, done.out) == (1, "")
    assert "missing-field" in done.err
    assert run("query", "missing.yaml", "stances").code == 2
