"""``peacetalks validate``: everything that is wrong, for people, programs and continuous integration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Annotated, Literal

import attrs
from cyclopts import Parameter
from rich.console import Console
from rich.text import Text

from peacetalks import check
from peacetalks.cli.terminal import console, opened
from peacetalks.problems import Problem

VALID, INVALID, UNREADABLE = 0, 1, 2
"""Exit codes: no problems that count; problems; a file that cannot be read, or wrong usage."""

Found = tuple[str, Problem]
"""A file and a problem in it."""


def validate(
    file: Annotated[str, Parameter(allow_leading_hyphen=True)],
    /,
    *files: Annotated[str, Parameter(allow_leading_hyphen=True)],
    format: Literal["text", "json", "github"] = "text",
    strict: bool = False,
    limit: Annotated[int | None, Parameter(validator=lambda _, limit: _at_least_one(limit))] = None,
) -> int:
    """Say everything that is wrong with files, all at once.

    Exit code 0: valid. 1: problems. 2: a file cannot be read, or wrong usage.

    Args:
        file: A dataset in JSON or YAML; `-` is standard input.
        files: Further datasets.
        format: How to say it: `text` for people, `json` for programs (an array of problems, each with its `file`),
            `github` for annotations in a workflow.
        strict: Fail for warnings too.
        limit: Say at most this many problems of each file.
    """
    found = {name: _checked(name) for name in dict.fromkeys((file, *files))}
    out = console()
    _WRITERS[format](out, found, limit)
    problems = [problem for of_file in found.values() for problem in of_file]
    if any(problem.code == "not-readable" for problem in problems):
        return UNREADABLE
    return INVALID if any(strict or problem.severity == "error" for problem in problems) else VALID


def _at_least_one(limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise ValueError("must be at least 1")


def _checked(name: str) -> tuple[Problem, ...]:
    source, format = opened(name)
    return check(source, format=format)


def _write_text(out: Console, found: dict[str, tuple[Problem, ...]], limit: int | None) -> None:
    for name, problems in found.items():
        for problem in problems[:limit]:
            out.print(_text(name, problem), soft_wrap=True)
        left = len(problems) - len(problems[:limit])
        if left:
            out.print(f"{name}: … and {left} more", markup=False, soft_wrap=True)
        style = "green" if not problems else "yellow" if _errors(problems) == 0 else "red"
        out.print(Text.assemble(f"{name}: ", (_verdict(problems), style)), soft_wrap=True)


def _text(name: str, problem: Problem) -> Text:
    place = name if problem.line is None else f"{name}:{problem.line}"
    value = "" if problem.value is None else f" = {problem.value}"
    colour = "red" if problem.severity == "error" else "yellow"
    return Text.assemble(
        f"{place}: ",
        (problem.severity, colour),
        " ",
        (problem.path or "/", "cyan"),
        f"{value}: {problem.message} ",
        (f"[{problem.code}]", "dim"),
    )


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _verdict(problems: Sequence[Problem]) -> str:
    errors = _errors(problems)
    counts = f"{_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}"
    return f"{'not valid' if errors else 'valid'} ({counts})"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _write_json(out: Console, found: dict[str, tuple[Problem, ...]], limit: int | None) -> None:
    rows = [{"file": name} | attrs.asdict(problem) for name, problem in _each(found, limit)]
    out.file.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")


def _write_github(out: Console, found: dict[str, tuple[Problem, ...]], limit: int | None) -> None:
    for name, problem in _each(found, limit):
        line = "" if problem.line is None else f",line={problem.line}"
        title = _escaped(f"{problem.code} at {problem.path or '/'}", ",:")
        place = f"file={_escaped(name, ',:')}{line},title={title}"
        out.file.write(f"::{problem.severity} {place}::{_escaped(problem.message)}\n")


def _each(found: dict[str, tuple[Problem, ...]], limit: int | None) -> Iterator[Found]:
    return ((name, problem) for name, problems in found.items() for problem in problems[:limit])


def _escaped(text: str, more: str = "") -> str:
    """Return text as GitHub's workflow commands want it: line ends and their own marks percent-encoded."""
    for mark in f"%\r\n{more}":
        text = text.replace(mark, f"%{ord(mark):02X}")
    return text


_WRITERS: dict[str, Callable[[Console, dict[str, tuple[Problem, ...]], int | None], None]] = {
    "text": _write_text,
    "json": _write_json,
    "github": _write_github,
}
