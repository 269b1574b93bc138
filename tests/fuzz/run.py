"""Running inputs by number: what became of each, what they cost, and what was found."""

from __future__ import annotations

import traceback
from collections import Counter
from collections.abc import Callable, Iterable

import attrs

from tests.fuzz.effort import Bounds, Effort, Hang, calls_of, memory_of, watched
from tests.fuzz.inputs import Input, make
from tests.fuzz.targets import feed
from tests.fuzz.verdicts import BrokenPromiseError, Verdict

MEASURED_EVERY = 50
"""Calls and memory of one input in so many are counted, since counting takes several times as long as reading."""

BOUNDS = Bounds(calls=15_000, calls_per_byte=130, memory=300_000, memory_per_byte=340)
"""About three times the most that 15,000 inputs cost: 10,000 calls and 43 a byte, 100,000 bytes and 113 a byte."""

MOST_FINDINGS = 200
"""Findings of one summary that are kept with their inputs; all are counted."""


@attrs.frozen
class Finding:
    """An input that a reader did not take as it should."""

    input: Input
    what: str
    """What happened, in one line."""
    details: str
    """Where: the traceback."""

    @property
    def signature(self) -> str:
        """What tells it from others: two findings with one signature are likely to have one cause."""
        lines = [line.strip() for line in self.details.splitlines() if line.strip().startswith("File ")]
        return f"{self.what.split(':')[0]} {lines[-1] if lines else ''}"


@attrs.define
class Summary:
    """What became of many inputs."""

    inputs: int = 0
    kinds: Counter[str] = attrs.field(factory=Counter)
    targets: Counter[str] = attrs.field(factory=Counter)
    outcomes: Counter[str] = attrs.field(factory=Counter)
    codes: Counter[str] = attrs.field(factory=Counter)
    measured: int = 0
    most_calls_per_byte: float = 0.0
    most_memory_per_byte: float = 0.0
    found: Counter[str] = attrs.field(factory=Counter)
    """Findings by their signature."""
    findings: list[Finding] = attrs.field(factory=list)

    def add(self, input: Input, verdict: Verdict | None) -> None:
        """Count an input, and what became of it where that was as it should be."""
        self.inputs += 1
        self.kinds[input.kind] += 1
        self.targets[f"{input.target} ({input.format})" if input.format.islower() else input.target] += 1
        if verdict:
            self.outcomes[verdict.outcome] += 1
            self.codes.update(verdict.codes)

    def add_effort(self, effort: Effort) -> None:
        """Remember what an input cost, beyond what even the smallest cost."""
        self.measured += 1
        self.most_calls_per_byte = max(self.most_calls_per_byte, effort.calls / (effort.length + SMALL))
        self.most_memory_per_byte = max(self.most_memory_per_byte, effort.memory / (effort.length + SMALL))

    def add_finding(self, finding: Finding) -> None:
        """Count a finding, and keep it if it is one of the first of its signature."""
        self.found[finding.signature] += 1
        if self.found[finding.signature] <= 5 and len(self.findings) < MOST_FINDINGS:
            self.findings.append(finding)

    def merge(self, other: Summary) -> None:
        """Take in what became of other inputs."""
        self.inputs += other.inputs
        self.measured += other.measured
        for mine, theirs in (
            (self.kinds, other.kinds),
            (self.targets, other.targets),
            (self.outcomes, other.outcomes),
            (self.codes, other.codes),
        ):
            mine.update(theirs)
        self.most_calls_per_byte = max(self.most_calls_per_byte, other.most_calls_per_byte)
        self.most_memory_per_byte = max(self.most_memory_per_byte, other.most_memory_per_byte)
        kept = Counter(finding.signature for finding in self.findings)
        for finding in other.findings:
            if kept[finding.signature] < 5:
                self.findings.append(finding)
        self.found.update(other.found)


SMALL = 200
"""Bytes that are added to each input before its cost is divided by its length."""


def run(seed: int, numbers: Iterable[int], note: Callable[[int], object] = lambda _: None) -> Summary:
    """Run inputs of one seed.

    Args:
        seed: The seed.
        numbers: Numbers of the inputs.
        note: Gets each number before its input is made, so that somebody knows which one hangs.
    """
    summary = Summary()
    for number in numbers:
        note(number)
        input = make(seed, number)
        verdict, finding = run_one(input, summary if number % MEASURED_EVERY == 0 else None)
        summary.add(input, verdict)
        if finding:
            summary.add_finding(finding)
    return summary


def run_one(input: Input, measured: Summary | None = None) -> tuple[Verdict | None, Finding | None]:
    """Feed an input to its target, and return the verdict or the finding; count the cost where asked to."""
    verdict: Verdict | None = None
    try:
        with watched():
            if measured is None:
                return feed(input), None
            feed(input)  # what is imported or remembered the first time is not counted
            verdict, calls = calls_of(lambda: feed(input))
            _, memory = memory_of(lambda: feed(input))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # what gets out of a reader is a finding, whatever it is
        return None, Finding(input, _in_words(error), "".join(traceback.format_exception(error)))
    effort = Effort(input.length, calls, memory)
    measured.add_effort(effort)
    exceeded = BOUNDS.exceeded(effort)
    return verdict, Finding(input, f"out of proportion: {exceeded}", "") if exceeded else None


def _in_words(error: BaseException) -> str:
    kind = "" if isinstance(error, BrokenPromiseError | Hang) else f"{type(error).__name__}: "
    return (kind + str(error))[:300].encode("utf-8", "backslashreplace").decode().replace("\n", " ")
