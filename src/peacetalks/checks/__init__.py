"""Meaning: what a dataset says that cannot be, or deserves a second look.

Each rule is a pure function of a dataset, or of records by themselves; :data:`RULES` is the one table of them. Shape
and integrity are not looked at here: a dataset exists only where they hold.
"""

from peacetalks.checks.rule import DatasetRule, Finding, RecordRule, Records, Rule, meaning_problems, record_problems
from peacetalks.checks.table import RULES

__all__ = ["RULES", "DatasetRule", "Finding", "RecordRule", "Records", "Rule", "meaning_problems", "record_problems"]
