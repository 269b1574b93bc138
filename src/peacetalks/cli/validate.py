"""``peacetalks validate``: everything that is wrong, for people, programs and continuous integration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from cyclopts import Parameter

from peacetalks import ValidationError, check, check_records
from peacetalks.cli.listing import WRITERS, is_unreadable
from peacetalks.cli.sources import Asked, File, opened
from peacetalks.cli.terminal import DONE, PROBLEMS, UNREADABLE, console, say
from peacetalks.formats.registry import FormatName
from peacetalks.formats.streams import NOT_RUN_ON_STREAMS
from peacetalks.problems import Problem

NOT_RUN = (
    f"rules that need the whole dataset were not run on JSON Lines ({', '.join(NOT_RUN_ON_STREAMS)}); "
    "--whole reads it into memory and runs them"
)
"""What is said once where a stream was checked a record at a time."""

Flag = Annotated[bool, Parameter(negative="", show_default=False)]


def validate(
    file: File,
    /,
    *files: Annotated[File, Parameter(show=False)],
    from_: Asked = None,
    format: Literal["text", "json", "github"] = "text",
    strict: Flag = False,
    limit: Annotated[int | None, Parameter(validator=lambda _, value: _at_least_one(value))] = None,
    whole: Flag = False,
) -> int:
    """Say everything that is wrong with files, all at once.

    Args:
        file: Datasets; `-` is standard input.
        files: Further datasets.
        from_: The format of all files; by default told by their names, or by how standard input begins.
        format: How to say it: `text` for people, `json` for programs (an array of problems, each with its `file`),
            `github` for annotations in a workflow.
        strict: Fail for warnings too.
        limit: Say at most this many problems of each file.
        whole: Read JSON Lines into memory and run all rules on them; by default they are read a record at a time, and
            rules that need the whole dataset are not run.
    """
    checked = {name: _checked(name, from_, is_whole=whole) for name in dict.fromkeys((file, *files))}
    found = {name: problems for name, (problems, _) in checked.items()}
    WRITERS[format](console(), found, limit)
    if any(is_partial for _, is_partial in checked.values()):
        say(NOT_RUN)
    if any(map(is_unreadable, found.values())):
        return UNREADABLE
    all_problems = (problem for problems in found.values() for problem in problems)
    return PROBLEMS if any(strict or problem.severity == "error" for problem in all_problems) else DONE


def _at_least_one(limit: int | None) -> None:
    if limit is not None and limit < 1:
        raise ValueError("must be at least 1")


def _checked(name: str, asked: FormatName | None, *, is_whole: bool) -> tuple[Sequence[Problem], bool]:
    """Return what is wrong with a file, and whether only the rules for single records were run."""
    try:
        with opened(name, asked) as given:
            is_partial = given.format == "jsonl" and not is_whole
            problems = (check_records if is_partial else check)(given.source.file, format=given.format)
    except ValidationError as refused:
        return refused.problems, False
    return problems, is_partial and not is_unreadable(problems)
