"""The envelope: what every record has beside its own fields."""

import reprlib
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import attrs

from peacetalks.fields import Id, Strict, strict
from peacetalks.problems import Problem, refusal
from peacetalks.values import Annotation, Citation, Extra, Identifier
from peacetalks.values.base import given
from peacetalks.values.extra import as_extra

_shortened = reprlib.Repr()
_shortened.maxstring = _shortened.maxother = 60
_shortened.maxtuple = 4


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Record(Strict):
    """Base of all records: a claim with an id, its sources, and what is remarked upon it.

    Records are frozen; ``attrs.evolve`` gives a changed copy. References to other records are their ids.

    Raises:
        ValidationError: A value breaks a rule of the model's shape.
    """

    id: Annotated[str, Id()]
    """Id of the record, unique in the dataset across all types."""
    identifiers: tuple[Identifier, ...] = attrs.field(default=(), converter=tuple[Identifier, ...])
    """Ids that the record has in outside schemes."""
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=tuple[Citation, ...])
    """Sources that the record rests on."""
    annotations: tuple[Annotation, ...] = attrs.field(default=(), converter=tuple[Annotation, ...])
    """Remarks on the record or its fields, such as the reason why something is absent."""
    tags: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    """Free keywords for the record, of whoever keeps the data."""
    note: str | None = None
    """Free text of the coder about the record."""
    extra: Extra = attrs.field(default=Extra(), converter=as_extra)
    """Outside columns kept verbatim with the record, by `scheme:column`: what an importer cannot model is not lost."""

    @classmethod
    def form_problems(cls, given: Mapping[str, Any]) -> Iterable[Problem]:
        """Return the problem of a record that says nothing, where its type has such a rule."""
        if given:
            return ()
        message = f"expected at least one of {', '.join(cls.form_fields)}; give one"
        return refusal(f"empty-{type_name(cls)}", message).problems

    def __repr__(self) -> str:
        own = ((name, value) for name, value in given(self) if name not in _ENVELOPE)
        shown = "".join(f", {name}={_shortened.repr(value)}" for name, value in own)
        return f"{type(self).__name__}({self.id!r}{shown})"


_ENVELOPE = frozenset(attribute.name for attribute in attrs.fields(Record))


def by_type(records: Iterable[Record]) -> dict[type[Record], list[Record]]:
    """Return records by their types, in the order in which they came."""
    found: dict[type[Record], list[Record]] = {}
    for record in records:
        found.setdefault(type(record), []).append(record)
    return found


def type_name(cls: type) -> str:
    """Return the name of a record type on the wire, the value of ``type`` in a stream (``party``)."""
    return cls.__name__.lower()
