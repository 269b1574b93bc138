"""Meaning: for every code, data that trip it and data that come near and do not.

``TRIPS`` and ``NEAR_MISSES`` are the specification, one small document each: the records listed there, added to a base
with which nothing is wrong. Each of ``TRIPS`` must be told as one problem and nothing else, ``NEAR_MISSES`` not at all.
"""

import copy
import functools
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.checks import RULES, DatasetRule, Finding, meaning_problems
from peacetalks.checks.amounts import possible_double_counts
from peacetalks.checks.conduct import contradictory_attendance
from peacetalks.checks.sources import deprecated_codes
from peacetalks.codelists import Codelist, codelist

ERRORS = (
    "self-reference",
    "reference-cycle",
    "package-needs-two",
    "linkage-needs-objects",
    "total-mismatch",
    "per-side-mismatch",
    "supports-nothing",
    "field-not-for-kind",
)
WARNINGS = (
    "unsourced",
    "unused-record",
    "status-order",
    "deadline-before-demand",
    "contradictory-attendance",
    "stance-of-maker",
    "possible-double-count",
    "process-differs",
    "deprecated-code",
)
SEVERITY = dict.fromkeys(ERRORS, "error") | dict.fromkeys(WARNINGS, "warning")

# --- documents -------------------------------------------------------------------------------------------------------

Fields = dict[str, Any]
Grouped = tuple[str, Fields]

CITED = [{"source": "article"}]
BASE = {
    "peacetalks": "1.0",
    "sources": [{"id": "article", "title": "An article"}],
    "parties": [{"id": name, "name": name.title(), "kind": "state"} for name in ("north", "south", "west")],
    "conflicts": [{"id": "war", "name": "The war", "parties": ["north", "south", "west"], "citations": CITED}],
    "processes": [{"id": "talks", "name": "The talks"}, {"id": "other-talks", "name": "Other talks"}],
}


def document(*records: Grouped) -> Fields:
    """The base with ``records`` added; fields that are ``None`` are left out."""
    made = copy.deepcopy(BASE)
    for group, fields in records:
        made.setdefault(group, []).append({key: value for key, value in fields.items() if value is not None})
    return made


def dataset(*records: Grouped) -> pt.Dataset:
    return pt.loads(json.dumps(document(*records)))


def source(id: str, **fields: Any) -> Grouped:
    return "sources", {"id": id, "title": "Another article", **fields}


def party(id: str, **fields: Any) -> Grouped:
    return "parties", {"id": id, "name": "A party", "kind": "state_organ", **fields}


def place(id: str, **fields: Any) -> Grouped:
    return "places", {"id": id, "name": "A place", **fields}


def process(id: str, **fields: Any) -> Grouped:
    return "processes", {"id": id, "name": "A process", **fields}


def issue(id: str, **fields: Any) -> Grouped:
    return "issues", {"id": id, "name": "A matter", "topics": ["sovereignty.borders"], **fields}


def meeting(id: str = "round-1", **fields: Any) -> Grouped:
    return "rounds", {"id": id, **fields}


def agreement(id: str = "paper", **fields: Any) -> Grouped:
    return "agreements", {"id": id, "name": "A paper", **fields}


def participation(id: str = "seat", **fields: Any) -> Grouped:
    return "participations", {"id": id, "activity": "talks", "parties": ["north"], "citations": CITED, **fields}


def demand(id: str = "wish", **fields: Any) -> Grouped:
    return "demands", {"id": id, "by": ["north"], "kind": "demand", "text": "A truce", "citations": CITED, **fields}


def linkage(id: str = "tie", **fields: Any) -> Grouped:
    return "linkages", {"id": id, "kind": "conditional_on", "subjects": ["north"], "citations": CITED, **fields}


def position(id: str = "answer", **fields: Any) -> Grouped:
    return "positions", {"id": id, "by": ["south"], "about": ["wish"], "citations": CITED, **fields}


def statement(id: str = "speech", **fields: Any) -> Grouped:
    return "statements", {"id": id, "by": ["north"], "text": "Thanks", "citations": CITED, **fields}


def exchange(id: str = "swap", *, history: list[Fields] | None = None, **fields: Any) -> Grouped:
    history = [event()] if history is None else history
    return "exchanges", {"id": id, "kind": "prisoner_exchange", "history": history, "citations": CITED, **fields}


def measure(id: str = "step", **fields: Any) -> Grouped:
    return "measures", {"id": id, "kind": "trade_embargo", "citations": CITED, **fields}


def assessment(id: str = "view", **fields: Any) -> Grouped:
    return "assessments", {"id": id, "kind": "forecast", "proposition": "It holds", "citations": CITED, **fields}


def event(status: str = "completed", date: Any = None, **fields: Any) -> Fields:
    return {"status": status} | ({} if date is None else {"date": date}) | fields


def leg(giver: str | None, taker: str | None, quantity: Any = None, **fields: Any) -> Fields:
    ends = {"from_party": giver, "to_party": taker, "quantity": amount(quantity)}
    return {key: value for key, value in ends.items() if value is not None} | fields


def amount(value: Any, **fields: Any) -> Fields | None:
    return {"value": value} | fields if isinstance(value, int | float) else value


def total(value: float, **fields: Any) -> Fields:
    return {"value": value, "basis": "total", **fields}


def per_side(value: float, **fields: Any) -> Fields:
    return {"value": value, "basis": "per_side", **fields}


def counted(quantity: Fields, *legs: Fields) -> Grouped:
    """An exchange of one event that names a number and its parts."""
    return exchange(history=[event(quantity=quantity, legs=list(legs))])


def swap(id: str, *dates: Any, sides: tuple[str, str] = ("north", "south"), status: str = "completed") -> Grouped:
    """An exchange between two sides with an event on each of the dates."""
    history = [event(status, date, legs=[leg(*sides)]) for date in dates]
    return exchange(id, history=history)


def comment(text: str, **fields: Any) -> Fields:
    return {"motivation": "commenting", "text": text, **fields}


# --- cases -----------------------------------------------------------------------------------------------------------


class Trip(NamedTuple):
    """Records that break a rule once: in which record, and where in it."""

    title: str
    record: str
    path: str
    records: tuple[Grouped, ...]


def trip(title: str, at: str, path: str, *records: Grouped) -> Trip:
    return Trip(title, at, path, records)


# `request`, `lapsed` and `hostage` are current codes; the cases of deprecated-code read lists in which they are not.
OUTDATED = {"request": "demand", "lapsed": None, "hostage": "unspecified"}


def outdated_lists(name: str) -> Codelist:
    """A codelist as some later version may have it."""
    listed = codelist(name)
    terms = tuple(
        attrs.evolve(term, deprecated="1.1", replaced_by=OUTDATED[term.code]) if term.code in OUTDATED else term
        for term in listed
    )
    return attrs.evolve(listed, terms=terms)


LATER_RULES = tuple(
    attrs.evolve(rule, find=functools.partial(deprecated_codes, lists=outdated_lists))
    if rule.code == "deprecated-code"
    else rule
    for rule in RULES
)

CEASEFIRE_FIELDS = {
    "laterality": "unilateral",
    "ceasefire_class": "preliminary",
    "purpose": "holiday",
    "scope": "air",
}
CLAIMS = {
    "participation": participation,
    "demand": demand,
    "linkage": functools.partial(linkage, objects=["south"]),
    "position": functools.partial(position, about=["war"], stance="accepts"),
    "statement": statement,
    "exchange": exchange,
    "measure": measure,
    "assessment": assessment,
}

