"""Values: quantities and their arithmetic, outside columns kept verbatim, ids of other schemes."""

import contextlib
import copy
import decimal
import enum
import pickle
import re
from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.problems import PeacetalksError
from peacetalks.values.extra import EXTRA_KEY_PATTERN
from tests.strategies.values import extras, values

Q = pt.Quantity
LARGEST = 2**53 - 1


def problems(build: Any, *arguments: Any, **fields: Any) -> list[tuple[str, str]]:
    with pytest.raises(pt.ValidationError) as refused:
        build(*arguments, **fields)
    return [(problem.code, problem.path) for problem in refused.value.problems]


# --- quantities: forms -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "bounds", "is_exact", "words"),
    [
        ({"value": 314}, (314, 314), True, "314"),
        ({"value": 0}, (0, 0), True, "0"),
        ({"value": -3}, (-3, -3), True, "-3"),
        ({"value": 2.5, "unit": "km"}, (2.5, 2.5), True, "2.5 km"),
        ({"value": 314, "qualifier": "exact", "unit": "persons"}, (314, 314), True, "314 persons"),
        ({"value": 300, "qualifier": "about"}, (None, None), False, "about 300"),
        ({"value": 1000, "qualifier": "at_least", "unit": "persons"}, (1000, None), False, "at least 1000 persons"),
        ({"value": 90, "qualifier": "at_most", "unit": "days"}, (None, 90), False, "at most 90 days"),
        ({"lower": 200, "upper": 300, "unit": "bodies"}, (200, 300), False, "200 to 300 bodies"),
        ({"lower": 200, "upper": 200}, (200, 200), False, "200 to 200"),
        ({"lower": -2, "upper": 0.5}, (-2, 0.5), False, "-2 to 0.5"),
        ({"text": "all for all"}, (None, None), False, "all for all"),
        ({"text": "all for all", "unit": "persons", "basis": "total"}, (None, None), False, "all for all"),
        ({"value": 157, "unit": "persons", "basis": "per_side"}, (157, 157), True, "157 persons, per side"),
        ({"value": 314, "basis": "total"}, (314, 314), True, "314, total"),
        ({"value": 314, "basis": "unspecified"}, (314, 314), True, "314, basis unspecified"),
        ({"value": 5, "unit": "EUR", "text": "five euros"}, (5, 5), True, "5 EUR"),
        ({"lower": 5, "upper": 6, "text": "five or six"}, (5, 6), False, "5 to 6"),
    ],
    ids=str,
)
def test_a_quantity_has_one_of_three_forms(fields, bounds, is_exact, words):
    quantity = Q(**fields)
    assert quantity.bounds() == bounds
    assert quantity.is_exact is is_exact
    assert str(quantity) == words
    assert pt.to_dict(quantity) == fields


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"unit": "persons"},
        {"basis": "total"},
        {"qualifier": "exact"},
        {"qualifier": "at_least", "text": "at least some"},
        {"qualifier": "about", "lower": 1, "upper": 2},
        {"lower": 1},
        {"upper": 1},
        {"lower": 1, "text": "more than one"},
        {"value": 1, "lower": 1},
        {"value": 1, "upper": 1},
        {"value": 1, "lower": 1, "upper": 1},
        {"value": 0, "lower": 0, "upper": 0},
        {"value": 2, "lower": 1, "upper": 3, "text": "about two"},
        {"lower": 2, "upper": 1},
        {"lower": 0.5, "upper": -0.5},
    ],
    ids=str,
)
def test_every_other_form_is_refused(fields):
    assert problems(Q, **fields) == [("quantity-form", "")]
    assert problems(pt.from_dict, Q, fields) == [("quantity-form", "")]


def test_a_wrong_form_is_told_at_the_quantity():
    plain = {"id": "x", "duration": {"lower": 1}}
    assert problems(pt.from_dict, pt.Round, plain) == [("quantity-form", "/duration")]


