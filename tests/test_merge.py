"""Merging: by hand on the examples and on small datasets, and as laws over datasets that have much in common."""

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.dataset import Merge, MergeConflict
from peacetalks.dataset.conflict import REASONS
from tests.strategies.related import close_datasets, families

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

UPLANDS = pt.Party(id="uplands", name="Uplands", kind="state")
LOWLANDS = pt.Party(id="lowlands", name="Lowlands", kind="state")
GAZETTE = pt.Source(id="gazette", title="The Gazette")
HERALD = pt.Source(id="herald", title="The Herald")
WORLD = (UPLANDS, LOWLANDS, GAZETTE, HERALD)

FROM_GAZETTE, FROM_HERALD = pt.Citation(source="gazette"), pt.Citation(source="herald")


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


@pytest.fixture(scope="module")
def talks():
    return pt.load(EXAMPLES / "abu-dhabi-2026.yaml")


def demand(**fields):
    return pt.Demand(**{"id": "d", "by": ["uplands"], "kind": "demand", "text": "The bridge is opened."} | fields)


def dataset(*records, **header):
    return pt.Dataset.from_records([*WORLD, *records], **header)


def merged(ours, theirs, base=None):
    """The merge of three versions of one record; conflicts as kinds and paths."""
    result = dataset(ours).merge(dataset(theirs), base=base and dataset(base))
    return result.dataset[ours.id], [(conflict.kind, conflict.path) for conflict in result.conflicts]


def united(field, ours, theirs, base=None):
    """The merge of three versions of one field of a demand."""
    versions = [None if value is None else demand(**{field: value}) for value in (ours, theirs, base)]
    record, conflicts = merged(*versions)
    return getattr(record, field), conflicts


def event(status, date=None, **fields):
    return pt.StatusEvent(status=status, date=date, **fields)


# --- the two examples -------------------------------------------------------------------------------------------------


def test_the_examples_become_one(article, talks):
    merge = article.merge(talks)
    assert [(one.record, one.path, one.kind) for one in merge.conflicts] == [
        (None, "/description", "differs"),
        (None, "/title", "differs"),
        ("further-talks", "", "type"),
        ("talks", "/name", "differs"),
    ]
    assert len(merge.dataset) == len(article) + len(talks) - 6
    assert [problem for problem in pt.check(merge.dataset) if problem.severity == "error"] == []
    assert merge.dataset["talks"].name == "Peace talks on Ukraine and Russia"
    assert merge.conflicts[-1].theirs == "Trilateral talks of Ukraine, Russia and the United States"


def test_claims_about_a_state_stand_side_by_side(article, talks):
    russia = article.merge(talks).dataset["russia"]
    assert russia.other_names == article["russia"].other_names
    assert {citation.source for citation in russia.citations} == {"article", "abc-news", "anews.com.tr"}
    assert [one.supports for one in russia.citations if one.locator == "S9"] == [("/other_names/1",)]


def test_one_id_for_two_things_keeps_ours(article, talks):
    assert isinstance(article.merge(talks).dataset["further-talks"], pt.Assessment)
    (conflict,) = (one for one in talks.merge(article).conflicts if one.kind == "type")
    assert (conflict.ours["process"], conflict.theirs["kind"], conflict.base) == ("talks", "feasibility", None)


def test_a_merge_is_a_dataset_and_its_conflicts(article):
    assert article.merge(article) == Merge(article, ())


# --- fields with one value --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "expected"),
    [
        pytest.param({"rationale": "A."}, {"rationale": "A."}, None, ("A.", []), id="alike"),
        pytest.param({"rationale": "A."}, {}, None, ("A.", []), id="only ours"),
        pytest.param({}, {"rationale": "A."}, None, ("A.", []), id="only theirs"),
        pytest.param(
            {"rationale": "A."}, {"rationale": "B."}, None, ("A.", [("differs", "/rationale")]), id="not alike"
        ),
        pytest.param({"rationale": "A."}, {"rationale": "B."}, {"rationale": "A."}, ("B.", []), id="theirs changed"),
        pytest.param({"rationale": "A."}, {"rationale": "B."}, {"rationale": "B."}, ("A.", []), id="ours changed"),
        pytest.param({"rationale": "A."}, {}, {"rationale": "A."}, (None, []), id="theirs took out"),
        pytest.param({}, {"rationale": "A."}, {"rationale": "A."}, (None, []), id="ours took out"),
        pytest.param({"rationale": "A."}, {"rationale": "A."}, {}, ("A.", []), id="both changed alike"),
        pytest.param(
            {"rationale": "A."}, {"rationale": "B."}, {}, ("A.", [("differs", "/rationale")]), id="both changed"
        ),
        pytest.param(
            {}, {"rationale": "B."}, {"rationale": "A."}, (None, [("differs", "/rationale")]), id="out and changed"
        ),
    ],
)
def test_a_field_with_one_value(ours, theirs, base, expected):
    # another field keeps the three records apart, so that the field has to be looked at
    ours, theirs = demand(note="ours", **ours), demand(note="ours", consequence="War.", **theirs)
    record, conflicts = merged(ours, theirs, None if base is None else demand(note="base", **base))
    assert (record.rationale, [one for one in conflicts if one[1] == "/rationale"]) == expected


