"""peacetalks: one shared representation of peace negotiations.

Typed records for parties, demands, rounds, exchanges and what joins them; strict reading that says everything that is
wrong at once; canonical writing. The names here are the public face; everything else may move.

    >>> import peacetalks as pt
    >>> russia = pt.Party(id="russia", name="Russia", kind="state")
    >>> pt.to_dict(russia)
    {'id': 'russia', 'name': 'Russia', 'kind': 'state'}
"""

import importlib
from typing import TYPE_CHECKING, Any

from peacetalks.convert import from_dict, to_dict
from peacetalks.dataset import (
    Change,
    Dataset,
    Difference,
    DifferenceError,
    FieldChange,
    Merge,
    MergeConflict,
    Reference,
    Renaming,
)
from peacetalks.dates import Date
from peacetalks.formats import (
    check,
    check_records,
    dump,
    dumps,
    load,
    loads,
    read_header,
    read_records,
    write_records,
)
from peacetalks.ids import slug
from peacetalks.problems import (
    MissingExtraError,
    NotFoundError,
    PeacetalksError,
    Problem,
    QuantityError,
    ValidationError,
)
from peacetalks.records import (
    Agreement,
    Assessment,
    Conflict,
    Demand,
    Exchange,
    Issue,
    Linkage,
    Measure,
    Participation,
    Party,
    Place,
    Position,
    Process,
    Record,
    Round,
    Source,
    Statement,
)
from peacetalks.schema import json_schema
from peacetalks.values import (
    Annotation,
    Citation,
    Control,
    ExchangeEvent,
    ExchangeLeg,
    Extra,
    Factor,
    Identifier,
    Membership,
    Name,
    Post,
    Provision,
    Quantity,
    RelatedAgreement,
    StatusEvent,
)
from peacetalks.version import MODEL_VERSION

if TYPE_CHECKING:
    from peacetalks import query as query

__all__ = [
    "MODEL_VERSION",
    "Agreement",
    "Annotation",
    "Assessment",
    "Change",
    "Citation",
    "Conflict",
    "Control",
    "Dataset",
    "Date",
    "Demand",
    "Difference",
    "DifferenceError",
    "Exchange",
    "ExchangeEvent",
    "ExchangeLeg",
    "Extra",
    "Factor",
    "FieldChange",
    "Identifier",
    "Issue",
    "Linkage",
    "Measure",
    "Membership",
    "Merge",
    "MergeConflict",
    "MissingExtraError",
    "Name",
    "NotFoundError",
    "Participation",
    "Party",
    "PeacetalksError",
    "Place",
    "Position",
    "Post",
    "Problem",
    "Process",
    "Provision",
    "Quantity",
    "QuantityError",
    "Record",
    "Reference",
    "RelatedAgreement",
    "Renaming",
    "Round",
    "Source",
    "Statement",
    "StatusEvent",
    "ValidationError",
    "check",
    "check_records",
    "dump",
    "dumps",
    "from_dict",
    "json_schema",
    "load",
    "loads",
    "read_header",
    "read_records",
    "slug",
    "to_dict",
    "write_records",
]


def __getattr__(name: str) -> Any:
    """Import ``peacetalks.query`` when it is first asked for: whoever only reads and writes does not pay for it."""
    if name == "query":
        return importlib.import_module("peacetalks.query")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
