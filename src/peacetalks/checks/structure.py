"""Rules about how records hang together: chains, linkages, fields that fit the kind, pointers that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from peacetalks.checks.rule import Finding, Records
from peacetalks.codelists import codelist, is_namespaced
from peacetalks.convert import to_dict
from peacetalks.dataset import Dataset
from peacetalks.dates import Date
from peacetalks.fields import columns, fields_of, is_pointer, refers
from peacetalks.problems import pointer, pointer_index, pointer_steps
from peacetalks.records import Assessment, Linkage, Measure, Party, Record, type_name
from peacetalks.values import Extra

CHAINS = ("parent", "part_of")
"""Fields that lead from a part to its whole, where a circle makes no sense."""

LISTED = 10
"""Records of a circle that are named."""

PAUSES = ("ceasefire", "bombardment_pause")
"""Kinds of measure that have the fields of a ceasefire."""

PAUSE_FIELDS = ("laterality", "ceasefire_class", "purpose", "scope")
"""Fields of a measure that only a ceasefire or pause has."""


def self_references(records: Records) -> Iterator[Finding]:
    """Find records that refer to themselves."""
    for cls, group in records.groups.items():
        ids = {record.id for record in group}
        for column in columns(cls, refers):
            if ids.isdisjoint(column.values(group)):
                continue  # the quick look at all at once, which is nearly always enough
            for record in group:
                for place, target in column.located(record):
                    if target == record.id:
                        message = "the record refers to itself; refer to another record or remove the reference"
                        yield Finding(record, place, message, record.id)


def reference_cycles(dataset: Dataset) -> Iterator[Finding]:
    """Find chains of ``parent`` or ``part_of`` that come back to where they began, each once."""
    seen: set[str] = set()
    chained = (records for cls, records in dataset.by_type() if any(field.name in CHAINS for field in fields_of(cls)))
    for record in chain.from_iterable(chained):
        around: dict[str, None] = {}
        following: str | None = record.id
        while following is not None and following not in seen and following not in around:
            around[following] = None
            following = _whole(dataset[following])
        seen.update(around)
        if following in around:
            cycle = list(around)[list(around).index(following) :]
            if len(cycle) > 1:
                yield _cycle(dataset, cycle)


def _whole(record: Record) -> str | None:
    wholes = (getattr(record, name, None) for name in CHAINS)
    return next((whole for whole in wholes if whole is not None), None)


def _cycle(dataset: Dataset, cycle: list[str]) -> Finding:
    first = min(cycle)
    start = cycle.index(first)
    ids = [*cycle[start:], *cycle[:start]]
    left = len(ids) - LISTED
    around = " → ".join([*ids[:LISTED], *([f"{left} more"] if left > 0 else []), first])
    record = dataset[first]
    (name,) = (name for name in CHAINS if getattr(record, name, None) is not None)
    return Finding(record, (name,), f"the chain of {name} goes in a circle ({around}); break it", getattr(record, name))


def small_packages(records: Records) -> Iterator[Finding]:
    """Find packages of fewer than two things."""
    for linkage in records.of(Linkage):
        if linkage.kind == "package" and len(set(linkage.subjects)) < 2:
            message = "a package ties two things or more; add subjects, or choose another kind"
            yield Finding(linkage, ("subjects",), message, list(linkage.subjects))


def missing_objects(records: Records) -> Iterator[Finding]:
    """Find linkages that tie their subjects to nothing."""
    for linkage in records.of(Linkage):
        if linkage.kind != "package" and not is_namespaced(linkage.kind) and not linkage.objects:
            message = f"a linkage reads: subjects {linkage.kind} objects, and there are no objects; add them"
            yield Finding(linkage, ("objects",), message)


def misplaced_fields(records: Records) -> Iterator[Finding]:
    """Find fields that the kind of the record does not have; namespaced kinds are left alone."""
    for party in records.of(Party):
        if party.posts and party.kind != "person" and not is_namespaced(party.kind):
            yield Finding(
                party,
                ("posts",),
                f"only a person holds posts, and this is of the kind {party.kind}; give them to the person",
                party.kind,
            )
    for measure in records.of(Measure):
        if measure.kind not in PAUSES and not is_namespaced(measure.kind):
            for name in PAUSE_FIELDS:
                if getattr(measure, name) is not None:
                    message = (
                        f"only a {' or '.join(PAUSES)} has {name}, and this is of the kind {measure.kind}; remove it"
                    )
                    yield Finding(measure, (name,), message, getattr(measure, name))
    for linkage in records.of(Linkage):
        if linkage.kind == "package" and linkage.objects:
            message = "a package has no objects; make them subjects, or choose another kind"
            yield Finding(linkage, ("objects",), message, list(linkage.objects))
    values = codelist("assessment_value").by_code
    for assessment in records.of(Assessment):
        term = values.get(assessment.value or "")
        if term and term.column("kind") != assessment.kind and not is_namespaced(assessment.kind):
            message = f"{term.code} is a value of the kind {term.column('kind')}, not of {assessment.kind}; change one"
            yield Finding(assessment, ("value",), message, term.code)


def pointers_to_nothing(records: Records) -> Iterator[Finding]:
    """Find citations that support, and annotations that remark upon, a field which is not there.

    An annotation may name an absent field, since it may say why it is absent; but the record type must have the field.
    """
    for cls, group in records.groups.items():
        for column in columns(cls, is_pointer):
            pointing = group if any(column.values(group)) else ()
            for record in pointing:
                plain = to_dict(record)
                for place, path in column.located(record):
                    if column.field.many and not _leads_somewhere(path, plain):
                        message = "this pointer leads to no field of the record; correct or remove it"
                        yield Finding(record, place, message, path)
                    elif not column.field.many and not _names_field(path, cls):
                        message = f"no record of type {type_name(cls)} has such a field; correct or remove the pointer"
                        yield Finding(record, place, message, path)


def _leads_somewhere(path: str, plain: object) -> bool:
    """Tell whether a pointer leads to something that is there."""
    if not path.startswith("/"):
        return False
    for step in pointer_steps(path):
        index = pointer_index(step)
        if isinstance(plain, dict) and step in plain:
            plain = plain[step]
        elif isinstance(plain, list) and index is not None and index < len(plain):
            plain = plain[index]
        else:
            return False
    return True


def _names_field(path: str, cls: type) -> bool:
    """Tell whether a pointer leads to something that objects of a class may have."""
    if not path.startswith("/"):
        return False
    name, *steps = pointer_steps(path)
    field = next((field for field in fields_of(cls) if field.name == name), None)
    if field is None:
        return False
    if field.many and steps and pointer_index(steps.pop(0)) is None:
        return False
    if not steps:
        return True
    if field.is_nested:
        return _names_field(pointer(*steps), field.item)
    return len(steps) == 1 and (field.item is Extra or (field.item is Date and steps[0] in Date.__slots__))
