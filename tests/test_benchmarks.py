import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from benchmarks import synthetic

import peacetalks as pt
from peacetalks.cli.query import helpers
from peacetalks.dataset import GROUPS
from peacetalks.formats import json
from tests.conftest import untraced


@pytest.mark.parametrize("size", [100, 250, 1_099])
def test_a_dataset_has_the_size_asked_for_and_all_types(size):
    plain = synthetic.document(size)
    assert sum(len(plain[group]) for group in GROUPS) == size
    assert all(plain[group] for group in GROUPS)


def test_a_dataset_has_no_problems():
    assert pt.check(synthetic.document(1_000)) == ()


def test_a_dataset_is_written_as_it_is_made():
    plain = synthetic.document(1_000)
    written = json.encode(plain).decode()
    assert pt.dumps(pt.loads(written)) == written


def test_a_dataset_is_the_same_each_time():
    assert synthetic.document(300) == synthetic.document(300)
    assert synthetic.faulty(synthetic.document(300)) == synthetic.faulty(synthetic.document(300))


def test_a_dataset_of_less_than_one_process_is_refused():
    with pytest.raises(ValueError, match="too small"):
        synthetic.document(synthetic.SMALLEST - 1)


def test_a_faulty_dataset_has_one_problem_in_every_record():
    sound = synthetic.document(1_000)
    problems = pt.check(synthetic.faulty(sound))
    assert Counter(problem.record for problem in problems) == {
        record["id"]: 1 for group in GROUPS for record in sound[group]
    }


def test_a_faulty_dataset_has_every_fault():
    problems = pt.check(synthetic.faulty(synthetic.document(1_000)))
    assert {problem.code for problem in problems} == {fault.code for fault in synthetic.FAULTS}


def test_making_faults_leaves_the_sound_dataset_alone():
    sound = synthetic.document(300)
    synthetic.faulty(sound)
    assert sound == synthetic.document(300)


def test_a_stream_holds_the_records_of_the_dataset():
    (header, *rows) = synthetic.rows(1_050)
    document = synthetic.document(1_050)
    assert header == {"type": "dataset"} | synthetic.HEADER
    by_id = {record["id"]: record for group in GROUPS for record in document[group]}
    assert len(rows) == len(by_id) == 1_050
    assert all(by_id[row["id"]] == {key: row[key] for key in row if key != "type"} for row in rows)


@cache
def quick_run(name):
    """Run a benchmark on little data, once for all tests of it."""
    return subprocess.run(
        [sys.executable, f"benchmarks/{name}.py", "--quick"],
        cwd=Path(__file__).resolve().parent.parent,
        env=untraced(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(("name", "verdicts"), [("streams", 3), ("reading", 5), ("queries", None), ("importing", 0)])
def test_a_benchmark_runs_to_its_end(name, verdicts):
    run = quick_run(name)
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert verdicts in (None, sum(line.startswith(("PASS  ", "FAIL  ")) for line in lines))
    assert max(map(len, lines)) <= 120


@pytest.mark.slow
def test_every_question_is_measured_and_some_beside_other_tools():
    told = quick_run("queries").stdout
    assert helpers().keys() <= {line.split()[0] for line in told.splitlines() if line}
    assert (told.count(" : pandas"), told.count(" : stix2")) == (5, 2)
