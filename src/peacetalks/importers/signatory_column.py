"""Columns of signatories: what can be read of a cell becomes participations, and the whole cell stays beside them."""

from __future__ import annotations

from collections.abc import Callable, Collection

from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft
from peacetalks.importers.signatories import parse_signatories
from peacetalks.importers.signatory_records import participations
from peacetalks.problems import pointer


def take_signatories(
    draft: Draft,
    column: Column,
    *,
    known_parties: Collection[str],
    party_for: Callable[[str], str],
    person_prefix: str,
    are_third_parties: bool = False,
) -> None:
    """Add those who signed to a draft: participations, the persons that they name, and what could not be read.

    Args:
        draft: The draft.
        column: The column that they stand in, which is kept verbatim whatever can be read of it.
        known_parties: Names of parties and places that are not taken for anything else.
        party_for: Gives the id of the party for a name as printed, and sees to it that there is its record.
        person_prefix: What the ids of persons begin with; the same name under the same prefix is the same person.
        are_third_parties: Whether those who have no other role took part as third parties, not as sides.
    """
    draft.kept.add(column.name)
    records = participations(
        parse_signatories(draft.verbatim(column.name), known_parties=known_parties),
        agreement_id=draft.id,
        cite=draft.cites(column.name),
        party_for=party_for,
        person_prefix=person_prefix,
        path=pointer("extra", f"{draft.scheme}:{column.name}"),
        first=len(draft.own) + 1,
        are_third_parties=are_third_parties,
    )
    for person in records.persons:
        draft.gathered.add(person)
    for participation in records.participations:
        draft.add(participation)
    draft.append("annotations", *records.annotations)
    if not records.participations and not records.annotations:  # a stroke, a full stop
        draft.leave_unparsed(column.name, draft.cell(column.name))