def test_a_quantity_without_a_form_is_told_only_when_its_fields_hold():
    """One fault, one problem: the value is there, but it is not a number."""
    assert problems(Q, value="3") == [("wrong-type", "/value")]
    assert problems(pt.from_dict, Q, {"value": "3"}) == [("wrong-type", "/value")]


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("value", "3", "wrong-type"),
        ("value", True, "wrong-type"),
        ("value", [3], "wrong-type"),
        ("value", float("nan"), "invalid-syntax"),
        ("value", float("inf"), "out-of-range"),
        ("value", float("-inf"), "out-of-range"),
        ("value", LARGEST + 1, "out-of-range"),
        ("value", -LARGEST - 1, "out-of-range"),
        ("value", 10**400, "out-of-range"),
        ("value", 1e300, "out-of-range"),
        ("qualifier", "unspecified", "unknown-code"),
        ("qualifier", "example.org:nearly", "unknown-code"),
        ("basis", "both", "unknown-code"),
        ("basis", "example.org:third", "unknown-code"),
        ("unit", "EURO", "unknown-code"),
        ("unit", "eur", "unknown-code"),
        ("unit", "EUR\n", "unknown-code"),
        ("unit", "", "empty-text"),
        ("text", "", "empty-text"),
        ("text", 3, "wrong-type"),
    ],
)
def test_a_field_of_a_quantity_refuses(field, value, code):
    fields = {"value": 1} | {field: value}
    assert problems(Q, **fields) == [(code, f"/{field}")]
    assert problems(pt.from_dict, Q, fields) == [(code, f"/{field}")]


@pytest.mark.parametrize("unit", ["persons", "km2", "EUR", "XXX", "example.org:lorries"])
def test_a_unit_is_a_code_a_currency_or_somebody_s_own(unit):
    assert Q(value=1, unit=unit).unit == unit


@pytest.mark.parametrize(
    ("given", "kept"), [(3.0, 3), (-0.0, 0), (1e15, 10**15), (float(LARGEST), LARGEST), (2.5, 2.5)]
)
def test_a_whole_float_becomes_the_integer_that_it_is_written_as(given, kept):
    for fields in ({"value": given}, {"lower": given, "upper": given}):
        for amount in attrs.astuple(Q(**fields))[:4]:
            if isinstance(amount, int | float):
                assert (amount, type(amount)) == (kept, type(kept))
    assert Q(value=given) == Q(value=kept)
    assert hash(Q(value=given)) == hash(Q(value=kept))


def test_numbers_reach_as_far_as_every_reader_of_json_can_count():
    assert Q(lower=-LARGEST, upper=LARGEST).bounds() == (-LARGEST, LARGEST)


def test_a_quantity_is_frozen():
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Q(value=1).value = 2


def test_a_quantity_shows_what_it_says():
    assert repr(Q(value=1000, qualifier="at_least")) == "Quantity(value=1000, qualifier='at_least')"


@given(values(Q))
def test_any_quantity_survives_a_copy_and_a_round_trip(quantity):
    assert pickle.loads(pickle.dumps(quantity)) == copy.deepcopy(quantity) == quantity
    assert pt.from_dict(Q, pt.to_dict(quantity)) == quantity


@given(values(Q))
def test_bounds_never_cross_and_are_one_number_when_exact(quantity):
    lower, upper = quantity.bounds()
    if lower is not None and upper is not None:
        assert lower <= upper
    if quantity.is_exact:
        assert lower == upper == quantity.value
    assert str(quantity)


# --- quantities: arithmetic ------------------------------------------------------------------------------------------

# Numbers that add up without rounding, so that the laws hold to the last digit.
numbers = st.integers(-4000, 4000).map(lambda number: number / 4)
MEASURES = (None, None), ("persons", "total"), ("persons", "per_side"), ("km", None)


@st.composite
def bounded(draw: st.DrawFn, *, unit: str | None = None, basis: str | None = None) -> pt.Quantity:
    """Quantities of one measure of which at least one bound is known."""
    measure = {"unit": unit, "basis": basis}
    if draw(st.booleans()):
        lower, upper = sorted((draw(numbers), draw(numbers)))
        return Q(lower=lower, upper=upper, **measure)
    return Q(value=draw(numbers), qualifier=draw(st.sampled_from([None, "exact", "at_least", "at_most"])), **measure)


def known(build: Any) -> Any:
    """What a sum or difference is; ``None`` where nothing is known of it."""
    with contextlib.suppress(pt.QuantityError):
        return build()
    return None


def members(quantity: pt.Quantity) -> st.SearchStrategy[float]:
    """Numbers that a quantity may be."""
    lower, upper = quantity.bounds()
    first = -5000 if lower is None else lower
    last = 5000 if upper is None else upper
    return st.integers(int(first * 4), int(last * 4)).map(lambda number: number / 4)


def holds(quantity: pt.Quantity, number: float) -> bool:
    lower, upper = quantity.bounds()
    return (lower is None or lower <= number) and (upper is None or number <= upper)


