"""Names of states and organisations of states that other projects' data share, and the ids that names make."""

from __future__ import annotations

import hashlib

from peacetalks.ids import slug

LONGEST_SLUG = 100
"""Characters of the longest slug of a name."""

ORGANISATIONS = {
    "African Union": ("AU",),
    "Arab League": ("League of Arab States", "LAS"),
    "ASEAN": ("Association of Southeast Asian Nations",),
    "CEN-SAD": ("Community of Sahel-Saharan States",),
    "CIS": ("Commonwealth of Independent States",),
    "Commonwealth": ("Commonwealth of Nations",),
    "EAC": ("East African Community",),
    "ECCAS": ("Economic Community of Central African States", "CEEAC"),
    "ECOWAS": ("Economic Community of West African States", "CEDEAO"),
    "European Union": ("EU",),
    "GCC": ("Gulf Cooperation Council",),
    "ICGLR": ("International Conference on the Great Lakes Region",),
    "IGAD": ("Intergovernmental Authority on Development", "IGADD"),
    "MINUSCA": (),
    "NATO": ("North Atlantic Treaty Organization",),
    "OAS": ("Organization of American States",),
    "OAU": ("Organization of African Unity", "Organisation of African Unity"),
    "OIC": ("Organization of the Islamic Conference", "Organisation of Islamic Cooperation"),
    "OSCE": ("CSCE", "Organization for Security and Co-operation in Europe"),
    "SADC": ("Southern African Development Community",),
    "United Nations": ("UN", "UNO"),
}
"""Organisations of states, as UCDP names them, with other names that they have."""

STATES = {
    "United Kingdom": ("UK", "Great Britain", "Britain"),
    "United States of America": ("US", "USA", "United States", "U.S.", "U.S.A."),
}
"""States that have other names."""


def name_slug(name: str) -> str:
    """Return what stands for a printed name in an id: the same for the same name in every import.

    >>> name_slug("Anna BERG")
    'anna-berg'
    """
    try:
        made = slug(name)
    except ValueError:  # not in Latin letters
        made = ""
    if len(made) > LONGEST_SLUG or not made:
        made = f"{made[:LONGEST_SLUG]}{'-' if made else ''}{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    return made
