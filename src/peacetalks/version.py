"""The version of the data model that this library speaks."""

from __future__ import annotations

import re

from peacetalks.problems import ValidationError, refusal

MODEL_VERSION = "1.0"
"""Version that documents carry in their ``peacetalks`` key."""

_match_version = re.compile(r"(0|[1-9][0-9]{0,5})\.(0|[1-9][0-9]{0,5})").fullmatch


def parsed_version(version: str) -> tuple[int, int] | None:
    """Return a version as numbers that can be compared; ``None`` for what is none.

    >>> parsed_version("1.10"), parsed_version("1.9"), parsed_version("latest")
    ((1, 10), (1, 9), None)
    """
    match = _match_version(version)
    return (int(match[1]), int(match[2])) if match else None


def require_model_version(version: object) -> None:
    """Refuse another version of the model than ours; what is no text is no version, and refused elsewhere.

    Raises:
        ValidationError: ``unsupported-version``.
    """
    if isinstance(version, str) and version != MODEL_VERSION:
        raise unsupported_version(version)


def unsupported_version(version: str) -> ValidationError:
    """Return the refusal of a version that cannot be read, saying what would help."""
    found, known = parsed_version(version), parsed_version(MODEL_VERSION)
    if found is None or known is None:
        message = f"this is no version of the model, expected one such as {MODEL_VERSION!r}; correct it"
    elif found > known:
        message = (
            f"this release reads the model up to version {MODEL_VERSION}; install a newer release: "
            "pip install --upgrade peacetalks"
        )
    else:
        message = f"there is no such version of the model, expected {MODEL_VERSION!r}; correct it"
    return refusal("unsupported-version", message, version, "/peacetalks")
