"""What the codes of PLOVER and CAMEO say: events under one set of names, and what the crosswalks make of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence

from peacetalks.codelists import crosswalk
from peacetalks.codelists.crosswalk import Correspondence, crosswalk_names

ROOTS = {
    "01": "COMMENT",
    "02": "APPEAL",
    "03": "AGREE",
    "04": "CONSULT",
    "05": "SUPPORT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "CONCEDE",
    "09": "ACCUSE",
    "10": "REQUEST",
    "11": "ACCUSE",
    "12": "REJECT",
    "13": "THREATEN",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
"""Events by the first two digits of CAMEO's codes. PLOVER has no ``COMMENT`` and ``APPEAL``: the names are ours."""

ELSEWHERE = {
    **dict.fromkeys(("084", "085", "086", "087", "0813", "0814"), "RETREAT"),
    **dict.fromkeys(("163", "191", "192"), "COERCE"),
    **dict.fromkeys(("1712", "175"), "ASSAULT"),
}
"""Codes, with those that begin so, that PLOVER files under another event than the rest of their root."""

FORMER = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Names of events in the gold standard records of 2016, with those of 2021."""

FORMER_CONTEXTS = {"resource": "natural_resource", "resources": "natural_resource", "democracy": "pro_democracy"}
"""Names of contexts in the gold standard records, where those of 2021 say the same and have a safe topic."""

OTHER_CONTEXTS = frozenset({"humanitarian", "pro_autocracy", "political", "rights", "cyber", "refugee", "legislative"})
"""Contexts without a topic of ours."""

TOPICS_OF_MODES = {
    ("assist", "humanitarian"): "humanitarian.access",
    ("assist", "legal"): "justice.judiciary",
    ("yield", "economic"): "economy.sanctions",
    ("change", "executive"): "governance.leadership",
}
"""Topics of what is requested or rejected, where all that CAMEO files under a mode and a context falls under one."""

SAFE = ("exact", "narrower")
"""Relations of outside codes of which our code says no more than they do."""

_is_cameo = re.compile(r"(?:0[1-9]|1[0-9]|20)[0-9]{0,2}").fullmatch


def is_cameo(code: str) -> bool:
    """Tell whether an event is given by its code in CAMEO."""
    return _is_cameo(code) is not None


def event_name(code: str) -> str | None:
    """Return the name of 2021 for an event, whether by its name or its code in CAMEO; ``None`` for unknown ones.

    >>> event_name("0871"), event_name("DISAPPROVE"), event_name("DOCUMENT")
    ('RETREAT', 'ACCUSE', None)
    """
    if is_cameo(code):
        elsewhere = (name for start, name in ELSEWHERE.items() if code.startswith(start))
        return next(elsewhere, ROOTS[code[:2]])
    name = FORMER.get(code, code)
    return name if name in ROOTS.values() or name in ELSEWHERE.values() else None


def is_context(text: str) -> bool:
    """Tell whether a word is one of PLOVER's contexts."""
    return text in _contexts() or text in FORMER_CONTEXTS or text in OTHER_CONTEXTS


def topics_of(code: str, modes: Iterable[str], contexts: Iterable[str]) -> tuple[str, ...]:
    """Return the topics of an event: only those that hold for all that its codes stand for."""
    contexts = [FORMER_CONTEXTS.get(context, context) for context in contexts]
    found = [one.code for context in contexts for one in _safe("plover_context", "topic", context)]
    found += [one.code for one in _safe("cameo", "topic", code)]
    if event_name(code) in ("REQUEST", "REJECT"):
        pairs = [(mode, context) for mode in modes for context in contexts]
        found += [TOPICS_OF_MODES[pair] for pair in pairs if pair in TOPICS_OF_MODES]
    return tuple(dict.fromkeys(found))


def chosen(codelist: str, code: str, modes: Sequence[str] = (), prefer: str = "") -> Correspondence | None:
    """Return what an event's code corresponds to in a codelist of ours.

    Of the code itself and what it falls under, the finest with a correspondence decides: a safe one (exact or
    narrower), else a broader one, which leaves something to be remarked, if it is the preferred one or there is no
    other. Those that only overlap are left to people.

    Args:
        codelist: Name of the codelist.
        code: The event, by its name or its code in CAMEO.
        modes: Its modes.
        prefer: The code of ours that is taken where it is as good as others; ``""`` for none.
    """
    for scheme, external in _codes(code, modes):
        rows = [one for one in _rows(scheme, codelist) if one.external_code == external]
        safe = [one for one in rows if one.relation in SAFE]
        broader = [one for one in rows if one.relation == "broader" and prefer in ("", one.code)]
        if safe:
            return min(safe, key=lambda one: one.code != prefer)
        if len(broader) == 1:
            return broader[0]
    return chosen(codelist, code, modes) if prefer else None


def _codes(code: str, modes: Iterable[str]) -> list[tuple[str, str]]:
    """Return the codes of an event, the finest first, with their schemes."""
    if not is_cameo(code):
        return [*(("plover", f"{code}/{mode}") for mode in modes), ("plover", code)]
    return [("cameo", code), ("plover", str(event_name(code)))]


def _rows(scheme: str, codelist: str) -> tuple[Correspondence, ...]:
    return crosswalk(scheme, codelist) if (scheme, codelist) in crosswalk_names() else ()


def _safe(scheme: str, codelist: str, code: str) -> list[Correspondence]:
    rows = crosswalk(scheme, codelist)
    return [one for one in rows if one.external_code == code and one.relation in SAFE]


@functools.cache
def _contexts() -> frozenset[str]:
    return frozenset(one.external_code for one in crosswalk("plover_context", "topic"))
