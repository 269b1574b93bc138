"""The third parties of UCDP's rows, as far as their names stand alone, and their roles where the comment is plain."""

from __future__ import annotations

import re

import attrs

from peacetalks.codelists import crosswalk
from peacetalks.dataset import Dataset
from peacetalks.importers import ucdp_parties
from peacetalks.importers.columns import Column
from peacetalks.importers.draft import Draft, Rule
from peacetalks.importers.ucdp_actors import actors_of, participations_of
from peacetalks.records import Agreement, Participation
from peacetalks.values import Citation

LONGEST = 80
"""Most characters of a cell that is taken to be a list of names."""

_ROLES = [one for one in crosswalk("ucdp_pad", "role") if one.external_code != "pa_3rd"]
PLAIN_STEMS = frozenset({"mediat", "facilitat", "host", "guarant", "witness"})
"""Stems that say a role whatever stands around them; others may be part of a name or of a word for something else."""

_separator = re.compile(r"\s*(?:[,;\n]|\band\b)\s*(?![^()]*\))")
_with_and = re.compile(r"\b(Trinidad|Bosnia|Antigua|Principe|Príncipe|Kitts|Grenadines) and (?=[A-Z])")
_WORD = r"[^\W\d_a-z][\w.’'-]*"
_one_name = re.compile(rf"(?:the )?{_WORD}(?: (?:of|and|the|de|la|du|del|on|for|&|{_WORD}))*( \([A-Z][^()]*\))?")
_title = re.compile(
    r"\b(?:President|Minister|Prime|Chairman|Ambassador|General|Secretary|King|Bishop|Mr|Mrs|Dr|Lord)\b"
)
_not_signing = re.compile(r"\bnot (?:(?:a|formal|themselves) )*signator\w*", re.IGNORECASE)
_sentence_end = re.compile(r"(?<=[.;])\s+|\n+")
_subject = re.compile(
    r"(?:the )?\x00,? (?:(?:has|had|was|were|been|also|and|acted|served|as|a|the|chief|main|official|sole) )*",
    re.IGNORECASE,
)
_agent = re.compile(r"(?i:\w* by (?:the )?)\x00(?!['’/]| [A-Z])")
_in_doubt = re.compile(r"\b(?:not|never|would|should|could|may|might|to|be)\W+(?:\w+\W+)?\Z", re.IGNORECASE)


def names_in(cell: str) -> list[str]:
    """Return the names that a cell lists; none where it holds anything else, such as titles or a sentence.

    >>> names_in("Algeria, the UN and ECOWAS.")
    ['Algeria', 'the UN', 'ECOWAS']
    >>> names_in("The UN, which Kenya supported")
    []
    """
    if len(cell) > LONGEST:
        return []
    joined = _with_and.sub("\\1\x00", cell.strip().removesuffix("."))
    pieces = [piece.replace("\x00", " and ") for piece in _separator.split(joined) if piece]
    return pieces if all(_one_name.fullmatch(piece) and not _title.search(piece) for piece in pieces) else []


def role_in(comment: str, name: str) -> tuple[str, str] | None:
    """Return the role that a comment plainly gives to the one third party there is, and the sentence that says so.

    ``None`` where it gives none, or hints at several, or speaks of somebody else, or of what was only to be.
    """
    shown = {name, name.removeprefix("the "), ucdp_parties.plain_name(name)}
    marked = _not_signing.sub("", comment)
    for one in sorted(shown, key=len, reverse=True):
        marked = re.sub(rf"(?<!\w){re.escape(one)}(?!\w)", "\x00", marked)
    found = [one for one in _ROLES if _says(marked, one.external_code)]
    if len(found) != 1 or found[0].external_code not in PLAIN_STEMS:
        return None
    ((stem, role),) = ((one.external_code, one.code) for one in found)
    sentences = [sentence.strip() for sentence in _sentence_end.split(marked) if _says(sentence, stem)]
    if all(_is_plain(sentence, stem) for sentence in sentences):
        return role, sentences[0].replace("\x00", name)
    return None


def _says(text: str, stem: str) -> bool:
    return re.search(rf"\b{stem}", text, re.IGNORECASE) is not None


def _is_plain(sentence: str, stem: str) -> bool:
    """Tell whether a sentence gives a role to the party that is marked in it, or has no subject at all."""
    before, after = re.split(rf"\b{stem}", sentence, maxsplit=1, flags=re.IGNORECASE)
    if re.match(r"\w* by\b", after):
        return _agent.match(after) is not None and not _in_doubt.search(before)
    return not before or _subject.fullmatch(before) is not None


def _take(draft: Draft, column: Column) -> None:
    names = {ucdp_parties.plain_name(name): name for name in names_in(draft.cell(column.name))}
    if not names:
        draft.leave_unparsed(column.name, "third parties, in words that do not stand for names alone")
        return
    actors = {ucdp_parties.plain_name(draft.gathered[id].name): one for id, one in actors_of(draft).items()}
    told = role_in(draft.cell("c_3rd"), *names.values()) if len(names) == 1 else None
    quoted = draft.cites(column.name, draft.verbatim(column.name))
    for place, plain in enumerate(names, start=1):
        known = actors.get(plain)
        if known is None:
            known = Participation(
                id=f"{draft.id}.third-party-{place}",
                activity=draft.id,
                parties=(ucdp_parties.named(plain, draft.gathered),),
                role="third_party",
            )
        if known.role == "primary_party":
            draft.tell(column.name, f"found the warring party {plain!r} among the third parties; its role was left")
            draft.add(attrs.evolve(known, citations=known.citations + quoted))
            continue
        role, sentence = told or ("third_party", None)
        says = () if sentence is None else (_of_role(draft, sentence),)
        draft.add(attrs.evolve(known, role=role, citations=known.citations + quoted + says))


def _of_role(draft: Draft, sentence: str) -> Citation:
    (citation,) = draft.cites("c_3rd", sentence)
    return attrs.evolve(citation, supports=("/role",))


def _give(agreement: Agreement, column: Column, dataset: Dataset) -> str | None:
    for what in ("third-party", "actor"):
        for participation in participations_of(agreement, dataset, what):
            for citation in participation.citations:
                if citation.locator == column.name and citation.quote:
                    return citation.quote
    return None


def _take_comment(draft: Draft, column: Column) -> None:
    draft.annotate("commenting", draft.verbatim(column.name))


def _give_comment(agreement: Agreement, _column: Column, _dataset: Dataset) -> str | None:
    comments = (one.text for one in agreement.annotations if one.motivation == "commenting" and one.path is None)
    return next(comments, None)


RULES = {
    "third_parties": Rule(_take, _give),
    "third_party_comment": Rule(_take_comment, _give_comment),
}
"""The rules of the columns about third parties."""
