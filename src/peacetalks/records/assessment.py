"""Assessments: judgements by somebody."""

from typing import Annotated

import attrs

from peacetalks.dates import Date
from peacetalks.fields import Between, Code, Refers, as_date, strict
from peacetalks.records.base import Record
from peacetalks.values import Factor


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Assessment(Record):
    """A judgement about facts, chances, law or trend; always somebody's, never the library's."""

    by: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Who judges; none means the voice of the source itself."""
    kind: Annotated[str, Code("assessment_kind")]
    """What kind of judgement it is, such as a forecast or a view on legality."""
    proposition: str
    """What is judged, stated positively in one sentence."""
    about: Annotated[tuple[str, ...], Refers()] = attrs.field(default=(), converter=tuple[str, ...])
    """Records that it is about."""
    likelihood: Annotated[str | None, Code("likelihood")] = None
    """How likely the proposition is, in the words of the one who judges."""
    probability: Annotated[float | None, Between(0, 1)] = None
    """The same as a number from 0 to 1, where one was given."""
    value: Annotated[str | None, Code("assessment_value")] = None
    """Result of a judgement that is not about likelihood, such as a trend."""
    confidence: Annotated[str | None, Code("confidence")] = None
    """How sure the one who judges is."""
    horizon: Date | None = attrs.field(default=None, converter=as_date)
    """Period that a forecast covers."""
    factors: tuple[Factor, ...] = attrs.field(default=(), converter=tuple[Factor, ...])
    """What the judgement depends on."""
    date: Date | None = attrs.field(default=None, converter=as_date)
    """When it was made."""
