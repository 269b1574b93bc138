"""``peacetalks merge``: several datasets made into one."""

from __future__ import annotations

import json
from typing import Annotated

import attrs
from cyclopts import Parameter
from rich.text import Text

from peacetalks import Dataset, ValidationError
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.progress import working
from peacetalks.cli.sources import STANDARD_STREAM, Asked, File, format_told, opened
from peacetalks.cli.targets import first_comment, is_one_file, write_data, write_dataset
from peacetalks.cli.terminal import DONE, PROBLEMS, console, printable, refuse, say
from peacetalks.dataset import MergeConflict
from peacetalks.formats.reading import dataset_of
from peacetalks.formats.registry import FormatName, format_named
from peacetalks.problems import excerpt


def merge(
    file: File,
    other: File,
    /,
    *others: Annotated[File, Parameter(show=False)],
    out: Annotated[File, Parameter(name=["--out", "-o"])],
    base: File | None = None,
    conflicts: File | None = None,
    from_: Asked = None,
    to: FormatName | None = None,
) -> int:
    """Make one dataset of several, and say what could not be decided.

    Args:
        file: A dataset; `-` is standard input. Where others differ from it and both cannot be right, it is kept.
        other: A dataset to be merged into it.
        others: Further datasets, each merged into what came of those before it.
        out: Where to write the merged dataset; `-` is standard output. A file is replaced in one step, and compressed
            where its name ends in `.gz`.
        base: The dataset of which all were made: what only one changed is then taken as it is there, what one took out
            is gone.
        conflicts: Where to write what could not be decided as a JSON array, for programs; `-` is standard output.
        from_: The format of what is read; by default told by the names, or by how standard input begins.
        to: The format of OUT; by default told by its name.
    """
    names = [file, other, *others, *([] if base is None else [base])]
    try:
        format = format_told(out, to, "--to")
    except ValidationError as refused:
        return refuse(f"{out}: {refused.problems[0].message}")
    hindrance = _hindrance(names, [out, *([] if conflicts is None else [conflicts])])
    if hindrance:
        return refuse(hindrance)
    read: list[Read] = []
    for name in names:
        try:
            read.append(_read(name, from_))
        except ValidationError as refused:
            return write_refusal(name, refused.problems)
    origin = None if base is None else read.pop().dataset
    size = sum(one.size for one in read)
    with working("merging", size):
        merged, found = _merged(read, origin)
    with working(f"writing {out}", size):
        code = write_dataset(merged, out, format)
    if code == DONE and conflicts is not None:
        code = _write_conflicts(conflicts, found)
    if code != DONE:
        return code
    _tell(out, found)
    for one in read:
        if one.comment:
            say(f"{one.name} may hold comments (line {one.comment} looks like it); they are not written")
    return PROBLEMS if found else DONE


@attrs.frozen
class Read:
    """A dataset that was read."""

    name: str
    """The file."""
    dataset: Dataset
    """What it holds."""
    size: int
    """Its bytes, as they are stored."""
    comment: int | None
    """The first line that may hold a comment, in YAML."""


Found = list[tuple[str, MergeConflict]]
"""What could not be decided, each with the file that differs from those before it."""


def _hindrance(sources: list[str], targets: list[str]) -> str | None:
    """Return why files of these names cannot be read and written; ``None`` where they can."""
    if sources.count(STANDARD_STREAM) > 1:
        return "standard input can be read once; give the others as files"
    if len(targets) > len(set(targets)):
        return f"{targets[0]} cannot be written twice; give the conflicts another name"
    for target in targets:
        if any(is_one_file(source, target) for source in sources):
            return f"{target} is what is read, and nothing is written over its own input; give it another name"
    return None


def _read(name: str, asked: FormatName | None) -> Read:
    with opened(name, asked) as given:
        reading = format_named(given.format).read(given.source)
        dataset = dataset_of(reading)
        comment = first_comment(given.source) if given.format == "yaml" else None
    for change in reading.changes:
        say(f"{name}: {change.message}")
    return Read(name, dataset, given.size, comment)


def _merged(read: list[Read], base: Dataset | None) -> tuple[Dataset, Found]:
    merged, found = read[0].dataset, Found()
    for one in read[1:]:
        merge = merged.merge(one.dataset, base=base)
        merged = merge.dataset
        found += [(one.name, conflict) for conflict in merge.conflicts]
    return merged, found


def _tell(out: str, found: Found) -> None:
    """Say on stderr what could not be decided, a line for each, and what was written all the same."""
    err = console(stderr=True)
    for name, conflict in found:
        place = f"{conflict.record or 'header'}{conflict.path and ' ' + conflict.path}"
        values = {"ours": conflict.ours, "theirs": conflict.theirs, "base": conflict.base}
        told = "; ".join(f"{side} = {_short(value)}" for side, value in values.items() if value is not None)
        line = Text.assemble(
            f"{printable(name)}: ",
            ("conflict", "red"),
            " ",
            (printable(place), "cyan"),
            f": {told}: {conflict.reason} ",
            (f"[{conflict.kind}]", "dim"),
        )
        err.print(line, soft_wrap=True)
    if found:
        count = f"{len(found)} conflict{'' if len(found) == 1 else 's'}"
        say(
            f"{out} is written, with {count}; ours is what the files before the one named say, theirs is what that one "
            "says"
        )


def _short(plain: object) -> str:
    return printable(excerpt(plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)))


def _write_conflicts(target: str, found: Found) -> int:
    """Write conflicts as one JSON array, each with its file; in ASCII, so that it survives every pipe."""
    rows = [{"file": name} | attrs.asdict(conflict) | {"reason": conflict.reason} for name, conflict in found]
    return write_data(f"{json.dumps(rows, indent=2)}\n".encode(), target)
