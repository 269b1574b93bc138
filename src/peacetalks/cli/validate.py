"""``peacetalks validate``: everything that is wrong, for people, programs and continuous integration."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

from peacetalks import check
from peacetalks.cli.listing import WRITERS
from peacetalks.cli.terminal import DONE, PROBLEMS, UNREADABLE, console, file_name, opened
from peacetalks.problems import Problem

File = Annotated[str, Parameter(allow_leading_hyphen=True, validator=lambda _, value: file_name(value))]


def validate(
    file: File,
    /,
    *files: Annotated[File, Parameter(show=False)],
    format: Literal["text", "json", "github"] = "text",
    strict: Annotated[bool, Parameter(negative="", show_default=False)] = False,
    limit: Annotated[int | None, Parameter(validator=lambda _, value: _at_least_one(value))] = None,
) -> int:
    """Say everything that is wrong with files, all at once.

    Args:
        file: Datasets in JSON or YAML; `-` is standard input.
        files: Further datasets.
        format: How to say it: `text` for people, `json` for programs (an array of problems, each with its `file`),
            `github` for annotations in a workflow.
        strict: Fail for warnings too.
        limit: Say at most this many problems of each file.
    """
    found = {name: _checked(name) for name in dict.fromkeys((file, *files))}
    WRITERS[format](console(), found, limit)
    problems = [problem for of_file in found.values() for problem in of_file]
    if any(problem.code == "not-readable" for problem in problems):
        return UNREADABLE
    return PROBLEMS if any(strict or problem.severity == "error" for problem in problems) else DONE


def _at_least_one(limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise ValueError("must be at least 1")


def _checked(name: str) -> tuple[Problem, ...]:
    source, format = opened(name)
    return check(source, format=format)
