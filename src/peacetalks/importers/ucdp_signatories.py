"""Who signed UCDP's agreements: its column of printed names."""

from __future__ import annotations

from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule, gives_nothing
from peacetalks.importers.signatory_column import take_signatories
from peacetalks.importers.ucdp_actors import actors_of
from peacetalks.importers.ucdp_parties import named, plain_name


def _scope(draft: Draft) -> str:
    """Return what a name is told from the same name elsewhere by: the number of the process."""
    process = draft.cell("procID")
    return process if process.isdecimal() else f"of-{draft.id}"


def _party_for(draft: Draft, printed: str) -> str:
    """Add the party that a printed name stands for, one of the row's actors if it has that name."""
    actors = {plain_name(draft.gathered[id].name).casefold(): id for id in actors_of(draft)}
    known = actors.get(plain_name(printed).casefold())
    return named(printed, draft.gathered, scope=_scope(draft)) if known is None else known


def _take(draft: Draft, column: Column) -> None:
    take_signatories(
        draft,
        column,
        known_parties=frozenset(draft.gathered[id].name for id in actors_of(draft)),
        party_for=lambda printed: _party_for(draft, printed),
        person_prefix=f"ucdp-person.{_scope(draft)}.",
    )


RULES = {"signatories": Rule(_take, gives_nothing)}
"""The rule of the column of signatories."""
