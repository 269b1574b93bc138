"""Nasty references and claims: records that lead nowhere, in circles, or all to one, and rules that compare records."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from tests.fuzz.case import CITED, PROCESS, SOURCE, Plain, document, nasty, parties, party

FAST = ("json", "jsonl")

DEMAND: Plain = {"id": "d", "by": ["p0"], "kind": "demand", "text": "T", "citations": CITED}


def exchange(number: int, *history: Plain) -> Plain:
    """Return an exchange with a history."""
    return {"id": f"e{number}", "kind": "prisoner_exchange", "citations": CITED, "history": list(history)}


def participation(id: str, people: Iterable[str], **more: Any) -> Plain:
    """Return the presence of parties at the talks."""
    return {"id": id, "activity": "talks", "parties": list(people), "citations": CITED} | more


# --- references ------------------------------------------------------------------------------------------------------


@nasty(120, *FAST, full=100_000, told="dangling-reference")
def references_to_nobody(size: int) -> Plain:
    return document(parties=[party(0, members=[{"party": f"q{number}"} for number in range(size)])])


@nasty(120, *FAST, full=100_000, told="dangling-reference")
def one_reference_to_nobody_many_times(size: int) -> Plain:
    return document(demands=[DEMAND | {"by": ["nobody"] * size, "citations": []}])


@nasty(40, *FAST, full=4_999, told="dangling-reference")
def ids_misspelt(size: int) -> Plain:
    """Return as many known ids as are looked through for the one that was meant, each misspelt once."""
    known = [party(f"arty-of-the-{number}-part") for number in range(size)]
    return document(parties=[one | {"parent": one["id"] + "y"} for one in known])


@nasty(120, *FAST, full=100_000, told="dangling-reference")
def one_id_misspelt_everywhere(size: int) -> Plain:
    return document(parties=[party(number, parent="p") for number in range(size)])


@nasty(120, *FAST, full=100_000, told="wrong-reference-type")
def references_to_the_wrong_type(size: int) -> Plain:
    return document(sources=[SOURCE], parties=[party(number, parent="s") for number in range(size)])


@nasty(120, *FAST, full=100_000)
def one_party_that_all_refer_to(size: int) -> Plain:
    return document(parties=[party(number, parent="p0") if number else party(0) for number in range(size)])


@nasty(120, *FAST, full=50_000)
def chain_of_parents(size: int) -> Plain:
    return document(parties=[party(number, parent=f"p{number - 1}") if number else party(0) for number in range(size)])


@nasty(400, *FAST, full=50_000, told="reference-cycle")
def circle_of_parents(size: int) -> Plain:
    return document(parties=[party(number, parent=f"p{(number + 1) % size}") for number in range(size)])


@nasty(120, *FAST, full=50_000, told="reference-cycle")
def circles_of_two(size: int) -> Plain:
    return document(parties=[party(number, parent=f"p{number ^ 1}") for number in range(size // 2 * 2)])


@nasty(120, *FAST, full=50_000, told="self-reference")
def parties_within_themselves(size: int) -> Plain:
    return document(parties=[party(number, parent=f"p{number}") for number in range(size)])


@nasty(120, *FAST, full=50_000)
def chain_of_demands(size: int) -> Plain:
    demands = [DEMAND | {"id": f"d{n}"} | ({"part_of": f"d{n - 1}"} if n else {}) for n in range(size)]
    return document(sources=[SOURCE], parties=parties(1), demands=demands)


# --- claims about one activity ---------------------------------------------------------------------------------------


@nasty(100, *FAST, full=5_000)
def in_and_out_many_times(size: int) -> Plain:
    both = ({}, {"attendance": "absent"})
    rows = [participation(f"x{n}", ["p0"], **both[n % 2]) for n in range(size)]
    return document(sources=[SOURCE], parties=parties(1), processes=[PROCESS], participations=rows)


@nasty(100, *FAST, full=5_000)
def presence_of_many_said_by_many(size: int) -> Plain:
    sources = [{"id": f"s{number}", "title": "T"} for number in range(size)]
    said = [{"source": one["id"]} for one in sources]
    row = participation("x", [f"p{number}" for number in range(size)], citations=said)
    return document(sources=sources, parties=parties(size), processes=[PROCESS], participations=[row])


@nasty(100, *FAST, full=5_000)
def presence_of_one_said_over_and_over(size: int) -> Plain:
    row = participation("x", ["p0"] * size, citations=CITED * size)
    return document(sources=[SOURCE], parties=parties(1), processes=[PROCESS], participations=[row])


@nasty(100, *FAST, full=5_000)
def warnings_and_remarks_in_one_record(size: int) -> Plain:
    people = [f"p{number}" for number in range(size)]
    remarks = [{"motivation": "commenting", "text": "contradictory"}] * size
    rows = [participation("x", people), participation("y", people, attendance="absent", annotations=remarks)]
    return document(sources=[SOURCE], parties=parties(size), processes=[PROCESS], participations=rows)


# --- exchanges -------------------------------------------------------------------------------------------------------


@nasty(100, *FAST, full=5_000)
def exchanges_that_may_be_one(size: int) -> Plain:
    event = {"status": "completed", "date": "2026", "legs": [{"from_party": "p0", "to_party": "p1"}]}
    return document(sources=[SOURCE], parties=parties(2), exchanges=[exchange(n, event) for n in range(size)])


@nasty(100, *FAST, full=5_000)
def exchange_that_happens_all_the_time(size: int) -> Plain:
    events = [
        {"status": "completed", "date": f"2026-01-01T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z",
        "legs": [{"from_party": "p0", "to_party": "p1"}]}
        for n in range(size)
    ]  # fmt: skip
    return document(sources=[SOURCE], parties=parties(2), exchanges=[exchange(0, *events), exchange(1, *events)])


@nasty(100, *FAST, full=5_000)
def exchange_done_and_then_announced(size: int) -> Plain:
    done = [{"status": "completed", "date": "2026-02"}] * size
    announced = [{"status": "agreed", "date": "2026-01"}] * size
    return document(sources=[SOURCE], exchanges=[exchange(0, *done, *announced)])


@nasty(100, *FAST, full=3_000)
def directions_that_share_nothing(size: int) -> Plain:
    legs = [{"from_party": f"p{2 * n}", "to_party": f"p{2 * n + 1}", "quantity": {"value": 1}} for n in range(size)]
    event = {"status": "completed", "quantity": {"value": 1, "basis": "per_side"}, "legs": legs}
    return document(sources=[SOURCE], parties=parties(2 * size), exchanges=[exchange(0, event)])


@nasty(100, *FAST, full=5_000, told="total-mismatch")
def legs_that_do_not_add_up(size: int) -> Plain:
    legs = [{"from_party": "p0", "to_party": "p1", "quantity": {"value": 1e15 + 0.5}}] * size
    event = {"status": "completed", "quantity": {"value": 1, "basis": "total"}, "legs": legs}
    return document(sources=[SOURCE], parties=parties(2), exchanges=[exchange(0, event)])


# --- positions, linkages, pointers -----------------------------------------------------------------------------------


@nasty(60, *FAST, full=4_000)
def stance_of_many_on_demands_of_many(size: int) -> Plain:
    demand = DEMAND | {"by": [f"p{number}" for number in range(size)]}
    people = [f"p{number}" for number in range(size, 2 * size)]
    position = {"id": "x", "by": people, "about": ["d"] * size, "stance": "insists", "citations": CITED}
    return document(sources=[SOURCE], parties=parties(2 * size), demands=[demand], positions=[position])


@nasty(500, *FAST, full=20_000)
def stance_of_many(size: int) -> Plain:
    people = [f"p{number}" for number in range(1, size)]
    position = {"id": "x", "by": people, "about": ["d"], "stance": "insists", "citations": CITED}
    return document(sources=[SOURCE], parties=parties(size), demands=[DEMAND], positions=[position])


@nasty(120, *FAST, full=20_000, told="field-not-for-kind")
def package_of_many(size: int) -> Plain:
    people = [f"p{number}" for number in range(size)]
    linkage = {"id": "l", "kind": "package", "subjects": people, "objects": people, "citations": CITED}
    return document(sources=[SOURCE], parties=parties(size), linkages=[linkage])


@nasty(100, *FAST, full=10_000)
def citations_that_support_a_field_each(size: int) -> Plain:
    return document(sources=[SOURCE], parties=[party(0, citations=[{"source": "s", "supports": ["/name"]}] * size)])


@nasty(120, *FAST, full=200_000)
def citation_that_supports_many_fields(size: int) -> Plain:
    return document(sources=[SOURCE], parties=[party(0, citations=[{"source": "s", "supports": ["/name"] * size}])])


@nasty(120, *FAST, full=20_000, told="supports-nothing")
def annotations_of_nothing(size: int) -> Plain:
    remarks = [{"motivation": "unknown", "path": f"/nothing/{number}"} for number in range(size)]
    return document(sources=[SOURCE], parties=[party(0, annotations=remarks, citations=CITED)])


@nasty(100, *FAST, full=5_000)
def claims_of_all_about_all(size: int) -> Plain:
    pairs = itertools.islice(itertools.product(range(size), repeat=2), 2 * size)
    rows = [{"id": f"x{a}-{b}", "by": [f"p{a}"], "about": [f"p{b}"], "text": "T", "citations": CITED} for a, b in pairs]
    return document(sources=[SOURCE], parties=parties(size), statements=rows)
