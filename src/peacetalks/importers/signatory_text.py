"""Cells of signatories as text: cleaned of odd characters, and cut into lines, pieces and parts.

Everything here takes time in proportion to the length of the cell, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

import attrs

Mark = Literal["signed", "illegible", "several illegible", "unsigned", "note"]
"""What a bracket says: that somebody signed, illegibly, or not; or something else."""

NOT_SIGNED = "\ufdd0"
"""Stands for a bracket that says that the one before it did not sign; no text has this character."""

_BREAKS = dict.fromkeys(map(ord, "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), "\n")
_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        0xFFFC,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0xFDD0, 0xFDD3),
    ]
)
_WIDE_GAP = re.compile(r"[ \xa0]{3,}|\t")
_SIGNED_BEFORE = re.compile(r"(?<=\[signed)\]\t", re.IGNORECASE)
_bullet = re.compile(
    r"(?:[-–—•·▪●*>…._\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)](?=\s)|\d{1,3}[.)](?=\D)|[A-Z]\)|\s)+"
)
_bracket = re.compile(r"\[([^][\n]{0,200})\]|\(([^()\n]{0,80})\)")
_bare_mark = re.compile(
    r"(?:\bSd\s?\.?\s?/?\s?-|\bSd/|\bSd\.|(?<!\w)/s/|^\(?Signed\)|(?<!\w)Signed\s?:(?=\s*\S))", re.IGNORECASE
)
_ILLEGIBLE = re.compile(
    r"illegible|unreadable|not legible|(?:signatures?|signing|names?) (?:is |are )?unclear"
    r"|unintelligible|ilegible|illisible",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(
    r"\b(?:(?:did|do|was|were|is|are|has|have|does)?\s?not (?:been )?(?:sign(?:ed)?|include signatures)|unsigned"
    r"|no signator(?:y|ies)|no signatures?|not have (?:any )?signator(?:y|ies)|signatories (?:are )?not listed"
    r"|non[- ]signed|without signatures?)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\s*(?:signed|signatures?|signature of .{1,40}|sgd\.?|sd\.?|firmado|signé|initialled|stamped)\W*\Z", re.IGNORECASE
)


def cleaned(text: str) -> str:
    """Return a cell with one kind of line break and of space, without characters that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\u2028\n", "\n").translate(_BREAKS).translate(_INVISIBLE)
    text = _SIGNED_BEFORE.sub("]\n", _WIDE_GAP.sub("\t", text))
    return "".join(" " if unicodedata.category(letter) == "Zs" else letter for letter in text)


def squeezed(text: str) -> str:
    """Return a text with single spaces, and none around it."""
    return " ".join(text.split())


def without_bullet(line: str) -> str:
    """Return a line without a bullet, a number or a row of dots before it."""
    found = _bullet.match(line)
    return line[found.end() :] if found else line


def says_unsigned(text: str) -> bool:
    """Tell whether a text says that something was not signed."""
    return _UNSIGNED.search(text) is not None


_several = re.compile(r"\b(?:names|signatures|signatories)\b", re.IGNORECASE)


def mark_of(inside: str) -> Mark:
    """Tell what the text inside a bracket says of a signature."""
    if _UNSIGNED.search(inside):
        return "unsigned"
    if _ILLEGIBLE.search(inside):
        return "several illegible" if _several.search(inside) else "illegible"
    return "signed" if _SIGNED.match(inside) else "note"


@attrs.frozen
class Piece:
    """A text without marks, and the marks that stood in it."""

    text: str
    marks: frozenset[Mark]


def without_marks(text: str) -> Piece:
    """Return a text without ``(Signed)``, ``Sd.``, ``[Signature illegible]`` and the like, and what they say."""
    marks: set[Mark] = set()

    def taken(found: re.Match[str]) -> str:
        is_square = found[1] is not None
        inside = found[1] if is_square else found[2]
        mark = mark_of(inside)
        if mark == "unsigned":
            return NOT_SIGNED
        if mark != "note":
            marks.add(mark)
            return "\t"
        if is_square and len(inside.split()) <= 1 and inside[:1].isupper():  # "[Anna] Berg": a name completed
            return inside
        return found[0]

    text = _bracket.sub(taken, text)
    bare = _bare_mark.sub(" ", text)
    if bare != text:
        marks.add("signed")
        bare = bare.strip()
        if bare.startswith("(") and ")" in bare:  # "Sd/-(NAME) TITLE"
            inside, _, after = bare[1:].partition(")")
            bare = f"{inside}, {after}" if after.strip(" ,") else inside
    return Piece(squeezed_keeping_tabs(bare), frozenset(marks))


def squeezed_keeping_tabs(text: str) -> str:
    """Return a text with single spaces, and single tabs where columns were."""
    return "\t".join(filter(None, (squeezed(column) for column in text.split("\t"))))


def split_outside_brackets(text: str, separators: str) -> Iterator[str]:
    """Yield the parts of a text between separators that stand outside round brackets."""
    depth = start = 0
    for place, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(0, depth - 1)
        elif letter in separators and (depth == 0 or letter == "\t"):
            yield text[start:place]
            start = place + 1
    yield text[start:]
