"""Hostile inputs: every reader returns or refuses in words, at a cost in proportion; and the fuzzer sees where not."""

import hashlib
import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import attrs
import pytest

import peacetalks as pt
from peacetalks.checks import RULES
from tests.conftest import untraced
from tests.fuzz import __main__ as command
from tests.fuzz import effort, nasty, run, supervise, targets
from tests.fuzz.inputs import KINDS, TARGETS_OF_FORMAT, Input, length_of, make
from tests.fuzz.seeds import some_seed

ROOT = Path(__file__).resolve().parent.parent
SEED = 1
"""The inputs of the default run are always the same; new ones are made by ``python -m tests.fuzz``."""

INPUTS = 20_000
CHUNK = 2_000
"""Inputs of one test."""

SHAPE_AND_INTEGRITY = {
    "not-readable", "invalid-syntax", "duplicate-key", "unsupported-version", "unknown-type", "unknown-field",
    "missing-field", "wrong-type", "empty-text", "out-of-range", "invalid-id", "invalid-date", "impossible-date",
    "unknown-code", "quantity-form", "empty-position", "empty-source", "empty-statement", "duplicate-id",
    "dangling-reference", "wrong-reference-type",
}  # fmt: skip
"""Codes that many inputs are told."""


def findings(summary):
    """What a run has found, in lines that say how to see it again."""
    return [f"{finding.input.name} ({finding.input.target}): {finding.what}" for finding in summary.findings]


# --- the promise -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, INPUTS, CHUNK))
def test_inputs_are_read_or_refused(first):
    summary = run.run(SEED, range(first, first + CHUNK))
    assert findings(summary) == []
    assert summary.inputs == CHUNK
    assert summary.measured == CHUNK // run.MEASURED_EVERY


# --- the inputs ------------------------------------------------------------------------------------------------------


def digest(inputs):
    return hashlib.sha256(repr(inputs).encode("utf-8", "backslashreplace")).hexdigest()


def test_an_input_is_the_same_whatever_was_made_before():
    numbers = range(1_000)
    forwards = {number: make(SEED, number) for number in numbers}
    backwards = {number: make(SEED, number) for number in reversed(numbers)}
    assert digest([forwards[number] for number in numbers]) == digest([backwards[number] for number in numbers])
    assert digest(make(SEED, 1)) != digest(attrs.evolve(make(SEED + 1, 1), seed=SEED))


def test_an_input_is_the_same_in_every_process():
    program = "from tests.test_fuzz import *; print(digest([make(SEED, number) for number in range(300)]))"
    printed = [
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=untraced() | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("1", "2")
    ]
    assert printed == [digest([make(SEED, number) for number in range(300)])] * 2


@pytest.fixture(scope="module")
def inputs():
    return [make(SEED, number) for number in range(3_000)]


def test_inputs_are_of_every_kind_and_go_to_every_target(inputs):
    assert {input.kind for input in inputs} == set(KINDS)
    assert {input.target for input in inputs} == set(targets.TARGETS)
    assert {input.format for input in inputs} >= set(TARGETS_OF_FORMAT) | {"Party", "Quantity"}
    packed = [input for input in inputs if isinstance(input.content, bytes) and input.content[:2] == b"\x1f\x8b"]
    assert {input.format for input in packed} == {"json", "jsonl", "yaml"}
    assert 300 < sum(input.length for input in inputs) / len(inputs) < 4_000


def test_inputs_are_seldom_alike(inputs):
    alike = Counter(digest(input.content) for input in inputs)
    assert len(alike) > 0.9 * len(inputs)


def test_seeds_are_sound():
    for number in range(100):
        seed = some_seed(random.Random(number))
        datasets = {format: pt.loads(text, format=format) for format, text in seed.texts.items()}
        assert len(datasets) == 3
        assert len({pt.dumps(dataset) for dataset in datasets.values()}) == 1


def test_inputs_reach_every_outcome_and_nearly_every_code():
    summary = run.run(SEED, range(3_000))
    assert set(summary.outcomes) == {"loaded", "refused", "errors", "warnings", "clean"}
    assert min(summary.outcomes.values()) > 20
    told = set(summary.codes)
    assert told >= SHAPE_AND_INTEGRITY
    assert len(told & {rule.code for rule in RULES}) > 5
    assert len(list(command.closing_lines(summary, 1.0))) >= 7


