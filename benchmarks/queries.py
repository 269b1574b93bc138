"""What questions cost as a dataset grows, beside the same question asked of other tools.

Run ``python benchmarks/queries.py``; ``--help`` tells what can be chosen. A question is asked of a dataset that has not
answered any, so that its indexes are made (``first``), and once more (``again``). Sizes and states of the collector
take turns in every round. Go by growth and by ratios, in processor time. Times are medians; growth compares the fastest
rounds, since whatever disturbs a round only ever adds to it. Bounds are judged with the collector paused: while many
answers are made, it walks again and again over all that a process holds, whatever the question.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs
from measuring import COLLECTORS, PAUSED, Bound, collector, installed, machine, number, timed, versions
from synthetic import document

import peacetalks as pt
from peacetalks.cli.query import helpers

GREATEST_GROWTH = 12.0
"""How many times as long a question may take of ten times as many records."""

SMALLEST_COST = 0.001
"""Seconds below which growth is not judged: a question that hardly reads anything says nothing about growth."""

AFTER_EVERYTHING = "2040-01-01"
"""A day after all that the made-up datasets tell."""

DEMAND, PARTY = "demand-00003-004", "party-00003-000"
"""Records that every dataset has."""

NEEDED: Mapping[str, Mapping[str, str]] = {"prerequisites": {"of": DEMAND}}
"""What questions are narrowed by that cannot do without."""


@attrs.frozen
class Question:
    """Something that is asked of a dataset."""

    name: str
    ask: Callable[[pt.Dataset, str], Sequence[object]]
    """Asks it of a dataset; gets a day by which half of that was known, too."""


def questions() -> Iterator[Question]:
    """Yield every question there is, and what was known on a day."""

    def asked(function: Callable[..., Any], filters: Mapping[str, str]) -> Callable[[pt.Dataset, str], Any]:
        return lambda dataset, _: function(dataset, at=AFTER_EVERYTHING, **filters)

    for name, helper in helpers().items():
        yield Question(name, asked(helper.function, NEEDED.get(name, {})))
    yield Question("as_known", lambda dataset, day: pt.query.as_known(dataset, known_by=day).records)


def middle(dataset: pt.Dataset) -> str:
    """Return the day by which half of the demands had been made."""
    days = sorted(str(demand.date) for demand in dataset.demands)
    return days[len(days) // 2]


# --- the same questions, asked of other tools ------------------------------------------------------------------------


@attrs.frozen
class Contest:
    """One question, as we and others answer it."""

    question: str
    ours: Callable[[pt.Dataset], object]
    others: Mapping[str, Callable[[pt.Dataset], Callable[[], object]]]
    """By tool: puts a dataset into the tool, and returns what asks it."""


CONTESTS = (
    Contest(
        "stances on one demand",
        lambda dataset: pt.query.stances(dataset, about=DEMAND),
        {"stix2": lambda dataset: _stix_stances(dataset), "pandas": lambda dataset: _pandas_stances(dataset, DEMAND)},
    ),
    Contest(
        "stances, all of them",
        lambda dataset: pt.query.stances(dataset),
        {"pandas": lambda dataset: _pandas_stances(dataset)},
    ),
    Contest(
        "demands of one party",
        lambda dataset: pt.query.demands(dataset, by=PARTY),
        {"stix2": lambda dataset: _stix_demands(dataset), "pandas": lambda dataset: _pandas_demands(dataset)},
    ),
    Contest(
        "exchange totals by month",
        lambda dataset: pt.query.exchange_totals(dataset, period="month"),
        {"pandas": lambda dataset: _pandas_totals(dataset)},
    ),
    Contest(
        "attendance in all rounds",
        lambda dataset: pt.query.attendance(dataset),
        {"pandas": lambda dataset: _pandas_attendance(dataset)},
    ),
)


def _stix_id(kind: str, id: str) -> str:
    return f"{kind}--{uuid.uuid5(uuid.NAMESPACE_URL, id)}"


def _stix_stances(dataset: pt.Dataset) -> Callable[[], object]:
    import stix2

    opinions = [
        stix2.Opinion(
            id=_stix_id("opinion", one.id),
            opinion="disagree",
            authors=list(one.by),
            explanation=one.stance,
            object_refs=[_stix_id("report", target) for target in one.about],
        )
        for one in dataset.positions
    ]
    store = stix2.MemoryStore(opinions)
    wanted = [
        stix2.Filter("type", "=", "opinion"),
        stix2.Filter("object_refs", "=", _stix_id("report", DEMAND)),
    ]
    return lambda: store.query(wanted)


def _stix_demands(dataset: pt.Dataset) -> Callable[[], object]:
    import stix2

    reports = [
        stix2.Report(
            id=_stix_id("report", one.id),
            name=one.text,
            created_by_ref=_stix_id("identity", one.by[0]),
            published=f"{one.date}T00:00:00Z",
            object_refs=[_stix_id("identity", party) for party in one.to],
        )
        for one in dataset.demands
    ]
    store = stix2.MemoryStore(reports)
    wanted = [
        stix2.Filter("type", "=", "report"),
        stix2.Filter("created_by_ref", "=", _stix_id("identity", PARTY)),
    ]
    return lambda: store.query(wanted)


def _pandas_stances(dataset: pt.Dataset, about: str | None = None) -> Callable[[], object]:
    import pandas

    frame = pandas.DataFrame(
        [
            {"party": party, "target": target, "stance": one.stance, "date": str(one.date)}
            for one in dataset.positions
            for party in one.by
            for target in one.about
        ]
    )

    def ask() -> object:
        wanted = frame if about is None else frame[frame.target == about]
        return wanted.sort_values("date").groupby(["party", "target"]).last()

    return ask


def _pandas_demands(dataset: pt.Dataset) -> Callable[[], object]:
    import pandas

    frame = pandas.DataFrame(
        [{"id": one.id, "party": party, "date": str(one.date)} for one in dataset.demands for party in one.by]
    )
    return lambda: frame[frame.party == PARTY].sort_values("date")


def _pandas_totals(dataset: pt.Dataset) -> Callable[[], object]:
    import pandas

    rows = [
        {
            "month": str(event.date)[:7],
            "status": event.status,
            "from": leg.from_party,
            "to": leg.to_party,
            "count": leg.quantity.value if leg.quantity else None,
        }
        for one in dataset.exchanges
        for event in one.history
        for leg in event.legs
    ]
    frame = pandas.DataFrame(rows)
    return lambda: frame.groupby(["month", "status", "from", "to"])["count"].sum()


def _pandas_attendance(dataset: pt.Dataset) -> Callable[[], object]:
    import pandas

    present = pandas.DataFrame(
        [
            {"activity": one.activity, "party": party, "role": one.role, "attendance": one.attendance}
            for one in dataset.participations
            for party in one.parties
        ]
    )
    rounds = pandas.DataFrame([{"activity": one.id, "date": str(one.date)} for one in dataset.rounds])
    return lambda: present.merge(rounds, on="activity").sort_values(["date", "party"])


# --- measuring -------------------------------------------------------------------------------------------------------

TURNS = ("first", "again")
"""How often a question is asked of a dataset."""

Samples = dict[tuple[str, str, str], dict[int, list[float]]]
"""Seconds of the processor by question, what was measured of it, and collector; for each size."""


def measured(datasets: Mapping[int, pt.Dataset], rounds: int, wanted: Sequence[str]) -> tuple[Samples, dict[str, int]]:
    """Return what questions cost, first and again, and how many answers they have in the largest dataset.

    Args:
        datasets: Datasets by size.
        rounds: How often each is asked.
        wanted: Names of the questions; all of them where there is none.
    """
    samples: Samples = {}
    answers: dict[str, int] = {}
    for _ in range(rounds):
        for question in (one for one in questions() if not wanted or one.name in wanted):
            for size, dataset in datasets.items():
                day = middle(dataset)
                for state in COLLECTORS:
                    fresh = pt.Dataset.from_records(dataset.records, **dataset.header)
                    with collector(state):
                        for turn in TURNS:
                            found, cost = timed(question.ask, fresh, day)
                            answers[question.name] = len(found)
                            by_size = samples.setdefault((question.name, turn, state), {})
                            by_size.setdefault(size, []).append(cost.processor)
    return samples, answers


def contest(dataset: pt.Dataset, rounds: int) -> Iterator[str]:
    """Yield a line for each question that others can answer too: how many times as long ours takes, first and again."""
    yield f"{'ours : theirs':<34}{'first':>10}{'again':>10}{'first':>14}{'again':>10}"
    yield f"{'':<34}{'as a user has it':>20}{'paused':>24}"
    for one in CONTESTS:
        for tool, enter in one.others.items():
            if not installed(tool):
                continue
            ask = enter(dataset)
            cells = []
            for state in COLLECTORS:
                ratios: dict[str, list[float]] = {}
                for _ in range(rounds):
                    fresh = pt.Dataset.from_records(dataset.records, **dataset.header)
                    with collector(state):
                        _, theirs = timed(ask)
                        for turn in TURNS:
                            _, ours = timed(one.ours, fresh)
                            ratios.setdefault(turn, []).append((ours / theirs).wall)
                cells.append("".join(f"{number(statistics.median(ratios[turn])):>10}" for turn in ratios))
            yield f"{one.question + ' : ' + tool:<34}{'    '.join(cells)}"


def table(samples: Samples, answers: Mapping[str, int], sizes: Sequence[int]) -> Iterator[str]:
    """Yield the lines about all questions."""
    columns = "".join(f"{f'{size:,}':>9}" for size in sizes)
    yield f"{'':<35}{'first':^{len(columns)}}{'growth':>9}{'paused':>8}{'again':^{len(columns)}}"
    yield f"{'ms of the processor':<26}{'answers':>9}{columns}{'':>17}{columns}"
    for name, count in answers.items():
        cells = [f"{name:<26}{count:>9,}"]
        for turn in TURNS:
            used, paused = (samples[name, turn, state] for state in COLLECTORS)
            cells.append("".join(f"{number(statistics.median(one) * 1000):>9}" for one in used.values()))
            if turn == "first":
                cells.append(f"{number(growth(used)):>9}{number(growth(paused)):>8}")
        yield "".join(cells)


def growth(by_size: Mapping[int, Sequence[float]]) -> float:
    """Return how many times as long the fastest round of the largest size takes as that of the smallest."""
    return min(by_size[max(by_size)]) / min(by_size[min(by_size)])


def bounds(samples: Samples, answers: Mapping[str, int], sizes: Sequence[int]) -> Iterator[Bound]:
    """Yield the promise of every question: that its cost grows with the records, and no faster."""
    times = sizes[-1] / sizes[0]
    for name in answers:
        for turn in TURNS:
            found = samples[name, turn, PAUSED]
            if min(found[sizes[-1]]) >= SMALLEST_COST:
                promise = f"{name}, {turn}, of {sizes[-1]:,} records against {sizes[0]:,}"
                yield Bound(promise, growth(found), GREATEST_GROWTH * times / 10)


# --- the run ---------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    chosen = _arguments(arguments)
    sizes = chosen.records
    print(
        f"{machine()}; {versions('attrs')}; beside {versions('stix2', 'pandas') or 'nothing'}; {chosen.repeat} rounds"
    )
    datasets = {size: pt.loads(json.dumps(document(size))) for size in sizes}
    if chosen.quick:
        gc.freeze()  # what was imported is not looked through before every question
    samples, answers = measured(datasets, chosen.repeat, chosen.questions)
    print("", *table(samples, answers, sizes), sep="\n")
    if not chosen.questions:
        print("", *contest(datasets[sizes[-1]], chosen.repeat), sep="\n")
    promises = list(bounds(samples, answers, sizes))
    print("", *(one for one in promises if not one.holds), sep="\n")
    worst = max(promises, key=lambda one: one.found)
    print(f"{sum(one.holds for one in promises)} of {len(promises)} promises hold; the nearest to its bound is")
    print(worst)
    return int(chosen.is_asserted and not all(one.holds for one in promises))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--records", type=_sizes, default=[10_000, 100_000], help="sizes, as 10000,100000")
    parser.add_argument("--repeat", type=int, default=5, help="rounds (default: %(default)s)")
    parser.add_argument("--questions", nargs="+", default=[], metavar="NAME", help="only these, and no other tools")
    parser.add_argument("--quick", action="store_true", help="one round of small sizes, to see that it runs")
    parser.add_argument("--assert", action="store_true", dest="is_asserted", help="exit 1 if a bound is broken")
    chosen = parser.parse_args(arguments)
    if chosen.quick:
        chosen.records, chosen.repeat = [400, 800], 1
    return chosen


def _sizes(text: str) -> list[int]:
    return sorted(map(int, text.split(",")))


if __name__ == "__main__":
    sys.exit(main())
