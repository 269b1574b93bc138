"""What type checkers must accept of the public names, and what they must refuse.

`tests/test_typing.py` has mypy and basedpyright look at this file. A line that must be refused names the rule of each;
were it accepted, that would be an error too: an ignore that is not needed is one. What must be accepted also runs.
"""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, assert_type

import attrs

import peacetalks as pt
from peacetalks.codelists import Codelist, Correspondence, Term, codelist, crosswalk
from peacetalks.codelists.enums import DemandKind, PartyKind, SpeechAct, Topic
from peacetalks.dates import OPEN, Bound, DateLike, Precision
from peacetalks.phrases import date_from_text


def ids() -> Iterator[str]:
    yield "ukraine"
    yield "russia"


# --- must be accepted -------------------------------------------------------------------------------------------------


def every_record() -> pt.Dataset:
    citation = pt.Citation(source="article", locator="S1", asserted_by=["russia"], supports=("/by",), date="2026-02-05")
    annotation = pt.Annotation(motivation="unknown", path="/deadline", text="None is reported.")
    identifier = pt.Identifier(scheme="wikidata", value="Q159")
    name = pt.Name(text="Moscow", kind="metonym", language="en", script="Latn")
    persons = pt.Quantity(value=314, unit="persons", basis="total")
    raised = pt.StatusEvent(status="raised", date="2026-02-05", by=["russia"], citations=[citation])
    proposed = pt.StatusEvent(status="proposed")
    leg = pt.ExchangeLeg(from_party="russia", to_party="ukraine", category="civilian_detainee", quantity=persons)
    return pt.Dataset(
        title="All types",
        created=datetime.date(2026, 2, 7),
        coverage=pt.Date("2026-01/2026-02"),
        sources=[pt.Source(id="article", title="T", authors=["A"], published="2026-02-07", extra={"pax:Part": "1"})],
        places=(pt.Place(id="donbas", name="Donbas", control=[pt.Control(controller="russia", claimants=ids())]),),
        conflicts=[pt.Conflict(id="war", name="War", parties=ids(), date="2014/..")],
        parties=(
            pt.Party(id="russia", name="Russia", kind=PartyKind.STATE, other_names=[name], identifiers=[identifier]),
            pt.Party(id="ukraine", name="Ukraine", kind="state", members=[], tags=["side"]),
            pt.Party(
                id="envoy",
                name="The envoy",
                kind=PartyKind.PERSON,
                posts=[pt.Post(title="Envoy", organisation="russia", date="2026/..")],
            ),
            pt.Party(id="both", name="Both", kind="collective", members=[pt.Membership(party=id) for id in ids()]),
        ),
        processes=[pt.Process(id="talks", name="Talks", conflicts=["war"], history=[proposed])],
        issues=[pt.Issue(id="status", name="Status", topics=[Topic.SOVEREIGNTY_RECOGNITION])],
        rounds=[pt.Round(id="first", number=1, process="talks", date=datetime.date(2026, 2, 4), agenda=("status",))],
        participations=[pt.Participation(id="seats", activity="first", parties=ids(), count=persons)],
        demands=(
            pt.Demand(
                id="d-recognition",
                by=["russia"],
                to=ids(),
                kind=DemandKind.DEMAND,
                text="The territories are recognised.",
                topics=(Topic.SOVEREIGNTY_RECOGNITION, "example.org:maps"),
                deadline=datetime.datetime(2026, 2, 5, 13, 17, tzinfo=datetime.UTC),
                date=pt.Date("2026-02"),
                history=(raised,),
                citations=[citation],
                annotations=[annotation],
            ),
        ),
        linkages=[pt.Linkage(id="tie", kind="in_exchange_for", subjects=["d-recognition"], objects=("sanctions",))],
        positions=[pt.Position(id="no", by=("ukraine",), about=["d-recognition"], stance="rejects", date=None)],
        statements=[pt.Statement(id="thanks", by=["envoy"], act=SpeechAct.PRAISE, text="Thanks.", date="2026-02-06")],
        exchanges=[
            pt.Exchange(
                id="swap",
                kind="prisoner_exchange",
                history=[pt.ExchangeEvent(status="completed", date="2026-02-05", quantity=persons, legs=(leg,))],
            )
        ],
        measures=[pt.Measure(id="sanctions", kind="sanction", against=["russia"], duration=None)],
        agreements=[
            pt.Agreement(
                id="deal",
                name="Deal",
                provisions=[pt.Provision(topic="economy.sanctions", strength=2, parties=ids())],
                related=[pt.RelatedAgreement(kind="implements", text="An older paper")],
                outstanding_issues=0,
            )
        ],
        assessments=[
            pt.Assessment(
                id="open",
                kind="forecast",
                proposition="The talks succeed.",
                probability=0.5,
                factors=[pt.Factor(label="Pressure", ref="sanctions", effect="favours")],
                horizon=date_from_text("before spring", anchor="2026-02-06"),
            )
        ],
    )


