from peacetalks.checks.rule import Rule

RULES: tuple[Rule, ...] = ()
