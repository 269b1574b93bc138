"""Silences: demands to which those who would have to concede them have not answered."""

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.choice import chosen_records
from peacetalks.query.collective import Collectives
from peacetalks.query.demand import by_date, date_made, has_been_made, possible_statuses, process_of
from peacetalks.query.position import Chain, Taken, chains, chains_by_party, evidence_of
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Demand

SILENT: Final = "silent"
"""Stance of a party that is said to have been asked and not to have answered."""


@attrs.frozen(kw_only=True)
class Silence(Answer):
    """A demand, and a party that it is put to of which no answer is known."""

    demand: str
    """Id of the demand."""
    by: tuple[str, ...]
    """Parties who make it."""
    party: str
    """Party that it is put to, and that has not answered."""
    is_stated: bool
    """Whether somebody says that it is silent; else it is merely that no stance is recorded."""
    answered_by_members: tuple[str, ...]
    """Where the party is a collective: members of it who took a stance on the demand themselves."""
    ascribed_by: tuple[str, ...]
    """Others who ascribe a stance on the demand to the party."""
    statuses: tuple[str, ...]
    """What had become of the demand; several where dates leave that open, none where nothing is known."""
    date: Date | None
    """When the demand was made."""
    according_to: tuple[str, ...]
    """Who says that the demand is made."""


def silences(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    to: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    issue: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[Silence, ...]:
    """Return demands with no stated stance from a party that they are put to.

    Silence is neither consent nor refusal. A party has answered when it had taken a stance on the demand by then, other
    than ``silent``: itself, by what it says or a source reports of it, or through a collective that it belongs to at
    that time. No answers are: what others ascribe to it, a stance on a set of demands that this one is part of or on
    the issue, and, for a collective, the stance of one of its members (see ``answered_by_members``).

    ``possible`` tells where an answer may be missing, so also where its date is not known; ``definite`` only where
    there can be none. Demands that do not say to whom they are put are in no answer, as it is not known who is silent.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.demand, one.party, one.is_stated) for one in silences(ds, to="united-states")]
        [('d-us-economic-agreements', 'united-states', False)]

    Args:
        dataset: Where to look.
        by: Parties who make the demand.
        to: Parties that it is put to, whose answer is looked for.
        about: Ids of demands.
        issue: Issues that the demand falls under.
        topic: Topics of the demand itself.
        process: Processes in which it is made, or its round where it names none.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each demand and party that has not answered, by date of the demand, its id, and the party.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have.
    """
    question = Question.of(dataset, at, known_by, certainty)
    makers, asked = question.wanted(Demand, "by", by), question.wanted(Demand, "to", to)
    ids, issues = chosen_records(question, Demand, about), question.wanted(Demand, "issue", issue)
    topics, processes = question.wanted(Demand, "topics", topic), question.wanted(Demand, "process", process)
    answers = _Answers.of(question)
    found = (
        _silence(demand, party, answers)
        for demand in question.dataset.demands
        if has_any((demand.id,), ids)
        and has_any(demand.by, makers)
        and has_any(filter(None, [demand.issue]), issues)
        and has_any(demand.topics, topics)
        and has_any(filter(None, [process_of(demand, question.dataset)]), processes)
        and has_been_made(demand, question)
        for party in dict.fromkeys(demand.to)
        if (asked is None or party in asked) and not answers.has(demand, party)
    )
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.demand, one.party)))


@attrs.frozen
class _Answers:
    """What is known of answers to demands."""

    lax: Collectives
    """Who may belong to whom."""
    counting: Collectives
    """Who belongs to whom, as far as that makes an answer: what may be missing is silence too, but not definitely."""

    @classmethod
    def of(cls, question: Question) -> "_Answers":
        lax, strict = (Collectives(attrs.evolve(question, certainty=one)) for one in ("possible", "definite"))
        return cls(lax, lax if question.is_definite else strict)

    def has(self, demand: Demand, party: str) -> bool:
        """Tell whether a party has answered."""
        return any(_is_answer(one) for one in self._stances(demand, party, self.counting))

    def silent(self, demand: Demand, party: str) -> list[Taken]:
        """Return the positions that say that a party is silent."""
        return [one for one in self._stances(demand, party, self.lax) if not _is_answer(one)]

    def members(self, demand: Demand, party: str) -> Iterator[str]:
        """Yield the members of a party who took a stance on a demand."""
        dataset = self.lax.question.dataset
        if getattr(dataset[party], "members", ()):
            for chain in dataset.once(chains).get(demand.id, ()):
                is_answered = not chain.is_ascribed and any(map(_is_answer, self._begun(chain, self.lax)))
                if is_answered and party in self.lax.above(chain.party):
                    yield chain.party

    def ascribed_by(self, demand: Demand, party: str) -> Iterator[str]:
        """Yield who ascribes a stance on a demand to a party."""
        for chain in self._chains(demand, party):
            if chain.is_ascribed:
                for one in self._begun(chain, self.lax):
                    yield from one.according_to

    def _stances(self, demand: Demand, party: str, collectives: Collectives) -> Iterator[Taken]:
        for holder in (party, *sorted(collectives.above(party))):
            for chain in self._chains(demand, holder):
                if not chain.is_ascribed:
                    yield from self._begun(chain, collectives)

    def _chains(self, demand: Demand, party: str) -> tuple[Chain, ...]:
        return self.lax.question.dataset.once(chains_by_party).get((demand.id, party), ())

    @staticmethod
    def _begun(chain: Chain, collectives: Collectives) -> Iterator[Taken]:
        return (one for one in chain.stances if collectives.question.has_begun(one.position.date))


def _is_answer(taken: Taken) -> bool:
    return taken.position.stance != SILENT


def _silence(demand: Demand, party: str, answers: _Answers) -> Silence:
    question = answers.lax.question
    silent = answers.silent(demand, party)
    own = Evidence.of(demand)
    stated = (evidence for one in silent for evidence in evidence_of(question.dataset, one.position))
    return Silence(
        demand=demand.id,
        by=demand.by,
        party=party,
        is_stated=bool(silent),
        answered_by_members=tuple(sorted(set(answers.members(demand, party)))),
        ascribed_by=tuple(sorted(set(answers.ascribed_by(demand, party)))),
        statuses=tuple(status for status in possible_statuses(demand, question) if status is not None),
        date=date_made(demand),
        according_to=own.claimants,
        evidence=(*dict.fromkeys(stated), own),
    )
