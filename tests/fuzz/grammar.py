"""Grammars of EDTF, JSON and YAML, and random sentences of them: well formed, and about nothing in particular."""

from __future__ import annotations

import functools
import random
import re
from collections.abc import Iterator, Mapping, Sequence

from peacetalks.codelists import codelist
from peacetalks.dataset import GROUPS, Dataset
from peacetalks.dates import Date
from peacetalks.fields import fields_of
from peacetalks.records import type_name

DEEPEST = 40
"""Symbols inside each other, from where on the shortest way out is taken."""

_symbols = re.compile(r"<([a-z]+[0-9]?)>").split


class Grammar:
    """Alternatives by symbol; ``<name>`` in one is another symbol, and the first alternative ends soonest."""

    def __init__(self, rules: Mapping[str, Sequence[str]]) -> None:
        self._rules = {
            symbol: [tuple(_symbols(alternative)) for alternative in alternatives]
            for symbol, alternatives in rules.items()
        }

    def sentence(self, chance: random.Random, symbol: str) -> str:
        """Return a random sentence that the symbol stands for."""
        return "".join(self._pieces(chance, symbol, DEEPEST))

    def _pieces(self, chance: random.Random, symbol: str, depth: int) -> Iterator[str]:
        ways = self._rules[symbol]
        for index, part in enumerate(ways[int(chance.random() * len(ways)) if depth > 0 else 0]):
            if index % 2:
                yield from self._pieces(chance, part, depth - 1)
            else:
                yield part


# --- the model's own words -------------------------------------------------------------------------------------------


@functools.cache
def model_classes() -> tuple[type, ...]:
    """Return the classes of the model: the dataset, records, and the values in them."""
    found: list[type] = [Dataset]
    for cls in found:  # grows while we walk
        found.extend(field.item for field in fields_of(cls) if field.is_nested and field.item not in found)
    return tuple(dict.fromkeys(found))


@functools.cache
def names() -> tuple[str, ...]:
    """Return the names of all fields of the model, and the keys of a date."""
    found = [field.name for cls in model_classes() for field in fields_of(cls)]
    return tuple(dict.fromkeys([*found, *Date.__slots__, "$schema", "type"]))


@functools.cache
def codes() -> tuple[str, ...]:
    """Return the codes of all lists that a field takes."""
    fields = [field for cls in model_classes() for field in fields_of(cls)]
    lists = dict.fromkeys(name for field in fields for name in (field.codelist, field.statuses) if name)
    return tuple(dict.fromkeys(code for name in lists for code in codelist(name).by_code))


# --- dates -----------------------------------------------------------------------------------------------------------

_DIGITS = tuple("0123456789")

EDTF = Grammar(
    {
        "date": ("<point>", "<point>", "<point><mark>", "<point>T<clock>", "<end>/<end>", "[<members>]", "<masked>"),
        "point": ("<year>", "<year>-<month>", "<year>-<month>-<day>"),
        "year": ("2026", "20<digit><digit>", "19<digit><digit>", "<digit><digit><digit><digit>", "0000", "9999"),
        "month": ("02", "0<digit>", "1<digit>", "2<digit>", "3<digit>"),
        "day": ("05", "0<digit>", "1<digit>", "2<digit>", "3<digit>"),
        "mark": ("?", "~", "%"),
        "clock": ("13:17:00Z", "<hour>:<sixty>:<sixty><zone>"),
        "hour": ("00", "1<digit>", "2<digit>"),
        "sixty": ("00", "<digit><digit>"),
        "zone": ("Z", "+0<digit>", "-1<digit>:<sixty>", "+<hour>:<sixty>", ""),
        "end": ("<point>", "<point>", "..", "", "<point><mark>", "<masked>"),
        "members": ("<member>", "<member>,<members>", "<member>,<members>"),
        "member": ("<point>", "<point>", "<point>..<point>", "..<point>", "<point>.."),
        "masked": ("<digit><digit><digit>X", "<digit><digit>XX", "<year>-XX", "<year>-XX-XX", "<year>-<month>-XX",
        "XXXX-<month>-<day>", "XXXX-<month>"),
        "digit": _DIGITS,
    }
)  # fmt: skip
"""Dates of every form that the model takes, mostly of days and months that there are not."""


# --- JSON ------------------------------------------------------------------------------------------------------------


