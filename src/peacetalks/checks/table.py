"""The table of rules, in the order in which they are told."""

from __future__ import annotations

from peacetalks.checks import amounts, conduct, sources, structure, times
from peacetalks.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("self-reference", "error", structure.self_references),
    Rule("reference-cycle", "error", structure.reference_cycles),
    Rule("package-needs-two", "error", structure.small_packages),
    Rule("linkage-needs-objects", "error", structure.missing_objects),
    Rule("total-mismatch", "error", amounts.total_mismatches),
    Rule("per-side-mismatch", "error", amounts.per_side_mismatches),
    Rule("supports-nothing", "error", structure.pointers_to_nothing),
    Rule("field-not-for-kind", "error", structure.misplaced_fields),
    Rule("unsourced", "warning", sources.unsourced_claims),
    Rule("unused-record", "warning", sources.unused_records),
    Rule("status-order", "warning", times.statuses_out_of_order),
    Rule("deadline-before-demand", "warning", times.deadlines_before_demands),
    Rule("contradictory-attendance", "warning", conduct.contradictory_attendance),
    Rule("stance-of-maker", "warning", conduct.stances_of_others),
    Rule("possible-double-count", "warning", amounts.possible_double_counts),
    Rule("process-differs", "warning", conduct.differing_processes),
    Rule("deprecated-code", "warning", sources.deprecated_codes),
)
"""Every rule of meaning, each with the stable code of its problems."""
