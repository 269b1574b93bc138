"""The words in which a field describes itself, used inside ``Annotated[…]``."""

from __future__ import annotations

import attrs


@attrs.frozen
class Id:
    """The field holds the record's own id."""


@attrs.frozen(init=False)
class Refers:
    """The field holds ids of other records.

    ``Refers("Party")`` names the record types that may stand there; ``Refers()`` allows any.
    """

    types: tuple[str, ...]

    def __init__(self, *types: str) -> None:
        self.__attrs_init__(types)


@attrs.frozen
class Code:
    """The field holds a code of the named codelist."""

    codelist: str
    pattern: str | None = None
    """Codes outside the list that match this regular expression are codes too (ISO 4217 for units)."""


@attrs.frozen
class Statuses:
    """The field holds events whose ``status`` is a code of the named codelist."""

    codelist: str


@attrs.frozen
class AtLeast:
    """The field holds a list of at least this many items."""

    count: int


@attrs.frozen
class Between:
    """The field holds a number within these bounds, both included; ``None`` is the model's own limit."""

    lowest: int
    highest: int | None = None


@attrs.frozen
class Pointer:
    """The field holds JSON Pointers to parts of the record that it belongs to."""


@attrs.frozen
class ById:
    """The field holds records, kept sorted by their ids in code point order."""
