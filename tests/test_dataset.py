"""The dataset: what it holds, how it is asked, and that no way of changing it leaves anything dangling."""

import copy
import itertools
import pickle
import sys
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.dataset import GROUPS, references
from peacetalks.problems import pointer_steps
from tests.strategies.records import datasets

SCRIPT = "<script>alert('x')</script>"

ARTICLE = pt.Source(id="article", title="An article")
BOOK = pt.Source(id="book", title="A book")
NORTH = pt.Party(id="north", name="North", kind="state")
SOUTH = pt.Party(id="south", name="South", kind="state")
WEST = pt.Party(id="west", name="West", kind="state")
BY_ARTICLE = pt.Citation(source="article")
BY_BOOK = pt.Citation(source="book")


def demand(id: str = "wish", **fields: Any) -> pt.Demand:
    return pt.Demand(**{"id": id, "by": ["north"], "kind": "demand", "text": "A truce", **fields})


def dataset(*records: pt.Record, **header: Any) -> pt.Dataset:
    """A dataset of two sources, three parties and ``records``."""
    return pt.Dataset.from_records([ARTICLE, BOOK, NORTH, SOUTH, WEST, *records], **header)


def pruned(record: pt.Record, *ids: str, among: tuple[pt.Record, ...] = ()) -> Any:
    """``record`` after records of its dataset were removed; ``None`` when it had to go too."""
    left = dataset(record, *among).without(ids, prune_references=True)
    assert not [problem for problem in pt.check(left) if problem.severity == "error"]
    return left.get(record.id)


# --- what it holds ---------------------------------------------------------------------------------------------------


def test_records_are_sorted_by_id_in_code_point_order():
    ids = ["b", "a.b", "a-b", "a", "a1", "a_b", "9", "ab", "10"]
    data = pt.Dataset.from_records(pt.Process(id=id, name="Talks") for id in ids)
    assert [record.id for record in data.processes] == ["10", "9", "a", "a-b", "a.b", "a1", "a_b", "ab", "b"]


@given(st.permutations([ARTICLE, BOOK, NORTH, SOUTH, WEST, demand(to=["south"]), demand("other")]))
def test_datasets_of_the_same_records_are_equal(records):
    one, other = pt.Dataset.from_records(records, title="Talks"), dataset(demand(to=["south"]), demand("other"))
    assert one == attrs.evolve(other, title="Talks")
    assert hash(one) == hash(attrs.evolve(other, title="Talks"))
    assert pt.dumps(one) == pt.dumps(attrs.evolve(other, title="Talks"))


def test_the_order_inside_a_field_is_kept_and_makes_a_difference():
    one, other = dataset(demand(to=["west", "south"])), dataset(demand(to=["south", "west"]))
    assert one["wish"].to == ("west", "south")
    assert one != other


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(dataset(), id="a record less"),
        pytest.param(dataset(demand(text="A pause")), id="another field"),
        pytest.param(dataset(demand(), title="Talks"), id="another title"),
        pytest.param(None, id="nothing"),
    ],
)
def test_other_datasets_are_not_equal(other):
    assert dataset(demand()) != other


def test_records_come_by_group_and_then_by_id():
    data = dataset(demand("b"), pt.Place(id="river", name="River"), demand("a"))
    ids = ["article", "book", "river", "north", "south", "west", "a", "b"]
    assert [record.id for record in data] == ids
    assert [record.id for record in data.records] == ids
    assert len(data) == 8


def test_the_groups_are_those_of_the_model_in_its_order():
    assert list(GROUPS) == [
        "sources", "places", "conflicts", "parties", "processes", "issues", "rounds", "participations", "demands",
        "linkages", "positions", "statements", "exchanges", "measures", "agreements", "assessments",
    ]  # fmt: skip


def test_an_empty_dataset():
    data = pt.Dataset()
    assert (len(data), data.records, list(data), data.peacetalks) == (0, (), [], "1.0")
    assert data == pt.Dataset.from_records([])


def test_the_header_is_given_to_from_records():
    data = pt.Dataset.from_records([NORTH], title="Talks", created="2026-02-05", coverage=pt.Date("2026"))
    assert data == pt.Dataset(parties=[NORTH], title="Talks", created=pt.Date("2026-02-05"), coverage="2026")


def test_from_records_takes_any_iterable():
    assert pt.Dataset.from_records(iter((NORTH, ARTICLE))) == pt.Dataset(parties=[NORTH], sources=[ARTICLE])


def test_a_header_is_as_strict_as_a_record():
    with pytest.raises(pt.ValidationError) as refused:
        pt.Dataset(title="", created="soon", licence=5)
    found = [(problem.code, problem.path) for problem in refused.value.problems]
    assert found == [("empty-text", "/title"), ("wrong-type", "/licence"), ("invalid-date", "/created")]


def test_another_version_of_the_model_is_refused():
    """Nothing could read what such a dataset writes."""
    with pytest.raises(pt.ValidationError) as refused:
        pt.Dataset(peacetalks="2.0")
    assert [problem.code for problem in refused.value.problems] == ["unsupported-version"]


def test_a_group_takes_records_of_its_type_only():
    with pytest.raises(pt.ValidationError) as refused:
        pt.Dataset(parties=[NORTH, ARTICLE, {"id": "south"}])
    found = [(problem.code, problem.path) for problem in refused.value.problems]
    assert found == [("wrong-type", "/parties/1"), ("wrong-type", "/parties/2")]


