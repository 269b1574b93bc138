"""The graph of linkages: what hangs together, its nodes and edges, and the pictures and graphs made of it."""

import builtins
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetalks as pt
from peacetalks.query import as_known
from peacetalks.query.linkage_graph import LinkageEdge, LinkageNode, linkage_components, linkage_graph
from tests.strategies.dates import plain_points, words
from tests.strategies.records import datasets

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
RUSSIA = pt.Party(id="russia", name="Russia", kind="state")


@pytest.fixture(scope="module")
def article():
    return pt.load(EXAMPLES / "moscow-ultimatums.yaml")


def demand(id, text=None):
    return pt.Demand(id=id, by=["russia"], kind="demand", text=text or f"{id} comes about.")


def tie(id, kind, subjects, objects=(), **fields):
    return pt.Linkage(id=id, kind=kind, subjects=list(subjects), objects=list(objects), **fields)


def of(*records):
    return pt.Dataset.from_records([RUSSIA, *map(demand, "abcdef"), *records])


def node(id, type, label):
    return LinkageNode(id=id, type=type, label=label)


def edge(source, target, kind, linkage):
    return LinkageEdge(source=source, target=target, kind=kind, linkage=linkage)


# --- the examples, by hand --------------------------------------------------------------------------------------------


def test_the_graph_of_the_article(article):
    graph = linkage_graph(article)
    assert graph.nodes == (
        node("d-lift-sanctions", "demand", "The sanctions on Russia are lifted."),
        node("d-recognition", "demand", "Every country gives the occupied territories legal recognition."),
        node("d-us-economic-agreements", "demand", "Russia and the United States make direct economic agreements."),
        node("ending-the-war", "issue", "How the war is to end"),
    )
    assert graph.edges == (
        edge("d-us-economic-agreements", "ending-the-war", "independent_of", "economy-apart-from-settlement"),
        edge("d-recognition", "d-lift-sanctions", "in_exchange_for", "recognition-for-sanctions"),
    )


def test_what_hangs_together_in_the_article(article):
    (answer,) = linkage_components(article)
    assert (answer.size, answer.records) == (2, ("d-lift-sanctions", "d-recognition"))
    assert (answer.linkages, answer.is_sure) == (("recognition-for-sanctions",), True)
    assert answer.according_to == ("russia",)
    assert [str(one) for one in answer.evidence] == ["recognition-for-sanctions"]
    (denied,) = linkage_components(article, kind="independent_of")
    assert denied.records == ("d-us-economic-agreements", "ending-the-war")
    assert [one.is_sure for one in linkage_components(article, at="2026-02-05")] == [False]
    assert linkage_components(article, at="2026-02-05", certainty="definite") == ()


def test_the_talks_have_no_linkages():
    talks = pt.load(EXAMPLES / "abu-dhabi-2026.yaml")
    assert linkage_components(talks) == ()
    assert linkage_graph(talks).nodes == linkage_graph(talks).edges == ()
    assert linkage_graph(talks).to_mermaid() == "flowchart LR\n"


# --- what hangs together ----------------------------------------------------------------------------------------------


def test_components_are_joined_by_whatever_names_both_and_the_largest_come_first():
    dataset = of(
        tie("k", "conditional_on", "e", "f"),
        tie("l", "in_exchange_for", "ab", "c"),
        tie("m", "undermines", "d", "c"),
        tie("n", "independent_of", "a", "e"),
    )
    found = linkage_components(dataset)
    assert [(one.size, one.records, one.linkages) for one in found] == [
        (4, ("a", "b", "c", "d"), ("l", "m")),
        (2, ("e", "f"), ("k",)),
    ]
    assert [one.records for one in linkage_components(dataset, kind=["independent_of", "conditional_on"])] == [
        ("a", "e", "f")
    ]


def test_a_linkage_that_is_tied_itself_brings_what_it_ties():
    dataset = of(tie("l", "in_exchange_for", "a", "b"), tie("m", "conditional_on", ["l"], ["c"]))
    assert [one.records for one in linkage_components(dataset)] == [("a", "b", "c", "l")]


def test_a_component_that_may_have_held_stands_beside_the_one_that_did():
    dataset = of(
        tie("l", "in_exchange_for", "a", "b", date="2026-01"),
        tie("m", "in_exchange_for", "b", "c", date="2026-02"),
        tie("n", "in_exchange_for", "a", "b", date="2026-02"),
        tie("o", "in_exchange_for", "d", "e", date="2026-01"),
        tie("p", "in_exchange_for", "e", "f", date="2026-03"),
    )
    found = linkage_components(dataset, at="2026-02-05")
    assert [(one.records, one.is_sure) for one in found] == [
        (("a", "b", "c"), False),
        (("a", "b"), True),
        (("d", "e"), True),
    ]
    assert linkage_components(dataset, at="2026-02-05", certainty="definite") == found[1:]


