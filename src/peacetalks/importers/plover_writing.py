"""How an event is written in the form of PLOVER's manual of 2021."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.importers.plover_codes import is_context
from peacetalks.records import Party, Record
from peacetalks.values import Citation

NOT_HELD = frozenset({"coalition", "collective", "universal", "experts"})
"""Kinds of parties that no actor of PLOVER can be: they are named in the comment."""

ORGANISATIONS = {"Q1065": "UNO", "United Nations": "UNO", "Q458": "EUR", "European Union": "EUR"}
"""What stands in the place of a country for the two organisations that have a code of their own."""


@attrs.frozen
class Happening:
    """Something that a record tells of, and that is an event in PLOVER."""

    code: str
    """The event, with its mode after a slash."""
    by: tuple[str, ...] = attrs.field(kw_only=True)
    """Parties that acted."""
    to: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """Parties towards which they acted."""
    text: str | None = attrs.field(default=None, kw_only=True)
    """What happened, in our words."""
    topics: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """Topics, of which contexts are made."""
    contexts: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """Contexts that follow from the event itself."""
    date: Date | None = attrs.field(default=None, kw_only=True)
    """When."""
    places: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """Where."""
    comments: tuple[str, ...] = attrs.field(default=(), kw_only=True)
    """What PLOVER has no field for."""
    citations: tuple[Citation, ...] = attrs.field(default=(), kw_only=True)
    """Where it is told, if this is known more closely than for its record."""


def written(id: str, record: Record, happening: Happening, dataset: Dataset) -> dict[str, Any]:
    """Return an event as the object that is written; fields of which nothing is known are left out."""
    event, _, mode = happening.code.partition("/")
    comments = list(happening.comments)
    date, end = _days(happening.date)
    if happening.date is not None and (date is None or happening.date.text):
        comments.append("date: " + ", ".join(text for text in (happening.date.edtf, happening.date.text) if text))
    actors = list(_actors(happening.by, dataset))
    recipients = list(_actors(happening.to, dataset))
    for side, parties in (("actor", happening.by), ("recipient", happening.to)):
        unheld = (party for party in (_party(one, dataset) for one in parties) if party.kind in NOT_HELD)
        comments += [f"{side}: {party.name} ({party.kind})" for party in unheld]
    if not happening.by:
        comments.append("actor: not stated")
    comments += [record.note] if record.note else []
    place = _place(happening.places, dataset)
    citations = happening.citations or record.citations
    found: dict[str, Any] = {
        "id": id,
        "date": date,
        "enddate": end,
        "actor": actors,
        "recipient": recipients,
        "event": [event],
        "mode": [mode] if mode else [],
        "context": list(dict.fromkeys((*happening.contexts, *_contexts(happening.topics)))),
        "event_loc": place,
        "event_text": happening.text,
        "text": next((one.quote for one in citations if one.quote), None),
        "cite_info": _cite_info(citations, dataset),
        "comment": "; ".join(comments),
    }
    always = ("id", "actor", "recipient", "event", "mode", "context")
    return {key: value for key, value in found.items() if value or key in always}


def _days(date: Date | None) -> tuple[str | None, str | None]:
    """Return the day, or the first and the last day, that a date says; ``None`` where it says no days."""
    if date is None or date.edtf is None:
        return None, None
    start, _, end = date.edtf.partition("/")
    if not all(_is_day(one) for one in (start, end or start)):
        return None, None
    return start[:10], end[:10] or None


def _is_day(text: str) -> bool:
    return len(text[:10]) == 10 and text[:10].replace("-", "").isdigit() and (len(text) == 10 or text[10] == "T")


def _party(id: str, dataset: Dataset) -> Party:
    party = dataset[id]
    assert isinstance(party, Party), "datasets hold together: who acts is a party"
    return party


def _actors(parties: tuple[str, ...], dataset: Dataset) -> Iterator[dict[str, Any]]:
    for party in (_party(id, dataset) for id in parties):
        if party.kind not in NOT_HELD:
            sectors = list(_sectors(party))
            wikidata = next((one.value for one in party.identifiers if one.scheme == "wikidata"), "")
            actor = {
                "code": _code(party, dataset),
                "sector": sectors[0] if sectors else "",
                "other_sector_codes": sectors[1:],
                "entity_text": party.name,
                "entity_name": party.name,
                "wikidata_id": wikidata,
                "office": party.posts[-1].title if party.posts else "",
            }
            yield {key: value for key, value in actor.items() if value}


def _code(party: Party, dataset: Dataset) -> str:
    """Return the code of the country that a party is or belongs to, or what stands in its place."""
    seen: set[str] = set()
    holder: Party | None = party
    while holder is not None and holder.id not in seen:
        seen.add(holder.id)
        for one in holder.identifiers:
            if one.scheme == "iso3166_1_a3":
                return one.value
        if "plover:country" in holder.extra:
            return holder.extra["plover:country"]
        holder = _party(holder.parent, dataset) if holder.parent else None
    if party.kind == "igo":
        names = (party.name, *(one.value for one in party.identifiers if one.scheme == "wikidata"))
        return next((ORGANISATIONS[name] for name in names if name in ORGANISATIONS), "IGO")
    return "NGO" if party.kind == "ngo" else ""


def _sectors(party: Party) -> Iterator[str]:
    """Yield the sectors that say what a party is, and no more than that."""
    found = [row.external_code for row in _safe("party_kind") if row.code == party.kind]
    found = [code for code in found if code not in ("NGO", "OPP", "SOC")]
    found += [row.external_code for sector in party.sectors for row in _safe("sector") if row.code == sector]
    if party.kind == "state_organ" and "military" in party.sectors:
        found.append("MIL")  # narrower: forces of states, which these are
    yield from dict.fromkeys(found)


def _safe(codelist: str) -> list[Any]:
    return [row for row in crosswalk("plover", codelist) if row.relation in ("exact", "broader")]


def _contexts(topics: tuple[str, ...]) -> Iterator[str]:
    for topic in topics:
        for row in crosswalk("plover_context", "topic"):
            if row.code == topic and row.relation in ("exact", "broader") and is_context(row.external_code):
                yield row.external_code


def _place(places: tuple[str, ...], dataset: Dataset) -> dict[str, str]:
    for place in (dataset[id] for id in places[:1]):
        known = {one.scheme: one.value for one in place.identifiers}
        found = {"resolved_place": str(getattr(place, "name", "")), "geonameid": known.get("geonames", "")}
        return {key: value for key, value in found.items() if value}
    return {}


def _cite_info(citations: tuple[Citation, ...], dataset: Dataset) -> dict[str, str]:
    for source in (dataset[one.source] for one in citations[:1]):
        fields = {"publication": "publisher", "url": "url", "title": "title", "language": "language"}
        fields["license"] = "licence"
        said = {name: getattr(source, field) for name, field in fields.items()}
        return {name: value for name, value in said.items() if value}
    return {}
