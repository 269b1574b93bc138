"""The actors of UCDP's rows, told apart through the dyads: the warring parties, third parties, and others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from peacetalks.dataset import Dataset
from peacetalks.importers import ucdp_parties
from peacetalks.importers.cells import id_numbers
from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule, known_as, taken_elsewhere
from peacetalks.problems import ValidationError, refusal
from peacetalks.records import Agreement, Participation
from peacetalks.values import Identifier

BETWEEN = " - "
"""What stands between the two sides in the name of a dyad, and in the names of some groups."""


@attrs.frozen
class Dyad:
    """Two warring parties of a row."""

    number: int
    """Its number with UCDP."""
    sides: tuple[str, str]
    """Names of the two."""


def participations_of(agreement: Agreement, dataset: Dataset, what: str) -> list[Participation]:
    """Return the participations in an agreement that were made from its row (``actor``), in the order of the row."""
    prefix = f"{agreement.id}.{what}-"
    found = {
        int(number): reference.record
        for reference in dataset.referrers(agreement.id)
        if isinstance(reference.record, Participation) and reference.record.id.startswith(prefix)
        for number in [reference.record.id.removeprefix(prefix)]
        if number.isdecimal()
    }
    return [found[number] for number in sorted(found)]


def actors_of(draft: Draft) -> dict[str, Participation]:
    """Return the participations of a row's actors, by the ids of their parties."""
    prefix = f"{draft.id}.actor-"
    own = (one for one in draft.own.values() if isinstance(one, Participation) and one.id.startswith(prefix))
    return {one.parties[0]: one for one in own}


def dyads_of(draft: Draft) -> list[Dyad]:
    """Return the dyads of a row.

    Raises:
        ValidationError: ``wrong-type``: Their numbers cannot be read, or their names be told from each other.
    """
    numbers = id_numbers(draft.cell("dyad_id"))
    actors = {name.strip() for name in draft.cell("actor_name").split(", ")}
    names = _dyad_names(draft.cell("dyad_name"), len(numbers))
    return [Dyad(number, _sides(name, actors)) for number, name in zip(numbers, names, strict=True)]


def _dyad_names(cell: str, count: int) -> list[str]:
    """Return the names of so many dyads; the name of a side may have a comma in it."""
    names: list[str] = []
    for piece in [cell] if count == 1 else cell.split(", "):
        if names and BETWEEN not in piece:
            names[-1] += f", {piece}"
        else:
            names.append(piece)
    if len(names) != count or not all(BETWEEN in name for name in names):
        raise refusal("wrong-type", f"found no {count} names of two sides with {BETWEEN!r} between them", cell)
    return names


def _sides(name: str, actors: set[str]) -> tuple[str, str]:
    """Return the sides of a dyad: both of them actors where that can be, else the first is as short as can be."""
    parts = name.split(BETWEEN)
    splits = ((BETWEEN.join(parts[:at]).strip(), BETWEEN.join(parts[at:]).strip()) for at in range(1, len(parts)))
    first, *others = splits
    return next((split for split in (first, *others) if actors.issuperset(split)), first)


def _take_dyads(draft: Draft, _column: Column) -> None:
    dyads_of(draft)


def _take_actors(draft: Draft, column: Column) -> None:
    numbers = id_numbers(draft.cell(column.name))
    try:
        dyads = dyads_of(draft)
    except ValidationError:  # told at the column of the dyads, where there is any
        dyads = []
    sides = {side for dyad in dyads for side in dyad.sides}
    names = _actor_names(draft, len(numbers), sides)
    for place, (number, name) in enumerate(dict(zip(numbers, names, strict=True)).items(), start=1):
        _add_actor(draft, place, number, name, dyads)
    missing = sides.difference(names)
    if missing and dyads:
        draft.keep("dyad_name", f"{', '.join(sorted(missing))!r} is none of the actors; the cell was kept as it is")


