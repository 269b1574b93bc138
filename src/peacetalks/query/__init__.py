"""The analysts' questions, as functions over a dataset.

Each returns a tuple of small typed answers, which name the claims that they rest on and turn into rows of a table. Ask
for the time that is meant with ``at``, for what was known then with ``known_by``, and say with ``certainty`` how
imprecise dates count.
"""

from peacetalks.query.advocacy import Advocacy, advocacies
from peacetalks.query.agreement import AgreementGap, AgreementInOrder, agreement_gaps, agreements
from peacetalks.query.answer import Amount, Answer, Cell, Evidence, columns_of, to_rows
from peacetalks.query.appearance import FirstAppearance, first_appearances
from peacetalks.query.assessment import Judgement, RipenessJudgement, assessments, ripeness
from peacetalks.query.bargaining import BargainingRange, bargaining_ranges
from peacetalks.query.ceasefire import Ceasefire, ceasefires
from peacetalks.query.claim import Claim, claims
from peacetalks.query.co_appearance import CoAppearance, co_appearances
from peacetalks.query.coding_difference import CodingDifference, coding_differences
from peacetalks.query.collective import Member, members
from peacetalks.query.concession import Concession, concessions
from peacetalks.query.concession_count import ConcessionCount, concession_counts
from peacetalks.query.contradiction import Contradiction, contradictions
from peacetalks.query.demand import DemandMade, demands
from peacetalks.query.disagreement import Disagreement, disagreements
from peacetalks.query.exchange import ExchangeClaim, OpenExchange, exchange_claims, open_exchanges
from peacetalks.query.exchange_total import ExchangeTotal, exchange_totals
from peacetalks.query.exclusion import Exclusion, exclusions
from peacetalks.query.factor import FactorStanding, factors
from peacetalks.query.forecast import BrierScore, ClosedForecast, brier_scores, closed_forecasts, mean_brier_score
from peacetalks.query.inclusion import Inclusiveness, inclusiveness
from peacetalks.query.inconsistency import Inconsistency, inconsistencies
from peacetalks.query.issue import IssueGap, issue_gaps
from peacetalks.query.known import as_known
from peacetalks.query.linkage import IndependentDemand, LinkageEnd, independent_demands, linkages
from peacetalks.query.linkage_cycle import LinkageCycle, linkage_cycles
from peacetalks.query.linkage_graph import LinkageComponent, LinkageGraph, linkage_components, linkage_graph
from peacetalks.query.linkage_order import Prerequisite, prerequisites
from peacetalks.query.matching import AgreementMatch, match_agreements
from peacetalks.query.measure import MeasureStatus, measures, measures_in_force
from peacetalks.query.participation import Attendance, attendance
from peacetalks.query.provision import TopicCell, TopicCoverage, topic_coverage, topic_table
from peacetalks.query.question import Certainty
from peacetalks.query.role_share import RoleShare, role_shares
from peacetalks.query.silence import Silence, silences
from peacetalks.query.source import WeaklySourced, weakly_sourced
from peacetalks.query.stance import Stance, stances
from peacetalks.query.stance_gap import StanceGap, stance_gaps
from peacetalks.query.stance_history import PositionTaken, stance_histories, turning_points
from peacetalks.query.statement import StatementMade, statements
from peacetalks.query.strength import StrengthProfile, strength_profiles
from peacetalks.query.third_party import ThirdParty, third_parties
from peacetalks.query.ultimatum import Ultimatum, ultimatums

__all__ = [
    "Advocacy",
    "AgreementGap",
    "AgreementInOrder",
    "AgreementMatch",
    "Amount",
    "Answer",
    "Attendance",
    "BargainingRange",
    "BrierScore",
    "Ceasefire",
    "Cell",
    "Certainty",
    "Claim",
    "ClosedForecast",
    "CoAppearance",
    "CodingDifference",
    "Concession",
    "ConcessionCount",
    "Contradiction",
    "DemandMade",
    "Disagreement",
    "Evidence",
    "ExchangeClaim",
    "ExchangeTotal",
    "Exclusion",
    "FactorStanding",
    "FirstAppearance",
    "Inclusiveness",
    "Inconsistency",
    "IndependentDemand",
    "IssueGap",
    "Judgement",
    "LinkageComponent",
    "LinkageCycle",
    "LinkageEnd",
    "LinkageGraph",
    "MeasureStatus",
    "Member",
    "OpenExchange",
    "PositionTaken",
    "Prerequisite",
    "RipenessJudgement",
    "RoleShare",
    "Silence",
    "Stance",
    "StanceGap",
    "StatementMade",
    "StrengthProfile",
    "ThirdParty",
    "TopicCell",
    "TopicCoverage",
    "Ultimatum",
    "WeaklySourced",
    "advocacies",
    "agreement_gaps",
    "agreements",
    "as_known",
    "assessments",
    "attendance",
    "bargaining_ranges",
    "brier_scores",
    "ceasefires",
    "claims",
    "closed_forecasts",
    "co_appearances",
    "coding_differences",
    "columns_of",
    "concession_counts",
    "concessions",
    "contradictions",
    "demands",
    "disagreements",
    "exchange_claims",
    "exchange_totals",
    "exclusions",
    "factors",
    "first_appearances",
    "inclusiveness",
    "inconsistencies",
    "independent_demands",
    "issue_gaps",
    "linkage_components",
    "linkage_cycles",
    "linkage_graph",
    "linkages",
    "match_agreements",
    "mean_brier_score",
    "measures",
    "measures_in_force",
    "members",
    "open_exchanges",
    "prerequisites",
    "ripeness",
    "role_shares",
    "silences",
    "stance_gaps",
    "stance_histories",
    "stances",
    "statements",
    "strength_profiles",
    "third_parties",
    "to_rows",
    "topic_coverage",
    "topic_table",
    "turning_points",
    "ultimatums",
    "weakly_sourced",
]
