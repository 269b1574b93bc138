"""Attendance: who sat in each round, in what role, and according to whom."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

import attrs

from peacetalks.checks.conduct import AWAY
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.competing_claim import pairs_of
from peacetalks.query.demand import by_date
from peacetalks.query.process import time_of, with_inner_rounds, within
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.third_party import TOOK_PART
from peacetalks.records import Participation, Party, Round
from peacetalks.values import Quantity

OUTSIDE: Final = ("consulted",)
"""Roles of those who, by the definition of the role, were heard outside the room and took no part."""


@attrs.frozen(kw_only=True)
class Attendance(Answer):
    """That a party, or a delegate of a kind, took part in something, or was asked to, or was not there."""

    activity: str
    """The round, process, agreement or exchange."""
    party: str | None
    """Who it was; ``None`` where only a kind of delegate is known."""
    on_behalf_of: str | None
    """Party that they spoke for."""
    role: str | None
    """In what role."""
    sectors: tuple[str, ...]
    """Their functions: those told of this occasion, then those that the party has by itself."""
    rank: str | None
    """Their rank."""
    title: str | None
    """Their title as printed."""
    attendance: str | None
    """In what way they did not simply take part; ``None`` where they took part."""
    is_present: bool | None
    """Whether they took part, in the role that is told, if only until they walked out; ``None`` where that is open, as
    for those invited."""
    count: Quantity | None
    """How many they were, where nobody is named."""
    date: Date | None
    """When that was: the date told of them, else that of the activity."""
    according_to: tuple[str, ...]
    """Who says so; nobody where no source is cited."""
    is_disputed: bool
    """Whether somebody else gives the same party in the same activity another role, or has it present where this has it
    away or the other way round."""


def attendance(
    dataset: Dataset,
    *,
    activity: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    on_behalf_of: str | Iterable[str] | None = None,
    role: str | Iterable[str] | None = None,
    sector: str | Iterable[str] | None = None,
    rank: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Attendance, ...]:
    """Return who sat in each round, process, agreement or exchange, in what role, and according to whom.

    Those who were only invited, and those who stayed or were kept away, are told too: ``is_present`` tells them apart.
    Sources that disagree on a role or on presence stand side by side, marked ``is_disputed``.

    A delegate makes the party present for whom he or she speaks. No answer is made up for that party: ask with
    ``party``, which finds its delegates too. Members of a collective are not looked for.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/abu-dhabi-2026.yaml")
        >>> for one in attendance(ds, activity="round-2", sector=["military", "intelligence"]):
        ...     print(one.party, one.on_behalf_of, one.sectors, one.rank)
        andrii-hnatov ukraine ('military',) senior_official
        igor-kostyukov russia ('intelligence',) senior_official

    Args:
        dataset: Where to look.
        activity: Rounds, processes, agreements or exchanges; for a round also the rounds within it, such as its days.
        party: Parties that took part, or for whom somebody did.
        on_behalf_of: Parties that delegates spoke for.
        role: Roles.
        sector: Functions, told of the occasion or of the party itself.
        rank: Ranks of delegates.
        process: Processes that the activities are or belong to, with the processes that are part of them.
        at: Time by which they took part, or the activity had begun where no date is told of them.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each party of each participation, by date, then activity, party and id of the participation; those
        without a date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    activities = wanted_activities(question, activity, process)
    parties = question.wanted(Participation, "parties", party)
    spoken_for = question.wanted(Participation, "on_behalf_of", on_behalf_of)
    roles, ranks = question.wanted(Participation, "role", role), question.wanted(Participation, "rank", rank)
    sectors = question.wanted(Participation, "sectors", sector)
    found = (
        one
        for participation in question.dataset.participations
        if has_any([participation.activity], activities)
        and has_any(filter(None, [participation.on_behalf_of]), spoken_for)
        and has_any(filter(None, [participation.role]), roles)
        and has_any(filter(None, [participation.rank]), ranks)
        and question.has_begun(time_of(question.dataset, participation).date)
        for one in _told(question.dataset, participation)
        if has_any(filter(None, (one.party, one.on_behalf_of)), parties) and has_any(one.sectors, sectors)
    )
    return tuple(sorted(found, key=_order))


