"""The limits that data have to keep, so that what strangers send costs no more than it weighs."""

from __future__ import annotations

GREATEST_DEPTH = 64
"""Deepest nesting of lists and objects in a document."""

GREATEST_INTEGER = 2**53 - 1
"""Numbers lie within plus or minus this, so that every JSON reader gets the same value."""

GREATEST_TEXT = 1_000_000
"""Most characters of one text, such as a note; records describe what was said, they do not hold whole documents."""

GREATEST_ID = 128
"""Most characters of an id."""

GREATEST_EDTF = 256
"""Most characters of a date in EDTF; only a set of many members comes near."""

GREATEST_LINE = 16 * 2**20
"""Most bytes of one line of a stream, so that reading a record at a time needs no more than that."""

GREATEST_REPORT = 10_000
"""Most problems that are told of one source; one more says that there are others."""

GREATEST_EXPANSION = 50
"""How many times as many bytes a compressed file may hold as it has itself."""

FREE_EXPANSION = 2**20
"""Bytes that any compressed file may hold, however few it has itself."""
