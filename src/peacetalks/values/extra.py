"""Outside columns kept verbatim: what an importer cannot model is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from peacetalks.plain import key_step, refuse_unwritable, wrong_type
from peacetalks.problems import Problem, ValidationError, problems_of, refusal, reported

EXTRA_KEY_PATTERN = r"^[a-z0-9_]+:[^\n\r\u2028\u2029]+$"
"""Regular expression of a key: a scheme, a colon, and the column's name as it stands there (``pax:Part``)."""

_is_key = re.compile(EXTRA_KEY_PATTERN.rstrip("$") + r"\Z").match


class Extra(Mapping[str, str]):
    """An immutable, hashable map from ``scheme:column`` to the text that stood there.

    The order of keys has no meaning: they are kept sorted, so that equal maps are written alike.

    Raises:
        ValidationError: ``unknown-field`` for a key that is not ``scheme:column``, ``wrong-type`` for a value that is
            not text, ``invalid-syntax`` for characters that no format can write.
    """

    __slots__ = ("_items",)
    _items: dict[str, str]

    def __init__(self, columns: Mapping[str, str] | None = None) -> None:
        given = {} if columns is None else columns
        if not isinstance(given, Mapping):
            raise _no_mapping(given)
        problems = list(reported(problem for key, value in given.items() for problem in _problems(key, value)))
        if problems:
            raise ValidationError(problems)
        object.__setattr__(
            self, "_items", dict(sorted((str.__str__(key), str.__str__(value)) for key, value in given.items()))
        )

    @classmethod
    def of(cls, value: Mapping[str, str] | None) -> Extra:
        """Return ``value`` as an :class:`Extra`; ``None`` as an empty one."""
        return value if isinstance(value, cls) else cls(value)

    @classmethod
    def from_plain(cls, value: object) -> Extra:
        """Return the map that a plain object from a file holds."""
        if not isinstance(value, Mapping):
            raise _no_mapping(value)
        return cls(value)

    def to_plain(self) -> dict[str, str]:
        """Return the map as a plain dict."""
        return dict(self._items)

    def __getitem__(self, key: str) -> str:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, Extra) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"an Extra is immutable, {name!r} cannot be set; build a new one")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"an Extra is immutable, {name!r} cannot be deleted; build a new one")

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, str]]]:
        return type(self), (self._items,)

    def __repr__(self) -> str:
        return f"Extra({self._items!r})"


def as_extra(value: Mapping[str, str] | None) -> Extra:
    """Return a map of outside columns from any mapping."""
    return Extra.of(value)


def _no_mapping(value: object) -> ValidationError:
    return wrong_type(value, "an object", "write pairs of 'scheme:column' and text")


def _problems(key: object, value: object) -> Iterator[Problem]:
    step = key_step(key)
    if not isinstance(key, str) or not _is_key(key):
        message = "a key of extra is a scheme, a colon and a column, such as 'pax:Part'; add the scheme in front"
        yield from (problem.under(step) for problem in refusal("unknown-field", message, step).problems)
    elif not isinstance(value, str):
        refused = wrong_type(value, "text", "keep the cell as text, in quotes")
        yield from (problem.under(step) for problem in refused.problems)
    else:
        found = problems_of(refuse_unwritable, key) or problems_of(refuse_unwritable, value)
        yield from (problem.under(step) for problem in found)
