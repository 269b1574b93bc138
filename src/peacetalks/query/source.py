"""How well claims are sourced: by how many independent sources, how reliable, how credible."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from peacetalks.checks.sources import CLAIMS
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.choice import chosen
from peacetalks.query.claim import TYPES, Claim, all_claims, wanted_records
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Source, type_name
from peacetalks.values import Citation

REASONS: Final = ("no_source", "one_source", "low_reliability", "low_credibility")
"""Why a claim is weakly sourced."""

LOW_RELIABILITY: Final = ("D", "E", "F")
"""Grades of sources on which little can be built: D and E are bad grades, F says that there is none to give."""

LOW_CREDIBILITY: Final = ("5", "6")
"""Grades of claims on which little can be built: 5 is a bad grade, 6 says that there is none to give."""

_NEED_SOURCES = frozenset(map(type_name, CLAIMS))


@attrs.frozen(kw_only=True)
class WeaklySourced(Answer):
    """A claim that rests on little."""

    record: str
    """The record."""
    type: str
    """Its type, such as ``demand``."""
    path: str
    """The event in the record, such as ``/history/0``; ``""`` for the record as a whole."""
    says: str
    """What is claimed, in short."""
    date: Date | None
    """When it was so."""
    reasons: tuple[str, ...]
    """In what way it is weakly sourced: ``no_source``, ``one_source``, ``low_reliability``, ``low_credibility``."""
    reliability: tuple[str, ...]
    """Reliability of the sources as far as they are graded, each grade once."""
    credibility: tuple[str, ...]
    """Credibility of the claim as far as its citations are graded, each grade once."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""


def weakly_sourced(
    dataset: Dataset,
    *,
    reason: str | Iterable[str] | None = None,
    record: str | Iterable[str] | None = None,
    type: str | Iterable[str] | None = None,
    source: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[WeaklySourced, ...]:
    """Return the claims that rest on no source, on one alone, or only on sources or claims of low grade.

    Looked at are records of the types that should cite a source (the same as for the warning ``unsourced``) and every
    event of a history. The grades are those of the Admiralty system: reliability belongs to the source, credibility to
    the claim, and one says nothing about the other. The reasons are

    - ``no_source``: nothing is cited;
    - ``one_source``: two citations of one source count once, and so do two sources of one publisher, since nobody
      confirms a claim by saying it again. Whether several sources repeat one person's words is not looked at; who is
      named as saying it stands in ``according_to``;
    - ``low_reliability``: every source is graded D, E or F;
    - ``low_credibility``: every citation is graded 5 or 6.

    A source or citation without a grade is not taken for a bad one. F and 6 say that nothing can be judged, which is no
    bad grade either; they are counted here because there is nothing to build on.

    In order of the record's id, then of its history.

        >>> import peacetalks as pt
        >>> from peacetalks.query.source import weakly_sourced
        >>> talks = pt.load("examples/abu-dhabi-2026.yaml")
        >>> [str(claim.evidence[0]) for claim in weakly_sourced(talks, reason="no_source", type="exchange")]
        ['previous-exchange/history/1']

    Args:
        dataset: What is known.
        reason: Reasons, of those above.
        record: Ids of records.
        type: Types of record, such as ``exchange``.
        source: Sources that a claim cites, one of these at least.
        at: Only what had begun by this time.
        known_by: Only what had been said in public by this time.
        certainty: How imprecise dates count.

    Raises:
        ValidationError: A date, a reason or a type that is none.
        NotFoundError: An id that the dataset does not have, or that is no source.
    """
    question = Question.of(dataset, at, known_by, certainty)
    reasons, types = chosen("reason", reason, REASONS), chosen("type", type, TYPES)
    records, sources = wanted_records(question, record), wanted_records(question, source, Source)
    return tuple(
        claim
        for claim in question.dataset.once(_weak_claims)
        if has_any(claim.reasons, reasons)
        and has_any([claim.record], records)
        and has_any([claim.type], types)
        and has_any(claim.sources, sources)
        and question.has_begun(claim.date)
    )


def _weak_claims(dataset: Dataset) -> tuple[WeaklySourced, ...]:
    known = {source.id: source for source in dataset.sources}
    found = (_weighed(claim, known) for claim in dataset.once(all_claims) if claim.path or claim.type in _NEED_SOURCES)
    return tuple(sorted((claim for claim in found if claim.reasons), key=lambda claim: claim.record))


def _weighed(claim: Claim, known: Mapping[str, Source]) -> WeaklySourced:
    citations = claim.evidence[0].citations
    sources = [known[id] for id in claim.sources]
    grades = [source.reliability for source in sources]
    return WeaklySourced(
        record=claim.record,
        type=claim.type,
        path=claim.path,
        says=claim.says,
        date=claim.date,
        reasons=tuple(_reasons(sources, citations)),
        reliability=tuple(dict.fromkeys(grade for grade in grades if grade is not None)),
        credibility=credibility_of(citations),
        according_to=claim.according_to,
        evidence=claim.evidence,
    )


def _reasons(sources: list[Source], citations: tuple[Citation, ...]) -> Iterator[str]:
    if not sources:
        yield "no_source"
        return
    if len({_voice(source) for source in sources}) == 1:
        yield "one_source"
    if all(source.reliability in LOW_RELIABILITY for source in sources):
        yield "low_reliability"
    if all(citation.credibility in LOW_CREDIBILITY for citation in citations):
        yield "low_credibility"


def _voice(source: Source) -> tuple[str, ...]:
    """Return whose voice a source is: its publisher's, else its own."""
    return ("publisher", source.publisher.casefold()) if source.publisher else ("source", source.id)


def credibility_of(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return the grades that citations give to the credibility of a claim, each once."""
    return tuple(dict.fromkeys(one.credibility for one in citations if one.credibility is not None))
