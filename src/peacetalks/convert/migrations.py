"""Data of earlier versions of the model: made into data of this one, step by step, when they are read.

A step leads from one version to the next, and looks at one record at a time, or at the header: plain data in, plain
data out, and the old ones left as they were. So a document, a stream, a string and a dict are all migrated alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from peacetalks.dataset import GROUPS, Dataset
from peacetalks.problems import Problem, pointer
from peacetalks.records import type_name
from peacetalks.version import MODEL_VERSION, unsupported_version

Plain = dict[str, Any]


@attrs.frozen
class Change:
    """One thing that a step changed in a record or header."""

    message: str
    """What was changed, in a sentence; the same for every record that is changed alike."""
    path: str = ""
    """JSON Pointer from the root of the record, as it is now, to what was changed."""


@attrs.frozen
class Step:
    """The way from one version of the model to the next."""

    source: str
    """The version that it leads from."""
    target: str
    """The version that it leads to."""
    change: Callable[[str, Plain], tuple[Plain, tuple[Change, ...]]]
    """Gets the type of a record (``dataset`` for the header) and its plain data, returns them and what was changed."""


HEADER_TYPE = type_name(Dataset)
"""What stands for the type of a record where it is the header."""

STEPS: tuple[Step, ...] = ()
"""All steps, one from each version that was ever published; 1.0 is the first one."""


@attrs.define
class Migration:
    """The way of some data to the version that this release knows, and what was changed on it."""

    source: str = MODEL_VERSION
    """The version that the data say they follow."""
    steps: tuple[Step, ...] = ()
    """The steps on the way."""
    _told: dict[str, Problem] = attrs.field(factory=dict)

    @classmethod
    def of(cls, version: object) -> Migration:
        """Return the way from a version; what is no text is no version, and refused elsewhere.

        Raises:
            ValidationError: ``unsupported-version``: there is no way from there.
        """
        if not isinstance(version, str) or version == MODEL_VERSION:
            return cls()
        steps: list[Step] = []
        reached = version
        while reached != MODEL_VERSION:
            step = next((one for one in STEPS if one.source == reached), None)
            if step is None:
                raise unsupported_version(version)
            steps.append(step)
            reached = step.target
        return cls(version, tuple(steps))

    def migrated(
        self, type_name: str, plain: object, place: tuple[str | int, ...] = (), line: int | None = None
    ) -> Any:
        """Return a record, or the header, as this version has it; what is no object is left as it is.

        Args:
            type_name: The type of the record; ``dataset`` for the header.
            plain: The plain data.
            place: Steps from the root that changes are to be seen from.
            line: The line that they stand in.
        """
        if not self.steps or not isinstance(plain, dict):
            return plain
        for step in self.steps:
            plain, changes = step.change(type_name, plain)
            for change in changes:
                self._note(step, change, pointer(*place) + change.path, line)
        return {**plain, "peacetalks": MODEL_VERSION} if type_name == HEADER_TYPE else plain

    def migrated_document(self, data: Plain) -> Any:
        """Return a whole document as this version has it."""
        if not self.steps:
            return data
        changed = self.migrated(HEADER_TYPE, {key: value for key, value in data.items() if key not in GROUPS})
        return changed | {key: self._migrated_group(key, value) for key, value in data.items() if key in GROUPS}

    def _migrated_group(self, group: str, records: object) -> object:
        if not isinstance(records, list):
            return records
        name = type_name(GROUPS[group])
        return [self.migrated(name, record, (group, index)) for index, record in enumerate(records)]

    @property
    def told(self) -> list[Problem]:
        """What was changed: each kind of change once, at the place where it was made first."""
        return list(self._told.values())

    def _note(self, step: Step, change: Change, path: str, line: int | None) -> None:
        message = f"{change.message} (from version {step.source} to {step.target}); write the file anew to keep that"
        if message not in self._told:
            self._told[message] = Problem(code="migrated", severity="warning", path=path, message=message, line=line)
