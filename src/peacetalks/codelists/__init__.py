"""The codelists of the model and their crosswalks to other projects' codes.

Every list is a CSV file in this package, described in ``index.csv``; the files are the lists, everything else (the
StrEnums of :mod:`peacetalks.codelists.enums`, the schemas, the reference pages) is generated from them.

The enums are a module of their own, which nothing here imports: reading data needs none of them, and whoever names
codes in a program asks for them (``from peacetalks.codelists.enums import PartyKind``).
"""

from peacetalks.codelists.crosswalk import Correspondence, crosswalk, crosswalk_names
from peacetalks.codelists.loader import NAMESPACED_PATTERN, Codelist, Term, codelist, codelist_names, is_namespaced

__all__ = [
    "NAMESPACED_PATTERN",
    "Codelist",
    "Correspondence",
    "Term",
    "codelist",
    "codelist_names",
    "crosswalk",
    "crosswalk_names",
    "is_namespaced",
]
