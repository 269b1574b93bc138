"""Datasets that have much in common, as those have that are compared and merged: random ones seldom share an id."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.fields import fields_of
from tests.strategies.records import TYPES, datasets
from tests.strategies.values import draw_field, draw_object, possible

# --- one small world, in which everything is drawn from a handful --------------------------------------------------

POINTERS = (
    "/history/0", "/history/0/date", "/history/1", "/history/1/citations/0", "/history/2", "/citations/0",
    "/citations/1", "/citations/1/supports/0", "/annotations/0", "/tags/0", "/tags/1", "/by/0", "/history", "/text",
    "/history/7", "/tags/01", "/no~such", "nonsense",
)  # fmt: skip
"""Ways to the parts of a demand, to where nothing is, and to nowhere."""

DATES = ("2026-01", "2026-01-05", "2026-02", None)


def citations() -> st.SearchStrategy[pt.Citation]:
    """Citations of two sources, some of which support only a part of their record."""
    return st.builds(
        pt.Citation,
        source=st.sampled_from(("gazette", "herald")),
        locator=st.sampled_from((None, "p. 1")),
        supports=st.lists(st.sampled_from(POINTERS), max_size=2),
    )


def events(*, statuses: tuple[str, ...] = ("raised", "met")) -> st.SearchStrategy[pt.StatusEvent]:
    """Events of a demand's history, many of them on one date or without a date."""
    return st.builds(
        pt.StatusEvent,
        status=st.sampled_from(statuses),
        date=st.sampled_from(DATES),
        note=st.sampled_from((None, "aloud")),
        citations=st.lists(citations(), max_size=1),
    )


def demands(*, statuses: tuple[str, ...] = ("raised", "met")) -> st.SearchStrategy[pt.Demand]:
    """The demand ``d``, with lists of a few things in any order."""
    return st.builds(
        pt.Demand,
        id=st.just("d"),
        by=st.lists(st.sampled_from(("uplands", "lowlands")), min_size=1, max_size=2),
        kind=st.just("demand"),
        text=st.just("The bridge is opened."),
        rationale=st.sampled_from((None, None, None, "Trade.")),
        history=st.lists(events(statuses=statuses), max_size=3),
        citations=st.lists(citations(), max_size=2),
        annotations=st.lists(
            st.builds(pt.Annotation, motivation=st.just("unknown"), path=st.sampled_from((None, *POINTERS))), max_size=2
        ),
        tags=st.lists(st.sampled_from(("a", "b", "c")), max_size=3),
        extra=st.sampled_from(({}, {}, {"pax:A": "1"}, {"pax:B": "1"})),
    )


WORLD = (
    pt.Source(id="gazette", title="The Gazette"),
    pt.Source(id="herald", title="The Herald"),
    pt.Party(id="uplands", name="Uplands", kind="state"),
    pt.Party(id="lowlands", name="Lowlands", kind="state"),
)


@st.composite
def close_datasets(draw: st.DrawFn, *, statuses: tuple[str, ...] = ("raised", "met")) -> pt.Dataset:
    """Datasets of the same few records; any two of them have a demand in common, and many of its parts."""
    linkage = pt.Linkage(id="tie", kind="package", subjects=draw(st.permutations(("d", "uplands"))))
    others = draw(st.sets(st.sampled_from((linkage, pt.Place(id="bridge", name="Stone Bridge")))))
    title = draw(st.sampled_from((None, None, None, "Talks of the Two Valleys")))
    return pt.Dataset.from_records([*WORLD, draw(demands(statuses=statuses)), *others], title=title)


# --- edits of any dataset ------------------------------------------------------------------------------------------


@st.composite
def edited(draw: st.DrawFn, dataset: pt.Dataset) -> pt.Dataset:
    """A dataset after a few edits: records taken out, added, changed in a field or two, made of another type."""
    for edit in draw(st.lists(st.sampled_from((_take_out, _add, _change, _change, _change, _retype)), max_size=4)):
        if edit is _add or len(dataset):
            dataset = edit(draw, dataset)
    if draw(st.integers(0, 3)) == 0:
        dataset = attrs.evolve(dataset, title=draw(st.sampled_from((None, "A", "B"))))
    return dataset


@st.composite
def families(draw: st.DrawFn, size: int = 2) -> tuple[pt.Dataset, ...]:
    """A dataset, and others that were made of it by edits."""
    base = draw(datasets())
    return base, *(draw(edited(base)) for _ in range(size))


def _take_out(draw: st.DrawFn, dataset: pt.Dataset) -> pt.Dataset:
    return dataset.without([_one(draw, dataset).id], prune_references=True)


def _add(draw: st.DrawFn, dataset: pt.Dataset) -> pt.Dataset:
    """Add a record, whose id may be that of one which was added elsewhere."""
    cls, known = draw(st.sampled_from(TYPES)), _known(dataset)
    id = draw(st.sampled_from(("new-1", "new-2")))
    is_possible = all(possible(field, known) for field in fields_of(cls) if field.required)
    if id in dataset or not is_possible:
        return dataset
    return dataset.with_records(draw_object(draw, cls, known, id=id))


def _change(draw: st.DrawFn, dataset: pt.Dataset) -> pt.Dataset:
    """Give one field of a record another value, or put the items of a list in another order."""
    record, known = _one(draw, dataset), _known(dataset)
    fields = [field for field in fields_of(type(record)) if not field.is_id and possible(field, known)]
    field = draw(st.sampled_from(fields))
    value = getattr(record, field.name)
    if field.many and value and draw(st.booleans()):
        new: Any = draw(st.permutations(value))
    elif field.many and draw(st.booleans()):
        new = (*value, *draw_field(draw, field, known))
    elif not field.required and not (record.form_fields and field.name in record.form_fields) and draw(st.booleans()):
        new = () if field.many else None
    else:
        new = draw_field(draw, field, known)
    return dataset.with_records(attrs.evolve(record, **{field.name: new}))


def _retype(draw: st.DrawFn, dataset: pt.Dataset) -> pt.Dataset:
    """Take a record out and use its id for a place."""
    id = _one(draw, dataset).id
    return dataset.without([id], prune_references=True).with_records(pt.Place(id=id, name="Elsewhere"))


def _one(draw: st.DrawFn, dataset: pt.Dataset) -> pt.Record:
    return draw(st.sampled_from(dataset.records))


def _known(dataset: pt.Dataset) -> dict[str, list[str]]:
    return {cls.__name__: [record.id for record in records] for cls, records in dataset.by_type()}