def wanted_activities(
    question: Question, activity: str | Iterable[str] | None, process: str | Iterable[str] | None
) -> frozenset[str] | None:
    """Return the activities that filters ask for; ``None`` for all of them."""
    activities = with_inner_rounds(question.dataset, question.wanted(Participation, "activity", activity))
    held = within(question.dataset, question.wanted(Round, "process", process))
    if activities is None or held is None:
        return held if activities is None else activities
    return activities & held


def _order(one: Attendance) -> tuple[object, ...]:
    return by_date(one.date, one.activity, one.party or "", one.evidence[0].record)


def _told(dataset: Dataset, participation: Participation) -> Iterator[Attendance]:
    own, time = Evidence.of(participation), time_of(dataset, participation)
    for party in who(participation):
        sectors, of_party = sectors_of(dataset, participation, party)
        denials = denials_of(dataset, participation, party)
        yield Attendance(
            activity=participation.activity,
            party=party,
            on_behalf_of=participation.on_behalf_of,
            role=participation.role,
            sectors=sectors,
            rank=participation.rank,
            title=participation.title,
            attendance=participation.attendance,
            is_present=is_present(participation),
            count=participation.count,
            date=time.date,
            according_to=own.claimants,
            is_disputed=bool(denials),
            evidence=(own, *denials, *of_party, *time.evidence),
        )


# --- what other questions ask of a participation ----------------------------------------------------------------------


def is_present(participation: Participation) -> bool | None:
    """Tell whether somebody took part; ``None`` where that is open, as for those invited."""
    if participation.role in OUTSIDE or participation.attendance in AWAY:
        return False
    return True if participation.attendance in TOOK_PART else None


def who(participation: Participation) -> tuple[str | None, ...]:
    """Return the parties of a participation, each once; ``None`` where only a kind of delegate is known."""
    return tuple(dict.fromkeys(participation.parties)) or (None,)


def sectors_of(
    dataset: Dataset, participation: Participation, party: str | None
) -> tuple[tuple[str, ...], tuple[Evidence, ...]]:
    """Return the functions in which a party took part, and the evidence of those that it has by itself."""
    record = dataset[party] if party is not None else None
    own = record.sectors if isinstance(record, Party) else ()
    added = tuple(sector for sector in own if sector not in participation.sectors)
    evidence = (Evidence.of(record, "sectors"),) if record is not None and added else ()
    return tuple(dict.fromkeys((*participation.sectors, *added))), evidence


def denials_of(
    dataset: Dataset, participation: Participation, party: str | None, field: str | None = None
) -> tuple[Evidence, ...]:
    """Return the claims of others that a party had another role or that its presence was otherwise, or one of the two.

    Asked for the field ``role`` alone, only those that cannot be true beside it: a host may well be a belligerent too.
    """
    denials = dataset.once(_denials).get((participation.id, party), ())
    return tuple(one.evidence for one in denials if field in (None, one.field if one.is_contradictory else None))


class _Denial(NamedTuple):
    field: str
    is_contradictory: bool
    evidence: Evidence


def _denials(dataset: Dataset) -> Mapping[tuple[str, str | None], tuple[_Denial, ...]]:
    """Return what others say against the role or attendance of each participation and party."""
    found: dict[tuple[str, str | None], dict[_Denial, None]] = {}
    for pair in pairs_of(dataset):
        is_contradictory = pair.relation == "contradictory"
        if pair.party is None or pair.other is None or pair.field not in ("role", "attendance"):
            continue
        if pair.field == "role" or is_contradictory:
            one, other = pair.one.evidence, pair.other.evidence
            for claim, denial in ((one, other), (other, one)):
                known = found.setdefault((claim.record, pair.party), {})
                known[_Denial(pair.field, is_contradictory, denial)] = None
    return MappingProxyType({claim: tuple(denials) for claim, denials in found.items()})