def test_length_is_that_of_what_is_unpacked():
    assert length_of(b"a" * 10) == 10
    assert length_of("é") == 2
    assert length_of({"a": 1}) == 8
    packed = nasty.CASES["wrong checksum"].build(1_000)
    assert length_of(packed) > 1_000 > len(packed)


# --- what the fuzzer sees --------------------------------------------------------------------------------------------

FILE = Input(0, 0, "planted", "json", "check", b'{"peacetalks": "1.0"}')


def seen(target="check", format="json", content=FILE.content):
    """What is found with one sound input."""
    input = attrs.evolve(FILE, target=target, format=format, content=content)
    verdict, finding = run.run_one(input)
    assert (verdict is None) == (finding is not None)
    return finding and finding.what


def problem(**changes):
    given = {"code": "wrong-type", "severity": "error", "path": "/title", "message": "found it; leave it"}
    return pt.Problem(**given | changes)


def test_a_sound_input_is_no_finding():
    assert seen() is None
    assert seen("loads") is None
    assert seen("check and load") is None


@pytest.mark.parametrize(
    "error",
    [
        KeyError("id"),
        RecursionError(),
        MemoryError(),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"),
        EOFError(),
        OSError(),
    ],
)
def test_an_exception_is_seen(monkeypatch, error):
    def broken(*_, **__):
        raise error

    monkeypatch.setattr(pt, "loads", broken)
    monkeypatch.setattr(pt, "check", broken)
    assert type(error).__name__ in seen("loads")
    assert type(error).__name__ in seen("check")


def test_a_check_that_raises_is_seen_though_it_raises_what_load_may_raise(monkeypatch):
    def broken(*_, **__):
        raise pt.ValidationError([problem()])

    monkeypatch.setattr(pt, "check", broken)
    assert "ValidationError" in seen("check")


def test_a_refusal_that_says_nothing_is_seen(monkeypatch):
    def broken(*_, **__):
        raise pt.ValidationError([])

    monkeypatch.setattr(pt, "loads", broken)
    assert "says nothing" in seen("loads")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"path": "title"}, "no JSON Pointer"),
        ({"path": "/a~2"}, "no JSON Pointer"),
        ({"message": "x" * 2_001}, "a message of 2001 characters"),
        ({"value": "x" * 81}, "a value of 81 characters"),
        ({"message": "\ud800"}, "UnicodeEncodeError"),
        ({"path": "/\udc00"}, "UnicodeEncodeError"),
        ({"line": 0}, "line 0"),
        ({"severity": "bad"}, "severity"),
        ({"code": "Wrong"}, "code"),
    ],
)
def test_a_problem_that_cannot_be_shown_is_seen(monkeypatch, changes, words):
    monkeypatch.setattr(pt, "check", lambda *_, **__: (problem(**changes),))
    assert words in seen("check")


def test_readers_that_disagree_are_seen(monkeypatch):
    monkeypatch.setattr(pt, "check", lambda *_, **__: ())
    assert "load refuses what check does not" in seen("check and load", content=b"{}")
    monkeypatch.setattr(pt, "check", lambda *_, **__: (problem(),))
    assert "load takes what check does not" in seen("check and load")
    assert "load and check tell different problems" in seen("check and load", content=b"{}")
    stream = b'{"type": "dataset", "peacetalks": "1.0"}'
    monkeypatch.setattr(pt, "check", lambda *_, **__: ())
    assert seen("records and dataset", "jsonl", stream) is None
    monkeypatch.setattr(pt, "check_records", lambda *_, **__: (problem(),))
    assert "check and check_records tell different problems" in seen("records and dataset", "jsonl", stream)


def test_a_dataset_that_does_not_come_back_is_seen(monkeypatch):
    written = pt.dumps
    monkeypatch.setattr(
        pt, "dumps", lambda dataset, format: written(attrs.evolve(dataset, title=format), format=format)
    )
    assert "does not come back equal from json" in seen("loads")


