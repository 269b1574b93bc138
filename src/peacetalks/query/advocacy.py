"""Advocacy: positions that a party takes in the interest of another one."""

from collections.abc import Iterable

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, claimants_of
from peacetalks.query.demand import by_date
from peacetalks.query.position import citations_of, evidence_of, is_ascribed, matters, speakers
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand, Position


@attrs.frozen(kw_only=True)
class Advocacy(Answer):
    """A position that a party took in the interest of others."""

    party: str
    """Party who took the position."""
    in_interest_of: tuple[str, ...]
    """Other parties in whose interest it took it."""
    target: str
    """What the position is on."""
    stance: str | None
    """How it stands to that."""
    concession: str | None
    """How far it yields."""
    shift: str | None
    """How its position changed."""
    conditions: tuple[str, ...]
    """Conditions it attaches."""
    round: str | None
    """Round at which it took the position."""
    date: Date | None
    """When, or from when, it held it."""
    is_ascribed: bool
    """Whether only others say in whose interest it is: neither the party, an organ or official of it, nor a source."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""
    position: str
    """Id of the position."""


def advocacies(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    in_interest_of: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Advocacy, ...]:
    """Return the positions that parties took, up to a time, in the interest of others.

    In whose interest a position is taken is itself a claim, and ``according_to`` tells whose. Whether it serves that
    interest is not judged. All that had begun by then count; which of them still held, :func:`stances` tells.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.party, one.stance, one.target, one.in_interest_of) for one in advocacies(ds, by="united-kingdom")]
        [('united-kingdom', 'opposes', 'unfavourable-deal', ('ukraine',))]

    Args:
        dataset: Where to look.
        by: Parties who took the position.
        in_interest_of: Parties in whose interest it is.
        about: Ids of records that it is on.
        issue: Issues: positions on the issue itself, and on demands that fall under it.
        at: Time up to which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what had been taken in some or only what had been in every reading of the dates counts.

    Returns:
        One for each position, party and target, by date and then id of the position, party and target; those without a
        date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, targets = question.wanted(Position, "by", by), question.wanted(Position, "about", about)
    served = question.wanted(Position, "in_interest_of", in_interest_of)
    issues = matters(question.dataset, question.wanted(Demand, "issue", issue))
    found = (
        _advocacy(position, party, target, question.dataset)
        for position in question.dataset.positions
        if position.in_interest_of and question.has_begun(position.date)
        for party in dict.fromkeys(position.by)
        if has_any((party,), parties) and has_any(_others(position, party), served) and _others(position, party)
        for target in dict.fromkeys(position.about)
        if has_any((target,), targets) and has_any((target,), issues)
    )
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.position, one.party, one.target)))


def _others(position: Position, party: str) -> tuple[str, ...]:
    return tuple(one for one in dict.fromkeys(position.in_interest_of) if one != party)


def _advocacy(position: Position, party: str, target: str, dataset: Dataset) -> Advocacy:
    cited = citations_of(position, "in_interest_of")
    return Advocacy(
        party=party,
        in_interest_of=_others(position, party),
        target=target,
        stance=position.stance,
        concession=position.concession,
        shift=position.shift,
        conditions=position.conditions,
        round=position.round,
        date=position.date,
        is_ascribed=is_ascribed(party, speakers(dataset, cited, position.date)),
        according_to=tuple(dict.fromkeys(who for one in cited for who in claimants_of(one))),
        position=position.id,
        evidence=evidence_of(dataset, position),
    )
