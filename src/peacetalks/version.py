"""The version of the data model that this library speaks."""

MODEL_VERSION = "1.0"
"""Version that documents carry in their ``peacetalks`` key."""