TRIPS: dict[str, list[Trip]] = {
    "self-reference": [
        trip("a demand is part of itself", "wish", "/part_of", demand(part_of="wish")),
        trip("a round lies in itself", "round-1", "/parent", meeting(parent="round-1")),
        trip("a process lies in itself", "track", "/parent", process("track", parent="track")),
        trip("a bloc is its own member", "bloc", "/members/1/party",
             party("bloc", kind="coalition", members=[{"party": "north"}, {"party": "bloc"}]), demand(to=["bloc"])),
        trip("an event is its own reason", "wish", "/history/1/because/1",
             demand(history=[event("raised"), event("met", because=["war", "wish"])])),
        trip("a linkage ties itself", "tie", "/subjects/0", linkage(subjects=["tie"], objects=["war"])),
        trip("a paper amends itself", "paper", "/related/0/agreement",
             agreement(related=[{"kind": "amends", "agreement": "paper"}])),
        trip("a position is about itself", "answer", "/about/0", position(about=["answer"], stance="accepts")),
    ],
    "reference-cycle": [
        trip("two parties are organs of each other", "army", "/parent",
             party("army", parent="ministry"), party("ministry", parent="army")),
        trip("three places lie in each other", "city", "/parent",
             place("city", parent="region"), place("region", parent="country"), place("country", parent="city")),
        trip("two processes lie in each other", "aa", "/parent",
             process("aa", parent="bb"), process("bb", parent="aa")),
        trip("twelve rounds lie in each other", "day-00", "/parent",
             *(meeting(f"day-{number:02}", parent=f"day-{(number + 5) % 12:02}") for number in range(12))),
        trip("demands are parts of each other", "a", "/part_of",
             demand("a", part_of="b"), demand("b", part_of="c"), demand("c", part_of="a")),
        trip("a chain leads into a circle that it is not part of", "b", "/part_of",
             demand("a", part_of="c"), demand("b", part_of="c"), demand("c", part_of="d"), demand("d", part_of="b")),
    ],
    "package-needs-two": [
        trip("a package of one", "tie", "/subjects", linkage(kind="package", subjects=["war"])),
        trip("a package of one thing named twice", "tie", "/subjects",
             linkage(kind="package", subjects=["war", "war"])),
    ],
    "linkage-needs-objects": [
        trip("a condition without the thing it depends on", "tie", "/objects", linkage()),
        trip("an exchange of two things for nothing", "tie", "/objects",
             linkage(kind="in_exchange_for", subjects=["war", "talks"])),
    ],
    "total-mismatch": [
        trip("two legs", "swap", "/history/0/quantity",
             counted(total(314), leg("north", "south", 157), leg("south", "north", 150))),
        trip("one leg of two named", "swap", "/history/0/quantity", counted(total(314), leg("north", "south", 157))),
        trip("one of three directions is short", "swap", "/history/0/quantity",
             counted(total(30), leg("north", "south", 10), leg("south", "west", 10), leg("west", "north", 9))),
        trip("a leg without a unit counts what the total counts", "swap", "/history/0/quantity",
             counted(total(10, unit="persons"), leg("north", "south", 4), leg("south", "north", {"value": 5}))),
        trip("a total without a unit counts what the legs count", "swap", "/history/0/quantity",
             counted(total(10), leg("north", "south", amount(4, unit="bodies")), leg("south", "north", 5))),
        trip("a qualifier may say exact", "swap", "/history/0/quantity",
             counted(total(10, qualifier="exact"), leg("north", "south", amount(9, qualifier="exact")))),
        trip("legs without directions", "swap", "/history/0/quantity",
             counted(total(10), leg(None, None, 4, category="child"), leg(None, None, 5))),
        trip("the second of two events", "swap", "/history/1/quantity",
             exchange(history=[
                 event("expected", quantity=total(10), legs=[leg("north", "south", 10)]),
                 event("completed", quantity=total(10), legs=[leg("north", "south", 9)]),
             ])),
        trip("nobody came", "swap", "/history/0/quantity", counted(total(10), leg("north", "south", 0))),
    ],
    "per-side-mismatch": [
        trip("one of two directions", "swap", "/history/0/legs/1",
             counted(per_side(157), leg("north", "south", 157), leg("south", "north", 150))),
        trip("the categories of a direction are added up", "swap", "/history/0/legs/0",
             counted(per_side(157), leg("north", "south", 100, category="prisoner_of_war"),
                     leg("south", "north", 157), leg("north", "south", 50, category="child"))),
        trip("only one direction is told", "swap", "/history/0/legs/0", counted(per_side(5), leg("north", "south", 4))),
        trip("only who gave is told", "swap", "/history/0/legs/0", counted(per_side(5), leg("north", None, 4))),
        trip("only who received is told", "swap", "/history/0/legs/0", counted(per_side(5), leg(None, "south", 4))),
        trip("two who gave are told, not to whom", "swap", "/history/0/legs/1",
             counted(per_side(5), leg("north", None, 5), leg("south", None, 4))),
        trip("three parties in a ring", "swap", "/history/0/legs/2",
             counted(per_side(5), leg("north", "south", 5), leg("south", "west", 5), leg("west", "north", 4))),
        trip("the other direction is not exact", "swap", "/history/0/legs/1",
             counted(per_side(5), leg("north", "south", amount(5, qualifier="about")), leg("south", "north", 4))),
        trip("a leg without a unit counts what each side is said to give", "swap", "/history/0/legs/0",
             counted(per_side(5, unit="persons"), leg("north", "south", 4))),
    ],
    "supports-nothing": [
        trip("a field that is absent", "wish", "/citations/0/supports/0",
             demand(citations=[{"source": "article", "supports": ["/deadline"]}])),
        trip("the second pointer of the second citation", "wish", "/citations/1/supports/1",
             demand(citations=[*CITED, {"source": "article", "supports": ["/text", "/txet"]}])),
        *(
            trip(title, "wish", "/citations/0/supports/0",
                 demand(citations=[{"source": "article", "supports": [path]}], to=[]))
            for title, path in {
                "an item after the last": "/by/1",
                "the place after the last": "/by/-",
                "an item by a name": "/by/north",
                "an index with a leading zero": "/by/00",
                "a negative index": "/by/-1",
                "an index in foreign digits": "/by/\u0660",
                "a list without items": "/to",
                "a step into text": "/text/0",
                "a word without a slash": "text",
                "a slash alone": "/",
                "a slash too many": "/text/",
            }.items()
        ),
        trip("the pointer of an event's citation begins at the event, not at the record", "wish",
             "/history/0/citations/0/supports/0",
             demand(history=[event("raised", citations=[{"source": "article", "supports": ["/status"]}])])),
        trip("an annotation names a field that no demand has", "wish", "/annotations/1/path",
             demand(annotations=[comment("fine"), {"motivation": "unknown", "path": "/deadlin"}])),
        trip("an annotation names a field of another type of record", "wish", "/annotations/0/path",
             demand(annotations=[{"motivation": "unknown", "path": "/attendance"}])),
        trip("an annotation names a field without a slash", "wish", "/annotations/0/path",
             demand(annotations=[{"motivation": "unknown", "path": "deadline"}])),
        trip("an annotation names a field that no quantity has", "wish", "/annotations/0/path",
             demand(value={"value": 3}, annotations=[{"motivation": "unknown", "path": "/value/colour"}])),
        trip("an annotation names a field that no event has", "wish", "/annotations/0/path",
             demand(history=[event("raised")], annotations=[{"motivation": "unknown", "path": "/history/0/legs"}])),
        trip("an annotation names a field inside of a date's words", "wish", "/annotations/0/path",
             demand(date={"text": "in spring"}, annotations=[{"motivation": "unknown", "path": "/date/text/0"}])),
        trip("an annotation names a field that no date has", "wish", "/annotations/0/path",
             demand(date={"text": "in spring"}, annotations=[{"motivation": "unknown", "path": "/date/year"}])),
        trip("an annotation names an item of what is no list", "wish", "/annotations/0/path",
             demand(annotations=[{"motivation": "unknown", "path": "/value/0"}])),
        trip("an annotation names an item of a list by a name", "wish", "/annotations/0/path",
             demand(annotations=[{"motivation": "unknown", "path": "/by/north"}])),
        trip("an annotation names a field inside of text", "wish", "/annotations/0/path",
             demand(annotations=[{"motivation": "unknown", "path": "/text/language"}])),
    ],
    "field-not-for-kind": [
        trip("a state holds a post", "north-2", "/posts",
             party("north-2", kind="state", posts=[{"title": "Minister"}]), demand(to=["north-2"])),
        *(
            trip(f"an embargo has a {name}", "step", f"/{name}", measure(**{name: code}))
            for name, code in CEASEFIRE_FIELDS.items()
        ),
        trip("a package has objects", "tie", "/objects",
             linkage(kind="package", subjects=["war", "talks"], objects=["north"])),
        trip("a trend is lawful", "view", "/value", assessment(kind="trend", value="lawful")),
        trip("a forecast has no values of its own", "view", "/value", assessment(kind="forecast", value="major")),
    ],
    "unsourced": [
        *(
            trip(f"a {name} without a citation", "claim", "", claim("claim", citations=None))
            for name, claim in CLAIMS.items()
        ),
        trip("one event of two is cited", "swap", "",
             exchange(citations=None, history=[event("expected", citations=CITED), event("completed")])),
        trip("another record that refers to it is cited", "wish", "",
             demand(citations=None), position(stance="rejects")),
    ],
    "unused-record": [
        trip("a source", "book", "", source("book")),
        trip("a party", "east", "", party("east")),
        trip("a place", "river", "", place("river")),
        trip("an issue", "border", "", issue("border")),
        trip("a party that itself refers to others", "ministry", "",
             party("ministry", parent="north", citations=CITED)),
    ],
    "status-order": [
        *(
            trip(f"{coming} a day after {done}", "swap", "/history/1/date",
                 exchange(history=[event(done, "2026-02-05"), event(coming, "2026-02-06")]))
            for coming in ("proposed", "agreed", "expected", "under_way")
            for done in ("completed", "confirmed")
        ),
        trip("whatever the order of the list", "swap", "/history/0/date",
             exchange(history=[event("agreed", "2026-02-06"), event("completed", "2026-02-05")])),
        trip("the month after", "swap", "/history/1/date",
             exchange(history=[event("completed", "2026-02-05"), event("expected", "2026-03")])),
        trip("after a month in which it was done", "swap", "/history/1/date",
             exchange(history=[event("completed", "2026-02"), event("expected", "2026-03-01")])),
        trip("an hour later", "swap", "/history/1/date",
             exchange(history=[event("completed", "2026-02-05T12:00:00Z"),
                               event("agreed", "2026-02-05T15:00:00+02:00")])),
        trip("later than the first of two that were done", "swap", "/history/1/date",
             exchange(history=[event("completed", "2026-02-05"), event("agreed", "2026-02-06"),
                               event("confirmed", "2026-02-07")])),
    ],
    "deadline-before-demand": [
        trip("the day before", "wish", "/deadline", demand(date="2026-02-05", deadline="2026-02-04")),
        trip("the month before", "wish", "/deadline", demand(date="2026-02-01", deadline="2026-01")),
        trip("before a year", "wish", "/deadline", demand(date="2026", deadline="2025-12-31")),
        trip("before a demand that lasts", "wish", "/deadline", demand(date="2026-02-05/..", deadline="2026-02-04")),
    ],
    "contradictory-attendance": [
        *(
            trip(f"took part and {code}", "out", "/attendance",
                 participation("in"), participation("out", attendance=code))
            for code in ("declined", "boycotted", "absent", "excluded")
        ),
        trip("among other parties", "out", "/attendance",
             participation("in", parties=["south", "north"]),
             participation("out", parties=["north", "west"], attendance="absent")),
        trip("in different roles", "out", "/attendance",
             participation("in", role="observer"), participation("out", role="mediator", attendance="excluded")),
        trip("one of several sources", "out", "/attendance", source("book"),
             participation("in", citations=[{"source": "book"}]),
             participation("out", citations=[*CITED, {"source": "book"}], attendance="absent")),
        trip("for the whole activity and out on a day of it", "out", "/attendance",
             participation("in"), participation("out", date="2026-02-05", attendance="absent")),
        trip("in a month and out on a day of it", "out", "/attendance",
             participation("in", date="2026-02"), participation("out", date="2026-02-05", attendance="absent")),
    ],
    "stance-of-maker": [
        *(
            trip(f"{stance} on what another demands", "answer", "/stance", demand(), position(stance=stance))
            for stance in ("insists", "maintains", "softens")
        ),
        trip("one of two did not make it", "answer", "/stance",
             demand(), position(by=["north", "south"], stance="insists")),
        trip("one demand of two is another's", "answer", "/stance",
             demand(), demand("mine", by=["south"]), position(about=["mine", "wish"], stance="insists")),
    ],
    "possible-double-count": [
        trip("on one day", "y", "", swap("x", "2026-02-05"), swap("y", "2026-02-05")),
        trip("in one second", "y", "", swap("x", "2026-02-05T12:00:00Z"), swap("y", "2026-02-05T12:00:00Z")),
        trip("from the day on which the other ended", "y", "",
             swap("x", "2026-02-01/2026-02-05"), swap("y", "2026-02-05/2026-02-09")),
        trip("in opposite directions", "y", "",
             swap("x", "2026-02-05"), swap("y", "2026-02-05", sides=("south", "north"))),
        trip("on a day and in the month", "y", "", swap("x", "2026-02"), swap("y", "2026-02-05")),
        trip("on one day of a longer history", "y", "",
             swap("x", "2026-01-10", "2026-02-05", "2026-03-01"), swap("y", "2026-01-20", "2026-02-05")),
        trip("on several days of both", "y", "",
             swap("x", "2026-02-05", "2026-02-06"), swap("y", "2026-02-05", "2026-02-06")),
        trip("two that last, and a short one of the first within it", "y", "",
             swap("x", "2026-01-01/2026-12-31", "2026-02-05"), swap("y", "2026-03-01/2026-12-31")),
        trip("with a third party in one of them", "y", "", swap("x", "2026-02-05"),
             exchange("y", history=[event(date="2026-02-05", legs=[leg("west", "north"), leg("south", "north")])])),
        trip("on one of the days that one of them may mean", "y", "",
             swap("x", "[2026-01-01,2026-12-01]"), swap("y", "2026-12-01")),
        trip("on one of the days that one of them may mean, with a third on a day between", "z", "",
             swap("x", "[2026-01-01,2026-12-01]"), swap("y", "2026-06-01"), swap("z", "2026-12-01")),
        trip("until a day, nobody knows from when", "y", "",
             swap("x", "2026-01-01"), swap("y", "2026-06-01", "/2026-12-31")),
    ],
    "process-differs": [
        trip("a demand", "wish", "/process",
             meeting(process="talks"), demand(round="round-1", process="other-talks")),
        trip("an exchange", "swap", "/process",
             meeting(process="talks"), exchange(round="round-1", process="other-talks")),
        trip("a paper", "paper", "/process",
             meeting(process="talks"), agreement(round="round-1", process="other-talks")),
    ],
    "deprecated-code": [
        trip("a code", "wish", "/kind", demand(kind="request")),
        trip("a status", "wish", "/history/1/status", demand(history=[event("raised"), event("lapsed")])),
        trip("a code deep inside", "swap", "/history/0/legs/1/category",
             exchange(history=[event(legs=[leg("north", "south"), leg("south", "north", category="hostage")])])),
    ],
}  # fmt: skip

