"""How strong provisions became: the greatest strength on each topic in the course of a process."""

from collections.abc import Iterable

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import agreements_made, is_made, made, process_of
from peacetalks.query.answer import Amount, Answer, Evidence
from peacetalks.query.provision import Places, greatest_strength, provisions_by_topic
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Agreement, Demand


@attrs.frozen(kw_only=True)
class StrengthProfile(Answer):
    """How strong the provisions on a topic became in a process."""

    process: str
    """Process."""
    topic: str
    """Topic."""
    strength: int | None
    """Greatest strength, from 0 (coded as absent) to 3; none where no provision has a strength."""
    agreement: str | None
    """The first agreement, in order of date, that has it."""
    date: Date | None
    """When that one was made."""
    agreements: Amount
    """How many agreements of the process deal with the topic; a range where some may be later than asked for."""


def strength_profiles(
    dataset: Dataset,
    *,
    process: str | Iterable[str] | None = None,
    topic: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[StrengthProfile, ...]:
    """Return the greatest strength that the provisions on each topic reached in each process.

    Strength is the weight of PA-X: 1 a mention, 2 some detail, 3 detailed with a mechanism; 0 is coded as absent.
    Agreements without a process have no profile. Under ``definite``, the agreement with the greatest strength was made
    by the time asked for in every reading of the dates.

        >>> import peacetalks as pt
        >>> strength_profiles(pt.load("examples/abu-dhabi-2026.yaml"))
        ()

    Args:
        dataset: Where to look.
        process: Processes.
        topic: Topics.
        at: Time by which the agreements were made.
        known_by: Time by which they were known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each process and topic, in that order.

    Raises:
        ValidationError: A topic or a date that cannot be.
        NotFoundError: There is no such process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    processes = question.wanted(Agreement, "process", process)
    topics = question.wanted(Demand, "topics", topic)
    found: dict[tuple[str, str], list[_Dealing]] = {}
    for agreement in agreements_made(attrs.evolve(question, certainty="possible"), processes):
        name = process_of(question.dataset, agreement)
        for one, provisions in provisions_by_topic(agreement).items():
            if name is not None and has_any([one], topics):
                found.setdefault((name, one), []).append(_Dealing(agreement, provisions))
    profiles = (_profile(*key, found[key], question) for key in sorted(found))
    return tuple(profile for profile in profiles if profile is not None)


@attrs.frozen
class _Dealing:
    """An agreement with its provisions on one topic."""

    agreement: Agreement
    provisions: Places


def _profile(process: str, topic: str, dealing: list[_Dealing], question: Question) -> StrengthProfile | None:
    strength = max((greatest_strength(one.provisions) for one in dealing), key=_rank)
    first = next(one for one in dealing if greatest_strength(one.provisions) == strength)
    if not is_made(first.agreement, question):
        return None
    present = [one.agreement for one in dealing if any(each.strength != 0 for _, each in one.provisions)]
    sure = attrs.evolve(question, certainty="definite")
    has_any_strength = strength is not None
    telling = [(one, index) for one in (first, *dealing) for index, _ in one.provisions]
    return StrengthProfile(
        process=process,
        topic=topic,
        strength=strength,
        agreement=first.agreement.id if has_any_strength else None,
        date=made(first.agreement) if has_any_strength else None,
        agreements=Amount(sum(is_made(one, sure) for one in present), len(present)),
        evidence=tuple(dict.fromkeys(Evidence.of(one.agreement, "provisions", index) for one, index in telling)),
    )


def _rank(strength: int | None) -> int:
    return -1 if strength is None else strength
