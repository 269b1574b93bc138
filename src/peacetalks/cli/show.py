"""``peacetalks show``: a dataset to read."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.text import Text

from peacetalks import Citation, Dataset, Date, ValidationError, load
from peacetalks.cli.listing import write_refusal
from peacetalks.cli.sentences import claim, names, sentence
from peacetalks.cli.sources import Asked, File, opened
from peacetalks.cli.terminal import DONE, console, printable, write_paragraph
from peacetalks.dataset import GROUPS, HEADER
from peacetalks.records import Record

ID_WIDTH = 30
"""Most columns for ids; a longer one gets a line of its own."""

GAP = "  "
"""What stands between an id and its sentence."""

EVENT = "· "
"""What a line about an event begins with."""


def show(file: File, /, *, from_: Asked = None) -> int:
    """Show what a dataset says, as sentences for people.

    Args:
        file: A dataset; `-` is standard input.
        from_: Its format; by default told by its name, or by how standard input begins.
    """
    try:
        with opened(file, from_) as given:
            dataset = load(given.source.file, format=given.format)
    except ValidationError as refused:
        return write_refusal(file, refused.problems)
    out = console()
    _write_header(out, dataset)
    width = _id_width(out, dataset)
    for group in GROUPS:
        records: tuple[Record, ...] = getattr(dataset, group)
        if records:
            out.print()
            out.print(Text.assemble((group.capitalize(), "bold"), f" ({len(records)})"))
        for record in sorted(records, key=_when):
            _write_record(out, record, dataset, width)
    return DONE


def _write_header(out: Console, dataset: Dataset) -> None:
    write_paragraph(out, Text(_line(dataset.title or "A dataset without a title"), "bold"))
    if dataset.description:
        write_paragraph(out, Text(_line(dataset.description)))
    for field in HEADER:
        value = getattr(dataset, field.name)
        if value is not None and field.name not in ("peacetalks", "title", "description"):
            write_paragraph(out, Text.assemble((f"{field.name}: ", "dim"), _line(str(value))))
    write_paragraph(out, Text.assemble(("records: ", "dim"), str(len(dataset))))


def _id_width(out: Console, dataset: Dataset) -> int:
    """Return the columns for ids: room for all of them, but not so much that sentences get too little."""
    return min(max((len(record.id) for record in dataset), default=0), ID_WIDTH, out.width // 3)


def _when(record: Record) -> tuple[bool, tuple[object, ...], str]:
    """Return the place in the order of telling: by date, as far as there is one, and then by id."""
    history = getattr(record, "history", ())
    dates = (getattr(record, "date", None), *(event.date for event in history))
    date = next((date for date in dates if isinstance(date, Date)), None)
    return date is None, date.sort_key if date else (), record.id


def _write_record(out: Console, record: Record, dataset: Dataset, width: int) -> None:
    margin = " " * width + GAP
    head = Text(record.id.ljust(width) + GAP, "cyan")
    if len(record.id) > width:
        write_paragraph(out, Text(record.id, "cyan"))
        head = Text(margin)
    write_paragraph(
        out, Text.assemble(_line(sentence(record, dataset)), _cited(record.citations, dataset)), head, margin
    )
    for event in getattr(record, "history", ()):
        said = Text.assemble(_line(claim(event, dataset)), _cited(event.citations, dataset))
        write_paragraph(out, said, Text.assemble(margin, (EVENT, "dim")), margin + " " * len(EVENT))


def _cited(citations: Iterable[Citation], dataset: Dataset) -> tuple[str, str]:
    """Return where a claim comes from, as text and style: `[article S1, S4; Russia in article S6]`."""
    told = (
        f"{who} {what}".strip()
        for who, what in (
            (f"{names(claimants, dataset)} in" if claimants else "", _places(source, list(group)))
            for (claimants, source), group in groupby(citations, lambda one: (one.asserted_by, one.source))
        )
    )
    text = "; ".join(dict.fromkeys(told))
    return f" [{_line(text)}]" if text else "", "dim"


def _places(source: str, citations: list[Citation]) -> str:
    locators = dict.fromkeys(citation.locator for citation in citations if citation.locator)
    return f"{source} {', '.join(locators)}".strip()


def _line(text: str) -> str:
    """Return text that may be folded anywhere: one line, nothing in it but what can be printed."""
    return printable(" ".join(text.split()))
