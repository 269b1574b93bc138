"""Documents of the model's own shape, drawn from what its fields say of themselves: sound, or with faults strewn in."""

from __future__ import annotations

import random
from typing import Any

from peacetalks import Date, Extra, Quantity, Record
from peacetalks.codelists import codelist
from peacetalks.dataset import GROUPS, HEADER
from peacetalks.fields import Field, fields_of
from tests.fuzz.odd import NUMBERS, copied, odd_text, odd_value
from tests.strategies.values import TRAPS

Plain = dict[str, Any]

SOUND_DATES = (
    "2026-02-05", "2026-02", "2026", "2014~", "199X", "2004-XX", "2012-21", "1994/..", "../1994", "2004-06/2006",
    "[2026-02-05,2026-02-06]", "[2026-02-01..2026-02-10]", "[..2026-02-28]", "XXXX-10-12", "2026-02-05T13:17:00+02:00",
    {"text": "before spring"}, {"edtf": "2026", "text": "this year", "anchor": "2026-02-05"},
)  # fmt: skip
QUANTITIES: tuple[Plain, ...] = (
    {"value": 5}, {"value": 1000, "qualifier": "at_least"}, {"lower": 1, "upper": 2.5}, {"text": "all for all"},
    {"value": 3, "unit": "persons", "basis": "total"}, {"value": 2, "basis": "per_side", "text": "two each"},
)  # fmt: skip
EXTRAS: tuple[Plain, ...] = ({"pax:Part": "3"}, {"a:b c": "", "0:é": "x"}, {"_:/~": "null"})
FAULTS = (0.0, 0.0, 0.01, 0.05, 0.3)
"""How often a value is put wrong; each document has one of these."""

GROUP_OF = {cls: group for group, cls in GROUPS.items()}
MOST_RECORDS = 6


def document(chance: random.Random) -> Plain:
    """Return a document of one to a dozen records; references lead to records of the right type where there are any."""
    return _Drawing(chance, chance.choice(FAULTS)).document()


def plain_of(chance: random.Random, cls: type) -> Plain:
    """Return an object of a record or value class, for reading it alone."""
    return _Drawing(chance, chance.choice(FAULTS)).object(cls)


class _Drawing:
    """A document that is being drawn: by which chance, how often with faults, and the ids of each type."""

    def __init__(self, chance: random.Random, faults: float) -> None:
        self.chance = chance
        self.faults = faults
        self.ids: dict[str, list[str]] = {}

    def document(self) -> Plain:
        types = self._types()
        drawn: Plain = {"peacetalks": "1.0"} if self.chance.random() < 0.98 else {}
        for field in HEADER:
            if field.name not in drawn and self.chance.random() < 0.1:
                drawn[field.name] = self._value(field)
        for cls in types:
            ids = self.ids[cls.__name__]
            drawn[GROUP_OF[cls]] = [self.object(cls) | {"id": id} for id in ids]
        return drawn

    def _types(self) -> list[type[Record]]:
        types = self.chance.sample(tuple(GROUPS.values()), self.chance.randint(1, MOST_RECORDS))
        for cls in types:  # grows while we walk: a required reference needs something to lead to
            for field in fields_of(cls):
                if field.required and field.refers and types_named(field.refers).isdisjoint(types):
                    types.append(next(iter(GROUPS.values())) if not field.refers else named(field.refers[0]))
        for number, cls in enumerate(types):
            count = self.chance.choice((1, 1, 2))
            self.ids[cls.__name__] = [f"{'abcdefghijklmnop'[number]}{index or ''}" for index in range(count)]
        return types

    def object(self, cls: type, statuses: str | None = None) -> Plain:
        """Return an object of a class: what it must have, some of the rest, and the faults."""
        if cls is Quantity:
            drawn = dict(self.chance.choice(QUANTITIES))
        else:
            drawn = {field.name: self._value(field) for field in fields_of(cls) if field.required or self._is_given()}
            self._keep_form(cls, drawn)
        if statuses:
            drawn["status"] = self._code(statuses)
        if self._is_wrong():
            self._spoil(drawn)
        return {key: value for key, value in drawn.items() if value is not _NOTHING}

    def _is_given(self) -> bool:
        return self.chance.random() < 0.15

    def _is_wrong(self) -> bool:
        return self.faults > 0 and self.chance.random() < self.faults

    def _spoil(self, drawn: Plain) -> None:
        if drawn and self.chance.random() < 0.5:
            del drawn[self.chance.choice(tuple(drawn))]
        else:
            drawn[odd_text(self.chance)] = odd_value(self.chance)

    def _keep_form(self, cls: type, drawn: Plain) -> None:
        """Give one of the fields of which a record needs one."""
        forms = getattr(cls, "form_fields", ())
        if forms and not any(name in drawn for name in forms):
            name = self.chance.choice(forms)
            drawn[name] = self._value(next(field for field in fields_of(cls) if field.name == name))

    def _value(self, field: Field) -> Any:
        if self._is_wrong():
            return self._wrong(field)
        if not field.many:
            return self._item(field)
        items = [self._item(field) for _ in range(self.chance.choice((1, 1, 2, 3)))]
        return [item for item in items if item is not _NOTHING] or _NOTHING

    def _wrong(self, field: Field) -> Any:
        """Return what is wrong in a field; half of it of the right type, so that more than the type is looked at."""
        if self.chance.random() < 0.5:
            return odd_value(self.chance)
        if field.refers is not None:
            wrong: Any = self.chance.choice([id for ids in self.ids.values() for id in ids] or ["nobody"])
            wrong = self.chance.choice((wrong, wrong + "x", "nobody"))
        else:
            wrong = self.chance.choice(NUMBERS) if field.item in (int, float) else odd_text(self.chance)
        return [wrong] if field.many else wrong

    def _item(self, field: Field) -> Any:
        if field.is_nested:
            inner = self.object(field.item, field.statuses)
            return inner if all(one.name in inner for one in fields_of(field.item) if one.required) else _NOTHING
        if field.refers is not None:
            return self._reference(field.refers)
        if field.codelist:
            return self._code(field.codelist)
        if field.item in (int, float):
            return (
                self.chance.randint(max(field.lowest, 0), min(field.highest, 3)) if field.lowest <= 3 else field.lowest
            )
        if field.item is Date:
            return copied(self.chance.choice(SOUND_DATES))
        if field.item is Extra:
            return copied(self.chance.choice(EXTRAS))
        return "a" if field.is_id else "/id" if field.is_pointer else self.chance.choice(TRAPS)

    def _code(self, name: str) -> str:
        return self.chance.choice(tuple(codelist(name).by_code))

    def _reference(self, allowed: tuple[str, ...]) -> Any:
        known = [id for name in allowed or self.ids for id in self.ids.get(name, ())]
        if known:
            return self.chance.choice(known)
        return _NOTHING if self.ids else "a"


_NOTHING = object()
"""Stands for a value that cannot be drawn, since there is no record to lead to; it is left out."""


def named(name: str) -> type[Record]:
    """Return the record type of this name."""
    return next(cls for cls in GROUPS.values() if cls.__name__ == name)


def types_named(names: tuple[str, ...]) -> set[type[Record]]:
    """Return the record types of these names."""
    return {named(name) for name in names}
