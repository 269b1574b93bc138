"""The dataset: a document of records that holds together."""

from peacetalks.dataset.conflict import MergeConflict
from peacetalks.dataset.dataset import GROUPS, HEADER, Dataset, group_of
from peacetalks.dataset.difference import Change, Difference, DifferenceError, Renaming
from peacetalks.dataset.fieldwise import FieldChange
from peacetalks.dataset.integrity import Entry, integrity_problems
from peacetalks.dataset.merge import Merge
from peacetalks.dataset.references import Reference, references

__all__ = [
    "GROUPS",
    "HEADER",
    "Change",
    "Dataset",
    "Difference",
    "DifferenceError",
    "Entry",
    "FieldChange",
    "Merge",
    "MergeConflict",
    "Reference",
    "Renaming",
    "group_of",
    "integrity_problems",
    "references",
]
