"""Made-up datasets of any size: sound in every respect, or with one fault in every record.

The same size gives the same data on every machine and in every run. A dataset is made of peace processes of a hundred
records each, of all sixteen types, which refer to each other and now and then to the parties of earlier processes. It
is written in the canonical order. Faults follow from what the fields say about themselves.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import attrs

from peacetalks import MODEL_VERSION, Date
from peacetalks.checks.conduct import OF_OWN_DEMAND
from peacetalks.checks.structure import PAUSES
from peacetalks.codelists import codelist
from peacetalks.dataset import GROUPS
from peacetalks.fields import Field, fields_of, is_coded, refers
from peacetalks.records import type_name

Plain = dict[str, Any]

VOCABULARY = (
    "a all and army before border both by captives captured ceasefire city civilians corridor delegation exchange "
    "first for forces from full government guarantee humanitarian in joint lasting line mediator month no of on peace "
    "prisoners region remains return round safe side status talks territory the to troops under until with withdrawal"
)
WORDS = VOCABULARY.split()
HEADER = {"peacetalks": MODEL_VERSION, "title": "Made-up talks", "licence": "CC0-1.0"}
NAMES = ("Женева", "جنيف", "Côte-d’Or", "Zürich", "თბილისი", "Kraków", "東京", "Genève")
"""Names that not every encoding can write."""


# --- sound records ---------------------------------------------------------------------------------------------------


class _Talks:
    """A peace process: the ids of what belongs to it, and what is left to chance in it."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.chance = random.Random(number)
        self.start = datetime.date(1990, 1, 1) + datetime.timedelta(days=number * 7 % 12_000)

    def id(self, group: str, index: int) -> str:
        """Return the id of one of the process's records; indexes begin again where there are no more."""
        return _id(group, self.number, index % PER_PROCESS[group])

    def ids(self, group: str) -> list[str]:
        """Return the ids of all records of a group."""
        return [self.id(group, index) for index in range(PER_PROCESS[group])]

    def anybody(self) -> str:
        """Return the id of a party: one time in four that of an earlier process, as parties take part in many."""
        number = self.chance.randrange(self.number) if self.number and self.chance.random() < 0.25 else self.number
        return _id("parties", number, self.chance.randrange(PER_PROCESS["parties"]))

    def code(self, name: str, *but: str) -> str:
        """Return a code of a codelist, other than those in ``but``."""
        return self.chance.choice(_codes(name, but))

    def sentence(self, words: int) -> str:
        """Return so many words."""
        return " ".join(self.chance.choices(WORDS, k=words)).capitalize()

    def day(self, after: int) -> str:
        """Return a day so many days after the process began."""
        return (self.start + datetime.timedelta(days=after)).isoformat()

    def citations(self, index: int, **further: Any) -> list[Plain]:
        """Return a list of one citation."""
        return [{"source": self.id("sources", index), "locator": f"p. {index + 1}"} | further]


def _id(group: str, number: int, index: int) -> str:
    return f"{type_name(GROUPS[group])}-{number:05}-{index:03}"


@functools.cache
def _codes(name: str, but: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term.code for term in codelist(name) if not term.deprecated and term.code not in but)


def _record(group: str, talks: _Talks, index: int) -> Plain:
    _, make = _PROCESS[group]
    plain: Plain = {"id": _id(group, talks.number, index)} | make(talks, index)
    if talks.chance.random() < 0.05:
        plain |= {"tags": ["checked", "made-up"], "note": talks.sentence(8)}
    names = (field.name for field in fields_of(GROUPS[group]))
    return {name: plain[name] for name in names if plain.get(name) is not None}


def _source(talks: _Talks, index: int) -> Plain:
    return {
        "title": talks.sentence(9),
        "publisher": "The Example Herald",
        "url": f"https://example.org/{talks.number}/{index}",
        "kind": talks.code("source_type"),
        "language": "en",
        "authors": ["A. Writer", "B. Writer"] if index % 3 == 0 else None,
        "published": talks.day(index),
    }


def _place(talks: _Talks, index: int) -> Plain:
    return {
        "name": talks.sentence(2),
        "other_names": [{"text": talks.chance.choice(NAMES), "kind": "endonym"}],
        "parent": talks.id("places", 0) if index else None,
        "control": [
            {"controller": talks.id("parties", index), "status": talks.code("control_status"), "date": talks.day(0)}
        ],
    }


