"""What a merge could not decide."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import attrs

REASONS: Mapping[str, str] = MappingProxyType(
    {
        "differs": "the two sides differ; ours is kept",
        "type": "the two sides use one id for records of different types; ours is kept",
        "deleted": "one side deleted the record and the other changed it; it is kept",
        "needed": "one side deleted this, and what the other side has still leads to it; it is kept",
        "lost": "one side refers here to a record whose id the other uses for another type; it is left out",
        "order": "events of one date, or without a known date, tell of different statuses and neither side has all of "
        "them in order; those of ours come first",
        "emptied": "together the two sides would leave nothing where something is needed; ours is kept",
        "sources": "one side has the event without citations of its own, so the other side's citations of the record "
        "now pass for its sources too; cite it",
    }
)
"""What each kind of conflict means, and what the merged dataset holds there."""


@attrs.frozen
class MergeConflict:
    """One place in which two datasets could not be merged without guessing.

    What the sides hold is plain data, as :func:`~peacetalks.to_dict` gives it.
    """

    record: str | None
    """Id of the record; ``None`` for the header."""
    path: str
    """JSON Pointer from the record's root to the place; ``""`` for the record as a whole. For a list that differs as a
    whole, it leads to the list."""
    kind: str
    """What kind of conflict it is: one of ``differs``, ``type``, ``deleted``, ``needed``, ``lost``, ``order``,
    ``emptied``, ``sources``."""
    ours: Any = None
    """What the dataset has that is merged into; ``None`` where it has nothing."""
    theirs: Any = None
    """What the other dataset has; ``None`` where it has nothing."""
    base: Any = None
    """What both came from, where it is known; ``None`` where it has nothing."""

    @property
    def reason(self) -> str:
        """What the conflict is, in words, and what the merged dataset holds."""
        return REASONS[self.kind]

    def __str__(self) -> str:
        return f"{self.record or 'header'}{self.path and ' ' + self.path}: {self.reason}"
