"""Entries such as ``Name, title, X``: put together part by part, and given only where nothing in them is in doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from peacetalks.importers.signatory_headers import Header, is_clear_party, tells_role
from peacetalks.importers.signatory_parts import Part
from peacetalks.importers.signatory_words import (
    MINISTERIAL,
    bare,
    has_party_beside,
    is_party,
    is_title,
    split_courtesy,
    without_article,
)

MOST_LOWER_WORDS = 6
"""Words of the longest text in lower case that is taken for an occupation, such as "religious leader"."""

_may_be_address = re.compile(r"M\. ")  # or an initial, or a given name
_has_state_in_brackets = re.compile(r"\([A-Z]")
_delegation = re.compile(r"deleg|d[ée]l[ée]g", re.IGNORECASE)
_represents = re.compile(
    r"(?:the )?(?:(?:special|personal|permanent|authori[sz]ed|official) )*representative (?:of|from) ", re.IGNORECASE
)
_stands_for = re.compile(
    r"repr[ée]s|behalf|\benvoy (?:of|from)\b|envoy[ée]|\bfor the |spokes|vocer|negoti|\bnegociad|\bsign|\bacting for\b",
    re.IGNORECASE,
)
_for_party = re.compile(r"\s(?:for the|on behalf of(?: the)?)\s", re.IGNORECASE)
_count = re.compile(
    r"(?:the |a )?(?P<number>\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
    r"(?:\w+[ -]){0,3}?(?:delegates|representatives|signatories|members|participants|people|elders|leaders)"
    r"(?: (?:of|from|for) (?P<party>.{2,80}))?\Z",
    re.IGNORECASE,
)
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@attrs.define
class Entry:
    """A signatory in the making."""

    texts: list[str]
    """Statements that it was read in, for the case that it is not given."""
    name: str | None = None
    """Name of the person, without forms of address."""
    courtesy: str = ""
    """Forms of address."""
    parts: list[Part] = attrs.field(factory=list)
    """What stands with the name: offices and parties."""
    party: str | None = None
    """Party that signs."""
    role: str | None = None
    """Role, a code of ``role``."""
    is_signed: bool = False
    """Whether a mark such as "(Signed)" stands with it."""
    is_illegible: bool = False
    """Whether the signature cannot be read."""
    count: int | None = None
    """How many there were, of whom only the number is told."""
    is_refused: bool = False
    """Whether a note says that this one did not sign."""

    @property
    def title(self) -> str | None:
        """Forms of address, offices and parties that are not signed for, with commas between them."""
        rest = [part.text for part in self.parts if part.kind != "party" or without_article(part.text) != self.party]
        return ", ".join(filter(None, [self.courtesy, *rest])) or None

    @property
    def is_bare(self) -> bool:
        """Whether nothing beside the name, or nothing but a party below it, says that it is one."""
        if self.courtesy or self.is_signed or self.is_refused:
            return False
        kinds = {part.kind for part in self.parts}
        return not kinds - {"unknown"} or (kinds == {"party"} and len(self.texts) > 1)

    def settle(self, header: Header | None) -> bool:
        """Find out the party and the role; tell whether they are beyond doubt."""
        self.role = header.role if header else None
        if self.count is not None:
            self.party = header.party if header and header.party else self.party
            return True
        told = header.party if header else None
        titles = [part.text for part in self.parts if part.kind == "title"]
        parties = [without_article(part.text) for part in self.parts if part.kind == "party"]
        if self.is_refused or not (header or self.is_signed or self.courtesy or self.parts):
            return False
        if self.name is not None and _may_be_address.match(self.name):
            return False
        if self.role is None and any(tells_role(title) or _delegation.search(title) for title in titles):
            return False
        if not all(part.kind != "unknown" or _is_occupation(part) for part in self.parts):
            return False
        if told is not None:
            self.party = told
            return not parties
        if any(has_party_beside(title) or _has_state_in_brackets.search(title) for title in titles):
            return False
        standing = [title for title in titles if _stands_for.search(title)]
        spoken_for = [represented(title) for title in standing]
        if parties and any(map(_represents.match, titles)):  # "Representative of X, Y": of either
            return False
        if parties:
            self.party = parties[0]
            is_last = "party" in {self.parts[0].kind, self.parts[-1].kind}
            return len(parties) == 1 and is_last and (not self.name or _is_own(parties[0])) and not any(spoken_for)
        if standing:
            self.party = spoken_for[0]
            return len(titles) == 1 and self.party is not None
        return True


def _is_own(party: str) -> bool:
    """Tell whether a text behind a name is the name of one party and nothing more."""
    return is_clear_party(party) and not {"for", "on"} & set(party.split())


def represented(title: str) -> str | None:
    """Return whom an office is to represent: of "Representative of X" and "Panel Chair for the X" the X."""
    found = _represents.match(title) or _for_party.search(title)
    if found is None or any(bare(word) in MINISTERIAL for word in title[: found.start()].split()):
        return None
    party = without_article(title[found.end() :].rstrip("."))
    is_clear = is_party(party) and is_clear_party(party) and not {"and", "for", "to", "in"} & set(party.split())
    return party if is_clear else None


def person(part: Part, texts: Sequence[str], rest: Sequence[Part] = (), *, is_signed: bool) -> Entry:
    """Return the entry of a person."""
    courtesy, name = split_courtesy(part.text)
    return Entry(list(texts), name=name, courtesy=courtesy, parts=list(rest), is_signed=is_signed)


def counted(text: str) -> Entry | None:
    """Return the unnamed signatories that a text such as "24 delegates of the Front" counts."""
    found = _count.match(text)
    if found is None:
        return None
    word = found["number"].casefold()
    number = int(word) if word.isdigit() else _NUMBERS.index(word)
    party = without_article(found["party"]) if found["party"] else None
    return Entry([text], parts=[Part("title", found[0])], party=party, count=number)


def shape_of(parts: Sequence[Part]) -> str:
    """Return the kinds of parts by their first letters: "ntp" for name, title and party; "o" is an occupation."""
    return "".join("n" if part.kind == "person" else "o" if _is_occupation(part) else part.kind[0] for part in parts)


def _is_occupation(part: Part) -> bool:
    """Tell whether a text is an occupation in lower case, such as "religious leader" or "journalist"."""
    words = part.text.split()
    return (
        part.kind == "unknown"
        and part.text[0].islower()
        and part.text.islower()
        and len(words) <= MOST_LOWER_WORDS
        and not is_title(part.text)
    )
