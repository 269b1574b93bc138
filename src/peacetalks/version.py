"""The version of the data model that this library speaks."""

from peacetalks.problems import refusal

MODEL_VERSION = "1.0"
"""Version that documents carry in their ``peacetalks`` key."""


def require_model_version(version: object) -> None:
    """Refuse another version of the model than ours; what is no text is no version, and refused elsewhere.

    Raises:
        ValidationError: ``unsupported-version``.
    """
    if isinstance(version, str) and version != MODEL_VERSION:
        message = f"this release knows version {MODEL_VERSION} of the model; install a release that knows the other"
        raise refusal("unsupported-version", message, version, "/peacetalks")
