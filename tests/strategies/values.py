"""What fields may hold, drawn from what the fields say about themselves.

No list of fields stands here: ``draw_object`` asks ``fields_of`` what a class has, and draws accordingly. A field that
is added to the model is therefore drawn, written and read by every property from that moment on.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from peacetalks import Date, Extra, Quantity, Record
from peacetalks.codelists import codelist
from peacetalks.fields import Field, fields_of
from peacetalks.ids import is_id
from tests.strategies.dates import dates

Ids = Mapping[str, Sequence[str]]
"""Ids that references may lead to, by the name of the record type (``{"Party": ["russia"]}``)."""

USUAL_FIELDS = 6
"""Optional fields that an object has at most, unless it has all of them."""

# What a careless writer, reader or editor takes for something else; YAML's own words and marks above all.
TRAPS = (
    "null", "Null", "~", "yes", "no", "on", "off", "y", "true", "false", "True", "NaN", ".nan", ".inf", "-Infinity",
    "0", "-0", "1", "007", "0x1F", "0o17", "0b1", "1_000", "1e5", "1.0", "1.", ".5", "+1", "10:30", "2026",
    "2026-02", "2026-02-05", "2026-02-05T13:17:00Z", "[..2026-02-28]", "{}", "[]", "=", "<<", "-", "?", ":", "#", "---",
    "...", "%YAML 1.1", "&a", "*a", "!tag", "|", ">", "@", "`", "- a", "? a", "a: b", "a:", ": a", "a #b", "# a", "'",
    '"', "''", '""', "it's", "\\", "\\n", "\\u0041", '\\"', "C:\\new", " ", "  ", " a", "a ", "\ta", "a\t", "\n", "\na",
    "a\n", "a\n\n", "a\nb", " a\n b", "a \nb", "a\r\nb", "a\rb", "a,b", "{a: b}", "[a]", "</script>", "&amp;",
    "\ufeff", "\ufeffa", "a\ufeffb", "a\u2028b", "a\u2029b", "a\u0085b", "a\u00a0b", "\u00ad", "\u200b", "\u200f",
    "\u202eabc", "שלום", "مرحبا", "Україна", "Türkiye", "中文", "e\u0301", "é", "\u0301", "😀",
    "🇺🇦", "👩\u200d👧", "\x01", "\x07", "\x0b", "\x0c", "\x1b[31m", "\x1f", "\x7f", "\x80", "\x9f", "\ufffd", "\ufffe",
    "\uffff", "\ud7ff", "\ue000", "\U0001fffe", "\U0010ffff", "a" * 300, "two words " * 30, "line\n" * 40,
    "é" * 130,
)  # fmt: skip
FRAGMENTS = (
    "a", "B", "1", " ", "  ", "\n", "\n\n", "\t", "\r", "\u2028", "\u0085", "\ufeff", ": ", " #", "- ", "'", '"', "\\",
    ",", "[", "]", "{", "}", "\x01", "\x7f", "é", "e\u0301", "😀", "ש", "words in a row ", "long" * 24 + " ",
)  # fmt: skip
_characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")


def texts() -> st.SearchStrategy[str]:
    """Texts that the model allows: traps, mixtures of awkward pieces, and any characters but U+0000 and surrogates."""
    return _texts


_texts = st.one_of(
    st.sampled_from(TRAPS),
    st.text(_characters, min_size=1, max_size=12),
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=8).map("".join),
)


def ids() -> st.SearchStrategy[str]:
    """Ids of records: short ones, the longest, and those that look like numbers, dates or words of YAML."""
    return _ids


_ids = st.one_of(
    st.tuples(st.sampled_from("abz019"), st.text("ab01._-", max_size=5)).map("".join),
    st.sampled_from(("12-", "a--b", "z.", "a" * 128, "0" * 128, *filter(is_id, TRAPS))),
)


@functools.cache
def codes(name: str, pattern: str | None = None) -> st.SearchStrategy[str]:
    """Codes of a codelist: listed ones; namespaced ones too unless the list is closed; of the pattern where given."""
    listed = codelist(name)
    ways = [st.sampled_from(tuple(listed.by_code))]
    if not listed.closed:
        ways.append(st.sampled_from(("example.org:ransom", "a.b:C", "0.1:2", "x-y.example:a_b-c.d")))
    if pattern:
        ways.append(st.from_regex(pattern.replace("$", r"\Z")))
    return st.one_of(ways)


def numbers(field: Field) -> st.SearchStrategy[int | float]:
    """Numbers that a field takes: small ones, its bounds and what lies beside them; fractions where it takes them."""
    lowest, highest = field.lowest, field.highest
    edges = [edge for edge in (lowest, lowest + 1, -1, 0, 1, highest - 1, highest) if lowest <= edge <= highest]
    ways: list[st.SearchStrategy[int | float]] = [st.sampled_from(edges), st.integers(lowest, highest)]
    if field.item is float:
        fractions = [-0.0, 5e-324, 1e-7, 0.1, 1 / 3, 2.5, 1e15 + 0.5, 123456789.125]
        ways += [
            st.sampled_from([number for number in fractions if lowest <= number <= highest]),
            st.floats(lowest, highest, allow_nan=False),
        ]
    return st.one_of(ways)


def extras() -> st.SearchStrategy[Extra]:
    """Maps of outside columns; the cells may be empty, since they are kept verbatim."""
    return _extras


_scheme = st.sampled_from(["pax", "ucdp_pad", "0", "_", "a1"])
_column = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\n\r\u2028\u2029"), min_size=1, max_size=8
)
_columns = st.sampled_from(["Part", "a b", "#", "null", ": ", "é", "/a~1", "'", " ", "x" * 200])
_extras = st.dictionaries(
    st.tuples(_scheme, st.just(":"), st.one_of(_columns, _column)).map("".join),
    st.one_of(st.just(""), texts()),
    min_size=1,
    max_size=3,
).map(Extra)


@functools.cache
def _plain_items(field: Field) -> st.SearchStrategy[Any]:
    """One item of a field that neither refers nor holds objects."""
    if field.codelist:
        return codes(field.codelist, field.code_pattern)
    if field.item in (int, float):
        return numbers(field)
    return {str: texts(), Date: dates(), Extra: extras()}[field.item]


def targets(field: Field, known: Ids) -> list[str]:
    """Ids that a field may hold when only ``known`` records exist."""
    types = field.refers or tuple(known)
    return [id for name in types for id in known.get(name, ())]


def possible(field: Field, known: Ids | None) -> bool:
    """Whether a field can be given when only ``known`` records exist; everything is possible when they are not told."""
    if known is None:
        return True
    if field.refers is not None:
        return bool(targets(field, known))
    return not field.is_nested or all(possible(inner, known) for inner in fields_of(field.item) if inner.required)


def _draw_item(draw: st.DrawFn, field: Field, known: Ids | None) -> Any:
    if field.is_nested:
        return draw_object(draw, field.item, known, statuses=field.statuses, usual_fields=3)
    if field.refers is not None or field.is_id:
        return draw(ids() if known is None else st.sampled_from(targets(field, known)))
    return draw(_plain_items(field))


def draw_field(draw: st.DrawFn, field: Field, known: Ids | None) -> Any:
    """Draw the value of one field that says something: one item, or a list of one to three."""
    if not field.many:
        return _draw_item(draw, field, known)
    fewest = max(field.at_least, 1)
    count = draw(st.sampled_from((fewest, fewest, fewest + 1, fewest + 2)))
    return tuple(_draw_item(draw, field, known) for _ in range(count))


def draw_object(
    draw: st.DrawFn,
    cls: type,
    known: Ids | None,
    *,
    statuses: str | None = None,
    usual_fields: int = USUAL_FIELDS,
    **given: Any,
) -> Any:
    """Draw an instance of a record or value class from the description of its fields.

    It has all required fields, and some of the optional ones, now and then all of them. Of the rules between fields,
    which are no metadata, the form of a Quantity is kept here; of which fields a record needs one, its class says.

    Args:
        draw: Hypothesis's function to draw with.
        cls: The class.
        known: Ids that references may lead to, by type; any id where that is ``None``.
        statuses: Codelist of ``status``, for events, which their history knows.
        usual_fields: Optional fields that it has at most, unless it has all.
        given: Fields that are settled.
    """
    fields = {field.name: field for field in fields_of(cls) if field.name not in given and possible(field, known)}
    if issubclass(cls, Quantity):
        given |= _draw_form(draw, fields)
    if statuses:
        given["status"] = draw(codes(statuses))
        del fields["status"]
    optional = tuple(name for name, field in fields.items() if not field.required)
    chosen = set(optional)
    if optional and draw(st.integers(0, 15)):
        chosen = draw(st.sets(st.sampled_from(optional), max_size=usual_fields))
    if issubclass(cls, Record) and cls.form_fields and chosen.isdisjoint(cls.form_fields):
        chosen.add(draw(st.sampled_from(cls.form_fields)))
    for name, field in fields.items():
        if field.required or name in chosen:
            given[name] = draw_field(draw, field, known)
    return cls(**given)


def _draw_form(draw: st.DrawFn, fields: dict[str, Field]) -> dict[str, Any]:
    """Draw the form of a Quantity: a value, two bounds in order, or words; take what it settles out of ``fields``."""
    number = _plain_items(fields["value"])
    qualifier = _plain_items(fields["qualifier"])
    for name in ("value", "qualifier", "lower", "upper"):
        del fields[name]
    match draw(st.sampled_from(["value", "bounds", "words"])):
        case "value":
            return {"value": draw(number), "qualifier": draw(st.none() | qualifier)}
        case "bounds":
            lower, upper = sorted((draw(number), draw(number)))
            return {"lower": lower, "upper": upper}
        case _:
            del fields["text"]
            return {"text": draw(texts())}


@st.composite
def values(draw: st.DrawFn, cls: type, known: Ids | None = None) -> Any:
    """Instances of a value class; references are any ids, or those of ``known`` records.

    An event stands in no history here, so its status may be any text.
    """
    return draw_object(draw, cls, known)
