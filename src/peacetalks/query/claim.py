"""Who said what, and since when it is known: every claim with its sources, in the order in which claims came."""

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from peacetalks.checks.sources import CLAIMS
from peacetalks.dataset import GROUPS, Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.nearest import did_you_mean
from peacetalks.problems import NotFoundError
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.known import dates_known
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Party, Position, Record, Source, type_name
from peacetalks.values import StatusEvent

TYPES = tuple(map(type_name, GROUPS.values()))
"""Names of the record types."""

NO_SOURCE = "no source is cited"
"""Why it is not known when a claim was made: nobody is named who made it."""

NO_DATE = "neither the citations nor their sources have a date"
"""Why it is not known when a claim was made: its sources do not say."""

_WHO = ("by", "parties", "subjects")
_CODES = (
    *("status", "kind", "polarity", "stance", "concession", "shift", "role", "attendance", "sectors", "act"),
    *("likelihood", "probability", "value"),
)
_TARGETS = ("activity", "objects", "about")
_WORDS = ("quantity", "text", "quote", "proposition", "name", "title")


@attrs.frozen(kw_only=True)
class Claim(Answer):
    """Something that sources say: a record, or an event of its history."""

    record: str
    """The record."""
    type: str
    """Its type, such as ``demand``."""
    path: str
    """The event in the record, such as ``/history/0``; ``""`` for the record as a whole."""
    says: str
    """What is claimed, in short: by or of whom, the codes, what it is about, the words."""
    date: Date | None
    """When it was so."""
    known_from: Date | None
    """When somebody first said it in public; ``None`` where that is not known."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""
    reason: str | None
    """Why it is not known since when the claim is known."""


def claims(
    dataset: Dataset,
    *,
    record: str | Iterable[str] | None = None,
    type: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    according_to: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Claim, ...]:
    """Return what is claimed and since when each claim is known, in the order in which the claims were made.

    The claims are the records that cite a source, those of the types that should (demands, positions and the like),
    and every event of a history; an event without citations has those of its record. A record that cites nothing and
    has a history is told by its events alone. Of several dates ``known_from`` is the one that begins first; as it may
    be imprecise, ask with ``known_by`` and ``certainty="definite"`` for what was surely known by a time. The dataset as
    it stood at a time is rebuilt by :func:`as_known`.

    In order of ``known_from``, and of what is known from one day by the record's id and then its history; what has no
    such date comes last, with the reason.

        >>> import peacetalks as pt
        >>> from peacetalks.query.claim import claims
        >>> talks = pt.load("examples/abu-dhabi-2026.yaml")
        >>> for claim in claims(talks, record="exchange-of-february-2026"):
        ...     print(claim.known_from, "|", claim.says, "|", claim.according_to)
        2026-02-04 | expected | ('zelenskyy',)
        2026-02-05 | agreed: 314 persons, basis unspecified | ('steve-witkoff', 'anewz.tv')
        2026-02-05 | agreed: 157 persons, per side | ('turkiye-today', 'anews.com.tr')
        2026-02-05 | completed | ('gulf-news',)

    Args:
        dataset: What is known.
        record: Ids of records.
        type: Types of record, such as ``exchange``.
        source: Sources that a claim cites, one of these at least.
        according_to: Claimants: parties that say so, or sources that do in their own voice.
        at: Only what had begun by this time.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date or a type that is none.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    records, types = wanted_records(question, record), chosen("type", type, TYPES)
    sources = wanted_records(question, source, Source)
    claimants = wanted_records(question, according_to, Party, Source)
    return tuple(
        claim
        for claim in question.dataset.once(_claims_as_they_came)
        if has_any([claim.record], records)
        and has_any([claim.type], types)
        and has_any(claim.sources, sources)
        and has_any(claim.according_to, claimants)
        and question.has_begun(claim.date)
    )


def _claims_as_they_came(dataset: Dataset) -> tuple[Claim, ...]:
    return tuple(sorted(dataset.once(all_claims), key=_order))


def all_claims(dataset: Dataset) -> tuple[Claim, ...]:
    """Return every claim of a dataset, in the order of its records and of their histories."""
    return tuple(claim for record in dataset for claim in _claims(dataset, record))


def wanted_records(
    question: Question, given: str | Iterable[str] | None, *types: type[Record]
) -> frozenset[str] | None:
    """Return the ids that a filter asks for, of records of some types or of any; ``None`` for all.

    Raises:
        ValidationError: No text.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    ids = question.wanted(Position, "about", given)
    for id in sorted(ids or ()) if types else ():
        if not isinstance(question.whole[id], types):
            known = tuple(one.id for one in question.whole if isinstance(one, types))
            allowed = " or ".join(cls.__name__ for cls in types)
            raise NotFoundError(f"{id!r} is no {allowed}{did_you_mean(id, known)}")
    return ids


def said_in_short(part: Record | StatusEvent) -> str:
    """Return what a record or an event says, in short: by or of whom, the codes, what it is about, the words."""
    who, codes, about = (", ".join(map(str, _values(part, names))) for names in (_WHO, _CODES, _TARGETS))
    words = next(map(str, _values(part, _WORDS)), "")
    said = ": ".join(filter(None, (who, codes))) or type_name(type(part))
    return ": ".join(filter(None, (f"{said} ({about})" if about else said, words)))


def _values(part: Record | StatusEvent, names: Iterable[str]) -> Iterator[Any]:
    for name in names:
        value = getattr(part, name, None)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def _claims(dataset: Dataset, record: Record) -> Iterator[Claim]:
    history: tuple[StatusEvent, ...] = getattr(record, "history", ())
    if record.citations or (isinstance(record, CLAIMS) and not history):
        yield _claim(dataset, record, record, Evidence.of(record))
    for index, event in enumerate(history):
        yield _claim(dataset, record, event, Evidence.of(record, "history", index))


def _claim(dataset: Dataset, record: Record, part: Record | StatusEvent, evidence: Evidence) -> Claim:
    known_from = first_known(dataset, evidence)
    undated = NO_DATE if evidence.citations else NO_SOURCE
    return Claim(
        record=record.id,
        type=type_name(type(record)),
        path=evidence.path,
        says=said_in_short(part),
        date=getattr(part, "date", None),
        known_from=known_from,
        according_to=evidence.claimants,
        reason=undated if known_from is None else None,
        evidence=(evidence,),
    )


def first_known(dataset: Dataset, evidence: Evidence) -> Date | None:
    """Return the date from which a claim is known, the one that begins first; ``None`` where there is none."""
    dates = (date for citation in evidence.citations for date in dates_known(dataset, citation))
    return min(dates, key=lambda date: date.sort_key[:2], default=None)


def _order(claim: Claim) -> tuple[object, ...]:
    """Return the key that puts claims in order; those of one record and day stay in the order of its history."""
    date = claim.known_from
    return (date is None, () if date is None else date.sort_key[:2], claim.record)