def _conflict(talks: _Talks, _: int) -> Plain:
    return {
        "name": talks.sentence(4),
        "incompatibility": [talks.code("incompatibility")],
        "level": talks.code("conflict_level"),
        "places": talks.ids("places"),
        "parties": talks.ids("parties"),
        "date": f"{talks.day(-900)}/..",
    }


def _party(talks: _Talks, index: int) -> Plain:
    is_person, is_bloc = index == 6, index == 7
    return {
        "name": talks.sentence(3),
        "kind": "person" if is_person else "coalition" if is_bloc else talks.code("party_kind", "person", "coalition"),
        "other_names": [{"text": talks.chance.choice(NAMES), "kind": "alias"}] if index % 2 else None,
        "parent": talks.id("parties", 0) if index == 2 else None,
        "members": [{"party": talks.id("parties", member)} for member in range(3)] if is_bloc else None,
        "composition": "open" if is_bloc else None,
        "posts": [{"title": "Minister", "organisation": talks.id("parties", 2)}] if is_person else None,
        "identifiers": [{"scheme": "wikidata", "value": f"Q{talks.number}{index}"}] if index % 2 else None,
    }


def _process(talks: _Talks, _: int) -> Plain:
    return {
        "name": talks.sentence(4),
        "conflicts": [talks.id("conflicts", 0)],
        "history": [{"status": "proposed", "date": talks.day(-20)}, {"status": "ongoing", "date": talks.day(0)}],
        "date": f"{talks.day(0)}/{talks.day(300)}",
    }


def _issue(talks: _Talks, index: int) -> Plain:
    return {
        "name": talks.sentence(4),
        "topics": [talks.code("topic"), talks.code("topic")],
        "process": talks.id("processes", 0),
        "salience": talks.code("salience"),
        "places": [talks.id("places", index)],
    }


def _round(talks: _Talks, index: int) -> Plain:
    return {
        "number": index + 1,
        "process": talks.id("processes", 0),
        "date": f"{talks.day(40 * index)}/{talks.day(40 * index + 2)}",
        "duration": {"value": 3, "unit": "days"} if index % 2 else None,
        "place": talks.id("places", index),
        "format": [talks.code("round_format")],
        "track": talks.code("track"),
        "outcomes": [talks.code("round_outcome")],
        "agenda": [talks.id("issues", index)],
    }


def _participation(talks: _Talks, index: int) -> Plain:
    return {
        "activity": talks.id("rounds", index),
        "parties": [talks.id("parties", index)],
        "role": talks.code("role"),
        "attendance": "invited" if index % 8 == 0 else None,
        "sectors": [talks.code("sector")] if index % 3 == 0 else None,
        "count": {"value": index, "qualifier": "at_least", "unit": "persons"} if index % 4 == 1 else None,
        "citations": talks.citations(index),
    }


def _demand(talks: _Talks, index: int) -> Plain:
    is_counted, is_followed = index % 6 == 0, index % 4 == 0
    return {
        "by": [talks.id("parties", index % 2)],
        "to": [talks.id("parties", 1 - index % 2), *([talks.anybody()] if index % 5 == 0 else [])],
        "kind": talks.code("demand_kind"),
        "text": talks.sentence(14),
        "topics": [talks.code("topic")],
        "issue": talks.id("issues", index),
        "process": talks.id("processes", 0),
        "round": talks.id("rounds", index),
        "value": {"value": 50 * index + 100, "unit": "persons"} if is_counted else None,
        "deadline": talks.day(240) if index % 9 == 0 else None,
        "history": [{"status": "raised", "date": talks.day(index)}, {"status": talks.code("demand_status", "raised")}]
        if is_followed
        else None,
        "date": talks.day(index),
        "citations": talks.citations(index, **({"supports": ["/text", "/value"]} if is_counted else {})),
    }


def _linkage(talks: _Talks, index: int) -> Plain:
    is_package = index == 2
    return {
        "kind": "package" if is_package else talks.code("linkage_kind", "package"),
        "subjects": [talks.id("demands", index), *([talks.id("demands", index + 1)] if is_package else [])],
        "objects": None if is_package else [talks.id("demands", index + 5)],
        "citations": talks.citations(index, asserted_by=[talks.anybody()]),
    }


def _position(talks: _Talks, index: int) -> Plain:
    return {
        "by": [talks.anybody()],
        "about": [talks.id("demands", index)],
        "stance": talks.code("stance", *OF_OWN_DEMAND),
        "conditions": [talks.sentence(7)] if index % 4 == 0 else None,
        "round": talks.id("rounds", index),
        "date": talks.day(40 + index),
        "citations": talks.citations(index),
    }


