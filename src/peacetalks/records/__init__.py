"""The sixteen record types, one module each."""

from peacetalks.records.agreement import Agreement
from peacetalks.records.assessment import Assessment
from peacetalks.records.base import Record, by_type, type_name
from peacetalks.records.conflict import Conflict
from peacetalks.records.demand import Demand
from peacetalks.records.exchange import Exchange
from peacetalks.records.issue import Issue
from peacetalks.records.linkage import Linkage
from peacetalks.records.measure import Measure
from peacetalks.records.participation import Participation
from peacetalks.records.party import Party
from peacetalks.records.place import Place
from peacetalks.records.position import Position
from peacetalks.records.process import Process
from peacetalks.records.round import Round
from peacetalks.records.source import Source
from peacetalks.records.statement import Statement

__all__ = [
    "Agreement",
    "Assessment",
    "Conflict",
    "Demand",
    "Exchange",
    "Issue",
    "Linkage",
    "Measure",
    "Participation",
    "Party",
    "Place",
    "Position",
    "Process",
    "Record",
    "Round",
    "Source",
    "Statement",
    "by_type",
    "type_name",
]
