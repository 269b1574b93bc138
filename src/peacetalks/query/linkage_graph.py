"""The graph of linkages: what hangs together, and a picture of it."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

import attrs

from peacetalks.codelists import codelist
from peacetalks.dataset import Dataset
from peacetalks.dates.date import DateLike
from peacetalks.problems import MissingExtraError, excerpt
from peacetalks.query.answer import Answer, Evidence
from peacetalks.query.linkage import INDEPENDENT, PACKAGE, in_force
from peacetalks.query.linkage_order import TIE, claimants_of_all, levels, reached
from peacetalks.query.question import Certainty, Question
from peacetalks.records import Linkage, Record, type_name

if TYPE_CHECKING:
    import networkx

NAMING: Final = ("name", "text", "title", "proposition")
"""Fields that say what a record is, for people; the first that is there."""


@attrs.frozen(kw_only=True)
class LinkageComponent(Answer):
    """Records that hang together by linkages, directly or through others."""

    size: int
    """How many records there are."""
    records: tuple[str, ...]
    """Ids of the records, in order."""
    linkages: tuple[str, ...]
    """Ids of the linkages that tie them, in order."""
    is_sure: bool
    """Whether the linkages held in every reading of the dates."""
    according_to: tuple[str, ...]
    """Who makes these ties."""


@attrs.frozen(kw_only=True)
class LinkageNode:
    """A record in the graph, or a linkage that ties more than two."""

    id: str
    """Id of the record."""
    type: str
    """Its type, such as ``demand``."""
    label: str
    """Its name or text; for a linkage what its kind is called."""


@attrs.frozen(kw_only=True)
class LinkageEdge:
    """A step in the sentence *subjects kind objects*: from subject to object, or to and from the linkage's own node."""

    source: str
    """Id of the node where it begins."""
    target: str
    """Id of the node where it ends."""
    kind: str
    """How the subjects are tied to the objects."""
    linkage: str
    """Id of the linkage that it belongs to."""


