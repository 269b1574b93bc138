"""Signatories in the making: what the lines of a cell say of one, bit by bit."""

from __future__ import annotations

import re

import attrs

from peacetalks.importers.signatory_headers import represented
from peacetalks.importers.signatory_words import MINISTERIAL, bare, is_party, split_courtesy, without_article

_title_roles = re.compile(
    r"\b(?:(?P<delegation_head>(?:head|leader) of (?:the )?(?:[\w/]+ )?delegation|delegation (?:head|leader))"
    r"|(?P<mediator>mediator)|(?P<facilitator>facilitator)|(?P<guarantor>guarantor)|(?P<witness>witness)"
    r"|(?P<observer>observer))(?=\W*\Z| (?:and|of|to|for|in|on|from|at)\b)",
    re.IGNORECASE,
)
_for_party = re.compile(r"\bfor the\s+", re.IGNORECASE)
_count = re.compile(
    r"(?:the |a )?(?P<number>\d{1,5}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)[ -]"
    r"(?:\w+[ -]){0,3}?(?:delegates|representatives|signatories|members|participants|people|elders|leaders)"
    r"(?: (?:of|from|for) (?P<party>.{2,80}))?\Z",
    re.IGNORECASE,
)
_NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@attrs.define
class Draft:
    """A signatory in the making."""

    name: str | None = None
    """Name of the person, with forms of address until the end."""
    party: str | None = None
    """Party that signs."""
    titles: list[str] = attrs.field(factory=list)
    """Offices, and other words behind the name."""
    role: str | None = None
    """Role that a title says."""
    is_sure: bool = False
    """Whether one of the rules says that this is a signatory."""
    is_illegible: bool = False
    """Whether the signature cannot be read."""
    has_own_party: bool = False
    """Whether the party stands with the name rather than in a header."""
    is_headed: bool = False
    """Whether a header "For X" said the party."""
    count: int | None = None
    """How many there were, of whom only the number is told."""

    def add_title(self, title: str) -> None:
        """Add an office, with the party and the role that it tells of."""
        self.titles.append(title)
        self.is_sure = True
        spoken_for = represented(title) or _party_chaired_for(title)
        if spoken_for and self.party is None:
            self.party = spoken_for
        if self.role is None and (found := _title_roles.search(title)):
            self.role = found.lastgroup


def _party_chaired_for(title: str) -> str | None:
    found = _for_party.search(title)
    if found is None or any(bare(word) in MINISTERIAL for word in title[: found.start()].split()):
        return None
    party = title[found.end() :].strip()
    return without_article(party) if is_party(party) else None


def counted(text: str) -> Draft | None:
    """Return the unnamed signatories that a text such as "24 delegates of the Front" counts."""
    found = _count.match(text)
    if found is None:
        return None
    word = found["number"].casefold()
    number = int(word) if word.isdigit() else _NUMBERS.index(word)
    party = without_article(found["party"]) if found["party"] else None
    return Draft(party=party, titles=[found[0]], count=number, is_sure=True)


def with_courtesy(draft: Draft) -> Draft:
    """Return a draft whose name has no form of address: that is a part of the title."""
    if draft.name is not None:
        courtesy, name = split_courtesy(draft.name)
        draft.name = name or draft.name
        if courtesy and name:
            draft.titles.insert(0, courtesy)
    return draft