@pytest.mark.parametrize("thing", [{"id": "north"}, "north", None, pt.Citation(source="article")])
def test_from_records_refuses_what_is_no_record_as_the_constructor_does(thing):
    with pytest.raises(pt.ValidationError) as refused:
        pt.Dataset.from_records([NORTH, thing])
    assert [problem.code for problem in refused.value.problems] == ["wrong-type"]


def test_a_dataset_is_frozen():
    data = dataset()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        data.title = "Talks"
    with pytest.raises(TypeError, match="does not support item assignment"):
        data._by_id["new"] = NORTH


def test_evolve_changes_a_copy_and_looks_at_it_again():
    data = dataset(demand())
    changed = attrs.evolve(data, parties=[NORTH], title="Talks")
    assert (changed.title, changed.parties, data.title, len(data.parties)) == ("Talks", (NORTH,), None, 3)
    assert "south" not in changed
    with pytest.raises(pt.ValidationError) as refused:
        attrs.evolve(data, parties=[SOUTH])
    assert [(problem.code, problem.path) for problem in refused.value.problems] == [("dangling-reference", "/by/0")]


@pytest.mark.parametrize(
    "copied",
    [
        pytest.param(copy.copy, id="copy"),
        pytest.param(copy.deepcopy, id="deepcopy"),
        *(
            pytest.param(lambda data, protocol=protocol: pickle.loads(pickle.dumps(data, protocol)), id=f"{protocol=}")
            for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1)
        ),
    ],
)
@pytest.mark.parametrize("asked", [False, True], ids=["new", "after it was asked"])
def test_copies_are_equal_and_can_be_asked(copied, asked):
    date = pt.Date(text="before spring", anchor="2026-02-06")
    data = dataset(demand(deadline=date, extra={"pax:Part": ""}), coverage="2026")
    if asked:
        data.referrers("north")
    again = copied(data)
    assert again == data
    assert hash(again) == hash(data)
    assert again["wish"] == data["wish"]
    assert again.referrers("north") == data.referrers("north")


@given(datasets())
def test_any_dataset_survives_a_copy(data):
    assert pickle.loads(pickle.dumps(data)) == data
    assert attrs.evolve(data) == data


# --- integrity -------------------------------------------------------------------------------------------------------


def refused(*records: pt.Record) -> list[tuple[str, str | None, str]]:
    with pytest.raises(pt.ValidationError) as raised:
        dataset(*records)
    return [(problem.code, problem.record, problem.path) for problem in raised.value.problems]


def test_all_problems_of_integrity_are_told_at_once():
    broken = demand(by=["nobody"], to=["article", "south"], part_of="north", citations=[pt.Citation(source="west")])
    meeting = pt.Round(id="north", process="nowhere")
    assert sorted(refused(broken, meeting)) == [
        ("dangling-reference", "north", "/process"),
        ("dangling-reference", "wish", "/by/0"),
        ("duplicate-id", "north", "/id"),
        ("wrong-reference-type", "wish", "/citations/0/source"),
        ("wrong-reference-type", "wish", "/part_of"),
        ("wrong-reference-type", "wish", "/to/0"),
    ]


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/history/1/by/0", {"history": [{"status": "raised"}, {"status": "met", "by": ["nobody"]}]}),
        ("/history/0/because/0", {"history": [{"status": "raised", "because": ["nobody"]}]}),
        ("/history/0/citations/0/source", {"history": [{"status": "raised", "citations": [{"source": "nobody"}]}]}),
        ("/citations/1/asserted_by/0", {"citations": [
            {"source": "book"}, {"source": "book", "asserted_by": ["nobody"]},
        ]}),
        ("/issue", {"issue": "nobody"}),
        ("/places/0", {"places": ["nobody"]}),
    ],
)  # fmt: skip
def test_a_reference_at_any_depth_must_lead_to_a_record(path, fields):
    plain = {"id": "wish", "by": ["north"], "kind": "demand", "text": "A truce"} | fields
    assert refused(pt.from_dict(pt.Demand, plain)) == [("dangling-reference", "wish", path)]


def test_an_id_is_taken_once_whatever_the_type():
    assert refused(demand("north")) == [("duplicate-id", "north", "/id")]
    assert refused(demand(), demand(text="A pause"), demand()) == [("duplicate-id", "wish", "/id")] * 2


def test_a_dangling_reference_comes_with_the_nearest_id():
    with pytest.raises(pt.ValidationError, match="did you mean 'north'"):
        dataset(demand(by=["nort"]))


def test_a_reference_may_lead_to_any_of_several_types():
    data = dataset(
        demand(part_of="plan"), demand("plan", part_of="paper"), pt.Agreement(id="paper", name="A paper"),
        pt.Position(id="answer", by=["south"], about=["wish", "article", "answer"], stance="accepts"),
    )  # fmt: skip
    assert len(data) == 9


@given(datasets())
def test_a_dataset_holds_what_it_promises(data):
    ids = [record.id for record in data]
    assert len(set(ids)) == len(ids)
    assert {reference.target for record in data for reference in references(record)} <= set(ids)


# --- looking things up -----------------------------------------------------------------------------------------------


def test_a_record_is_found_by_its_id():
    data = dataset(demand())
    assert data["wish"] == demand()
    assert data["north"] is data.parties[0]
    assert data.get("wish") == demand()
    assert "wish" in data


