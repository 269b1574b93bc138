"""Cells of signatories read by the ordered rules, section by section; what is in doubt is not read.

Where a paragraph is not understood, those behind it in its section are not read: it may have a heading, and then nobody
knows whom those below it sign for. So it is with the sections behind it, up to the next header that says a role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

import attrs

from peacetalks.importers.signatory_entries import Entry
from peacetalks.importers.signatory_headers import is_clear_party, tells_role
from peacetalks.importers.signatory_paragraphs import ILLEGIBLE, read_paragraph
from peacetalks.importers.signatory_sections import Section, Statement, sections_of, statements_of
from peacetalks.importers.signatory_sentences import looks_like_prose, signed_by
from peacetalks.importers.signatory_words import without_article

_parties = re.compile(r"p+\Z")
_two_parties = re.compile(r"[a-z]-[A-Z]{2}|\b(?:and|et|y)\b")


@attrs.frozen
class _ReadSection:
    """A section, and what was read in it."""

    section: Section
    entries: list[Entry]
    left: list[str]
    """Statements from the first paragraph on that is not understood."""

    @property
    def is_doubtful(self) -> bool:
        """Whether the section is not understood as a whole."""
        return bool(self.left) or self.section.is_doubtful

    @property
    def may_head(self) -> bool:
        """Whether what is not understood in it may say a role of those below it."""
        return not self.section.is_inline and any(map(_may_head, self.left))


def _may_head(text: str) -> bool:
    return tells_role(text) or text.endswith(":") or not looks_like_prose(text)


def read_cell(lines: Sequence[str], known: Collection[str]) -> tuple[list[Entry], list[str]]:
    """Return the signatories of a cell, and the statements that are not read.

    Args:
        lines: The lines, with blank ones.
        known: Names of known parties, in lower case.
    """
    statements = statements_of(lines, known)
    if len(statements) == 1 and (told := signed_by(statements[0].whole)):
        return [Entry([], name=one.name, party=one.party) for one in told], []
    sections = [_ReadSection(one, *_read(one)) for one in sections_of(statements) if one.texts]
    is_whole = not any(one.is_doubtful for one in sections)
    repeated = {name for name, count in Counter(it.name for one in sections for it in one.entries).items() if count > 1}
    last_of_party = max((place for place, one in enumerate(sections) if one.section.is_of_party), default=-1)
    found: list[Entry] = []
    left: list[str] = []
    is_lost = False
    for place, one in enumerate(sections):
        header = one.section.header
        is_lost &= header is None or header.role is None
        is_sure = not (one.section.is_doubtful or is_lost)
        if header is None or not (header.party or header.role):
            # Whom they sign for may be told by what is not read, or by a header that follows.
            is_sure &= is_whole and place > last_of_party
        clear: list[Entry] = []
        doubtful: list[Entry] = []
        for entry in one.entries if is_sure else ():
            # A party alone, where anything is not read, may be the heading of names.
            is_clear = entry.settle(header) and (is_whole or entry.name is not None or entry.is_illegible)
            is_clear &= entry.name is None or entry.name not in repeated
            (clear if is_clear else doubtful).append(entry)
        if len(clear) >= max(1, len(doubtful)):
            found.extend(clear)
            left.extend(text for entry in doubtful for text in entry.texts)
            left.extend(one.left)
        else:
            left.extend(one.section.texts)
        is_lost |= one.may_head
    return found, left


def _read(section: Section) -> tuple[list[Entry], list[str]]:
    """Return those whom a section names, and what it has from the first paragraph on that is not understood."""
    statements = section.statements
    if not section.is_of_party and all(_parties.match(one.shape) and not one.marks & ILLEGIBLE for one in statements):
        return _parties_alone(statements), []
    found: list[Entry] = []
    for number, paragraph in groupby(_numbered(statements), lambda one: one[0]):
        entries, left = read_paragraph([one for _, one in paragraph], section.header)
        found.extend(entries)
        if left:
            return found, [*left, *(one.whole for place, one in _numbered(statements) if place > number)]
    return found, []


def _numbered(statements: Sequence[Statement]) -> Iterator[tuple[int, Statement]]:
    """Yield statements with the numbers of their paragraphs."""
    number = 0
    for one in statements:
        number += one.opens_paragraph
        yield number, one


def _parties_alone(statements: Sequence[Statement]) -> list[Entry]:
    """Return the parties of a list of nothing else; none where one of them may be more than one, or is not a name."""
    parts = [part for one in statements for part in one.parts]
    for part in parts:
        party = without_article(part.text)
        if not is_clear_party(party) or not party[:1].isupper() or _two_parties.search(party):
            return []
    return [Entry([part.text], parts=[part]) for part in parts]
