"""Datasets about agreements: so few parties, processes and days that agreements follow and resemble each other."""

from __future__ import annotations

from hypothesis import strategies as st

import peacetalks as pt

DATES = (
    "2014-09-05",
    "2014-09-07",
    "2014-09",
    "2014-09-05~",
    "2014",
    "[2014-09-05,2015-02-12]",
    "2015-02-12",
    "2015/..",
)
PARTIES = ("osce", "russia", "ukraine")
STATUSES = ("hypothetical", "draft", "signed", "in_force", "ended", "disputed")
TOPICS = ("humanitarian.prisoners", "justice.amnesty", "security.ceasefire")
ROLES = ("primary_party", "witness", "guarantor", "mediator", "delegate")
CODINGS = ("pax@v4", "ucdp_pad@22.1", "example@1")

dates = st.none() | st.sampled_from(DATES).map(pt.Date) | st.just(pt.Date(text="in autumn"))


def some(values, most=2):
    """Return a strategy for a few different values."""
    return st.lists(st.sampled_from(values), max_size=most, unique=True)


@st.composite
def agreement_datasets(draw: st.DrawFn) -> pt.Dataset:
    """Up to six agreements of two processes and two codings, with their histories, provisions and participants."""
    processes = [pt.Process(id=f"talks-{number}", name=f"Talks {number}", conflicts=["war"]) for number in (1, 2)]
    rounds = [pt.Round(id="round", process="talks-2", date=draw(dates))]
    ids = draw(some([f"{coding}{number}" for coding in ("pax.", "ucdp-pad.", "a-") for number in "12"], most=6))
    papers = [draw(agreements(id, ids)) for id in ids]
    activities = ["round", "talks-1", *ids]
    taken = [draw(participations(f"p-{number}", activities)) for number in range(draw(st.integers(0, 8)))]
    source = pt.Source(id="s", title="A source", published=draw(dates))
    return pt.Dataset.from_records(
        [
            *(pt.Party(id=id, name=id, kind="state") for id in PARTIES),
            pt.Conflict(id="war", name="The war"),
            *processes,
            *rounds,
            *papers,
            *taken,
            source,
        ],
        coverage=draw(st.none() | st.just("2014/2015")),
    )


@st.composite
def agreements(draw: st.DrawFn, id: str, others: list[str]) -> pt.Agreement:
    """One agreement, with any date, and relations to any of ``others`` or itself."""
    return pt.Agreement(
        id=id,
        name=id,
        process=draw(st.none() | st.sampled_from(["talks-1", "talks-2"])),
        round=draw(st.none() | st.just("round")),
        date=draw(dates),
        stage=draw(st.none() | st.sampled_from(["partial", "ceasefire"])),
        identifiers=[pt.Identifier(scheme="ucdp_pad", value=value) for value in draw(some("12", most=1))],
        history=[pt.StatusEvent(status=status, date=draw(dates)) for status in draw(some(STATUSES, most=3))],
        provisions=[
            pt.Provision(topic=topic, strength=draw(st.none() | st.integers(0, 3))) for topic in draw(some(TOPICS, 3))
        ],
        related=[pt.RelatedAgreement(kind="implements", agreement=other) for other in draw(some(others))],
        coded_by=draw(some(CODINGS)),
        citations=[pt.Citation(source="s", date=draw(dates)) for _ in range(draw(st.integers(0, 1)))],
    )


@st.composite
def participations(draw: st.DrawFn, id: str, activities: list[str]) -> pt.Participation:
    """One participation in one of ``activities``."""
    return pt.Participation(
        id=id,
        activity=draw(st.sampled_from(activities)),
        parties=draw(some(PARTIES, 3)),
        role=draw(st.none() | st.sampled_from(ROLES)),
        on_behalf_of=draw(st.none() | st.sampled_from(PARTIES)),
        attendance=draw(st.none() | st.sampled_from(["walked_out", "absent"])),
        date=draw(dates),
    )


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
