"""What stands before names: "For X:", "Witnessed by:", "Minister of Defence:" and "X:"."""

from __future__ import annotations

import re
from collections.abc import Collection

import attrs

from peacetalks.importers.signatory_text import squeezed, without_bullet
from peacetalks.importers.signatory_words import LONGEST_PIECE, is_party, is_person, is_title, without_article

MOST_ROLE_WORDS = 4
"""Words of the longest heading such as "International Observers"."""

MOST_HEADER_WORDS = 12
"""Words of the longest party that stands before a colon without "For"."""


@attrs.frozen
class Header:
    """What a header says of the names behind it."""

    role: str | None = None
    """Role, a code of ``role``."""
    party: str | None = None
    """Party that they sign for, as printed."""
    title: str | None = None
    """Office of the one named."""
    resets: bool = True
    """Whether it ends what an earlier header said of roles, too."""


_FOR = re.compile(
    r"(?:p\.\s?p\.|(?:signed |done |and )?(?:for and )?(?:on (?:the )?behalf of|for|from|representing|in the name of)\b"
    r"|por\b|pour\b|en nombre de\b|au nom (?:de\b|du\b|des\b)|representada? por\b)\s*:?\s*",
    re.IGNORECASE,
)
_REPRESENTATIVES = re.compile(
    r"(?:(?:special|personal|authori[sz]ed|official|the)\s)*(?:representatives?|representantes?|représentante?s?"
    r"|plenipotentiaries|delegates?|delegados|negotiators)\s+(?:of|from|for|de|du|des)\b\s*",
    re.IGNORECASE,
)
_OWN_REPRESENTATIVES = re.compile(
    r"(.{2,80}?)['’]?s? (?:representatives?|signatories|negotiators|delegates)\Z", re.IGNORECASE
)

