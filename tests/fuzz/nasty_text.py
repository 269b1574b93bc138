"""Nasty texts: nesting, numbers, characters, encodings, duplicate keys, and lines without end."""

from __future__ import annotations

import functools

from tests.fuzz.case import nasty

START = '{"peacetalks": "1.0", '
JSON_LIKE = ("json", "yaml")
STREAM = '{"type": "dataset", "peacetalks": "1.0"}\n'

# --- nesting ---------------------------------------------------------------------------------------------------------


@nasty(20_000, full=100_000, told="invalid-syntax")
def open_brackets(size: int) -> str:
    return "[" * size


@nasty(20_000, full=100_000, told="invalid-syntax")
def brackets_around_nothing(size: int) -> str:
    return "[" * size + "]" * size


@nasty(10_000, full=100_000, told="invalid-syntax")
def objects_in_objects(size: int) -> str:
    return '{"a": ' * size + "1" + "}" * size


@nasty(10_000, full=100_000, told="invalid-syntax")
def lists_and_objects_in_turn(size: int) -> str:
    return '[{"a": ' * size


@nasty(1_000, *JSON_LIKE, "jsonl", full=100_000, told="invalid-syntax")
def nesting_inside_extra(size: int) -> str:
    deep = "[" * size + "]" * size
    return '{"type": "party", "id": "a", "name": "A", "kind": "state", "extra": {"x:y": ' + deep + "}}"


@nasty(900, *JSON_LIKE, full=100_000, told="invalid-syntax")
def nesting_in_the_address_of_a_schema(size: int) -> str:
    return START + '"$schema": ' + "[" * size + "]" * size + "}"


@nasty(10, *JSON_LIKE, full=3_000, told="unknown-field")
def many_lists_of_sixty_levels(size: int) -> str:
    return START + '"x": [' + ", ".join(["[" * 60 + "]" * 60] * size) + "]}"


@nasty(10, *JSON_LIKE, full=3_000, told="duplicate-key unknown-field")
def many_objects_of_sixty_levels_with_a_key_twice(size: int) -> str:
    one = '{"a": ' * 60 + '{"b": 1, "b": 2}' + "}" * 60
    return START + '"x": [' + ", ".join([one] * size) + "]}"


# --- numbers ---------------------------------------------------------------------------------------------------------


@nasty(100_000, full=10_000_000, told="wrong-type")
def number_of_many_digits(size: int) -> str:
    return START + '"type": "dataset", "title": ' + "9" * size + "}"


@nasty(100_000, full=10_000_000, told="wrong-type")
def negative_number_of_many_digits(size: int) -> str:
    return START + '"type": "dataset", "title": -' + "9" * size + "}"


@nasty(100_000, full=10_000_000, told="wrong-type")
def number_of_many_decimals(size: int) -> str:
    return START + '"type": "dataset", "title": 1.' + "9" * size + "}"


@nasty(100_000, full=1_000_000, told="wrong-type")
def exponent_of_many_digits(size: int) -> str:
    return START + '"type": "dataset", "title": 1e' + "9" * size + "}"


@nasty(2_000, full=100_000, told="wrong-type")
def infinite_numbers(size: int) -> str:
    return START + '"type": "dataset", "title": [' + ", ".join(["1e999"] * size) + "]}"


@nasty(2_000, "json", "jsonl", full=100_000, told="invalid-syntax")
def no_numbers(size: int) -> str:
    return START + '"title": [' + ", ".join(["NaN", "Infinity", "-Infinity"] * size) + "]}"


@nasty(1_000, "json", "jsonl", full=100_000, told="invalid-syntax")
def no_number_before_quotes_that_end_nowhere(size: int) -> str:
    return "[NaN " + '\\"' * size


@nasty(50_000, "json", "jsonl", full=1_000_000, told="invalid-syntax")
def no_number_after_a_long_text(size: int) -> str:
    return '["' + "a" * size + '", NaN]'


# --- characters ------------------------------------------------------------------------------------------------------


@nasty(10_000, full=500_000, told="invalid-syntax")
def halves_of_surrogate_pairs_escaped(size: int) -> str:
    return START + '"type": "dataset", "title": "' + r"\ud800" * size + '"}'


@nasty(10_000, full=1_000_000, told="not-readable")
def halves_of_surrogate_pairs_as_bytes(size: int) -> str:
    return START + '"type": "dataset", "title": "' + "\ud800" * size + '"}'


@nasty(10_000, full=500_000, told="invalid-syntax")
def escaped_nul(size: int) -> str:
    return START + '"type": "dataset", "title": "' + r"\u0000" * size + '"}'


@nasty(10_000, full=1_000_000, told="invalid-syntax")
def raw_nul(size: int) -> bytes:
    return b"\0" * size


@nasty(10_000, full=1_000_000, told="invalid-syntax")
def nul_after_a_document(size: int) -> bytes:
    return (START + '"type": "dataset"}').encode() + b"\0" * size


@nasty(10_000, full=500_000)
def byte_order_mark_in_front(size: int) -> str:
    return "\ufeff" + START + '"type": "dataset", "title": "' + "a" * size + '"}'


@nasty(10_000, "json", "jsonl", full=1_000_000, told="invalid-syntax")
def byte_order_marks_in_front(size: int) -> str:
    return "\ufeff" * size + START + '"type": "dataset"}'