def test_a_quantity_is_one_value():
    one, other = pt.Quantity(value=3, unit="days"), pt.Quantity(lower=3, upper=4)
    assert united("value", one, other) == (one, [("differs", "/value")])


def test_a_conflict_names_what_each_side_says():
    (conflict,) = dataset(demand()).merge(dataset(demand(text="Other.")), base=dataset(demand(text="First."))).conflicts
    assert conflict == MergeConflict("d", "/text", "differs", "The bridge is opened.", "Other.", "First.")
    assert str(conflict) == "d /text: the two sides differ; ours is kept"


def test_nought_is_a_value():
    ours, theirs = (pt.Agreement(id="a", name="A", outstanding_issues=number) for number in (0, 1))
    (conflict,) = dataset(ours).merge(dataset(theirs)).conflicts
    assert (conflict.ours, conflict.theirs) == (0, 1)


def test_outside_columns_are_merged_one_by_one():
    ours, theirs = {"pax:A": "1", "pax:B": "2"}, {"pax:B": "3", "pax:C": "4"}
    value, conflicts = united("extra", ours, theirs)
    assert (dict(value), conflicts) == ({"pax:A": "1", "pax:B": "2", "pax:C": "4"}, [("differs", "/extra/pax:B")])


def test_outside_columns_since_a_base():
    ours, theirs, base = {"pax:A": "1", "pax:B": "2"}, {"pax:B": "3", "pax:C": "4"}, {"pax:A": "1", "pax:B": "2"}
    value, conflicts = united("extra", ours, theirs, base)
    assert (dict(value), conflicts) == ({"pax:B": "3", "pax:C": "4"}, [])


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "base", "expected"),
    [
        pytest.param("ba", "ba", None, "ba", id="alike"),
        pytest.param("ba", "", None, "ba", id="only ours"),
        pytest.param("", "ba", None, "ba", id="only theirs"),
        pytest.param("ba", "ab", None, "ab", id="another order"),
        pytest.param("ca", "ba", None, "abc", id="some in common"),
        pytest.param("aa", "b", None, "aab", id="twice in one"),
        pytest.param("cb", "ca", "cba", "c", id="both took out"),
        pytest.param("cbad", "cba", "cba", "cbad", id="ours put in"),
        pytest.param("bca", "cbad", "bca", "cbad", id="theirs put in"),
        pytest.param("cax", "cby", "cba", "cxy", id="both put in and took out"),
        pytest.param("cx", "cx", "ba", "cx", id="both changed alike"),
        pytest.param("", "ba", "ba", "", id="ours took out all"),
    ],
)
def test_lists(ours, theirs, base, expected):
    ours, theirs, base = (None if tags is None else list(tags) for tags in (ours, theirs, base))
    assert united("tags", ours, theirs, base) == (tuple(expected), [])


def test_what_a_record_needs_is_not_taken_out_by_two_halves():
    both, one, other = ["uplands", "lowlands"], ["uplands"], ["lowlands"]
    assert united("by", one, other, both) == (("uplands",), [("emptied", "/by")])


def test_a_position_keeps_what_makes_it_one():
    def position(**fields):
        return pt.Position(id="p", by=["uplands"], about=["lowlands"], **fields)

    base = position(stance="opposes", concession="full")
    ours, theirs = position(stance="opposes"), position(concession="full")
    assert merged(ours, theirs, base) == (ours, [("emptied", "/stance")])
    assert merged(ours, theirs) == (base, [])


