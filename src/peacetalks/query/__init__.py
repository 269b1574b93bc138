"""The analysts' questions, as functions over a dataset.

Each returns a tuple of small typed answers, which name the claims that they rest on and turn into rows of a table. Ask
for the time that is meant with ``at``, for what was known then with ``known_by``, and say with ``certainty`` how
imprecise dates count.
"""

from peacetalks.query.agreement import AgreementGap, AgreementInOrder, agreement_gaps, agreements
from peacetalks.query.answer import Amount, Answer, Cell, Evidence, columns_of, to_rows
from peacetalks.query.co_appearance import CoAppearance, co_appearances
from peacetalks.query.coding_difference import CodingDifference, coding_differences
from peacetalks.query.known import as_known
from peacetalks.query.matching import AgreementMatch, match_agreements
from peacetalks.query.provision import TopicCell, TopicCoverage, topic_coverage, topic_table
from peacetalks.query.question import Certainty
from peacetalks.query.role_share import RoleShare, role_shares
from peacetalks.query.strength import StrengthProfile, strength_profiles
from peacetalks.query.third_party import ThirdParty, third_parties

__all__ = [
    "AgreementGap",
    "AgreementInOrder",
    "AgreementMatch",
    "Amount",
    "Answer",
    "Cell",
    "Certainty",
    "CoAppearance",
    "CodingDifference",
    "Evidence",
    "RoleShare",
    "StrengthProfile",
    "ThirdParty",
    "TopicCell",
    "TopicCoverage",
    "agreement_gaps",
    "agreements",
    "as_known",
    "co_appearances",
    "coding_differences",
    "columns_of",
    "match_agreements",
    "role_shares",
    "strength_profiles",
    "third_parties",
    "to_rows",
    "topic_coverage",
    "topic_table",
]
