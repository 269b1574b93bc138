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
from peacetalks.values import Control, ExchangeEvent, ExchangeLeg, Factor, Name, Post, Quantity, StatusEvent

Part = str | Date | Quantity | None
"""Part of a sentence; what is absent is not spoken of."""


@singledispatch
def sentence(record: Record, dataset: Dataset) -> str:  # noqa: ARG001 - each type has its own below
    """Return what a record says, in one sentence, without its history; others are called by their names."""
    raise TypeError(f"no sentence for a {type(record).__name__}")  # pragma: no cover - all types are registered


def claim(event: StatusEvent, dataset: Dataset) -> str:
    """Return what one event of a history says, in one sentence."""
    legs = [_leg(leg, dataset) for leg in event.legs] if isinstance(event, ExchangeEvent) else []
    actors = _with("by", names(event.by, dataset))
    reasons = _with("because of", names(event.because, dataset))
    status = f"{_words(event.status)} {_shown(event.date)}" if event.date else _words(event.status)
    told = _listed([status, _with("planned for", event.planned), actors, reasons, event.quantity])
    return _said(told, "; ".join(legs))


def names(ids: str | Iterable[str] | None, dataset: Dataset) -> str:
    """Return the names of records; the ids of those that have none."""
    return _together(_name(id, dataset) for id in ([ids] if isinstance(ids, str) else ids or ()))


@sentence.register
def _(record: Source, dataset: Dataset) -> str:  # noqa: ARG001
    authors = _with("by", _together(record.authors))
    said = _listed([record.title, authors, record.publisher, _words(record.kind), record.published])
    return said or record.url or ""


@sentence.register
def _(record: Place, dataset: Dataset) -> str:
    parent = _with("in", names(record.parent, dataset))
    control = "; ".join(_control(control, dataset) for control in record.control)
    return _said(_listed([record.name, parent, _also(record.other_names)]), control)


@sentence.register
def _(record: Conflict, dataset: Dataset) -> str:
    over = _together(map(_words, record.incompatibility))
    described = [names(record.parties, dataset), _words(record.level), _with("over", over), record.date]
    return _said(_listed([record.name, _also(record.other_names)]), _listed(described))


@sentence.register
def _(record: Party, dataset: Dataset) -> str:
    kind = f"{_words(record.composition)} {_words(record.kind)}".strip()
    posts = [_post(post, dataset) for post in record.posts]
    parent = _with("part of", names(record.parent, dataset))
    members = _with("with", names((member.party for member in record.members), dataset))
    return _listed([record.name, kind, *posts, parent, members, _also(record.other_names)])


@sentence.register
def _(record: Process, dataset: Dataset) -> str:
    conflicts = _with("on", names(record.conflicts, dataset))
    parent = _with("part of", names(record.parent, dataset))
    return _listed([record.name, conflicts, parent, record.date, _also(record.other_names)])


@sentence.register
def _(record: Issue, dataset: Dataset) -> str:  # noqa: ARG001
    return _said(record.name, _listed([record.salience, *record.topics]))


@sentence.register
def _(record: Round, dataset: Dataset) -> str:
    called = record.name or (f"Round {record.number}" if record.number else "A round")
    whole = _with("of", names(record.parent or record.process, dataset))
    place = _with("at", names(record.place, dataset))
    form = map(_words, (*record.format, record.track))
    outcomes = [f"outcome: {_words(outcome)}" for outcome in record.outcomes]
    agenda = _with("on", names(record.agenda, dataset))
    return _listed([f"{called} {whole}".strip(), record.date, place, *form, record.duration, agenda, *outcomes])


@sentence.register
def _(record: Participation, dataset: Dataset) -> str:
    who = names(record.parties, dataset) or record.title or "Delegates"
    title = record.title if record.parties else None
    sectors = _together(map(_words, record.sectors))
    described = _listed([title, sectors, record.count, _with("rank:", _words(record.rank))])
    part = _words(record.attendance) or "took part"
    role = _with("as", _words(record.role))
    sender = _with("for", names(record.on_behalf_of, dataset))
    barred = _with("kept out by", names(record.excluded_by, dataset))
    demand = _with("under", names(record.under_demand, dataset))
    told = [part, role, sender, barred, demand, _words(record.mediation_style), record.date]
    return f"{who}{_bracketed(described)} in {names(record.activity, dataset)}: {_listed(told)}"


@sentence.register
def _(record: Demand, dataset: Dataset) -> str:
    whom, about = _with("to", names(record.to, dataset)), _with("concerning", names(record.concerning, dataset))
    polarity = {"prevent": "to prevent", "permit": "to permit"}.get(record.polarity or "")
    made = _listed([_words(record.kind), whom, about, polarity, record.date])
    terms = [
        _with("value:", record.value),
        _with("bottom line:", record.bottom_line),
        _with("deadline:", record.deadline),
        _with("else:", record.consequence),
        _with("because:", record.rationale),
        _with("part of", names(record.part_of, dataset)),
    ]
    return f"{names(record.by, dataset)} ({made}): {record.text}{_bracketed('; '.join(filter(None, terms)))}"