@given(bounded(), bounded())
def test_addition_is_commutative(one, other):
    assert known(lambda: one + other) == known(lambda: other + one)


@given(bounded(), bounded(), bounded())
def test_addition_is_associative_where_both_ways_are_known(one, two, three):
    left, right = known(lambda: (one + two) + three), known(lambda: one + (two + three))
    if left is not None and right is not None:
        assert left == right


@given(bounded(), bounded(), st.data())
def test_a_sum_or_difference_holds_that_of_any_members(one, other, data):
    first, second = data.draw(members(one)), data.draw(members(other))
    total, rest = known(lambda: one + other), known(lambda: one - other)
    assert total is None or holds(total, first + second)
    assert rest is None or holds(rest, first - second)


@given(bounded(), bounded())
def test_known_bounds_are_reached(one, other):
    """Interval arithmetic is not only safe: the result is no wider than it must be."""
    (low, high), (other_low, other_high) = one.bounds(), other.bounds()
    total, rest = known(lambda: one + other), known(lambda: one - other)
    sums = (add(low, other_low), add(high, other_high))
    differences = (add(low, minus(other_high)), add(high, minus(other_low)))
    assert ((None, None) if total is None else total.bounds()) == sums
    assert ((None, None) if rest is None else rest.bounds()) == differences


def add(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def minus(number: float | None) -> float | None:
    return None if number is None else -number


@given(numbers, numbers)
def test_exact_numbers_stay_exact(one, other):
    assert Q(value=one) + Q(value=other) == Q(value=one + other)
    assert Q(value=one) - Q(value=other) == Q(value=one - other)
    assert (Q(value=one, qualifier="exact") + Q(value=other)).is_exact


@given(bounded(), numbers)
def test_adding_and_taking_away_a_number_changes_no_bound(quantity, number):
    assert (quantity + Q(value=number) - Q(value=number)).bounds() == quantity.bounds()
    assert (quantity + Q(value=0)).bounds() == quantity.bounds()


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (Q(value=157) + Q(value=157), Q(value=314)),
        (Q(value=0.5) + Q(value=0.5), Q(value=1)),
        (Q(value=0.1) + Q(value=0.2), Q(value=0.3)),
        (Q(value=0.3) - Q(value=0.1), Q(value=0.2)),
        (Q(value=5) - Q(value=7), Q(value=-2)),
        (Q(value=5) + Q(lower=1, upper=2), Q(lower=6, upper=7)),
        (Q(value=5) - Q(lower=1, upper=2), Q(lower=3, upper=4)),
        (Q(lower=1, upper=2) + Q(lower=10, upper=20), Q(lower=11, upper=22)),
        (Q(lower=1, upper=2) - Q(lower=10, upper=20), Q(lower=-19, upper=-8)),
        (Q(lower=2, upper=2) + Q(value=1), Q(value=3)),
        (Q(value=5, qualifier="at_least") + Q(value=1), Q(value=6, qualifier="at_least")),
        (Q(value=5, qualifier="at_most") + Q(lower=1, upper=2), Q(value=7, qualifier="at_most")),
        (Q(value=5, qualifier="at_least") - Q(value=3, qualifier="at_most"), Q(value=2, qualifier="at_least")),
        (Q(value=5, qualifier="at_most") - Q(value=3, qualifier="at_least"), Q(value=2, qualifier="at_most")),
        (Q(value=5) - Q(value=3, qualifier="at_least"), Q(value=2, qualifier="at_most")),
        (Q(value=5, text="five") + Q(value=1, text="one"), Q(value=6)),
    ],
    ids=str,
)
def test_sums_and_differences_by_hand(result, expected):
    assert result == expected


@pytest.mark.parametrize(("unit", "basis"), MEASURES)
def test_unit_and_basis_are_kept(unit, basis):
    measure = {"unit": unit, "basis": basis}
    assert Q(value=2, **measure) + Q(value=1, **measure) == Q(value=3, **measure)
    assert Q(value=2, **measure) - Q(lower=1, upper=2, **measure) == Q(lower=0, upper=1, **measure)
    assert Q(value=2, qualifier="at_most", **measure) + Q(value=1, **measure) == Q(
        value=3, qualifier="at_most", **measure
    )
    assert Q(value=2, qualifier="at_least", **measure) + Q(value=1, **measure) == Q(
        value=3, qualifier="at_least", **measure
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Q(value=1), Q(value=1, qualifier="about")),
        (Q(value=1, qualifier="about"), Q(value=1, qualifier="about")),
        (Q(value=1, qualifier="about"), Q(lower=1, upper=2)),
        (Q(value=1, qualifier="at_least"), Q(text="some")),
        (Q(text="all for all"), Q(text="all for all")),
    ],
    ids=str,
)
def test_nothing_is_known_where_a_bound_is_missing_on_both_sides(one, other):
    for build in (lambda: one + other, lambda: other + one, lambda: one - other, lambda: other - one):
        with pytest.raises(pt.QuantityError, match="is not known"):
            build()


