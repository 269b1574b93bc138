"""What becomes of PLOVER events: which records each of them makes, by event, mode and code in CAMEO."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from peacetalks.importers.plover_actors import remark
from peacetalks.importers.plover_codes import chosen, event_name, is_cameo
from peacetalks.importers.plover_making import Making, NoPlaceError
from peacetalks.problems import refusal
from peacetalks.records import (
    Agreement,
    Demand,
    Exchange,
    Measure,
    Participation,
    Position,
    Round,
    Statement,
)
from peacetalks.values import Annotation, ExchangeEvent, ExchangeLeg, StatusEvent

OWN_CODES = "openeventdata.org:"
"""How the codes of measures begin that the model has no word for: PLOVER's event follows."""

STUB = "plover-stub"
"""Tag of a demand that stands for what an event rejects or concedes, of which PLOVER tells nothing."""

CEASEFIRE_VIOLATED = "196"
"""CAMEO's code for the breach of a ceasefire, the one act of violence that has a place."""

PAST_OR_DENIED = {
    "historical": "it tells of the past",
    "history": "it tells of the past",
    "negation": "it says that this did not happen",
    "negated": "it says that this did not happen",
    "negative": "it says that this did not happen",
}
"""Modes of events that have no place, and why."""

NO_PLACE = {
    "DOCUMENT": "it is no event, but tells of the file",
    "PROTEST": "protest has no place in the model",
    "MOBILIZE": "mobilisation has no place in the model",
    "ASSAULT": "violence has no place in the model",
}
"""Events that have no place, and why."""


def make(making: Making) -> None:
    """Add the records of an event.

    Raises:
        NoPlaceError: It has no place in the model.
        ValidationError: ``unknown-code``: there is no such event.
    """
    name = (
        "VIOLATION" if making.event_code == CEASEFIRE_VIOLATED else event_name(making.event_code) or making.event_code
    )
    if name in NO_PLACE:
        raise NoPlaceError(NO_PLACE[name])
    if name not in MAKERS:
        raise refusal("unknown-code", "there is no such event in PLOVER, nor in CAMEO", making.event_code)
    for mode in making.modes:
        if mode in PAST_OR_DENIED:
            raise NoPlaceError(PAST_OR_DENIED[mode])
    MAKERS[name](making)


def _offer(making: Making) -> None:
    if "hypothetical" in making.modes:
        making.must_have_happened()
    _demand(making, "offer")


def _request(making: Making) -> None:
    making.must_have_happened()
    _demand(making, "demand")


def _demand(making: Making, prefer: str) -> None:
    making.must_have_actor()
    found = chosen("demand_kind", making.event_code, making.modes, prefer)
    making.add(
        Demand,
        by=making.by,
        to=making.to,
        kind=found.code if found else prefer,
        text=making.text,
        topics=making.topics,
        places=making.places,
        date=making.date,
        annotations=remark(found, "/kind") if found else (),
    )


def _statement(making: Making, about: str, prefer: str | None = "") -> None:
    """Add a statement.

    Args:
        making: The records in the making.
        about: Field that holds those towards whom it was made.
        prefer: The act that is taken where several are as good; ``None`` where nothing is known of it.
    """
    making.must_have_happened()
    making.must_have_actor()
    found = None if prefer is None else chosen("speech_act", making.event_code, making.modes, prefer)
    others: dict[str, Any] = {about: making.to}
    making.add(
        Statement,
        by=making.by,
        act=found.code if found else None,
        text=making.text,
        date=making.date,
        annotations=remark(found, "/act") if found else (),
        **others,
    )


def _address(making: Making) -> None:
    _statement(making, "audience")


def _accusation(making: Making) -> None:
    _statement(making, "about", "criticise")


def _threat(making: Making) -> None:
    if making.event_code == "139":
        _request(making)
    else:
        _statement(making, "audience", "threaten")


def _rejection(making: Making) -> None:
    if making.to:
        _position(making, stance="rejects")
    else:
        _statement(making, "audience", "reject")


def _concession(making: Making) -> None:
    if making.to:
        _position(making, concession="partial")
    else:
        _statement(making, "audience", None)


def _position(making: Making, **fields: Any) -> None:
    """Add a position on what the other side wants."""
    making.must_have_happened()
    making.must_have_actor()
    unknown = "PLOVER does not tell what this was about: kind and text are those of the answer to it."
    stub = making.add(
        Demand,
        "demand",
        by=making.to,
        to=making.by,
        kind="demand",
        text=making.text,
        topics=making.topics,
        tags=(STUB,),
        annotations=(Annotation(motivation="unknown", text=unknown),),
    )
    making.add(Position, by=making.by, about=(stub,), date=making.date, **fields)


def _support(making: Making) -> None:
    if making.event_code == "054":
        _measure(making)
    elif making.event_code == "057":
        making.must_have_happened()
        unnamed = "PLOVER does not name the paper; this is what it tells of it."
        history = (StatusEvent(status="signed", date=making.date, by=making.by),)
        annotations = (Annotation(motivation="unknown", path="/name", text=unnamed),)
        paper = making.add(Agreement, name=making.text, date=making.date, history=history, annotations=annotations)
        _participations(making, paper)
    else:
        _statement(making, "about", "praise")