NEAR_MISSES: dict[str, dict[str, tuple[Grouped, ...]]] = {
    "self-reference": {
        "part of another": (demand(part_of="plan"), demand("plan")),
        "two linkages that tie each other": (linkage("a", objects=["b"]), linkage("b", objects=["a"])),
        "two processes that stand in each other's histories": (
            process("a", history=[event("concluded", because=["b"])]),
            process("b", history=[event("proposed", because=["a"])]),
        ),
    },
    "reference-cycle": {
        "a long chain of rounds": (
            *(meeting(f"day-{number:02}", parent=f"day-{number + 1:02}") for number in range(12)), meeting("day-12"),
        ),
        "parts of parts of a paper": (demand("a", part_of="b"), demand("b", part_of="paper"), agreement()),
        "two parts of one whole": (demand("a", part_of="c"), demand("b", part_of="c"), demand("c")),
        "members of each other": (
            party("bloc", members=[{"party": "club"}]), party("club", members=[{"party": "bloc"}]),
        ),
        "positions about each other": (
            position("a", about=["b"], stance="accepts"), position("b", about=["a"], stance="rejects"),
        ),
    },
    "package-needs-two": {
        "two": (linkage(kind="package", subjects=["war", "talks"]),),
        "another kind with one subject": (linkage(subjects=["war"], objects=["talks"]),),
        "somebody's own kind": (linkage(kind="example.org:package"),),
    },
    "linkage-needs-objects": {
        "one object": (linkage(objects=["war"]),),
        "a package has none": (linkage(kind="package", subjects=["war", "talks"]),),
        "somebody's own kind": (linkage(kind="example.org:alone"),),
    },
    "total-mismatch": {
        "they add up": (counted(total(314), leg("north", "south", 157), leg("south", "north", 157)),),
        "decimals add up": (counted(total(0.3), leg("north", "south", 0.1), leg("south", "north", 0.2)),),
        "no legs": (exchange(history=[event(quantity=total(314))]),),
        "no number": (exchange(history=[event(legs=[leg("north", "south", 4)])]),),
        "basis not given": (counted(amount(314), leg("north", "south", 157)),),
        "basis unspecified": (counted(amount(314, basis="unspecified"), leg("north", "south", 157)),),
        "the legs are of two units": (
            counted(total(10), leg("north", "south", amount(4, unit="persons")),
                    leg("south", "north", amount(5, unit="bodies"))),
        ),
        "the total is of another unit": (
            counted(total(10, unit="bodies"), leg("north", "south", amount(4, unit="persons"))),
        ),
        "another event has the other number": (
            exchange(history=[event("expected", quantity=total(10)), event(legs=[leg("north", "south", 9)])]),
        ),
        "the total is about": (counted(total(10, qualifier="about"), leg("north", "south", 9)),),
        "the total is a range": (
            counted({"lower": 5, "upper": 7, "basis": "total"}, leg("north", "south", 9)),
        ),
        **{
            f"a leg is {title}": (counted(total(10), leg("north", "south", 9), leg("south", "north", quantity)),)
            for title, quantity in {
                "about": amount(9, qualifier="about"),
                "at least": amount(9, qualifier="at_least"),
                "at most": amount(0, qualifier="at_most"),
                "a range": {"lower": 5, "upper": 7},
                "in words": {"text": "some"},
                "without a number": None,
            }.items()
        },
    },
    "per-side-mismatch": {
        "each gives the number": (counted(per_side(157), leg("north", "south", 157), leg("south", "north", 157)),),
        "categories add up": (
            counted(per_side(157), leg("north", "south", 100), leg("north", "south", 57), leg("south", "north", 157)),
        ),
        "one side gives to two": (
            counted(per_side(157), leg("north", "south", 100), leg("north", "west", 57), leg("south", "north", 157)),
        ),
        "two sides give to one": (counted(per_side(157), leg("north", "west", 100), leg("south", "west", 57)),),
        "a part whose receiver is not told": (
            counted(per_side(157), leg("north", "south", 100), leg("north", None, 57)),
        ),
        "parts that may be of one direction": (
            counted(per_side(157), leg("north", None, 100), leg(None, "south", 57)),
        ),
        "nobody is named": (counted(per_side(157), leg(None, None, 100)),),
        "a total": (counted(total(314), leg("north", "south", 150), leg("south", "north", 164)),),
        "basis unspecified": (counted(amount(157, basis="unspecified"), leg("north", "south", 150)),),
        "about": (counted(per_side(157, qualifier="about"), leg("north", "south", 150)),),
        "a leg of another unit": (
            counted(per_side(157, unit="persons"), leg("north", "south", amount(150, unit="bodies"))),
        ),
        "a part in words": (
            counted(per_side(157), leg("north", "south", 100), leg("north", "south", {"text": "the sick"})),
        ),
        "no legs": (exchange(history=[event(quantity=per_side(157))]),),
    },
    "supports-nothing": {
        **{
            f"a citation of {path}": (
                demand(
                    by=["north", "south"], value={"value": 3, "unit": "km"}, date={"text": "in spring"},
                    extra={"pax:a/b~c": ""}, history=[event("raised"), event("met", note="it says")],
                    citations=[{"source": "article", "supports": [path]}],
                ),
            )
            for path in (
                "/text", "/by", "/by/1", "/value", "/value/unit", "/date/text", "/history/1/note",
                "/citations/0/source", "/extra/pax:a~1b~0c", "/id",
            )
        },
        "an event's citation with pointers from the record's root": (
            demand(history=[
                event("raised", citations=[{"source": "article", "supports": ["/history/0/status", "/by"]}]),
            ]),
        ),
        **{
            f"an annotation of {path}": (
                demand(
                    value={"value": 3}, history=[event("raised")],
                    annotations=[{"motivation": "unknown", "path": path}],
                ),
            )
            for path in (
                "/text", "/deadline", "/to", "/to/0", "/value/unit", "/bottom_line/unit", "/history/0/date",
                "/history/3/citations/0/locator", "/date/text", "/extra/pax:Part", "/extra", "/annotations/0/text",
            )
        },
        "an annotation without a path": (demand(annotations=[comment("as printed")]),),
    },
    "field-not-for-kind": {
        "a person holds a post": (party("anna", kind="person", posts=[{"title": "Envoy"}]), demand(to=["anna"])),
        "a state without posts": (party("east", kind="state"), demand(to=["east"])),
        "somebody's own kind of party": (
            party("anna", kind="example.org:envoy", posts=[{"title": "Envoy"}]), demand(to=["anna"]),
        ),
        "a ceasefire": (measure(kind="ceasefire", **CEASEFIRE_FIELDS),),
        "a pause": (measure(kind="bombardment_pause", **CEASEFIRE_FIELDS),),
        "somebody's own kind of measure": (measure(kind="example.org:lull", **CEASEFIRE_FIELDS),),
        "an embargo without them": (measure(topics=["sovereignty.borders"]),),
        "a package without objects": (linkage(kind="package", subjects=["war", "talks"]),),
        **{
            f"a {kind} is {value}": (assessment(kind=kind, value=value),)
            for kind, value in (
                ("significance", "limited"), ("trend", "stable"), ("readiness", "ripening"), ("legality", "unclear"),
                ("trend", "example.org:odd"), ("example.org:kind", "lawful"),
            )
        },
        "no value": (assessment(kind="trend"),),
    },
    "unsourced": {
        **{f"a {name} with a citation": (claim("claim"),) for name, claim in CLAIMS.items()},
        **{
            f"a {title} every event of which is cited": (record,)
            for title, record in {
                "demand": demand(citations=None, history=[event("raised", citations=CITED)]),
                "measure": measure(citations=None, history=[event("lifted", citations=CITED)]),
                "exchange": exchange(
                    citations=None, history=[event("expected", citations=CITED), event(citations=CITED)]
                ),
            }.items()
        },
        "what is no claim": (
            issue("border"), demand(issue="border"), agreement(), meeting(), process("track"), place("river"),
            place("bank", parent="river"), measure(places=["bank"]),
        ),
    },
    "unused-record": {
        "a source in an event's citation": (
            source("book"), demand(history=[event("raised", citations=[{"source": "book"}])]),
        ),
        "a party as a member": (party("east"), party("bloc", members=[{"party": "east"}]), demand(to=["bloc"])),
        "a party in a leg": (party("east"), exchange(history=[event(legs=[leg("east", None)])])),
        "a party that asserts": (party("east"), demand(citations=[{"source": "article", "asserted_by": ["east"]}])),
        "a place as a parent": (place("country"), place("city", parent="country"), meeting(place="city")),
        "an issue on an agenda": (issue("border"), meeting(agenda=["border"])),
        "an issue that is assessed": (issue("border"), assessment(about=["border"])),
        "two that only refer to each other": (
            party("bloc", members=[{"party": "club"}]), party("club", parent="bloc"),
        ),
        "what need not be used": (process("track"), meeting(), agreement(), demand(), statement()),
    },
    "status-order": {
        "in order": (exchange(history=[event("agreed", "2026-02-05"), event("completed", "2026-02-06")]),),
        "on one day": (exchange(history=[event("agreed", "2026-02-05"), event("completed", "2026-02-05")]),),
        "in the month in which it was done": (
            exchange(history=[event("completed", "2026-02-05"), event("expected", "2026-02")]),
        ),
        "on a day of the month in which it was done": (
            exchange(history=[event("completed", "2026-02"), event("expected", "2026-02-28")]),
        ),
        "about a month later": (exchange(history=[event("completed", "2026-02-05"), event("expected", "2026-03~")]),),
        "while it was being done": (
            exchange(history=[event("completed", "2026-02-05/2026-02-07"), event("under_way", "2026-02-06")]),
        ),
        "done since a day": (exchange(history=[event("completed", "2026-02-05/.."), event("agreed", "2026-02-06")]),),
        "in words": (
            exchange(history=[event("completed", "2026-02-05"), event("expected", date={"text": "much later"})]),
        ),
        "without a date": (exchange(history=[event("completed", "2026-02-05"), event("expected")]),),
        "done without a date": (exchange(history=[event("completed"), event("expected", "2026-02-05")]),),
        "planned for later": (
            exchange(history=[event("agreed", "2026-02-04", planned="2026-03-01"), event("completed", "2026-02-05")]),
        ),
        **{
            f"{status} later": (exchange(history=[event("completed", "2026-02-05"), event(status, "2026-02-06")]),)
            for status in ("partly_completed", "completed", "confirmed", "postponed", "cancelled", "disputed")
        },
        "after a part was done": (
            exchange(history=[event("partly_completed", "2026-02-05"), event("under_way", "2026-02-06")]),
        ),
        "another exchange was done": (
            exchange("a", history=[event("completed", "2026-02-05")]),
            exchange("b", history=[event("agreed", "2026-02-06")]),
        ),
        "the history of a measure": (
            measure(history=[event("in_force", "2026-02-05"), event("agreed", "2026-02-06")]),
        ),
    },
    "deadline-before-demand": {
        "the day itself": (demand(date="2026-02-05", deadline="2026-02-05"),),
        "later": (demand(date="2026-02-05", deadline="2026-02-06"),),
        "the month of the demand": (demand(date="2026-02-05", deadline="2026-02"),),
        "a day of the month of the demand": (demand(date="2026-02", deadline="2026-02-01"),),
        "about the day before": (demand(date="2026-02-05", deadline="2026-02-04~"),),
        "some day until a day after": (demand(date="2026-02-05", deadline="[..2026-02-28]"),),
        "in words": (demand(date="2026-02-05", deadline={"text": "before spring"}),),
        "a demand without a date": (demand(deadline="2026-02-04"),),
        "a demand without a deadline": (demand(date="2026-02-04"),),
        "a demand that began nobody knows when": (demand(date="/2026-02-05", deadline="2020"),),
    },
    "contradictory-attendance": {
        "another source": (
            source("book"), participation("in"),
            participation("out", attendance="absent", citations=[{"source": "book"}]),
        ),
        "another date": (
            participation("in", date="2026-02-04"), participation("out", attendance="absent", date="2026-02-05"),
        ),
        "another activity": (participation("in"), participation("out", attendance="absent", activity="other-talks")),
        "a round of the activity": (
            meeting(process="talks"), participation("in"),
            participation("out", attendance="absent", activity="round-1"),
        ),
        "another party": (participation("in"), participation("out", attendance="absent", parties=["south"])),
        "nobody by name": (
            participation("in", parties=[]), participation("out", attendance="absent", parties=[]),
        ),
        "those who are spoken for": (
            participation("in", on_behalf_of="south"), participation("out", attendance="absent", parties=["south"]),
        ),
        "somebody's own code": (participation("in"), participation("out", attendance="example.org:late")),
        **{
            f"{code} is not out": (participation("in"), participation("other", attendance=code))
            for code in ("invited", "requested", "walked_out")
        },
        "out twice": (
            participation("out", attendance="absent"), participation("away", attendance="excluded"),
        ),
        "in twice": (participation("in"), participation("on", role="observer")),
    },
    "stance-of-maker": {
        **{
            f"its maker {stance}": (demand(), position(by=["north"], stance=stance))
            for stance in ("insists", "maintains", "softens")
        },
        "one of its makers": (demand(by=["north", "south"]), position(by=["south"], stance="insists")),
        "all of its makers": (demand(by=["north", "south"]), position(by=["south", "north"], stance="insists")),
        "another stance": (demand(), position(stance="rejects")),
        "no stance": (demand(), position(concession="partial")),
        "somebody's own stance": (demand(), position(stance="example.org:insists")),
        "about something else": (position(about=["war", "talks"], stance="insists"),),
    },
    "possible-double-count": {
        "another kind": (
            swap("x", "2026-02-05"), ("exchanges", swap("y", "2026-02-05")[1] | {"kind": "remains_repatriation"}),
        ),
        "another pair": (swap("x", "2026-02-05"), swap("y", "2026-02-05", sides=("north", "west"))),
        "the next day": (swap("x", "2026-02-05"), swap("y", "2026-02-06")),
        "the next month": (swap("x", "2026-02-05"), swap("y", "2026-03")),
        "days that alternate": (swap("x", "2026-02-01", "2026-02-03"), swap("y", "2026-02-02", "2026-02-04")),
        "another of the days that it may mean": (swap("x", "[2026-01-01,2026-12-01]"), swap("y", "2026-06-01")),
        "without a date": (
            swap("x", "2026-02-05"), exchange("y", history=[event(legs=[leg("north", "south")])]),
        ),
        "without directions": (
            exchange("x", history=[event(date="2026-02-05")]), exchange("y", history=[event(date="2026-02-05")]),
        ),
        "half of a direction": (
            exchange("x", history=[event(date="2026-02-05", legs=[leg("north", None)])]), swap("y", "2026-02-05"),
        ),
        "half of a direction in both": (
            exchange("x", history=[event(date="2026-02-05", legs=[leg("north", None), leg(None, "south")])]),
            exchange("y", history=[event(date="2026-02-05", legs=[leg("north", None), leg(None, "south")])]),
        ),
        "several claims about one": (swap("x", "2026-02-05", "2026-02-05", "2026-02"),),
        **{
            f"one {status}": (swap("x", "2026-02-05"), swap("y", "2026-02-05", status=status))
            for status in ("cancelled", "postponed", "disputed")
        },
    },
    "process-differs": {
        "the same": (meeting(process="talks"), demand(round="round-1", process="talks")),
        "the round says nothing": (meeting(), demand(round="round-1", process="talks")),
        "the record says nothing": (meeting(process="talks"), demand(round="round-1")),
        "no round": (meeting(process="talks"), demand(process="other-talks")),
        "another round": (
            meeting(process="talks"), meeting("round-2", process="other-talks"),
            exchange(round="round-2", process="other-talks"),
        ),
    },
    "deprecated-code": {
        "a current code": (demand(kind="ultimatum", history=[event("raised")]),),
        "somebody's own code": (demand(kind="example.org:request"),),
        "a code that is text elsewhere": (demand(text="lapsed", tags=["request"], note="hostage"),),
        "a unit by its pattern": (demand(value={"value": 3, "unit": "EUR"}),),
    },
}  # fmt: skip

