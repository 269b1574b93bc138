"""Dates as people know them: to the day or to the decade, lasting, doubtful, or only in words.

:class:`Date` is the value that every record uses; the other names are what its bounds and arguments are made of.
From the ground up: ``periods`` is calendar arithmetic, ``relations`` says what a date may mean and how two of them
stand to each other, ``edtf`` is the grammar, ``advice`` what to say about a string that is no date, ``plain`` the
same for plain data, and ``date`` the value.
"""

from peacetalks.dates.date import Date, DateLike
from peacetalks.dates.edtf import EDTF_PATTERN
from peacetalks.dates.periods import OPEN, Bound, Open, Precision

__all__ = ["EDTF_PATTERN", "OPEN", "Bound", "Date", "DateLike", "Open", "Precision"]