def test_what_is_not_there():
    data = dataset()
    assert "wish" not in data
    assert data.get("wish") is None
    assert data.get("wish", NORTH) is NORTH
    assert 5 not in data


def test_an_unknown_id_is_an_error_of_ours_and_a_key_error():
    data = dataset()
    with pytest.raises(pt.NotFoundError) as raised:
        data["nroth"]
    assert isinstance(raised.value, KeyError)
    assert isinstance(raised.value, pt.PeacetalksError)
    assert str(raised.value) == "no record has the id 'nroth'; did you mean 'north'?"


def test_an_id_like_no_other_comes_without_a_suggestion():
    with pytest.raises(pt.NotFoundError) as raised:
        dataset()["zzzzzzzz"]
    assert str(raised.value) == "no record has the id 'zzzzzzzz'"


def pointing(data: pt.Dataset, id: str) -> list[tuple[str, str, str]]:
    assert all(reference.target == id for reference in data.referrers(id))
    return [(reference.record.id, reference.path, reference.field) for reference in data.referrers(id)]


def test_everything_that_refers_to_a_record_is_told_with_its_place():
    bloc = pt.Party(id="bloc", name="Bloc", kind="coalition", parent="west", members=[pt.Membership(party="west")])
    asserted = pt.Citation(source="book", asserted_by=["south", "west"])
    history = [pt.StatusEvent(status="raised"), pt.StatusEvent(status="met", by=["west"], citations=[asserted])]
    wish = demand(by=["north", "west"], history=history, citations=[asserted])
    leg = pt.ExchangeLeg(from_party="north", to_party="west")
    swap = pt.Exchange(id="swap", kind="mixed", history=[pt.ExchangeEvent(status="agreed", legs=[leg])])
    view = pt.Assessment(
        id="view", kind="forecast", proposition="It holds", factors=[pt.Factor(label="West", ref="west")]
    )
    river = pt.Place(id="river", name="River", control=[pt.Control(controller="north", claimants=["west"])])
    data = dataset(bloc, wish, swap, view, river)
    assert pointing(data, "west") == [
        ("river", "/control/0/claimants/0", "claimants"),
        ("bloc", "/parent", "parent"),
        ("bloc", "/members/0/party", "party"),
        ("wish", "/by/1", "by"),
        ("wish", "/history/1/by/0", "by"),
        ("wish", "/history/1/citations/0/asserted_by/1", "asserted_by"),
        ("wish", "/citations/0/asserted_by/1", "asserted_by"),
        ("swap", "/history/0/legs/0/to_party", "to_party"),
        ("view", "/factors/0/ref", "ref"),
    ]
    assert pointing(data, "book") == [
        ("wish", "/history/1/citations/0/source", "source"),
        ("wish", "/citations/0/source", "source"),
    ]
    assert data.referrers("west")[0].record is data["river"]


def test_a_record_that_nothing_refers_to_has_no_referrers():
    assert dataset().referrers("north") == ()


def test_asking_who_refers_to_nothing_known_is_an_error():
    with pytest.raises(pt.NotFoundError, match="did you mean 'north'"):
        dataset().referrers("nort")


@given(datasets())
def test_a_reference_is_where_it_is_said_to_be(data):
    for target in data:
        for reference in data.referrers(target.id):
            assert resolved(pt.to_dict(reference.record), reference.path) == target.id


def resolved(plain: Any, path: str) -> Any:
    """What a JSON Pointer leads to; KeyError or IndexError where it leads nowhere."""
    for step in pointer_steps(path):
        plain = plain[int(step)] if isinstance(plain, list) else plain[step]
    return plain


# --- with_records ----------------------------------------------------------------------------------------------------


def test_records_are_added():
    data = dataset(title="Talks")
    assert data.with_records(demand(), demand("other")) == dataset(demand(), demand("other"), title="Talks")
    assert "wish" not in data


def test_records_take_the_place_of_those_with_their_ids():
    changed = demand(text="A pause")
    assert dataset(demand(), demand("other")).with_records(changed) == dataset(changed, demand("other"))


def test_a_record_of_another_type_can_take_the_place_too():
    meeting = pt.Round(id="wish")
    assert dataset(demand()).with_records(meeting) == dataset(meeting)


def test_a_replacement_must_fit_those_that_refer_to_it():
    with pytest.raises(pt.ValidationError) as raised:
        dataset(demand()).with_records(pt.Place(id="north", name="The north"))
    assert [problem.code for problem in raised.value.problems] == ["wrong-reference-type"]


def test_no_records_change_nothing():
    data = dataset(demand())
    assert data.with_records() == data


@pytest.mark.parametrize("second", [demand(text="A pause"), demand()], ids=["different", "equal"])
def test_two_records_of_one_id_are_refused_and_nothing_else_is_told(second):
    """They refer to records that the dataset has."""
    cited = [attrs.evolve(one, citations=[BY_ARTICLE]) for one in (demand(), second)]
    with pytest.raises(pt.ValidationError) as raised:
        dataset().with_records(*cited)
    found = [(problem.code, problem.record, problem.path) for problem in raised.value.problems]
    assert found == [("duplicate-id", "wish", "/id")]


def test_what_dangles_is_refused_when_it_is_added():
    with pytest.raises(pt.ValidationError) as raised:
        dataset().with_records(demand(to=["nobody"], part_of="nothing"))
    assert [problem.path for problem in raised.value.problems] == ["/to/0", "/part_of"]


