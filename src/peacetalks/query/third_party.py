"""Third parties: who helped, attested and vouched, and how often."""

import typing
from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import made, process_of
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Agreement, Exchange, Participation, Process, Round

THIRD_PARTY_ROLES: typing.Final = (
    "mediator",
    "facilitator",
    "host",
    "chair",
    "convenor",
    "guarantor",
    "witness",
    "observer",
    "monitor",
    "supporter",
    "endorser",
    "depositary",
    "third_party",
)
"""Roles of outsiders. Not among them: the sides and their delegates; advisers, who may be a side's own; and those
consulted, who take no part."""

TOOK_PART: typing.Final = (None, "walked_out")
"""Codes of attendance of those who were there, if only until they left."""


@attrs.frozen(kw_only=True)
class ThirdParty(Answer):
    """A party that took part in a third-party role, and how often."""

    party: str
    """The party; where a person acted on behalf of one, that one."""
    roles: tuple[str, ...]
    """Its roles, in the order of the codes."""
    agreements: Amount
    """Number of agreements; a range where some may be later than asked for."""
    rounds: Amount
    """Number of rounds."""
    processes: Amount
    """Number of processes in which it has such a role as a whole."""
    exchanges: Amount
    """Number of exchanges."""
    first_date: Date | None
    """Date of the first of these, as far as they are dated."""
    last_date: Date | None
    """Date of the last of these, as far as they are dated."""


def third_parties(
    dataset: Dataset,
    *,
    party: str | Iterable[str] | None = None,
    role: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[ThirdParty, ...]:
    """Return the parties that took part as third parties, with their roles and how often.

    Those who were only invited, or stayed or were kept away, do not count. A party in two roles counts once in each
    activity.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/abu-dhabi-2026.yaml")
        >>> [(one.party, one.roles, str(one.processes)) for one in third_parties(ds)]
        [('united-arab-emirates', ('host',), '1')]

    Args:
        dataset: Where to look.
        party: Parties.
        role: Roles; without it, those of outsiders: mediator, facilitator, host, chair, convenor, guarantor, witness,
            observer, monitor, supporter, endorser, depositary and third_party.
        process: Processes that the activities belong to, or are.
        at: Time by which they took part.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each party, by id.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: There is no such party or process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties = question.wanted(Participation, "parties", party)
    roles = question.wanted(Participation, "role", role) or frozenset(THIRD_PARTY_ROLES)
    processes = question.wanted(Agreement, "process", process)
    found: dict[str, list[Part]] = {}
    for part in parts_taken(question, processes, roles):
        for name in part.parties:
            if has_any([name], parties):
                found.setdefault(name, []).append(part)
    return tuple(_third_party(name, found[name]) for name in sorted(found) if _is_sure(found[name], question))


# --- who took part ----------------------------------------------------------------------------------------------------


@attrs.frozen
class Part:
    """That some parties took part in an activity by the time asked for, or may have."""

    record: Participation
    """The record that says so."""
    activity: str
    """The activity."""
    kind: type
    """Its type."""
    date: Date | None
    """When they took part: the record's date, else that of the activity."""
    parties: tuple[str, ...]
    """Who took part."""
    is_sure: bool
    """Whether they did by then in every reading of the dates."""


def parts_taken(question: Question, processes: frozenset[str] | None, roles: frozenset[str] | None) -> Iterator[Part]:
    """Yield who took part in the activities of some processes in some roles, by the time asked for or perhaps."""
    for record in question.dataset.participations:
        activity = question.dataset[record.activity]
        date = record.date or _date_of(activity)
        if (
            record.attendance in TOOK_PART
            and has_any([record.role or ""], roles)
            and has_any([_process_of(question.dataset, activity) or ""], processes)
            and question.perhaps_begun(date)
        ):
            is_sure = question.surely_begun(date)
            yield Part(record, activity.id, type(activity), date, _parties(record), is_sure)


def _parties(record: Participation) -> tuple[str, ...]:
    """Return whose presence a participation is: that of those who are spoken for, else of those who were there."""
    return (record.on_behalf_of,) if record.on_behalf_of is not None else tuple(dict.fromkeys(record.parties))


def _date_of(activity: object) -> Date | None:
    if isinstance(activity, Agreement):
        return made(activity)
    return activity.date if isinstance(activity, Round | Process) else None


def _process_of(dataset: Dataset, activity: object) -> str | None:
    if isinstance(activity, Agreement):
        return process_of(dataset, activity)
    if isinstance(activity, Round | Exchange):
        return activity.process
    return activity.id if isinstance(activity, Process) else None


def _is_sure(parts: list[Part], question: Question) -> bool:
    return not question.is_definite or any(part.is_sure for part in parts)


def _count(parts: Iterable[Part], kind: type) -> Amount:
    """Return in how many activities of a kind there were parts: surely, and at most."""
    activities: dict[str, bool] = {}
    for part in parts:
        if part.kind is kind:
            activities[part.activity] = activities.get(part.activity, False) or part.is_sure
    return Amount(sum(activities.values()), len(activities))


def _third_party(party: str, parts: list[Part]) -> ThirdParty:
    dates = sorted({part.date for part in parts if part.date is not None}, key=lambda date: date.sort_key)
    roles = {part.record.role for part in parts if part.record.role is not None}
    known = [role for role in THIRD_PARTY_ROLES if role in roles]
    return ThirdParty(
        party=party,
        roles=(*known, *sorted(roles.difference(known))),
        agreements=_count(parts, Agreement),
        rounds=_count(parts, Round),
        processes=_count(parts, Process),
        exchanges=_count(parts, Exchange),
        first_date=dates[0] if dates else None,
        last_date=dates[-1] if dates else None,
        evidence=tuple(Evidence.of(part.record) for part in parts),
    )
