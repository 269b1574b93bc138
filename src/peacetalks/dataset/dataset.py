"""``Dataset``: the document class, its header and its sixteen groups of records."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Self, TypeVar, cast, overload

import attrs

from peacetalks.dataset import page, prune
from peacetalks.dataset.difference import Difference, difference
from peacetalks.dataset.integrity import Entry, index_of, integrity_problems
from peacetalks.dataset.merge import Merge, merge
from peacetalks.dataset.references import Reference, referrers
from peacetalks.dates import Date
from peacetalks.fields import ById, Field, Strict, as_date, fields_of, strict
from peacetalks.nearest import did_you_mean
from peacetalks.plain import wrong_type
from peacetalks.problems import NotFoundError, Problem, ValidationError, excerpt
from peacetalks.records import (
    Agreement,
    Assessment,
    Conflict,
    Demand,
    Exchange,
    Issue,
    Linkage,
    Measure,
    Participation,
    Party,
    Place,
    Position,
    Process,
    Record,
    Round,
    Source,
    Statement,
)
from peacetalks.version import MODEL_VERSION, require_model_version

Default = TypeVar("Default")
Made = TypeVar("Made")


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Dataset(Strict):
    """A set of records that refer to each other, with a header that says what it is.

    Every dataset that exists holds together: ids are unique across all types, and every reference leads to a record
    of an allowed type.

    In Python, groups are kept sorted by id, so two datasets of the same records are equal and written alike. Datasets
    are frozen: :meth:`with_records`, :meth:`without` and ``attrs.evolve`` give changed copies.

    Raises:
        ValidationError: ``duplicate-id``, ``dangling-reference`` or ``wrong-reference-type``, all at once.
    """

    peacetalks: str = MODEL_VERSION
    """Version of the data model that the data follow."""
    title: str | None = None
    """Title of the dataset."""
    description: str | None = None
    """What the dataset covers and how it was made."""
    namespace: str | None = None
    """IRI that, put before an id, gives a record's global name."""
    licence: str | None = None
    """Licence of the data, as an SPDX expression."""
    publisher: str | None = None
    """Who publishes the data."""
    created: Date | None = attrs.field(default=None, converter=as_date)
    """When this version of the data was made."""
    version: str | None = None
    """Version of the data, in the publisher's own numbering."""
    coverage: Date | None = attrs.field(default=None, converter=as_date)
    """Period that the data cover: outside it, absence of a record means "not known", not "did not happen"."""
    sources: Annotated[tuple[Source, ...], ById()] = attrs.field(default=(), converter=tuple[Source, ...])
    """Publications that claims are taken from."""
    places: Annotated[tuple[Place, ...], ById()] = attrs.field(default=(), converter=tuple[Place, ...])
    """Places, and who controls or claims them."""
    conflicts: Annotated[tuple[Conflict, ...], ById()] = attrs.field(default=(), converter=tuple[Conflict, ...])
    """Conflicts that the talks are about."""
    parties: Annotated[tuple[Party, ...], ById()] = attrs.field(default=(), converter=tuple[Party, ...])
    """Everybody who acts: states, organs, groups, blocs, persons."""
    processes: Annotated[tuple[Process, ...], ById()] = attrs.field(default=(), converter=tuple[Process, ...])
    """Peace processes."""
    issues: Annotated[tuple[Issue, ...], ById()] = attrs.field(default=(), converter=tuple[Issue, ...])
    """Matters at stake."""
    rounds: Annotated[tuple[Round, ...], ById()] = attrs.field(default=(), converter=tuple[Round, ...])
    """Meetings and sessions."""
    participations: Annotated[tuple[Participation, ...], ById()] = attrs.field(
        default=(), converter=tuple[Participation, ...]
    )
    """Who took part in what, in which role, and who was kept away."""
    demands: Annotated[tuple[Demand, ...], ById()] = attrs.field(default=(), converter=tuple[Demand, ...])
    """Who wants what of whom."""
    linkages: Annotated[tuple[Linkage, ...], ById()] = attrs.field(default=(), converter=tuple[Linkage, ...])
    """What is tied to what."""
    positions: Annotated[tuple[Position, ...], ById()] = attrs.field(default=(), converter=tuple[Position, ...])
    """How sides stand to things."""
    statements: Annotated[tuple[Statement, ...], ById()] = attrs.field(default=(), converter=tuple[Statement, ...])
    """Words that matter as words."""
    exchanges: Annotated[tuple[Exchange, ...], ById()] = attrs.field(default=(), converter=tuple[Exchange, ...])
    """Exchanges of captives and remains."""
    measures: Annotated[tuple[Measure, ...], ById()] = attrs.field(default=(), converter=tuple[Measure, ...])
    """Ceasefires, sanctions, aid, guarantees."""
    agreements: Annotated[tuple[Agreement, ...], ById()] = attrs.field(default=(), converter=tuple[Agreement, ...])
    """Agreements and other papers."""
    assessments: Annotated[tuple[Assessment, ...], ById()] = attrs.field(default=(), converter=tuple[Assessment, ...])
    """Judgements by somebody."""

    def __attrs_post_init__(self) -> None:
        """Refuse records that do not hold together."""
        super().__attrs_post_init__()
        require_model_version(self.peacetalks)
        index = index_of(dict(self.by_type()))
        if index is None:
            raise ValidationError(integrity_problems(Entry(type(one), one.id, one) for one in self))
        object.__setattr__(self, "_by_id", MappingProxyType(index))

    @classmethod
    def from_records(cls, records: Iterable[Record], **header: str | Date | None) -> Self:
        """Return the dataset of ``records`` of any types in any order, with the given header fields."""
        fields: dict[str, Any] = dict(header)
        strangers: list[Problem] = []
        for index, record in enumerate(records):
            if isinstance(record, Record):
                fields.setdefault(group_of(type(record)), []).append(record)
            else:
                refused = wrong_type(record, "a record", "build one, such as a Party(…)")
                strangers.extend(problem.under(index) for problem in refused.problems)
        if strangers:
            raise ValidationError(strangers)
        return cls(**fields)

    @property
    def header(self) -> dict[str, str | Date]:
        """The fields of the header that say something, by name: ``Dataset.from_records(…, **other.header)``."""
        given = ((field.name, getattr(self, field.name)) for field in HEADER)
        return {name: value for name, value in given if value is not None}

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, in the order in which they are written."""
        return tuple(self)

    def __iter__(self) -> Iterator[Record]:
        for group in GROUPS:
            yield from getattr(self, group)

    def by_type(self) -> Iterator[tuple[type[Record], tuple[Record, ...]]]:
        """Yield each record type with its records, for the types of which there are any."""
        for group, cls in GROUPS.items():
            records = getattr(self, group)
            if records:
                yield cls, records

    def __len__(self) -> int:
        return sum(len(getattr(self, group)) for group in GROUPS)

    def __contains__(self, id: object) -> bool:
        return id in self._by_id

    def __getitem__(self, id: str) -> Record:
        """Return the record with this id.

        Raises:
            NotFoundError: The dataset has no such record.
        """
        try:
            return self._by_id[id]
        except KeyError:
            raise NotFoundError(f"no record has the id {id!r}{did_you_mean(str(id), tuple(self._by_id))}") from None

    @overload
    def get(self, id: str) -> Record | None: ...
    @overload
    def get(self, id: str, default: Default) -> Record | Default: ...
    def get(self, id: str, default: object = None) -> object:
        """Return the record with this id, or ``default`` where there is none."""
        return self._by_id.get(id, default)

    def referrers(self, id: str) -> tuple[Reference, ...]:
        """Return every reference to a record, with the record and the field that refer.

        Raises:
            NotFoundError: The dataset has no such record.
        """
        return self._referrers.get(self[id].id, ())

    def once(self, make: Callable[[Self], Made]) -> Made:
        """Return ``make(self)``, made when it is first asked for and kept as long as the dataset.

        For indexes: a function that reads the whole dataset is then run once, whoever asks. What it returns is shared,
        so it must not be changed.
        """
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    def with_records(self, *records: Record) -> Self:
        """Return this dataset with ``records`` added, in place of those that have the same ids."""
        changed = {record.id for record in records}
        kept = (record for record in self if record.id not in changed)
        return self._of(records=[*kept, *records])

    def without(self, ids: Iterable[str], *, prune_references: bool = False) -> Self:
        """Return this dataset without some records.

        Args:
            ids: Ids of the records to leave out.
            prune_references: Whether references to them are removed too. Records, events and citations that cannot
                do without such a reference go with it, and so on until nothing dangles.

        Raises:
            NotFoundError: The dataset has no record with one of the ids.
            ValidationError: ``dangling-reference`` for every reference that would be left behind.
        """
        gone = {self[id].id for id in ([ids] if isinstance(ids, str) else ids)}
        kept = [record for record in self if record.id not in gone]
        return self._of(records=prune.pruned(kept, gone) if prune_references else kept)

    def diff(self, other: Self) -> Difference:
        """Return what has to be done to this dataset to make ``other`` of it: what is added, removed, changed, renamed.

        >>> import peacetalks as pt
        >>> before = pt.Dataset(parties=[pt.Party(id="a", name="A", kind="state")])
        >>> after = pt.Dataset(parties=[pt.Party(id="a", name="A", kind="collective")])
        >>> [(change.id, field.path, field.before, field.after)
        ...  for change in before.diff(after).changed for field in change.fields]
        [('a', '/kind', 'state', 'collective')]
        """
        return difference(self, other)

    def merge(self, other: Self, base: Self | None = None) -> Merge[Self]:
        """Return this dataset and another one as one, with everything that could not be decided.

        Records are united by id. Where both have one, identical claims fold and differing ones stand side by side:
        lists hold what either side has, and a field that one side leaves out takes what the other one says. A field
        with one value in which the two differ is a conflict; the merged dataset has ours. The header is merged in the
        same way. Merging never fails, and the merged dataset always holds together.

        With ``base``, the dataset of which both were made, what only one side changed since is taken as it is there,
        and what one side took out is gone; but what one side changed or refers to and the other took out is kept, and
        is a conflict.

        Lists that are equal, or that only one side has, keep their order. The order of other united lists is not that
        of either author: it says nothing, and is the same whichever dataset comes first. Events of a history stand in
        the order of their dates; where several statuses are told of one date, it is a conflict unless one side has the
        whole sequence. JSON Pointers follow the items that they lead to.

        Merging a dataset with itself changes nothing. Without ``base``, and as long as no conflict is told, it does
        not matter which of several datasets are merged first.

        A citation without ``supports`` stands for all of its record, and so for what the other side adds to it, too.

        Args:
            other: The other dataset ("theirs").
            base: The dataset of which this one and the other were made.
        """
        return merge(self, other, base)

    def _of(self, records: Iterable[Record]) -> Self:
        return type(self).from_records(records, **self.header)

    @cached_property
    def _made(self) -> dict[Callable[..., Any], object]:
        return {}

    @cached_property
    def _by_id(self) -> Mapping[str, Record]:
        return MappingProxyType({record.id: record for record in self})  # of a copy, which nobody had to check

    @cached_property
    def _referrers(self) -> Mapping[str, tuple[Reference, ...]]:
        return MappingProxyType(referrers(self))

    def __repr__(self) -> str:
        counts = (f"{len(getattr(self, group))} {group}" for group in GROUPS if getattr(self, group))
        return f"<Dataset {excerpt(self.title or 'untitled')!r}: {', '.join(counts) or 'empty'}>"

    def _repr_html_(self) -> str:
        return page.html(self, groups=GROUPS, header=HEADER)


HEADER: tuple[Field, ...] = tuple(field for field in fields_of(Dataset) if not field.by_id)
"""Fields of a dataset's header."""

GROUPS: Mapping[str, type[Record]] = MappingProxyType(
    {field.name: field.item for field in fields_of(Dataset) if field.by_id}
)
"""Record types by the name of their group, in the order in which groups are written."""

_GROUP_OF = {cls: group for group, cls in GROUPS.items()}


def group_of(cls: type[Record]) -> str:
    """Return the name of the group that holds the records of a type (``demands``)."""
    return _GROUP_OF[cls]
