"""Records as sentences, for people who read a dataset rather than its fields."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
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
from peacetalks.values import ExchangeEvent, ExchangeLeg, StatusEvent


@singledispatch
def sentence(record: Record, dataset: Dataset) -> str:  # noqa: ARG001 - each type has its own below
    """Return what a record says, in one sentence; ids of others are given by their names."""
    raise TypeError(f"no sentence for a {type(record).__name__}")  # pragma: no cover - all types are registered


@sentence.register
def _(record: Source, dataset: Dataset) -> str:  # noqa: ARG001
    described = [record.title, record.publisher, _words(record.kind), _date(record.published)]
    return _listed(described) or record.url or ""


@sentence.register
def _(record: Place, dataset: Dataset) -> str:
    control = [
        f"{_words(one.status)}, held by {_names(one.controller, dataset) or 'nobody named'}"
        for one in record.control
        if one.status
    ]
    return _listed([record.name, _with("in", _names(record.parent, dataset)), *control])


@sentence.register
def _(record: Conflict, dataset: Dataset) -> str:
    return _listed([record.name, _names(record.parties, dataset)])


@sentence.register
def _(record: Party, dataset: Dataset) -> str:
    members = _names((member.party for member in record.members), dataset)
    posts = [post.title for post in record.posts]
    kind = f"{_words(record.composition)} {_words(record.kind)}".strip()
    return _listed([record.name, kind, *posts, _with("with", members)])


@sentence.register
def _(record: Process, dataset: Dataset) -> str:
    return _listed([record.name, _names(record.conflicts, dataset), _statuses(record.history)])


@sentence.register
def _(record: Issue, dataset: Dataset) -> str:  # noqa: ARG001
    return _listed([record.name, record.salience])


@sentence.register
def _(record: Round, dataset: Dataset) -> str:
    name = record.name or (f"round {record.number}" if record.number else "a round")
    place = _with("at", _names(record.place, dataset))
    date = _date(record.date)
    outcomes = [f"outcome: {_words(outcome)}" for outcome in record.outcomes]
    return _listed([name, date, place, *map(_words, record.format), _statuses(record.history), *outcomes])


@sentence.register
def _(record: Participation, dataset: Dataset) -> str:
    who = _names(record.parties, dataset) or " and ".join([*map(_words, record.sectors)]) + " delegates"
    part = _words(record.attendance) or "took part"
    role = _with("as", _words(record.role))
    for_whom = _with("for", _names(record.on_behalf_of, dataset))
    barred = _with("kept out by", _names(record.excluded_by, dataset))
    return f"{who}: {_listed([part, role, for_whom, barred])} in {_names(record.activity, dataset)}"


@sentence.register
def _(record: Demand, dataset: Dataset) -> str:
    polarity = {"prevent": "not to happen: ", "permit": "to be allowed: "}.get(record.polarity or "", "")
    whom = _with(" to", _names(record.to, dataset))
    history = _statuses(record.history)
    return f"{_names(record.by, dataset)}, {_words(record.kind)}{whom}: {polarity}{record.text}{_bracketed(history)}"


@sentence.register
def _(record: Linkage, dataset: Dataset) -> str:
    subjects, objects = _names(record.subjects, dataset), _names(record.objects, dataset)
    return f"{subjects} — {_words(record.kind)} — {objects}" if objects else f"{_words(record.kind)}: {subjects}"


@sentence.register
def _(record: Position, dataset: Dataset) -> str:
    concession = _with("concession:", _words(record.concession))
    interest = _with("in the interest of", _names(record.in_interest_of, dataset))
    taken = _listed([_words(record.stance), concession, record.shift, interest])
    return f"{_names(record.by, dataset)} on {_names(record.about, dataset)}: {taken}"


@sentence.register
def _(record: Statement, dataset: Dataset) -> str:
    said = record.text or f'"{record.quote}"'
    return f"{_names(record.by, dataset)}{_bracketed(_words(record.act))}: {said}"


@sentence.register
def _(record: Exchange, dataset: Dataset) -> str:
    return f"{_words(record.kind)}: {'; '.join(_claim(event, dataset) for event in record.history)}"


@sentence.register
def _(record: Measure, dataset: Dataset) -> str:
    against = _with("against", _names(record.against, dataset))
    benefiting = _with("for", _names(record.benefiting, dataset))
    who = _with("by", _names(record.by, dataset))
    return _listed([_words(record.kind), who, against, benefiting, _statuses(record.history)])


@sentence.register
def _(record: Agreement, dataset: Dataset) -> str:  # noqa: ARG001
    return _listed([record.name, _date(record.date), _words(record.stage), _statuses(record.history)])


@sentence.register
def _(record: Assessment, dataset: Dataset) -> str:
    judged = _listed([_words(record.likelihood), _words(record.value), _date(record.horizon)])
    who = _names(record.by, dataset)
    return f"{_listed([who, _words(record.kind)])}: {record.proposition}{_bracketed(judged)}"


def _words(code: str | None) -> str:
    return (code or "").replace("_", " ")


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _listed(parts: Iterable[str | None]) -> str:
    return ", ".join(part for part in parts if part)


def _with(preposition: str, words: str) -> str:
    return f"{preposition} {words}" if words else ""


def _date(date: Date | None) -> str:
    return "" if date is None else str(date)


def _names(ids: str | Iterable[str] | None, dataset: Dataset) -> str:
    """Return the names of records; their ids where they have none."""
    return ", ".join(_name(id, dataset) for id in ([ids] if isinstance(ids, str) else ids or ()))


def _name(id: str, dataset: Dataset) -> str:
    named = getattr(dataset[id], "name", None) or getattr(dataset[id], "title", None)
    return named if isinstance(named, str) else id


def _statuses(history: tuple[StatusEvent, ...]) -> str:
    """Return the statuses of a history, in the order in which it tells them."""
    return " → ".join(_words(event.status) for event in history)


def _claim(event: ExchangeEvent, dataset: Dataset) -> str:
    number = "" if event.quantity is None else str(event.quantity)
    return _listed([_words(event.status), _date(event.date), number, *(_leg(leg, dataset) for leg in event.legs)])


def _leg(leg: ExchangeLeg, dataset: Dataset) -> str:
    what = str(leg.quantity) if leg.quantity else leg.text or _words(leg.category) or "captives"
    giver = _with("from", _names(leg.from_party, dataset))
    taker = _with("to", _names(leg.to_party, dataset))
    return " ".join(part for part in (what, giver, taker) if part)
