"""The parts of a statement such as ``Name, title, X``: cut apart, and each told for what it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import attrs

from peacetalks.importers.signatory_headers import for_party
from peacetalks.importers.signatory_text import split_outside_brackets, squeezed
from peacetalks.importers.signatory_words import (
    KEEPS_COMMA,
    LONGEST_PIECE,
    MOST_WORDS,
    PARTY_WORDS,
    POST_NOMINALS,
    Kind,
    bare,
    is_party,
    is_person,
    is_title,
    kind_of,
    split_courtesy,
    without_article,
)

MOST_TITLE_WORDS = 14
"""Words of the longest office that follows a name without a comma; more have other names in them."""

_acronyms = re.compile(r"(?<=[A-Z]{2})\s([-–—])\s(?=[A-Z]{2,}(?:\W*\Z|[,;(]))")
_dash = re.compile(r"\s[-–—]+\s|\s[-–—]+(?=\w)|(?<=\w)[–—]+\s")
_DASH, _KEPT = "\ufdd1", "\ufdd2"
_run_on = re.compile(r"\b((?:Mr|Mrs|Ms|Dr|Hon|Gen|Col|Lt|Prof|Rev|Capt|Maj|H\. ?E)\.)(?=[A-Z])")
_behalf = re.compile(
    r"(?:and )?(?:for and )?(?:on (?:the )?behalf of|for the|representing)\s|for\s(?=[A-Z])", re.IGNORECASE
)
_behalf_within = re.compile(r"\s(?:for the|on behalf of)\s")
_and = re.compile(r"\s(?:and|And|AND|et|ET|y|Y|&)\s")
_bracket_behind = re.compile(r"(.{3,80}) \(([^()]{2,80})\)\Z")
_joined = re.compile(r"(?:and|et|y|&)\s+")
_post_nominal = re.compile(
    r"\s*\((?:dr|ph\.?\s?d\.?|m\.?p\.?|ret'?d?|rtd|prof|mr|ms|sr|jr|psc)\.?\)\.?(?=\s|\Z)", re.IGNORECASE
)


@attrs.frozen
class Part:
    """A part of a statement, and what it is."""

    kind: Kind
    text: str


def parts_of(text: str, known: Collection[str]) -> Iterator[Part]:
    """Yield the parts of a statement between commas, dashes and tabs."""
    held = ""
    for cut in split_outside_brackets(_dash.sub(_DASH, _acronyms.sub(_KEPT + r"\1" + _KEPT, text)), f",\t{_DASH}"):
        part = _trimmed(cut.replace(_KEPT, " "))
        if not part:
            continue
        if held and split_courtesy(held)[1] == "" and not is_title(held):  # "His Excellency, Anna Berg"
            held = f"{held} {part}"
        elif held and part.casefold() in KEEPS_COMMA:
            held = f"{held}, {part}"
        else:
            if held:
                yield from _told(held, known)
            held = part
    if held:
        yield from _told(held, known)


def _trimmed(text: str) -> str:
    text = _run_on.sub(r"\1 ", squeezed(text).strip(' :;|"“”'))
    text = _joined.sub("", text, count=1) if _joined.match(text) else text
    if text.startswith("(") and text.find(")") == len(text) - 1 and not is_person(text[1:-1]):
        text = text[1:-1]
    if text.endswith(".") and len(text.rsplit(maxsplit=1)[-1].rstrip(".")) > 3:
        text = text[:-1]
    return text


def _told(text: str, known: Collection[str]) -> Iterator[Part]:
    """Yield a text as one part, or as the several that it is made of."""
    if len(text) > LONGEST_PIECE or set(text) & set("[]"):
        yield Part("unknown", text)
        return
    if without_article(text).casefold() in known:
        yield Part("party", text)
        return
    if _behalf.match(text):
        party = for_party(text)
        yield Part("party", party) if party else Part("unknown", text)
        return
    text = _post_nominal.sub("", text).strip()
    bracket = _bracket_behind.match(text)
    if bracket is not None and is_person(bracket[1]) and is_party(bracket[2], known):
        if _abbreviates(bracket[2], bracket[1]):
            yield Part("party", text)
        else:
            yield Part("person", bracket[1])
            yield Part("party", bracket[2])
        return
    if bracket is not None and is_person(bracket[1]) and is_title(bracket[2]):
        yield Part("person", bracket[1])
        yield Part("title", bracket[2])
        return
    joined = [_trimmed(one) for one in _and.split(text)]
    is_joined = len(joined) > 1 and all(map(is_person, joined))  # "ANNA BERG Y EVA DAHL", where Y may be an initial too
    plain = _without_honours(text)
    if is_person(plain) and not is_joined:
        yield Part("person", plain)
        return
    if is_joined or _all_parties(joined, known):
        yield from (Part("person" if is_person(one) else "party", one) for one in joined)
        return
    behalf = _behalf_within.search(text)
    if behalf is not None and is_person(text[: behalf.start()]) and is_party(text[behalf.end() :], known):
        yield Part("person", text[: behalf.start()])
        yield Part("party", text[behalf.end() :])
        return
    if (named := _name_before_title(text)) is not None:
        yield Part("person", named[0])
        yield Part("title", named[1])
        return
    if (named := _title_before_name(text)) is not None:
        yield Part("title", named[0])
        yield Part("person", named[1])
        return
    yield Part(kind_of(text, known), text)


def _abbreviates(acronym: str, text: str) -> bool:
    """Tell whether a text is written in short by the initials of its first words, as organisations are."""
    initials = "".join(word[0] for word in without_article(text).split() if word[0].isupper())
    return acronym.isupper() and len(initials) > 1 and acronym.startswith(initials[:2])


def _without_honours(text: str) -> str:
    """Return a name without "CMG MP" behind it."""
    words = text.split()
    while len(words) > 2 and bare(words[-1]) in POST_NOMINALS:
        words.pop()
    return " ".join(words)


def _all_parties(joined: list[str], known: Collection[str]) -> bool:
    """Tell whether texts around "and" are parties of their own: each has an article, or is an acronym or known."""
    if len(joined) != 2 or without_article(joined[0]).partition(" ")[0].endswith("s"):  # "Governments of A and the B"
        return False
    return all(
        is_party(one, known)
        and one[:1].isupper() | one.startswith("the ")
        and (place == 0 or one.startswith("the ") or one.isupper() or one.casefold() in known)
        for place, one in enumerate(joined)
    )


def _title_before_name(text: str) -> tuple[str, str] | None:
    """Return office and name of "Berland Foreign Minister Anna Berg", which has no comma."""
    words = text.split()
    for place in range(len(words) - 2, 0, -1):
        if is_title(bare(words[place - 1])) or is_title(words[place - 1]):
            title, name = " ".join(words[:place]), " ".join(words[place:])
            return (title, name) if is_title(title) and is_person(name) else None
    return None


def _name_before_title(text: str) -> tuple[str, str] | None:
    """Return name and office of "Anna Berg Minister of Defence", which has no comma."""
    words = text.split()
    if text.isupper() and len(words[0]) <= 3:
        return None
    for count in range(min(len(words) - 1, MOST_WORDS + 5), 1, -1):
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if all(word.isupper() and word.isalpha() and len(word) <= 4 for word in words[:count]):
            continue
        first = (split_courtesy(name)[1] or name).split()[0]
        if first.isupper() and first.isalpha() and len(first) > 2 and not name.isupper():
            return None
        before = words[count - 1]
        if split_courtesy(before)[0] or (
            len(bare(before)) <= 1 and not name.isupper()
        ):  # "Anna Berg General Secretary", "Anna B."
            continue
        if (
            is_person(_post_nominal.sub("", name))
            and words[count][0].isupper()
            and len(bare(words[count])) > 1
            and bare(words[count]) not in PARTY_WORDS
            and len(words) - count <= MOST_TITLE_WORDS
            and is_title(rest.partition(" (")[0])
            and "and" not in words[count : count + 3]
        ):
            return _post_nominal.sub("", name), rest
    return None
