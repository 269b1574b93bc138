"""What agreements deal with: topics that they have, and topics that they lack."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from peacetalks.codelists import crosswalk, crosswalk_names
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.agreed import agreements_made, is_made, made, process_of
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.question import Certainty, Question
from peacetalks.records import Agreement, Demand
from peacetalks.values import Provision

PRESENT, ABSENT, NOT_CODED = "present", "absent", "not_coded"
"""Whether an agreement deals with a topic: it does, it is known not to, or nobody is known to have looked."""


@attrs.frozen(kw_only=True)
class TopicCoverage(Answer):
    """An agreement that deals with some topics and lacks others."""

    agreement: str
    """Agreement."""
    process: str | None
    """Process that it belongs to."""
    date: Date | None
    """When it was made."""
    dealing_with: tuple[str, ...]
    """The topics asked for that it deals with."""
    without: tuple[str, ...]
    """The topics asked for that it has no provision on."""
    is_known: bool
    """Whether it is known to lack them: somebody who codes these topics coded it completely."""
    coded_by: tuple[str, ...]
    """Schemes that coded it completely, and by one of which at least one of the lacking topics is coded."""
    reason: str | None
    """Why it is not known to lack them."""


@attrs.frozen(kw_only=True)
class TopicCell(Answer):
    """Whether one agreement deals with one topic."""

    agreement: str
    """Agreement."""
    date: Date | None
    """When it was made."""
    topic: str
    """Topic."""
    state: str
    """``present``, ``absent``, or ``not_coded``: no provision, and nobody is known to have looked for one."""
    strength: int | None
    """Greatest strength of its provisions on the topic; none where they have no strength."""
    coded_by: tuple[str, ...]
    """Schemes that coded the agreement completely, this topic included."""


def topic_coverage(
    dataset: Dataset,
    *,
    dealing_with: str | Iterable[str] | None = None,
    without: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[TopicCoverage, ...]:
    """Return agreements that deal with all of some topics and with none of others.

    That a provision is missing means something only where somebody looked: a scheme in ``coded_by`` codes the topics
    that its crosswalk leads to (as ``exact``, ``broader`` or ``narrower``; absence is then absence of what that scheme
    codes), and strength 0 says absence by itself. Where nobody is known to have looked, the agreement may lack the
    topic: it is listed with a reason, and not among the ``definite`` answers.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.agreement, one.is_known, one.reason) for one in topic_coverage(ds, without="justice.amnesty")]
        [('unfavourable-deal', False, 'no scheme is named that coded it completely')]

    Args:
        dataset: Where to look.
        dealing_with: Topics that an agreement has, all of them.
        without: Topics that it lacks, all of them.
        process: Processes that it belongs to.
        at: Time by which it was made.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading counts.

    Returns:
        One for each agreement, by date and then id.

    Raises:
        ValidationError: A topic or a date that cannot be.
        NotFoundError: There is no such process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    processes = question.wanted(Agreement, "process", process)
    wanted = sorted(question.wanted(Demand, "topics", dealing_with) or ())
    unwanted = sorted(question.wanted(Demand, "topics", without) or ())
    found = (_coverage(one, wanted, unwanted, question) for one in agreements_made(question, processes))
    return tuple(one for one in found if one is not None and (one.is_known or not question.is_definite))