# --- histories --------------------------------------------------------------------------------------------------------

RAISED, MET = event("raised", "2026-01"), event("met", "2026-02")
SAME_DAY = [event(status, "2026-01-05") for status in ("raised", "modified", "met")]
ORDER = [("order", "/history")]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "conflicts"),
    [
        pytest.param([MET], [RAISED], [RAISED, MET], [], id="by date"),
        pytest.param([MET, RAISED], [MET, RAISED], [MET, RAISED], [], id="alike, in the author's order"),
        pytest.param([MET, RAISED], [], [MET, RAISED], [], id="only ours"),
        pytest.param(
            [attrs.evolve(RAISED, note="b")],
            [attrs.evolve(RAISED, note="a")],
            [attrs.evolve(RAISED, note="a"), attrs.evolve(RAISED, note="b")],
            [],
            id="two claims of one status and date",
        ),
        pytest.param(SAME_DAY[:2], SAME_DAY, SAME_DAY, [], id="a sequence that one side has"),
        pytest.param(SAME_DAY, SAME_DAY[1:], SAME_DAY, [], id="a sequence that the other side has"),
        pytest.param(SAME_DAY[:1], SAME_DAY[1:], SAME_DAY, ORDER, id="a sequence that neither has"),
        pytest.param(SAME_DAY[1:], SAME_DAY[:1], [*SAME_DAY[1:], SAME_DAY[0]], ORDER, id="ours comes first"),
        pytest.param(SAME_DAY[:2], SAME_DAY[1::-1], SAME_DAY[:2], ORDER, id="two orders"),
        pytest.param([RAISED], [event("met")], [RAISED, event("met")], ORDER, id="without a date"),
        pytest.param(
            [RAISED],
            [event("met", pt.Date(text="soon"))],
            [RAISED, event("met", pt.Date(text="soon"))],
            ORDER,
            id="words",
        ),
        pytest.param([event("met"), RAISED], [RAISED], [event("met"), RAISED], [], id="without a date, and known"),
        pytest.param([event("met")], [MET], [MET, event("met")], [], id="without a date, of one status"),
    ],
)
def test_histories(ours, theirs, expected, conflicts):
    assert united("history", ours, theirs) == (tuple(expected), conflicts)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param([*SAME_DAY[:1], MET], SAME_DAY[:2], [*SAME_DAY[:2], MET], id="theirs changed the day"),
        pytest.param(SAME_DAY[:2], [*SAME_DAY[:1], MET], [*SAME_DAY[:2], MET], id="ours changed the day"),
    ],
)
def test_histories_since_a_base(ours, theirs, expected):
    assert united("history", ours, theirs, SAME_DAY[:1]) == (tuple(expected), [])


def test_the_order_of_a_day_may_be_changed_by_one_side():
    base = [*SAME_DAY[:2], MET]
    ours, theirs = [*SAME_DAY[1::-1], MET], [*SAME_DAY[:2], event("met", "2026-03")]
    expected = (*SAME_DAY[1::-1], event("met", "2026-03"))
    assert united("history", ours, theirs, base) == (expected, [])
    assert united("history", theirs, ours, base) == (expected, [])


def test_an_event_does_not_pass_for_a_claim_of_sources_that_do_not_tell_of_it():
    ours = demand(citations=[FROM_GAZETTE], history=[RAISED])
    theirs = demand(citations=[FROM_HERALD], history=[MET])
    record, conflicts = merged(ours, theirs)
    assert record.history == (RAISED, MET)
    assert conflicts == [("sources", "/history/0"), ("sources", "/history/1")]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param({"history": [RAISED]}, {"history": [RAISED]}, id="both tell of it"),
        pytest.param({"history": [attrs.evolve(RAISED, citations=[FROM_GAZETTE])]}, {}, id="cited itself"),
        pytest.param({}, {"history": [RAISED], "citations": [FROM_GAZETTE, FROM_HERALD]}, id="all sources tell of it"),
        pytest.param(
            {"citations": [pt.Citation(source="gazette", supports=["/text"])]}, {"history": [RAISED]}, id="of the text"
        ),
    ],
)
def test_an_event_that_rests_on_its_own_sources_is_no_conflict(ours, theirs):
    ours, theirs = {"citations": [FROM_GAZETTE]} | ours, {"citations": [FROM_HERALD]} | theirs
    assert merged(demand(**ours), demand(**theirs))[1] == []