def test_at_least_and_at_most_add_up_to_nothing_known():
    some, few = Q(value=5, qualifier="at_least"), Q(value=3, qualifier="at_most")
    with pytest.raises(pt.QuantityError):
        some + few
    with pytest.raises(pt.QuantityError):
        some - some


@pytest.mark.parametrize(
    ("one", "other", "field"),
    [
        ({"unit": "persons"}, {"unit": "bodies"}, "unit"),
        ({"unit": "persons"}, {}, "unit"),
        ({}, {"unit": "EUR"}, "unit"),
        ({"basis": "total"}, {"basis": "per_side"}, "basis"),
        ({"basis": "total"}, {}, "basis"),
        ({}, {"basis": "unspecified"}, "basis"),
        ({"unit": "days", "basis": "total"}, {"unit": "days"}, "basis"),
    ],
)
@pytest.mark.parametrize(
    "combine",
    [lambda one, other: one + other, lambda one, other: one - other, lambda one, other: one.agrees_with(other)],
    ids=["+", "-", "agrees_with"],
)
def test_another_unit_or_basis_cannot_be_combined(one, other, field, combine):
    with pytest.raises(pt.QuantityError, match=f"the {field} is") as raised:
        combine(Q(value=1, **one), Q(value=1, **other))
    assert isinstance(raised.value, PeacetalksError)
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("number", [1, 2.5, "1", None])
def test_a_number_is_no_quantity(number):
    with pytest.raises(TypeError):
        Q(value=1) + number
    with pytest.raises(TypeError):
        number - Q(value=1)


@given(values(Q), values(Q))
def test_whatever_is_combined_only_our_errors_are_raised(one, other):
    other = attrs.evolve(other, unit=one.unit, basis=one.basis)
    assert isinstance(one.agrees_with(other), bool)
    for build in (lambda: one + other, lambda: one - other):
        with contextlib.suppress(PeacetalksError):
            assert (build().unit, build().basis) == (one.unit, one.basis)


def test_a_sum_beyond_all_numbers_is_refused():
    with pytest.raises(PeacetalksError):
        Q(value=LARGEST) + Q(value=1)
    with pytest.raises(PeacetalksError):
        Q(value=-LARGEST) - Q(value=1)
    with pytest.raises(PeacetalksError):
        Q(lower=0, upper=LARGEST) + Q(value=1)
    assert Q(value=LARGEST) + Q(value=-1) == Q(value=LARGEST - 1)


def test_a_program_s_own_way_with_decimals_makes_no_difference():
    with decimal.localcontext() as context:
        context.prec = 2
        context.traps[decimal.Inexact] = True
        assert Q(value=1000.5) + Q(value=0.25) == Q(value=1000.75)


# --- quantities: agreement -------------------------------------------------------------------------------------------


@given(bounded(), bounded(), st.data())
def test_two_agree_exactly_when_some_number_is_both(one, other, data):
    agree = one.agrees_with(other)
    assert agree == other.agrees_with(one)
    number = data.draw(members(one))
    if holds(other, number):
        assert agree
    (lower, upper), (other_lower, other_upper) = one.bounds(), other.bounds()
    lows = [low for low in (lower, other_lower) if low is not None]
    highs = [high for high in (upper, other_upper) if high is not None]
    assert agree == (not lows or not highs or max(lows) <= min(highs))


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        (Q(value=314), Q(value=314), True),
        (Q(value=314), Q(value=313), False),
        (Q(value=314), Q(value=300, qualifier="at_least"), True),
        (Q(value=314), Q(value=314, qualifier="at_most"), True),
        (Q(value=314), Q(value=315, qualifier="at_least"), False),
        (Q(value=314), Q(lower=300, upper=314), True),
        (Q(value=314), Q(lower=315, upper=400), False),
        (Q(value=314), Q(value=1, qualifier="about"), True),
        (Q(value=314), Q(text="some"), True),
        (Q(value=1, qualifier="at_least"), Q(value=5, qualifier="at_least"), True),
        (Q(value=5, qualifier="at_least"), Q(value=1, qualifier="at_most"), False),
    ],
    ids=str,
)
def test_claims_agree_where_both_can_be_true(one, other, agree):
    assert one.agrees_with(other) is agree
    assert other.agrees_with(one) is agree