@functools.cache
def json_grammar() -> Grammar:
    """Return the grammar of JSON: any text of it, and documents with the model's names where they may stand."""
    quoted = tuple(f'"{name}"' for name in names())
    return Grammar(
        {
            "text": ("<space><value><space>", *["<space><document><space>"] * 6),
            "document": (
                '{"peacetalks":<space>"1.0"}', *['{"peacetalks":"1.0",<space><groups>}'] * 4,
                '{<groups>,"peacetalks":"1.0"}'
            ),
            "groups": ("<group>", "<group>,<space><groups>", "<group>,<groups>", "<member>,<groups>"),
            "group": ("<place>:<space>[]", "<place>:[<records>]", "<place>:<value>"),
            "place": tuple(f'"{name}"' for name in GROUPS),
            "row": ('{"type":<type>,"id":<id>,<members>}', '{<members>,"type":<type>}',
            '{"type":"dataset","peacetalks":"1.0"}', "<value>", ""),
            "type": tuple(f'"{type_name(cls)}"' for cls in GROUPS.values()),
            "records": ("<record>", "<record>,<space><records>", "<record>,<records>"),
            "record": ('{"id":<id>}', '{"id":<id>,<members>}', '{"id":<id>,<members>}', "<value>"),
            "members": ("<member>", "<member>,<space><members>", "<member>,<members>", "<member>,<members>"),
            "member": ("<name>:<space><value>",),
            "name": (*quoted, "<string>"),
            "value": ("1", "<string>", "<string>", "<number>", "<word>", "<code>", "<id>", "<object>", "<list>"),
            "object": ("{<space>}", "{<members>}"),
            "list": ("[<space>]", "[<items>]"),
            "items": ("<value>", "<value>,<space><items>"),
            "word": ("null", "true", "false"),
            "code": tuple(f'"{code}"' for code in codes()),
            "id": ('"a"', '"b"', '"c-1"', '"d.2"'),
            "string": ('""', '"<characters>"'),
            "characters": ("a", "<character><characters>", "<character>"),
            "character": ("a", "words ", "é", "😀", "\u2028", "\x7f", r"\n", r"\u0041", r"\/", r"\"", r"\\",
            r"\ud83d\ude00", r"\ud800", r"\u0000"),
            "number": ("0", "-0", "-1", "1.0", "1E5", "1e-7", "-<digits>", "<digits>.<digits>", "1<digits>e<digits>"),
            "digits": ("1", "1<digits>", "7<digits>"),
            "space": ("", "", "", " ", "\n", "\t", "\r\n  "),
        }
    )  # fmt: skip


# --- YAML ------------------------------------------------------------------------------------------------------------

YAML_LEVELS = 4
"""Levels of indentation that the grammar of YAML goes down."""


@functools.cache
def yaml_grammar() -> Grammar:
    """Return the grammar of YAML, with what of it is refused: anchors, tags, directives, further documents."""
    rules: dict[str, Sequence[str]] = {
        "text": ("<pairs0>", *["<header><pairs0>"] * 5, "<start><header><pairs0><end>", "<items0>", "<flow>"),
        "header": ('peacetalks: "1.0"\n',),
        "start": ("---\n", "%YAML 1.1\n---\n", "%YAML 1.2\n--- # comment\n", "%TAG !e! tag:example.org,2026:\n---\n",
        "# comment\n\n"),
        "end": ("", "...\n", "--- {}\n", "...\n---\n", "# end"),
        "key": (*names(), *GROUPS, "'id'", '"id"', "<<", "?", "- a", "2026", "[a]", "&k id", "!!str id"),
        "scalar": ("a", "b", "no", "on", "~", "null", "true", "2026", "2026-02-05", "10:30", "1e3", "0x1F", "0o7",
        ".inf", "-.nan", "1_000", "=", "<words>", "'it''s'", '"\\x41\\u00e9\\N\\ud800"', '"a\\\n  b"', "<property> a",
        "*a", "<code>", "#", ""),
        "words": ("a b", "a: b", "a #b", "- a", "é 😀", "@a", "`a", "%a", "a\n   b"),
        "property": ("&a", "!!str", "!!binary", "!!int", "!<tag:yaml.org,2002:set>", "!", "!e!x", "!%C3%A9"),
        "code": codes(),
        "flow": ("[]", "{}", "[<flow>, <flow>]", "{<key>: <flow>}", "[<key>: <scalar>]", "{<key>, ? b : c}",
        '{"a":<scalar>}', "<scalar>", "[<scalar>,]"),
    }  # fmt: skip
    for level in range(YAML_LEVELS + 1):
        rules |= _yaml_level(level, " " * (2 * level))
    return Grammar(rules)


def _yaml_level(level: int, pad: str) -> dict[str, Sequence[str]]:
    below = min(level + 1, YAML_LEVELS)
    pair, item = f"{pad}<key>: <scalar>\n", f"{pad}- <scalar>\n"
    more = f"<pairs{level}>", f"<items{level}>"
    if level == YAML_LEVELS:
        return {f"pairs{level}": (pair, pair + pair), f"items{level}": (item, item + item)}
    return {
        f"pairs{level}": (
            pair, *[pair + more[0]] * 6, f"{pad}<key>:\n<pairs{below}>{more[0]}",
            f"{pad}<key>:\n<items{below}>{more[0]}",
            f"{pad}<key>:\n{more[1]}{more[0]}", f"{pad}<key>: <flow>\n", f"{pad}? <key>\n{pad}: <scalar>\n",
            f"{pad}<key>: |\n{pad}  a\n{pad}   b\n\n{more[0]}", f"{pad}<key>: >2-\n{pad}    a\n{pad}\tb\n",
            f"{pad}# comment\n{more[0]}",
        ),
        f"items{level}": (
            item, item + more[1], f"{pad}- <key>: <scalar>\n{pad}  <key>: <flow>\n", f"{pad}-\n<pairs{below}>",
            f"{pad}- - a\n{pad}  - <scalar>\n", *[f"{pad}- id: a\n<pairs{below}>{more[1]}"] * 2,
        ),
    }  # fmt: skip
