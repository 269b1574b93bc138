"""Documents: texts that hold a whole dataset and are read at once, with the line of whatever is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set

import attrs

from peacetalks.convert import Document, read_document
from peacetalks.convert.collector import collector_paused
from peacetalks.dataset import Dataset
from peacetalks.problems import Problem, in_order

Parse = Callable[[str], tuple[object, Iterable[Problem]]]
"""Returns the plain data of a text, and the keys that stand twice in an object."""

DIGITS_READ = 20
"""Integers of more digits are read as floats: they are out of the model's range whatever they are exactly."""

Lines = Callable[[str, Set[str]], dict[str, int]]
"""Returns the line of each place in a text that parses; of its nearest holder where there is no such place."""


@attrs.frozen
class DocumentReading:
    """What came out of reading a document."""

    document: Document
    """What its plain data say."""
    text: str
    """Its text."""
    lines: Lines
    """Finds lines in the text."""
    problems: Sequence[Problem] = attrs.field(init=False)
    """What is wrong with shape and integrity, with lines, in their order."""

    @problems.default
    def _problems(self) -> Sequence[Problem]:
        return in_order(self._with_lines(self.document.problems))

    @property
    def dataset(self) -> Dataset | None:
        """The dataset, where shape and integrity hold."""
        return None if self.problems else self.document.dataset

    @property
    def changes(self) -> Sequence[Problem]:
        """What was changed on the way from an earlier version, as warnings with lines."""
        return in_order(self._with_lines(self.document.changes))

    def placed(self, found: Sequence[Problem]) -> Sequence[Problem]:
        """Return problems seen from a record's root as seen from that of the document, with lines."""
        return in_order(self._with_lines(self.document.placed(found)))

    def _with_lines(self, problems: Sequence[Problem]) -> Iterator[Problem]:
        wanted = {problem.path for problem in problems if problem.line is None}
        lines = self.lines(self.text, wanted) if wanted else {}
        return (problem if problem.line else attrs.evolve(problem, line=lines[problem.path]) for problem in problems)


def read_text(text: str, parse: Parse, lines: Lines) -> DocumentReading:
    """Read a document.

    Args:
        text: Its text.
        parse: Makes plain data of it.
        lines: Finds places in it.

    Raises:
        ValidationError: What ``parse`` raises.
    """
    with collector_paused():
        return DocumentReading(read_document(*parse(text)), text, lines)
