"""Who UCDP's actors and third parties are: states, organisations and others, told by their names."""

from __future__ import annotations

import re
import unicodedata

from peacetalks.importers.gathering import Gathering
from peacetalks.importers.names import ORGANISATIONS, STATES, name_slug
from peacetalks.importers.places import gw_states
from peacetalks.records import Party
from peacetalks.values import Annotation, Identifier

GOVERNMENT_OF = "Government of "
"""How UCDP names states as actors."""

_ALIASES = {alias: name for names in (ORGANISATIONS, STATES) for name, aliases in names.items() for alias in aliases}
_STATES = {state.name for state in gw_states().values()} | STATES.keys()
_OF_UNKNOWN_KIND = (Annotation(motivation="unknown", path="/kind", text="UCDP does not tell what kind of actor it is"),)


def plain_name(name: str) -> str:
    """Return the name under which a party is known whatever it is called: ``UN``, ``Government of Chad``, ``the EU``.

    >>> plain_name("UN"), plain_name("Government of Borduria (Old Kingdom)"), plain_name("the EU")
    ('United Nations', 'Borduria', 'European Union')
    """
    plain = re.sub(r"\s*\([^()]*\)$", "", name.strip()).removeprefix("the ").removeprefix(GOVERNMENT_OF)
    unaccented = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))
    return _ALIASES.get(unaccented, plain)


def actor(number: int, name: str | None, *, is_in_dyad: bool, gathered: Gathering) -> str:
    """Add an actor that has a number with UCDP, and return the id of its party.

    Args:
        number: The number.
        name: The name; ``None`` where the row leaves open which of its names it is.
        is_in_dyad: Whether it is one of two warring parties.
        gathered: Where the party is added.
    """
    kind = _kind(name or "") or ("armed_group" if is_in_dyad else None)
    party = Party(
        id=f"ucdp-actor.{number}",
        name=name or f"UCDP actor {number}",
        kind=kind or "unknown",
        identifiers=(Identifier(scheme="ucdp_actor", value=str(number)),),
        annotations=() if kind else _OF_UNKNOWN_KIND,
    )
    return gathered.add(party, provisional=kind is None)


def named(name: str, gathered: Gathering, *, scope: str | None = None) -> str:
    """Add somebody of whom no more than a name is known, and return the id of the party.

    Args:
        name: The name.
        gathered: Where the party is added.
        scope: What the name is told from the same name elsewhere by, unless it is that of a state or of an organisation
            of states.
    """
    plain = plain_name(name)
    kind = "state" if plain in _STATES else _kind(plain)
    if kind is not None or scope is None:
        id, shown = f"ucdp-name.{name_slug(plain)}", plain
    else:
        shown = " ".join(name.split())
        id = f"ucdp-name.{scope}.{name_slug(shown)}"
    annotations = () if kind else _OF_UNKNOWN_KIND
    return gathered.add(Party(id=id, name=shown, kind=kind or "unknown", annotations=annotations))


def is_outsider(name: str) -> bool:
    """Tell whether an actor that is no warring party comes from outside: a state, an organisation of states."""
    return _kind(name) is not None


def _kind(name: str) -> str | None:
    if name.startswith(GOVERNMENT_OF):
        return "state"
    return "igo" if name in ORGANISATIONS else None
