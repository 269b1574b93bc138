"""The readers that inputs are fed to, each with what it has to do with any input: return, or refuse in words."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peacetalks as pt
from peacetalks.formats.streams import NOT_RUN_ON_STREAMS
from tests.fuzz.inputs import GZIP_MAGIC, MODEL_CLASSES, Input
from tests.fuzz.verdicts import (
    TOO_MANY,
    Verdict,
    checked,
    expect,
    refused,
    without_meaning,
    written_and_read,
)

CLASSES = {cls.__name__: cls for cls in MODEL_CLASSES}
SOME_DATES = (pt.Date("2026-02-05"), pt.Date("[..2026-02]"), pt.Date("2020/.."), pt.Date(text="soon"))


def feed(input: Input) -> Verdict:
    """Feed an input to its target.

    Raises:
        BaseException: Whatever a reader should not have let through, or :class:`BrokenPromiseError`.
    """
    return TARGETS[input.target](input)


def _loaded(dataset: pt.Dataset) -> Verdict:
    written_and_read(dataset)
    return Verdict("loaded")


def _loads(input: Input) -> Verdict:
    try:
        dataset = pt.loads(input.content, format=input.format)
    except pt.ValidationError as error:
        return refused(error)
    return _loaded(dataset)


def text_of(data: bytes) -> str:
    """Return bytes as text in which anything may stand, halves of surrogate pairs too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def _loads_text(input: Input) -> Verdict:
    try:
        dataset = pt.loads(text_of(input.content), format=input.format)
    except pt.ValidationError as error:
        return refused(error)
    return _loaded(dataset)


def _check(input: Input) -> Verdict:
    return checked(pt.check(io.BytesIO(input.content), format=input.format))


def _check_text(input: Input) -> Verdict:
    return checked(pt.check(io.StringIO(text_of(input.content)), format=input.format))


def _check_and_load(input: Input) -> Verdict:
    problems = pt.check(io.BytesIO(input.content), format=input.format)
    return _all_told(agreeing(problems, lambda: pt.load(io.BytesIO(input.content), format=input.format)))


def agreeing(problems: tuple[pt.Problem, ...], load: Callable[[], pt.Dataset]) -> pt.Dataset | pt.ValidationError:
    """Look that ``load`` raises just where ``check`` finds that shape or integrity is wrong, and for the same."""
    wrong = without_meaning(problems)
    try:
        dataset = load()
    except pt.ValidationError as error:
        expect(wrong, f"load refuses what check does not: {error.problems[:1]}")
        expect(error.problems == problems, "load and check tell different problems")
        return error
    expect(not wrong, f"load takes what check does not: {wrong[:1]}")
    checked(problems)
    return dataset


def _all_told(read: pt.Dataset | pt.ValidationError) -> Verdict:
    return refused(read) if isinstance(read, pt.ValidationError) else _loaded(read)


def _path(input: Input) -> Verdict:
    suffix = f".{input.format}" + (".gz" if input.content.startswith(GZIP_MAGIC) else "")
    folder = Path(tempfile.mkdtemp(prefix="peacetalks-fuzz-"))
    try:
        path = folder / f"input{suffix}"
        path.write_bytes(input.content)
        verdict = _all_told(agreeing(pt.check(path), lambda: pt.load(path)))
        if verdict.outcome == "loaded":
            pt.dump(pt.load(path), folder / f"copy{suffix}")
            expect(pt.load(folder / f"copy{suffix}") == pt.load(path), "a file does not come back equal")
    finally:
        shutil.rmtree(folder)
    return verdict


def _read_records(input: Input) -> Verdict:
    """Read a stream twice: up to the first fault, and past all of them; both give the same records first."""
    strict: list[pt.Record] = []
    verdict = Verdict("loaded")
    try:
        strict.extend(pt.read_records(io.BytesIO(input.content), format="jsonl"))
    except pt.ValidationError as error:
        verdict = refused(error)
    errors: list[pt.ValidationError] = []
    lenient = list(pt.read_records(io.BytesIO(input.content), format="jsonl", on_error=errors.append))
    expect(lenient[: len(strict)] == strict, "with on_error other records are read")
    expect(bool(errors) == (verdict.outcome == "refused"), "with on_error other lines are refused")
    for error in errors[:20]:
        refused(error)
    return verdict


