"""The first five minutes with peacetalks: ``python examples/quickstart.py``."""

from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

import peacetalks as pt

# A dataset is one file. Reading it is strict: it holds together, or you are told all that is wrong.
ds = pt.load(Path(__file__).with_name("moscow-ultimatums.yaml"))
print(f"{ds.title}: {len(ds)} records")

# Records are plain typed objects, kept in groups: ds.parties, ds.demands, ds.positions ...
print("\nWhat Russia wants")
for demand in ds.demands:
    if "russia" in demand.by:
        print(f"  {demand.kind:<9}  {demand.polarity or 'require':<7}  {demand.text}")

# They point at each other by id. Who points at the demand for recognition, and with which field?
print("\nWhat is said about d-recognition")
for reference in ds.referrers("d-recognition"):
    print(f"  {type(reference.record).__name__:<10}  {reference.record.id}, as its {reference.field}")

# Numbers keep what is not known about them, and every claim says where it comes from.
print("\nHow many prisoners?")
titles = {source.id: source.title for source in ds.sources}
for exchange in ds.exchanges:
    for event in exchange.history:
        citation = (event.citations or exchange.citations)[0]
        print(f"  {event.status}: {event.quantity}")
        print(f"  according to {citation.locator} of “{titles[citation.source]}”")

# Records do not change; you make new ones, and a new dataset. Here an issue gathers a demand.
issue = pt.Issue(id="end-of-sanctions", name="The end of sanctions", topics=["economy.sanctions"])
relief = next(demand for demand in ds.demands if demand.id == "d-lift-sanctions")
extended = ds.with_records(issue, attrs.evolve(relief, issue=issue.id))
print(f"\n{len(ds)} records before, {len(extended)} after; the issue is referred to by")
print(*(f"  {reference.record.id}" for reference in extended.referrers(issue.id)), sep="\n")

# A mistake never gets in, and you are told everything at once, with its place and what to do.
MISTAKEN = """
peacetalks: "1.0"
parties:
  - {id: russia, name: Russia, kind: state}
demands:
  - {id: d-new, by: [rusia], kind: demand, txt: The talks go on.}
"""
try:
    pt.loads(MISTAKEN, format="yaml")
except pt.ValidationError as error:
    print(f"\n{error}")

# Writing is canonical: the same records give the same bytes, whatever the order they came in.
with TemporaryDirectory() as folder:
    path = Path(folder) / "talks.json"
    pt.dump(extended, path)
    print(f"\n{path.name}: {path.stat().st_size} bytes; equal when read again: {pt.load(path) == extended}")
