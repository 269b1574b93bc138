"""Paragraphs of a section: statements put together to those whom they name, or not read at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from peacetalks.importers.signatory_entries import Entry, counted, person
from peacetalks.importers.signatory_headers import Header
from peacetalks.importers.signatory_parts import Part
from peacetalks.importers.signatory_sections import Statement
from peacetalks.importers.signatory_text import Mark
from peacetalks.importers.signatory_words import is_person, split_courtesy

ILLEGIBLE: frozenset[Mark] = frozenset({"illegible", "several illegible"})
"""Marks that say that a signature cannot be read."""

_name_first = re.compile(r"n[tpou]*\Z")
_office_first = re.compile(r"t+n\Z")
_party_first = re.compile(r"pn[to]*\Z")
_several = re.compile(r"nn+\Z|(?:nt){2,}\Z")
_may_be_party = re.compile(r"[to]+(?:[pu]|n.)")
_nameless = re.compile(r"u[tp]+\Z")
_signed_first = re.compile(r"\W*(?:signed|sd)\b|/s/", re.IGNORECASE)


def read_paragraph(statements: Sequence[Statement], header: Header | None) -> tuple[list[Entry], list[str]]:
    """Return those whom a paragraph names in lines of one form, and what is left from a line on that has none.

    Who stands below a header that tells whom they sign for is read down to such a line; of other paragraphs nothing is.
    """
    reader = _Reader(header)
    place = next((place for place, one in enumerate(statements) if not reader.reads(one)), len(statements) - 1)
    if reader.is_signed and not statements[place].shape:  # "(Signed)" before the next header
        reader.found.append(Entry(reader.texts, is_refused=True))
        reader.texts = []
    left = [*reader.texts, *(one.whole for one in statements[place + 1 :])]
    if reader.is_of_party and not (left and reader.has_offices_first):
        return reader.found, left
    whole = [one.whole for one in statements]
    if any(len(one.texts) > 1 for one in reader.found):
        # Where offices and parties stand on lines of their own, a line with nothing beside the name may be one of them,
        # and a party may head the names below it, where not all have one.
        have_parties = {any(part.kind == "party" for part in one.parts) for one in reader.found if one.parts}
        if any(one.is_bare for one in reader.found) or (reader.has_party_line and len(have_parties) > 1):
            return [], whole
    return ([], whole) if left else (reader.found, [])


@attrs.define
class _Reader:
    """Reads the statements of a paragraph one after the other."""

    header: Header | None
    """Header above them."""
    found: list[Entry] = attrs.field(factory=list)
    """Those whom they name."""
    now: Entry | None = None
    """Entry that the next line may go on with."""
    offices: list[Part] = attrs.field(factory=list)
    """Offices that stand on lines above a name."""
    texts: list[str] = attrs.field(factory=list)
    """Statements since the last name."""
    has_offices_first: bool = False
    """Whether the paragraph begins with an office."""
    has_party_line: bool = False
    """Whether a party stands on a line below a name."""
    is_signed: bool = False
    """Whether a mark such as "(Signed)" stands above a name."""

    @property
    def is_of_party(self) -> bool:
        """Whether the header says for whom those below it sign."""
        return self.header is not None and self.header.party is not None

    def reads(self, one: Statement) -> bool:
        """Read a statement; tell whether it is understood."""
        shape = one.shape
        if shape in {"", "#"} and not one.marks & ILLEGIBLE:
            self._note(one)
            return True
        self.has_offices_first |= not self.found and shape[:1] == "t"
        self.texts.append(one.whole)
        if shape == "-" or one.marks & ILLEGIBLE:
            return self._refuses(one)
        if (several := counted(one.text)) is not None:
            self.found.append(several)
            self.texts = []
        elif self.offices and shape == "n":
            self._take(one.parts[0], self.offices, one)
            self.offices, self.now = [], None
        elif self.offices or (self.has_offices_first and shape == "n"):  # an office above several names heads them
            return False
        elif _several.match(shape) and self.header is not None:
            self._take_several(one.parts, one)
        elif _name_first.match(shape):
            self._take(one.parts[0], one.parts[1:], one)
        elif _office_first.match(shape) and (" " in one.parts[-2].text or split_courtesy(one.parts[-1].text)[0]):
            self._take(one.parts[-1], one.parts[:-1], one)
        elif _party_first.match(shape) and not self.is_of_party:
            self._take(one.parts[1], (one.parts[0], *one.parts[2:]), one)
        elif self.has_offices_first and set(shape) <= set("to"):
            self.offices.extend(one.parts)
        elif self._goes_on(one):
            assert self.now is not None
            self.has_party_line |= "p" in one.shape
            self.now.parts.extend(one.parts)
            self.now.texts.append(one.whole)
            self.texts = []
        else:
            if self.now is not None and one.opens_line and not one.is_item and _may_be_party.match(shape):
                self.now.is_refused = True  # what is not understood below a name may be another party of its own
            return self._is_entry(one) and self._refuse()
        return True

    def _note(self, one: Statement) -> None:
        """Take a mark, or a date, that stands alone."""
        if one.shape:
            self.found.append(Entry([one.whole], is_refused=True))
        elif self.now is not None:
            self.now.is_signed = True
        else:
            self.is_signed = True
            self.texts.append(one.whole)

    def _take(self, name: Part, rest: Sequence[Part], one: Statement) -> None:
        self.now = person(name, self.texts, rest, is_signed=self.is_signed or "signed" in one.marks)
        self.found.append(self.now)
        self.texts, self.is_signed = [], False

    def _take_several(self, parts: Sequence[Part], one: Statement) -> None:
        """Take names, or names each with an office behind it."""
        for place, part in enumerate(parts):
            if part.kind == "person":
                self.texts = [one.whole]
                self._take(part, [it for it in parts[place + 1 : place + 2] if it.kind == "title"], one)
        self.now = None

    def _goes_on(self, one: Statement) -> bool:
        """Tell whether a line has offices or a party of the one above it, and not a name that is not told from them."""
        kinds = "to" if self.is_of_party else "top"  # a party below the names of another is a heading
        if self.now is None or not one.opens_line or one.shape[0] == "o" or not set(one.shape) <= set(kinds):
            return False
        start = " ".join(one.text.split()[:2])
        return _signed_first.match(one.whole) is None and not (one.shape[0] == "t" and is_person(start))

    def _is_entry(self, one: Statement) -> bool:
        """Tell whether a statement that is not understood is surely of somebody, and no heading of those below it."""
        shape = one.shape
        is_one_of_list = shape[0] in "nu" and one.is_item
        is_below_name = self.is_of_party and self.now is not None and shape[0] == "t" and set(shape) <= set("tpo")
        is_office = _office_first.match(shape) is not None or _nameless.match(shape) is not None
        return is_one_of_list or is_office or is_below_name or (shape[0] == "n" and self.header is not None)

    def _refuse(self) -> bool:
        self.now = Entry(self.texts, is_refused=True)
        self.found.append(self.now)
        self.texts = []
        return True

    def _refuses(self, one: Statement) -> bool:
        """Take somebody who did not sign, or whose signature cannot be read."""
        if one.shape:
            is_listing = self.header is not None or any(it.is_signed for it in self.found)
            return is_listing and self._refuse()
        if not self.is_of_party or "illegible" not in one.marks:
            return False
        self.found.append(Entry(self.texts, is_illegible=True))
        self.texts, self.now = [], None
        return True