def reading_records(ds: pt.Dataset) -> None:
    demand = ds.demands[0]
    assert_type(demand, pt.Demand)
    assert_type(demand.id, str)
    assert_type(demand.by, tuple[str, ...])
    assert_type(demand.kind, str)
    assert_type(demand.issue, str | None)
    assert_type(demand.date, pt.Date | None)
    assert_type(demand.value, pt.Quantity | None)
    assert_type(demand.history, tuple[pt.StatusEvent, ...])
    assert_type(demand.citations, tuple[pt.Citation, ...])
    assert_type(demand.extra, pt.Extra)
    assert_type(ds.exchanges[0].history, tuple[pt.ExchangeEvent, ...])
    assert_type(ds.exchanges[0].history[0].legs, tuple[pt.ExchangeLeg, ...])
    assert_type(ds.assessments[0].probability, float | None)
    assert_type(ds.rounds[0].number, int | None)
    assert_type(attrs.evolve(demand, to=["ukraine"], date="2026-03", deadline=datetime.date(2026, 3, 1)), pt.Demand)
    mapping: Mapping[str, str] = demand.extra
    assert_type(mapping.get("pax:Part"), str | None)


def reading_datasets(ds: pt.Dataset) -> None:
    assert_type(ds["d-recognition"], pt.Record)
    assert_type(ds.get("d-recognition"), pt.Record | None)
    assert_type(ds.get("d-recognition", 0), pt.Record | int)
    assert_type(ds.records, tuple[pt.Record, ...])
    assert_type([record.id for record in ds], list[str])
    assert_type(ds.referrers("russia"), tuple[pt.Reference, ...])
    assert_type(len(ds), int)
    assert_type("russia" in ds, bool)
    assert_type(ds.with_records(pt.Issue(id="new", name="New", topics=["process.settlement"])), pt.Dataset)
    assert_type(ds.without(["deal"]), pt.Dataset)
    assert_type(attrs.evolve(ds, title=None), pt.Dataset)
    assert_type(pt.Dataset.from_records(ds.records, title="T", created="2026-02-07"), pt.Dataset)


def plain_data(ds: pt.Dataset) -> None:
    plain = pt.to_dict(ds.demands[0])
    assert_type(plain, dict[str, Any])
    assert_type(pt.from_dict(pt.Demand, plain), pt.Demand)
    assert_type(pt.from_dict(pt.Quantity, {"value": 1}), pt.Quantity)


def files(ds: pt.Dataset, folder: Path) -> None:
    text = pt.dumps(ds, format="yaml")
    assert_type(text, str)
    assert_type(pt.loads(text, format="yaml"), pt.Dataset)
    assert_type(pt.loads(pt.dumps(ds).encode()), pt.Dataset)
    pt.dump(ds, folder / "dataset.json")
    pt.dump(ds, str(folder / "dataset"), format="json")
    assert_type(pt.load(folder / "dataset.json"), pt.Dataset)
    with (folder / "dataset.json").open("rb") as file:
        assert_type(pt.load(file, format="json"), pt.Dataset)
    with (folder / "dataset.json").open(encoding="utf-8") as file:
        assert_type(pt.check(file), tuple[pt.Problem, ...])
    for problem in (*pt.check(ds), *pt.check(folder / "dataset.json"), *pt.check({"peacetalks": "1.0"})):
        assert_type(problem.code, str)
        assert_type(problem.line, int | None)
        assert_type(problem.value, str | None)
    try:
        pt.loads("{}")
    except pt.ValidationError as error:
        assert_type(error.problems, tuple[pt.Problem, ...])