def _statement(talks: _Talks, index: int) -> Plain:
    return {
        "by": [talks.anybody()],
        "act": talks.code("speech_act"),
        "text": talks.sentence(16),
        "audience": [talks.anybody()] if index % 3 == 0 else None,
        "about": [talks.id("demands", index)],
        "channel": talks.code("channel"),
        "date": {"edtf": talks.day(index), "text": "on the day of the talks"} if index % 6 == 0 else talks.day(index),
        "citations": talks.citations(index),
    }


def _exchange(talks: _Talks, index: int) -> Plain:
    each = talks.chance.randrange(10, 500)
    one, other = talks.id("parties", 0), talks.id("parties", 1)
    leg = {"category": "prisoner_of_war", "quantity": {"value": each, "unit": "persons"}}
    whole = {"value": 2 * each, "unit": "persons", "basis": "total"}
    legs = [{"from_party": one, "to_party": other} | leg, {"from_party": other, "to_party": one} | leg]
    return {
        "kind": "prisoner_exchange",
        "history": [
            {"status": "agreed", "date": talks.day(40 * index), "citations": talks.citations(index)},
            {"status": "completed", "date": talks.day(40 * index + 5), "quantity": whole, "legs": legs},
        ],
        "process": talks.id("processes", 0),
        "round": talks.id("rounds", index),
        "citations": talks.citations(index + 1),
    }


def _measure(talks: _Talks, index: int) -> Plain:
    is_pause = index == 0
    return {
        "kind": PAUSES[0] if is_pause else talks.code("measure_kind", *PAUSES),
        "by": [talks.anybody()],
        "against": None if is_pause else [talks.id("parties", 0)],
        "topics": [talks.code("topic")],
        "laterality": talks.code("laterality") if is_pause else None,
        "ceasefire_class": talks.code("ceasefire_class") if is_pause else None,
        "history": [{"status": "announced", "date": talks.day(60 + index), "by": [talks.anybody()]}],
        "quantity": {"lower": 1_000_000, "upper": 5_000_000, "unit": "EUR"} if index % 2 else None,
        "citations": talks.citations(index),
    }


def _agreement(talks: _Talks, index: int) -> Plain:
    return {
        "name": talks.sentence(6),
        "process": talks.id("processes", 0),
        "round": talks.id("rounds", index),
        "date": talks.day(100 + index),
        "stage": talks.code("stage"),
        "level": talks.code("agreement_level"),
        "outstanding_issues": index,
        "history": [{"status": "signed", "date": talks.day(100 + index), "by": [talks.id("parties", 0)]}],
        "provisions": [
            {"topic": talks.code("topic"), "strength": 2, "modality": [talks.code("modality")]} for _ in range(3)
        ],
        "pages": 4 + index,
        "languages": ["en"],
        "identifiers": [{"scheme": "pax_agreement", "value": f"{talks.number}{index}"}],
        "citations": talks.citations(index),
        "annotations": [{"motivation": "undisclosed", "path": "/text_url", "text": "The annexes are secret."}],
        "extra": {"pax:Part": talks.sentence(5)},
    }


def _assessment(talks: _Talks, index: int) -> Plain:
    return {
        "by": [talks.anybody()],
        "kind": "forecast",
        "proposition": talks.sentence(10),
        "about": [talks.id("agreements", index)],
        "likelihood": talks.code("likelihood"),
        "probability": 0.25 if index == 1 else None,
        "confidence": talks.code("confidence"),
        "factors": [{"label": talks.sentence(3), "ref": talks.id("measures", index), "effect": talks.code("effect")}],
        "date": talks.day(200)[:7],
        "citations": talks.citations(index),
    }


_PROCESS: Mapping[str, tuple[int, Callable[[_Talks, int], Plain]]] = {
    "sources": (8, _source),
    "places": (3, _place),
    "conflicts": (1, _conflict),
    "parties": (8, _party),
    "processes": (1, _process),
    "issues": (3, _issue),
    "rounds": (6, _round),
    "participations": (16, _participation),
    "demands": (18, _demand),
    "linkages": (3, _linkage),
    "positions": (12, _position),
    "statements": (6, _statement),
    "exchanges": (4, _exchange),
    "measures": (5, _measure),
    "agreements": (3, _agreement),
    "assessments": (3, _assessment),
}
"""How many records of each group a process has, and what makes one."""

