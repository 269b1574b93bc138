"""What all value objects and records share: being frozen, and a one-line ``repr``."""

from __future__ import annotations

import attrs

from peacetalks.fields import Strict


@attrs.frozen(kw_only=True, repr=False)
class Value(Strict):
    """Base of all value objects: frozen, compared and hashed by what they hold."""

    def __repr__(self) -> str:
        shown = (f"{name}={value!r}" for name, value in given(self))
        return f"{type(self).__name__}({', '.join(shown)})"


def given(instance: attrs.AttrsInstance) -> list[tuple[str, object]]:
    """Return name and value of every field that says something, that is, differs from its default."""
    return [
        (attribute.name, value)
        for attribute in attrs.fields(type(instance))
        if (value := getattr(instance, attribute.name)) != attribute.default
    ]
