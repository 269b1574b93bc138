"""What a rule of meaning is, and how findings become problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import TypeVar, cast

import attrs

from peacetalks.dataset import Dataset
from peacetalks.limits import GREATEST_REPORT
from peacetalks.problems import Problem, Severity, excerpt, pointer
from peacetalks.records import Record

Type = TypeVar("Type", bound=Record)


@attrs.frozen
class Finding:
    """One place where a rule is broken."""

    record: Record
    """The record it is in."""
    place: tuple[str | int, ...]
    """Steps from the record's root; none for the record as a whole."""
    message: str
    """What was found, what was expected, and what to do."""
    value: object = None
    """The offending value, where there is one."""


@attrs.frozen
class Records:
    """Some records by their types: those of a dataset, or a few out of a stream."""

    groups: Mapping[type[Record], Sequence[Record]]
    """The records of each type of which there are any."""

    def of(self, cls: type[Type]) -> Sequence[Type]:
        """Return the records of one type."""
        return cast("Sequence[Type]", self.groups.get(cls, ()))

    def __iter__(self) -> Iterator[Record]:
        return chain.from_iterable(self.groups.values())


@attrs.frozen
class Rule:
    """A rule that records should keep."""

    code: str
    """Stable code of the problems that it finds."""
    severity: Severity
    """Whether a broken rule makes the data wrong, or only suspicious."""

    def told(self, findings: Iterable[Finding]) -> Iterator[Problem]:
        """Yield what the rule finds, except for warnings that the data accept."""
        record, accepted = None, frozenset[str]()
        for finding in findings:
            path = pointer(*finding.place)
            if finding.record is not record and self.severity == "warning":
                record, accepted = finding.record, _accepted_paths(self.code, finding.record)
            if accepted and not accepted.isdisjoint(_holders(path)):
                continue
            yield Problem(
                code=self.code,
                severity=self.severity,
                path=path,
                message=finding.message,
                value=None if finding.value is None else excerpt(finding.value),
                record=finding.record.id,
            )


@attrs.frozen
class RecordRule(Rule):
    """A rule that a record keeps or breaks by itself, whatever the others say."""

    find: Callable[[Records], Iterable[Finding]]
    """Finds the places where the rule is broken; many records are looked at together only because that is faster."""


@attrs.frozen
class DatasetRule(Rule):
    """A rule that the records of a dataset keep between them."""

    find: Callable[[Dataset], Iterable[Finding]]
    """Finds the places where the rule is broken."""


def record_problems(records: Records, rules: Iterable[Rule]) -> Iterator[Problem]:
    """Yield what those ``rules`` find that can be held against records without their dataset."""
    return (problem for rule in rules if isinstance(rule, RecordRule) for problem in rule.told(rule.find(records)))


def meaning_problems(dataset: Dataset, rules: Iterable[Rule]) -> list[Problem]:
    """Return what ``rules`` find in a dataset, in the order of its records; paths begin at the record's root.

    Of no rule more is told than of one source in all.
    """
    records = Records(dict(dataset.by_type()))
    found: list[Problem] = []
    for rule in rules:
        told = rule.told(rule.find(dataset)) if isinstance(rule, DatasetRule) else record_problems(records, [rule])
        found.extend(islice(told, GREATEST_REPORT + 1))
    order = {record.id: index for index, record in enumerate(dataset)} if found else {}
    return sorted(found, key=lambda problem: order[problem.record or ""])


def _accepted_paths(code: str, record: Record) -> frozenset[str]:
    """Return where annotations of a record accept a warning: comments that begin with its code."""
    return frozenset(
        annotation.path or ""
        for annotation in record.annotations
        if annotation.motivation == "commenting" and _begins_with(annotation.text or "", code)
    )


def _holders(path: str) -> Iterator[str]:
    """Yield a pointer and those to whatever holds that place, up to the root."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""


def _begins_with(text: str, code: str) -> bool:
    rest = text.removeprefix(code)
    return rest != text and not (rest[:1].isalnum() or rest[:1] == "-")