@given(datasets(), st.data())
def test_taking_records_out_and_putting_them_back_gives_the_same(data, draw):
    again = draw.draw(st.lists(st.sampled_from(data.records), unique=True)) if len(data) else []
    assert data.with_records(*again) == data


# --- without ---------------------------------------------------------------------------------------------------------


def test_records_are_left_out():
    data = dataset(demand(), demand("other"), title="Talks")
    assert data.without(["wish"]) == dataset(demand("other"), title="Talks")
    assert data.without(["wish", "other", "wish"]) == dataset(title="Talks")
    assert data.without(iter(["wish"])) == data.without("wish") == data.without({"wish"})
    assert data.without([]) == data


def test_all_references_that_would_dangle_are_told():
    data = dataset(demand(to=["west"], citations=[BY_ARTICLE]), demand("other", by=["west"], citations=[BY_BOOK]))
    with pytest.raises(pt.ValidationError) as raised:
        data.without(["west", "article"])
    found = [(problem.code, problem.record, problem.path) for problem in raised.value.problems]
    assert sorted(found) == [
        ("dangling-reference", "other", "/by/0"),
        ("dangling-reference", "wish", "/citations/0/source"),
        ("dangling-reference", "wish", "/to/0"),
    ]


@pytest.mark.parametrize("prune_references", [False, True])
def test_an_unknown_id_cannot_be_left_out(prune_references):
    with pytest.raises(pt.NotFoundError, match="did you mean 'north'"):
        dataset().without(["nort"], prune_references=prune_references)


def test_records_that_refer_to_each_other_can_go_together():
    data = dataset(demand("a", part_of="b"), demand("b", part_of="a"))
    assert data.without(["a", "b"]) == dataset()


def test_what_refers_to_nothing_removed_is_the_same_object():
    data = dataset(demand(), demand("other", by=["west"]))
    left = data.without(["west"], prune_references=True)
    assert left["wish"] is data["wish"]
    assert left == dataset(demand()).without(["west"])


# --- pruning, one rule at a time -------------------------------------------------------------------------------------


def test_an_optional_reference_is_cleared():
    plan = demand("plan")
    assert pruned(demand(part_of="plan"), "plan", among=(plan,)) == demand()


def test_a_list_is_shortened():
    assert pruned(demand(to=["north", "west", "south"]), "west") == demand(to=["north", "south"])
    assert pruned(demand(to=["west"]), "west") == demand()


def test_a_reference_named_twice_goes_twice():
    assert pruned(demand(to=["west", "south", "west"]), "west") == demand(to=["south"])


def test_a_record_goes_with_a_reference_that_it_must_have():
    seat = pt.Participation(id="seat", activity="talks", parties=["north"])
    assert pruned(seat, "talks", among=(pt.Process(id="talks", name="Talks"),)) is None


def test_a_record_goes_when_a_list_that_it_must_have_is_empty():
    assert pruned(demand(by=["north", "west"]), "west") == demand()
    assert pruned(demand(by=["west"]), "west") is None
    assert pruned(demand(by=["west", "north"]), "west", "north") is None


def test_what_refers_to_a_record_that_goes_is_pruned_in_turn():
    answer = pt.Position(id="answer", by=["south"], about=["wish"], stance="rejects")
    reply = pt.Position(id="reply", by=["north"], about=["answer", "article"], stance="rejects")
    judged = pt.Assessment(id="judged", kind="forecast", proposition="It holds", about=["answer"])
    seat = pt.Participation(id="seat", activity="talks", parties=["north"], under_demand="wish")
    talks = pt.Process(id="talks", name="Talks")
    data = dataset(demand(by=["west"]), answer, reply, judged, seat, talks)
    left = data.without("west", prune_references=True)
    assert "wish" not in left
    assert "answer" not in left
    assert left["reply"].about == ("article",)
    assert left["judged"].about == ()
    assert left["seat"].under_demand is None


def test_a_cascade_goes_through_as_many_records_as_there_are():
    def answer(number: int) -> pt.Position:
        return pt.Position(
            id=f"a{number}", by=["north"], about=[f"a{number - 1}" if number else "wish"], stance="rejects"
        )

    data = dataset(demand(by=["west"]), *map(answer, range(30)))
    assert data.without("west", prune_references=True) == dataset().without("west")


def test_a_citation_goes_with_its_source():
    wish = demand(citations=[BY_BOOK, BY_ARTICLE])
    assert pruned(wish, "book") == demand(citations=[BY_ARTICLE])
    assert pruned(demand(citations=[BY_BOOK]), "book") == demand()


def test_a_citation_stays_without_those_who_assert():
    asserted = pt.Citation(source="article", asserted_by=["west", "south"])
    expected = pt.Citation(source="article", asserted_by=["south"])
    assert pruned(demand(citations=[asserted]), "west") == demand(citations=[expected])


def test_a_membership_goes_with_its_party():
    bloc = pt.Party(
        id="bloc", name="Bloc", kind="coalition", members=[pt.Membership(party=one) for one in ("west", "south")]
    )
    assert pruned(bloc, "west").members == (pt.Membership(party="south"),)


def test_a_leg_stays_with_the_end_that_is_left():
    leg = pt.ExchangeLeg(from_party="north", to_party="west", category="child")
    swap = pt.Exchange(id="swap", kind="mixed", history=[pt.ExchangeEvent(status="agreed", legs=[leg])])
    assert pruned(swap, "west").history[0].legs == (pt.ExchangeLeg(from_party="north", category="child"),)


