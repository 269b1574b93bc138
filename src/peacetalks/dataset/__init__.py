"""The dataset: a document of records that holds together."""

from peacetalks.dataset.dataset import GROUPS, HEADER, Dataset, group_of
from peacetalks.dataset.integrity import Entry, integrity_problems
from peacetalks.dataset.references import Reference, references

__all__ = ["GROUPS", "HEADER", "Dataset", "Entry", "Reference", "group_of", "integrity_problems", "references"]
