"""The words by which a piece of a cell of signatories is told: a party, an office, a person's name, or none of them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Sequence
from importlib import resources
from typing import Literal

Kind = Literal["party", "title", "person", "unknown"]
"""What a piece of text can be."""

LONGEST_NAME = 80
"""Characters of the longest text that is taken for a person's name."""

MOST_WORDS = 5
"""Words of the longest name of a person, initials and particles apart; more are several names."""

MOST_PARTY_WORDS = 18
"""Words of the longest text that is taken for the name of a party."""

MOST_ABBREVIATED = 3
"""Signs of the longest part of a name that may end in a full stop; more are a form of address that is not known."""

PILGRIMS = frozenset(["al haj", "al hajj", "al hadj", "el haj", "el hajj", "el hadj"])
"""Forms of address that many take for a part of the name."""

MOST_CAPITALS = 3
"""Letters of the longest word in capitals behind a name that may be an acronym, where it has a vowel."""

VOWELS = frozenset("aeiouy")
"""Letters of which a name has one at least."""

LONGEST_PIECE = 300
"""Characters of the longest text that is looked at as one party, office or person."""


_QUOTES = "'\u2019\u2018\"\u201c\u201d"
_PUNCTUATION = ".,;:()[]{}*" + _QUOTES
_DOTS = {ord(sign): None for sign in ".,-()'"}


def bare(word: str) -> str:
    """Return a word in lower case, without accents and without the signs around it."""
    plain = word.strip(_PUNCTUATION).casefold().replace("’", "'").replace("\u02bc", "'")
    if plain.isascii():
        return plain
    return "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(letter))


def _undotted(word: str) -> str:
    return bare(word).translate(_DOTS)


def _read() -> dict[str, frozenset[str]]:
    text = resources.files("peacetalks.importers").joinpath("signatory_words.csv").read_text(encoding="utf-8")
    words: dict[str, set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        words.setdefault(row["kind"], set()).add(row["word"])
    return {kind: frozenset(some) for kind, some in words.items()}


_WORDS = _read()
PARTY_WORDS = _WORDS["party"]
"""Words that say that something is an organisation, a state or a people."""
TITLE_WORDS = _WORDS["office"]
"""Words that say that something is an office or a function."""
MINISTERIAL = _WORDS["ministerial"]
"""Words of offices whose "for the X" tells what they are about, and not for whom their holder signs."""
COURTESY = frozenset(_undotted(word) for word in _WORDS["address"])
"""Forms of address and ranks that stand before a name, without dots and hyphens."""
OFFICES = _WORDS["address_office"]
"""Offices that stand before names as forms of address do, but do not make a name of one word alone."""
PARTICLES = _WORDS["particle"]
"""Small words that stand inside a name."""
POST_NOMINALS = _WORDS["post_nominal"]
"""What stands behind a name and is neither an office nor a party."""
NO_NAMES = _WORDS["no_name"]
"""Words that no person's name has."""
GENERIC = _WORDS["no_party"]
"""Words that begin a text that is no name of a party, such as "both sides"."""
GENERIC_WORDS = _WORDS["heading"]
"""Words of which a heading such as "Rebel Groups" is made, which names nobody."""
PREPOSITIONS = _WORDS["preposition"]
"""Words that stand between an office and what it is held in."""
FIELDS = _WORDS["field"]
"""Words for what an office is about, such as "defence"; a party may follow them without a comma."""

KEEPS_COMMA = frozenset(["jr", "jr.", "sr", "sr.", "ii", "iii", "iv"])
"""What stands behind a comma and still belongs to the name."""

_run_together = re.compile(r"(?!Mc|Mac|De|Di|La|Le|Al|El|Fitz|O['’])[A-Z][a-z]+[A-Z][a-z]")
_article = re.compile(r"(?:(?:the|el|la|le|les|los|las)\s+|l['’]\s*)", re.IGNORECASE)
_ends_in_acronym = re.compile(r"\w \([A-Z][A-Za-z]?[A-Z][A-Za-z/.-]{0,9}\)\Z")
_acronym = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9]{1,6}s?(?:[-–/][A-Z0-9]{1,8})*\Z")


def without_article(text: str) -> str:
    """Return the name of a party without an article before it."""
    if text[:1] in _QUOTES and text[-1:] in _QUOTES:
        text = text.strip(_QUOTES)
    found = _article.match(text)
    return text[found.end() :].strip() if found and found.end() < len(text) else text


def split_courtesy(text: str) -> tuple[str, str]:
    """Return the forms of address and ranks that a text begins with, and the rest of it."""
    words = text.split(maxsplit=12)
    if words[:2] == ["H.", "E."]:
        words[:2] = ["H.E."]
    count = 0
    while count < len(words) and _undotted(words[count]) in COURTESY:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def is_party(text: str, known: Collection[str] = ()) -> bool:
    """Tell whether a text is a party: one of those known, an acronym, or something with a word of organisations."""
    text = without_article(text)
    if text.casefold() in known:
        return True
    if not text or len(text) > LONGEST_PIECE or _title_leads(text) or text[:1] in "[(":
        return False
    words = text.partition(" (")[0].split()
    if len(words) > MOST_PARTY_WORDS or (len(words) > 1 and all(bare(word) in GENERIC_WORDS for word in words)):
        return False
    if " / " in text and is_person(text.partition(" / ")[0]):
        return False
    if (
        bare(words[0] if words else text) in GENERIC
        or text.count("[") != text.count("]")
        or text.count("(") != text.count(")")
        or "<" in text
        or ">" in text
    ):
        return False
    if text[0].islower():
        return False
    if any(_party_word(word) for word in text.split()):
        return True
    if _ends_in_acronym.search(text):
        return True
    return len(words) == 1 and _acronym.match(words[0]) is not None


