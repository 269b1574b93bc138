"""The actors of PLOVER events as parties: who they are, told by country, sector and name."""

from __future__ import annotations

import functools
import hashlib
import re
import unicodedata
from collections.abc import Mapping

import attrs

from peacetalks.codelists import crosswalk
from peacetalks.codelists.crosswalk import Correspondence
from peacetalks.ids import slug
from peacetalks.importers.places import gw_states
from peacetalks.importers.plover_forms import Event, Said
from peacetalks.importers.report import Report
from peacetalks.records import Party
from peacetalks.values import Annotation, Identifier, Name, Post

PREFIX = "plover-actor."
"""What the ids of parties begin with."""

WRONG_CODES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
"""Codes of countries that are written wrongly in the gold standard records."""

NO_COUNTRIES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""What stands in the place of a country."""

CONTESTED = {"PSE": "Palestine", "KOS": "Kosovo", "XKX": "Kosovo", "ESH": "Western Sahara"}
"""Codes of countries, beside those of the states of Gleditsch and Ward."""

ORGANS = {
    "GOV": "Government",
    "MIL": "Armed forces",
    "LEG": "Legislature",
    "JUD": "Judiciary",
    "COP": "Police",
    "SPY": "Intelligence services",
}
"""Sectors of which a state has one body, with what it is called."""

LONGEST = 80
"""Most letters of a name in an id."""

NO_SECTOR = "***"
"""What stands in the place of a sector that nobody could tell."""

_is_code = re.compile(r"[A-Z]{3}").fullmatch
_is_wikidata = re.compile(r"Q[1-9][0-9]{0,15}").fullmatch
_is_number = re.compile(r"[1-9][0-9]{0,3}").fullmatch


@attrs.frozen
class Country:
    """A country as events give it."""

    code: str
    """Its code in ISO 3166-1, or what stands in its place."""
    name: str
    """Its name; the code where none is known."""
    kind: str
    """Kind of the party that it is."""
    number: int | None = None
    """Its number in the list of Gleditsch and Ward."""


def stable(name: str) -> str:
    """Return a part of an id for a name, the same in every run: no two names share one unless they look alike."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    is_whole = all(letter.isascii() for letter in plain if letter.isalnum())
    try:
        made = slug(name).replace(".", "-")
    except ValueError:
        made, is_whole = "x", False
    if is_whole and len(made) <= LONGEST:
        return made
    return f"{made[: LONGEST - 13].rstrip('-_')}-{digest(name)}"


