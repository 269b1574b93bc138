"""English phrases for dates: ``5 or 6 February 2026``, ``before spring 2026``, ``since 1994``.

The one lenient place of the library, for importers and for people who type. Records and files hold EDTF and words side
by side (:class:`~peacetalks.dates.Date`), and nothing is ever read from words unless :func:`date_from_text` is called.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

from dateutil import parser

from peacetalks.dates import Date, DateLike
from peacetalks.problems import ValidationError, refusal

Hemisphere: TypeAlias = Literal["northern", "southern"]

LONGEST_PHRASE: Final = 200
"""Characters of a text that may be a date; longer ones are not looked at."""


def date_from_text(text: str, *, anchor: DateLike | None = None, hemisphere: Hemisphere = "northern") -> Date:
    """Return the date that an English phrase means.

    The result keeps ``text`` as given. Its ``edtf`` never says more than the words do: nothing comes from today's date,
    a year that the words leave out comes from ``anchor`` or stays unknown, and a phrase that is understood but that
    EDTF cannot say (``about the 1990s``, ``before spring`` without a year) gives a Date of the words alone. Text that
    is EDTF already gives a Date without words.

    ==============================  ==========================================================================
    ``5 February 2026``             ``2026-02-05``; also ``February 5th, 2026``, ``25/02/2026``, ``2026/2/5``
    ``May 2004``, ``2014``          ``2004-05``, ``2014``
    ``12 October``, ``in May``      ``XXXX-10-12``, ``XXXX-05``; with an anchor, that of its year
    ``about 2014``                  ``2014~``; ``possibly``: ``2014?``; ``possibly about``: ``2014%``
    ``1990s``, ``1900s``            ``199X``, ``19XX``
    ``spring 2012``                 ``2012-21`` (southern: ``2012-29``); ``winter 2013/14``: ``2013-24``
    ``23–24 June 2000``             ``2000-06-23/2000-06-24``; also ``from … to …``
    ``5 or 6 February 2026``        ``[2026-02-05,2026-02-06]``
    ``between 3 and 7 April 2002``  ``[2002-04-03..2002-04-07]``
    ``early February 2026``         ``[2026-02-01..2026-02-10]``; mid: 11 to 20; late, end of: from the 21st
    ``early 1990``                  ``[1990-01..1990-04]``; mid: May to August; late, end of: from September
    ``before spring 2026``          ``[..2026-02-28]``
    ``by 15 January 1995``          ``[..1995-01-15]``; ``before the end of June 1998``: ``[..1998-06-30]``
    ``after May 2004``              ``[2004-06-01..]``
    ``since 1994``                  ``1994/..``; ``until 1994``: ``/1994``, for nobody said when it began
    ==============================  ==========================================================================

    Args:
        text: The phrase. Case, articles, ``in`` and ``on`` do not matter.
        anchor: The date from which the phrase is to be understood, usually that of publication. It gives the year that
            is left out, if it lies in one year, and it is the first day meant by ``before`` and ``by``, if it lies
            before their last: ``before spring 2026`` said on 2026-02-06 is ``[2026-02-06..2026-02-28]``. The result
            has it as its ``anchor`` if it was of use, or if the words need one that is more exact.
        hemisphere: Whose seasons are meant, ``"northern"`` or ``"southern"``.

    Raises:
        ValidationError: ``invalid-date`` for text that is not understood or has two readings (``04/02/2026``),
            ``impossible-date`` for a day that does not exist or a period that ends before it begins, ``empty-text``,
            ``wrong-type``, ``invalid-syntax``, ``unknown-code`` for another hemisphere.
    """
