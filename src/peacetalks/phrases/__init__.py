"""English phrases for dates: ``5 or 6 February 2026``, ``before spring 2026``, ``since 1994``.

The one lenient place of the library, for importers and for people who type. Records and files hold EDTF and words side
by side (:class:`~peacetalks.dates.Date`), and nothing is ever read from words unless :func:`date_from_text` is called.
"""

from peacetalks.phrases.phrase import LONGEST_PHRASE, Hemisphere, date_from_text

__all__ = ["LONGEST_PHRASE", "Hemisphere", "date_from_text"]
