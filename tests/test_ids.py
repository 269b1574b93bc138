"""Ids of records, and ids made from names."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.ids import ID_PATTERN, is_id, slug
from peacetalks.limits import GREATEST_ID


@pytest.mark.parametrize("text", ["a", "0", "a-b", "a.b", "a_b", "2026-02-05", "a" * 128, "null", "9."])
def test_ids(text):
    assert is_id(text)
    assert pt.Round(id=text).id == text


@pytest.mark.parametrize(
    "text",
    [
        "A",
        "aB",
        "-a",
        ".a",
        "_a",
        "a b",
        "a:b",
        "a/b",
        "é",
        "a\n",
        "\na",
        "a" * 129,
        "\u0661",
        "\u212a",
        "\uff41",
        "a\u200b",
    ],
)
def test_other_texts_are_no_ids(text):
    assert not is_id(text)
    with pytest.raises(pt.ValidationError) as refused:
        pt.Round(id=text)
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [("invalid-id", "/id")]


def test_empty_text_is_no_id():
    assert not is_id("")


@given(st.text() | st.text("ab01._-:A\n", max_size=6))
def test_an_id_is_what_the_published_pattern_says(text):
    assert is_id(text) == (re.fullmatch(ID_PATTERN.removeprefix("^").removesuffix("$"), text) is not None)


@given(st.from_regex(ID_PATTERN.replace("$", r"\Z")))
def test_every_text_of_the_pattern_is_an_id(text):
    assert is_id(text)
    assert len(text) <= GREATEST_ID


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russia", "russia"),
        ("European countries", "european-countries"),
        ("Türkiye (host)", "turkiye-host"),
        ("İstanbul", "istanbul"),
        ("  United   Nations  ", "united-nations"),
        ("a/b:c", "a-b-c"),
        ("U.S.", "u.s"),
        ("snake_case", "snake_case"),
        ("...and others...", "and-others"),
        ("№ 5", "no-5"),
        ("ﬁve", "five"),
        ("Minsk II", "minsk-ii"),
        ("Kyiv–Moscow talks", "kyiv-moscow-talks"),
        ("Talks — round 2", "talks-round-2"),
        ("Côte d’Ivoire", "cote-d-ivoire"),
        ("a\u2028b", "a-b"),
        ("a\u00a0b", "a-b"),
        ("Україна (Ukraine)", "ukraine"),
    ],
)
def test_a_slug_is_lower_case_without_accents_and_everything_else_is_a_hyphen(name, expected):
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["", " ", "---", "...", "Україна", "中文", "🇺🇦", "\u0301"])
def test_no_slug_is_made_from_nothing(name):
    with pytest.raises(ValueError, match="no id can be made"):
        slug(name)


def test_a_slug_has_at_most_the_length_of_an_id():
    assert slug("a" * 200) == "a" * GREATEST_ID
    assert slug("a" * 127 + " b") == "a" * 127


awkward = st.text("aZ0 .-_éİﬁ½№ßŁ–’:\n\u0301\u2028я", max_size=12)


@given(st.text() | awkward, st.sampled_from("aZ0"), st.text() | awkward)
def test_a_slug_is_an_id_and_its_own_slug(before, letter, after):
    made = slug(f"{before}{letter}{after}")
    assert is_id(made)
    assert slug(made) == made


@given(st.text("abcxyz0189", min_size=1, max_size=GREATEST_ID))
def test_a_plain_name_is_its_own_slug(name):
    assert slug(name) == name
    assert slug(name.upper()) == name


@given(awkward, st.sampled_from(["–", "—", "’", " ", "\u2028", ":", "・", "→"]), awkward)
def test_words_do_not_grow_together(one, between, other):
    """Whatever stands between two words keeps them apart as a hyphen does."""
    assert slug(f"x{one}{between}{other}y") == slug(f"x{one}-{other}y")