def _add_actor(draft: Draft, place: int, number: int, name: str, dyads: list[Dyad]) -> None:
    own = [dyad for dyad in dyads if name in dyad.sides]
    party = ucdp_parties.actor(number, name or None, is_in_dyad=bool(own), gathered=draft.gathered)
    role = "primary_party" if own else "third_party" if ucdp_parties.is_outsider(name) else "party"
    participation = Participation(
        id=f"{draft.id}.actor-{place}",
        activity=draft.id,
        parties=(party,),
        role=role if dyads and name else None,
        identifiers=tuple(dict.fromkeys(Identifier(scheme="ucdp_dyad", value=str(dyad.number)) for dyad in own)),
        citations=draft.cites(),
    )
    draft.add(participation)
    conflicts = draft.fields.get("conflicts", ())
    if own and len(conflicts) == 1:  # of several it is not said which one they fight
        draft.gathered.extend(conflicts[0], "parties", party)


def _actor_names(draft: Draft, count: int, known: set[str]) -> list[str]:
    """Return the names of so many actors; one with a comma in it is known from the dyads."""
    pieces = [piece.strip() for piece in draft.cell("actor_name").split(", ")]
    names = pieces if len(pieces) == count else list(_joined(pieces, known))
    if len(names) == count:
        return names
    draft.keep("actor_name", f"found {len(names)} names, expected {count}; the cell was kept as it is")
    return [""] * count


def _joined(pieces: list[str], known: set[str]) -> Iterator[str]:
    at = 0
    while at < len(pieces):
        ends = range(len(pieces), at + 1, -1)
        end = next((end for end in ends if ", ".join(pieces[at:end]) in known), at + 1)
        yield ", ".join(pieces[at:end])
        at = end


def _party(participation: Participation, dataset: Dataset) -> Any:
    return dataset[participation.parties[0]]


def _give_actors(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    parties = (_party(one, dataset) for one in participations_of(agreement, dataset, "actor") if one.parties)
    return ", ".join(known_as(party, "ucdp_actor") or "" for party in parties)


def _give_actor_names(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    parties = (_party(one, dataset) for one in participations_of(agreement, dataset, "actor") if one.parties)
    return ", ".join(party.name for party in parties)


def _members(agreement: Agreement, dataset: Dataset) -> dict[str, list[str]]:
    """Return the names of the sides of an agreement's dyads, by the dyads' numbers."""
    actors = [one for one in participations_of(agreement, dataset, "actor") if one.parties]
    members: dict[str, list[str]] = {}
    for one in sorted(actors, key=lambda one: -len(one.identifiers)):  # who is in all of them has their order
        for number in _dyad_numbers(one):
            members.setdefault(number, [])
    for one in actors:
        for number in _dyad_numbers(one):
            members[number].append(_party(one, dataset).name)
    return members


def _dyad_numbers(participation: Participation) -> list[str]:
    return [one.value for one in participation.identifiers if one.scheme == "ucdp_dyad"]


def _give_dyads(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    return ", ".join(_members(agreement, dataset))


def _give_dyad_names(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    return ", ".join(BETWEEN.join(names) for names in _members(agreement, dataset).values())


def _take_count(draft: Draft, column: Column) -> None:
    found = len(draft.cell("dyad_id").split(","))
    if draft.cell(column.name) != str(found):
        draft.keep(column.name, f"found {found} dyads in the row; the cell was kept as it is")


def _give_count(agreement: Agreement, _column: Column, dataset: Dataset) -> str:
    return str(len(_members(agreement, dataset)) or "")


RULES = {
    "dyads": Rule(_take_dyads, _give_dyads),
    "dyad_names": Rule(taken_elsewhere, _give_dyad_names),
    "dyad_count": Rule(_take_count, _give_count),
    "actors": Rule(_take_actors, _give_actors),
    "actor_names": Rule(taken_elsewhere, _give_actor_names),
}
"""The rules of the columns about actors."""
