"""How many agreements had somebody in certain roles, such as a guarantor or a witness."""

import typing
from collections.abc import Iterable, Mapping
from types import MappingProxyType

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import agreements_made, is_agreed, is_made, process_of
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.question import Certainty, Question
from peacetalks.query.third_party import TOOK_PART
from peacetalks.records import Agreement, Participation

VOUCHING: typing.Final = ("guarantor", "witness")
"""Roles in which a third party stands behind an agreement or attests it."""


@attrs.frozen(kw_only=True)
class RoleShare(Answer):
    """How many agreements had somebody in certain roles."""

    process: str | None
    """Process, where each is asked for; none for those without a process, or for all together."""
    roles: tuple[str, ...]
    """The roles asked for."""
    agreements: Amount
    """Number of agreements; a range where some may be later than asked for."""
    with_role: Amount
    """Number of those in which somebody is recorded in one of the roles."""
    unrecorded: Amount
    """Number of those that have no record of who took part, so that nothing is known of roles."""
    share: Amount
    """Share of agreements with such a role: the least it can be, and the greatest, by what is not known."""


def role_shares(
    dataset: Dataset,
    *,
    role: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    each_process: bool = False,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[RoleShare, ...]:
    """Return the share of agreements that had a guarantor or witness, or somebody in other roles.

    Papers that nobody had agreed to do not count. An agreement for which no participation is recorded may have had
    anybody in any role, so the share is a range; one for which some is recorded is taken to be recorded completely.

        >>> import peacetalks as pt
        >>> role_shares(pt.load("examples/moscow-ultimatums.yaml"))
        ()

    Args:
        dataset: Where to look.
        role: Roles; without it, guarantor and witness.
        process: Processes that the agreements belong to.
        each_process: Whether each process has a share of its own.
        at: Time by which the agreements were made.
        known_by: Time by which they were known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts: ``definite``
            gives a share only where some agreement was surely made.

    Returns:
        One for all agreements, or one for each process by id, agreements without a process last; none where there are
        no agreements.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: There is no such process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    roles = question.wanted(Participation, "role", role) or frozenset(VOUCHING)
    processes = question.wanted(Agreement, "process", process)
    groups: dict[str | None, list[_Case]] = {}
    for agreement in agreements_made(attrs.evolve(question, certainty="possible"), processes):
        if is_agreed(agreement):
            name = process_of(question.dataset, agreement) if each_process else None
            groups.setdefault(name, []).append(_case(agreement, roles, question))
    ordered = sorted(groups, key=lambda name: (name is None, name or ""))
    shares = (_share(name, tuple(sorted(roles)), groups[name]) for name in ordered)
    return tuple(one for one in shares if one.agreements.lower or not question.is_definite)


@attrs.frozen
class _Case:
    """One agreement, and whether it had somebody in a role."""

    agreement: Agreement
    is_sure: bool
    """Whether it was made in every reading of the dates."""
    has_role: bool | None
    """Whether somebody is recorded in the role; ``None`` where that is not known."""
    is_recorded: bool
    """Whether anything is recorded of who took part."""
    telling: tuple[Participation, ...]


def _case(agreement: Agreement, roles: frozenset[str], question: Question) -> _Case:
    records = question.dataset.once(_records_of).get(agreement.id, ())
    telling = tuple(
        one
        for one in records
        if one.role in roles and one.attendance in TOOK_PART and (not one.date or question.perhaps_begun(one.date))
    )
    is_known = any(one.date is None or question.surely_begun(one.date) for one in telling)
    return _Case(
        agreement=agreement,
        is_sure=is_made(agreement, attrs.evolve(question, certainty="definite")),
        has_role=True if is_known else None if telling or not records else False,
        is_recorded=bool(records),
        telling=telling,
    )


def _records_of(dataset: Dataset) -> Mapping[str, tuple[Participation, ...]]:
    found: dict[str, list[Participation]] = {}
    for record in dataset.participations:
        found.setdefault(record.activity, []).append(record)
    return MappingProxyType({activity: tuple(records) for activity, records in found.items()})


def _share(process: str | None, roles: tuple[str, ...], cases: list[_Case]) -> RoleShare:
    """Return a share with its bounds.

    It is least where all that is not known to have the role lacks it and counts; greatest where all that is not known
    to lack the role has it and counts.
    """
    sure_with = sum(case.is_sure and case.has_role is True for case in cases)
    perhaps_without = sum(case.has_role is not True for case in cases)
    sure_without = sum(case.is_sure and case.has_role is False for case in cases)
    perhaps_with = sum(case.has_role is not False for case in cases)
    telling = (Evidence.of(record) for case in cases for record in case.telling)
    return RoleShare(
        process=process,
        roles=roles,
        agreements=Amount(sum(case.is_sure for case in cases), len(cases)),
        with_role=Amount(sure_with, sum(bool(case.telling) for case in cases)),
        unrecorded=Amount(
            sum(case.is_sure and not case.is_recorded for case in cases), sum(not case.is_recorded for case in cases)
        ),
        share=Amount(
            sure_with / (sure_with + perhaps_without) if sure_with + perhaps_without else 1,
            perhaps_with / (perhaps_with + sure_without) if perhaps_with + sure_without else 0,
        ),
        evidence=(*telling, *(Evidence.of(case.agreement) for case in cases)),
    )
