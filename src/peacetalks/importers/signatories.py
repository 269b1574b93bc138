"""Who signed: cells of signatories read by ordered rules, and only where their form makes it nearly certain.

The rules, in their order: a note that nothing was signed; a header "For X" with names below it; lines "X: name", where
X is a known party, an organisation, an office or a role such as "Witness"; lists "name, title, X"; sentences "signed by
A for B". What may be read in two ways is not read: the whole of it is kept as ``unparsed``, as it is printed. So is a
text that only looks like a name, and what stands below a heading that is not understood.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable

import attrs

from peacetalks.importers.signatory_reading import read_cell
from peacetalks.importers.signatory_text import NOT_SIGNED, cleaned, says_unsigned, squeezed, without_marks
from peacetalks.importers.signatory_words import without_article


@attrs.frozen(kw_only=True)
class Signatory:
    """Somebody who signed, attested or took part, as a cell tells it."""

    name: str | None = None
    """Name of a person, without forms of address; ``None`` where none was named or could be read."""
    title: str | None = None
    """Forms of address and offices as printed, with commas between them."""
    on_behalf_of: str | None = None
    """Party that signs, or that the person signs for, as printed without an article before it."""
    role: str | None = None
    """Role, a code of ``role``; ``None`` where no stem says it."""
    count: int | None = None
    """How many there were, of whom only the number is told."""
    is_illegible: bool = False
    """Whether the signature, or part of the name, could not be read."""

    @property
    def is_party(self) -> bool:
        """Whether the cell names only the party, and nobody who signed for it."""
        return self.on_behalf_of is not None and not (self.name or self.title or self.count or self.is_illegible)


@attrs.frozen(kw_only=True)
class Signatories:
    """What could be read in a cell, and what could not."""

    signatories: tuple[Signatory, ...] = ()
    """Those who signed, in the order in which they stand there."""
    unparsed: tuple[str, ...] = ()
    """Texts that no rule reads."""
    is_unsigned: bool = False
    """Whether the cell says that nothing was signed."""
    status_note: str | None = None
    """The words that say so."""


def parse_signatories(text: str, *, known_parties: Collection[str] = ()) -> Signatories:
    """Return the signatories of a cell.

    Takes time in proportion to the length of the cell, and never raises.

    Args:
        text: What stands in the cell, with line breaks.
        known_parties: Names of parties and places that are not taken for anything else, in any case.

    >>> found = parse_signatories("For the Government: Dr. Anna Berg, Minister of Defence")
    >>> found.signatories[0].name, found.signatories[0].on_behalf_of, found.signatories[0].title
    ('Anna Berg', 'Government', 'Dr., Minister of Defence')
    >>> parse_signatories("Anna Berg").unparsed
    ('Anna Berg',)
    """
    lines = _unwrapped(line.strip(" ") for line in cleaned(text).split("\n"))
    shown = [squeezed(line) for line in lines if line.strip()]
    for place, line in enumerate(shown):
        if _is_unsigned_note(line):
            rest = tuple(shown[:place] + shown[place + 1 :])
            return Signatories(is_unsigned=True, status_note=line, unparsed=rest)
    found, left = read_cell(lines, _as_compared(frozenset(known_parties)))
    signatories = tuple(
        Signatory(
            name=one.name,
            title=one.title,
            on_behalf_of=one.party,
            role=one.role,
            count=one.count,
            is_illegible=one.is_illegible,
        )
        for one in found
    )
    return Signatories(
        signatories=signatories,
        unparsed=tuple(squeezed(one.replace(NOT_SIGNED, "[not signed]")) for one in left if one.strip()),
    )


@functools.lru_cache(maxsize=256)  # cell after cell has the same ones
def _as_compared(names: frozenset[str]) -> frozenset[str]:
    """Return names as those in cells are compared with them."""
    return frozenset(without_article(squeezed(name)).casefold() for name in names)


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """Return lines with those joined that break off after a small word: "United States of", "Nordia"."""
    joined: list[list[str]] = []
    for line in lines:
        if joined and line and joined[-1][-1].endswith((" of", " of the", " the", " and", " &")):
            joined[-1].append(line)
        else:
            joined.append([line])
    return [" ".join(parts) for parts in joined]


def _is_unsigned_note(line: str) -> bool:
    """Tell whether a line says of the whole agreement, and not of one name before a bracket, that it is not signed."""
    return says_unsigned(line) and (line.startswith(("[", "(")) or says_unsigned(without_marks(line).text))
