"""Problems as lines: for people, for programs, and for annotations in a workflow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
from rich.console import Console
from rich.text import Text

from peacetalks.cli.terminal import PROBLEMS, UNREADABLE, console, printable
from peacetalks.limits import GREATEST_REPORT
from peacetalks.problems import LISTED_PROBLEMS, TOO_MANY, Problem

Found = Mapping[str, Sequence[Problem]]
"""The problems of each file, by its name."""


def write_text(out: Console, found: Found, limit: int | None) -> None:
    """Write a line for each problem, as compilers do, and a verdict for each file."""
    for name, problems in found.items():
        write_lines(out, name, problems, limit)
        style = "red" if _errors(problems) else "yellow" if problems else "green"
        out.print(Text.assemble(f"{printable(name)}: ", (_verdict(problems), style)), soft_wrap=True)


def write_lines(out: Console, name: str, problems: Sequence[Problem], limit: int | None) -> None:
    """Write a line for each problem of a file, up to a limit."""
    for problem in problems[:limit]:
        out.print(_line(name, problem), soft_wrap=True)
    left = len(problems) - len(problems[:limit])
    if left:
        out.print(Text(f"{printable(name)}: … and {left} more"), soft_wrap=True)


def write_refusal(name: str, problems: Sequence[Problem]) -> int:
    """Write on stderr why a file is refused, and return the exit code that says so."""
    write_lines(console(stderr=True), name, problems, LISTED_PROBLEMS)
    return UNREADABLE if is_unreadable(problems) else PROBLEMS


def is_unreadable(problems: Sequence[Problem]) -> bool:
    """Tell whether a file could not be read at all."""
    return any(problem.code == "not-readable" for problem in problems)


def _line(name: str, problem: Problem) -> Text:
    place = name if problem.line is None else f"{name}:{problem.line}"
    value = "" if problem.value is None else " = " + (printable(problem.value) or '""')
    return Text.assemble(
        f"{printable(place)}: ",
        (problem.severity, "red" if problem.severity == "error" else "yellow"),
        " ",
        (printable(problem.path) or "/", "cyan"),
        f"{value}: {printable(problem.message)} ",
        (f"[{problem.code}]", "dim"),
    )


def _errors(problems: Sequence[Problem]) -> int:
    return sum(problem.severity == "error" for problem in problems)


def _verdict(problems: Sequence[Problem]) -> str:
    if is_unreadable(problems):
        return "not readable"
    if any(problem.code == TOO_MANY for problem in problems):
        return f"not valid (more than {GREATEST_REPORT} problems)"
    errors = _errors(problems)
    numbers = (errors, "error"), (len(problems) - errors, "warning")
    counts = ", ".join(f"{number or 'no'} {noun}{'' if number == 1 else 's'}" for number, noun in numbers)
    return f"{'not valid' if errors else 'valid'} ({counts})"


def write_json(out: Console, found: Found, limit: int | None) -> None:
    """Write one JSON array of problems, each with its file; in ASCII, so that it survives every pipe."""
    rows = [{"file": name} | attrs.asdict(problem) for name, problem in _each(found, limit)]
    out.file.write(json.dumps(rows, indent=2) + "\n")


def write_github(out: Console, found: Found, limit: int | None) -> None:
    """Write a workflow command for each problem, from which GitHub makes an annotation in the file."""
    for name, problem in _each(found, limit):
        line = "" if problem.line is None else f",line={problem.line}"
        title = _escaped(f"{problem.code} at {problem.path or '/'}", ",:")
        place = f"file={_escaped(name, ',:')}{line},title={title}"
        out.file.write(f"::{problem.severity} {place}::{_escaped(problem.message)}\n")


def _each(found: Found, limit: int | None) -> Iterator[tuple[str, Problem]]:
    return ((name, problem) for name, problems in found.items() for problem in problems[:limit])


def _escaped(text: str, more: str = "") -> str:
    """Return text as workflow commands want it: line ends and their own marks percent-encoded."""
    for mark in f"%\r\n{more}":
        text = text.replace(mark, f"%{ord(mark):02X}")
    return printable(text)


WRITERS: Mapping[str, Callable[[Console, Found, int | None], None]] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
}
"""The ways of writing problems, by the name of the format."""
