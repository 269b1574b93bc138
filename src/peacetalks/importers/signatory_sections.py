"""Sections of a cell: a header and the names below it, read as a whole or not at all.

A section of which one statement is not understood is not read: what is not understood may be a heading, and then nobody
knows whom those below it sign for. So it is with sections behind it, up to the next header that says a role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import attrs

from peacetalks.importers.signatory_entries import shape_of
from peacetalks.importers.signatory_headers import Header, header_of, tells_role
from peacetalks.importers.signatory_parts import Part, parts_of
from peacetalks.importers.signatory_sentences import looks_like_prose
from peacetalks.importers.signatory_text import (
    NOT_SIGNED,
    Mark,
    split_outside_brackets,
    squeezed,
    without_bullet,
    without_marks,
)
from peacetalks.importers.signatory_words import is_title

MOST_NOTE_WORDS = 10
"""Words of the longest note such as "Done at Port Belmora on 1 May", which says nothing of those around it."""

_signed_for_by = re.compile(r",?\ssigned (?:for )?by\s", re.IGNORECASE)
_of_one = re.compile(r"(?:witness|observer|facilitator|mediator|guarantor)\W*\Z", re.IGNORECASE)
_ends_one = re.compile(r"[.,]\s")
_number = re.compile(r"\s*\(?\d{1,3}[.)]")
_note = re.compile(
    r"(?:done|signed|given|made|concluded) (?:at|in|on|this)\b|pages? \d|dated?\b(?!.*\bby\b)",
    re.IGNORECASE,
)


@attrs.frozen
class Statement:
    """What stands between line breaks and semicolons."""

    whole: str
    """The statement as it stands there."""
    header: Header | None
    """What it begins by saying of the names in it or below it."""
    text: str
    """What stands behind the header, without marks."""
    marks: frozenset[Mark]
    """What brackets in it say of signatures."""
    parts: tuple[Part, ...]
    """What its text is made of."""
    shape: str
    """Kinds of its parts by first letters; "" for no text, "#" for a date, "-" for the unsigned, "x" for prose."""
    opens_paragraph: bool
    """Whether a blank line or nothing stands before it."""
    opens_line: bool
    """Whether it is the first of its line."""
    is_listed: bool
    """Whether a semicolon stands behind it."""
    is_item: bool
    """Whether it is one of a list: it has a semicolon before it or behind it, or a number."""


@attrs.define
class Section:
    """A header, and the statements that it holds for."""

    header: Header | None = None
    """What the header says; ``None`` where there is none."""
    headings: list[str] = attrs.field(factory=list)
    """Header as it stands there, where nothing else stands on its line."""
    statements: list[Statement] = attrs.field(factory=list)
    """Statements below it, or behind it."""
    is_inline: bool = False
    """Whether names stand on the line of the header, which then holds for no other line."""
    is_doubtful: bool = False
    """Whether it is not known whom its names sign for, or in what role."""

    @property
    def is_of_party(self) -> bool:
        """Whether the header says for whom the names sign."""
        return self.header is not None and self.header.party is not None

    @property
    def texts(self) -> list[str]:
        """All that stands in it."""
        return [*self.headings, *(one.whole for one in self.statements)]


def statements_of(lines: Sequence[str], known: Collection[str]) -> list[Statement]:
    """Return the statements of lines; blank lines part paragraphs where they do not stand between all others."""
    made: list[Statement] = []
    minds_blanks = any(one and two and not one.rstrip(" \t").endswith(":") for one, two in pairwise(lines))
    opens_paragraph = True
    for line in lines:
        if not line.strip():
            opens_paragraph |= minds_blanks
            continue
        pieces = [one for one in split_outside_brackets(line, ";") if any(map(str.isalnum, one))]
        for place, piece in enumerate(pieces):
            is_listed = place < len(pieces) - 1 or line.rstrip().endswith(";")
            is_item = is_listed or place > 0 or (bool(made) and made[-1].is_listed) or _number.match(piece) is not None
            made.append(_statement(piece, known, opens_paragraph, place == 0, is_listed, is_item))
            opens_paragraph = False
    return made


def _statement(
    whole: str, known: Collection[str], opens_paragraph: bool, opens_line: bool, is_listed: bool, is_item: bool
) -> Statement:
    piece = without_marks(without_bullet(whole))
    text = without_bullet(piece.text)
    begun = None if NOT_SIGNED in text else header_of(text, known)
    header, text = begun or (None, text)
    head, colon, tail = text.partition(":")
    if colon and header is None and is_title(head) and tail.strip() and not _ends_one.search(head):
        text = f"{head}, {tail}"  # "Minister of Defence: Anna Berg"
    parts: tuple[Part, ...] = ()
    text = _signed_for_by.sub(", ", text, count=1)
    if NOT_SIGNED in text:
        shape = "-"
    elif _note.match(text) and len(text.split()) <= MOST_NOTE_WORDS and not tells_role(text):
        shape = "#"
    elif text.startswith("[") or ":" in text or looks_like_prose(text):
        shape = "x"
    else:
        parts = tuple(parts_of(text, known))
        shape = shape_of(parts)
    return Statement(
        squeezed(whole), header, text, piece.marks, parts, shape, opens_paragraph, opens_line, is_listed, is_item
    )


def sections_of(statements: Iterable[Statement]) -> list[Section]:
    """Return statements under the headers that hold for them."""
    made: list[Section] = [Section()]
    headed = made[0]
    role: str | None = None  # of a header that stands alone above headers of parties
    is_mixed = False
    for one in statements:
        now = made[-1]
        if one.header is None:
            goes_on = (now.is_inline and now.statements[-1].is_listed and ":" not in one.whole) or _goes_on(one)
            if now.is_inline and one.opens_line and not goes_on:
                now = Section(is_doubtful=True)
                made.append(now)
            now.statements.append(one)
            continue
        header, is_doubtful = one.header, not one.header.is_clear
        before = headed.header
        if _is_behind(one, now):
            is_mixed = now.is_doubtful = True
        if not header.is_clear:
            is_mixed |= tells_role(one.text)
        elif header.party is None:
            role, is_mixed = None, False
            if headed is now and headed.is_of_party and not headed.statements:  # "For X", and below it "Signed by:"
                is_doubtful = header.role is not None or headed.is_doubtful
                header = attrs.evolve(
                    header, party=before.party if before else None, role=before.role if before else None
                )
                made.pop()
                one = attrs.evolve(one, whole=f"{headed.headings[0]} {one.whole}")
            else:
                is_doubtful = header.role is None and (len(made) > 1 or bool(now.statements))
        elif header.role is None:
            if before is not None and before.role is not None and before.party is not None and role is None:
                is_mixed = True
            elif before is not None and before.role is not None and before.party is None:
                if headed.statements:
                    is_mixed = headed.is_doubtful = True
                else:
                    role = before.role
            header, is_doubtful = attrs.evolve(header, role=role), is_mixed
        if header.is_clear:
            headed = Section(header, is_doubtful=is_doubtful)
            made.append(headed)
        else:
            made.append(Section(header, is_doubtful=True))
        if one.text or one.marks:
            made[-1].statements.append(one)
            made[-1].is_inline = True
        else:
            made[-1].headings.append(one.whole)
    return made


def _is_behind(one: Statement, before: Section) -> bool:
    """Tell whether "For X" or "Witness" may belong to the name above it, rather than to those below it."""
    header = one.header
    is_name_above = any("n" in it.shape for it in before.statements)
    if header is None or one.opens_paragraph or header.has_colon or not is_name_above:
        return False
    is_of_party = header.party is not None or not header.is_clear
    return (is_of_party and not before.is_of_party) or _of_one.match(one.whole) is not None


def _goes_on(one: Statement) -> bool:
    """Tell whether a line goes on with the offices of the one before it."""
    return one.shape[:1] == "t" and set(one.shape) <= set("to") and not one.opens_paragraph
