"""First appearances: the round in which military officials, say, or a party, were first at the table."""

from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Final, Literal, cast, get_args

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen
from peacetalks.query.demand import by_date
from peacetalks.query.participation import denials_of, is_present, sectors_of, who
from peacetalks.query.process import Time, place_of_round, time_of, time_of_activity, within
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Participation, Round

Appearing = Literal["sector", "party", "rank"]
"""Of what the first appearance is asked for."""

END_OF_TIME: Final = Date("9999-12-31")
"""A day that comes after whatever has an end."""


@attrs.frozen(kw_only=True)
class FirstAppearance(Answer):
    """The first round of a process in which a sector, a party or a rank was present, or one that may be the first."""

    of: str
    """Of what it is the first appearance: ``sector``, ``party`` or ``rank``."""
    value: str
    """Code of the sector or rank, or id of the party."""
    process: str | None
    """Process of the round; ``None`` where it is not known."""
    round: str
    """The round; rounds within a round, such as its days, count as the whole."""
    number: int | None
    """Number of the round."""
    date: Date | None
    """When the round was."""
    parties: tuple[str, ...]
    """Who of that sector or rank was there, or through whom the party was; none where nobody is named."""
    is_sure: bool
    """Whether it is the first of those recorded in every reading of the dates, and nobody denies the presence."""
    is_disputed: bool
    """Whether all that says so is denied by somebody else."""
    according_to: tuple[str, ...]
    """Who says that they were there."""


