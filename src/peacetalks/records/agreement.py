"""Agreements and other papers."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Between, Code, Refers, Statuses, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Name, Provision, RelatedAgreement, StatusEvent


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Agreement(Record):
    """A paper handed over, signed or talked about: an agreement, a plan, a one-sided memorandum."""

    name: str
    """Name by which the paper is known in the data."""
    other_names: tuple[Name, ...] = attrs.field(default=(), converter=tuple[Name, ...])
    """Further names of the paper."""
    process: Annotated[str | None, Refers("Process")] = None
    """Process that it belongs to."""
    round: Annotated[str | None, Refers("Round")] = None
    """Round at which the agreement was made."""
    conflicts: Annotated[tuple[str, ...], Refers("Conflict")] = attrs.field(default=(), converter=tuple[str, ...])
    """Conflicts that it addresses."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When it was signed or made public."""
    stage: Annotated[str | None, Code("stage")] = None
    """Stage of the process that it belongs to, after PA-X."""
    substage: Annotated[str | None, Code("substage")] = None
    """Finer stage, after PA-X."""
    level: Annotated[str | None, Code("agreement_level")] = None
    """Between whom it is made: states, a state and a group, local actors."""
    inclusiveness: Annotated[str | None, Code("inclusiveness")] = None
    """Whether all warring pairs are in it, after UCDP."""
    position_in_process: Annotated[str | None, Code("position_in_process")] = None
    """Whether it comes before, at or after the end of the process, after UCDP."""
    outstanding_issues: Annotated[int | None, Between(0, 5)] = None
    """How much is left unresolved, from 0 (nothing) to 5, after UCDP."""
    history: Annotated[tuple[StatusEvent, ...], Statuses("agreement_status")] = attrs.field(
        default=(), converter=tuple[StatusEvent, ...]
    )
    """What became of the paper: proposed, signed, in force, ended."""
    provisions: tuple[Provision, ...] = attrs.field(default=(), converter=tuple[Provision, ...])
    """What it says, topic by topic."""
    related: tuple[RelatedAgreement, ...] = attrs.field(default=(), converter=tuple[RelatedAgreement, ...])
    """Earlier agreements that it reaffirms, implements, amends or supersedes."""
    pages: Annotated[int | None, Between(0)] = None
    """Length in pages."""
    characters: Annotated[int | None, Between(0)] = None
    """Length in characters."""
    languages: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    """Languages of the text as BCP 47 tags."""
    text_url: str | None = None
    """Address of the full text."""
    coded_by: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    """Schemes that coded it completely (`pax@v4`): for these, a missing provision means absence."""