def test_records_that_are_read_in_two_ways_are_seen(monkeypatch):
    monkeypatch.setattr(
        pt,
        "read_records",
        lambda *_, on_error=None, **__: iter([] if on_error else [pt.Party(id="a", name="A", kind="state")]),
    )
    assert "other records are read" in seen("read records", "jsonl", b"")


def test_what_hangs_is_seen(monkeypatch):
    def endless(*_, **__):
        while True:
            pass

    monkeypatch.setattr(run, "watched", lambda: effort.watched(0.2))
    monkeypatch.setattr(pt, "check", endless)
    assert "not come back after 0.2 s" in seen("check")


def measured(monkeypatch, spend):
    """What is found with one sound input whose check spends something, when that is counted."""
    check = pt.check

    def costly(*given, **more):
        spend()
        return check(*given, **more)

    monkeypatch.setattr(pt, "check", costly)
    _, finding = run.run_one(FILE, run.Summary())
    return finding and finding.what


def test_calls_out_of_proportion_are_seen(monkeypatch):
    assert measured(monkeypatch, lambda: None) is None
    assert "calls for 21 bytes" in measured(monkeypatch, lambda: [abs(number) for number in range(100_000)])


def test_memory_out_of_proportion_is_seen(monkeypatch):
    assert "bytes of memory for 21 bytes" in measured(monkeypatch, lambda: bytearray(50_000_000))


# --- the command -----------------------------------------------------------------------------------------------------


def command_line(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "tests.fuzz", *arguments],
        cwd=cwd,
        env=untraced(),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_the_command_runs_inputs_and_sums_up(tmp_path):
    log = tmp_path / "log"
    done = command_line(
        "--inputs", "300", "--seed", str(SEED), "--jobs", "2", "--log", str(log), "--findings", str(tmp_path), cwd=ROOT
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_text(encoding="utf-8") == done.stdout
    assert "300 inputs in" in done.stdout
    assert done.stdout.endswith("0 findings\n")


def test_the_command_tells_of_a_finding_and_keeps_its_input(monkeypatch, tmp_path, capsys):
    def broken(*_, **__):
        raise KeyError("planted")

    number = next(number for number in range(1_000) if make(SEED, number).target == "loads")
    monkeypatch.setattr(command, "supervised", lambda seed, numbers, jobs: iter([run.run(seed, range(*numbers))]))
    assert (
        command.main(["--seed", str(SEED), "--first", str(number), "--inputs", "1", "--findings", str(tmp_path)]) == 0
    )
    monkeypatch.setattr(pt, "loads", broken)
    assert (
        command.main(["--seed", str(SEED), "--first", str(number), "--inputs", "1", "--findings", str(tmp_path)]) == 1
    )
    printed = capsys.readouterr().out
    assert f"--reproduce {SEED}:{number}" in printed
    (kept,) = (path for path in tmp_path.iterdir() if path.suffix != ".txt")
    assert kept.read_bytes() == make(SEED, number).content
    assert command.main(["--reproduce", f"{SEED}:{number}", "--findings", str(tmp_path)]) == 1
    assert "KeyError: 'planted'" in capsys.readouterr().out
    monkeypatch.undo()
    assert command.main(["--reproduce", f"{SEED}:{number}", "--findings", str(tmp_path)]) == 0


def hanging_or_dying(seed, numbers, note):
    """Stands for inputs of which one hangs where no signal reaches Python, and one ends its process."""
    summary = run.Summary()
    for number in numbers:
        note(number)
        if number == 3:
            os._exit(9)
        if number == 5:
            signal_proof_hang()
        summary.inputs += 1
    return summary


def signal_proof_hang():
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
    os.read(os.pipe()[0], 1)


@pytest.mark.slow
def test_what_hangs_or_dies_beyond_python_is_named():
    summaries = list(supervise.supervised(SEED, (0, 8), work=hanging_or_dying, patience=2.0))
    found = {finding.input.number: finding.what for summary in summaries for finding in summary.findings}
    assert found == {3: "its process ended with 9", 5: "it hangs where no signal reaches it"}
    assert sum(summary.inputs for summary in summaries) == 8
    (trace,) = (finding.details for summary in summaries for finding in summary.findings if finding.input.number == 5)
    assert "signal_proof_hang" in trace