@given(values(Q))
def test_every_quantity_agrees_with_itself(quantity):
    assert quantity.agrees_with(quantity)


# --- extra -----------------------------------------------------------------------------------------------------------


class Colour(str, enum.Enum):  # noqa: UP042 - such classes are what is tested
    """A kind of text, of those that were usual before StrEnum: its ``str()`` is not its value."""

    RED = "red"


def test_extra_is_a_map():
    extra = pt.Extra({"pax:Part": "A; B", "pax:Con": ""})
    assert extra["pax:Part"] == "A; B"
    assert extra.get("pax:No") is None
    assert "pax:Con" in extra
    assert dict(extra) == {"pax:Con": "", "pax:Part": "A; B"}
    assert (len(extra), len(pt.Extra())) == (2, 0)
    assert repr(extra) == "Extra({'pax:Con': '', 'pax:Part': 'A; B'})"
    with pytest.raises(KeyError):
        extra["pax:No"]


@pytest.mark.parametrize("value", ["", " ", " a ", "a\nb\r\n", "NULL", "007", "é", "e\u0301", "\ufeff", "<b>", "\x01"])
def test_cells_are_kept_verbatim(value):
    extra = pt.Extra({"a:b": value})
    assert extra["a:b"] == value
    assert extra.to_plain() == {"a:b": value}
    assert pt.Party(id="x", name="X", kind="state", extra={"a:b": value}).extra == extra


@pytest.mark.parametrize("key", ["pax:Part", "ucdp_pad:x", "0:a", "_:b", "a:b:c", "a: ", "a:\t", "a:é", "a:/~", "a::"])
def test_a_key_is_a_scheme_and_a_column(key):
    assert list(pt.Extra({key: ""})) == [key]


@pytest.mark.parametrize(
    "key", ["Part", "pax", "pax:", ":Part", "PAX:Part", "pa x:Part", "pax-v4:Part", " pax:Part", "é:Part", "",
            "pax:a\n", "pax:a\nb", "pax:\u2028", "pax:a\r", 5, None, ("pax", "Part")],
)  # fmt: skip
def test_every_other_key_is_refused(key):
    with pytest.raises(pt.ValidationError) as refused:
        pt.Extra({"a:b": "", key: "x"})
    assert [problem.code for problem in refused.value.problems] == ["unknown-field"]


@pytest.mark.parametrize("key", ["pax:\x00", "pax:\ud800", "pax:" + "x" * 1_000_000])
def test_a_column_is_named_in_text_that_can_be_written(key):
    with pytest.raises(pt.ValidationError) as refused:
        pt.Extra({"a:b": "", key: "x"})
    assert [problem.code for problem in refused.value.problems] == ["invalid-syntax"]


@pytest.mark.parametrize("value", [5, 0.5, None, True, ["a"], {"a": "b"}, b"a"])
def test_a_cell_is_text(value):
    assert problems(pt.Extra, {"a:b": value}) == [("wrong-type", "/a:b")]


@pytest.mark.parametrize("value", ["\x00", "a\x00b", "\ud800", "a\udfff"])
def test_a_cell_holds_what_every_format_can_write(value):
    assert problems(pt.Extra, {"a:b": value}) == [("invalid-syntax", "/a:b")]


def test_all_problems_of_a_map_are_told_at_once():
    found = problems(pt.Extra, {"no": "", "a:b": 5, "a:c": "fine", "a:d/e": None})
    assert found == [("unknown-field", "/no"), ("wrong-type", "/a:b"), ("wrong-type", "/a:d~1e")]


@pytest.mark.parametrize("value", [["a:b"], "a:b", 5, [("a:b", "c")]])
def test_only_a_map_becomes_one(value):
    assert problems(pt.Extra, value) == [("wrong-type", "")]


def test_null_is_no_map():
    plain = {"id": "x", "name": "X", "kind": "state", "extra": None}
    assert problems(pt.from_dict, pt.Party, plain) == [("wrong-type", "/extra")]


def test_a_member_of_an_enumeration_becomes_its_text():
    extra = pt.Extra({"a:b": Colour.RED})
    assert extra.to_plain() == {"a:b": "red"}
    assert type(extra["a:b"]) is str