# --- nodes and edges --------------------------------------------------------------------------------------------------


def test_a_tie_of_more_than_two_is_one_node():
    graph = linkage_graph(of(tie("l", "in_exchange_for", "ab", "c"), tie("m", "package", "abb")))
    assert [(one.id, one.type, one.label) for one in graph.nodes][3:] == [
        ("l", "linkage", "in exchange for"),
        ("m", "linkage", "package"),
    ]
    assert [(one.source, one.target, one.linkage) for one in graph.edges] == [
        ("a", "l", "l"),
        ("b", "l", "l"),
        ("l", "c", "l"),
        ("a", "m", "m"),
        ("b", "m", "m"),
    ]


def test_a_linkage_that_is_tied_itself_is_a_node():
    graph = linkage_graph(of(tie("l", "in_exchange_for", "a", "b"), tie("m", "conditional_on", ["l"], ["c"])))
    assert [one.id for one in graph.nodes] == ["a", "b", "c", "l"]
    assert [(one.source, one.target) for one in graph.edges] == [("a", "l"), ("l", "b"), ("l", "c")]
    alone = linkage_graph(
        of(tie("l", "in_exchange_for", "a", "b"), tie("m", "conditional_on", ["l"], ["c"])), kind="conditional_on"
    )
    assert [(one.source, one.target) for one in alone.edges] == [("l", "c")]


def test_records_are_called_by_what_names_them():
    source = pt.Source(id="source", title="A paper")
    guess = pt.Assessment(id="guess", kind="forecast", proposition="It rains.")
    position = pt.Position(id="position", by=["russia"], about=["a"], stance="insists")
    subjects = ["russia", "source", "guess", "position", "a"]
    graph = linkage_graph(of(source, guess, position, tie("l", "example.org:delays", subjects, ["b"])))
    assert {one.id: one.label for one in graph.nodes} == {
        "russia": "Russia",
        "source": "A paper",
        "guess": "It rains.",
        "position": "position",
        "a": "a comes about.",
        "b": "b comes about.",
        "l": "example.org:delays",
    }


def test_a_graph_is_narrowed_by_kind_and_time():
    dataset = of(
        tie("l", "in_exchange_for", "a", "b", date="2026-01"), tie("m", "conditional_on", "c", "d", date="2026-02")
    )
    linkage_of = [one.linkage for one in linkage_graph(dataset, kind="conditional_on").edges]
    assert linkage_of == ["m"]
    assert [one.linkage for one in linkage_graph(dataset, at="2026-02-05").edges] == ["l", "m"]
    assert [one.linkage for one in linkage_graph(dataset, at="2026-02-05", certainty="definite").edges] == ["l"]
    with pytest.raises(pt.ValidationError):
        linkage_graph(dataset, kind="packages")


# --- NetworkX ---------------------------------------------------------------------------------------------------------


def test_the_graph_for_networkx_has_the_same_nodes_and_edges(article):
    pytest.importorskip("networkx")
    graph = linkage_graph(article).as_networkx()
    assert graph.is_directed()
    assert graph.is_multigraph()
    assert graph.nodes["ending-the-war"] == {"type": "issue", "label": "How the war is to end"}
    assert list(graph.edges(keys=True, data=True)) == [
        (
            "d-recognition",
            "d-lift-sanctions",
            "recognition-for-sanctions",
            {"kind": "in_exchange_for", "linkage": "recognition-for-sanctions"},
        ),
        (
            "d-us-economic-agreements",
            "ending-the-war",
            "economy-apart-from-settlement",
            {"kind": "independent_of", "linkage": "economy-apart-from-settlement"},
        ),
    ]


def test_ties_between_the_same_two_stay_apart_in_networkx():
    pytest.importorskip("networkx")
    dataset = of(tie("l", "in_exchange_for", "a", "b"), tie("m", "conditional_on", "a", "b"))
    assert sorted(linkage_graph(dataset).as_networkx().edges(keys=True)) == [("a", "b", "l"), ("a", "b", "m")]