each_trip = pytest.mark.parametrize(
    ("code", "case"),
    [pytest.param(code, case, id=f"{code}-{case.title}") for code, cases in TRIPS.items() for case in cases],
)
each_near_miss = pytest.mark.parametrize(
    ("code", "records"),
    [
        pytest.param(code, records, id=f"{code}-{title}")
        for code, cases in NEAR_MISSES.items()
        for title, records in cases.items()
    ],
)


def told(data: pt.Dataset, code: str = "") -> tuple[pt.Problem, ...]:
    """What is told about a dataset; for the cases of deprecated-code, what a later version would tell."""
    return tuple(meaning_problems(data, LATER_RULES)) if code == "deprecated-code" else pt.check(data)


def places(problems: tuple[pt.Problem, ...] | list[pt.Problem]) -> list[tuple[str, str | None, str]]:
    return [(problem.code, problem.record, problem.path) for problem in problems]


# --- every rule ------------------------------------------------------------------------------------------------------


def test_nothing_is_wrong_with_the_base():
    assert pt.check(document()) == ()


@each_trip
def test_a_broken_rule_is_told_as_one_problem(code, case):
    (problem,) = told(dataset(*case.records), code)
    assert (problem.code, problem.severity) == (code, SEVERITY[code])
    assert (problem.record, problem.path) == (case.record, case.path)
    assert problem.line is None
    assert problem.message


