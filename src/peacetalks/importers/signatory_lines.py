"""The lines of a cell of signatories read by the ordered rules: headers, ``X: name`` lines, lists, sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import attrs

from peacetalks.importers.signatory_drafts import Draft, with_courtesy
from peacetalks.importers.signatory_entries import ILLEGIBLE, EntryReader
from peacetalks.importers.signatory_headers import (
    MOST_HEADER_WORDS,
    Header,
    for_header,
    header_of,
    role_header,
    role_of_several,
)
from peacetalks.importers.signatory_parts import parts_of
from peacetalks.importers.signatory_sentences import Told, in_sentence, looks_like_prose
from peacetalks.importers.signatory_text import (
    NOT_SIGNED,
    Mark,
    split_outside_brackets,
    squeezed,
    without_bullet,
    without_marks,
)
from peacetalks.importers.signatory_words import is_person, split_courtesy

MOST_HEADERS = 4
"""Headers that are read before the names of one statement."""

LITTLE = 30
"""Characters that a sentence may have beside whom it tells of, such as "the agreement was signed by"."""

_opens_with_mark = re.compile(r"\W*\[(?!signed|signature\])", re.IGNORECASE)
_ONE = re.compile(
    r"(?:as )?(?:the )?(?:witness|observer|facilitator|mediator|guarantor|host|testigo|m[ée]diateur|t[ée]moin)\s*\Z",
    re.IGNORECASE,
)
_note = re.compile(
    r"(?:done|signed|given|made|concluded) (?:at|in|on|this)\b|pages?\b|annex\b|notes?\b"
    r"|article\b|within the\b|name/|date\b",
    re.IGNORECASE,
)


@attrs.define
class _LineReader(EntryReader):
    """Reads lines one after the other."""

    is_inline: bool = False
    """Whether the header "For X" has names on its own line, and holds for no other."""
    is_one: bool = False
    """Whether the header names one person's role, on its own line."""
    has_begun: bool = False
    """Whether the line began with a header."""
    is_prose: bool = False
    """Whether the line tells a story, which is not a list to its end."""

    def read(self, line: str, *, is_first: bool, is_last: bool) -> None:
        """Read a line that is not blank, the first or the last of its paragraph or not."""
        self.has_begun = False
        self.is_at_start = is_first and not is_last
        is_last = self.is_at_end = is_last and not is_first
        statements = [one for one in split_outside_brackets(line, ";") if one.strip()]
        self.is_prose = False
        for statement in statements:
            if self.is_prose:
                self.unparsed.append(statement)
                continue
            self._read_statement(statement, is_last=is_last)
            if len(statements) > 1 or line.rstrip().endswith(";"):
                self.end_of_entry()
        if self.is_inline and not line.rstrip().endswith(";"):
            for draft in (self.pending, self.ahead):
                if draft is not None:
                    draft.party = draft.party or self.party
            self._tell_unused()
            self.party, self.is_inline, self.is_listing = None, False, self.role is not None
        if self.is_one and not line.rstrip().endswith((";", ",")):
            for draft in (self.pending, self.ahead):
                if draft is not None:
                    draft.role = self.role
            self.role, self.is_one, self.is_listing = None, False, self.party is not None

    def _read_statement(self, statement: str, *, is_last: bool) -> None:
        piece = without_marks(without_bullet(statement))
        text, marks, inline = without_bullet(piece.text), piece.marks, False
        for _ in range(MOST_HEADERS):
            head, colon, tail = text.partition(":")
            header = header_of(head, self.known) if colon else None
            if header is not None and header.party and for_header(head) is None and looks_like_prose(head):
                header = Header() if len(head.split()) < MOST_HEADER_WORDS else None
            if header is None:
                self.is_prose = bool(colon) and len(head.split()) > MOST_HEADER_WORDS and looks_like_prose(head)
                break
            heading = self.ahead.party if self.ahead and not self.ahead.titles and header == Header() else None
            if heading is not None:  # "The Front", and below it "Signed:"
                self.ahead = None
                header = Header(party=heading, resets=False)
            self._begin(header, head)
            self.is_one = _ONE.match(head) is not None and bool(tail.strip())
            text, inline = without_bullet(tail.strip()), True
        if not inline or text:
            text = self._read_header_without_colon(text, is_last=is_last)
        self.is_inline |= self.has_begun and self.party is not None and bool(text or marks)
        if text == NOT_SIGNED:
            self._refuse()
        elif text.startswith("[") or _note.match(text):
            self.end_of_entry()
            self.unparsed.append(text)
        elif text and (self.is_prose or looks_like_prose(text)):
            self._read_sentences(text)
        elif text:
            is_nameless = _opens_with_mark.match(statement) is not None
            self.read_parts(list(parts_of(text, self.known)), marks, is_nameless=is_nameless)
        if marks:
            self._read_marks(marks, has_text=bool(text))
            if text and statement.rstrip().endswith(("]", ")")):
                self.end_of_entry()

    def _begin(self, header: Header, head: str) -> None:
        self.end_of_entry()
        if header.title is not None:
            self.ahead = Draft(party=header.party)
            self.ahead.add_title(header.title)
            self.leads = "title"
            self.role = header.role or self.role
            self.is_listing |= header.role is not None
            return
        self._tell_unused()
        self.is_inline = self.is_one = False
        self.is_french = head[:5].casefold() == "pour "
        self.heading, self.is_lost = None, False
        if header.resets:
            self.role = header.role
        self.party, self.is_listing, self.has_begun = header.party, True, True
        self.unused = squeezed(head) if header.party else None

    def _read_header_without_colon(self, text: str, *, is_last: bool) -> str:
        """Take the header that a statement without a colon begins with; return what follows it."""
        several = role_of_several(text)
        if several is not None:
            self._begin(Header(role=several), text)
            return ""
        begun = role_header(text)
        if begun is not None and (not looks_like_prose(begun[1]) or not begun[1]):
            if begun[0] is not None or not self.has_begun:
                self._begin(Header(role=begun[0]), text)
            text = begun[1]
        party = for_header(text)
        if party is None or looks_like_prose(party):
            return text
        begun = role_header(party)
        if begun is not None and not begun[1]:
            self._begin(Header(role=begun[0]), text)
            return ""
        parts = list(parts_of(party, self.known))
        before = self.pending
        is_close = is_last or (self.leads == "person" and before is not None and bool(before.titles))
        if before and is_close and self.party is None and (before.party is None or before.has_own_party):
            if before.has_own_party and before.party:
                before.titles.append(before.party)
            before.party, before.is_sure = parts[0].text, True
            self.unparsed.extend(part.text for part in parts[1:])
            return ""
        named = _name_behind(parts[0].text)
        self._begin(Header(party=named[0] if named else parts[0].text, resets=False), text)
        self.is_listing = len(parts) <= 2 or not text.lower().startswith("represent")
        rest = party[len(parts[0].text) :] if len(parts) > 1 else ""
        return named[1] + rest if named else rest.strip(" ,-–—")

    def _refuse(self) -> None:
        """Keep apart who stands before a note that he did not sign."""
        draft = self.pending or self.ahead or Draft(party=self.unused)
        text = draft.name or draft.party or ", ".join(draft.titles)
        self.pending = self.ahead = self.unused = None
        self.unparsed.append(f"{text} [not signed]".strip())

    def _read_marks(self, marks: frozenset[Mark], *, has_text: bool) -> None:
        is_illegible = bool(marks & ILLEGIBLE)
        if self.pending is not None:
            self.pending.is_sure = True
            self.pending.is_illegible |= is_illegible
        elif self.ahead is not None:
            self.ahead.is_illegible |= is_illegible
            self._close_ahead(is_signed=True)
        elif "illegible" in marks and not has_text:
            self._add(Draft(is_illegible=True))
        if not has_text:
            self._close_pending()

    def _read_sentences(self, text: str) -> None:
        self.end_of_entry()
        told = [] if NOT_SIGNED in text else list(in_sentence(text, self.known))
        for one in told:
            draft = Draft(name=one.name, party=one.party, role=one.role or self.role, is_sure=True)
            if one.title:
                draft.add_title(one.title)
            self.found.append(with_courtesy(draft))
        self.is_prose = self.is_prose or not told
        if not told or not _is_all_told(text, told):
            self.unparsed.append(text)