def dates() -> None:
    date = pt.Date("2026-02")
    assert_type(date.edtf, str | None)
    assert_type(date.text, str | None)
    assert_type(date.earliest, Bound)
    assert_type(date.precision, Precision | None)
    assert_type(date.is_interval, bool)
    assert_type(date.definitely_before("2027"), bool)
    assert_type(date.possibly_within(datetime.date(2026, 2, 1)), bool)
    assert_type(date.overlaps(pt.Date(text="before spring")), bool)
    likes: list[DateLike] = [
        date,
        "2026",
        datetime.date(2026, 2, 5),
        datetime.datetime(2026, 2, 5, tzinfo=datetime.UTC),
    ]
    assert_type(sorted(map(pt.Date.of, likes), key=lambda one: one.sort_key), list[pt.Date])
    if date.latest is not None and date.latest is not OPEN:
        assert_type(date.latest.isoformat(), str)
    assert_type({date: 1}[date], int)


def quantities() -> None:
    persons = pt.Quantity(value=314, unit="persons", basis="total")
    assert_type(persons.value, float | None)
    assert_type(persons + persons, pt.Quantity)
    assert_type(persons - pt.Quantity(lower=1, upper=2.5, unit="persons", basis="total"), pt.Quantity)
    assert_type(persons.agrees_with(persons), bool)
    assert_type(persons.is_exact, bool)


def codelists() -> None:
    assert_type(codelist("party_kind"), Codelist)
    assert_type(codelist("party_kind")["state"], Term)
    assert_type(crosswalk("pax", "topic"), tuple[Correspondence, ...])
    assert_type(pt.slug("European countries"), str)
    version: str = pt.MODEL_VERSION
    assert version == "1.0"


# Text is an iterable of text, so no type checker refuses `by="russia"`; the library does when it runs.


# --- must be refused --------------------------------------------------------------------------------------------------


def missing_fields() -> None:
    pt.Party(id="russia", name="Russia")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Party(name="Russia", kind="state")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Demand(id="d", by=["russia"], kind="demand")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Exchange(id="e", kind="mixed")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Citation(locator="S1")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def unknown_fields() -> None:
    pt.Party(id="a", name="A", kind="state", nmae="A")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Dataset(demand=())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Date("2026", precision="year")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def positions() -> None:
    pt.Party("russia", "Russia", "state")  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue]
    pt.Quantity(314)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.Date("2026", "the year")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    pt.loads("{}", "json")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def wrong_types(ds: pt.Dataset) -> None:
    pt.Party(id="a", name=1, kind="state")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Party(id="a", name="A", kind=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Round(id="r", number="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Round(id="r", date=2026)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Round(id="r", date=["2026"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Round(id="r", agenda=[1])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    pt.Round(id="r", agenda=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Round(id="r", duration=3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Quantity(value="314")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Date(2026)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    pt.Dataset(parties=[ds.demands[0]])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    pt.Exchange(id="e", kind="mixed", history=[pt.StatusEvent(status="a")])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    pt.from_dict(str, {})  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    pt.dumps(ds, format="xml")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    attrs.evolve(ds.demands[0], text=1)  # type: ignore[arg-type]


def assignments(ds: pt.Dataset) -> None:
    demand = ds.demands[0]
    demand.text = "Something else."  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    ds.title = "Another"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    ds.demands[0] = demand  # type: ignore[index]  # pyright: ignore[reportIndexIssue]
    demand.by.append("ukraine")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    demand.extra["pax:Part"] = "1"  # type: ignore[index]  # pyright: ignore[reportIndexIssue]


def comparisons(one: pt.Date, other: pt.Date) -> None:
    assert one < other  # type: ignore[operator]  # pyright: ignore[reportOperatorIssue]
    sorted([one, other])  # type: ignore[type-var]  # pyright: ignore[reportArgumentType]
    one.definitely_before(2027)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def unwrapping(ds: pt.Dataset) -> None:
    ds["d-recognition"].by  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
    ds.get("d-recognition").id  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
    ds.demands[0].date.edtf  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