@each_near_miss
def test_what_comes_near_is_not_told(code, records):
    assert told(dataset(*records), code) == ()


def test_the_table_of_rules_is_the_list_of_codes_of_the_model():
    assert [(rule.code, rule.severity) for rule in RULES] == list(SEVERITY.items())


def test_every_rule_has_a_case_and_a_near_miss():
    codes = {rule.code for rule in RULES}
    assert {code for code, cases in TRIPS.items() if cases} == codes
    assert {code for code, cases in NEAR_MISSES.items() if cases} == codes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_finds_nothing_in_an_empty_dataset(rule):
    assert meaning_problems(pt.Dataset(), [rule]) == []


# --- several problems ------------------------------------------------------------------------------------------------


def test_each_of_two_circles_is_told():
    data = dataset(
        demand("a", part_of="b"), demand("b", part_of="a"), demand("c", part_of="d"), demand("d", part_of="c")
    )
    assert places(pt.check(data)) == [("reference-cycle", "a", "/part_of"), ("reference-cycle", "c", "/part_of")]


@pytest.mark.parametrize("order", list(itertools.permutations("abcd"))[::5], ids="".join)
def test_a_circle_is_told_at_its_smallest_id_in_whatever_order_it_runs(order):
    """The first of ``order`` is part of the second and so on; the last is part of the second: the first is outside."""
    following = dict(zip(order, [*order[1:], order[1]], strict=True))
    data = dataset(*(demand(id, part_of=whole) for id, whole in following.items()))
    (problem,) = pt.check(data)
    assert (problem.code, problem.record) == ("reference-cycle", min(order[1:]))
    assert all(f" {id}" in problem.message.replace("(", " ") for id in order[1:])


