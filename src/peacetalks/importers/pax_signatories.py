"""Who signed PA-X's agreements: its two columns of printed names, and its two flags for third parties."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule, gives_nothing
from peacetalks.importers.pax_parties import PREFIX, known_names, party
from peacetalks.importers.pax_provisions import is_coded, number_in
from peacetalks.importers.signatory_column import take_signatories
from peacetalks.records import Agreement, Participation

SIDES = frozenset({"party", "primary_party", "delegate", "delegation_head"})
"""Roles of those whose agreement it is; the others are third parties."""

UNITED_NATIONS = f"{PREFIX}united-nations"
"""Id of the United Nations."""

ANOTHER_SIGNED = "a third party other than the United Nations signed"
"""Remark on an agreement whose third parties are named, where PA-X says that one of them signed."""

_between_names = re.compile(r"/(?![^()]*\))")


def _names_in_conflict(draft: Draft) -> Iterator[str]:
    """Yield the names of states, regions and groups by which the row's conflict is named."""
    return (name.strip(" ()") for name in _between_names.split(draft.cell("Con")))


def _scope(draft: Draft) -> str:
    """Return what a name is told from the same name elsewhere by: the number of the process."""
    process = draft.fields.get("process")
    return str(process).removeprefix("pax-process.") if process else f"of-{draft.id}"


def _reads_names(*, are_third_parties: bool) -> Rule:
    """Return the rule of a column of printed names, which is kept whatever can be read in it."""

    def take(draft: Draft, column: Column) -> None:
        take_signatories(
            draft,
            column,
            known_parties=known_names() | frozenset(filter(None, _names_in_conflict(draft))),
            party_for=lambda printed: party(printed, _scope(draft), draft.gathered),
            person_prefix=f"pax-person.{_scope(draft)}.",
            are_third_parties=are_third_parties,
        )

    return Rule(take, gives_nothing)


def _is_united_nations(one: Participation) -> bool:
    return UNITED_NATIONS in (*one.parties, one.on_behalf_of)


def _take_flag(draft: Draft, column: Column) -> None:
    """Take that a third party signed: the United Nations, where the argument says so, or another that nobody names."""
    if not number_in(draft, column.name, 1):
        return
    is_united_nations = bool(column.argument)
    known = [
        one
        for one in draft.own.values()
        if isinstance(one, Participation) and one.role not in SIDES and _is_united_nations(one) is is_united_nations
    ]
    if known and is_united_nations:
        draft.add(attrs.evolve(known[0], citations=(*known[0].citations, *draft.cites(column.name))))
    elif known:
        draft.annotate("commenting", f"{ANOTHER_SIGNED} ({column.name})")
    else:
        draft.add(
            Participation(
                id=f"{draft.id}.third-party-{1 if is_united_nations else 2}",
                activity=draft.id,
                parties=(party(column.argument, _scope(draft), draft.gathered),) if is_united_nations else (),
                role="third_party",
                citations=draft.cites(column.name),
            )
        )


def _give_flag(agreement: Agreement, column: Column, dataset: Dataset) -> str | None:
    cited = (
        citation.locator
        for reference in dataset.referrers(agreement.id)
        if isinstance(reference.record, Participation)
        for citation in reference.record.citations
    )
    remarks = (one.text for one in agreement.annotations)
    if column.name in cited or f"{ANOTHER_SIGNED} ({column.name})" in remarks:
        return "1"
    return "0" if is_coded(agreement) else None


RULES = {
    "signatories": _reads_names(are_third_parties=False),
    "third_parties": _reads_names(are_third_parties=True),
    "third_party_flag": Rule(_take_flag, _give_flag),
}
"""The rules of the columns about signatories."""