@nasty(10_000, full=500_000)
def byte_order_marks_in_the_middle(size: int) -> str:
    return START + '"type": "dataset", "title": "' + "\ufeff" * size + '"}'


@nasty(10_000, full=1_000_000, told="invalid-syntax")
def backslashes(size: int) -> str:
    return '["' + "\\" * (2 * size + 1)


@nasty(10_000, full=1_000_000, told="invalid-syntax")
def quotes(size: int) -> str:
    return '"' * (2 * size + 1)


@nasty(10_000, "json", "jsonl", full=1_000_000, told="invalid-syntax")
def blanks_before_nothing(size: int) -> str:
    return "{" + " " * size


# --- encodings -------------------------------------------------------------------------------------------------------


def _other_encoding(name: str, told: str) -> None:
    def build(size: int) -> bytes:
        return (START + '"type": "dataset", "title": "' + "a" * size + '"}').encode(name)

    build.__name__ = "encoded_as_" + name.replace("-", "_")
    nasty(10_000, full=1_000_000, told=told)(build)


for _name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
    _other_encoding(_name, "invalid-syntax")
for _name in ("utf-16", "utf-32"):
    _other_encoding(_name, "not-readable")


# --- duplicate keys --------------------------------------------------------------------------------------------------


@nasty(400, *JSON_LIKE, full=100_000, told="duplicate-key")
def one_key_many_times(size: int) -> str:
    return START + '"title": "x",\n' * size + '"title": "y"}'


@nasty(200, "jsonl", full=50_000, told="duplicate-key")
def keys_twice_in_every_line(size: int) -> str:
    row = '{{"type": "party", "id": "p{}", "name": "P", "name": "Q", "kind": "state"}}'
    return STREAM + "\n".join(map(row.format, range(size)))


@nasty(200, *JSON_LIKE, full=4_000, told="duplicate-key")
def keys_twice_far_down_under_long_keys(size: int) -> str:
    key = "k" * 80
    return START + '"x": ' + f'{{"{key}": ' * 58 + "{" + '"a": 1, ' * size + '"a": 1}' + "}" * 59


@functools.cache
def colliding_keys(count: int, bits: int = 12) -> tuple[str, ...]:
    """Return words whose hashes end in the same bits in this process, so that a dict first looks in one place."""
    found: list[str] = []
    number = 0
    while len(found) < count:
        word = f"x{number}"
        if not hash(word) & ((1 << bits) - 1):
            found.append(word)
        number += 1
    return tuple(found)


@nasty(100, "json", "jsonl", full=600, told="unknown-field")
def keys_of_one_hash(size: int) -> str:
    return START + '"type": "dataset", ' + ", ".join(f'"{key}": 1' for key in colliding_keys(size)) + "}"


@nasty(150, "json", full=600)
def extra_keys_of_one_hash(size: int) -> str:
    extra = ", ".join(f'"x:{key}": "1"' for key in colliding_keys(size))
    return START + '"parties": [{"id": "a", "name": "A", "kind": "state", "extra": {' + extra + "}}]}"


# --- streams ---------------------------------------------------------------------------------------------------------


@nasty(100_000, "jsonl", full=10_000_000, told="invalid-syntax")
def long_line_that_is_nothing(size: int) -> str:
    return STREAM + "a" * size


@nasty(100_000, "jsonl", full=40_000_000, told="empty-text")
def long_line_of_blanks(size: int) -> str:
    return STREAM + '{"type": "party", "id": "a", "name": "", "kind": "state"' + " " * min(size, 15_000_000) + "}"


@nasty(18_000_000, "jsonl", full=72_000_000, told="invalid-syntax")
def lines_longer_than_any_may_be(size: int) -> bytes:
    return STREAM.encode() + b" " * size + b"\n" + b" " * size


@nasty(10_000, "jsonl", full=1_000_000)
def blank_lines(size: int) -> str:
    return STREAM + "\n" * size


@nasty(100_000, "json", "yaml", full=1_000_000)
def blank_lines_in_a_document(size: int) -> str:
    return '{"peacetalks": "1.0"' + "\n" * size + "}"


@nasty(300, "jsonl", full=100_000, told="invalid-syntax")
def headers_only(size: int) -> str:
    return STREAM * size


@nasty(300, "jsonl", full=100_000, told="invalid-syntax")
def lines_that_are_cut_off(size: int) -> str:
    return STREAM + '{"type": "party", "id": "a"\n' * size


@nasty(300, "jsonl", full=100_000, told="not-readable")
def lines_that_are_no_utf_8(size: int) -> bytes:
    return STREAM.encode() + b'{"type": "party\xff"}\n' * size


@nasty(300, "jsonl", full=100_000, told="missing-field")
def lines_without_a_type(size: int) -> str:
    return STREAM + "".join(f'{{"id": "a{number}"}}\n' for number in range(size))


@nasty(300, "jsonl", full=100_000, told="unknown-type")
def lines_of_types_that_there_are_not(size: int) -> str:
    return STREAM + "".join(f'{{"type": "partie{number}"}}\n' for number in range(size))


@nasty(10_000, "jsonl", full=1_000_000)
def lines_that_end_in_carriage_returns(size: int) -> str:
    return '{"type": "dataset", "peacetalks": "1.0"}' + "\r" * size