def _participations(making: Making, activity: str, *, host: str = "") -> None:
    """Add who took part; ``host`` says which side was the host: ``by``, ``to``, or neither."""
    for side, parties in (("by", making.by), ("to", making.to)):
        if parties:
            role = "host" if side == host else None
            making.add(Participation, "participation", activity=activity, parties=parties, role=role)


def _meeting(making: Making) -> None:
    status = making.planned("", "scheduled", "proposed")
    formats = ("remote",) if "phone" in making.modes or making.event_code == "041" else ()
    id = making.add(
        Round,
        date=None if status else making.date,
        place=making.place,
        format=formats,
        history=(StatusEvent(status=status, date=making.date),) if status else (),
    )
    is_visit, is_hosted = "visit" in making.modes or making.event_code == "042", "host" in making.modes
    host = "to" if is_visit else "by" if is_hosted or making.event_code == "043" else ""
    _participations(making, id, host=host)


def _sanction(making: Making) -> None:
    if making.event_code not in ("164", "165"):
        _measure(making, "against")
        return
    making.must_have_happened()
    note = "Mediation was ended." if making.event_code == "165" else None
    history = (StatusEvent(status="collapsed", date=making.date, by=making.by, note=note),)
    found = chosen("round_status", making.event_code)
    annotations = remark(found, "/history/0/status") if found else ()
    _participations(making, making.add(Round, history=history, annotations=annotations))


def _coercion(making: Making) -> None:
    _measure(making, "against")


def _violation(making: Making) -> None:
    making.must_have_happened()
    status = StatusEvent(status="violated", date=making.date, by=making.by)
    making.add(Measure, kind="ceasefire", topics=making.topics, places=making.places, history=(status,))


def _retreat(making: Making) -> None:
    if "release" in making.modes or making.event_code == "0841":
        _release(making)
    else:
        _measure(making)


def _release(making: Making) -> None:
    found = chosen("exchange_kind", making.event_code, ["release"], "unilateral_release")
    annotations = remark(found, "/kind") if found else ()
    giver = making.by[0] if len(making.by) == 1 else None
    legs = tuple(ExchangeLeg(from_party=giver, to_party=party) for party in making.to)
    legs = legs or ((ExchangeLeg(from_party=giver),) if giver else ())
    if making.to:
        unsure = "PLOVER's recipients, who may be the captives themselves."
        annotations += (Annotation(motivation="transformation", path="/history/0/legs", text=unsure),)
    status = making.planned("completed", "expected", "proposed")
    event = ExchangeEvent(status=status, date=making.date, by=making.by, quantity=making.size, legs=legs)
    making.add(Exchange, kind="unilateral_release", history=(event,), place=making.place, annotations=annotations)


KINDS_OF_AID = {
    "military": "military_aid",
    "economic": "economic_aid",
    "humanitarian": "humanitarian_aid",
    "peacekeeping": "peacekeeping_mission",
}
"""Kinds of measures that the contexts of AID tell."""

KINDS_OF_ACCESS = {"humanitarian": "humanitarian_corridor", "peacekeeping": "peacekeeping_mission"}
"""Kinds of measures that the contexts of the retreat by access tell."""


def _measure(making: Making, other_side: str = "benefiting") -> None:
    """Add a measure; ``other_side`` is the field that holds those towards whom it was taken."""
    name = str(event_name(making.event_code))
    of_contexts = KINDS_OF_AID if name == "AID" else KINDS_OF_ACCESS if "access" in making.modes else None
    if of_contexts is None or is_cameo(making.event_code):
        found = chosen("measure_kind", making.event_code, making.modes, "sanction")
    else:
        kinds = [of_contexts[context] for context in making.contexts if context in of_contexts]
        found = chosen("measure_kind", making.event_code, making.modes, kinds[0]) if kinds else None
    others: dict[str, Any] = {other_side: making.to}
    making.add(
        Measure,
        kind=found.code if found else OWN_CODES + name.lower(),
        by=making.by,
        topics=making.topics,
        places=making.places,
        history=(StatusEvent(status=making.planned("in_force", "announced", "proposed"), date=making.date),),
        annotations=remark(found, "/kind") if found else (),
        **others,
    )


MAKERS: dict[str, Callable[[Making], None]] = {
    "COMMENT": _address,
    "APPEAL": _address,
    "AGREE": _offer,
    "CONSULT": _meeting,
    "SUPPORT": _support,
    "COOPERATE": _measure,
    "AID": _measure,
    "CONCEDE": _concession,
    "RETREAT": _retreat,
    "ACCUSE": _accusation,
    "REQUEST": _request,
    "REJECT": _rejection,
    "THREATEN": _threat,
    "SANCTION": _sanction,
    "COERCE": _coercion,
    "VIOLATION": _violation,
}
"""What makes the records of each event."""
