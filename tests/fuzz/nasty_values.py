"""Nasty values: long texts wherever text may stand, keys and items by the hundred thousand, faults in every record."""

from __future__ import annotations

from typing import Any

from tests.fuzz.case import FILES, SOURCE, Plain, document, nasty, parties, party

EVERYWHERE = (*FILES, "plain")
FAST = ("json", "jsonl")
ONE = {"id": "a", "name": "A", "kind": "state"}


def one_party(**more: Any) -> Plain:
    """Return a document of one party."""
    return document(parties=[ONE | more])


# --- long texts ------------------------------------------------------------------------------------------------------


@nasty(50_000, *FILES, full=10_000_000)
def long_title(size: int) -> Plain:
    return document(title="a" * min(size, 1_000_000), sources=[SOURCE | {"note": "é" * min(size, 1_000_000)}])


@nasty(1_100_000, *FILES, full=10_000_000, told="invalid-syntax")
def title_longer_than_any_may_be(size: int) -> Plain:
    return document(title="a" * size)


@nasty(50_000, *FILES, full=10_000_000, told="unknown-field")
def long_key(size: int) -> Plain:
    return document(**{"a" * size: "b"})


@nasty(50_000, *FILES, full=10_000_000, told="unknown-field")
def long_key_in_a_record(size: int) -> Plain:
    return one_party(**{"a" * size: "b"})


