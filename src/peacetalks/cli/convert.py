"""``peacetalks convert``: the same dataset in another format."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from peacetalks import ValidationError
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.progress import working
from peacetalks.cli.sources import Asked, File, format_told, opened
from peacetalks.cli.targets import first_comment, is_one_file, write_dataset
from peacetalks.cli.terminal import DONE, refuse, say
from peacetalks.formats.reading import dataset_of
from peacetalks.formats.registry import FormatName, format_named


def convert(
    source: Annotated[File, Parameter(name="IN")],
    target: Annotated[File, Parameter(name="OUT")],
    /,
    *,
    from_: Asked = None,
    to: FormatName | None = None,
) -> int:
    """Write a dataset in another format, or in the same one as it should be.

    Args:
        source: A dataset; `-` is standard input.
        target: Where to write it; `-` is standard output. A file is replaced in one step, and compressed where its name
            ends in `.gz`.
        from_: The format of IN; by default told by its name, or by how standard input begins.
        to: The format of OUT; by default told by its name.
    """
    try:
        format = format_told(target, to, "--to")
    except ValidationError as refused:
        return refuse(f"{target}: {refused.problems[0].message}")
    if is_one_file(source, target):
        return refuse(f"{target} is what is read, and nothing is written over its own input; give it another name")
    try:
        with opened(source, from_) as given:
            reading = format_named(given.format).read(given.source)
            dataset = dataset_of(reading)
            comment = first_comment(given.source) if given.format == "yaml" else None
    except ValidationError as refused:
        return write_refusal(source, refused.problems)
    for change in reading.changes:
        say(f"{source}: {change.message}")
    with working(f"writing {target}", given.size):
        code = write_dataset(dataset, target, format)
    if comment and code == DONE:
        say(f"{source} may hold comments (line {comment} looks like it); they are not written")
    return code
