"""What imported agreements tell at once: ``python examples/importing.py ucdp ucdp-peace-agreements-221.csv``.

Three analyses that a reader of the field knows, of the UCDP Peace Agreement Dataset (``ucdp``) or of PA-X (``pax``).
The data themselves are not part of this project; their publishers offer them.
"""

import sys
from collections import Counter
from importlib import import_module

import peacetalks as pt

PRISONERS = "humanitarian.prisoners"


def stages_by_year(ds: pt.Dataset) -> dict[tuple[int, str], float]:
    """Return the share that each stage has of the agreements of a year."""
    made = [(one.date.earliest.year, one.stage) for one in ds.agreements if one.date and one.stage]
    of_year, of_stage = Counter(year for year, _ in made), Counter(made)
    return {(year, stage): count / of_year[year] for (year, stage), count in sorted(of_stage.items())}


def prisoner_agreements_by_process(ds: pt.Dataset) -> dict[str, int]:
    """Return how many agreements of each process deal with prisoners."""
    found = pt.query.topic_coverage(ds, dealing_with=PRISONERS)
    return dict(Counter(one.process for one in found if one.process).most_common())


def third_parties_by_frequency(ds: pt.Dataset) -> dict[str, int]:
    """Return in how many agreements each third party took part, the most frequent first."""
    counts = {one.party: one.agreements.upper or 0 for one in pt.query.third_parties(ds)}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def main(scheme: str, path: str) -> None:
    """Print the three analyses of a file."""
    ds = import_module(f"peacetalks.importers.{scheme}").read(path)
    print(f"{ds.title}: {len(ds.agreements)} agreements, {len(ds)} records")
    print("\nShare of agreements per stage, by year")
    shares = stages_by_year(ds)
    for year in sorted({year for year, _ in shares})[-5:]:
        print(f"  {year}", *(f"{stage} {share:.0%}" for (of, stage), share in shares.items() if of == year), sep="  ")
    print("\nAgreements that deal with prisoners, by process")
    for process, count in list(prisoner_agreements_by_process(ds).items())[:5]:
        print(f"  {count:>4}  {ds[process].name}")
    print("\nThird parties by frequency")
    for party, count in list(third_parties_by_frequency(ds).items())[:5]:
        print(f"  {count:>4}  {ds[party].name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
