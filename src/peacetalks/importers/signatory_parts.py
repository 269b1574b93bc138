"""The parts of a list such as ``Name, title, X``: cut apart, and each told for what it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

import attrs

from peacetalks.importers.signatory_headers import for_header
from peacetalks.importers.signatory_text import NOT_SIGNED, split_outside_brackets, squeezed
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

_acronyms = re.compile(r"(?<=[A-Z]{2})\s[-–—]\s(?=[A-Z]{2,}(?:\W*\Z|[,;(]))")
_dash = re.compile(r"\s[-–—]+\s|\s[-–—]+(?=\w)|(?<=\w)[–—]+\s|\s\d{1,2}[.)]\s")
_DASH = "\ufdd1"
_run_on = re.compile(r"\b((?:Mr|Mrs|Ms|Dr|Hon|Gen|Col|Lt|Prof|Rev|Capt|Maj|H\. ?E)\.)(?=[A-Z])")
_in_brackets = re.compile(r"\(([^()]{3,80})\)[\s,]*")
_behalf = re.compile(
    r"(?:and )?(?:(?:the )?(?:representatives|delegates|members) of|(?:for and )?on (?:the )?behalf of|for\s?:|for the"
    r"|representing)\s|for\s(?=[A-Z])",
    re.IGNORECASE,
)
_of = re.compile(r"\s(?:of|from)\s")
_and = re.compile(r"\s(?:and|And|AND|et|&)\s")
_and_the = re.compile(r"\s(?:and|et|y)\s(?:from\s)?(?=(?:the|la|le|el)\s)", re.IGNORECASE)
_editorial = re.compile(
    r"\s*\[[^][]*\]|\s*\((?:signatory|listed|capacity|status)[^()]*\)"
    r"|\s(?:as|of) (?:the )?(?:first|second|third|fourth) par(?:ty|t)\b.*"
)
_bracket_behind = re.compile(r"(.{3,80}) \(([^()]{2,80})\)\Z")
_for = re.compile(r"\s(?:for|on behalf of)\s(?:the\s)?")
_joined = re.compile(r"(?:and|et|y|&)\s+")
_label = re.compile(r"(?:(?:names?|title|signed|signature)\s*:|names?\s(?=[A-Z]))\s*", re.IGNORECASE)
_post_nominal = re.compile(
    r"\s*\((?:dr|ph\.?\s?d\.?|m\.?p\.?|ret'?d?|rtd|prof|mr|ms|sr|jr|psc)\.?\)\.?(?=\s|\Z)", re.IGNORECASE
)


@attrs.frozen
class Part:
    """A part of a list, and what it is."""

    kind: Kind | Literal["unsigned"]
    text: str


def parts_of(text: str, known: Collection[str]) -> Iterator[Part]:
    """Yield the parts of a list between commas, dashes, tabs and "and"."""
    found = _in_brackets.match(text)
    if found is not None and is_person(found[1]) and text[found.end() :]:  # "(ANNA BERG) CHAIRMAN"
        text = f"{found[1]}, {text[found.end() :]}"
    held = ""
    for cut in split_outside_brackets(_dash.sub(_DASH, _acronyms.sub("-", text)), f",\t{_DASH}"):
        part = _trimmed(cut)
        if not part:
            continue
        if held and not is_title(held) and split_courtesy(held)[1] == "":  # "His Excellency, Anna Berg"
            held = f"{held} {part}"
            continue
        if held and part.casefold() in KEEPS_COMMA:
            held = f"{held}, {part}"
            continue
        if held:
            yield from _told(held, known)
        held = part
    if held:
        yield from _told(held, known)


def _trimmed(text: str) -> str:
    text = _run_on.sub(r"\1 ", squeezed(text).strip(' :;|/"“”'))
    text = _editorial.sub("", text)
    if text.casefold().rstrip(".") == "signed":
        return ""
    if text.startswith("(") and text.find(")") == len(text) - 1 and not is_person(text[1:-1]):
        text = text[1:-1]
    found = _joined.match(text)
    text = text[found.end() :] if found else text
    found = _label.match(text)
    text = text[found.end() :] if found else text
    if text.endswith(".") and len(text.rsplit(maxsplit=1)[-1].rstrip(".")) > 3:
        text = text[:-1]
    return text


def _told(text: str, known: Collection[str]) -> Iterator[Part]:
    """Yield a text as one part, or as the several that it is made of."""
    if NOT_SIGNED in text:
        yield Part("unsigned", squeezed(text.replace(NOT_SIGNED, " ")))
        return
    if len(text) > LONGEST_PIECE or text.count("[") != text.count("]"):
        yield Part("unknown", text)
        return
    if _behalf.match(text) and (party := for_header(text)) is not None:
        yield Part("party", party)
        return
    if without_article(text).casefold() in known:
        yield Part("party", text)
        return
    bracket = _bracket_behind.match(text)
    if bracket is not None and _abbreviates(bracket[2], bracket[1]):
        yield Part("party", text)
        return
    if bracket is not None and is_person(bracket[1]) and is_party(bracket[2], known):
        yield Part("person", bracket[1])
        yield Part("party", bracket[2])
        return
    text = _post_nominal.sub("", text).strip()
    plain = _without_honours(text)
    if is_person(plain):
        yield Part("person", plain)
        return
    joined = [_trimmed(one) for one in _and_the.split(text)]
    if len(joined) > 1 and _are_joined(joined, known):
        yield from (Part("party" if kind_of(one, known) == "person" else kind_of(one, known), one) for one in joined)
        return
    joined = [_trimmed(one) for one in _and.split(text)]
    if len(joined) > 1 and (all(map(is_person, joined)) or _all_parties(joined, known)):
        for one in joined:
            yield Part("person" if is_person(one) else "party", one)
        return
    behalf = _for.search(text)
    if behalf is not None and is_person(text[: behalf.start()]):
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
    cut = _of.search(text)
    if cut is not None and is_person(text[: cut.start()]) and not split_courtesy(text)[0]:
        yield Part("unknown", text)
        return
    if cut is not None and is_person(text[: cut.start()]):
        yield Part("person", text[: cut.start()])
        whose = without_article(text[cut.end() :])
        is_whose = is_party(whose, known) or text[: cut.start()].split()[0].casefold() in {
            "president",
            "king",
            "emir",
        }
        yield Part("party" if is_whose else "title", whose if is_whose else text[cut.start() :].strip())
        return
    kind = kind_of(text, known)
    joint = _and.search(text)
    if kind == "party" and joint is not None and is_title(text[joint.end() :]):  # "the Union and Mediator of the talks"
        yield Part(kind, text[: joint.start()])
        yield Part("title", text[joint.end() :])
        return
    yield Part(kind, text)


def _abbreviates(acronym: str, text: str) -> bool:
    """Tell whether a text is written in short by the initials of its first words, as organisations are."""
    initials = "".join(word[0] for word in without_article(text).split() if word[0].isupper())
    return acronym.isupper() and len(initials) > 1 and acronym.startswith(initials[:2])


def _are_joined(joined: list[str], known: Collection[str]) -> bool:
    """Tell whether texts around "and the" are two parties of which one at least is surely one."""
    first, last = without_article(joined[0]), without_article(joined[-1])
    if is_title(joined[0]) or is_title(last) or not first[:1].isupper() or not last[:1].isupper():
        return False
    return is_party(last, known) or (is_party(first, known) and len(joined) == 2)


def _without_honours(text: str) -> str:
    """Return a name without "CMG MP" behind it."""
    words = text.split()
    while len(words) > 2 and bare(words[-1]) in POST_NOMINALS:
        words.pop()
    return " ".join(words)


def _all_parties(joined: list[str], known: Collection[str]) -> bool:
    """Tell whether texts around "and" are parties of their own: each has an article, is an acronym, or is known."""
    if not all(is_party(one, known) for one in joined):
        return False
    return all(
        one.split()[0].casefold() in {"the", "el", "la", "le"} or one.isupper() or one.casefold() in known
        or one.split()[0].casefold() in {"government", "governments", "republic", "united", "federal", "kingdom"}
        for one in joined[1:]
    )  # fmt: skip


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
        if all(word.isupper() and len(word) <= 4 for word in words[:count]):
            continue
        first = (split_courtesy(name)[1] or name).split()[0]
        if first.isupper() and first.isalpha() and len(first) > 2 and not name.isupper():
            return None
        before = words[count - 1]
        if split_courtesy(before)[0] or len(bare(before)) <= 1:  # "Anna Berg General Secretary", "Anna B."
            continue
        if (
            is_person(_post_nominal.sub("", name))
            and words[count][0].isupper()
            and bare(words[count]) not in PARTY_WORDS
            and is_title(rest)
            and "and" not in words[count : count + 3]
        ):
            return _post_nominal.sub("", name), rest
    return None
