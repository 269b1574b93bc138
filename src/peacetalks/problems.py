"""What can be wrong with data, and the exceptions that say so.

A :class:`Problem` is plain data: a stable code, where it is, what was found and what to do about it. Everything that
reads or builds data collects problems and raises one :class:`ValidationError` holding all of them.
"""

from __future__ import annotations

import json
import re
import reprlib
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeVar

import attrs

from peacetalks.limits import GREATEST_REPORT

Checked = TypeVar("Checked")

Severity = Literal["error", "warning"]
"""An ``error`` makes data unusable; a ``warning`` is worth a second look and can be accepted by an annotation."""

EXCERPT_LENGTH = 80
"""Characters of the offending value that a problem shows."""

LONGEST_INTEGER = 256
"""Bits of the longest integer that a problem shows digit by digit."""

TOO_MANY = "too-many-problems"
"""Code of the problem that says that there are more than are told."""

LISTED_PROBLEMS = 20
"""Problems that the text of a :class:`ValidationError` lists before it only counts them."""


def pointer(*steps: str | int) -> str:
    """Return the JSON Pointer (RFC 6901) that follows ``steps`` from a root; no steps give ``""``, the root itself."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def pointer_steps(path: str) -> list[str]:
    """Return the unescaped steps of a JSON Pointer, all as text (``/demands/0`` gives ``["demands", "0"]``)."""
    return [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")[1:]]


_is_index = re.compile(r"(0|[1-9][0-9]{0,8})\Z").match


def pointer_index(step: str) -> int | None:
    """Return the list index that a step of a pointer says; ``None`` where it says none (``01``, a name)."""
    return int(step) if _is_index(step) else None


class _Shortener(reprlib.Repr):
    """Shows any object in a few characters; Python itself refuses to print integers of thousands of digits."""

    def repr_int(self, x: int, level: int) -> str:
        """Return a short integer as it is, a long one by the number of its bits."""
        return super().repr_int(x, level) if x.bit_length() <= LONGEST_INTEGER else f"<{x.bit_length()} bits>"


_shortener = _Shortener()
_shortener.maxstring = _shortener.maxother = EXCERPT_LENGTH


def excerpt(value: object) -> str:
    """Return ``value`` as text of at most 80 characters, at a cost that does not grow with its size."""
    if isinstance(value, str):
        text = value[: EXCERPT_LENGTH + 1].encode("utf-8", "backslashreplace").decode()
    elif value is None or isinstance(value, bool | float):
        text = json.dumps(value)
    else:
        text = _shortener.repr(value)
    return text if len(text) <= EXCERPT_LENGTH else text[: EXCERPT_LENGTH - 1] + "…"


_control = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def _escaped(control: re.Match[str]) -> str:
    return f"\\u{ord(control[0]):04x}"


@attrs.frozen
class Problem:
    """One thing that is wrong, or deserves a second look, in some data."""

    code: str
    """Stable name of the rule that was broken (``unknown-code``); listed in the documentation."""
    severity: Severity
    """``error`` or ``warning``."""
    path: str
    """JSON Pointer to the place: from the document's root for JSON and YAML, else from the record's root."""
    message: str
    """What was found, what was expected and what to do, in one sentence or two."""
    value: str | None = None
    """The offending value as text, cut at 80 characters; ``None`` where something is missing."""
    record: str | None = None
    """Id of the record it is in, where that is known."""
    line: int | None = None
    """Line in the text that was read, counted from 1; ``None`` for data that did not come from text."""

    def __str__(self) -> str:
        line = "" if self.line is None else f"line {self.line}: "
        value = "" if self.value is None else " = " + (self.value or '""')
        return _control.sub(_escaped, f"{line}{self.path or '/'}{value}: {self.message} [{self.code}]")

    def under(self, *steps: str | int) -> Problem:
        """Return the same problem seen from a root that lies ``steps`` further out."""
        return attrs.evolve(self, path=pointer(*steps) + self.path)


def reported(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield as many problems as are told of one source, and then one that says that there are more.

    Of an iterator those beyond are not even asked for, so that data full of faults cost no more memory than sound ones.
    The last problem is a warning where all of a list are, so that data are not called invalid for many warnings.
    """
    are_warnings = isinstance(problems, list) and all(problem.severity == "warning" for problem in problems)
    for count, problem in enumerate(problems):
        if count == GREATEST_REPORT:
            message = f"there are more than {GREATEST_REPORT} problems; correct those that are told, and look again"
            severity: Severity = "warning" if are_warnings else "error"
            yield Problem(code=TOO_MANY, severity=severity, path="", message=message)
            return
        yield problem


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of their lines; that there are more comes last."""
    return sorted(problems, key=lambda problem: (problem.code == TOO_MANY, problem.line or 0))


class PeacetalksError(Exception):
    """Base of every exception that peacetalks raises on purpose."""


class ValidationError(PeacetalksError, ValueError):
    """Data breaks rules of the model: ``problems`` says which, up to ten thousand; the text lists twenty."""

    problems: tuple[Problem, ...]

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(reported(problems))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        count = len(self.problems)
        if count > 1:
            yield f"{count} problems"
        for problem in self.problems[:LISTED_PROBLEMS]:
            yield f"{problem.record}: {problem}" if problem.record and not problem.line else str(problem)
        if count > LISTED_PROBLEMS:
            yield f"… and {count - LISTED_PROBLEMS} more"


class NotFoundError(PeacetalksError, KeyError):
    """Nothing is known by this name: no record of the dataset has the id, or there is no such codelist."""

    def __str__(self) -> str:
        return str(self.args[0])


class QuantityError(PeacetalksError, ValueError):
    """Two quantities cannot be combined: their units or bases differ, or a bound is unknown."""


class MissingExtraError(PeacetalksError, ImportError):
    """An optional library is not installed; the text names the extra that brings it."""


def problems_of(check: Callable[[Checked], object], value: Checked) -> tuple[Problem, ...]:
    """Return the problems for which ``check`` refuses a value; none where it takes it."""
    try:
        check(value)
    except ValidationError as refused:
        return refused.problems
    return ()


def refusal(code: str, message: str, value: object = None, path: str = "") -> ValidationError:
    """Return the :class:`ValidationError` of a single shape error, ready to raise.

    Args:
        code: The problem's code.
        message: What was found, expected and to be done.
        value: The offending value; its excerpt goes into the problem. ``None`` where something is missing.
        path: JSON Pointer relative to the value being read.
    """
    shown = None if value is None else excerpt(value)
    return ValidationError([Problem(code=code, severity="error", path=path, message=message, value=shown)])