def _is_all_told(text: str, told: Iterable[Told]) -> bool:
    """Tell whether hardly anything in a sentence is left beside whom it tells of."""
    said = sum(len(one.name or "") + len(one.party or "") + len(one.title or "") for one in told)
    return len(text) - said < LITTLE + said // 2


def _name_behind(text: str) -> tuple[str, str] | None:
    """Return party and name of "the Georgian side J. Berg" or "the Government ANNA BERG", which have no colon."""
    words = text.split()
    for place in range(1, len(words) - 1):
        name = " ".join(words[place:])
        is_set_off = (
            (split_courtesy(name)[0] and words[place - 1].lower() not in {"of", "the", "de", "du"})
            or (words[place].endswith(".") and len(words[place]) <= 3)
            or (all(word.isupper() for word in words[place:]) and not words[place - 1].isupper())
        )
        if is_set_off and is_person(name):
            return " ".join(words[:place]), name
    return None


def read_lines(lines: Sequence[str], known: Collection[str]) -> tuple[list[Draft], list[str]]:
    """Return what is found in lines, and what is left.

    Args:
        lines: The lines; blank ones part paragraphs where they do not stand between all others.
        known: Names of known parties, in lower case.

    Returns:
        Drafts with names as they are shown, without forms of address, which go to the title; and text not understood.
    """
    reader = _LineReader(known)
    minds_blanks = any(one and two and not one.rstrip(" \t").endswith(":") for one, two in pairwise(lines))
    for place, line in enumerate(lines):
        if line.strip():
            is_first, is_last = not any(lines[max(0, place - 1) : place]), not any(lines[place + 1 : place + 2])
            reader.read(line, is_first=is_first, is_last=is_last)
        elif minds_blanks:
            reader.end_of_paragraph()
    reader.end()
    return [with_courtesy(draft) for draft in reader.found], reader.unparsed