def topic_table(
    dataset: Dataset,
    *,
    topic: str | Iterable[str] | None = None,
    process: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[TopicCell, ...]:
    """Return, for each agreement and topic, whether the agreement deals with it: present, absent or not coded.

    What counts as absent is told in :func:`topic_coverage`.

        >>> import peacetalks as pt
        >>> topic_table(pt.load("examples/moscow-ultimatums.yaml"))
        ()

    Args:
        dataset: Where to look.
        topic: Topics; without it, all those on which any agreement asked for has a provision.
        process: Processes that the agreements belong to.
        at: Time by which they were made.
        known_by: Time by which they were known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each agreement and topic: agreements by date and then id, topics by code.

    Raises:
        ValidationError: A topic or a date that cannot be.
        NotFoundError: There is no such process.
    """
    question = Question.of(dataset, at, known_by, certainty)
    processes = question.wanted(Agreement, "process", process)
    topics = question.wanted(Demand, "topics", topic)
    possible = list(agreements_made(attrs.evolve(question, certainty="possible"), processes))
    named = topics if topics is not None else {one.topic for agreement in possible for one in agreement.provisions}
    found = (agreement for agreement in possible if is_made(agreement, question))
    return tuple(cell for agreement in found for cell in _cells(agreement, sorted(named)))


# --- whether an agreement deals with a topic --------------------------------------------------------------------------

Places = Sequence[tuple[int, Provision]]
"""Provisions with their places in the agreement."""


def topic_states(agreement: Agreement, topics: Iterable[str]) -> Iterator[tuple[str, str, Places]]:
    """Yield, for each topic, whether an agreement deals with it, and the provisions that say so."""
    provisions = provisions_by_topic(agreement)
    for topic in topics:
        places = provisions.get(topic, ())
        if any(one.strength != 0 for _, one in places):
            yield topic, PRESENT, places
        elif places or schemes_coding(agreement, topic):
            yield topic, ABSENT, places
        else:
            yield topic, NOT_CODED, places


def greatest_strength(places: Places) -> int | None:
    """Return the greatest strength among provisions; ``None`` where they have none."""
    return max((one.strength for _, one in places if one.strength is not None), default=None)


def schemes_coding(agreement: Agreement, topic: str) -> tuple[str, ...]:
    """Return the schemes that coded an agreement completely and are known to code a topic."""
    return tuple(scheme for scheme in agreement.coded_by if topic in _topics_of(scheme.partition("@")[0]))


@functools.cache
def _topics_of(scheme: str) -> frozenset[str]:
    """Return the topics that a scheme codes: those that its crosswalk leads to, unless it only touches on them."""
    if (scheme, "topic") not in crosswalk_names():
        return frozenset()
    return frozenset(one.code for one in crosswalk(scheme, "topic") if one.relation != "related")


def provisions_by_topic(agreement: Agreement) -> Mapping[str, Places]:
    """Return the provisions of an agreement, by topic."""
    found: dict[str, list[tuple[int, Provision]]] = {}
    for index, provision in enumerate(agreement.provisions):
        found.setdefault(provision.topic, []).append((index, provision))
    return found


# --- how it is found --------------------------------------------------------------------------------------------------


def _coverage(agreement: Agreement, wanted: list[str], unwanted: list[str], question: Question) -> TopicCoverage | None:
    has = list(topic_states(agreement, wanted))
    lacks = list(topic_states(agreement, unwanted))
    if any(state != PRESENT for _, state, _ in has) or any(state == PRESENT for _, state, _ in lacks):
        return None
    open_topics = [topic for topic, state, _ in lacks if state == NOT_CODED]
    schemes = (scheme for topic in unwanted for scheme in schemes_coding(agreement, topic))
    places = [index for _, _, provisions in (*has, *lacks) for index, _ in provisions]
    return TopicCoverage(
        agreement=agreement.id,
        process=process_of(question.dataset, agreement),
        date=made(agreement),
        dealing_with=tuple(wanted),
        without=tuple(unwanted),
        is_known=not open_topics,
        coded_by=tuple(dict.fromkeys(schemes)),
        reason=_reason(agreement, open_topics) if open_topics else None,
        evidence=_evidence(agreement, places),
    )


def _reason(agreement: Agreement, topics: list[str]) -> str:
    if not agreement.coded_by:
        return "no scheme is named that coded it completely"
    return f"{', '.join(agreement.coded_by)}: not known to code {', '.join(topics)}"


def _cells(agreement: Agreement, topics: Iterable[str]) -> Iterator[TopicCell]:
    for topic, state, places in topic_states(agreement, topics):
        yield TopicCell(
            agreement=agreement.id,
            date=made(agreement),
            topic=topic,
            state=state,
            strength=greatest_strength(places),
            coded_by=schemes_coding(agreement, topic),
            evidence=_evidence(agreement, [index for index, _ in places]),
        )


def _evidence(agreement: Agreement, places: Iterable[int]) -> tuple[Evidence, ...]:
    return tuple(Evidence.of(agreement, "provisions", index) for index in places) or (Evidence.of(agreement),)
