"""Sentences that tell who signed: "signed by A for B"."""

from __future__ import annotations

import re

import attrs

from peacetalks.importers.signatory_words import is_party, is_person, without_article

MOST_WORDS_BEFORE = 6
"""Words that a sentence may have before "signed by", such as "The agreement was"."""

_prose = re.compile(
    r"\b(?:was|were|is|are|has|have|had|not|been|which|that|who|met|stated?s?|mentions?|mentioned|appears?|although|but"
    r"|see|held|listed|refers?|referred|reads?|also|by|includes?|including|included|provided?|signed|between"
    r"|represents|represented|facilitated|mediated|hosted|brokered|convened|participated|attended|witnessed"
    r"|\w+[ée]e?s? par)\b"
)
_signed_by = re.compile(r"\bsigned by\s", re.IGNORECASE)
_between = re.compile(r",\s|\sand\s(?:by\s)?")
_side = re.compile(r"\s(?:from|for|on behalf of)\s", re.IGNORECASE)


@attrs.frozen
class Told:
    """Somebody whom a sentence says to have signed."""

    name: str
    party: str


def looks_like_prose(text: str) -> bool:
    """Tell whether a text has words of sentences, which lists of names do not have."""
    return _prose.search(text) is not None


def signed_by(text: str) -> list[Told]:
    """Return those who signed in "signed by A and B for X, and by C for Y"; none where anything else is said."""
    found = _signed_by.search(text)
    if found is None or len(text[: found.start()].split()) > MOST_WORDS_BEFORE:
        return []
    told: list[Told] = []
    waiting: list[str] = []
    for chunk in filter(None, (one.strip() for one in _between.split(text[found.end() :].rstrip(" .")))):
        name, *sides = _side.split(chunk.removeprefix("and "))
        if not is_person(name) or len(sides) > 1:
            return []
        waiting.append(name)
        if sides:
            if not is_party(sides[0]):
                return []
            told.extend(Told(one, without_article(sides[0])) for one in waiting)
            waiting = []
    return [] if waiting else told
