"""The records that signatories become: participations in an agreement, and the persons that they name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from peacetalks.importers.names import name_slug
from peacetalks.importers.signatories import Signatories, Signatory
from peacetalks.records import Participation, Party
from peacetalks.values import Annotation, Citation, Quantity


@attrs.frozen(kw_only=True)
class SignatoryRecords:
    """What a cell of signatories becomes."""

    participations: tuple[Participation, ...]
    """One for each signatory, in their order."""
    persons: tuple[Party, ...]
    """Persons that they name, each once."""
    annotations: tuple[Annotation, ...]
    """For the agreement: what could not be read, and that nothing was signed."""


def participations(
    signatories: Signatories,
    *,
    agreement_id: str,
    cite: Citation | Iterable[Citation],
    party_for: Callable[[str], str],
    person_prefix: str,
    path: str,
    first: int = 1,
    are_third_parties: bool = False,
) -> SignatoryRecords:
    """Return the records of those who signed an agreement.

    A named person is the participant and its party is in `on_behalf_of`; a party that is named alone is the participant
    itself; of somebody whose name is not known there is only the party and the title, with a count.

    Args:
        signatories: What was read in a cell.
        agreement_id: Id of the agreement; the participations are ``<agreement_id>.signatory-<n>``.
        cite: Sources of the participations.
        party_for: Gives the id of the party for a name as printed, and sees to it that there is its record. It is asked
            for parties and not for persons.
        person_prefix: What the ids of persons begin with; one name under one prefix is one person, and nobody knows
            whether it is the same person elsewhere.
        path: JSON Pointer from the agreement to what the cell was kept in, for the annotations.
        first: Number of the first participation, for a second cell of the same agreement.
        are_third_parties: Whether those who have no other role took part as third parties, not as sides.
    """
    citations = (cite,) if isinstance(cite, Citation) else tuple(cite)
    persons: dict[str, Party] = {}
    made: list[Participation] = []
    for number, signatory in enumerate(signatories.signatories, start=first):
        party = None if signatory.on_behalf_of is None else party_for(signatory.on_behalf_of)
        participants: tuple[str, ...] = ()
        if signatory.name is not None:
            person = Party(id=f"{person_prefix}{name_slug(signatory.name)}", name=signatory.name, kind="person")
            persons.setdefault(person.id, person)
            participants = (person.id,)
        elif signatory.is_party and party is not None:
            participants, party = (party,), None
        made.append(
            Participation(
                id=f"{agreement_id}.signatory-{number}",
                activity=agreement_id,
                parties=participants,
                role=_role(signatory, are_third_parties=are_third_parties),
                on_behalf_of=party,
                count=_count(signatory),
                title=signatory.title,
                citations=citations,
            )
        )
    return SignatoryRecords(
        participations=tuple(made), persons=tuple(persons.values()), annotations=_annotations(signatories, path)
    )


def _role(signatory: Signatory, *, are_third_parties: bool) -> str:
    if signatory.role is not None:
        return signatory.role
    if are_third_parties:
        return "third_party"
    return "party" if signatory.is_party else "delegate"


def _count(signatory: Signatory) -> Quantity | None:
    """Return how many there were who are not named; those who are named need no number."""
    if signatory.name is not None or signatory.is_party:
        return None
    return Quantity(value=signatory.count or 1, unit="persons")


def _annotations(signatories: Signatories, path: str) -> tuple[Annotation, ...]:
    notes = [] if signatories.status_note is None else [signatories.status_note]
    return (
        *(Annotation(motivation="commenting", path=path, text=note) for note in notes),
        *(Annotation(motivation="unparsed", path=path, text=part) for part in signatories.unparsed),
    )
