"""What stands before names, "For X:", "Witnessed by:" and "X:", and what it says of whom they sign for and how.

A header counts only where all of it is understood; one that has more in it is no header, and its names are not read.
"""

from __future__ import annotations

import re
from collections.abc import Collection

import attrs

from peacetalks.importers.signatory_sentences import looks_like_prose
from peacetalks.importers.signatory_text import squeezed, without_bullet
from peacetalks.importers.signatory_words import (
    GENERIC,
    bare,
    is_party,
    is_person,
    is_title,
    split_courtesy,
    without_article,
)

MOST_HEADERS = 3
"""Headers that are read before the names of one statement."""

MOST_HEADER_WORDS = 14
"""Words of the longest party that a header names."""


MOST_NAME_WORDS = 3
"""Words of the longest name that follows a party without a colon; more may be two."""


DOCUMENTS = frozenset(
    ["agreement", "declaration", "statement", "protocol", "annex", "treaty", "accord", "memorandum", "resolution"]
)
"""Words of texts that are signed, and that do not sign."""


@attrs.frozen
class Header:
    """What a header says of the names behind it."""

    role: str | None = None
    """Role, a code of ``role``."""
    party: str | None = None
    """Party that they sign for, as printed."""
    has_colon: bool = False
    """Whether a colon ends it."""
    is_clear: bool = True
    """Whether all of it is understood."""


_FOR = re.compile(
    r"(?:p\.\s?p\.|(?:signed |done |and )?(?:for and )?(?:on (?:the )?behalf of|for|from|representing|in the name of)\b"
    r"|por\b|pour\b|en nombre de\b|au nom (?:de\b|du\b|des\b)|representada? por\b)\s*:?\s*",
    re.IGNORECASE,
)
_REPRESENTATIVES = re.compile(
    r"(?:the )?(?:representatives?|representantes?|repr[ée]sentants?|delegates?|delegados|negotiators|signatories)"
    r" (?:of|from|for|de|du|des)\b\s*",
    re.IGNORECASE,
)
_STEMS: tuple[tuple[str, str | None], ...] = (
    (r"(?:agreement |also |as |and )*(?:signed |attested )?(?:as )?(?:the )?"
     r"(?:witness(?:ed)?(?: and (?:initiali?l?ed|signed|attested|endorsed))?(?: by)?|witnesses)"
     r"(?: (?:to|of) the (?:signing|agreement|signature)s?)?", "witness"),
    (r"attested(?: to)?(?: by)?|testigos?|t[ée]moins?", "witness"),
    (r"(?:signed |done |and |also )*(?:in|with) the presence of|en pr[ée]sen(?:cia|ce) (?:de|des|du)\b", "witness"),
    (r"observers?|observed by|observadores", "observer"),
    (r"(?:third[- ]party )?(?:co-)?facilitators?|facilitated by|facilitation|facilitador(?:es)?|facilitateurs?"
     r"|under the facilitation of", "facilitator"),
    (r"(?:co-)?mediators?|mediated by|mediation|mediador(?:es)?|m[ée]diateurs?|under the mediation of", "mediator"),
    (r"guarantors?|guarantor states|guaranteed by|garantes?", "guarantor"),
    (r"(?:signed )?under the (?:auspices|sponsorship) of|convened by|sponsored by|convenors?", "convenor"),
    (r"under the chairmanship of|chaired by|moderated by", "chair"),
    (r"hosted by|hosts?", "host"),
    (r"monitors?|monitored by", "monitor"),
    (r"advis[eo]rs?|advised by", "adviser"),
    (r"endorsed by|endorsers?", "endorser"),
    (r"third part(?:y|ies)", "third_party"),
    (r"(?:signed|initialled|initialed|agreed|accepted|approved|adopted|issued|countersigned)(?: by)?"
     r"|(?:the )?(?:signatories|parties|participants|signatures|signatory parties|names?)"
     r"|meeting attended by|attended by|present|represented by", None),
)  # fmt: skip
_stems = [
    (re.compile(rf"(?:{pattern})(?: and signator(?:y|ies))?(?!\w)\s*", re.IGNORECASE), role) for pattern, role in _STEMS
]
_before_stem = re.compile(r"(?:as )?(?:the |la |le |les |l['’])?", re.IGNORECASE)
_ends_in_preposition = re.compile(r"\b(?:by|of|de|des|du)\Z", re.IGNORECASE)
_acronym_behind = re.compile(r"\s\([A-Z][\w./-]*\)\Z")
_several = re.compile(
    r"\sand (?:the|from|for)\s|\s(?:and|y|et)\Z|\.?\sFor\s|\s(?:y|et) (?:el|la|los|las|le|les|du)\s|\s/\s",
    re.IGNORECASE,
)
_initial = re.compile(r"[A-Z][a-z]?\.\Z")
_comma_or_dash = re.compile(r",\s|\s[-–—]\s")
_tells_role = re.compile(
    r"monitor|mediat(?!ion)|m[ée]diat(?!ion)|facilitat(?!ion)|facilitad|guarant|garant|witness|t[ée]moin|testig|observ(?!atory)|"
    r"\b(?:the |la |le |l['’])?(?:mediation|m[ée]diation|facilitation)\Z",
    re.IGNORECASE,
)
_and = re.compile(r"\s(?:and|et|y|&)\s", re.IGNORECASE)
_QUOTES = "'\u2019\u2018\"\u201c\u201d"
_SIGNS = " :,-–\t" + _QUOTES