def is_title(text: str) -> bool:
    """Tell whether a text is an office, such as "Minister of Defence"."""
    return len(text) <= LONGEST_PIECE and bare(text) != "member states" and _title_leads(text)


def is_person(text: str) -> bool:
    """Tell whether a text has the shape of a person's name, with or without a form of address.

    Only the shape: whether it is a name has to be said by what stands around it.
    """
    if not text or len(text) > LONGEST_NAME or set(text) & set("()[]"):
        return False
    courtesy, name = split_courtesy(text)
    words = name.split()
    least = 1 if courtesy else 2
    initials = [place for place, word in enumerate(words) if len(bare(word)) <= 1]
    if initials[:1] == [0] and initials != list(range(len(initials))):  # "A. Berg B. Dahl" are two
        return False
    if (
        not least <= len(words)
        or sum(map(_counts, words)) > MOST_WORDS
        or not any(len(bare(word)) > 1 for word in words)
    ):
        return False
    if words[0].casefold() in PARTICLES - {"al", "abu", "el", "van", "ben"}:
        return False
    if (
        words[0].isalpha()
        and words[0].isupper()
        and 2 < len(words[0]) <= 4
        and (not name.isupper() or words[-1] in {"I", "II", "III"})
    ):
        return False
    if any(word.endswith(".") and len(word) > MOST_ABBREVIATED and "." not in word[:-1] for word in words[:-1]):
        return False
    if bare(" ".join(words[:2])) in PILGRIMS or _ends_in_capitals(words):
        return False
    if len(words) > 1 and _undotted(words[-1]) in COURTESY:
        return False
    if len(words) == 1 and all(bare(word) in OFFICES for word in courtesy.split()):
        return False
    if _has_capitals_within(words):
        return False
    return all(_name_word(word) for word in words) and not words[-1].islower()


def kind_of(text: str, known: Collection[str] = ()) -> Kind:
    """Tell what a piece of text is that is no person's name."""
    if is_title(text) or bare(text) in POST_NOMINALS:
        return "title"
    return "party" if is_party(text, known) else "unknown"


def _ends_in_capitals(words: Sequence[str]) -> bool:
    """Tell whether an acronym may stand behind a name: "Anna B. Berg XYZ"."""
    before, last = [word for word in words[:-1] if len(bare(word)) > 1 and word[0].isupper()], words[-1]
    is_acronym = last.isupper() and last.isalpha() and len(last) > 1 and last not in {"II", "III", "IV", "JR", "SR"}
    is_short = len(last) <= MOST_CAPITALS
    is_unspoken = not set(bare(last)) & VOWELS and not any(word.isupper() for word in before)
    return len(before) > 1 and is_acronym and (is_short or is_unspoken)


def _has_capitals_within(words: Sequence[str]) -> bool:
    """Tell whether a family name in capitals stands inside a name, which is then of two: "A. BERG Olaf Dahl"."""
    is_family_name = [word.isupper() and len(bare(word)) > MOST_CAPITALS for word in words]
    return any(
        is_family_name[place] and len(bare(words[place + 1])) > 1 and words[place + 1][1:].islower()
        for place in range(1, len(words) - 1)
    )


def has_party_beside(text: str) -> bool:
    """Tell whether a party may stand beside an office and be signed for: "ABC Chairman", "Secretary Northern Front"."""
    is_beside = True
    for word in text.split():
        if bare(word) in PREPOSITIONS:
            is_beside = False
        elif _title_word(word) or bare(word) in FIELDS:
            is_beside = True
        elif is_beside and (_party_word(word) or _acronym.match(word.strip(_PUNCTUATION))):
            return True
    return False


def _counts(word: str) -> bool:
    return word.casefold() not in PARTICLES and len(bare(word)) > 1


def _party_word(word: str) -> bool:
    return bare(word) in PARTY_WORDS


def _title_word(word: str) -> bool:
    word = bare(word)
    return word in TITLE_WORDS or any(one in TITLE_WORDS for one in word.replace("/", "-").split("-"))


def _title_leads(text: str) -> bool:
    """Tell whether a text is about an office rather than about the organisation that it is held in."""
    words = text.split()
    if len(words) > 2 and words[1] in {"of", "de", "du"} and _undotted(words[0]) in COURTESY:
        return True
    title = party = len(words)
    for place, word in enumerate(words):
        if title == len(words) and _title_word(word):
            title = place
        if party == len(words) and _party_word(word):
            party = place
    if title == len(words) or (
        _party_word(words[-1]) and not _title_word(words[0]) and not {"of", "for"} & set(words) and "," not in text
    ):
        return False
    if title < party or _title_word(words[-1]):
        return not (title > 0 and bare(words[title - 1]) in {"of", "des", "de"})
    return bare(words[title - 1]) not in {"of", "the", "des", "de", "and"}


def _name_word(word: str) -> bool:
    plain = bare(word)
    if word in PARTICLES or plain in PARTICLES:
        return True
    if plain in NO_NAMES or plain in PARTY_WORDS or _title_word(plain) or any(letter.isdigit() for letter in word):
        return False
    if word.endswith(("'s", "’s")):
        return False
    if _run_together.match(word):
        return False
    letters = word.lstrip("\u02bf\u02be`(@" + _QUOTES)
    if not letters or set(word) & set("/:;<>=_&+#|"):
        return plain in {"", "/"} and word == "@"
    for prefix in ("al-", "el-", "al\u2011", "d'", "d’", "ad-", "ar-", "as-", "at-", "an-", "az-"):
        letters = letters.removeprefix(prefix)
    return bool(letters) and not letters[0].islower() and any(letter.isalpha() for letter in letters)
