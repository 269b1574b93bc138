"""What can be wrong with a text before anything is known of what it says."""

from __future__ import annotations

from peacetalks.problems import Problem, ValidationError, refusal


def not_utf8(data: bytes, at: int) -> ValidationError:
    """Return the refusal of bytes that are not UTF-8 from a place on."""
    return refusal("not-readable", f"byte {at} is not UTF-8; save the file as UTF-8", repr(data[at : at + 8]))


def invalid_syntax(message: str, line: int | None = None) -> ValidationError:
    """Return the refusal of a text from which nothing can be read."""
    return ValidationError([Problem(code="invalid-syntax", severity="error", path="", message=message, line=line)])


def duplicate_key(path: str, line: int) -> Problem:
    """Return the problem of a key that stands twice in one object."""
    message = "this key stands more than once in one object; keep one of them"
    return Problem(code="duplicate-key", severity="error", path=path, message=message, line=line)
