"""The nearest known word to a mistyped one, for "did you mean"."""

from __future__ import annotations

import difflib
import functools

LONGEST_WORD = 64
"""Words longer than this get no suggestion: comparing them costs more than it helps."""


@functools.lru_cache(maxsize=4096)
def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Return the word of ``known`` that looks most like ``word``; ``None`` where none comes near.

    >>> nearest("prisonerexchange", ("prisoner_exchange", "mixed"))
    'prisoner_exchange'
    """
    if len(word) > LONGEST_WORD:
        return None
    lowered = {other.lower(): other for other in reversed(known)}
    close = difflib.get_close_matches(word.lower(), lowered, n=1, cutoff=0.6)
    return lowered[close[0]] if close else None


def did_you_mean(word: str, known: tuple[str, ...]) -> str:
    """Return ``; did you mean '…'?`` for the nearest known word, or nothing where none comes near."""
    near = nearest(word, known)
    return f"; did you mean {near!r}?" if near else ""