@pytest.mark.parametrize(("name", "error"), [("networkx", pt.MissingExtraError), ("numpy", ModuleNotFoundError)])
def test_without_networkx_the_extra_is_named(article, monkeypatch, name, error):
    import_ = builtins.__import__

    def fail(wanted, *args, **kwargs):
        if wanted == "networkx":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return import_(wanted, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(error) as raised:
        linkage_graph(article).as_networkx()
    assert ("pip install 'peacetalks[graph]'" in str(raised.value)) is (name == "networkx")


# --- Mermaid ----------------------------------------------------------------------------------------------------------


def test_arrows_tell_kinds_apart_and_nodes_of_linkages_their_own():
    dataset = of(
        tie("k", "independent_of", "ab", "c"),
        tie("l", "conditional_on", "ab", "c"),
        tie("m", "sequenced_after", "a", "b"),
        tie("n", "example.org:delays", "a", "b"),
    )
    assert linkage_graph(dataset).to_mermaid().splitlines() == [
        "flowchart LR",
        '    n1["a comes about."]',
        '    n2["b comes about."]',
        '    n3["c comes about."]',
        '    n4(["independent of"])',
        '    n5(["conditional on"])',
        "    n1 -.- n4",
        "    n2 -.- n4",
        "    n4 -.-> n3",
        "    n1 --- n5",
        "    n2 --- n5",
        "    n5 --> n3",
        '    n1 -->|"sequenced after"| n2',
        '    n1 -->|"example.org#58;delays"| n2',
    ]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ('He said "end"', "He said #34;end#34;"),
        ("a]b[c{d}|e;f", "a#93;b#91;c#123;d#125;#124;e#59;f"),
        ("one\n  two\ttwo", "one two two"),
        ("`*bold*` _it_ %%{init}%%", "#96;#42;bold#42;#96; #95;it#95; #37;#37;#123;init#125;#37;#37;"),
        ("1. First", "#49;. First"),
        ("12) Twelfth", "#49;2) Twelfth"),
        ("314 persons", "314 persons"),
        ("- item - two", "#45; item - two"),
        ("#35; <b> & style:x", "#35;35#59; #60;b#62; #38; style#58;x"),
        ("Визнання — 領土", "Визнання #8212; 領土"),
        ("x" * 81, "x" * 79 + "#8230;"),
        ("\x1c", "a"),
    ],
)
def test_labels_are_text_and_nothing_else_to_mermaid(text, label):
    dataset = pt.Dataset.from_records([RUSSIA, demand("a", text), tie("l", "conditional_on", "a", "a")])
    assert linkage_graph(dataset).to_mermaid().splitlines()[1] == f'    n1["{label}"]'


@given(words())
def test_labels_say_what_the_text_says(text):
    dataset = pt.Dataset.from_records([RUSSIA, demand("a", text), tie("l", "conditional_on", "a", "a")])
    _, line, _ = linkage_graph(dataset).to_mermaid().splitlines()
    label = re.fullmatch(r' {4}n1\["([\w ,.!?\'()/#;-]+)"\]', line)[1]
    assert not re.search(r"#(?!\d+;)", label)
    assert re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label) == (" ".join(text.split()) or "a")
    assert unescape(label) == label


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def tied(draw):
    """Datasets of a few demands with linkages among them, at different times, some of which are tied themselves."""
    made = st.builds(
        tie,
        st.sampled_from("lmnop"),
        st.sampled_from(["conditional_on", "package", "independent_of"]),
        st.lists(st.sampled_from("abcdef"), min_size=1, max_size=2),
        st.lists(st.sampled_from("abcdef"), max_size=2),
        date=st.none() | st.sampled_from(["2026-01", "2026-02", "2026-03"]),
    )
    return of(*draw(st.lists(made, max_size=5, unique_by=lambda one: one.id)))


@given(tied(), st.sampled_from(["2026-01-15", "2026-02-01", "2026-03"]))
def test_what_is_so_for_sure_may_be_so(dataset, at):
    definite, possible = (set(linkage_components(dataset, at=at, certainty=one)) for one in ("definite", "possible"))
    assert definite <= possible


@given(tied())
def test_components_are_those_of_the_graph(dataset):
    networkx = pytest.importorskip("networkx")
    kinds = ["conditional_on", "package"]
    graph = linkage_graph(dataset, kind=kinds).as_networkx()
    ends = {end for one in dataset.linkages for end in (*one.subjects, *one.objects)}
    apart = {tuple(sorted(ends & group)) for group in networkx.weakly_connected_components(graph)}
    assert {one.records for one in linkage_components(dataset, kind=kinds)} == apart


@given(datasets(), plain_points(), st.sampled_from(["possible", "definite"]))
def test_any_dataset_is_answered_as_it_stood_and_in_whatever_order(dataset, date, certainty):
    turned = pt.Dataset.from_records(reversed(dataset.records), **dataset.header)
    for helper in (linkage_components, linkage_graph):
        known = helper(as_known(dataset, date, certainty=certainty), certainty=certainty)
        assert helper(dataset, known_by=date, certainty=certainty) == known
        assert helper(turned, at=date, certainty=certainty) == helper(dataset, at=date, certainty=certainty)
    linkage_graph(dataset).to_mermaid()