@given(extras(), st.randoms(use_true_random=False))
def test_the_order_of_keys_makes_no_difference(extra, random):
    items = list(extra.items())
    random.shuffle(items)
    again = pt.Extra(dict(items))
    assert again == extra
    assert hash(again) == hash(extra)
    assert list(again) == list(extra) == sorted(extra)


def test_other_maps_are_not_equal():
    extra = pt.Extra({"a:b": "c"})
    assert extra != pt.Extra({"a:b": "d"})
    assert extra != pt.Extra({"a:c": "c"})
    assert extra != pt.Extra({"a:b": "c", "a:d": ""})
    assert extra != {"a:b": "c"}


@given(extras())
def test_any_map_survives_a_copy(extra):
    for again in (pickle.loads(pickle.dumps(extra)), copy.copy(extra), copy.deepcopy(extra), pt.Extra(extra)):
        assert again == extra
        assert hash(again) == hash(extra)


def test_a_map_does_not_change():
    given = {"a:b": "c"}
    extra = pt.Extra(given)
    given["a:b"] = "changed"
    extra.to_plain()["a:b"] = "changed"
    with pytest.raises(TypeError):
        extra["a:b"] = "changed"
    with pytest.raises(TypeError):
        del extra["a:b"]
    with pytest.raises(AttributeError, match="immutable"):
        extra._items = {}
    with pytest.raises(AttributeError, match="immutable"):
        del extra._items
    with pytest.raises(AttributeError):
        extra.other = 1
    assert extra == pt.Extra({"a:b": "c"})


@given(st.from_regex(EXTRA_KEY_PATTERN.replace("$", r"\Z"), fullmatch=True))
def test_the_pattern_that_is_published_says_which_keys_are_taken(key):
    # What `.` means differs between languages; what no text can hold is refused in keys too.
    assume(not re.search("[\r\u2028\u2029\x00\ud800-\udfff]", key))
    assert key in pt.Extra({key: ""})


# --- identifiers and names -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [159, 1.5, None, True, b"Q159"])
def test_the_id_of_another_scheme_is_text(value):
    assert problems(pt.Identifier, scheme="wikidata", value=value) == [("wrong-type", "/value")]
    assert problems(pt.from_dict, pt.Identifier, {"scheme": "wikidata", "value": value}) == [("wrong-type", "/value")]


def test_leading_zeros_survive():
    identifier = pt.Identifier(scheme="gw", value="002", version="22.1")
    assert pt.to_dict(identifier) == {"scheme": "gw", "value": "002", "version": "22.1"}


def test_an_identifier_has_a_scheme_and_a_value():
    assert problems(pt.from_dict, pt.Identifier, {}) == [("missing-field", "/scheme"), ("missing-field", "/value")]
    assert problems(pt.Identifier, scheme="wikidat", value="Q1") == [("unknown-code", "/scheme")]
    assert pt.Identifier(scheme="example.org:ids", value="1").scheme == "example.org:ids"


def test_a_member_of_an_enumeration_becomes_plain_text_in_every_field():
    name = pt.Name(text=Colour.RED, language="en")
    assert type(name.text) is str
    assert name == pt.Name(text="red", language="en")


def test_values_are_compared_and_hashed_by_what_they_hold():
    one, other = pt.Citation(source="a", supports=["/text"]), pt.Citation(source="a", supports=("/text",))
    assert one == other
    assert hash(one) == hash(other)
    assert one != attrs.evolve(one, supports=[])


def test_a_value_shows_what_it_says_and_nothing_else():
    assert repr(pt.Citation(source="a", locator="p. 3")) == "Citation(source='a', locator='p. 3')"
    assert repr(pt.Control()) == "Control()"


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        pytest.param(lambda items: pt.Control(controller=5, claimants=items), pt.Control, id="value"),
        pytest.param(lambda items: pt.Round(id=5, agenda=items), lambda: pt.Round(id="x"), id="record"),
        pytest.param(lambda items: pt.Dataset(title=5, parties=items), pt.Dataset, id="dataset"),
    ],
)
def test_what_broke_off_leaves_nothing_behind_for_the_next_object_of_its_address(broken, whole):
    def items() -> Iterator[str]:
        raise RuntimeError("the file went away")
        yield ""

    for _ in range(100):
        with pytest.raises(RuntimeError, match="the file went away"):
            broken(items())
        assert whole() == whole()
