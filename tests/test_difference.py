"""What differs between two datasets: by hand on the examples and on small ones, and as laws over related ones."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given

import peacetalks as pt
from peacetalks.dataset import Difference, DifferenceError, FieldChange, Renaming
from peacetalks.dataset.renaming import ROUNDS, with_renamed
from tests.strategies.related import close_datasets, families

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

UPLANDS = pt.Party(id="uplands", name="Uplands", kind="state")
LOWLANDS = pt.Party(id="lowlands", name="Lowlands", kind="state")
GAZETTE = pt.Source(id="gazette", title="The Gazette")
DEMAND = pt.Demand(
    id="d",
    by=["uplands"],
    to=["lowlands"],
    kind="demand",
    text="The bridge is opened.",
    value=pt.Quantity(value=3, unit="days"),
    tags=["a", "b", "c"],
    history=[
        pt.StatusEvent(status="raised", date="2026-01"),
        pt.StatusEvent(status="met", date="2026-02", citations=[pt.Citation(source="gazette")]),
    ],
    extra={"pax:A": "1", "pax:B": "2"},
)
BEFORE = pt.Dataset.from_records([UPLANDS, LOWLANDS, GAZETTE, DEMAND], title="Talks of the Two Valleys")


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def changed(**fields):
    """The field changes of the demand after it is given other values."""
    difference = BEFORE.diff(BEFORE.with_records(attrs.evolve(DEMAND, **fields)))
    (change,) = difference.changed
    assert difference == Difference(changed=(change,))
    assert (change.id, change.before) == ("d", DEMAND)
    return [(one.path, one.before, one.after) for one in change.fields]


def renamed(dataset, **ids):
    """The dataset with other ids."""
    ids = {old.replace("_", "-"): new for old, new in ids.items()}
    return pt.Dataset.from_records([with_renamed(record, ids) for record in dataset], **dataset.header)


# --- records ----------------------------------------------------------------------------------------------------------


def test_equal_datasets_do_not_differ(article):
    assert not article.diff(article)
    assert article.diff(pt.load(EXAMPLES / "moscow-ultimatums.yaml")) == Difference()


def test_the_two_examples_share_six_ids(article, talks):
    difference = article.diff(talks)
    assert [change.id for change in difference.changed] == [
        "russia", "ukraine", "united-states", "talks", "sides-in-talks"
    ]  # fmt: skip
    in_both = [record.id for record in difference.removed if record.id in talks]
    assert in_both == ["further-talks"]
    assert [type(one) for one in difference.added if one.id == "further-talks"] == [pt.Round]
    assert [one.path for one in difference.header] == ["/title", "/description"]
    assert difference.renamed == ()


def test_added_and_removed_records_are_told_whole():
    bridge = pt.Place(id="bridge", name="Stone Bridge")
    after = BEFORE.with_records(bridge)
    assert BEFORE.diff(after) == Difference(added=(bridge,))
    assert after.diff(BEFORE) == Difference(removed=(bridge,))


def test_the_header_differs_by_field():
    after = attrs.evolve(BEFORE, title=None, created="2026-02-05", coverage=pt.Date("2026-02", text="in February"))
    assert BEFORE.diff(after).header == (
        FieldChange("/title", "Talks of the Two Valleys", None),
        FieldChange("/created", None, "2026-02-05"),
        FieldChange("/coverage", None, {"edtf": "2026-02", "text": "in February"}),
    )
    assert BEFORE.diff(after).apply(BEFORE) == after


# --- fields -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"kind": "offer"}, [("/kind", "demand", "offer")], id="a code"),
        pytest.param({"rationale": "Trade."}, [("/rationale", None, "Trade.")], id="a field that is new"),
        pytest.param({"date": "2026-02"}, [("/date", None, "2026-02")], id="a date"),
        pytest.param({"value": pt.Quantity(value=4, unit="days")}, [("/value/value", 3, 4)], id="inside an object"),
        pytest.param({"value": None}, [("/value", {"value": 3, "unit": "days"}, None)], id="an object that is gone"),
        pytest.param({"tags": "abxc"}, [("/tags/2", None, "x")], id="put into a list"),
        pytest.param({"tags": "ac"}, [("/tags/1", "b", None)], id="taken out of a list"),
        pytest.param({"tags": "axc"}, [("/tags/1", "b", "x")], id="changed in a list"),
        pytest.param(
            {"tags": "axyc"}, [("/tags/1", "b", None), ("/tags/1", None, "x"), ("/tags/2", None, "y")], id="one for two"
        ),
        pytest.param({"tags": ()}, [("/tags/0", "a", None), ("/tags/1", "b", None), ("/tags/2", "c", None)], id="none"),
        pytest.param({"tags": "aabc"}, [("/tags/1", None, "a")], id="put in twice"),
        pytest.param(
            {"extra": {"pax:B": "3", "pax:C": ""}},
            [("/extra/pax:A", "1", None), ("/extra/pax:B", "2", "3"), ("/extra/pax:C", None, "")],
            id="columns",
        ),
        pytest.param(
            {"history": [attrs.evolve(DEMAND.history[0], note="aloud"), DEMAND.history[1]]},
            [("/history/0/note", None, "aloud")],
            id="inside an event",
        ),
        pytest.param(
            {"history": DEMAND.history[1:]},
            [("/history/0", {"status": "raised", "date": "2026-01"}, None)],
            id="an event",
        ),
    ],
)
def test_fields_are_told_as_deep_as_they_differ(fields, expected):
    if isinstance(fields.get("tags"), str):
        fields["tags"] = list(fields["tags"])
    assert changed(**fields) == expected


def test_steps_of_a_path_are_escaped():
    assert changed(extra={"pax:A": "1", "pax:B": "2", "pax:a/b": "x"}) == [("/extra/pax:a~1b", None, "x")]


# --- renamed records --------------------------------------------------------------------------------------------------


def test_a_renamed_record_is_known_by_its_content_and_followed_by_all_that_refer_to_it(article):
    other = renamed(article, russia="rf", article="the-article")
    assert article.diff(other) == Difference(renamed=(Renaming("article", "the-article"), Renaming("russia", "rf")))
    assert article.diff(other).apply(article) == other


def test_a_record_that_refers_to_a_renamed_one_and_differs_too_is_told_by_what_else_differs():
    other = renamed(BEFORE, uplands="up").with_records(
        attrs.evolve(DEMAND, by=["up"], rationale="Trade."),
    )
    difference = BEFORE.diff(other)
    assert difference.renamed == (Renaming("uplands", "up"),)
    assert [[one.path for one in change.fields] for change in difference.changed] == [["/rationale"]]
    assert difference.apply(BEFORE) == other


def test_a_record_that_is_renamed_and_changed_is_another_one():
    other = BEFORE.without(["d"]).with_records(attrs.evolve(DEMAND, id="e", text="Other."))
    difference = BEFORE.diff(other)
    assert (difference.renamed, [one.id for one in difference.removed]) == ((), ["d"])


def test_what_refers_to_a_record_that_is_not_the_same_any_more_is_not_the_same():
    place = pt.Place(id="p", name="P", parent="q")
    before = pt.Dataset.from_records([place, pt.Place(id="q", name="Q")])
    after = pt.Dataset.from_records([attrs.evolve(place, id="x", parent="y"), pt.Place(id="y", name="Other")])
    assert before.diff(after).renamed == ()


TWINS = [pt.Source(id=id, title="The Gazette") for id in ("one", "two")]
OTHER_TWINS = [attrs.evolve(twin, id=id) for twin, id in zip(TWINS, ("uno", "due"), strict=True)]


def test_of_several_equal_records_none_is_called_renamed():
    before, after = pt.Dataset.from_records(TWINS), pt.Dataset.from_records(OTHER_TWINS)
    assert before.diff(after).renamed == ()
    assert len(before.diff(after).added) == len(before.diff(after).removed) == 2


def test_what_refers_to_equal_records_tells_which_is_which():
    before = pt.Dataset.from_records([*TWINS, attrs.evolve(UPLANDS, citations=[pt.Citation(source="one")])])
    after = pt.Dataset.from_records([*OTHER_TWINS, attrs.evolve(UPLANDS, citations=[pt.Citation(source="due")])])
    assert before.diff(after) == Difference(renamed=(Renaming("one", "due"), Renaming("two", "uno")))


def test_of_equal_records_the_one_that_has_a_pair_is_renamed():
    citing = attrs.evolve(UPLANDS, citations=[pt.Citation(source="one")])
    before = pt.Dataset.from_records([TWINS[0], citing])
    after = pt.Dataset.from_records([*OTHER_TWINS, attrs.evolve(UPLANDS, citations=[pt.Citation(source="due")])])
    assert before.diff(after) == Difference(added=(OTHER_TWINS[0],), renamed=(Renaming("one", "due"),))


def test_equal_records_are_told_apart_by_renamed_ones_that_refer_to_them():
    def party(id, source):
        return pt.Party(id=id, name="Uplands", kind="state", citations=[pt.Citation(source=source)])

    before = pt.Dataset.from_records([*TWINS, party("p", "one")])
    after = pt.Dataset.from_records([*OTHER_TWINS, party("q", "uno")])
    ids = [Renaming("one", "uno"), Renaming("p", "q"), Renaming("two", "due")]
    assert before.diff(after) == Difference(renamed=tuple(ids))


def test_records_that_refer_to_each_other_are_renamed_together():
    before = pt.Dataset.from_records([pt.Place(id=a, name=a.upper(), parent=b) for a, b in ("ab", "ba")])
    after = renamed(before, a="x", b="y")
    assert before.diff(after).renamed == (Renaming("a", "x"), Renaming("b", "y"))


def test_what_refers_to_equal_records_alike_is_not_renamed_either():
    citing = attrs.evolve(UPLANDS, citations=[pt.Citation(source=id) for id in ("one", "two")])
    before = pt.Dataset.from_records([*TWINS, citing])
    other = attrs.evolve(UPLANDS, id="up", citations=[pt.Citation(source=id) for id in ("uno", "due")])
    after = pt.Dataset.from_records([*OTHER_TWINS, other])
    difference = before.diff(after)
    assert difference.renamed == ()
    assert difference.apply(before) == after


def test_a_long_chain_of_equal_records_is_followed_only_so_far():
    places = [pt.Place(id=f"p{n}", name="P", parent=f"p{n - 1}" if n else None) for n in range(5 * ROUNDS)]
    before = pt.Dataset.from_records(places)
    after = renamed(before, **{place.id: f"q{place.id}" for place in places})
    difference = before.diff(after)
    assert 2 * ROUNDS <= len(difference.renamed) < len(places)
    assert difference.apply(before) == after


def test_two_ids_can_change_places():
    records = [pt.Source(id="x", title="X"), pt.Place(id="y", name="Y")]
    before = pt.Dataset.from_records(records)
    after = renamed(before, x="y", y="x")
    difference = before.diff(after)
    assert difference.renamed == (Renaming("x", "y"), Renaming("y", "x"))
    assert difference.apply(before) == after


def test_a_record_of_another_type_is_another_record():
    other = pt.Place(id="gazette", name="Gazette")
    before = pt.Dataset.from_records([GAZETTE])
    assert before.diff(pt.Dataset.from_records([other])) == Difference(added=(other,), removed=(GAZETTE,))


# --- applying ---------------------------------------------------------------------------------------------------------


def test_a_difference_can_be_applied_to_a_dataset_that_holds_more():
    bridge = pt.Place(id="bridge", name="Stone Bridge")
    difference = BEFORE.diff(renamed(BEFORE, uplands="up").with_records(attrs.evolve(LOWLANDS, name="Low")))
    after = difference.apply(BEFORE.with_records(bridge))
    assert after["bridge"] == bridge
    assert (after["d"].by, after["lowlands"].name) == (("up",), "Low")


def test_what_hinders_a_difference_is_told_at_once():
    bridge = pt.Place(id="bridge", name="Stone Bridge")
    target = (
        renamed(BEFORE, uplands="up").without(["d", "gazette"]).with_records(bridge, attrs.evolve(LOWLANDS, name="Low"))
    )
    difference = BEFORE.diff(attrs.evolve(target, title="Other"))
    with pytest.raises(DifferenceError) as refused:
        difference.apply(
            pt.Dataset.from_records([attrs.evolve(LOWLANDS, name="L"), attrs.evolve(UPLANDS, id="up"), bridge])
        )
    assert refused.value.reasons == (
        "the header has another title than before",
        "the source 'gazette' is not there",
        "the demand 'd' is not there",
        "the party 'lowlands' is not as it was before",
        "the record 'uplands', which is renamed, is not there",
        "there is a record 'up' already",
        "there is a record 'bridge' already",
    )
    assert isinstance(refused.value, pt.PeacetalksError)
    assert str(refused.value).splitlines() == list(refused.value.reasons)


def test_the_text_of_a_refusal_is_not_longer_than_it_can_be_read():
    many = pt.Dataset.from_records(pt.Place(id=f"p{number}", name="P") for number in range(30))
    with pytest.raises(DifferenceError) as refused:
        many.diff(pt.Dataset()).apply(pt.Dataset())
    assert len(refused.value.reasons) == 30
    assert str(refused.value).splitlines()[20:] == ["… and 10 more"]


def test_what_is_still_referred_to_cannot_be_removed():
    difference = pt.Dataset.from_records([UPLANDS]).diff(pt.Dataset())
    with pytest.raises(pt.ValidationError, match="dangling-reference"):
        difference.apply(attrs.evolve(BEFORE, title=None))


# --- laws -------------------------------------------------------------------------------------------------------------


@given(families(3))
def test_a_difference_applied_to_the_one_gives_the_other(family):
    for before in family:
        for after in family:
            difference = before.diff(after)
            assert difference.apply(before) == after
            assert bool(difference) == (before != after)


@given(close_datasets(), close_datasets())
def test_a_difference_tells_no_place_twice_and_nothing_that_is_alike(before, after):
    difference = before.diff(after)
    assert difference.apply(before) == after
    for change in difference.changed:
        assert len({(one.path, one.before is None) for one in change.fields}) == len(change.fields) > 0
        assert all(one.before != one.after for one in change.fields)


@given(families(0))
def test_renamed_ids_are_found_again(family):
    (before,) = family
    after = pt.Dataset.from_records(
        (with_renamed(record, {one.id: f"new.{index}" for index, one in enumerate(before)}) for record in before),
        **before.header,
    )
    difference = before.diff(after)
    assert difference.apply(before) == after
    assert difference.changed == ()
    looks = [attrs.evolve(record, id="same") for record in before]
    if len(set(looks)) == len(looks) and not any(before.referrers(record.id) for record in before):
        assert (difference.added, difference.removed) == ((), ())