@attrs.frozen(kw_only=True)
class LinkageGraph:
    """Linkages as nodes and edges.

    A linkage of one subject and one object is an edge. Any other one is a node: its subjects lead to it, and it leads
    to its objects. So "A and B in exchange for C" stays one tie of three, and is not read as two ties of two.
    """

    nodes: tuple[LinkageNode, ...]
    """The nodes, by id."""
    edges: tuple[LinkageEdge, ...]
    """The edges, by linkage; of each, first those from its subjects."""

    def as_networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return the graph for NetworkX, with ``type`` and ``label`` of nodes, ``kind`` and ``linkage`` of edges.

        The key of an edge is the id of its linkage. It needs the extra ``graph``.

        Raises:
            MissingExtraError: NetworkX is not installed.
        """
        try:
            import networkx
        except ModuleNotFoundError as missing:
            if missing.name != "networkx":
                raise
            raise MissingExtraError("a graph for NetworkX needs an extra: pip install 'peacetalks[graph]'") from None
        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
        for node in self.nodes:
            graph.add_node(node.id, type=node.type, label=node.label)
        for edge in self.edges:
            graph.add_edge(edge.source, edge.target, key=edge.linkage, kind=edge.kind, linkage=edge.linkage)
        return graph

    def to_mermaid(self) -> str:
        """Return the graph as a Mermaid flowchart, the text of a picture that many viewers of Markdown draw.

        Labels are cut at 80 characters. A dotted line stands for a tie that is expressly denied. Viewers draw 500
        edges at most, if they are not told otherwise; narrow a larger graph by its kinds.
        """
        names = {node.id: f"n{number}" for number, node in enumerate(self.nodes, start=1)}
        nodes = (f"    {names[node.id]}{_shape(node)}" for node in self.nodes)
        edges = (f"    {names[edge.source]} {_arrow(edge)} {names[edge.target]}" for edge in self.edges)
        return "\n".join(["flowchart LR", *nodes, *edges, ""])


def linkage_graph(
    dataset: Dataset,
    *,
    kind: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> LinkageGraph:
    """Return the graph of linkages: every record that one names, and how they are tied.

        >>> import peacetalks as pt
        >>> print(linkage_graph(pt.load("examples/moscow-ultimatums.yaml")).to_mermaid())
        flowchart LR
            n1["The sanctions on Russia are lifted."]
            n2["Every country gives the occupied territories legal recognition."]
            n3["Russia and the United States make direct economic agreements."]
            n4["How the war is to end"]
            n3 -.->|"independent of"| n4
            n2 -->|"in exchange for"| n1
        <BLANKLINE>

    Args:
        dataset: Where to look.
        kind: Kinds of linkage, such as ``conditional_on``; all of them if nothing is said, also ``independent_of``.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts.

    Raises:
        ValidationError: A filter or a date that cannot be.
    """
    question = Question.of(dataset, at, known_by, certainty)
    found = _by_id(question, question.wanted(Linkage, "kind", kind))
    ends = {id for linkage in found for id in _ends(linkage)}
    ties = {linkage.id for linkage in found if linkage.id in ends or not _is_pair(linkage)}
    return LinkageGraph(
        nodes=tuple(_node(question.dataset[id]) for id in sorted(ends | ties)),
        edges=tuple(edge for linkage in found for edge in _edges(linkage, is_node=linkage.id in ties)),
    )


def linkage_components(
    dataset: Dataset,
    *,
    kind: str | Iterable[str] | None = None,
    at: DateLike | None = None,
    known_by: DateLike | None = None,
    certainty: Certainty = "possible",
) -> tuple[LinkageComponent, ...]:
    """Return what hangs together by linkages, as far as chains of them reach: what is to be negotiated together.

    These are the connected components of the graph of linkages, whichever way they point. ``independent_of`` ties
    nothing, since it denies a tie, and does not count unless it is asked for. Demands that no linkage names are found
    by ``demands(…, is_linked=False)``.

        >>> import peacetalks as pt
        >>> ds = pt.load("examples/moscow-ultimatums.yaml")
        >>> [one.records for one in linkage_components(ds)]
        [('d-lift-sanctions', 'd-recognition')]

    Args:
        dataset: Where to look.
        kind: Kinds of linkage that count; all but ``independent_of`` if nothing is said.
        at: Time for which it is asked.
        known_by: Time by which it was known.
        certainty: Whether what is so in some or only what is so in every reading of the dates counts. Under
            ``possible`` there may be a component that held for sure and a wider one around it that may have held.

    Returns:
        The components, the largest first, then by the ids of their records.

    Raises:
        ValidationError: A filter or a date that cannot be.
    """
    question = Question.of(dataset, at, known_by, certainty)
    kinds = question.wanted(Linkage, "kind", kind)
    found: dict[tuple[str, ...], LinkageComponent] = {}
    for level in levels(question):
        for one in _components(level, kinds):
            found.setdefault(one.records, one)
    return tuple(sorted(found.values(), key=lambda one: (-one.size, one.records)))


def _components(question: Question, kinds: frozenset[str] | None) -> Iterator[LinkageComponent]:
    steps = _joined([one for one in _by_id(question, kinds) if kinds is not None or one.kind != INDEPENDENT])
    told: set[str] = set()
    for start in steps:
        if start not in told:
            group = reached(start, steps)
            told.update(group)
            yield _component(sorted(group), question)


def _joined(linkages: list[Linkage]) -> dict[str, list[str]]:
    """Return the steps from each linkage to all that it names, and back; and to itself where others name it."""
    steps: dict[str, list[str]] = {}
    pairs = [(TIE + linkage.id, end) for linkage in linkages for end in _ends(linkage)]
    ends = {end for _, end in pairs}
    pairs += [(TIE + linkage.id, linkage.id) for linkage in linkages if linkage.id in ends]
    for one, other in pairs:
        steps.setdefault(one, []).append(other)
        steps.setdefault(other, []).append(one)
    return steps


def _component(group: list[str], question: Question) -> LinkageComponent:
    records = tuple(node for node in group if not node.startswith(TIE))
    linkages = tuple(node.removeprefix(TIE) for node in group if node.startswith(TIE))
    evidence = tuple(Evidence.of(question.dataset[id]) for id in linkages)
    return LinkageComponent(
        size=len(records),
        records=records,
        linkages=linkages,
        is_sure=question.is_definite,
        according_to=claimants_of_all(evidence),
        evidence=evidence,
    )


def _by_id(question: Question, kinds: frozenset[str] | None) -> list[Linkage]:
    return sorted(in_force(question, kinds), key=lambda one: one.id)


def _ends(linkage: Linkage) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*linkage.subjects, *linkage.objects)))


def _is_pair(linkage: Linkage) -> bool:
    return linkage.kind != PACKAGE and len(set(linkage.subjects)) == len(set(linkage.objects)) == 1


def _edges(linkage: Linkage, *, is_node: bool) -> Iterator[LinkageEdge]:
    subjects, objects = dict.fromkeys(linkage.subjects), dict.fromkeys(linkage.objects)
    if is_node:
        pairs = [*((one, linkage.id) for one in subjects), *((linkage.id, one) for one in objects)]
    else:
        pairs = [(subject, one) for subject in subjects for one in objects]
    for source, target in pairs:
        yield LinkageEdge(source=source, target=target, kind=linkage.kind, linkage=linkage.id)


def _node(record: Record) -> LinkageNode:
    if isinstance(record, Linkage):
        return LinkageNode(id=record.id, type="linkage", label=_called(record.kind))
    named = (getattr(record, name, None) for name in NAMING)
    return LinkageNode(id=record.id, type=type_name(type(record)), label=next(filter(None, named), record.id))


def _called(kind: str) -> str:
    return codelist("linkage_kind")[kind].label.lower() if kind in codelist("linkage_kind") else kind


def _shape(node: LinkageNode) -> str:
    label = _label(node.label) or _label(node.id)
    return f'(["{label}"])' if node.type == "linkage" else f'["{label}"]'


def _arrow(edge: LinkageEdge) -> str:
    """Return the arrow of an edge, with what it says; the node of a linkage says that itself."""
    dash = "-.-" if edge.kind == INDEPENDENT else "--"
    if edge.target == edge.linkage:
        return dash if dash == "-.-" else "---"
    return f"{dash}>" if edge.source == edge.linkage else f'{dash}>|"{_label(_called(edge.kind))}"|'


_special = re.compile(r"[^\w ,.!?'()/-]|_|^-|^\d(?=\d*[.)])")


def _label(text: str) -> str:
    """Return text as it may stand between the quotes of a label: whatever means something to Mermaid as an entity."""
    plain = excerpt(" ".join(text.split()))
    return _special.sub(lambda found: f"#{ord(found[0])};", plain)