def first_appearances(
    dataset: Dataset,
    *,
    of: Appearing = "sector",
    sector: str | Iterable[str] | None = None,
    party: str | Iterable[str] | None = None,
    rank: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[FirstAppearance, ...]:
    """Return, for each sector, party or rank, the first round of each process in which it was present.

    Rounds come in order of date; where dates do not tell which of two came first, their numbers do. Where neither does,
    every round that may be the first is returned, and under ``definite`` none. First is meant of those recorded: of a
    round for which nobody is recorded nothing is known. A presence that somebody else denies does not rule out that a
    later round was the first. Those only invited, away, or consulted outside the room do not count.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/abu-dhabi-2026.yaml")
        >>> [(one.value, one.round, one.parties) for one in first_appearances(ds, sector="military")]
        [('military', 'round-2', ('andrii-hnatov',))]

    Args:
        dataset: Where to look.
        of: Whether the first appearance of each ``sector``, ``party`` or ``rank`` is asked for. A party appears where
            it is present itself and where somebody is on its behalf.
        sector: Only those present in these functions, told of the occasion or of the party itself.
        party: Only these parties and their delegates.
        rank: Only those of these ranks.
        process: Processes that the rounds belong to, with the processes that are part of them.
        at: Time by which they were present.
        known_by: Time by which it was known.
        certainty: Whether all that may be the first or only what is in every reading of the dates counts.

    Returns:
        By value, process, date and round.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    chosen("of", of, get_args(Appearing))
    wanted = {
        "sector": question.wanted(Participation, "sectors", sector),
        "party": question.wanted(Participation, "parties", party),
        "rank": question.wanted(Participation, "rank", rank),
    }
    held = within(question.dataset, question.wanted(Round, "process", process))
    groups: dict[tuple[str, str | None], list[_Presence]] = {}
    for presence in _presences(question, held):
        if all(has_any(presence.values[name], wanted[name]) for name in wanted):
            for value in presence.values[of]:
                groups.setdefault((value, presence.process), []).append(presence)
    found = (
        one
        for (value, _), presences in groups.items()
        if has_any([value], wanted[of])
        for one in _told(of, value, _firsts(question.dataset, presences))
    )
    return tuple(sorted((one for one in found if one.is_sure or not question.is_definite), key=_order))


def _order(one: FirstAppearance) -> tuple[object, ...]:
    return (one.value, one.process or "", *by_date(one.date, one.round))


# --- who was present --------------------------------------------------------------------------------------------------


@attrs.frozen
class _Presence:
    """That a party, or a kind of delegate, was in a round by the time asked for, or may have been."""

    round: Round
    """The outermost round."""
    process: str | None
    """Its process."""
    party: str | None
    """Who it was."""
    values: Mapping[str, tuple[str, ...]]
    """Its sectors, its parties and its rank."""
    evidence: tuple[Evidence, ...]
    """What says so."""
    is_disputed: bool
    """Whether somebody denies it."""
    is_sure: bool
    """Whether it was so by then in every reading of the dates."""


def _presences(question: Question, held: frozenset[str] | None) -> Iterator[_Presence]:
    dataset = question.dataset
    for participation in dataset.participations:
        date = time_of(dataset, participation).date
        if (
            isinstance(dataset[participation.activity], Round)
            and is_present(participation)
            and has_any([participation.activity], held)
            and question.perhaps_begun(date)
        ):
            for party in who(participation):
                yield _presence(dataset, participation, party, question.surely_begun(date))


def _presence(dataset: Dataset, participation: Participation, party: str | None, is_sure: bool) -> _Presence:
    outermost, process = place_of_round(dataset, participation.activity)
    sectors, of_party = sectors_of(dataset, participation, party)
    parties = dict.fromkeys(filter(None, (party, participation.on_behalf_of)))
    ranks = filter(None, [participation.rank])
    return _Presence(
        round=cast("Round", dataset[outermost]),
        process=process,
        party=party,
        values={"sector": sectors, "party": tuple(parties), "rank": tuple(ranks)},
        evidence=(Evidence.of(participation), *of_party),
        is_disputed=bool(denials_of(dataset, participation, party, "attendance")),
        is_sure=is_sure,
    )


# --- which round was the first ----------------------------------------------------------------------------------------


@attrs.frozen
class _Appearance:
    """A round in which something appears, and all that says so."""

    round: Round
    """The round."""
    time: Time
    """When it was."""
    presences: list[_Presence]
    """Who was there."""

    @property
    def is_disputed(self) -> bool:
        """Whether all that says so is denied."""
        return all(presence.is_disputed for presence in self.presences)

    def is_before(self, other: "_Appearance") -> bool:
        """Tell whether this round came first: by the dates, or by the numbers where the dates do not tell."""
        date, other_date = self.time.date, other.time.date
        if date is not None and other_date is not None:
            if date.definitely_before(other_date):
                return True
            if date.definitely_after(other_date):
                return False
        number, other_number = self.round.number, other.round.number
        return number is not None and other_number is not None and number < other_number


def _firsts(dataset: Dataset, presences: Iterable[_Presence]) -> list[_Appearance]:
    """Return the rounds that may be the first.

    If any undisputed round came before one, so did the one that was over first, or the one with the lowest number.
    """
    by_round: dict[str, _Appearance] = {}
    for one in presences:
        new = _Appearance(one.round, time_of_activity(dataset, one.round.id), [])
        by_round.setdefault(one.round.id, new).presences.append(one)
    solid = [one for one in by_round.values() if not one.is_disputed]
    ending = ((one.time.date.stretches[-1][1], one) for one in solid if one.time.date and _ends_surely(one.time.date))
    numbered = ((one.round.number, one) for one in solid if one.round.number is not None)
    earlier = [min(pairs, key=itemgetter(0))[1] for pairs in map(list, (ending, numbered)) if pairs]
    return [one for one in by_round.values() if not any(other.is_before(one) for other in earlier)]


def _ends_surely(date: Date) -> bool:
    return END_OF_TIME.definitely_after(date)


def _told(of: str, value: str, firsts: list[_Appearance]) -> Iterator[FirstAppearance]:
    for one in firsts:
        evidence = tuple(dict.fromkeys(evidence for presence in one.presences for evidence in presence.evidence))
        said = [presence.evidence[0].claimants for presence in one.presences]
        is_sure = any(presence.is_sure and not presence.is_disputed for presence in one.presences)
        yield FirstAppearance(
            of=of,
            value=value,
            process=one.presences[0].process,
            round=one.round.id,
            number=one.round.number,
            date=one.time.date,
            parties=tuple(dict.fromkeys(presence.party for presence in one.presences if presence.party is not None)),
            is_sure=is_sure and len(firsts) == 1,
            is_disputed=one.is_disputed,
            according_to=tuple(dict.fromkeys(claimant for claimants in said for claimant in claimants)),
            evidence=(*evidence, *one.time.evidence),
        )
