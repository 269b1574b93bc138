"""Rules about who did what: presence that contradicts itself, stances that are not theirs, processes that differ."""

from __future__ import annotations

from collections.abc import Iterator

from peacetalks.checks.rule import Finding
from peacetalks.dataset import Dataset
from peacetalks.records import Agreement, Demand, Exchange, Participation

AWAY = ("declined", "boycotted", "absent", "excluded")
"""Codes of attendance that say a party was not there."""

OF_OWN_DEMAND = ("insists", "maintains", "softens")
"""Stances that only the maker of a demand can take on it."""


def contradictory_attendance(dataset: Dataset) -> Iterator[Finding]:
    """Find parties that one source puts both in and out of one activity at one time."""
    present: dict[tuple[str, str, str], list[Participation]] = {}
    for participation in dataset.participations:
        if participation.attendance is None:
            for key in _claims(participation):
                present.setdefault(key, []).append(participation)
    for participation in dataset.participations:
        if participation.attendance not in AWAY:
            continue
        contradicting = (
            (key[1], other)
            for key in _claims(participation)
            for other in present.get(key, ())
            if _may_be_of_one_time(participation, other)
        )
        for party, other in dict(contradicting).items():
            message = f"the same source has {party} take part, in {other.id}; check which of the two it says"
            yield Finding(participation, ("attendance",), message, participation.attendance)


def _claims(participation: Participation) -> Iterator[tuple[str, str, str]]:
    for citation in participation.citations:
        for party in participation.parties:
            yield participation.activity, party, citation.source


def _may_be_of_one_time(one: Participation, other: Participation) -> bool:
    return one.date is None or other.date is None or one.date.overlaps(other.date)


def stances_of_others(dataset: Dataset) -> Iterator[Finding]:
    """Find positions that insist on, maintain or soften a demand which somebody else made."""
    for position in dataset.positions:
        if position.stance not in OF_OWN_DEMAND:
            continue
        for target in position.about:
            demand = dataset[target]
            others = [party for party in position.by if party not in demand.by] if isinstance(demand, Demand) else []
            if others:
                message = f"{', '.join(others)} did not make {target}; only its makers take this stance, choose another"
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
