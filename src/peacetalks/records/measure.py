"""Measures: ceasefires, sanctions, aid, guarantees."""

from typing import Annotated

import attrs

from peacetalks.fields import Code, Refers, Statuses, strict
from peacetalks.records.base import Record
from peacetalks.values import Quantity, StatusEvent


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Measure(Record):
    """Something done or promised that bears on the talks: a ceasefire, a sanction, aid, a guarantee, a deployment."""

    kind: Annotated[str, Code("measure_kind")]
    """What kind of measure it is."""
    by: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties that impose or give it; none where the source does not say."""
    against: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties that it is directed against."""
    benefiting: Annotated[tuple[str, ...], Refers("Party")] = attrs.field(default=(), converter=tuple[str, ...])
    """Parties that it is meant to benefit."""
    topics: Annotated[tuple[str, ...], Code("topic")] = attrs.field(default=(), converter=tuple[str, ...])
    """Topics of the measure."""
    places: Annotated[tuple[str, ...], Refers("Place")] = attrs.field(default=(), converter=tuple[str, ...])
    """Places where it holds."""
    laterality: Annotated[str | None, Code("laterality")] = None
    """Whether one side or several are bound; for ceasefires and pauses only."""
    ceasefire_class: Annotated[str | None, Code("ceasefire_class")] = None
    """How much machinery a ceasefire comes with; for ceasefires and pauses only."""
    purpose: Annotated[str | None, Code("ceasefire_purpose")] = None
    """What a ceasefire is for; for ceasefires and pauses only."""
    scope: Annotated[str | None, Code("ceasefire_scope")] = None
    """What a ceasefire covers; for ceasefires and pauses only."""
    history: Annotated[tuple[StatusEvent, ...], Statuses("measure_status")] = attrs.field(
        default=(), converter=tuple[StatusEvent, ...]
    )
    """What became of the measure: announced, in force, violated, lifted."""
    duration: Quantity | None = None
    """How long it was to last."""
    quantity: Quantity | None = None
    """Its size: money, troops."""
    round: Annotated[str | None, Refers("Round")] = None
    """Round at which it was arranged."""
    agreement: Annotated[str | None, Refers("Agreement")] = None
    """Agreement that the measure carries out."""