def test_both_directions_that_differ_are_told():
    data = dataset(counted(per_side(157), leg("north", "south", 150), leg("south", "north", 160)))
    paths = ["/history/0/legs/0", "/history/0/legs/1"]
    assert places(pt.check(data)) == [("per-side-mismatch", "swap", path) for path in paths]


def test_each_self_reference_of_a_record_is_told():
    data = dataset(linkage(subjects=["war", "tie"], objects=["tie"]))
    assert places(pt.check(data)) == [("self-reference", "tie", "/subjects/1"), ("self-reference", "tie", "/objects/0")]


def test_a_record_that_refers_only_to_itself_is_told_once():
    """One fault is one problem: that nothing else refers to it shows when the reference is corrected."""
    data = dataset(place("river", parent="river"))
    assert places(pt.check(data)) == [("self-reference", "river", "/parent")]


def test_each_party_that_is_both_in_and_out_is_told():
    both = ["north", "south"]
    data = dataset(participation("in", parties=both), participation("out", parties=both, attendance="absent"))
    problems = pt.check(data)
    assert places(problems) == [("contradictory-attendance", "out", "/attendance")] * 2
    assert all(any(name in problem.message for problem in problems) for name in both)


def test_each_demand_of_another_on_which_somebody_insists_is_told():
    data = dataset(demand(), demand("other"), position(about=["wish", "other", "war"], stance="insists"))
    assert places(pt.check(data)) == [("stance-of-maker", "answer", "/stance")] * 2


def test_each_field_of_a_ceasefire_is_told():
    paths = [path for _, _, path in places(pt.check(dataset(measure(**CEASEFIRE_FIELDS))))]
    assert sorted(paths) == sorted(f"/{name}" for name in CEASEFIRE_FIELDS)


def test_a_package_can_be_wrong_in_two_ways():
    data = dataset(linkage(kind="package", subjects=["war"], objects=["talks"]))
    assert sorted(problem.code for problem in pt.check(data)) == ["field-not-for-kind", "package-needs-two"]


def test_two_that_last_are_told_although_a_short_one_lies_between():
    data = dataset(
        swap("a-long", "2026-01-01/2026-12-31"), swap("b-short", "2026-02-05"), swap("c-long", "2026-03-01/2027")
    )
    found = [(problem.record, problem.value) for problem in pt.check(data)]
    assert found == [("b-short", "a-long"), ("c-long", "a-long")]


def test_a_pair_is_told_once_and_at_the_later_id():
    data = dataset(swap("y", "2026-01", "2026-02", "2026-03"), swap("x", "2026-01-05", "2026-02-05", "2026-03-05"))
    (problem,) = pt.check(data)
    assert (problem.record, problem.value) == ("y", "x")


def test_the_problems_of_a_dataset_come_in_the_order_of_its_records():
    data = dataset(
        swap("x", "2026-02-05"), swap("y", "2026-02-05"), linkage(), demand(citations=None), demand("b", part_of="b")
    )
    assert [problem.record for problem in pt.check(data)] == ["b", "wish", "tie", "y"]


def test_a_deprecated_code_is_told_with_the_version_and_what_to_write():
    (problem,) = told(dataset(demand(kind="request")), "deprecated-code")
    assert "1.1" in problem.message
    assert "'demand'" in problem.message
    assert problem.value == "request"


def test_a_deprecated_code_without_a_successor_names_none():
    (problem,) = told(dataset(demand(history=[event("lapsed")])), "deprecated-code")
    assert "None" not in problem.message


@pytest.mark.parametrize("case", TRIPS["deprecated-code"], ids=lambda case: case.title)
def test_the_codes_of_those_cases_are_current_today(case):
    assert pt.check(dataset(*case.records)) == ()


# --- acceptance ------------------------------------------------------------------------------------------------------

# Eleven events: /history/1 is no place above /history/10.
HISTORY = [
    event("completed", "2026-02-05"),
    *(event("expected", "2026-02") for _ in range(9)),
    event("agreed", "2026-03"),
]


def commented(*annotations: Fields) -> Grouped:
    """An exchange with one warning, status-order at /history/10/date, and annotations."""
    return exchange(history=HISTORY, annotations=list(annotations))


def test_the_warning_that_the_annotations_below_are_about():
    assert places(pt.check(dataset(commented()))) == [("status-order", "swap", "/history/10/date")]


@pytest.mark.parametrize(
    "annotation",
    [
        pytest.param(comment("status-order"), id="the code alone"),
        pytest.param(comment("status-order: the second stage was agreed later"), id="with a reason"),
        pytest.param(comment("status-order, for it had two stages"), id="with a comma"),
        pytest.param(comment("status-order\nfor it had two stages"), id="on two lines"),
        pytest.param(comment("status-order", path="/history/10/date"), id="at the place"),
        pytest.param(comment("status-order", path="/history/10"), id="at the event"),
        pytest.param(comment("status-order", path="/history"), id="at the history"),
    ],
)
def test_a_comment_that_begins_with_the_code_accepts_a_warning(annotation):
    assert pt.check(dataset(commented(annotation))) == ()


@pytest.mark.parametrize(
    "annotation",
    [
        pytest.param(comment("status-order", path="/history/0/date"), id="elsewhere"),
        pytest.param(comment("status-order", path="/history/1"), id="at a place that only looks like one above"),
        pytest.param(comment("status-order", path="/history/10/date/text"), id="below the place"),
        pytest.param(comment("status-order", path="/kind"), id="at another field"),
        pytest.param({"motivation": "correcting", "text": "status-order: known"}, id="another motivation"),
        pytest.param({"motivation": "disputed", "text": "status-order: known"}, id="that it is disputed"),
        pytest.param(comment("status-orderly"), id="a longer word"),
        pytest.param(comment("status-order-of-events"), id="a longer code"),
        pytest.param(comment("status-order2"), id="a numbered code"),
        pytest.param(comment("status-order2: known"), id="a numbered code with a reason"),
        pytest.param(comment("status"), id="a shorter word"),
        pytest.param(comment("Status-order"), id="a capital letter"),
        pytest.param(comment("known: status-order"), id="the code further on"),
        pytest.param(comment("unsourced: known"), id="another code"),
        pytest.param({"motivation": "commenting"}, id="no text"),
    ],
)
def test_nothing_else_accepts_a_warning(annotation):
    assert places(pt.check(dataset(commented(annotation)))) == [("status-order", "swap", "/history/10/date")]


def test_one_annotation_of_several_is_enough():
    annotations = comment("as printed"), comment("status-order", path="/kind"), comment("status-order: two stages")
    assert pt.check(dataset(commented(*annotations))) == ()


def test_a_code_does_not_accept_what_begins_like_it():
    """No code is the beginning of another today; this holds on the day that one is."""
    (known,) = [rule for rule in RULES if rule.code == "status-order"]
    shorter = attrs.evolve(known, code="status")
    data = dataset(commented(comment("status-order: two stages")))
    assert [problem.code for problem in meaning_problems(data, [shorter])] == ["status"]


@pytest.mark.parametrize("code", ERRORS)
def test_an_error_cannot_be_accepted(code):
    records = copy.deepcopy(TRIPS[code][0].records)
    for _, fields in records:
        fields["annotations"] = [comment(f"{code}: known")]
    assert [problem.code for problem in pt.check(document(*records))] == [code]


@pytest.mark.parametrize("code", WARNINGS)
def test_every_warning_can_be_accepted(code):
    case = TRIPS[code][0]
    records = copy.deepcopy(case.records)
    for _, fields in records:
        if fields["id"] == case.record:
            fields["annotations"] = [comment(f"{code}: known")]
    assert told(dataset(*records), code) == ()


def test_only_the_record_in_which_the_warning_stands_can_accept_it():
    data = dataset(demand(annotations=[comment("stance-of-maker: known")]), position(stance="insists"))
    assert places(pt.check(data)) == [("stance-of-maker", "answer", "/stance")]


def test_accepting_one_of_two_warnings_leaves_the_other():
    demanded = {"date": "2026-02-05", "deadline": "2026-02-04", "citations": None}
    data = dataset(demand(**demanded, annotations=[comment("deadline-before-demand: as printed")]))
    assert places(pt.check(data)) == [("unsourced", "wish", "")]


def test_a_path_accepts_one_of_two_places():
    history = [event("completed", "2026-02-05"), event("agreed", "2026-02-06"), event("expected", "2026-02-07")]
    data = dataset(exchange(history=history, annotations=[comment("status-order", path="/history/1")]))
    assert places(pt.check(data)) == [("status-order", "swap", "/history/2/date")]