@sentence.register
def _(record: Linkage, dataset: Dataset) -> str:
    subjects, objects = names(record.subjects, dataset), names(record.objects, dataset)
    tie = f"{subjects} — {_words(record.kind)} — {objects}" if objects else f"{_heading(record.kind)}: {subjects}"
    return _listed([tie, record.date])


@sentence.register
def _(record: Position, dataset: Dataset) -> str:
    taken = [
        _words(record.stance),
        _with("concession:", record.concession),
        _with("position", record.shift),
        record.value,
        _with("if:", _together(record.conditions)),
        _with("in the interest of", names(record.in_interest_of, dataset)),
        record.date,
    ]
    return f"{names(record.by, dataset)} on {names(record.about, dataset)}: {_listed(taken)}"


@sentence.register
def _(record: Statement, dataset: Dataset) -> str:
    sender, audience = _with("for", names(record.on_behalf_of, dataset)), _with("to", names(record.audience, dataset))
    made = _listed([sender, _words(record.act), audience, _words(record.channel), record.date])
    quote = f"“{record.quote}”" if record.quote else None
    said = " ".join(part for part in (record.text, quote) if part)
    return f"{names(record.by, dataset)}{_bracketed(made)}: {said}"


@sentence.register
def _(record: Exchange, dataset: Dataset) -> str:
    agreement = _with("under", names(record.agreement, dataset))
    return _listed([_heading(record.kind), agreement, _with("at", names(record.place, dataset))])


@sentence.register
def _(record: Measure, dataset: Dataset) -> str:
    return _listed(
        [
            _heading(record.kind),
            _with("by", names(record.by, dataset)),
            _with("against", names(record.against, dataset)),
            _with("for", names(record.benefiting, dataset)),
            _with("in", names(record.places, dataset)),
            *map(_words, (record.laterality, record.ceasefire_class, record.purpose, record.scope)),
            record.quantity,
            record.duration,
            _with("under", names(record.agreement, dataset)),
        ]
    )


@sentence.register
def _(record: Agreement, dataset: Dataset) -> str:
    place = _with("at", names(record.round, dataset))
    count = len(record.provisions)
    provisions = f"{count} provision{'' if count == 1 else 's'}" if count else ""
    related = [_with(_words(one.kind), names(one.agreement, dataset) or one.text) for one in record.related]
    told = [record.name, record.date, place, _words(record.stage), provisions, *related, _also(record.other_names)]
    return _listed(told)


@sentence.register
def _(record: Assessment, dataset: Dataset) -> str:
    chance = None if record.probability is None else f"probability {record.probability}"
    confidence = _with("confidence:", record.confidence)
    horizon = _with("horizon:", record.horizon)
    judged = _listed([_words(record.likelihood), chance, _words(record.value), confidence, horizon])
    by = names(record.by, dataset)
    made = _listed([_words(record.kind) if by else _heading(record.kind), record.date])
    factors = _with(" Depends on:", "; ".join(map(_factor, record.factors)))
    whose = f"{by} ({made})" if by else made
    return f"{whose}: {record.proposition}{_bracketed(judged)}{factors}"


def _name(id: str, dataset: Dataset) -> str:
    named = getattr(dataset[id], "name", None) or getattr(dataset[id], "title", None)
    return named if isinstance(named, str) else id


def _control(control: Control, dataset: Dataset) -> str:
    holder = _with("held by", names(control.controller, dataset))
    claimants = _with("claimed by", names(control.claimants, dataset))
    return _listed([_words(control.status), holder, claimants, control.date])


def _post(post: Post, dataset: Dataset) -> str:
    return f"{post.title}{_bracketed(_listed([names(post.organisation, dataset), post.date]))}"


def _factor(factor: Factor) -> str:
    return f"{factor.label}{_bracketed('' if factor.effect == 'unspecified' else _words(factor.effect))}"


def _leg(leg: ExchangeLeg, dataset: Dataset) -> str:
    category = "" if leg.category in (None, "unspecified") else _words(leg.category)
    what = _listed([leg.quantity, category, leg.text]) or "an unstated number"
    giver = _with("from", names(leg.from_party, dataset))
    taker = _with("to", names(leg.to_party, dataset))
    return " ".join(part for part in (what, giver, taker) if part)


def _also(other_names: Iterable[Name]) -> str:
    return _with("also", _together(name.text for name in other_names))


def _words(code: str | None) -> str:
    """Return a code as words; a code of somebody else's is left as it is."""
    return "" if code is None else code if ":" in code else code.replace("_", " ")


def _heading(code: str) -> str:
    """Return a code as the words that a sentence begins with."""
    return code if ":" in code else _words(code).capitalize()


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _said(subject: str, predicate: str) -> str:
    return f"{subject}: {predicate}" if predicate else subject


def _with(preposition: str, part: Part) -> str:
    return f"{preposition} {_shown(part)}" if part else ""


def _listed(parts: Iterable[Part]) -> str:
    return ", ".join(_shown(part) for part in parts if part)


def _shown(part: str | Date | Quantity) -> str:
    """Return a part as text; of a date that was put in words, the words and what they were taken for."""
    if isinstance(part, Date) and part.text and part.edtf:
        return f"{part.text} ({part.edtf})"
    return str(part)


def _together(words: Iterable[str]) -> str:
    """Return words as people list them: `one`, `one and two`, `one, two and three`."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last
