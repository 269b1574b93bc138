"""States as places, by their numbers in the list of Gleditsch and Ward, alike for every importer."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

import attrs

from peacetalks.records import Place
from peacetalks.values import Identifier


@attrs.frozen
class State:
    """A state of the list."""

    name: str
    """A short English name."""
    iso3166_1_a3: str
    """Its code in ISO 3166-1; ``""`` for states that are gone, and where the two lists do not agree."""


@functools.cache
def gw_states() -> Mapping[int, State]:
    """Return the states since 1946 by their numbers."""
    text = resources.files("peacetalks.importers").joinpath("gw_states.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return MappingProxyType({int(row["number"]): State(row["name"], row["iso3166_1_a3"]) for row in rows})


def gw_place(number: int, parent: str | None = None) -> Place:
    """Return the place of a state, with the id ``gw.365`` and its identifiers.

    Args:
        number: The state's number in the list; one that is not in it makes a place that is named by the number.
        parent: Id of the place that it lies in, where that is known.
    """
    state = gw_states().get(number)
    name = f"State {number} of Gleditsch and Ward" if state is None else state.name
    identifiers = [Identifier(scheme="gw", value=str(number))]
    if state is not None and state.iso3166_1_a3:
        identifiers.append(Identifier(scheme="iso3166_1_a3", value=state.iso3166_1_a3))
    return Place(id=f"gw.{number}", name=name, identifiers=tuple(identifiers), parent=parent)
