"""Who appears with whom: pairs of parties that took part in the same agreements and rounds."""

import itertools
import typing
from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.query.third_party import Part, parts_taken
from peacetalks.records import Agreement, Participation, Round

MOST_PAIRED: typing.Final = 100
"""Parties of one agreement or round above which nobody there is paired with anybody."""


@attrs.frozen(kw_only=True)
class CoAppearance(Answer):
    """Two parties that took part in the same agreements or rounds."""

    party: str
    """One of them, the first by id; the one asked for, where one is."""
    other: str
    """The other."""
    agreements: Amount
    """Number of agreements with both; a range where some may be later than asked for."""
    rounds: Amount
    """Number of rounds with both."""
    activities: tuple[str, ...]
    """Ids of these agreements and rounds."""


def co_appearances(
    dataset: Dataset,
    *,
    party: str | Iterable[str] | None = None,
    role: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[CoAppearance, ...]:
    """Return the pairs of parties that took part in the same agreement or round: the edges of a network.

    A person who acted on behalf of a party stands for that party. Where more than a hundred parties took part, nobody
    is paired: to have been in one hall is no tie, and the pairs would be too many to be of use.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/abu-dhabi-2026.yaml")
        >>> [(one.party, one.other, one.activities) for one in co_appearances(ds, party="ukraine")]
        [('ukraine', 'russia', ('round-2',)), ('ukraine', 'united-states', ('round-2',))]

    Args:
        dataset: Where to look.
        party: Parties of which one is in the pair.
        role: Roles in which both took part; without it, any and none.
        process: Processes that the agreements and rounds belong to.
        at: Time by which they took part.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each pair, by the ids of the two.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: There is no such party or process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    parties = question.wanted(Participation, "parties", party)
    roles = question.wanted(Participation, "role", role)
    processes = question.wanted(Agreement, "process", process)
    together: dict[str, dict[str, list[Part]]] = {}
    for part in parts_taken(question, processes, roles):
        if part.kind in (Agreement, Round):
            for name in part.parties:
                together.setdefault(part.activity, {}).setdefault(name, []).append(part)
    found: dict[tuple[str, str], list[_Meeting]] = {}
    for sides in (together[activity] for activity in sorted(together)):
        for one, other in _pairs(sorted(sides), parties):
            found.setdefault((one, other), []).append(_Meeting((sides[one], sides[other])))
    return tuple(
        _co_appearance(*pair, found[pair])
        for pair in sorted(found)
        if not question.is_definite or any(meeting.is_sure for meeting in found[pair])
    )


@attrs.frozen
class _Meeting:
    """Two parties in one activity, each with what says that it took part."""

    sides: tuple[list[Part], list[Part]]

    @property
    def is_sure(self) -> bool:
        return all(any(part.is_sure for part in side) for side in self.sides)

    @property
    def activity(self) -> str:
        return self.sides[0][0].activity

    @property
    def kind(self) -> type:
        return self.sides[0][0].kind


def _pairs(names: list[str], wanted: frozenset[str] | None) -> Iterator[tuple[str, str]]:
    """Yield pairs of parties, one that is asked for first."""
    if len(names) > MOST_PAIRED:
        return
    for one, other in itertools.combinations(names, 2):
        if has_any([one], wanted):
            yield one, other
        elif has_any([other], wanted):
            yield other, one


def _co_appearance(party: str, other: str, meetings: list[_Meeting]) -> CoAppearance:
    parts = (part for meeting in meetings for side in meeting.sides for part in side)
    return CoAppearance(
        party=party,
        other=other,
        agreements=_meetings(meetings, Agreement),
        rounds=_meetings(meetings, Round),
        activities=tuple(meeting.activity for meeting in meetings),
        evidence=tuple(dict.fromkeys(Evidence.of(part.record) for part in parts)),
    )


def _meetings(meetings: list[_Meeting], kind: type) -> Amount:
    of_kind = [meeting for meeting in meetings if meeting.kind is kind]
    return Amount(sum(meeting.is_sure for meeting in of_kind), len(of_kind))
