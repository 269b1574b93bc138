"""When UCDP's agreements were signed, and whether and when they ended, with what the coders remark on it."""

from __future__ import annotations

from typing import Any

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.importers.cells import day, whole_number
from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule
from peacetalks.problems import problems_of, refusal
from peacetalks.records import Agreement
from peacetalks.values import StatusEvent

DAY = len("2000-01-01")


def _note_event(draft: Draft, status: str, **changes: Any) -> int:
    """Say more of the event of a status, the first time make it; return its place in the history."""
    history: list[StatusEvent] = draft.fields.setdefault("history", [])
    for place, event in enumerate(history):
        if event.status == status:
            history[place] = attrs.evolve(event, **changes)
            return place
    history.append(StatusEvent(status=status, **changes))
    return len(history) - 1


def _event(agreement: Agreement, status: str) -> StatusEvent | None:
    return next((event for event in agreement.history if event.status == status), None)


def _as_day(date: Date | None) -> str | None:
    return date.edtf if date is not None and date.edtf is not None and len(date.edtf) == DAY else None


def _take_year(draft: Draft, column: Column) -> None:
    year = f"{whole_number(draft.cell(column.name)):04}"
    if problems_of(day, draft.cell("pa_date")):
        date = Date(year)
        draft.fields["date"] = date
        _note_event(draft, "signed", date=date)
    elif not draft.cell("pa_date").startswith(year):
        draft.keep(column.name, "the date is of another year; the cell was kept as it is")


def _give_year(agreement: Agreement, _column: Column, _dataset: Dataset) -> str:
    return (agreement.date.edtf or "")[:4] if agreement.date is not None else ""


def _take_date(draft: Draft, column: Column) -> None:
    date = day(draft.cell(column.name))
    draft.fields["date"] = date
    _note_event(draft, "signed", date=date)


def _give_date(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    return _as_day(agreement.date)


def _take_signing_comment(draft: Draft, column: Column) -> None:
    _note_event(draft, "signed", note=draft.verbatim(column.name))


def _give_signing_comment(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    event = _event(agreement, "signed")
    return event.note if event else None


def _take_ended(draft: Draft, column: Column) -> None:
    cell = draft.cell(column.name).lower()
    if cell == "true":
        _note_event(draft, "ended")
    elif cell == "false":
        draft.kept.add(column.name)  # that it has not ended yet is true of the day of coding only
    else:
        raise refusal("wrong-type", "expected True, False or nothing", cell)


def _give_ended(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    return "True" if _event(agreement, "ended") else None


def _take_end(draft: Draft, column: Column) -> None:
    """Take the day on which the agreement ended: the column is called duration, but holds a date."""
    end: Date = day(draft.cell(column.name))
    signed: Date | None = draft.fields.get("date")
    if draft.cell("ended").lower() == "false":
        draft.keep(column.name, "the row says that the agreement has not ended; the cell was kept as it is")
    elif signed is None or not end.definitely_before(signed):
        _note_event(draft, "ended", date=end)
    elif str(end.edtf).endswith("-01-01") and str(signed.edtf)[:4] == str(end.edtf)[:4]:
        year = str(end.edtf)[:4]
        place = _note_event(draft, "ended", date=Date(year))
        remark = f"UCDP has {end.edtf}, which lies before the signing: taken to stand for a year without a day"
        draft.annotate("transformation", remark, "history", place, "date")
        draft.keep(column.name, f"the end lies before the signing; it was taken to be some day of {year}")
    else:
        _note_event(draft, "ended")
        draft.keep(column.name, "the end lies before the signing; it was kept as it is, without a date of the end")


def _give_end(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    event = _event(agreement, "ended")
    return _as_day(event.date) if event else None


def _take_end_comment(draft: Draft, column: Column) -> None:
    comment = draft.verbatim(column.name)
    if any(event.status == "ended" for event in draft.fields.get("history", ())):
        _note_event(draft, "ended", note=comment)
    else:
        draft.annotate("commenting", comment, "history")


def _give_end_comment(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    event = _event(agreement, "ended")
    if event:
        return event.note
    return next((one.text for one in agreement.annotations if one.path == "/history"), None)


RULES = {
    "year": Rule(_take_year, _give_year),
    "date": Rule(_take_date, _give_date),
    "signing_comment": Rule(_take_signing_comment, _give_signing_comment),
    "ended": Rule(_take_ended, _give_ended),
    "end": Rule(_take_end, _give_end),
    "end_comment": Rule(_take_end_comment, _give_end_comment),
}
"""The rules of the columns about time."""