_BEGINNINGS: tuple[tuple[str, str | None], ...] = (
    (r"(?:agreement |also |as |and )*(?:signed |attested )?(?:as )?(?:the )?"
     r"(?:witness(?:ed)?(?: and (?:initiali?l?ed|signed|attested|endorsed))?(?: by)?|witnesses|vitnesses)"
     r"(?: (?:to|of) the (?:signing|agreement|signature)s?)?", "witness"),
    (r"ont sign[ée]e? comme t[ée]moins", "witness"),
    (r"attested(?: to)?(?: by)?|testigos?|t[ée]moins?", "witness"),
    (r"(?:signed |done |and |also )*(?:in|with) the presence of|en pr[ée]sen(?:cia|ce) (?:de|des|du)\b", "witness"),
    (r"observers?|observed by|observadores", "observer"),
    (
        r"(?:third[- ]party )?(?:co-)?facilitators?|facilitated by|facilitation|facilitador(?:es)?|facilitateurs?",
        "facilitator",
    ),
    (r"(?:co-)?mediators?|mediated by|mediation|mediador(?:es)?|m[ée]diateurs?", "mediator"),
    (r"guarantors?|guarantor states|guaranteed by|garantes?|grantors", "guarantor"),
    (r"under the (?:auspices|sponsorship) of|convened by|sponsored by|convenors?|convened", "convenor"),
    (r"under the (?:facilitation) of", "facilitator"),
    (r"under the mediation of", "mediator"),
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
_beginnings = [
    (re.compile(rf"(?:{pattern})(?: and signator(?:y|ies))?(?=\W|\Z)\s*", re.IGNORECASE), role)
    for pattern, role in _BEGINNINGS
]
_as_the = re.compile(r"(?:as )?(?:the )?", re.IGNORECASE)
_QUOTES = "'\u2019\u2018\"\u201c"
_SIGNS = " :,-–\t" + _QUOTES


def role_header(text: str) -> tuple[str | None, str] | None:
    """Return the role that a text begins with, and what follows it; ``None`` where it begins with no such stem.

    A stem stands alone, before a colon, or ends in a preposition; "Witness protection agency" begins with none.
    """
    text = text.lstrip(_QUOTES)
    article = _as_the.match(text)
    text = text[article.end() :] if article else text
    for pattern, role in _beginnings:
        found = pattern.match(text)
        if found is None:
            continue
        stem, rest = found[0].strip(), text[found.end() :]
        if not rest.strip(_SIGNS) or rest.lstrip("'’\"")[:1] in tuple(":-–\t"):
            return role, rest.strip(_SIGNS)
        if role is not None and stem.split()[-1].lower() in {"by", "of", "de", "des", "du"}:
            return role, rest.strip(_SIGNS)
    return None


def for_header(text: str) -> str | None:
    """Return the party of "For X", "On behalf of X" or "Representatives of X"; ``None`` for anything else."""
    for pattern in (_FOR, _REPRESENTATIVES):
        found = pattern.match(text)
        if found and 0 < len(text) - found.end() <= LONGEST_PIECE:
            party = text[found.end() :].strip(_SIGNS + ".")
            party = _without_office(party) if pattern is _REPRESENTATIVES else party
            inner = for_header(party) if len(party) < len(text) else None
            return inner or _without_final_office(without_article(party)) or None
    return None


def _without_final_office(party: str) -> str:
    """Return the party of "the Union Coordinator"."""
    before, _, last = party.rpartition(" ")
    return before if before and is_title(last) and is_party(before) else party


def _without_office(party: str) -> str:
    """Return the party of "the Union and Mediator of the talks", which goes on with an office."""
    before, joined, after = party.partition(" and ")
    return before if joined and is_title(after) else party


def role_of_several(text: str) -> str | None:
    """Return the role in a heading such as "International Observers"; ``None`` where it is none."""
    found = _role_of_several.search(text)
    begun = role_header(found[0]) if found and len(text.split()) <= MOST_ROLE_WORDS else None
    return begun[0] if begun else None


def represented(title: str) -> str | None:
    """Return whom an office is to represent: of "Representative of X" and "Chief Negotiator on behalf of X" the X."""
    found = re.search(
        r"\b(?:on behalf of|representing|(?<!deputy )representatives? (?:of|from))\s+", title, re.IGNORECASE
    )
    if found is None:
        before, _, last = title.rpartition(" ")
        is_own = last.casefold() in {"representative", "delegate"} and is_party(before)
        return without_article(before) if is_own else None
    party, joined, more = title[found.end() :].strip().partition(" and ")
    if joined and not is_title(more):
        party = f"{party} and {more}"
    place = _place.search(party)
    return without_article((party[: place.start()] if place else party).rstrip(".")) or None


_stood_for = re.compile(r"(.{3,150}?),? (?:is |are )?(?:represented by|repr[ée]sent[ée]e?s? par)\b", re.IGNORECASE)
_ends_in_role = re.compile(
    r"\b(?:witnessed by|in the presence of|mediated by|facilitated by|guaranteed by)\Z", re.IGNORECASE
)
_label = re.compile(r",? ?\bnames?\Z", re.IGNORECASE)
_place = re.compile(r"\s(?:for|to|in)\s(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)?\Z")
_role_of_several = re.compile(r"\b(?:facilitators|mediators|witnesses|observers|guarantors)\Z", re.IGNORECASE)
_several = re.compile(r"(?:members|representatives|delegates|advis[eo]rs|leaders|elders|negotiators)\b", re.IGNORECASE)
_several_of = re.compile(
    r"(?:members|representatives|delegates|advis[eo]rs|leaders|elders|negotiators)\Z", re.IGNORECASE
)


def header_of(text: str, known: Collection[str]) -> Header | None:
    """Return what the text before a colon says; ``None`` where it is nothing known."""
    text = _label.sub("", squeezed(without_bullet(text)))
    if not text or len(text) > LONGEST_PIECE:
        return None
    begun = role_header(text)
    if begun is not None:
        role, rest = begun
        inner = header_of(rest, known) if rest else Header()
        return attrs.evolve(inner, role=inner.role or role, resets=True) if inner else None
    ends = _ends_in_role.search(text)
    if ends is not None:
        begun = role_header(ends[0])
        return Header(role=begun[0]) if begun else None
    stood_for = _stood_for.match(text)
    if stood_for is not None:
        return Header(party=without_article(stood_for[1]), resets=False)
    party = for_header(text)
    if party is not None:
        return Header(party=party, resets=False)
    own = _OWN_REPRESENTATIVES.match(text)
    if own and is_party(own[1], known) | own[1].isupper():
        return Header(party=without_article(own[1]), resets=False)
    if is_party(text, known) and len(text.split()) <= MOST_HEADER_WORDS:
        return Header(party=without_article(text), resets=False)
    several = role_of_several(text)
    if several is not None:
        return Header(role=several)
    if is_title(text) and (_several.match(text) or _several_of.search(text)):
        return Header()
    if is_title(text) and not is_person(text):
        return Header(title=text, party=represented(text), resets=False)
    return None