def _check_records(input: Input) -> Verdict:
    return checked(pt.check_records(io.BytesIO(input.content), format="jsonl"))


def _records_and_dataset(input: Input) -> Verdict:
    """Look that a stream says the same read at once and record by record."""
    at_once = pt.check(io.BytesIO(input.content), format="jsonl")
    in_turn = pt.check_records(io.BytesIO(input.content), format="jsonl")
    if all(problem.code != TOO_MANY for problem in (*at_once, *in_turn)):
        expected = [problem for problem in at_once if problem.code not in NOT_RUN_ON_STREAMS]
        expect(
            sorted(map(str, in_turn)) == sorted(map(str, expected)), "check and check_records tell different problems"
        )
    verdict = _all_told(agreeing(at_once, lambda: pt.load(io.BytesIO(input.content), format="jsonl")))
    if verdict.outcome == "loaded":
        records = list(pt.read_records(io.BytesIO(input.content), format="jsonl"))
        header = pt.read_header(io.BytesIO(input.content), format="jsonl")
        dataset = pt.load(io.BytesIO(input.content), format="jsonl")
        expect(pt.Dataset.from_records(records, **header) == dataset, "load and read_records give different records")
    return verdict


def _from_dict(input: Input) -> Verdict:
    cls, content = CLASSES.get(input.format), input.content
    if cls is None:
        cls, content = MODEL_CLASSES[input.number % len(MODEL_CLASSES)], _some_record(content, input.number)
    try:
        made = pt.from_dict(cls, content)
    except pt.ValidationError as error:
        return refused(error)
    expect(pt.from_dict(cls, pt.to_dict(made)) == made, "it does not come back equal from a dict")
    repr(made)
    hash(made)
    return Verdict("loaded")


def _some_record(content: Any, number: int) -> Any:
    """Return a record of a document; the content itself where it is none."""
    groups = content.values() if isinstance(content, dict) else ()
    records = [one for group in groups if isinstance(group, list) for one in group]
    return records[number % len(records)] if records else content


def _check_dict(input: Input) -> Verdict:
    """Check a document as a dict; the same is told of it where it comes as text."""
    if not isinstance(input.content, dict):
        return _from_dict(input)
    problems = pt.check(input.content)
    expect(all(problem.line is None for problem in problems), "a line where there is no text")
    try:
        text = json.dumps(input.content, allow_nan=False)
    except ValueError:  # infinite numbers, which no JSON has
        return checked(problems)
    from_text = pt.check(io.StringIO(text), format="json")
    expect(_places(from_text) == _places(problems), "of a document as text other things are told than of a dict")
    return checked(problems)


def _places(problems: tuple[pt.Problem, ...]) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.path) for problem in problems)


def _date(input: Input) -> Verdict:
    try:
        date = pt.Date(input.content)
    except pt.ValidationError as error:
        return refused(error)
    expect(pt.Date.from_plain(date.to_plain()) == date, "a date does not come back equal")
    seen = (
        date.earliest,
        date.latest,
        date.precision,
        date.stretches,
        date.is_interval,
        date.is_set,
        str(date),
        repr(date),
    )
    expect(seen, "a date of nothing")
    for other in SOME_DATES:
        expect(date.possibly_before(other) or not date.definitely_before(other), "definitely, but not possibly, before")
        expect(date.possibly_within(other) or not date.definitely_within(other), "definitely, but not possibly, within")
        expect(date.overlaps(other) == other.overlaps(date), "overlapping in one direction only")
        expect((date.sort_key == other.sort_key) == (date == other), "equal in sorting, and not the same")
    return Verdict("loaded")


TARGETS: dict[str, Callable[[Input], Verdict]] = {
    "loads": _loads,
    "loads text": _loads_text,
    "check": _check,
    "check text": _check_text,
    "check and load": _check_and_load,
    "path": _path,
    "read records": _read_records,
    "check records": _check_records,
    "records and dataset": _records_and_dataset,
    "from dict": _from_dict,
    "check dict": _check_dict,
    "date": _date,
}
"""Every target by its name."""