def test_an_event_goes_with_its_only_citation():
    """It would otherwise pass for a claim of the record's other sources."""
    history = [
        pt.StatusEvent(status="raised", citations=[BY_BOOK]),
        pt.StatusEvent(status="modified", citations=[BY_BOOK, BY_ARTICLE]),
        pt.StatusEvent(status="met"),
    ]
    expected = [pt.StatusEvent(status="modified", citations=[BY_ARTICLE]), pt.StatusEvent(status="met")]
    wish = demand(citations=[BY_ARTICLE], history=history)
    assert pruned(wish, "book") == demand(citations=[BY_ARTICLE], history=expected)


def test_an_exchange_goes_with_its_last_event():
    def swap(*events: pt.ExchangeEvent) -> pt.Exchange:
        return pt.Exchange(id="swap", kind="mixed", history=events, citations=[BY_ARTICLE])

    cited = pt.ExchangeEvent(status="agreed", citations=[BY_BOOK])
    assert pruned(swap(cited), "book") is None
    assert pruned(swap(cited, pt.ExchangeEvent(status="completed")), "book") == swap(
        pt.ExchangeEvent(status="completed")
    )


def test_a_package_of_two_goes_with_one_of_them():
    """A package of one says nothing; data without errors of meaning must not get one by pruning."""
    package = pt.Linkage(id="tie", kind="package", subjects=["south", "west", "article"])
    assert pruned(package, "west").subjects == ("south", "article")
    assert pruned(package, "west", "article") is None


def test_a_linkage_goes_with_its_last_object():
    """'The truce is conditional on' is no sentence; data without errors of meaning must not get one by pruning."""
    tie = pt.Linkage(id="tie", kind="conditional_on", subjects=["south"], objects=["north", "west"])
    assert pruned(tie, "west").objects == ("north",)
    assert pruned(tie, "west", "north") is None


# --- pruning and pointers --------------------------------------------------------------------------------------------


def supporting(*paths: str, source: str = "article", **fields: Any) -> pt.Citation:
    return pt.Citation(source=source, supports=paths, **fields)


def remark(path: str, text: str = "as printed") -> pt.Annotation:
    return pt.Annotation(motivation="commenting", path=path, text=text)


def test_pointers_follow_the_items_of_a_list():
    wish = demand(to=["west", "south", "north"], citations=[supporting("/to/1", "/to/2", "/by/0")])
    assert pruned(wish, "west").citations == (supporting("/to/0", "/to/1", "/by/0"),)


def test_a_pointer_to_a_removed_item_goes():
    wish = demand(to=["south", "west", "north"], citations=[supporting("/to/1", "/to/2")])
    assert pruned(wish, "west").citations == (supporting("/to/1"),)


def test_a_pointer_into_a_removed_item_goes():
    history = [pt.StatusEvent(status="raised", citations=[BY_BOOK]), pt.StatusEvent(status="met")]
    wish = demand(history=history, citations=[supporting("/history/0/status", "/history/1/status")])
    assert pruned(wish, "book").citations == (supporting("/history/0/status"),)


def test_a_pointer_to_a_cleared_field_goes():
    wish = demand(part_of="plan", citations=[supporting("/part_of", "/text")])
    assert pruned(wish, "plan", among=(demand("plan"),)).citations == (supporting("/text"),)


def test_a_pointer_to_a_list_that_is_now_empty_goes():
    wish = demand(to=["west"], citations=[supporting("/to", "/text")])
    assert pruned(wish, "west").citations == (supporting("/text"),)


def test_a_pointer_to_a_list_that_is_only_shorter_stays():
    wish = demand(to=["west", "south"], citations=[supporting("/to")])
    assert pruned(wish, "west").citations == (supporting("/to"),)


def test_a_citation_that_supported_only_what_is_gone_goes():
    """Without its pointers it would pass for a citation of the whole record."""
    wish = demand(to=["south", "west"], citations=[supporting("/to/1"), supporting("/text")])
    assert pruned(wish, "west").citations == (supporting("/text"),)


def test_a_citation_of_everything_stays_one():
    wish = demand(to=["west"], citations=[BY_ARTICLE])
    assert pruned(wish, "west").citations == (BY_ARTICLE,)


def test_pointers_follow_at_two_levels():
    history = [
        pt.StatusEvent(status="raised", citations=[BY_BOOK]),
        pt.StatusEvent(status="met", by=["west", "south", "north"], because=["west"]),
    ]
    paths = "/history/1/by/2", "/history/1/by/1", "/history/1/status", "/history/1/because/0", "/history/1/by/0"
    left = pruned(demand(history=history, citations=[supporting(*paths)]), "book", "west")
    assert left.citations == (supporting("/history/0/by/1", "/history/0/by/0", "/history/0/status"),)
    assert left.history[0].by == ("south", "north")


def test_pointers_follow_more_than_nine_items():
    parties = [pt.Party(id=f"p{number:02}", name="P", kind="state") for number in range(12)]
    wish = demand(to=[party.id for party in parties], citations=[supporting("/to/1", "/to/10", "/to/11")])
    left = pruned(wish, "p00", "p10", among=tuple(parties))
    assert left.citations == (supporting("/to/0", "/to/9"),)
    assert (left.to[0], left.to[9]) == ("p01", "p11")


