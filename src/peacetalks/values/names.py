"""What things are called, by people and by other projects."""

from typing import Annotated

import attrs

from peacetalks.fields import Code, strict
from peacetalks.values.base import Value


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Name(Value):
    """Another name of something, such as an acronym, an alias or the name in another language."""

    text: str
    """The name as it is written."""
    kind: Annotated[str | None, Code("name_kind")] = None
    """What kind of name it is, for instance an acronym or a metonym ("Moscow" for the Russian government)."""
    language: str | None = None
    """Language of the name as a BCP 47 tag, such as `uk`."""
    script: str | None = None
    """Script the name is written in as an ISO 15924 code, such as `Cyrl`."""


@attrs.frozen(kw_only=True, repr=False, field_transformer=strict)
class Identifier(Value):
    """The id of a record in an outside scheme, such as Wikidata, UCDP or PA-X."""

    scheme: Annotated[str, Code("identifier_scheme")]
    """Scheme that the value belongs to."""
    value: str
    """The id as the scheme writes it; always text, so that leading zeros survive."""
    version: str | None = None
    """Version of the scheme, for schemes that renumber between releases."""
