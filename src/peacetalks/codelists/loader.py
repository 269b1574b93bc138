"""Codelists as data: loading the CSV files and asking them about a code."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from importlib import resources
from types import MappingProxyType

import attrs

from peacetalks.nearest import did_you_mean, nearest
from peacetalks.problems import NotFoundError

NAMESPACED_PATTERN = r"^[a-z0-9-]+(\.[a-z0-9-]+)+:[A-Za-z0-9._-]+$"
"""Regular expression of a code of somebody else's, visible as such (``example.org:ransom``)."""

_is_namespaced = re.compile(NAMESPACED_PATTERN.rstrip("$") + r"\Z").match
_STANDARD_COLUMNS = ("code", "label", "definition", "since", "deprecated", "replaced_by")


def is_namespaced(code: str) -> bool:
    """Tell whether ``code`` is a namespaced code, such as ``example.org:ransom``."""
    return _is_namespaced(code) is not None


@attrs.frozen(kw_only=True)
class Term:
    """One code of a codelist."""

    code: str
    """The code as it stands in data."""
    label: str
    """Short name for people."""
    definition: str
    """What the code means, in a sentence or two."""
    since: str
    """Model version that introduced the code."""
    deprecated: str | None = None
    """Model version from which the code should no longer be used; empty while it is current."""
    replaced_by: str | None = None
    """Code to use in place of a deprecated one."""
    columns: tuple[tuple[str, str], ...] = ()
    """Columns that only this list has (``scale`` of a stance), as pairs of name and text; empty cells are left out."""

    def column(self, name: str) -> str | None:
        """Return the text of one of the list's own columns; ``None`` where it is empty."""
        return dict(self.columns).get(name)


@attrs.frozen(kw_only=True)
class Codelist:
    """A controlled vocabulary: which codes a field takes, and what they mean."""

    name: str
    """Name of the list (``demand_kind``)."""
    label: str
    """Name for people."""
    definition: str
    """Which question the list answers, and where it is used."""
    closed: bool
    """Whether namespaced codes are refused, because meaning is computed from the codes."""
    terms: tuple[Term, ...]
    """The codes in their order."""
    by_code: Mapping[str, Term] = attrs.field(init=False, eq=False, repr=False)
    """The same, looked up by code."""

    @by_code.default
    def _index(self) -> Mapping[str, Term]:
        return MappingProxyType({term.code: term for term in self.terms})

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def __getitem__(self, code: str) -> Term:
        try:
            return self.by_code[code]
        except KeyError:
            near = did_you_mean(code, tuple(self.by_code))
            raise NotFoundError(f"codelist {self.name} has no code {code!r}{near}") from None

    def accepts(self, code: str) -> bool:
        """Tell whether ``code`` may stand in data: it is listed, or namespaced and the list is open."""
        return code in self.by_code or (not self.closed and is_namespaced(code))

    def nearest(self, code: str) -> str | None:
        """Return the listed code that looks most like ``code``; ``None`` where none comes near."""
        return nearest(code, tuple(self.by_code))


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of this package, named without its suffix (``crosswalks/pax_topic``)."""
    text = resources.files("peacetalks.codelists").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(keepends=True)))


@functools.cache
def _index() -> Mapping[str, dict[str, str]]:
    return {row["name"]: row for row in read_table("index")}


def codelist_names() -> tuple[str, ...]:
    """Return the names of all codelists."""
    return tuple(_index())


@functools.cache
def codelist(name: str) -> Codelist:
    """Return a codelist by name.

    Raises:
        NotFoundError: There is no such list.
    """
    if name not in _index():
        raise NotFoundError(f"there is no codelist {name!r}{did_you_mean(name, codelist_names())}")
    row = _index()[name]
    return Codelist(
        name=name,
        label=row["label"],
        definition=row["definition"],
        closed=row["closed"] == "true",
        terms=tuple(map(_term, read_table(name))),
    )


def _term(row: dict[str, str]) -> Term:
    return Term(
        code=row["code"],
        label=row["label"],
        definition=row["definition"],
        since=row["since"],
        deprecated=row["deprecated"] or None,
        replaced_by=row["replaced_by"] or None,
        columns=tuple((name, text) for name, text in row.items() if name not in _STANDARD_COLUMNS and text),
    )
