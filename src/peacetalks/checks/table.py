"""The table of rules, in the order in which they are told."""

from __future__ import annotations

from peacetalks.checks import amounts, conduct, sources, structure, times
from peacetalks.checks.rule import DatasetRule, RecordRule, Rule

RULES: tuple[Rule, ...] = (
    RecordRule("self-reference", "error", structure.self_references),
    DatasetRule("reference-cycle", "error", structure.reference_cycles),
    RecordRule("package-needs-two", "error", structure.small_packages),
    RecordRule("linkage-needs-objects", "error", structure.missing_objects),
    RecordRule("total-mismatch", "error", amounts.total_mismatches),
    RecordRule("per-side-mismatch", "error", amounts.per_side_mismatches),
    RecordRule("supports-nothing", "error", structure.pointers_to_nothing),
    RecordRule("field-not-for-kind", "error", structure.misplaced_fields),
    RecordRule("unsourced", "warning", sources.unsourced_claims),
    DatasetRule("unused-record", "warning", sources.unused_records),
    RecordRule("status-order", "warning", times.statuses_out_of_order),
    RecordRule("deadline-before-demand", "warning", times.deadlines_before_demands),
    DatasetRule("contradictory-attendance", "warning", conduct.contradictory_attendance),
    DatasetRule("stance-of-maker", "warning", conduct.stances_of_others),
    DatasetRule("possible-double-count", "warning", amounts.possible_double_counts),
    DatasetRule("process-differs", "warning", conduct.differing_processes),
    RecordRule("deprecated-code", "warning", sources.deprecated_codes),
)
"""Every rule of meaning, each with the stable code of its problems."""
