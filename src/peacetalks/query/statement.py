"""Statements: who said what about whom, to whom, and which post the speaker held that day."""

from collections.abc import Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.dates.date import DateLike
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.demand import by_date
from peacetalks.query.question import Certainty, Question, has_any
from peacetalks.records import Party, Statement
from peacetalks.values import Post


@attrs.frozen(kw_only=True)
class StatementMade(Answer):
    """What somebody said, and the posts that the speaker held, or may have held, on that day."""

    statement: str
    """Id of the statement."""
    by: str
    """Who said it."""
    on_behalf_of: str | None
    """Party for which it was said."""
    posts: tuple[str, ...]
    """Posts of the speaker on that day, in those of the dates' readings that have them so: a title, with the
    organisation in brackets. Where the day or the time of a post is not known, it may have been held then."""
    sure_posts: tuple[str, ...]
    """Those of them that were held on that day in every reading of the dates."""
    act: str | None
    """What was done by saying it, such as praise or a threat."""
    about: tuple[str, ...]
    """Records that it was about."""
    valence: str | None
    """Whether it was favourable towards what it was about."""
    audience: tuple[str, ...]
    """Parties to whom it was said."""
    channel: str | None
    """How it reached the public."""
    text: str | None
    """What was said, in the words of the coder."""
    quote: str | None
    """What was said, verbatim."""
    date: Date | None
    """When it was said; ``None`` where that is not recorded, even if it is known when it was reported."""
    according_to: tuple[str, ...]
    """Who says that it was said; nobody where no source is cited."""


def statements(
    dataset: Dataset,
    *,
    by: str | Iterable[str] | None = None,
    on_behalf_of: str | Iterable[str] | None = None,
    about: str | Iterable[str] | None = None,
    act: str | Iterable[str] | None = None,
    valence: str | Iterable[str] | None = None,
    audience: str | Iterable[str] | None = None,
    channel: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[StatementMade, ...]:
    """Return statements, with the posts that the speaker held when they were made.

    A post counts by the date of the statement, not by ``at``: from a lone date on, or within an interval. What is said
    here of posts is the same for both certainties, since ``sure_posts`` are told apart.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [(one.statement, one.act, one.posts) for one in statements(ds, by="donald-trump", about="russia")]
        [('trump-on-pause', 'praise', ())]

    Args:
        dataset: Where to look.
        by: Who said it.
        on_behalf_of: Parties for which it was said.
        about: Records that it was about: a party, a measure, a demand, any.
        act: What was done by saying it.
        valence: Whether it was favourable.
        audience: Parties to whom it was said.
        channel: How it reached the public.
        at: Time by which it was said.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Returns:
        One for each speaker of each statement, by date, then statement and speaker; those without a date come last.

    Raises:
        ValidationError: A filter or a date that cannot be.
        NotFoundError: An id that the dataset does not have, or that is of another type.
    """
    question = Question.of(dataset, at, known_by, certainty)
    speakers, spoken_for = (
        question.wanted(Statement, "by", by),
        question.wanted(Statement, "on_behalf_of", on_behalf_of),
    )
    targets, listeners = question.wanted(Statement, "about", about), question.wanted(Statement, "audience", audience)
    acts, valences = question.wanted(Statement, "act", act), question.wanted(Statement, "valence", valence)
    channels = question.wanted(Statement, "channel", channel)
    found = (
        _told(question, statement, speaker)
        for statement in question.dataset.statements
        if has_any(filter(None, [statement.on_behalf_of]), spoken_for)
        and has_any(statement.about, targets)
        and has_any(statement.audience, listeners)
        and has_any(filter(None, [statement.act]), acts)
        and has_any(filter(None, [statement.valence]), valences)
        and has_any(filter(None, [statement.channel]), channels)
        and question.has_begun(statement.date)
        for speaker in dict.fromkeys(statement.by)
        if has_any([speaker], speakers)
    )
    return tuple(sorted(found, key=lambda one: by_date(one.date, one.statement, one.by)))


def _told(question: Question, statement: Statement, speaker: str) -> StatementMade:
    own, person = Evidence.of(statement), question.dataset[speaker]
    assert isinstance(person, Party)
    held = list(_held(question, person, statement.date))
    return StatementMade(
        statement=statement.id,
        by=speaker,
        on_behalf_of=statement.on_behalf_of,
        posts=tuple(dict.fromkeys(_name(post) for _, post, _ in held)),
        sure_posts=tuple(dict.fromkeys(_name(post) for _, post, is_sure in held if is_sure)),
        act=statement.act,
        about=statement.about,
        valence=statement.valence,
        audience=statement.audience,
        channel=statement.channel,
        text=statement.text,
        quote=statement.quote,
        date=statement.date,
        according_to=own.claimants,
        evidence=(own, *(Evidence.of(person, "posts", index) for index, _, _ in held)),
    )


def _held(question: Question, person: Party, date: Date | None) -> Iterator[tuple[int, Post, bool]]:
    """Yield the posts that a person may have held at a date, with their places and whether that is sure."""
    possible, definite = (
        attrs.evolve(question, at=date, certainty=certainty) for certainty in ("possible", "definite")
    )
    for index, post in enumerate(person.posts):
        if date is None or possible.is_current(post.date):
            yield index, post, date is not None and definite.is_current(post.date)


def _name(post: Post) -> str:
    return post.title if post.organisation is None else f"{post.title} ({post.organisation})"
