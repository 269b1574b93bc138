import subprocess
import sys
from collections import Counter

import pytest
from benchmarks import synthetic

import peacetalks as pt
from peacetalks.dataset import GROUPS
from peacetalks.formats import json


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


@pytest.mark.slow
def test_the_benchmark_of_streams_runs_to_its_end(repository):
    run = subprocess.run(
        [sys.executable, "benchmarks/streams.py", "--quick"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert sum(line.startswith(("PASS  ", "FAIL  ")) for line in lines) == 3
    assert max(map(len, lines)) <= 100


@pytest.mark.slow
def test_the_benchmark_of_reading_runs_to_its_end(repository):
    run = subprocess.run(
        [sys.executable, "benchmarks/reading.py", "--quick"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, "")
    lines = run.stdout.splitlines()
    assert sum(line.startswith(("PASS  ", "FAIL  ")) for line in lines) == 5
    assert max(map(len, lines)) <= 100
