"""Inclusiveness: which of the primary parties of a conflict are at the table."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

import attrs

from peacetalks.checks.timeline import Timeline
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.demand import by_date
from peacetalks.query.participation import denials_of, is_present, wanted_activities
from peacetalks.query.process import holders, place_of_round, time_of, time_of_activity
from peacetalks.query.question import Certainty, Question
from peacetalks.records import Exchange, Participation, Process, Record, Round

PRIMARY: Final = "primary_party"
"""Role of the belligerents of the conflict."""

NOBODY_PRIMARY: Final = "no primary party is known"
"""Why there is no share."""


@attrs.frozen(kw_only=True)
class Inclusiveness(Answer):
    """Which primary parties of the conflict were present in a round or process, and what share of them that is."""

    activity: str
    """The round or process."""
    date: Date | None
    """When it was."""
    present: tuple[str, ...]
    """Primary parties that took part, themselves or through delegates."""
    absent: tuple[str, ...]
    """Primary parties that declined, boycotted it, were absent or excluded."""
    disputed: tuple[str, ...]
    """Primary parties that are said to have been present and also to have been away at that time."""
    unknown: tuple[str, ...]
    """Primary parties of which neither is recorded."""
    perhaps_primary: tuple[str, ...]
    """Those of all the above that are a primary party only by their role, while others give them one that outsiders
    have, such as mediator."""
    share: Amount
    """Primary parties present by all primary parties: the least that it can be, counting only those known to have been
    present, and the greatest, counting all but those known to have been away."""
    reason: str | None
    """Why there is no share."""


def inclusiveness(
    dataset: Dataset,
    *,
    activity: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Inclusiveness, ...]:
    """Return how many of the primary parties of the conflict were present in each round and process.

    Primary parties are those of the conflicts that the process addresses, and whoever has the role ``primary_party`` in
    the process or anything that belongs to it; for a round without a process, in that round and those that belong
    together with it. A primary party is present where it took part or somebody did on its behalf. Presence in a round
    is presence in the round that it lies in and in the process, and so is having part in an agreement of the process;
    presence in the process is not presence in any one round. The absence of a delegate is not the absence of the party.

    Nothing is filled in: where nothing is recorded of a party, or claims contradict each other, the share is a range,
    and so it is where one source calls a party a belligerent and another one a mediator. UCDP calls an agreement
    inclusive when all warring parties are in it; this is the same thought for those at the table, as a share.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/abu-dhabi-2026.yaml")
        >>> for one in inclusiveness(ds, activity=["round-1", "round-2"]):
        ...     print(one.activity, one.present, one.unknown, one.share)
        round-1 () ('russia', 'ukraine') 0 to 1
        round-2 ('russia', 'ukraine') () 1

    Args:
        dataset: Where to look.
        activity: Rounds, with the rounds within them, and processes; agreements and exchanges have no answer.
        process: Processes, with the rounds and processes that belong to them.
        at: Time by which the round or process had begun. Of what lies within it, only what surely had begun counts.
        known_by: Time by which it was known.
        certainty: Whether rounds and processes that may have begun are told of, or only those that had in every
            reading of the dates.

    Returns:
        One for each round and process, by date and then id; those without a date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    wanted = wanted_activities(question, activity, process)
    listed = [
        one
        for one in (*question.dataset.processes, *question.dataset.rounds)
        if (wanted is None or one.id in wanted) and question.has_begun(time_of_activity(question.dataset, one.id).date)
    ]
    primary, presence = question.dataset.once(_primary), _presence(question)
    found = (_told(question.dataset, one.id, primary, presence.get(one.id, {})) for one in listed)
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.activity)))


# --- who is a primary party -------------------------------------------------------------------------------------------


@attrs.frozen
class _Primary:
    """What makes a party a primary one in a process."""

    evidence: tuple[Evidence, ...]
    """The first claim that nobody denies; where there is none, the first one and what is said against it."""
    is_agreed: bool
    """Whether one of them says so that nobody denies."""


Primary = Mapping[str, Mapping[str, _Primary]]
"""The primary parties of each process, and of each outermost round without one."""


def _primary(dataset: Dataset) -> Primary:
    found: dict[str, dict[str, _Primary]] = {}
    conflicts = {conflict.id: conflict for conflict in dataset.conflicts}
    for process in dataset.processes:
        for conflict in (conflicts[id] for id in dict.fromkeys(process.conflicts)):
            for party in conflict.parties:
                _add(found, process.id, party, (Evidence.of(conflict, "parties"),))
    for participation in dataset.participations:
        if participation.role == PRIMARY:
            groups = _groups(dataset, participation.activity)
            for party, named in _sides(participation):
                denials = chain.from_iterable(denials_of(dataset, participation, one, "role") for one in named)
                evidence = (Evidence.of(participation), *dict.fromkeys(denials))
                for group in groups:
                    _add(found, group, party, evidence)
    return found


def _add(found: dict[str, dict[str, _Primary]], group: str, party: str, evidence: tuple[Evidence, ...]) -> None:
    parties, is_agreed = found.setdefault(group, {}), len(evidence) == 1
    if party not in parties or (is_agreed and not parties[party].is_agreed):
        parties[party] = _Primary(evidence, is_agreed)