def test_a_source_of_whole_histories_is_a_source_of_an_event():
    ours = demand(citations=[pt.Citation(source="gazette", supports=["/history"])])
    assert merged(ours, demand(citations=[FROM_HERALD], history=[RAISED]))[1] == [("sources", "/history/0")]


# --- pointers ---------------------------------------------------------------------------------------------------------


def pointing(*paths):
    return [pt.Annotation(motivation="unknown", path=path) for path in paths]


def test_pointers_follow_what_they_lead_to():
    ours = demand(history=[MET], tags=["b"], annotations=pointing("/history/0/date", "/tags/0", "/history", "/text"))
    theirs = demand(history=[RAISED], tags=["a"], annotations=pointing("/history/0/date"))
    record, conflicts = merged(ours, theirs)
    assert conflicts == []
    assert (record.history, record.tags) == ((RAISED, MET), ("a", "b"))
    assert {one.path for one in record.annotations} == {
        "/history", "/text", "/history/1/date", "/tags/1", "/history/0/date"
    }  # fmt: skip


def test_items_that_differ_only_in_where_they_point_stand_in_the_order_of_what_they_point_to():
    for ours, theirs in ("ab", "ba"):
        sides = (demand(tags=[tag], annotations=pointing("/tags/0")) for tag in (ours, theirs))
        record, _ = merged(*sides)
        assert [one.path for one in record.annotations] == ["/tags/0", "/tags/1"]


def test_pointers_that_lead_to_the_same_are_the_same():
    ours = demand(history=[RAISED, MET], annotations=pointing("/history/1"))
    theirs = demand(history=[MET], annotations=pointing("/history/0"))
    assert merged(ours, theirs) == (ours, [])


def test_an_event_is_the_same_wherever_it_stands():
    def cited(path):
        return attrs.evolve(MET, citations=[attrs.evolve(FROM_GAZETTE, supports=[path])])

    ours = demand(history=[RAISED, cited("/history/1/date")])
    theirs = demand(history=[cited("/history/0/date")])
    assert merged(ours, theirs) == (ours, [])


def test_items_that_point_to_different_items_are_not_the_same():
    ours = demand(history=[RAISED], annotations=pointing("/history/0"))
    theirs = demand(history=[MET], annotations=pointing("/history/0"))
    record, _ = merged(ours, theirs)
    assert sorted(one.path for one in record.annotations) == ["/history/0", "/history/1"]


def test_items_that_point_to_each_other_are_known():
    def circle(first, second):
        citations = [FROM_HERALD, attrs.evolve(FROM_GAZETTE, supports=[second]), pt.Citation(source="gazette")]
        return demand(citations=citations, annotations=pointing(first), tags=["a"])

    ours = circle("/citations/1", "/annotations/0")
    theirs = attrs.evolve(ours, tags=["b"])
    record, conflicts = merged(ours, theirs)
    assert (record, conflicts) == (attrs.evolve(ours, tags=["a", "b"]), [])


def test_a_pointer_to_nothing_leads_to_nothing_afterwards():
    ours = demand(tags=["b"], annotations=pointing("/tags/1", "/tags/3", "/no~such/0", "tags/0", "/tags/01", "/text/0"))
    record, _ = merged(ours, demand(tags=["a", "c"]))
    assert [one.path for one in record.annotations] == [
        "/tags/3", "/tags/5", "/no~such/0", "tags/0", "/tags/01", "/text/0"
    ]  # fmt: skip


def test_of_equal_items_a_pointer_leads_to_the_first():
    ours = demand(tags=["b", "b"], annotations=pointing("/tags/1"))
    record, _ = merged(ours, demand(tags=["a"]))
    assert (record.tags, record.annotations[0].path) == (("a", "b", "b"), "/tags/1")


def test_what_a_pointer_of_the_other_side_leads_to_is_not_taken_out():
    base = demand(history=[RAISED, MET])
    ours, theirs = demand(history=[MET]), demand(history=[RAISED, MET], annotations=pointing("/history/0"))
    record, conflicts = merged(ours, theirs, base)
    assert (record, conflicts) == (theirs, [("needed", "/history")])
    assert merged(theirs, ours, base) == (theirs, [("needed", "/history")])


def test_what_points_to_what_was_taken_out_may_go_with_it():
    base = demand(history=[RAISED, MET], annotations=pointing("/history/0"))
    ours = demand(history=[MET])
    assert merged(ours, attrs.evolve(base, tags=["a"]), base) == (demand(history=[MET], tags=["a"]), [])


