"""Processes that run inputs, and one that looks after them: what hangs, crashes or eats all memory is named."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from tests.fuzz.effort import PATIENCE
from tests.fuzz.inputs import make
from tests.fuzz.run import Finding, Summary, run

AT_ONCE = 2_000
"""Inputs after which a worker says what became of them."""

MOST_MEMORY = 6 * 2**30
"""Bytes of address space that a worker may have, so that what allocates without end fails, and nothing else does."""

Numbers = tuple[int, int]
"""The first number, and the one after the last."""

Work = Callable[[int, range, Callable[[int], object]], Summary]
"""Runs inputs of a seed by number, and notes each number first; :func:`tests.fuzz.run.run` or one like it."""

_context = multiprocessing.get_context("spawn")


class Worker:
    """A process that runs inputs, and what it is at."""

    def __init__(self, seed: int, work: Work) -> None:
        self.seed = seed
        self.numbers: Numbers = (0, 0)
        self.current = _context.RawValue("q", -1)
        self.trace = Path(tempfile.mkstemp(prefix="peacetalks-fuzz-", suffix=".trace")[1])
        self.pipe, theirs = _context.Pipe()
        self.process = _context.Process(
            target=_serve, args=(theirs, self.current, str(self.trace), seed, work), daemon=True
        )
        self.process.start()
        theirs.close()
        self._seen = (-1, time.monotonic())

    def begin(self, numbers: Numbers) -> None:
        """Let it run some inputs."""
        self.numbers = numbers
        self.current.value = -1
        self._seen = (-1, time.monotonic())
        self.pipe.send(numbers)

    def is_stuck(self, patience: float) -> bool:
        """Tell whether it has been at one input for longer than any may take."""
        number, since = self._seen
        if self.current.value != number:
            self._seen = (self.current.value, time.monotonic())
            return False
        return time.monotonic() - since > patience

    def end(self) -> str:
        """End the process, and return where it was."""
        if self.process.is_alive():
            assert self.process.pid is not None
            if hasattr(signal, "SIGUSR1"):
                self.process.join(0.1)
                _ask_where(self.process)
            self.process.kill()
        self.process.join()
        where = self.trace.read_text(encoding="utf-8", errors="replace")
        self.trace.unlink()
        return where


def _ask_where(process: Any) -> None:
    """Let a process write its stack into its file, and give it a moment to do so."""
    os.kill(process.pid, signal.SIGUSR1)
    process.join(0.5)


def limit_memory() -> None:
    """Let whoever allocates more than this process may have fail, and nobody else."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _serve(pipe: Connection, current: Any, trace: str, seed: int, work: Work) -> None:
    """Run what comes through the pipe, in a process of its own."""
    limit_memory()
    with Path(trace).open("w", encoding="utf-8") as file:
        faulthandler.enable(file)
        faulthandler.register(signal.SIGUSR1, file)

        def note(number: int) -> None:
            current.value = number

        while numbers := pipe.recv():
            pipe.send(work(seed, range(*numbers), note))


def supervised(
    seed: int, numbers: Numbers, *, jobs: int = 1, work: Work = run, patience: float = 1.5 * PATIENCE
) -> Iterator[Summary]:
    """Yield what became of inputs, some thousands at a time.

    An input that hangs where no signal reaches Python, or ends its process, is a finding too; the others of its
    thousands are run again.

    Args:
        seed: Their seed.
        numbers: Their numbers.
        jobs: Processes that run them.
        work: Runs inputs.
        patience: Seconds after which a process is given up.
    """
    first, end = numbers
    waiting = [(start, min(start + AT_ONCE, end)) for start in range(first, end, AT_ONCE)][::-1]
    workers: list[Worker] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                workers.append(Worker(seed, work))
                workers[-1].begin(waiting.pop())
            wait([worker.pipe for worker in workers], timeout=min(1.0, patience))
            for worker in list(workers):
                summary = _received(worker)
                if summary is not None:
                    yield summary
                    if waiting:
                        worker.begin(waiting.pop())
                    else:
                        workers.remove(worker)
                        worker.pipe.send(None)
                        worker.process.join()
                        worker.trace.unlink()
                elif worker.is_stuck(patience) or not worker.process.is_alive():
                    workers.remove(worker)
                    yield _lost(worker, waiting)
    finally:
        for worker in workers:
            worker.process.kill()
            worker.end()


def _received(worker: Worker) -> Summary | None:
    try:
        return worker.pipe.recv() if worker.pipe.poll() else None
    except EOFError:
        worker.process.join(5)
        return None


def _lost(worker: Worker, waiting: list[Numbers]) -> Summary:
    """Return the finding of a worker that is no more, and put the rest of what it was to run in line again."""
    number, (first, end) = worker.current.value, worker.numbers
    was_alive = worker.process.is_alive()
    where = worker.end()
    if number < 0:
        msg = f"a worker ended before it came to its first input: {where}"
        raise RuntimeError(msg)
    waiting += [part for part in ((number + 1, end), (first, number)) if part[0] < part[1]]
    what = "it hangs where no signal reaches it" if was_alive else f"its process ended with {worker.process.exitcode}"
    summary = Summary(inputs=1)
    summary.add_finding(Finding(make(worker.seed, number), what, where))
    return summary