PER_PROCESS: Mapping[str, int] = {group: count for group, (count, _) in _PROCESS.items()}
"""Records of each group in one process."""

SMALLEST = sum(PER_PROCESS.values())
"""Records of the smallest dataset: one process."""


def document(records: int) -> Plain:
    """Return the plain document of a sound dataset of ``records`` records, in canonical order.

    What is left over after the last whole process is said in further statements of it.
    """
    if records < SMALLEST:
        msg = f"a dataset of {records} records is too small: one process alone has {SMALLEST}"
        raise ValueError(msg)
    groups: dict[str, list[Plain]] = {group: [] for group in GROUPS}
    for group, record in _records(records):
        groups[group].append(record)
    return {**HEADER, **groups}


def rows(records: int) -> Iterator[Plain]:
    """Yield the rows of a stream of so many records, the header first, one process after the other."""
    yield {"type": "dataset", **HEADER}
    for group, record in _records(records):
        yield {"type": type_name(GROUPS[group]), **record}


def _records(records: int) -> Iterator[tuple[str, Plain]]:
    processes, left_over = divmod(records, SMALLEST)
    for number in range(processes):
        talks = _Talks(number)
        for group, count in PER_PROCESS.items():
            further = left_over if group == "statements" and number == processes - 1 else 0
            for index in range(count + further):
                yield group, _record(group, talks, index)


# --- faults ----------------------------------------------------------------------------------------------------------


@attrs.frozen
class Fault:
    """One way to spoil a field, and the problem that it gives."""

    code: str
    """Code of the problem."""
    fits: Callable[[Field], bool]
    """Tells whether a field can be spoilt so."""
    spoil: Callable[[Any, int], Any]
    """Returns the spoilt value from the sound one and a number that no other record has; ``None`` for no value."""
    misspelling: str = ""
    """What is added to the field's name."""


def _is_text(field: Field) -> bool:
    return field.item is str and not field.is_id


def _first(values: object, change: Callable[[Any], object]) -> object:
    """Return a value with a change made to it, or to the first item of a list."""
    return [change(values[0]), *values[1:]] if isinstance(values, list) else change(values)


FAULTS = (
    Fault("unknown-code", is_coded, lambda codes, n: _first(codes, lambda code: f"{code}_{n}")),
    Fault(
        "unknown-code",
        lambda field: field.statuses is not None,
        lambda history, n: _first(history, lambda event: event | {"status": f"{event['status']}_{n}"}),
    ),
    Fault("dangling-reference", refers, lambda ids, n: _first(ids, lambda _: f"nobody-{n}")),
    Fault("missing-field", lambda field: field.required and not field.is_id, lambda _value, _n: None),
    Fault("wrong-type", lambda field: _is_text(field) and not field.many, lambda _, n: n),
    Fault("wrong-type", lambda field: _is_text(field) and field.many, lambda texts, _: texts[0]),
    Fault("empty-text", lambda field: _is_text(field) and not field.many, lambda _value, _n: ""),
    Fault("empty-list", lambda field: field.at_least > 0, lambda _value, _n: []),
    Fault("out-of-range", lambda field: field.item is int, lambda number, _: -number - 1),
    Fault("impossible-date", lambda field: field.item is Date, lambda _value, _n: "2026-02-30"),
    Fault("unknown-field", lambda field: not field.required, lambda value, _: value, misspelling="s_of"),
)
"""The faults that there are. Wrong codes are all different, as when free text stands in a coded field."""


def _spoilt(cls: type, record: Plain, chance: random.Random, number: int) -> Plain:
    fields = [field for field in fields_of(cls) if field.name in record]
    ways = [(fault, field) for fault in FAULTS for field in fields if fault.fits(field)]
    code = chance.choice(sorted({fault.code for fault, _ in ways}))
    fault, field = chance.choice([way for way in ways if way[0].code == code])
    changed = record | {field.name: None, field.name + fault.misspelling: fault.spoil(record[field.name], number)}
    return {name: value for name, value in changed.items() if value is not None}


def faulty(plain: Plain) -> Plain:
    """Return a copy of a plain document with one fault in every record, each giving exactly one problem."""
    chance = random.Random(0)
    numbers = itertools.count()
    spoilt = {
        group: [_spoilt(cls, record, chance, next(numbers)) for record in plain[group]] for group, cls in GROUPS.items()
    }
    return plain | spoilt
