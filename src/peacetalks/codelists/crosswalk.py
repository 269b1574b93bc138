"""Crosswalks: what another project's code corresponds to in our codelists.

The schemes, by the names that the files bear:

- ``pax``: PA-X Peace Agreements Database; names of columns and values in them
- ``ucdp_pad``: UCDP Peace Agreement Dataset; names of columns and values in them
- ``cameo``: CAMEO event codes
- ``plover``: PLOVER events (``AGREE``), events with their mode (``RETREAT/release``), and sectors of actors (``GOV``)
- ``plover_context``: PLOVER contexts
- ``plover_mode``: PLOVER modes that say the same whatever the event

``crosswalks/README.md`` says how to read a row, and which columns and values have one.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Literal, cast

import attrs

from peacetalks.codelists.loader import codelist_names, read_table
from peacetalks.problems import NotFoundError

Relation = Literal["exact", "broader", "narrower", "related"]
"""How the outside concept relates to ours: the same, wider than ours, narrower than ours, or only overlapping."""


@attrs.frozen(kw_only=True)
class Correspondence:
    """One outside code and the code of ours that it corresponds to."""

    scheme: str
    """The outside scheme, by the name that it has here (`pax`)."""
    external_code: str
    """The code as that scheme writes it."""
    relation: Relation
    """How the outside concept relates to ours."""
    code: str
    """Our code."""
    note: str = ""
    """What a user of the pair should know."""


@functools.cache
def crosswalk_names() -> tuple[tuple[str, str], ...]:
    """Return all crosswalks as pairs of scheme and codelist, sorted."""
    lists = sorted(codelist_names(), key=len, reverse=True)
    folder = resources.files("peacetalks.codelists").joinpath("crosswalks")
    stems = sorted(file.name.removesuffix(".csv") for file in folder.iterdir() if file.name.endswith(".csv"))
    return tuple(
        (stem.removesuffix(f"_{name}"), name)
        for stem in stems
        for name in [next(name for name in lists if stem.endswith(f"_{name}"))]
    )


@functools.cache
def crosswalk(scheme: str, codelist: str) -> tuple[Correspondence, ...]:
    """Return the correspondences between an outside scheme and one of our codelists, in the order of the file.

    Raises:
        NotFoundError: There is no such crosswalk.
    """
    if (scheme, codelist) not in crosswalk_names():
        message = f"there is no crosswalk from {scheme!r} to {codelist!r}; crosswalk_names() lists all there are"
        raise NotFoundError(message)
    return tuple(
        Correspondence(
            scheme=row["scheme"],
            external_code=row["external_code"],
            relation=cast("Relation", row["relation"]),
            code=row["code"],
            note=row["note"],
        )
        for row in read_table(f"crosswalks/{scheme}_{codelist}")
    )