@nasty(50_000, *FILES, full=10_000_000, told="invalid-id")
def long_id(size: int) -> Plain:
    return document(parties=[ONE | {"id": "a" * size}, ONE | {"id": "Ä " * (size // 2)}])


@nasty(50_000, *FILES, full=10_000_000, told="invalid-id")
def long_reference(size: int) -> Plain:
    return one_party(parent="a" * size, members=[{"party": "\ufdfa" * (size // 3)}])


@nasty(50_000, *FILES, full=10_000_000, told="invalid-date")
def long_date(size: int) -> Plain:
    return document(created="2" * size, coverage={"edtf": "[" + "2026," * (size // 5) + "2026]", "anchor": "X" * size})


@nasty(50_000, *FILES, full=10_000_000, told="unknown-code")
def long_code(size: int) -> Plain:
    return document(parties=[ONE | {"kind": "s" * size}, ONE | {"id": "b", "kind": "a." * (size // 2)}])


@nasty(50_000, *FILES, full=1_000_000)
def long_namespaced_code(size: int) -> Plain:
    return one_party(kind="a." * (min(size, 900_000) // 2) + "b:c")


@nasty(50_000, *FILES, full=1_000_000)
def long_text_of_a_quantity(size: int) -> Plain:
    return document(rounds=[{"id": "r", "duration": {"text": "about " * (min(size, 900_000) // 6)}}])


@nasty(50_000, *FILES, full=1_000_000)
def long_column_of_extra(size: int) -> Plain:
    length = min(size, 900_000)
    return one_party(extra={"x:" + "a" * length: "b" * length})


@nasty(50_000, *FILES, full=10_000_000, told="unknown-field")
def long_bad_column_of_extra(size: int) -> Plain:
    return one_party(extra={"a" * size: "b", "x:" + "\n" * size: "b"})


@nasty(4_000, *FAST, full=400_000, told="supports-nothing")
def long_pointers(size: int) -> Plain:
    paths = ["/a" * size, "/~1~0" * size, "a" * size, "/citations/0/supports/0" + "/0" * size]
    return document(sources=[SOURCE], parties=[ONE | {"citations": [{"source": "s", "supports": paths}]}])


@nasty(4_000, *FAST, full=400_000, told="supports-nothing")
def long_paths_of_annotations(size: int) -> Plain:
    paths = ["/citations/0/" + "supports/0/" * size, "/name" + "/0" * size, "/0" * size]
    return one_party(annotations=[{"motivation": "unknown", "path": path} for path in paths])


# --- many keys, many items -------------------------------------------------------------------------------------------


@nasty(120, *EVERYWHERE, full=100_000, told="unknown-field")
def unknown_keys(size: int) -> Plain:
    return document(**{f"key{number}": number for number in range(size)})


@nasty(100, *FAST, full=50_000, told="unknown-field")
def unknown_keys_that_look_like_groups(size: int) -> Plain:
    return document(**{f"partie{number}": [] for number in range(size)})


@nasty(120, *EVERYWHERE, full=100_000, told="unknown-field missing-field")
def record_of_unknown_keys(size: int) -> Plain:
    return document(parties=[{f"key{number}": number for number in range(size)}])


@nasty(20, *FAST, full=5_000, told="unknown-field")
def twenty_unknown_keys_in_every_record(size: int) -> Plain:
    return document(parties=[party(n) | {f"nam{n}x{key}": 1 for key in range(20)} for n in range(size)])


@nasty(200, *EVERYWHERE, full=100_000)
def columns_of_extra(size: int) -> Plain:
    return one_party(extra={f"pax:{number}": str(number) for number in range(size)})


@nasty(200, *EVERYWHERE, full=100_000, told="unknown-field wrong-type")
def bad_columns_of_extra(size: int) -> Plain:
    return one_party(extra={f"{'pax:' if number % 2 else ''}{number}": number for number in range(size)})


@nasty(150, *EVERYWHERE, full=1_000_000, told="wrong-type")
def wrong_items(size: int) -> Plain:
    return one_party(tags=[1] * size)


@nasty(150, *FAST, full=300_000, told="wrong-type missing-field")
def items_that_are_nothing(size: int) -> Plain:
    return one_party(members=[None, [], {}, ""] * (size // 4))


@nasty(20, *FAST, full=5_000, told="wrong-type")
def items_that_are_long_to_show(size: int) -> Plain:
    return one_party(tags=[{"a": [[[1] * 6] * 6] * 6}] * size)


@nasty(20, *FAST, full=500, told="wrong-type")
def item_of_many_keys_shown_on_every_level(size: int) -> Plain:
    return one_party(name={f"key{number}": {f"key{inner}": 1 for inner in range(size)} for number in range(size)})


@nasty(800, *EVERYWHERE, full=1_000_000)
def right_items(size: int) -> Plain:
    return one_party(tags=["a"] * size)


@nasty(200, "json", "yaml", "plain", full=50_000, told="wrong-type")
def groups_that_are_no_lists(size: int) -> Plain:
    return document(parties={f"key{number}": 1 for number in range(size)}, sources=1, demands="a")


# --- a fault in every record -----------------------------------------------------------------------------------------


@nasty(50, *FAST, full=100_000, told="missing-field")
def empty_records(size: int) -> Plain:
    return document(parties=[{}] * size)


@nasty(200, "json", "yaml", "plain", full=100_000, told="wrong-type")
def records_that_are_none(size: int) -> Plain:
    return document(parties=[None] * size)


@nasty(50, *FAST, full=100_000, told="unknown-code")
def unknown_codes(size: int) -> Plain:
    return document(parties=[party(number, kind=f"stat{number}") for number in range(size)])


@nasty(50, *FAST, full=100_000, told="invalid-date")
def dates_that_are_none(size: int) -> Plain:
    return document(sources=[{"id": f"s{n}", "title": "T", "published": f"2026-2-{n}"} for n in range(size)])


@nasty(50, *FAST, full=100_000, told="invalid-id")
def ids_that_are_none(size: int) -> Plain:
    return document(parties=[party(number, id=f"P {number}") for number in range(size)])


@nasty(50, *FAST, full=100_000, told="duplicate-id")
def one_id_for_all(size: int) -> Plain:
    return document(parties=[ONE] * size)


@nasty(50, *FAST, full=100_000, told="missing-field")
def names_forgotten(size: int) -> Plain:
    return document(parties=[{"id": f"p{number}", "kind": "state"} for number in range(size)])


@nasty(50, *FAST, full=100_000, told="quantity-form")
def quantities_of_no_form(size: int) -> Plain:
    return document(rounds=[{"id": f"r{number}", "duration": {"unit": "days"}} for number in range(size)])


@nasty(50, *FAST, full=50_000, told="wrong-type invalid-date unknown-code empty-text unknown-field")
def everything_wrong_in_every_record(size: int) -> Plain:
    wrong = {"name": "", "kind": "x", "parent": 1, "tags": {}, "colour": None, "posts": [{"title": "a", "date": "x"}]}
    return document(parties=[party(number, **wrong) for number in range(size)])


# --- dates -----------------------------------------------------------------------------------------------------------


@nasty(50, *FAST, full=50_000)
def dates_that_are_long_to_read(size: int) -> Plain:
    """Return sets of as many members as a date can have, no two alike."""
    sets = ("[" + ",".join(f"{2000 + (n + m) % 100}-{n % 12 + 1:02}" for m in range(31)) + "]" for n in range(size))
    return document(sources=[{"id": f"s{n}", "title": "T", "published": one} for n, one in enumerate(sets)])


@nasty(50, *FAST, full=50_000, told="impossible-date invalid-date")
def dates_that_fail_at_their_end(size: int) -> Plain:
    texts = ("[" + "2026-01..2026-02," * 14 + f"{n % 9999:04}..0001]" + "?" * (n % 2) for n in range(1, size + 1))
    return document(sources=[{"id": f"s{n}", "title": "T", "published": one} for n, one in enumerate(texts)])


@nasty(50, *FAST, full=30_000, told="invalid-date")
def dates_that_match_nearly_everything(size: int) -> Plain:
    texts = (f"{'2026-' * 40}{n}{'T' * 20}+00:00:0" for n in range(size))
    return document(sources=[{"id": f"s{n}", "title": "T", "published": one} for n, one in enumerate(texts)])


@nasty(120, *EVERYWHERE, full=100_000)
def sound_parties(size: int) -> Plain:
    """Return what is not nasty at all, to compare with."""
    return document(parties=parties(size))