def _groups(dataset: Dataset, activity: str) -> tuple[str, ...]:
    """Return the processes that an activity is or belongs to; of a round without one, the outermost round."""
    processes = tuple(id for id in holders(dataset, activity) if isinstance(dataset[id], Process))
    return processes or ((_group(dataset, activity),) if isinstance(dataset[activity], Round) else ())


def _group(dataset: Dataset, activity: str) -> str:
    """Return the process of a round, or else its outermost round; a process itself."""
    if isinstance(dataset[activity], Process):
        return activity
    outermost, process = place_of_round(dataset, activity)
    return process or outermost


def _sides(participation: Participation) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return whose side a participation is: that of the party spoken for, else of those who took part; with who did."""
    if participation.on_behalf_of is not None:
        return ((participation.on_behalf_of, participation.parties),)
    return tuple((party, (party,)) for party in dict.fromkeys(participation.parties))


# --- who was present --------------------------------------------------------------------------------------------------


@attrs.frozen
class _Seen:
    """What is said of the presence of one party in one activity."""

    present: list[tuple[Date | None, Participation]] = attrs.field(factory=list)
    """That it took part, and when."""
    away: list[tuple[Date | None, Participation]] = attrs.field(factory=list)
    """That it did not."""

    @property
    def is_contradicted(self) -> bool:
        """Whether all that has it present is said of a time for which it is also said to have been away."""
        timeline = Timeline(self.away)
        return all(timeline.overlapping(date, other_than=record) for date, record in self.present)


Presence = Mapping[str, Mapping[str, _Seen]]
"""What is said of the presence of each party, by activity."""


def _presence(question: Question) -> Presence:
    found: dict[str, dict[str, _Seen]] = {}
    for one in question.dataset.participations:
        took_part, date = is_present(one), time_of(question.dataset, one).date
        if took_part:
            for activity in _held_in(question.dataset, one):
                if _is_of_then(one, activity, question):
                    for party in dict.fromkeys(filter(None, (one.on_behalf_of, *one.parties))):
                        _seen(found, activity, party).present.append((date, one))
        elif took_part is False and _is_of_then(one, one.activity, question):
            for party in dict.fromkeys(one.parties):
                _seen(found, one.activity, party).away.append((date, one))
    return found


def _seen(found: dict[str, dict[str, _Seen]], activity: str, party: str) -> _Seen:
    return found.setdefault(activity, {}).setdefault(party, _Seen())


def _held_in(dataset: Dataset, participation: Participation) -> Iterable[str]:
    """Return in what somebody was present who took part in an activity; an exchange is not held in a process."""
    is_exchange = isinstance(dataset[participation.activity], Exchange)
    return () if is_exchange else holders(dataset, participation.activity)


def _is_of_then(participation: Participation, activity: str, question: Question) -> bool:
    """Tell whether somebody was surely there by the time asked for, if the activity had begun."""
    if participation.date is None and participation.activity == activity:
        return True
    return question.surely_begun(time_of(question.dataset, participation).date)


# --- the share --------------------------------------------------------------------------------------------------------


def _told(dataset: Dataset, activity: str, primary: Primary, presence: Mapping[str, _Seen]) -> Inclusiveness:
    parties = primary.get(_group(dataset, activity), {})
    groups: dict[str, list[str]] = {"present": [], "absent": [], "disputed": [], "unknown": []}
    for party in sorted(parties):
        groups[_state(presence.get(party))].append(party)
    doubtful = frozenset(party for party in parties if not parties[party].is_agreed)
    time = time_of_activity(dataset, activity)
    return Inclusiveness(
        activity=activity,
        date=time.date,
        present=tuple(groups["present"]),
        absent=tuple(groups["absent"]),
        disputed=tuple(groups["disputed"]),
        unknown=tuple(groups["unknown"]),
        perhaps_primary=tuple(sorted(doubtful)),
        share=_share(groups, doubtful) if parties else Amount(None, None),
        reason=None if parties else NOBODY_PRIMARY,
        evidence=tuple(dict.fromkeys(_evidence(dataset[activity], parties, presence))),
    )


def _state(seen: _Seen | None) -> str:
    if seen is None:
        return "unknown"
    if seen.present:
        return "disputed" if seen.away and seen.is_contradicted else "present"
    return "absent"


def _evidence(activity: Record, parties: Mapping[str, _Primary], presence: Mapping[str, _Seen]) -> Iterator[Evidence]:
    yield Evidence.of(activity)
    for party in sorted(parties):
        yield from parties[party].evidence
        if party in presence:
            yield from (Evidence.of(record) for _, record in (*presence[party].present, *presence[party].away))


def _share(groups: Mapping[str, list[str]], doubtful: frozenset[str]) -> Amount:
    """Return the least and the greatest share of parties present; doubtful ones are counted or not, as suits it."""
    total = sum(map(len, groups.values())) - len(doubtful)
    present, absent = frozenset(groups["present"]), frozenset(groups["absent"])
    lowering, raising = len(doubtful - present), len(doubtful - absent)
    not_away = total - len(absent - doubtful)
    lower = _ratio(len(present - doubtful), total + lowering, otherwise=1)
    return Amount(lower, _ratio(not_away + raising, total + raising, otherwise=0))


def _ratio(part: int, whole: int, *, otherwise: int) -> int | float:
    """Return a share, as a whole number where it is one; ``otherwise`` where only doubtful ones are left to count."""
    if whole == 0:
        return otherwise
    return part // whole if part % whole == 0 else part / whole
