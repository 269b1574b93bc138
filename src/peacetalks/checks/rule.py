"""What a rule of meaning is, and how findings become problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from peacetalks.dataset import Dataset
from peacetalks.problems import Problem, Severity, excerpt, pointer
from peacetalks.records import Record


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
class Rule:
    """A rule that the records of a dataset should keep between them."""

    code: str
    """Stable code of the problems that it finds."""
    severity: Severity
    """Whether a broken rule makes the data wrong, or only suspicious."""
    find: Callable[[Dataset], Iterable[Finding]]
    """Finds the places where the rule is broken."""

    def problems(self, dataset: Dataset) -> Iterator[Problem]:
        """Yield what the rule finds in a dataset, except for warnings that the data accept."""
        for finding in self.find(dataset):
            path = pointer(*finding.place)
            if self.severity == "warning" and _is_accepted(self.code, path, finding.record):
                continue
            yield Problem(
                code=self.code,
                severity=self.severity,
                path=path,
                message=finding.message,
                value=None if finding.value is None else excerpt(finding.value),
                record=finding.record.id,
            )


def meaning_problems(dataset: Dataset, rules: Iterable[Rule]) -> list[Problem]:
    """Return what ``rules`` find in a dataset, in the order of its records; paths begin at the record's root."""
    found = [problem for rule in rules for problem in rule.problems(dataset)]
    order = {record.id: index for index, record in enumerate(dataset)} if found else {}
    return sorted(found, key=lambda problem: order[problem.record or ""])


def _is_accepted(code: str, path: str, record: Record) -> bool:
    """Tell whether an annotation of the record accepts a warning: a comment that begins with its code."""
    return any(
        annotation.motivation == "commenting"
        and _begins_with(annotation.text or "", code)
        and (annotation.path is None or f"{path}/".startswith(f"{annotation.path}/"))
        for annotation in record.annotations
    )


def _begins_with(text: str, code: str) -> bool:
    rest = text.removeprefix(code)
    return rest != text and not (rest[:1].isalnum() or rest[:1] == "-")
