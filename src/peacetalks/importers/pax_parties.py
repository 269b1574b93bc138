"""Who those are that PA-X's cells name: states and organisations of states once for all, others process by process.

Many cells name a side by a word that is nobody's own, such as "Government" or "Joint Committee", or by letters that
several groups have. So a name stands for the same party in one process only, unless it is that of a state or of an
organisation of states.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from peacetalks.importers.gathering import Gathering
from peacetalks.importers.names import ORGANISATIONS, STATES, name_slug
from peacetalks.importers.places import gw_place, gw_states
from peacetalks.limits import GREATEST_ID
from peacetalks.records import Party
from peacetalks.values import Annotation, Identifier, Name

PREFIX = "pax-name."
"""What the ids of parties begin with."""

OTHER_NAMES = {
    "Cote d'Ivoire": "Ivory Coast",
    "Côte d'Ivoire": "Ivory Coast",
    "Democratic Republic of Congo": "Democratic Republic of the Congo",
    "People's Republic of China": "China",
    "Republic of Congo": "Congo",
    "Republic of the Congo": "Congo",
    "Naciones Unidas": "United Nations",
    "Nations Unies": "United Nations",
    "OEA": "OAS",
    "ONU": "United Nations",
    "OUA": "OAU",
    "Union Africaine": "African Union",
    "Union Européenne": "European Union",
}
"""Names that PA-X has for states and organisations, beside those that UCDP has."""

LONGEST_ACRONYM = 7
"""Characters of a name that is told by its capitals, such as LAS, which is also a word."""

_OF_UNKNOWN_KIND = (Annotation(motivation="unknown", path="/kind", text="PA-X does not tell what kind of actor it is"),)

_government = re.compile(r"(?:the )?(?:royal |federal )?government of (?:the )?", re.IGNORECASE)
_form_of_state = re.compile(
    r"(?:(?:federal|islamic|arab|united|democratic|hashemite|bolivarian|people's) )*"
    r"(?:republic|kingdom|state|sultanate) of (?:the )?",
    re.IGNORECASE,
)
_SHARED = frozenset({"china", "korea", "vietnam", "congo"})
"""Names of states that a form of state before them tells from other states."""


def party(printed: str, scope: str, gathered: Gathering) -> str:
    """Add the party that a printed name stands for, and return its id.

    Args:
        printed: The name.
        scope: What the name is told from the same name elsewhere by, such as the number of the process.
        gathered: Where the party is added.
    """
    name = next((known for form in _forms(printed) for known in [_known(form)] if known), None)
    if name is None:
        text = " ".join(printed.split())
        id = _id(f"{scope}.{name_slug(text)}")
        return gathered.add(Party(id=id, name=text, kind="unknown", annotations=_OF_UNKNOWN_KIND))
    id = _id(name_slug(name))
    others = (Name(text=printed),) if printed.casefold() != name.casefold() else ()
    numbers = _identifiers().get(name)
    kind = "igo" if numbers is None else "state"
    gathered.add(Party(id=id, name=name, kind=kind, identifiers=numbers or (), other_names=others))
    return id


def known_names() -> frozenset[str]:
    """Return the names that are known to be those of states and of organisations of states."""
    return frozenset(_names())


def _id(rest: str) -> str:
    id = f"{PREFIX}{rest}"
    return id if len(id) <= GREATEST_ID else f"{PREFIX}{hashlib.sha256(id.encode()).hexdigest()[:32]}"


def _forms(printed: str) -> Iterator[str]:
    """Yield what a name may be known as: as it is, without what stands for a government and a form of state."""
    plain = " ".join(printed.split()).replace("’", "'")
    yield plain
    bare = plain[4:] if plain[:4].casefold() == "the " else plain
    for start in (bare, _government.sub("", bare, count=1) if _government.match(bare) else bare):
        yield start
        form = _form_of_state.match(start)
        if form is not None and start[form.end() :].casefold() not in _SHARED:
            yield start[form.end() :]


def _known(form: str) -> str | None:
    return _names().get(form if len(form) <= LONGEST_ACRONYM and form.isupper() else form.casefold())


@functools.cache
def _names() -> Mapping[str, str]:
    """Return the known names by what they are looked up by: lower case, unless they are acronyms."""
    found: dict[str, str] = {state.name: state.name for state in gw_states().values()}
    for names in (ORGANISATIONS, STATES):
        for name, others in names.items():
            found |= dict.fromkeys((name, *others), name)
    found |= OTHER_NAMES
    acronyms = {name: known for name, known in found.items() if len(name) <= LONGEST_ACRONYM and name.isupper()}
    words = {name.casefold(): known for name, known in found.items() if name not in acronyms}
    capitals = {name.upper(): known for name, known in found.items() if len(name) <= LONGEST_ACRONYM}
    return MappingProxyType(capitals | words | acronyms)


@functools.cache
def _identifiers() -> Mapping[str, tuple[Identifier, ...]]:
    """Return the identifiers of states, by the names under which they are known here."""
    found = {_known(state.name) or state.name: gw_place(number).identifiers for number, state in gw_states().items()}
    return MappingProxyType(found)
