"""What was known when: the dataset as it stood on a day, and since when each claim is known."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dataset.prune import place_of, pruned, without_places
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.fields import Place as Steps
from peacetalks.records import Party, Place, Record, Source
from peacetalks.values import Citation, StatusEvent

ALWAYS_KNOWN = (Party, Place, Source)
"""Types of records that are no claims about what happened, but what claims are about and come from."""

KEPT = 8
"""Times for which what was known is kept with a dataset, so that further questions about them cost nothing."""


def as_known(dataset: Dataset, known_by: DateLike | None, *, certainty: str = "possible") -> Dataset:
    """Return a dataset as it stood at a time: what nobody had said in public by then is gone, and nothing dangles.

    A claim is known from the earlier of its citation's ``date`` and its source's ``published``. A day means the end of
    that day. By ``2026-02-05T09:00:00+04:00``, a claim of 5 February is possibly known, and not definitely.

    - Parties, places and sources are always known, and so are other records without citations: what a claim names is
      known with it, whenever somebody else wrote of that.
    - A record with citations is known when one of them is, or a citation of one of its events.
    - An event is known when one of its citations is, or, where it has none, when its record is known by citations of
      its own or has none.
    - Citations that came later are gone, and with them the parts of a record that only they support (``supports``).
    - References to what is gone are removed as by ``without(…, prune_references=True)``.

    Args:
        dataset: What is known.
        known_by: The time, as a Date, an EDTF string, a ``date`` or a ``datetime``; ``None`` for all that is known.
        certainty: ``possible`` (the default) also counts what was perhaps known by then, such as claims with neither
            date; ``definite`` counts only what was known in every reading of the dates.

    Raises:
        ValidationError: The date is none.
    """
    if known_by is None:
        return dataset
    date = Date.of(known_by)
    kept = dataset.once(_kept)
    asked = (date, certainty)
    if asked not in kept:
        kept[asked] = _as_known(dataset, date, certainty)
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return kept[asked]


def _kept(dataset: Dataset) -> "OrderedDict[tuple[Date, str], Dataset]":  # noqa: ARG001 - one for each dataset
    return OrderedDict()


def dates_known(dataset: Dataset, citation: Citation) -> tuple[Date, ...]:
    """Return the dates from the earlier of which a citation's claim is known: when it was said, and published."""
    dates = (citation.date, dataset.once(_published).get(citation.source))
    return tuple(date for date in dates if date is not None)


def _published(dataset: Dataset) -> dict[str, Date | None]:
    return {source.id: source.published for source in dataset.sources}


def _as_known(dataset: Dataset, date: Date, certainty: str) -> Dataset:
    is_known = _judge(dataset, date, certainty)
    kept: list[Record] = []
    gone: set[str] = set()
    is_same = True
    for record in dataset:
        seen = _seen(record, is_known)
        is_same &= seen is record
        if seen is None:
            gone.add(record.id)
        else:
            kept.append(seen)
    return dataset if is_same else Dataset.from_records(pruned(kept, gone) if gone else kept, **dataset.header)


def _judge(dataset: Dataset, date: Date, certainty: str) -> Callable[[Citation], bool]:
    """Return the function that tells whether a citation's claim was known by ``date``."""
    has_begun = Date.possibly_begun_by if certainty == "possible" else Date.definitely_begun_by
    dates = dataset.once(_published).items()
    of_source = {source: has_begun(one, date) for source, one in dates if one is not None}
    of_date: dict[Date, bool] = {}

    def is_known(citation: Citation) -> bool:
        was_published, said = of_source.get(citation.source), citation.date
        if was_published or said is None:
            return certainty == "possible" if was_published is None else was_published
        if said not in of_date:
            of_date[said] = has_begun(said, date)
        return of_date[said]

    return is_known


def _seen(record: Record, is_known: Callable[[Citation], bool]) -> Record | None:
    """Return a record as far as it was known; ``None`` where it was not."""
    history: tuple[StatusEvent, ...] = getattr(record, "history", ())
    if all(map(is_known, record.citations)) and not any(event.citations for event in history):
        return record
    later = [index for index, one in enumerate(record.citations) if not is_known(one)]
    is_cited, is_unheard = bool(record.citations), len(later) == len(record.citations) > 0
    removed: set[Steps] = {("citations", index) for index in later}
    removed.update(_only_of(record.citations, later))
    is_heard_of = not is_unheard
    for index, event in enumerate(history):
        place: Steps = ("history", index)
        event_later = [number for number, one in enumerate(event.citations) if not is_known(one)]
        if event.citations and len(event_later) < len(event.citations):
            is_heard_of = True
            removed.update((*place, "citations", number) for number in event_later)
            removed.update(_only_of(event.citations, event_later))
        elif event.citations or (is_cited and is_unheard):
            removed.add(place)
    if isinstance(record, ALWAYS_KNOWN):
        return without_places(record, removed) or attrs.evolve(record, citations=())
    return without_places(record, removed) if is_heard_of else None


def _only_of(citations: tuple[Citation, ...], later: Iterable[int]) -> Iterator[Steps]:
    """Yield the parts that only citations in ``later`` support, and no other one supports with all else or more."""
    gone = set(later)
    left = [one for index, one in enumerate(citations) if index not in gone]
    if not gone or any(not one.supports for one in left):
        return
    supported = [place_of(path) for one in left for path in one.supports]
    for index in gone:
        for path in citations[index].supports:
            place = place_of(path)
            if place and not any(_is_related(place, other) for other in supported):
                yield place


def _is_related(place: Steps, other: Steps) -> bool:
    shorter = min(len(place), len(other))
    return place[:shorter] == other[:shorter]
