"""Stances: where each party stood on a demand or another matter at a time."""

from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer
from peacetalks.query.collective import NO_ROUTE, Collectives, Route
from peacetalks.query.demand import by_date
from peacetalks.query.position import Chain, Taken, chains_on, evidence_of, latest, matters
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand, Position
from peacetalks.values import Quantity


@attrs.frozen(kw_only=True)
class Stance(Answer):
    """Where a party stood on something, by its own position or by that of a collective it belongs to."""

    party: str
    """The party."""
    target: str
    """What it takes the stance on."""
    stance: str
    """How it stands to it, from accepting to rejecting."""
    concession: str | None
    """How far it yields."""
    shift: str | None
    """How its position changed against an earlier one."""
    value: Quantity | None
    """Number it would accept."""
    conditions: tuple[str, ...]
    """Conditions it attaches."""
    round: str | None
    """Round at which it took the position."""
    date: Date | None
    """When, or from when, it held it."""
    route: tuple[str, ...]
    """Where it is the position of a collective that the party belongs to: the way from the collective down to the
    party, both included; empty for a position of its own."""
    is_ascribed: bool
    """Whether only others say so: neither the holder of the position, an organ or official of it, nor a source."""
    according_to: tuple[str, ...]
    """Who says so: the parties that a source names as saying it, else the source."""
    position: str
    """Id of the position."""


def stances(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    stance: str | Iterable[str] | None = None,
    expand: bool = True,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Stance, ...]:
    """Return where parties stood on demands and other matters: the latest stance of each on each.

    A position holds from its date until a later one of the same party on the same target, or to the end of its
    interval; those without a stance do not count. Two of one day stand side by side, and so do all those of which no
    date is known. Where dates are imprecise, ``possible`` tells every position that may be the latest, ``definite`` one
    only where it surely is.

    What others ascribe to a party stands beside what it says itself or a source reports of it (``is_ascribed``), and
    neither replaces the other; nor does what one of them ascribes replace what another does. For a party speak also its
    organs, and those who hold a post in it.

    The position of a collective is told for each party that belongs to it at that time too, with the ``route`` to it.
    It does not replace what a member holds itself.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.party, one.stance, one.according_to) for one in stances(ds, about="d-recognition")]
        [('russia', 'insists', ('article',)), ('ukraine', 'rejects', ('article',))]

    Args:
        dataset: Where to look.
        by: Parties whose stance it is, be it through a collective.
        about: Ids of records that it is taken on.
        issue: Issues: stances on the issue itself, and on demands that fall under it.
        stance: Stances, such as ``rejects``.
        expand: Whether the position of a collective is told for its members too.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each party, target and position, in order of target, party, route, date and id of the position.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties, targets = question.wanted(Position, "by", by), question.wanted(Position, "about", about)
    issues, wanted = question.wanted(Demand, "issue", issue), question.wanted(Position, "stance", stance)
    held = chains_on(question, targets, matters(question.dataset, issues))
    collectives = Collectives(question) if expand else None
    found = (one for one in stances_in(held, question, collectives, parties) if has_any((one.stance,), wanted))
    return tuple(sorted(found, key=lambda one: (one.target, one.party, one.route, *by_date(one.date, one.position))))


def stances_in(
    held: Iterable[Chain], question: Question, collectives: Collectives | None, parties: frozenset[str] | None
) -> Iterator[Stance]:
    """Yield the latest stances in chains, of parties asked for, and with ``collectives`` also through these."""
    holders = parties
    if parties is not None and collectives is not None:
        holders = parties.union(*map(collectives.above, parties))
    for chain in held:
        if holders is not None and chain.party not in holders:
            continue
        below = collectives.below(chain.party) if collectives is not None else ()
        routes = [one for one in (NO_ROUTE, *below) if parties is None or _end(one, chain) in parties]
        for taken in latest(chain.stances, question):
            yield from (_stance(chain, taken, route, question) for route in routes)


def _end(route: Route, chain: Chain) -> str:
    return route.ids[-1] if route.ids else chain.party


def _stance(chain: Chain, taken: Taken, route: Route, question: Question) -> Stance:
    position = taken.position
    assert position.stance is not None  # only those with a stance are looked at
    return Stance(
        party=_end(route, chain),
        target=chain.target,
        stance=position.stance,
        concession=position.concession,
        shift=position.shift,
        value=position.value,
        conditions=position.conditions,
        round=position.round,
        date=position.date,
        route=route.ids,
        is_ascribed=chain.is_ascribed,
        according_to=taken.according_to,
        position=position.id,
        evidence=(*evidence_of(question.dataset, position), *route.evidence(question.dataset)),
    )
