"""Records of ours as events in PLOVER, as the manual of 2021 has them: one object for a line of JSON Lines.

The crosswalks are read backwards, where they are safe that way: an outside code that means the same as ours (exact) or
more (broader) holds all of it, and what is lost is a matter of PLOVER's being coarser. One that means less (narrower)
or overlaps (related) is not written, but where the record's own status says what the crosswalk's note asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.importers.plover_events import KINDS_OF_AID, OWN_CODES, STUB
from peacetalks.importers.plover_writing import Happening, written
from peacetalks.importers.report import Report
from peacetalks.records import (
    Agreement,
    Assessment,
    Conflict,
    Demand,
    Exchange,
    Issue,
    Linkage,
    Measure,
    Participation,
    Party,
    Place,
    Position,
    Process,
    Record,
    Round,
    Source,
    Statement,
)
from peacetalks.values import StatusEvent

CONTEXT = (Source, Place, Conflict, Party, Process, Issue)
"""Types of records that events refer to, and that are none themselves."""

FORMER = ("DEMAND", "DISAPPROVE", "INVESTIGATE")
"""Names of 2016, which are not written."""

AT_THE_TABLE = frozenset({None, "primary_party", "party", "delegation_head", "delegate", "mediator", "facilitator"})
"""Roles of those who take part in a meeting as its actors."""

BOUND = frozenset({None, "primary_party", "party", "delegation_head", "delegate"})
"""Roles of those who sign an agreement for themselves."""


def export(dataset: Dataset, *, report: Report | None = None) -> Iterator[dict[str, Any]]:
    """Yield the events that the records of a dataset tell of, as objects in the form of PLOVER's manual of 2021.

    A record may be several events, such as a truce that was declared and then kept; the later ones have numbered ids.
    What an event cannot hold is written into its comment: parties that PLOVER has no code for (collectives, everybody,
    experts), dates that are no days, numbers and conditions.

    Args:
        dataset: The records.
        report: Where records are told of which PLOVER has no event, by their numbers in the order of the dataset.
    """
    report = Report() if report is None else report
    meetings = {one.id for one in (*dataset.rounds, *dataset.agreements)}
    told_with_activity = {one.id for one in dataset.participations if one.activity in meetings}
    for number, record in enumerate(dataset, start=1):
        happenings = list(_happenings(record, dataset))
        for count, happening in enumerate(happenings, start=1):
            event_id = record.id if count == 1 else f"{record.id}.{count}"
            yield written(event_id, record, happening, dataset)
        is_told_elsewhere = record.id in told_with_activity or STUB in record.tags
        if not happenings and not isinstance(record, CONTEXT) and not is_told_elsewhere:
            report.tell(number, None, record.id, "no_place", _why(record))


def _why(record: Record) -> str:
    kind = type(record).__name__
    if isinstance(record, Assessment | Linkage | Participation):
        return f"PLOVER has no event for this {kind}"
    return f"nothing that this {kind} says is an event in PLOVER that holds it"


def _happenings(record: Record, dataset: Dataset) -> Iterator[Happening]:
    for cls, teller in TELLERS.items():
        if isinstance(record, cls):
            yield from teller(record, dataset)


def _codes(codelist: str, code: str | None) -> list[str]:
    """Return the codes of PLOVER that mean the same as ours or more, the same ones first."""
    rows = [row for row in crosswalk("plover", codelist) if row.code == code and row.external_code not in FORMER]
    rows = [row for row in rows if row.relation in ("exact", "broader")]
    return [row.external_code for row in sorted(rows, key=lambda row: row.relation != "exact")]


def _of_demand(demand: Demand, _dataset: Dataset) -> Iterator[Happening]:
    if STUB in demand.tags:
        return
    for code in _codes("demand_kind", demand.kind)[:1]:
        more = [f"{name}: {value}" for name, value in (("consequence", demand.consequence),) if value]
        more += [f"polarity: {demand.polarity}"] if demand.polarity in ("prevent", "permit") else []
        more += [f"deadline: {demand.deadline.edtf or demand.deadline.text}"] if demand.deadline else []
        raised = next((event for event in demand.history if event.status == "raised"), None)
        yield Happening(
            code,
            by=demand.by,
            to=demand.to,
            text=demand.text,
            topics=demand.topics,
            date=demand.date or (raised.date if raised else None),
            places=demand.places,
            comments=(f"kind: {demand.kind}", *more),
        )
        for event in demand.history:
            if event.status == "withdrawn":
                (code,) = _codes("demand_status", "withdrawn")
                by = event.by or demand.by
                comments = ("withdrawn demand",)
                yield Happening(code, by=by, to=demand.to, text=demand.text, date=event.date, comments=comments)


def _of_position(position: Position, dataset: Dataset) -> Iterator[Happening]:
    codes = _codes("stance", position.stance)
    if position.concession not in (None, "none"):
        codes = ["CONCEDE"]
    targets = [dataset[target] for target in position.about]
    others = tuple(dict.fromkeys(party for target in targets for party in _behind(target) if party not in position.by))
    said = [
        f"{name}: {getattr(position, name)}" for name in ("stance", "concession", "shift") if getattr(position, name)
    ]
    text = next((text for target in targets if (text := _words(target))), None)
    topics = next((target.topics for target in targets if isinstance(target, Demand | Measure)), ())
    for code in codes[:1]:
        yield Happening(
            code,
            by=position.by,
            to=others,
            text=text,
            topics=topics,
            date=position.date,
            comments=(*said, *(f"condition: {one}" for one in position.conditions)),
        )


def _behind(target: Record) -> tuple[str, ...]:
    """Return the parties that stand behind something on which others take a position."""
    return (target.id,) if isinstance(target, Party) else cast("tuple[str, ...]", getattr(target, "by", ()))


def _words(record: Record) -> str | None:
    found = (getattr(record, name, None) for name in ("text", "proposition", "name"))
    return next((str(text) for text in found if text), None)


def _of_statement(statement: Statement, dataset: Dataset) -> Iterator[Happening]:
    others = [one for one in statement.about if isinstance(dataset[one], Party)]
    for code in _codes("speech_act", statement.act)[:1]:
        yield Happening(
            code,
            by=statement.by,
            to=tuple(dict.fromkeys((*statement.audience, *others))),
            text=statement.text or statement.quote,
            date=statement.date,
            comments=(f"act: {statement.act}",),
        )


DONE = frozenset({"in_force", "partly_observed", "under_way", "partly_completed", "completed", "confirmed"})
"""Statuses of what is done."""

PROMISED = frozenset({"announced", "agreed", "expected"})
"""Statuses of what is promised."""


Status = TypeVar("Status", bound=StatusEvent)


def _stages(history: Iterable[Status]) -> Iterator[tuple[str, list[Status]]]:
    """Yield what a history says of the promise and of the deed: further claims are not further events."""
    history = tuple(history)
    for stage, statuses in (("promised", PROMISED), ("done", DONE)):
        claims = [event for event in history if event.status in statuses]
        if claims:
            yield stage, claims


def _of_measure(measure: Measure, _dataset: Dataset) -> Iterator[Happening]:
    for stage, claims in _stages(measure.history):
        codes = [code for code in _codes("measure_kind", measure.kind) if (code == "CONCEDE") == (stage == "promised")]
        if stage == "done" and measure.kind == "ceasefire":
            codes = ["RETREAT/ceasefire"]  # narrower, for one that is only declared, which this one is not
        elif stage == "done" and measure.kind.startswith(OWN_CODES):
            codes = [measure.kind.removeprefix(OWN_CODES).upper()]
        context = [name for name, kind in KINDS_OF_AID.items() if kind == measure.kind]
        for code in sorted(codes, key=lambda code: code not in PREFERRED)[:1]:
            yield Happening(
                code,
                by=_actors_of(claims) or measure.by,
                to=tuple(dict.fromkeys((*measure.against, *measure.benefiting))),
                topics=measure.topics,
                contexts=tuple(context) if code == "AID" else (),
                date=claims[0].date,
                places=measure.places,
                comments=(f"measure: {measure.kind}", f"status: {claims[0].status}"),
                citations=claims[0].citations,
            )


def _actors_of(claims: Iterable[StatusEvent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(party for event in claims for party in event.by))


PREFERRED = ("AID", "COERCE/restrict", "SANCTION/expel", "RETREAT/access")
"""Events that are written where several hold a measure: aid as such, and sanctions as the table of 2021 files them."""


def _of_exchange(exchange: Exchange, _dataset: Dataset) -> Iterator[Happening]:
    done = _codes("exchange_kind", exchange.kind)
    for stage, claims in _stages(exchange.history):
        legs = [leg for event in claims for leg in event.legs]
        givers = tuple(dict.fromkeys(leg.from_party for leg in legs if leg.from_party))
        takers = tuple(dict.fromkeys(leg.to_party for leg in legs if leg.to_party))
        numbers = dict.fromkeys(f"claimed: {event.quantity}" for event in claims if event.quantity)
        codes = done if stage == "done" else ["AGREE"] if done else []  # AGREE is related: where a release is promised
        for code in codes[:1]:
            yield Happening(
                code,
                by=_actors_of(claims) or givers,
                to=takers,
                date=claims[0].date,
                places=(exchange.place,) if exchange.place else (),
                comments=(f"exchange: {exchange.kind}", f"status: {claims[0].status}", *numbers),
                citations=claims[0].citations,
            )


def _of_round(round: Round, dataset: Dataset) -> Iterator[Happening]:
    statuses = {event.status for event in round.history}
    if statuses and not statuses - {"proposed", "scheduled", "postponed", "cancelled", "disputed"}:
        return
    yield Happening(
        "CONSULT/phone" if "remote" in round.format else "CONSULT",
        by=_present(round.id, dataset, AT_THE_TABLE),
        text=round.name,
        date=round.date or next((event.date for event in round.history), None),
        places=(round.place,) if round.place else (),
        comments=(*(f"format: {one}" for one in round.format), *(f"outcome: {one}" for one in round.outcomes)),
    )


def _of_agreement(agreement: Agreement, dataset: Dataset) -> Iterator[Happening]:
    for event in agreement.history:
        if event.status == "signed":
            yield Happening(
                "SUPPORT",  # where CAMEO's 057 went, the signing of an agreement
                by=event.by or _present(agreement.id, dataset, BOUND),
                text=agreement.name,
                contexts=("diplomatic",),
                date=event.date or agreement.date,
                comments=("signing of an agreement",),
            )
            return


def _present(activity: str, dataset: Dataset, roles: frozenset[str | None]) -> tuple[str, ...]:
    """Return those who took part in something, delegates by those for whom they spoke."""
    found: list[str] = []
    for one in dataset.participations:
        if one.activity == activity and one.attendance is None and one.role in roles:
            found += [one.on_behalf_of] if one.on_behalf_of else one.parties
    return tuple(dict.fromkeys(found))


TELLERS: dict[type[Record], Callable[[Any, Dataset], Iterator[Happening]]] = {
    Demand: _of_demand,
    Position: _of_position,
    Statement: _of_statement,
    Measure: _of_measure,
    Exchange: _of_exchange,
    Round: _of_round,
    Agreement: _of_agreement,
}
"""What tells the events of each type of record."""
