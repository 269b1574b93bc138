"""Datasets about who took part: so few parties, rounds and days that claims about them meet and contradict."""

from __future__ import annotations

from hypothesis import strategies as st

import peacetalks as pt

DATES = (
    "2026-02-04",
    "2026-02-05",
    "2026-02",
    "2026-02-05~",
    "[2026-02-04,2026-02-05]",
    "2026-02-04/2026-02-05",
    "2026/..",
)
PARTIES = ("russia", "ukraine", "umerov")
PROCESSES = ("talks", "track")
ROUNDS = ("r1", "r2", "day", "group")
ISSUES = ("core", "minor")

dates = st.none() | st.sampled_from(DATES).map(pt.Date) | st.just(pt.Date(text="in autumn"))


def maybe(values):
    """Return a strategy for nothing or one of a few values."""
    return st.none() | st.sampled_from(values)


def some(values, most=2):
    """Return a strategy for a few different values."""
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


@st.composite
def participation_datasets(draw: st.DrawFn) -> pt.Dataset:
    """Two processes and four rounds that may lie in each other, in circles too, and who took part in what."""
    sources = [pt.Source(id=f"s{number}", title="A source", published=draw(dates)) for number in (1, 2)]
    return pt.Dataset.from_records(
        [
            *sources,
            *(draw(parties(id)) for id in PARTIES),
            pt.Conflict(id="war", name="War", parties=draw(some(PARTIES))),
            *(draw(processes(id)) for id in PROCESSES),
            *(draw(rounds(id)) for id in ROUNDS),
            pt.Agreement(id="paper", name="Paper", round=draw(maybe(ROUNDS)), date=draw(dates)),
            pt.Exchange(id="exchange", kind="prisoner_exchange", process="talks", history=[draw(events("agreed"))]),
            *(pt.Issue(id=id, name=id, topics=["process.settlement"], salience=id) for id in ISSUES),
            *(draw(demands(f"d{number}")) for number in range(draw(st.integers(0, 3)))),
            *(draw(participations(f"p{number}")) for number in range(draw(st.integers(0, 7)))),
            *(draw(positions(f"o{number}")) for number in range(draw(st.integers(0, 2)))),
            *(draw(statements(f"w{number}")) for number in range(draw(st.integers(0, 2)))),
        ]
    )


@st.composite
def citations(draw: st.DrawFn) -> list[pt.Citation]:
    """No or one citation of one of the two sources."""
    return [pt.Citation(source=source, date=draw(dates)) for source in draw(some(("s1", "s2"), most=1))]


@st.composite
def events(draw: st.DrawFn, status: str) -> pt.ExchangeEvent:
    """One event of a history of any type."""
    return pt.ExchangeEvent(status=status, date=draw(dates), citations=draw(citations()))


@st.composite
def parties(draw: st.DrawFn, id: str) -> pt.Party:
    """One party; the person has posts."""
    titles = draw(some(("Secretary", "Envoy"))) if id == "umerov" else []
    return pt.Party(
        id=id,
        name=id,
        kind="person" if id == "umerov" else "state",
        sectors=draw(some(("military", "political"), most=1)),
        posts=[pt.Post(title=title, organisation=draw(maybe(("ukraine",))), date=draw(dates)) for title in titles],
    )


@st.composite
def processes(draw: st.DrawFn, id: str) -> pt.Process:
    """One process, part of any."""
    return pt.Process(
        id=id,
        name=id,
        parent=draw(maybe(PROCESSES)),
        conflicts=draw(some(("war",))),
        date=draw(dates),
        history=[pt.StatusEvent(status=status, date=draw(dates)) for status in draw(some(("proposed", "ongoing")))],
    )


@st.composite
def rounds(draw: st.DrawFn, id: str) -> pt.Round:
    """One round of any process and within any round."""
    return pt.Round(
        id=id,
        process=draw(maybe(PROCESSES)),
        parent=draw(maybe(ROUNDS)),
        number=draw(maybe((1, 2))),
        date=draw(dates),
        agenda=draw(some(ISSUES, most=1)),
    )


@st.composite
def participations(draw: st.DrawFn, id: str) -> pt.Participation:
    """One participation in anything; exclusions are frequent."""
    return pt.Participation(
        id=id,
        activity=draw(st.sampled_from((*PROCESSES, *ROUNDS, "paper", "exchange"))),
        parties=draw(some(PARTIES)),
        role=draw(maybe(("primary_party", "mediator", "consulted"))),
        on_behalf_of=draw(maybe(PARTIES)),
        attendance=draw(maybe(("excluded", "excluded", "walked_out", "invited", "absent"))),
        sectors=draw(some(("military", "intelligence"), most=1)),
        rank=draw(maybe(("official",))),
        excluded_by=draw(some(PARTIES, most=1)),
        date=draw(dates),
        citations=draw(citations()),
    )


@st.composite
def demands(draw: st.DrawFn, id: str) -> pt.Demand:
    """One demand, mostly to keep somebody out."""
    return pt.Demand(
        id=id,
        by=["russia"],
        concerning=draw(some(PARTIES)),
        kind="demand",
        polarity=draw(maybe(("prevent", "prevent", "require"))),
        topics=["process.participation"],
        text="They take part.",
        issue=draw(maybe(ISSUES)),
        process=draw(maybe(PROCESSES)),
        round=draw(maybe(ROUNDS)),
        date=draw(dates),
        history=[
            pt.StatusEvent(status=status, date=draw(dates)) for status in draw(some(("raised", "met", "withdrawn")))
        ],
        citations=draw(citations()),
    )


@st.composite
def positions(draw: st.DrawFn, id: str) -> pt.Position:
    """One position on an issue."""
    return pt.Position(id=id, by=["russia"], about=[draw(st.sampled_from(ISSUES))], stance="opposes", date=draw(dates))


@st.composite
def statements(draw: st.DrawFn, id: str) -> pt.Statement:
    """One statement, by one or two."""
    return pt.Statement(id=id, by=["umerov", *draw(some(("umerov", "russia")))], text="Words.", date=draw(dates))


def assert_laws(helper, dataset, at, known_by, **filters):
    """Check what every question keeps: surely is perhaps, knowledge first, and no order of records."""
    possible = helper(dataset, at=at, **filters)
    definite = helper(dataset, at=at, certainty="definite", **filters)
    assert set(definite) <= set(possible)
    assert len(set(possible)) == len(possible)
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    assert helper(turned, at=at, **filters) == possible
    known = pt.query.as_known(dataset, known_by)
    assert helper(dataset, known_by=known_by, **filters) == helper(known, **filters)
    pt.query.to_rows(possible)