def digest(text: str) -> str:
    """Return twelve digits that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


@functools.cache
def countries() -> Mapping[str, Country]:
    """Return the countries that are known, by their codes and by their names in small letters."""
    found = {code: Country(code, name, "partially_recognised") for code, name in CONTESTED.items()}
    for number, state in gw_states().items():
        if state.iso3166_1_a3 and state.iso3166_1_a3 not in found:
            country = Country(state.iso3166_1_a3, state.name, "state", number)
            found |= {country.code: country, country.name.lower(): country}
    return found


def country_of(text: str) -> Country | None:
    """Return the country of a code or a name; ``None`` where it is neither."""
    known = countries().get(text if _is_code(text) else text.lower())
    return Country(text, text, "unknown") if known is None and _is_code(text) else known


def parties_of(said: Said, event: Event, report: Report) -> list[Party]:
    """Return the party that is spoken of, after the state that it is an organ of; none where nothing tells who it is.

    Args:
        said: What is said of it.
        event: The event, for the report.
        report: Where odd codes are told.
    """
    code, country = _country(said, event, report)
    sectors = _sectors(said, event, report)
    text, name, title, wikidata = (said.get(what, [""])[0] for what in ("text", "name", "title", "wikidata"))
    wikidata = wikidata if _is_wikidata(wikidata) else ""
    state = _state(country, said) if country else None
    first = str(_base(sectors[0])) if sectors else ""
    is_organ = bool(state and first in ORGANS)
    names = tuple(Name(text=other) for other in dict.fromkeys((text, name)) if other)
    if not (wikidata or name) and state and (not sectors or (is_organ and first == sectors[0])):
        if not sectors:
            return [attrs.evolve(state, other_names=tuple(one for one in names if one.text != state.name))]
        id, called = f"{state.id}.{first.lower()}", f"{ORGANS[first]} of {state.name}"
    else:
        whole = (wikidata,) if wikidata else (code, *([] if name else sectors[:1]), name or text)
        id, called = PREFIX + ".".join(stable(part) for part in whole if part), name or text
        called = called or wikidata or " ".join(part for part in (code, first) if part)
    if id == PREFIX:
        return []
    is_person = bool(title and name)
    kind, annotations = _kind(code, sectors, is_person=is_person)
    extra = {"plover:sector": "; ".join(one for one in sectors if len(one) > len(first)) if first else ""}
    extra["plover:country"] = code if country and not is_organ else ""
    party = Party(
        id=id,
        name=called,
        kind=kind,
        other_names=tuple(one for one in names if one.text != called),
        sectors=_sectors_of_ours(sectors),
        parent=state.id if state and is_organ else None,
        posts=(Post(title=title),) if is_person else (),
        identifiers=(Identifier(scheme="wikidata", value=wikidata),) if wikidata else (),
        annotations=annotations,
        extra={key: value for key, value in extra.items() if value},
    )
    return [*([state] if state and is_organ else []), party]


def _country(said: Said, event: Event, report: Report) -> tuple[str, Country | None]:
    """Return the code of a country, or of what stands in its place, and the country if it is one."""
    text = said.get("code", [""])[0]
    code = WRONG_CODES.get(text, text)
    if code != text:
        report.tell(event.number, "code", text, "changed", f"this is no country's code; it was read as {code}")
    if not code or code in NO_COUNTRIES:
        return code, None
    country = country_of(code)
    if country is None or (country.kind == "unknown" and country.name == code):
        report.tell(event.number, "code", text, "kept", "no country is known by this; it was kept as it is")
    return (country.code if country else code), country


def _state(country: Country, said: Said) -> Party:
    cow = said.get("cow", [""])[0]
    known = [("iso3166_1_a3", country.code if country.kind == "state" or country.code in ("PSE", "ESH") else "")]
    known += [("gw", str(country.number or "")), ("cow", cow if _is_number(cow) else "")]
    return Party(
        id=PREFIX + stable(country.code),
        name=country.name,
        kind=country.kind,
        identifiers=tuple(Identifier(scheme=scheme, value=value) for scheme, value in known if value),
        extra={} if known[0][1] else {"plover:country": country.code},
    )


def _sectors(said: Said, event: Event, report: Report) -> list[str]:
    """Return the sectors, as they stand; unknown ones are told."""
    found: list[str] = []
    for text in said.get("sector", []):
        if text == NO_SECTOR or text in found:
            continue
        if _base(text) is None:
            message = "no such sector is known; it was kept as it is"
            report.tell(event.number, "sector", text, "kept", message)
        else:
            found.append(text)
    return found


def _base(sector: str) -> str | None:
    """Return the sector without the letters for religion or ethnicity; ``None`` where it is no sector."""
    if len(sector) not in (3, 6) or not sector.isalpha():
        return None
    base = sector[:3].upper()
    return base if base in _known_sectors() else None


@functools.cache
def _known_sectors() -> frozenset[str]:
    return frozenset(one.external_code for name in ("party_kind", "sector") for one in crosswalk("plover", name))


def _kind(code: str, sectors: list[str], *, is_person: bool) -> tuple[str, tuple[Annotation, ...]]:
    """Return the kind of a party, and what is to be remarked on it."""
    if is_person:
        return "person", ()
    external = [code] if code in NO_COUNTRIES else []
    external += [str(_base(sector)) for sector in sectors]
    for one in external:
        rows = [row for row in crosswalk("plover", "party_kind") if row.external_code == one]
        rows = [row for row in rows if row.relation != "related" or one in ORGANS]
        if rows:
            row = min(rows, key=lambda row: row.relation in ("broader", "related"))
            return row.code, remark(row, "/kind")
    return "unknown", ()


def remark(row: Correspondence, path: str) -> tuple[Annotation, ...]:
    """Return what is to be remarked where a code of ours says less than the one that stood there, or otherwise."""
    if row.relation in ("exact", "narrower"):
        return ()
    text = f"{row.external_code} is {row.relation} than {row.code}: {row.note}".removesuffix(": ")
    text = text.replace("related than", "related to")
    return (Annotation(motivation="transformation", path=path, text=text),)


def _sectors_of_ours(sectors: list[str]) -> tuple[str, ...]:
    bases = [_base(sector) for sector in sectors]
    rows = [row for row in crosswalk("plover", "sector") if row.relation in ("exact", "narrower")]
    return tuple(dict.fromkeys(row.code for base in bases for row in rows if row.external_code == base))
