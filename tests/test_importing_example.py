"""The analyses of ``examples/importing.py`` on real data, against what pandas computes straight from the tables."""

import re
from collections import Counter
from importlib import import_module
from pathlib import Path

import pandas
import pytest
from benchmarks import kept
from examples import importing

import peacetalks as pt
from peacetalks.codelists import crosswalk
from peacetalks.importers import plover, ucdp

pytestmark = pytest.mark.shared_data


@pytest.fixture(scope="module")
def pad(shared_data):
    path = shared_data / "ucdp-peace-agreements-221.csv"
    return ucdp.read(path), pandas.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def pa_x(shared_data):
    path = shared_data / "pax_all_agreements_data.csv"
    return import_module("peacetalks.importers.pax").read(path), pandas.read_csv(
        path, dtype=str, keep_default_na=False, encoding="utf-8-sig"
    )


def shares(frame, year, stage):
    """Return the share of each stage among the rows of a year, by pandas alone."""
    counted = frame.assign(year=year, stage=stage).query("stage != ''")
    found = counted.groupby("year").stage.value_counts(normalize=True)
    return {(int(of), name): pytest.approx(share) for (of, name), share in found.items()}


def codes(scheme, codelist):
    return {one.external_code: one.code for one in crosswalk(scheme, codelist)}


def test_shares_of_stages_by_year_in_ucdp(pad):
    dataset, frame = pad
    names = {"1": "comprehensive", "2": "partial", "3": "pre_negotiation"}
    expected = shares(frame, frame.pa_date.str[:4], frame.pa_type.map(names))
    assert importing.stages_by_year(dataset) == expected
    assert len(expected) > 30


def test_shares_of_stages_by_year_in_pa_x(pa_x):
    dataset, frame = pa_x
    names = codes("pax", "stage")
    assert importing.stages_by_year(dataset) == shares(frame, frame.Dat.str[:4], frame.Stage.map(names))


def test_agreements_on_prisoners_by_process_in_ucdp(pad):
    dataset, frame = pad
    counts = frame[frame.pris == "1"].groupby("procID").size()
    assert importing.prisoner_agreements_by_process(dataset) == {
        f"ucdp-process.{process}": count for process, count in counts.items()
    }


def test_agreements_on_prisoners_by_process_in_pa_x(pa_x):
    dataset, frame = pa_x
    columns = [one.external_code for one in crosswalk("pax", "topic") if one.code == importing.PRISONERS]
    assert "TjPrire" in columns
    counts = frame[(frame[columns].replace("", "0").astype(int) > 0).any(axis=1)].groupby("PP").size()
    assert importing.prisoner_agreements_by_process(dataset) == {
        f"pax-process.{process}": count for process, count in counts.items()
    }


def test_third_parties_by_frequency_in_ucdp(pad):
    """Governments outside every dyad, by their numbers and names alone, in all rows whose names have no comma."""
    _, frame = pad
    split = [(row, re.split(", *", row.actor_id.strip()), row.actor_name.split(",")) for row in frame.itertuples()]
    aligned = [(row, numbers, names) for row, numbers, names in split if len(numbers) == len(names)]
    assert len(aligned) > 0.98 * len(frame)
    counts = Counter(
        number
        for row, numbers, names in aligned
        for number, name in {*zip(numbers, map(str.strip, names), strict=True)}
        if name.startswith("Government of") and name not in row.dyad_name
    )
    dataset = ucdp.read(frame.loc[[row.Index for row, _, _ in aligned]].to_dict("records"))
    found = importing.third_parties_by_frequency(dataset)
    assert {number: found.get(f"ucdp-actor.{number}") for number in counts} == counts
    assert len(counts) > 40


def test_the_united_nations_as_a_third_party_in_pa_x(pa_x):
    """All rows that PA-X flags, and those others in which they are named."""
    dataset, frame = pa_x
    flagged = set(frame.AgtId[frame.ImUN == "1"])
    named = set(frame.AgtId[(frame.Part + frame.ThrdPart).str.contains("United Nations|UN|Nations Unies|ONU")])
    third = pt.query.third_parties(dataset)
    (found,) = (one for one in third if one.party == "pax-name.united-nations")
    told = {dataset[one.record].activity.removeprefix("pax.") for one in found.evidence}
    assert flagged <= told <= flagged | named
    assert importing.third_parties_by_frequency(dataset)[found.party] == len(told)
    assert len(flagged) > 200


PAGE = Path(__file__).resolve().parent.parent / "docs" / "importing.md"


def told(title, of):
    """Return the counts that the page of importing tells for a project, by column."""
    table = PAGE.read_text(encoding="utf-8").partition(f"| {title} {of} ")[2].partition("\n\n")[0]
    rows = [line.split("|") for line in table.splitlines()[2:]]
    return {
        name: int(cells.strip().replace(",", ""))
        for _, names, cells, *_ in rows
        for name in re.findall("`([^`]+)`", names)
    }


def test_the_page_tells_what_is_kept_verbatim(pad, pa_x, shared_data):
    events = plover.read(shared_data / "PLOVER_GSR_CAMEO.json")
    for title, of, dataset in (("UCDP", "column", pad[0]), ("PA-X", "column", pa_x[0]), ("PLOVER", "field", events)):
        assert told(title, of) == kept.kept(dataset)