# --- records ----------------------------------------------------------------------------------------------------------

BRIDGE = pt.Place(id="bridge", name="Stone Bridge")
AT_BRIDGE = pt.Round(id="r", place="bridge")


def conflicts_of(merge):
    return [(one.record, one.kind) for one in merge.conflicts]


def test_records_of_either_are_in_the_merge():
    assert dataset(BRIDGE).merge(dataset(demand())) == Merge(dataset(BRIDGE, demand()), ())


def test_a_record_that_one_side_deleted_is_gone():
    assert dataset(BRIDGE).merge(dataset(), base=dataset(BRIDGE)) == Merge(dataset(), ())
    assert dataset().merge(dataset(BRIDGE), base=dataset(BRIDGE)) == Merge(dataset(), ())


def test_a_record_that_both_deleted_is_gone():
    assert dataset(demand()).merge(dataset(), base=dataset(BRIDGE)) == Merge(dataset(demand()), ())


def test_a_record_that_one_side_deleted_and_the_other_changed_is_kept():
    changed = attrs.evolve(BRIDGE, name="Bridge")
    for sides in ((dataset(changed), dataset()), (dataset(), dataset(changed))):
        merge = sides[0].merge(sides[1], base=dataset(BRIDGE))
        assert (merge.dataset, conflicts_of(merge)) == (dataset(changed), [("bridge", "deleted")])


def test_a_deleted_record_that_is_still_referred_to_is_kept_with_what_it_refers_to():
    valley = pt.Place(id="valley", name="Valley")
    bridge = attrs.evolve(BRIDGE, parent="valley")
    merge = dataset().merge(dataset(valley, bridge, AT_BRIDGE), base=dataset(valley, bridge))
    assert merge.dataset == dataset(valley, bridge, AT_BRIDGE)
    assert conflicts_of(merge) == [("bridge", "needed"), ("valley", "needed")]


@pytest.mark.parametrize(
    ("refers", "left", "lost"),
    [
        pytest.param(AT_BRIDGE, pt.Round(id="r"), ("/place", "bridge"), id="in a field"),
        pytest.param(
            pt.Conflict(id="c", name="C", places=["bridge"]),
            pt.Conflict(id="c", name="C"),
            ("/places/0", "bridge"),
            id="in a list",
        ),
        pytest.param(
            demand(history=[RAISED, event("met", because=["bridge"])]),
            demand(history=[RAISED, event("met")]),
            ("/history/1", {"status": "met", "because": ["bridge"]}),
            id="in an event, of any type",
        ),
        pytest.param(
            pt.Linkage(id="l", kind="package", subjects=["bridge", "uplands"]),
            None,
            ("", {"id": "l", "kind": "package", "subjects": ["bridge", "uplands"]}),
            id="in what cannot do without",
        ),
    ],
)
def test_references_to_another_thing_of_the_same_id_are_left_out_and_told(refers, left, lost):
    other = pt.Source(id="bridge", title="Bridge, a journal")
    merge = dataset(other).merge(dataset(BRIDGE, refers))
    assert merge.dataset == dataset(other, *([] if left is None else [left]))
    assert conflicts_of(merge) == [("bridge", "type"), (refers.id, "lost")]
    assert (merge.conflicts[1].path, merge.conflicts[1].ours, merge.conflicts[1].theirs) == (lost[0], None, lost[1])


def test_a_record_may_come_back_as_another_type_on_one_side():
    other = pt.Source(id="bridge", title="Bridge, a journal")
    base = dataset(BRIDGE, AT_BRIDGE)
    changed = dataset(other, pt.Round(id="r"))
    assert base.merge(changed, base=base) == Merge(changed, ())
    assert changed.merge(base, base=base) == Merge(changed, ())


def test_a_new_reference_to_what_the_other_side_made_of_another_type_is_told():
    other = pt.Source(id="bridge", title="Bridge, a journal")
    base, changed, more = dataset(BRIDGE), dataset(other), dataset(BRIDGE, AT_BRIDGE)
    for sides in ((changed, more), (more, changed)):
        merge = sides[0].merge(sides[1], base=base)
        assert (merge.dataset, conflicts_of(merge)) == (dataset(other, pt.Round(id="r")), [("r", "lost")])
    assert more.merge(changed, base=base).conflicts[0].ours == "bridge"