def test_a_comment_with_a_path_does_not_accept_a_warning_about_the_whole_record():
    data = dataset(demand(citations=None, annotations=[comment("unsourced: known", path="/text")]))
    assert places(pt.check(data)) == [("unsourced", "wish", "")]


# --- order -----------------------------------------------------------------------------------------------------------

# Records with many different problems, which do not get into each other's way.
TROUBLED = (
    demand("late", date="2026-02-05", deadline="2026-01"), demand("loop-a", part_of="loop-b"),
    demand("loop-b", part_of="loop-c"), demand("loop-c", part_of="loop-a"), demand("bare", citations=None),
    linkage("lonely", kind="package", subjects=["war"]), linkage("void"), place("river"), party("east"),
    position("theirs", about=["late", "bare"], stance="insists"), swap("x", "2026-02-05"), swap("y", "2026-02"),
    swap("z", "2026-02-01/2026-02-10"), participation("in"), participation("on", role="observer"),
    participation("out", attendance="absent"), measure("dry", scope="air", laterality="bilateral"),
    meeting(process="talks"), agreement(process="other-talks", round="round-1"),
)  # fmt: skip


def test_the_troubled_records_have_many_problems():
    problems = pt.check(document(*TROUBLED))
    assert len(problems) >= 15
    assert len({problem.code for problem in problems}) >= 11


@given(st.permutations(TROUBLED))
def test_the_order_of_a_document_makes_no_difference(records):
    assert pt.check(dataset(*records)) == pt.check(dataset(*TROUBLED))


@given(st.permutations(TROUBLED))
def test_the_order_of_a_document_makes_no_difference_but_for_where_the_problems_are(records):
    shuffled, plain = document(*records), document(*TROUBLED)
    assert located(shuffled, pt.check(shuffled)) == located(plain, pt.check(plain))


def located(plain: Fields, problems: tuple[pt.Problem, ...]) -> list[tuple[str, str | None, str, str]]:
    """Problems with their paths cut to the record's root, after a look whether they lead to their record."""
    found = []
    for problem in problems:
        _, group, index, *rest = problem.path.split("/")
        assert plain[group][int(index)]["id"] == problem.record
        found.append((problem.code, problem.record, "/".join(rest), problem.message))
    return found


def test_the_order_of_problems_does_not_depend_on_the_seed_of_hashes():
    """Three pairs of parties, each with an exchange of its own and one that all share: three problems of one record."""
    pairs = [("north", "south"), ("south", "west"), ("west", "north")]

    def shared(id: str, date: str) -> Grouped:
        return exchange(id, history=[event(date=date, legs=[leg(*sides) for sides in pairs])])

    apart = [swap(f"own-{number}", "2026-02-05", sides=sides) for number, sides in enumerate(pairs)]
    text = json.dumps(document(shared("before", "2025-02-05"), *apart, shared("shared", "2026-02-05")))
    program = (
        "import json, sys, peacetalks as pt\n"
        "for problem in pt.check(json.loads(sys.argv[1])): print(problem)"
    )  # fmt: skip
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, text],
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in range(4)
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == 3


# --- where -----------------------------------------------------------------------------------------------------------

YAML = """\
peacetalks: "1.0"
demands:
- {id: wish, by: [south], kind: demand, text: Out, citations: [{source: article}]}
- id: late
  by: [north]
  kind: demand
  text: A truce
  date: 2026-02-05
  deadline: 2026-02-04
  citations:
  - source: article
    supports: [/text, /nothing]
linkages:
- {id: tie, kind: conditional_on, subjects: [wish],
   citations: [{source: article}]}
parties:
- id: north
  name: North
  kind: state
- {id: south, name: South, kind: state}
- {id: east, name: East, kind: state}
sources:
- {id: article, title: An article}
"""
IN_YAML = [
    ("deadline-before-demand", "late", "/demands/1/deadline", 9),
    ("supports-nothing", "late", "/demands/1/citations/0/supports/1", 12),
    ("linkage-needs-objects", "tie", "/linkages/0/objects", 14),
    ("unused-record", "east", "/parties/2", 21),
]


def whereabouts(problems: tuple[pt.Problem, ...]) -> list[tuple[str, str | None, str, int | None]]:
    return [(problem.code, problem.record, problem.path, problem.line) for problem in problems]


def test_paths_in_a_yaml_file_begin_at_the_document_and_lines_are_told(tmp_path):
    path = tmp_path / "talks.yaml"
    path.write_text(YAML, encoding="utf-8")
    assert whereabouts(pt.check(path)) == IN_YAML


def test_paths_in_a_json_file_begin_at_the_document_and_lines_are_told(tmp_path):
    path = tmp_path / "talks.json"
    plain = document(demand(), demand("late", date="2026-02-05", deadline="2026-02-04"))
    text = json.dumps(plain, indent=1)
    path.write_text(text, encoding="utf-8")
    line = 1 + next(number for number, words in enumerate(text.splitlines()) if '"deadline"' in words)
    assert whereabouts(pt.check(path)) == [("deadline-before-demand", "late", "/demands/1/deadline", line)]


def test_paths_in_an_open_file_begin_at_the_document(tmp_path):
    path = tmp_path / "talks.yaml"
    path.write_text(YAML, encoding="utf-8")
    with path.open("rb") as file:
        assert whereabouts(pt.check(file)) == IN_YAML


def test_paths_in_a_dict_begin_at_the_document_and_there_are_no_lines():
    plain = document(demand(), demand("late", date="2026-02-05", deadline="2026-02-04"))
    assert whereabouts(pt.check(plain)) == [("deadline-before-demand", "late", "/demands/1/deadline", None)]


def test_paths_in_a_dataset_begin_at_the_record():
    found = whereabouts(pt.check(pt.loads(YAML, format="yaml")))
    own = {
        (code, id, "/" + "/".join(path.split("/")[3:]) if path.count("/") > 2 else "", None)
        for code, id, path, _ in IN_YAML
    }
    assert set(found) == own
    assert len(found) == len(IN_YAML)


@each_trip
def test_the_path_from_the_document_leads_through_the_record(code, case):
    plain = document(*case.records)
    problems = pt.check(plain) if code != "deprecated-code" else ()
    for problem in problems:
        _, group, index, *_ = problem.path.split("/")
        assert plain[group][int(index)]["id"] == case.record
        assert problem.path == f"/{group}/{index}{case.path}"


def test_meaning_is_looked_at_only_where_shape_and_integrity_hold():
    broken = document(demand(part_of="wish", to=["nobody"]))
    assert [problem.code for problem in pt.check(broken)] == ["dangling-reference"]
    misspelt = document(demand(part_of="wish", dedline="2026"))
    assert [problem.code for problem in pt.check(misspelt)] == ["unknown-field"]


def test_data_with_errors_of_meaning_can_be_read():
    assert "wish" in pt.loads(json.dumps(document(demand(part_of="wish"))))


# --- overlapping exchanges against the definition --------------------------------------------------------------------

DATES = (
    "2026-01-01", "2026-02-05", "2026-06-01", "2026-12-01", "2026-01", "2026-06", "2026", "2026-02/2026-06",
    "2026-02-05/..", "../2026-02", "/2026-06-15", "2026-06/", "[2026-01-01,2026-12-01]", "[2026-02-01..2026-06-30]",
    "2026-06~", "2026-XX", "XXXX-02", {"text": "before spring"},
)  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(DATES), min_size=1, max_size=2), min_size=2, max_size=6))
@example([["[2026-01-01,2026-12-01]"], ["2026-06-01"], ["2026-12-01"]])
@example([["2026-01-01"], ["2026-06-01", "/2026-06-15"]])
def test_every_exchange_that_overlaps_another_is_named_and_no_other(dated):
    """Not every pair is told (there may be very many), but everybody who has a partner is told of with one."""
    exchanges = {f"x{number}": [pt.Date.from_plain(date) for date in dates] for number, dates in enumerate(dated)}
    overlapping = {
        frozenset((one, two))
        for one, two in itertools.combinations(exchanges, 2)
        if any(date.overlaps(other) for date in exchanges[one] for other in exchanges[two])
    }
    problems = pt.check(dataset(*(swap(f"x{number}", *dates) for number, dates in enumerate(dated))))
    pairs = [frozenset((problem.record, problem.value)) for problem in problems]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) <= overlapping
    assert set().union(*pairs) == set().union(*overlapping)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([None, *DATES])), max_size=8))
