"""Entries such as ``Name, title, X``, within a line or over several, put together part by part."""

from __future__ import annotations

from collections.abc import Collection

import attrs

from peacetalks.importers.signatory_drafts import Draft, counted
from peacetalks.importers.signatory_parts import Part
from peacetalks.importers.signatory_text import Mark
from peacetalks.importers.signatory_words import bare, is_person, split_courtesy, without_article

ILLEGIBLE: frozenset[Mark] = frozenset({"illegible", "several illegible"})
"""Marks that say that a signature cannot be read."""

SHORTEST_SURNAME = 5
"""Letters of the shortest name of one word that is told from an acronym."""

FEWEST_PARTIES = 3
"""Parties from which on a list is one of parties and not of names."""

_SEVERAL = frozenset(
    (
        *("commanders", "ex-commanders", "leaders", "members", "representatives", "elders", "chiefs"),
        *("delegates", "advisers", "advisors", "witnesses"),
    )
)


@attrs.define
class EntryReader:
    """Puts entries together; what is found gathers in ``found`` and ``unparsed``."""

    known: Collection[str]
    """Names of known parties, in lower case."""
    found: list[Draft] = attrs.field(factory=list)
    """Signatories."""
    unparsed: list[str] = attrs.field(factory=list)
    """Texts that no rule reads."""
    role: str | None = None
    """Role that the header in force says."""
    party: str | None = None
    """Party that the header in force says."""
    heading: str | None = None
    """Party that stands alone above the names of a paragraph."""
    is_listing: bool = False
    """Whether what looks like a name below the header is one."""
    is_lost: bool = False
    """Whether a heading was not understood, so that nobody knows whom those below it sign for."""
    is_french: bool = False
    """Whether "M." before a name is a form of address."""
    is_at_start: bool = False
    """Whether the line is the first of several in its paragraph."""
    is_at_end: bool = False
    """Whether the line is the last of several in its paragraph."""
    pending: Draft | None = None
    """Signatory to whom what follows belongs."""
    ahead: Draft | None = None
    """Office or party that stands before a name."""
    leads: str | None = None
    """Kind of the part that the entry began with."""
    unused: str | None = None
    """Header for which nobody has been found yet."""

    def end_of_entry(self) -> None:
        """Close what is being read."""
        self._close_pending()
        self._close_ahead(is_signed=False)
        self.leads = None

    def end_of_paragraph(self) -> None:
        """Close a paragraph: what it is headed by without a colon does not hold for the next one."""
        self.end_of_entry()
        self.heading = None

    def end(self) -> None:
        """Close the cell."""
        self.end_of_entry()
        self._tell_unused()

    def _close_pending(self) -> None:
        draft, self.pending = self.pending, None
        if draft is not None:
            if self.is_lost and draft.party is None and not draft.titles:
                self.unparsed.append(draft.name or "[signature illegible]")
            elif draft.is_sure:
                self._add(draft)
            else:
                self.unparsed.append(", ".join([draft.name or "", *draft.titles]))

    def _close_ahead(self, *, is_signed: bool) -> None:
        """Take what stood before a name that never came: a party signs itself, an office alone is not read."""
        draft, self.ahead = self.ahead, None
        if draft is None:
            return
        if is_signed or (draft.party and not draft.titles):
            self._add(draft)
        else:
            self.unparsed.extend([*([draft.party] if draft.has_own_party and draft.party else []), *draft.titles])

    def _add(self, draft: Draft) -> None:
        draft.role = self.role or draft.role
        if draft.party is None:
            draft.party = self.party
        self.unused = None
        self.found.append(draft)

    def _tell_unused(self) -> None:
        if self.unused is not None:
            self.unparsed.append(self.unused)
            self.unused = None

    def read_parts(self, parts: list[Part], marks: frozenset[Mark], *, is_nameless: bool) -> None:
        """Read the parts of a statement; ``is_nameless`` says that its signature comes before its first word."""
        is_half = bool(parts) and parts[0].kind == "unknown" and not is_nameless
        if marks & ILLEGIBLE and (is_half or not any(part.kind == "person" for part in parts)):
            self._read_illegible(parts, is_nameless=is_nameless)
            return
        if sum(part.kind == "party" for part in parts) >= FEWEST_PARTIES:
            parts = [Part("unknown", part.text) if _is_bare_name(part) else part for part in parts]
        if "signed" in marks and len(parts) > 1 and _is_one_name(parts[0].text):
            parts = [Part("person", parts[0].text), *parts[1:]]
        kinds = [part.kind for part in parts]
        if kinds[:1] != ["person"] and "person" in kinds and self.pending is not None:
            self.end_of_entry()
        for place, part in enumerate(parts):
            is_first, is_end = place == 0, place == len(parts) - 1
            if is_first and self.pending is None and self.ahead is None:
                self.leads = part.kind
            if part.kind == "person":
                self._take_person(part.text, is_first=is_first, is_end=is_end)
            elif part.kind == "unsigned":
                if part.text and is_first:
                    self._close_pending()
                draft, self.pending, self.ahead = self.pending or self.ahead, None, None
                told = [draft.name or draft.party or "", *draft.titles] if draft else []
                self.unparsed.append(", ".join([*told, f"{part.text} [not signed]".strip()]))
            elif part.kind == "title":
                self._take_title(part.text, is_first=is_first, is_alone=len(parts) == 1)
            elif part.kind == "party":
                self._take_party(part.text, is_first=is_first, is_alone=len(parts) == 1)
            else:
                self._take_unknown(part.text, is_first=is_first, is_end=is_end)

    def _read_illegible(self, parts: list[Part], *, is_nameless: bool) -> None:
        """Take a statement whose signature cannot be read: its words are an office, a party, or half a name."""
        self._close_pending()
        draft, self.ahead, self.unused = self.ahead or Draft(), None, None
        for part in parts:
            if part.kind == "title":
                draft.add_title(part.text)
            elif part.kind == "party":
                draft.party = without_article(part.text)
            elif (
                not is_nameless
                and draft.name is None
                and not draft.titles
                and is_person(f"Mr {split_courtesy(part.text)[1]}")
            ):
                draft.name = part.text
            elif draft.titles and part is parts[-1] and part.text[:1].isupper():
                draft.party = part.text
            else:
                draft.titles.append(part.text)
        draft.is_sure = True
        self.pending = draft

    def _take_person(self, text: str, *, is_first: bool, is_end: bool) -> None:
        has_courtesy = bool(split_courtesy(text)[0])
        before = self.pending
        if (
            before
            and before.titles
            and is_end
            and not (is_first or self.is_listing or has_courtesy or before.has_own_party or before.is_headed)
        ):
            before.party, before.has_own_party = text, True  # "Name, title, X", X of the shape of a name
            return
        self._close_pending()
        draft, self.ahead, self.unused = self.ahead or Draft(), None, None
        draft.name = text.removeprefix("M. ") if self.is_french else text
        if is_first:  # what stood on a line before it may still be followed by "Name, title, X"
            draft.has_own_party = False
        if draft.party is None and self.heading is not None and is_first:
            draft.party = self.heading
        if draft.party is None and self.party is not None:
            draft.party, draft.is_headed = self.party, True
        draft.is_sure = bool(draft.titles) or self.is_listing or has_courtesy
        self.pending = draft

    def _take_title(self, text: str, *, is_first: bool, is_alone: bool) -> None:
        if is_alone and bare(text.split()[-1]) in _SEVERAL:
            self.end_of_entry()
            self._lose()
            self.unparsed.append(text)
            return
        if self.pending is not None and not (is_first and self.leads == "title"):
            self.pending.add_title(text)
            return
        self._close_pending()
        self.unused = None
        if self.ahead is None:
            self.ahead = Draft()
        self.ahead.add_title(text)

    def _take_party(self, text: str, *, is_first: bool, is_alone: bool) -> None:
        party = without_article(text)
        before = self.pending
        is_new = is_first and (
            self.leads == "party" or not (before and (before.is_sure or (self.is_at_end and self.leads == "person")))
        )
        if before is not None and before.is_headed:
            before.titles.append(text)
            return
        if before is not None and not is_new and not (is_first and before.has_own_party):
            if before.has_own_party and before.party:  # "Name, title, Y, X": the last one
                before.titles.append(before.party)
            before.party, before.has_own_party, before.is_sure = party, True, True
            return
        if before is not None and before.has_own_party and is_first and self.leads == "person":
            before.titles.append(text)
            return
        self._close_pending()
        if self.ahead is not None and self.ahead.titles and not self.ahead.has_own_party and not is_first:
            self.ahead.party, self.ahead.has_own_party = party, True
            return
        self._close_ahead(is_signed=False)
        self.unused = None
        several = counted(text)
        self.ahead = Draft(party=party, has_own_party=True)
        if is_alone and self.is_at_start:
            self.is_lost = False
            self.heading, self.party, self.is_listing = party, None, self.role is not None
        if several is not None:
            self._add_counted(several)

    def _take_unknown(self, text: str, *, is_first: bool, is_end: bool) -> None:
        several = counted(text)
        if several is not None:
            self._add_counted(several)
        elif self.pending is not None and not is_first:
            if (
                self.pending.titles
                and is_end
                and text[:1].isupper()
                and " and " not in text
                and not self.pending.is_headed
            ):
                if self.pending.has_own_party and self.pending.party:
                    self.pending.titles.append(self.pending.party)
                self.pending.party, self.pending.has_own_party = without_article(text), True
            else:
                self.pending.titles.append(text)
        elif (
            self.pending is not None and self.pending.titles and self.leads == "person" and not split_courtesy(text)[0]
        ):
            self.pending.titles.append(text)
        else:
            self.end_of_entry()
            if self.is_at_start and is_first and is_end:  # a heading that is not understood ends the one before
                self._lose()
            self.unparsed.append(text)

    def _lose(self) -> None:
        """End what headers say at a heading that is not understood: whom names below it sign for is not known."""
        self.party, self.is_listing, self.is_lost, self.heading = None, self.role is not None, self.role is None, None

    def _add_counted(self, draft: Draft) -> None:
        self._close_pending()
        self.ahead = None
        self._add(draft)


def _is_one_name(text: str) -> bool:
    """Tell whether a signature before an office may be a name of one word: "Sd/- (BERG) President"."""
    return text.isalpha() and text.isupper() and len(text) >= SHORTEST_SURNAME


def _is_bare_name(part: Part) -> bool:
    return part.kind == "person" and not split_courtesy(part.text)[0]
