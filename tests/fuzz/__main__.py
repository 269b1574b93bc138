"""The command: ``python -m tests.fuzz --inputs 1000000``, or ``--reproduce SEED:NUMBER``, or ``--nasty``."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.fuzz import nasty
from tests.fuzz.inputs import Input, make
from tests.fuzz.run import Finding, Summary, run_one
from tests.fuzz.supervise import limit_memory, supervised
from tests.fuzz.writing import text_bytes

FINDINGS = Path("build") / "fuzz"
"""Where inputs that were not taken as they should be are written, by default."""

SECONDS_BETWEEN_LINES = 10.0

Say = Callable[[str], None]


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code, 1 where something was found."""
    asked = _parser().parse_args(arguments)
    with _teller(asked.log) as say:
        if asked.reproduce:
            return _reproduce(asked.reproduce, asked.findings, say)
        if asked.nasty is not None:
            return _nasty(asked.nasty, say)
        return _run(asked, say)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000, metavar="N", help="how many inputs to run")
    parser.add_argument("--seed", type=int, default=None, help="the seed they are made under; by default a new one")
    parser.add_argument("--first", type=int, default=0, metavar="N", help="the number of the first one")
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="how many processes run them")
    parser.add_argument("--log", type=Path, default=None, metavar="FILE", help="where to write what is printed, too")
    parser.add_argument("--findings", type=Path, default=FINDINGS, metavar="FOLDER", help="where findings are written")
    parser.add_argument("--reproduce", metavar="SEED:NUMBER", help="run one input again")
    parser.add_argument(
        "--nasty",
        nargs="?",
        const="",
        metavar="WORD",
        help="run the nasty cases (with this in their name) in full size",
    )
    return parser


@contextmanager
def _teller(path: Path | None) -> Iterator[Say]:
    """Yield what prints a line, and writes it to a file where one is given."""
    with ExitStack() as stack:
        file = stack.enter_context(path.open("w", encoding="utf-8")) if path else None

        def say(line: str) -> None:
            print(line, flush=True)
            if file:
                print(line, file=file, flush=True)

        yield say


# --- inputs by number ------------------------------------------------------------------------------------------------


def _run(asked: argparse.Namespace, say: Say) -> int:
    seed = secrets.randbelow(10**9) if asked.seed is None else asked.seed
    say(f"{asked.inputs:,} inputs of seed {seed} from number {asked.first} on")
    total, start, told = Summary(), time.monotonic(), time.monotonic()
    for summary in supervised(seed, (asked.first, asked.first + asked.inputs), jobs=asked.jobs):
        for finding in summary.findings:
            _tell(finding, _kept(finding, asked.findings), say)
        total.merge(summary)
        if time.monotonic() - told > SECONDS_BETWEEN_LINES:
            told = time.monotonic()
            rate = total.inputs / (told - start)
            say(f"{total.inputs:,} of {asked.inputs:,} inputs, {rate:,.0f} a second, {total.found.total()} findings")
    for line in closing_lines(total, time.monotonic() - start):
        say(line)
    return 1 if total.found else 0


def closing_lines(total: Summary, seconds: float) -> Iterator[str]:
    """Yield the lines that close a run: what was run, what became of it, what it cost, what was found."""
    yield f"{total.inputs:,} inputs in {seconds:,.0f} s"
    yield from _counts("kinds", total.kinds)
    yield from _counts("targets", total.targets)
    yield from _counts("outcomes", total.outcomes)
    yield from _counts("inputs told of, by code", total.codes)
    yield f"of {total.measured:,} measured, at most {total.most_calls_per_byte:.0f} calls per byte"
    yield f"of {total.measured:,} measured, at most {total.most_memory_per_byte:.0f} bytes of memory per byte"
    yield f"{total.found.total()} findings"
    for signature, count in total.found.most_common():
        yield f"  {count} × {signature}"


def _counts(title: str, counts: Counter[str]) -> Iterator[str]:
    yield f"{title}: " + ", ".join(f"{name} {count:,}" for name, count in counts.most_common())


def _tell(finding: Finding, path: Path, say: Say) -> None:
    input = finding.input
    say(f"FOUND {input.name} ({input.kind}, {input.format}, {input.target}): {finding.what}")
    say(f"  input in {path}; again with: python -m tests.fuzz --reproduce {input.name}")


def _kept(finding: Finding, folder: Path) -> Path:
    """Write the input of a finding to a file, and what happened beside it; return the path of the first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{finding.input.name.replace(':', '-')}.{_suffix(finding.input)}"
    path.write_bytes(_content(finding.input))
    path.with_name(path.name + ".txt").write_bytes(text_bytes(f"{finding.what}\n\n{finding.details}"))
    return path


def _suffix(input: Input) -> str:
    return input.format if isinstance(input.content, bytes) else "txt" if isinstance(input.content, str) else "json"


def _content(input: Input) -> bytes:
    content: Any = input.content
    if isinstance(content, bytes):
        return content
    return text_bytes(content if isinstance(content, str) else json.dumps(content, indent=1))


def _reproduce(name: str, folder: Path, say: Say) -> int:
    seed, _, number = name.partition(":")
    input = make(int(seed), int(number))
    say(f"{name}: {input.kind}, read as {input.format} by {input.target!r}, {input.length:,} bytes")
    verdict, finding = run_one(input, Summary())
    if finding is None:
        say(f"{verdict}")
        return 0
    _tell(finding, _kept(finding, folder), say)
    say(finding.details)
    return 1


# --- nasty cases -----------------------------------------------------------------------------------------------------


def _nasty(word: str, say: Say) -> int:
    limit_memory()
    found = 0
    for name, format in nasty.names():
        if word not in name:
            continue
        try:
            nasty.judge(name, format)
            say(f"{name} ({format}): {nasty.time(name, format):.2f} s")
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            found += 1
            say(f"FOUND {name} ({format}): {type(error).__name__}: {str(error)[:500]}")
    say(f"{found} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
