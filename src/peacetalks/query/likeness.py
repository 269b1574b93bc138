"""By what two records can be told to be of the same thing: identifiers, names, and who took part."""

import typing
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from peacetalks.codelists import is_namespaced
from peacetalks.dataset import Dataset
from peacetalks.query.third_party import TOOK_PART
from peacetalks.records import Agreement, Conflict, Participation, Party

SCHEMES: typing.Final = ("ucdp_pad", "pax_agreement", "pam", "wikidata", "un_symbol", "unts", "doi", "url")
"""Schemes of identifiers that number agreements or their texts; others number what an agreement is about."""

SCHEMES_OF_IDS: typing.Final = {"ucdp-pad": "ucdp_pad", "pax": "pax_agreement"}
"""Beginnings of ids that are identifiers themselves, such as ``pax.1364``, with their schemes."""

Key = tuple[str | None, ...]
"""Something by which two records can be told to be of the same thing: an identifier, a name."""


def codings_of(agreement: Agreement) -> frozenset[str]:
    """Return the schemes by which an agreement was coded: those that it names, and the one that its id tells."""
    schemes = {scheme.partition("@")[0] for scheme in agreement.coded_by}
    prefix = agreement.id.partition(".")[0]
    return frozenset(schemes | {prefix.replace("-", "_")} if prefix in SCHEMES_OF_IDS else schemes)


def parties_of(dataset: Dataset, agreement: Agreement) -> Mapping[str, tuple[Participation, ...]]:
    """Return the parties that took part in an agreement, or were spoken for, with what says so."""
    return dataset.once(_parties_of_agreements).get(agreement.id, MappingProxyType({}))


def identities(agreement: Agreement) -> Iterator[tuple[str, str, str | None]]:
    """Yield the identifiers that name an agreement, as scheme, value and version."""
    for one in agreement.identifiers:
        if one.scheme in SCHEMES or is_namespaced(one.scheme):
            yield one.scheme, one.value, one.version
    prefix, _, number = agreement.id.partition(".")
    if prefix in SCHEMES_OF_IDS and number:
        yield SCHEMES_OF_IDS[prefix], number, None


def _parties_of_agreements(dataset: Dataset) -> Mapping[str, Mapping[str, tuple[Participation, ...]]]:
    found: dict[str, dict[str, list[Participation]]] = {}
    for record in dataset.participations:
        if record.attendance in TOOK_PART and isinstance(dataset[record.activity], Agreement):
            spoken_for = () if record.on_behalf_of is None else (record.on_behalf_of,)
            for party in dict.fromkeys((*record.parties, *spoken_for)):
                found.setdefault(record.activity, {}).setdefault(party, []).append(record)
    return MappingProxyType(
        {id: MappingProxyType({party: tuple(records) for party, records in one.items()}) for id, one in found.items()}
    )


def keys_of_parties(dataset: Dataset) -> Mapping[str, frozenset[Key]]:
    """Return by what each party can be told to be another record's, by its id."""
    return _keys(dataset, dataset.parties)


def keys_of_conflicts(dataset: Dataset) -> Mapping[str, frozenset[Key]]:
    """Return by what each conflict can be told to be another record's, by its id."""
    return _keys(dataset, dataset.conflicts)


def _keys(dataset: Dataset, records: Iterable[Party | Conflict]) -> Mapping[str, frozenset[Key]]:
    """Return by what each record can be told to be of the same thing as another: id, identifiers, names."""
    return MappingProxyType(
        {
            one.id: frozenset(
                [
                    ("id", dataset.namespace, one.id),
                    *(("identifier", each.scheme, each.value) for each in one.identifiers),
                    *(("name", name.casefold()) for name in (one.name, *(other.text for other in one.other_names))),
                ]
            )
            for one in records
        }
    )
