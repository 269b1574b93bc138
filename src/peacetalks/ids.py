"""Ids of records: what they look like, and how to make one from a name."""

from __future__ import annotations

import re
import unicodedata

from peacetalks.limits import GREATEST_ID

ID_PATTERN = rf"^[a-z0-9][a-z0-9._-]{{0,{GREATEST_ID - 1}}}$"
"""Regular expression of an id; it has no colon, so that ``namespace + id`` is an IRI."""

_is_id = re.compile(ID_PATTERN.rstrip("$") + r"\Z").match


def is_id(text: str) -> bool:
    """Tell whether ``text`` can be the id of a record."""
    return _is_id(text) is not None


def slug(name: str) -> str:
    """Return an id made from a name: lower case, accents dropped, everything else a hyphen.

    >>> slug("European countries")
    'european-countries'
    >>> slug("Türkiye (host)")
    'turkiye-host'

    Raises:
        ValueError: The name has no letter or digit that an id can hold.
    """
    letters = (letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    made = re.sub(r"[^a-z0-9._]+", "-", "".join(letters).lower()).strip("-._")[:GREATEST_ID].rstrip("-._")
    if not made:
        msg = f"no id can be made from {name[:40]!r}: it has no Latin letter or digit; write an id by hand"
        raise ValueError(msg)
    return made