def header_of(text: str, known: Collection[str]) -> tuple[Header, str] | None:
    """Return what a statement begins by saying of the names behind it, and those names; ``None`` for no header."""
    header: Header | None = None
    for _ in range(MOST_HEADERS):
        found = _before_colon(text, known) or _without_colon(text)
        if found is None:
            break
        one, text = found
        if header is not None:
            is_one_role = header.role is None or one.role in {
                None,
                header.role,
            }  # not "in the presence of the Mediator"
            is_clear = one.is_clear and header.is_clear and is_one_role
            one = attrs.evolve(one, role=one.role or header.role, party=one.party or header.party, is_clear=is_clear)
        header = one
    if header is None and (_FOR.match(text) or _REPRESENTATIVES.match(text)):  # "For X" with more in it than a party
        return Header(is_clear=False), text
    return None if header is None else (header, text)


def _before_colon(text: str, known: Collection[str]) -> tuple[Header, str] | None:
    head, colon, tail = text.partition(":")
    head = squeezed(without_bullet(head)).strip(_QUOTES + " ")
    if not colon or not head:
        return None
    tail = without_bullet(tail.strip(_QUOTES + " "))
    begun = _role_stem(head)
    if begun is not None and not begun[1]:
        return Header(role=begun[0], has_colon=True), tail
    party = for_party(begun[1] if begun else head)
    if party is None and begun is None and _is_header_party(head, known):
        party = without_article(head)
    if party is None:
        return None
    return Header(role=begun[0] if begun else None, party=party, has_colon=True), tail


def _without_colon(text: str) -> tuple[Header, str] | None:
    begun = _role_stem(text)
    if begun is not None:
        return Header(role=begun[0]), begun[1]
    named = _name_behind(text)
    party = for_party(named[0] if named else text)
    if party is not None:
        return Header(party=party), named[1] if named else ""
    head, *tail = _comma_or_dash.split(text, maxsplit=1)
    name = tail[0].partition(",")[0].strip() if tail else ""
    is_named = is_person(name) and " " in split_courtesy(name)[1]
    party = for_party(head) if is_named else None
    return None if party is None else (Header(party=party), tail[0].strip())


def _role_stem(text: str) -> tuple[str | None, str] | None:
    """Return the role that a text begins with, and what follows it; ``None`` where it begins with no such stem.

    A stem stands alone or ends in a preposition; "Witness protection agency" begins with none.
    """
    text = text.lstrip(_QUOTES)
    start = _before_stem.match(text).end()  # type: ignore[union-attr]
    for pattern, role in _stems:
        found = pattern.match(text, start)
        if found is not None:
            rest = text[found.end() :].strip(_SIGNS)
            if not rest or _ends_in_preposition.search(found[0].strip()):
                return role, rest
    return None


def for_party(text: str) -> str | None:
    """Return the party of "For X", "On behalf of X" or "Representatives of X"; ``None`` for anything less clear."""
    found = _FOR.match(text) or _REPRESENTATIVES.match(text)
    if found is None:
        return None
    party = text[found.end() :].strip(_SIGNS + ".")
    inner = for_party(party) if _REPRESENTATIVES.match(party) else None
    party = inner or without_article(party)
    return party if is_clear_party(party) else None


def is_clear_party(text: str) -> bool:
    """Tell whether a text that is said to be a party has nothing in it that may be more than a party's name."""
    words = _acronym_behind.sub("", text).split()
    return (
        0 < len(words) <= MOST_HEADER_WORDS
        and not set(text) & set(",;:[]<>\t")
        and not (set(" ".join(words)) & set("()"))
        and not any(word.isdigit() or word[0] in "-–—" or _initial.match(word) for word in words)
        and not any(bare(word) in DOCUMENTS for word in words)
        and bare(words[0]) not in GENERIC
        and "." not in split_courtesy(text)[0]
        and not (split_courtesy(text)[0] and is_person(text))
        and not any(map(is_title, (text, *_and.split(text))))
        and not _several.search(text)
        and not tells_role(text)
        and not looks_like_prose(text)
    )


def tells_role(text: str) -> bool:
    """Tell whether a text has a word by which a role may be told."""
    return _tells_role.search(text) is not None


def _is_header_party(text: str, known: Collection[str]) -> bool:
    return is_party(text, known) and is_clear_party(text) and _FOR.match(text) is None


def _name_behind(text: str) -> tuple[str, str] | None:
    """Return header and name of "For the Northern side J. Berg", which has no colon."""
    words = text.split()
    for place in range(max(1, len(words) - MOST_NAME_WORDS), len(words) - 1):
        name = " ".join(words[place:])
        if _initial.match(words[place]) and is_person(name):
            return " ".join(words[:place]), name
    return None
