"""Sentences that tell who signed, witnessed or mediated: "signed by A for B"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from peacetalks.importers.signatory_parts import parts_of
from peacetalks.importers.signatory_words import is_party, is_person, is_title, without_article

_PROSE = re.compile(
    r"\b(?:was|were|is|are|has|have|had|not|been|which|that|who|met|stated?s?|mentions?|mentioned|appears?|although|but|see|held|listed"
    r"|refers?|referred|reads?|also|by|includes?|including|included|provided?|signed|between|represents|facilitated|mediated|hosted|brokered|convened)\b",
)
_ACTS: tuple[tuple[str, str | None], ...] = (
    (r"witnessed by", "witness"),
    (r"in the presence of", "witness"),
    (r"facilitated by|under the facilitation of|with the facilitation of", "facilitator"),
    (r"mediated by|under the mediation of", "mediator"),
    (r"chaired by|moderated by", "chair"),
    (r"hosted by", "host"),
    (r"guaranteed by", "guarantor"),
    (r"observed by", "observer"),
    (r"monitored by", "monitor"),
    (r"convened by|sponsored by|under the auspices of|under the sponsorship of", "convenor"),
    (r"signed (?:for )?by|represented by", None),
)
_act = re.compile("|".join(rf"(?P<act{n}>\b(?:{pattern})\b)" for n, (pattern, _) in enumerate(_ACTS)), re.IGNORECASE)
_end = re.compile(
    r"(?<=[a-z)\]]{5})\.(?:\s|\Z)|;|\b(?:was|were|on behalf of both|at|in|on|during|following|after|with|to)\s"
)
_side = re.compile(r"\s(?:from|for|on behalf of|representing|of)\s", re.IGNORECASE)
_named_with_article = re.compile(r"[Tt]he(?: [A-Z][\w'’-]+){1,6}\Z")
_comma_or_and = re.compile(r",\s|\sand\s|\sy\s|\set\s")
_observers = re.compile(
    r"(?:the )?(?:observers|representatives|delegates) (?:from|of) (.{3,1500}?) (?:were present|attended|participated)",
    re.IGNORECASE,
)


MOST_WORDS_BEFORE = 8
"""Words of the longest party that stands before "signed by"."""


@attrs.frozen
class Told:
    """Somebody of whom a sentence tells."""

    name: str | None
    party: str | None
    title: str | None
    role: str | None


def looks_like_prose(text: str) -> bool:
    """Tell whether a text has words of sentences, which lists of names do not have."""
    return _PROSE.search(text) is not None


def in_sentence(text: str, known: Collection[str]) -> Iterator[Told]:
    """Yield those whom the sentences of a text say to have signed, or to have taken part in a role."""
    if (observers := _observers.match(text)) is not None and text[:11].lower().lstrip("the ").startswith("obs"):
        yield from _parties(observers[1], "observer", known)
        return
    acts = list(_act.finditer(text))
    for place, found in enumerate(acts):
        role = next(role for n, (_, role) in enumerate(_ACTS) if found[f"act{n}"])
        start, stop = found.end(), acts[place + 1].start() if place + 1 < len(acts) else len(text)
        ends = _end.search(text, start, stop)
        agents = text[start : ends.start() if ends else stop].strip(" :,")
        if place + 1 < len(acts) and ", and " in agents:
            agents = agents.rpartition(", and ")[0]
        before = text[acts[place - 1].end() if place else 0 : found.start()].strip()
        before = before.rpartition(", and ")[2]
        before = before.strip(" ,:-–") if before.endswith((",", ":", "-", "–")) else ""
        if role is None and agents.startswith(("a ", "an ")):
            continue
        if role is None:
            yield from _signed(agents, before, known)
        else:
            yield from _acted(agents, role, known)


def _parties(text: str, role: str, known: Collection[str]) -> Iterator[Told]:
    for part in parts_of(text, known):
        if part.kind == "party" or part.text[:4].lower() == "the ":
            yield Told(None, without_article(part.text), None, role)


def _signed(agents: str, before: str, known: Collection[str]) -> Iterator[Told]:
    """Yield the signatories of "A and B for X and C for Y", or those of the party that stands before "signed by"."""
    party = None
    if before and (is_party(before, known) or (len(before.split()) <= MOST_WORDS_BEFORE and before[0].isupper())):
        party = without_article(before)
    told: list[Told] = []
    first = 0
    for chunk in filter(None, (one.strip().removeprefix("and ") for one in _comma_or_and.split(agents))):
        cut = _side.search(chunk)
        name, side = (chunk[: cut.start()], chunk[cut.end() :]) if cut else (chunk, None)
        if is_person(name):
            told.append(Told(name, party, None, None))
            if side is not None and not is_title(chunk):
                told[first:] = [attrs.evolve(one, party=without_article(side)) for one in told[first:]]
                first = len(told)
        elif told and is_title(chunk):
            told[-1] = attrs.evolve(told[-1], title=chunk)
        elif told and first == len(told) and chunk[:1].isupper():  # "for Avaria and Belmora"
            told[-1] = attrs.evolve(told[-1], party=f"{told[-1].party} and {chunk}")
        elif not told and is_party(chunk, known):
            told.append(Told(None, without_article(chunk), None, None))
    yield from told


def _acted(agents: str, role: str, known: Collection[str]) -> Iterator[Told]:
    """Yield who did something in a role: parties, and persons who have a title or a form of address."""
    title = None
    told: list[Told] = []
    for part in parts_of(agents, known):
        if part.kind == "party" or (part.kind != "title" and _named_with_article.match(part.text)):
            told.append(Told(None, without_article(part.text), None, role))
        elif part.kind == "person":
            told.append(Told(part.text, None, title, role))
            title = None
        elif part.kind == "title" and told and told[-1].name and told[-1].title is None:
            told[-1] = attrs.evolve(told[-1], title=part.text)
        else:
            title = part.text if part.kind == "title" else None
    yield from told