def test_the_pointers_of_an_event_s_citation_follow_too():
    """They begin at the record's root, like those of the record's own citations."""
    history = [
        pt.StatusEvent(status="raised", citations=[BY_BOOK]),
        pt.StatusEvent(status="met", citations=[supporting("/history/1/status", "/to/1")]),
    ]
    left = pruned(demand(to=["west", "south"], history=history), "book", "west")
    assert left.history == (pt.StatusEvent(status="met", citations=[supporting("/history/0/status", "/to/0")]),)


def test_an_event_goes_whose_citations_supported_only_what_is_gone():
    history = [
        pt.StatusEvent(status="raised"),
        pt.StatusEvent(status="met", citations=[supporting("/to/0")]),
        pt.StatusEvent(status="lapsed", citations=[supporting("/history/2/status")]),
    ]
    left = pruned(demand(to=["west"], history=history, citations=[supporting("/history/2")]), "west")
    assert left.history == (
        pt.StatusEvent(status="raised"),
        pt.StatusEvent(status="lapsed", citations=[supporting("/history/1/status")]),
    )
    assert left.citations == (supporting("/history/1"),)


def test_the_path_of_an_annotation_follows():
    wish = demand(to=["west", "south"], annotations=[remark("/to/1"), remark("/text")])
    assert pruned(wish, "west").annotations == (remark("/to/0"), remark("/text"))


def test_an_annotation_on_what_is_removed_goes():
    wish = demand(
        to=["south", "west"], part_of="plan", annotations=[remark("/to/1"), remark("/part_of"), remark("/to")]
    )
    assert pruned(wish, "west", "plan", among=(demand("plan"),)).annotations == (remark("/to"),)


def test_an_annotation_that_says_why_a_field_is_absent_stays():
    absent = pt.Annotation(motivation="undisclosed", path="/deadline")
    assert pruned(demand(to=["west"], annotations=[absent]), "west").annotations == (absent,)


def test_an_annotation_on_the_record_stays():
    whole = pt.Annotation(motivation="commenting", text="unsourced: known")
    assert pruned(demand(to=["west"], annotations=[whole]), "west").annotations == (whole,)


def test_a_path_to_a_citation_follows_when_another_goes_with_its_source():
    wish = demand(citations=[BY_BOOK, BY_ARTICLE], annotations=[remark("/citations/1/locator")])
    assert pruned(wish, "book").annotations == (remark("/citations/0/locator"),)


def test_a_path_to_a_citation_follows_when_another_goes_for_want_of_support():
    citations = [supporting("/to/0"), supporting("/text", locator="p. 3")]
    wish = demand(to=["west"], citations=citations, annotations=[remark("/citations/1/locator")])
    left = pruned(wish, "west")
    assert left.citations == (supporting("/text", locator="p. 3"),)
    assert left.annotations == (remark("/citations/0/locator"),)


def test_an_annotation_on_a_citation_that_goes_for_want_of_support_goes():
    citations = [supporting("/to/0"), supporting("/text")]
    wish = demand(to=["west"], citations=citations, annotations=[remark("/citations/0/locator")])
    assert pruned(wish, "west").annotations == ()


@pytest.mark.parametrize("text", ["deadline", "to/0", "to/1", "see/to", "~", "a~b/c"])
def test_what_is_no_pointer_stays_as_it_is(text):
    """It is wrong, and told so by the checks; pruning does not make something else of it."""
    data = dataset(demand(to=["west", "south"], annotations=[remark(text)], citations=[supporting(text, "/by/0")]))
    left = data.without("west", prune_references=True)["wish"]
    assert left.annotations == (remark(text),)
    assert left.citations == (supporting(text, "/by/0"),)


@pytest.mark.parametrize("index", ["2", "10", "9" * 5000, "01", "-1", "-", "\u0661"])
def test_what_is_no_item_of_the_list_makes_no_difference(index):
    """Whether the number after the last item is changed too, nobody can tell."""
    far = remark(f"/to/{index}"), remark("/text")
    data = dataset(demand(to=["west", "south"], annotations=far))
    left = data.without("west", prune_references=True)["wish"]
    assert left.to == ("south",)
    assert left.annotations[-1] == far[-1]
    assert all(annotation.path != "/to/0" for annotation in left.annotations)


def test_a_pointer_far_behind_the_list_costs_no_more_than_one_just_behind_it():
    def calls(index: int) -> int:
        data = dataset(demand(to=["west", "south"], annotations=[remark(f"/to/{index}")]))
        count = itertools.count()
        before = sys.getprofile()
        sys.setprofile(lambda *_: next(count))
        try:
            data.without("west", prune_references=True)
        finally:
            sys.setprofile(before)
        return next(count)

    calls(2)  # what is remembered from the first time is not counted
    assert calls(10_000) < 2 * calls(2)


def test_a_column_of_extra_is_no_list():
    wish = demand(
        to=["west"], extra={"pax:1": "one", "pax:a/b": "two"}, citations=[supporting("/extra/pax:1", "/extra/pax:a~1b")]
    )
    assert pruned(wish, "west").citations == (supporting("/extra/pax:1", "/extra/pax:a~1b"),)


# --- pruning, any dataset --------------------------------------------------------------------------------------------


def affected(data: pt.Dataset, ids: set[str]) -> set[str]:
    """Ids of the records that refer to those of ``ids``, or to others that do, and so on."""
    found: set[str] = set()
    while True:
        more = {record.id for record in data for reference in references(record) if reference.target in found | ids}
        if more <= found:
            return found
        found |= more


