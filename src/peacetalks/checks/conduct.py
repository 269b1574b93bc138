"""Rules about who did what: presence that contradicts itself, stances that are not theirs, processes that differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from peacetalks.checks.rule import Finding
from peacetalks.checks.timeline import Timeline
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.records import Agreement, Demand, Exchange, Participation, Record

AWAY = ("declined", "boycotted", "absent", "excluded")
"""Codes of attendance that say a party was not there."""

CLAIMS_LOOKED_AT = 1_000
"""Pairs of party and source of one participation that are looked at: far more than anybody codes, and few enough."""

LISTED = 3
"""Parties that a message names."""

OF_OWN_DEMAND = ("insists", "maintains", "softens")
"""Stances that only the maker of a demand can take on it."""


def contradictory_attendance(dataset: Dataset) -> Iterator[Finding]:
    """Find parties that one source puts both in and out of one activity at one time."""
    present: dict[Claim, list[tuple[Date | None, Record]]] = {}
    for participation in dataset.participations:
        if participation.attendance is None:
            for claim in _claims(participation):
                present.setdefault(claim, []).append((participation.date, participation))
    timelines = {claim: Timeline(entries) for claim, entries in present.items()}
    for participation in dataset.participations:
        if participation.attendance not in AWAY:
            continue
        contradicting: dict[str, str] = {}
        for claim in _claims(participation):
            timeline = timelines.get(claim)
            other = timeline and timeline.overlapping(participation.date, other_than=participation)
            if other:
                contradicting[claim[1]] = other.id
        for party, other_id in contradicting.items():
            message = f"the same source has {party} take part, in {other_id}; check which of the two it says"
            yield Finding(participation, ("attendance",), message, participation.attendance)


Claim = tuple[str, str, str]
"""An activity, a party, and a source that says whether the one took part in the other."""


def _claims(participation: Participation) -> Iterator[Claim]:
    parties = dict.fromkeys(participation.parties)
    sources = dict.fromkeys(citation.source for citation in participation.citations)
    claims = ((participation.activity, party, source) for source in sources for party in parties)
    return islice(claims, CLAIMS_LOOKED_AT)


def stances_of_others(dataset: Dataset) -> Iterator[Finding]:
    """Find positions that insist on, maintain or soften a demand which somebody else made."""
    makers = {demand.id: frozenset(demand.by) for demand in dataset.demands}
    for position in dataset.positions:
        if position.stance not in OF_OWN_DEMAND:
            continue
        parties = dict.fromkeys(position.by)
        for target in dict.fromkeys(position.about):
            of_others = (party for party in parties if target in makers and party not in makers[target])
            others = list(islice(of_others, LISTED + 1))
            if others:
                named = ", ".join(others[:LISTED]) + (" and others" if len(others) > LISTED else "")
                message = f"{named} did not make {target}; only its makers take this stance, choose another"
                yield Finding(position, ("stance",), message, position.stance)


def differing_processes(dataset: Dataset) -> Iterator[Finding]:
    """Find records that name another process than the round they name belongs to."""
    processes = {meeting.id: meeting.process for meeting in dataset.rounds}
    for records in (dataset.demands, dataset.exchanges, dataset.agreements):
        for record in records:
            yield from _differing_process(record, processes)


def _differing_process(record: Demand | Exchange | Agreement, processes: dict[str, str | None]) -> Iterator[Finding]:
    process = processes.get(record.round or "")
    if process and record.process and process != record.process:
        message = f"its round {record.round} belongs to {process}; correct one of the two"
        yield Finding(record, ("process",), message, record.process)