def test_every_absence_that_overlaps_a_presence_is_told_and_no_other(claims):
    seats = {f"seat-{number}": (is_out, date) for number, (is_out, date) in enumerate(claims)}
    present = [date for is_out, date in seats.values() if not is_out]
    contradicted = [
        id
        for id, (is_out, date) in seats.items()
        if is_out and any(may_be_of_one_time(date, other) for other in present)
    ]
    records = (participation(id, date=date, attendance="absent" if out else None) for id, (out, date) in seats.items())
    problems = pt.check(dataset(*records))
    assert places(problems) == [("contradictory-attendance", id, "/attendance") for id in contradicted]


def may_be_of_one_time(one: Any, other: Any) -> bool:
    return one is None or other is None or pt.Date.from_plain(one).overlaps(pt.Date.from_plain(other))


# --- cost ------------------------------------------------------------------------------------------------------------

Find = Callable[[pt.Dataset], Any]
FEW, MANY = 200, 2000
GROWTH = 15
"""Ten times the records may cost a little more than ten times the work; a hundred times is what must not happen."""


def work(find: Find, data: pt.Dataset) -> int:
    """How many functions, of Python and of C, are called until everything is found."""
    calls = 0

    def count(frame: Any, happening: str, argument: Any) -> None:
        nonlocal calls
        calls += happening in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for _ in find(data):
            pass
    finally:
        sys.setprofile(before)
    return calls


def assert_grows_in_proportion(
    find: Find, make: Callable[[int, int], pt.Record], few: int = FEW, many: int = MANY
) -> None:
    """Look at ``make(index, count)`` for every index below a small and a large count."""
    base = pt.loads(json.dumps(document()))
    small, large = (base.with_records(*(make(index, count) for index in range(count))) for count in (few, many))
    for data in (small, large):
        work(find, data)  # what is remembered from the first time is not counted
    assert work(find, large) <= GROWTH * work(find, small)


def day(index: int) -> str:
    return f"{1900 + index // 336:04}-{index // 28 % 12 + 1:02}-{index % 28 + 1:02}"


def swap_record(index: int, *dates: str, sides: tuple[str, str] = ("north", "south")) -> pt.Exchange:
    _, fields = swap(f"x{index:04}", *dates, sides=sides)
    return pt.from_dict(pt.Exchange, fields)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda index, _: swap_record(index, day(index)), id="one after the other"),
        pytest.param(lambda index, _: swap_record(index, "2026-02-05"), id="all on one day"),
        pytest.param(lambda index, count: swap_record(index, f"{day(index)}/{day(count)}"), id="all until one day"),
        pytest.param(lambda index, count: swap_record(index, f"{day(0)}/{day(index)}"), id="all from one day"),
        pytest.param(
            lambda index, count: swap_record(index, day(index) if index else "1900/2026"), id="all within one"
        ),
        pytest.param(lambda index, count: swap_record(index, day(index), day(count - index)), id="each twice"),
        pytest.param(
            lambda index, count: swap_record(index, day(index) if index else "[1890-01-01,2026-01-01]"),
            id="one on one of two days, the rest between",
        ),
    ],
)
def test_looking_for_double_counts_does_not_compare_all_with_all(make):
    assert_grows_in_proportion(possible_double_counts, make)


def seat(index: int, *, out: bool, **fields: Any) -> pt.Participation:
    absent = {"attendance": "absent"} if out else {}
    _, plain = participation(f"seat-{index:04}", **absent, **fields)
    return pt.from_dict(pt.Participation, plain)


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda index, _: seat(index, out=False, date=day(index)), id="all in"),
        pytest.param(lambda index, _: seat(index, out=True), id="all out"),
        pytest.param(lambda index, _: seat(index, out=index == 0), id="one out"),
        pytest.param(lambda index, _: seat(index, out=index % 2 == 0, date=day(index)), id="in and out in turns"),
        pytest.param(lambda index, _: seat(index, out=index % 2 == 0), id="in and out at no certain time"),
    ],
)
def test_looking_for_contradictory_attendance_does_not_compare_all_with_all(make):
    assert_grows_in_proportion(contradictory_attendance, make)


def crowd(count: int) -> list[Grouped]:
    return [party(f"p{index}") for index in range(count)]


def many(make: Callable[[int], Fields | str], count: int) -> list[Any]:
    return [make(index) for index in range(count)]


@pytest.mark.parametrize(
    "records",
    [
        pytest.param(
            lambda count: [
                *crowd(count),
                *(source(f"s{index}") for index in range(count)),
                *(
                    participation(
                        id,
                        parties=many("p{}".format, count),
                        citations=many(lambda i: {"source": f"s{i}"}, count),
                        **more,
                    )
                    for id, more in (("in", {}), ("out", {"attendance": "absent"}))
                ),
            ],
            id="parties and sources of a participation",
        ),
        pytest.param(
            lambda count: [demand(citations=many(lambda i: {"source": "article", "supports": ["/text"]}, count))],
            id="citations that support something",
        ),
        pytest.param(
            lambda count: [demand(citations=[{"source": "article", "supports": many(lambda i: "/nothing", count)}])],
            id="pointers of a citation",
        ),
        pytest.param(
            lambda count: [
                exchange(history=[event("completed", "2020")] * count + [event("agreed", "2019")] * count),
                exchange("other", history=[event("completed", "2019")] * count + [event("agreed", "2020")] * count),
            ],
            id="events of an exchange",
        ),
        pytest.param(
            lambda count: [
                *crowd(2 * count),
                exchange(
                    history=[
                        event(
                            "completed",
                            quantity={"value": 1, "basis": "per_side"},
                            legs=many(lambda i: leg(f"p{2 * i}", f"p{2 * i + 1}", 2), count),
                        )
                    ]
                ),
            ],
            id="directions of an exchange",
        ),
        pytest.param(
            lambda count: [
                *crowd(2 * count),
                *(
                    exchange(
                        id,
                        history=[
                            event("completed", day(i), legs=[leg(f"p{2 * i}", f"p{2 * i + 1}", 2)])
                            for i in range(count)
                        ],
                    )
                    for id in ("x", "y")
                ),
            ],
            id="dated directions of two exchanges",
        ),
        pytest.param(
            lambda count: [
                *crowd(count),
                *(demand(f"d{index}", by=["south"]) for index in range(count)),
                position(by=many("p{}".format, count), about=many("d{}".format, count), stance="insists"),
            ],
            id="makers and demands of a position",
        ),
        pytest.param(
            lambda count: [
                exchange(
                    history=[event("completed", "2019"), *[event("agreed", "2020")] * count],
                    annotations=many(lambda i: comment("status-order", path=f"/history/{i}/date"), count),
                )
            ],
            id="accepted warnings",
        ),
        pytest.param(
            lambda count: [party(f"p{i}", parent=f"p{(i + 1) % count}") for i in range(count)], id="a circle of parties"
        ),
    ],
)
def test_one_crowded_record_costs_in_proportion_and_messages_stay_short(records):
    def find(data: pt.Dataset) -> Any:
        return meaning_problems(data, RULES)

    small, large = (dataset(*records(count)) for count in (40, 400))
    for data in (small, large):
        work(find, data)  # what is remembered from the first time is not counted
    assert work(find, large) <= GROWTH * work(find, small)
    assert all(len(problem.message) < 300 for problem in find(large))


def test_work_is_counted():
    """The measure itself: a rule that compares all with all is seen as one."""

    def all_with_all(data: pt.Dataset) -> Any:
        return (len(one.id) for one in data for _ in data)

    def make(index: int, _: int) -> pt.Record:
        return seat(index, out=False)

    with pytest.raises(AssertionError):
        assert_grows_in_proportion(all_with_all, make, few=20, many=200)


# --- the parts of a rule ---------------------------------------------------------------------------------------------


def test_a_problem_shows_a_long_value_in_short():
    subjects = [f"wish-{number}" for number in range(100)]
    records = [demand(id) for id in subjects]
    (problem,) = pt.check(dataset(*records, linkage(kind="package", subjects=["war", "talks"], objects=subjects)))
    assert problem.code == "field-not-for-kind"
    assert problem.value is not None
    assert len(problem.value) <= 80


def test_a_rule_of_somebody_elses_can_be_run_beside_ours():
    def unnamed(data: pt.Dataset) -> Any:
        return (Finding(record, ("other_names", 0), "give it a name") for record in data.parties)

    problems = meaning_problems(dataset(demand(citations=None)), [*RULES, DatasetRule("unnamed", "warning", unnamed)])
    parties = [("unnamed", name, "/other_names/0") for name in ("north", "south", "west")]
    assert places(problems) == [*parties, ("unsourced", "wish", "")]