@given(datasets(), st.data())
def test_any_records_can_be_taken_out_of_any_dataset(data, draw):
    chosen = st.sets(st.sampled_from([record.id for record in data])) if len(data) else st.just(set())
    ids = draw.draw(chosen, label="ids")
    left = data.without(ids, prune_references=True)
    assert ids.isdisjoint(record.id for record in left)
    assert {record.id for record in left} <= {record.id for record in data} - ids
    untouched = {record.id for record in data} - ids - affected(data, ids)
    assert {id: left.get(id) for id in untouched} == {id: data[id] for id in untouched}
    header = {"title", "description", "namespace", "licence", "publisher", "created", "version", "coverage"}
    assert all(getattr(left, name) == getattr(data, name) for name in header)
    assert pt.loads(pt.dumps(left)) == left


@given(datasets(), st.data())
def test_taking_records_out_at_once_or_one_after_the_other_leaves_the_same_ids(data, draw):
    chosen = st.sets(st.sampled_from([record.id for record in data])) if len(data) else st.just(set())
    ids = draw.draw(chosen, label="ids")
    left = data
    for id in sorted(ids):
        if id in left:
            left = left.without([id], prune_references=True)
    at_once = data.without(ids, prune_references=True)
    assert [record.id for record in left] == [record.id for record in at_once]


SOURCES = [pt.Source(id=f"s{number}", title="A source") for number in range(3)]
PARTIES = [pt.Party(id=f"p{number}", name="A party", kind="state") for number in range(4)]
ISSUE = pt.Issue(id="issue", name="A matter", topics=["sovereignty.borders"])


@st.composite
def pointed_demands(draw: st.DrawFn) -> pt.Demand:
    """Demands whose citations and annotations point at the parts of the demand that pruning moves or removes.

    Every part has a name of its own that tells it from its neighbours wherever it goes: parties their ids, events their
    notes, citations and annotations their text.
    """
    names = map(str, itertools.count())
    parties = st.lists(st.sampled_from([party.id for party in PARTIES]), max_size=3, unique=True)

    def citations(greatest: int) -> list[pt.Citation]:
        sources = draw(st.lists(st.sampled_from([source.id for source in SOURCES]), max_size=greatest))
        return [pt.Citation(source=source, locator=f"citation {next(names)}") for source in sources]

    def event() -> pt.StatusEvent:
        return pt.StatusEvent(status="raised", by=draw(parties), citations=citations(2), note=f"event {next(names)}")

    wish = demand(
        by=["p0"],
        to=draw(parties),
        issue=draw(st.sampled_from([None, "issue"])),
        history=[event() for _ in range(draw(st.integers(0, 3)))],
        citations=citations(4),
    )
    paths = st.sampled_from(sorted(parts(wish)))
    pointers = st.lists(paths, max_size=2, unique=True)

    def pointing_citations(citations: tuple[pt.Citation, ...]) -> list[pt.Citation]:
        return [attrs.evolve(citation, supports=draw(pointers)) for citation in citations]

    return attrs.evolve(
        wish,
        history=[attrs.evolve(event, citations=pointing_citations(event.citations)) for event in wish.history],
        citations=pointing_citations(wish.citations),
        annotations=[remark(path, f"remark {next(names)}") for path in draw(st.lists(paths, max_size=3))],
    )


def parts(wish: pt.Demand) -> dict[str, str]:
    """Where the parts of a demand are, and what they are called whatever their place."""
    found = {"/text": "text"}
    if wish.issue:
        found["/issue"] = "issue"
    if wish.to:
        found["/to"] = "to"
    found |= {f"/to/{index}": f"to {party}" for index, party in enumerate(wish.to)}
    for index, citation in enumerate(wish.citations):
        found[f"/citations/{index}/locator"] = str(citation.locator)
    for number, event in enumerate(wish.history):
        found[f"/history/{number}"] = str(event.note)
        found[f"/history/{number}/status"] = f"{event.note}, status"
        if event.by:
            found[f"/history/{number}/by"] = f"{event.note}, by"
        for index, party in enumerate(event.by):
            found[f"/history/{number}/by/{index}"] = f"{event.note}, by {party}"
        for index, citation in enumerate(event.citations):
            found[f"/history/{number}/citations/{index}"] = str(citation.locator)
    return found


def every_citation(wish: pt.Demand) -> dict[str, pt.Citation]:
    events = (citation for event in wish.history for citation in event.citations)
    return {str(citation.locator): citation for citation in (*wish.citations, *events)}


@given(pointed_demands(), st.sets(st.sampled_from(["s0", "s1", "p1", "p2", "p3", "issue"])))
def test_every_pointer_leads_to_the_part_that_it_led_to_before(wish, ids):
    data = pt.Dataset.from_records([*SOURCES, *PARTIES, ISSUE, wish])
    left = data.without(ids, prune_references=True)["wish"]
    before, after = parts(wish), parts(left)
    remaining = set(after.values())

    for name, citation in every_citation(left).items():
        led_to = [before[path] for path in every_citation(wish)[name].supports]
        assert [after[path] for path in citation.supports] == [part for part in led_to if part in remaining]
        assert citation.supports or not led_to
    for name, citation in every_citation(wish).items():
        if name not in every_citation(left):
            went = [event for event in wish.history if citation in event.citations]
            assert (
                citation.source in ids
                or (citation.supports and remaining.isdisjoint(before[path] for path in citation.supports))
                or not {str(event.note) for event in went} <= remaining
            )

    noted = {annotation.text: after.get(annotation.path) for annotation in left.annotations}
    for annotation in wish.annotations:
        part = before[annotation.path]
        if part in remaining:
            assert noted[annotation.text] == part
        else:
            assert noted.get(annotation.text) is None


