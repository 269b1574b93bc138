"""What has to hold for whatever a reader says of an input: problems that can be shown, datasets that can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

import peacetalks as pt
from peacetalks.checks import RULES
from peacetalks.problems import TOO_MANY

LONGEST_MESSAGE = 2_000
LONGEST_VALUE = 80
LOOKED_AT = 300
"""Problems of one input that are looked at one by one."""

MEANING = frozenset(rule.code for rule in RULES)
"""Codes that leave a dataset readable."""

FORMATS = ("json", "jsonl", "yaml")

_is_pointer = re.compile(r"(?:/(?:[^~/]|~[01])*)*\Z").match
_is_code = re.compile(r"[a-z][a-z-]+\Z").match


class BrokenPromiseError(AssertionError):
    """A reader said something that it should never say."""


@attrs.frozen
class Verdict:
    """What became of an input: read, refused or checked, and with which codes."""

    outcome: str
    codes: tuple[str, ...] = ()


def refused(error: pt.ValidationError) -> Verdict:
    """Return the verdict of an input that was refused, after a look at what was said of it."""
    expect(error.problems, "a refusal that says nothing")
    expect(len(str(error)) < (LONGEST_MESSAGE + 500) * 22, "the text of a refusal is very long")
    str(error).encode()
    return judged("refused", error.problems)


def judged(outcome: str, problems: Sequence[pt.Problem]) -> Verdict:
    """Return a verdict with problems, after a look at each."""
    for problem in problems[:LOOKED_AT]:
        _look_at(problem)
    return Verdict(outcome, tuple(dict.fromkeys(problem.code for problem in problems)))


def checked(problems: object) -> Verdict:
    """Return the verdict of ``check``: with errors, with warnings, or clean."""
    expect(isinstance(problems, tuple), f"check returned {type(problems).__name__}")
    assert isinstance(problems, tuple)
    severities = {problem.severity for problem in problems}
    return judged("errors" if "error" in severities else "warnings" if severities else "clean", problems)


def _look_at(problem: pt.Problem) -> None:
    expect(bool(_is_code(problem.code)), f"the code {problem.code!r}")
    expect(problem.severity in ("error", "warning"), f"the severity {problem.severity!r}")
    expect(bool(_is_pointer(problem.path)), f"the path {problem.path[:200]!r} is no JSON Pointer")
    expect(len(problem.message) <= LONGEST_MESSAGE, f"a message of {len(problem.message)} characters: {problem.code}")
    expect(
        problem.value is None or len(problem.value) <= LONGEST_VALUE,
        f"a value of {len(problem.value or '')} characters",
    )
    expect(problem.line is None or problem.line >= 1, f"line {problem.line}")
    text = str(problem)
    text.encode()
    repr(problem).encode()
    expect(len(text) <= LONGEST_MESSAGE + 2 * len(problem.path) + 500, f"a text of {len(text)} characters")


def without_meaning(problems: Iterable[pt.Problem]) -> tuple[pt.Problem, ...]:
    """Return the errors of shape and integrity; that there are too many problems says nothing of which."""
    errors = (problem for problem in problems if problem.severity == "error")
    return tuple(problem for problem in errors if problem.code not in MEANING and problem.code != TOO_MANY)


def written_and_read(dataset: pt.Dataset) -> None:
    """Look that a dataset comes back equal from every format."""
    for format in FORMATS:
        text = pt.dumps(dataset, format=format)
        expect(pt.loads(text, format=format) == dataset, f"it does not come back equal from {format}")
        text.encode()


def expect(holds: object, otherwise: str) -> None:
    """Raise unless something holds."""
    if not holds:
        raise BrokenPromiseError(otherwise)
