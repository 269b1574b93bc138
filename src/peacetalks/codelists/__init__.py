"""The codelists of the model and their crosswalks to other projects' codes.

Every list is a CSV file in this package, described in ``index.csv``; the files are the lists, everything else (the
StrEnums of :mod:`peacetalks.codelists.enums`, the schemas, the reference pages) is generated from them.
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