@given(pointed_demands(), st.sets(st.sampled_from(["s0", "s1", "p1", "p2", "p3", "issue"])))
def test_an_event_goes_exactly_when_all_of_its_citations_went(wish, ids):
    data = pt.Dataset.from_records([*SOURCES, *PARTIES, ISSUE, wish])
    left = data.without(ids, prune_references=True)["wish"]
    stayed = {event.note: event for event in left.history}
    remaining = set(every_citation(left))
    for event in wish.history:
        cited = [citation for citation in event.citations if str(citation.locator) in remaining]
        assert (event.note in stayed) == (bool(cited) or not event.citations)


# --- how it looks ----------------------------------------------------------------------------------------------------


def test_the_repr_counts_the_groups():
    data = dataset(demand(), title="Talks")
    assert repr(data) == "<Dataset 'Talks': 2 sources, 3 parties, 1 demands>"
    assert repr(pt.Dataset()) == "<Dataset 'untitled': empty>"


class Tags(HTMLParser):
    """Collects the tags of a page; refuses one that is not closed in its place."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        assert attributes == []
        self.found.append(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


PLAIN_TAGS = {"div", "table", "tr", "th", "td", "details", "summary", "ul", "li", "code"}


@pytest.mark.parametrize("field", ["title", "description", "namespace", "licence", "publisher", "version"])
def test_the_page_escapes_the_header(field):
    page = dataset(**{field: SCRIPT})._repr_html_()
    assert set(Tags(page).found) <= PLAIN_TAGS
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("field", ["created", "coverage"])
def test_the_page_escapes_the_words_of_dates(field):
    page = dataset(**{field: pt.Date(text=SCRIPT)})._repr_html_()
    assert set(Tags(page).found) <= PLAIN_TAGS
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "record",
    [
        pt.Source(id="x", title=SCRIPT, publisher=SCRIPT, url=SCRIPT, authors=[SCRIPT]),
        pt.Place(id="x", name=SCRIPT, other_names=[pt.Name(text=SCRIPT)]),
        pt.Party(id="x", name=SCRIPT, kind="person", posts=[pt.Post(title=SCRIPT)]),
        pt.Round(id="x", name=SCRIPT, date=pt.Date(text=SCRIPT), duration=pt.Quantity(text=SCRIPT)),
        demand("x", text=SCRIPT, consequence=SCRIPT, rationale=SCRIPT),
        pt.Statement(id="x", by=["north"], text=SCRIPT, quote=SCRIPT),
        pt.Agreement(id="x", name=SCRIPT, languages=[SCRIPT], text_url=SCRIPT),
        pt.Assessment(id="x", kind="forecast", proposition=SCRIPT, factors=[pt.Factor(label=SCRIPT)]),
    ],
    ids=lambda record: type(record).__name__,
)
def test_the_page_escapes_records(record):
    page = dataset(record)._repr_html_()
    assert set(Tags(page).found) <= PLAIN_TAGS
    assert "&lt;script&gt;" in page


@given(datasets())
def test_the_page_of_any_dataset_has_no_tags_but_its_own(data):
    page = data._repr_html_()
    assert set(Tags(page).found) <= PLAIN_TAGS
    for group in GROUPS:
        assert (f"<summary>{len(getattr(data, group))} {group}</summary>" in page) == bool(getattr(data, group))


def test_the_page_stays_short_however_many_records_there_are():
    parties = [pt.Party(id=f"p{number}", name="Long " * 100, kind="state") for number in range(10_000)]
    meeting = pt.Round(id="x", agenda=[f"i{number}" for number in range(500)], note="Long " * 1000)
    issues = [attrs.evolve(ISSUE, id=f"i{number}") for number in range(500)]
    page = pt.Dataset.from_records([*parties, *issues, meeting])._repr_html_()
    assert len(page) < 10_000
    assert "10000 parties" in page
    assert "and 9995 more" in page


def test_the_page_shows_a_few_records_whole():
    page = dataset()._repr_html_()
    assert all(f"Party(&#x27;{id}&#x27;" in page for id in ("north", "south", "west"))
    assert "more" not in page


def test_a_group_is_shown_whole_up_to_five_records():
    parties = [attrs.evolve(NORTH, id=f"p{number}") for number in range(6)]
    assert "more" not in pt.Dataset(parties=parties[:5])._repr_html_()
    page = pt.Dataset(parties=parties)._repr_html_()
    assert "p4" in page
    assert "p5" not in page
    assert "<li>… and 1 more</li>" in page


def test_the_page_to_the_letter():
    data = pt.Dataset(title="Talks & more", parties=[pt.Party(id="x", name="X", kind="state")])
    assert data._repr_html_() == (
        "<div><table><tr><th>peacetalks</th><td>1.0</td></tr><tr><th>title</th><td>Talks &amp; more</td></tr></table>"
        "<details><summary>1 parties</summary><ul>"
        "<li><code>Party(&#x27;x&#x27;, name=&#x27;X&#x27;, kind=&#x27;state&#x27;)</code></li></ul></details></div>"
    )