def test_what_both_made_of_another_type_is_merged_as_new():
    ours, theirs = pt.Source(id="bridge", title="Bridge"), pt.Source(id="bridge", publisher="Bridge")
    merge = dataset(ours).merge(dataset(theirs), base=dataset(BRIDGE))
    assert merge == Merge(dataset(attrs.evolve(ours, publisher="Bridge")), ())


# --- the header -------------------------------------------------------------------------------------------------------


def test_the_header_is_merged_like_a_record():
    merge = dataset(title="A", licence="CC0-1.0").merge(dataset(title="B", created="2026-02"))
    assert merge.dataset.header == dataset(title="A", licence="CC0-1.0", created="2026-02").header
    assert merge.conflicts == (MergeConflict(None, "/title", "differs", "A", "B"),)
    assert str(merge.conflicts[0]) == "header /title: the two sides differ; ours is kept"


def test_the_header_since_a_base():
    merge = dataset(title="A", version="2").merge(dataset(title="B"), base=dataset(title="A"))
    assert merge == Merge(dataset(title="B", version="2"), ())


# --- laws -------------------------------------------------------------------------------------------------------------


def holds_together(merge):
    assert pt.Dataset.from_records(merge.dataset, **merge.dataset.header) == merge.dataset
    assert all(one.reason == REASONS[one.kind] for one in merge.conflicts)
    ids = {one.record for one in merge.conflicts}
    assert all(id is None or id in merge.dataset for id in ids) or "lost" in {one.kind for one in merge.conflicts}
    return True


def agree(one, other):
    """Whether two merges say the same, if they decided everything."""
    assert bool(one.conflicts) == bool(other.conflicts)
    return bool(one.conflicts) or one.dataset == other.dataset


related = st.one_of(st.tuples(*[close_datasets()] * 3), families(2))
of_one_status = st.tuples(*[close_datasets(statuses=("raised",))] * 2, close_datasets())


@given(related)
def test_merging_with_itself_changes_nothing(datasets):
    for one in datasets:
        assert one.merge(one) == one.merge(one, base=datasets[0]) == Merge(one, ())


@given(related)
def test_it_does_not_matter_which_comes_first(datasets):
    base, ours, theirs = datasets
    assert agree(ours.merge(theirs), theirs.merge(ours))
    assert agree(ours.merge(theirs, base=base), theirs.merge(ours, base=base))


@given(related | of_one_status)
def test_it_does_not_matter_which_two_are_merged_first(datasets):
    one, two, three = datasets
    left, right = one.merge(two), two.merge(three)
    outer, inner = left.dataset.merge(three), one.merge(right.dataset)
    if not (left.conflicts or right.conflicts or outer.conflicts or inner.conflicts):
        assert outer == inner


@given(related)
def test_what_was_merged_in_already_changes_nothing(datasets):
    _, ours, theirs = datasets
    merge = ours.merge(theirs)
    if not merge.conflicts:
        again = merge.dataset.merge(theirs)
        assert again.conflicts or again == merge


@given(related)
def test_what_only_one_side_changed_is_as_it_is_there(datasets):
    base, ours, _ = datasets
    assert ours.merge(base, base=base) == base.merge(ours, base=base) == Merge(ours, ())


@given(related)
def test_a_merge_holds_together_and_nothing_is_lost_without_a_word(datasets):
    base, ours, theirs = datasets
    assert holds_together(ours.merge(theirs, base=base))
    merge = ours.merge(theirs)
    assert holds_together(merge)
    told = {(one.record, one.path.split("/")[1] if one.path else None) for one in merge.conflicts}
    for side in (ours, theirs):
        for record in side:
            for name in () if (record.id, None) in told else attrs.fields_dict(type(record)):
                value, held = getattr(record, name), getattr(merge.dataset[record.id], name)
                assert (
                    (record.id, name) in told
                    or value == held
                    or value in (None, ())
                    or isinstance(held, tuple | pt.Extra)
                )
                assert (record.id, name) in told or not isinstance(held, tuple) or len(held) >= len(value)


@given(related)
def test_conflicts_stand_in_order_and_each_once(datasets):
    _, ours, theirs = datasets
    keys = [(one.record or "", one.path, one.kind) for one in ours.merge(theirs).conflicts]
    assert keys == sorted(set(keys))
